"""Goals, the claim that counts, and rates: what people agree on."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refused
from core.model import Claim, Goal, GoalKind, Rate, Stage
from core.store import Store, goals, open_store, rates
from core.store.clients import add_client

NOW = datetime(2026, 10, 1, 6, 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    add_client(store.ops, name="Aurinko", now=NOW)
    add_client(store.ops, name="Pilvi", now=NOW)
    return store


def put(store: Store, event: str, kind: str, stage: str | None = None, source: str = "") -> Goal:
    return goals.set_goal(
        store.ops, client_id="aurinko", event=event, kind=kind, stage=stage, source=source, set_by="Mari", now=NOW
    )


def test_an_event_has_one_goal_per_source_and_the_last_word_holds(store):
    put(store, "generate_lead", "soft_lead")
    put(store, "  Generate_Lead ", "hard_lead")
    put(store, "generate_lead", "soft_lead", "act", "ga4")
    made = goals.list_goals(store.ops, client_id="aurinko")
    assert [(g.event, g.source, g.stage, g.kind) for g in made] == [
        ("Generate_Lead", "", Stage.CONVERT, GoalKind.HARD_LEAD),
        ("generate_lead", "ga4", Stage.ACT, GoalKind.SOFT_LEAD),
    ]
    assert goals.list_goals(store.ops, client_id="pilvi") == []
    assert goals.goal_of(made, "GENERATE_LEAD", "ga4").kind is GoalKind.SOFT_LEAD
    assert goals.goal_of(made, "generate_lead", "meta_ads").kind is GoalKind.HARD_LEAD
    assert goals.goal_of(made, "purchase", "ga4") is None


@pytest.mark.parametrize(
    ("kind", "stage"), [("soft_lead", "act"), ("hard_lead", "convert"), ("cart", "act"), ("order", "convert")]
)
def test_without_a_stage_the_kind_tells_it(store, kind, stage):
    assert put(store, "x", kind).stage == stage


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": " ", "kind": "order"},
        {"event": "x" * 201, "kind": "order"},
        {"event": "x", "kind": "lead"},
        {"event": "x", "kind": "order", "stage": "measure"},
    ],
)
def test_what_cannot_be_a_goal_is_refused_and_nothing_is_written(store, wrong):
    with pytest.raises(Refused):
        put(store, **wrong)
    assert goals.list_goals(store.ops, client_id="aurinko") == []


def test_only_the_client_s_own_goal_can_be_removed(store):
    made = put(store, "purchase", "order")
    with pytest.raises(Refused):
        goals.remove_goal(store.ops, client_id="pilvi", goal_id=made.goal_id)
    goals.remove_goal(store.ops, client_id="aurinko", goal_id=made.goal_id)
    assert goals.list_goals(store.ops, client_id="aurinko") == []


def test_the_platforms_count_until_somebody_chooses_otherwise(store):
    assert goals.claim_that_counts(store.ops, client_id="aurinko") is Claim.PLATFORM
    goals.choose_claim(store.ops, client_id="aurinko", claim="outcome", set_by="Mari", now=NOW)
    assert goals.claim_that_counts(store.ops, client_id="aurinko") is Claim.OUTCOME
    assert goals.claim_that_counts(store.ops, client_id="pilvi") is Claim.PLATFORM
    with pytest.raises(Refused):
        goals.choose_claim(store.ops, client_id="aurinko", claim="sum", set_by="Mari", now=NOW)


def test_rates_are_replaced_by_pair_and_day(store):
    day = date(2026, 9, 30)
    rates.set_rates(store.ops, [Rate(day, "SEK", "EUR", Decimal("0.09"))], now=NOW)
    rates.set_rates(store.ops, [Rate(day, "SEK", "EUR", Decimal("0.091"), "ecb.csv", "Mari")], now=NOW)
    assert rates.list_rates(store.ops) == [Rate(day, "SEK", "EUR", Decimal("0.091"), "ecb.csv", "Mari")]
    rates.remove_rate(store.ops, day=day, base="SEK", quote="EUR")
    assert rates.list_rates(store.ops) == []
    with pytest.raises(Refused):
        rates.remove_rate(store.ops, day=day, base="SEK", quote="EUR")


@pytest.mark.parametrize(
    ("base", "quote", "rate"), [("SEK", "SEK", "1"), ("XYZ", "EUR", "1"), ("SEK", "EUR", "0"), ("SEK", "EUR", "NaN")]
)
def test_one_impossible_rate_stops_all(store, base, quote, rate):
    good = Rate(date(2026, 9, 30), "USD", "EUR", Decimal("0.9"))
    with pytest.raises(Refused):
        rates.set_rates(store.ops, [good, Rate(date(2026, 9, 30), base, quote, Decimal(rate))], now=NOW)
    assert rates.list_rates(store.ops) == []
