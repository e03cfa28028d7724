"""Reads of the Morning check. Thirty clients must not be read anew because somebody moved a card: a client's check is
kept until its own metrics or words change, or the day does."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.jobs.card_people import member_of
from core.jobs.demo import GROWTH_OWNER
from core.model import Client
from core.reports import morning
from core.reports.morning import ClientMorning, MyCard, MyMeeting
from core.store import Store
from core.store.cards import board_members
from core.store.morning import client_mark
from pages.ui.reads import Version

NOBODY = 0
"""The demo user has no account: they look at the story's Growth Owner's cards."""


def client_morning(version: Version, client_id: str, today: date, now: datetime, store: Store) -> ClientMorning:
    """`core.reports.morning.client_morning`."""
    generation, _ = version
    return _client_morning(generation, _mark(version, client_id, store), client_id, today, now, store)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _mark(version: Version, client_id: str, _store: Store) -> str:
    """As long as nobody writes anything, no client is asked about."""
    return client_mark(_store.ops, client_id=client_id)


@st.cache_resource(max_entries=256, show_spinner=False)
def _client_morning(
    generation: str, mark: str, client_id: str, today: date, _now: datetime, _store: Store
) -> ClientMorning:
    return morning.client_morning(_store, client_id=client_id, as_of=_now)


@st.cache_resource(max_entries=256, show_spinner=False)
def meetings_on(version: Version, client: Client, today: date, _store: Store) -> list[MyMeeting]:
    """The client's meetings of today."""
    return morning.meetings_on(_store, client, client_id=client.client_id, day=today)


@st.cache_resource(max_entries=256, show_spinner=False)
def my_cards(version: Version, client: Client, person_id: int, today: date, _store: Store) -> list[MyCard]:
    """The person's cards of one client that are due this week or late."""

    def member(board_id: str) -> str:
        if person_id != NOBODY:
            return member_of(_store, client_id=client.client_id, board_id=board_id, person_id=person_id)
        named = board_members(_store.ops, client_id=client.client_id, board_id=board_id)
        return next((m.member_id for m in named if m.name == GROWTH_OWNER), "")

    return morning.my_cards(_store, client, client_id=client.client_id, today=today, member_of=member)
