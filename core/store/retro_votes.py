"""What a retrospective agrees on: who is ready, votes within a budget, and one to three improvements.

A seat is a salted hash of a person within one retrospective. It holds how many votes are used, so that two tabs of one
person share a budget; which notes they went to is not there. A vote bears no seat: the browser that gave it holds a
receipt, with which alone it can be taken back. When voting is closed, seats, receipts and the salt are gone.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from core.errors import Refused
from core.meetings.retro import MOST_IMPROVEMENTS, Phase
from core.store.ops import About, Ops
from core.store.promises import require_promise
from core.store.retros import row_of


@dataclass(frozen=True, slots=True)
class Seat:
    """What the room knows of one person."""

    ready: bool
    used: int


@dataclass(frozen=True, slots=True)
class Improvement:
    """An action of the retrospective, and its card on a board of `card_client_id`; both are empty without a card."""

    action_id: int
    card_client_id: str
    card_id: str


def find_seat(ops: Ops, *, client_id: str, retro_id: int, person_id: int) -> Seat:
    """What one person has done in the retrospective."""
    with ops.read() as con:
        row = _seat(con, row_of(con, client_id, retro_id), person_id)
    return Seat(bool(row["ready"]), row["used"]) if row else Seat(ready=False, used=0)


def set_ready(ops: Ops, *, client_id: str, retro_id: int, person_id: int, ready: bool) -> None:
    """Say that a person has written what they wanted, or that they write on. After the reveal nothing happens."""
    with ops.write(moves_change=False) as con:
        known = row_of(con, client_id, retro_id)
        if known["phase"] == Phase.WRITING:
            con.execute(
                "insert into retro_seat (retro_id, seat, ready) values (?, ?, ?)"
                " on conflict do update set ready = excluded.ready",
                (retro_id, _hashed(known, person_id), ready),
            )


def count_ready(ops: Ops, *, client_id: str, retro_id: int) -> int:
    """How many people have said that they are ready."""
    with ops.read() as con:
        row_of(con, client_id, retro_id)
        return int(
            con.execute("select count(*) from retro_seat where retro_id = ? and ready", (retro_id,)).fetchone()[0]
        )


# --------------------------------------------------------------------------------------------------------------- votes


def vote(ops: Ops, *, client_id: str, retro_id: int, person_id: int, note_id: str) -> str:
    """Give one vote to a note, also a second one to the same; returns its receipt. Raises Refused when the budget is
    used, in whichever tab, and when voting is not open."""
    receipt = secrets.token_urlsafe(24)
    with ops.write(moves_change=False) as con:
        known = _require_voting(con, client_id, retro_id)
        row = _seat(con, known, person_id)
        if row is not None and row["used"] >= known["budget"]:
            raise Refused("Your votes are used.", "Äänesi on käytetty.")
        if not con.execute(
            "select 1 from retro_note where retro_id = ? and note_id = ?", (retro_id, note_id)
        ).fetchone():
            raise Refused("There is no such note.", "Lappua ei ole.")
        con.execute(
            "insert into retro_seat (retro_id, seat, used) values (?, ?, 1) on conflict do update set used = used + 1",
            (retro_id, _hashed(known, person_id)),
        )
        con.execute("insert into retro_vote values (?, ?)", (_receipt(receipt), note_id))
    return receipt


def take_back(ops: Ops, *, client_id: str, retro_id: int, person_id: int, receipts: Iterable[str]) -> None:
    """Take back the votes of these receipts; what is no receipt, or of another retrospective, is left out. Raises
    Refused when voting is not open."""
    with ops.write(moves_change=False) as con:
        known = _require_voting(con, client_id, retro_id)
        row = _seat(con, known, person_id)
        back = 0
        for receipt in receipts if row else ():
            back += con.execute(
                "delete from retro_vote where receipt_hash = ? and note_id in"
                " (select note_id from retro_note where retro_id = ?)",
                (_receipt(receipt), retro_id),
            ).rowcount
        if row and back:
            con.execute(
                "update retro_seat set used = max(0, used - ?) where retro_id = ? and seat = ?",
                (back, retro_id, row["seat"]),
            )


def close_voting(ops: Ops, *, client_id: str, retro_id: int) -> None:
    """Count the votes, and forget who sat in the room. Closed once, it stays so. Raises Refused before the reveal."""
    with ops.write(about=About.TALK) as con:
        known = row_of(con, client_id, retro_id)
        if known["phase"] == Phase.WRITING:
            raise Refused("Reveal the notes first.", "Paljasta ensin laput.")
        if known["phase"] != Phase.VOTING:
            return
        con.execute(
            "update retro_note set votes ="
            " (select count(*) from retro_vote v where v.note_id = retro_note.note_id) where retro_id = ?",
            (retro_id,),
        )
        con.execute(
            "delete from retro_vote where note_id in (select note_id from retro_note where retro_id = ?)", (retro_id,)
        )
        con.execute("delete from retro_seat where retro_id = ?", (retro_id,))
        con.execute("update retro set phase = 'choosing', salt = '' where retro_id = ?", (retro_id,))


def _require_voting(con: sqlite3.Connection, client_id: str, retro_id: int) -> sqlite3.Row:
    row = row_of(con, client_id, retro_id)
    if row["phase"] != Phase.VOTING:
        raise Refused("Voting is not open.", "Äänestys ei ole auki.")
    return row


def _seat(con: sqlite3.Connection, known: sqlite3.Row, person_id: int) -> sqlite3.Row | None:
    found: sqlite3.Row | None = con.execute(
        "select * from retro_seat where retro_id = ? and seat = ?", (known["retro_id"], _hashed(known, person_id))
    ).fetchone()
    return found


def _hashed(known: sqlite3.Row, person_id: int) -> str:
    return sha256(f"{known['salt']}:{known['retro_id']}:{person_id}".encode()).hexdigest()


def _receipt(receipt: str) -> str:
    return sha256(receipt.encode()).hexdigest()


# -------------------------------------------------------------------------------------------------------- improvements


def add_improvement(
    ops: Ops, *, client_id: str, retro_id: int, text: str, owner: str, due: date, who: str, now: datetime
) -> Improvement:
    """Agree on an improvement, which the next retrospective asks about; the same one twice stays one. Raises Refused
    without a text or an owner, before voting is closed, after the end, and for a fourth one, whoever adds it."""
    said, by = require_promise(text, owner)
    with ops.write(about=About.TALK) as con:
        if row_of(con, client_id, retro_id)["phase"] != Phase.CHOOSING:
            raise Refused(
                "Improvements are chosen between the voting and the end.",
                "Parannukset valitaan äänestyksen ja lopetuksen välissä.",
            )
        rows = con.execute(
            "select i.*, body from retro_improvement i join meeting_action using (action_id) where retro_id = ?",
            (retro_id,),
        ).fetchall()
        for row in rows:
            if row["body"] == said:
                return Improvement(row["action_id"], row["card_client_id"], row["card_id"])
        if len(rows) >= MOST_IMPROVEMENTS:
            raise Refused(
                f"There are {MOST_IMPROVEMENTS} improvements already; more are not carried out.",
                f"Parannuksia on jo {MOST_IMPROVEMENTS}; useampaa ei saada tehdyksi.",
            )
        action_id = con.execute(
            "insert into meeting_action (client_id, kind, body, owner, due, agreed_at, written_by)"
            " values (?, 'retro', ?, ?, ?, ?, ?) returning action_id",
            (client_id, said, by, due.isoformat(), now.isoformat(), who),
        ).fetchone()[0]
        con.execute("insert into retro_improvement (action_id, retro_id) values (?, ?)", (action_id, retro_id))
    return Improvement(action_id, "", "")


def link_card(ops: Ops, *, client_id: str, action_id: int, card_client_id: str, card_id: str) -> bool:
    """Say which card an improvement has; False when it has one already, which stays."""
    with ops.write(about=About.TALK) as con:
        done = con.execute(
            "update retro_improvement set card_client_id = ?, card_id = ? where action_id = ? and card_id = ''"
            " and retro_id in (select retro_id from retro where client_id = ?)",
            (card_client_id, card_id, action_id, client_id),
        )
        return done.rowcount == 1


def get_improvement(ops: Ops, *, client_id: str, action_id: int) -> Improvement:
    """One improvement of the client's. Raises Refused when there is none."""
    found = list_improvements(ops, client_id=client_id).values()
    for one in (one for rows in found for one in rows if one.action_id == action_id):
        return one
    raise Refused(f"There is no improvement {action_id}.", f"Parannusta {action_id} ei ole.")


def list_improvements(ops: Ops, *, client_id: str) -> dict[int, list[Improvement]]:
    """Retrospective -> what it agreed on, in that order."""
    with ops.read() as con:
        rows = con.execute(
            "select i.* from retro_improvement i join retro using (retro_id) where client_id = ? order by action_id",
            (client_id,),
        ).fetchall()
    found: dict[int, list[Improvement]] = {}
    for row in rows:
        found.setdefault(row["retro_id"], []).append(
            Improvement(row["action_id"], row["card_client_id"], row["card_id"])
        )
    return found


def end_retro(ops: Ops, *, client_id: str, retro_id: int, now: datetime) -> None:
    """It is over; ended once, it stays so. Raises Refused before voting is closed."""
    with ops.write(about=About.TALK) as con:
        known = row_of(con, client_id, retro_id)
        if known["phase"] in (Phase.WRITING, Phase.VOTING):
            raise not_counted()
        con.execute(
            "update retro set phase = 'ended', ended_at = coalesce(ended_at, ?) where retro_id = ?",
            (now.isoformat(), retro_id),
        )


def not_counted() -> Refused:
    """What is said to whoever would end it too early."""
    return Refused("Close the voting first.", "Sulje ensin äänestys.")
