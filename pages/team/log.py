"""The log: decisions and actions with what was kept of them, and what each meeting saw beside what it would see now."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from core import figures
from core.errors import TahtiError
from core.meetings.log import chosen
from core.model import Client
from core.reports.log import Log
from pages.ui import log_beside, log_reads, log_rows, session
from pages.ui.text import escaped
from pages.ui.words.log import LOG

SHOW, KIND, MEETING = "show", "from", "meeting"
"""Query parameters: open, done or all; the meeting they were agreed in; the meeting that is compared."""
SHOWN = ("open", "done", "all")
KINDS = ("all", "weekly", "monthly", "retro", "decision")
STEP = 25
"""Rows that are drawn at once."""


class Key(StrEnum):
    SHOW = "log_show"
    KIND = "log_kind"
    ROOM = "log_room"
    MORE = "log_more"
    BACK = "log_back"


t = session.words(LOG)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    log_rows.said()
    asked = st.query_params.get(MEETING, "")
    if asked.isdecimal():
        meeting(client, int(asked))
        return
    known = log_reads.now_log(client)
    st.caption(t("lead"))
    if known.entries:
        kept(known)
        rows(client, known)
    else:
        st.info(t("none"))
        st.page_link("team/weekly.py", label=t("to_weekly"), query_params={"client": client.client_id})
    log_beside.listed(client, t)


def kept(known: Log) -> None:
    """What became of the promises, with how it is counted."""
    done = known.completion
    counted = t("definition", on_time=done.on_time, late=done.late, open=done.open)
    columns = st.columns(3)
    share = f" · {figures.percent(done.share, t.language)}" if done.share is not None else ""
    columns[0].metric(t("kept"), t("kept_of", done=done.on_time + done.late, total=done.total) + share, help=counted)
    columns[1].metric(t("on_time"), t("kept_of", done=done.on_time, total=done.total), help=counted)
    oldest = figures.UNDEFINED if known.oldest is None else log_rows.days(known.oldest, "days", "day", t)
    columns[2].metric(t("oldest"), oldest, help=t("oldest_help"))
    st.caption(counted)


def rows(client: Client, known: Log) -> None:
    show, kind = picked(SHOW, SHOWN), picked(KIND, KINDS)
    st.session_state[Key.SHOW], st.session_state[Key.KIND] = show, kind
    with st.container(horizontal=True):
        st.segmented_control(
            t("show"),
            SHOWN,
            format_func=lambda one: t(f"show_{one}"),
            key=Key.SHOW,
            on_change=pick,
            args=(SHOW, Key.SHOW),
        )
        st.segmented_control(
            t("from"),
            KINDS,
            format_func=lambda one: t(f"kind_{one}"),
            key=Key.KIND,
            on_change=pick,
            args=(KIND, Key.KIND),
        )
    found = chosen(known.entries, show=show, meeting=kind)
    if not found:
        st.markdown(t("none_here"))
    room = st.session_state.get(Key.ROOM, STEP)
    for entry in found[:room]:
        log_rows.row(client, entry, known.today, t)
    if len(found) > room:
        st.button(t("more", n=min(STEP, len(found) - room)), key=Key.MORE, on_click=more)


def meeting(client: Client, meeting_id: int) -> None:
    try:
        log_beside.compared(client, meeting_id, t)
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
    st.button(t("back"), key=Key.BACK, on_click=back)


def picked(parameter: str, choices: tuple[str, ...]) -> str:
    """The choice that the address names, else the first."""
    asked = st.query_params.get(parameter, "")
    return asked if asked in choices else choices[0]


def pick(parameter: str, key: Key) -> None:
    st.session_state.pop(Key.ROOM, None)
    if st.session_state[key]:
        st.query_params[parameter] = st.session_state[key]


def more() -> None:
    st.session_state[Key.ROOM] = st.session_state.get(Key.ROOM, STEP) + STEP


def back() -> None:
    st.query_params.pop(MEETING, None)


main()
