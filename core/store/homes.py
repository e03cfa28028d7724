"""Where each board of a client is written, and how keeping up with Trello goes.

A board without a row here came from an export file and is only read.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model import Sentence
from core.store.ops import Ops


class Home(StrEnum):
    """Where a board is written. `export`: nowhere, what we have is a copy from a file."""

    BUILT_IN = "built_in"
    TRELLO = "trello"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class BoardHome:
    """One board's home. The rest is about Trello alone; instants are naive UTC. `tried_at`: the last look, `seen_at`:
    the last that succeeded, `next_at`: when the next is due; `failures` in a row, `error`: why the last one failed.
    `can_write`: False when the token may only read. `own_member`: as whom we write; `token_ends`: until when."""

    client_id: str
    board_id: str
    kind: Home
    name: str
    next_at: datetime | None = None
    tried_at: datetime | None = None
    seen_at: datetime | None = None
    failures: int = 0
    error: Sentence | None = None
    can_write: bool = True
    own_member: str = ""
    token_ends: datetime | None = None
    whole_history: bool = False


def find_home(ops: Ops, *, client_id: str, board_id: str) -> BoardHome:
    """The home of one board; `export` for a board without one."""
    with ops.read() as con:
        row = con.execute(
            "select * from board_home where client_id = ? and board_id = ?", (client_id, board_id)
        ).fetchone()
    return home_of(row) if row else BoardHome(client_id, board_id, Home.EXPORT, "")


def list_homes(ops: Ops, *, client_id: str) -> list[BoardHome]:
    """The client's boards that have a home, oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from board_home where client_id = ? order by set_at, board_id", (client_id,)
        ).fetchall()
    return [home_of(row) for row in rows]


def set_home(ops: Ops, *, client_id: str, board_id: str, kind: Home, name: str, who: str, now: datetime) -> None:
    """Say where a board is written; saying it again changes its name and home, and a Trello board is due at once."""
    with ops.write() as con:
        con.execute(
            "insert into board_home (client_id, board_id, kind, name, set_by, set_at, next_at)"
            " values (?, ?, ?, ?, ?, ?, ?) on conflict do update set kind = excluded.kind, name = excluded.name,"
            " set_by = excluded.set_by, set_at = excluded.set_at, next_at = excluded.next_at",
            (client_id, board_id, kind, name, who, now.isoformat(), now.isoformat()),
        )


def leave_trello(ops: Ops, *, client_id: str, board_id: str, who: str, now: datetime) -> None:
    """Stop keeping up with a Trello board: what is known of it stays, and is only read from now on. What still waited
    for it is dropped. Nothing happens to a board of another kind."""
    with ops.write() as con:
        changed = con.execute(
            "update board_home set kind = 'export', set_by = ?, set_at = ?"
            " where client_id = ? and board_id = ? and kind = 'trello'",
            (who, now.isoformat(), client_id, board_id),
        ).rowcount
        if changed:
            con.execute(
                "update outbox set state = 'dropped', why_en = ?, why_fi = ?, ended_at = ?"
                " where client_id = ? and board_id = ? and state in ('waiting', 'sending', 'sent', 'failed')",
                (
                    "The board was disconnected from Trello.",
                    "Seinän yhteys Trelloon katkaistiin.",
                    now.isoformat(),
                    client_id,
                    board_id,
                ),
            )


def home_of(row: sqlite3.Row) -> BoardHome:
    """A row of `board_home` as a board's home."""
    return BoardHome(
        client_id=row["client_id"],
        board_id=row["board_id"],
        kind=Home(row["kind"]),
        name=row["name"],
        next_at=_instant(row["next_at"]),
        tried_at=_instant(row["tried_at"]),
        seen_at=_instant(row["seen_at"]),
        failures=row["failures"],
        error=Sentence(row["error_en"], row["error_fi"]) if row["error_en"] else None,
        can_write=bool(row["can_write"]),
        own_member=row["own_member"],
        token_ends=_instant(row["token_ends"]),
        whole_history=bool(row["whole_history"]),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
