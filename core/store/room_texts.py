"""Texts that several people write into one meeting. Nobody's is overwritten unseen: a write says which version it saw.

Every version stays. Sent twice with the same write id, a text is written once.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from core.errors import Refused
from core.store.ops import About, Ops
from core.store.rooms import require_writable

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a field, with the id under which it was sent. `written_at` is naive UTC of the wall's clock."""

    field: str
    version: int
    body: str
    written_by: str
    written_at: datetime
    write_id: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody wrote meanwhile: nothing was written. `mine` is what was sent, `theirs` what stands."""

    mine: str
    theirs: Text


def write_text(
    ops: Ops,
    *,
    client_id: str,
    room_id: int,
    field: str,
    body: str,
    seen: int,
    write_id: str,
    who: str,
    now: datetime,
) -> Text | Clash:
    """Write a field whose version `seen` (0: it was empty) was on the writer's screen. When another version stands,
    both texts come back and nothing is written, unless they are the same. Raises Refused for a text that is too long,
    and in a meeting that has ended."""
    said = body.replace("\r\n", "\n").rstrip()
    if len(said) > LONGEST:
        raise Refused(
            f"A text here has at most {LONGEST} characters.", f"Tekstissä on tässä enintään {LONGEST} merkkiä."
        )
    with ops.write(about=About.TALK) as con:
        done = con.execute(
            "select * from room_text where room_id = ? and write_id = ?"
            " and room_id in (select room_id from room where client_id = ?)",
            (room_id, write_id, client_id),
        ).fetchone()
        if done is not None:
            return _text(done)
        require_writable(con, client_id, room_id)
        stands = con.execute(
            "select * from room_text where room_id = ? and field = ? order by version desc limit 1", (room_id, field)
        ).fetchone()
        if stands is not None and stands["body"] == said:
            return _text(stands)
        version = stands["version"] if stands is not None else 0
        if version != seen:
            return Clash(said, _text(stands))
        row = con.execute(
            "insert into room_text (room_id, field, version, body, write_id, written_by, written_at)"
            " values (?, ?, ?, ?, ?, ?, ?) returning *",
            (room_id, field, version + 1, said, write_id, who, now.isoformat()),
        ).fetchone()
    return _text(row)


def read_texts(ops: Ops, *, client_id: str, room_id: int) -> dict[str, Text]:
    """Field -> its text as it stands. Fields that nobody wrote are not there."""
    with ops.read() as con:
        rows = con.execute(
            "select room_text.* from room_text join room using (room_id) where client_id = ? and room_id = ?"
            " order by field, version",
            (client_id, room_id),
        ).fetchall()
    return {row["field"]: _text(row) for row in rows}


def text_versions(ops: Ops, *, client_id: str, room_id: int, field: str) -> list[Text]:
    """Every version of a field, oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select room_text.* from room_text join room using (room_id)"
            " where client_id = ? and room_id = ? and field = ? order by version",
            (client_id, room_id, field),
        ).fetchall()
    return [_text(row) for row in rows]


def _text(row: sqlite3.Row) -> Text:
    return Text(
        field=row["field"],
        version=row["version"],
        body=row["body"],
        written_by=row["written_by"],
        written_at=datetime.fromisoformat(row["written_at"]),
        write_id=row["write_id"],
    )
