"""The waiting clock: how long each side has held a card, in working days. Pure.

A working day counts for the side that holds the card when the day begins, so the two sides' days always add up to the
working days the card has been under way. Working days are Monday to Friday without the days that are handed in as
`off`: weekday holidays, oldest first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.board.flow import DayOf
from core.board.history import Spans
from core.board.status import COLUMNS
from core.cards import Status
from core.model import Period, Sentence

CLIENT, US = "client", "us"


@dataclass(frozen=True, slots=True)
class Clock:
    """Working days each side has held a card since it was started."""

    client: int
    us: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn a card in review is, and for how many working days it has been without a break."""

    side: str
    since: datetime
    working_days: int


def working_days(start: date, end: date, off: Sequence[date] = ()) -> int:
    """Working days that began after `start` and no later than `end`: from Friday to Monday is 1, within a day 0."""
    if end <= start:
        return 0
    return _weekdays_through(end) - _weekdays_through(start) - (bisect_right(off, end) - bisect_right(off, start))


def _weekdays_through(day: date) -> int:
    weeks, rest = divmod(day.toordinal(), 7)  # 0001-01-01 was a Monday, and day 1
    return weeks * 5 + min(rest, 5)


def side_of(status: str) -> str:
    """Who holds a card in this status: the client, us, or nobody (not started, done, elsewhere)."""
    if status == Status.REVIEW_CLIENT:
        return CLIENT
    return US if COLUMNS.is_active(status) else ""


def clock(
    spans: Spans, now: datetime, day_of: DayOf, period: Period | None = None, *, off: Sequence[date] = ()
) -> Clock:
    """How long each side has held the card until now; only working days of `period` when one is given."""
    held = {CLIENT: 0, US: 0}
    for span in spans:
        side = side_of(span.place)
        if side and not span.archived:
            start, end = day_of(span.start), day_of(span.end or now)
            if period is not None:
                start, end = max(start, period.start - timedelta(days=1)), min(end, period.end)
            held[side] += working_days(start, end, off)
    return Clock(client=held[CLIENT], us=held[US])


def turn(spans: Spans, now: datetime, day_of: DayOf, *, off: Sequence[date] = ()) -> Turn | None:
    """Whose turn it is; None unless the card lies in review."""
    last = spans[-1] if spans else None
    if last is None or last.end is not None or last.archived:
        return None
    if last.place not in (Status.REVIEW_OURS, Status.REVIEW_CLIENT):
        return None
    since = last.start
    for span in reversed(spans):
        if span.place != last.place or span.archived:
            break
        since = span.start
    return Turn(side_of(last.place), since, working_days(day_of(since), day_of(now), off))


def wording(now: Turn) -> Sentence:
    """Whose turn it is, said so that the client may read it: no blame, only where the card is and since when."""
    days = now.working_days
    en = "since today" if days == 0 else "1 working day" if days == 1 else f"{days} working days"
    fi = "tästä päivästä alkaen" if days == 0 else "1 arkipäivä" if days == 1 else f"{days} arkipäivää"
    if now.side == CLIENT:
        return Sentence(f"With you for review: {en}", f"Teillä katsottavana: {fi}")
    return Sentence(f"With us to finish: {en}", f"Meillä viimeisteltävänä: {fi}")


def sums(clocks: Mapping[str, Clock]) -> Clock:
    """Working days of all cards together."""
    return Clock(client=sum(c.client for c in clocks.values()), us=sum(c.us for c in clocks.values()))
