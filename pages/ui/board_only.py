"""The cards behind one figure of the page: every number opens its cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from core.board.hygiene import RULES
from core.reports.board_shapes import FlowReport
from pages.ui.board_flow import period_of, report
from pages.ui.board_rows import BoardView
from pages.ui.board_view import ONLY, show_only
from pages.ui.text import escaped
from pages.ui.words import Words

BLOCKED = "blocked"
BEHIND: dict[str, Callable[[FlowReport], Sequence[str]]] = {
    "wip": lambda r: r.wip,
    "started": lambda r: r.started,
    "came": lambda r: r.came,
    "finished": lambda r: [one.card.card_id for one in r.finished],
    "straight": lambda r: [one.card.card_id for one in r.finished if one.straight],
    "client": lambda r: [row.card.card_id for row in r.waiting if row.turn.side == "client"],
    "us": lambda r: [row.card.card_id for row in r.waiting if row.turn.side == "us"],
    "slipped": lambda r: [card.card_id for card, _ in r.promises],
    "moved_back": lambda r: r.moved_back,
    "reopened": lambda r: r.reopened,
}
"""Figure of the flow -> its cards."""
_KINDS = {rule.kind: rule.sentence for rule in RULES}


def cards(board: BoardView, t: Words) -> frozenset[str] | None:
    """The cards that the address asks for, with a line that says which they are; None when it asks for none."""
    name = st.query_params.get(ONLY, "")
    if name == BLOCKED:
        ids: Sequence[str] = [one.card.card_id for one in board.status.blocked]
    elif name in BEHIND:
        ids = BEHIND[name](report(board, period_of(board)))
    elif name in _KINDS:
        ids = board.status.needs_a_hand[name]
    else:
        return None
    said = _KINDS[name].said_in(t.language) if name in _KINDS else t(f"only_{name}")
    st.info(escaped(t("only", what=said, n=len(ids))), icon=":material/filter_alt:")
    return frozenset(ids)


def ways(flow: FlowReport, board: BoardView, t: Words) -> None:
    """From each figure of the flow to its cards."""
    numbers = {name: len(find(flow)) for name, find in BEHIND.items()} | {BLOCKED: len(board.status.blocked)}
    st.caption(t("only_lead"))
    with st.container(horizontal=True, gap="small"):
        for name, number in numbers.items():
            if number:
                label = f"{escaped(t(f'only_{name}'))} {number}"
                st.button(label, key=f"board_only_{name}", type="tertiary", on_click=partial(show_only, name))
