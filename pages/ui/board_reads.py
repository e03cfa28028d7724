"""The board as the stores hold it, kept until something changes. The moment is rounded down to a quarter of an hour, so
that a run shortly after another one finds what that one worked out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import streamlit as st

from core.board.forecast import window
from core.model import Period
from core.reports import board
from core.reports.board_scene import present, scene_at
from core.reports.board_shapes import FlowReport
from core.store import Store
from core.store import board as board_store
from pages.ui.board_rows import BoardView, board_view
from pages.ui.reads import Version

QUARTER = 15


def rounded(now: datetime) -> datetime:
    """The quarter of an hour that has last begun."""
    return now.replace(minute=now.minute // QUARTER * QUARTER, second=0, microsecond=0)


@st.cache_resource(max_entries=256, show_spinner=False)
def has_board(version: Version, client_id: str, _store: Store) -> bool:
    """Whether any board was ever brought in for the client."""
    return board_store.newest_look(_store.ops, client_id=client_id) is not None


@st.cache_resource(max_entries=32, show_spinner=False)
def view(version: Version, client_id: str, now: datetime, _store: Store) -> BoardView:
    """The client's boards at `now`, or when they were last seen if that is later. Raises Refused without a board."""
    as_of = present(_store, client_id=client_id, now=now)
    status = board.board_status(_store, client_id=client_id, as_of=as_of)
    return board_view(scene_at(_store, client_id=client_id, as_of=as_of), status)


@st.cache_resource(max_entries=32, show_spinner=False)
def flow(version: Version, client_id: str, as_of: datetime, today: date, weeks: int, _store: Store) -> FlowReport:
    """How work flowed in so many full weeks and the present one. Raises Refused without a board."""
    start = window(today).end - timedelta(weeks=weeks) + timedelta(days=1)
    return board.flow(_store, client_id=client_id, period=Period(start, today), as_of=as_of)
