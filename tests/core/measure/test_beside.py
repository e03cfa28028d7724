"""Work beside its result: sides of whole weeks, days of no use gone from both, and when nothing can be said."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.beside import LONG, SHORT, Kind, Number, Reading, beside, sides, unbalanced
from core.measure.change import Change
from core.measure.series import Daily
from core.model import Period, Sentence

FIRST = date(2026, 1, 5)  # a Monday
DAY = date(2026, 7, 1)
AFTER_ALL = date(2026, 9, 1)
WEEK = np.array([10, 10, 10, 10, 10, 2, 2], dtype=np.float64)


def number(before: float, after: float, *, kind: Kind = Kind.COUNT, over: float = 0, weekly: bool = False) -> Number:
    """So much a day through the day itself, so much after it; with `weekly` in the shape of a working week."""
    days = (AFTER_ALL - FIRST).days
    turn = (DAY - FIRST).days + 1
    values = np.where(np.arange(days) < turn, before, after).astype(np.float64)
    if weekly:
        values *= np.resize(WEEK, days)
    series = Daily(FIRST, values)
    return Number(kind, series, Daily(FIRST, np.full(days, over)) if over else series, AFTER_ALL - timedelta(days=1), 1)


def changed(found: object) -> Change:
    assert isinstance(found, Change), found
    return found


def test_a_count_is_compared_as_one_would_by_hand() -> None:
    """28 days of 10 against 28 of 12: ln 1.2 over √(1/280 + 1/336). Weeks that are all alike vary no more than chance
    (φ = 1), told by 3 of each of six stretches of four weeks: t(18) = 1.7341."""
    found = beside(number(10, 12), DAY, today=AFTER_ALL, closed=())
    assert (found.before, found.after) == sides(DAY, 28)
    assert (found.before, found.after) == (
        Period(date(2026, 6, 3), date(2026, 6, 30)),
        Period(date(2026, 7, 2), date(2026, 7, 29)),
    )
    change = changed(found.change)
    assert (change.before, change.after) == (pytest.approx(10), pytest.approx(12))
    half = 1.7341 * math.sqrt(1 / 280 + 1 / 336)
    assert change.low == pytest.approx(1.2 * math.exp(-half), rel=1e-4)
    assert change.high == pytest.approx(1.2 * math.exp(half), rel=1e-4)
    assert (found.reading, found.left_out) == (Reading.UP, 0)


def test_rates_and_costs_are_sums_over_sums() -> None:
    rate = beside(number(3, 6, kind=Kind.RATE, over=100), DAY, today=AFTER_ALL, closed=())
    change = changed(rate.change)
    assert (change.before, change.after, rate.reading) == (pytest.approx(0.03), pytest.approx(0.06), Reading.UP)
    cost = beside(number(40, 20, kind=Kind.COST, over=2), DAY, today=AFTER_ALL, closed=())
    change = changed(cost.change)
    assert (change.before, change.after, cost.reading) == (pytest.approx(20), pytest.approx(10), Reading.DOWN)


def test_an_outage_inside_takes_the_same_weekdays_from_the_other_side() -> None:
    """Five working days without conversions would look like a fall of a fifth; without them nothing has changed."""
    dark = {date(2026, 7, 6) + timedelta(days=n) for n in range(5)}
    whole = number(10, 10, weekly=True)
    values = whole.series.values.copy()
    for day in dark:
        values[(day - FIRST).days] = 0
    series = Daily(FIRST, values)
    seen = Number(Kind.COUNT, series, series, whole.settled, 1)
    fallen = changed(beside(seen, DAY, today=AFTER_ALL, closed=()).change)
    assert fallen.ratio == pytest.approx((2160 - 500) / 2160)
    found = beside(seen, DAY, today=AFTER_ALL, closed=dark)
    assert changed(found.change).ratio == pytest.approx(1)
    assert (found.left_out, found.reading) == (5, Reading.STEADY)


def test_days_without_data_are_left_out_as_well() -> None:
    whole = number(10, 12)
    values = whole.series.values.copy()
    values[(date(2026, 7, 10) - FIRST).days] = np.nan
    series = Daily(FIRST, values)
    found = beside(Number(Kind.COUNT, series, series, whole.settled, 1), DAY, today=AFTER_ALL, closed=())
    assert (changed(found.change).ratio, found.left_out) == (pytest.approx(1.2), 1)


def test_too_many_days_gone_and_nothing_can_be_told() -> None:
    gone = {date(2026, 7, 2) + timedelta(days=n) for n in range(15)}
    found = beside(number(10, 12), DAY, today=AFTER_ALL, closed=gone)
    assert (found.reading, found.left_out) == (Reading.CANNOT_TELL, 15)
    assert isinstance(found.change, Sentence)
    assert found.change.en.startswith("Of 28 days only 13 can be compared")


@pytest.mark.parametrize(
    ("settled", "length"),
    [(DAY + timedelta(days=LONG), LONG), (DAY + timedelta(days=LONG - 1), SHORT), (DAY + timedelta(days=SHORT), SHORT)],
)
def test_four_weeks_once_they_have_settled_two_until_then(settled: date, length: int) -> None:
    whole = number(10, 12)
    found = beside(
        Number(Kind.COUNT, whole.series, whole.over, settled, 10), DAY, today=settled + timedelta(days=10), closed=()
    )
    assert found.after is not None
    assert found.after.days == length


def test_what_has_not_settled_says_from_when_it_can_be_told() -> None:
    whole = number(10, 12)
    settled = DAY + timedelta(days=SHORT - 1)
    one = Number(Kind.COUNT, whole.series, whole.over, settled, 10)
    found = beside(one, DAY, today=settled + timedelta(days=10), closed=())
    assert (found.reading, found.tell_on, found.change) == (Reading.NOT_YET, date(2026, 7, 25), None)
    late = beside(one, DAY, today=date(2026, 7, 25), closed=())
    assert (late.reading, late.change is not None) == (Reading.CANNOT_TELL, True), "the files are late, not the days"


def test_too_little_is_said_to_be_too_little() -> None:
    found = beside(number(0.1, 0.9), DAY, today=AFTER_ALL, closed=())
    assert found.reading is Reading.CANNOT_TELL
    assert isinstance(found.change, Sentence)
    assert "Too little data: 2" in found.change.en


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.sampled_from([SHORT, LONG]),
    st.sets(st.integers(-LONG, LONG), max_size=20),
)
def test_each_side_keeps_as_many_of_each_weekday_as_the_other(day: date, length: int, offsets: set[int]) -> None:
    before, after = sides(day, length)
    gone = {day + timedelta(days=n) for n in offsets}
    out = unbalanced(before, after, gone)
    kept = [sorted(d.weekday() for d in side if d not in out) for side in (before, after)]
    assert kept[0] == kept[1]
    assert not {d for d in (*before, *after) if d in gone} - out
    assert len(out) <= 2 * len(gone)


def test_chance_makes_one_in_ten_point_somewhere_as_the_page_says() -> None:
    """300 works without any effect, on numbers whose calendar weeks differ by 15 %: 30 would be one in ten, and 45 are
    three deviations more. Weeks cut at the weekday of the work and taken as independent make 54 of them point."""
    rng = np.random.default_rng(11)
    pointed = 0
    for _ in range(300):
        weeks = np.exp(rng.normal(0, 0.15, 45))
        values = rng.poisson(60 * np.repeat(weeks, 7) * np.resize(WEEK, 315)).astype(float)
        series = Daily(FIRST, values)
        day = FIRST + timedelta(days=int(rng.integers(225, 286)))
        found = beside(Number(Kind.COUNT, series, series, series.last, 1), day, today=series.last, closed=())
        pointed += found.reading in (Reading.UP, Reading.DOWN)
    assert 15 <= pointed <= 45


def test_weeks_that_hang_together_widen_what_can_be_said() -> None:
    """The same weeks, two and two alike or each unlike the one before it. Of eight, seven neighbours: four alike less
    three unlike, over 8: ρ = 1/8 + 1/8. A side of four then varies by 1 + 1.5ρ where 1 − 0.5ρ is seen."""
    errors = []
    for four in ([0.9, 0.9, 1.1, 1.1], [0.9, 1.1, 0.9, 1.1]):
        values = 100 * np.repeat([*four * 6, 1.0, 1.0, 1.0, 1.0, 1.0], 7)
        series = Daily(FIRST, values)
        one = Number(Kind.COUNT, series, series, series.last, 1)
        found = beside(one, FIRST + timedelta(weeks=24), today=series.last, closed=())
        errors.append(changed(found.change).se)
    assert errors[0] / errors[1] == pytest.approx(math.sqrt(1.375 / 0.875))
