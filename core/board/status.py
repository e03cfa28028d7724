"""From lists to statuses: what each card counts as. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.board.history import Span, Spans, place_at
from core.cards import Card, Role, Status

RANK: dict[str, int] = {
    Status.BACKLOG: 0,
    Status.TO_DO: 1,
    Status.DOING: 2,
    Status.BLOCKED: 2,
    Status.REVIEW_OURS: 3,
    Status.REVIEW_CLIENT: 3,
    Status.DONE: 4,
}
"""How far along a status is. The two reviews are one step, so handing over is no move back; so is being blocked."""
START = RANK[Status.DOING]
FINISH = RANK[Status.DONE]


@dataclass(frozen=True, slots=True)
class Columns:
    """How statuses follow one another: from `start` on a card is started, from `finish` on it is done."""

    rank: Mapping[str, int]
    start: int
    finish: int

    def is_active(self, place: str) -> bool:
        """Whether a card there is started and not finished."""
        return self.start <= self.rank.get(place, -1) < self.finish


COLUMNS = Columns(RANK, START, FINISH)


def by_status(spans: Spans, mapping: Mapping[str, Status]) -> Spans:
    """Spans by status instead of list; a list without one leaves an empty place, which counts as nowhere."""
    return tuple(Span(mapping.get(span.place, ""), span.start, span.end, span.archived) for span in spans)


@dataclass(frozen=True, slots=True)
class Census:
    """Every card of a board, once: visible work by list, and what is left out of counts with why.

    `total` is all cards there; it equals the sum of the parts.
    """

    in_list: dict[str, tuple[str, ...]]
    """List id -> ids of the cards lying in it, in board order."""
    archived: tuple[str, ...]
    hidden: tuple[str, ...]
    """Not archived themselves, but in an archived list."""
    apart: dict[Role, tuple[str, ...]]
    """Separators, templates, mirrors and links by role."""
    total: int


def census(cards: Iterable[Card], own: Mapping[str, Spans], seen: Mapping[str, Spans], at: datetime) -> Census:
    """Count the cards as they were at an instant. `own` are the spans by the card's own moves, `seen` those
    with archived lists hiding what is in them."""
    in_list: dict[str, list[str]] = {}
    apart: dict[Role, list[str]] = {}
    archived: list[str] = []
    hidden: list[str] = []
    for card in cards:
        span = place_at(seen[card.card_id], at)
        if span is None:
            continue
        if card.role is not Role.CARD:
            apart.setdefault(card.role, []).append(card.card_id)
        elif not span.archived:
            in_list.setdefault(span.place, []).append(card.card_id)
        else:
            itself = place_at(own[card.card_id], at)
            (archived if itself is not None and itself.archived else hidden).append(card.card_id)
    return Census(
        in_list={place: tuple(ids) for place, ids in in_list.items()},
        archived=tuple(archived),
        hidden=tuple(hidden),
        apart={role: tuple(ids) for role, ids in apart.items()},
        total=sum(map(len, (*in_list.values(), *apart.values(), archived, hidden))),
    )
