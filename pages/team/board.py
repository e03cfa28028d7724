"""Board: where every card lies, what needs a hand, and how the work flows; cards made, moved and spoken about."""

from __future__ import annotations

from functools import partial

import streamlit as st

from core.model import Client
from pages.ui import board_acts as acts
from pages.ui import board_bring as bring
from pages.ui import board_card as drawer
from pages.ui import board_flow as flowing
from pages.ui import board_only as only
from pages.ui import board_people as people
from pages.ui import board_reads as reads
from pages.ui import board_rules as rules
from pages.ui import board_sync as sync
from pages.ui import board_view as view
from pages.ui import places, session
from pages.ui.board_rows import BoardView
from pages.ui.words import Words
from pages.ui.words.board import BOARD


def main() -> None:
    client = session.client()
    t = session.words(BOARD)
    st.title(t("title"), anchor=False)
    places.each(partial(bring.said, t))
    if not reads.has_board(session.version(), client.client_id, session.store()):
        sync.first_board(client, t)
        bring.upload(client, t)
        return
    _of_client(client, t)
    acts.clear()


def _of_client(client: Client, t: Words) -> None:
    now = reads.rounded(session.now(client))
    board = reads.view(session.version(), client.client_id, now, session.store())
    places.each(
        partial(view.moment, board, t),
        partial(sync.state, board, t),
        acts.show,
        partial(bring.shout, client, board, t),
        partial(_part, client, board, t),
    )
    drawer.open_asked(board, t)


def _part(client: Client, board: BoardView, t: Words) -> None:
    part = view.part(t, care=view.in_need(board))
    if part == view.BOARD:
        _cards(board, t)
    elif part == view.CARE:
        view.care(board, t)
    elif part == view.FLOW:
        _flow(board, t)
    else:
        _settings(client, board, t)


def _cards(board: BoardView, t: Words) -> None:
    view.strip(board, t)
    behind = only.cards(board, t)
    wanted = view.filters(board, t, only=behind)
    view.cards(board, wanted, t)


def _flow(board: BoardView, t: Words) -> None:
    period = flowing.period_asked(board, t)
    report = flowing.report(board, period)
    flowing.draw(report, board, partial(only.ways, report, board, t), t)


def _settings(client: Client, board: BoardView, t: Words) -> None:
    bring.lists(client, board, t)
    rules.marks(board, t)
    rules.limits(board, t)
    people.people(board, t)
    sync.boards(board, t)
    bring.upload(client, t)


main()
