"""Zips and workbooks of several tables that belong together, in small made-up packages."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from core.model import FileStatus, Grain, Level, Period
from core.sources.read import Hints, read_file
from core.sources.reading import Reading

NAME = "https___www.esimerkki.fi_-Performance-on-Search-2026-10-03.zip"
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 3))
ENGLISH = {
    "Chart.csv": "Date,Clicks,Impressions,CTR,Position\n2026-09-01,5,50,10%,3\n2026-09-02,0,10,0%,4\n"
    "2026-09-03,2,20,10%,3\n",
    "Queries.csv": "Top queries,Clicks,Impressions,CTR,Position\nlämpöpumppu,4,40,10%,2\n",
    "Devices.csv": "Device,Clicks,Impressions,CTR,Position\nMobile,7,80,8.8%,3\n",
    "Filters.csv": "Filter,Value\nSearch type,Web\nDate,1 Sep 2026-3 Sep 2026\n",
}
FINNISH = {
    "Kaavio.csv": "Päivämäärä,Klikkaukset,Näyttökerrat,CTR,Sijainti\n2026-09-01,5,50,10 %,3\n2026-09-02,0,10,0 %,4\n"
    "2026-09-03,2,20,10 %,3\n",
    "Kyselyt.csv": "Suosituimmat kyselyt,Klikkaukset,Näyttökerrat,CTR,Sijainti\nlämpöpumppu,4,40,10 %,2\n",
    "Laitteet.csv": "Laite,Klikkaukset,Näyttökerrat,CTR,Sijainti\nMobiili,7,80,8.8%,3\n",
    "Suodattimet.csv": "Suodatin,Arvo\nHaun tyyppi,Verkko\nPäivämäärä,Viimeiset 3 kuukautta\n",
}


def zipped(files: dict[str, str | bytes], name: str = NAME, **answers: str) -> list[Reading]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for member, text in files.items():
            package.writestr(member, text)
    return read_file(out.getvalue(), name, Hints(answers=answers))


@pytest.mark.parametrize("files", [ENGLISH, FINNISH])
def test_the_filter_table_or_else_the_chart_gives_the_period(files: dict[str, str]) -> None:
    """`Last 3 months` names no dates, but the chart of the same package has a row for each day."""
    chart, queries, devices, filters = zipped(dict(files))
    assert {reading.source for reading in (chart, queries, devices, filters)} == {"search_console"}
    assert {reading.account for reading in (chart, queries, devices)} == {"https://www.esimerkki.fi/"}
    assert (chart.level, chart.grain, chart.rows, chart.period) == (Level.CHANNEL, Grain.DAY, 3, SEPTEMBER)
    assert (queries.level, queries.grain, queries.period) == (Level.SEARCH_TERM, Grain.PERIOD, SEPTEMBER)
    assert devices.sums == {"clicks": Decimal(7), "impressions": Decimal(80)}
    assert [reading.report for reading in (chart, queries, devices)] == ["chart", "queries", "devices"]
    assert (filters.status, filters.period, filters.rows) == (FileStatus.EMPTY, SEPTEMBER, 0)


def test_a_filtered_package_is_never_the_sites_days() -> None:
    filters = "Filter,Value\nSearch type,Web\nDate,1 Sep 2026-3 Sep 2026\nPage,+/blog/\n"
    chart, queries, *_ = zipped({**ENGLISH, "Filters.csv": filters})
    assert (chart.level, chart.entities[0].name) == (Level.OTHER, "Page: +/blog/")
    assert queries.entities[0].parent == "Page: +/blog/"
    assert any("not the whole site" in note.en for note in chart.notes)


def test_a_comparison_gives_its_current_period_or_asks_for_it() -> None:
    pages = (
        "Top pages,{0}Clicks{1},Previous 3 months Clicks,{0}Impressions{1},Previous 3 months Impressions,{0}CTR{1},"
        "Previous 3 months CTR\nhttps://x/,5,4,50,40,10%,10%\n"
    )
    (asking, filters) = zipped(
        {"Pages.csv": pages.format("Last 3 months ", ""), "Filters.csv": "Filter,Value\nSearch type,Discover\n"}
    )
    assert [question.key for question in asking.questions] == ["period"]
    dated = read_file(pages.format("9/1/26 - 9/30/26 ", "").encode(), "Pages.csv", Hints())[0]
    assert dated.period == Period(date(2026, 9, 1), date(2026, 9, 30))
    assert dated.sums == {"clicks": Decimal(5), "impressions": Decimal(50)}
    assert any("compares two periods" in note.en for note in dated.notes)
    french = "Pages les plus populaires,3 derniers mois Clics,3 mois précédents Clics\nhttps://x/,5,4\n"
    told = read_file(french.encode(), "Pages.csv", Hints(answers={"period": "2026-07-01..2026-09-30"}))[0]
    assert told.sums == {"clicks": Decimal(5)}


def test_a_comparison_beside_plain_columns_changes_nothing() -> None:
    text = "Campaign,Currency,Clicks (Compare to),Clicks (Change),Clicks\nA,EUR,4,1,5\n"
    reading = read_file(text.encode(), "x.csv", Hints(answers={"period": "2026-07-01..2026-09-30"}))[0]
    assert reading.sums == {"clicks": Decimal(5)}


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_without_a_table_tells_the_period_of_the_others() -> None:
    """Universal Analytics wrote a summary sheet above its data sets."""
    data = workbook(
        {
            "Summary": [["All Web Site Data"], ["Pages"], ["20180831-20180901"]],
            "Dataset1": [["Page", "Pageviews", "Unique Pageviews"], ["/", 14, 9], ["/a", 4, 3], [None, 918, 712]],
            "Dataset2": [
                ["Day Index", "Pageviews"],
                [datetime(2018, 8, 31), 14],
                [datetime(2018, 9, 1), 4],
                [None, 18],
            ],
        }
    )
    summary, pages, by_day = read_file(data, "Analytics.xlsx", Hints())
    assert (summary.status, summary.member) == (FileStatus.EMPTY, "Summary")
    assert (pages.grain, pages.rows, pages.totals_rows) == (Grain.PERIOD, 2, 1)
    assert pages.period == Period(date(2018, 8, 31), date(2018, 9, 1))
    assert (by_day.grain, by_day.rows, by_day.totals_rows) == (Grain.DAY, 2, 1)


def test_a_workbook_inside_a_zip_is_read_and_a_broken_member_stops_no_other() -> None:
    sheet = workbook({"Data": [["Day", "Campaign", "Currency", "Cost"], ["2026-09-01", "A", "EUR", 5]]})
    readings = zipped({"a/report.xlsx": sheet, "b.csv": "<html>", "c.csv": "Day,Campaign,Currency,Cost\n"}, "x.zip")
    assert [(r.member, r.status) for r in readings] == [
        ("a/report.xlsx!Data", FileStatus.IMPORTED),
        ("b.csv", FileStatus.REFUSED),
        ("c.csv", FileStatus.EMPTY),
    ]


def test_a_sheet_with_a_format_on_whole_lines_is_read() -> None:
    """Thousands of empty cells behind the last column."""
    wide: list[object] = [None] * 16_380
    rows: list[list[object]] = [["Day", "Campaign", "Currency", "Cost", *wide], ["2026-09-01", "A", "EUR", 5, *wide]]
    (reading,) = read_file(workbook({"Data": [*rows, ["2026-09-02", "A", "EUR", 6]]}), "x.xlsx", Hints())
    assert (reading.status, reading.sums["spend"]) == (FileStatus.IMPORTED, Decimal(11))


def test_a_card_in_a_package_has_its_days_in_its_own_name() -> None:
    """Each card of Google's package names its period; the package's own name is the day of the download."""
    card = "Campaign Name,Cost,Clicks\nHaku,€14.00,5\nPMax,€6.50,2\n"
    reading = zipped({"Campaigns(2026.05.01-2026.05.31).csv": card}, "Overview_cards_csv(2026-06-24_07_16_32).zip")[0]
    assert (reading.status, reading.report) == (FileStatus.IMPORTED, "card_campaigns")
    assert reading.period == Period(date(2026, 5, 1), date(2026, 5, 31))


def test_filters_without_their_package_say_what_to_offer() -> None:
    reading = read_file(ENGLISH["Filters.csv"].encode(), "Filters.csv", Hints())[0]
    assert (reading.status, reading.report) == (FileStatus.EMPTY, "filters")
    assert ".zip" in reading.message.en


def test_a_chart_by_week_is_of_the_site_all_the_same() -> None:
    chart = "Date Range,Clicks,Impressions,CTR,Position\n"
    chart += "2026-09-01 - 2026-09-05,5,50,10%,3\n2026-09-06 - 2026-09-06,1,9,11%,2\n"
    reading = read_file(chart.encode(), "Chart.csv", Hints())[0]
    assert (reading.source, reading.level, reading.grain) == ("search_console", Level.CHANNEL, Grain.PERIOD)
    assert reading.period == Period(date(2026, 9, 1), date(2026, 9, 6))


def test_a_sheet_that_says_it_is_one_cell_is_read_whole() -> None:
    """Amazon's workbooks give A1 as their size."""
    book = openpyxl.Workbook()
    for row in (["Day", "Campaign", "Cost (EUR)", "Clicks"], [datetime(2026, 5, 1), "A", 4, None], [None, None, 9]):
        book.active.append(row)  # type: ignore[union-attr]
    out, wrong = io.BytesIO(), io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package, zipfile.ZipFile(wrong, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, package.read(name).replace(b'<dimension ref="A1:D3"', b'<dimension ref="A1"'))
    reading = read_file(wrong.getvalue(), "report.xlsx", Hints())[0]
    assert (reading.source, reading.rows, reading.totals_rows) == ("table", 1, 1)
    assert reading.sums["spend"] == Decimal(4)
