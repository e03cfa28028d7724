"""When each card of a board moved: what its table tells, and believable days for routine work. Integers and SHA-256.

Instants are naive UTC, in the working hours of Helsinki; nothing lies after `LAST_LOOK`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.jobs.story.board_cast import DONE, DONE_Q1, ROUTINE, BoardCast, Ticket
from core.jobs.story.chance import draw
from core.jobs.story.seasons import HOLIDAYS

HELSINKI = ZoneInfo("Europe/Helsinki")
UTC = ZoneInfo("UTC")
LAST_LOOK = datetime(2026, 9, 30, 15, 0)  # naive UTC: the evening before the clock of the story
ARCHIVED = "archived"
QUARTER = (date(2026, 1, 8), date(2026, 4, 2))
"""When what was done went to a list of its own; on its last day the list was archived."""
_OPEN_HOUR, _WORK_MINUTES = 8, 8 * 60 - 30
_SHARES = {"to_do": 25, "doing": 45, "ours": 65, "client": 75}
"""Per cent of a card's life at which routine work reaches a list."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A card came to lie in `place` at an instant (`archived`: it was archived where it lay)."""

    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """At an instant the card was said to be due on a day; None: on no day any more."""

    at: datetime
    due: date | None


@dataclass(frozen=True, slots=True)
class Journey:
    """One card with everything that happened to it."""

    ticket: Ticket
    stops: tuple[Stop, ...]
    promises: tuple[Promise, ...]
    tasks: tuple[str, ...]

    @property
    def place(self) -> str:
        """The list it lies in."""
        return next(stop.place for stop in reversed(self.stops) if stop.place != ARCHIVED)

    @property
    def is_done(self) -> bool:
        return self.place in (DONE, DONE_Q1)


def journeys(cast: BoardCast) -> list[Journey]:
    """Every card of a board, in the order of its table."""
    return [_journey(cast, ticket) for ticket in cast.tickets()]


def working_instant(day: date, *words: object) -> datetime:
    """An instant of the working hours of `day`, naive UTC."""
    minute = draw(*words, day, "minute") % _WORK_MINUTES
    local = datetime.combine(day, time(_OPEN_HOUR), HELSINKI) + timedelta(minutes=minute)
    return local.astimezone(UTC).replace(tzinfo=None) + timedelta(seconds=draw(*words, day, "second") % 60)


def _journey(cast: BoardCast, ticket: Ticket) -> Journey:
    is_routine = ticket.way[0][0] == ROUTINE
    way = _routine_way(cast, ticket, ticket.way[0][1]) if is_routine else ticket.way
    placed = [_quarterly(cast, place, day) for place, day in way]
    stops = _stops(cast, ticket, [*placed, *_tidied(cast, placed[-1])])
    has_tasks = is_routine and draw(cast.key, ticket.name, "tasks") % 3 == 0
    return Journey(
        ticket,
        stops,
        tuple(_routine_promises(ticket, stops) if is_routine else _told_promises(ticket, stops)),
        cast.tasks if has_tasks else ticket.tasks,
    )


def _routine_way(cast: BoardCast, ticket: Ticket, finish: date) -> list[tuple[str, date]]:
    """Through the lists, or straight to done, or once back from the client."""
    chance = draw(cast.key, ticket.name, "way")
    life = 14 + chance % 29
    came = _working_day(max(finish - timedelta(days=life), cast.born))
    places = [place for place in _SHARES if cast.has(place)]
    if chance // 100 % 9 == 0:
        places = []
    way = [("backlog", came)]
    way += [(place, _between(came, finish, _SHARES[place])) for place in places]
    if places and cast.has("client") and chance // 1000 % 7 == 0:
        way += [("doing", _between(came, finish, 84)), ("client", _between(came, finish, 92))]
    return [*way, (DONE, finish)]


def _between(start: date, end: date, per_cent: int) -> date:
    return min(_working_day(start + timedelta(days=(end - start).days * per_cent // 100)), end)


def _working_day(day: date) -> date:
    while day.weekday() > 4 or day in HOLIDAYS:
        day += timedelta(days=1)
    return day


def _quarterly(cast: BoardCast, place: str, day: date) -> tuple[str, date]:
    start, end = QUARTER
    return (DONE_Q1 if place == DONE and cast.has(DONE_Q1) and start <= day < end else place), day


def _tidied(cast: BoardCast, last: tuple[str, date]) -> list[tuple[str, date]]:
    """What is done is archived the next time somebody tidies the board."""
    place, day = last
    return [(ARCHIVED, tidy) for tidy in cast.tidied if place == DONE and tidy > day][:1]


def _stops(cast: BoardCast, ticket: Ticket, way: Iterable[tuple[str, date]]) -> tuple[Stop, ...]:
    """Instants for a way; stops of one day follow one another by at least a minute."""
    found: list[Stop] = []
    for place, day in way:
        at = working_instant(day, cast.key, ticket.name, place, len(found))
        if found and at <= found[-1].at:
            at = found[-1].at + timedelta(minutes=1 + draw(cast.key, ticket.name, place) % 4)
        found.append(Stop(place, at))
    return tuple(found)


def _told_promises(ticket: Ticket, stops: tuple[Stop, ...]) -> Iterator[Promise]:
    """A date the table does not tell when it was said was said when the card was taken up, or came."""
    taken_up = stops[min(1, len(stops) - 1)].at + timedelta(minutes=3)
    for said, due in ticket.dues:
        yield Promise(max(working_instant(said, ticket.name, "due"), taken_up) if said else taken_up, due)


def _routine_promises(ticket: Ticket, stops: tuple[Stop, ...]) -> Iterator[Promise]:
    """Mostly kept; every fourth card's date was moved once."""
    finish = next(stop.at for stop in stops if stop.place in (DONE, DONE_Q1))
    said = stops[min(1, len(stops) - 2)].at + timedelta(minutes=2)
    chance = draw(ticket.name, "due")
    day = finish.date() + timedelta(days=chance % 6 - 1)
    first = _working_day(day - timedelta(days=9))
    moved = working_instant(first, ticket.name, "moved")
    if chance // 10 % 4 == 0 and said < moved < finish:
        yield Promise(said, first)
        said = moved
    yield Promise(said, _working_day(day))
