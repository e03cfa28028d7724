"""What was promised and decided in meetings. Rows are added; an action is closed, a decision is decided again.

All instants are naive UTC. What was true at an earlier instant can be asked for later, and the answer stays the same.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.errors import Refused
from core.store.meetings import require_kind
from core.store.ops import Ops

TEXT_LIMIT = 500
NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody does by a day. `done_at` None: still open. `card_id` is empty without a card."""

    action_id: int
    kind: str
    text: str
    owner: str
    due: date
    card_id: str
    client_visible: bool
    agreed_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """A decision as it stands. `first_id` names it however often it is decided again; `first_decided_at` stays."""

    first_id: int
    text: str
    decided_by: str
    first_decided_at: datetime
    decided_at: datetime
    card_id: str
    client_visible: bool


def add_action(
    ops: Ops,
    *,
    client_id: str,
    kind: str,
    text: str,
    owner: str,
    due: date,
    card_id: str = "",
    client_visible: bool = False,
    agreed_at: datetime,
    who: str,
) -> Action:
    """Write down what somebody promised. Raises Refused without a text or an owner, and for an improvement of the
    retrospective that the client should see: those are the team's own."""
    require_kind(kind)
    said, by = require_promise(text, owner)
    if kind == "retro" and client_visible:
        raise Refused(
            "The retrospective is the team's own: its actions are not shown to a client.",
            "Retrospektiivi on tiimin oma: sen toimia ei näytetä asiakkaalle.",
        )
    with ops.write() as con:
        row = con.execute(
            "insert into meeting_action (client_id, kind, body, owner, due, card_id, client_visible, agreed_at,"
            " written_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (client_id, kind, said, by, due.isoformat(), card_id, client_visible, agreed_at.isoformat(), who),
        ).fetchone()
    return _action(row)


def require_promise(text: str, owner: str) -> tuple[str, str]:
    """The text and the owner as they are kept. Raises Refused without either."""
    said, by = _said(text), " ".join(owner.split())[:NAME_LIMIT]
    if not by:
        raise Refused("Say who does it.", "Kerro, kuka sen tekee.")
    return said, by


def close_action(ops: Ops, *, client_id: str, action_id: int, who: str, now: datetime) -> Action:
    """Say that an action is done; said twice it stays done when it was. Raises Refused when there is no such action."""
    return _mark(ops, client_id, action_id, who, now)


def reopen_action(ops: Ops, *, client_id: str, action_id: int) -> Action:
    """Take a tick back. Raises Refused when there is no such action."""
    return _mark(ops, client_id, action_id, None, None)


def _mark(ops: Ops, client_id: str, action_id: int, who: str | None, now: datetime | None) -> Action:
    with ops.write() as con:
        row = con.execute(
            "update meeting_action set done_at = iif(?1 is null, null, coalesce(done_at, ?1)),"
            " done_by = iif(?1 is null, null, coalesce(done_by, ?2))"
            " where client_id = ?3 and action_id = ?4 returning *",
            (now.isoformat() if now else None, who, client_id, action_id),
        ).fetchone()
        if row is None:
            raise Refused(f"There is no action {action_id}.", f"Toimea {action_id} ei ole.")
    return _action(row)


def list_actions(ops: Ops, *, client_id: str, as_of: datetime) -> list[Action]:
    """Every action by its due day, as known at an instant: what was agreed later is not there, and what
    was done later is open."""
    with ops.read() as con:
        rows = con.execute(
            "select * from meeting_action where client_id = ? and agreed_at <= ? order by due, action_id",
            (client_id, as_of.isoformat()),
        ).fetchall()
    return [replace(one, done_at=None) if one.done_at and one.done_at > as_of else one for one in map(_action, rows)]


def add_decision(
    ops: Ops,
    *,
    client_id: str,
    text: str,
    decided_by: str,
    card_id: str = "",
    client_visible: bool = False,
    decided_at: datetime,
    who: str,
) -> MeetingDecision:
    """Write down what was decided and by whom. Raises Refused without a text or a name."""
    said, by = _said(text), " ".join(decided_by.split())[:NAME_LIMIT]
    if not by:
        raise Refused("Say who decided.", "Kerro, kuka päätti.")
    at = decided_at.isoformat()
    with ops.write() as con:
        row = con.execute(
            "insert into meeting_decision (client_id, body, decided_by, first_decided_at, decided_at, card_id,"
            " client_visible, written_by) values (?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (client_id, said, by, at, at, card_id, client_visible, who),
        ).fetchone()
    return _decision(row)


def decide_again(
    ops: Ops, *, client_id: str, first_id: int, text: str = "", decided_by: str = "", decided_at: datetime, who: str
) -> MeetingDecision:
    """The same decision made again, on a later day or in other words (empty: as it was); its first day stays. Raises
    Refused when there is no such decision, and for a day before the first."""
    with ops.write() as con:
        known = con.execute(
            "select * from meeting_decision where client_id = ?1 and (decision_id = ?2 or first_id = ?2)"
            " order by decided_at desc, decision_id desc",
            (client_id, first_id),
        ).fetchone()
        if known is None or (known["first_id"] or known["decision_id"]) != first_id:
            raise Refused(f"There is no decision {first_id}.", f"Päätöstä {first_id} ei ole.")
        if decided_at.isoformat() < known["decided_at"]:
            raise Refused("It was decided later than that already.", "Siitä on päätetty jo tämän jälkeen.")
        row = con.execute(
            "insert into meeting_decision (first_id, client_id, body, decided_by, first_decided_at, decided_at,"
            " card_id, client_visible, written_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (
                first_id,
                client_id,
                _said(text or known["body"]),
                " ".join(decided_by.split())[:NAME_LIMIT] or known["decided_by"],
                known["first_decided_at"],
                decided_at.isoformat(),
                known["card_id"],
                known["client_visible"],
                who,
            ),
        ).fetchone()
    return _decision(row)


def list_meeting_decisions(
    ops: Ops, *, client_id: str, as_of: datetime, client_visible: bool = False
) -> list[MeetingDecision]:
    """Every decision once, as it stood at an instant, the newest first; only those the client may see when
    `client_visible`."""
    with ops.read() as con:
        rows = con.execute(
            "select * from meeting_decision where client_id = ? and decided_at <= ? and client_visible >= ?"
            " order by decided_at, decision_id",
            (client_id, as_of.isoformat(), client_visible),
        ).fetchall()
    standing = {one.first_id: one for one in map(_decision, rows)}
    return sorted(standing.values(), key=lambda one: (one.decided_at, one.first_id), reverse=True)


def _said(text: str) -> str:
    said = " ".join(text.split())[:TEXT_LIMIT]
    if not said:
        raise Refused("Write it in a few words.", "Kirjoita se muutamalla sanalla.")
    return said


def _action(row: sqlite3.Row) -> Action:
    return Action(
        action_id=row["action_id"],
        kind=row["kind"],
        text=row["body"],
        owner=row["owner"],
        due=date.fromisoformat(row["due"]),
        card_id=row["card_id"],
        client_visible=bool(row["client_visible"]),
        agreed_at=datetime.fromisoformat(row["agreed_at"]),
        done_at=datetime.fromisoformat(row["done_at"]) if row["done_at"] else None,
    )


def _decision(row: sqlite3.Row) -> MeetingDecision:
    return MeetingDecision(
        first_id=row["first_id"] or row["decision_id"],
        text=row["body"],
        decided_by=row["decided_by"],
        first_decided_at=datetime.fromisoformat(row["first_decided_at"]),
        decided_at=datetime.fromisoformat(row["decided_at"]),
        card_id=row["card_id"],
        client_visible=bool(row["client_visible"]),
    )
