"""The monthly: prepared in writing, then an hour, the client first, to their yes or no and their grade."""

from __future__ import annotations

import streamlit as st

from core.meetings.shapes import Kind
from core.model import ClientKind
from pages.ui import (
    monthly_grade,
    monthly_next,
    monthly_prepare,
    places,
    room_acts,
    room_answer,
    room_page,
    room_reads,
    session,
)
from pages.ui.room_reads import Here
from pages.ui.words.monthly import MONTHLY

PAGE = "team/monthly.py"
VIEW = "view"
"""Query parameter: preparing, or the meeting."""
PREPARE, ROOM = "prepare", "room"
SHOWN = "monthly_view"
FIRST: room_page.Parts = {"experts": monthly_prepare.own_words}
OWN: room_page.Parts = {"plans": room_answer.other, "feedback": monthly_grade.ask}
"""What a monthly adds to items of the agenda, before and after their lines."""
t = session.words(MONTHLY)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    here = room_reads.look(client, Kind.MONTHLY)
    places.each(room_acts.said)
    if room_page.asked_memo(here, t("back")):
        return
    if view(here) == PREPARE:
        monthly_prepare.draw(here)
    else:
        room_page.room(here, PAGE, t("end"), first=FIRST, own=OWN, planned=monthly_next.ask)


def view(here: Here) -> str:
    """Preparing until the meeting begins, unless somebody chose otherwise."""
    usual = ROOM if here.is_open or here.is_ended else PREPARE
    asked = st.query_params.get(VIEW, "")
    st.session_state[SHOWN] = asked if asked in (PREPARE, ROOM) else usual
    st.segmented_control(
        t("view"),
        [PREPARE, ROOM],
        format_func=lambda one: t(f"view_{one}"),
        key=SHOWN,
        on_change=view_chosen,
        label_visibility="collapsed",
    )
    return str(st.session_state[SHOWN] or usual)


def view_chosen() -> None:
    if st.session_state[SHOWN]:
        st.query_params[VIEW] = st.session_state[SHOWN]


main()
