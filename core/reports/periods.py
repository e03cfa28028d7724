"""The periods a person picks from: sprints, months and ISO weeks, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core import figures
from core.dates import Sprint, iso_week, local_day, month_of, reviewed_sprint, sprints, week_of
from core.errors import Refused
from core.model import Period, Sentence
from core.store import Store, clients, facts, meetings


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """One period on offer. `key` goes into the address of the page: sprint:2026-09-03, month:2026-09, week:2026-W39,
    export:2026-05-05..2026-05-15."""

    key: str
    kind: str
    label: Sentence
    period: Period
    open: bool
    """True while the period is not over."""


@dataclass(frozen=True, slots=True)
class _Data:
    """The days that a client's exports cover: the first and last with day rows (None without any), and the periods of
    exports without days, newest first."""

    first: date | None
    last: date | None
    exports: tuple[Period, ...]


def known_sprints(store: Store, *, client_id: str, first: date | None, today: date) -> list[Sprint]:
    """The client's sprints up to today, oldest first, from its first data day `first` (None without any; the caller
    has read it already) or its first monthly, whichever came first."""
    return _sprints(_monthlies(store, client_id=client_id), first, today)


def _sprints(monthlies: list[date], first: date | None, today: date) -> list[Sprint]:
    return sprints(monthlies, min([first or today, *monthlies]), today)


def _monthlies(store: Store, *, client_id: str) -> list[date]:
    zone = clients.get_client(store.ops, client_id=client_id).timezone
    return [local_day(m.at, zone) for m in meetings.list_meetings(store.ops, client_id=client_id, kind="monthly")]


def _data(store: Store, *, client_id: str) -> _Data:
    with store.metrics.cursor() as cursor:
        span = facts.day_span(cursor, client_id=client_id)
        totals = facts.period_totals(cursor, client_id=client_id)
    exports = {Period(total.start, total.end) for total in totals if not total.has_days}
    return _Data(
        first=span[0] if span else None,
        last=span[1] if span else None,
        exports=tuple(sorted(exports, key=lambda period: (period.end, period.start), reverse=True)),
    )


def period_menu(store: Store, *, client_id: str, today: date) -> tuple[list[PeriodChoice], PeriodChoice]:
    """The periods on offer (see `period_choices`) and the one to start from (see `default_period`), read once."""
    data, monthlies = _data(store, client_id=client_id), _monthlies(store, client_id=client_id)
    choices = _choices(data, monthlies, today)
    return choices, _default(choices, data, reviewed_sprint(_sprints(monthlies, data.first, today), today))


def period_choices(store: Store, *, client_id: str, today: date) -> list[PeriodChoice]:
    """Every sprint, then every month, every ISO week with data and every period of an export without days, each newest
    first. Sprints are offered from the first monthly on. Never empty: a client without data has the month and week of
    yesterday."""
    return period_menu(store, client_id=client_id, today=today)[0]


def default_period(store: Store, *, client_id: str, today: date) -> PeriodChoice:
    """The sprint under review today. While the client has no monthly, the newest month that holds data; and while it
    has only exports without days, the period of the newest one."""
    return period_menu(store, client_id=client_id, today=today)[1]


def _choices(data: _Data, monthlies: list[date], today: date) -> list[PeriodChoice]:
    yesterday = today - timedelta(days=1)
    first = min(data.first or yesterday, yesterday)
    begun = [
        sprint.period
        for sprint in _sprints(monthlies, data.first, today)
        if sprint.period.start in monthlies and sprint.period.start <= yesterday
    ]
    return [
        *(_sprint_choice(period, today) for period in reversed(begun)),
        *(_month_choice(month, today) for month in _back(month_of, first, yesterday)),
        *(_week_choice(week, today) for week in _back(week_of, first, yesterday)),
        *(_export_choice(period) for period in data.exports if period.end <= yesterday),
    ]


def _back(step: Callable[[date], Period], first: date, last: date) -> list[Period]:
    found: list[Period] = []
    cursor = last
    while cursor >= first:
        found.append(step(cursor))
        cursor = found[-1].start - timedelta(days=1)
    return found


def _default(choices: Sequence[PeriodChoice], data: _Data, reviewed: Sprint | None) -> PeriodChoice:
    for choice in choices:
        if choice.kind == "sprint" and reviewed and choice.period.start == reviewed.period.start:
            return choice
    last = data.last
    fallback = "month" if last or not any(c.kind == "export" for c in choices) else "export"
    return next(c for c in choices if c.kind == fallback and (not last or c.period.start <= last))


def parse_period(key: str, choices: Sequence[PeriodChoice]) -> Period | None:
    """The period behind a key from an address: one of the choices, or free days `days:2026-09-01..2026-09-15`.
    None when the key means nothing."""
    for choice in choices:
        if choice.key == key:
            return choice.period
    kind, _, days = key.partition(":")
    if kind != "days":
        return None
    try:
        return parse_days(days)
    except Refused:
        return None


def parse_days(text: str) -> Period:
    """`2026-09-01..2026-09-15` as a period. Raises Refused when it is not two days in order."""
    start, _, end = text.partition("..")
    try:
        return Period(date.fromisoformat(start), date.fromisoformat(end))
    except ValueError as error:
        raise Refused(
            f"“{text}” is not a period. Write two days, the first one first: 2026-09-01..2026-09-30.",
            f"”{text}” ei ole jakso. Kirjoita kaksi päivää, ensimmäinen ensin: 2026-09-01..2026-09-30.",
        ) from error


def _sprint_choice(period: Period, today: date) -> PeriodChoice:
    label = Sentence(f"Sprint {figures.period(period, 'en')}", f"Sprintti {figures.period(period, 'fi')}")
    return PeriodChoice(f"sprint:{period.start}", "sprint", label, period, period.end >= today)


def _month_choice(period: Period, today: date) -> PeriodChoice:
    label = Sentence(figures.month(period.start, "en"), figures.month(period.start, "fi"))
    return PeriodChoice(f"month:{period.start:%Y-%m}", "month", label, period, period.end >= today)


def _week_choice(period: Period, today: date) -> PeriodChoice:
    label = Sentence(
        f"{figures.week(period.start, 'en', year=True).capitalize()} · {figures.period(period, 'en')}",
        f"{figures.week(period.start, 'fi', year=True).capitalize()} · {figures.period(period, 'fi')}",
    )
    return PeriodChoice(f"week:{iso_week(period.start)}", "week", label, period, period.end >= today)


def _export_choice(period: Period) -> PeriodChoice:
    label = Sentence(figures.period(period, "en"), figures.period(period, "fi"))
    return PeriodChoice(f"export:{period.start}..{period.end}", "export", label, period, open=False)


def instant(text: str) -> datetime:
    """An ISO instant from a person's words as naive UTC. One without an offset is taken as UTC. Raises Refused
    when it is not an instant."""
    try:
        given = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused(
            f"“{text}” is not a time. Write it like 2026-10-01T09:00+03:00.",
            f"”{text}” ei ole aika. Kirjoita se näin: 2026-10-01T09:00+03:00.",
        ) from error
    offset = given.utcoffset() or timedelta(0)
    return (given - offset).replace(tzinfo=None)
