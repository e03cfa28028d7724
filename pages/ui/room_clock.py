"""The clock of a meeting, the same on every screen, with its buttons; and word of what others write."""

from __future__ import annotations

import json

import streamlit as st

from core.dates import utc_now
from core.findings.words import channel
from core.meetings.steps import Step, place, steps
from core.store.rooms import Turn
from pages.ui import room_acts, room_form, room_reads, session
from pages.ui.components import component
from pages.ui.room_reads import Here

TICK_SECONDS = 3
shared = component("room_assets", ("clock", "focus", "text"))
"""How to mount one of the components of a room."""


def buttons(here: Here) -> None:
    """Start, on to the next turn, and back. One key does each: S, N and B."""
    t = here.t
    if here.is_ended:
        st.button(t("go_on"), icon=":material/play_arrow:", key="room_go_on", on_click=room_acts.go_on, args=(here,))
        return
    if not here.is_open:
        st.button(
            t("start"),
            icon=":material/play_arrow:",
            key="room_start",
            type="primary",
            shortcut="S",
            on_click=_begin,
            args=(here,),
        )
        return
    way, turn = steps(here.shown), _turn(here)
    now = place(way, turn.item, turn.part)
    with st.container(horizontal=True, width="content"):
        st.button(
            t("previous"),
            icon=":material/skip_previous:",
            key="room_previous",
            shortcut="B",
            disabled=now == 0,
            on_click=room_acts.go,
            args=(here, -1),
        )
        st.button(
            t("next"),
            icon=":material/skip_next:",
            key="room_next",
            type="primary",
            shortcut="N",
            disabled=now == len(way) - 1,
            on_click=room_acts.go,
            args=(here, 1),
        )


def _begin(here: Here) -> None:
    room_acts.begin(here)


def step_now(here: Here) -> Step | None:
    """Whose turn it is; None while the meeting is not open."""
    if not here.is_open:
        return None
    way, turn = steps(here.shown), _turn(here)
    return way[place(way, turn.item, turn.part)]


def _turn(here: Here) -> Turn:
    room = here.room
    turn = room.turn if room is not None else None
    assert turn is not None, "an open meeting is in some item"
    return turn


def live(here: Here) -> None:
    """The times, and what others wrote: it appears by itself, but while somebody writes in this browser it is only
    told of, and shown when asked for, so that nothing moves under their hands."""
    room_form.drawn()
    _live(here)


@session.guarded_fragment(run_every=TICK_SECONDS)
def _live(here: Here) -> None:
    room_form.draw_again_if_asked()
    if here.is_open:
        shared("clock")(key="room_clock", data=_clock(here))
    if session.version() == here.version:
        return
    if not room_reads.look(here.client, here.kind).unlike(here):
        return
    if not room_form.is_writing():
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(here.t("changed"))
        if st.button(here.t("show"), key="room_show"):
            st.rerun()


def _clock(here: Here) -> str:
    t, room, step, now = here.t, here.room, step_now(here), utc_now()
    assert room is not None
    assert step is not None
    item = next(one.item for one in here.shown.items if one.item.key == step.item)
    rows = [
        _row(t("in_all"), room.used(now).total_seconds(), here.shown.minutes * 60),
        _row(item.title.said_in(t.language), room.used_in(step.item, now).total_seconds(), item.minutes * 60),
    ]
    if step.part:
        spent = room.used_in(step.item, now, step.part).total_seconds()
        rows.append(_row(channel(step.part).said_in(t.language), spent, step.seconds))
    words = {"of": t("clock_of", used="{used}", all="{all}"), "over": t("clock_over", over="{over}")}
    return json.dumps({"rows": rows, "runs": True, "words": words}, ensure_ascii=False)


def _row(name: str, used: float, seconds: float) -> dict[str, object]:
    whole, rest = divmod(round(seconds), 60)
    return {"name": name, "used": round(used, 1), "seconds": seconds, "all": f"{whole}:{rest:02d}"}


def focus_on(key: str) -> None:
    """Put the cursor into the element of this key, once: who opened it with a key can write at once."""
    shared("focus")(key=f"focus_{key}", data=json.dumps({"key": key, "scroll": False}), height=1)


def went(here: Here) -> None:
    """Bring the item into sight to which this browser has just gone; nobody else's page moves."""
    turn = st.session_state.pop(room_acts.WENT, 0)
    room = here.room
    if room is not None and room.turn is not None and turn == room.turn.turn_id:
        data = json.dumps({"key": f"room_item_{room.turn.item}", "scroll": True, "n": turn})
        shared("focus")(key="room_went", data=data, height=1)
