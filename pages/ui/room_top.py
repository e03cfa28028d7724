"""The head of a room: who is there, what the meeting looks back on, and the clock."""

from __future__ import annotations

import streamlit as st

from core import figures
from core.meetings.shapes import Kind
from core.model import ClientKind
from pages.ui import room_acts as acts
from pages.ui import room_clock
from pages.ui.room_reads import Here

PRESENT, DECIDER = "room_present", "room_decider"


def top(here: Here) -> None:
    """Presence (of the client in a weekly, of who decides for them in a monthly; a team has no client), the days, the
    buttons, the times. While the meeting is held, the times and the way on stay in sight at the foot of the window."""
    t = here.t
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width="content"):
            if not here.is_open:
                room_clock.buttons(here)
        _presence(here)
    st.caption(t("window_first" if here.shown.first else "window", days=figures.period(here.shown.window, t.language)))
    if here.is_open:
        with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            room_clock.buttons(here)
            room_clock.live(here)
        room_clock.went(here)
    else:
        room_clock.live(here)


def _presence(here: Here) -> None:
    t, room = here.t, here.room
    if here.client.kind is ClientKind.TEAM:
        return
    if here.kind is Kind.WEEKLY:
        st.session_state[PRESENT] = here.present
        st.toggle(
            t("present"),
            key=PRESENT,
            help=t("present_help"),
            disabled=here.is_ended,
            on_change=_present_chosen,
            args=(here,),
        )
    elif here.kind is Kind.MONTHLY:
        st.session_state[DECIDER] = room.decider if room is not None else ""
        st.text_input(
            t("decider"),
            key=DECIDER,
            placeholder=t("decider_none"),
            disabled=here.is_ended,
            on_change=_decider_named,
            args=(here,),
        )


def _present_chosen(here: Here) -> None:
    acts.set_present(here, client_present=bool(st.session_state[PRESENT]))


def _decider_named(here: Here) -> None:
    acts.set_present(here, client_present=True, decider=str(st.session_state[DECIDER] or ""))
