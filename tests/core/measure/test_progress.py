"""A target is asked for in proportion to the days shown, and a number stands against exactly that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from core.dates import month_of
from core.measure.balance import Band
from core.measure.exposure import EVEN
from core.measure.progress import Due, due, fair_share, running_sum, standing
from core.measure.series import Daily
from core.model import Period
from core.plans import Direction

SEPTEMBER = month_of(date(2026, 9, 1))  # 30 days, begins on a Tuesday
NO_WEEKENDS = (1.4, 1.4, 1.4, 1.4, 1.4, 0.0, 0.0)


def days(first: int, last: int) -> Period:
    return Period(date(2026, 9, first), date(2026, 9, last))


def test_day_15_of_30_even_days_is_due_half() -> None:
    asked = due(Decimal(300), None, adds_up=True, weights=EVEN, period=SEPTEMBER, shown=days(1, 15))
    assert asked == Due(Decimal(150), None, 0.5)


def test_a_client_without_weekends_is_due_by_working_days() -> None:
    """September 2026 has 22 working days, its first week (Tuesday 1 to Sunday 6) four of them."""
    asked = due(Decimal(220), Decimal(440), adds_up=True, weights=NO_WEEKENDS, period=SEPTEMBER, shown=days(1, 6))
    assert float(asked.value) == pytest.approx(40)
    assert asked.high is not None
    assert float(asked.high) == pytest.approx(80)


def test_a_rate_is_asked_for_whole_on_any_day() -> None:
    asked = due(Decimal("0.025"), None, adds_up=False, weights=EVEN, period=SEPTEMBER, shown=days(1, 3))
    assert asked == Due(Decimal("0.025"), None, 1.0)


@pytest.mark.parametrize(
    ("direction", "actual", "is_open", "expected"),
    [
        (Direction.REACH, 100, False, Band.ON_TARGET),
        (Direction.REACH, 99, False, Band.WATCH),
        (Direction.REACH, 89, False, Band.OFF),
        (Direction.REACH, 95, True, Band.ON_TARGET),
        (Direction.REACH, 94, True, Band.WATCH),
        (Direction.REACH, 84, True, Band.OFF),
        (Direction.ABOVE, 150, False, Band.ON_TARGET),
        (Direction.BELOW, 100, False, Band.ON_TARGET),
        (Direction.BELOW, 110, False, Band.WATCH),
        (Direction.BELOW, 111, False, Band.OFF),
        (Direction.BAND, 120, False, Band.ON_TARGET),
        (Direction.BAND, 95, False, Band.WATCH),
        (Direction.BAND, 140, False, Band.WATCH),
        (Direction.BAND, 160, False, Band.OFF),
        (Direction.REACH, None, False, None),
    ],
)
def test_a_number_against_a_target_of_100_or_a_band_to_130(
    direction: Direction, actual: int | None, is_open: bool, expected: Band | None
) -> None:
    high = Decimal(130) if direction is Direction.BAND else None
    found = standing(
        direction, None if actual is None else Decimal(actual), Due(Decimal(100), high, 1), is_open=is_open
    )
    assert found is expected


def test_a_target_of_nothing_is_met_by_nothing_and_missed_by_something() -> None:
    nothing = Due(Decimal(0), None, 1.0)
    assert standing(Direction.REACH, Decimal(0), nothing, is_open=False) is Band.ON_TARGET
    assert standing(Direction.BELOW, Decimal(0), nothing, is_open=False) is Band.ON_TARGET
    assert standing(Direction.BELOW, Decimal(1), nothing, is_open=False) is Band.OFF


def test_running_sums_stop_where_the_data_stops_and_a_missing_day_adds_nothing() -> None:
    series = Daily(date(2026, 8, 30), np.array([5, 5, 1, np.nan, 2]))
    assert running_sum(series, SEPTEMBER) == [
        (date(2026, 9, 1), 1.0),
        (date(2026, 9, 2), 1.0),
        (date(2026, 9, 3), 3.0),
    ]


def test_a_series_that_begins_late_is_summed_from_its_own_first_day() -> None:
    assert running_sum(Daily(date(2026, 9, 29), np.array([4.0, 5.0])), SEPTEMBER) == [
        (date(2026, 9, 29), 4.0),
        (date(2026, 9, 30), 9.0),
    ]


def test_the_fair_share_of_an_earlier_period_is_its_level_over_the_days_of_this_one() -> None:
    """August had 31 even days of 10; over 30 days a fair share of it is 300, after 15 days 150."""
    august = month_of(date(2026, 8, 1))
    line = fair_share(Daily(august.start, np.full(31, 10.0)), EVEN, SEPTEMBER, august)
    assert line[14][1] == pytest.approx(150)
    assert line[-1] == (date(2026, 9, 30), pytest.approx(300))
    assert fair_share(Daily(august.start, np.full(31, np.nan)), EVEN, SEPTEMBER, august) == []
