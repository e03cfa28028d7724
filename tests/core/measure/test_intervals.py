"""Intervals of a rate, a count and a cost."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.intervals import Interval, cost_at_least, poisson, wilson
from tests.core.measure.published import expected, needs_oracles


def ends(interval: Interval | None) -> list[float]:
    assert interval is not None
    return [interval.low, interval.high]


@pytest.mark.parametrize(
    ("events", "trials", "low", "high"),
    [(20, 200, 0.066, 0.149), (2, 20, 0.028, 0.301), (3, 10, 0.108, 0.603), (36, 1600, 0.016, 0.031)],
)
def test_the_same_share_of_fewer_is_less_sure(events: int, trials: int, low: float, high: float) -> None:
    assert ends(wilson(events, trials)) == pytest.approx([low, high], abs=6e-4)


def test_wilson_by_hand() -> None:
    """z² = 3.8415; middle (0.5 + 3.8415/8) / (1 + 3.8415/4) = 0.5; half-width 0.35."""
    z2 = 1.959963984540054**2
    half = math.sqrt(z2 * (0.25 / 4 + z2 / 64)) / (1 + z2 / 4)
    assert ends(wilson(2, 4)) == pytest.approx([0.5 - half, 0.5 + half], rel=1e-12)


@pytest.mark.parametrize(("events", "trials"), [(0, 0), (3, 2), (-1, 5)])
def test_what_is_no_share_has_no_interval(events: int, trials: int) -> None:
    assert wilson(events, trials) is None


def test_nothing_counted_still_allows_some() -> None:
    """The rule of three, exactly: −ln 0.025 and −ln 0.05."""
    assert ends(poisson(0)) == pytest.approx([0.0, -math.log(0.025)], rel=1e-12)
    assert poisson(0, 0.90).high == pytest.approx(-math.log(0.05), rel=1e-12)


def test_one_counted() -> None:
    """P(X ≥ 1) = 0.025 at −ln 0.975, in closed form."""
    assert poisson(1).low == pytest.approx(-math.log(0.975), rel=1e-10)


def test_a_count_below_zero_is_an_error() -> None:
    with pytest.raises(ValueError, match="below zero"):
        poisson(-1)


def test_money_without_conversions_still_bounds_their_cost() -> None:
    """420 € and none: above 114 € (420 / 3.689)."""
    assert cost_at_least(420, 0) == pytest.approx(113.86, abs=0.01)


@needs_oracles
def test_published_values() -> None:
    for case, events, trials in (("a", 81, 263), ("b", 15, 148), ("c", 0, 20), ("d", 1, 29)):
        assert ends(wilson(events, trials)) == expected(f"wilson_newcombe_{case}")
    assert [end / 24.19893 for end in ends(poisson(137))] == expected("poisson_ci_R")
    assert ends(poisson(0)) == expected("poisson_ci_0")


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.floats(0.5, 0.999))
def test_the_share_lies_in_its_interval_and_the_interval_in_0_to_1(events: int, more: int, confidence: float) -> None:
    low, high = ends(wilson(events, events + more, confidence))
    assert 0 <= low <= events / (events + more) <= high <= 1


@given(st.integers(0, 2000), st.floats(0.5, 0.99))
def test_the_count_lies_in_its_interval_which_widens_with_confidence(count: int, confidence: float) -> None:
    narrow, wide = poisson(count, confidence), poisson(count, confidence + 0.005)
    assert wide.low <= narrow.low <= count <= narrow.high < wide.high
