"""The weekly: a quarter of an hour on one screen, from old promises to new ones, with its memo at the end."""

from __future__ import annotations

from functools import partial

import streamlit as st

from core.jobs.rooms import SUMMARY
from core.meetings.shapes import Kind
from pages.ui import (
    places,
    room_acts,
    room_clock,
    room_form,
    room_lines,
    room_memo,
    room_parking,
    room_reads,
    room_take,
    room_text,
    room_top,
    session,
)
from pages.ui.room_reads import Here
from pages.ui.words.weekly import WEEKLY

PAGE = "team/weekly.py"
t = session.words(WEEKLY)


def main() -> None:
    here = room_reads.look(session.client(), Kind.WEEKLY)
    st.title(t("title"), anchor=False)
    places.each(room_acts.said)
    asked = st.query_params.get(room_memo.MEETING, "")
    if asked.isdecimal():
        room_memo.memo(here, int(asked))
        st.button(t("back"), key="weekly_back", on_click=back)
    else:
        room(here)


def room(here: Here) -> None:
    places.each(partial(room_top.top, here), partial(room_memo.over, here, PAGE))
    now = room_clock.step_now(here)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        for one in here.shown.items:
            room_lines.item(here, one, now)
    with right:
        places.each(
            partial(room_memo.read_back, here),
            partial(room_take.something_else, here),
            partial(room_parking.lot, here),
            partial(room_text.field, here, SUMMARY, here.t("summary"), rows=3),
            partial(room_memo.ending, here, t("end"), partial(end, here)),
            partial(room_memo.earlier, here, PAGE),
        )


def back() -> None:
    st.query_params.pop(room_memo.MEETING, None)


def end(here: Here) -> None:
    """Keep the meeting as it is now, and show its memo."""
    held = room_acts.end(here)
    if held is not None:
        room_form.close_form()
        st.query_params[room_memo.MEETING] = str(held.meeting_id)


main()
