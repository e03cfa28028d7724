"""When the meetings of a series are. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.errors import Refused

MOST = 60
"""Meetings that one series may hold: a year of weeklies and a little."""


class Every(StrEnum):
    """How a meeting comes again."""

    ONCE = "once"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    """On the same weekday of the month: the first Thursday, or the last one."""


_STEPS = {Every.WEEK: timedelta(weeks=1), Every.TWO_WEEKS: timedelta(weeks=2)}


def series(first: date, clock: time, zone: str, every: Every, times: int) -> list[datetime]:
    """The instants (naive UTC) of so many meetings from a day on, each at the same time of day in `zone` whatever the
    clocks do meanwhile. Raises Refused for none or too many."""
    if not 1 <= times <= MOST:
        raise Refused(f"A series has from 1 to {MOST} meetings.", f"Sarjassa on 1–{MOST} palaveria.")
    return [at_local(day, clock, zone) for day in _days(first, every, 1 if every is Every.ONCE else times)]


def at_local(day: date, clock: time, zone: str) -> datetime:
    """The instant (naive UTC) at which it is this day and time in `zone`."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)


def _days(first: date, every: Every, times: int) -> list[date]:
    if every in _STEPS:
        return [first + n * _STEPS[every] for n in range(times)]
    months = [divmod(first.year * 12 + first.month - 1 + n, 12) for n in range(times)]
    return [_same_weekday(first, year, month + 1) for year, month in months]


def _same_weekday(first: date, year: int, month: int) -> date:
    """The day of a month that is the same weekday, and the same one of them; where `first` was the last of its month,
    the last one."""
    length = monthrange(year, month)[1]
    start = date(year, month, 1)
    found = [start + timedelta(days=n) for n in range(length) if (start.weekday() + n) % 7 == first.weekday()]
    is_last = first.day + 7 > monthrange(first.year, first.month)[1]
    return found[-1] if is_last else found[(first.day - 1) // 7]
