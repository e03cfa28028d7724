"""Boards on which anything may have happened, for tests of what always holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st

from tests.core.board.fake_board import FakeBoard

NAMES = ("Backlog", "Doing", "Done")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "move", "close", "due", "delete", "away", "list"]),
        st.integers(0, 30),
        st.sampled_from(NAMES),
        st.integers(1, 100_000),
    ),
    max_size=40,
)


def play(
    steps: list[tuple[str, int, str, int]],
) -> tuple[FakeBoard, list[tuple[datetime, dict[str, tuple[str, bool]]]]]:
    """Work on a board; what it looked like after each step."""
    board = FakeBoard(NAMES)
    looks = [(board.now, board.state())]
    for kind, which, where, seconds in steps:
        board.later(seconds=seconds)
        known = sorted(board.cards)
        if kind == "add" or not known:
            board.add(where)
        else:
            _work(board, kind, known[which % len(known)], where)
        looks.append((board.now, board.state()))
    return board, looks


def _work(board: FakeBoard, kind: str, card_id: str, where: str) -> None:
    if kind == "move":
        board.move(card_id, where)
    elif kind == "close":
        board.close(card_id, not board.cards[card_id]["closed"])
    elif kind == "list":
        board.close_list(where, not board.lists[where]["closed"])
    elif kind == "due":
        board.set_due(card_id, f"{(board.now + timedelta(days=3)).isoformat()}Z")
    else:
        (board.delete if kind == "delete" else board.send_away)(card_id)
