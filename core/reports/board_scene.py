"""A client's boards at one moment: every card of work with where it has been, by list and by status.

What is stored is read and rebuilt once (`remembered`); a scene of any moment is cut out of that (`scene_of`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from core.board.blocked import Flag, Flags, Stuck, stuck_now
from core.board.crossings import on_one_board_at_a_time, shared
from core.board.flow import DayOf
from core.board.history import (
    Spans,
    card_histories,
    known_at,
    moves_by_card,
    with_archived_lists,
    within_history,
)
from core.board.journey import Journey, journey
from core.board.limits import Place
from core.board.list_names import suggested
from core.board.meanings import Mark, MarkKind, Meanings, Said, marks_of, said_of, suggestions
from core.board.status import by_status
from core.cards import BoardContent, Card, Move, Role, Status
from core.dates import day_teller
from core.errors import Refused
from core.measure.holidays import days_off
from core.model import Client
from core.pause import uncollected
from core.reports.board_shapes import MappedList, MappedMark
from core.store import Store
from core.store import board as board_store
from core.store.card_was import Was, cards_as_seen
from core.store.cards import Block, list_blocks, newest_block
from core.store.clients import get_client
from core.store.label_map import confirmed_marks
from core.store.meetings import list_meetings
from core.store.wip import list_limits


def list_mapping(store: Store, *, client_id: str) -> tuple[MappedList, ...]:
    """Every list of the client's boards with its status, in board order. What was said of a list holds on whichever
    board it lies."""
    confirmed = board_store.confirmed_lists(store.ops, client_id=client_id)
    anywhere = {list_id: status for (_, list_id), status in confirmed.items()}
    found = []
    for board_id, row in board_store.read_lists(store.ops, client_id=client_id):
        said = confirmed.get((board_id, row.list_id)) or anywhere.get(row.list_id)
        found.append(MappedList(board_id, row, said or suggested(row.name), said is not None))
    return tuple(found)


def present(store: Store, *, client_id: str, now: datetime) -> datetime:
    """The moment that shows the boards as they were last seen, and what was last said of their cards: now, or later
    when that is later."""
    newest = (board_store.newest_look(store.ops, client_id=client_id), newest_block(store.ops, client_id=client_id))
    return max([now, *(at for at in newest if at is not None)])


_NOTHING_WAS: Mapping[str, Was] = {}


@dataclass(frozen=True, slots=True)
class Work:
    """One card of work as known at the moment asked about. `lain`: its spans by list; `spans`: by status, not
    beyond the known history; `said`: what its labels and custom fields say of it."""

    card: Card
    board_id: str
    lain: Spans
    spans: Spans
    way: Journey | None
    moves: tuple[Move, ...]
    said: Said
    flags: Flags
    """The times in which somebody said that it could not go on."""

    @property
    def is_here(self) -> bool:
        """Whether it is still on the board."""
        return self.lain[-1].end is None

    @property
    def is_seen(self) -> bool:
        """Whether it lies there to be seen: on the board, and neither it nor its list archived."""
        return self.lain[-1].end is None and not self.lain[-1].archived

    def stuck(self, at: datetime) -> Stuck | None:
        """Why it cannot go on at an instant; None when it can."""
        return stuck_now(self.spans, self.flags, self.said.blocked, at)

    @property
    def status(self) -> str:
        """The status it has, or last had; empty where its list has none."""
        return self.spans[-1].place


@dataclass(frozen=True)
class Past:
    """One board with where its cards have been: by their own moves, and as one sees it past archived lists."""

    content: BoardContent
    own: dict[str, Spans]
    seen: dict[str, Spans]
    moves: dict[str, tuple[Move, ...]]
    """Card id -> what happened to it, oldest first."""
    marks: Mapping[Mark, Meanings]
    """What labels and custom fields say: confirmed, else suggested by their names."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The way of one card over several boards of the client, as one sees it. `unknown_before`: that of the first."""

    spans: Spans
    moves: tuple[Move, ...]
    unknown_before: datetime | None


@dataclass(frozen=True)
class Remembered:
    """All that is stored about a client's boards, rebuilt: the same whatever moment is asked about."""

    client: Client
    pasts: tuple[Past, ...]
    crossings: Mapping[str, Crossing]
    """Card id -> its way, for cards known on more than one board."""
    lists: tuple[MappedList, ...]
    limits: Mapping[Place, int]
    flags: Mapping[str, Flags]
    weeklies: tuple[datetime, ...]
    monthlies: tuple[datetime, ...]


@dataclass(frozen=True)
class Scene:
    """All boards of a client at one moment."""

    client: Client
    as_of: datetime
    pasts: tuple[Past, ...]
    lists: tuple[MappedList, ...]
    works: tuple[Work, ...]
    limits: Mapping[Place, int]
    """How many cards may lie in a status or a list, as agreed by now."""
    last_weekly: datetime | None
    monthlies: tuple[datetime, ...]
    """Past and coming, oldest first."""

    @property
    def contents(self) -> tuple[BoardContent, ...]:
        return tuple(past.content for past in self.pasts)

    @cached_property
    def day_of(self) -> DayOf:
        return day_teller(self.client.timezone)

    @cached_property
    def by_id(self) -> dict[str, Work]:
        """Card id -> its work."""
        return {work.card.card_id: work for work in self.works}

    @property
    def today(self) -> date:
        return self.day_of(self.as_of)

    @property
    def days_off(self) -> tuple[date, ...]:
        """Holidays that are no working days for this client."""
        return days_off(self.client.timezone)

    @property
    def mapping(self) -> dict[str, Status]:
        return _mapping(self.lists)

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
    was = cards_as_seen(store.ops, client_id=client_id, as_of=as_of)
    return scene_of(remembered(store, client_id=client_id), as_of, was)


@uncollected()
def remembered(store: Store, *, client_id: str, card_id: str | None = None) -> Remembered:
    """Everything stored about a client's boards, with the histories rebuilt; of cards only one, when asked. Raises
    Refused when there are no boards."""
    client = get_client(store.ops, client_id=client_id)
    contents = tuple(board_store.read_boards(store.ops, client_id=client_id, card_id=card_id))
    if not contents:
        raise Refused(
            f"{client.name} has no board yet. Import one: python -m core board import FILE --client {client_id}",
            f"Asiakkaalla {client.name} ei ole vielä seinää. Tuo sellainen:"
            f" python -m core board import TIEDOSTO --client {client_id}",
        )
    confirmed = confirmed_marks(store.ops, client_id=client_id)
    meetings = list_meetings(store.ops, client_id=client_id)
    pasts = _pasts(contents, confirmed)
    return Remembered(
        client=client,
        pasts=pasts,
        crossings=_crossings(pasts),
        lists=list_mapping(store, client_id=client_id),
        limits=list_limits(store.ops, client_id=client_id),
        flags=_flags(list_blocks(store.ops, client_id=client_id)),
        weeklies=tuple(m.at for m in meetings if m.kind == "weekly"),
        monthlies=tuple(m.at for m in meetings if m.kind == "monthly"),
    )


@uncollected()
def scene_of(known: Remembered, as_of: datetime, was: Mapping[str, Was] = _NOTHING_WAS) -> Scene:
    """What was known at an instant. `was`: cards that have been seen otherwise since, as they were then. Pure."""
    mapping = _mapping(known.lists)
    return Scene(
        client=known.client,
        as_of=as_of,
        pasts=known.pasts,
        lists=known.lists,
        works=tuple(work for past in known.pasts for work in _works(known, past, mapping, as_of, was)),
        limits=known.limits,
        last_weekly=max((at for at in known.weeklies if at <= as_of), default=None),
        monthlies=known.monthlies,
    )


def mark_mapping(known: Remembered, confirmed: Mapping[tuple[str, Mark], Meanings]) -> tuple[MappedMark, ...]:
    """Every label, and every value of a custom field, of the boards with what it says; the most used first. Pure."""
    found = []
    for past in known.pasts:
        board_id = past.content.board.board_id
        names = {label.label_id: label.name or label.colour for label in past.content.labels}
        used = Counter(mark for card in past.content.cards for mark in marks_of(card))
        for mark, meanings in past.marks.items():
            if mark.kind is MarkKind.LABEL and mark.key not in names:
                continue  # somebody said something about a label that is no longer there
            name = names.get(mark.key, "") if mark.kind is MarkKind.LABEL else f"{mark.key}: {mark.value}"
            found.append(MappedMark(board_id, mark, name, used[mark], meanings, (board_id, mark) in confirmed))
    return tuple(sorted(found, key=lambda one: (-one.cards, one.name.casefold(), one.mark)))


def _mapping(lists: Iterable[MappedList]) -> dict[str, Status]:
    return {m.row.list_id: m.status for m in lists if m.status is not None}


def _pasts(contents: Sequence[BoardContent], confirmed: Mapping[tuple[str, Mark], Meanings]) -> tuple[Past, ...]:
    moves = [moves_by_card(content) for content in contents]
    own = on_one_board_at_a_time([card_histories(c, by_card) for c, by_card in zip(contents, moves, strict=True)])
    found = []
    for content, by_card, spans in zip(contents, moves, own, strict=True):
        board_id = content.board.board_id
        said = {mark: meanings for (of_board, mark), meanings in confirmed.items() if of_board == board_id}
        seen = with_archived_lists(content, spans)
        found.append(Past(content, spans, seen, by_card, suggestions(content) | said))
    return tuple(found)


def _crossings(pasts: Sequence[Past]) -> dict[str, Crossing]:
    found = {}
    for card_id in shared([past.seen for past in pasts]):
        there = sorted((p for p in pasts if p.seen.get(card_id)), key=lambda p: p.seen[card_id][0].start)
        spans = sorted((span for past in there for span in past.seen[card_id]), key=lambda span: span.start)
        moves = sorted((m for past in there for m in past.moves.get(card_id, ())), key=lambda m: (m.at, m.move_id))
        unknown = there[0].content.board.unknown_before if there else None
        found[card_id] = Crossing(tuple(spans), tuple(moves), unknown)
    return found


def _flags(blocks: Iterable[Block]) -> dict[str, Flags]:
    found: dict[str, Flags] = {}
    for block in blocks:
        flag = Flag(block.reason, block.blocked_at, block.freed_at)
        found[block.card_id] = (*found.get(block.card_id, ()), flag)
    return found


def _works(
    known: Remembered, past: Past, mapping: Mapping[str, Status], as_of: datetime, was: Mapping[str, Was]
) -> list[Work]:
    """The cards of work that were last on this board by an instant."""
    board = past.content.board
    found = []
    for card in (*past.content.cards, *past.content.gone):
        lain = here = known_at(past.seen[card.card_id], as_of)
        if card.role is not Role.CARD or not here or is_ghost(card):
            continue
        moves, unknown_before = past.moves.get(card.card_id, ()), board.unknown_before
        if (crossing := known.crossings.get(card.card_id)) is not None:
            lain, moves, unknown_before = known_at(crossing.spans, as_of), crossing.moves, crossing.unknown_before
            if lain[-1] != here[-1]:
                continue  # it has gone on to another board
        card, said = _as_it_was(card, past, was.get(card.card_id))
        placed = by_status(lain, mapping)
        ticked = card.completed_at if card.completed_at and card.completed_at <= as_of else None
        found.append(
            Work(
                card=card,
                board_id=board.board_id,
                lain=lain,
                spans=within_history(placed, min(unknown_before, as_of)) if unknown_before else placed,
                way=journey(placed, unknown_before=unknown_before, completed_at=ticked),
                moves=moves,
                said=said,
                flags=known.flags.get(card.card_id, ()),
            )
        )
    return found


def _as_it_was(card: Card, past: Past, was: Was | None) -> tuple[Card, Said]:
    """A card with what is said of it, as they were; but a card that is internal now or was then is internal both
    times: its name of then was never meant for the client, or is no longer."""
    said = said_of(card, past.marks)
    if was is None:
        return card, said
    then = was.of(card)
    meant = said_of(then, past.marks)
    return then, replace(meant, internal=said.internal or meant.internal)


def is_ghost(card: Card) -> bool:
    """Deleted, or moved away, before anybody here saw it: its history went with it."""
    return card.gone_at is not None and not card.name
