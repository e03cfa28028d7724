"""How long a card could not go on: it lay in a list that means blocked, or somebody flagged it. Pure.

Counted as the waiting clock counts: a working day is a blocked one when the card was blocked as the day began. Only
time with us counts; what waits for the client waits for the client, flagged or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.board.flow import DayOf
from core.board.history import Spans
from core.board.waiting import US, side_of, working_days
from core.cards import Status
from core.model import Period


@dataclass(frozen=True, slots=True)
class Flag:
    """A time in which somebody said that a card could not go on, and why. `end` None: it still cannot."""

    reason: str
    start: datetime
    end: datetime | None


Flags = tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Stuck:
    """Why a card cannot go on now. `reason` is empty where only its list or a label says so, `since` None where only
    a label does: nothing tells when a label was put on."""

    reason: str
    since: datetime | None


def stuck_now(spans: Spans, flags: Flags, labelled: bool, now: datetime) -> Stuck | None:
    """Whether a card cannot go on at an instant: flagged, in a list that means blocked, or with a label that says so.
    None also for cards that are done, gone, archived, or not work. `spans` are by status."""
    last = spans[-1]
    if last.end is not None or last.archived or last.place in (Status.DONE, Status.EXCLUDED):
        return None
    flag = next((f for f in reversed(flags) if f.start <= now and (f.end is None or f.end > now)), None)
    if flag is not None:
        return Stuck(flag.reason, flag.start)
    if last.place == Status.BLOCKED:
        return Stuck("", last.start)
    return Stuck("", None) if labelled else None


def blocked_days(
    spans: Spans,
    flags: Flags,
    now: datetime,
    day_of: DayOf,
    period: Period | None = None,
    *,
    off: Sequence[date] = (),
) -> int:
    """Working days until now on which the card was with us and blocked; only those of `period` when one is given.
    `spans` are by status."""
    times = (_within(day_of(start), day_of(end), period) for start, end in _times(spans, flags, now))
    return sum(working_days(start, end, off) for start, end in times)


def _within(start: date, end: date, period: Period | None) -> tuple[date, date]:
    if period is None:
        return start, end
    return max(start, period.start - timedelta(days=1)), min(end, period.end)


def _times(spans: Spans, flags: Flags, now: datetime) -> list[tuple[datetime, datetime]]:
    """Times with us and blocked, none overlapping another."""
    flagged = merged((flag.start, min(flag.end or now, now)) for flag in flags if flag.start < now)
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
