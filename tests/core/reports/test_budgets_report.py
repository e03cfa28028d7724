"""Budgets underway: the same as-of day for every number, the states of the money, and what is wrong with delivery."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from core.dates import month_of
from core.findings.facts import Facts, Plan
from core.measure.delivery import FaultKind
from core.measure.money_states import MoneyStates
from core.measure.pacing import Pace, PaceState
from core.model import Period, Sentence
from core.plans import EVERYTHING, Budget, Scope, ScopeKind
from core.reports.budgets import budget_report
from core.store.facts import StoredEntity
from tests.core.findings.making import Campaign, make

FIRST, DAYS = date(2026, 6, 1), 76  # through 15 August: 15 of 31 days
AUGUST = month_of(date(2026, 8, 1))
D = Decimal


def plan(amount: int, scope: Scope = EVERYTHING, *, committed: bool = False, period: Period = AUGUST) -> Plan:
    return Plan(Budget(1, period, scope, D(amount), committed, FIRST, "", ""), None)


def facts(*plans: Plan, remarketing: np.ndarray | float = 10.0) -> Facts:
    campaigns = [
        Campaign("Video", "reach", spend=60.0, clicks=100.0),
        Campaign("Remarketing", "convert", spend=remarketing, clicks=10.0, conversions=1.0),
        Campaign("Brand", "convert", "paid_search", "google_ads", spend=30.0, clicks=10.0, conversions=1.0),
    ]
    return replace(make(campaigns, first=FIRST, days=DAYS), plans=plans)


def test_all_numbers_are_as_of_the_newest_known_day() -> None:
    """100 a day: 1 500 of 3 100 after 15 of 31 days, on its way to exactly 3 100."""
    report = budget_report(facts(plan(3_100)), [])
    (cycle,) = report.cycles
    (row,) = cycle.rows
    assert report.through == date(2026, 8, 15)
    assert isinstance(row.pace, Pace)
    assert (row.pace.through, row.spent, row.pace.spent) == (report.through, 1_500, 1_500)
    assert (row.pace.forecast, row.pace.state, row.pace.needed_per_day) == (3_100, PaceState.ON, 100)
    assert cycle.states == MoneyStates(D(3_100), D(1_500), D(0), D(1_600), D(0))


def test_a_cycle_of_ones_own_runs_beside_the_month() -> None:
    own = Period(date(2026, 8, 10), date(2026, 9, 6))
    channel = plan(1_000, Scope(ScopeKind.CHANNEL, "paid_search"), period=own)
    report = budget_report(facts(plan(3_100), channel), [])
    assert [cycle.period for cycle in report.cycles] == [AUGUST, own]
    (row,) = report.cycles[1].rows
    assert row.spent == 180
    assert report.cycles[1].states == MoneyStates(D(1_000), D(180), D(0), D(820), D(0))


def test_stages_and_promises() -> None:
    known = facts(
        plan(3_100),
        plan(2_000, Scope(ScopeKind.STAGE, "reach")),
        plan(800, Scope(ScopeKind.STAGE, "convert")),
        plan(500, Scope(ScopeKind.ENTITY, "google_ads/Brand"), committed=True),
    )
    (cycle,) = budget_report(known, []).cycles
    assert [row.name.en for row in cycle.rows] == ["All money", "Reach", "Convert", "Brand"]
    assert cycle.states == MoneyStates(D(3_100), D(1_500), D(50), D(1_550), D(0))
    assert cycle.stages["reach"] == MoneyStates(D(2_000), D(900), D(0), D(1_100), D(0))
    assert cycle.stages["convert"] == MoneyStates(D(800), D(600), D(50), D(150), D(0))


def kinds(known: Facts, *entities: StoredEntity) -> list[FaultKind]:
    return [fault.kind for fault in budget_report(known, entities).faults]


def test_a_line_at_rest_with_money_left_and_one_used_up() -> None:
    resting = np.full(DAYS, 10.0)
    resting[-4:] = 0
    line = plan(400, Scope(ScopeKind.ENTITY, "meta_ads/Remarketing"))
    assert kinds(facts(plan(3_100), line, remarketing=resting)) == [FaultKind.PAUSED_WITH_BUDGET]
    assert kinds(facts(plan(3_100), line)) == []
    assert kinds(facts(plan(1_500))) == [FaultKind.SPENT_OUT]


def test_money_that_no_budget_speaks_of_is_told_only_where_none_is_for_all() -> None:
    reach = plan(2_000, Scope(ScopeKind.STAGE, "reach"))
    known = facts(reach)
    (fault,) = budget_report(known, []).faults
    assert (fault.kind, fault.money) == (FaultKind.SPEND_OUTSIDE_PLAN, 600)
    assert kinds(facts(reach, plan(3_100))) == []


def test_a_campaign_meant_to_convert_that_brings_nothing() -> None:
    """28 mature days at 15 are 420; the client's other campaigns bring 28 conversions for 2 940 in all, 105 each."""
    known = facts(plan(3_100), remarketing=15.0)
    conversions = known.days.conversions.copy()
    conversions[1] = 0
    quiet = replace(known, days=replace(known.days, conversions=conversions))
    (fault,) = budget_report(quiet, []).faults
    assert fault.kind is FaultKind.SPEND_WITHOUT_CONVERSIONS
    assert "took 420" in fault.sentence.en
    assert "costs 105" in fault.sentence.en


def test_what_the_platform_says_of_something_recent() -> None:
    def entity(status: str, day: date) -> StoredEntity:
        return StoredEntity(
            *("k", "google_ads", "main", "ad", "Ad one"),
            *[""] * 8,
            first_day=FIRST,
            last_day=day,
            status=status,
            status_reason="",
            status_day=day,
        )

    recent, old = date(2026, 8, 14), date(2026, 7, 1)
    report = budget_report(facts(plan(3_100)), [entity("Disapproved", recent), entity("Disapproved", old)])
    (fault,) = report.faults
    assert (fault.kind, fault.since) == (FaultKind.HELD_BACK, recent)
    assert kinds(facts(plan(3_100)), entity("Eligible", recent)) == []


def test_stale_files_are_a_fault_and_hold_the_as_of_day_back() -> None:
    known = facts(plan(3_100))
    late = tuple(
        replace(a, last=a.last - timedelta(days=10)) if a.source == "google_ads" else a for a in known.accounts
    )
    report = budget_report(replace(known, accounts=late), [])
    assert FaultKind.STALE_DATA in {fault.kind for fault in report.faults}
    assert report.through == date(2026, 8, 15)  # of the account that is not left behind


def test_unlike_currencies_have_no_pace() -> None:
    known = facts(plan(3_100))
    money = {"EUR": known.days.money["EUR"], "USD": known.days.money["EUR"]}
    report = budget_report(replace(known, days=replace(known.days, money=money)), [])
    assert all(isinstance(row.pace, Sentence) for cycle in report.cycles for row in cycle.rows)
