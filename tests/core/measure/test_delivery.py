"""Six faults of delivery, each with the case that shows it and its neighbour that does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.dates import month_of
from core.measure import delivery
from core.measure.delivery import FaultKind
from core.measure.platform_status import Delivery
from core.measure.platform_status import delivery as meaning
from core.model import Sentence

SEPTEMBER = month_of(date(2026, 9, 1))
NAME = Sentence("Convert", "Convert")
D = Decimal


def paused(last_spend: date | None, known_to: date, spent: int = 400) -> delivery.Fault | None:
    return delivery.paused_with_budget(
        NAME,
        cycle=SEPTEMBER,
        planned=D(1_000),
        spent=D(spent),
        last_spend=last_spend,
        known_to=known_to,
        currency="EUR",
    )


def test_paused_with_budget() -> None:
    """Last money on the 10th, known to the 13th: three quiet days."""
    found = paused(date(2026, 9, 10), date(2026, 9, 13))
    assert found is not None
    assert (found.kind, found.money, found.since) == (FaultKind.PAUSED_WITH_BUDGET, 600, date(2026, 9, 11))
    assert "nothing for 3 days" in found.sentence.en
    assert "600\u00a0€" in found.sentence.fi


@pytest.mark.parametrize(
    ("last_spend", "known_to", "spent"),
    [
        (date(2026, 9, 10), date(2026, 9, 12), 400),
        (date(2026, 9, 10), date(2026, 9, 20), 1_000),
        (date(2026, 9, 20), date(2026, 9, 30), 400),
        (date(2026, 8, 1), date(2026, 9, 2), 0),
    ],
    ids=["a weekend", "nothing left", "the cycle is over", "the cycle has just begun"],
)
def test_not_paused(last_spend: date, known_to: date, spent: int) -> None:
    assert paused(last_spend, known_to, spent) is None


def test_a_line_that_never_began_is_paused_from_the_first_day_of_its_cycle() -> None:
    found = paused(None, date(2026, 9, 5), 0)
    assert found is not None
    assert found.since == SEPTEMBER.start


def test_stale_data() -> None:
    late = delivery.stale_data("Meta Ads", last_day=date(2026, 9, 20), days_behind=10, limit=3)
    assert late is not None
    assert late.kind is FaultKind.STALE_DATA
    assert "20.9.2026" in late.sentence.fi
    assert delivery.stale_data("Meta Ads", last_day=date(2026, 9, 27), days_behind=3, limit=3) is None


@pytest.mark.parametrize(
    ("spent", "conversions", "cost_each", "told"),
    [
        (120, 0, D(40), True),
        (119, 0, D(40), False),
        (120, 1, D(40), False),
        (99, 0, D(20), False),
        (900, 0, None, False),
    ],
    ids=["three times the price", "just below", "one came", "too little money", "no price known"],
)
def test_spend_without_conversions(spent: int, conversions: int, cost_each: Decimal | None, told: bool) -> None:
    found = delivery.spend_without_conversions(
        "Display", period=SEPTEMBER, spent=D(spent), conversions=conversions, cost_each=cost_each, currency="EUR"
    )
    assert (found is not None) == told


@pytest.mark.parametrize(
    ("spent", "known_to", "told"),
    [(1_000, date(2026, 9, 24), True), (999, date(2026, 9, 24), False), (1_200, date(2026, 9, 30), False)],
    ids=["used up with six days to go", "a euro left", "the cycle is over"],
)
def test_spent_out(spent: int, known_to: date, told: bool) -> None:
    found = delivery.spent_out(
        NAME, cycle=SEPTEMBER, planned=D(1_000), spent=D(spent), known_to=known_to, currency="EUR"
    )
    assert (found is not None) == told
    if found:
        assert "6 days are left" in found.sentence.en


def test_spend_outside_the_plan() -> None:
    def found(spent: int, *names: str) -> delivery.Fault | None:
        return delivery.spend_outside_plan(names, spent=D(spent), planned=D(10_000), currency="EUR")

    told = found(250, "Testi (kopio)")
    assert told is not None
    assert "Testi (kopio)" in told.sentence.fi
    assert found(199, "Testi (kopio)") is None
    assert found(250) is None


def test_held_back_by_the_platform() -> None:
    on = date(2026, 9, 30)
    found = delivery.held_back("Haku", found=Delivery.LIMITED, said="Eligible (Limited)", on=on)
    assert found is not None
    assert "“Eligible (Limited)”, 30\u00a0Sep\u00a02026" in found.sentence.en
    for fine in (Delivery.RUNNING, Delivery.STOPPED, Delivery.UNKNOWN):
        assert delivery.held_back("Haku", found=fine, said="Enabled", on=on) is None


@pytest.mark.parametrize(
    ("status", "reason", "expected"),
    [
        ("Enabled", "", Delivery.RUNNING),
        ("Käytössä", "", Delivery.RUNNING),
        ("Ei käytössä", "", Delivery.STOPPED),
        ("Eligible", "", Delivery.RUNNING),
        ("Eligible (Learning)", "", Delivery.RUNNING),
        ("Qualificado (aprendizado)", "", Delivery.RUNNING),
        ("STATUS_ENABLE", "", Delivery.RUNNING),
        ("Eligible (Limited)", "", Delivery.LIMITED),
        ("Eligible", "limited by budget; unknown", Delivery.LIMITED),
        ("Eligible", "bidding strategy learning", Delivery.RUNNING),
        ("Budjetin rajoittama", "", Delivery.LIMITED),
        ("active", "", Delivery.RUNNING),
        ("inactive", "", Delivery.STOPPED),
        ("not_delivering", "", Delivery.NOT_DELIVERING),
        ("Ei näytetä", "", Delivery.NOT_DELIVERING),
        ("PAUSED", "", Delivery.STOPPED),
        ("Keskeytetty", "", Delivery.STOPPED),
        ("Paused", "limited by budget", Delivery.STOPPED),
        ("Disapproved", "", Delivery.REJECTED),
        ("Hylätty", "", Delivery.REJECTED),
        ("--", "", Delivery.UNKNOWN),
        ("0", "", Delivery.UNKNOWN),
        ("", "", Delivery.UNKNOWN),
    ],
)
def test_what_a_platforms_word_means(status: str, reason: str, expected: Delivery) -> None:
    assert meaning(status, reason) is expected
