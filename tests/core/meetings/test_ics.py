"""A calendar file that every program reads: lines, folding, escaping, and times."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from core.meetings.ics import Event, calendar, folded, text
from core.meetings.series import MOST, Every, series

MOVED = Event(
    uid="meeting-7-20260901060000@tahti",
    starts=datetime(2026, 10, 6, 5, 0),
    minutes=15,
    title="Weekly · Näyttö, Ääni; Oy \\ Ab\r\nBEGIN:VEVENT",
    address="https://tahti.example.fi/weekly?client=naytto-aani",
    changed_at=datetime(2026, 9, 30, 12, 0, 1),
    moved=2,
)
BY_HAND = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Tahti//Meetings//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Tahti
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
BEGIN:VEVENT
UID:meeting-7-20260901060000@tahti
DTSTAMP:20260930T120001Z
LAST-MODIFIED:20260930T120001Z
SEQUENCE:2
DTSTART:20261006T050000Z
DTEND:20261006T051500Z
SUMMARY:Weekly · Näyttö\\, Ääni\\; Oy \\\\ Ab\\nBEGIN:VEVENT
DESCRIPTION:https://tahti.example.fi/weekly?client=naytto-aani
URL:https://tahti.example.fi/weekly?client=naytto-aani
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
"""
"""Written by hand from RFC 5545, 3.1, 3.3.11 and 3.6.1; no line of it is longer than 75 octets."""


def unfolded(written: str) -> str:
    """As a reader puts lines together again (RFC 5545, 3.1)."""
    return written.replace("\r\n ", "").replace("\r\n\t", "")


def plain(value: str) -> str:
    """A TEXT value as a reader takes it (RFC 5545, 3.3.11)."""
    found, rest = "", iter(value)
    for one in rest:
        after = next(rest) if one == "\\" else ""
        found += {"n": "\n", "N": "\n"}.get(after, after) if after else one
    return found


def test_a_calendar_is_as_the_standard_says() -> None:
    assert calendar("Tahti", [MOVED]) == BY_HAND.replace("\n", "\r\n")
    assert calendar("Tahti", []).count("\r\n") == 9


@given(st.text(max_size=300))
def test_folding_breaks_no_letter_and_is_undone_by_a_reader(line: str) -> None:
    line = line.replace("\r", "").replace("\n", "")
    written = folded(line)
    assert unfolded(written) == line
    assert all(len(part.encode("utf-8", "surrogatepass")) <= 75 for part in written.split("\r\n"))


@given(st.text(max_size=80))
def test_a_text_ends_no_line_and_says_the_same_to_a_reader(value: str) -> None:
    written = text(value)
    assert not {"\r", "\n"} & set(written)
    kept = "".join(one for one in value.replace("\r\n", "\n").replace("\r", "\n") if one == "\n" or one.isprintable())
    assert "".join(one for one in plain(written) if one == "\n" or one.isprintable()) == kept


def test_a_series_keeps_its_time_of_day_when_the_clocks_change() -> None:
    found = series(date(2026, 10, 20), time(8), "Europe/Helsinki", Every.WEEK, 2)
    # summer time ends on Sunday 25 October 2026 in Finland
    assert found == [datetime(2026, 10, 20, 5, 0), datetime(2026, 10, 27, 6, 0)]
    assert series(date(2026, 10, 20), time(8), "Europe/Helsinki", Every.ONCE, 9) == found[:1]
    assert series(date(2026, 10, 20), time(8), "UTC", Every.TWO_WEEKS, 2)[1] == datetime(2026, 11, 3, 8, 0)


def test_a_monthly_comes_on_the_same_weekday_of_the_month() -> None:
    first_thursdays = series(date(2026, 10, 1), time(9), "UTC", Every.MONTH, 4)
    assert [at.date() for at in first_thursdays] == [
        *(date(2026, 10, 1), date(2026, 11, 5), date(2026, 12, 3), date(2027, 1, 7)),
    ]
    last_fridays = series(date(2026, 10, 30), time(9), "UTC", Every.MONTH, 3)
    assert [at.date() for at in last_fridays] == [date(2026, 10, 30), date(2026, 11, 27), date(2026, 12, 25)]
    for times in (0, MOST + 1):
        with pytest.raises(Refused):
            series(date(2026, 10, 1), time(9), "UTC", Every.WEEK, times)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 14))
def test_a_month_of_a_series_has_one_meeting_on_the_same_weekday(first: date, times: int) -> None:
    days = [at.date() for at in series(first, time(12), "UTC", Every.MONTH, times)]
    assert days[0] == first
    assert {day.weekday() for day in days} == {first.weekday()}
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + times))
