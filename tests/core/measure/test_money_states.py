"""Planned, spent, promised and free money add up, and free money is never negative without saying so."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from core.measure.money_states import MoneyStates, PlanLine, money_states, stage_states
from core.plans import EVERYTHING, Scope, ScopeKind

D = Decimal


def line(kind: str, key: str, planned: int, spent: int = 0, *, promised: bool = False, **home: str) -> PlanLine:
    return PlanLine(Scope(ScopeKind(kind), key), D(planned), promised, D(spent), **home)


def test_free_is_what_is_neither_spent_nor_promised() -> None:
    """10 000 planned, 4 000 spent; of an ordered campaign of 2 500 there are 1 500 still to pay: 4 500 are free."""
    plan = [
        PlanLine(EVERYTHING, D(10_000), False, D(4_000)),
        line("entity", "order", 2_500, 1_000, promised=True, stage="reach", channel="display"),
        line("stage", "act", 2_000, 500),
    ]
    assert money_states(plan, D(4_000)) == MoneyStates(D(10_000), D(4_000), D(1_500), D(4_500), D(0))
    assert stage_states("reach", plan, D(1_800)) == MoneyStates(D(2_500), D(1_800), D(1_500), D(0), D(800))
    assert stage_states("act", plan, D(500)) == MoneyStates(D(2_000), D(500), D(0), D(1_500), D(0))
    assert stage_states("convert", plan, D(0)) is None


def test_two_views_of_the_same_money_are_not_added() -> None:
    """Reach 3 000 and Act 2 000 by stage, 5 000 by channel, and a campaign that lies in both: 5 000 in all."""
    plan = [
        line("stage", "reach", 3_000),
        line("stage", "act", 2_000),
        line("channel", "paid_social_meta", 4_000),
        line("channel", "paid_search", 1_000),
        line("entity", "lookalike", 1_500, stage="reach", channel="paid_social_meta"),
    ]
    found = money_states(plan, D(0))
    assert found is not None
    assert found.planned == 5_000


def test_a_campaign_outside_every_wider_line_adds_to_them() -> None:
    plan = [line("stage", "reach", 3_000), line("entity", "brand", 700, stage="convert", channel="paid_search")]
    found = money_states(plan, D(0))
    assert found is not None
    assert found.planned == 3_700


def test_a_promise_inside_a_promise_counts_once() -> None:
    plan = [
        PlanLine(EVERYTHING, D(9_000), False, D(0)),
        line("stage", "reach", 3_000, promised=True),
        line("entity", "lookalike", 1_000, promised=True, stage="reach", channel="paid_social_meta"),
    ]
    found = money_states(plan, D(0))
    assert found is not None
    assert (found.committed, found.free) == (3_000, 6_000)


def test_without_a_plan_there_is_nothing_to_say() -> None:
    assert money_states([], D(500)) is None


amounts = some.integers(0, 10_000)
lines = some.lists(
    some.builds(
        line,
        some.just("entity"),
        some.sampled_from("abc"),
        amounts,
        amounts,
        promised=some.booleans(),
        stage=some.sampled_from(["reach", "act"]),
        channel=some.sampled_from(["x", "y"]),
    )
    | some.builds(line, some.just("stage"), some.sampled_from(["reach", "act"]), amounts, promised=some.booleans())
    | some.builds(line, some.just("channel"), some.sampled_from(["x", "y"]), amounts, promised=some.booleans()),
    min_size=1,
    max_size=6,
)


@given(lines, amounts)
def test_the_states_always_add_up(plan: list[PlanLine], spent: int) -> None:
    found = money_states(plan, D(spent))
    assert found is not None
    assert found.planned == found.actual + found.committed + found.free - found.over
    assert min(found.free, found.over) == 0
    assert min(found.free, found.over, found.committed) >= 0
    assert found.planned <= sum((one.planned for one in plan), D(0))
