"""Whether something changed: rates, counts and costs between two periods, and what that may be called."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.change import (
    Change,
    Cost,
    Count,
    Rate,
    cost_change,
    count_change,
    rate_change,
    ratio_of_sums,
)
from core.measure.dispersion import ASSUMED, Dispersion, count_dispersion, rate_dispersion
from core.measure.labels import Label, label
from core.model import Sentence
from tests.core.measure.published import expected, needs_oracles

CHANCE = Dispersion(1.0, None)
# R datasets::warpbreaks: breaks of yarn, six groups of nine looms (Tippett 1950).
WARPBREAKS = [
    [26, 30, 54, 25, 70, 52, 51, 26, 67],
    [18, 21, 29, 17, 12, 18, 35, 30, 36],
    [36, 21, 24, 18, 10, 43, 28, 15, 26],
    [27, 14, 29, 19, 29, 31, 41, 20, 44],
    [42, 26, 19, 16, 39, 28, 21, 39, 29],
    [20, 21, 24, 17, 13, 15, 15, 16, 28],
]


def changed(answer: Change | Sentence) -> Change:
    assert isinstance(answer, Change), str(answer)
    return answer


# --------------------------------------------------------------------------------------------------------------- rates


def test_one_sprint_is_not_enough_to_call_the_guide_better() -> None:
    """45 of 1,500 -> 66 of 1,650: a third more, and still no clear change."""
    change = changed(rate_change(Rate(45, 1500), Rate(66, 1650), CHANCE, 0.95))
    assert (change.ratio, change.low, change.high, change.p) == pytest.approx((1.3333, 0.9188, 1.9349, 0.13), abs=1e-4)
    assert (change.before, change.after) == pytest.approx((0.03, 0.04))
    assert change.label is Label.NO_CLEAR_CHANGE


def test_three_sprints_before_it_are() -> None:
    change = changed(rate_change(Rate(135, 4500), Rate(66, 1650), CHANCE))
    assert change.label is Label.LIKELY_UP
    assert change.p == pytest.approx(0.051, abs=1e-4)
    assert (change.low, change.high) == pytest.approx((1.05, 1.70), abs=0.005)  # +5 … +70 %
    assert change.up
    assert change.relative == pytest.approx(1 / 3)


def test_the_wednesday_rate_is_clearly_down() -> None:
    """266 of 9,000 -> 303 of 15,900 with φ 1.5 on 9 degrees of freedom."""
    change = changed(rate_change(Rate(266, 9000), Rate(303, 15900), Dispersion(1.5, 9)))
    assert (change.ratio, change.low, change.high, change.p) == pytest.approx((0.645, 0.535, 0.777, 0.0019), abs=5e-4)
    assert change.label is Label.CLEARLY_DOWN


def test_the_error_of_a_rate_by_hand() -> None:
    """1/100 − 1/1000 on both sides: 0.018; times φ 2: 0.036."""
    change = changed(rate_change(Rate(100, 1000), Rate(100, 1000), Dispersion(2.0, None)))
    assert change.se == pytest.approx(math.sqrt(0.036))
    assert (change.ratio, change.p) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (Rate(9.6, 5000), Rate(50, 5000), "9 in one of the periods; at least 10"),
        (Rate(50, 5000), Rate(0, 5000), "0 in one of the periods; at least 10"),
        (Rate(10, 20), Rate(50, 5000), "20 in one of the periods; at least 30"),
    ],
)
def test_few_events_say_nothing(before: Rate, after: Rate, why: str) -> None:
    answer = rate_change(before, after, CHANCE)
    assert isinstance(answer, Sentence)
    assert why in answer.en
    assert "Liian vähän dataa" in answer.fi


def test_more_conversions_than_visits_are_compared_as_counts() -> None:
    """View-through conversions can outnumber clicks: 1/400 + 1/200."""
    change = changed(rate_change(Rate(400, 100), Rate(200, 100), CHANCE))
    assert (change.ratio, change.se) == pytest.approx((0.5, math.sqrt(0.0075)))


def test_a_rate_of_nothing_is_undefined() -> None:
    assert Rate(0, 0).value is None
    assert Rate(1, 4).value == 0.25


# -------------------------------------------------------------------------------------------------------------- counts


def test_counts_are_compared_per_exposure() -> None:
    """40 in 20 days against 60 in 20: half more; SE √(1/40 + 1/60)."""
    change = changed(count_change(Count(40, 20), Count(60, 20), CHANCE))
    assert (change.before, change.after, change.ratio) == (2.0, 3.0, 1.5)
    assert change.se == pytest.approx(math.sqrt(1 / 40 + 1 / 60))
    assert change.label is Label.LIKELY_UP


@pytest.mark.parametrize(
    ("count", "likely", "clearly"),
    [(10, 1.24, 2.53), (20, 0.77, 1.44), (50, 0.43, 0.76), (100, 0.29, 0.49), (300, 0.16, 0.26), (1000, 0.08, 0.13)],
)
def test_the_smallest_change_that_could_be_seen_is_known(count: int, likely: float, clearly: float) -> None:
    change = changed(count_change(Count(count, 28), Count(count, 28), Dispersion(1.2, None)))
    assert (change.visible, change.clearly_visible) == pytest.approx((likely, clearly), abs=0.006)


def test_counts_that_are_few_or_have_no_days_say_nothing() -> None:
    assert isinstance(count_change(Count(9, 28), Count(30, 28), CHANCE), Sentence)
    assert isinstance(count_change(Count(20, 0), Count(30, 28), CHANCE), Sentence)


# --------------------------------------------------------------------------------------------------------------- costs


def test_a_cost_is_a_ratio_of_sums_with_the_error_of_its_weeks() -> None:
    """91 / 21 and, by hand, √(7/6 · 26.222) / 21."""
    weeks = tuple(zip([10, 12, 9, 20, 15, 11, 14], [2, 3, 2, 5, 3, 2, 4], strict=True))
    ratio, error = ratio_of_sums(weeks)
    residual = sum((y - 13 / 3 * x) ** 2 for y, x in weeks)
    assert (ratio, error) == pytest.approx((13 / 3, math.sqrt(7 / 6 * residual) / 21))


def test_a_cost_that_doubles_in_every_week_has_doubled() -> None:
    before = Cost(((100, 10), (120, 11), (90, 10), (105, 10)))
    after = Cost(((200, 10), (240, 11), (180, 10), (210, 10)))
    change = changed(cost_change(before, after))
    assert change.ratio == pytest.approx(2.0)
    assert change.label is Label.CLEARLY_UP
    assert change.df is None  # more alike than chance makes counts
    assert changed(cost_change(before, after, counted=False)).df == 6


def test_weeks_alike_to_the_cent_leave_no_doubt() -> None:
    same = Cost(((100.0, 10), (100.0, 10)))
    dearer = Cost(((125.0, 10), (125.0, 10)))
    assert changed(cost_change(same, same, counted=False)).p == 1.0
    change = changed(cost_change(same, dearer, counted=False))
    assert (change.ratio, change.p, change.label) == (1.25, 0.0, Label.CLEARLY_UP)


def test_few_conversions_vary_as_counts_do_even_if_their_weeks_happen_to_be_alike() -> None:
    """24 in twelve weeks, then 15 in three: SE(ln) = √(1/24 + 1/15) = .3291, ln(80/100) = −.223, z = .678."""
    change = changed(cost_change(Cost(((200, 2),) * 12), Cost(((400, 5),) * 3)))
    assert change.ratio == pytest.approx(0.8)
    assert change.p == pytest.approx(0.498, abs=0.001)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Cost(((100, 4), (100, 5))), Cost(((100, 20), (100, 20)))),
        (Cost(((100, 20),)), Cost(((100, 20), (100, 20)))),
        (Cost(((0, 20), (0, 20))), Cost(((100, 20), (100, 20)))),
    ],
)
def test_a_cost_of_few_conversions_one_week_or_no_money_says_nothing(before: Cost, after: Cost) -> None:
    assert isinstance(cost_change(before, after), Sentence)


# ---------------------------------------------------------------------------------------------------------- dispersion


def test_dispersion_of_counts_is_pearson_over_the_groups() -> None:
    """R: glm(breaks ~ wool * tension, quasipoisson) on warpbreaks has dispersion 3.76389 on 48."""
    found = count_dispersion([[(count, 1.0) for count in group] for group in WARPBREAKS])
    assert (found.phi, found.df) == (pytest.approx(3.76389, abs=1e-4), 48)


def test_dispersion_of_a_rate_by_hand() -> None:
    """p = .1; weeks 5, 15, 10, 10 of 100: (25 + 25) / 9 over 3 -> 1.85."""
    found = rate_dispersion([[(5, 100), (15, 100), (10, 100), (10, 100)]])
    assert (found.phi, found.df) == (pytest.approx(50 / 9 / 3), 3)


def test_a_rise_between_sprints_is_no_noise() -> None:
    """Each sprint varies around its own level: four alike at 10, four alike at 20."""
    assert count_dispersion([[(10, 7)] * 4, [(20, 7)] * 4]) == Dispersion(1.0, 6)


def test_dispersion_is_never_below_chance_and_assumed_without_weeks() -> None:
    assert rate_dispersion([[(10, 100)] * 4]) == Dispersion(1.0, 3)
    assert rate_dispersion([[(5, 100), (15, 100), (10, 100)]]) == ASSUMED
    assert count_dispersion([]) == ASSUMED
    assert rate_dispersion([[(0, 100)] * 5, [(1, 0)] * 5]) == ASSUMED


def test_only_the_newest_six_sprints_count() -> None:
    wild, calm = [(1, 7), (99, 7), (1, 7), (99, 7)], [(50, 7)] * 4
    assert count_dispersion([wild, *[calm] * 6]) == Dispersion(1.0, 18)


def test_a_rate_above_one_varies_like_a_count() -> None:
    assert rate_dispersion([[(150, 100), (50, 50), (100, 50), (300, 200)]]).phi == pytest.approx(50 / 3 / 3)


# --------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("ratio", "low", "high", "p", "word"),
    [
        (1.33, 0.97, 1.82, 0.13, Label.NO_CLEAR_CHANGE),
        (1.33, 1.05, 1.70, 0.051, Label.LIKELY_UP),
        (0.645, 0.535, 0.777, 0.0019, Label.CLEARLY_DOWN),
        (0.80, 0.67, 0.95, 0.03, Label.LIKELY_DOWN),
        (1.20, 1.08, 1.33, 0.004, Label.CLEARLY_UP),
        (1.01, 0.95, 1.07, 0.8, Label.STEADY),
        (1.04, 1.01, 1.07, 0.001, Label.STEADY),  # sure, and too small to be called a change
        (1.10, 0.60, 2.00, 0.8, Label.CANNOT_TELL),
        (1.049, 1.001, 1.11, 0.09, Label.NO_CLEAR_CHANGE),
    ],
)
def test_the_word_for_a_change(ratio: float, low: float, high: float, p: float, word: Label) -> None:
    assert label(ratio, low, high, p) is word


# ----------------------------------------------------------------------------------------------------------- published


@needs_oracles
def test_published_values() -> None:
    for case, before in (("guide_one_sprint", Rate(45, 1500)), ("guide_three_sprints", Rate(135, 4500))):
        guide = changed(rate_change(before, Rate(66, 1650), CHANCE, 0.95))
        assert [guide.ratio, guide.low, guide.high, guide.p] == expected(case)
    rate = changed(rate_change(Rate(47, 1590), Rate(32, 1625), CHANCE))
    assert rate.ratio == expected("rate_change_log")
    assert changed(count_change(Count(21, 3011), Count(11, 800), CHANCE)).ratio == expected("count_change")
    groups = [[(c, 1.0) for c in (20, 25, 18, 30)], [(c, 1.0) for c in (31, 28, 40, 35)]]
    phi = count_dispersion(groups).phi
    count = changed(count_change(Count(93, 4), Count(134, 4), Dispersion(phi, None)))
    assert [count.ratio, phi, count.p] == expected("quasi_poisson_statsmodels")
    weeks = list(zip([10, 12, 9, 20, 15, 11, 14], [2, 3, 2, 5, 3, 2, 4], strict=True))
    assert list(ratio_of_sums(weeks)) == expected("ratio_of_sums_hc1")
    found = count_dispersion([[(c, 1.0) for c in group] for group in WARPBREAKS])
    assert [found.phi, found.df] == expected("phi_poisson")


# ---------------------------------------------------------------------------------------------------------- invariants

RATES = st.tuples(st.integers(10, 10**5), st.integers(30, 10**6)).map(lambda t: Rate(t[0], max(t)))
DISPERSIONS = st.builds(Dispersion, st.floats(1, 20), st.one_of(st.none(), st.integers(3, 60)))


@given(RATES, RATES, DISPERSIONS)
def test_a_change_lies_in_its_interval_and_reads_the_same_backwards(a: Rate, b: Rate, dispersion: Dispersion) -> None:
    there, back = changed(rate_change(a, b, dispersion)), changed(rate_change(b, a, dispersion))
    assert there.low <= there.ratio <= there.high
    assert (back.ratio, back.p) == pytest.approx((1 / there.ratio, there.p))
    assert (back.low, back.high) == pytest.approx((1 / there.high, 1 / there.low))


@given(RATES, RATES, DISPERSIONS)
def test_an_interval_excludes_no_change_just_when_p_is_at_most_a_tenth(
    a: Rate, b: Rate, dispersion: Dispersion
) -> None:
    change = changed(rate_change(a, b, dispersion))
    if abs(change.p - 0.10) > 1e-6:
        assert (change.low > 1 or change.high < 1) == (change.p < 0.10)


@given(st.lists(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 500)), min_size=2, max_size=6), max_size=6))
def test_the_order_of_weeks_does_not_matter(sprints: list[list[tuple[int, int]]]) -> None:
    forth, back = count_dispersion(sprints), count_dispersion([sprint[::-1] for sprint in sprints])
    assert (back.phi, back.df) == (pytest.approx(forth.phi), forth.df)
