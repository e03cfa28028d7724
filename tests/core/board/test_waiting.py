"""The waiting clock and the promises: whose turn, for how long, and what became of the due date."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.board.promises import due_at, promise
from core.board.waiting import Clock, Turn, clock, sums, turn, wording, working_days
from core.cards import Card, Move, MoveKind, Role
from core.measure.holidays import days_off
from core.model import Period
from tests.core.board.tiny import at, day, way

FRIDAY, MONDAY = date(2026, 9, 4), date(2026, 9, 7)


def test_working_days_are_those_that_began_since() -> None:
    assert working_days(FRIDAY, MONDAY) == 1
    assert working_days(MONDAY, MONDAY) == 0
    assert working_days(FRIDAY, MONDAY - timedelta(days=1)) == 0
    assert working_days(MONDAY, MONDAY + timedelta(days=7)) == 5
    assert working_days(MONDAY, FRIDAY) == 0


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_working_days_equal_counting_them_and_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    counted = sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, first + second + 1))
    assert working_days(start, end) == counted == working_days(start, middle) + working_days(middle, end)


def test_holidays_are_no_working_days_where_they_are_kept() -> None:
    """Easter 2026: Good Friday 3 April, Monday 6 April. From Thursday 2 to Tuesday 7 only the Tuesday counts in
    Finland, Friday, Monday and Tuesday elsewhere. Midsummer's Eve is a Friday, Independence Day 2026 a Sunday."""
    finland = days_off("Europe/Helsinki")
    thursday, tuesday = date(2026, 4, 2), date(2026, 4, 7)
    assert (working_days(thursday, tuesday, finland), working_days(thursday, tuesday)) == (1, 3)
    assert working_days(date(2026, 6, 15), date(2026, 6, 22), finland) == 4
    assert working_days(date(2026, 12, 4), date(2026, 12, 7), finland) == 1
    assert days_off("Europe/Stockholm") == ()
    lain = way("review_client 2026-04-02")
    assert clock(lain, at("2026-04-07T09:00"), day, off=finland) == Clock(client=1, us=0)
    assert turn(lain, at("2026-04-07T09:00"), day, off=finland).working_days == 1  # type: ignore[union-attr]


HANDED = way(
    "to_do 2026-08-31, doing 2026-09-01, review_client 2026-09-03, review_ours 2026-09-08, review_client 2026-09-10"
)


def test_each_side_is_charged_the_days_it_held_the_card() -> None:
    """Tue 1 to Thu 3 ours: 2; to Tue 8 theirs: Fri, Mon, Tue; to Thu 10 ours: 2; to Mon 14 theirs: Fri, Mon."""
    assert clock(HANDED, at("2026-09-14T09:00"), day) == Clock(client=5, us=4)
    first_week = Period(date(2026, 8, 31), date(2026, 9, 6))
    assert clock(HANDED, at("2026-09-14T09:00"), day, first_week) == Clock(client=1, us=2)
    assert sums({"a": Clock(1, 2), "b": Clock(3, 4)}) == Clock(4, 6)


def test_whose_turn_it_is_counts_from_the_last_hand_over() -> None:
    now = turn(HANDED, at("2026-09-14T09:00"), day)
    assert now is not None
    assert (now.side, now.since, now.working_days) == ("client", at("2026-09-10"), 2)
    assert turn(way("doing 2026-09-01"), at("2026-09-14"), day) is None
    assert turn(way("-review_client 2026-09-01"), at("2026-09-14"), day) is None
    assert turn(way("review_client 2026-09-01", end="2026-09-02"), at("2026-09-14"), day) is None


def test_the_turn_is_said_without_blame() -> None:
    said = [wording(Turn(side, at("2026-09-01"), n)) for side, n in (("client", 6), ("client", 1), ("us", 0))]
    assert [sentence.fi for sentence in said] == [
        "Teillä katsottavana: 6 arkipäivää",
        "Teillä katsottavana: 1 arkipäivä",
        "Meillä viimeisteltävänä: tästä päivästä alkaen",
    ]
    assert said[0].en == "With you for review: 6 working days"


def test_from_one_review_list_of_the_client_to_another_the_clock_runs_on() -> None:
    now = turn(way("review_client 2026-09-01, review_client 2026-09-03"), at("2026-09-04"), day)
    assert now is not None
    assert now.working_days == 3


def card(due: str | None = None) -> Card:
    return Card("c", "n", "l", 0, False, Role.CARD, at("2026-09-01"), due=at(due) if due else None)


def changed(when: str, before: str, after: str) -> Move:
    iso = {text: at(text).isoformat() if text else "" for text in (before, after)}
    return Move(f"m{when}", "c", at(when), MoveKind.DUE, iso[before], iso[after])


def test_the_first_promise_is_kept_however_often_it_is_moved() -> None:
    moves = [changed("2026-09-05", "2026-09-10", "2026-09-14"), changed("2026-09-12", "2026-09-14", "2026-09-20")]
    said = promise(card("2026-09-20"), moves, None, day, at("2026-09-15"))
    assert said is not None
    assert (said.first, said.due, said.changes, said.slipped) == (at("2026-09-10"), at("2026-09-20"), 2, 10)
    assert promise(card("2026-09-20"), moves, at("2026-09-09"), day, at("2026-09-15")).slipped == -1  # type: ignore[union-attr]
    before = promise(card("2026-09-20"), moves, None, day, at("2026-09-06"))
    assert before is not None
    assert (before.due, before.changes, before.slipped) == (at("2026-09-14"), 1, 4)


def test_a_due_date_taken_off_while_waiting_is_not_forgotten() -> None:
    """The date is removed when the client gets the card: the promise stands, and the finish tells the slip."""
    moves = [changed("2026-09-02", "", "2026-09-10"), changed("2026-09-08", "2026-09-10", "")]
    said = promise(card(), moves, at("2026-09-24"), day, at("2026-09-30"))
    assert said is not None
    assert (said.first, said.due, said.changes, said.slipped) == (at("2026-09-10"), None, 1, 14)


def test_taken_off_and_put_on_again_is_one_change() -> None:
    steps = [("2026-09-02", "", "2026-09-10"), ("2026-09-05", "2026-09-10", ""), ("2026-09-08", "", "2026-09-12")]
    said = promise(card("2026-09-12"), [changed(*step) for step in steps], None, day, at("2026-09-30"))
    assert said is not None
    assert (said.first, said.due, said.changes, said.slipped) == (at("2026-09-10"), at("2026-09-12"), 1, 2)


def test_a_date_set_at_birth_never_moved_is_a_promise_without_changes() -> None:
    said = promise(card("2026-09-10"), [], None, day, at("2026-09-30"))
    assert said is not None
    assert (said.changes, said.slipped) == (0, 0)
    assert promise(card(), [], None, day, at("2026-09-30")) is None


def test_the_due_date_of_a_past_moment_is_that_of_then() -> None:
    moves = [changed("2026-09-05", "2026-09-10", "2026-09-14")]
    assert due_at(card("2026-09-14"), moves, at("2026-09-04")) == at("2026-09-10")
    assert due_at(card("2026-09-14"), moves, at("2026-09-06")) == at("2026-09-14")
    assert due_at(card("2026-09-14"), [], at("2026-09-06")) == at("2026-09-14")
