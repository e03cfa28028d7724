"""Moving money as a test: what is known, and the chance it pays."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.reallocation import (
    CURVE_UNKNOWN,
    PRIOR_STATED,
    Move,
    Spender,
    best_test,
    chance_of_gain,
    elasticity_error,
    most_to_move,
    move_sentence,
    moved,
)
from core.model import Sentence
from tests.core.measure.published import expected, needs_oracles

NBSP = "\u00a0"
DEAR = Spender("dear", Decimal(1500), 30)  # 50 €
CHEAP = Spender("cheap", Decimal(1000), 46)  # 21.74 €
# Simulated with both b drawn from the prior and φ 1.5: conversions each, then ratios 1.2, 1.5, 2, 2.5, 3.
CHANCES = {
    10: (0.60, 0.72, 0.85, 0.91, 0.94),
    20: (0.63, 0.76, 0.89, 0.95, 0.97),
    50: (0.65, 0.81, 0.93, 0.97, 0.99),
    100: (0.67, 0.83, 0.94, 0.98, 0.99),
}


def known(answer: Move | Sentence) -> Move:
    assert isinstance(answer, Move), str(answer)
    return answer


@pytest.mark.parametrize(("conversions", "chances"), list(CHANCES.items()))
def test_the_chance_that_it_pays(conversions: int, chances: tuple[float, ...]) -> None:
    error = math.sqrt(1.5 * 2 / conversions)
    assert [chance_of_gain(ratio, error) for ratio in (1.2, 1.5, 2, 2.5, 3)] == pytest.approx(chances, abs=0.011)


def test_alike_is_a_coin() -> None:
    assert chance_of_gain(1.0, 0.3) == pytest.approx(0.5)


def test_a_move_at_average_costs() -> None:
    """300 € is a fifth of 1,500: six conversions there, 13.8 here."""
    assert most_to_move(DEAR, CHEAP) == Decimal(300)
    found = known(moved(DEAR, CHEAP, Decimal(300)))
    assert (found.lost, found.gained, found.times_cheaper) == pytest.approx((6, 13.8, 2.3))
    assert found.within_test
    assert 0.90 < found.chance < 0.95
    assert not known(moved(DEAR, CHEAP, Decimal("300.01"))).within_test


def test_the_receiver_limits_a_move_too() -> None:
    assert most_to_move(Spender("a", Decimal(10_000), 30), CHEAP) == Decimal(300)


def test_one_move_is_proposed_between_those_that_differ_twofold() -> None:
    middling = Spender("middling", Decimal(1000), 30)  # 33.33 €: neither twice one nor half the other
    thin = Spender("thin", Decimal(100), 19)
    found = best_test([middling, CHEAP, thin, DEAR])
    assert found is not None
    assert (found.donor.key, found.receiver.key, found.amount) == ("dear", "cheap", Decimal(300))
    assert best_test([middling, CHEAP]) is None
    assert best_test([]) is None


@pytest.mark.parametrize(
    ("donor", "receiver", "amount", "why"),
    [
        (Spender("a", Decimal(1500), 19), CHEAP, 100, "19 conversions"),
        (DEAR, Spender("b", Decimal(100), 3), 100, "3 conversions"),
        (DEAR, CHEAP, 1501, "has spent"),
        (DEAR, CHEAP, 0, "has spent"),
        (DEAR, Spender("free", Decimal(0), 40), 100, "has spent"),
    ],
)
def test_when_nothing_can_be_said(donor: Spender, receiver: Spender, amount: int, why: str) -> None:
    answer = moved(donor, receiver, Decimal(amount))
    assert isinstance(answer, Sentence)
    assert why in answer.en


def test_how_sure_a_curve_would_be() -> None:
    """√(1.5 / (900 · 0.1²)); spend that never changed tells nothing."""
    assert elasticity_error(1.5, 900, 0.1) == pytest.approx(0.408, abs=5e-4)
    assert elasticity_error(1.5, 900, 0.0) is None
    assert elasticity_error(1.5, 0, 0.1) is None
    assert "seuraava euro" in CURVE_UNKNOWN.fi
    assert "0.7 ± 0.2" in PRIOR_STATED.en


def test_a_move_in_words() -> None:
    said = move_sentence(known(moved(DEAR, CHEAP, Decimal(300))), ("Prospecting", "Remarketing"), "EUR")
    assert said.fi == (
        f"Kokeiltavaksi: siirrä 300{NBSP}€ (20{NBSP}%) kampanjasta Prospecting kampanjaan Remarketing. Saman tavoitteen"
        " konversio maksaa ensimmäisessä 2,3-kertaisesti; hyöty noin 9 kertaa 10:stä."
    )
    assert "costs 2.3 times as much" in said.en


@needs_oracles
def test_published_errors() -> None:
    assert [elasticity_error(1.5, 900, spread) for spread in (0.1, 0.2)] == expected("elasticity_se")


@given(st.floats(0.2, 5), st.floats(0.2, 5), st.floats(0.05, 1))
def test_a_larger_difference_pays_more_likely_and_the_way_back_less(one: float, other: float, error: float) -> None:
    small, large = sorted((one, other))
    assert chance_of_gain(small, error) <= chance_of_gain(large, error) + 1e-12
    assert chance_of_gain(one, error) + chance_of_gain(1 / one, error) == pytest.approx(1)
