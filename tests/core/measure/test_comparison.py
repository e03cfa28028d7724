"""Sprints of daily series: weeks, weekday exposure and comparisons built from days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.change import Change
from core.measure.comparison import compare_costs, compare_counts, compare_rates, counts_vary, rates_vary, too_early
from core.measure.dispersion import ASSUMED
from core.measure.exposure import EVEN, exposure, weekday_weights
from core.measure.labels import Label
from core.measure.series import Daily, blocks, daily, open_days, whole_weeks
from core.model import Period, Sentence

MONDAY = date(2026, 6, 1)
WORKWEEK = (10.0, 10.0, 10.0, 10.0, 10.0, 0.0, 0.0)


def repeated(week: tuple[float, ...], weeks: int, first: date = MONDAY) -> Daily:
    return Daily(first, np.array(week * weeks))


def sprint(number: int, days: int = 28) -> Period:
    start = MONDAY + timedelta(days=28 * number)
    return Period(start, start + timedelta(days=days - 1))


# -------------------------------------------------------------------------------------------------------------- series


def test_days_without_rows_are_zero_and_missing_days_are_not() -> None:
    series = daily(
        {MONDAY: 3, MONDAY + timedelta(days=2): 4}, Period(MONDAY, MONDAY + timedelta(days=3)), missing=[sprint(0).end]
    )
    assert series.values.tolist() == [3, 0, 4, 0]
    gap = daily({}, Period(MONDAY, MONDAY), missing=[MONDAY])
    assert np.isnan(gap.values[0])
    assert gap.total([MONDAY]) == 0.0
    assert series.last == MONDAY + timedelta(days=3)
    assert np.isnan(series.on(MONDAY - timedelta(days=1)))
    assert series.total([]) == 0.0


def test_a_part_of_a_series_is_cut_to_what_there_is() -> None:
    series = repeated(WORKWEEK, 2)
    part = series.within(Period(MONDAY - timedelta(days=3), MONDAY + timedelta(days=1)))
    assert (part.first, part.values.tolist()) == (MONDAY, [10, 10])
    assert len(series.within(Period(date(2020, 1, 1), date(2020, 1, 2))).values) == 0
    assert series.through(MONDAY).values.tolist() == [10]
    assert len(series.through(MONDAY - timedelta(days=1)).values) == 0


def test_weeks_are_counted_from_the_start_of_the_sprint() -> None:
    period = Period(date(2026, 6, 4), date(2026, 7, 1))  # Thursday, 28 days
    assert [week.start.isoformat() for week in whole_weeks(period)] == [
        "2026-06-04",
        "2026-06-11",
        "2026-06-18",
        "2026-06-25",
    ]
    longer = Period(period.start, period.end + timedelta(days=5))
    assert whole_weeks(longer) == whole_weeks(period)
    assert blocks(longer)[-1] == Period(date(2026, 6, 25), date(2026, 7, 6))
    assert blocks(Period(MONDAY, MONDAY)) == [Period(MONDAY, MONDAY)]


@given(st.integers(1, 100))
def test_blocks_cover_every_day_once(days: int) -> None:
    period = Period(MONDAY, MONDAY + timedelta(days=days - 1))
    assert [day for block in blocks(period) for day in block] == list(period)


def test_closed_days_are_left_out() -> None:
    assert len(open_days(sprint(0), [MONDAY, MONDAY + timedelta(days=1)])) == 26


# ------------------------------------------------------------------------------------------------------------ exposure


def test_a_weekday_weighs_what_it_brings() -> None:
    weights = weekday_weights(repeated(WORKWEEK, 8), MONDAY + timedelta(weeks=8))
    assert weights == pytest.approx((1.4, 1.4, 1.4, 1.4, 1.4, 0, 0))
    assert exposure(weights, sprint(2)) == pytest.approx(28)


def test_weights_follow_the_calendar_whatever_day_the_history_starts() -> None:
    """Eight weeks back from a Thursday are still Monday's for Mondays."""
    weights = weekday_weights(repeated((7, 1, 1, 1, 1, 1, 2), 12), MONDAY + timedelta(days=59))
    assert weights == pytest.approx((3.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1.0))


def test_a_missing_day_is_not_a_quiet_one() -> None:
    series = repeated(WORKWEEK, 8)
    series.values[7] = np.nan  # one Monday
    assert weekday_weights(series, MONDAY + timedelta(weeks=8))[0] == pytest.approx(1.4)


@pytest.mark.parametrize("weeks", [0, 1])
def test_without_two_weeks_of_history_all_days_are_alike(weeks: int) -> None:
    assert weekday_weights(repeated(WORKWEEK, weeks), MONDAY + timedelta(weeks=weeks)) == EVEN


def test_without_anything_counted_or_after_the_data_all_days_are_alike() -> None:
    assert weekday_weights(repeated((0.0,) * 7, 8), MONDAY + timedelta(weeks=8)) == EVEN
    assert weekday_weights(repeated(WORKWEEK, 3), MONDAY + timedelta(weeks=30)) == EVEN
    gap = repeated(WORKWEEK, 2)
    gap.values[[0, 7]] = np.nan
    assert weekday_weights(gap, MONDAY + timedelta(weeks=2)) == EVEN


# --------------------------------------------------------------------------------------------------------- comparisons


def test_a_longer_sprint_is_not_more() -> None:
    """19 days against 28 of the same working weeks: it lacks a weekend, so a plain count per day misleads."""
    counts = repeated(WORKWEEK, 16)
    change = compare_counts(counts, before=[sprint(2)], after=sprint(3, 19), history=[sprint(1), sprint(2)])
    assert isinstance(change, Change)
    assert change.ratio == pytest.approx(1.0)


def test_three_sprints_are_pooled() -> None:
    counts = repeated(WORKWEEK, 12)
    counts = Daily(MONDAY, np.concatenate([counts.values, np.array((20.0, 20, 20, 20, 20, 0, 0) * 4)]))
    earlier = [sprint(n) for n in range(3)]
    change = compare_counts(counts, before=earlier, after=sprint(3), history=earlier)
    assert isinstance(change, Change)
    assert (change.ratio, change.label, change.df) == (pytest.approx(2.0), Label.CLEARLY_UP, 9)


def test_a_rate_is_the_sum_over_the_sum() -> None:
    visits, sales = repeated((100.0,) * 7, 8), repeated((5.0, 5, 5, 5, 5, 0, 3), 8)
    change = compare_rates(sales, visits, before=[sprint(0)], after=sprint(1), history=[sprint(0), sprint(1)])
    assert isinstance(change, Change)
    assert (change.before, change.ratio) == (pytest.approx(0.04), pytest.approx(1.0))


def test_a_closed_day_counts_on_neither_side() -> None:
    """Nothing came in on the closed Monday, and none is missed."""
    counts = repeated(WORKWEEK, 16)
    closed = MONDAY + timedelta(weeks=12)
    counts.values[12 * 7] = 0.0
    change = compare_counts(
        counts, before=[sprint(2)], after=sprint(3), history=[sprint(1), sprint(2)], closed=[closed]
    )
    assert isinstance(change, Change)
    assert change.ratio == pytest.approx(1.0)


def test_a_day_without_data_was_no_exposure() -> None:
    counts = repeated((10.0,) * 7, 16)
    counts.values[12 * 7 : 12 * 7 + 5] = np.nan
    change = compare_counts(counts, before=[sprint(2)], after=sprint(3), history=[sprint(1), sprint(2)])
    assert isinstance(change, Change)
    assert change.ratio == pytest.approx(1.0)


def test_a_cost_is_compared_over_all_days_of_the_period() -> None:
    money, sales = repeated((70.0,) * 7, 10), repeated((1.0,) * 7, 10)
    change = compare_costs(money, sales, before=[sprint(0)], after=sprint(1, 33))
    assert isinstance(change, Change)
    assert (change.before, change.after) == (pytest.approx(70.0), pytest.approx(70.0))


def test_nothing_is_said_before_seven_full_days() -> None:
    counts = repeated((10.0,) * 7, 16)
    six = sprint(3, 6)
    for answer in (
        compare_counts(counts, before=[sprint(2)], after=six, history=[sprint(2)]),
        compare_rates(counts, counts, before=[sprint(2)], after=six, history=[sprint(2)]),
        compare_costs(counts, counts, before=[sprint(2)], after=six),
        too_early(sprint(3, 7), closed=[sprint(3).start]),
    ):
        assert isinstance(answer, Sentence)
        assert "6 full days of the 7" in answer.en
    assert too_early(sprint(3, 7)) is None


def test_dispersion_rests_on_the_whole_weeks_of_the_sprints() -> None:
    counts = repeated((10.0,) * 7, 16)
    assert counts_vary(counts, [sprint(1), sprint(2, 27)]).df == 5
    assert counts_vary(counts, []) == ASSUMED
    assert rates_vary(counts, repeated((100.0,) * 7, 16), [sprint(1), sprint(2)]).df == 6
