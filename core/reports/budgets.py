"""The budgets that are running: spent, expected and forecast, where the planned money stands, and faults of delivery.

Pure: everything comes out of the facts that the findings rest on, so every number has the same as-of day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from core.dates import stale_after
from core.findings.facts import MICRO, Facts, Line, Plan
from core.findings.pace import ScopedMoney, scoped_money
from core.findings.words import channel
from core.measure.delivery import (
    Fault,
    held_back,
    paused_with_budget,
    spend_outside_plan,
    spend_without_conversions,
    spent_out,
    stale_data,
)
from core.measure.money_states import MoneyStates, PlanLine, money_states, stage_states
from core.measure.pacing import Pace, pace, pace_sentence
from core.measure.platform_status import delivery
from core.measure.series import Daily
from core.model import Period, Sentence, Stage
from core.plans import EVERYTHING, Scope, ScopeKind
from core.store.facts import StoredEntity

RECENT_DAYS = 14
"""What the platform says of something that has not moved for longer is history."""
JUDGED_DAYS = 28
"""Mature days over which a campaign is expected to have brought something."""
MEANT_TO_CONVERT = (Stage.ACT.value, Stage.CONVERT.value, Stage.ENGAGE.value)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One running budget. `pace` is the reason where there is none; `spent` is of its own cycle and scope."""

    plan: Plan
    name: Sentence
    stage: str
    spent: Decimal
    pace: Pace | Sentence


@dataclass(frozen=True, slots=True)
class Cycle:
    """Budgets of the same days, all of the money first, with what their money is doing."""

    period: Period
    rows: tuple[BudgetRow, ...]
    states: MoneyStates | None
    stages: Mapping[str, MoneyStates]


@dataclass(frozen=True, slots=True)
class BudgetReport:
    """`through` is the last day counted, for every number alike; None while no account's files are fresh."""

    through: date | None
    currency: str
    cycles: tuple[Cycle, ...]
    faults: tuple[Fault, ...]


def budget_report(facts: Facts, entities: Sequence[StoredEntity]) -> BudgetReport:
    """Every budget whose days hold yesterday, and what is wrong with delivery; `entities` carry the platforms' word
    about themselves."""
    through = min(facts.known_to, facts.yesterday) if facts.known_to else None
    running = [plan for plan in facts.plans if facts.yesterday in plan.budget.period]
    periods = sorted({plan.budget.period for plan in running}, key=lambda p: (p.start, p.end))
    cycles = tuple(
        _cycle(facts, period, [p for p in running if p.budget.period == period], through) for period in periods
    )
    return BudgetReport(through, facts.currency, cycles, tuple(_faults(facts, cycles, entities, through)))


def whole_budget(facts: Facts, period: Period) -> Pace | None:
    """How the budget of all the money goes whose days hold the last known day of `period`, as of the end of that day;
    None without one, or where no day of it is known."""
    if facts.covered_to is None:
        return None
    through = min(facts.covered_to, facts.yesterday, period.end)
    if through < period.start:
        return None
    plan = next((p for p in facts.plans if p.budget.scope == EVERYTHING and through in p.budget.period), None)
    found = _row(facts, plan, through).pace if plan else None
    return found if isinstance(found, Pace) else None


def _cycle(facts: Facts, period: Period, plans: Sequence[Plan], through: date | None) -> Cycle:
    rows = sorted((_row(facts, plan, through) for plan in plans), key=_place)
    lines = [_plan_line(facts, row) for row in rows]
    return Cycle(
        period=period,
        rows=tuple(rows),
        states=money_states(lines, _spent_as_planned(facts, rows, period)),
        stages={
            stage.value: states
            for stage in Stage
            if (states := stage_states(stage, lines, _stage_spent(facts, stage, period))) is not None
        },
    )


def _row(facts: Facts, plan: Plan, through: date | None) -> BudgetRow:
    scoped = scoped_money(facts, plan.budget.scope)
    if isinstance(scoped, Sentence):
        return BudgetRow(plan, scoped, "", Decimal(0), scoped)
    spent = _total(scoped.spend, facts, plan.budget.period)
    return BudgetRow(plan, scoped.name, scoped.stage, spent, _pace(facts, plan, scoped, through))


def _pace(facts: Facts, plan: Plan, scoped: ScopedMoney, through: date | None) -> Pace | Sentence:
    if through is None:
        return _NO_DATA
    if len(facts.currencies(plan.budget.period)) > 1 or facts.currency != facts.client.currency:
        return _OTHER_CURRENCY
    return pace(Daily(facts.first, scoped.spend), plan.budget.amount, plan.budget.period, through, plan.changed)


def _place(row: BudgetRow) -> tuple[int, int, str]:
    stages = [stage.value for stage in Stage]
    scope = row.plan.budget.scope
    return list(ScopeKind).index(scope.kind), stages.index(scope.key) if scope.key in stages else 0, row.name.en


def _plan_line(facts: Facts, row: BudgetRow) -> PlanLine:
    scope = row.plan.budget.scope
    line = next((one for one in facts.lines if scope.kind is ScopeKind.ENTITY and one.key == scope.key), None)
    return PlanLine(
        scope=scope,
        planned=row.plan.budget.amount,
        committed=row.plan.budget.committed,
        spent=row.spent,
        stage=line.stage if line else "",
        channel=line.channel if line else "",
    )


def _spent_as_planned(facts: Facts, rows: Sequence[BudgetRow], period: Period) -> Decimal:
    """The money of the period that its budgets speak of, each euro once: all of it where one of them is for all."""
    money = facts.days.money.get(facts.currency)
    if money is None:
        return Decimal(0)
    scopes = {row.plan.budget.scope for row in rows}
    covered = [i for i, line in enumerate(facts.lines) if EVERYTHING in scopes or _scopes_of(line) & scopes]
    return Decimal(int(money[covered][:, facts.columns(period)].sum())) / MICRO


def _scopes_of(line: Line) -> set[Scope]:
    """Every budget of a part of the money that would be about this campaign."""
    kinds = {ScopeKind.STAGE: line.stage, ScopeKind.CHANNEL: line.channel, ScopeKind.ENTITY: line.key}
    return {Scope(kind, key) for kind, key in kinds.items()}


def _stage_spent(facts: Facts, stage: str, period: Period) -> Decimal:
    return Decimal(int(facts.stage_money[stage][facts.columns(period)].sum())) / MICRO


def _total(spend: np.ndarray, facts: Facts, period: Period) -> Decimal:
    return Decimal(str(round(float(spend[facts.columns(period)].sum()), 2)))


# -------------------------------------------------------------------------------------------------------------- faults


def _faults(
    facts: Facts, cycles: Sequence[Cycle], entities: Sequence[StoredEntity], through: date | None
) -> Iterator[Fault]:
    for account in facts.accounts:
        if account.spends and facts.behind(account) <= 60:
            name = f"{channel(account.source).en} · {account.name}".rstrip(" ·")
            fault = stale_data(
                name, last_day=account.last, days_behind=facts.behind(account), limit=stale_after(account.source)
            )
            yield from filter(None, [fault])
    if through is not None:
        for cycle in cycles:
            yield from _budget_faults(facts, cycle, through)
        if not any(row.plan.budget.scope == EVERYTHING for cycle in cycles for row in cycle.rows):
            yield from filter(None, (_outside(facts, cycle) for cycle in cycles))
        yield from _without_conversions(facts)
    yield from _held_back(facts, entities)


def _budget_faults(facts: Facts, cycle: Cycle, through: date) -> Iterator[Fault]:
    for row in cycle.rows:
        budget = row.plan.budget
        shared = {
            "cycle": budget.period,
            "planned": budget.amount,
            "spent": row.spent,
            "known_to": through,
            "currency": facts.currency,
        }
        last = _last_spend(facts, row, through)
        yield from filter(
            None,
            [
                paused_with_budget(row.name, last_spend=last, **shared),  # type: ignore[arg-type]
                spent_out(row.name, **shared),  # type: ignore[arg-type]
            ],
        )


def _last_spend(facts: Facts, row: BudgetRow, through: date) -> date | None:
    scoped = scoped_money(facts, row.plan.budget.scope)
    if isinstance(scoped, Sentence):
        return None
    upto = facts.columns(Period(facts.first, max(facts.first, through)))
    used = np.flatnonzero(scoped.spend[upto] > 0)
    return facts.day(int(used[-1])) if len(used) else None


def _outside(facts: Facts, cycle: Cycle) -> Fault | None:
    """Campaigns that took money which no budget of the cycle speaks of."""
    scopes = {row.plan.budget.scope for row in cycle.rows}
    spent = facts.spend[:, facts.columns(cycle.period)].sum(axis=1)
    left = [
        (float(spent[i]), line.name)
        for i, line in enumerate(facts.lines)
        if spent[i] > 0 and not _scopes_of(line) & scopes
    ]
    planned = cycle.states.planned if cycle.states else Decimal(0)
    names = tuple(name for _, name in sorted(left, reverse=True))
    total = Decimal(str(round(sum(amount for amount, _ in left), 2)))
    return spend_outside_plan(names, spent=total, planned=planned, currency=facts.currency)


def _without_conversions(facts: Facts) -> Iterator[Fault]:
    """Campaigns that are meant to bring conversions, over the newest mature days, against what one costs the client."""
    period = Period(facts.mature_to - timedelta(days=JUDGED_DAYS - 1), facts.mature_to)
    if period.start < facts.first:
        return
    columns = facts.columns(period)
    money, came = facts.spend[:, columns].sum(axis=1), facts.days.conversions[:, columns].sum(axis=1)
    if came.sum() <= 0:
        return
    each = Decimal(str(round(float(money.sum() / came.sum()), 2)))
    for i, line in enumerate(facts.lines):
        if line.stage in MEANT_TO_CONVERT and facts.accounts[line.account].outcomes:
            spent = Decimal(str(round(float(money[i]), 2)))
            fault = spend_without_conversions(
                line.name,
                period=period,
                spent=spent,
                conversions=float(came[i]),
                cost_each=each,
                currency=facts.currency,
            )
            yield from filter(None, [fault])


def _held_back(facts: Facts, entities: Sequence[StoredEntity]) -> Iterator[Fault]:
    since = facts.yesterday - timedelta(days=RECENT_DAYS)
    for entity in entities:
        if entity.status and (entity.status_day or entity.last_day) >= since:
            said = ": ".join(filter(None, [entity.status, entity.status_reason]))
            found = delivery(entity.status, entity.status_reason)
            yield from filter(None, [held_back(entity.name, found=found, said=said, on=entity.status_day)])


def alarming(report: BudgetReport) -> list[BudgetRow]:
    """The budgets whose pace is an alarm, the largest gap first."""
    rows = [row for cycle in report.cycles for row in cycle.rows if isinstance(row.pace, Pace) and row.pace.alarm]
    return sorted(rows, key=lambda row: -abs(row.pace.gap) if isinstance(row.pace, Pace) else Decimal(0))


def alarm_sentences(report: BudgetReport) -> Iterator[tuple[Sentence, Decimal]]:
    """Budgets that are still on and whose pace is an alarm, said with their name, and the money they are off by; one
    that is used up is told as a fault."""
    for row in alarming(report):
        found = row.pace
        if isinstance(found, Pace) and found.days_left and found.spent < found.budget:
            said, name = pace_sentence(found, report.currency), row.name
            yield Sentence(f"{name.en}: {said.en}", f"{name.fi}: {said.fi}"), abs(found.gap)


_NO_DATA = Sentence("No account's data is fresh enough to tell.", "Minkään tilin tiedot eivät ole riittävän tuoreita.")
_OTHER_CURRENCY = Sentence("The money is not in the budget's currency.", "Rahat eivät ole budjetin valuutassa.")
