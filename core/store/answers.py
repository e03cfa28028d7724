"""What a person once answered about an account's files, so that the next file of the account need not ask again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from core.store.ops import Ops


def remember(
    con: sqlite3.Connection,
    *,
    client_id: str,
    source: str,
    account: str,
    answers: Mapping[str, str],
    who: str,
    now: datetime,
) -> None:
    """Keep the answers for this account, in an open transaction; one given before to the same question is replaced."""
    con.executemany(
        "insert into account_answer (client_id, source, account, key, value, answered_by, answered_at)"
        " values (?, ?, ?, ?, ?, ?, ?)"
        " on conflict do update set value = excluded.value, answered_by = excluded.answered_by,"
        " answered_at = excluded.answered_at where value is not excluded.value",
        [(client_id, source, account, key, value, who, now.isoformat()) for key, value in answers.items()],
    )


def recall(ops: Ops, *, client_id: str, source: str, account: str) -> dict[str, str]:
    """The answers given so far for this account, by question; empty when none was asked."""
    with ops.read() as con:
        rows = con.execute(
            "select key, value from account_answer where client_id = ? and source = ? and account = ? order by key",
            (client_id, source, account),
        ).fetchall()
    return {row["key"]: row["value"] for row in rows}
