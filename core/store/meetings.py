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


def meeting_within(
    ops: Ops, *, client_id: str, kind: str, day: tuple[datetime, datetime], at: datetime, now: datetime
) -> Meeting:
    """The first meeting of a kind in the client's `day` (from, to before); recorded at `at` where there is none, and
    once, however many end it at once."""
    with ops.write() as con:
        row = con.execute(
            "select meeting_id, at from meeting where client_id = ? and kind = ? and at >= ? and at < ? order by at",
            (client_id, kind, *(one.isoformat() for one in day)),
        ).fetchone()
        if row is not None:
            return Meeting(row["meeting_id"], kind, datetime.fromisoformat(row["at"]))
        made = con.execute(
            "insert into meeting (client_id, kind, at, added_at) values (?, ?, ?, ?) returning meeting_id",
            (client_id, kind, at.isoformat(), now.isoformat()),
        ).fetchone()
    return Meeting(made["meeting_id"], kind, at)


def list_meetings(ops: Ops, *, client_id: str, kind: str | None = None) -> list[Meeting]:
    """The client's meetings, oldest first; of one kind when asked."""
    with ops.read() as con:
        rows = con.execute(
            "select meeting_id, kind, at from meeting where client_id = ? and coalesce(kind = ?, true) order by at",
            (client_id, kind),
        ).fetchall()
    return [Meeting(row["meeting_id"], row["kind"], datetime.fromisoformat(row["at"])) for row in rows]


class Planned(NamedTuple):
    """A meeting as a calendar keeps it: `changed_at` is when it was last added or moved, `moved` how often it was."""

    meeting_id: int
    kind: str
    at: datetime
    added_at: datetime
    changed_at: datetime
    moved: int


def planned_meetings(ops: Ops, *, client_id: str, since: datetime) -> list[Planned]:
    """The client's meetings from an instant on, held or planned, oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from meeting where client_id = ? and at >= ? order by at, meeting_id",
            (client_id, since.isoformat()),
        ).fetchall()
    return [
        Planned(
            meeting_id=row["meeting_id"],
            kind=row["kind"],
            at=datetime.fromisoformat(row["at"]),
            added_at=datetime.fromisoformat(row["added_at"]),
            changed_at=datetime.fromisoformat(row["changed_at"] or row["added_at"]),
            moved=row["moved"],
        )
        for row in rows
    ]


def move_meeting(ops: Ops, *, client_id: str, meeting_id: int, at: datetime, now: datetime) -> Meeting:
    """Give a meeting that is still to come another time (naive UTC). Raises Refused for one that has begun or of which
    a copy is kept, for a time that has passed, and where there is one of the kind at that time already."""
    with ops.write() as con:
        row = _still_to_come(con, client_id, meeting_id, now)
        if at <= now:
            raise Refused("Choose a time that is still to come.", "Valitse aika, joka on vielä edessä.")
        taken = con.execute(
            "select 1 from meeting where client_id = ? and kind = ? and at = ? and meeting_id <> ?",
            (client_id, row["kind"], at.isoformat(), meeting_id),
        ).fetchone()
        if taken:
            raise Refused("There is such a meeting at that time already.", "Siihen aikaan on jo sama palaveri.")
        con.execute(
            "update meeting set at = ?1, moved = moved + (at <> ?1), changed_at = iif(at <> ?1, ?2, changed_at)"
            " where meeting_id = ?3",
            (at.isoformat(), now.isoformat(), meeting_id),
        )
    return Meeting(meeting_id, row["kind"], at)


def cancel_meeting(ops: Ops, *, client_id: str, meeting_id: int, now: datetime) -> Meeting:
    """Take a meeting that is still to come off the plan; returns what it was. Raises Refused as `move_meeting` does."""
    with ops.write() as con:
        row = _still_to_come(con, client_id, meeting_id, now)
        con.execute("delete from meeting where client_id = ? and meeting_id = ?", (client_id, meeting_id))
    return Meeting(meeting_id, row["kind"], datetime.fromisoformat(row["at"]))


def _still_to_come(con: sqlite3.Connection, client_id: str, meeting_id: int, now: datetime) -> sqlite3.Row:
    row: sqlite3.Row | None = con.execute(
        "select * from meeting where client_id = ? and meeting_id = ?", (client_id, meeting_id)
    ).fetchone()
    if row is None:
        raise Refused(f"There is no meeting {meeting_id}.", f"Palaveria {meeting_id} ei ole.")
    if row["at"] <= now.isoformat() or _copy(con, client_id, meeting_id) is not None:
        raise Refused(
            "It has begun or been held: what was stays as it was.",
            "Se on jo alkanut tai pidetty: ollut säilyy sellaisenaan.",
        )
    return row


def require_kind(kind: str) -> None:
    """Raises Refused for what is no meeting."""
    if kind not in KINDS:
        raise Refused(
            f"{kind} is not a meeting: choose weekly, monthly or retro.",
            f"{kind} ei ole palaveri: valitse weekly, monthly tai retro.",
        )


def keep_copy(
    ops: Ops, *, client_id: str, meeting_id: int, copy: str, anew: bool = False, who: str, now: datetime
) -> None:
    """Keep what a meeting saw, as text; kept once it stays as it was, unless the meeting itself went on (`anew`).
    Raises Refused when the client has no such meeting."""
    with ops.write() as con:
        if anew:
            con.execute("delete from meeting_copy where client_id = ? and meeting_id = ?", (client_id, meeting_id))
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


def kept_instants(ops: Ops, *, client_id: str) -> dict[int, datetime]:
    """When each of the client's meetings of which a copy is kept was over (naive UTC), by its id."""
    with ops.read() as con:
        rows = con.execute("select meeting_id, kept_at from meeting_copy where client_id = ?", (client_id,)).fetchall()
    return {row["meeting_id"]: datetime.fromisoformat(row["kept_at"]) for row in rows}


def _copy(con: sqlite3.Connection, client_id: str, meeting_id: int) -> sqlite3.Row | None:
    found: sqlite3.Row | None = con.execute(
        "select copy from meeting_copy where client_id = ? and meeting_id = ?", (client_id, meeting_id)
    ).fetchone()
    return found


def _unknown(meeting_id: int) -> Refused:
    return Refused(f"Nothing is kept of a meeting {meeting_id}.", f"Palaverista {meeting_id} ei ole tallessa mitään.")
