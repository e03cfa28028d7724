"""The morning check: what went wrong since the last working day, the heaviest first; my cards; today's meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from core.dates import month_of
from core.findings.facts import Facts, Plan
from core.jobs.imports import offer
from core.model import Period
from core.plans import EVERYTHING, Budget
from core.reports.budgets import budget_report
from core.reports.morning import ClientMorning, Spent, Weight, client_morning, morning_of, since_last_working_day
from core.store import open_store
from core.store.clients import add_client
from tests.core.findings.making import Campaign, make

FIRST, DAYS = date(2026, 6, 1), 77  # through Sunday 16 August; today is Monday the 17th
D = Decimal


def facts(budget: int = 0, spend: float | np.ndarray = 100.0) -> Facts:
    known = make([Campaign("Video", spend=spend, clicks=300.0, conversions=20.0)], first=FIRST, days=DAYS)
    plan = Plan(Budget(1, month_of(date(2026, 8, 1)), EVERYTHING, D(budget), False, FIRST, "", ""), None)
    return replace(known, plans=(plan,) if budget else ())


def checked(known: Facts) -> ClientMorning:
    return morning_of(known, budget_report(known, []))


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 8, 17), date(2026, 8, 14)),
        (date(2026, 8, 18), date(2026, 8, 17)),
        (date(2026, 12, 28), date(2026, 12, 23)),
    ],
    ids=["a Monday looks back to Friday", "a Tuesday to Monday", "after Christmas to the 23rd"],
)
def test_since_the_last_working_day(today: date, first: date) -> None:
    assert since_last_working_day(today) == Period(first, today - timedelta(days=1))


def test_all_well_has_no_worry_and_tells_the_money() -> None:
    """On a Monday: Friday to Sunday at 100 a day."""
    found = checked(facts(3_100))
    assert found.worries == ()
    assert found.spent == Spent(Period(date(2026, 8, 14), date(2026, 8, 16)), D(300), D(300), "EUR")


def test_pace_is_for_today_and_a_budget_used_up_is_for_now() -> None:
    pace = checked(facts(2_000))
    assert [worry.weight for worry in pace.worries] == [Weight.TODAY]
    assert "All money: Forecast for the whole period 3,100\u00a0€ of 2,000\u00a0€" in pace.worries[0].sentence.en
    gone = checked(facts(1_500))
    assert [worry.weight for worry in gone.worries] == [Weight.NOW]
    assert "is used up" in gone.worries[0].sentence.en


def test_spend_that_stopped_is_an_alarm() -> None:
    spend = np.full(DAYS, 100.0)
    spend[-3:] = 0
    known = facts(spend=spend)
    found = checked(known)
    assert found.worries[0].weight is Weight.NOW
    assert found.spent is not None
    assert found.spent.amount == 0


def test_stale_data_is_told_and_no_money_is_claimed() -> None:
    known = facts()
    late = replace(known, accounts=tuple(replace(a, last=a.last - timedelta(days=20)) for a in known.accounts))
    found = checked(late)
    assert found.spent is None
    assert any("days behind" in worry.sentence.en for worry in found.worries)


def test_worst_first() -> None:
    now, today, well = checked(facts(1_500)), checked(facts(2_000)), checked(facts(3_100))
    assert sorted([well, today, now], key=lambda one: one.place) == [now, today, well]


EXPORT = """Campaign report
"November 20, 2026 - November 24, 2026"
Day,Campaign,Campaign ID,Campaign type,Status,Status reasons,Currency code,Impr.,Clicks,Cost,Conversions
2026-11-23,Acme | Haku,11,Search,Eligible (Limited),limited by budget,EUR,500,50,30.00,3.00
2026-11-24,Acme | Haku,11,Search,Eligible (Limited),limited by budget,EUR,500,50,30.00,3.00
2026-11-24,Acme | Video,12,Video,Eligible,,EUR,5000,10,20.00,0.00
"""


def test_what_the_platform_said_in_the_file_is_told_in_its_own_words(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    now = datetime(2026, 11, 25, 6)
    client_id = add_client(store.ops, name="Acme", now=now).client_id
    offer(store, client_id=client_id, name="week.csv", data=EXPORT.encode(), account="1", who="Test", now=now)
    found = client_morning(store, client_id=client_id, as_of=now)
    (worry,) = found.worries
    assert worry.sentence.en == (
        "Acme | Haku is held back by the platform (“Eligible (Limited): limited by budget”, 24\u00a0Nov\u00a02026)."
    )
    assert found.spent is not None
    assert (found.spent.amount, found.spent.usual) == (50, None)
