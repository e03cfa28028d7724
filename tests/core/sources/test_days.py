"""Texts of days and periods, in the shapes and languages of the platforms."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Period
from core.sources.days import NotADay, answered_period, declared, order_of, parsed, span_in_name

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 7))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-05",
        "20261105",
        "5.11.2026",
        "05.11.26",
        "5-11-2026",
        "2026/11/05",
        "2026-11-05 00:00:00",
        "2026-11-05T10:00:00+02:00",
        "Thu, 5 Nov 2026",
        "Nov 5, 2026",
        "November 5th, 2026",
        "qui., 5 de nov. de 2026",
        "to 5. marraskuuta 2026",
        "5 nov. 2026",
        "5 november 2026",
        "5. November 2026",
        "jeu. 5 novembre 2026",
        "gio 5 nov 2026",
        "5 de noviembre de 2026",
    ],
)
def test_a_day_is_read_in_any_shape(text: str) -> None:
    assert parsed(text) == date(2026, 11, 5)


@pytest.mark.parametrize(
    "text", ["", "--", "2026-11-32", "31.2.2026", "1899-01-01", "45961", "Total", "5 Nov", "²", "1" * 5000]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADay):
        parsed(text)


@pytest.mark.parametrize(
    ("texts", "within", "habit", "answered", "order"),
    [
        (["13/1/2026", "1/2/2026"], None, "", "", "dmy"),
        (["1/13/2026", "1/2/2026"], None, "dmy", "", "mdy"),
        (["1/2/2026"], None, "", "", ""),
        (["1/2/2026"], None, "dmy", "", "dmy"),
        (["1/2/2026"], None, "dmy", "mdy", "mdy"),
        (["11/2/2026"], NOVEMBER, "dmy", "", "mdy"),
        (["1.2.2026"], None, "", "", "dmy"),
        (["2026-02-01"], None, "", "", "dmy"),
    ],
)
def test_the_order_is_decided_for_the_whole_column(
    texts: list[str], within: Period | None, habit: str, answered: str, order: str
) -> None:
    """A part above 12, then an only fit within the period, then the habit; else nobody can tell."""
    assert order_of(texts, within, habit, answered) == order


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d %B %Y"]))
def test_a_written_day_reads_back(day: date, shape: str) -> None:
    assert parsed(day.strftime(shape)) == day


def test_periods_come_from_labelled_lines_and_file_names() -> None:
    """The day on which a report was made is no part of its period."""
    lines = [
        "Report (in UTC)",
        '"Report Start: November 1, 2026, 12:00 AM"',
        '"Report End: November 7, 2026, 11:59 PM"',
    ]
    assert declared([*lines, '"Date Generated: November 9, 2026, 12:40 PM"']) == NOVEMBER
    assert declared(["# Alkamispäivä: 20261101", "# Päättymispäivä: 20261107"]) == NOVEMBER
    assert declared(["Campaign report", "x"]) is None
    assert span_in_name("Laitteet(2026.11.01-2026.11.07) (1).csv") == NOVEMBER
    assert span_in_name("Analytics Pages 20261101-20261107 (1).xlsx") == NOVEMBER
    assert span_in_name("20261101_20261107_campaign_report.xlsx") == NOVEMBER
    assert span_in_name("12026110120261107.csv") is span_in_name("a_20261107_20261101.csv") is None
    assert answered_period("2026-11-01..2026-11-07") == NOVEMBER
    assert answered_period("November") is None


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("9/1/2026", "9/30/2026", Period(date(2026, 9, 1), date(2026, 9, 30))),
        ("1/9/2026", "30/9/2026", Period(date(2026, 9, 1), date(2026, 9, 30))),
        ("9/1/2026", "9/7/2026", None),
    ],
)
def test_a_labelled_period_in_slashes_must_prove_its_order(start: str, end: str, expected: Period | None) -> None:
    assert declared([f"Report Start: {start}", f"Report End: {end}, 11:59 PM"]) == expected


@pytest.mark.parametrize("other", ["Generated: 2026-10-05", "Compared with: 2026-08-01 - 2026-08-31"])
def test_a_single_day_with_both_its_ends_is_the_period_whatever_else_is_told(other: str) -> None:
    first = Period(date(2026, 9, 1), date(2026, 9, 1))
    assert declared(["Campaign report", "1 September 2026 - 1 September 2026", other]) == first
    assert declared(["Period: 2026-09-01 - 2026-09-01", other]) == first


@pytest.mark.parametrize("made", ["Last updated: 2026-10-05", "Exported: 5.10.2026 12:00", "# Luotu: 20261005"])
def test_when_a_report_was_made_is_no_period(made: str) -> None:
    september = Period(date(2026, 9, 1), date(2026, 9, 30))
    assert declared(["Campaign report", made]) is None
    assert declared([made, "From: 2026-09-01", "To: 2026-09-30"]) == september
