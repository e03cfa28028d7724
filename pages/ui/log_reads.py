"""Reads of the log, kept until something changes (see `reads`)."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.meetings.shapes import Kind
from core.model import Client
from core.reports import log as reports
from core.reports.log import Log, Presented
from core.store import Store, meetings
from core.store.meetings import Meeting
from pages.ui import session
from pages.ui.reads import Version


def now_log(client: Client) -> Log:
    """The log of the client on screen as it stands now."""
    key = session.version(), client.client_id, session.today(client)
    return log(*key, session.now(client), session.store())


@st.cache_resource(max_entries=32, show_spinner=False)
def log(version: Version, client_id: str, today: date, _now: datetime, _store: Store) -> Log:
    """`core.reports.log.log` of one client today."""
    return reports.log(_store, client_id=client_id, as_of=_now)


@st.cache_resource(max_entries=32, show_spinner=False)
def kept(version: Version, client_id: str, _store: Store) -> list[Meeting]:
    """Every meeting of which a copy is kept, the newest first."""
    found = [one for kind in Kind for one in meetings.kept_meetings(_store.ops, client_id=client_id, kind=kind)]
    return sorted(found, key=lambda one: one.at, reverse=True)


@st.cache_resource(max_entries=16, show_spinner=False)
def presented(version: Version, client_id: str, meeting_id: int, _store: Store) -> Presented:
    """`core.reports.log.as_presented` of one meeting. Raises what it raises."""
    return reports.as_presented(_store, client_id=client_id, meeting_id=meeting_id)
