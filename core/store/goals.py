"""What each event of a client stands for, and whose count of results is used: both agreed by people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from core.errors import Refused
from core.model import USUAL_STAGE, Claim, Goal, GoalKind, Stage
from core.store.ops import Ops

LONGEST_EVENT = 200


def list_goals(ops: Ops, *, client_id: str) -> list[Goal]:
    """The client's goals by event; empty before the first one is set."""
    with ops.read() as con:
        rows = con.execute("select * from goal where client_id = ? order by event_key, source", (client_id,)).fetchall()
    return [_goal(row) for row in rows]


def set_goal(
    ops: Ops,
    *,
    client_id: str,
    event: str,
    kind: str,
    stage: str | None = None,
    source: str = "",
    set_by: str,
    now: datetime,
) -> Goal:
    """Say what an event stands for; one said before for the same event and source is replaced. Without a stage the kind
    tells it. Raises Refused for an unknown kind or stage and for an empty event."""
    goal = _agreed(event, kind, stage, source)
    with ops.write() as con:
        con.execute(
            "insert into goal (client_id, event, event_key, source, stage, kind, set_by, set_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (client_id, event_key, source) do update set event = excluded.event, stage = excluded.stage,"
            " kind = excluded.kind, set_by = excluded.set_by, set_at = excluded.set_at",
            (
                client_id,
                goal.event,
                event_key(goal.event),
                goal.source,
                goal.stage,
                goal.kind,
                set_by,
                now.isoformat(),
            ),
        )
        row = con.execute(
            "select * from goal where client_id = ? and event_key = ? and source = ?",
            (client_id, event_key(goal.event), goal.source),
        ).fetchone()
    return _goal(row)


def remove_goal(ops: Ops, *, client_id: str, goal_id: int) -> None:
    """Take a goal back: its event is undecided again. Raises Refused when the client has no such goal."""
    with ops.write() as con:
        gone = con.execute("delete from goal where client_id = ? and goal_id = ?", (client_id, goal_id))
        if not gone.rowcount:
            raise Refused("There is no such goal.", "Tällaista tavoitetapahtumaa ei ole.")


def goal_of(goals: Iterable[Goal], event: str, source: str) -> Goal | None:
    """The goal of an event as `source` names it: one said for that source, else one said for any; None without."""
    key = event_key(event)
    found = {goal.source: goal for goal in goals if event_key(goal.event) == key}
    return found.get(source) or found.get("")


def event_key(event: str) -> str:
    """An event as it is compared: letter case and spacing make no difference."""
    return " ".join(event.split()).casefold()


def claim_that_counts(ops: Ops, *, client_id: str) -> Claim:
    """Whose count of results the client goes by; the platforms' until somebody chooses otherwise."""
    with ops.read() as con:
        row = con.execute("select claim from claim_choice where client_id = ?", (client_id,)).fetchone()
    return Claim(row["claim"]) if row else Claim.PLATFORM


def choose_claim(ops: Ops, *, client_id: str, claim: str, set_by: str, now: datetime) -> Claim:
    """Choose whose count of results the client goes by. Raises Refused for an unknown claim."""
    if claim not in list(Claim):
        raise Refused(
            f"{claim} is not a claim: choose platform, analytics or outcome.",
            f"{claim} ei ole laskentatapa: valitse platform, analytics tai outcome.",
        )
    with ops.write() as con:
        con.execute(
            "insert into claim_choice (client_id, claim, set_by, set_at) values (?, ?, ?, ?)"
            " on conflict (client_id) do update set claim = excluded.claim, set_by = excluded.set_by,"
            " set_at = excluded.set_at",
            (client_id, claim, set_by, now.isoformat()),
        )
    return Claim(claim)


def _agreed(event: str, kind: str, stage: str | None, source: str) -> Goal:
    name = " ".join(event.split())
    if not name or len(name) > LONGEST_EVENT:
        raise Refused(
            f"Name the event as the platform writes it, in at most {LONGEST_EVENT} characters.",
            f"Anna tapahtuman nimi niin kuin alusta sen kirjoittaa, enintään {LONGEST_EVENT} merkkiä.",
        )
    if kind not in list(GoalKind):
        raise Refused(
            f"{kind} is not a kind of goal: choose soft_lead, hard_lead, cart or order.",
            f"{kind} ei ole tavoitteen laji: valitse soft_lead, hard_lead, cart tai order.",
        )
    if stage and stage not in list(Stage):
        raise Refused(
            f"{stage} is not a stage: choose reach, act, convert or engage.",
            f"{stage} ei ole vaihe: valitse reach, act, convert tai engage.",
        )
    return Goal(name, source.strip(), Stage(stage) if stage else USUAL_STAGE[GoalKind(kind)], GoalKind(kind))


def _goal(row: sqlite3.Row) -> Goal:
    return Goal(
        event=row["event"],
        source=row["source"],
        stage=Stage(row["stage"]),
        kind=GoalKind(row["kind"]),
        goal_id=row["goal_id"],
        set_by=row["set_by"],
    )
