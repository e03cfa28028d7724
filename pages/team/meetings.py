"""Meetings: what is planned, and the memo of each that was held."""

from __future__ import annotations

import streamlit as st

from core import figures
from core.dates import local_day
from core.meetings.memo_blocks import KINDS
from core.meetings.shapes import Kind
from core.model import Client
from core.store.meetings import Meeting
from pages.ui import log_beside, meeting_plan, memo_reads, memo_view, session
from pages.ui.paper import SCREEN_ONLY
from pages.ui.words.memo import MEMO

MEETING = "meeting"
"""Query parameter: the meeting whose memo is on screen."""
LISTED = 10

t = session.words(MEMO)


def main() -> None:
    client = session.client()
    asked = st.query_params.get(MEETING, "")
    if asked.isdecimal() and len(asked) < 10:
        if memo_view.show(client, int(asked)):
            with st.container(key=f"{SCREEN_ONLY}_beside"):
                log_beside.to_comparison(client, int(asked), t("beside"))
        st.button(t("back"), icon=":material/arrow_back:", key="memo_back", on_click=back)
        return
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    meeting_plan.said()
    meeting_plan.coming(client, t)
    meeting_plan.new(client, t)
    memos(client)


def memos(client: Client) -> None:
    st.subheader(t("memos"), anchor=False)
    kept = memo_reads.now_kept(client)
    if not kept:
        st.info(t("no_memos"))
    for meeting in kept[:LISTED]:
        link(client, meeting)
    if len(kept) > LISTED:
        with st.expander(t("earlier", n=len(kept))):
            for meeting in kept[LISTED:]:
                link(client, meeting)


def link(client: Client, meeting: Meeting) -> None:
    day = figures.day(local_day(meeting.at, client.timezone), t.language)
    st.page_link(
        "team/meetings.py",
        label=f"{KINDS[Kind(meeting.kind)]} · {day}",
        icon=":material/description:",
        query_params={"client": client.client_id, MEETING: str(meeting.meeting_id)},
    )


def back() -> None:
    for name in (MEETING, memo_view.FOR):
        st.query_params.pop(name, None)


main()
