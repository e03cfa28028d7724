"""Which form of a room is open in this browser. The address says it, with the id under which what is written will be
sent: a form outlives a restart of the server, and what was sent before an answer got lost is not made twice."""

from __future__ import annotations

import re
import secrets

import streamlit as st

OPEN = "write"
_SHAPE = re.compile(r"([0-9a-f]{24})\.([A-Za-z0-9_-]{1,60})")
_DRAWN = "room_drawn"
WRITING = "room_writing"
"""In the session's state: keys of the shared texts in which this browser's cursor is. One that is no more on the page
has no state of its own, and does not count."""


def open_form(place: str) -> None:
    """Open the form of one place on the page; another one that was open closes."""
    st.query_params[OPEN] = f"{secrets.token_hex(12)}.{place}"


def close_form() -> None:
    st.query_params.pop(OPEN, None)


def write_id(place: str) -> str:
    """The id under which this place's form is to be sent; empty while it is not open."""
    found = _SHAPE.fullmatch(st.query_params.get(OPEN, ""))
    return found[1] if found and found[2] == place else ""


def is_open() -> bool:
    return bool(_SHAPE.fullmatch(st.query_params.get(OPEN, "")))


def drawn() -> None:
    """Said in each run of the page: this is the address that it was drawn for."""
    st.session_state[_DRAWN] = dict(st.query_params)


def draw_again_if_asked() -> None:
    """Said by each fragment of a room: a click that the browser sends together with what it says in a fragment is done,
    but only the fragment runs. When the click asked for another page (a form, a memo), that is drawn now."""
    if st.session_state.get(_DRAWN) != dict(st.query_params):
        st.rerun()


def is_writing() -> bool:
    """Whether somebody is writing in this browser, so that nothing may move under their hands."""
    fields = st.session_state.get(WRITING, ())
    return is_open() or any(getattr(st.session_state.get(key), "writing", False) for key in fields)
