"""One-time links by which people set their own password. The hash of a link's token is all that is kept of it."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from core.store.ops import Ops
from core.store.people import end_sessions_of


def add_invite(ops: Ops, *, token_hash: str, person_id: int, expires_at: datetime, who: str, now: datetime) -> bool:
    """Write a new link of a person; earlier ones of theirs end. False when there is no such active person."""
    with ops.write() as con:
        if not con.execute(
            "select 1 from person where person_id = ? and deactivated_at is null", (person_id,)
        ).fetchone():
            return False
        _end(con, person_id, now)
        con.execute(
            "insert into invite (token_hash, person_id, made_by, made_at, expires_at) values (?, ?, ?, ?, ?)",
            (token_hash, person_id, who, now.isoformat(), expires_at.isoformat()),
        )
        return True


def person_of_invite(ops: Ops, *, token_hash: str, now: datetime) -> int | None:
    """The active person whose link is open; None for every other token."""
    with ops.read() as con:
        return _person_of(con, token_hash, now)


def use_invite(ops: Ops, *, token_hash: str, password_hash: str, now: datetime) -> int | None:
    """Set the password of the link's person, end the link and every session of theirs, all in one step; returns who.
    None, and nothing changed, when the link does not open any more: of two who come at once one is let in."""
    with ops.write() as con:
        person_id = _person_of(con, token_hash, now)
        if person_id is None:
            return None
        con.execute("update person set password_hash = ? where person_id = ?", (password_hash, person_id))
        _end(con, person_id, now)
        end_sessions_of(con, person_id, now)
        return person_id


def end_invites(ops: Ops, *, person_id: int | None, now: datetime) -> None:
    """End the open links of a person; of everybody when `person_id` is None."""
    with ops.write(moves_change=False) as con:
        con.execute(
            "update invite set ended_at = ? where ended_at is null and person_id = coalesce(?, person_id)",
            (now.isoformat(), person_id),
        )


def _person_of(con: sqlite3.Connection, token_hash: str, now: datetime) -> int | None:
    row = con.execute(
        "select person_id from invite join person using (person_id)"
        " where token_hash = ? and ended_at is null and expires_at > ? and deactivated_at is null",
        (token_hash, now.isoformat()),
    ).fetchone()
    return int(row["person_id"]) if row else None


def _end(con: sqlite3.Connection, person_id: int, now: datetime) -> None:
    con.execute("update invite set ended_at = ? where person_id = ? and ended_at is null", (now.isoformat(), person_id))
