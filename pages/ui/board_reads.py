"""The board as the stores hold it, kept until something changes. The moment is rounded down to a quarter of an hour, so
that a run shortly after another one finds what that one worked out.

What is kept is what is drawn: the history of a large board is read for each view of it and let go, because Streamlit
walks over everything that is alive after every run.
"""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.jobs.card_places import why_read_only
from core.jobs.pending import pending
from core.model import Period
from core.reports.board import status_of
from core.reports.board_flow import flow_of
from core.reports.board_scene import mark_mapping, present, remembered, scene_of
from core.reports.board_shapes import FlowReport
from core.store import Store, outbox
from core.store import board as board_store
from core.store.card_links import CardLink, card_links
from core.store.cards import Comment, list_comments
from core.store.homes import BoardHome, list_homes
from core.store.label_map import confirmed_marks
from core.store.meetings import list_meetings
from pages.ui.board_detail import Detail, detail
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
    known = remembered(_store, client_id=client_id)
    scene = scene_of(known, as_of)
    return board_view(
        scene,
        status_of(scene),
        mark_mapping(known, confirmed_marks(_store.ops, client_id=client_id)),
        pending=pending(_store, client_id=client_id),
        read_only={
            past.content.board.board_id: why_read_only(
                _store, client_id=client_id, board_id=past.content.board.board_id
            )
            for past in known.pasts
        },
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def flow(version: Version, client_id: str, as_of: datetime, start: date, end: date, _store: Store) -> FlowReport:
    """How work flowed in a period. Raises Refused without a board."""
    scene = scene_of(remembered(_store, client_id=client_id), as_of)
    return flow_of(scene, Period(start, end))


@st.cache_resource(max_entries=64, show_spinner=False)
def monthlies(version: Version, client_id: str, _store: Store) -> tuple[datetime, ...]:
    """When the client's monthlies are, past and coming, oldest first."""
    return tuple(m.at for m in list_meetings(_store.ops, client_id=client_id, kind="monthly"))


def homes(store: Store, client_id: str) -> list[BoardHome]:
    """The client's boards that are written here or in Trello, read now: a look at Trello that finds nothing new, or
    fails, moves no version."""
    return list_homes(store.ops, client_id=client_id)


def card(store: Store, board: BoardView, card_id: str) -> Detail | None:
    """One card with its history, read now; None when the client's boards have no such card of work."""
    client_id = board.client.client_id
    scene = scene_of(remembered(store, client_id=client_id, card_id=card_id), board.as_of)
    return detail(scene, card_id, board.status.needs_a_hand["overdue"])


def card_id_now(store: Store, board: BoardView, card_id: str) -> str:
    """The id under which a card is known by now: one that Trello had yet to make has another since."""
    return outbox.card_id_now(store.ops, client_id=board.client.client_id, card_id=card_id)


def links(store: Store, board: BoardView, card_id: str) -> list[CardLink]:
    """What a card came of, also what was linked before Trello had made it."""
    client_id = board.client.client_id
    return [
        link
        for link in card_links(store.ops, client_id=client_id)
        if outbox.card_id_now(store.ops, client_id=client_id, card_id=link.card_id) == card_id
    ]


def comments(store: Store, board: BoardView, card_id: str) -> list[Comment]:
    """What was said here about a card, oldest first."""
    return list_comments(store.ops, client_id=board.client.client_id, card_id=card_id)
