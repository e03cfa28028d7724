"""A client's boards at one moment: every card of work with where it has been, by list and by status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from core.board.flow import DayOf
from core.board.history import Spans, card_histories, known_at, with_archived_lists
from core.board.journey import Journey, journey
from core.board.list_names import suggested
from core.board.stage_labels import stages_named
from core.board.status import by_status
from core.cards import BoardContent, Card, Move, Role, Status
from core.dates import local_day
from core.errors import Refused
from core.model import Client
from core.reports.board_shapes import MappedList
from core.store import Store
from core.store import board as board_store
from core.store.clients import get_client
from core.store.meetings import list_meetings


def list_mapping(store: Store, *, client_id: str) -> tuple[MappedList, ...]:
    """Every list of the client's boards with its status, in board order."""
    confirmed = board_store.confirmed_lists(store.ops, client_id=client_id)
    found = []
    for board_id, row in board_store.read_lists(store.ops, client_id=client_id):
        said = confirmed.get((board_id, row.list_id))
        found.append(MappedList(board_id, row, said or suggested(row.name), said is not None))
    return tuple(found)


def present(store: Store, *, client_id: str, now: datetime) -> datetime:
    """The moment that shows the boards as they were last seen: now, or later when this machine's clock is behind."""
    return max(now, board_store.newest_look(store.ops, client_id=client_id) or now)


@dataclass(frozen=True)
class Work:
    """One card of work as known at the moment asked about. `lain`: its spans by list; `spans`: by status."""

    card: Card
    lain: Spans
    spans: Spans
    way: Journey | None
    moves: tuple[Move, ...]
    has_stage: bool

    @property
    def is_here(self) -> bool:
        """Whether it is still on the board."""
        return self.lain[-1].end is None


@dataclass(frozen=True)
class Past:
    """One board with where its cards have been: by their own moves, and as one sees it past archived lists."""

    content: BoardContent
    own: dict[str, Spans]
    seen: dict[str, Spans]


@dataclass(frozen=True)
class Scene:
    """All boards of a client at one moment."""

    client: Client
    as_of: datetime
    pasts: tuple[Past, ...]
    lists: tuple[MappedList, ...]
    works: tuple[Work, ...]
    last_weekly: datetime | None

    @property
    def contents(self) -> tuple[BoardContent, ...]:
        return tuple(past.content for past in self.pasts)

    @property
    def day_of(self) -> DayOf:
        return partial(local_day, timezone=self.client.timezone)

    @property
    def today(self) -> date:
        return self.day_of(self.as_of)

    @property
    def mapping(self) -> dict[str, Status]:
        return {m.row.list_id: m.status for m in self.lists if m.status is not None}

    @property
    def complete_since(self) -> datetime:
        return max(content.board.complete_since for content in self.contents)

    @property
    def unknown_before(self) -> datetime | None:
        return max((b for b in (c.board.unknown_before for c in self.contents) if b is not None), default=None)

    @property
    def known_from(self) -> date | None:
        """The first day that is known from its beginning; None when nothing is unknown."""
        return self.day_of(self.unknown_before) + timedelta(days=1) if self.unknown_before else None


def scene_at(store: Store, *, client_id: str, as_of: datetime) -> Scene:
    """All boards of a client as known at an instant. Raises Refused when there are none."""
    client = get_client(store.ops, client_id=client_id)
    contents = tuple(board_store.read_boards(store.ops, client_id=client_id))
    if not contents:
        raise Refused(
            f"{client.name} has no board yet. Import one: python -m core board import FILE --client {client_id}",
            f"Asiakkaalla {client.name} ei ole vielä seinää. Tuo sellainen:"
            f" python -m core board import TIEDOSTO --client {client_id}",
        )
    lists = list_mapping(store, client_id=client_id)
    mapping = {m.row.list_id: m.status for m in lists if m.status is not None}
    weeklies = [m.at for m in list_meetings(store.ops, client_id=client_id, kind="weekly") if m.at <= as_of]
    pasts = tuple(_past(content) for content in contents)
    return Scene(
        client=client,
        as_of=as_of,
        pasts=pasts,
        lists=lists,
        works=tuple(work for past in pasts for work in _works(past, mapping, as_of)),
        last_weekly=max(weeklies, default=None),
    )


def _past(content: BoardContent) -> Past:
    own = card_histories(content)
    return Past(content, own, with_archived_lists(content, own))


def _works(past: Past, mapping: Mapping[str, Status], as_of: datetime) -> list[Work]:
    content = past.content
    moves: dict[str, list[Move]] = {}
    for move in content.moves:
        moves.setdefault(move.card_id, []).append(move)
    labels = {label.label_id: label.name for label in content.labels}
    found = []
    for card in (*content.cards, *content.gone):
        lain = known_at(past.seen[card.card_id], as_of)
        if card.role is not Role.CARD or not lain or is_ghost(card):
            continue
        placed = by_status(lain, mapping)
        ticked = card.completed_at if card.completed_at and card.completed_at <= as_of else None
        names = [labels.get(label_id, "") for label_id in card.label_ids] + [value for _, value in card.fields]
        found.append(
            Work(
                card=card,
                lain=lain,
                spans=placed,
                way=journey(placed, unknown_before=content.board.unknown_before, completed_at=ticked),
                moves=tuple(moves.get(card.card_id, ())),
                has_stage=bool(stages_named(names)),
            )
        )
    return found


def is_ghost(card: Card) -> bool:
    """Deleted, or moved away, before anybody here saw it: its history went with it."""
    return card.gone_at is not None and not card.name
