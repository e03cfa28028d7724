"""What a room's page is drawn from, read once a run and kept until something changes (see `reads`).

What is said in a meeting changes all the time; the cards change now and then, and the figures nearly never. So they are
kept apart: an action that somebody writes asks for no figure anew. While a meeting is held, what the figures say stands
as it stood at its beginning, whatever cards are made in it; a new import or decision is told at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import streamlit as st

from core.cards import Status
from core.dates import local_day, utc_now
from core.jobs import meetings as held
from core.jobs import rooms as jobs
from core.jobs.meetings import Takers
from core.meetings.agenda import agenda_of
from core.meetings.shapes import Agenda, Graded, Kind, Known, WorkCard
from core.model import Client
from core.reports import agenda as report
from core.reports.agenda_cards import work_cards
from core.store import Store, agenda_templates, meetings, room_texts, rooms
from core.store.meetings import Meeting
from core.store.ops import About
from core.store.parking import Parked
from core.store.promises import Action, MeetingDecision
from core.store.room_texts import Text
from core.store.rooms import Room
from pages.ui import session
from pages.ui.reads import Version
from pages.ui.words import Words
from pages.ui.words.room import ROOM

ACKED = "room_acked"
"""In the session's state: field -> (write id, version) of the text that this browser wrote last."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is written in meetings about one client and kind, today. `room` None: nobody has opened or prepared one.
    `ticked`: old actions that were ticked off today."""

    room: Room | None
    texts: Mapping[str, Text]
    agreed: tuple[Action, ...]
    decided: tuple[MeetingDecision, ...]
    ticked: tuple[Action, ...]
    parked: tuple[Parked, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """One look at a meeting: every part of its page is drawn from it. `present`: the client is there, so that only
    what they may see is on it; `version` is that of the stores."""

    client: Client
    kind: Kind
    present: bool
    shown: Agenda
    said: Said
    version: Version
    t: Words

    @property
    def room(self) -> Room | None:
        return self.said.room

    @property
    def is_open(self) -> bool:
        return self.room is not None and self.room.is_open

    @property
    def is_ended(self) -> bool:
        return self.room is not None and self.room.ended_at is not None

    @property
    def visible(self) -> bool:
        """Whether what is written now is for the client to see."""
        return self.present and self.kind is not Kind.RETRO

    def today(self) -> date:
        """The client's day of what is done here: that of the meeting while it is open, also past midnight."""
        return (
            self.room.day
            if self.room is not None and self.room.is_open and self.room.day
            else session.today(self.client)
        )

    def now(self) -> datetime:
        """The instant (naive UTC) of what is done here, in the day of the meeting."""
        now = session.now(self.client)
        if self.room is None or not self.room.is_open:
            return now
        return jobs.moment_in(session.store(), client_id=self.client.client_id, room=self.room, now=now)

    def text(self, field: str) -> Text | None:
        return self.said.texts.get(field)

    def unlike(self, other: Here) -> bool:
        """Whether there is something to show that this browser did not write itself."""
        return _seen(self) != _seen(other)


def _seen(here: Here) -> tuple[Any, ...]:
    room, said = here.room, here.said
    own = st.session_state.get(ACKED, {})
    texts = {f: one.version for f, one in said.texts.items() if own.get(f, ("", 0))[0] != one.write_id}
    standing = (room.turns, room.ended_at, room.decider) if room is not None else ((), None, "")
    return (here.present, here.shown, said.agreed, said.decided, said.ticked, said.parked, standing, texts)


def look(client: Client, kind: Kind) -> Here:
    """The meeting of today as it is now; past midnight the one that is still held."""
    store, now, today, version = session.store(), session.now(client), session.today(client), session.version()
    going = jobs.under_way(left_open(version, client.client_id, kind, today, store), utc_now())
    if going is not None and going.day is not None:
        now, today = jobs.moment_in(store, client_id=client.client_id, room=going, now=now), going.day
    said = _said(version, client.client_id, kind, today, now, store)
    room = said.room
    present = kind is Kind.MONTHLY or (room is not None and room.client_present)
    shown = _agenda(version, *_parts(store, room), client.client_id, kind, today, present, now, store)
    return Here(client, kind, present, shown, said if not present else _for_client(said), version, session.words(ROOM))


def _for_client(said: Said) -> Said:
    return replace(
        said,
        agreed=tuple(one for one in said.agreed if one.client_visible),
        decided=tuple(one for one in said.decided if one.client_visible),
        ticked=tuple(one for one in said.ticked if one.client_visible),
        parked=tuple(one for one in said.parked if one.client_visible),
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _said(version: Version, client_id: str, kind: Kind, today: date, _now: datetime, _store: Store) -> Said:
    room = rooms.find_room(_store.ops, client_id=client_id, kind=kind, day=today)
    texts = room_texts.read_texts(_store.ops, client_id=client_id, room_id=room.room_id) if room is not None else {}
    asked: dict[str, Any] = {"client_id": client_id, "kind": kind}
    return Said(
        room=room,
        texts=texts,
        agreed=tuple(jobs.agreed_on(_store, **asked, day_of=_now, as_of=_now)),
        decided=tuple(jobs.decided_on(_store, **asked, day_of=_now, as_of=_now)),
        ticked=tuple(jobs.done_on(_store, **asked, day_of=_now, as_of=_now)),
        parked=tuple(jobs.parked_for(_store, **asked, with_client=False, as_of=utc_now())),
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _agenda(
    version: Version,
    boards: Version,
    figures: Version,
    held_now: object,
    client_id: str,
    kind: Kind,
    today: date,
    present: bool,
    _now: datetime,
    _store: Store,
) -> Agenda:
    known = _known(version, boards, figures, held_now, client_id, kind, today, _now, _store)
    wishes = agenda_templates.template_on(_store.ops, client_id=client_id, kind=kind, as_of=_now)
    return agenda_of(replace(known, with_client=present), wishes)


@st.cache_resource(max_entries=64, show_spinner=False)
def _known(
    version: Version,
    boards: Version,
    figures: Version,
    held_now: object,
    client_id: str,
    kind: Kind,
    today: date,
    _now: datetime,
    _store: Store,
) -> Known:
    framed = report.frame(_store, client_id=client_id, kind=kind, as_of=_now)
    cards = _cards(boards, client_id, framed.since, today, _now, _store)
    known = report.with_work(_store, client_id=client_id, known=framed, cards=cards, as_of=_now)
    return report.joined(known, _figures(figures, held_now, client_id, kind, today, _now, framed, _store))


def known(here: Here) -> Known:
    """All that the rules of the meeting may look at now, internal things included: for those who prepare it."""
    store, client = session.store(), here.client
    key = here.version, *_parts(store, here.room), client.client_id, here.kind, here.today()
    return _known(*key, here.now(), store)


def _parts(store: Store, room: Room | None) -> tuple[Version, Version, object]:
    """Of boards, of figures, and as of when the figures stand."""
    boards, figures = store.ops.version(About.BOARDS), store.ops.version(About.FIGURES)
    return boards, figures, ("open", room.room_id) if room is not None and room.is_open else boards


def weeklies_held(here: Here, known: Known) -> int:
    """How many weeklies there were in the window of a meeting."""
    zone = here.client.timezone
    held = meetings.list_meetings(session.store().ops, client_id=here.client.client_id, kind=Kind.WEEKLY)
    return sum(local_day(one.at, zone) in known.window for one in held)


def backlog(here: Here) -> dict[str, str]:
    """Card id -> name of what lies in the Backlog and the client may see, from the top."""
    cards = [card for card in known(here).cards if card.status == Status.BACKLOG]
    return {card.card_id: card.name for card in sorted(cards, key=lambda one: one.pos) if not card.internal}


def grades(here: Here) -> tuple[Graded, ...]:
    """The client's grades, one a day, oldest first."""
    return known(here).grades


@st.cache_resource(max_entries=32, show_spinner=False)
def _cards(
    boards: Version, client_id: str, since: datetime, today: date, _now: datetime, _store: Store
) -> list[WorkCard] | None:
    return work_cards(_store, client_id=client_id, since=since, as_of=_now)


@st.cache_resource(max_entries=32, show_spinner=False)
def _figures(
    figures: Version,
    held_now: object,
    client_id: str,
    kind: Kind,
    today: date,
    _now: datetime,
    _framed: Known,
    _store: Store,
) -> Known:
    return report.in_figures(_store, client_id=client_id, known=_framed, as_of=_now)


@st.cache_resource(max_entries=32, show_spinner=False)
def takers(version: Version, client_id: str, _store: Store) -> Takers:
    """Who may be chosen for an action."""
    return held.takers(_store, client_id=client_id)


@st.cache_resource(max_entries=32, show_spinner=False)
def memos(version: Version, client_id: str, kind: Kind, _store: Store) -> list[Meeting]:
    """The meetings of a kind of which a copy is kept, newest first."""
    return meetings.kept_meetings(_store.ops, client_id=client_id, kind=kind)


@st.cache_resource(max_entries=32, show_spinner=False)
def left_open(version: Version, client_id: str, kind: Kind, today: date, _store: Store) -> list[Room]:
    """Meetings of earlier days that nobody ended."""
    return rooms.left_open(_store.ops, client_id=client_id, kind=kind, before=today)
