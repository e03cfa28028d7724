"""When the team met: weeklies, monthlies and retrospectives. Sprints run from one monthly to the next."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import NamedTuple

from core.errors import Refused
from core.store.ops import Ops

KINDS = ("weekly", "monthly", "retro")


class Meeting(NamedTuple):
    """`at` is a naive UTC instant."""

    meeting_id: int
    kind: str
    at: datetime


def add_meeting(ops: Ops, *, client_id: str, kind: str, at: datetime, now: datetime) -> Meeting:
    """Record a meeting at a naive UTC instant, held or planned; the same one twice stays one. Raises Refused for an
    unknown kind."""
    require_kind(kind)
    key = (client_id, kind, at.isoformat())
    with ops.write() as con:
        con.execute(
            "insert into meeting (client_id, kind, at, added_at) values (?, ?, ?, ?) on conflict do nothing",
            (*key, now.isoformat()),
        )
        row = con.execute("select meeting_id from meeting where client_id = ? and kind = ? and at = ?", key).fetchone()
    return Meeting(row["meeting_id"], kind, at)


def list_meetings(ops: Ops, *, client_id: str, kind: str | None = None) -> list[Meeting]:
    """The client's meetings, oldest first; of one kind when asked."""
    with ops.read() as con:
        rows = con.execute(
            "select meeting_id, kind, at from meeting where client_id = ? and coalesce(kind = ?, true) order by at",
            (client_id, kind),
        ).fetchall()
    return [Meeting(row["meeting_id"], row["kind"], datetime.fromisoformat(row["at"])) for row in rows]


def require_kind(kind: str) -> None:
    """Raises Refused for what is no meeting."""
    if kind not in KINDS:
        raise Refused(
            f"{kind} is not a meeting: choose weekly, monthly or retro.",
            f"{kind} ei ole palaveri: valitse weekly, monthly tai retro.",
        )


def keep_copy(ops: Ops, *, client_id: str, meeting_id: int, copy: str, who: str, now: datetime) -> None:
    """Keep what a meeting saw, as text; kept once it stays as it was. Raises Refused when the client has no such
    meeting."""
    with ops.write() as con:
        kept = con.execute(
            "insert into meeting_copy select meeting_id, client_id, ?, ?, ? from meeting"
            " where client_id = ? and meeting_id = ? on conflict do nothing",
            (copy, who, now.isoformat(), client_id, meeting_id),
        )
        known = kept.rowcount or _copy(con, client_id, meeting_id) is not None
        if not known:
            raise _unknown(meeting_id)


def kept_copy(ops: Ops, *, client_id: str, meeting_id: int) -> str:
    """What a meeting saw, as it was kept. Raises Refused when nothing was."""
    with ops.read() as con:
        row = _copy(con, client_id, meeting_id)
    if row is None:
        raise _unknown(meeting_id)
    return str(row["copy"])


def kept_meetings(ops: Ops, *, client_id: str, kind: str | None = None) -> list[Meeting]:
    """The client's meetings of which a copy is kept, newest first; of one kind when asked."""
    with ops.read() as con:
        rows = con.execute(
            "select meeting_id, kind, at from meeting join meeting_copy using (meeting_id, client_id)"
            " where client_id = ? and coalesce(kind = ?, true) order by at desc, meeting_id desc",
            (client_id, kind),
        ).fetchall()
    return [Meeting(row["meeting_id"], row["kind"], datetime.fromisoformat(row["at"])) for row in rows]


def _copy(con: sqlite3.Connection, client_id: str, meeting_id: int) -> sqlite3.Row | None:
    found: sqlite3.Row | None = con.execute(
        "select copy from meeting_copy where client_id = ? and meeting_id = ?", (client_id, meeting_id)
    ).fetchone()
    return found


def _unknown(meeting_id: int) -> Refused:
    return Refused(f"Nothing is kept of a meeting {meeting_id}.", f"Palaverista {meeting_id} ei ole tallessa mitään.")
