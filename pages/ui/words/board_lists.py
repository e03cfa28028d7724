"""Sentences of how boards come in, and of what lists, labels and limits mean."""

from __future__ import annotations

from pages.ui.words import Table

LISTS: Table = {
    # bringing a board in
    "empty_title": ("No board yet", "Seinää ei vielä ole"),
    "empty_lead": (
        "Make a board of our own, bring a Trello board here as a file, or connect one to Trello.",
        "Tee oma seinä, tuo Trello-seinä tänne tiedostona tai yhdistä seinä Trelloon.",
    ),
    "empty_steps": (
        "**A board from Trello as a file:**\n1. Open the board in Trello and its menu (**⋯**).\n2. Choose **Print, "
        "export, and share** and **Export as "
        "JSON**.\n3. Save the page that opens as a file, and drop the file here.",
        "**Trello-seinä tiedostona:**\n1. Avaa seinä Trellossa ja sen valikko (**⋯**).\n2. Valitse **Tulosta, vie "
        "ja jaa** ja **Vie JSON-muodossa** "
        "(Print, export, and share → Export as JSON).\n3. Tallenna avautuva sivu tiedostoksi ja pudota se tähän.",
    ),
    "bring": ("Bring an export of a board", "Tuo seinän vienti"),
    "upload": ("Trello export (JSON) for {client}", "Trello-vienti (JSON) asiakkaalle {client}"),
    "upload_help": (
        "One board at a time, at most {size} MB. Nothing changes before you confirm. Descriptions, comments and e-mail "
        "addresses are not kept.",
        "Yksi seinä kerrallaan, enintään {size} Mt. Mitään ei muutu ennen vahvistusta. Kuvauksia, kommentteja ja "
        "sähköpostiosoitteita ei tallenneta.",
    ),
    "too_big": (
        "{name} is larger than {size} MB, which no Trello board is.",
        "{name} on yli {size} Mt; niin suurta Trello-seinää ei ole.",
    ),
    "reading": ("Reading the board…", "Luetaan seinää…"),
    "plan_holds": ("On the board: {counts}.", "Seinällä: {counts}."),
    "n_lists": ("{n} open lists", "avoimia listoja {n}"),
    "n_cards": ("{n} cards", "kortteja {n}"),
    "n_archived": ("{n} of them archived", "joista arkistoituja {n}"),
    "n_events": ("{n} recorded events", "kirjattuja tapahtumia {n}"),
    "plan_history": (
        "History is complete since {first}; newest event {last}.",
        "Historia on täydellinen {first} alkaen; viimeisin tapahtuma {last}.",
    ),
    "plan_unreadable": (
        "{n} cards or lists have no id and are left out.",
        "{n} kortilta tai listalta puuttuu tunnus, joten ne jäävät pois.",
    ),
    "plan_older": (
        "A newer export of this board is here already: only history is added.",
        "Seinästä on jo tuotu uudempi vienti: tästä lisätään vain historiaa.",
    ),
    "plan_nothing": (
        "All of this is here already: bringing it in would change nothing.",
        "Kaikki tämä on jo tuotu: uusi tuonti ei muuttaisi mitään.",
    ),
    "plan_new": (
        "New or changed: {cards} cards, {moves} events of cards, {lists} lists.",
        "Uutta tai muuttunutta: kortteja {cards}, korttien tapahtumia {moves}, listoja {lists}.",
    ),
    "confirm": ("Bring in", "Tuo seinä"),
    "brought": ("{board} is here: {n} cards.", "{board} on tuotu: kortteja {n}."),
    # what lists mean
    "quoted": ("“{name}”", "”{name}”"),
    "shout": (
        "Lists without a status: {names}. Say what they are: until then their cards ({cards}) are in no figure.",
        "Listoja ilman tilaa: {names}. Kerro, mitä ne ovat: siihen asti niiden kortit ({cards}) puuttuvat luvuista.",
    ),
    "map_choose": ("Choose what it means", "Valitse, mitä se tarkoittaa"),
    "map_save": ("Save", "Tallenna"),
    "map_saved_one": ("1 list confirmed.", "1 lista vahvistettu."),
    "map_saved": ("{n} lists confirmed.", "{n} listaa vahvistettu."),
    "map_none": ("Nothing was chosen.", "Mitään ei valittu."),
    "map_suggested": ("suggested by its name", "ehdotus nimen perusteella"),
    "map_confirmed": ("confirmed", "vahvistettu"),
    "lists": ("What the lists mean", "Mitä listat tarkoittavat"),
    "lists_note": (
        "Each list means one column of the board. Several lists may mean the same one.",
        "Jokainen lista tarkoittaa yhtä seinän saraketta. Usea lista voi tarkoittaa samaa.",
    ),
    "lists_guessed": (
        "{n} lists are not confirmed yet. Check the suggestions, correct what is wrong and save: then they are yours.",
        "Vahvistamattomia listoja on {n}. Tarkista ehdotukset, korjaa väärät ja tallenna, niin ne ovat vahvistettuja.",
    ),
    "lists_rest": ("{n} more lists come when these are saved.", "Loput {n} listaa tulevat, kun nämä on tallennettu."),
    "lists_save": ("Confirm these", "Vahvista nämä"),
    # labels and limits
    "marks": ("What labels and fields say", "Mitä tunnisteet ja kentät kertovat"),
    "marks_note": (
        "Stage, channel, persona, content and news of a card come from its labels and custom fields. What is chosen "
        "here holds by label, whatever it is called later.",
        "Kortin vaihe, kanava, persoona, sisältö ja ajankohtaisuus tulevat sen tunnisteista ja omista kentistä. "
        "Valinta "
        "koskee tunnistetta, vaikka sen nimi myöhemmin vaihtuisi.",
    ),
    "marks_none": (
        "These boards have no labels and no custom fields.",
        "Näillä seinillä ei ole tunnisteita eikä omia kenttiä.",
    ),
    "marks_guessed": (
        "**{n}** are suggested by their names or say nothing yet. Look them over and confirm.",
        "**{n}** on pelkän nimen varassa tai vielä vailla merkitystä. Katso ne läpi ja vahvista.",
    ),
    "marks_rest": ("{n} more come when these are confirmed.", "Loput {n} tulevat näkyviin, kun nämä on vahvistettu."),
    "marks_save": ("Confirm these", "Vahvista nämä"),
    "marks_saved": ("{n} confirmed.", "Vahvistettu {n}."),
    "map_says_nothing": ("says nothing yet", "ei vielä merkitystä"),
    "map_nothing": ("says nothing", "ei kerro mitään"),
    "mark_stage": ("Stage: {name}", "Vaihe: {name}"),
    "mark_channel": ("Channel: {name}", "Kanava: {name}"),
    "mark_persona": ("Persona: {name}", "Persoona: {name}"),
    "mark_content": ("Content", "Sisältö"),
    "mark_news": ("News of the client", "Asiakkaan ajankohtainen"),
    "mark_blocked": ("Blocked", "Jumissa"),
    "mark_internal": ("Internal: no client sees it", "Sisäinen: asiakas ei näe"),
    "limits": ("Limits of work in progress", "Keskeneräisen työn rajat"),
    "limits_note": (
        "How many cards may lie at once in a column, or in one of its lists. Empty: no limit. A broken limit is marked "
        "with ◆ and words on the board.",
        "Montako korttia sarakkeessa tai sen listalla saa olla kerralla. Tyhjä: ei rajaa. Ylittynyt raja näkyy "
        "seinällä "
        "◆-merkkinä ja sanoina.",
    ),
    "no_limit": ("no limit", "ei rajaa"),
    "limits_save": ("Save limits", "Tallenna rajat"),
    "limits_saved": ("Limits saved.", "Rajat tallennettu."),
    # where boards are written
    "own_board": ("A board of our own", "Oma seinä"),
    "own_board_note": (
        "For a client without Trello: six lists that mean what they say, and a label for each stage.",
        "Asiakkaalle, jolla ei ole Trelloa: kuusi listaa, joiden merkitys on selvä, ja tunniste joka vaiheelle.",
    ),
    "new_board_name": ("Name of the board", "Seinän nimi"),
    "own_board_make": ("Make the board", "Tee seinä"),
    "own_board_made": ("The board is ready.", "Seinä on valmis."),
    "another_board": ("Another board", "Uusi seinä"),
    "boards": ("Boards", "Seinät"),
    "home_built_in": ("written here", "kirjoitetaan täällä"),
    "home_trello": ("in Trello, written from here too", "Trellossa, kirjoitetaan myös täältä"),
    "home_export": ("from an export file, only read", "tuotu tiedostosta, vain luetaan"),
    "adopt": ("Take over as our own", "Ota omaksi seinäksi"),
    "adopt_help": (
        "From then on cards are moved here and no export of this board is taken any more; its history stays.",
        "Siitä lähtien kortteja siirretään täällä, eikä seinän vientejä enää oteta vastaan; historia säilyy.",
    ),
    "adopted": ("The board is ours now.", "Seinä on nyt oma."),
    "trello_seen": ("Trello last looked at {at}.", "Trello luettu viimeksi {at}."),
    "trello_first": (
        "“{board}” is being read from Trello for the first time.",
        "Seinää ”{board}” luetaan Trellosta ensimmäistä kertaa.",
    ),
    "trello_failed": (
        "“{board}” cannot be read from Trello: {why}",
        "Seinää ”{board}” ei saada luettua Trellosta: {why}",
    ),
    "trello_overruled": (
        "Somebody was faster in Trello ({n})",
        "Joku ehti Trellossa ensin ({n})",
    ),
    "trello_refused": ("Trello did not do {n}", "Trello ei tehnyt {n}"),
    "try_again": ("Try again", "Yritä uudelleen"),
    "give_up": ("Let it rest", "Anna olla"),
    "tried_again": ("Asked Trello once more.", "Pyydetty Trellolta uudelleen."),
    "given_up": ("It is no longer shown.", "Sitä ei enää näytetä."),
    "connect": ("A board in Trello", "Seinä Trellossa"),
    "connect_no_key": (
        "This server has no Trello key and token yet. Whoever runs the server sets TRELLO_KEY and TRELLO_TOKEN; until "
        "then bring the board as a file.",
        "Palvelimella ei ole vielä Trello-avainta. Palvelimen ylläpitäjä asettaa arvot TRELLO_KEY ja TRELLO_TOKEN; "
        "siihen asti tuo seinä tiedostona.",
    ),
    "connect_admin": (
        "An admin connects boards: the server's Trello account sees the boards of every client.",
        "Pääkäyttäjä yhdistää seinät, sillä palvelimen Trello-tili näkee kaikkien asiakkaiden seinät.",
    ),
    "connect_look": ("Look for boards in Trello", "Hae seinät Trellosta"),
    "connect_asking": ("Asking Trello…", "Kysytään Trellolta…"),
    "connect_none": (
        "The server's Trello account sees no open board. Invite it to the board in Trello.",
        "Palvelimen Trello-tili ei näe yhtään avointa seinää. Kutsu se seinälle Trellossa.",
    ),
    "connect_which": ("Which board", "Mikä seinä"),
    "connect_do": ("Connect", "Yhdistä"),
    "connected": (
        "Connected. The first look takes a moment: open the page again soon.",
        "Yhdistetty. Ensimmäinen lukukerta vie hetken: avaa sivu pian uudelleen.",
    ),
    "disconnect": ("Disconnect from Trello", "Katkaise yhteys Trelloon"),
    "disconnect_help": (
        "What is known of the board stays and is only read; what still waits for Trello is dropped. It can be "
        "connected again.",
        "Seinästä tiedetty säilyy ja sitä voi lukea; Trelloa vielä odottavat muutokset jäävät tekemättä. Seinän voi "
        "yhdistää uudelleen.",
    ),
    "disconnected": ("The board is no longer read from Trello.", "Seinää ei enää lueta Trellosta."),
    "n_cards_one": ("1 card", "1 kortti"),
    "people": ("Who is who", "Kuka on kuka"),
    "people_note": (
        "Which of the board's members each person of the team is. The same name is taken for the same person until "
        "somebody says otherwise.",
        "Kuka seinän jäsenistä kukin tiimiläinen on. Samaa nimeä pidetään samana henkilönä, kunnes joku sanoo toisin.",
    ),
    "people_none": (
        "Nobody of the team has an account for this client yet, or nobody is on the board.",
        "Kenelläkään tiimistä ei ole vielä tunnusta tälle asiakkaalle, tai seinällä ei ole ketään.",
    ),
    "people_named": ("by the same name", "saman nimen perusteella"),
    "people_nobody": ("nobody yet", "ei vielä kukaan"),
    "people_save": ("Confirm who is who", "Vahvista"),
    "people_saved": ("Saved.", "Tallennettu."),
}
