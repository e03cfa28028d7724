"""When the team met: weeklies, monthlies and retrospectives. Sprints run from one monthly to the next."""

from __future__ import annotations

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
    if kind not in KINDS:
        raise Refused(
            f"{kind} is not a meeting: choose weekly, monthly or retro.",
            f"{kind} ei ole palaveri: valitse weekly, monthly tai retro.",
        )
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
