"""The monthly: prepared in writing, then an hour, the client first, to their yes or no and their grade."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

import streamlit as st

from core.jobs.rooms import SUMMARY
from core.meetings.shapes import AgendaItem, Kind
from core.model import ClientKind
from pages.ui import (
    monthly_grade,
    monthly_next,
    monthly_prepare,
    places,
    room_acts,
    room_answer,
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
from pages.ui.words.monthly import MONTHLY

PAGE = "team/monthly.py"
VIEW = "view"
"""Query parameter: preparing, or the meeting."""
PREPARE, ROOM = "prepare", "room"


Parts = dict[str, Callable[[Here], None]]
FIRST: Parts = {"experts": monthly_prepare.own_words}
OWN: Parts = {"plans": room_answer.other, "feedback": monthly_grade.ask}
"""What a monthly adds to items of the agenda, before and after their lines."""


class Key(StrEnum):
    VIEW = "monthly_view"
    BACK = "monthly_back"


t = session.words(MONTHLY)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    here = room_reads.look(client, Kind.MONTHLY)
    places.each(room_acts.said)
    asked = st.query_params.get(room_memo.MEETING, "")
    if asked.isdecimal():
        room_memo.memo(here, int(asked))
        st.button(t("back"), key=Key.BACK, on_click=back)
    elif view(here) == PREPARE:
        monthly_prepare.draw(here)
    else:
        room(here)


def view(here: Here) -> str:
    """Preparing until the meeting begins, unless somebody chose otherwise."""
    usual = ROOM if here.is_open or here.is_ended else PREPARE
    asked = st.query_params.get(VIEW, "")
    st.session_state[Key.VIEW] = asked if asked in (PREPARE, ROOM) else usual
    st.segmented_control(
        t("view"),
        [PREPARE, ROOM],
        format_func=lambda one: t(f"view_{one}"),
        key=Key.VIEW,
        on_change=view_chosen,
        label_visibility="collapsed",
    )
    return str(st.session_state[Key.VIEW] or usual)


def view_chosen() -> None:
    if st.session_state[Key.VIEW]:
        st.query_params[VIEW] = st.session_state[Key.VIEW]


def room(here: Here) -> None:
    places.each(partial(room_top.top, here), partial(room_memo.over, here, PAGE))
    now = room_clock.step_now(here)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        for one in here.shown.items:
            room_lines.item(here, one, now, first=part(FIRST, here, one), own=part(OWN, here, one))
    with right:
        places.each(
            partial(room_memo.read_back, here),
            partial(room_take.something_else, here),
            partial(room_parking.lot, here),
            partial(room_text.field, here, SUMMARY, here.t("summary"), rows=3),
            partial(monthly_next.ask, here),
            partial(room_memo.ending, here, t("end"), partial(end, here)),
            partial(room_memo.earlier, here, PAGE),
        )


def part(of: Parts, here: Here, one: AgendaItem) -> Callable[[], None] | None:
    """What a monthly adds to an item of the agenda."""
    found = of.get(one.item.key)
    return partial(found, here) if found else None


def back() -> None:
    st.query_params.pop(room_memo.MEETING, None)


def end(here: Here) -> None:
    """Keep the meeting as it is now, and show its memo."""
    held = room_acts.end(here)
    if held is not None:
        room_form.close_form()
        st.query_params[room_memo.MEETING] = str(held.meeting_id)


main()
