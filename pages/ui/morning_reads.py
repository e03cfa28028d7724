"""Reads of the Morning check. Thirty clients must not be read anew because somebody moved a card, or brought in a file
for one of them: a client's check is kept until its own metrics or words change, or the day does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from core.dates import DEMO_NOW, local_day
from core.jobs.card_people import member_of
from core.jobs.demo import GROWTH_OWNER
from core.model import Client, ClientKind
from core.reports import morning
from core.reports.morning import ClientMorning, MyCard, MyMeeting
from core.store import Store
from core.store.cards import board_members
from core.store.morning import client_mark
from pages.ui.reads import Version

NOBODY = 0
"""The demo user has no account: they look at the story's Growth Owner's cards."""


@dataclass(frozen=True, slots=True)
class MyMorning:
    """What one person's Morning check shows: every client they serve, the worst first, and their own day."""

    checks: tuple[ClientMorning, ...]
    meetings: tuple[MyMeeting, ...]
    cards: tuple[MyCard, ...]


def my_morning(version: Version, clients: Sequence[Client], person_id: int, now: datetime, store: Store) -> MyMorning:
    """All of it in one look-up: two hundred clients would be eight hundred."""
    named = tuple(client.client_id for client in clients)
    days = tuple(sorted({local_day(_now_of(client, now), client.timezone) for client in clients}))
    return _my_morning(version, named, days, person_id, clients, now, store)


@st.cache_resource(max_entries=64, show_spinner=False)
def _my_morning(
    version: Version,
    client_ids: tuple[str, ...],
    days: tuple[date, ...],
    person_id: int,
    _clients: Sequence[Client],
    _now: datetime,
    _store: Store,
) -> MyMorning:
    day = {client.client_id: local_day(_now_of(client, _now), client.timezone) for client in _clients}
    checks = [
        client_morning(version, one.client_id, day[one.client_id], _now_of(one, _now), _store)
        for one in _clients
        if one.kind is ClientKind.CLIENT
    ]
    meetings = [m for one in _clients for m in meetings_on(version, one, day[one.client_id], _store)]
    cards = [c for one in _clients for c in my_cards(version, one, person_id, day[one.client_id], _store)]
    return MyMorning(
        checks=tuple(sorted(checks, key=lambda check: check.place)),
        meetings=tuple(sorted(meetings, key=lambda one: one.meeting.at)),
        cards=tuple(sorted(cards, key=lambda card: (card.due, card.client.name, card.name))),
    )


def _now_of(client: Client, now: datetime) -> datetime:
    return DEMO_NOW if client.demo else now


def client_morning(version: Version, client_id: str, today: date, now: datetime, store: Store) -> ClientMorning:
    """`core.reports.morning.client_morning`."""
    return _client_morning(_mark(version, client_id, store), client_id, today, now, store)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _mark(version: Version, client_id: str, _store: Store) -> str:
    """As long as nobody writes anything, no client is asked about."""
    return client_mark(_store.ops, client_id=client_id)


@st.cache_resource(max_entries=256, show_spinner=False)
def _client_morning(mark: str, client_id: str, today: date, _now: datetime, _store: Store) -> ClientMorning:
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
