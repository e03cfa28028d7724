"""What flows over a board: how much is in progress, how fast it goes, week by week. Pure.

Times are whole calendar days in the client's zone with both ends counted (finish day − start day + 1), as in the Kanban
guides; nothing is taken off for weekends. A week is an ISO week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.board.history import Spans, place_at
from core.board.journey import Journey, reached
from core.board.status import COLUMNS, Columns
from core.dates import iso_week, week_of
from core.model import Period

DayOf = Callable[[datetime], date]
"""An instant's calendar day in the client's zone."""

_RUSH = timedelta(minutes=10)
_RUSH_SIZE = 5


def days_taken(start: date, end: date) -> int:
    """Calendar days with both ends counted: begun and finished on one day is 1."""
    return (end - start).days + 1


def cycle_days(way: Journey, day_of: DayOf) -> int | None:
    """Days from start to finish; None unless it is finished and both are known."""
    if way.started is None or way.finished is None or not (way.start_known and way.finish_known):
        return None
    return days_taken(day_of(way.started), day_of(way.finished))


def lead_days(way: Journey, day_of: DayOf) -> int | None:
    """Days from coming to the board to finish; None unless it is finished and that is known."""
    if way.finished is None or not way.finish_known:
        return None
    return days_taken(day_of(way.came), day_of(way.finished))


def age_days(way: Journey, today: date, day_of: DayOf) -> int | None:
    """Days since it was started, today counted; None unless it is in progress. "At least" when the start is not
    known."""
    if way.started is None or not way.in_progress:
        return None
    return days_taken(day_of(way.started), today)


def in_progress_at(histories: Mapping[str, Spans], at: datetime, columns: Columns = COLUMNS) -> tuple[str, ...]:
    """The cards that lay in a column between start and done at an instant, archived ones left out."""
    found = []
    for card_id, spans in histories.items():
        span = place_at(spans, at)
        if span is not None and not span.archived and columns.is_active(span.place):
            found.append(card_id)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in one ISO week. A number is None when the week, or part of it, lies before the known history.
    `open`: the week has not ended yet."""

    week: str
    start: date
    came: int | None
    started: int | None
    done: int | None
    open: bool


def weeks(
    ways: Iterable[Journey], period: Period, day_of: DayOf, *, today: date, known_from: date | None = None
) -> list[Week]:
    """Every ISO week that touches the period and has begun, empty ones too; only days of the period are counted. Weeks
    that begin before `known_from` are unknown, never zero."""
    known = list(ways)
    came = _per_week((way.came for way in known), period, day_of)
    started = _per_week((way.started for way in known if way.start_known), period, day_of)
    done = _per_week((way.finished for way in known if way.finish_known), period, day_of)
    found = []
    monday = week_of(period.start).start
    while monday <= min(period.end, today):
        name = iso_week(monday)
        dim = known_from is not None and max(monday, period.start) < known_from
        found.append(
            Week(
                week=name,
                start=monday,
                came=None if dim else came[name],
                started=None if dim else started[name],
                done=None if dim else done[name],
                open=monday + timedelta(days=6) >= today,
            )
        )
        monday += timedelta(days=7)
    return found


def _per_week(instants: Iterable[datetime | None], period: Period, day_of: DayOf) -> Counter[str]:
    days = (day_of(at) for at in instants if at is not None)
    return Counter(iso_week(day) for day in days if day in period)


@dataclass(frozen=True, slots=True)
class Standing:
    """End of one day: how many cards had reached each rank by then (rank 0 first). No line ever falls."""

    day: date
    reached: tuple[int, ...]


def cumulative_flow(
    histories: Iterable[Spans],
    period: Period,
    day_of: DayOf,
    columns: Columns = COLUMNS,
) -> list[Standing]:
    """Cards that had reached each rank by the end of each day of the period, seen from the end of the histories: a
    card taken out of done is not done on any day, and what it reached again counts from then."""
    arrivals: list[Counter[date]] = [Counter() for _ in range(columns.finish + 1)]
    for spans in histories:
        for rank, at in reached(spans, columns).items():
            arrivals[rank][day_of(at)] += 1
    totals = [sum(n for day, n in counts.items() if day < period.start) for counts in arrivals]
    found = []
    for day in period:
        totals = [total + counts[day] for total, counts in zip(totals, arrivals, strict=True)]
        found.append(Standing(day, tuple(totals)))
    return found


def rushes(finished: Sequence[datetime], day_of: DayOf) -> dict[date, int]:
    """Days on which more than five cards were finished within ten minutes, with how many that day: the board was
    tidied, so these finish times say when somebody moved the cards, not when the work was done."""
    ordered = sorted(finished)
    pairs = zip(ordered, ordered[_RUSH_SIZE:], strict=False)
    tidied = {day_of(first) for first, sixth in pairs if sixth - first <= _RUSH}
    counts = Counter(day_of(at) for at in ordered)
    return {day: counts[day] for day in sorted(tidied)}
