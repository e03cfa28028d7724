"""The weekly: a quarter of an hour on one screen, from old promises to new ones, with its memo at the end."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from core import figures
from core.dates import local_day
from core.errors import TahtiError
from core.model import Client
from pages.ui import room_acts, room_clock, room_lines, room_memo, room_reads, session
from pages.ui.text import escaped
from pages.ui.words.weekly import WEEKLY

PRESENT, MEETING = "present", "meeting"
"""Query parameters: whether the client is there, and the memo on screen."""


class Key(StrEnum):
    PRESENT = "weekly_present"
    ELSE = "weekly_else"
    END = "weekly_end"
    BACK = "weekly_back"


t = session.words(WEEKLY)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    room_acts.said()
    asked = st.query_params.get(MEETING, "")
    if asked.isdecimal():
        memo(client, int(asked))
    else:
        room(client)


def room(client: Client) -> None:
    present = st.query_params.get(PRESENT) == "1"
    shown = room_reads.now_weekly(client, with_client=present)
    agreed, decided = room_reads.now_agreed(client), room_reads.now_decided(client)
    st.session_state[Key.PRESENT] = present
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle(t("present"), key=Key.PRESENT, help=t("present_help"), on_change=present_chosen)
        st.caption(t("window", days=figures.period(shown.window, t.language)))
    room_clock.buttons(client.client_id, shown, t)
    room_clock.clock(client, shown, agreed, decided, present)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        for place, one in enumerate(shown.items):
            room_lines.item(client, one, room_clock.is_now(client.client_id, place), present, t)
    with right:
        st.subheader(t("read_back"), anchor=False)
        room_memo.promises(client, agreed, t)
        room_memo.decisions([(one.text, one.decided_by) for one in decided], t)
        room_lines.something_else(client, present, t, key=Key.ELSE)
        st.button(t("end"), icon=":material/flag:", type="primary", key=Key.END, on_click=end, args=(client, present))
        earlier(client)


def earlier(client: Client) -> None:
    kept = room_reads.memos(session.version(), client.client_id, session.store())
    if kept:
        st.subheader(t("memos"), anchor=False)
    for meeting in kept[:5]:
        st.page_link(
            "team/weekly.py",
            label=figures.day(local_day(meeting.at, client.timezone), t.language),
            icon=":material/description:",
            query_params={"client": client.client_id, MEETING: str(meeting.meeting_id)},
        )


def memo(client: Client, meeting_id: int) -> None:
    try:
        kept = room_reads.memo(client.client_id, meeting_id, session.store())
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
    else:
        known = room_reads.memos(session.version(), client.client_id, session.store())
        at = next((one.at for one in known if one.meeting_id == meeting_id), None)
        day = figures.day(local_day(at, client.timezone) if at else None, t.language)
        st.header(t("memo", day=day), anchor=False)
        room_memo.kept(client, kept, t)
    st.button(t("back"), key=Key.BACK, on_click=back)


def present_chosen() -> None:
    if st.session_state[Key.PRESENT]:
        st.query_params[PRESENT] = "1"
    else:
        st.query_params.pop(PRESENT, None)


def back() -> None:
    st.query_params.pop(MEETING, None)


def end(client: Client, present: bool) -> None:
    """Keep the meeting as it is now, and show its memo."""
    held = room_acts.end(client, with_client=present, t=t)
    if held is not None:
        st.query_params[MEETING] = str(held.meeting_id)
        room_clock.stop()


main()
