"""A client's sprint in one answer: the scorecard, where extra traffic went, the budgets, and what the facts were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.dates import Sprint, month_of
from core.findings.facts import Facts
from core.findings.frame import outcome_frame
from core.findings.traffic import TrafficCase, traffic_case
from core.model import Period, Sentence
from core.reports.budgets import BudgetReport, budget_report
from core.reports.finding_facts import finding_facts, number_facts
from core.reports.scorecard import Scorecard, scorecard
from core.store import Store, audiences, facts, kpis
from core.store.audiences import Audience


@dataclass(frozen=True, slots=True)
class SprintReport:
    """What the Sprint page shows. `ledger` is of the sprint's mature days, or why there is none; the budgets are those
    of now, of an earlier sprint those of its month as it ended."""

    facts: Facts
    sprint: Period
    is_open: bool
    is_now: bool
    """It is the sprint under review or a later one: what people can still act on."""
    card: Scorecard
    ledger: TrafficCase | Sentence
    budgets: BudgetReport
    audiences: tuple[Audience, ...]


@dataclass(frozen=True, slots=True)
class CardOf:
    """A scorecard and the numbers behind it."""

    card: Scorecard
    facts: Facts


def sprint_report(store: Store, *, client_id: str, as_of: datetime, start: date | None = None) -> SprintReport | None:
    """The sprint that begins on `start` (None, or no such sprint: the one under review) as known at an instant; None
    while no sprint has begun."""
    known = finding_facts(store, client_id=client_id, as_of=as_of)
    return sprint_of(store, known, client_id=client_id, start=start)


def sprint_card(store: Store, *, client_id: str, as_of: datetime, start: date | None = None) -> CardOf | None:
    """The scorecard alone, from the numbers alone: of the same sprint, and the same to the last digit."""
    known = number_facts(store, client_id=client_id, as_of=as_of)
    chosen = chosen_sprint(known, start)
    if chosen is None:
        return None
    return CardOf(scorecard(known, kpis.list_kpis(store.ops, client_id=client_id), chosen), known)


def sprint_of(store: Store, known: Facts, *, client_id: str, start: date | None) -> SprintReport | None:
    """The same from facts already read."""
    chosen = chosen_sprint(known, start)
    if chosen is None:
        return None
    is_now = known.reviewed is None or chosen.start >= known.reviewed.start
    with store.metrics.cursor() as cursor:
        entities = facts.entities(cursor, client_id=client_id) if is_now else []
    return SprintReport(
        facts=known,
        sprint=chosen,
        is_open=chosen.end >= known.today,
        is_now=is_now,
        card=scorecard(known, kpis.list_kpis(store.ops, client_id=client_id), chosen),
        ledger=extra_traffic(known if is_now else _after(known, chosen.end + timedelta(days=known.immature))),
        budgets=budget_report(known if is_now else _after(known, _month_of_most(chosen).end), entities),
        audiences=tuple(audiences.list_audiences(store.ops, client_id=client_id, as_of=known.today)),
    )


def _after(known: Facts, day: date) -> Facts:
    """The facts as they were known on the morning after `day`, or as they are now."""
    return known.at(min(known.today, day + timedelta(days=1)))


def _month_of_most(sprint: Period) -> Period:
    """The calendar month in which the middle of the sprint lies: budgets are planned by the month."""
    return month_of(sprint.start + timedelta(days=sprint.days // 2))


def chosen_sprint(known: Facts, start: date | None) -> Period | None:
    """The sprint that begins on `start`, else the one under review."""
    return next((s.period for s in known.sprints if s.period.start == start), known.reviewed)


def offered_sprints(known: Facts, most: int = 13) -> Sequence[Sprint]:
    """The sprints to choose from, newest first."""
    return list(reversed(known.sprints))[:most]


def extra_traffic(known: Facts) -> TrafficCase | Sentence:
    """The extra-traffic ledger of the newest sprint with seven mature days, or why there is none."""
    frame = outcome_frame(known, back=1)
    return frame if isinstance(frame, Sentence) else traffic_case(known, frame)
