"""Tables of nobody's known report, and files that are no tables."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from core.model import FileStatus, Grain, Level
from core.sources.read import Hints, read_file
from core.sources.reading import BadLine, Reading


def read(data: str | bytes, name: str = "table.csv", **answers: str) -> Reading:
    return read_file(data.encode() if isinstance(data, str) else data, name, Hints(answers=answers))[0]


def test_a_plain_table_is_read_by_its_headers() -> None:
    reading = read(
        "Päivä;Kampanja;Valuutta;Mainoskulu;Klikkaukset\n1.11.2026;Syksy;EUR;1 042,50;7\n2.11.2026;Syksy;EUR;3,00;1\n"
    )
    assert (reading.source, reading.grain, reading.level) == ("table", Grain.DAY, Level.CAMPAIGN)
    assert (reading.sums["spend"], reading.currency, reading.number_style) == (Decimal("1045.50"), "EUR", "1 234,5")


def test_unknown_headers_are_asked_about_and_a_mapping_is_used() -> None:
    text = "pvm2;nimi2;raha2\n2026-11-01;A;5,50\n2026-11-02;A;6,00\n"
    asked = read(text)
    assert [q.key for q in asked.questions] == ["columns"]
    assert "raha2" in asked.message.en
    mapping = json.dumps({"pvm2": "day", "nimi2": "campaign", "raha2": "spend"})
    answered = read(text, columns=mapping, currency="EUR")
    assert (answered.status, answered.sums["spend"]) == (FileStatus.IMPORTED, Decimal("11.50"))


@pytest.mark.parametrize("answer", ["", "{", "[]", '{"raha2": "drop table"}', "null"])
def test_a_mapping_that_says_nothing_is_no_mapping(answer: str) -> None:
    reading = read("pvm2;raha2\n2026-11-01;5,50\n", columns=answer)
    assert reading.status in (FileStatus.NEEDS_ANSWER, FileStatus.REFUSED)


def test_spend_without_a_currency_is_asked_and_a_hint_answers() -> None:
    text = "Day,Campaign,Cost\n2026-11-01,A,5.50\n2026-11-02,A,1.00\n"
    assert [q.key for q in read(text).questions] == ["currency"]
    assert read_file(text.encode(), "t.csv", Hints(currency="eur"))[0].currency == "EUR"
    assert read(text, currency="euros").status is FileStatus.NEEDS_ANSWER


def test_the_currency_of_the_file_goes_before_the_given_one() -> None:
    reading = read("Day,Campaign,Cost (SEK)\n2026-11-01,A,5.50\n2026-11-02,A,1.00\n", currency="EUR")
    assert reading.currency == "SEK"
    assert any("EUR was not used" in note.en for note in reading.notes)


def test_a_bracket_that_is_no_currency_stays_in_the_header() -> None:
    """Klikkausprosentti (CTR) is no amount in a currency called CTR."""
    reading = read("Päivä;Kampanja;Hinta (EUR);Klikkausprosentti (CTR)\n1.11.2026;A;5,50;1,5 %\n2.11.2026;A;1,00;2 %\n")
    assert (reading.currency, set(reading.sums)) == ("EUR", {"spend"})


def test_bad_cells_refuse_the_file_and_name_physical_lines() -> None:
    """Also after a line break inside quotes."""
    text = 'Day,Campaign,Currency,Cost,Clicks\n2026-11-01,"A\nB",EUR,1.50,3\n\n'
    text += "2026-11-32,C,EUR,1.50,3\n2026-11-02,D,EUR,x7.5,twelve\n"
    reading = read(text)
    assert reading.status is FileStatus.REFUSED
    assert reading.bad_lines == (
        BadLine(5, "Day", "2026-11-32"),
        BadLine(6, "Clicks", "twelve"),
        BadLine(6, "Cost", "x7.5"),
    )
    assert "Line 5" in reading.message.en
    assert reading.days.num_rows == 0


def test_a_row_of_a_wrong_width_is_a_bad_line() -> None:
    reading = read("Day,Campaign,Currency,Cost\n2026-11-01,A,EUR,1\n2026-11-02,B,EUR\n2026-11-03,B,EUR,1,9\n")
    assert [(b.line, b.text) for b in reading.bad_lines] == [
        (3, "3 cells, the header has 4"),
        (4, "5 cells, the header has 4"),
    ]


def test_a_quote_that_never_ends_is_refused_with_its_place() -> None:
    reading = read('Day,Campaign,Cost\n2026-11-01,"A,1\n2026-11-02,B,2\n')
    assert reading.status is FileStatus.REFUSED
    assert "line" in reading.message.en


def test_personal_columns_never_leave_the_reader() -> None:
    reading = read(
        "Day,Campaign,Email,Phone number,Currency,Cost\n2026-11-01,A,x@y.fi,040,EUR,1\n2026-11-02,A,z@y.fi,041,EUR,2\n"
    )
    assert reading.status is FileStatus.IMPORTED
    assert "y.fi" not in repr(reading.entities)
    people = read("full_name,email,city\nN,x@y.fi,Oulu\n")
    assert people.status is FileStatus.REFUSED
    assert "names" in people.message.en


def test_weekly_dates_are_not_taken_for_days() -> None:
    rows = "".join(f"2026-11-{day:02d},A,EUR,5\n" for day in (2, 9, 16, 23, 30))
    assert read(f"Date,Campaign,Currency,Cost\n{rows}").status is FileStatus.REFUSED


def test_other_platforms_are_told_by_their_marks() -> None:
    """TikTok's masked counts are bounds; Microsoft's ten lines above and its copyright line below are no rows."""
    tiktok = read(
        "Campaign name,Primary status,Cost,Impressions,Clicks (destination),Currency,By Day\n"
        "A,Active,10.5,100,<5,EUR,2026-11-01\nA,Active,1.5,100,7,EUR,2026-11-02\nTotal of 2 results,-,12,200,10,EUR,-\n"
    )
    assert (tiktok.source, tiktok.rows, tiktok.totals_rows) == ("tiktok_ads", 2, 1)
    assert tiktok.days["clicks"].to_pylist() == [None, 7]
    microsoft = read(
        '"Report Name: Campaign report"\n"Report Time: 11/1/2026,11/7/2026"\n"Rows: 2"\n\n'
        "TimePeriod,CampaignName,CampaignId,CampaignType,CurrencyCode,Impressions,Clicks,Spend\n"
        "2026-11-01,A,77,Search & content,EUR,100,5,2.50\n2026-11-02,A,77,Search & content,EUR,100,5,2.50\n\n"
        '"©2026 Microsoft Corporation. All rights reserved. "\n'
    )
    assert (microsoft.source, microsoft.rows, microsoft.sums["spend"]) == ("microsoft_ads", 2, Decimal(5))
    assert microsoft.entities[0].external_id == "77"


def test_micros_are_millionths() -> None:
    reading = read(
        "date,campaign_id,currency_code,cost_micros,clicks\n2026-11-01,7,EUR,36150000,4\n2026-11-02,7,EUR,1,1\n"
    )
    assert reading.sums["spend"] == Decimal("36.150001")
    assert reading.entities[0].external_id == "7"


def test_excels_own_separator_line_is_followed() -> None:
    reading = read("sep=;\nDay;Campaign;Currency;Cost\n2026-11-01;A;EUR;1,50\n2026-11-02;A;EUR;1,5\n")
    assert reading.sums["spend"] == Decimal("3.00")


def test_numbers_nobody_can_tell_are_asked() -> None:
    """Spanish headers, and nothing but 1.204: Spain or Mexico?"""
    text = "Fecha;Campaña;Moneda;Coste\n2026-11-01;A;EUR;1.204\n2026-11-02;A;EUR;2.998\n"
    assert [q.key for q in read(text).questions] == ["number_style"]
    assert read(text, number_style="1.234,5").sums["spend"] == Decimal(4202)
    assert read(text, number_style="1,234.5").sums["spend"] == Decimal("4.202")


def test_one_column_may_overrule_the_style_of_the_others() -> None:
    text = "Päivä;Kampanja;Valuutta;Hinta;Konversiot\n2026-11-01;A;EUR;9,36;6.2527\n2026-11-02;A;EUR;1,11;1.5\n"
    reading = read(text)
    assert (reading.sums["spend"], reading.sums["conversions"]) == (Decimal("10.47"), Decimal("7.7527"))


def test_a_declared_period_decides_the_order_of_slash_dates() -> None:
    text = "Campaign report\n1 November 2026 - 3 November 2026\n"
    text += "Day,Campaign,Currency code,Cost\n11/1/2026,A,EUR,1\n11/3/2026,A,EUR,1\n"
    assert read(text).days["day"].to_pylist() == [date(2026, 11, 1), date(2026, 11, 3)]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", FileStatus.EMPTY),
        (b"\xef\xbb\xbf\r\n", FileStatus.EMPTY),
        (b"<!DOCTYPE html><html></html>", FileStatus.REFUSED),
        (b"%PDF-1.7 x", FileStatus.REFUSED),
        (b"\x89PNG\r\n\x1a\n\x00\x00", FileStatus.REFUSED),
        (b'{"data": []}', FileStatus.REFUSED),
        (b"PK\x03\x04broken", FileStatus.REFUSED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileStatus.REFUSED),
        (b"Day,Cost\n2026-11-01,\x00\x00\x01\x02", FileStatus.REFUSED),
        (b"just some words", FileStatus.REFUSED),
        (b"\xff\xfea", FileStatus.REFUSED),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, status: FileStatus) -> None:
    reading = read(data)
    assert reading.status is status
    assert len(reading.message.fi) > 15


def test_tables_in_a_zip_are_read_one_by_one() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.csv", "Day,Campaign,Currency,Cost\n2026-11-01,A,EUR,1\n2026-11-02,A,EUR,2\n")
        package.writestr("b.csv", "nothing here")
        package.writestr("readme.pdf", "x")
    found = read_file(packed.getvalue(), "pack.zip", Hints())
    assert [(r.member, r.status) for r in found] == [("a.csv", FileStatus.IMPORTED), ("b.csv", FileStatus.REFUSED)]


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.csv", b"0" * 30_000_000)
    assert read(packed.getvalue()).status is FileStatus.REFUSED


def test_a_workbook_is_read_with_its_typed_numbers() -> None:
    """1.204 is typed, so it is no thousand, even under Finnish headers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Raportti"
    for row in (
        ["Päivä", "Kampanja", "Valuutta", "Hinta", "Klikkaukset"],
        [datetime(2026, 11, 1), "A", "EUR", 1.204, 7],
        [datetime(2026, 11, 2), "A", "EUR", 2, 1],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    reading = read(out.getvalue(), "r.xlsx")
    assert (reading.member, reading.status, reading.sums["spend"]) == (
        "Raportti",
        FileStatus.IMPORTED,
        Decimal("3.204"),
    )
    assert reading.days["day"].to_pylist() == [date(2026, 11, 1), date(2026, 11, 2)]


def test_money_marked_as_another_currency_than_the_file_states_is_refused() -> None:
    """The header says SEK, a cell says €: one of them is wrong, and nobody here knows which."""
    head = "Day,Campaign,Cost (SEK)\n2026-09-01,S,"
    refused = read(f"{head}€1234.50\n")
    assert (refused.status, refused.currency) == (FileStatus.REFUSED, "SEK")
    assert "EUR, SEK" in refused.message.en
    for cell in ("1234.50 kr", "1234.50", "SEK 1234.50"):
        assert read(f"{head}{cell}\n").sums["spend"] == Decimal("1234.50")


@pytest.mark.parametrize("columns", ["1.000;20;2.345", "7;20;2.345", "1.000;20;2"])
def test_three_decimals_that_only_the_headers_language_would_make_are_asked_about(columns: str) -> None:
    """A German Excel under English headers: 1.000 impressions are a thousand, and 2.345 is hardly two euros."""
    text = f"Day;Campaign;Currency code;Impr.;Clicks;Cost\n01.09.2026;S;EUR;{columns}\n"
    assert [q.key for q in read(text).questions] == ["number_style"]
    answered = read(text, number_style="1.234,5")
    assert answered.sums["spend"] == Decimal(columns.rpartition(";")[2].replace(".", ""))
    assert answered.sums["impressions"] in (1000, 7)
    grouped = read(text.replace("1.000", '"1,000"').replace("2.345", '"2,345"'))
    assert (grouped.status, grouped.sums["clicks"]) == (FileStatus.IMPORTED, 20)


DSP = (
    "Date,Advertiser,Advertiser Currency,Insertion Order,Line Item,Creative,Impressions,"
    "Media Cost (Advertiser Currency)\n"
    "2026/09/01,Acme,EUR,Syksy,Laaja,A,10000,25.50\n2026/09/02,Acme,EUR,Syksy,Kapea,B,5000,12.50\n,,,,,,15000,38.00\n"
)


def test_lines_below_the_table_are_no_rows_of_it() -> None:
    """As Display & Video 360 closes its reports: a nameless total, a blank line, labels with what they say."""
    reading = read(f"{DSP}\nReport Time:,2026/10/01 09:12 GMT\nDate Range:,2026/09/01 to 2026/09/30\nMRC,x\n\n")
    assert (reading.source, reading.rows, reading.totals_rows) == ("table", 2, 1)
    assert (reading.currency, reading.sums["spend"]) == ("EUR", Decimal(38))
    assert [(entity.level, entity.name) for entity in reading.entities] == [(Level.AD_SET, "Syksy")]


@pytest.mark.parametrize("tail", ["2026/09/03,Acme\n", "\n2026/09/03,Acme\n", "Report Time:,2026/10/01\n"])
def test_a_row_that_breaks_off_is_not_taken_for_such_a_line(tail: str) -> None:
    reading = read(DSP + tail)
    assert reading.status is FileStatus.REFUSED
    assert len(reading.bad_lines) == 1
