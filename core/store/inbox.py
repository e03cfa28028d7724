"""Files of the inbox that wait for a person, with what was found in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from core.store.ops import Ops


class WaitingFile(NamedTuple):
    """`account` is the folder it lies in (empty: none), `stamp` tells the file as it was then from a changed one,
    `outcome` is the JSON of its tables, `seen_at` naive UTC."""

    account: str
    name: str
    stamp: str
    outcome: str
    seen_at: datetime


def waiting_files(ops: Ops, *, client_id: str) -> list[WaitingFile]:
    """The client's waiting files, the longest waiting first."""
    with ops.read() as con:
        rows = con.execute(
            "select account, name, stamp, outcome, seen_at from inbox_file where client_id = ?"
            " order by seen_at, account, name",
            (client_id,),
        ).fetchall()
    return [
        WaitingFile(row["account"], row["name"], row["stamp"], row["outcome"], datetime.fromisoformat(row["seen_at"]))
        for row in rows
    ]


def note_waiting(ops: Ops, *, client_id: str, account: str, name: str, stamp: str, outcome: str, now: datetime) -> None:
    """Remember that a file waits; what was found in it before is replaced."""
    with ops.write() as con:
        con.execute(
            "insert into inbox_file (client_id, account, name, stamp, outcome, seen_at) values (?, ?, ?, ?, ?, ?)"
            " on conflict (client_id, account, name) do update set stamp = excluded.stamp,"
            " outcome = excluded.outcome, seen_at = excluded.seen_at",
            (client_id, account, name, stamp, outcome, now.isoformat()),
        )


def forget_waiting(ops: Ops, *, client_id: str, files: Sequence[tuple[str, str]]) -> None:
    """These (account, name) wait no more; writes nothing for none."""
    if files:
        with ops.write() as con:
            con.executemany(
                "delete from inbox_file where client_id = ? and account = ? and name = ?",
                [(client_id, account, name) for account, name in files],
            )


def last_answer(ops: Ops, *, client_id: str) -> datetime | None:
    """When anybody last answered something about the client's files; None before that."""
    with ops.read() as con:
        row = con.execute("select max(answered_at) from account_answer where client_id = ?", (client_id,)).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None
