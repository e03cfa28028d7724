"""What of the promises was kept: counted by the first day, late by the day that holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.meetings.log import Completion, Entry, Stands, chosen, completion, how_action_stands

TODAY = date(2026, 10, 1)


def action(
    number: int, first_due: int, *, due: int | None = None, done: int | None = None, kind: str = "weekly"
) -> Entry:
    """Days are counted from today."""
    first, last = (TODAY + timedelta(days=n) for n in (first_due, first_due if due is None else due))
    done_on = None if done is None else TODAY + timedelta(days=done)
    return Entry(
        kind, number, "Do it", "Anna", TODAY - timedelta(days=30), TODAY - timedelta(days=30), int(first != last), "",
        False, how_action_stands(first, last, done_on, TODAY), done_on, last, first,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "due", "done", "stands"),
    [
        (0, 0, None, Stands.OPEN),
        (-1, -1, None, Stands.LATE),
        (-9, 3, None, Stands.OPEN),
        (-3, -3, -3, Stands.DONE),
        (-9, -3, -5, Stands.DONE_LATE),
    ],
)
def test_how_an_action_stands(first: int, due: int, done: int | None, stands: Stands) -> None:
    assert action(1, first, due=due, done=done).stands is stands


def test_the_rate_counts_what_was_to_be_done_by_now_and_what_is_done() -> None:
    entries = [
        action(1, -9, done=-9),
        action(2, -9, due=-3, done=-5),
        action(3, -9, due=5),
        action(4, 5),
        action(5, 5, done=-1),
        action(6, -2),
        Entry("decision", 1, "Start", "Client", TODAY, TODAY, 0, "c", True, Stands.OPEN),
    ]
    found = completion(entries, TODAY)
    assert found == Completion(on_time=2, late=1, open=2), "the one that is still to come is left out"
    assert found.share == 3 / 5
    assert completion(entries[:4], TODAY).share is None, "three say nothing yet"
    assert completion([], TODAY) == Completion(0, 0, 0)


def test_what_is_open_comes_first_the_most_late_at_the_top() -> None:
    decision = Entry("decision", 9, "Start", "Client", TODAY, TODAY, 0, "c", True, Stands.OPEN)
    entries = [action(1, 5), action(2, -9), action(3, -9, done=-9), decision, action(4, -2, kind="retro")]
    assert [one.number for one in chosen(entries)] == [2, 4, 1, 9, 3]
    assert [one.number for one in chosen(entries, show="done")] == [3]
    assert [one.number for one in chosen(entries, show="open", meeting="retro")] == [4]
    assert chosen(entries, show="open", meeting="decision") == [decision]
