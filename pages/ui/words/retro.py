"""Sentences of the retrospective."""

from __future__ import annotations

from pages.ui.words import Table

RETRO: Table = {
    "title": ("Retrospective", "Retro"),
    "own": (
        "The team's own: no client link, memo, export or message holds anything of this page.",
        "Tiimin oma: mikään asiakkaan linkki, muistio, tiedosto tai viesti ei sisällä tältä sivulta mitään.",
    ),
    "changed": ("The retrospective has gone on.", "Retro on edennyt."),
    "show": ("Show it", "Näytä"),
    # last time's improvements
    "none_open": ("No improvements are open from last time.", "Viime kerralta ei ole avoimia parannuksia."),
    "open_line": ("{who}: {text} – by {day}", "{who}: {text} – {day} mennessä"),
    "late_line": ("{who}: {text} – was due {day}", "{who}: {text} – piti olla valmis {day}"),
    "age_one": ("agreed yesterday", "sovittu eilen"),
    "age": ("agreed {n} days ago", "sovittu {n} päivää sitten"),
    "moved_one": ("put off once", "siirretty kerran"),
    "moved": ("put off {n} times", "siirretty {n} kertaa"),
    "kept": ("Improvements done so far: {done} of {all}.", "Parannuksia tehty tähän mennessä: {done} / {all}."),
    "done": ("Done", "Tehty"),
    "said_done": ("Ticked off.", "Kuitattu."),
    "to_card": ("Card", "Kortti"),
    # how it is written
    "begin_title": ("Before anybody writes", "Ennen kuin kukaan kirjoittaa"),
    "how": ("How are the notes written?", "Miten laput kirjoitetaan?"),
    "anonymous": ("Without names", "Nimettömästi"),
    "named": ("Under our names", "Omalla nimellä"),
    "how_help": (
        "It cannot be changed after the first note. Without names nothing of a writer is kept: no name, time or order."
        " In a team of two or three each is easily guessed all the same.",
        "Valintaa ei voi muuttaa ensimmäisen lapun jälkeen. Nimettömästä lapusta ei tallennu mitään kirjoittajaan"
        " viittaavaa: ei nimeä, ei aikaa, ei järjestystä. Kahden tai kolmen tiimissä kirjoittajan arvaa silti"
        " helposti.",
    ),
    "budget": ("Votes for each", "Ääniä kullakin"),
    "begin": ("Begin the silent writing", "Aloita hiljainen kirjoittaminen"),
    "begun": ("The writing has begun.", "Kirjoittaminen on alkanut."),
    "choose": ("Change this", "Vaihda"),
    "chosen": ("Changed.", "Vaihdettu."),
    "held_today": (
        "Today's retrospective is over: it is the first one among the earlier ones.",
        "Tämän päivän retro on pidetty: se on ensimmäisenä aiemmissa retroissa.",
    ),
    "waits": (
        "The Growth Owner begins. Notes are written in silence and seen by nobody before all are ready.",
        "Growth Owner aloittaa. Laput kirjoitetaan hiljaa, eikä kukaan näe niitä ennen kuin kaikki ovat valmiita.",
    ),
    "is_anonymous": ("Written without names.", "Kirjoitetaan nimettömästi."),
    "is_named": ("Written under your name: {name}.", "Kirjoitetaan omalla nimellä: {name}."),
    # writing
    "question": ("Which question?", "Mikä kysymys?"),
    "note": ("Your note", "Lappusi"),
    "note_help": (
        "Nobody sees it before the notes are revealed, nor how many there are.",
        "Kukaan ei näe lappua ennen paljastusta, ei edes lappujen määrää.",
    ),
    "save": ("Save the note", "Tallenna lappu"),
    "save_change": ("Save the change", "Tallenna muutos"),
    "cancel": ("Cancel", "Peruuta"),
    "saved": ("Your note is kept, out of sight.", "Lappusi on tallessa, piilossa."),
    "mine": ("My notes", "Omat laput"),
    "mine_none": (
        "Here you see and change your own notes, as long as this tab is open.",
        "Tässä näet omat lappusi ja voit muuttaa niitä niin kauan kuin tämä välilehti on auki.",
    ),
    "mine_help": (
        "Only this tab can change them. If it is closed or loaded anew, they stay as they are and are revealed with the"
        " others.",
        "Vain tämä välilehti voi muuttaa niitä. Jos sen sulkee tai lataa uudelleen, laput jäävät sellaisiksi ja"
        " paljastuvat muiden mukana.",
    ),
    "edit": ("Change", "Muuta"),
    "tear": ("Tear up", "Revi"),
    "torn": ("The note is gone.", "Lappu on poissa."),
    "ready": ("I am ready", "Olen valmis"),
    "ready_count_0": ("Nobody has said they are ready yet.", "Kukaan ei ole vielä ilmoittanut olevansa valmis."),
    "ready_count_1": ("One is ready.", "Yksi on valmis."),
    "ready_count": ("{n} are ready.", "{n} on valmiina."),
    "reveal": ("Reveal the notes", "Paljasta laput"),
    "reveal_sure": (
        "Is everybody ready? Nobody can write or change a note after this.",
        "Ovatko kaikki valmiita? Tämän jälkeen kukaan ei voi kirjoittaa eikä muuttaa lappuja.",
    ),
    "reveal_yes": ("Yes, reveal", "Kyllä, paljasta"),
    "revealed": ("The notes are revealed.", "Laput on paljastettu."),
    "written": ("The notes are revealed below.", "Laput on paljastettu alla."),
    # feedback
    "no_grade": (
        "No grade yet. What did the client say, and what did they not say?",
        "Arvosanaa ei vielä ole. Mitä asiakas sanoi, ja mitä jätti sanomatta?",
    ),
    "grade": ("{day}: {grade}", "{day}: {grade}"),
    "grade_why": ("{day}: {grade} – {why}", "{day}: {grade} – {why}"),
    "team_grade": ("A team has no client who would grade it.", "Tiimillä ei ole asiakasta, joka arvostelisi sen."),
    # the notes
    "hidden": ("The notes come here when they are revealed.", "Laput tulevat tähän, kun ne paljastetaan."),
    "no_notes": (
        "Nobody wrote a note. Talk about the three questions.",
        "Kukaan ei kirjoittanut. Puhukaa kolmesta kysymyksestä.",
    ),
    "nothing": ("No notes.", "Ei lappuja."),
    "by": ("{name}", "{name}"),
    "votes_0": ("no votes", "ei ääniä"),
    "votes_1": ("● 1 vote", "● 1 ääni"),
    "votes": ("● {n} votes", "● {n} ääntä"),
    "vote": ("Vote", "Äänestä"),
    "voted": ("Your vote is in.", "Äänesi on annettu."),
    "left": ("Your votes left: {n} of {all}", "Ääniä jäljellä: {n} / {all}"),
    "votes_back": ("Take my votes back", "Peru ääneni"),
    "votes_back_help": (
        "What you voted for is not shown, so that it is not seen on a shared screen. This tab can take back what it"
        " gave.",
        "Omia ääniä ei näytetä, jotta ne eivät näy jaetulla näytöllä. Tämä välilehti voi perua antamansa äänet.",
    ),
    "backed": ("The votes given in this tab are back.", "Tämän välilehden äänet on peruttu."),
    "close": ("Close the voting", "Sulje äänestys"),
    "close_sure": (
        "Has everybody voted? The votes are counted, and who voted is forgotten.",
        "Ovatko kaikki äänestäneet? Äänet lasketaan, ja äänestäjät unohdetaan.",
    ),
    "close_yes": ("Yes, count", "Kyllä, laske"),
    "closed": ("The votes are counted.", "Äänet on laskettu."),
    "same": ("Said before?", "Sanottu ennenkin?"),
    "same_note": ("This note", "Tämä lappu"),
    "same_earlier": ("said the same as", "sanoi saman kuin"),
    "same_yes": ("It is the same", "Sama asia"),
    "same_no": ("It is not the same", "Eri asia"),
    "same_said": ("Kept.", "Tallessa."),
    "same_day": ("{day}: {text}", "{day}: {text}"),
    # improvements
    "not_yet": ("Chosen when the votes are counted.", "Valitaan, kun äänet on laskettu."),
    "improve": ("Improve this", "Paranna tämä"),
    "what": ("What will we do differently?", "Mitä teemme toisin?"),
    "who": ("Who", "Kuka"),
    "who_new": ("Choose or write a name", "Valitse tai kirjoita nimi"),
    "due": ("By when", "Mihin mennessä"),
    "board_of": ("On the board of", "Kenen seinälle"),
    "to_board": ("Its card goes to the board of {team}.", "Kortti menee tiimin {team} seinälle."),
    "add": ("Save the improvement", "Tallenna parannus"),
    "added_card": (
        "The improvement is kept, and its card is on the team's board.",
        "Parannus on tallessa ja kortti tiimin seinällä.",
    ),
    "added": ("The improvement is kept.", "Parannus on tallessa."),
    "three": ("Three are enough: more are not carried out.", "Kolme riittää: useampaa ei saada tehdyksi."),
    "none_chosen": ("None yet.", "Ei vielä yhtään."),
    "make_card": ("Make its card", "Tee kortti"),
    "make_card_on": ("Card for {team}", "Kortti: {team}"),
    # close
    "end": ("End the retrospective", "Päätä retro"),
    "end_sure": (
        "The improvements are asked about next time. The notes stay with the team.",
        "Parannuksista kysytään ensi kerralla. Laput jäävät tiimille.",
    ),
    "end_yes": ("Yes, end it", "Kyllä, päätä"),
    "ended": ("The retrospective is kept.", "Retro on tallessa."),
    "leads": ("The Growth Owner takes it on to the next step.", "Growth Owner vie retron seuraavaan vaiheeseen."),
    # earlier ones
    "earlier": ("Earlier retrospectives", "Aiemmat retrot"),
    "kept_title": ("Retrospective, {day}", "Retro {day}"),
    "improvements": ("Improvements", "Parannukset"),
    "state_done": ("done", "tehty"),
    "state_open": ("open", "avoinna"),
    "back": ("Back", "Takaisin"),
    "gone": ("There is no such retrospective.", "Tällaista retroa ei ole."),
}
