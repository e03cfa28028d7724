"""The secret addresses of people's calendars. The hash of a token is all that is kept of it."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from core.store.ops import Ops


def open_feed(ops: Ops, *, person_id: int, token_hash: str, now: datetime) -> bool:
    """Give a person a new address; the one before ends. False when there is no such active person."""
    with ops.write(moves_change=False) as con:
        if not con.execute(
            "select 1 from person where person_id = ? and deactivated_at is null", (person_id,)
        ).fetchone():
            return False
        end_feed_of(con, person_id, now)
        con.execute(
            "insert into calendar_feed (token_hash, person_id, made_at) values (?, ?, ?)",
            (token_hash, person_id, now.isoformat()),
        )
        return True


def person_of_feed(ops: Ops, *, token_hash: str) -> int | None:
    """The active person whose address this is; None for every other one."""
    with ops.read() as con:
        row = con.execute(
            "select person_id from calendar_feed join person using (person_id)"
            " where token_hash = ? and ended_at is null and deactivated_at is null",
            (token_hash,),
        ).fetchone()
    return int(row["person_id"]) if row else None


def feed_made_at(ops: Ops, *, person_id: int) -> datetime | None:
    """When the person's open address was made; None without one."""
    with ops.read() as con:
        row = con.execute(
            "select made_at from calendar_feed where person_id = ? and ended_at is null", (person_id,)
        ).fetchone()
    return datetime.fromisoformat(row["made_at"]) if row else None


def end_feed(ops: Ops, *, person_id: int, now: datetime) -> None:
    """End the address of a person."""
    with ops.write(moves_change=False) as con:
        end_feed_of(con, person_id, now)


def end_restored(copy: Ops, *, live: Ops | None, now: datetime) -> None:
    """In a copy that is to take the place of `live`: end every address that is not open there, too. Without a `live`
    that can be read none stays open."""
    still: list[str] = []
    if live is not None:
        with live.read() as con:
            still = [
                row["token_hash"] for row in con.execute("select token_hash from calendar_feed where ended_at is null")
            ]
    with copy.write(moves_change=False) as con:
        for row in con.execute("select token_hash from calendar_feed where ended_at is null").fetchall():
            if row["token_hash"] not in still:
                con.execute(
                    "update calendar_feed set ended_at = ? where token_hash = ?", (now.isoformat(), row["token_hash"])
                )


def end_feed_of(con: sqlite3.Connection, person_id: int, now: datetime) -> None:
    """Within a transaction: end the person's open address."""
    con.execute(
        "update calendar_feed set ended_at = ? where person_id = ? and ended_at is null", (now.isoformat(), person_id)
    )
