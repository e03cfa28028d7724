"""Budgets: spent, forecast, what is normal at this point, and when it is an alarm."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.exposure import EVEN
from core.measure.pacing import Pace, PaceState, band, pace, pace_sentence, target_line
from core.measure.series import Daily
from core.model import Period, Sentence
from tests.core.measure.published import expected, needs_oracles

JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))  # starts on a Monday
NBSP = "\u00a0"


def spend(in_june: list[float], before: float = 100.0, weeks: int = 8) -> Daily:
    """`before` every day for some weeks, then the days of June."""
    first = JUNE.start - timedelta(weeks=weeks)
    return Daily(first, np.array([before] * (7 * weeks) + in_june, dtype=float))


def paced(series: Daily, budget: str | int, **more: date) -> Pace:
    found = pace(series, Decimal(budget), JUNE, series.last, **more)
    assert isinstance(found, Pace), str(found)
    return found


def test_day_ten_of_thirty() -> None:
    """4,800 of 12,000 € after ten days: 20 % ahead, on course to 14,400 €."""
    found = paced(spend([480.0] * 10, before=480.0), 12_000)
    assert (found.spent, found.fair_share, found.forecast) == (Decimal(4800), Decimal(4000), Decimal(14_400))
    assert found.ratio == pytest.approx(1.2)
    assert found.gap == 2400
    assert found.gap_share == pytest.approx(0.2)
    assert found.needed_per_day == Decimal(360)  # 7,200 over 20 days
    assert (found.days_left, found.level_days) == (20, 7)
    assert found.band == pytest.approx(0.17)
    assert (found.state, found.alarm) == (PaceState.OVER, True)


def test_weekends_are_known_to_be_quiet() -> None:
    """700 a week, weekends at half: weekday 700/6, weekend 700/12. Day 16 is a Tuesday; ten weekdays and four weekend
    days are left: 1,166.67 + 233.33 = 1,400 more."""
    week = [700 / 6] * 5 + [700 / 12] * 2
    series = Daily(JUNE.start - timedelta(weeks=8), np.array((week * 12)[: 56 + 16]))
    found = paced(series, 3000)
    assert found.spent == pytest.approx(Decimal(1400) + Decimal("233.34"), abs=Decimal("0.02"))
    assert found.forecast - found.spent == pytest.approx(Decimal(1400), abs=Decimal("0.02"))
    assert found.per_day == Decimal(100)


def test_the_band_narrows() -> None:
    assert [band(share) for share in (0, 0.5, 1)] == pytest.approx([0.25, 0.13, 0.01])


def test_on_course() -> None:
    found = paced(spend([100.0] * 15), 3050)
    assert (found.state, found.alarm, found.forecast) == (PaceState.ON, False, Decimal(3000))


def test_one_double_day_is_no_alarm() -> None:
    """Google may spend twice the daily budget on one day: the forecast leaves the band, and one day says nothing."""
    found = paced(spend([100.0] * 19 + [600.0]), 3000)
    assert (found.state, found.alarm) == (PaceState.OVER, False)
    assert "too early" in pace_sentence(found, "EUR").en


def test_the_second_day_outside_is_an_alarm() -> None:
    found = paced(spend([100.0] * 18 + [300.0] * 2), 3000)
    assert (found.state, found.alarm) == (PaceState.OVER, True)
    low = paced(spend([100.0] * 13 + [20.0] * 7), 3000)
    assert (low.state, low.alarm) == (PaceState.UNDER, True)


def test_nothing_alarms_in_the_first_six_days_or_for_small_money() -> None:
    assert not paced(spend([300.0] * 6), 3000).alarm
    assert paced(spend([300.0] * 7), 3000).alarm
    small = paced(spend([2.0] * 20, before=2.0), 40)
    assert (small.state, small.alarm, small.gap) == (PaceState.SPENT_OUT, False, Decimal(20))


def test_a_budget_that_is_used_up_alarms_at_once() -> None:
    found = paced(spend([100.0, 100.0, 100.0]), 250)
    assert (found.state, found.alarm, found.needed_per_day) == (PaceState.SPENT_OUT, True, Decimal(0))


def test_after_a_change_of_budget_only_the_days_since_count() -> None:
    """50 a day since the 11th: 10 · 100 + 4 · 50, and 16 days of 50 to come."""
    series = spend([100.0] * 10 + [50.0] * 4)
    assert paced(series, 2000, changed=date(2026, 6, 11)).forecast == pytest.approx(Decimal(2000), abs=60)
    assert paced(series, 2000, changed=date(2026, 6, 11)).level_days == 4
    assert paced(series, 2000, changed=date(2026, 6, 13)).level_days == 7  # two days cannot carry a level
    assert paced(series, 2000, changed=date(2026, 5, 1)).level_days == 7


def test_at_the_end_nothing_is_needed_any_more() -> None:
    found = paced(spend([100.0] * 30), 3000)
    assert (found.days_left, found.needed_per_day, found.band) == (0, None, pytest.approx(0.01))
    assert (found.state, found.forecast) == (PaceState.ON, Decimal(3000))
    later = pace(spend([100.0] * 40), Decimal(3000), JUNE, date(2026, 7, 10))
    assert isinstance(later, Pace)
    assert (later.spent, later.through) == (Decimal(3000), JUNE.end)


def test_a_missing_day_is_not_a_day_without_spend() -> None:
    found = paced(spend([100.0] * 9 + [float("nan")] + [100.0] * 4), 3000)
    assert (found.per_day, found.level_days, found.spent) == (Decimal(100), 6, Decimal(1300))


@pytest.mark.parametrize(
    ("series", "budget", "through", "why"),
    [
        (spend([100.0] * 5), None, date(2026, 6, 5), "No budget"),
        (spend([100.0] * 5), Decimal(0), date(2026, 6, 5), "No budget"),
        (spend([100.0] * 5), Decimal(3000), date(2026, 5, 31), "not begun"),
        (spend([100.0] * 6, weeks=0), Decimal(3000), date(2026, 6, 6), "there are 6"),
        (Daily(JUNE.start, np.array([])), Decimal(3000), date(2026, 6, 6), "there are 0"),
    ],
)
def test_when_there_is_no_pace(series: Daily, budget: Decimal | None, through: date, why: str) -> None:
    found = pace(series, budget, JUNE, through)
    assert isinstance(found, Sentence)
    assert why in found.en


def test_it_is_said_in_words() -> None:
    on = pace_sentence(paced(spend([100.0] * 15), 2800), "EUR")
    assert on.fi == (
        f"Ennuste koko jaksolle 3{NBSP}000{NBSP}€ / 2{NBSP}800{NBSP}€ (+7{NBSP}%)."
        f" Tässä vaiheessa ±13{NBSP}% on normaalia: ei toimenpiteitä."
    )
    over = pace_sentence(paced(spend([480.0] * 10, before=480.0), 12_000), "EUR")
    assert "14,400\u00a0€ of 12,000\u00a0€ (+20\u00a0%)" in over.en
    assert "360\u00a0€ a day" in over.en
    assert "used up" in pace_sentence(paced(spend([100.0, 100.0, 100.0]), 250), "EUR").en


def test_the_target_line_follows_the_weekdays_and_ends_at_the_whole() -> None:
    week = Period(date(2026, 6, 1), date(2026, 6, 7))
    working = (1.4, 1.4, 1.4, 1.4, 1.4, 0.0, 0.0)
    assert target_line(Decimal(700), week, working) == [Decimal(n) for n in (140, 280, 420, 560, 700, 700, 700)]
    weekend = Period(date(2026, 6, 6), date(2026, 6, 7))
    assert target_line(Decimal(10), weekend, working) == [Decimal(5), Decimal(10)]


@needs_oracles
def test_published_values() -> None:
    assert [band(share) for share in (0, 0.5, 1)] == expected("band")
    cycle = Period(JUNE.start, date(2026, 6, 26))
    found = pace(spend([100.0] * 15), Decimal(3000), cycle, date(2026, 6, 15))  # 1,500 spent, 11 ordinary days left
    assert isinstance(found, Pace)
    assert float(found.forecast) == expected("pacing")


MONEY = st.floats(0, 1000).map(lambda amount: round(amount, 2))


@given(st.lists(MONEY, min_size=1, max_size=30), st.integers(1, 100_000))
def test_a_pace_adds_up(days: list[float], budget: int) -> None:
    found = paced(spend(days), budget)
    assert found.forecast >= found.spent == sum(Decimal(repr(day)) for day in days)
    assert 0 <= found.fair_share <= found.budget
    assert found.alarm <= (found.state is not PaceState.ON)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_band_never_widens(earlier: float, later: float) -> None:
    if earlier <= later:
        assert 0.01 - 1e-12 <= band(later) <= band(earlier) <= 0.25


@given(st.integers(0, 10**7), st.tuples(*[st.floats(0, 5)] * 7))
def test_a_target_line_never_falls(cents: int, weights: tuple[float, ...]) -> None:
    line = target_line(Decimal(cents) / 100, JUNE, weights)
    assert len(line) == 30
    assert line[-1] == Decimal(cents) / 100
    assert all(a <= b for a, b in pairwise(line))
    assert target_line(Decimal(300), JUNE, EVEN)[9] == Decimal(100)
