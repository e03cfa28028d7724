"""Rows of the log: one decision or action with its first day, how it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.errors import TahtiError
from core.meetings.log import Entry, Stands
from core.model import Client
from core.store import promises
from pages.ui import session
from pages.ui.text import escaped
from pages.ui.words import Words

SAID, MOVING = "log_said", "log_moving"
"""What was just done, and the action whose new day is being written."""


class Key(StrEnum):
    DAY = "log_day"
    FORM = "log_form"


def row(client: Client, entry: Entry, today: date, t: Words) -> None:
    """One entry; an action can be ticked, opened again, or moved to another day."""
    words, ways = st.columns([7, 3], gap="small", vertical_alignment="center")
    told = escaped(entry.text)
    if entry.answer:
        told = t(f"said_{entry.answer}", text=told)
    words.markdown(f"**{_stands(entry, today, t)}** · {told}  \n:small[{' · '.join(_about(entry, today, t))}]")
    with ways, st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if entry.due is not None:
            _ways(client, entry, t)
        if entry.card_id:
            query = {"client": client.client_id, "card": entry.card_id}
            st.page_link("team/board.py", label=t("to_card"), icon=":material/view_kanban:", query_params=query)
    if st.session_state.get(MOVING) == (client.client_id, entry.number) and entry.due is not None:
        _day_form(client, entry, t)


def _ways(client: Client, entry: Entry, t: Words) -> None:
    if entry.is_done:
        _button(t("reopen"), ":material/undo:", f"reopen_{entry.number}", partial(_reopen, client, entry, t))
        return
    _button(t("tick"), ":material/check:", f"tick_{entry.number}", partial(_tick, client, entry, t))
    _button(t("move"), ":material/event_repeat:", f"move_{entry.number}", partial(_choose, client, entry))


def _button(label: str, icon: str, key: str, act: Callable[[], None]) -> None:
    st.button(label, icon=icon, key=f"log_{key}", on_click=act, type="tertiary")


def _stands(entry: Entry, today: date, t: Words) -> str:
    if entry.stands is Stands.LATE and entry.due:
        return days((today - entry.due).days, "late", "late_one", t)
    if entry.is_done:
        if entry.done_on is None:
            return t("done_some")
        return t(entry.stands, day=figures.day(entry.done_on, t.language))
    return t(entry.stands)


def _about(entry: Entry, today: date, t: Words) -> list[str]:
    """Who, by when, since when: of what was moved also its first day."""
    told = [escaped(entry.who)]
    told += _of_action(entry, t) if entry.due else _of_decision(entry, t)
    if entry.is_open:
        told.append(days(entry.age(today), "open_for", "open_for_one", t))
    return [*told, t("for_client" if entry.client_visible else "internal")]


def _of_action(entry: Entry, t: Words) -> list[str]:
    told = [t("by", day=_day(entry.due, t))]
    if entry.times:
        told.append(t("first_promised", day=_day(entry.first_due, t)))
        told.append(days(entry.times, "moved", "moved_one", t))
    return [*told, t(f"kind_{entry.meeting}"), t("agreed", day=_day(entry.first_on, t))]


def _of_decision(entry: Entry, t: Words) -> list[str]:
    if not entry.times:
        return [t("decided", day=_day(entry.first_on, t))]
    again = days(entry.times, "again", "again_one", t)
    return [t("first_decided", day=_day(entry.first_on, t)), again, t("decided", day=_day(entry.last_on, t))]


def _day(day: date | None, t: Words) -> str:
    return figures.day(day, t.language)


def days(n: int, many: str, one: str, t: Words) -> str:
    """A count in the words for one or for several."""
    return t(one) if n == 1 else t(many, n=n)


# ---------------------------------------------------------------------------------------------------------------- acts


def _tick(client: Client, entry: Entry, t: Words) -> None:
    _do(client, entry, promises.close_action, t("did_tick"), t)


def _reopen(client: Client, entry: Entry, t: Words) -> None:
    _do(client, entry, promises.reopen_action, t("did_reopen"), t)


def _choose(client: Client, entry: Entry) -> None:
    st.session_state[MOVING] = (client.client_id, entry.number)
    st.session_state[Key.DAY] = max(entry.due or session.today(client), session.today(client))


def _day_form(client: Client, entry: Entry, t: Words) -> None:
    with st.form(Key.FORM):
        st.date_input(t("new_day"), key=Key.DAY, format="DD.MM.YYYY")
        with st.container(horizontal=True):
            st.form_submit_button(t("save_day"), type="primary", on_click=_move, args=(client, entry, t))
            st.form_submit_button(t("cancel"), on_click=_forget)


def _move(client: Client, entry: Entry, t: Words) -> None:
    day = st.session_state.get(Key.DAY)
    if isinstance(day, date):
        _do(client, entry, partial(promises.move_action, due=day), t("did_move"), t)
    _forget()


def _forget() -> None:
    st.session_state.pop(MOVING, None)


def _do(client: Client, entry: Entry, act: Callable[..., promises.Action], done: str, t: Words) -> None:
    looking = session.viewer()
    if not looking.may_see(client.client_id):
        return
    try:
        act(
            session.store().ops,
            client_id=client.client_id,
            action_id=entry.number,
            who=looking.name,
            now=session.now(client),
        )
    except TahtiError as error:
        st.session_state[SAID] = (False, error.sentence.said_in(t.language))
        return
    st.session_state[SAID] = (True, done)


def said() -> None:
    """What was just done, without moving the page; or why it was not."""
    told = st.session_state.pop(SAID, None)
    if told is None:
        return
    if told[0]:
        st.toast(escaped(told[1]), icon=":material/check:")
    else:
        st.error(escaped(told[1]))
