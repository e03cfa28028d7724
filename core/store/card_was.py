"""What a card was called and how high it lay before it was seen otherwise: Trello tells neither of the past."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from core.cards import Card
from core.store.ops import Ops


class Was(NamedTuple):
    name: str
    pos: float


def remember(con: sqlite3.Connection, *, client_id: str, board_id: str, cards: Iterable[Card], until: datetime) -> None:
    """Keep the name and place of cards that are about to be written with others, in the caller's transaction. `until`:
    the instant as of which the board is seen anew."""
    con.executemany(
        "insert into card_was select client_id, board_id, card_id, name, pos, ? from card"
        " where client_id = ? and board_id = ? and card_id = ? and (name != ? or pos != ?)",
        [(until.isoformat(), client_id, board_id, card.card_id, card.name, card.pos) for card in cards],
    )


def cards_as_seen(ops: Ops, *, client_id: str, as_of: datetime) -> dict[str, Was]:
    """Card id -> what it was at an instant, of the cards that have been seen otherwise since."""
    with ops.read() as con:
        rows = con.execute(
            "select card_id, name, pos, min(until) from card_was where client_id = ? and until > ?"
            " group by board_id, card_id",
            (client_id, as_of.isoformat()),
        ).fetchall()
    return {row["card_id"]: Was(row["name"], row["pos"]) for row in rows if row["name"]}
