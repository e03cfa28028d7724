"""Reads of retrospectives, kept until something changes (see `reads`). What is not revealed is never kept here."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.dates import local_day
from core.model import Client
from core.reports import retro as report
from core.reports.retro import FollowUp, Heard, Improved
from core.store import Store
from core.store.grades import Grade
from core.store.retros import Retro
from pages.ui import session
from pages.ui.reads import Version


def day_of(client: Client, instant: datetime) -> date:
    """The client's calendar day of an instant."""
    return local_day(instant, client.timezone)


def now_heard(client: Client, retro: Retro) -> list[Heard]:
    """The revealed notes."""
    return _heard(session.version(), client.client_id, retro, session.store())


def now_improvements(client: Client, retro: Retro) -> list[Improved]:
    """What the retrospective agreed on, as it stands."""
    key = session.version(), client.client_id, retro.retro_id, session.today(client)
    return _improvements(*key, session.now(client), session.store())


def now_follow_up(client: Client, retro: Retro | None) -> FollowUp:
    """What became of earlier improvements."""
    before = retro.day if retro else session.today(client)
    key = session.version(), client.client_id, before, session.today(client)
    return _follow_up(*key, session.now(client), session.store())


def now_feedback(client: Client, retro: Retro | None) -> list[Grade]:
    """The client's grades since last time."""
    key = session.version(), client.client_id, retro, session.today(client)
    return _feedback(*key, session.now(client), session.store())


@st.cache_resource(max_entries=32, show_spinner=False)
def _heard(version: Version, client_id: str, retro: Retro, _store: Store) -> list[Heard]:
    return report.heard(_store, client_id=client_id, retro=retro)


@st.cache_resource(max_entries=32, show_spinner=False)
def _improvements(
    version: Version, client_id: str, retro_id: int, today: date, _now: datetime, _store: Store
) -> list[Improved]:
    return report.improvements(_store, client_id=client_id, retro_id=retro_id, as_of=_now)


@st.cache_resource(max_entries=32, show_spinner=False)
def _follow_up(version: Version, client_id: str, before: date, today: date, _now: datetime, _store: Store) -> FollowUp:
    return report.follow_up(_store, client_id=client_id, before=before, as_of=_now)


@st.cache_resource(max_entries=32, show_spinner=False)
def _feedback(
    version: Version, client_id: str, retro: Retro | None, today: date, _now: datetime, _store: Store
) -> list[Grade]:
    return report.feedback(_store, client_id=client_id, retro=retro, as_of=_now)
