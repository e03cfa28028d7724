"""One card on several boards: on one of them at a time."""

from __future__ import annotations

import pytest

from core.board.crossings import on_one_board_at_a_time, shared
from core.board.history import Spans
from tests.core.board.tiny import way

MADE = "2026-09-01"


@pytest.mark.parametrize(
    ("first", "other", "cut", "came"),
    [
        (way(f"a {MADE}, b 2026-09-03"), way("c 2026-09-05"), way(f"a {MADE}, b 2026-09-03", "2026-09-05"), None),
        (way(f"a {MADE}", "2026-09-05"), way("c 2026-09-05"), None, None),
        (way(f"a {MADE}", "2026-09-04"), way("c 2026-09-05"), None, None),
        (way(f"a {MADE}", "2026-09-05"), way(f"c {MADE}, d 2026-09-08"), None, way("c 2026-09-05, d 2026-09-08")),
        (way(f"a {MADE}"), way(f"c {MADE}"), None, None),
    ],
    ids=["not looked at since", "told by both", "a while between", "came untold", "nothing is told"],
)
def test_a_card_left_one_board_when_it_came_to_the_other(
    first: Spans, other: Spans, cut: Spans | None, came: Spans | None
) -> None:
    expected = [{"x": cut or first}, {"x": came or other}]
    assert on_one_board_at_a_time([{"x": first}, {"x": other}]) == expected
    assert on_one_board_at_a_time([{"x": other}, {"x": first}]) == expected[::-1]


def test_there_and_back_again() -> None:
    here = (*way("a 2026-09-01", "2026-09-04"), *way("a 2026-09-08"))
    there = way("b 2026-09-04, c 2026-09-06")
    found = on_one_board_at_a_time([{"x": here, "y": here}, {"x": there}])
    assert found == [{"x": here, "y": here}, {"x": way("b 2026-09-04, c 2026-09-06", "2026-09-08")}]
    assert shared(found) == ("x",)
    assert shared(found[:1]) == ()
