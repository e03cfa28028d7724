"""What was promised and decided in meetings. Rows are added and none is changed: an action is done, opened again or
moved to another day by a step of its own, and a decision is decided again.

All instants are naive UTC. What was true at an earlier instant can be asked for later, and the answer stays the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from core.errors import Refused
from core.store.meetings import require_kind
from core.store.ops import About, Ops

TEXT_LIMIT = 500
NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody does by a day. `done_at` None: still open. `card_id` is empty without a card. `first_due`
    is the day that was promised first, `times_moved` how often it gave way to another."""

    action_id: int
    kind: str
    text: str
    owner: str
    due: date
    card_id: str
    client_visible: bool
    agreed_at: datetime
    done_at: datetime | None
    first_due: date
    times_moved: int


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """A decision as it stands. `first_id` names it however often it is decided again; `first_decided_at` stays.
    `answer` is yes or no where it answers a proposal, else empty; `times` is how often it was decided in all."""

    first_id: int
    text: str
    decided_by: str
    first_decided_at: datetime
    decided_at: datetime
    card_id: str
    client_visible: bool
    answer: str
    times: int


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
    write_id: str = "",
) -> Action:
    """Write down what somebody promised; sent twice under one `write_id` it is written once. Raises Refused without a
    text or an owner, for an improvement of the retrospective that the client should see (those are the team's own), and
    for another promise under an id that was used already."""
    require_kind(kind)
    said, by = require_promise(text, owner)
    if kind == "retro" and client_visible:
        raise Refused(
            "The retrospective is the team's own: its actions are not shown to a client.",
            "Retrospektiivi on tiimin oma: sen toimia ei näytetä asiakkaalle.",
        )
    with ops.write(about=About.TALK) as con:
        known = _sent_before(con, "meeting_action", client_id, write_id, said)
        row = (
            known
            or con.execute(
                "insert into meeting_action (client_id, kind, body, owner, due, card_id, client_visible, agreed_at,"
                " written_by, write_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
                (
                    *(client_id, kind, said, by, due.isoformat(), card_id, client_visible),
                    *(agreed_at.isoformat(), who, write_id or None),
                ),
            ).fetchone()
        )
        return _found(con, client_id, row["action_id"])


def sent_action(ops: Ops, *, client_id: str, write_id: str, text: str) -> Action | None:
    """The action that was written under an id already; None when none was. Raises Refused when it says another thing:
    the writer has changed the words after an answer that got lost."""
    with ops.read() as con:
        row = _sent_before(con, "meeting_action", client_id, write_id, text)
        return _found(con, client_id, row["action_id"]) if row else None


def _sent_before(con: sqlite3.Connection, table: str, client_id: str, write_id: str, said: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = con.execute(
        f"select * from {table} where client_id = ? and write_id = ?",  # noqa: S608 - our own names
        (client_id, write_id or None),
    ).fetchone()
    if row is not None and row["body"] != said:
        raise Refused(f"It is kept already, as “{row['body']}”.", f"Se on jo tallessa näin: ”{row['body']}”.")
    return row


def require_promise(text: str, owner: str) -> tuple[str, str]:
    """The text and the owner as they are kept. Raises Refused without either."""
    said, by = _said(text), " ".join(owner.split())[:NAME_LIMIT]
    if not by:
        raise Refused("Say who does it.", "Kerro, kuka sen tekee.")
    return said, by


def close_action(ops: Ops, *, client_id: str, action_id: int, who: str, now: datetime) -> Action:
    """Say that an action is done; said twice it stays done when it was. Raises Refused when there is no such action."""
    with ops.write(about=About.TALK) as con:
        if _found(con, client_id, action_id).done_at is None:
            _step(con, client_id, action_id, "done", None, now, who)
        return _found(con, client_id, action_id)


def reopen_action(ops: Ops, *, client_id: str, action_id: int, who: str, now: datetime) -> Action:
    """Take a tick back; what is open stays open. Raises Refused when there is no such action."""
    with ops.write(about=About.TALK) as con:
        if _found(con, client_id, action_id).done_at is not None:
            _step(con, client_id, action_id, "open", None, now, who)
        return _found(con, client_id, action_id)


def move_action(ops: Ops, *, client_id: str, action_id: int, due: date, who: str, now: datetime) -> Action:
    """Promise another day; the first one stays. Raises Refused when there is no such action, and when it is done."""
    with ops.write(about=About.TALK) as con:
        known = _found(con, client_id, action_id)
        if known.done_at is not None:
            raise Refused("It is done: open it again first.", "Se on tehty: avaa se ensin uudelleen.")
        if due != known.due:
            _step(con, client_id, action_id, "due", due, now, who)
        return _found(con, client_id, action_id)


def _step(
    con: sqlite3.Connection, client_id: str, action_id: int, act: str, due: date | None, at: datetime, who: str
) -> None:
    """Write a step down; never before the last one, so that the newest one is the one said last."""
    con.execute(
        "insert into meeting_action_step (action_id, client_id, act, due, at, said_by) select ?1, ?2, ?3, ?4,"
        " max(?5, coalesce(max(at), ?5)), ?6 from meeting_action_step where action_id = ?1",
        (action_id, client_id, act, due.isoformat() if due else None, at.isoformat(), who),
    )


def _found(con: sqlite3.Connection, client_id: str, action_id: int) -> Action:
    row = con.execute(
        "select * from meeting_action where client_id = ? and action_id = ?", (client_id, action_id)
    ).fetchone()
    if row is None:
        raise Refused(f"There is no action {action_id}.", f"Toimea {action_id} ei ole.")
    steps = con.execute("select * from meeting_action_step where action_id = ? order by at, step_id", (action_id,))
    return _action(row, steps.fetchall())


def list_actions(ops: Ops, *, client_id: str, as_of: datetime) -> list[Action]:
    """Every action by its due day, as known at an instant: what was agreed later is not there, and what
    was done or moved later is as it was."""
    given = (client_id, as_of.isoformat())
    with ops.read() as con:
        rows = con.execute("select * from meeting_action where client_id = ? and agreed_at <= ?", given).fetchall()
        steps: dict[int, list[sqlite3.Row]] = {}
        for step in con.execute(
            "select * from meeting_action_step where client_id = ? and at <= ? order by at, step_id", given
        ):
            steps.setdefault(step["action_id"], []).append(step)
    found = [_action(row, steps.get(row["action_id"], ())) for row in rows]
    return sorted(found, key=lambda one: (one.due, one.action_id))


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
    write_id: str = "",
) -> MeetingDecision:
    """Write down what was decided and by whom; sent twice under one `write_id` it is written once. Raises Refused
    without a text or a name, and for another decision under an id that was used already."""
    said, by = require_decision(text, decided_by)
    at = decided_at.isoformat()
    with ops.write(about=About.TALK) as con:
        known = _sent_before(con, "meeting_decision", client_id, write_id, said)
        row = (
            known
            or con.execute(
                "insert into meeting_decision (client_id, body, decided_by, first_decided_at, decided_at, card_id,"
                " client_visible, written_by, write_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
                (client_id, said, by, at, at, card_id, client_visible, who, write_id or None),
            ).fetchone()
        )
    return _decision(row, 1)


def require_decision(text: str, decided_by: str) -> tuple[str, str]:
    """The text and the name as they are kept. Raises Refused without either."""
    said, by = _said(text), " ".join(decided_by.split())[:NAME_LIMIT]
    if not by:
        raise Refused("Say who decided.", "Kerro, kuka päätti.")
    return said, by


def decide_again(
    ops: Ops, *, client_id: str, first_id: int, text: str = "", decided_by: str = "", decided_at: datetime, who: str
) -> MeetingDecision:
    """The same decision made again, on a later day or in other words (empty: as it was); its first day stays. Raises
    Refused when there is no such decision, and for a day before the first."""
    with ops.write(about=About.TALK) as con:
        known = con.execute(
            "select *, count(*) over () as times from meeting_decision"
            " where client_id = ?1 and (decision_id = ?2 or first_id = ?2) order by decided_at desc, decision_id desc",
            (client_id, first_id),
        ).fetchone()
        if known is None or (known["first_id"] or known["decision_id"]) != first_id:
            raise Refused(f"There is no decision {first_id}.", f"Päätöstä {first_id} ei ole.")
        if decided_at.isoformat() < known["decided_at"]:
            raise Refused("It was decided later than that already.", "Siitä on päätetty jo tämän jälkeen.")
        row = con.execute(
            "insert into meeting_decision (first_id, client_id, body, decided_by, first_decided_at, decided_at,"
            " card_id, client_visible, answer, raised_id, written_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " returning *",
            (
                first_id,
                client_id,
                _said(text or known["body"]),
                " ".join(decided_by.split())[:NAME_LIMIT] or known["decided_by"],
                known["first_decided_at"],
                decided_at.isoformat(),
                known["card_id"],
                known["client_visible"],
                known["answer"],
                known["raised_id"],
                who,
            ),
        ).fetchone()
    return _decision(row, known["times"] + 1)


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
    return sorted(_standing(rows), key=lambda one: (one.decided_at, one.first_id), reverse=True)


def _standing(rows: Iterable[sqlite3.Row]) -> list[MeetingDecision]:
    """Of rows in the order in which they were decided, each decision as it stands."""
    found: dict[int, MeetingDecision] = {}
    for row in rows:
        first_id = row["first_id"] or row["decision_id"]
        found[first_id] = _decision(row, found[first_id].times + 1 if first_id in found else 1)
    return list(found.values())


def _said(text: str) -> str:
    said = " ".join(text.split())[:TEXT_LIMIT]
    if not said:
        raise Refused("Write it in a few words.", "Kirjoita se muutamalla sanalla.")
    return said


def _action(row: sqlite3.Row, steps: Iterable[sqlite3.Row]) -> Action:
    """An action as it stands after its steps, the oldest first."""
    first_due = due = date.fromisoformat(row["due"])
    done_at, moved = None, 0
    for step in steps:
        if step["act"] == "due":
            due, moved = date.fromisoformat(step["due"]), moved + 1
        else:
            done_at = datetime.fromisoformat(step["at"]) if step["act"] == "done" else None
    return Action(
        action_id=row["action_id"],
        kind=row["kind"],
        text=row["body"],
        owner=row["owner"],
        due=due,
        card_id=row["card_id"],
        client_visible=bool(row["client_visible"]),
        agreed_at=datetime.fromisoformat(row["agreed_at"]),
        done_at=done_at,
        first_due=first_due,
        times_moved=moved,
    )


def _decision(row: sqlite3.Row, times: int) -> MeetingDecision:
    return MeetingDecision(
        first_id=row["first_id"] or row["decision_id"],
        text=row["body"],
        decided_by=row["decided_by"],
        first_decided_at=datetime.fromisoformat(row["first_decided_at"]),
        decided_at=datetime.fromisoformat(row["decided_at"]),
        card_id=row["card_id"],
        client_visible=bool(row["client_visible"]),
        answer=row["answer"],
        times=times,
    )
