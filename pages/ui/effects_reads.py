"""Work beside its result as the stores hold it, kept until something changes."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.model import Client
from core.reports.beside import BesideReport, work_beside
from core.store import Store
from pages.ui import session
from pages.ui.reads import Version


def now_beside(client: Client) -> BesideReport:
    """Work beside its result, of the client on screen."""
    key = session.version(), client.client_id, session.today(client)
    return beside(*key, session.now(client), session.store())


@st.cache_resource(max_entries=32, show_spinner=False)
def beside(version: Version, client_id: str, today: date, _now: datetime, _store: Store) -> BesideReport:
    """`core.reports.beside.work_beside` of one client today."""
    return work_beside(_store, client_id=client_id, as_of=_now)
