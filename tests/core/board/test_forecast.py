"""How many cards will be done, by exact convolution, and when nothing is said."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest

from core.board.flow import Week
from core.board.forecast import Forecast, at_least, column_changes, forecast, how_many, when, window
from core.board.status import Status
from core.cards import BoardList
from core.model import Period
from tests.core.board.tiny import at

MONDAY = date(2026, 9, 28)


def past(done: list[int | None]) -> list[Week]:
    """Full weeks before MONDAY, oldest first, and the present one."""
    start = MONDAY - timedelta(weeks=len(done))
    weeks = [Week(f"w{n}", start + timedelta(weeks=n), 0, 0, count, False) for n, count in enumerate(done)]
    return [*weeks, Week("now", MONDAY, 0, 0, 40, True)]


def ask(done: list[int | None], *, ahead: int = 28, open_cards: int = 4, changes: list[date] | None = None) -> object:
    return forecast(past(done), MONDAY, MONDAY + timedelta(days=ahead), open_cards, changes or [])


def test_every_way_the_weeks_can_add_up_is_counted() -> None:
    """Against all 27 draws of three weeks, one by one."""
    history = [0, 2, 5]
    totals = [sum(draw) for draw in product(history, repeat=3)]
    assert how_many(history, 3) == {t: Fraction(totals.count(t), 27) for t in sorted(set(totals))}
    assert sum(how_many(history, 3).values()) == 1


def test_at_least_is_the_largest_total_reached_often_enough() -> None:
    """Of 0, 2, 5 in one week: 5 with 1/3, 2 or more with 2/3, 0 or more always."""
    chances = how_many([0, 2, 5], 1)
    assert [at_least(chances, level) for level in (Fraction(1, 3), Fraction(2, 3), Fraction(1))] == [5, 2, 0]


def test_when_is_the_first_week_by_which_it_is_likely_enough() -> None:
    """One card in every other week: three cards in 3 weeks with 1/8, in 5 with 1/2 (by hand: 16 of 32)."""
    assert when([0, 1], 3, 1 / 8) == 3
    assert when([0, 1], 3, 0.5) == 5
    assert when([0, 0], 3, 0.5) is None
    assert when([1], 0, 0.85) == 0


def test_a_steady_team_is_forecast_exactly() -> None:
    said = ask([3] * 12)
    assert said == Forecast(MONDAY + timedelta(days=28), 4, 12, 12, 4, 2, from_weeks=12, trend=False)


def test_only_the_newest_twelve_full_weeks_count_and_the_present_one_does_not() -> None:
    said = ask([50, 50, *[3] * 12])
    assert isinstance(said, Forecast)
    assert (said.at_least, said.from_weeks) == (12, 12)


def test_a_changing_pace_rests_on_six_weeks_and_says_so() -> None:
    said = ask([1, 1, 2, 2, 3, 3, 6, 6, 6, 6, 6, 6])
    assert isinstance(said, Forecast)
    assert (said.trend, said.from_weeks, said.at_least) == (True, 6, 24)


@pytest.mark.parametrize(
    ("done", "ahead", "changes", "why"),
    [
        ([3] * 5, 28, [], "6 full weeks"),
        ([None] * 8 + [3] * 4, 28, [], "6 full weeks"),
        ([0] * 12, 28, [], "No card"),
        ([3] * 12, 6, [], "no full week"),
        ([3] * 12, 28, [MONDAY - timedelta(weeks=2)], "columns"),
    ],
)
def test_it_is_silent_when_it_cannot_tell(done: list[int | None], ahead: int, changes: list[date], why: str) -> None:
    said = ask(done, ahead=ahead, changes=changes)
    assert not isinstance(said, Forecast)
    assert why in str(said)


def test_a_column_changed_long_before_the_window_is_no_reason_for_silence() -> None:
    assert isinstance(ask([3] * 12, changes=[MONDAY - timedelta(weeks=20)]), Forecast)


def test_the_window_is_the_twelve_weeks_before_this_one() -> None:
    assert window(date(2026, 10, 1)) == Period(date(2026, 7, 6), date(2026, 9, 27))


def test_only_columns_of_work_made_after_the_board_or_archived_are_changes() -> None:
    lists = [
        BoardList("old", "Doing", 0, False, at("2026-01-01T08:00")),
        BoardList("new", "QA", 1, True, at("2026-05-01")),
        BoardList("done", "Done 18", 2, False, at("2026-05-04")),
    ]
    mapping = {"old": Status.DOING, "new": Status.REVIEW_OURS, "done": Status.DONE}
    hidden = {"new": [(at("2026-06-01"), None)], "done": [(at("2026-06-02"), None)]}
    assert column_changes(lists, mapping, hidden, at("2026-01-01")) == [at("2026-05-01"), at("2026-06-01")]
