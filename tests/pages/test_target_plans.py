"""The Targets page about single numbers and budgets: a change is a new row, and the old one can be seen."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from streamlit.testing.v1 import AppTest

from core.model import Client, Period, Role
from core.plans import Direction, Scope, ScopeKind, Span
from core.store import budgets, kpis

WRITTEN = datetime(2026, 9, 1, 6, 0)
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))


def part(office, name: str, *, client: Client | None = None, language: str = "en") -> AppTest:
    at = office.open("targets", Role.GROWTH_OWNER, client=client, language=language, run=False)
    at.query_params["of"] = name
    return at.run()


def column(at: AppTest, title: str) -> list[str]:
    (frame,) = [f.value for f in at.dataframe if title in f.value.columns][:1]
    return [text.replace("\u00a0", " ") for text in frame[title]]


def test_a_target_for_a_number_is_saved_changed_and_taken_back(office) -> None:
    at = part(office, "numbers")
    assert "No target for a number yet" in at.info[0].value
    assert at.button(key="numbers_save").disabled
    at.selectbox(key="numbers_metric").select("ctr").run()
    assert not at.selectbox(key="numbers_stage").disabled
    at.selectbox(key="numbers_stage").select("reach")
    at.selectbox(key="numbers_span").select(Span.SPRINT)
    at.selectbox(key="numbers_direction_False").select(Direction.BAND).run()
    at.number_input(key="numbers_value").set_value(1.2)
    at.number_input(key="numbers_high").set_value(2.5)
    at.date_input(key="numbers_from").set_value(date(2026, 9, 4)).run()
    at.button(key="numbers_save").click().run()
    assert not at.exception
    (row,) = kpis.list_kpis(office.store.ops, client_id=office.fir.client_id)
    assert (row.key, row.value, row.high) == (("ctr", "reach", "sprint"), Decimal("0.012"), Decimal("0.025"))
    assert (row.valid_from, row.set_by) == (date(2026, 9, 4), "Test growth_owner")
    assert column(at, "Target") == ["between 1.2 % and 2.5 %"]

    at.number_input(key="numbers_value").set_value(1.5).run()
    at.date_input(key="numbers_from").set_value(date(2026, 10, 1)).run()
    at.button(key="numbers_save").click().run()
    newest, older = kpis.list_kpis(office.store.ops, client_id=office.fir.client_id)
    assert older == row
    assert column(at, "Until")[1] == "30 Sep 2026"
    at.selectbox(key="numbers_which").select(newest.target_id)
    at.button(key="numbers_remove_yes").click().run()
    assert kpis.list_kpis(office.store.ops, client_id=office.fir.client_id) == [row]
    assert "Taken back" in at.success[0].value


def test_a_website_number_has_no_stage_and_a_price_is_not_reached(office) -> None:
    at = part(office, "numbers", language="fi")
    at.selectbox(key="numbers_metric").select("engagement_rate").run()
    assert at.selectbox(key="numbers_stage").disabled
    assert Direction.REACH not in at.selectbox(key="numbers_direction_False").options
    assert len(at.selectbox(key="numbers_direction_False").options) == 3


def test_a_budget_is_planned_for_a_stage_and_its_change_shows_what_was_before(office) -> None:
    office.spend(date(2026, 9, 1), ("Opas", "", 100))
    budgets.set_budget(
        office.store.ops,
        client_id=office.fir.client_id,
        period=SEPTEMBER,
        scope=Scope(ScopeKind.STAGE, "act"),
        amount=Decimal(900),
        decided_on=date(2026, 8, 20),
        set_by="Test",
        now=WRITTEN,
    )
    at = part(office, "budgets")
    periods = at.selectbox(key="budgets_period")
    periods.select_index(periods.options.index("September\u00a02026")).run()
    assert column(at, "Planned") == ["900 €"]
    at.selectbox(key="budgets_kind").select(ScopeKind.STAGE).run()
    at.selectbox(key="budgets_key_stage").select("act")
    at.number_input(key="budgets_amount").set_value(1250.5)
    at.toggle(key="budgets_committed").set_value(True)
    at.date_input(key="budgets_decided").set_value(date(2026, 9, 11)).run()
    at.button(key="budgets_save").click().run()
    assert not at.exception
    newest, older = budgets.list_budgets(office.store.ops, client_id=office.fir.client_id)
    assert (newest.amount, newest.committed, newest.decided_on) == (Decimal("1250.50"), True, date(2026, 9, 11))
    assert older.amount == 900
    assert column(at, "Planned") == ["1,251 €"]
    assert column(at, "Before") == ["was 900 € until 10 Sep"]
    assert column(at, "For what") == ["Act"]
    at.selectbox(key="budgets_kind").select(ScopeKind.ENTITY).run()
    assert at.selectbox(key="budgets_key_entity").options == ["Opas"]
    at.selectbox(key="budgets_which").select(newest.budget_id)
    at.button(key="budgets_remove_yes").click().run()
    assert budgets.list_budgets(office.store.ops, client_id=office.fir.client_id) == [older]


def test_another_clients_plans_are_never_shown(office, shown) -> None:
    kpis.set_kpi(
        office.store.ops,
        client_id=office.birch.client_id,
        metric="conversions",
        span="month",
        direction="reach",
        value=Decimal(4711),
        valid_from=date(2026, 1, 1),
        set_by="Test",
        now=WRITTEN,
    )
    at = part(office, "numbers", client=office.birch)
    assert "4711" not in shown(at).replace(",", "").replace("\u00a0", "")
    assert "No target for a number yet" in at.info[0].value
