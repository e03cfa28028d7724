"""A weekly or a monthly as it is held: its head, its items with their lines, and beside them what is agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from core.jobs.rooms import SUMMARY
from pages.ui import (
    places,
    room_acts,
    room_clock,
    room_form,
    room_lines,
    room_memo,
    room_parking,
    room_take,
    room_text,
    room_top,
)
from pages.ui.room_reads import Here

Draw = Callable[[Here], None]
Parts = Mapping[str, Draw]
"""Key of an item of the agenda -> what a kind of meeting adds to it."""
NOTHING: Parts = {}


def asked_memo(here: Here, back: str) -> bool:
    """Draw the memo that the address asks for, with the way back to the room; whether it asks for one."""
    asked = st.query_params.get(room_memo.MEETING, "")
    if not asked.isdecimal():
        return False
    room_memo.memo(here, int(asked))
    st.button(back, key="room_back", on_click=_back)
    return True


def _back() -> None:
    st.query_params.pop(room_memo.MEETING, None)


def room(
    here: Here, page: str, end: str, *, first: Parts = NOTHING, own: Parts = NOTHING, planned: Draw | None = None
) -> None:
    """The room of a meeting on `page`. `end`: the words for ending it; `first` and `own`: what is drawn before and
    after an item's lines; `planned`: what is said of the next meeting."""
    places.each(partial(room_top.top, here), partial(room_memo.over, here, page))
    now = room_clock.step_now(here)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        for one in here.shown.items:
            key = one.item.key
            room_lines.item(here, one, now, first=_part(first.get(key), here), own=_part(own.get(key), here))
    with right:
        places.each(
            partial(room_memo.read_back, here),
            partial(room_take.something_else, here),
            partial(room_parking.lot, here),
            partial(room_text.field, here, SUMMARY, here.t("summary"), rows=3),
            _part(planned, here),
            partial(room_memo.ending, here, end, partial(_end, here)),
            partial(room_memo.earlier, here, page),
        )


def _part(draw: Draw | None, here: Here) -> Callable[[], None] | None:
    return partial(draw, here) if draw is not None else None


def _end(here: Here) -> None:
    """Keep the meeting as it is now, and show its memo."""
    held = room_acts.end(here)
    if held is not None:
        room_form.close_form()
        st.query_params[room_memo.MEETING] = str(held.meeting_id)
