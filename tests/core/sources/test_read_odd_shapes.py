"""Files that people have joined, cut up, saved again or broken down, in small made-up tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.model import FileStatus, Grain, Level
from core.sources.read import Hints, read_file
from core.sources.reading import Reading

HEAD = "Day,Campaign,Currency,Cost\n"
META = "Reporting starts,Reporting ends,Campaign name,Campaign ID,"


def read(text: str, name: str = "report.csv", **answers: str) -> Reading:
    return read_file(text.encode(), name, Hints(answers=answers))[0]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_joined_exports_of_different_days_are_read_as_one(mark: str) -> None:
    """Also when each still carries its byte-order mark."""
    reading = read(f"{mark}{HEAD}2026-05-01,A,EUR,4\n{mark}{HEAD}2026-05-02,A,EUR,5\n")
    assert (reading.status, reading.rows, reading.sums["spend"]) == (FileStatus.IMPORTED, 2, Decimal(9))
    assert "header is repeated" in reading.message.en


def test_joined_exports_of_the_same_days_are_refused() -> None:
    reading = read(f"{HEAD}2026-05-01,A,EUR,4\n{HEAD}2026-05-01,A,EUR,5\n")
    assert reading.status is FileStatus.REFUSED
    assert "file of its own" in reading.message.en


def test_joined_reports_with_their_own_periods_are_refused() -> None:
    one = "Campaign report\n1 May 2026 - 2 May 2026\nCampaign,Currency code,Cost\nA,EUR,4\n"
    reading = read(one + one.replace("1 May 2026 - 2 May", "3 May 2026 - 4 May"))
    assert reading.status is FileStatus.REFUSED
    assert "Several reports" in reading.message.en


def test_empty_columns_at_the_end_may_be_cut_off() -> None:
    reading = read("Day,Campaign,Currency,Cost,,\n2026-05-01,A,EUR,4,,\n2026-05-02,B,EUR,5\n")
    assert (reading.status, reading.sums["spend"]) == (FileStatus.IMPORTED, Decimal(9))


def test_two_columns_of_one_name_must_agree() -> None:
    head = "Day,Campaign,Currency,Cost,Cost\n"
    assert read(f"{head}2026-05-01,A,EUR,4,4\n2026-05-02,B,EUR,5,5\n").sums["spend"] == Decimal(9)
    clash = read(f"{head}2026-05-01,A,EUR,4,4\n2026-05-02,B,EUR,5,7\n")
    assert clash.status is FileStatus.REFUSED
    assert "'Cost'" in clash.message.en


def test_spend_in_two_currencies_is_refused() -> None:
    reading = read(META + "Amount spent (EUR),Amount spent (USD)\n2026-05-01,2026-05-01,A,1,4,5\n")
    assert reading.status is FileStatus.REFUSED
    assert "EUR, USD" in reading.message.en


def test_days_may_carry_a_time_and_must_be_of_our_time() -> None:
    assert read(f"{HEAD}2026-05-01 00:00:00,A,EUR,4\n2026-05-02T00:00:00Z,A,EUR,5\n").days.num_rows == 2
    old = read(f"{HEAD}1970-01-01,A,EUR,4\n2026-05-02,A,EUR,5\n")
    assert [(bad.line, bad.column) for bad in old.bad_lines] == [(2, "Day")]


def test_days_still_to_come_are_said() -> None:
    """A day ahead may be today in the account's zone."""
    text = f"{HEAD}2026-05-01,A,EUR,4\n2026-05-02,A,EUR,5\n".encode()
    for today, said in ((date(2026, 4, 30), True), (date(2026, 5, 1), False), (None, False)):
        reading = read_file(text, "x.csv", Hints(today=today))[0]
        assert any("still to come" in note.en for note in reading.notes) is said


def test_a_closing_remark_is_no_row() -> None:
    reading = read(f"{HEAD}2026-05-01,A,EUR,4\n2026-05-02,A,EUR,5\nDownloaded by somebody,,,\n")
    assert (reading.status, reading.rows) == (FileStatus.IMPORTED, 2)
    assert read(META + '"Amount spent (EUR)"\n"No data available.",,,,\n').status is FileStatus.EMPTY


@pytest.mark.parametrize(
    "header", ["Age", "Gender", "Placement", "Platform", "Impression device", "Ikä", "Sijoittelu", "Ålder", "Alter"]
)
def test_a_breakdown_adds_up_to_the_campaigns_day_once(header: str) -> None:
    reading = read(
        f"{META}{header},Amount spent (EUR),Reach\n2026-08-01,2026-08-01,A,1,x,1.50,5\n"
        "2026-08-01,2026-08-01,A,1,y,2.25,8\n2026-08-02,2026-08-02,A,1,x,4,8\n"
    )
    assert (reading.grain, reading.level, reading.notes) == (Grain.DAY, Level.CAMPAIGN, ())
    assert reading.days["spend"].to_pylist() == [Decimal("3.75"), Decimal(4)]
    assert [row["value"] for row in reading.periods.to_pylist()] == [Decimal(8)], "reach of the split day is unknown"


def test_an_unknown_breakdown_is_said() -> None:
    reading = read(f"{META}Flavour,Amount spent (EUR)\n2026-08-01,2026-08-01,A,1,x,1\n2026-08-01,2026-08-01,A,1,y,2\n")
    assert any("share their ID" in note.en for note in reading.notes)


def test_rows_by_conversion_action_never_replace_the_campaigns_money() -> None:
    """They hold parts of the conversions and no cost."""
    reading = read(
        "Campaign report\n1 May 2026 - 2 May 2026\nCampaign status,Campaign,Conversion action,Currency code,Cost,"
        "Conversions\nEnabled,A,Purchase,EUR,0.00,2.00\nEnabled,A,Lead,EUR,0.00,1.50\n"
        "Total: Account, --, --,EUR,0,3.50\n"
    )
    assert (reading.report, reading.level) == ("conversion_actions", Level.OTHER)
    assert [entity.name for entity in reading.entities] == ["Purchase", "Lead"]
    assert any("not counted as spend" in note.en for note in reading.notes)


def test_a_comparison_reads_its_current_period_and_columns() -> None:
    reading = read(
        'Campaign report\n"1 Nov 2026 - 7 Nov 2026 compared to 25 Oct 2026 - 31 Oct 2026"\n'
        "Campaign,Currency code,Cost,Cost (Compare to),Cost (Change (%))\nA,EUR,6.00,5.00,20.00%\n"
    )
    assert (str(reading.period and reading.period.end), reading.sums["spend"]) == ("2026-11-07", Decimal(6))


@pytest.mark.parametrize(
    ("header", "currency"),
    [("Kulut €", "EUR"), ("Kulut (€)", "EUR"), ("Cost SEK", "SEK"), ("Cost [NOK]", "NOK"), ("Spend (US$)", "USD")],
)
def test_a_spreadsheet_may_name_its_currency_in_the_header(header: str, currency: str) -> None:
    reading = read(f"Date,Campaign,{header}\n2026-05-01,A,4.50\n2026-05-02,A,1.50\n")
    assert (reading.status, reading.currency, reading.sums["spend"]) == (FileStatus.IMPORTED, currency, Decimal(6))


def test_a_spreadsheet_with_euro_signs_is_read() -> None:
    reading = read('Päivä,Kampanja,Kulut\n1.5.2026,A,"1 234,50 €"\n2.5.2026,A,"1,50 €"\nYhteensä,,"1 236,00 €"\n')
    assert (reading.source, reading.currency, reading.totals_rows) == ("table", "EUR", 1)
    assert reading.sums["spend"] == reading.control["spend"] == Decimal(1236)


def test_revenue_with_a_symbol_keeps_its_own_currency() -> None:
    top = "# ---\n# X\n# Account: E\n# Property: P\n# ---\n# Start date: 20261101\n# End date: 20261107\n"
    text = f"{top}Session default channel group,Sessions,Total revenue\nDirect,5,€12.50\n"
    reading = read_file(text.encode(), "x.csv", Hints(value_currency="SEK"))[0]
    assert (reading.currency, reading.sums["value"], reading.notes) == ("EUR", Decimal("12.50"), ())


def test_the_period_of_ga4_is_found_under_unknown_labels() -> None:
    top = "# ---\n# X\n# Konto: E\n# ---\n# Byrjun: 20261101\n# Endir: 20261107\n"
    reading = read(f"{top}Sessions,Engaged sessions\n5,4\n")
    assert str(reading.period and reading.period.start) == "2026-11-01"


def test_leads_of_forms_and_of_the_website_are_added_only_without_a_column_of_all() -> None:
    parts = read(META + "Amount spent (EUR),Website leads,Meta leads\n2026-08-01,2026-08-01,A,1,5,2,3\n")
    whole = read(META + "Amount spent (EUR),Website leads,Leads\n2026-08-01,2026-08-01,A,1,5,2,7\n")
    assert (parts.sums["leads"], whole.sums["leads"]) == (Decimal(5), Decimal(7))


def test_several_accounts_in_one_file_are_said() -> None:
    text = "Day,Account,Campaign,Currency,Cost\n2026-05-01,Oy,A,EUR,4\n2026-05-02,Ab,A,EUR,5\n"
    reading = read(text)
    assert (reading.account, reading.sums["spend"]) == ("", Decimal(9))
    assert any("2 accounts (Oy, Ab)" in note.en for note in reading.notes)


def test_weekdays_are_no_days() -> None:
    for first, second in (("Monday", "Tuesday"), ("Maanantai", "tiistai"), ("Domingo", "Segunda-feira")):
        reading = read(f"Day,Impressions\n{first},5\n{second},6\n", "Day_and_hour(Day_2026.05.05-2026.05.24).csv")
        assert reading.status is FileStatus.REFUSED
        assert "weekdays" in reading.message.en


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("Devices(2026.02.05-2026.02.10).csv", "2026-02-05", "2026-02-10"),
        ("Demographics(Age_2026.02.05-2026.02.10).csv", "2026-02-05", "2026-02-10"),
        ("Changes(2026.02.05-2026.02.10_compared_2026.01.30-2026.02.04).csv", "2026-02-05", "2026-02-10"),
        ("Oy-Campaigns-1-Sep-202430-Sep-2024.csv", "2024-09-01", "2024-09-30"),
        ("Insights - 2025-12-1 - 2025-12-31 - 4b8fe.csv", "2025-12-01", "2025-12-31"),
    ],
)
def test_a_file_name_may_tell_the_period(name: str, start: str, end: str) -> None:
    reading = read("Campaign,Currency,Cost\nA,EUR,5\n", name)
    assert reading.period is not None
    assert (str(reading.period.start), str(reading.period.end)) == (start, end)


def test_a_table_of_days_with_a_column_for_each_channel_is_asked_about() -> None:
    """`Search` and `Display` are somebody's own columns of money."""
    (question,) = read("Date,Search,Display\n2026-05-01,4,5\n2026-05-02,5,6\n").questions
    assert (question.key, question.about) == ("columns", ("Date", "Search", "Display"))


def test_a_table_with_money_and_positions_is_not_search_consoles() -> None:
    reading = read("Date,Campaign,Average position,Clicks,Cost (EUR)\n20-Oct-26,A,3,1,2.50\n21-Oct-26,A,4,2,3.50\n")
    assert (reading.source, reading.grain, reading.sums["spend"]) == ("table", Grain.DAY, Decimal(6))
    assert (reading.period.start, reading.period.end) == (date(2026, 10, 20), date(2026, 10, 21))  # type: ignore[union-attr]


def test_words_among_numbers_are_shown_with_their_line_not_asked_about() -> None:
    """Headers of later months inside a sheet say nothing about how numbers are written."""
    reading = read(f"{HEAD}2026-05-01,A,EUR,40.50\n2026-05-02,A,EUR,1200\nJune,Campaign,Currency,Cost\n")
    assert reading.status is FileStatus.REFUSED
    assert "Line 4" in reading.message.en
