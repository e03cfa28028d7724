"""Notes on days: what happened or is coming, of which kind, and whether the client may read it.

A note is internal unless somebody made it client-visible, note by note. One that is taken back stays in the store with
who and when, and is not listed any more.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from core.errors import Refused
from core.model import Period, Stage
from core.store.ops import Ops

KINDS = ("campaign", "site", "season", "fault", "launch", "other")
TEXT_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Note:
    """`stage` and `prepare_from` are None when the note has none; `written_at` is a naive UTC instant."""

    note_id: int
    days: Period
    kind: str
    stage: str | None
    text: str
    client_visible: bool
    prepare_from: date | None
    written_by: str
    written_at: datetime


def add_note(
    ops: Ops,
    *,
    client_id: str,
    days: Period,
    kind: str,
    text: str,
    who: str,
    now: datetime,
    stage: str | None = None,
    client_visible: bool = False,
    prepare_from: date | None = None,
) -> Note:
    """Write a note on a day or on several. Raises Refused for an empty text, an unknown kind or stage, and a
    preparation that would begin after the days themselves."""
    said = " ".join(text.split())[:TEXT_LIMIT]
    _require_possible(kind, stage, said, days, prepare_from)
    with ops.write() as con:
        made = con.execute(
            "insert into note (client_id, first_day, last_day, kind, stage, body, client_visible, prepare_from,"
            " written_by, written_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (
                client_id,
                days.start.isoformat(),
                days.end.isoformat(),
                kind,
                stage,
                said,
                client_visible,
                prepare_from.isoformat() if prepare_from else None,
                who,
                now.isoformat(),
            ),
        ).fetchone()
    return _note(made)


def list_notes(ops: Ops, *, client_id: str, period: Period | None = None, client_visible: bool = False) -> list[Note]:
    """The client's notes by their first day: those that touch `period` (None: all), and only what the client may read
    when `client_visible`. What was taken back is left out."""
    start, end = (period.start, period.end) if period else (date.min, date.max)
    with ops.read() as con:
        rows = con.execute(
            "select * from note where client_id = ? and taken_back_at is null and first_day <= ? and last_day >= ?"
            " and client_visible >= ? order by first_day, note_id",
            (client_id, end.isoformat(), start.isoformat(), client_visible),
        ).fetchall()
    return [_note(row) for row in rows]


def show_note(ops: Ops, *, client_id: str, note_id: int, client_visible: bool) -> None:
    """Let the client read a note, or not any more. Raises Refused when the client has no such note."""
    with ops.write() as con:
        changed = con.execute(
            "update note set client_visible = ? where client_id = ? and note_id = ? and taken_back_at is null",
            (client_visible, client_id, note_id),
        )
        _require_found(changed.rowcount, note_id)


def take_back(ops: Ops, *, client_id: str, note_id: int, who: str, now: datetime) -> None:
    """Take a note back: it is listed nowhere any more. Raises Refused when the client has no such note."""
    with ops.write() as con:
        gone = con.execute(
            "update note set taken_back_by = ?, taken_back_at = ?"
            " where client_id = ? and note_id = ? and taken_back_at is null",
            (who, now.isoformat(), client_id, note_id),
        )
        _require_found(gone.rowcount, note_id)


def _require_possible(kind: str, stage: str | None, text: str, days: Period, prepare_from: date | None) -> None:
    if kind not in KINDS:
        names = ", ".join(KINDS)
        raise Refused(f"{kind} is not a kind of note: {names}.", f"{kind} ei ole merkinnän laji: {names}.")
    if stage is not None and stage not in set(Stage):
        names = ", ".join(Stage)
        raise Refused(f"{stage} is not a stage: {names}.", f"{stage} ei ole vaihe: {names}.")
    if not text:
        raise Refused("Write what happened or is coming.", "Kirjoita, mitä tapahtui tai on tulossa.")
    if prepare_from and prepare_from > days.end:
        raise Refused(
            f"Preparing from {prepare_from} comes too late: it is over on {days.end}.",
            f"Valmistelu {prepare_from} alkaen tulee liian myöhään: kaikki on ohi {days.end}.",
        )


def _require_found(count: int, note_id: int) -> None:
    if not count:
        raise Refused(f"There is no note {note_id}.", f"Merkintää {note_id} ei ole.")


def _note(row: sqlite3.Row) -> Note:
    return Note(
        note_id=row["note_id"],
        days=Period(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])),
        kind=row["kind"],
        stage=row["stage"],
        text=row["body"],
        client_visible=bool(row["client_visible"]),
        prepare_from=date.fromisoformat(row["prepare_from"]) if row["prepare_from"] else None,
        written_by=row["written_by"],
        written_at=datetime.fromisoformat(row["written_at"]),
    )
