"""Where boards are written: ours, taken over from an export, or in Trello; and how Trello answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.dates import utc_now
from core.errors import TahtiError
from core.jobs.cards import Written
from core.jobs.own_board import adopt_board, create_board
from core.jobs.pending import Pending, overruled
from core.jobs.sync import boards_available, connect_board, disconnect_board, is_configured
from core.model import Client, Role
from core.store import Store
from core.store.homes import BoardHome, Home
from core.store.outbox import give_up, try_again
from pages.ui import board_acts as acts
from pages.ui import board_reads as reads
from pages.ui import session
from pages.ui.board_rows import BoardView, local, plain
from pages.ui.text import escaped
from pages.ui.words import Words

LONGEST_NAME = 200
WATCH_SECONDS = 5
A_DAY = timedelta(days=1)
MOST = 20
"""Failed wishes that are named at once."""


class Key(StrEnum):
    NAME = "board_new_name"
    FORM = "board_new_form"
    ADOPT = "board_adopt"
    LEAVE = "board_leave"
    LOOK = "board_look"
    FOUND = "board_found"
    PICKED = "board_picked"


def first_board(client: Client, t: Words) -> None:
    """The three ways to the first board."""
    st.subheader(t("empty_title"), anchor=False)
    st.markdown(t("empty_lead"))
    acts.show()
    acts.clear()
    for home in reads.homes(session.store(), client.client_id):
        _state(home, client, t)
    _new_board(client, t)
    _connect(client, t)
    st.markdown(t("empty_steps"))


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
    for home in reads.homes(session.store(), board.client.client_id):
        if home.kind is Home.TRELLO:
            _state(home, board.client, t)
    if any(row.pending for row in board.rows):
        _watch(session.version())
    if board.refused:
        with st.expander(t("trello_refused", n=len(board.refused)), icon=":material/sync_problem:"):
            for one in board.refused[:MOST]:
                _failed_one(one, board, t)
    _overruled(board, t)


def _overruled(board: BoardView, t: Words) -> None:
    """Wishes of the last day that somebody's change in Trello has overtaken."""
    since = session.now(board.client) - A_DAY
    found = overruled(session.store(), client_id=board.client.client_id, since=since)
    if found:
        lines = [f"{_card(one, board)} · {one.said.said_in(t.language)} · {_why(one, t)}" for one in found[:MOST]]
        with st.expander(t("trello_overruled", n=len(found)), icon=":material/sync_alt:"):
            st.markdown("  \n".join(map(escaped, lines)))


def _card(one: Pending, board: BoardView) -> str:
    return plain(board.names.get(one.card_id, "") or one.name)[:LONGEST_NAME]


def _why(one: Pending, t: Words) -> str:
    return one.why.said_in(t.language) if one.why else ""


@session.guarded_fragment(run_every=WATCH_SECONDS)
def _watch(drawn: tuple[str, int]) -> None:
    """While Trello has something to do, look whether it has, and draw the page again when anything has changed."""
    if session.version() != drawn:
        st.rerun()


def _state(home: BoardHome, client: Client, t: Words) -> None:
    seen = figures.moment(local(home.seen_at, client.timezone), t.language) if home.seen_at else ""
    name = plain(home.name)
    if home.error is not None:
        said = t("trello_failed", board=name, why=home.error.said_in(t.language))
        st.warning(escaped(f"{said} {t('trello_seen', at=seen) if seen else ''}"), icon=":material/sync_problem:")
    else:
        st.caption(escaped(t("trello_seen", at=seen) if seen else t("trello_first", board=name)))


def _failed_one(one: Pending, board: BoardView, t: Words) -> None:
    """A wish that Trello did not do: what, whose, why, and what can be done about it."""
    st.markdown(escaped(f"✕ {_card(one, board)} · {one.said.said_in(t.language)} · {one.asked_by}. {_why(one, t)}"))
    with st.container(horizontal=True):
        for name, act in (("try_again", try_again), ("give_up", None)):
            st.button(t(name), key=f"board_{name}_{one.entry_id}", on_click=partial(_end, board, one.entry_id, act, t))


def _end(board: BoardView, entry_id: int, again: Callable[..., None] | None, t: Words) -> None:
    def act(store: Store, client: Client, who: str) -> Written | None:
        now = session.now(client)
        if again is not None:
            again(store.ops, client_id=client.client_id, entry_id=entry_id, now=now)
        else:
            give_up(store.ops, client_id=client.client_id, entry_id=entry_id, who=who, now=now)
        return None

    acts.do(board.client.client_id, act, t("tried_again" if again is not None else "given_up"))


# -------------------------------------------------------------------------------------------------------------- Trello


def _connect(client: Client, t: Words) -> None:
    """Pick one of the boards that this server's Trello account sees. They are of every client, so only an admin
    sees their names."""
    st.markdown(f"**{t('connect')}**")
    if not is_configured():
        st.caption(t("connect_no_key"))
    elif session.viewer().role is not Role.ADMIN:
        st.caption(t("connect_admin"))
    else:
        if st.button(t("connect_look"), key=Key.LOOK, icon=":material/search:"):
            _look(t)
        found = st.session_state.get(Key.FOUND, ())
        if found:
            names = {board.board_id: plain(board.name) or t("no_name") for board in found}
            st.selectbox(
                t("connect_which"),
                list(names),
                index=None,
                format_func=names.__getitem__,
                placeholder=t("map_choose"),
                key=Key.PICKED,
            )
            st.button(t("connect_do"), type="primary", on_click=partial(_connected, client, names))


def _look(t: Words) -> None:
    try:
        with st.spinner(t("connect_asking")):
            st.session_state[Key.FOUND] = boards_available()
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    if not st.session_state[Key.FOUND]:
        st.info(t("connect_none"))


def _connected(client: Client, names: Mapping[str, str]) -> None:
    board_id, t = str(st.session_state.get(Key.PICKED) or ""), acts.said()
    if board_id not in names:
        acts.refuse(t("map_none"))
        return

    def act(store: Store, client: Client, who: str) -> Written | None:
        session.require(Role.ADMIN)
        connect_board(
            store, client_id=client.client_id, board_id=board_id, name=names[board_id], who=who, now=utc_now()
        )
        return None

    acts.do(client.client_id, act, t("connected"))


def boards(board: BoardView, t: Words) -> None:
    """Each board with where it is written; one that came from a file can be taken over."""
    st.subheader(t("boards"), anchor=False)
    kinds = {h.board_id: h.kind for h in reads.homes(session.store(), board.client.client_id)}
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
            elif kind is Home.TRELLO and session.viewer().role is Role.ADMIN:
                st.button(
                    t("disconnect"),
                    key=f"{Key.LEAVE}_{head.board_id}",
                    help=t("disconnect_help"),
                    on_click=partial(_leave, board, head.board_id),
                )
    with st.expander(t("another_board"), icon=":material/add:"):
        _new_board(board.client, t)
        _connect(board.client, t)


def _leave(board: BoardView, board_id: str) -> None:
    t = acts.said()

    def act(store: Store, client: Client, who: str) -> Written | None:
        session.require(Role.ADMIN)
        disconnect_board(store, client_id=client.client_id, board_id=board_id, who=who, now=session.now(client))
        return None

    acts.do(board.client.client_id, act, t("disconnected"))


def _adopt(board: BoardView, board_id: str) -> None:
    t = acts.said()

    def act(store: Store, client: Client, who: str) -> Written | None:
        adopt_board(store, client_id=client.client_id, board_id=board_id, who=who, now=session.now(client))
        return None

    acts.do(board.client.client_id, act, t("adopted"))
