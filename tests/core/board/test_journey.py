"""When a card was started and finished, what it went through, and how the board flows: small cases by hand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.board.flow import (
    age_days,
    cumulative_flow,
    cycle_days,
    days_taken,
    in_progress_at,
    lead_days,
    rushes,
    weeks,
)
from core.board.history import Span, Spans
from core.board.journey import Journey, journey, lies_since, reached, time_in_place
from core.board.numbers import percentile, spread
from core.board.status import COLUMNS, by_status
from core.cards import Status
from core.model import Period
from tests.core.board.tiny import MINUTE, at, day, way


def walked(text: str, end: str = "", **more: object) -> Journey:
    found = journey(way(text, end), **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_started_and_finished_the_plain_way() -> None:
    """Came on the 1st, Doing on the 2nd, done on the 4th: 3 days of cycle (2, 3, 4) and 4 of lead."""
    plain = walked("to_do 2026-09-01, doing 2026-09-02, review_client 2026-09-03, done 2026-09-04")
    assert (plain.started, plain.finished) == (at("2026-09-02"), at("2026-09-04"))
    assert (cycle_days(plain, day), lead_days(plain, day)) == (3, 4)
    assert not plain.straight


def test_moved_back_before_the_start_it_stays_started() -> None:
    back = walked("to_do 2026-09-01, doing 2026-09-02, to_do 2026-09-03, doing 2026-09-05, done 2026-09-06")
    assert (back.started, back.moved_back, cycle_days(back, day)) == (at("2026-09-02"), 1, 5)


def test_out_of_done_it_is_not_finished_and_counts_again_at_its_new_date() -> None:
    reopened = walked("doing 2026-09-01, done 2026-09-02, doing 2026-09-03")
    assert (reopened.finished, reopened.reopened, reopened.in_progress) == (None, 1, True)
    again = walked("doing 2026-09-01, done 2026-09-02, doing 2026-09-03, done 2026-09-09")
    assert (again.finished, again.reopened) == (at("2026-09-09"), 1)


def test_from_one_done_list_to_another_finishes_nothing_anew() -> None:
    assert walked("doing 2026-09-01, done 2026-09-02, done 2026-09-08").finished == at("2026-09-02")


def test_straight_to_done_is_told_apart() -> None:
    assert walked("to_do 2026-09-01, done 2026-09-08").straight
    assert cycle_days(walked("to_do 2026-09-01, done 2026-09-08"), day) == 1


def test_archived_in_done_stays_done_and_elsewhere_it_is_abandoned() -> None:
    assert walked("doing 2026-09-01, done 2026-09-02, -done 2026-09-03").finished == at("2026-09-02")
    dropped = walked("doing 2026-09-01, -doing 2026-09-03")
    assert (dropped.abandoned, dropped.in_progress) == (at("2026-09-03"), False)
    assert walked("doing 2026-09-01, -doing 2026-09-03, doing 2026-09-05").in_progress
    assert walked("doing 2026-09-01", end="2026-09-04").abandoned == at("2026-09-04")


def test_out_of_done_into_a_list_that_is_no_column_it_stays_done() -> None:
    """Done cards are swept into an archive list."""
    assert walked("doing 2026-09-01, done 2026-09-02, excluded 2026-09-03").finished == at("2026-09-02")


def test_handing_a_review_over_and_being_blocked_is_no_move_back() -> None:
    steps = "doing 2026-09-01, review_client 2026-09-02, review_ours 2026-09-03, review_client 2026-09-04"
    assert walked(steps).moved_back == 0
    assert walked("doing 2026-09-01, blocked 2026-09-02, doing 2026-09-03").moved_back == 0
    assert walked("review_client 2026-09-01, doing 2026-09-02").moved_back == 1


def test_what_began_before_the_known_history_is_at_least() -> None:
    """It lay in Doing when the history begins: its cycle time is unknown, its lead time is not."""
    dim = walked("doing 2026-08-01, done 2026-09-02", unknown_before=at("2026-08-20"))
    assert (dim.start_known, dim.finish_known, cycle_days(dim, day), lead_days(dim, day)) == (False, True, None, 33)
    lies = walked("doing 2026-08-01", unknown_before=at("2026-08-20"))
    assert age_days(lies, date(2026, 8, 29), day) == 10, "at least since the 20th, not since it was made"
    known = walked("to_do 2026-08-01, doing 2026-09-01, done 2026-09-02", unknown_before=at("2026-08-20"))
    assert (known.start_known, cycle_days(known, day)) == (True, 2)


def test_done_before_the_known_history_the_tick_tells_when() -> None:
    """Unless the tick is older than the card: then it was copied with it."""
    horizon = at("2026-08-20")
    assert not walked("done 2026-08-01", unknown_before=horizon).finish_known
    ticked = walked("done 2026-08-01", unknown_before=horizon, completed_at=at("2026-08-10"))
    assert (ticked.finished, ticked.finish_known) == (at("2026-08-10"), True)
    copied = walked("done 2026-08-01", unknown_before=horizon, completed_at=at("2025-01-01"))
    assert not copied.finish_known
    tidied = walked("done 2026-08-01", unknown_before=horizon, completed_at=at("2026-09-10"))
    assert not tidied.finish_known, "it lay in Done before the 20th of August already"


def test_taken_out_of_the_archive_it_was_finished_or_started_before_that() -> None:
    """It, or its list, was archived before the history begins: when it came there is not known."""
    horizon = at("2026-08-20")
    done = walked("-done 2026-08-01, done 2026-09-02", unknown_before=horizon)
    assert (done.finished is not None, done.finish_known) == (True, False)
    doing = walked("-doing 2026-08-01, doing 2026-09-02, done 2026-09-04", unknown_before=horizon)
    assert (doing.start_known, doing.finish_known, cycle_days(doing, day)) == (False, True, None)
    moved = walked("-to_do 2026-08-01, to_do 2026-09-02, done 2026-09-04", unknown_before=horizon)
    assert (moved.start_known, moved.finish_known) == (True, True)


def test_a_card_in_no_column_has_no_journey() -> None:
    assert journey(way("excluded 2026-09-01")) is None
    assert journey(by_status(way("list-x 2026-09-01"), {"list-y": Status.DOING})) is None


def test_time_in_a_list_sums_over_returns_and_leaves_out_the_archive() -> None:
    spans = way("doing 2026-09-01, review_ours 2026-09-02, doing 2026-09-03, -doing 2026-09-04, doing 2026-09-10")
    there = time_in_place(spans, at("2026-09-11"))
    assert (there["doing"].days, there["doing"].times) == (3.0, 3)
    assert lies_since(spans) == at("2026-09-03")
    assert lies_since(way("doing 2026-09-01", end="2026-09-02")) is None


def test_age_counts_today() -> None:
    assert age_days(walked("doing 2026-09-01"), date(2026, 9, 1), day) == 1
    assert age_days(walked("doing 2026-09-01"), date(2026, 9, 10), day) == 10
    assert age_days(walked("done 2026-09-01"), date(2026, 9, 10), day) is None
    assert days_taken(date(2026, 9, 1), date(2026, 9, 1)) == 1


def test_work_in_progress_is_what_lies_between_start_and_done() -> None:
    board = {
        "a": way("doing 2026-09-01"),
        "b": way("doing 2026-09-01, backlog 2026-09-03"),
        "c": way("doing 2026-09-01, -doing 2026-09-04"),
        "d": way("done 2026-09-01"),
    }
    assert in_progress_at(board, at("2026-09-02")) == ("a", "b", "c")
    assert in_progress_at(board, at("2026-09-05")) == ("a",)


# --------------------------------------------------------------------------------------------------------------- weeks


def test_empty_weeks_are_there_and_only_days_of_the_period_count() -> None:
    """31 August is a Monday: W36 has one, W37 none, W38 one; the finish of 20 September is outside."""
    ways = [walked(f"to_do 2026-08-31, doing 2026-09-01, done {end}") for end in ("2026-09-02", "2026-09-14")]
    ways.append(walked("doing 2026-09-01, done 2026-09-20"))
    found = weeks(ways, Period(date(2026, 8, 31), date(2026, 9, 19)), day, today=date(2026, 9, 30))
    assert [(w.week, w.came, w.started, w.done) for w in found] == [
        ("2026-W36", 3, 3, 1),
        ("2026-W37", 0, 0, 0),
        ("2026-W38", 0, 0, 1),
    ]
    assert not any(w.open for w in found)


def test_weeks_before_the_known_history_are_unknown_and_the_present_one_is_open() -> None:
    found = weeks(
        [], Period(date(2026, 8, 31), date(2026, 9, 30)), day, today=date(2026, 9, 15), known_from=date(2026, 9, 8)
    )
    assert [(w.week, w.done, w.open) for w in found] == [
        ("2026-W36", None, False),
        ("2026-W37", None, False),
        ("2026-W38", 0, True),
    ]


def test_six_finishes_within_ten_minutes_are_a_tidying() -> None:
    burst = [at("2026-09-01T10:00") + n * MINUTE for n in range(6)]
    assert rushes([*burst, at("2026-09-01T18:00"), at("2026-09-02")], day) == {date(2026, 9, 1): 7}
    assert rushes(burst[:5], day) == {}
    assert rushes([at("2026-09-01T10:00") + 3 * n * MINUTE for n in range(6)], day) == {}


PLACES = st.sampled_from([*(status.value for status in Status), "-done", "-doing", ""])


@st.composite
def some_way(draw: st.DrawFn) -> Spans:
    days_ = sorted(draw(st.sets(st.integers(1, 28), min_size=1, max_size=6)))
    starts = [at(f"2026-09-{n:02d}") for n in days_]
    ends = [*starts[1:], draw(st.sampled_from([None, at("2026-09-29")]))]
    places = draw(st.lists(PLACES, min_size=len(starts), max_size=len(starts)))
    return tuple(
        Span(place.lstrip("-"), start, end, place.startswith("-"))
        for place, start, end in zip(places, starts, ends, strict=True)
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(some_way(), max_size=6))
def test_no_line_of_the_cumulative_flow_ever_falls_or_crosses_another(board: list[Spans]) -> None:
    standing = cumulative_flow(board, Period(date(2026, 8, 30), date(2026, 10, 2)), day)
    assert all(a <= b for one, two in pairwise(standing) for a, b in zip(one.reached, two.reached, strict=True))
    assert all(list(one.reached) == sorted(one.reached, reverse=True) for one in standing)
    finished = sum(COLUMNS.finish in reached(spans, COLUMNS) for spans in board)
    assert standing[-1].reached[-1] == finished


# ---------------------------------------------------------------------------------------------------------- percentiles


def test_percentiles_interpolate_and_are_only_said_of_enough() -> None:
    """By hand: of 0 … 10 the 85th percentile lies at 8.5."""
    assert percentile(range(11), 0.85) == 8.5
    assert percentile([3], 0.95) == 3
    assert spread([1, 2, 3, 4]) == spread([4, 3, 2, 1])
    assert spread([1, 2, 3, 4]).p50 is None
    assert (spread([1, 2, 3, 4, 5]).p50, spread([1, 2, 3, 4, 5]).p85) == (3, None)
    assert spread(range(10)).p85 == pytest.approx(7.65)
    assert spread(range(10)).p95 is None
    assert spread(range(21)).p95 == 19
