"""Where each card has been, rebuilt backwards from where it is now. Pure.

Forwards fails on every board whose oldest actions are no longer given; backwards, what is known is right and what is
not known lies before the first known move.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from core.cards import BoardContent, BoardList, Card, ListChange, ListEvent, Move, MoveKind

_STARTS = (MoveKind.CREATED, MoveKind.ARRIVED)
EXITS = (MoveKind.DELETED, MoveKind.LEFT)


class Span(NamedTuple):
    """A card lay in `place` from `start` until `end` (None: it still does). `archived`: out of sight there, because
    the card or the whole list was archived."""

    place: str
    start: datetime
    end: datetime | None
    archived: bool = False


Spans = tuple[Span, ...]
"""Where one card has been, oldest first; between two spans it was on no list of this board."""


def with_archived_lists(content: BoardContent, own: Mapping[str, Spans]) -> dict[str, Spans]:
    """The spans of `card_histories` as one sees them: an archived list hides what is in it."""
    hidden = {place: times for place, times in hidden_times(content.lists, content.list_changes).items() if times}
    return {
        card_id: spans
        if hidden.keys().isdisjoint(span.place for span in spans)
        else tuple(piece for span in spans for piece in _hidden(span, hidden.get(span.place, ())))
        for card_id, spans in own.items()
    }


def moves_by_card(content: BoardContent) -> dict[str, tuple[Move, ...]]:
    """Card id -> what happened to it, oldest first."""
    moves: dict[str, list[Move]] = defaultdict(list)
    for move in content.moves:
        moves[move.card_id].append(move)
    return {card_id: tuple(sorted(found, key=_order)) for card_id, found in moves.items()}


def card_histories(content: BoardContent, moves: Mapping[str, Sequence[Move]] | None = None) -> dict[str, Spans]:
    """Card id -> its spans, for the cards there are and those that are gone, by the card's own moves alone: `archived`
    is the card's own flag. `moves`: those of `moves_by_card`, where they are at hand."""
    by_card = moves_by_card(content) if moves is None else moves
    arrivals = {c.list_id: c.at for c in content.list_changes if c.kind is ListEvent.ARRIVED}
    cards = (*content.cards, *content.gone)
    return {card.card_id: _spans_of(card, by_card.get(card.card_id, ()), arrivals) for card in cards}


def card_spans(card: Card, moves: Iterable[Move], list_arrivals: Mapping[str, datetime] | None = None) -> Spans:
    """The spans of one card from its present state and its moves. Without a known beginning the first span starts when
    the card was made, or when its list came from another board (`list_arrivals`)."""
    return _spans_of(card, sorted(moves, key=_order), list_arrivals or {})


def _spans_of(card: Card, moves: Sequence[Move], list_arrivals: Mapping[str, datetime]) -> Spans:
    """`card_spans` of moves in their order."""
    rewinding = _Rewinding(card.list_id, card.closed, card.gone_at)
    for move in reversed(moves):
        rewinding.undo(move)
    made = card.created_at
    return rewinding.spans(max(made, list_arrivals.get(rewinding.place, made)))


def moved_on(card: Card, moves: Iterable[Move]) -> Card:
    """A card as these later moves left it: its list, and whether it is archived."""
    for move in sorted(moves, key=_order):
        if move.kind is MoveKind.ARCHIVED:
            card = replace(card, closed=True)
        elif move.kind is MoveKind.RESTORED:
            card = replace(card, closed=False)
        elif move.kind is MoveKind.MOVED or move.kind in _STARTS:
            card = replace(card, list_id=move.after)
    return card


def _order(move: Move) -> tuple[datetime, bool, str]:
    return move.at, move.kind not in _STARTS, move.move_id


class _Rewinding:
    """One card while its moves are taken back, newest first. `there` is False while it is not on the board."""

    def __init__(self, place: str, archived: bool, end: datetime | None) -> None:
        self.place, self.archived, self.end = place, archived, end
        self.there = True
        self.found: list[Span] = []

    def undo(self, move: Move) -> None:
        if move.kind in EXITS:
            self._undo_end(move)
        elif move.kind in _STARTS:
            self._cut(move.at)
            self.there = False
        elif move.kind is MoveKind.MOVED:
            self._cut(move.at)
            self.place = move.before
        elif move.kind in (MoveKind.ARCHIVED, MoveKind.RESTORED):
            self._cut(move.at)
            self.archived = move.kind is MoveKind.RESTORED

    def _undo_end(self, move: Move) -> None:
        if not self.there:
            self.there, self.place = True, move.before or self.place
        elif self.end != move.at:
            self._cut(move.at)  # it came back, and nothing tells when
        self.end = move.at

    def spans(self, born: datetime) -> Spans:
        if self.there:
            self._cut(min(born, self.end) if self.end else born)
        return tuple(reversed(self.found))

    def _cut(self, at: datetime) -> None:
        if self.there:
            self.found.append(Span(self.place, at, self.end, self.archived))
        self.end = at


Hidden = tuple[tuple[datetime, datetime | None], ...]
"""Times during which a list was archived, oldest first."""


def hidden_times(lists: Iterable[BoardList], changes: Iterable[ListChange]) -> dict[str, Hidden]:
    """List id -> when it was archived, rebuilt backwards from whether it is now."""
    by_list: dict[str, list[ListChange]] = defaultdict(list)
    for change in changes:
        if change.kind in (ListEvent.ARCHIVED, ListEvent.RESTORED):
            by_list[change.list_id].append(change)
    return {row.list_id: _hidden_times(row.closed, by_list[row.list_id]) for row in lists}


def _hidden_times(closed: bool, changes: Sequence[ListChange]) -> Hidden:
    found: list[tuple[datetime, datetime | None]] = []
    end: datetime | None = None
    for change in sorted(changes, key=lambda c: (c.at, c.change_id), reverse=True):
        if closed and change.kind is ListEvent.ARCHIVED:
            found.append((change.at, end))
        closed, end = change.kind is ListEvent.RESTORED, change.at
    if closed:
        found.append((datetime(1, 1, 1), end))
    return tuple(reversed(found))


def _hidden(span: Span, times: Hidden) -> Spans:
    """The pieces of a span, archived where its list was."""
    pieces: list[Span] = []
    start = span.start
    for hide, show in times:
        if (show is not None and show <= start) or (span.end is not None and hide >= span.end):
            continue
        if hide > start:
            pieces.append(span._replace(start=start, end=hide))
            start = hide
        stop = show if span.end is None or (show is not None and show < span.end) else span.end
        pieces.append(Span(span.place, start, stop, archived=True))
        if stop is None or stop == span.end:
            return tuple(pieces)
        start = stop
    return (*pieces, span._replace(start=start))


def within_history(spans: Spans, begin: datetime) -> Spans:
    """The spans with the first one begun no earlier than where the history begins: how long a card had lain there
    before is not known, so nobody is charged for it."""
    first = spans[0]
    if first.start >= begin or (first.end is not None and first.end <= begin):
        return spans
    return (first._replace(start=begin), *spans[1:])


def known_at(spans: Spans, at: datetime) -> Spans:
    """The spans as they were at an instant: nothing later, and what ended later still open."""
    begun = spans[: bisect_right(spans, at, key=lambda span: span.start)]
    if begun and begun[-1].end is not None and begun[-1].end > at:
        return (*begun[:-1], begun[-1]._replace(end=None))
    return begun


def place_at(spans: Spans, at: datetime) -> Span | None:
    """The span in which the card was at an instant; None when it was not on the board."""
    begun = known_at(spans, at)
    return begun[-1] if begun and begun[-1].end is None else None


def contradictions(content: BoardContent, moves: Mapping[str, Sequence[Move]] | None = None) -> tuple[str, ...]:
    """Cards whose moves do not follow one from another, so that some move of theirs is missing: their ids. `moves`:
    those of `moves_by_card`, where they are at hand."""
    by_card = moves_by_card(content) if moves is None else moves
    return tuple(sorted(c.card_id for c in content.cards if _has_gap(c.list_id, by_card.get(c.card_id, ()))))


def _has_gap(place: str, moves: Sequence[Move]) -> bool:
    for move in reversed(moves):
        if move.kind in EXITS:
            place = move.before
        elif move.kind is MoveKind.MOVED or move.kind in _STARTS:
            if place and move.after and move.after != place:
                return True
            place = move.before
    return False
