"""Who reaches the next stage, followed for a fixed time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.cohorts import Entry, cohort, median_days, still_open, usual_horizon, weekly_cohorts
from tests.core.measure.published import expected, needs_oracles, rows

TODAY = date(2026, 10, 1)
# Weeks of remission, maintained group (Miller 1997; R survival::aml). False: still in remission when last seen.
AML = [
    *[(9, True), (13, True), (13, False), (18, True), (23, True), (28, False)],
    *[(31, True), (34, True), (45, False), (48, True), (161, False)],
]


def entry(days_ago: int, lag: int | None = None) -> Entry:
    entered = TODAY - timedelta(days=days_ago)
    return Entry(entered, None if lag is None else entered + timedelta(days=lag))


def test_only_those_whose_time_is_over_count() -> None:
    """41 leads of more than 30 days ago, nine of them sales leads in time; young and late ones do not change that."""
    old = [*[entry(40, 12)] * 9, *[entry(31)] * 30, *[entry(60, 31)] * 2]
    young = [entry(30, 1), entry(5, 2), entry(3)]
    found = cohort(old + young, TODAY)
    assert (found.entered, found.reached, found.horizon) == (41, 9, 30)
    assert found.share == pytest.approx(9 / 41)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((0.120, 0.367), abs=6e-4)


def test_few_entries_have_no_percentage() -> None:
    found = cohort([entry(40, 3)] * 19, TODAY)
    assert (found.entered, found.reached, found.share, found.interval) == (19, 19, None, None)


def test_weeks_that_are_not_over_are_left_out() -> None:
    """31 August is a Monday; its week ends on the 6th of September, 25 days ago."""
    found = weekly_cohorts([entry(31, 4), entry(38, 1), entry(39), entry(50)], TODAY)
    assert [(week.start, one.entered, one.reached) for week, one in found] == [
        (date(2026, 8, 10), 1, 0),
        (date(2026, 8, 17), 1, 0),
        (date(2026, 8, 24), 1, 1),
    ]
    assert weekly_cohorts([], TODAY) == []


def test_the_horizon_is_what_nine_in_ten_need() -> None:
    assert usual_horizon([entry(100, lag) for lag in range(1, 21)]) == 18
    assert usual_horizon([entry(100, 0)] * 20) == 1
    assert usual_horizon([entry(100, 5)] * 19) == 30


def test_those_still_on_their_way_are_not_lost() -> None:
    """Steps by hand: 10/11, × 9/10, × 7/8 …"""
    steps = still_open([(float(t), there) for t, there in AML])
    assert [round(share, 3) for _, share in steps] == [0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184]
    assert [time for time, _ in steps] == [9, 13, 18, 23, 31, 34, 48]


def test_the_median_counts_the_open_ones_too() -> None:
    entries = [entry(60, 5), entry(60, 10), entry(60, 20), entry(60)]
    assert median_days(entries, TODAY) == 10
    assert median_days([entry(60, 5), entry(60), entry(60)], TODAY) is None
    # What has not happened by today is not known today.
    assert median_days([entry(4, 10), entry(4, 2), entry(4)], TODAY) is None
    assert median_days([], TODAY) is None


@needs_oracles
def test_published_survival() -> None:
    steps = still_open([(float(row["time"]), row["event"] == "1") for row in rows("aml_maintained.csv")])
    assert [share for _, share in steps] == expected("km_aml")


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1))
def test_the_share_still_open_only_falls(lags: list[tuple[int, bool]]) -> None:
    shares = [1.0, *[share for _, share in still_open(lags)]]
    assert all(later < earlier for earlier, later in zip(shares, shares[1:], strict=False))
    assert 0 <= shares[-1] <= 1
