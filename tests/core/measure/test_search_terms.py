"""Which search terms moved: only with enough clicks, and only when chance is an unlikely reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.search_terms import MOVED, Movement, like_period, movement
from core.model import Period


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (0, 9, Movement.TOO_FEW),
        (0, 10, Movement.NEW),  # Garwood: 0 is at most 3.69, 10 at least 4.80
        (1, 10, Movement.STEADY),  # 1 is at most 5.57
        (1, 12, Movement.RISING),  # 12 is at least 6.20
        (14, 43, Movement.RISING),  # 23.49 against 31.12
        (20, 28, Movement.STEADY),
        (38, 11, Movement.FALLING),  # 19.68 against 26.89
        (10, 0, Movement.GONE),
        (9, 0, Movement.TOO_FEW),
    ],
)
def test_a_term_moves_when_the_intervals_do_not_meet(before: int, after: int, expected: Movement) -> None:
    assert movement(before, after, 28, 28).movement is expected


def test_periods_of_unlike_length_are_compared_per_day() -> None:
    assert movement(280, 310, 28, 31).movement is Movement.STEADY
    moved = movement(280, 310, 28, 31)
    assert moved.ratio == pytest.approx(1.0)
    assert movement(0, 12, 28, 28).ratio is None


@given(st.integers(0, 400), st.integers(0, 400))
def test_turning_time_around_turns_the_verdict_around(before: int, after: int) -> None:
    there, back = movement(before, after, 28, 28).movement, movement(after, before, 28, 28).movement
    turned = {
        Movement.NEW: Movement.GONE,
        Movement.RISING: Movement.FALLING,
        Movement.FALLING: Movement.RISING,
        Movement.GONE: Movement.NEW,
    }
    assert back is turned.get(there, there)
    if there in MOVED:
        assert max(before, after) >= 10


def days(first: str, length: int) -> Period:
    start = date.fromisoformat(first)
    return Period(start, start + timedelta(days=length - 1))


def test_only_periods_that_are_alike_are_compared() -> None:
    september = days("2026-09-01", 30)
    august, half, july = days("2026-08-01", 31), days("2026-08-15", 14), days("2026-07-01", 31)
    assert like_period(september, [july, august, half, september]) == august
    assert like_period(september, [half]) is None
    assert like_period(september, [days("2026-08-15", 30)]) is None, "overlapping periods tell of the same searches"
    assert like_period(september, []) is None
