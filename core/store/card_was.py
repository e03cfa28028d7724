"""What a card was before it was seen otherwise, as far as Trello tells nothing of the past: its name, how high it lay,
its labels, members and fields, and whether its due date was ticked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.cards import Card
from core.store.ops import Ops


@dataclass(frozen=True, slots=True)
class Was:
    """How a card was seen. What was not kept yet in its days is None: it is taken as it is now."""

    name: str
    pos: float
    due_complete: bool | None
    label_ids: tuple[str, ...] | None
    member_ids: tuple[str, ...] | None
    fields: tuple[tuple[str, str], ...] | None

    def of(self, card: Card) -> Card:
        """The card as it was then."""
        then = replace(card, name=self.name, pos=self.pos)
        if self.due_complete is None or self.label_ids is None or self.member_ids is None or self.fields is None:
            return then
        return replace(
            then,
            due_complete=self.due_complete,
            label_ids=self.label_ids,
            member_ids=self.member_ids,
            fields=self.fields,
        )


def remember(con: sqlite3.Connection, *, client_id: str, board_id: str, cards: Iterable[Card], until: datetime) -> None:
    """Keep what cards are that are about to be written otherwise, in the caller's transaction. `until`: the instant as
    of which the board is seen anew."""
    con.executemany(
        "insert into card_was (client_id, board_id, card_id, name, pos, until, due_complete, labels, members, fields)"
        " select client_id, board_id, card_id, name, pos, ?, due_complete, labels, members, fields from card"
        " where client_id = ? and board_id = ? and card_id = ?"
        " and (name, pos, due_complete, labels, members, fields) != (?, ?, ?, ?, ?, ?)",
        [
            (
                *(until.isoformat(), client_id, board_id, card.card_id),
                *(card.name, card.pos, card.due_complete),
                *(json.dumps(value, ensure_ascii=False) for value in (card.label_ids, card.member_ids, card.fields)),
            )
            for card in cards
        ],
    )


def cards_as_seen(ops: Ops, *, client_id: str, as_of: datetime) -> dict[str, Was]:
    """Card id -> what it was at an instant, of the cards that have been seen otherwise since."""
    with ops.read() as con:
        rows = con.execute(
            "select card_id, name, pos, due_complete, labels, members, fields, min(until) from card_was"
            " where client_id = ? and until > ? group by board_id, card_id",
            (client_id, as_of.isoformat()),
        ).fetchall()
    return {row["card_id"]: _was(row) for row in rows if row["name"]}


def _was(row: sqlite3.Row) -> Was:
    if row["labels"] is None:
        return Was(row["name"], row["pos"], None, None, None, None)
    return Was(
        name=row["name"],
        pos=row["pos"],
        due_complete=bool(row["due_complete"]),
        label_ids=tuple(json.loads(row["labels"])),
        member_ids=tuple(json.loads(row["members"])),
        fields=tuple((name, value) for name, value in json.loads(row["fields"])),
    )
