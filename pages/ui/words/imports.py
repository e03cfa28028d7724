"""Sentences of the Imports page."""

from __future__ import annotations

from pages.ui.words import Table

IMPORTS: Table = {
    "title": ("Imports", "Tuonnit"),
    "lead": (
        "Bring exports of the ad platforms and analytics. Every file is read and explained first; nothing changes "
        "before "
        "you confirm it, and every import can be undone.",
        "Tuo mainosalustojen ja analytiikan raportit. Jokainen tiedosto luetaan ja selitetään ensin; mikään ei muutu "
        "ennen kuin vahvistat, ja jokaisen tuonnin voi kumota.",
    ),
    "team": (
        "This is the board of a team. It has no campaigns, so there is nothing to import. Choose a client on the left.",
        "Tämä on tiimin oma seinä. Sillä ei ole kampanjoita, joten tuotavaa ei ole. Valitse vasemmalta asiakas.",
    ),
    "upload": ("Files for {client}", "Tiedostot: {client}"),
    "upload_help": (
        "CSV, TSV, TXT, XLSX or a zip of them, at most {size} MB each. The same file twice changes nothing.",
        "CSV, TSV, TXT, XLSX tai niiden zip, enintään {size} Mt kukin. Sama tiedosto kahdesti ei muuta mitään.",
    ),
    "too_many": (
        "Only the first {n} files are read at a time. Bring the rest after these.",
        "Kerralla luetaan {n} ensimmäistä tiedostoa. Tuo loput näiden jälkeen.",
    ),
    "too_big": ("{name} is larger than {size} MB and was not read.", "{name} on yli {size} Mt, joten sitä ei luettu."),
    "reading": ("Reading {name} …", "Luetaan {name} …"),
    "status_imported": ("Ready", "Valmis tuotavaksi"),
    "status_needs_answer": ("Needs your answer", "Tarvitsee vastauksesi"),
    "status_duplicate": ("Already imported", "Jo tuotu"),
    "status_empty": ("No rows", "Ei rivejä"),
    "status_refused": ("Cannot be read", "Ei voida lukea"),
    "what": ("What it is", "Mikä tämä on"),
    "grain_day": ("by day", "päivittäin"),
    "grain_period": ("totals of the whole period, no days", "koko jakson summat, ei päiviä"),
    "grain_none": ("without dates", "ilman päivämääriä"),
    "level_campaign": ("campaigns", "kampanjat"),
    "level_ad_set": ("ad sets", "mainosjoukot"),
    "level_ad": ("ads", "mainokset"),
    "level_account": ("account", "tili"),
    "level_search_term": ("search terms", "hakutermit"),
    "level_asset": ("assets", "aineistot"),
    "level_device": ("devices", "laitteet"),
    "level_network": ("networks", "verkostot"),
    "level_channel": ("channels", "kanavat"),
    "level_page": ("pages", "sivut"),
    "level_event": ("events", "tapahtumat"),
    "level_other": ("other rows", "muut rivit"),
    "outcomes_orders": ("orders", "tilaukset"),
    "outcomes_deals": ("deals", "kaupat"),
    "outcomes_leads": ("leads", "liidit"),
    "account": ("Account", "Tili"),
    "account_main": ("not named in the file", "ei nimetty tiedostossa"),
    "account_name": ("Name the account", "Nimeä tili"),
    "account_ask": (
        "The file does not name its account. Name it if the client has several accounts on this platform, so that they "
        "stay apart.",
        "Tiedosto ei kerro tiliä. Nimeä se, jos asiakkaalla on samassa lähteessä useita tilejä: näin ne pysyvät "
        "erillään.",
    ),
    "account_which": (
        "The file does not name its account. Whose data is it?",
        "Tiedosto ei kerro tiliä. Minkä tilin tietoja nämä ovat?",
    ),
    "account_which_help": (
        "Under a second name the same money would count twice. Write a new name only for an account that is new here.",
        "Toisella nimellä sama raha laskettaisiin kahteen kertaan. Kirjoita uusi nimi vain, jos tili on täällä uusi.",
    ),
    "account_field": ("Name of the account", "Tilin nimi"),
    "source_table": ("A table of your own", "Oma taulukko"),
    "period": ("Period", "Jakso"),
    "rows": ("Rows", "Rivit"),
    "rows_totals": (
        "{rows}, and {totals} totals rows that are not counted",
        "{rows}, lisäksi {totals} summariviä, joita ei lasketa mukaan",
    ),
    "rows_total_one": (
        "{rows}, and 1 totals row that is not counted",
        "{rows}, lisäksi 1 summarivi, jota ei lasketa mukaan",
    ),
    "spend": ("Spend", "Kulu"),
    "control_none": (
        "{spend}; the file has no total to check it against",
        "{spend}; tiedostossa ei ole tarkistussummaa",
    ),
    "control_same": ("{spend}, the same as the file's own total", "{spend}, sama kuin tiedoston oma summa"),
    "control_differs": (
        "{spend}, but the file's own total is {control}: a difference of {difference}",
        "{spend}, mutta tiedoston oma summa on {control}: eroa {difference}",
    ),
    "measures": ("Other sums", "Muut summat"),
    "impressions": ("{n} impressions", "{n} näyttökertaa"),
    "clicks": ("{n} clicks", "{n} klikkausta"),
    "conversions": ("{n} conversions", "{n} konversiota"),
    "replaces": ("Replaces", "Korvaa"),
    "replaces_nothing": ("nothing: everything is new", "ei mitään: kaikki on uutta"),
    "replaces_days": (
        "{n} earlier day rows of the same campaigns",
        "{n} aiempaa päiväriviä samoilta kampanjoilta",
    ),
    "replaces_days_one": ("1 earlier day row of the same campaigns", "1 aiemman päivärivin samoilta kampanjoilta"),
    "replaces_periods_one": (
        "1 earlier figure that is no sum of days",
        "1 aiemman luvun, joka ei ole päivien summa",
    ),
    "replaces_periods": (
        "{n} earlier figures that are no sums of days (totals, impression share …)",
        "{n} aiempaa lukua, jotka eivät ole päivien summia (jakson summat, impressioprosentti …)",
    ),
    "replaces_outcomes_one": ("1 earlier order, lead or deal", "1 aiemman tilauksen, liidin tai kaupan"),
    "replaces_outcomes": ("{n} earlier orders, leads or deals", "{n} aiempaa tilausta, liidiä tai kauppaa"),
    "replaces_same": ("with the same numbers", "samoilla luvuilla"),
    "change_spend": ("spend {old} → {new}", "kulu {old} → {new}"),
    "change_impressions": ("impressions {old} → {new}", "näyttökerrat {old} → {new}"),
    "change_clicks": ("clicks {old} → {new}", "klikkaukset {old} → {new}"),
    "change_clicks_all": ("all clicks {old} → {new}", "kaikki klikkaukset {old} → {new}"),
    "change_conversions": ("conversions {old} → {new}", "konversiot {old} → {new}"),
    "change_value": ("value {old} → {new}", "arvo {old} → {new}"),
    "change_sessions": ("sessions {old} → {new}", "istunnot {old} → {new}"),
    "change_engaged_sessions": ("engaged sessions {old} → {new}", "sitoutuneet istunnot {old} → {new}"),
    "change_key_events": ("key events {old} → {new}", "avaintapahtumat {old} → {new}"),
    "change_leads": ("leads {old} → {new}", "liidit {old} → {new}"),
    "change_order": ("orders {old} → {new}", "tilaukset {old} → {new}"),
    "change_hard_lead": ("hard leads {old} → {new}", "kovat liidit {old} → {new}"),
    "change_soft_lead": ("soft leads {old} → {new}", "pehmeät liidit {old} → {new}"),
    "change_cart": ("carts {old} → {new}", "ostoskorit {old} → {new}"),
    "campaigns": ("New or renamed", "Uudet tai nimetyt uudelleen"),
    "new_n": ("{n} new", "{n} uutta"),
    "renamed_n": ("{n} renamed: their history stays with them", "{n} nimetty uudelleen: historia säilyy"),
    "results": ("Results", "Tulokset"),
    "result_agreed": ("{event}: {kind}", "{event}: {kind}"),
    "result_suggested": ("{event}: {kind} (by its name)", "{event}: {kind} (nimen mukaan)"),
    "new_names": ("New", "Uudet"),
    "renamed_names": ("Renamed", "Nimetty uudelleen"),
    "missing_names": ("Kept, with days not in this file", "Säilytetty, päiviä ei tässä tiedostossa"),
    "and_more": ("{names} and {n} more", "{names} ja {n} muuta"),
    "zone": ("Days are in", "Päivien aikavyöhyke"),
    "changed_days": ("Changed days ({n})", "Muuttuvat päivät ({n})"),
    "changes_alt": ("Changes day by day", "Muutokset päivä päivältä"),
    "col_day": ("Day", "Päivä"),
    "col_measure": ("Figure", "Luku"),
    "col_before": ("Before", "Ennen"),
    "col_after": ("After", "Jälkeen"),
    "col_difference": ("Difference", "Ero"),
    "measure_spend": ("spend", "kulu"),
    "measure_impressions": ("impressions", "näyttökerrat"),
    "measure_clicks": ("clicks", "klikkaukset"),
    "measure_clicks_all": ("all clicks", "kaikki klikkaukset"),
    "measure_conversions": ("conversions", "konversiot"),
    "measure_value": ("value", "arvo"),
    "measure_sessions": ("sessions", "istunnot"),
    "measure_engaged_sessions": ("engaged sessions", "sitoutuneet istunnot"),
    "measure_key_events": ("key events", "avaintapahtumat"),
    "measure_leads": ("leads", "liidit"),
    "measure_order": ("orders", "tilaukset"),
    "measure_hard_lead": ("hard leads", "kovat liidit"),
    "measure_soft_lead": ("soft leads", "pehmeät liidit"),
    "measure_cart": ("carts", "ostoskorit"),
    "bad_lines_all": ("Download all {n} lines", "Lataa kaikki {n} riviä"),
    "bad_lines_file": ("lines-not-read.csv", "lukematta-jaaneet-rivit.csv"),
    "bad_lines": ("Lines that could not be read", "Rivit, joita ei voitu lukea"),
    "col_line": ("Line", "Rivi"),
    "col_column": ("Column", "Sarake"),
    "col_problem": ("What is wrong", "Mikä on vialla"),
    "answer": ("Answer", "Vastaa"),
    "answer_placeholder": ("choose", "valitse"),
    "answered": ("You told: {answers}.", "Kerroit: {answers}."),
    "told_account": ("account", "tili"),
    "told_currency": ("currency", "valuutta"),
    "told_period": ("period", "jakso"),
    "told_day_order": ("order of day and month", "päivän ja kuukauden järjestys"),
    "told_number_style": ("how numbers are written", "lukujen kirjoitustapa"),
    "told_columns": ("columns", "sarakkeet"),
    "told_outcome": ("what a row is", "mikä rivi on"),
    "told_won_stage": ("stage of won deals", "voitettujen kauppojen vaihe"),
    "option_dmy": ("1 February (day first)", "1. helmikuuta (päivä ensin)"),
    "option_order": ("orders", "tilauksia"),
    "option_deal": ("deals: quotes or sales being talked about", "kauppoja, joista neuvotellaan"),
    "option_hard_lead": (
        "hard leads: asked for contact or a quote",
        "kovia liidejä: yhteydenotto- tai tarjouspyyntöjä",
    ),
    "option_soft_lead": (
        "soft leads: took a guide, joined a list",
        "pehmeitä liidejä: opas ladattu, listalle liitytty",
    ),
    "option_cart": ("carts left behind", "kesken jääneitä ostoskoreja"),
    "option_mdy": ("2 January (month first)", "2. tammikuuta (kuukausi ensin)"),
    "columns_ask": (
        "The column names are not familiar. Say what each column holds; leave out the ones that are not needed. At "
        "least "
        "a day or a campaign and one figure; for a list of orders or leads their day. People's names and contact "
        "details are never read.",
        "Sarakkeiden nimet eivät ole tuttuja. Kerro, mitä kussakin on, ja jätä tarpeettomat pois. Tarvitaan vähintään "
        "päivä tai kampanja ja yksi luku, tilaus- tai liidilistasta päivä. Ihmisten nimiä ja yhteystietoja ei koskaan "
        "lueta.",
    ),
    "period_ask": (
        "Which days do these totals cover? The file does not say.",
        "Mitä päiviä nämä summat koskevat? Tiedosto ei kerro sitä.",
    ),
    "period_first": ("First day", "Ensimmäinen päivä"),
    "period_last": ("Last day", "Viimeinen päivä"),
    "column_unused": ("not needed", "ei tarvita"),
    "role_day": ("day", "päivä"),
    "role_campaign": ("campaign", "kampanja"),
    "role_campaign_id": ("id of the campaign", "kampanjan tunnus"),
    "role_ad_set": ("ad set", "mainosjoukko"),
    "role_ad": ("ad", "mainos"),
    "role_account": ("account", "tili"),
    "role_campaign_type": ("type of the campaign", "kampanjan tyyppi"),
    "role_objective": ("objective", "tavoite"),
    "role_currency": ("currency", "valuutta"),
    "role_spend": ("spend", "kulu"),
    "role_impressions": ("impressions", "näyttökerrat"),
    "role_clicks": ("clicks", "klikkaukset"),
    "role_conversions": ("conversions", "konversiot"),
    "role_value": ("value of conversions", "konversioiden arvo"),
    "role_sessions": ("sessions", "istunnot"),
    "role_leads": ("leads", "liidit"),
    "role_outcome_id": ("number of the order, lead or deal", "tilauksen, liidin tai kaupan numero"),
    "role_ordered_day": ("day of the order", "tilauspäivä"),
    "role_created_day": ("day the lead or deal came", "liidin tai kaupan luontipäivä"),
    "role_won_day": ("day the deal was won", "päivä, jona kauppa voitettiin"),
    "role_order_value": ("worth of the order or deal", "tilauksen tai kaupan arvo"),
    "role_order_refunded": ("paid back", "hyvitetty"),
    "role_outcome_state": ("status or stage", "tila tai vaihe"),
    "role_origin": ("where it came from", "mistä tuli"),
    "answer_again": ("Answer again", "Vastaa uudelleen"),
    "import_one": ("Import 1 table", "Tuo 1 taulukko"),
    "import_many": ("Import {n} tables", "Tuo {n} taulukkoa"),
    "import_none": ("Nothing to import", "Ei tuotavaa"),
    "importing": ("Importing {name} ({i} of {n}) …", "Tuodaan {name} ({i}/{n}) …"),
    "result_imported": ("Imported", "Tuotu"),
    "result_line": ("{file}: {said}", "{file}: {said}"),
    "next": (
        "New campaigns wait for a stage on the Stages page.",
        "Uudet kampanjat odottavat vaihetta Vaiheet-sivulla.",
    ),
    "goals_later": ("Later, on the page Goals and claims", "Myöhemmin Tulokset-sivulla"),
    "how_to": ("How to download the right file", "Miten oikea tiedosto ladataan"),
    "inbox": ("Waiting in the inbox", "Saapuvissa odottaa"),
    "inbox_lead": (
        "These files came through the inbox folder. They were not imported, because only a person can tell.",
        "Nämä tiedostot tulivat saapuvien kansioon. Niitä ei tuotu, koska vain ihminen voi vastata.",
    ),
    "inbox_more": ("And {n} more after these.", "Ja näiden jälkeen vielä {n}."),
    "inbox_aside": ("Set aside", "Siirrä sivuun"),
    "inbox_aside_help": (
        "Moves the file to the folder refused. Nothing is imported.",
        "Siirtää tiedoston kansioon refused. Mitään ei tuoda.",
    ),
    "inbox_put_aside": ("Set aside: {name}.", "Siirretty sivuun: {name}."),
    "inbox_reading": ("Reading …", "Luetaan …"),
    "inbox_gone": (
        "The file is not in the inbox any more. Reload the page.",
        "Tiedosto ei ole enää saapuvissa. Lataa sivu uudelleen.",
    ),
    "log": ("Import log", "Tuontiloki"),
    "log_pick": (
        "Choose a row to see what the import changed.",
        "Valitse rivi, niin näet, mitä tuonti muutti.",
    ),
    "control": ("The file's own total", "Tiedoston oma summa"),
    "control_ok": ("{total}, the same as its rows", "{total}, sama kuin rivien summa"),
    "control_apart": (
        "{total}: the rows differ from it by {difference}",
        "{total}: rivien summa poikkeaa siitä {difference}",
    ),
    "settled": ("Settled", "Vakiintunut"),
    "settled_through": (
        "through {day}: this source may change a day for {n} days",
        "{day} asti: tämä lähde voi muuttaa päivää {n} päivän ajan",
    ),
    "unsettled": (
        "no day yet: this source may change a day for {n} days",
        "ei vielä mikään päivä: tämä lähde voi muuttaa päivää {n} päivän ajan",
    ),
    "undone_by": ("Undone", "Kumottu"),
    "undone_when": ("by {who}, {when}", "{who}, {when}"),
    "changed": ("How the days changed: {measure}", "Miten päivät muuttuivat: {measure}"),
    "changed_alt": (
        "How much each day moved when this file came in",
        "Paljonko kukin päivä muuttui, kun tämä tiedosto tuotiin",
    ),
    "changed_nothing": (
        "It changed no number that was already there.",
        "Se ei muuttanut yhtäkään aiempaa lukua.",
    ),
    "changed_undone": (
        "It is not in use, so it changes nothing.",
        "Se ei ole käytössä, joten se ei muuta mitään.",
    ),
    "col_replaced": ("Replaced day rows", "Korvatut päivärivit"),
    "log_empty": (
        "Nothing has been imported for this client yet. Export a campaign report by day from Google Ads or Meta Ads "
        "Manager as CSV and drop it above.",
        "Tälle asiakkaalle ei ole vielä tuotu mitään. Vie Google Adsista tai Meta Ads Managerista kampanjaraportti "
        "päivittäin CSV-tiedostona ja pudota se yllä olevaan kenttään.",
    ),
    "log_asked": (
        "Import {name}, brought by {who} on {when}.",
        "Tuonti {name}. Sen toi {who} {when}.",
    ),
    "col_when": ("When", "Milloin"),
    "col_who": ("Who", "Kuka"),
    "col_file": ("File", "Tiedosto"),
    "col_source": ("Source", "Lähde"),
    "col_account": ("Account", "Tili"),
    "col_period": ("Period", "Jakso"),
    "col_rows": ("Rows", "Rivejä"),
    "col_spend": ("Spend", "Kulu"),
    "col_status": ("Status", "Tila"),
    "col_said": ("Note", "Huom."),
    "log_running": ("running", "kesken"),
    "log_published": ("in use", "käytössä"),
    "log_failed": ("failed", "epäonnistui"),
    "log_undone": ("undone", "kumottu"),
    "undo": ("Undo an import", "Kumoa tuonti"),
    "undo_which": ("Import", "Tuonti"),
    "undo_ask": (
        "The numbers become what the other imports give. Days that this file had replaced return to what they were. "
        "Stages and targets that people decided stay.",
        "Luvut palautuvat siihen, mitä muut tuonnit antavat. Päivät, jotka tämä tiedosto korvasi, palaavat ennalleen. "
        "Ihmisten päättämät vaiheet ja tavoitteet säilyvät.",
    ),
    "undo_yes": ("Undo this import", "Kumoa tämä tuonti"),
    "undoing": ("Undoing …", "Kumotaan …"),
    "undone": ("Undone: {name}.", "Kumottu: {name}."),
}

HOW_TO: Table = {
    "google_ads": (
        "**Google Ads**: Campaigns, Segment → Time → Day, then Download → .csv. Without the day the file holds only "
        "totals of its period.",
        "**Google Ads**: Kampanjat, Segmentti → Aika → Päivä, sitten Lataa → .csv. Ilman päivää tiedostossa on vain "
        "jakson summat.",
    ),
    "meta_ads": (
        "**Meta Ads Manager**: Campaigns, Breakdown → By time → Day, then Reports → Export table data as CSV. Keep the "
        "columns Campaign ID, Results, Result indicator and Attribution setting.",
        "**Meta Ads Manager**: Kampanjat, Erittely → Ajan mukaan → Päivä, sitten Raportit → Vie taulukon tiedot, CSV. "
        "Pidä sarakkeet kampanjan tunnus, tulokset, tuloksen ilmaisin ja attribuutioasetus.",
    ),
    "ga4": (
        "**Google Analytics 4**: Traffic acquisition with the date as the dimension, or Events for key events by name; "
        "Share → Download CSV.",
        "**Google Analytics 4**: Liikenteen hankinta päivämäärän mukaan tai Tapahtumat, kun avaintapahtumat halutaan "
        "nimettyinä; Jaa → Lataa CSV.",
    ),
    "linkedin_ads": (
        "**LinkedIn Campaign Manager**: Export → Campaign performance, Time breakdown Daily.",
        "**LinkedIn Campaign Manager**: Vie → Kampanjan tulokset, aikajako päivittäin.",
    ),
    "search_console": (
        "**Search Console**: Performance, Export → Download CSV; bring the whole zip, because only its Filters file "
        "tells the period.",
        "**Search Console**: Tehokkuus, Vie → Lataa CSV; tuo koko zip, sillä jakso lukee vain sen Filters-tiedostossa.",
    ),
    "inbox": (
        "**Without this page**: a file dropped into the data folder's `inbox/<client>/` comes in by itself within a "
        "minute or two, or waits here with its question.",
        "**Ilman tätä sivua**: datakansion `inbox/<asiakas>/`-kansioon pudotettu tiedosto tulee sisään itsestään "
        "parissa minuutissa tai jää tänne odottamaan vastausta.",
    ),
    "outcomes": (
        "**Shop or CRM**: the list of orders or deals as CSV (Shopify: Orders → Export; Pipedrive: Deals → Export). "
        "Names and contact details are not read.",
        "**Kauppa tai CRM**: tilausten tai kauppojen lista CSV:nä (Shopify: Orders → Export; Pipedrive: Deals → "
        "Export). Nimiä ja yhteystietoja ei lueta.",
    ),
}
"""Where the right file is downloaded, a line a source. Plain Markdown of our own."""
