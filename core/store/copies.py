"""Whole copies of the SQLite file, made and brought back while others use it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from core.store.ops import Ops, translated


def copy_ops(ops: Ops, target: Path) -> None:
    """A consistent copy of the file at `target`. Raises StoreError."""
    _copy(ops.path, target)


def make_restorable(copy: Ops, *, generation: str, change: int, now: datetime) -> None:
    """Prepare a copy to take the place of the live file: newest schema, pointing at `generation`, a cache key that was
    never used here, and nobody signed in (a session that was ended after the copy was made must not come back).
    Messages that were due since the copy was made may have been sent, so they are not sent again."""
    copy.migrate()
    with copy.write(moves_change=False) as con:
        con.execute("update meta set value = ? where key = 'generation'", (generation,))
        con.execute("update meta set value = ? where key in ('change', 'boards', 'figures')", (change,))
        con.execute("update session set ended_at = ? where ended_at is null", (now.isoformat(),))
        con.execute("update message set state = 'dropped' where state in ('queued', 'sending')")
        con.execute("update message_settings set since = ?", (now.isoformat(),))


def replace_ops(ops: Ops, copy: Ops) -> None:
    """Make the live file equal to `copy`, in one transaction that every process sees whole. Raises StoreError."""
    _copy(copy.path, ops.path)


def problems(ops: Ops) -> list[str]:
    """What SQLite finds wrong with the file, and rows that point at nothing; empty when it is sound."""
    with ops.read() as con:
        found = [str(row[0]) for row in con.execute("pragma integrity_check").fetchall()]
        orphans = [f"{row[0]} -> {row[2]}" for row in con.execute("pragma foreign_key_check").fetchall()]
    return [text for text in found if text != "ok"] + orphans


def schema_version(ops: Ops) -> int:
    """The number of the newest migration the file has."""
    with ops.read() as con:
        return int(con.execute("pragma user_version").fetchone()[0])


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.DatabaseError as error:
        raise translated(error) from error
