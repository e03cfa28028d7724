"""The client's own grade of the work: the Finnish school grade, 4 to 10, always with room for why."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.errors import Refused
from core.store.ops import About, Ops

LOWEST, HIGHEST, STEP = Decimal(4), Decimal(10), Decimal("0.25")
TEXT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade; `given_at` is a naive UTC instant."""

    grade_id: int
    grade: Decimal
    why: str
    given_at: datetime


def add_grade(
    ops: Ops,
    *,
    client_id: str,
    grade: Decimal,
    why: str = "",
    given_at: datetime,
    written_at: datetime | None = None,
    who: str,
    write_id: str = "",
) -> Grade:
    """Write down a grade, at `written_at` (None: when it was given); sent twice under one `write_id` it is written
    once. Raises Refused for what is none: 1 to 3 do not exist, and the finest step is a quarter."""
    if not grade.is_finite() or not LOWEST <= grade <= HIGHEST or grade % STEP:
        raise Refused(
            "A grade is from 4 to 10, in quarters at most: 9, 9.5, 9.75.",
            "Arvosana on 4–10, enintään neljänneksin: 9, 9,5, 9,75.",
        )
    said = " ".join(why.split())[:TEXT_LIMIT]
    with ops.write(about=About.TALK) as con:
        known = con.execute(
            "select * from client_grade where client_id = ? and write_id = ?", (client_id, write_id or None)
        ).fetchone()
        row = (
            known
            or con.execute(
                "insert into client_grade (client_id, grade, why, given_at, written_at, written_by, write_id)"
                " values (?, ?, ?, ?, ?, ?, ?) returning *",
                (
                    client_id,
                    format(grade.normalize(), "f"),
                    said,
                    given_at.isoformat(),
                    (written_at or given_at).isoformat(),
                    who,
                    write_id or None,
                ),
            ).fetchone()
        )
    return _grade(row)


def list_grades(ops: Ops, *, client_id: str, as_of: datetime) -> list[Grade]:
    """The client's grades up to an instant, oldest first. Of one given twice for the same instant the one written last
    by then."""
    with ops.read() as con:
        rows = con.execute(
            "select * from client_grade where client_id = ? and given_at <= ? order by given_at, grade_id",
            (client_id, as_of.isoformat()),
        ).fetchall()
    held: dict[str, sqlite3.Row] = {}
    for row in rows:
        if row["given_at"] not in held or row["written_at"] <= as_of.isoformat():
            held[row["given_at"]] = row
    return [_grade(row) for row in held.values()]


def _grade(row: sqlite3.Row) -> Grade:
    return Grade(row["grade_id"], Decimal(row["grade"]), row["why"], datetime.fromisoformat(row["given_at"]))
