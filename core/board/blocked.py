"""How long a card could not go on: it lay in a list that means blocked, or somebody flagged it. Pure.

Counted as the waiting clock counts: a working day is a blocked one when the card was blocked as the day began. Only
time with us counts; what waits for the client waits for the client, flagged or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from core.board.flow import DayOf
from core.board.history import Spans
from core.board.waiting import US, side_of, working_days
from core.cards import Status
from core.model import Period

Times = tuple[tuple[datetime, datetime | None], ...]
"""From when to when; None: it goes on."""


def blocked_days(spans: Spans, flags: Times, now: datetime, day_of: DayOf, period: Period | None = None) -> int:
    """Working days until now on which the card was with us and blocked; only those of `period` when one is given.
    `spans` are by status, `flags` the times in which it was flagged."""
    return sum(working_days(*_within(day_of(start), day_of(end), period)) for start, end in _times(spans, flags, now))


def _within(start: date, end: date, period: Period | None) -> tuple[date, date]:
    if period is None:
        return start, end
    return max(start, period.start - timedelta(days=1)), min(end, period.end)


def _times(spans: Spans, flags: Times, now: datetime) -> list[tuple[datetime, datetime]]:
    """Times with us and blocked, none overlapping another."""
    flagged = merged((start, min(end or now, now)) for start, end in flags if start < now)
    found = []
    for span in spans:
        if span.archived or side_of(span.place) != US:
            continue
        start, end = span.start, span.end or now
        if span.place == Status.BLOCKED:
            found.append((start, end))
        else:
            found += [(max(start, a), min(end, b)) for a, b in flagged if a < end and b > start]
    return found


def merged(times: Iterable[tuple[datetime, datetime]]) -> Sequence[tuple[datetime, datetime]]:
    """The same times, oldest first, with those that touch made one."""
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted(times):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
