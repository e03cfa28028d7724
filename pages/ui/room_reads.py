"""Reads of meetings, kept until something changes (see `reads`)."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import streamlit as st

from core.dates import local_day
from core.jobs import meetings as held
from core.jobs.meetings import Takers
from core.meetings.shapes import Agenda, Kind
from core.model import Client
from core.reports.agenda import agenda
from core.store import Store, meetings, promises
from core.store.meetings import Meeting
from core.store.promises import Action, MeetingDecision
from pages.ui import session
from pages.ui.reads import Version


def now_weekly(client: Client, *, with_client: bool) -> Agenda:
    """The weekly agenda of the client on screen."""
    key = session.version(), client.client_id, session.today(client), with_client
    return weekly(*key, session.now(client), session.store())


def now_agreed(client: Client) -> list[Action]:
    """What was promised today."""
    key = session.version(), client, client.client_id, session.today(client)
    return agreed(*key, session.now(client), session.store())


@st.cache_resource(max_entries=32, show_spinner=False)
def weekly(version: Version, client_id: str, today: date, with_client: bool, _now: datetime, _store: Store) -> Agenda:
    """The weekly agenda of one client today."""
    return agenda(_store, client_id=client_id, kind=Kind.WEEKLY, as_of=_now, with_client=with_client)


@st.cache_resource(max_entries=32, show_spinner=False)
def agreed(
    version: Version, _client: Client, client_id: str, today: date, _now: datetime, _store: Store
) -> list[Action]:
    """What was promised today, in the order in which it was."""
    rows = promises.list_actions(_store.ops, client_id=client_id, as_of=_now)
    found = [one for one in rows if local_day(one.agreed_at, _client.timezone) == today and one.kind != Kind.RETRO]
    return sorted(found, key=lambda one: one.action_id)


def now_decided(client: Client) -> list[MeetingDecision]:
    """What was decided today, the newest first."""
    key = session.version(), client, client.client_id, session.today(client)
    return decided(*key, session.now(client), session.store())


@st.cache_resource(max_entries=32, show_spinner=False)
def decided(
    version: Version, _client: Client, client_id: str, today: date, _now: datetime, _store: Store
) -> list[MeetingDecision]:
    """What was decided today, the newest first."""
    rows = promises.list_meeting_decisions(_store.ops, client_id=client_id, as_of=_now)
    return [one for one in rows if local_day(one.decided_at, _client.timezone) == today]


@st.cache_resource(max_entries=32, show_spinner=False)
def takers(version: Version, client_id: str, _store: Store) -> Takers:
    """Who may be chosen for an action."""
    return held.takers(_store, client_id=client_id)


@st.cache_resource(max_entries=32, show_spinner=False)
def memos(version: Version, client_id: str, _store: Store) -> list[Meeting]:
    """The weeklies of which a copy is kept, newest first."""
    return meetings.kept_meetings(_store.ops, client_id=client_id, kind=Kind.WEEKLY)


def memo(client_id: str, meeting_id: int, store: Store) -> dict[str, Any]:
    """What a meeting saw, as it was kept. Raises Refused when nothing is."""
    kept: dict[str, Any] = json.loads(meetings.kept_copy(store.ops, client_id=client_id, meeting_id=meeting_id))
    return kept
