"""What each card counts as: every card once, whatever happened on the board."""

from __future__ import annotations

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from core.board.history import card_histories, with_archived_lists
from core.board.status import by_status, census
from core.cards import Role, Status
from core.sources.trello_export import read_board
from tests.core.board.fake_board import FakeBoard
from tests.core.board.random_boards import STEPS, play
from tests.core.board.tiny import way


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(0, 40))
def test_the_parts_sum_to_the_whole_at_any_moment(steps: list[tuple[str, int, str, int]], which: int) -> None:
    """And at the present moment they are the cards of the export."""
    board, looks = play(steps)
    content = read_board(board.export()).content
    own = card_histories(content)
    seen = with_archived_lists(content, own)
    for when in (looks[which % len(looks)][0], board.now):
        count = census(content.cards, own, seen, when)
        every = [*chain(*count.in_list.values()), *count.archived, *count.hidden, *chain(*count.apart.values())]
        assert len(every) == len(set(every)) == count.total
    assert set(every) == set(board.cards)
    assert set(count.archived) == {card_id for card_id, card in board.cards.items() if card["closed"]}
    closed = {row["id"] for row in board.lists.values() if row["closed"]}
    assert not closed & set(count.in_list)


def test_what_is_no_work_is_counted_apart() -> None:
    board = FakeBoard(("To-do",))
    line, card = board.add("To-do", cardRole="separator"), board.add("To-do")
    content = read_board(board.export()).content
    own = card_histories(content)
    count = census(content.cards, own, own, board.now)
    assert count.in_list == {board.lists["To-do"]["id"]: (card,)}
    assert count.apart == {Role.SEPARATOR: (line,)}


def test_an_unmapped_list_is_nowhere() -> None:
    placed = by_status(way("a 2026-09-01, b 2026-09-02"), {"a": Status.DOING})
    assert [span.place for span in placed] == ["doing", ""]
