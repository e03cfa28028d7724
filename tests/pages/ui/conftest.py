"""A hand-made report: the golden story of one client, small enough to check every number by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.measure.balance import stage_balance
from core.model import Period, Sentence
from core.reports.shapes import (
    BalanceReport,
    ChannelMoney,
    Freshness,
    PeriodTotal,
    StageMoney,
    StageSuggestion,
    TargetRow,
)

SEPTEMBER = Period(date(2026, 9, 3), date(2026, 9, 30))
SHARES = {"reach": Decimal("0.45"), "act": Decimal("0.25"), "convert": Decimal("0.20"), "engage": Decimal("0.10")}
MONEY = {
    "reach": Decimal("6000.00"),
    "act": Decimal("2000.00"),
    "convert": Decimal("1500.00"),
    "engage": Decimal("500.00"),
    "mixed": Decimal("300.00"),
    "unmapped": Decimal("1240.00"),
}
"""Staged 10 000, so that every share can be read off: 60/20/15/5 against 45/25/20/10 is a deviation of 15 %."""


def campaign(number: int, stage: str, spend: str, **changed: Any) -> StageSuggestion:
    given: dict[str, Any] = {
        "entity_key": f"google_ads/1/{number}",
        "name": f"Kampanja {number}",
        "parent": "",
        "source": "google_ads",
        "account": "111-222-3333",
        "level": "campaign",
        "channel": "search",
        "stage": stage,
        "weights": {},
        "temperature": "cold",
        "rule": "objective",
        "why": Sentence("Its objective is awareness", "Tavoitteena on tunnettuus"),
        "confidence": 0.8,
        "spend": Decimal(spend),
        "currency": "EUR",
    }
    return StageSuggestion(**(given | changed))


CAMPAIGNS = (
    campaign(1, "reach", "4000.00", name="Reach | Lookalike A", source="meta_ads", account="Havu", channel="social"),
    campaign(2, "reach", "2000.00", name="Reach | Lookalike B", source="meta_ads", account="Havu", channel="social"),
    campaign(3, "act", "2000.00", name="Opas: ilmalämpöpumpun valinta", rule="human"),
    campaign(4, "convert", "1500.00", name="Haku – tarjouspyyntö"),
    campaign(5, "unmapped", "1000.00", name="![x](https://example.com/p.png) *Syksy* $1$", confidence=0.0),
    campaign(6, "engage", "500.00", name="Nykyiset asiakkaat", channel="display"),
    campaign(7, "mixed", "300.00", name="Performance Max", channel="performance_max", rule="human"),
    campaign(8, "unmapped", "240.00", name="Testi 2", confidence=0.0),
)


def slices(first: date, count: int, days: int, *, settled: date, as_of: date) -> tuple[StageMoney, ...]:
    found = []
    for i in range(count):
        start = first + timedelta(days=days * i)
        end = start + timedelta(days=days - 1)
        for j, (bucket, amount) in enumerate(MONEY.items()):
            moved = amount * (100 + 3 * ((i * (j + 2)) % 9)) / 400
            found.append(StageMoney(start, end, bucket, moved, settled=end <= settled, open=end >= as_of))
    return tuple(found)


def report(**changed: Any) -> BalanceReport:
    target = TargetRow(1, date(2026, 1, 8), SHARES, "B2B-liidit, sovittu kuukausipalaverissa", "anna@example.com")
    settled, as_of = date(2026, 8, 31), date(2026, 10, 1)
    given = BalanceReport(
        client_id="havu",
        period=SEPTEMBER,
        currency="EUR",
        total=sum(MONEY.values(), Decimal(0)),
        by_bucket=dict(MONEY),
        confirmed=0.2,
        target=target,
        balance=stage_balance({k: MONEY[k] for k in SHARES}, SHARES),
        why_null=None,
        missing=(),
        channels=(
            ChannelMoney("social", Decimal("6000.00"), 6000 / 11540),
            ChannelMoney("search", Decimal("4740.00"), 4740 / 11540),
            ChannelMoney("display", Decimal("500.00"), 500 / 11540),
            ChannelMoney("performance_max", Decimal("300.00"), 300 / 11540),
        ),
        effective_channels=2.24,
        periods=(
            PeriodTotal(
                "meta_ads", "Havu", Period(date(2026, 9, 1), date(2026, 9, 30)), Decimal("6543.21"), "EUR", used=False
            ),
        ),
        weeks=slices(date(2026, 4, 6), 26, 7, settled=settled, as_of=as_of),
        sprints=slices(date(2025, 10, 9), 13, 28, settled=settled, as_of=as_of),
        freshness=(
            Freshness(
                "meta_ads", "Havu", "EUR", date(2025, 8, 1), date(2026, 9, 24), date(2026, 8, 27), 6, True, 12, True
            ),
            Freshness(
                "google_ads",
                "111-222-3333",
                "EUR",
                date(2025, 8, 1),
                date(2026, 9, 30),
                date(2026, 8, 31),
                0,
                False,
                14,
                True,
            ),
        ),
        settled_through=settled,
        complete=False,
        campaigns=CAMPAIGNS,
    )
    return replace(given, **changed)


@pytest.fixture
def make_report() -> Callable[..., BalanceReport]:
    """The golden report, with the given fields changed."""
    return report
