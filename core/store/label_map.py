"""What people confirmed about labels and custom fields of their boards."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from core.board.meanings import Dimension, Mark, MarkKind, Meaning, Meanings
from core.errors import Refused
from core.store.ops import Ops

_NOTHING = "none"
"""Dimension of the row that says: a person looked, and it says nothing."""


def confirm_marks(
    ops: Ops, *, client_id: str, board_id: str, said: Mapping[Mark, Meanings], who: str, now: datetime
) -> None:
    """Say what some marks of a board mean, in one transaction; saying it again replaces it. No meanings: a mark that
    says nothing. Raises Refused when the client has no such board."""
    with ops.write() as con:
        try:
            for mark, meanings in said.items():
                key = (client_id, board_id, mark.kind, mark.key, mark.value)
                con.execute(
                    "delete from mark_meaning where (client_id, board_id, mark, key, value) = (?, ?, ?, ?, ?)", key
                )
                rows = [(str(m.dimension), m.value) for m in meanings] or [(_NOTHING, "")]
                con.executemany(
                    "insert or ignore into mark_meaning values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [(*key, *row, who, now.isoformat()) for row in rows],
                )
        except sqlite3.IntegrityError as error:
            raise Refused(
                "This client has no such board: open the page again.",
                "Asiakkaalla ei ole tällaista seinää: avaa sivu uudelleen.",
            ) from error


def confirmed_marks(ops: Ops, *, client_id: str) -> dict[tuple[str, Mark], Meanings]:
    """(board id, mark) -> what a person said it means; empty meanings where it says nothing."""
    with ops.read() as con:
        rows = con.execute(
            "select * from mark_meaning where client_id = ? order by board_id, mark, key, value, dimension, meaning",
            (client_id,),
        ).fetchall()
    found: dict[tuple[str, Mark], Meanings] = {}
    for row in rows:
        mark = (row["board_id"], Mark(MarkKind(row["mark"]), row["key"], row["value"]))
        said = () if row["dimension"] == _NOTHING else (Meaning(Dimension(row["dimension"]), row["meaning"]),)
        found[mark] = (*found.get(mark, ()), *said)
    return found
