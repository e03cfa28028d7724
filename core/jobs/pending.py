"""What people asked of Trello and Trello has not done yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.model import Sentence
from core.store import Store
from core.store import board as board_store
from core.store.outbox import OPEN, Act, Entry, State, Wish, list_entries


@dataclass(frozen=True, slots=True)
class Pending:
    """One wish that Trello has not taken yet, or did not take. `said`: what is to be done; `why`: why it still waits,
    was settled otherwise, or failed. `list_id`, `name`: where the card will lie and what a new one is called, else
    empty."""

    entry_id: int
    board_id: str
    card_id: str
    act: Act
    state: State
    said: Sentence
    why: Sentence | None
    list_id: str
    place: str
    name: str
    asked_by: str
    asked_at: datetime


def pending(store: Store, *, client_id: str) -> tuple[Pending, ...]:
    """What Trello has not taken yet, in the order in which it was asked, and after it what failed and nobody has
    looked at. Empty for boards of our own."""
    found = _told(store, client_id, list_entries(store.ops, client_id=client_id, states=(*OPEN, State.FAILED)))
    return tuple(sorted(found, key=lambda one: one.state is State.FAILED))


def overruled(store: Store, *, client_id: str, since: datetime) -> tuple[Pending, ...]:
    """What was not done since an instant because somebody had changed the card in Trello meanwhile, newest first."""
    entries = list_entries(store.ops, client_id=client_id, states=(State.SETTLED,))
    return tuple(_told(store, client_id, [e for e in reversed(entries) if e.ended_at and e.ended_at >= since]))


def _told(store: Store, client_id: str, entries: Sequence[Entry]) -> list[Pending]:
    if not entries:
        return []
    lists = {row.list_id: row.name for _, row in board_store.read_lists(store.ops, client_id=client_id)}
    return [
        Pending(
            entry_id=e.entry_id,
            board_id=e.board_id,
            card_id=e.wish.card_id,
            act=e.wish.act,
            state=e.state,
            said=_said(e.wish, lists.get(e.wish.list_id, "–")),
            why=e.why,
            list_id=e.wish.list_id,
            place=e.wish.place,
            name=e.wish.text if e.wish.act is Act.CREATE else "",
            asked_by=e.asked_by,
            asked_at=e.asked_at,
        )
        for e in entries
    ]


_SAID = {
    Act.CREATE: ("New card “{text}” in {place}", "Uusi kortti ”{text}” listalle {place}"),
    Act.MOVE: ("Move to {place}", "Siirto listalle {place}"),
    Act.ASSIGN: ("A person on the card", "Tekijä kortille"),
    Act.UNASSIGN: ("A person off the card", "Tekijä pois kortilta"),
    Act.COMMENT: ("Comment: {text}", "Kommentti: {text}"),
    Act.DUE: ("Another due date", "Uusi määräpäivä"),
    Act.LABEL: ("A label on the card", "Tunniste kortille"),
    Act.UNLABEL: ("A label off the card", "Tunniste pois kortilta"),
    Act.ARCHIVE: ("Archive the card", "Kortin arkistointi"),
    Act.RESTORE: ("Bring the card back", "Kortin palautus"),
}


def _said(wish: Wish, place: str) -> Sentence:
    text = wish.text if len(wish.text) <= 80 else f"{wish.text[:79]}…"
    en, fi = _SAID[wish.act]
    return Sentence(en.format(text=text, place=place), fi.format(text=text, place=place))
