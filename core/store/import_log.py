"""The import log: one row per table of a file that was published, failed or taken back.

Tables that were refused, empty, already imported or in need of an answer leave no trace here: they changed nothing.
"""

from __future__ import annotations

import sqlite3
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from core.errors import Refused
from core.model import Period
from core.store.ops import Ops


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One row of the log. `batch` names the folder of its facts, `summary` is the JSON that the command line
    prints for the table; instants are naive UTC."""

    import_id: int
    client_id: str
    file_name: str
    member: str
    file_hash: str
    source: str
    report: str
    account: str
    batch: str
    status: str
    period: Period | None
    summary: str
    generation: str
    error: str
    imported_by: str
    started_at: datetime
    finished_at: datetime | None
    undone_by: str
    undone_at: datetime | None


def list_imports(ops: Ops, *, client_id: str, limit: int = 200) -> list[ImportRecord]:
    """The client's imports, newest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from import_log where client_id = ? order by import_id desc limit ?", (client_id, limit)
        ).fetchall()
    return [_record(row) for row in rows]


def get_import(ops: Ops, *, client_id: str, import_id: int) -> ImportRecord:
    """One import of the client. Raises Refused when the client has no such import."""
    with ops.read() as con:
        row = con.execute(
            "select * from import_log where client_id = ? and import_id = ?", (client_id, import_id)
        ).fetchone()
    if row is None:
        raise Refused(f"There is no import {import_id}.", f"Tuontia {import_id} ei ole.")
    return _record(row)


def client_of_import(ops: Ops, *, import_id: int) -> str:
    """Whose import it is: for a caller who knows only the number. Raises Refused when there is no such import."""
    with ops.read() as con:
        row = con.execute("select client_id from import_log where import_id = ?", (import_id,)).fetchone()
    if row is None:
        raise Refused(f"There is no import {import_id}.", f"Tuontia {import_id} ei ole.")
    return str(row["client_id"])


def find_published(ops: Ops, *, client_id: str, file_hash: str, member: str) -> ImportRecord | None:
    """The published import of the same bytes, if there is one."""
    with ops.read() as con:
        row = con.execute(
            "select * from import_log"
            " where client_id = ? and file_hash = ? and member = ? and status = 'published' order by import_id",
            (client_id, file_hash, member),
        ).fetchone()
    return _record(row) if row is not None else None


def published_accounts(ops: Ops, *, client_id: str, source: str) -> list[str]:
    """The accounts of one source from which the client has imports in use, by name."""
    with ops.read() as con:
        rows = con.execute(
            "select distinct account from import_log where client_id = ? and source = ? and status = 'published'"
            " order by account",
            (client_id, source),
        ).fetchall()
    return [row["account"] for row in rows]


def published_imports(ops: Ops, *, client_id: str) -> list[ImportRecord]:
    """The client's published imports in the order in which they were applied."""
    with ops.read() as con:
        rows = con.execute(
            "select * from import_log where client_id = ? and status = 'published' order by import_id", (client_id,)
        ).fetchall()
    return [_record(row) for row in rows]


def batches_in_use(ops: Ops) -> set[str]:
    """The batch folders that the tables of all clients are made from."""
    with ops.read() as con:
        rows = con.execute("select batch from import_log where status = 'published'").fetchall()
    return {row["batch"] for row in rows}


def fail_running(ops: Ops, *, now: datetime) -> None:
    """Mark imports as failed whose process died. Only for a writer that holds the lock: nobody else is running then."""
    with ops.read() as con:
        running = con.execute("select count(*) from import_log where status = 'running'").fetchone()[0]
    if running:
        with ops.write() as con:
            con.execute(
                "update import_log set status = 'failed', error = 'the process died', finished_at = ?"
                " where status = 'running'",
                (now.isoformat(),),
            )


def start_import(
    ops: Ops,
    *,
    client_id: str,
    file_name: str,
    member: str,
    file_hash: str,
    source: str,
    report: str,
    account: str,
    period: Period | None,
    who: str,
    now: datetime,
) -> tuple[int, str]:
    """Write the row of an import that is about to run; returns its import_id and the name of its batch folder, which no
    other import ever has, not even in another copy of this store."""
    batch = uuid.uuid4().hex
    with ops.write() as con:
        started = con.execute(
            "insert into import_log (client_id, file_name, member, file_hash, source, report, account, batch, status,"
            " period_start, period_end, summary, imported_by, started_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, '{}', ?, ?)",
            (
                client_id,
                file_name,
                member,
                file_hash,
                source,
                report,
                account,
                batch,
                period.start.isoformat() if period else None,
                period.end.isoformat() if period else None,
                who,
                now.isoformat(),
            ),
        )
    return int(started.lastrowid or 0), batch


def mark_published(con: sqlite3.Connection, *, import_id: int, generation: str, summary: str, now: datetime) -> None:
    """Part of the transaction that moves the generation pointer."""
    con.execute(
        "update import_log set status = 'published', generation = ?, summary = ?, finished_at = ? where import_id = ?",
        (generation, summary, now.isoformat(), import_id),
    )


def mark_failed(ops: Ops, *, import_id: int, error: str, now: datetime) -> None:
    """The import did not happen, and why."""
    with ops.write() as con:
        con.execute(
            "update import_log set status = 'failed', error = ?, finished_at = ?"
            " where import_id = ? and status = 'running'",
            (error[:500], now.isoformat(), import_id),
        )


def mark_undone(con: sqlite3.Connection, *, import_id: int, who: str, now: datetime) -> None:
    """Part of the transaction that moves the generation pointer."""
    con.execute(
        "update import_log set status = 'undone', undone_by = ?, undone_at = ? where import_id = ?",
        (who, now.isoformat(), import_id),
    )


def _record(row: sqlite3.Row) -> ImportRecord:
    return ImportRecord(
        import_id=row["import_id"],
        client_id=row["client_id"],
        file_name=row["file_name"],
        member=row["member"],
        file_hash=row["file_hash"],
        source=row["source"],
        report=row["report"],
        account=row["account"],
        batch=row["batch"],
        status=row["status"],
        period=_period(row["period_start"], row["period_end"]),
        summary=row["summary"],
        generation=row["generation"] or "",
        error=row["error"] or "",
        imported_by=row["imported_by"],
        started_at=datetime.fromisoformat(row["started_at"]),
        finished_at=_instant(row["finished_at"]),
        undone_by=row["undone_by"] or "",
        undone_at=_instant(row["undone_at"]),
    )


def _period(start: str | None, end: str | None) -> Period | None:
    return Period(date.fromisoformat(start), date.fromisoformat(end)) if start and end else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
