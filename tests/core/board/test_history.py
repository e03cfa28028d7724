"""Where cards have been, rebuilt backwards from where they are."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.board.history import (
    Span,
    Spans,
    card_histories,
    card_spans,
    contradictions,
    hidden_times,
    known_at,
    place_at,
    with_archived_lists,
    within_history,
)
from core.cards import BoardContent, BoardList, Card, ListChange, ListEvent, Move, MoveKind, Role
from core.sources.trello_export import read_board
from tests.core.board.fake_board import FakeBoard
from tests.core.board.random_boards import STEPS, play
from tests.core.board.tiny import at, way

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
REAL = SHARED / "real" / "trello"
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the real exports are not on this machine")
EXPORTS = sorted(path.name for path in REAL.glob("[01]*.json") if "single-card" not in path.name)

CREATED = at("2026-09-01")


def card(list_id: str, **more: object) -> Card:
    given_ = {"card_id": "c", "name": "n", "list_id": list_id, "pos": 0.0, "closed": False, "role": Role.CARD}
    return Card(**(given_ | {"created_at": CREATED} | more))  # type: ignore[arg-type]


def move(when: str, kind: MoveKind, before: str = "", after: str = "") -> Move:
    return Move(f"m{when}{kind}", "c", at(when), kind, before, after)


def read(name: str) -> BoardContent:
    return read_board((REAL / name).read_bytes()).content


def state_at(histories: dict[str, Spans], when: datetime) -> dict[str, tuple[str, bool]]:
    there = {card_id: place_at(spans, when) for card_id, spans in histories.items()}
    return {card_id: (span.place, span.archived) for card_id, span in there.items() if span is not None}


# ------------------------------------------------------------------------------------------------------------ one card


def test_moves_are_taken_back_to_the_beginning() -> None:
    moves = [
        move("2026-09-01", MoveKind.CREATED, after="todo"),
        move("2026-09-03", MoveKind.MOVED, "todo", "doing"),
        move("2026-09-04", MoveKind.ARCHIVED, "doing"),
        move("2026-09-05", MoveKind.RESTORED, after="doing"),
        move("2026-09-07", MoveKind.MOVED, "doing", "done"),
    ]
    assert card_spans(card("done"), moves[::-1]) == way(
        "todo 2026-09-01, doing 2026-09-03, -doing 2026-09-04, doing 2026-09-05, done 2026-09-07"
    )


def test_without_its_beginning_a_card_lies_in_its_first_known_list_since_it_was_made() -> None:
    moves = [move("2026-09-07", MoveKind.MOVED, "doing", "done")]
    assert card_spans(card("done"), moves) == way("doing 2026-09-01, done 2026-09-07")


def test_a_card_in_a_list_that_came_from_another_board_came_with_it() -> None:
    assert card_spans(card("x"), [], {"x": at("2026-09-05")}) == way("x 2026-09-05")


def test_a_card_that_left_and_came_back_was_away_between() -> None:
    moves = [
        move("2026-09-01", MoveKind.CREATED, after="todo"),
        move("2026-09-02", MoveKind.LEFT, before="todo"),
        move("2026-09-04", MoveKind.ARRIVED, after="doing"),
    ]
    spans = card_spans(card("doing"), moves)
    assert spans == (
        Span("todo", at("2026-09-01"), at("2026-09-02")),
        Span("doing", at("2026-09-04"), None),
    )
    assert place_at(spans, at("2026-09-03")) is None


def test_a_card_that_came_back_untold_is_there_now() -> None:
    """It left and is on the board again, but nothing says when: at the latest when it left, and it is not lost."""
    moves = [move("2026-09-01", MoveKind.CREATED, after="todo"), move("2026-09-02", MoveKind.LEFT, before="todo")]
    assert card_spans(card("todo"), moves)[-1].end is None


def test_a_gone_card_ends_when_it_went() -> None:
    gone = card("doing", gone_at=at("2026-09-06"))
    moves = [
        move("2026-09-03", MoveKind.MOVED, "todo", "doing"),
        move("2026-09-06", MoveKind.DELETED, before="elsewhere"),
    ]
    assert card_spans(gone, moves) == way("todo 2026-09-01, doing 2026-09-03", end="2026-09-06")


# ---------------------------------------------------------------------------------------------------------- whole lists


def test_an_archived_list_hides_what_is_in_it() -> None:
    """The list is archived on the 3rd, restored on the 5th, archived for good on the 8th."""
    lists = [BoardList("a", "A", 0, True, None)]
    changes = [
        ListChange("1", "a", at("2026-09-03"), ListEvent.ARCHIVED),
        ListChange("2", "a", at("2026-09-05"), ListEvent.RESTORED),
        ListChange("3", "a", at("2026-09-08"), ListEvent.ARCHIVED),
    ]
    hidden = hidden_times(lists, changes)
    assert hidden == {"a": ((at("2026-09-03"), at("2026-09-05")), (at("2026-09-08"), None))}


def test_an_archived_list_without_a_date_was_always_archived() -> None:
    ((_, times),) = hidden_times([BoardList("a", "A", 0, True, None)], []).items()
    assert [(start < at("2000-01-01"), end) for start, end in times] == [(True, None)]


def test_cards_in_an_archived_list_are_out_of_sight_and_not_archived_themselves() -> None:
    board = FakeBoard(("To-do", "Old"), born="2026-09-01")
    kept, hidden = board.later(hours=1).add("To-do"), board.add("Old")
    board.on("2026-09-03").close_list("Old")
    board.on("2026-09-05").close_list("Old", closed=False)
    board.on("2026-09-08").move(hidden, "To-do")
    content = read_board(board.export()).content
    own = card_histories(content)
    seen = with_archived_lists(content, own)
    assert [span.archived for span in own[hidden]] == [False, False]
    assert [(s.archived, s.start.day) for s in seen[hidden]] == [(False, 1), (True, 3), (False, 5), (False, 8)]
    assert seen[kept] == own[kept]


# -------------------------------------------------------------------------------------------------------------- moments


def test_what_was_known_at_a_moment_is_what_had_happened() -> None:
    spans = way("todo 2026-09-01, doing 2026-09-03, done 2026-09-07")
    assert known_at(spans, at("2026-09-05")) == way("todo 2026-09-01, doing 2026-09-03")
    assert known_at(spans, at("2026-08-05")) == ()
    assert place_at(spans, at("2026-09-03")) == Span("doing", at("2026-09-03"), None)


def test_what_lies_before_the_history_is_cut_off() -> None:
    begin = at("2026-09-01")
    assert within_history(way("doing 2026-08-01, done 2026-09-03"), begin) == way("doing 2026-09-01, done 2026-09-03")
    for known in (way("doing 2026-09-02"), way("doing 2026-08-01, done 2026-08-20")):
        assert within_history(known, begin) == known


def test_moves_that_do_not_follow_from_each_other_are_named() -> None:
    board = FakeBoard(("To-do", "Doing", "Done"))
    fine, broken = board.add("To-do"), board.add("To-do")
    for where in ("Doing", "Done"):
        board.later(days=1).move(fine, where)
        board.later(days=1).move(broken, where)
    board.actions = [a for a in board.actions if not _is_move(a, broken, board.lists["Doing"]["id"])]
    assert contradictions(read_board(board.export()).content) == (broken,), "made in To-do, next moved out of Doing"
    board.actions = [
        a for a in board.actions if (a["type"], a["data"].get("card", {}).get("id")) != ("createCard", broken)
    ]
    assert contradictions(read_board(board.export()).content) == (), "its beginning is missing, nothing contradicts"
    board.later(days=1).move(broken, "Doing")
    board.later(days=1).move(broken, "To-do")
    board.actions = [a for a in board.actions if not _is_move(a, broken, board.lists["Doing"]["id"])]
    assert contradictions(read_board(board.export()).content) == (broken,)


def _is_move(action: dict[str, object], card_id: str, after: str) -> bool:
    data = action["data"]
    assert isinstance(data, dict)
    return data.get("card", {}).get("id") == card_id and data.get("listAfter", {}).get("id") == after


# -------------------------------------------------------------------------------------------------- any board at all


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_the_rewound_board_is_the_board_as_it_was(steps: list[tuple[str, int, str, int]]) -> None:
    """At every step, for every card that is still there; a deleted card's own history is gone with it."""
    board, looks = play(steps)
    histories = card_histories(read_board(board.export()).content)
    for when, look in looks:
        rewound = state_at(histories, when)
        for card_id in board.cards:
            assert rewound.get(card_id) == look.get(card_id)
        assert set(rewound) - set(look) == set()


@settings(max_examples=40, deadline=None)
@given(STEPS, st.integers(1, 15))
def test_a_cut_history_is_right_from_where_it_begins(steps: list[tuple[str, int, str, int]], newest: int) -> None:
    board, looks = play(steps)
    content = read_board(board.export(newest=newest)).content
    histories = card_histories(content)
    for when, look in looks:
        if when >= content.board.complete_since:
            rewound = state_at(histories, when)
            assert {c: rewound.get(c) for c in board.cards} == {c: look.get(c) for c in board.cards}


# --------------------------------------------------------------------------------------------------------- real boards


@needs_real
@pytest.mark.parametrize("name", EXPORTS)
def test_replaying_every_card_ends_where_it_is(name: str) -> None:
    """Forwards from the rewound beginning, each move from where the one before left the card."""
    content = read(name)
    assert contradictions(content) == ()
    histories = card_histories(content)
    for one in content.cards:
        last = histories[one.card_id][-1]
        assert (last.place, last.archived, last.end) == (one.list_id, one.closed, None)
        steps = [m for m in content.moves if m.card_id == one.card_id and m.kind is MoveKind.MOVED]
        place = histories[one.card_id][0].place
        for step in steps:
            assert step.before == place
            place = step.after
        assert place == one.list_id


@needs_real
def test_the_later_of_two_exports_rewound_is_the_earlier_one() -> None:
    """Every card of the earlier export in its list and with its flag: none missing, none too many, none different."""
    pairs = json.loads((SHARED / "oracles" / "flow" / "snapshot_pairs.json").read_text("utf-8"))
    compared = 0
    for pair in pairs:
        earlier, later = f"{pair['earlier']}.json", f"{pair['later']}.json"
        if earlier in EXPORTS and later in EXPORTS:
            when = at(pair["t"].rstrip("Z"))
            before = {c.card_id: (c.list_id, c.closed) for c in read(earlier).cards}
            assert state_at(card_histories(read(later)), when) == before
            assert len(before) == pair["cards"]
            compared += 1
    assert compared == 4
