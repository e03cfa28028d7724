"""The items of a meeting with their lines, and the way from a line to an action with its owner and day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import partial

import streamlit as st

from core.meetings.shapes import AgendaItem, Line
from core.model import Client
from core.store.promises import TEXT_LIMIT
from pages.ui import room_acts as acts
from pages.ui import room_reads, session
from pages.ui.text import escaped
from pages.ui.words import Words

ONLY_SAID = frozenset({"prompt", "more", "window", "set_up"})
"""Lines that nothing is made of."""
USUAL_DAYS = 7
"""A promise of a weekly is asked about in the next one."""


class Key(StrEnum):
    WHAT = "room_what"
    OWNER = "room_owner"
    DUE = "room_due"
    FORM = "room_form"


def item(client: Client, one: AgendaItem, is_now: bool, present: bool, t: Words) -> None:
    """One item: its name, minutes and speaker, then its lines."""
    with st.container(border=True):
        title = escaped(one.item.title.said_in(t.language))
        st.subheader(f"▶ {title}" if is_now else title, anchor=False)
        told = [t("minutes", n=one.item.minutes), t(one.item.speaker)]
        st.caption(" · ".join([t("now"), *told] if is_now else told))
        for place, line in enumerate(one.lines):
            _line(client, line, f"{one.item.key}_{place}", present, t)


def _line(client: Client, line: Line, key: str, present: bool, t: Words) -> None:
    text = line.text.said_in(t.language)
    if line.kind in ONLY_SAID:
        st.markdown(escaped(text))
        return
    words, ways = st.columns([7, 3], gap="small")
    words.markdown(escaped(text))
    with ways, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _ways(client, line, key, text, t)
    _form_of(client, key, line.card_id, present, t)


def _ways(client: Client, line: Line, key: str, text: str, t: Words) -> None:
    """What can be done with a line: tick it off, make an action of it, open its card."""
    if line.action_id:
        _button(t("done"), ":material/check:", f"done_{key}", partial(acts.close, client, line.action_id, t))
    else:
        if line.raised_id:
            act = partial(acts.dealt_with, client, line.raised_id, t)
            _button(t("handled"), ":material/check:", f"handled_{key}", act)
        chosen = partial(_choose, client, key, text, line.card_id)
        _button(t("take_up"), ":material/add_task:", f"take_{key}", chosen)
    if line.card_id:
        to_card(client, line.card_id, t)


def to_card(client: Client, card_id: str, t: Words) -> None:
    """The way to a card on the board."""
    query = {"client": client.client_id, "card": card_id}
    st.page_link("team/board.py", label=t("to_card"), icon=":material/view_kanban:", query_params=query)


def something_else(client: Client, present: bool, t: Words, *, key: str) -> None:
    """A promise that no line speaks of."""
    st.button(t("something_else"), icon=":material/add:", key=key, on_click=_choose, args=(client, key, "", ""))
    _form_of(client, key, "", present, t)


def _button(label: str, icon: str, key: str, act: partial[None]) -> None:
    st.button(label, icon=icon, key=f"room_{key}", on_click=act, type="tertiary")


def _choose(client: Client, key: str, text: str, card_id: str) -> None:
    """Open the form under the line, with its words to begin from."""
    state = st.session_state
    state[acts.CHOSEN] = (client.client_id, key, text, card_id)
    state[Key.WHAT] = text[:TEXT_LIMIT]
    state[Key.OWNER] = None
    state[Key.DUE] = session.today(client) + timedelta(days=USUAL_DAYS)


def _form_of(client: Client, key: str, card_id: str, present: bool, t: Words) -> None:
    chosen = st.session_state.get(acts.CHOSEN)
    if not chosen or chosen[:2] != (client.client_id, key):
        return
    known = room_reads.takers(session.version(), client.client_id, session.store())
    acts.refused()
    with st.form(Key.FORM):
        st.text_input(t("what"), key=Key.WHAT, max_chars=TEXT_LIMIT)
        st.selectbox(
            t("owner"),
            known.names,
            index=None,
            key=Key.OWNER,
            accept_new_options=True,
            placeholder=t("owner_new"),
        )
        st.date_input(t("due"), key=Key.DUE, format="DD.MM.YYYY")
        with st.container(horizontal=True):
            save = partial(_save, client, card_id, present, t)
            st.form_submit_button(t("as_action"), type="primary", on_click=save, args=(False,))
            if not card_id and known.can_make_card:
                st.form_submit_button(t("as_card"), on_click=save, args=(True,))
            decide = partial(_decide, client, card_id, present, t)
            st.form_submit_button(t("as_decision"), on_click=decide)
            st.form_submit_button(t("cancel"), on_click=_forget)


def _save(client: Client, card_id: str, present: bool, t: Words, as_card: bool) -> None:
    state = st.session_state
    due = state.get(Key.DUE)
    made = acts.take_up(
        client,
        text=str(state.get(Key.WHAT) or ""),
        owner=str(state.get(Key.OWNER) or ""),
        due=due if isinstance(due, date) else None,
        card_id=card_id,
        as_card=as_card,
        visible=present,
        t=t,
    )
    if made:
        _forget()


def _decide(client: Client, card_id: str, present: bool, t: Words) -> None:
    state = st.session_state
    text, by = str(state.get(Key.WHAT) or ""), str(state.get(Key.OWNER) or "")
    if acts.decide(client, text=text, by=by, card_id=card_id, visible=present, t=t):
        _forget()


def _forget() -> None:
    st.session_state.pop(acts.CHOSEN, None)
