"""Google Ads reports in small made-up files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.model import FileStatus, Grain, Level, Period
from core.sources.read import Hints, read_file
from core.sources.reading import Reading

FINNISH = """Kampanjaraportti
1. marraskuuta 2026 – 2. marraskuuta 2026
Päivä,Kampanjan tila,Kampanja,Kampanjatyyppi,Valuuttakoodi,Impr.,Klikkaukset,Hinta,Konversiot
2026-11-01,Käytössä,Haku | Brändi,Haku,EUR,"1 204",85,"42,50","3,00"
2026-11-02,Käytössä,Haku | Brändi,Haku,EUR,998,71,"35,10","1,50"
2026-11-01,Käytössä,PMax,Tehokkuusmaksimointi,EUR,"12 880",190,"1203,77", --
Yhteensä: Kampanjat, --, --, --,EUR,"15 082",346,"1281,37","4,50"
Yhteensä: Tili, --, --, --,EUR,"16 000",350,"1290,00","4,50"
"""


def read(text: str, name: str = "report.csv", encoding: str = "utf-8", **answers: str) -> Reading:
    return read_file(text.encode(encoding), name, Hints(answers=answers))[0]


def test_a_day_report_gives_one_fact_per_campaign_and_day() -> None:
    """Totals rows are a control; the account's is the widest."""
    reading = read(FINNISH)
    assert reading.status is FileStatus.IMPORTED
    assert (reading.grain, reading.level, reading.currency) == (Grain.DAY, Level.CAMPAIGN, "EUR")
    assert (reading.rows, reading.totals_rows, reading.days.num_rows) == (3, 2, 3)
    assert reading.sums["spend"] == Decimal("1281.37")
    assert reading.control["spend"] == Decimal("1290.00")
    assert reading.number_style == "1 234,5"
    assert [(e.name, e.campaign_type, e.channel) for e in reading.entities] == [
        ("Haku | Brändi", "Search", "paid_search"),
        ("PMax", "Performance Max", "pmax"),
    ]
    row = reading.days.to_pylist()[2]
    assert (row["day"], row["spend"], row["conversions"]) == (date(2026, 11, 1), Decimal("1203.770000"), None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encoding_and_delimiter_do_not_change_the_facts(encoding: str) -> None:
    """Also UTF-16 without its mark, and the tab-separated "Excel .csv"."""
    head, *rest = FINNISH.replace('"1 204"', "1 204").splitlines()
    tabs = "\n".join([head, rest[0], *(line.replace('"', "") for line in map(_tabbed, rest[1:]))])
    assert read(tabs, encoding=encoding).days.equals(read(FINNISH).days)


def _tabbed(line: str) -> str:
    parts = line.split('"')
    return '"'.join(part.replace(",", "\t") if i % 2 == 0 else part for i, part in enumerate(parts))


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("27 January 2026 - 23 February 2026", "2026-01-27", "2026-02-23"),
        ('"January 20, 2026 - January 21, 2026"', "2026-01-20", "2026-01-21"),
        ('"Jan 1 - 31, 2026"', "2026-01-01", "2026-01-31"),
        ("5 de maio de 2026 - 15 de maio de 2026", "2026-05-05", "2026-05-15"),
        ("1. marraskuuta 2026 – 7. marraskuuta 2026", "2026-11-01", "2026-11-07"),
        ("1.–7. marraskuuta 2026", "2026-11-01", "2026-11-07"),
        ("1.11.2026 – 7.11.2026", "2026-11-01", "2026-11-07"),
        ("27.10.–2.11.2026", "2026-10-27", "2026-11-02"),
        ("1. November 2026 - 7. November 2026", "2026-11-01", "2026-11-07"),
        ("1 novembre 2026 - 7 novembre 2026", "2026-11-01", "2026-11-07"),
        ("1er novembre 2026 - 7 novembre 2026", "2026-11-01", "2026-11-07"),
        ("1 de noviembre de 2026 - 7 de noviembre de 2026", "2026-11-01", "2026-11-07"),
        ("1 november 2026 - 7 november 2026", "2026-11-01", "2026-11-07"),
        ("28 dicembre 2025 - 3 gennaio 2026", "2025-12-28", "2026-01-03"),
        ("2026-11-01 - 2026-11-07", "2026-11-01", "2026-11-07"),
        ("10/25/2026 - 11/7/2026", "2026-10-25", "2026-11-07"),
    ],
)
def test_the_period_above_the_table_is_read_in_every_locale(line: str, start: str, end: str) -> None:
    text = f"Campaign report\n{line}\nCampaign,Currency code,Cost,Clicks\nA,EUR,5.50,3\n"
    reading = read(text)
    assert reading.period == Period(date.fromisoformat(start), date.fromisoformat(end))
    assert reading.grain is Grain.PERIOD
    assert reading.days.num_rows == 0
    assert any("Segment" in note.en for note in reading.notes)


@pytest.mark.parametrize("words", ["All time", "Koko ajalta", "Todo o período", "Hela tiden"])
def test_all_time_is_refused_with_the_remedy(words: str) -> None:
    reading = read(f"Campaign report\n{words}\nCampaign,Currency code,Cost\nA,EUR,5.50\n")
    assert reading.status is FileStatus.REFUSED
    assert "Segment" in reading.message.en


def test_a_report_with_one_date_in_a_longer_period_is_a_period() -> None:
    reading = read("Report\n1 May 2026 - 3 May 2026\nDay,Campaign,Currency code,Cost\n2026-05-01,A,EUR,55.39\n")
    assert (reading.grain, reading.days.num_rows) == (Grain.PERIOD, 0)


def test_ads_count_for_their_ad_group() -> None:
    """Ad rows are summed to the ad group under its campaign."""
    reading = read(
        "Ad report\n1 May 2026 - 2 May 2026\nAd status,Ad name,Campaign,Ad group,Currency code,Cost,Clicks\n"
        "Enabled, --,C,G1,EUR,1.00,1\nEnabled, --,C,G1,EUR,2.00,1\nEnabled, --,C,G2,EUR,4.00,1\n"
        "Total: Account,,,,EUR,7.00,3\n"
    )
    assert reading.level is Level.AD_SET
    assert [(e.name, e.parent) for e in reading.entities] == [("G1", "C"), ("G2", "C")]
    spend = [r["value"] for r in reading.periods.to_pylist() if r["measure"] == "spend"]
    assert spend == [Decimal("3"), Decimal("4")]


def test_search_terms_are_no_money_level() -> None:
    """A search term may be called "total" without being a totals row."""
    reading = read(
        "Search terms report\n1 May 2026 - 2 May 2026\nSearch term,Campaign,Currency code,Cost,Clicks\n"
        "total,C,EUR,1.00,1\nshoes,C,EUR,2.00,1\nTotal: Search terms,,EUR,3.00,2\n"
    )
    assert (reading.level, reading.rows, reading.totals_rows) == (Level.SEARCH_TERM, 2, 1)
    assert {e.name for e in reading.entities} == {"total", "shoes"}


def test_a_bound_is_kept_as_text_and_never_as_a_number() -> None:
    reading = read(
        "Campaign report\n1 May 2026 - 2 May 2026\nCampaign,Currency code,Cost,Search impr. share\n"
        "A,EUR,1.00,< 10%\nB,EUR,2.00,45.5%\n"
    )
    shares = [(r["value"], r["bound"]) for r in reading.periods.to_pylist() if r["measure"] == "impression_share"]
    assert shares == [(None, "< 10%"), (Decimal("0.455"), None)]


def test_a_card_takes_its_period_from_the_file_name_and_its_currency_from_the_symbol() -> None:
    text = "Device,Cost,Impressions,Clicks\nComputers,US$3.38,34,3\nTablets,US$0.48,8,1\n"
    reading = read(text, "Devices(2026.02.05-2026.02.10).csv")
    assert (reading.status, reading.currency) == (FileStatus.IMPORTED, "USD")
    assert (reading.source, reading.level, reading.sums["spend"]) == ("google_ads", Level.DEVICE, Decimal("3.86"))
    assert reading.period == Period(date(2026, 2, 5), date(2026, 2, 10))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("US$3.38", "USD"),
        ("R$\xa03.38", "BRL"),
        ("€3.38", "EUR"),
        ("£3.38", "GBP"),
        ("A$3.38", "AUD"),
        ("CA$3.38", "CAD"),
        ("C$3.38", "CAD"),
        ("NZ$3.38", "NZD"),
        ("₹3.38", "INR"),
        ("3.38 zł", "PLN"),
        ("3.38\xa0Kč", "CZK"),
        ("3.38 Ft", "HUF"),
        ("Rp\xa03.38", "IDR"),
        ("3.38 EUR", "EUR"),
    ],
)
def test_a_symbol_of_one_currency_is_read(cell: str, code: str) -> None:
    reading = read(f"Device,Cost,Clicks\nComputers,{cell},3\n", "Devices(2026.02.05-2026.02.10).csv")
    assert (reading.status, reading.currency, reading.sums["spend"]) == (FileStatus.IMPORTED, code, Decimal("3.38"))


@pytest.mark.parametrize(
    ("cell", "options"),
    [("$3.38", ("USD", "CAD")), ("3.38 kr", ("SEK", "NOK")), ("¥338", ("JPY", "CNY")), ("3.38", ())],
)
def test_a_symbol_of_several_currencies_is_asked(cell: str, options: tuple[str, ...]) -> None:
    reading = read(f"Device,Cost,Clicks\nComputers,{cell},3\n", "Devices(2026.02.05-2026.02.10).csv")
    assert [(q.key, q.options[:2]) for q in reading.questions] == [("currency", options)]


def test_a_currency_that_the_symbol_cannot_stand_for_is_asked_again() -> None:
    """Dollars are not read as the euros of another account of the same client."""
    text = "Device,Cost,Clicks\nComputers,US$3.38,3\n"
    asked = read(text, "Devices(2026.02.05-2026.02.10).csv", currency="EUR")
    assert [(q.key, q.options) for q in asked.questions] == [("currency", ("USD",))]
    crowns = read(text.replace("US$3.38", "3.38 kr"), "Devices(2026.02.05-2026.02.10).csv", currency="NOK")
    assert crowns.currency == "NOK"


def test_symbols_of_several_currencies_in_one_column_are_refused() -> None:
    """A bare dollar sign beside US$ is the same dollar; a euro is not."""
    name = "Devices(2026.02.05-2026.02.10).csv"
    mixed = read("Device,Cost,Clicks\nComputers,US$3.38,3\nTablets,€0.48,1\n", name)
    assert mixed.status is FileStatus.REFUSED
    assert "EUR, USD" in mixed.message.en
    assert read("Device,Cost,Clicks\nComputers,US$3.38,3\nTablets,$0.48,1\n", name).currency == "USD"


def test_a_comparison_card_reads_its_current_columns_and_first_period() -> None:
    name = "Maiores(2026.05.05-2026.05.24_em_comparação_com_2026.04.15-2026.05.04).csv"
    text = (
        'Nome da campanha,Custo,Custo (Comparação),Cliques,Cliques (Comparação)\nA,"R$\xa0236,86","R$\xa00,00",58,0\n'
    )
    reading = read(text, name, currency="BRL")
    assert reading.sums == {"spend": Decimal("236.86"), "clicks": Decimal(58)}
    assert reading.period == Period(date(2026, 5, 5), date(2026, 5, 24))


def test_localised_card_days_are_read() -> None:
    text = (
        'Data,Cliques,Custo\n"ter., 5 de mai. de 2026",0,"R$\xa00,00"\n"qua., 6 de mai. de 2026",2,"R$\xa01.012,28"\n'
    )
    reading = read(text, currency="BRL")
    assert reading.days["day"].to_pylist() == [date(2026, 5, 5), date(2026, 5, 6)]
    assert reading.sums["spend"] == Decimal("1012.28")


@pytest.mark.parametrize(
    ("header", "remedy"),
    [
        ("Hour,Clicks,Impressions,Avg. CPC,Cost\n00 - 01,0,0,US$0.00,US$0.00\n", "hours"),
        ("Campaign,Labels,EU political ads,Ad rotation,Budget\nA,,no,x,5\n", "Editor"),
        ("Campaign report\n1 May 2026 - 2 May 2026\nCampaign,Campaign status,Budget\nA,Enabled,5\n", "spend"),
        ("Week,Campaign,Clicks,Cost\n45,A,1,2.00\n", "numbered weeks"),
        ("Month,Campaign,Clicks,Cost\nNovember,A,1,2.00\n", "months"),
    ],
)
def test_what_cannot_be_placed_on_days_is_refused_in_words(header: str, remedy: str) -> None:
    reading = read(header)
    assert reading.status is FileStatus.REFUSED
    assert remedy in reading.message.en


def test_several_currencies_in_one_file_are_refused() -> None:
    reading = read(
        "R\n1 May 2026 - 2 May 2026\nDay,Campaign,Currency code,Cost\n2026-05-01,A,EUR,1\n2026-05-02,B,SEK,1\n"
    )
    assert reading.status is FileStatus.REFUSED
    assert "EUR, SEK" in reading.message.en


def test_a_header_without_rows_is_empty_and_names_the_period() -> None:
    reading = read("Campaign report\n1 May 2026 - 2 May 2026\nCampaign,Currency code,Cost\nTotal: Account,EUR,0\n")
    assert reading.status is FileStatus.EMPTY
    assert "May" in reading.message.en


def test_segments_of_a_campaign_are_summed() -> None:
    reading = read(
        "R\n1 May 2026 - 2 May 2026\nDay,Campaign,Device,Currency code,Cost\n"
        "2026-05-01,A,Mobile,EUR,1.10\n2026-05-01,A,Computer,EUR,2.20\n2026-05-02,A,Mobile,EUR,4\n"
    )
    assert reading.days["spend"].to_pylist() == [Decimal("3.300000"), Decimal("4.000000")]
    assert not any("share their name" in note.en for note in reading.notes)


def test_rows_split_by_something_unknown_are_no_money() -> None:
    """A demographic report adds up to the account again: it must not be counted beside the campaigns."""
    reading = read(
        "Gender report\n1 May 2026 - 2 May 2026\nGender,Currency code,Impr.,Cost\nFemale,EUR,4,1\nMale,EUR,5,2\n"
    )
    assert (reading.level, reading.sums["spend"]) == (Level.OTHER, Decimal(3))
    assert any("Gender" in note.en for note in reading.notes)


@pytest.mark.parametrize(
    ("header", "totals"),
    [
        ("Päivä,Kampanja,Valuuttakoodi,Impr.,Klikkaukset,Hinta", "Yhteensä: Tili"),
        ("Dag,Kampanj,Valutakod,Exponeringar,Klick,Kostnad", "Totalt: Konto"),
        ("Tag,Kampagne,Währungscode,Impr.,Klicks,Kosten", "Gesamt: Konto"),
        ("Dia,Campanha,Código da moeda,Impr.,Cliques,Custo", "Total: Conta"),
        ("Día,Campaña,Código de moneda,Impr.,Clics,Coste", "Total: cuenta"),
        ("Jour,Campagne,Code de devise,Impr.,Clics,Coût", "Total : compte"),
        ("Giorno,Campagna,Codice valuta,Impr.,Clic,Costo", "Totale: account"),
        ("Dag,Campagne,Valutacode,Vert.,Klikken,Kosten", "Totaal: account"),
        ("Dag,Kampagne,Valutakode,Visninger,Klik,Omkostninger", "I alt: Konto"),
    ],
)
def test_a_report_is_read_in_every_language(header: str, totals: str) -> None:
    rows = (
        f'2026-11-01,A,EUR,"1.204",85,"42,50"\n2026-11-02,A,EUR,998,71,"35,10"\n{totals}, --,EUR,"2.202",156,"77,60"\n'
    )
    reading = read(f"Report\n2026-11-01 - 2026-11-02\n{header}\n{rows}")
    assert (reading.status, reading.source, reading.grain) == (FileStatus.IMPORTED, "google_ads", Grain.DAY)
    assert (reading.rows, reading.totals_rows) == (2, 1)
    assert (reading.sums["spend"], reading.sums["impressions"]) == (Decimal("77.60"), Decimal(2202))


def test_a_report_saved_again_in_finnish_excel_is_read() -> None:
    """Semicolons, Windows-1252, and preamble lines filled up with empty cells."""
    text = (
        "Kampanjaraportti;;;;\r\n1. marraskuuta 2026 - 2. marraskuuta 2026;;;;\r\n"
        "Päivä;Kampanja;Valuuttakoodi;Klikkaukset;Hinta\r\n"
        "1.11.2026;Brändi;EUR;85;1042,50\r\n2.11.2026;Brändi;EUR;71;35,1\r\n"
        "Yhteensä: Tili; --;EUR;156;1077,60\r\n;;;;\r\n"
    )
    reading = read(text, encoding="cp1252")
    assert (reading.encoding, reading.source, reading.rows, reading.totals_rows) == ("cp1252", "google_ads", 2, 1)
    assert reading.sums["spend"] == reading.control["spend"] == Decimal("1077.60")


KEYWORDS = (
    "Search keyword report\n1 May 2026 - 8 May 2026\n"
    "Keyword status,Keyword,Match type,Campaign,Ad group,Impr.,Currency code,Cost\n"
    "Enabled,lämpöpumppu,Broad match,Haku,Laitteet,10,EUR,4.00\n"
    "Enabled,huolto,Phrase match,Haku,Huolto,5,EUR,1.50\n"
)


def test_totals_may_be_named_in_the_third_column() -> None:
    """In keyword reports they stand under the match type, below two empty cells."""
    totals = "".join(f",,Total: {scope},,,15,EUR,5.50\n" for scope in ("Filtered keywords", "Account", "Search"))
    reading = read(KEYWORDS + totals)
    assert (reading.report, reading.rows, reading.totals_rows) == ("keywords", 2, 3)
    assert reading.sums["spend"] == reading.control["spend"] == Decimal("5.5")


def test_a_match_type_beside_a_keyword_is_no_total() -> None:
    assert read(f"{KEYWORDS}Enabled,loppusumma,Total: ei,Haku,Laitteet,1,EUR,2.00\n").rows == 3


def test_totals_by_month_are_told_by_their_empty_names() -> None:
    """`Total: …` stands among the places, and the month beside it is filled in."""
    reading = read(
        "Month,Location,Campaign,Impr.,Interaction rate,Currency code,Avg. cost,Cost\n"
        "Oct-25,Espoo,A,5,1%,EUR,1,3\nOct-25,Vantaa,B,5,1%,EUR,1,4\nNov-25,Espoo,A,5,1%,EUR,1,5\n"
        "Oct-25,Total: Locations,,10,1%,EUR,1,7\nOct-25,Total: Account,,19,1%,EUR,1,9\n"
        "Nov-25,Total: Account,,19,1%,EUR,1,6\n"
    )
    assert (reading.rows, reading.totals_rows, reading.sums["spend"]) == (3, 3, Decimal(12))
    assert reading.period == Period(date(2025, 10, 1), date(2025, 11, 30))
    assert reading.level is Level.OTHER


def test_old_totals_are_written_with_a_dash() -> None:
    reading = read(
        "Keyword report (Jun 14, 2026)\nKeyword state,Keyword,Clicks,Cost\n"
        "enabled,kukat,2,1.22\nenabled,ruusut,1,0.50\n"
        "Total - Search, --,3,1.72\nTotal - Display Network, --,0,0.00\nTotal, --,3,1.72\n",
        currency="EUR",
    )
    assert (reading.rows, reading.totals_rows, reading.sums["spend"]) == (2, 3, Decimal("1.72"))


@pytest.mark.parametrize("header", ["Palavra-chave da rede de pesquisa", "Kolumn utan känt namn"])
def test_rows_about_something_unknown_keep_their_names(header: str) -> None:
    """Also under a header that no vocabulary knows: they are kept aside, each by its own name."""
    reading = read(
        f"Palavra-chave de pesquisa\n5 de maio de 2026 - 15 de maio de 2026\n{header},Código da moeda,Custo\n"
        'veneno,BRL,"4,13"\nbarata,BRL,"9,74"\n'
    )
    assert (reading.source, reading.level, reading.sums["spend"]) == ("google_ads", Level.OTHER, Decimal("13.87"))
    assert {entity.name for entity in reading.entities} == {"barata", "veneno"}
    assert header in reading.notes[-1].en


def test_a_card_may_be_by_quarter() -> None:
    reading = read('Quarter,Clicks,Cost\n4th quarter 2025,"13,682","US$1,686.06"\n1st quarter 2026,751,US$661.44\n')
    assert (reading.report, reading.currency, reading.grain) == ("card_time_series", "USD", Grain.PERIOD)
    assert reading.period == Period(date(2025, 10, 1), date(2026, 3, 31))
