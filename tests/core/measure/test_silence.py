"""Silence of a stage against its own rhythm, and freshness."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.silence import ContentState, content_state, freshness, half_life, silence

TODAY = date(2026, 10, 1)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in days]


@pytest.mark.parametrize(
    ("days", "gap", "threshold", "too_long"),
    [(74, 21, 63, True), (59, 21, 63, False), (61, 30, 90, False), (60, 7, 60, True), (59, 7, 60, False)],
)
def test_a_silence_is_too_long_at_three_usual_gaps_and_sixty_days(
    days: int, gap: int, threshold: int, too_long: bool
) -> None:
    found = silence(ago(*(days + gap * n for n in range(4))), TODAY)
    assert found is not None
    assert (found.days, found.usual_gap, found.threshold, found.too_long) == (days, gap, threshold, too_long)
    assert found.since == TODAY - timedelta(days=days)


def test_without_three_pieces_there_is_no_rhythm() -> None:
    assert silence(ago(80, 100), TODAY) is None
    assert silence(ago(80, 100, 100), TODAY) is None  # two of one day are one
    assert silence(ago(80, 100, -3), TODAY) is None  # one is planned
    assert silence([], TODAY) is None


def test_the_rhythm_is_that_of_the_last_year() -> None:
    """Weekly long ago, every 30 days since."""
    old, new = ago(*range(400, 500, 7)), ago(70, 100, 130, 160)
    found = silence(old + new, TODAY)
    assert found is not None
    assert found.usual_gap == 30
    long_gone = silence(old, TODAY)
    assert long_gone is not None
    assert (long_gone.usual_gap, long_gone.too_long) == (7, True)


def test_freshness_halves() -> None:
    assert freshness([0, 180], 180) == 1.5
    assert freshness([], 180) == 0
    assert (half_life("reach"), half_life("convert")) == (90, 180)


@pytest.mark.parametrize(
    ("ages", "state"),
    [
        ([], ContentState.MISSING),
        ([-5], ContentState.MISSING),
        ([90, 400], ContentState.FRESH),
        ([91, 400], ContentState.AGEING),
        ([180], ContentState.AGEING),
        ([181], ContentState.STALE),
    ],
)
def test_a_state_is_that_of_the_newest_piece(ages: list[int], state: ContentState) -> None:
    assert content_state(ago(*ages), TODAY) is state


@given(st.lists(st.integers(0, 900), max_size=30))
def test_the_order_of_pieces_does_not_matter(ages: list[int]) -> None:
    assert silence(ago(*ages), TODAY) == silence(ago(*sorted(ages)), TODAY)
