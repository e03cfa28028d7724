"""Sentences of the page Work and result."""

from __future__ import annotations

from pages.ui.words import Table

EFFECTS: Table = {
    "title": ("Work and result", "Työ ja tulos"),
    "lead": (
        "What got done and what was noted, laid on the number of its stage: two to four weeks before against as many"
        " after, with as many of each weekday. It points to an effect and proves none.",
        "Tehdyt työt ja merkinnät oman vaiheensa luvun päällä: kaksi–neljä viikkoa ennen ja saman verran jälkeen,"
        " jokaista viikonpäivää yhtä monta. Se viittaa vaikutukseen eikä todista sitä.",
    ),
    "team": (
        "This is the board of a team. It has no numbers to lay its work on.",
        "Tämä on tiimin oma seinä. Sillä ei ole lukuja, joiden päälle töitä voisi asettaa.",
    ),
    "empty_title": ("Nothing can be laid beside anything yet", "Rinnakkain asetettavaa ei vielä ole"),
    "empty_board": (
        "Bring the client's board: what gets done on it is then laid on the numbers.",
        "Tuo asiakkaan seinä, niin sillä valmistuneet työt asetetaan lukujen päälle.",
    ),
    "empty_data": (
        "Import an export of the advertising platforms: then there are numbers to lay the work on.",
        "Tuo mainosalustojen vienti, niin on lukuja, joiden päälle työt asetetaan.",
    ),
    "empty_done": (
        "Nothing with a stage got done in the last half a year. Mark the cards with their stage on the Board page.",
        "Puoleen vuoteen ei ole valmistunut mitään, millä on vaihe. Merkitse korteille vaihe Seinä-sivulla.",
    ),
    "to_board": ("Open the board", "Avaa seinä"),
    "to_imports": ("Import a file", "Tuo tiedosto"),
    "to_measure": ("Notes on the Measure page", "Merkinnät Mittaaminen-sivulla"),
    # ----------------------------------------------------------------------------------------------------- one stage
    "head_up": ("{up} of {n} pieces of work pointing up", "{n} työstä {up} viittaa nousuun"),
    "head_down": ("{down} pointing down", "{down} laskuun"),
    "head_down_only": ("{down} of {n} pieces of work pointing down", "{n} työstä {down} viittaa laskuun"),
    "head_none": (
        "nothing points up or down yet ({n} looked at)",
        "mikään ei vielä viittaa nousuun eikä laskuun (töitä {n})",
    ),
    "head_early": ("{early} more too early to tell", "lisäksi {early} työstä on liian varhaista sanoa"),
    "head_only_early": ("too early to tell about anything", "kaikesta on vielä liian varhaista sanoa"),
    "head_notes": ("only notes, no work", "vain merkintöjä, ei töitä"),
    "per_day": ("{name}, a day", "{name} päivässä"),
    "marks": (
        "■ work, with its number below · ▾ note · dashed: conversions still coming in",
        "■ työ, numero alla · ▾ merkintä · katkoviiva: konversioita vielä tulossa",
    ),
    "marks_settled": ("■ work, with its number below · ▾ note", "■ työ, numero alla · ▾ merkintä"),
    "week_said": ("Week from {day}: {value}", "Viikko {day} alkaen: {value}"),
    "week_open": ("{said}, still coming in", "{said}, vielä kesken"),
    "settled": ("settled", "vakiintunut"),
    "coming": ("still coming in", "vielä kesken"),
    "col_work": ("Done", "Tehty"),
    "col_number": ("What the number did", "Mitä luku teki"),
    "no_name": ("Card without a name", "Nimetön kortti"),
    "note": ("note", "merkintä"),
    "older": ("{n} older", "{n} vanhempaa"),
    "chance": (
        "Chance alone makes about one in ten point up or down: of these {n}, about {by_chance}.",
        "Pelkkä sattuma saa noin joka kymmenennen viittaamaan nousuun tai laskuun: näistä ({n}) noin {by_chance}.",
    ),
    "unplaced_one": (
        "1 piece of work is about measuring alone. Measure is the frame: no number of a stage shows it.",
        "1 työ koskee vain mittaamista. Measure on kehys: minkään vaiheen luku ei näytä sitä.",
    ),
    "unplaced_many": (
        "{n} pieces of work are about measuring alone. Measure is the frame: no number of a stage shows them.",
        "{n} työtä koskee vain mittaamista. Measure on kehys: minkään vaiheen luku ei näytä niitä.",
    ),
    "how": (
        "Which number is a stage's: the one with a target for that stage alone; else clicks for Reach, conversions for"
        " Act, Convert and Engage. Days of late conversions, holidays, outages and days without data are left out, and"
        " with each the same weekday of the other side.",
        "Vaiheen luku on se, jolle on tavoite vain siinä vaiheessa; muuten Reachissa klikkaukset ja Actissa,"
        " Convertissa ja Engagessa konversiot. Pois jäävät päivät, joiden konversioita vielä tulee, pyhät, katkokset"
        " ja päivät ilman dataa, ja jokaisen mukana sama viikonpäivä toiselta puolelta.",
    ),
    # ------------------------------------------------------------------------------------------------------- expected
    "expected": ("What was expected", "Mitä odotettiin"),
    "asked": ("{n} to answer", "{n} odottaa vastausta"),
    "held": ("It held", "Piti paikkansa"),
    "did_not": ("It did not", "Ei pitänyt"),
    "cannot_tell": ("Cannot tell", "Ei voi sanoa"),
    "what_became": ("What happened?", "Mitä tapahtui?"),
    "learnt": ("What did we learn?", "Mitä opimme?"),
    "learnt_shown": ("The client may hear what we learnt", "Asiakas saa kuulla, mitä opimme"),
    "answered": ("Answered. The next monthly hears it.", "Vastattu. Seuraava monthly kuulee sen."),
    "waits": ("asked {n} days after it is done", "kysytään {n} päivää valmistumisen jälkeen"),
    "asked_on": ("asked on {day}", "kysytään {day}"),
    "afterwards": ("written when it was done already: does not count", "kirjattu vasta valmiina: ei lasketa"),
    "answer_said": ("{outcome}, {day}, {who}", "{outcome}, {day}, {who}"),
    "none_expected": (
        "Nothing is expected of any card yet. Open a card on the board before it is done and say what it should do.",
        "Miltään kortilta ei vielä odoteta mitään. Avaa kortti seinältä ennen kuin se on valmis ja kirjaa odotus.",
    ),
    "col_expected": ("Expected", "Odotus"),
    "col_now": ("Now", "Nyt"),
    "col_state": ("State", "Tila"),
    # ------------------------------------------------------------------------------------------------ the card's form
    "expected_of_it": ("Expected", "Odotus"),
    "expect_title": ("What do we expect of it?", "Mitä siltä odotetaan?"),
    "expect_help": (
        "Said before the card is done, it is asked about afterwards.",
        "Kun odotus on kirjattu ennen valmistumista, siitä kysytään jälkeenpäin.",
    ),
    "expect_done": (
        "The card is done: an expectation counts only when it is said beforehand.",
        "Kortti on valmis: odotus lasketaan vain etukäteen kirjattuna.",
    ),
    "stage": ("Of the stage", "Vaiheesta"),
    "all_stages": ("All stages", "Kaikki vaiheet"),
    "number": ("Number", "Luku"),
    "direction": ("Direction", "Suunta"),
    "up": ("↗ up", "↗ nousee"),
    "down": ("↘ down", "↘ laskee"),
    "size": ("By how much (%)", "Paljonko (%)"),
    "size_any": ("any change", "mikä tahansa muutos"),
    "after": ("Ask after (days from done)", "Kysytään (päivää valmistumisesta)"),
    "client_may": ("The client may hear it", "Asiakas saa kuulla sen"),
    "expect_save": ("Write it down", "Kirjaa odotus"),
    "expect_saved": (
        "Written down. It is asked about {n} days after the card is done.",
        "Kirjattu. Siitä kysytään {n} päivää valmistumisen jälkeen.",
    ),
    "take_back": ("Take it back", "Peru odotus"),
    "taken_back": ("Taken back.", "Peruttu."),
}
