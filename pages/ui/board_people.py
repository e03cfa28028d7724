"""Who of the team is who on each board: for cards that are given to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from core.jobs.card_people import Teammate, assignable, say_who, teammates
from core.jobs.cards import Written
from core.model import Client
from core.store import Store
from pages.ui import board_acts as acts
from pages.ui import session
from pages.ui.board_rows import BoardHead, BoardView, plain
from pages.ui.text import escaped
from pages.ui.words import Words

KEY = "board_people"
LONGEST = 80
MOST = 60
"""People on one form."""


def people(board: BoardView, t: Words) -> None:
    """For each board a line per person: confirmed, or suggested by the same name, or nobody yet."""
    st.subheader(t("people"), anchor=False)
    st.caption(t("people_note"))
    for head in board.heads:
        _of_board(head, board, t)


def _of_board(head: BoardHead, board: BoardView, t: Words) -> None:
    client_id, store = board.client.client_id, session.store()
    team = teammates(store, client_id=client_id, board_id=head.board_id)[:MOST]
    members = {m.member_id: m.name for m in assignable(store, client_id=client_id, board_id=head.board_id)}
    if len(board.heads) > 1:
        st.markdown(f"**{escaped(plain(head.name))}**")
    if not team or not members:
        st.caption(t("people_none"))
        return
    with st.form(f"{KEY}_{head.board_id}"):
        with st.grid(3, min_column_width=240):
            for one in team:
                _person(one, head, members, t)
        st.form_submit_button(t("people_save"), type="primary", on_click=partial(_save, client_id, head.board_id, team))


def _person(one: Teammate, head: BoardHead, members: Mapping[str, str], t: Words) -> None:
    ids = list(members)
    state = "map_confirmed" if one.said else "people_named" if one.member else "people_nobody"
    st.selectbox(
        escaped(f"{plain(one.person.name)[:LONGEST]} · {t(state)}"),
        ids,
        index=ids.index(one.member.member_id) if one.member else None,
        format_func=lambda member_id: plain(members[member_id])[:LONGEST] or t("no_name"),
        placeholder=t("nobody"),
        key=_key(head.board_id, one),
    )


def _key(board_id: str, one: Teammate) -> str:
    return f"{KEY}_{board_id}_{one.person.person_id}_{one.said}_{one.member.member_id if one.member else ''}"


def _save(client_id: str, board_id: str, team: Sequence[Teammate]) -> None:
    """Write who is who where it is news: changed, or a suggestion that is confirmed."""
    news = {}
    for one in team:
        chosen = str(st.session_state.get(_key(board_id, one)) or "")
        if chosen != (one.member.member_id if one.member else "") or (chosen and not one.said):
            news[one.person.person_id] = chosen
    t = acts.said()
    if not news:
        acts.refuse(t("nothing_changed"))
        return

    def act(store: Store, client: Client, who: str) -> Written | None:
        for person_id, member_id in news.items():
            say_who(store, client_id=client.client_id, board_id=board_id, person_id=person_id, member_id=member_id)
        return None

    acts.do(client_id, act, t("people_saved"))
