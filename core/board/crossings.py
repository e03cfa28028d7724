"""Cards that went from one of a client's boards to another: each is one card with one way over all of them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from core.board.history import Span, Spans

_Piece = tuple[int, Span]
"""A span with the number of the board it lies on."""


def on_one_board_at_a_time(boards: Sequence[Mapping[str, Spans]]) -> list[dict[str, Spans]]:
    """Card id -> spans of several boards such that no card lies on two at once: by coming to one it left the other,
    even when nobody has looked at that one since."""
    found = [dict(histories) for histories in boards]
    for card_id in shared(boards):
        pieces = _cut([(n, span) for n, spans in _begun(boards, card_id).items() for span in spans])
        for n, histories in enumerate(found):
            if card_id in histories:
                histories[card_id] = tuple(span for board, span in pieces if board == n)
    return found


def shared(boards: Sequence[Mapping[str, Spans]]) -> tuple[str, ...]:
    """The cards that are known on more than one board."""
    if len(boards) < 2:
        return ()
    times = Counter(card_id for histories in boards for card_id in histories)
    return tuple(card_id for card_id, n in times.items() if n > 1)


def _begun(boards: Sequence[Mapping[str, Spans]], card_id: str) -> dict[int, Spans]:
    """Board -> spans of one card. Where no move tells when it came it seems to have been since it was made: it came
    when it left the board on which it was made."""
    found = {n: histories[card_id] for n, histories in enumerate(boards) if histories.get(card_id)}
    left: dict[datetime, datetime] = {
        spans[0].start: spans[-1].end for spans in found.values() if spans[-1].end is not None
    }
    return {n: _from(spans, left[spans[0].start]) if _came_untold(spans, left) else spans for n, spans in found.items()}


def _came_untold(spans: Spans, left: Mapping[datetime, datetime]) -> bool:
    return spans[-1].end is None and spans[0].start in left


def _from(spans: Spans, start: datetime) -> Spans:
    first = spans[0]
    return (first._replace(start=min(start, first.end) if first.end else start), *spans[1:])


def _cut(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Oldest first, each ended where the next one begins."""
    kept: list[_Piece] = []
    for board, span in sorted(pieces, key=lambda piece: (piece[1].start, piece[0])):
        if kept:
            last_board, last = kept[-1]
            if last_board != board and last.start < span.start and (last.end is None or last.end > span.start):
                kept[-1] = (last_board, last._replace(end=span.start))
        kept.append((board, span))
    return kept
