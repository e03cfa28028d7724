"""Targets for numbers, budgets and content: what was agreed stays as it was agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.dates import month_of
from core.errors import Refused
from core.model import Period
from core.plans import EVERYTHING, Scope, ScopeKind
from core.store import Store, budgets, clients, content, kpis, open_store

NOW = datetime(2026, 9, 10, 9, 0)
SEPTEMBER, OCTOBER = month_of(date(2026, 9, 1)), month_of(date(2026, 10, 1))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    for name in ("Acme", "Other"):
        clients.add_client(store.ops, name=name, now=NOW)
    return store


def kpi(store: Store, valid_from: date, value: str, **more: Any) -> int:
    given = {"metric": "conversions", "span": "month", "direction": "reach"} | more
    return kpis.set_kpi(
        store.ops, client_id="acme", valid_from=valid_from, value=Decimal(value), set_by="Test", now=NOW, **given
    ).target_id


def in_force(store: Store, day: date) -> list[Decimal]:
    return [t.value for t in kpis.kpis_on(kpis.list_kpis(store.ops, client_id="acme"), day)]


def test_a_new_target_leaves_old_months_their_own(store: Store) -> None:
    kpi(store, date(2026, 1, 1), "100")
    kpi(store, date(2026, 9, 1), "120")
    assert in_force(store, date(2025, 12, 31)) == []
    assert in_force(store, date(2026, 8, 31)) == [100]
    assert in_force(store, date(2026, 9, 1)) == [120]


def test_of_one_day_the_target_written_last_holds_and_can_be_taken_back(store: Store) -> None:
    kpi(store, date(2026, 9, 1), "120")
    wrong = kpi(store, date(2026, 9, 1), "1200")
    assert in_force(store, SEPTEMBER.end) == [1200]
    kpis.remove_kpi(store.ops, client_id="acme", target_id=wrong, who="Test", now=NOW)
    assert in_force(store, SEPTEMBER.end) == [120]
    with pytest.raises(Refused):
        kpis.remove_kpi(store.ops, client_id="acme", target_id=wrong, who="Test", now=NOW)


def test_targets_for_other_stages_and_periods_live_side_by_side(store: Store) -> None:
    kpi(store, date(2026, 9, 1), "120")
    kpi(store, date(2026, 9, 1), "40", stage="act")
    kpi(store, date(2026, 9, 1), "110", span="sprint")
    assert sorted(in_force(store, SEPTEMBER.end)) == [40, 110, 120]
    assert kpis.list_kpis(store.ops, client_id="other") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"metric": "likes"},
        {"span": "week"},
        {"direction": "sideways"},
        {"stage": "measure"},
        {"metric": "sessions", "stage": "act"},
        {"metric": "cpa"},
        {"direction": "band"},
        {"direction": "band", "high": Decimal(5)},
        {"high": Decimal(500)},
        {"metric": "ctr", "direction": "above"},
    ],
    ids=lambda wrong: " ".join(f"{k}={v}" for k, v in wrong.items()),
)
def test_what_cannot_be_a_target_is_refused(store: Store, wrong: dict[str, Any]) -> None:
    """A rate of 100 is a hundred times all of it; a price does not add up to a target over days."""
    with pytest.raises(Refused):
        kpi(store, date(2026, 9, 1), "100", **wrong)
    assert kpis.list_kpis(store.ops, client_id="acme") == []


def budget(store: Store, period: Period, amount: str, decided_on: date, scope: Scope = EVERYTHING, **more: Any) -> int:
    given: dict[str, Any] = {"client_id": "acme", "set_by": "Test", "now": NOW} | more
    return budgets.set_budget(
        store.ops, period=period, scope=scope, amount=Decimal(amount), decided_on=decided_on, **given
    ).budget_id


def planned(store: Store, day: date) -> dict[tuple[Period, str], Decimal]:
    rows = budgets.budgets_on(budgets.list_budgets(store.ops, client_id="acme"), day)
    return {(row.period, row.scope.key): row.amount for row in rows}


def test_a_changed_budget_is_a_new_row_and_the_day_before_still_knows_the_old_one(store: Store) -> None:
    budget(store, SEPTEMBER, "5000", date(2026, 8, 20))
    changed = budget(store, SEPTEMBER, "5600.50", date(2026, 9, 10))
    budget(store, SEPTEMBER, "2000", date(2026, 8, 20), Scope(ScopeKind.STAGE, "reach"))
    budget(store, OCTOBER, "4000", date(2026, 9, 20))
    assert planned(store, date(2026, 9, 9)) == {(SEPTEMBER, ""): 5000, (SEPTEMBER, "reach"): 2000}
    assert planned(store, date(2026, 9, 10))[SEPTEMBER, ""] == Decimal("5600.50")
    assert planned(store, date(2026, 9, 30))[OCTOBER, ""] == 4000
    budgets.remove_budget(store.ops, client_id="acme", budget_id=changed, who="Test", now=NOW)
    assert planned(store, date(2026, 9, 30))[SEPTEMBER, ""] == 5000


@pytest.mark.parametrize(
    ("period", "amount", "scope"),
    [
        (SEPTEMBER, "-1", EVERYTHING),
        (SEPTEMBER, "NaN", EVERYTHING),
        (SEPTEMBER, "10", Scope(ScopeKind.STAGE, "measure")),
        (SEPTEMBER, "10", Scope(ScopeKind.CHANNEL, "")),
        (Period(date(2026, 1, 1), date(2027, 1, 2)), "10", EVERYTHING),
    ],
    ids=["negative", "not a number", "measure is no bucket", "a channel without a name", "longer than a year"],
)
def test_what_cannot_be_a_budget_is_refused(store: Store, period: Period, amount: str, scope: Scope) -> None:
    with pytest.raises(Refused):
        budget(store, period, amount, date(2026, 9, 1), scope)


@pytest.fixture
def add(store: Store) -> Callable[..., content.Content]:
    def added(title: str, stage: str, live_from: date, **more: str) -> content.Content:
        return content.add_content(
            store.ops,
            client_id="acme",
            title=title,
            stage=stage,
            live_from=live_from,
            added_by="Test",
            now=NOW,
            **more,
        )

    return added


def test_content_is_live_from_its_day_until_it_is_gone(store: Store, add: Callable[..., content.Content]) -> None:
    piece = add(
        "  Opas   pumpun mitoitukseen ", "act", date(2026, 9, 1), persona="Ostaja", url="https://a.example/opas"
    )
    assert (piece.title, piece.persona) == ("Opas pumpun mitoitukseen", "Ostaja")
    content.retire_content(store.ops, client_id="acme", content_id=piece.content_id, gone_on=date(2026, 9, 20))
    (piece,) = content.list_content(store.ops, client_id="acme")
    live = [day for day in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 19), date(2026, 9, 20))]
    assert [piece.live_on(day) for day in live] == [False, True, True, False]
    with pytest.raises(Refused):
        content.retire_content(store.ops, client_id="acme", content_id=piece.content_id, gone_on=date(2026, 8, 1))
    with pytest.raises(Refused):
        content.remove_content(store.ops, client_id="other", content_id=piece.content_id, who="Test", now=NOW)


def test_a_card_becomes_one_piece_however_often_it_is_read(store: Store, add: Callable[..., content.Content]) -> None:
    add("Artikkeli", "convert", date(2026, 9, 1), card_id="card-1")
    add("Artikkeli, uusi otsikko", "convert", date(2026, 9, 2), card_id="card-1")
    add("Toinen", "reach", date(2026, 8, 1))
    rows = content.list_content(store.ops, client_id="acme")
    assert [(row.title, row.live_from) for row in rows] == [
        ("Artikkeli, uusi otsikko", date(2026, 9, 2)),
        ("Toinen", date(2026, 8, 1)),
    ]


@pytest.mark.parametrize(
    ("title", "stage", "url"),
    [(" ", "act", ""), ("Opas", "measure", ""), ("Opas", "act", "javascript:alert(1)")],
    ids=["no title", "no stage", "no web address"],
)
def test_what_cannot_be_content_is_refused(
    store: Store, add: Callable[..., content.Content], title: str, stage: str, url: str
) -> None:
    with pytest.raises(Refused):
        add(title, stage, date(2026, 9, 1), url=url)
    assert content.list_content(store.ops, client_id="acme") == []
