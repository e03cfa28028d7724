"""The words of the board as types: lists, cards and what happened to them. Plain values: no I/O, no clock.

Cards, lists and moves are told apart by the ids of the board they come from, never by name: names change, and two lists
may swap them. Instants are naive UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """What it means to lie in a list. Review is split by whose turn it is; `excluded` lists hold no work."""

    BACKLOG = "backlog"
    TO_DO = "to_do"
    DOING = "doing"
    REVIEW_OURS = "review_ours"
    REVIEW_CLIENT = "review_client"
    BLOCKED = "blocked"
    DONE = "done"
    EXCLUDED = "excluded"


IN_PROGRESS = (Status.DOING, Status.REVIEW_OURS, Status.REVIEW_CLIENT, Status.BLOCKED)
"""Started and not finished."""


class Role(StrEnum):
    """What a card is. Only `card` is work; the others are counted apart."""

    CARD = "card"
    SEPARATOR = "separator"
    TEMPLATE = "template"
    MIRROR = "mirror"
    LINK = "link"


class MoveKind(StrEnum):
    """What happened to a card. `arrived` and `left` cross the edge of the board."""

    CREATED = "created"
    ARRIVED = "arrived"
    MOVED = "moved"
    ARCHIVED = "archived"
    RESTORED = "restored"
    LEFT = "left"
    DELETED = "deleted"
    DUE = "due"


class ListEvent(StrEnum):
    """What happened to a whole list, with its cards in it."""

    ARCHIVED = "archived"
    RESTORED = "restored"
    ARRIVED = "arrived"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class BoardList:
    """One list of a board. `created_at` is None when its id does not tell."""

    list_id: str
    name: str
    pos: float
    closed: bool
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class Label:
    """A label; its name is empty when the team uses only its colour."""

    label_id: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the board by display name only."""

    member_id: str
    name: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    name: str
    done: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    name: str
    items: tuple[CheckItem, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One card as it was last seen. `gone_at`: when it was deleted or left the board; a card that nobody saw before it
    was deleted has an empty name."""

    card_id: str
    name: str
    list_id: str
    pos: float
    closed: bool
    role: Role
    created_at: datetime
    due: datetime | None = None
    due_complete: bool = False
    completed_at: datetime | None = None
    label_ids: tuple[str, ...] = ()
    member_ids: tuple[str, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    """Custom fields that have a value: (name, value as text)."""
    link: str = ""
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that happened to a card. `before` and `after` are list ids; for `due` they are instants as ISO text,
    empty without a date. What does not apply is empty."""

    move_id: str
    card_id: str
    at: datetime
    kind: MoveKind
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ListChange:
    """One thing that happened to a list."""

    change_id: str
    list_id: str
    at: datetime
    kind: ListEvent


@dataclass(frozen=True, slots=True)
class Board:
    """A board as far as it is known. `as_of`: the newest thing known to have happened on it. `complete_since`: nothing
    that happened from then on is missing. `from_birth`: and before that there was no board."""

    board_id: str
    name: str
    as_of: datetime
    complete_since: datetime
    from_birth: bool

    @property
    def unknown_before(self) -> datetime | None:
        """What happened before this instant is unknown; None when nothing is."""
        return None if self.from_birth else self.complete_since


@dataclass(frozen=True, slots=True)
class BoardContent:
    """A board with everything on it. `gone` cards are no longer there."""

    board: Board
    lists: tuple[BoardList, ...]
    labels: tuple[Label, ...]
    members: tuple[Member, ...]
    cards: tuple[Card, ...]
    gone: tuple[Card, ...]
    moves: tuple[Move, ...]
    list_changes: tuple[ListChange, ...]
