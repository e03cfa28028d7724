"""Retrospectives and their notes. What is written stays out of sight until it is revealed, for everybody and for good
reason: there is no way here to read a hidden note but with its own key, and none to count them.

Hidden notes, seats and votes do not move `change`: nobody's screen stirs because somebody wrote. All instants are naive
UTC; `day` is a day of the client's calendar.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from core.errors import Refused
from core.meetings.retro import LONGEST_NOTE, MOST_VOTES, Earlier, Phase, Question
from core.store.ops import About, Ops


@dataclass(frozen=True, slots=True)
class Retro:
    """One retrospective. `budget`: votes of each person; `begun`: a note was written, so how it is written stands."""

    retro_id: int
    day: date
    anonymous: bool
    budget: int
    phase: Phase
    begun: bool
    opened_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Note:
    """A revealed note. `name` is empty in an anonymous retrospective; `votes` None while they are being given."""

    note_id: str
    question: Question
    text: str
    name: str
    votes: int | None


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A hidden note, as its writer's browser may read it."""

    note_id: str
    question: Question
    text: str


def open_retro(ops: Ops, *, client_id: str, day: date, anonymous: bool, budget: int, who: str, now: datetime) -> Retro:
    """Begin a retrospective; one that is open already goes on as it is. Raises Refused for a budget that is none."""
    _require_budget(budget)
    with ops.write(about=About.TALK) as con:
        con.execute(
            "insert into retro (client_id, day, anonymous, budget, salt, opened_by, opened_at)"
            " select ?1, ?2, ?3, ?4, ?5, ?6, ?7 where not exists"
            " (select 1 from retro where client_id = ?1 and phase <> 'ended')",
            (client_id, day.isoformat(), anonymous, budget, secrets.token_hex(16), who, now.isoformat()),
        )
        return _retro(_open_row(con, client_id))


def open_one(ops: Ops, *, client_id: str) -> Retro | None:
    """The client's retrospective that has not ended."""
    with ops.read() as con:
        row = _open_row(con, client_id)
    return _retro(row) if row else None


def find_retro(ops: Ops, *, client_id: str, retro_id: int, ended: bool = False) -> Retro:
    """One retrospective of the client's; only one that has ended when `ended`. Raises Refused when there is none."""
    with ops.read() as con:
        found = _retro(row_of(con, client_id, retro_id))
    if ended and found.phase is not Phase.ENDED:
        raise _unknown()
    return found


def list_retros(ops: Ops, *, client_id: str) -> list[Retro]:
    """The client's retrospectives that have ended, newest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from retro where client_id = ? and phase = 'ended' order by ended_at desc, retro_id desc",
            (client_id,),
        ).fetchall()
    return [_retro(row) for row in rows]


def choose(ops: Ops, *, client_id: str, retro_id: int, anonymous: bool, budget: int) -> Retro:
    """Say how it is written and how many votes each has. Raises Refused once somebody has written."""
    _require_budget(budget)
    with ops.write(about=About.TALK) as con:
        if row_of(con, client_id, retro_id)["begun"]:
            raise Refused(
                "Somebody has written already, so this stays as it was chosen.",
                "Joku on jo kirjoittanut, joten valinta pysyy.",
            )
        con.execute("update retro set anonymous = ?, budget = ? where retro_id = ?", (anonymous, budget, retro_id))
        return _retro(row_of(con, client_id, retro_id))


# --------------------------------------------------------------------------------------------------------------- notes


def write_note(
    ops: Ops, *, client_id: str, retro_id: int, question: Question, text: str, anonymous: bool, name: str
) -> tuple[str, str]:
    """Keep a note out of sight; returns its id and the key by which alone its writer may read and change it.

    `anonymous`: what the writer was told when writing; `name` is kept only where notes bear names. Raises Refused
    without a text, when the choice has changed since, and after the reveal: then nothing is kept."""
    said, note_id, key = _said(text), secrets.token_hex(16), secrets.token_urlsafe(24)
    with ops.write(moves_change=False) as con:
        known = _require_writing(con, client_id, retro_id)
        if bool(known["anonymous"]) != anonymous:
            raise Refused(
                "Whether notes bear names was changed just now. Look at the choice above, then save your note again.",
                "Juuri nyt vaihdettiin, näkyvätkö nimet. Katso valinta yltä ja tallenna lappusi uudelleen.",
            )
        con.execute("update retro set begun = 1 where retro_id = ? and not begun", (retro_id,))
        con.execute("insert into retro_hidden values (?, ?, ?, ?, ?)", (note_id, retro_id, question, said, _hash(key)))
        if not anonymous:
            con.execute("insert into retro_name values (?, ?)", (note_id, name))
    return note_id, key


def change_note(ops: Ops, *, client_id: str, retro_id: int, note_id: str, key: str, text: str) -> None:
    """Change a hidden note, or tear it up (an empty text). Raises Refused after the reveal, and without the key."""
    said = _said(text) if text.strip() else ""
    with ops.write(moves_change=False) as con:
        _require_writing(con, client_id, retro_id)
        named = (retro_id, note_id, _hash(key))
        if said:
            done = con.execute(
                "update retro_hidden set body = ?4 where retro_id = ?1 and note_id = ?2 and key_hash = ?3",
                (*named, said),
            )
        else:
            done = con.execute("delete from retro_hidden where retro_id = ? and note_id = ? and key_hash = ?", named)
            con.execute("delete from retro_name where note_id = ?", (note_id,) if done.rowcount else ("",))
        if not done.rowcount:
            raise Refused("This note cannot be changed from here.", "Lappua ei voi muuttaa tästä.")


def own_notes(ops: Ops, *, client_id: str, retro_id: int, keys: Mapping[str, str]) -> list[OwnNote]:
    """The hidden notes of which `keys` (note id -> key) holds the key, in its order."""
    with ops.read() as con:
        row_of(con, client_id, retro_id)
        rows = [
            con.execute(
                "select note_id, question, body from retro_hidden where retro_id = ? and note_id = ? and key_hash = ?",
                (retro_id, note_id, _hash(key)),
            ).fetchone()
            for note_id, key in keys.items()
        ]
    return [OwnNote(row["note_id"], Question(row["question"]), row["body"]) for row in rows if row]


def reveal(ops: Ops, *, client_id: str, retro_id: int) -> None:
    """Lay the notes open, each under a new id that no browser has seen. Voting begins. Once revealed, it stays so."""
    with ops.write(about=About.TALK) as con:
        if row_of(con, client_id, retro_id)["phase"] != Phase.WRITING:
            return
        for row in con.execute("select * from retro_hidden where retro_id = ?", (retro_id,)).fetchall():
            note_id = secrets.token_hex(16)
            con.execute(
                "insert into retro_note (note_id, retro_id, question, body) values (?, ?, ?, ?)",
                (note_id, retro_id, row["question"], row["body"]),
            )
            con.execute("update retro_name set note_id = ? where note_id = ?", (note_id, row["note_id"]))
        con.execute("delete from retro_hidden where retro_id = ?", (retro_id,))
        con.execute("update retro set phase = 'voting', begun = 1 where retro_id = ?", (retro_id,))


def list_notes(ops: Ops, *, client_id: str, retro_id: int) -> list[Note]:
    """What was revealed: by votes once they are counted, else by their own words: the order tells nothing."""
    with ops.read() as con:
        rows = con.execute(
            "select n.*, name from retro_note n join retro using (retro_id) left join retro_name using (note_id)"
            " where client_id = ? and retro_id = ? order by coalesce(votes, 0) desc, body, note_id",
            (client_id, retro_id),
        ).fetchall()
    return [
        Note(row["note_id"], Question(row["question"]), row["body"], row["name"] or "", row["votes"]) for row in rows
    ]


# --------------------------------------------------------------------------------------------------------- said before


def list_complaints(ops: Ops, *, client_id: str, before: date) -> list[Earlier]:
    """What was revealed of complaints in retrospectives of days before this one, oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select note_id, body, day from retro_note join retro using (retro_id)"
            " where client_id = ? and day < ? and question <> 'well' order by day, note_id",
            (client_id, before.isoformat()),
        ).fetchall()
    return [Earlier(row["note_id"], row["body"], date.fromisoformat(row["day"])) for row in rows]


def say_same(ops: Ops, *, client_id: str, note_id: str, earlier_id: str, same: bool) -> None:
    """Say that a note repeats an earlier one, or that it does not. Raises Refused unless both are the client's and
    revealed."""
    with ops.write(about=About.TALK) as con:
        known = con.execute(
            "select count(*) from retro_note join retro using (retro_id) where client_id = ? and note_id in (?, ?)",
            (client_id, note_id, earlier_id),
        ).fetchone()[0]
        if known != 2:
            raise Refused("There is no such note.", "Lappua ei ole.")
        con.execute("insert or replace into retro_same values (?, ?, ?)", (note_id, earlier_id, same))


def list_same(ops: Ops, *, client_id: str) -> dict[tuple[str, str], bool]:
    """(note, earlier one) -> whether a person said that they are the same complaint."""
    with ops.read() as con:
        rows = con.execute(
            "select s.* from retro_same s join retro_note using (note_id) join retro using (retro_id)"
            " where client_id = ?",
            (client_id,),
        ).fetchall()
    return {(row["note_id"], row["earlier_id"]): bool(row["same"]) for row in rows}


# ---------------------------------------------------------------------------------------------------------------- rows


def row_of(con: sqlite3.Connection, client_id: str, retro_id: int) -> sqlite3.Row:
    """The row of one retrospective of the client's. Raises Refused."""
    found: sqlite3.Row | None = con.execute(
        "select * from retro where client_id = ? and retro_id = ?", (client_id, retro_id)
    ).fetchone()
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Refused:
    return Refused("There is no such retrospective.", "Retrospektiiviä ei ole.")


def _open_row(con: sqlite3.Connection, client_id: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = con.execute(
        "select * from retro where client_id = ? and phase <> 'ended'", (client_id,)
    ).fetchone()
    return found


def _require_writing(con: sqlite3.Connection, client_id: str, retro_id: int) -> sqlite3.Row:
    row = row_of(con, client_id, retro_id)
    if row["phase"] != Phase.WRITING:
        raise Refused("The notes are revealed already: say it aloud.", "Laput on jo paljastettu: sano asiasi ääneen.")
    return row


def _require_budget(budget: int) -> None:
    if not 1 <= budget <= MOST_VOTES:
        raise Refused(f"Each has 1 to {MOST_VOTES} votes.", f"Jokaisella on 1–{MOST_VOTES} ääntä.")


def _said(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise Refused("Write it in a few words.", "Kirjoita se muutamalla sanalla.")
    if len(said) > LONGEST_NOTE:
        raise Refused(
            f"A note has at most {LONGEST_NOTE} characters: make two of it.",
            f"Lapussa on enintään {LONGEST_NOTE} merkkiä: tee siitä kaksi.",
        )
    return said


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def _retro(row: sqlite3.Row | None) -> Retro:
    assert row is not None
    return Retro(
        retro_id=row["retro_id"],
        day=date.fromisoformat(row["day"]),
        anonymous=bool(row["anonymous"]),
        budget=row["budget"],
        phase=Phase(row["phase"]),
        begun=bool(row["begun"]),
        opened_at=datetime.fromisoformat(row["opened_at"]),
        ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
    )
