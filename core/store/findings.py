"""What people said of findings, which ones they have seen, and the agenda lines made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.errors import Refused
from core.model import Sentence
from core.store.ops import Ops

REASON_LIMIT = 300
ACTS = ("snooze", "dismiss", "wake", "resume")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing somebody said. `stake`: the money at stake when a finding was put aside; `at` is naive UTC."""

    finding_key: str
    kind: str
    act: str
    until: date | None
    stake: Decimal | None
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding that was on somebody's screen, with the first day it was."""

    finding_key: str
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line for a meeting to take up. `card_id` and `finding_key` are empty where there is none."""

    line_id: int
    text: Sentence
    kind: str
    finding_key: str
    card_id: str
    who: str
    at: datetime


def say(
    ops: Ops,
    *,
    client_id: str,
    finding_key: str = "",
    kind: str,
    act: str,
    until: date | None = None,
    stake: Decimal | None = None,
    reason: str = "",
    who: str,
    now: datetime,
) -> None:
    """Write down what somebody said. Raises Refused for a snooze without a day that is still to come, and for a
    dismissal without a reason."""
    said = " ".join(reason.split())[:REASON_LIMIT]
    if act == "snooze" and (until is None or until <= now.date()):
        raise Refused("Choose a day that is still to come.", "Valitse päivä, joka on vasta tulossa.")
    if act == "dismiss" and not said:
        raise Refused("Say in a few words why it is dismissed.", "Kerro muutamalla sanalla, miksi havainto hylätään.")
    with ops.write() as con:
        con.execute(
            "insert into finding_word (client_id, finding_key, kind, act, until, stake, reason, who, at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                client_id,
                finding_key,
                kind,
                act,
                until.isoformat() if until else None,
                format(stake, "f") if stake is not None else None,
                said,
                who,
                now.isoformat(),
            ),
        )


def list_words(ops: Ops, *, client_id: str, before: datetime) -> list[Word]:
    """Everything said before an instant or at it, oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from finding_word where client_id = ? and at <= ? order by word_id",
            (client_id, before.isoformat()),
        ).fetchall()
    return [_word(row) for row in rows]


def note_shown(ops: Ops, *, client_id: str, shown: Iterable[tuple[str, str]], on: date) -> None:
    """Remember which findings, as (key, kind), were on a screen; those known already stay as they are. It changes no
    report, so caches stay."""
    rows = [(client_id, key, kind, on.isoformat()) for key, kind in shown]
    known = {row.finding_key for row in list_shown(ops, client_id=client_id, before=date.max)}
    new = [row for row in rows if row[1] not in known]
    if new:
        with ops.write(moves_change=False) as con:
            con.executemany("insert or ignore into finding_shown values (?, ?, ?, ?)", new)


def list_shown(ops: Ops, *, client_id: str, before: date) -> list[Shown]:
    """Findings that were on a screen before a day."""
    with ops.read() as con:
        rows = con.execute(
            "select * from finding_shown where client_id = ? and first_shown_on < ? order by finding_key",
            (client_id, before.isoformat()),
        ).fetchall()
    return [Shown(row["finding_key"], row["kind"], date.fromisoformat(row["first_shown_on"])) for row in rows]


def add_agenda_line(
    ops: Ops,
    *,
    client_id: str,
    text: Sentence,
    kind: str,
    finding_key: str = "",
    card_id: str = "",
    who: str,
    now: datetime,
) -> AgendaLine:
    """Put a line on the next meeting's agenda. One of the same finding gives way to it, and its card goes on."""
    with ops.write() as con:
        known = con.execute(
            "select * from agenda_line where client_id = ? and finding_key = ? and finding_key != ''"
            " and removed_at is null",
            (client_id, finding_key),
        ).fetchone()
        if known:
            con.execute(
                "update agenda_line set removed_by = ?, removed_at = ? where line_id = ?",
                (who, now.isoformat(), known["line_id"]),
            )
            card_id = card_id or known["card_id"]
        row = con.execute(
            "insert into agenda_line (client_id, text_en, text_fi, kind, finding_key, card_id, who, at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (client_id, text.en, text.fi, kind, finding_key, card_id, who, now.isoformat()),
        ).fetchone()
    return _line(row)


def list_agenda_lines(ops: Ops, *, client_id: str, before: datetime) -> list[AgendaLine]:
    """Lines waiting for a meeting at an instant, oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from agenda_line where client_id = ? and at <= ? and (removed_at is null or removed_at > ?)"
            " order by line_id",
            (client_id, before.isoformat(), before.isoformat()),
        ).fetchall()
    return [_line(row) for row in rows]


def remove_agenda_line(ops: Ops, *, client_id: str, line_id: int, who: str, now: datetime) -> None:
    """Take a line off the agenda: it was dealt with, or was a mistake. Raises Refused when there is no such line."""
    with ops.write() as con:
        gone = con.execute(
            "update agenda_line set removed_by = ?, removed_at = ?"
            " where client_id = ? and line_id = ? and removed_at is null",
            (who, now.isoformat(), client_id, line_id),
        )
        if not gone.rowcount:
            raise Refused("There is no such line on the agenda.", "Asialistalla ei ole tällaista riviä.")


def _word(row: sqlite3.Row) -> Word:
    return Word(
        finding_key=row["finding_key"],
        kind=row["kind"],
        act=row["act"],
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        stake=Decimal(row["stake"]) if row["stake"] else None,
        reason=row["reason"],
        who=row["who"],
        at=datetime.fromisoformat(row["at"]),
    )


def _line(row: sqlite3.Row) -> AgendaLine:
    return AgendaLine(
        line_id=row["line_id"],
        text=Sentence(row["text_en"], row["text_fi"]),
        kind=row["kind"],
        finding_key=row["finding_key"],
        card_id=row["card_id"],
        who=row["who"],
        at=datetime.fromisoformat(row["at"]),
    )
