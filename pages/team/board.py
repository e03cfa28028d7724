"""Board: where every card lies, what needs a hand, and how the work flows. Trello is only read."""

from __future__ import annotations

import streamlit as st

from core.model import Client
from pages.ui import board_bring as bring
from pages.ui import board_card as drawer
from pages.ui import board_flow as flowing
from pages.ui import board_reads as reads
from pages.ui import board_view as view
from pages.ui import session
from pages.ui.board_rows import BoardView
from pages.ui.words import Words
from pages.ui.words.board import BOARD


def main() -> None:
    client = session.client()
    t = session.words(BOARD)
    st.title(t("title"), anchor=False)
    bring.said(t)
    if not reads.has_board(session.version(), client.client_id, session.store()):
        bring.nothing_yet(client, t)
        return
    _of_client(client, t)


def _of_client(client: Client, t: Words) -> None:
    now = reads.rounded(session.now(client))
    board = reads.view(session.version(), client.client_id, now, session.store())
    view.moment(board, t)
    bring.shout(client, board, t)
    part = view.part(t, care=view.in_need(board))
    if part == view.BOARD:
        view.strip(board, t)
        _cards(board, t)
    elif part == view.CARE:
        view.care(board, t)
    elif part == view.FLOW:
        _flow(client, board, t)
    else:
        bring.lists(client, board, t)
        bring.upload(client, t)
    drawer.open_asked(board, t)


def _cards(board: BoardView, t: Words) -> None:
    wanted = view.filters(board, t)
    view.cards(board, wanted, t)


def _flow(client: Client, board: BoardView, t: Words) -> None:
    weeks = flowing.weeks_asked(t)
    key = (session.version(), client.client_id, board.scene.as_of, board.scene.today, weeks)
    flowing.draw(reads.flow(*key, session.store()), board, t)


main()
