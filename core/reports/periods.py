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
    """One period on offer. `key` goes into the address of the page: sprint:2026-09-03, month:2026-09, week:2026-W39."""

    key: str
    kind: str
    label: Sentence
    period: Period
    open: bool
    """True while the period is not over."""


def known_sprints(store: Store, *, client_id: str, today: date) -> list[Sprint]:
    """The client's sprints from its first data day (or its first monthly) to today, oldest first."""
    monthlies = _monthlies(store, client_id=client_id)
    first = min([_first_data_day(store, client_id=client_id) or today, *monthlies])
    return sprints(monthlies, first, today)


def _monthlies(store: Store, *, client_id: str) -> list[date]:
    zone = clients.get_client(store.ops, client_id=client_id).timezone
    return [local_day(m.at, zone) for m in meetings.list_meetings(store.ops, client_id=client_id, kind="monthly")]


def _first_data_day(store: Store, *, client_id: str) -> date | None:
    with store.metrics.cursor() as cursor:
        reach = facts.freshness(cursor, client_id=client_id)
    return min((account.first_day for account in reach), default=None)


def period_choices(store: Store, *, client_id: str, today: date) -> list[PeriodChoice]:
    """Every sprint, then every month, then every ISO week with data, each newest first. Sprints are offered from the
    first monthly on. Never empty: a client without data has the month and week of yesterday."""
    yesterday = today - timedelta(days=1)
    first = min(_first_data_day(store, client_id=client_id) or yesterday, yesterday)
    monthlies = set(_monthlies(store, client_id=client_id))
    begun = [
        sprint.period
        for sprint in known_sprints(store, client_id=client_id, today=today)
        if sprint.period.start in monthlies and sprint.period.start <= yesterday
    ]
    return [
        *(_sprint_choice(period, today) for period in reversed(begun)),
        *(_month_choice(month, today) for month in _back(month_of, first, yesterday)),
        *(_week_choice(week, today) for week in _back(week_of, first, yesterday)),
    ]


def _back(step: Callable[[date], Period], first: date, last: date) -> list[Period]:
    found: list[Period] = []
    cursor = last
    while cursor >= first:
        found.append(step(cursor))
        cursor = found[-1].start - timedelta(days=1)
    return found


def default_period(store: Store, *, client_id: str, today: date) -> PeriodChoice:
    """The sprint under review today; the newest month while the client has no monthly."""
    choices = period_choices(store, client_id=client_id, today=today)
    reviewed = reviewed_sprint(known_sprints(store, client_id=client_id, today=today), today)
    for choice in choices:
        if choice.kind == "sprint" and reviewed and choice.period.start == reviewed.period.start:
            return choice
    return next(c for c in choices if c.kind == "month")


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
