"""One card's way over the board: when it came, was started, was finished; what it went through. Pure.

Conventions (Kanban Guide): a card is started when it first enters a place at or beyond the commitment point, and stays
started when it is moved back; it is finished when its present stay among the done places began. Moving from one done
place to another finishes nothing; leaving them takes the finish away, and the next one counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.board.history import Spans
from core.board.status import COLUMNS, Columns

_DAY = timedelta(days=1)
_ID_SECONDS = timedelta(minutes=1)
"""An id tells the second; its creation may be written a few seconds later."""


@dataclass(frozen=True, slots=True)
class Journey:
    """`came`: to the board. `started`, `finished`: None when not. `abandoned`: archived, or gone, short of done.
    `start_known`, `finish_known`: False when it happened before the history begins, so that only "at least" can be
    said; `started` is then where the history begins. `moved_back`: how often it went to an earlier column;
    `reopened`: how often out of done."""

    came: datetime
    started: datetime | None
    finished: datetime | None
    abandoned: datetime | None
    start_known: bool
    finish_known: bool
    moved_back: int
    reopened: int

    @property
    def straight(self) -> bool:
        """Jumped to done without any column between."""
        return self.finished is not None and self.started == self.finished

    @property
    def known_finish(self) -> datetime | None:
        """When it was finished; None also where the history does not reach that far."""
        return self.finished if self.finish_known else None

    @property
    def in_progress(self) -> bool:
        """Started, neither finished nor abandoned, wherever it lies now."""
        return self.started is not None and self.finished is None and self.abandoned is None


def journey(
    spans: Spans,
    columns: Columns = COLUMNS,
    *,
    unknown_before: datetime | None = None,
    completed_at: datetime | None = None,
) -> Journey | None:
    """The way of a card whose places are `columns`; None when it was never in one of them.

    `completed_at`: when a person ticked the card off; used where the history does not tell when it was finished, unless
    it was ticked only after it must have been done.
    """
    placed = tuple(span for span in spans if span.place in columns.rank)
    if not placed:
        return None
    dates = reached(placed, columns)
    started, finished = dates.get(columns.start), dates.get(columns.finish)
    dim = _dim_starts(placed, unknown_before)
    finish_known = finished not in dim
    ticked = completed_at if completed_at and completed_at >= placed[0].start else None
    if not finish_known and ticked and (unknown_before is None or ticked <= unknown_before):
        finished, finish_known = ticked, True
    return Journey(
        came=spans[0].start,
        started=unknown_before if started in dim else started,
        finished=finished,
        abandoned=_abandoned(placed, columns) if finished is None else None,
        start_known=started not in dim,
        finish_known=finish_known,
        moved_back=_moved_back(placed, columns),
        reopened=_reopened(placed, columns),
    )


def reached(spans: Spans, columns: Columns, *, keep_start: bool = True) -> dict[int, datetime]:
    """Rank -> when the card reached it; a skipped column takes the date of the next one entered.

    Moved back, a card keeps what it had reached short of done (`keep_start`), or loses every later column.
    """
    dates: dict[int, datetime] = {}
    for span in spans:
        rank = columns.rank.get(span.place)
        if rank is None or span.archived:
            continue
        lost = columns.finish if keep_start else rank + 1
        if rank < columns.finish:
            dates = {step: at for step, at in dates.items() if step < lost}
        for step in range(rank + 1):
            dates.setdefault(step, span.start)
    return dates


@dataclass(frozen=True, slots=True)
class TimeThere:
    """How long a card lay in one place, in days, over all its stays; archived time is not counted."""

    days: float
    times: int


def time_in_place(spans: Spans, until: datetime) -> dict[str, TimeThere]:
    """Place -> time there; a stay that goes on runs to `until`. Touching a card resets nothing."""
    found: dict[str, TimeThere] = {}
    for span in spans:
        if not span.archived:
            there = found.get(span.place, TimeThere(0.0, 0))
            days = max(0.0, ((span.end or until) - span.start) / _DAY)
            found[span.place] = TimeThere(there.days + days, there.times + 1)
    return found


def lies_since(spans: Spans) -> datetime | None:
    """Since when the card has been in the place it is in, archived times included; None when it is gone."""
    if not spans or spans[-1].end is not None:
        return None
    since = spans[-1].start
    for span in reversed(spans):
        if span.place != spans[-1].place:
            break
        since = span.start
    return since


def _dim_starts(spans: Spans, unknown_before: datetime | None) -> list[datetime]:
    """The start of the first span if the card may have been there before, and, if it was out of sight in it, when it
    came to light again."""
    if unknown_before is None or spans[0].start >= unknown_before - _ID_SECONDS:
        return []
    found = []
    for span in spans:
        if span.place != spans[0].place:
            break
        found.append(span.start)
        if not span.archived:
            break
    return found


def _abandoned(spans: Spans, columns: Columns) -> datetime | None:
    last = spans[-1]
    if last.end is not None:
        return last.end
    if not last.archived:
        return None
    since = last.start
    for span in reversed(spans):
        if not span.archived:
            break
        since = span.start
    return since


def _steps(spans: Spans, columns: Columns) -> list[tuple[int, int]]:
    ranks = [columns.rank[span.place] for span in spans]
    return list(zip(ranks, ranks[1:], strict=False))


def _moved_back(spans: Spans, columns: Columns) -> int:
    return sum(after < before for before, after in _steps(spans, columns))


def _reopened(spans: Spans, columns: Columns) -> int:
    return sum(before >= columns.finish > after for before, after in _steps(spans, columns))
