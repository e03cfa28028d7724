"""Where boards are written: ours, taken over from an export, or in Trello; and how Trello answers."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.jobs.cards import Written
from core.jobs.own_board import adopt_board, create_board
from core.model import Client
from core.store import Store
from core.store.homes import BoardHome, Home
from pages.ui import board_acts as acts
from pages.ui import board_reads as reads
from pages.ui import session
from pages.ui.board_rows import BoardView, local, plain
from pages.ui.text import escaped
from pages.ui.words import Words

LONGEST_NAME = 200


class Key(StrEnum):
    NAME = "board_new_name"
    FORM = "board_new_form"
    ADOPT = "board_adopt"


def first_board(client: Client, t: Words) -> None:
    """The three ways to the first board."""
    st.subheader(t("empty_title"), anchor=False)
    st.markdown(t("empty_lead"))
    failed(t)
    _new_board(client, t)
    st.markdown(t("empty_steps"))


def failed(t: Words) -> None:
    """Why the last click did nothing."""
    if why := st.session_state.pop(acts.Key.REFUSED, ""):
        st.error(escaped(why))


def _new_board(client: Client, t: Words) -> None:
    with st.form(f"{Key.FORM}_{client.client_id}"):
        st.markdown(f"**{t('own_board')}**  \n{t('own_board_note')}")
        st.text_input(t("new_board_name"), key=Key.NAME, max_chars=LONGEST_NAME, placeholder=client.name)
        st.form_submit_button(t("own_board_make"), type="primary", on_click=partial(_make, client))


def _make(client: Client) -> None:
    t = acts.said()
    name = str(st.session_state.get(Key.NAME) or "") or client.name

    def act(store: Store, client: Client, who: str) -> Written | None:
        create_board(store, client_id=client.client_id, name=name, who=who, now=session.now(client))
        return None

    acts.do(client.client_id, act, t("own_board_made"))


# ---------------------------------------------------------------------------------------------------------------- state


def state(board: BoardView, t: Words) -> None:
    """How keeping up with Trello goes, where a board lives there: only what is worth a word."""
    for home in reads.homes(session.version(), board.client.client_id, session.store()):
        if home.kind is Home.TRELLO:
            _state(home, board, t)
    if board.refused:
        with st.expander(t("trello_refused", n=len(board.refused)), icon=":material/sync_problem:"):
            for one in board.refused:
                why = one.why.said_in(t.language) if one.why else ""
                st.markdown(escaped(f"✕ {one.said.said_in(t.language)} · {one.asked_by} · {why}"))


def _state(home: BoardHome, board: BoardView, t: Words) -> None:
    zone = board.client.timezone
    seen = figures.moment(local(home.seen_at, zone), t.language) if home.seen_at else ""
    if home.error is not None:
        said = t("trello_failed", board=plain(home.name), why=home.error.said_in(t.language))
        st.warning(escaped(f"{said} {t('trello_seen', at=seen) if seen else ''}"), icon=":material/sync_problem:")
    else:
        st.caption(escaped(t("trello_seen", at=seen) if seen else t("trello_first", board=plain(home.name))))


def boards(board: BoardView, t: Words) -> None:
    """Each board with where it is written; one that came from a file can be taken over."""
    st.subheader(t("boards"), anchor=False)
    kinds = {h.board_id: h.kind for h in reads.homes(session.version(), board.client.client_id, session.store())}
    for head in board.heads:
        kind = kinds.get(head.board_id, Home.EXPORT)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{escaped(plain(head.name) or t('no_name'))}** · {t(f'home_{kind}')}")
            if kind is Home.EXPORT:
                st.button(
                    t("adopt"),
                    key=f"{Key.ADOPT}_{head.board_id}",
                    help=t("adopt_help"),
                    on_click=partial(_adopt, board, head.board_id),
                )
    with st.expander(t("another_board"), icon=":material/add:"):
        _new_board(board.client, t)


def _adopt(board: BoardView, board_id: str) -> None:
    t = acts.said()

    def act(store: Store, client: Client, who: str) -> Written | None:
        adopt_board(store, client_id=client.client_id, board_id=board_id, who=who, now=session.now(client))
        return None

    acts.do(board.client.client_id, act, t("adopted"))
