"""At what age finished cards left each status, by hand."""

from __future__ import annotations

import pytest

from core.board.aging import Pace, paces
from core.board.history import Spans
from core.board.journey import Journey, journey
from core.cards import Status
from tests.core.board.tiny import at, day, way


def finished(text: str, unknown: str = "") -> tuple[Spans, Journey]:
    spans = way(text)
    found = journey(spans, unknown_before=at(unknown) if unknown else None)
    assert found is not None
    return spans, found


def test_the_age_is_taken_when_a_card_last_leaves_a_status() -> None:
    # Started on the 1st; left Doing for good on the 8th (age 8), review on the 5th and at last on the 10th (age 10).
    back = "doing 2026-09-01, review_ours 2026-09-03, doing 2026-09-05, review_ours 2026-09-08, done 2026-09-10"
    found = paces([finished(back)] * 10, day)
    assert found == {
        Status.DOING: Pace(Status.DOING, 10, 8.0, 8.0),
        Status.REVIEW_OURS: Pace(Status.REVIEW_OURS, 10, 10.0, 10.0),
    }


def test_percentiles_come_with_the_tenth_card_and_are_interpolated() -> None:
    ways = [finished(f"doing 2026-09-01, done 2026-09-{n:02}") for n in range(2, 12)]
    assert paces(ways[:9], day)[Status.DOING] == Pace(Status.DOING, 9, None, None)
    pace = paces(ways, day)[Status.DOING]
    assert (pace.n, pace.p50, pace.p85) == (10, 6.5, pytest.approx(9.65))  # of 2 … 11


def test_cards_that_say_nothing_are_left_out() -> None:
    straight = finished("backlog 2026-09-01, done 2026-09-03")
    dim = finished("doing 2026-09-01, done 2026-09-03", unknown="2026-09-02")
    under_way = finished("doing 2026-09-01")
    assert paces([straight, dim, under_way], day) == {}
