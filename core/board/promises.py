"""Due dates and what became of them. Pure: the first promise is kept, however often it was moved or taken off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from core.board.flow import DayOf
from core.cards import Card, Move, MoveKind


@dataclass(frozen=True, slots=True)
class Promise:
    """`first`: the first due date the card is known to have had; `due`: the one it has now, None when it was taken
    off. `changes`: how often it was moved or taken off; putting one on again is no change of its own. `slipped`:
    calendar days from the first promise to the finish, or else to the present due date; negative when earlier, None
    when neither is known."""

    first: datetime
    due: datetime | None
    changes: int
    slipped: int | None


def due_at(card: Card, moves: Iterable[Move], at: datetime) -> datetime | None:
    """The due date the card had at an instant; None when it had none."""
    told = _told(moves, at)
    return told[-1] if told else card.due


def promise(
    card: Card, moves: Iterable[Move], finished: datetime | None, day_of: DayOf, now: datetime
) -> Promise | None:
    """What was promised of a card up to now; None when it never had a due date."""
    dates = _told(moves, now) or [card.due]
    promised = [at for at in dates if at is not None]
    if not promised:
        return None
    first, present = promised[0], dates[-1]
    end = finished or present
    return Promise(
        first=first,
        due=present,
        changes=sum(before is not None and before != after for before, after in pairwise(dates)),
        slipped=(day_of(end) - day_of(first)).days if end is not None else None,
    )


def _told(moves: Iterable[Move], until: datetime) -> list[datetime | None]:
    """The due dates a card has had until an instant, the one before the first change first; empty without changes."""
    changes = sorted((m for m in moves if m.kind is MoveKind.DUE), key=lambda m: (m.at, m.move_id))
    told = [changes[0].before, *(m.after for m in changes if m.at <= until)] if changes else []
    return [datetime.fromisoformat(text) if text else None for text in told]
