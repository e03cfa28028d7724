"""The periods a person picks from, made of what the client really has."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from core.errors import Refused
from core.jobs.imports import offer
from core.model import Period
from core.reports.periods import default_period, instant, parse_days, parse_period, period_choices
from core.store import Store, open_store
from core.store.clients import add_client
from core.store.meetings import add_meeting

NOW = datetime(2026, 10, 5, 6)
TODAY = date(2026, 10, 5)

DAYS = """Campaign report
"August 30, 2026 - September 2, 2026"
Day,Campaign,Currency code,Cost
2026-08-30,A,EUR,10.00
2026-09-02,A,EUR,20.00
"""
MAY = """Campaign report
"May 5, 2026 - May 15, 2026"
Campaign,Currency code,Cost
A,EUR,118.99
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Acme", now=NOW)
    return store


def give(store: Store, text: str) -> None:
    (outcome,) = offer(store, client_id="acme", name="x.csv", data=text.encode(), who="test", now=NOW)
    assert outcome.status == "imported", outcome.message


def keys(store: Store, kind: str) -> list[str]:
    return [c.key for c in period_choices(store, client_id="acme", today=TODAY) if c.kind == kind]


def test_months_and_weeks_reach_from_the_first_data_day_to_yesterday(store: Store) -> None:
    give(store, DAYS)
    assert keys(store, "month") == ["month:2026-10", "month:2026-09", "month:2026-08"]
    assert keys(store, "week")[0] == "week:2026-W40"
    assert keys(store, "week")[-1] == "week:2026-W35"
    assert keys(store, "sprint") == []


def test_without_a_monthly_the_newest_month_with_data_is_shown_first(store: Store) -> None:
    give(store, DAYS)
    assert default_period(store, client_id="acme", today=TODAY).key == "month:2026-09"


def test_an_export_without_days_offers_its_own_period_and_is_shown_first_when_there_is_nothing_else(
    store: Store,
) -> None:
    give(store, MAY)
    assert keys(store, "export") == ["export:2026-05-05..2026-05-15"]
    assert default_period(store, client_id="acme", today=TODAY).period == Period(date(2026, 5, 5), date(2026, 5, 15))


def test_with_monthlies_the_sprint_under_review_is_shown_first(store: Store) -> None:
    give(store, DAYS)
    for day in (6, 3):
        month = 8 if day == 6 else 9
        add_meeting(store.ops, client_id="acme", kind="monthly", at=datetime(2026, month, day, 7), now=NOW)
    assert keys(store, "sprint") == ["sprint:2026-09-03", "sprint:2026-08-06"]
    assert default_period(store, client_id="acme", today=TODAY).key == "sprint:2026-09-03"


def test_a_client_without_anything_has_the_month_and_week_of_yesterday(store: Store) -> None:
    choices = period_choices(store, client_id="acme", today=date(2026, 1, 1))
    assert [c.key for c in choices] == ["month:2025-12", "week:2026-W01"]
    assert default_period(store, client_id="acme", today=date(2026, 1, 1)).key == "month:2025-12"


def test_a_period_in_an_address_is_a_choice_or_free_days_and_never_nonsense(store: Store) -> None:
    choices = period_choices(store, client_id="acme", today=TODAY)
    assert parse_period("month:2026-10", choices) == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert parse_period("days:2026-09-01..2026-09-02", choices) == Period(date(2026, 9, 1), date(2026, 9, 2))
    for nonsense in ("", "month:2031-01", "days:2026-09-02..2026-09-01", "days:", "sprint:x", "days:a..b"):
        assert parse_period(nonsense, choices) is None


def test_typed_days_and_instants_are_read_or_refused() -> None:
    assert parse_days("2026-09-01..2026-09-30").days == 30
    assert instant("2026-10-01T10:00+03:00") == datetime(2026, 10, 1, 7)
    assert instant("2026-10-01T07:00:00Z") == datetime(2026, 10, 1, 7)
    for wrong in ("soon", "2026-13-01"):
        with pytest.raises(Refused):
            instant(wrong)
    with pytest.raises(Refused):
        parse_days("2026-09-01")
