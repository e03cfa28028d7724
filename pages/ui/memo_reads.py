"""Reads of memos and of the plan of meetings, kept until something changes (see `reads`)."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.meetings.memo import Memo
from core.model import Client
from core.reports import memo as report
from core.store import Store, meetings
from core.store.meetings import Meeting, Planned
from pages.ui import session
from pages.ui.reads import Version


def now_memo(client: Client, meeting_id: int, *, to_client: bool) -> Memo:
    """The memo of a meeting of the client on screen. Raises Refused."""
    return _memo(
        session.version(), client.client_id, meeting_id, to_client, session.now(client), session.store()
    )  # fmt: skip


def now_kept(client: Client) -> list[Meeting]:
    """The client's meetings with a memo, newest first."""
    return _kept(session.version(), client.client_id, session.store())


def now_planned(client: Client) -> list[Planned]:
    """The client's meetings that are still to come, the next one first."""
    now = session.now(client)
    rows = _planned(session.version(), client.client_id, session.today(client), now, session.store())
    return [one for one in rows if one.at > now]


@st.cache_resource(max_entries=64, show_spinner=False)
def _memo(
    version: Version, client_id: str, meeting_id: int, to_client: bool, _now: datetime, _store: Store
) -> Memo:  # fmt: skip
    return report.memo(_store, client_id=client_id, meeting_id=meeting_id, to_client=to_client, as_of=_now)


@st.cache_resource(max_entries=32, show_spinner=False)
def _kept(version: Version, client_id: str, _store: Store) -> list[Meeting]:
    return meetings.kept_meetings(_store.ops, client_id=client_id)


@st.cache_resource(max_entries=32, show_spinner=False)
def _planned(version: Version, client_id: str, today: date, _now: datetime, _store: Store) -> list[Planned]:
    return meetings.planned_meetings(_store.ops, client_id=client_id, since=_now)
