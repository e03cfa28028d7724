"""Steady trends, and carts that are left behind more and more."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.carts import CartTrend, cart_trend, carts_sentence
from core.measure.trend import mann_kendall, steady_line
from core.model import Sentence
from tests.core.measure.published import expected, needs_oracles

NBSP = "\u00a0"


def weeks(shares: list[float], started: float = 200) -> list[tuple[float, float]]:
    return [(started, started * share) for share in shares]


def trend(shares: list[float]) -> CartTrend:
    found = cart_trend(weeks(shares))
    assert isinstance(found, CartTrend), str(found)
    return found


def test_the_score_of_every_order_of_five_weeks_averages_to_nothing_with_its_variance() -> None:
    """Over all 120 orders: mean 0, variance 5 · 4 · 15 / 18."""
    scores = [mann_kendall(order).score for order in permutations(range(5))]
    assert sum(scores) == 0
    assert sum(s * s for s in scores) / len(scores) == pytest.approx(mann_kendall([1, 2, 3, 4, 5]).variance)


def test_ties_leave_less_to_vary() -> None:
    """Over all orders of 1, 1, 2, 3."""
    scores = [mann_kendall(order).score for order in permutations([1, 1, 2, 3])]
    assert sum(s * s for s in scores) / len(scores) == pytest.approx(mann_kendall([1, 1, 2, 3]).variance)


def test_the_chance_of_a_steady_rise() -> None:
    """S = 15 of six rising weeks, variance 28.33: z 2.82, or 2.63 with continuity."""
    rising = mann_kendall([1, 2, 3, 4, 5, 6])
    assert rising.p == pytest.approx(math.erfc(15 / math.sqrt(2 * 28.3333333)))
    assert rising.cautious_p == pytest.approx(0.0085, abs=1e-4)
    for silent in ([], [3.0], [3.0] * 8):
        assert (mann_kendall(silent).p, mann_kendall(silent).cautious_p) == (1.0, 1.0)


def test_one_odd_week_does_not_tilt_the_line() -> None:
    assert steady_line([10, 12, 14, 90, 18, 20]) == pytest.approx((10, 20), abs=1.0)
    assert steady_line([5, 7]) == (5, 7)


def test_carts_left_behind_more_and_more() -> None:
    found = trend([0.60, 0.63, 0.62, 0.66, 0.68, 0.70, 0.72, 0.73, 0.77, 0.78])
    assert found.grows
    assert (found.first, found.last) == pytest.approx((0.60, 0.78), abs=0.01)
    assert carts_sentence(found).fi == (f"Hylättyjen korien osuus on kasvanut 10 viikkoa (60{NBSP}% → 78{NBSP}%).")
    assert "for 10 weeks" in carts_sentence(found).en


@pytest.mark.parametrize(
    "shares",
    [
        [0.60, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67, 0.68, 0.69],  # steady, but 15 %
        [0.60, 0.80, 0.55, 0.78, 0.60, 0.79, 0.62, 0.80, 0.61, 0.79],  # up and down
        [0.78, 0.77, 0.73, 0.72, 0.70, 0.68, 0.66, 0.62, 0.63, 0.60],  # falling
        [0.0] * 10,
    ],
)
def test_no_growth_worth_telling(shares: list[float]) -> None:
    assert not trend(shares).grows


def test_only_the_newest_ten_weeks_with_enough_carts_count() -> None:
    early = weeks([0.1] * 5)
    found = cart_trend([*early, *weeks([0.6] * 9), (19, 19)])
    assert isinstance(found, CartTrend)
    assert (found.weeks, found.relative) == (9, 0.0)
    silent = cart_trend([*weeks([0.6] * 7), *weeks([0.6] * 3, started=19)])
    assert isinstance(silent, Sentence)
    assert "there are 7" in silent.en


@needs_oracles
def test_published_score() -> None:
    assert [mann_kendall([5, 6, 6, 8, 7, 9, 11, 10]).score] == expected("mann_kendall")


SERIES = st.lists(st.integers(-50, 50), min_size=2, max_size=12)


@given(SERIES)
def test_backwards_is_the_opposite(values: list[int]) -> None:
    there, back = mann_kendall(values), mann_kendall(values[::-1])
    assert (back.score, back.variance) == (-there.score, there.variance)
    assert 0 <= there.p <= there.cautious_p <= 1
    assert steady_line(values) == pytest.approx(steady_line(values[::-1])[::-1])
