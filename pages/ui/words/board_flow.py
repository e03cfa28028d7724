"""Sentences of the flow on the Board page."""

from __future__ import annotations

from pages.ui.words import Table

FLOW: Table = {
    # flow
    "weeks": ("Weeks", "Viikot"),
    "weeks_back": ("{n} weeks", "{n} viikkoa"),
    "flow_sprint": (
        "{period}, the sprint: only its own days are counted, also in its first and last week. {since}",
        "{period}, sprintti: mukana ovat vain sen omat päivät, myös ensimmäisellä ja viimeisellä viikolla. {since}",
    ),
    "flow_period": ("{period}, full weeks and the present one. {since}", "{period}, täydet viikot ja kuluva. {since}"),
    "flow_unmapped": (
        "Lists without a status: {n}. Their cards are in none of these figures.",
        "Listoja ilman tilaa: {n}. Niiden kortit eivät ole mukana näissä luvuissa.",
    ),
    "wip": ("In progress now", "Keskeneräisiä nyt"),
    "wip_now": ("Doing and Review", "Doing ja Review"),
    "wip_more": ("and {n} put back", "ja {n} palautettua"),
    "cycle": ("Cycle time, 50 %", "Läpimenoaika, 50 %"),
    "lead": ("Lead time, 50 %", "Kokonaisaika, 50 %"),
    "of_done": ("{n} finished cards", "{n} valmista korttia"),
    "straight": ("Straight to Done", "Suoraan Doneen"),
    "straight_of": ("{n} of {all} finished", "{n}/{all} valmiista"),
    "axis_days": ("Calendar days", "Kalenteripäiviä"),
    "axis_dates": ("%-d %b", "%-d.%-m."),
    "axis_week": ("ISO week", "Viikko"),
    "line": ("{level} %: {days}", "{level} %: {days}"),
    "at_least": ("at least ", "vähintään "),
    "aging_none": ("Nothing is in progress", "Mitään ei ole kesken"),
    "aging_title": ("Oldest work in progress: {oldest}", "Vanhin keskeneräinen työ: {oldest}"),
    "aging_said": ("{name}: {days}", "{name}: {days}"),
    "aging_note": (
        "One dot is one card, its age in calendar days since its start. The lines across a column: at what age 50 and "
        "85 % of the cards finished in the period had left it. A card above the upper line is in trouble.",
        "Yksi piste on yksi kortti: ikä kalenteripäivinä aloituksesta. Sarakkeen poikki kulkevat viivat: missä "
        "iässä 50 "
        "ja 85 % jaksolla valmistuneista korteista oli lähtenyt siitä. Ylemmän viivan ylittänyt kortti on "
        "vaikeuksissa.",
    ),
    "few_note": (
        "Dots only: lines need ten finished cards with a known time, and there are {n}.",
        "Vain pisteet: viivoihin tarvitaan kymmenen valmista korttia, joiden aika tunnetaan, ja niitä on {n}.",
    ),
    "moved_back_place": ("Put back", "Palautettu"),
    "finished_none": ("No finished card with a known time", "Ei valmiita kortteja, joiden aika tunnetaan"),
    "finished_few_one": ("1 finished card: too few to generalise", "1 valmis kortti: liian vähän yleistettäväksi"),
    "finished_few": ("{n} finished cards: too few to generalise", "{n} valmista korttia: liian vähän yleistettäväksi"),
    "finished_title": ("85 % of cards are done within {days}", "85 % korteista valmistuu enintään ajassa {days}"),
    "finished_said": ("{name}: {days}", "{name}: {days}"),
    "finished_note": (
        "Cycle time: from the first entry to Doing or beyond until Done, calendar days, both ends counted.",
        "Läpimenoaika: ensimmäisestä siirrosta Doingiin tai sen ohi siihen, kun kortti on Donessa. Kalenteripäiviä, "
        "molemmat päät mukana.",
    ),
    "lead_said": (
        "Lead time, from coming to the board until Done: {levels}.",
        "Kokonaisaika seinälle tulosta Doneen: {levels}.",
    ),
    "tidied": (
        "On {day} the board was tidied ({n} cards at once): those finish days say when cards were moved.",
        "{day} seinää siivottiin ({n} korttia kerralla): silloin valmistumispäivä kertoo vain siirtohetken.",
    ),
    "came": ("Came to the board", "Tuli seinälle"),
    "done": ("Done", "Valmistui"),
    "weeks_none": ("No full week is known yet", "Yhtään täyttä viikkoa ei vielä tunneta"),
    "weeks_more": (
        "More comes than gets done: {came} came, {done} done in {weeks} weeks",
        "Töitä tulee enemmän kuin valmistuu: {weeks} viikossa tuli {came}, valmistui {done}",
    ),
    "weeks_less": (
        "More gets done than comes: {done} done, {came} came in {weeks} weeks",
        "Töitä valmistuu enemmän kuin tulee: {weeks} viikossa valmistui {done}, tuli {came}",
    ),
    "weeks_even": (
        "As much comes as gets done: {came} and {done} in {weeks} weeks",
        "Töitä tulee yhtä paljon kuin valmistuu: {weeks} viikossa {came} ja {done}",
    ),
    "weeks_still": ("Nothing came and nothing got done", "Mitään ei tullut eikä valmistunut"),
    "week_said": ("{week}, {series}: {n}", "{week}, {series}: {n}"),
    "week_open": ("{said} (the week goes on)", "{said} (viikko kesken)"),
    "weeks_note": (
        "Weeks without cards are shown too. A paler bar: the week goes on.",
        "Myös tyhjät viikot näkyvät. Haaleampi palkki: viikko on kesken.",
    ),
    "weeks_unknown": (
        "{n} weeks lie before the known history and stay blank.",
        "{n} viikkoa on ennen tunnettua historiaa, joten ne jäävät tyhjiksi.",
    ),
    "cumulative_title": ("How work has piled up and got done", "Miten työ on kertynyt ja valmistunut"),
    "cumulative_none": ("No day of this period is known", "Jakson päiviä ei tunneta"),
    "cumulative_alt": (
        "Cumulative flow: {done} of {all} cards done at the end",
        "Kertymä: lopussa {done}/{all} korttia valmiina",
    ),
    "cumulative_note": (
        "Cards that had reached each column by the end of the day; no line ever falls. A band that widens is a queue "
        "that grows.",
        "Kortit, jotka olivat päivän loppuun mennessä ehtineet kuhunkin sarakkeeseen; viiva ei koskaan laske. "
        "Levenevä kaista on kasvava jono.",
    ),
    "band_backlog": ("Backlog", "Backlog"),
    "band_to_do": ("To-do", "To-do"),
    "band_doing": ("Doing, blocked", "Doing, jumissa"),
    "band_review": ("Review", "Review"),
    "band_done": ("Done", "Done"),
    "band_said": ("{day}, {band}: {n}", "{day}, {band}: {n}"),
    "waiting_none": ("Nothing is in Review", "Mitään ei ole Review-sarakkeessa"),
    "waiting_title": (
        "In Review: {client} with the client, {us} with us",
        "Review-sarakkeessa: asiakkaalla {client}, meillä {us}",
    ),
    "held_in_period": (
        "In this period work under way has lain with the client {client} and with us {us}, all cards together.",
        "Työn alla olleet kortit ovat jakson aikana olleet asiakkaalla yhteensä {client} ja meillä {us}.",
    ),
    "col_client": ("With the client, working days in all", "Asiakkaalla, arkipäiviä kaikkiaan"),
    "col_us": ("With us, working days in all", "Meillä, arkipäiviä kaikkiaan"),
    "rest": ("and {n} more", "ja {n} muuta"),
    "waiting_note": (
        "Working days from Monday to Friday that began while that side held the card. The holidays of Finland are "
        "taken off where the client's clock is Finland's, elsewhere none.",
        "Arkipäivät maanantaista perjantaihin, jotka alkoivat kortin ollessa kyseisellä osapuolella. Suomen pyhät "
        "vähennetään, kun asiakas on Suomen ajassa; muualla pyhiä ei vähennetä.",
    ),
    "forecast_silent": ("No forecast to the next monthly", "Ei ennustetta seuraavaan monthlyyn"),
    "forecast_title": (
        "By the monthly on {until} at least {n} cards will be done, with 85 % confidence",
        "Monthlyyn {until} mennessä valmistuu 85 %:n varmuudella vähintään {n} korttia",
    ),
    "forecast_title_none": (
        "By the monthly on {until} no card is certain to be done",
        "Monthlyyn {until} mennessä ei voi luvata yhtään valmista korttia",
    ),
    "forecast_more_none": (
        "Full weeks left: {weeks}. Cards promised or under way now: {open}.",
        "Täysiä viikkoja jäljellä: {weeks}. Luvattuja tai työn alla nyt: {open}.",
    ),
    "forecast_more": (
        "In half of the cases {n} or more, in {weeks} full weeks. Cards promised or under way now: {open}.",
        "Puolessa tapauksista vähintään {n}, kun täysiä viikkoja on {weeks}. Luvattuja tai työn alla nyt: {open}.",
    ),
    "forecast_open": (
        "All of those will be done within {weeks} weeks, with 85 % confidence.",
        "Ne kaikki valmistuvat 85 %:n varmuudella enintään {weeks} viikossa.",
    ),
    "forecast_open_never": (
        "At this pace all of those will take more than a year.",
        "Tällä tahdilla niiden kaikkien valmistumiseen menee yli vuosi.",
    ),
    "forecast_note": (
        "Worked out from the last {weeks} full weeks, empty ones included, by counting every way they can add up.",
        "Laskettu viimeisistä {weeks} täydestä viikosta, tyhjät mukana, käymällä läpi kaikki yhdistelmät.",
    ),
    "forecast_trend": (
        "The pace has been changing, so only the newest {weeks} full weeks are used.",
        "Tahti on muuttunut, joten laskussa ovat vain viimeiset {weeks} täyttä viikkoa.",
    ),
    "lists_time_title": ("Where finished cards spent their time", "Missä valmiit kortit viettivät aikansa"),
    "lists_time_none": ("No card was finished in this period.", "Jaksolla ei valmistunut yhtään korttia."),
    "lists_time_note": (
        "Time over all stays in the list; touching a card resets nothing.",
        "Aika kaikilta listalla käynneiltä; kortin muokkaaminen ei nollaa sitä.",
    ),
    "col_done": ("Cards", "Kortteja"),
    "col_half": ("Half within", "Puolet enintään"),
    "col_most": ("85 % within", "85 % enintään"),
    "promises_none": ("No due date has been moved", "Yhtään määräpäivää ei ole siirretty"),
    "promises_one": ("1 card's due date has been moved", "1 kortin määräpäivää on siirretty"),
    "promises_many": ("{n} cards' due dates have been moved", "{n} kortin määräpäivää on siirretty"),
    "promises_note": (
        "The first promise is kept, however often it was moved. Moved back to an earlier column: {back} cards, "
        "reopened after Done: {again}.",
        "Ensimmäinen lupaus säilyy, vaikka päivää siirretään. Taaksepäin siirrettyjä kortteja {back}, Donesta "
        "palautettuja {again}.",
    ),
    "col_first": ("First promise", "Ensimmäinen lupaus"),
    "col_now": ("Now", "Nyt"),
    "col_slip": ("Later than promised", "Luvattua myöhemmin"),
    "slip_one": ("{n} day", "{n} päivä"),
    "convention": ("How this is counted", "Näin luvut lasketaan"),
    "convention_more": (
        "Half, 85 % and 95 % are said only when there are at least 5, 10 and 20 finished cards.",
        "Puolet, 85 % ja 95 % kerrotaan vain, kun valmiita kortteja on vähintään 5, 10 ja 20.",
    ),
    # blocked time
    "blocked_days": ("Blocked, working days", "Jumissa, arkipäiviä"),
    "blocked_now_n": ("{n} blocked now", "nyt jumissa {n}"),
    "efficiency": ("Could be worked on", "Työstettävissä"),
    "efficiency_of": ("of time under way", "ajasta työn alla"),
    "stuck_none": ("Nothing is blocked", "Mikään ei ole jumissa"),
    "stuck_title": ("Blocked: {n}", "Jumissa: {n}"),
    "efficiency_note": (
        "Blocked: a list that means so, a flag given here, or a label that says so (a label does not tell since when). "
        "In the period cards were with us {us}, of which blocked {blocked}. The share that could be worked on is the "
        "rest of all working days under way, the client's included: the most that can have been worked, because lying "
        "in Doing is not yet being worked on.",
        "Jumissa: lista, joka tarkoittaa sitä, täällä annettu merkintä tai niin sanova tunniste (tunniste ei kerro, "
        "mistä alkaen). Jaksolla kortit olivat meillä {us}, josta jumissa {blocked}. Osuus, jonka ajan työtä voitiin "
        "tehdä, on loput kaikista työn alla olleista arkipäivistä, asiakkaan päivät mukana: enimmäismäärä, sillä "
        "Doingissa oleva kortti ei vielä ole tekijän kädessä.",
    ),
    "pace_said": (
        "{level} % of {n} finished cards had left by {days}",
        "{level} % {n} valmiista kortista oli lähtenyt, kun ikä oli {days}",
    ),
    "aging_few": (
        "Dots only, no lines, in {places}: fewer than ten finished cards have been there.",
        "Vain pisteet, ei viivoja: {places}. Siellä on käynyt alle kymmenen valmista korttia.",
    ),
    "period_sprint": ("This sprint", "Tämä sprintti"),
    "period_last_sprint": ("Last sprint", "Edellinen sprintti"),
    "not_drawn": ("{n} more are not drawn.", "Lisäksi {n} jätettiin piirtämättä."),
}
