"""Sentences of the page Goals and claims."""

from __future__ import annotations

from pages.ui.words import Table
from pages.ui.words.balance import BALANCE

PICKER = {
    key: BALANCE[key] for key in BALANCE if key.startswith("kind_") or key in ("period_kind", "which", "which_days")
} | {"is_open": BALANCE["is_open"], "bad_period": BALANCE["bad_period"]}

GOALS: Table = PICKER | {
    "title": ("Goals and claims", "Tulokset: kuka laski mitäkin"),
    "lead": (
        "The platforms, the analytics and the shop or CRM each count results in their own way. The three stand side by "
        "side and are never added together.",
        "Alustat, analytiikka ja kauppa tai CRM laskevat tulokset kukin omalla tavallaan. Kolme lukua ovat rinnakkain, "
        "eikä niitä lasketa yhteen.",
    ),
    "team": (
        "This is the board of a team. It has no results of its own to count. Choose a client on the left.",
        "Tämä on tiimin oma seinä. Sillä ei ole omia tuloksia laskettavaksi. Valitse vasemmalta asiakas.",
    ),
    "order": ("Orders", "Tilaukset"),
    "soft_lead": ("Soft leads", "Markkinointivalmiit liidit"),
    "hard_lead": ("Hard leads", "Myyntiliidit"),
    "cart": ("Carts", "Ostoskorit"),
    "one_order": ("order", "tilausta"),
    "one_soft_lead": ("soft lead", "markkinointivalmista liidiä"),
    "one_hard_lead": ("hard lead", "myyntiliidiä"),
    "one_cart": ("cart", "ostoskoria"),
    "about_order": ("a purchase or a won deal", "osto tai voitettu kauppa"),
    "about_soft_lead": (
        "a guide, a newsletter, a webinar: ready for marketing",
        "opas, uutiskirje, webinaari: valmis markkinoinnille",
    ),
    "about_hard_lead": (
        "a contact or quote request: ready for sales",
        "yhteydenotto tai tarjouspyyntö: valmis myynnille",
    ),
    "about_cart": ("added to the cart, or a checkout begun", "lisätty ostoskoriin tai kassa aloitettu"),
    "platform": ("Platforms claim", "Alustat väittävät"),
    "analytics": ("Analytics counted", "Analytiikka laski"),
    "outcome": ("Shop and CRM recorded", "Kauppa ja CRM kirjasivat"),
    "short_platform": ("Platforms", "Alustat"),
    "short_analytics": ("Analytics", "Analytiikka"),
    "short_outcome": ("Shop and CRM", "Kauppa ja CRM"),
    "counts": ("counts for this client", "tämän mukaan asiakas lukee tulokset"),
    "not_counted": ("not counted", "ei laskettu"),
    "none_outcome": (
        "No shop or CRM list has been imported, so nobody can say how much of this is real.",
        "Kaupan tai CRM:n listaa ei ole tuotu, joten kukaan ei voi sanoa, paljonko tästä on totta.",
    ),
    "part_outcome": (
        "The shop's and CRM's lists cover {period} only, so the claims of this period cannot be set against them.",
        "Kaupan ja CRM:n listat kattavat vain jakson {period}, joten tämän jakson väitteitä ei voi verrata niihin.",
    ),
    "platform_more": (
        "The platforms claim {ratio} for every {one} on record: more than happened.",
        "Alustat väittävät {ratio} jokaista kirjattua {one} kohti: enemmän kuin tapahtui.",
    ),
    "platform_less": (
        "The platforms claim {ratio} for every {one} on record.",
        "Alustat väittävät {ratio} jokaista kirjattua {one} kohti.",
    ),
    "platform_zero": (
        "The platforms claim results, and none is on record.",
        "Alustat väittävät tuloksia, mutta yhtään ei ole kirjattu.",
    ),
    "analytics_more": (
        "Analytics counted {ratio} for every {one} on record: more than happened.",
        "Analytiikka laski {ratio} jokaista kirjattua {one} kohti: enemmän kuin tapahtui.",
    ),
    "analytics_less": (
        "Analytics counted {ratio} for every {one} on record.",
        "Analytiikka laski {ratio} jokaista kirjattua {one} kohti.",
    ),
    "analytics_zero": (
        "Analytics counted results, and none is on record.",
        "Analytiikka laski tuloksia, mutta yhtään ei ole kirjattu.",
    ),
    "suggested": (
        "Sorted by the names of the events; nobody has confirmed it yet.",
        "Lajiteltu tapahtumien nimien mukaan; kukaan ei ole vielä vahvistanut sitä.",
    ),
    "confirmed": ("Sorted as agreed.", "Lajiteltu sovitun mukaan."),
    "known_through": ("{claim}: known through {day}", "{claim}: tiedossa {day} asti"),
    "settled": (
        "Platforms may still change what they said of days after {day}.",
        "Alustat voivat vielä muuttaa lukujaan {day} jälkeisiltä päiviltä.",
    ),
    "unsettled": (
        "Platforms may still change everything they said.",
        "Alustat voivat vielä muuttaa kaikkia lukujaan.",
    ),
    "values": ("What the results were worth", "Tulosten arvo"),
    "values_more": (
        "The platforms credit themselves with more than the shop sold in all.",
        "Alustat lukevat ansiokseen enemmän kuin kauppa myi yhteensä.",
    ),
    "rate_days": ("Converted at the rates of {days}.", "Muunnettu kursseilla, joiden päivä on {days}."),
    "nothing": (
        "No source says anything about results in this period. Import a campaign report with its conversions, a "
        "key-event report of the analytics, or the shop's orders.",
        "Mikään lähde ei kerro tuloksista tällä jaksolla. Tuo kampanjaraportti konversioineen, analytiikan "
        "avaintapahtumat tai kaupan tilaukset.",
    ),
    "over_time": ("Claimed for one on record", "Väitetty yhtä kirjattua kohti"),
    "over_time_lead": (
        "Once a sprint: 1 means that a claim and the record agree. Above it more is claimed than happened.",
        "Sprintti kerrallaan: 1 tarkoittaa, että väite ja kirjattu ovat samat. Sen yli väitetään enemmän kuin "
        "tapahtui.",
    ),
    "over_time_alt": (
        "Claimed results for one on record, sprint by sprint",
        "Väitetyt tulokset yhtä kirjattua kohti, sprintti kerrallaan",
    ),
    "steps": ("Split", "Jaottelu"),
    "step_sprint": ("Sprints", "Sprintit"),
    "step_week": ("Weeks of the period", "Jakson viikot"),
    "step_day": ("Days of the period", "Jakson päivät"),
    "too_many_days": (
        "Days are shown for periods of at most {n} days.",
        "Päivät näytetään enintään {n} päivän jaksolta.",
    ),
    "col_period": ("Period", "Jakso"),
    "col_kind": ("Result", "Tulos"),
    "ratio_of": ("{claim} for one on record", "{claim} yhtä kirjattua kohti"),
    "open": ("{period} (open)", "{period} (kesken)"),
    "events": ("Where the figures come from", "Mistä luvut tulevat"),
    "col_claim": ("Claim", "Kuka laski"),
    "col_source": ("Source", "Lähde"),
    "col_account": ("Account", "Tili"),
    "col_event": ("Event", "Tapahtuma"),
    "col_results": ("Results", "Määrä"),
    "col_stands": ("Stands for", "Mitä se on"),
    "col_attribution": ("Attributed as the source says", "Kohdistus lähteen sanoin"),
    "col_note": ("Note", "Huom."),
    "note_suggested": ("by its name", "nimen mukaan"),
    "note_again": (
        "the same results under another name: not counted again",
        "samat tulokset toisella nimellä: ei lasketa uudelleen",
    ),
    "note_no_goal": ("nobody has said what it is", "kukaan ei ole kertonut, mitä se on"),
    "note_no_result": ("not a result", "ei ole tulos"),
    "event_conversions": ("Conversions, not named", "Konversiot, ei nimetty"),
    "event_leads": ("Leads, not named", "Liidit, ei nimetty"),
    "event_key_events": ("Key events, not named", "Avaintapahtumat, ei nimetty"),
    "event_order": ("Orders", "Tilaukset"),
    "event_soft_lead": ("Leads", "Liidit"),
    "event_hard_lead": ("Sales leads", "Myyntiliidit"),
    "event_cart": ("Carts", "Ostoskorit"),
    "goals": ("What each event stands for", "Mitä kukin tapahtuma on"),
    "goals_lead": (
        "Agree once per client. A soft lead and a cart are outcomes of Act; a hard lead and an order of Convert, "
        "unless you say otherwise.",
        "Sovitaan kerran asiakasta kohti. Markkinointivalmis liidi ja ostoskori ovat Act-vaiheen tuloksia, myyntiliidi "
        "ja tilaus Convert-vaiheen, ellet sano toisin.",
    ),
    "ask": ("These events of the period wait for a word.", "Nämä jakson tapahtumat odottavat vastausta."),
    "ask_row": ("{event} · {source} · {n}", "{event} · {source} · {n}"),
    "ask_none": ("Every event of this period has a goal.", "Jakson jokaiselle tapahtumalle on sovittu tavoite."),
    "undecided": ("not decided", "ei päätetty"),
    "confirm": ("Confirm these", "Vahvista nämä"),
    "saved_many": ("Saved: {n} goals.", "Tallennettu: {n} tavoitetta."),
    "saved_one": ("Saved: {event} is {kind}.", "Tallennettu: {event} on {kind}."),
    "nothing_chosen": ("Choose at least one.", "Valitse ainakin yksi."),
    "agreed": ("Agreed goals", "Sovitut tavoitteet"),
    "agreed_none": ("No goal has been agreed yet.", "Yhtään tavoitetta ei ole vielä sovittu."),
    "col_stage": ("Stage", "Vaihe"),
    "col_who": ("Who", "Kuka"),
    "any_source": ("any source", "mikä tahansa lähde"),
    "add": ("Add or change a goal", "Lisää tavoite tai muuta sitä"),
    "add_event": ("Event, as the platform writes it", "Tapahtuma, niin kuin alusta sen kirjoittaa"),
    "add_event_example": ("for instance generate_lead", "esimerkiksi generate_lead"),
    "add_source": ("Only in", "Vain lähteessä"),
    "add_kind": ("Stands for", "Mitä se on"),
    "add_stage": ("Outcome of the stage", "Minkä vaiheen tulos"),
    "add_save": ("Save the goal", "Tallenna tavoite"),
    "remove": ("Remove a goal", "Poista tavoite"),
    "remove_which": ("Goal", "Tavoite"),
    "remove_ask": (
        "The event is undecided again, in old periods too.",
        "Tapahtuma on taas päättämättä, myös vanhoilla jaksoilla.",
    ),
    "remove_yes": ("Remove", "Poista"),
    "removed": ("Removed.", "Poistettu."),
    "choice": ("Whose count this client goes by", "Kenen laskun mukaan asiakas lukee tulokset"),
    "choice_lead": (
        "Findings, rates and targets use one count, and say which. The others stay in sight.",
        "Havainnot, suhdeluvut ja tavoitteet käyttävät yhtä lukua ja kertovat, kenen. Muut pysyvät näkyvissä.",
    ),
    "chosen": ("Saved: {claim}.", "Tallennettu: {claim}."),
    "rates": ("Exchange rates", "Valuuttakurssit"),
    "rates_lead": (
        "The money of a day is converted at the newest rate on or before the last day of its month, into {currency}. "
        "One rate a month is enough. Rates are the same for every client.",
        "Päivän raha muunnetaan kuukautensa viimeisen päivän tai sitä edeltävällä kurssilla, valuuttaan {currency}. "
        "Yksi kurssi kuukaudessa riittää. Kurssit ovat kaikille asiakkaille samat.",
    ),
    "rates_none": (
        "No rates yet. They are needed only when a client has two currencies.",
        "Kursseja ei vielä ole. Niitä tarvitaan vain, jos asiakkaalla on kaksi valuuttaa.",
    ),
    "rate_day": ("Day", "Päivä"),
    "rate_from": ("One", "Yksi"),
    "rate_to": ("is in", "on valuutassa"),
    "rate_value": ("Rate", "Kurssi"),
    "rate_add": ("Add the rate", "Lisää kurssi"),
    "rate_added": ("Saved: 1 {base} = {rate} {quote} on {day}.", "Tallennettu: 1 {base} = {rate} {quote}, {day}."),
    "rate_bad": ("{text} is not a rate.", "{text} ei ole kurssi."),
    "rate_file": (
        "Or a CSV: day, from, to, rate; the European Central Bank's file works too",
        "Tai CSV: day, from, to, rate; myös Euroopan keskuspankin tiedosto käy",
    ),
    "rate_import": ("Bring the rates in", "Tuo kurssit"),
    "rates_imported": ("Saved: {n} rates, {first}–{last}.", "Tallennettu: {n} kurssia, {first}–{last}."),
    "rate_origin": ("From", "Mistä"),
    "rate_typed": ("typed in", "kirjoitettu"),
    "rates_for_owners": (
        "Rates change every client's figures, so a Growth Owner or an admin adds them.",
        "Kurssit muuttavat kaikkien asiakkaiden lukuja, joten ne lisää Growth Owner tai pääkäyttäjä.",
    ),
}
