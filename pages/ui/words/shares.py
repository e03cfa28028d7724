"""Sentences of the share desk."""

from __future__ import annotations

from pages.ui.words import Table

SHARES: Table = {
    "title": ("Shared links", "Jaetut linkit"),
    "lead": (
        "A client reads one page by a link. Each link has its own terms and its own end, and can be closed at once.",
        "Asiakas lukee yhtä sivua linkillä. Jokaisella linkillä on omat ehtonsa ja oma päättymispäivänsä, ja sen voi"
        " sulkea heti.",
    ),
    "team": (
        "A team has nothing that clients read. Choose a client.",
        "Tiimillä ei ole asiakkaille näytettävää. Valitse asiakas.",
    ),
    "no_goals": (
        "No number of this client has a goal yet. Under “How it is going” a link shows only clicks and visits, and"
        " where it also tells where the money went, spend and the budget. Agree on goals on the Targets page, and the"
        " link tells how they are met.",
        "Millään tämän asiakkaan luvulla ei ole vielä tavoitetta. Kohdassa ”Miten menee” linkki näyttää vain"
        " klikkaukset ja käynnit sekä, jos se kertoo myös mihin raha meni, kulun ja budjetin. Kun tavoitteista"
        " sovitaan Tavoitteet-sivulla, linkki kertoo, miten ne toteutuvat.",
    ),
    "none": ("No links yet. Make the first one below.", "Linkkejä ei ole vielä. Tee ensimmäinen alta."),
    "open_one": ("One link is open", "Yksi linkki on auki"),
    "open_many": ("{n} links are open", "{n} linkkiä on auki"),
    "open_none": ("No link is open", "Yhtään linkkiä ei ole auki"),
    "state_open": ("● open", "● auki"),
    "state_paused": ("▲ paused", "▲ tauolla"),
    "state_expired": ("◆ expired", "◆ vanhentunut"),
    "state_revoked": ("◆ revoked", "◆ mitätöity"),
    "until": ("works until {day}", "toimii {day} asti"),
    "made": ("made by {who} on {day}", "tehnyt {who} {day}"),
    "seen": ("seen in {n} browsers, last on {day}", "katsottu {n} selaimella, viimeksi {day}"),
    "seen_one": ("seen in one browser, last on {day}", "katsottu yhdellä selaimella, viimeksi {day}"),
    "unseen": ("not seen yet", "ei vielä katsottu"),
    "has_passcode": ("passcode", "pääsykoodi"),
    "is_frozen": ("frozen on {day}", "jäädytetty {day}"),
    "may_export": ("may download", "saa ladata"),
    "may_change_dates": ("may change dates", "saa vaihtaa päiviä"),
    "since": ("nothing before {day}", "ei mitään ennen {day}"),
    "sections_of": ("Shows: {sections}", "Näyttää: {sections}"),
    "everything": ("everything", "kaiken"),
    "all_parts": ("all parts", "kaikki osiot"),
    "only_stages": ("{sections}, only {stages}", "{sections}, vain {stages}"),
    "preview": ("See it as the client does", "Katso kuten asiakas"),
    "pause": ("Pause", "Tauolle"),
    "resume": ("Resume", "Jatka"),
    "change": ("Change the terms", "Muuta ehtoja"),
    "change_of": ("Terms of the link: {label}", "Linkin ehdot: {label}"),
    "changed": (
        "The terms are changed, also for pages that are open.",
        "Ehdot on muutettu, myös avoimilla sivuilla.",
    ),
    "frozen_keeps": (
        "This page is frozen: what it shows stays as it was kept.",
        "Tämä sivu on jäädytetty: sen sisältö pysyy sellaisenaan.",
    ),
    "passcode_kept": (
        "It has a passcode. Leave the field empty and it stays; a new one is asked of everybody anew.",
        "Linkillä on pääsykoodi. Jätä kenttä tyhjäksi, niin se säilyy; uusi kysytään kaikilta uudelleen.",
    ),
    "passcode_none": ("It has no passcode.", "Linkillä ei ole pääsykoodia."),
    "passcode_off": ("Remove the passcode", "Poista pääsykoodi"),
    "save": ("Save the terms", "Tallenna ehdot"),
    "cancel": ("Leave as it is", "Jätä ennalleen"),
    "rotate": ("New address", "Uusi osoite"),
    "revoke": ("Revoke for good", "Mitätöi pysyvästi"),
    "revoke_all": ("Revoke all links of this client", "Mitätöi kaikki tämän asiakkaan linkit"),
    "sure": ("I am sure: nothing opens them again", "Olen varma: mikään ei avaa niitä enää"),
    "act": ("Close or change", "Sulje tai muuta"),
    "paused": ("The link is paused, also for pages that are open.", "Linkki on tauolla, myös avoimilla sivuilla."),
    "resumed": ("The link works again.", "Linkki toimii taas."),
    "revoked": ("The link is revoked, also for pages that are open.", "Linkki on mitätöity, myös avoimilla sivuilla."),
    "all_revoked": ("{n} links are revoked.", "{n} linkkiä on mitätöity."),
    "new": ("Make a link", "Tee linkki"),
    "label": ("For whom", "Kenelle"),
    "label_help": ("Only you see this name.", "Tämän nimen näette vain te."),
    "audience": ("Their role (optional)", "Rooli (valinnainen)"),
    "sections": ("What it shows", "Mitä se näyttää"),
    "stages": ("Of which stages", "Mistä vaiheista"),
    "days": ("Works for (days)", "Voimassa (päivää)"),
    "language": ("Language", "Kieli"),
    "currency": ("Currency", "Valuutta"),
    "currency_help": (
        "Amounts are turned by the stored rates, and the page says of which day they are. Without a rate a sentence"
        " stands instead of them.",
        "Summat muunnetaan tallennetuilla kursseilla, ja sivu kertoo kurssien päivät. Ilman kurssia summien tilalla on"
        " lause.",
    ),
    "in_currency": ("amounts in {currency}", "summat valuutassa {currency}"),
    "floor": ("Nothing before the day (optional)", "Ei mitään ennen päivää (valinnainen)"),
    "passcode": ("Passcode (optional, at least 6 characters)", "Pääsykoodi (valinnainen, vähintään 6 merkkiä)"),
    "passcode_help": (
        "Tell it by another way than the link. It is asked once a day.",
        "Kerro se eri reittiä kuin linkki. Se kysytään kerran vuorokaudessa.",
    ),
    "frozen": ("Freeze the page as it is now", "Jäädytä sivu tällaiseksi"),
    "export": ("May download the table and the one page", "Saa ladata taulukon ja yhden sivun"),
    "dates": ("May look at earlier periods", "Saa katsoa aiempia jaksoja"),
    "make": ("Make the link", "Tee linkki"),
    "shown_once": (
        "Copy the address now: it is shown only this once. Treat it like a password.",
        "Kopioi osoite nyt: se näytetään vain tämän kerran. Kohtele sitä kuin salasanaa.",
    ),
    "log": ("What has been done to the links", "Mitä linkeille on tehty"),
    "log_at": ("When", "Milloin"),
    "log_link": ("Link", "Linkki"),
    "log_what": ("What", "Mitä"),
    "log_address": ("From", "Mistä"),
    "log_who": ("Who", "Kuka"),
    "visitor": ("the client", "asiakas"),
    "did_created": ("made", "tehty"),
    "did_changed": ("terms changed", "ehdot muutettu"),
    "did_paused": ("paused", "tauolle"),
    "did_resumed": ("resumed", "jatkettu"),
    "did_rotated": ("new address", "uusi osoite"),
    "did_revoked": ("revoked", "mitätöity"),
    "did_viewed": ("seen in a new browser", "katsottu uudella selaimella"),
    "did_unlocked": ("passcode given", "pääsykoodi annettu"),
    "did_wrong_passcode": ("wrong passcode", "väärä pääsykoodi"),
}
