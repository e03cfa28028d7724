"""What reading says to people: refusals and notes, in English and Finnish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.figures import day, number, period
from core.model import Grain, Period, Sentence
from core.sources.reading import BadLine

SOURCE_NAMES = {
    "google_ads": "Google Ads",
    "meta_ads": "Meta",
    "ga4": "GA4",
    "linkedin_ads": "LinkedIn",
    "tiktok_ads": "TikTok",
    "microsoft_ads": "Microsoft Advertising",
    "search_console": "Search Console",
    "klaviyo": "Klaviyo",
    "mailchimp": "Mailchimp",
    "email": "E-mail",
    "ua": "Universal Analytics",
    "google_business": "Google Business Profile",
    "snapchat_ads": "Snapchat",
    "pinterest_ads": "Pinterest",
    "x_ads": "X",
    "reddit_ads": "Reddit",
    "amazon_ads": "Amazon Ads",
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "pipedrive": "Pipedrive",
    "hubspot": "HubSpot",
    "salesforce": "Salesforce",
    "meta_leads": "Meta",
}


EMPTY_FILE = Sentence("The file is empty.", "Tiedosto on tyhjä.")
PACKAGE_INSIDE = Sentence(
    "This is a package inside a package. Unpack it and offer the reports inside.",
    "Tämä on paketti paketin sisällä. Pura se ja tuo sen sisältämät raportit.",
)
NO_TABLE = Sentence(
    "No table was found in this file. Offer a report downloaded as CSV from the platform.",
    "Tiedostosta ei löytynyt taulukkoa. Tuo mainosalustasta CSV-muodossa ladattu raportti.",
)
NO_MEASURES = Sentence(
    "The table has no spend, impressions, clicks, conversions or sessions. Add those columns to the report and "
    "download it again.",
    "Taulukossa ei ole kuluja, näyttökertoja, klikkauksia, konversioita eikä istuntoja. Lisää ne raportin "
    "sarakkeisiin ja lataa se uudelleen.",
)
PERSONAL = Sentence(
    "This file holds people's names or contact details and no campaign figures. It was not read and nothing was kept.",
    "Tiedostossa on ihmisten nimiä tai yhteystietoja eikä kampanjalukuja. Sitä ei luettu eikä mitään tallennettu.",
)
ALL_TIME = Sentence(
    "The report covers all time and names no dates. Choose a date range, add Segment → Time → Day, and download it "
    "again.",
    "Raportti kattaa koko ajan eikä kerro päiviä. Valitse ajanjakso, lisää Segmentti → Aika → Päivä ja lataa raportti "
    "uudelleen.",
)
HOURLY = Sentence(
    "The rows are hours, not days. Choose a range longer than one day, or a report by day, and download again.",
    "Rivit ovat tunteja eivätkä päiviä. Valitse yhtä päivää pidempi ajanjakso tai päiväkohtainen raportti ja lataa "
    "uudelleen.",
)
LONG_SPANS = Sentence(
    "The rows are numbered weeks, months or days that name no dates, so they cannot be placed in the calendar. "
    "Download the report by day.",
    "Rivit ovat numeroituja viikkoja, kuukausia tai päiviä ilman päivämääriä, joten niitä ei voi sijoittaa "
    "kalenteriin. Lataa raportti päivittäin.",
)
WEEKDAYS = Sentence(
    "The rows are weekdays, not days of the calendar. Download the report or chart by day.",
    "Rivit ovat viikonpäiviä eivätkä kalenterin päiviä. Lataa raportti tai kaavio päivittäin.",
)
WEEKLY = Sentence(
    "The dates are a week or a month apart, so a row seems to stand for more than a day. Download the report by day.",
    "Päivämäärät ovat viikon tai kuukauden välein, joten rivit näyttävät kattavan päivää pidemmän ajan. Lataa raportti "
    "päivittäin.",
)
NOT_KEPT = Sentence(
    "This table of the file has no figures that are kept here (only rates, cohorts or unfamiliar ones). The file's "
    "other tables are read.",
    "Tässä tiedoston taulukossa ei ole lukuja, joita täällä säilytetään (vain suhdelukuja, kohortteja tai "
    "tuntemattomia lukuja). Tiedoston muut taulukot luetaan.",
)
TOO_LARGE = Sentence(
    "Some numbers in this file are too large to be true. Check that the columns are what their headers say.",
    "Tiedostossa on epäuskottavan suuria lukuja. Tarkista, että sarakkeissa on se, mitä niiden otsikot sanovat.",
)
MARKED = {
    "mark_editor": Sentence(
        "This is a Google Ads Editor export: settings, no figures. Download the campaign report from Google Ads.",
        "Tämä on Google Ads Editorin vienti: asetuksia ilman lukuja. Lataa sen sijaan kampanjaraportti Google Adsista.",
    ),
    "mark_accounts": Sentence(
        "This is a list of ad accounts with their owners' contact details, without figures. Nothing was read or kept. "
        "Download a campaign report instead.",
        "Tämä on lista mainostileistä ja niiden omistajien yhteystiedoista ilman lukuja. Mitään ei luettu eikä "
        "tallennettu. Lataa sen sijaan kampanjaraportti.",
    ),
    "mark_indexing": Sentence(
        "This is Search Console's page indexing chart, not a search report. Open Performance → Search results, choose "
        "the period and export that.",
        "Tämä on Search Consolen indeksointikaavio eikä hakuraportti. Avaa Tehokkuus → Hakutulokset, valitse jakso ja "
        "vie se.",
    ),
}

DEAD_ID = Sentence(
    "A spreadsheet has cut the campaign IDs short (1.20253E+17), so campaigns are told apart by name. Offer the file "
    "as downloaded, without opening it in a spreadsheet.",
    "Taulukkolaskenta on katkaissut kampanjoiden tunnukset (1,20253E+17), joten kampanjat erotetaan nimen perusteella. "
    "Tuo tiedosto sellaisena kuin se ladattiin, avaamatta sitä taulukkolaskennassa.",
)
ADD_DAY = Sentence(
    "The figures are totals of the whole period. For days, add Segment → Time → Day before downloading.",
    "Luvut ovat koko ajanjakson summia. Päivittäiset luvut saat, kun lisäät Segmentti → Aika → Päivä ennen lataamista.",
)
ADD_DAY_META = Sentence(
    "The figures are totals of the whole period. For days, choose Breakdown → By time → Day before exporting.",
    "Luvut ovat koko ajanjakson summia. Päivittäiset luvut saat, kun valitset ennen vientiä Erittely → Ajan mukaan → "
    "Päivä.",
)
ADD_DAY_OTHER = Sentence(
    "The figures are totals of the whole period. For days, download the report with a daily breakdown.",
    "Luvut ovat koko ajanjakson summia. Päivittäiset luvut saat, kun lataat raportin päivittäin eriteltynä.",
)
OVERLAP = Sentence(
    "Some periods in the file overlap, so no sum of them is given: the same money would count twice. Each period is "
    "kept as it is.",
    "Tiedoston jaksot menevät osin päällekkäin, joten niistä ei lasketa summaa: sama raha tulisi mukaan kahteen "
    "kertaan. Kukin jakso säilytetään sellaisenaan.",
)
JOINED = Sentence(
    "The header is repeated inside the file: joined exports were read as one.",
    "Otsikkorivi toistuu tiedostossa: yhdistetyt viennit luettiin yhtenä.",
)
SEVERAL_REPORTS = Sentence(
    "Several reports seem to be joined in this file, and they tell of the same days or of periods that cannot be told "
    "apart. Offer each report as a file of its own.",
    "Tiedostoon on ilmeisesti yhdistetty useita raportteja, jotka kertovat samoista päivistä tai joiden jaksoja ei voi "
    "erottaa. Tuo kukin raportti omana tiedostonaan.",
)
HIDDEN_TERMS = Sentence(
    "Google leaves rare search terms out, so their sum is less than the campaigns' spend. They are not added to it.",
    "Google jättää harvinaiset hakutermit pois, joten niiden summa on pienempi kuin kampanjoiden kulut. Niitä ei "
    "lasketa kuluihin.",
)
NO_CAMPAIGN = Sentence(
    "The table does not say which mailing its figures are of. Export the list of campaigns with their names.",
    "Taulukosta ei näy, mitä viestiä luvut koskevat. Vie lista, jossa on kampanjoiden nimet.",
)
OPENS = Sentence(
    "Opens are doubtful: Apple Mail opens messages by itself. Judge mailings by clicks.",
    "Avaukset ovat epävarmoja: Apple Mail avaa viestejä itse. Arvioi viestejä klikkausten perusteella.",
)
COMPARISON = Sentence(
    "The download compares two periods: only the figures of the current one were read.",
    "Lataus vertaa kahta jaksoa: vain nykyisen jakson luvut luettiin.",
)
TOP_ROWS = Sentence(
    "Search Console lists at most 1,000 rows and hides rare queries, so these rows add up to less than the whole site.",
    "Search Console näyttää enintään 1 000 riviä ja jättää harvinaiset haut pois, joten rivien summa on pienempi kuin "
    "koko sivuston.",
)
INCOMPLETE = Sentence(
    "Microsoft says that the newest days may be incomplete. Import the file again in a few days.",
    "Microsoftin mukaan uusimmat päivät voivat olla puutteellisia. Tuo tiedosto uudelleen muutaman päivän kuluttua.",
)
NO_RESULT_KIND = Sentence(
    "The file does not say what its Results are, so they are not counted as conversions. Add the column Result type or "
    "Result indicator.",
    "Tiedosto ei kerro, mitä sen tulokset ovat, joten niitä ei lasketa konversioiksi. Lisää sarake Tuloksen ilmaisin.",
)
NO_MONEY = Sentence(
    "The file has no spend column, so it adds nothing to the balance.",
    "Tiedostossa ei ole kulusaraketta, joten se ei näy tasapainossa.",
)


def filters_used(span: Period | None, filtered: str) -> Sentence:
    """What a filter table said for the tables beside it."""
    english = f"The period ({period(span, 'en')})" if span else "No dates"
    finnish = f"Jakso ({period(span, 'fi')})" if span else "Ei päivämääriä"
    more_en, more_fi = (f" and the filter {filtered}", f" ja suodatin {filtered}") if filtered else ("", "")
    return Sentence(
        f"{english}{more_en}: used for the other tables of the file; there are no figures here.",
        f"{finnish}{more_fi}: käytetty tiedoston muihin taulukoihin; tässä ei ole lukuja.",
    )


FILTERS_ALONE = Sentence(
    "These are the filters of a Search Console download and hold no figures. Offer the package as it was downloaded "
    "(.zip): then its other tables know their days.",
    "Nämä ovat Search Console -latauksen suodattimet, eikä niissä ole lukuja. Tuo paketti sellaisena kuin se ladattiin "
    "(.zip): silloin sen muut taulukot tietävät päivänsä.",
)


def filtered_package(filtered: str) -> Sentence:
    return Sentence(
        f"The download was filtered ({filtered}), so its figures are not the whole site's: they are kept apart.",
        f"Lataus oli suodatettu ({filtered}), joten luvut eivät kata koko sivustoa: ne säilytetään erillään.",
    )


def imported(source: str, grain: Grain, span: Period | None, rows: int, totals: int) -> Sentence:
    """What was read, in one sentence."""
    name = SOURCE_NAMES.get(source)
    english = f"{name or 'Table'}, {'by day' if grain is Grain.DAY else 'totals of a period'}"
    finnish = f"{name or 'Taulukko'}, {'päivittäin' if grain is Grain.DAY else 'jakson summat'}"
    if span:
        english, finnish = f"{english}, {period(span, 'en')}", f"{finnish}, {period(span, 'fi')}"
    english += f": {number(rows, 'en')} {'row' if rows == 1 else 'rows'}"
    finnish += f": {number(rows, 'fi')} {'rivi' if rows == 1 else 'riviä'}"
    if totals:
        english += (
            f", and {number(totals, 'en')} totals {'row that is' if totals == 1 else 'rows that are'} not counted"
        )
        finnish += f" ja {_totals_in_finnish(totals)} lasketa mukaan"
    return Sentence(f"{english}.", f"{finnish}.")


def empty(source: str, span: Period | None) -> Sentence:
    """A report without rows; names the period if it is known."""
    name = SOURCE_NAMES.get(source, "")
    english, finnish = (
        f"The {name} report".replace("  ", " "),
        f"{name}{' ' if ' ' in name else ''}-raportissa" if name else "Raportissa",
    )
    if span:
        return Sentence(
            f"{english} has no rows for {period(span, 'en')}.",
            f"{finnish} ei ole rivejä ajalta {period(span, 'fi')}.",
        )
    return Sentence(f"{english} has no rows.", f"{finnish} ei ole rivejä.")


def bad_lines(found: Sequence[BadLine], count: int) -> Sentence:
    """The whole file is refused for cells that cannot be read; the first is named."""
    first = found[0]
    shown = first.text[:60]
    more_en = f" {number(count - 1, 'en')} more like it." if count > 1 else ""
    more_fi = f" Samanlaisia on lisäksi {number(count - 1, 'fi')}." if count > 1 else ""
    column_en = f", column {first.column}" if first.column else ""
    place_fi = f"Rivin {first.line} saraketta {first.column}" if first.column else f"Riviä {first.line}"
    return Sentence(
        f"Line {first.line}{column_en} cannot be read: {shown!r}.{more_en} Nothing was imported.",
        f"{place_fi} ei voi lukea: {shown!r}.{more_fi} Mitään ei tuotu.",
    )


def several_currencies(codes: Sequence[str]) -> Sentence:
    listed = ", ".join(codes)
    return Sentence(
        f"The file has money in several currencies ({listed}), which cannot be added up. Download one account each.",
        f"Tiedostossa on rahaa useassa valuutassa ({listed}), joita ei voi laskea yhteen. Lataa yksi tili kerrallaan.",
    )


def currency_stands(file_code: str, given: str) -> Sentence:
    return Sentence(
        f"The file itself says {file_code}, so the given {given} was not used.",
        f"Tiedosto itse kertoo valuutaksi {file_code}, joten annettua valuuttaa {given} ei käytetty.",
    )


def assumed_value_currency(code: str) -> Sentence:
    return Sentence(
        f"The file gives no currency for revenue; it is taken to be {code}, the client's currency.",
        f"Tiedosto ei kerro tuoton valuuttaa; se on tulkittu asiakkaan valuutaksi {code}.",
    )


def shared_names(count: int) -> Sentence:
    return Sentence(
        f"{number(count, 'en')} rows share their name and day with another row, and the file has no IDs: rows of one "
        "name are counted as one campaign.",
        f"{number(count, 'fi')} rivillä on sama nimi ja päivä kuin toisella rivillä, eikä tiedostossa ole tunnuksia: "
        "samannimiset rivit lasketaan yhdeksi kampanjaksi.",
    )


def one_day_of_many(span: Period) -> Sentence:
    return Sentence(
        f"All rows carry one date, but the report covers {period(span, 'en')}: they are its totals, not a day's.",
        f"Kaikilla riveillä on sama päivä, mutta raportti kattaa ajan {period(span, 'fi')}: luvut ovat jakson summia, "
        "eivät yhden päivän.",
    )


def kept_aside(header: str) -> Sentence:
    """Rows that are no campaigns: their money is the campaigns' money once more."""
    return Sentence(
        f"The rows are split by {header!r} and not by campaign: they are kept aside and not counted as spend.",
        f"Rivit on jaoteltu sarakkeella {header!r} eikä kampanjoittain: ne säilytetään, mutta niitä ei lasketa "
        "kuluihin.",
    )


def several_accounts(names: Sequence[str]) -> Sentence:
    shown = ", ".join(names[:5])
    return Sentence(
        f"The file holds {number(len(names), 'en')} accounts ({shown}), which were read as one. To keep them apart, "
        "download each account on its own.",
        f"Tiedostossa on {number(len(names), 'fi')} tiliä ({shown}), jotka luettiin yhtenä. Jos haluat pitää ne "
        "erillään, lataa kukin tili omana tiedostonaan.",
    )


def in_the_future(last: date) -> Sentence:
    return Sentence(
        f"The file reaches to {day(last, 'en')}, which is still to come. Check that its dates are right.",
        f"Tiedosto ulottuu päivään {day(last, 'fi')}, joka on vasta tulossa. Tarkista, että päivämäärät ovat oikein.",
    )


def shared_ids(count: int) -> Sentence:
    return Sentence(
        f"{number(count, 'en')} rows share their ID and day with another row and were added up. If the report is "
        "broken down by something that does not divide the spend, download it without that breakdown.",
        f"{number(count, 'fi')} rivillä on sama tunnus ja päivä kuin toisella rivillä, ja ne laskettiin yhteen. "
        "Jos raportin erittely ei jaa kuluja osiin, lataa raportti ilman sitä.",
    )


def too_many_entities(count: int) -> Sentence:
    return Sentence(
        f"The file tells of {number(count, 'en')} different campaigns, terms or pages, more than can be kept. Choose a "
        "shorter period or fewer rows and download it again.",
        f"Tiedostossa on {number(count, 'fi')} eri kampanjaa, hakutermiä tai sivua, enemmän kuin voidaan säilyttää. "
        "Valitse lyhyempi jakso tai vähemmän rivejä ja lataa se uudelleen.",
    )


def twin_columns(header: str) -> Sentence:
    return Sentence(
        f"Two columns are called {header!r} and hold different figures. Remove the wrong one and offer the file again.",
        f"Kahdella sarakkeella on sama nimi {header!r} mutta eri luvut. Poista väärä sarake ja tuo tiedosto uudelleen.",
    )


def read_by_language(style: str) -> Sentence:
    return Sentence(
        f"Numbers were read as {style}, the style of the headers' language; the file has no other evidence.",
        f"Luvut luettiin muodossa {style} otsikoiden kielen mukaan; tiedostossa itsessään ei ole muuta näyttöä.",
    )


def _totals_in_finnish(count: int) -> str:
    return "summarivi, jota ei" if count == 1 else f"{number(count, 'fi')} summariviä, joita ei"
