"""Rows that stand for weeks, months, quarters or years: periods of their own, never days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.model import FileStatus, Grain, Period
from core.sources.days import NotADay
from core.sources.read import Hints, read_file
from core.sources.reading import Reading
from core.sources.spans import unit_span


def read(text: str) -> Reading:
    return read_file(text.encode(), "report.csv", Hints())[0]


def spend(reading: Reading) -> list[tuple[str, str, Decimal]]:
    rows = [row for row in reading.periods.to_pylist() if row["measure"] == "spend"]
    return [(row["start"].isoformat(), row["end"].isoformat(), row["value"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "unit", "start", "end"),
    [
        ("2026-11-02", "week", "2026-11-02", "2026-11-08"),
        ("2026-W45", "week", "2026-11-02", "2026-11-08"),
        ("2026-11-02 - 2026-11-08", "week", "2026-11-02", "2026-11-08"),
        ("2 Nov 2026 - 8 Nov 2026", "week", "2026-11-02", "2026-11-08"),
        ("2026-11-01", "month", "2026-11-01", "2026-11-30"),
        ("2026-11", "month", "2026-11-01", "2026-11-30"),
        ("202602", "month", "2026-02-01", "2026-02-28"),
        ("11/2026", "month", "2026-11-01", "2026-11-30"),
        ("marraskuu 2026", "month", "2026-11-01", "2026-11-30"),
        ("Nov 2026", "month", "2026-11-01", "2026-11-30"),
        ("Q4 2026", "quarter", "2026-10-01", "2026-12-31"),
        ("2026-Q1", "quarter", "2026-01-01", "2026-03-31"),
        ("2026-10-01", "quarter", "2026-10-01", "2026-12-31"),
        ("Oct-25", "month", "2025-10-01", "2025-10-31"),
        ("loka 25", "month", "2025-10-01", "2025-10-31"),
        ("2026-11-08 - 2026-11-08", "week", "2026-11-08", "2026-11-08"),
        ("25-Jan-21", "week", "2021-01-25", "2021-01-31"),
        ("4th quarter 2026", "quarter", "2026-10-01", "2026-12-31"),
        ("4. neljännes 2026", "quarter", "2026-10-01", "2026-12-31"),
        ("1.º trimestre de 2026", "quarter", "2026-01-01", "2026-03-31"),
        ("2026", "year", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_unit_names_its_days(text: str, unit: str, start: str, end: str) -> None:
    assert unit_span(text, unit, "dmy") == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("45", "week"),
        ("November", "month"),
        ("2026-W60", "week"),
        ("2026-13", "month"),
        ("", "year"),
        ("4th best 2026", "quarter"),
    ],
)
def test_what_names_no_year_is_no_span(text: str, unit: str) -> None:
    with pytest.raises(NotADay):
        unit_span(text, unit, "dmy")


def test_weeks_are_periods_of_their_own_within_the_report() -> None:
    """The first and the last week are cut as Google cuts their figures."""
    reading = read(
        'Campaign report\n"November 1, 2026 - November 12, 2026"\nCampaign status,Campaign,Week,Currency code,Cost\n'
        "Enabled,A,2026-10-26,EUR,5.00\nEnabled,A,2026-11-02,EUR,6.00\nEnabled,A,2026-11-09,EUR,7.00\n"
        "Total: Campaigns, --, --,EUR,18.00\n"
    )
    assert (reading.status, reading.grain, reading.days.num_rows) == (FileStatus.IMPORTED, Grain.PERIOD, 0)
    assert spend(reading) == [
        ("2026-11-01", "2026-11-01", Decimal(5)),
        ("2026-11-02", "2026-11-08", Decimal(6)),
        ("2026-11-09", "2026-11-12", Decimal(7)),
    ]
    assert reading.sums["spend"] == reading.control["spend"] == Decimal(18)


def test_a_week_split_by_month_is_two_parts() -> None:
    reading = read(
        "Campaign report\n26 October 2026 - 1 November 2026\nCampaign,Week,Month,Currency code,Cost\n"
        "A,2026-10-26,2026-10-01,EUR,5.00\nA,2026-10-26,2026-11-01,EUR,6.00\n"
    )
    assert spend(reading) == [("2026-10-26", "2026-10-31", Decimal(5)), ("2026-11-01", "2026-11-01", Decimal(6))]


def test_months_in_finnish_are_read() -> None:
    reading = read(
        "Kampanjaraportti\n1. lokakuuta 2026 – 30. marraskuuta 2026\n"
        "Kampanjan tila,Kampanja,Kuukausi,Valuuttakoodi,Hinta\n"
        'Käytössä,A,lokakuu 2026,EUR,"5,00"\nKäytössä,A,marraskuu 2026,EUR,"6,00"\n'
    )
    assert [row[:2] for row in spend(reading)] == [("2026-10-01", "2026-10-31"), ("2026-11-01", "2026-11-30")]


def test_metas_weeks_are_its_reporting_days() -> None:
    reading = read(
        "Reporting starts,Reporting ends,Campaign name,Week,Amount spent (EUR)\n"
        "2026-11-02,2026-11-08,A,2026-11-02 - 2026-11-08,5.5\n2026-11-09,2026-11-15,A,2026-11-09 - 2026-11-15,6.5\n"
    )
    assert [row[:2] for row in spend(reading)] == [("2026-11-02", "2026-11-08"), ("2026-11-09", "2026-11-15")]
    assert reading.sums["spend"] == Decimal(12)


def test_weeks_inside_one_reporting_range_are_told_apart() -> None:
    reading = read(
        "Reporting starts,Reporting ends,Campaign name,Week,Amount spent (EUR)\n"
        "2026-11-02,2026-11-15,A,2026-11-02,5.5\n2026-11-02,2026-11-15,A,2026-11-09,6.5\n"
    )
    assert [row[:2] for row in spend(reading)] == [("2026-11-02", "2026-11-08"), ("2026-11-09", "2026-11-15")]


def test_numbered_days_of_ga4_are_counted_from_its_start() -> None:
    top = "# ---\n# X\n# Account: E\n# Property: P\n# ---\n# Start date: 20261101\n# End date: 20261107\n"
    reading = read(f"{top}Nth day,Sessions\n0000,5\n0006,7\n")
    assert reading.days["day"].to_pylist() == [date(2026, 11, 1), date(2026, 11, 7)]
    late = read(f"{top}Nth day,Sessions\n0000,5\n0007,7\n")
    assert [(bad.line, bad.text) for bad in late.bad_lines] == [(10, "0007")]


def test_hours_of_ga4_add_up_to_their_day() -> None:
    top = "# ---\n# X\n# Account: E\n# Property: P\n# ---\n# Start date: 20261101\n# End date: 20261107\n"
    reading = read(f"{top}Date + hour (YYYYMMDDHH),Sessions\n2026110100,5\n2026110123,6\n2026110200,1\n")
    assert reading.days["sessions"].to_pylist() == [11, 1]
