"""The parking lot of a room: what has no place in this meeting, until it is taken up or let go."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.ui import room_acts as acts
from pages.ui import room_form, room_take
from pages.ui.room_reads import Here
from pages.ui.text import escaped


def lot(here: Here) -> None:
    """Everything that waits; nothing at all when nothing does."""
    t = here.t
    if here.said.parked:
        st.subheader(t("parking"), anchor=False)
    for one in here.said.parked:
        st.markdown(f"◇ {escaped(one.text)}")
        if here.is_ended:
            continue
        place = f"{room_take.PARKED}{one.parked_id}"
        with st.container(horizontal=True, gap="small"):
            _button(t("take_up"), ":material/add_task:", f"take_{place}", partial(room_form.open_form, place))
            gone = partial(acts.unpark, here, one.parked_id, "dismissed")
            _button(t("let_go"), ":material/close:", f"gone_{place}", gone)
        room_take.form(here, place, one.text, "", parked_id=one.parked_id)


def _button(label: str, icon: str, key: str, act: partial[None]) -> None:
    st.button(label, icon=icon, key=f"room_{key}", on_click=act, type="tertiary")
