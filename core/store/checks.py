"""What people found when they looked at the measuring: every look is kept, the newest one holds."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from core.errors import Refused
from core.measure.checks import MANUAL, CheckKind, State, Tick
from core.store.ops import Ops

EVIDENCE_LIMIT = 500


def add_tick(
    ops: Ops, *, client_id: str, kind: str, state: str, evidence: str, checked_on: date, who: str, now: datetime
) -> Tick:
    """Write down a look at one check. `checked_on` is the day of the look in the client's zone.

    Raises Refused for a check that is not a person's to do, and for a finding without evidence: a tick alone says
    nothing to the next one who reads it. `not_checked` takes the last word back and needs none.
    """
    _require_manual(kind)
    said = " ".join(evidence.split())[:EVIDENCE_LIMIT]
    if state not in set(State):
        raise Refused(
            f"{state} is not a state: choose ok, doubtful, broken or not_checked.",
            f"{state} ei ole tila: valitse ok, doubtful, broken tai not_checked.",
        )
    if not said and state != State.NOT_CHECKED:
        raise Refused(
            "Say what you looked at and what you saw; a tick alone is no evidence.",
            "Kerro, mitä katsoit ja mitä näit: pelkkä rasti ei ole näyttö.",
        )
    with ops.write() as con:
        con.execute(
            "insert into measure_look (client_id, kind, state, evidence, looked_on, looked_by, written_at)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            (client_id, kind, state, said, checked_on.isoformat(), who, now.isoformat()),
        )
    return Tick(CheckKind(kind), State(state), said, checked_on, who)


def list_ticks(ops: Ops, *, client_id: str, as_of: date | None = None) -> list[Tick]:
    """Every look at the client's checks up to and including `as_of` (None: all), oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from measure_look where client_id = ? and looked_on <= ? order by looked_on, look_id",
            (client_id, (as_of or date.max).isoformat()),
        ).fetchall()
    return [_tick(row) for row in rows if row["kind"] in set(CheckKind)]


def newest_ticks(ops: Ops, *, client_id: str, as_of: date | None = None) -> dict[CheckKind, Tick]:
    """The look that holds for each check on `as_of`; a check that nobody has looked at, or whose last word was taken
    back, is absent."""
    newest = {tick.kind: tick for tick in list_ticks(ops, client_id=client_id, as_of=as_of)}
    return {kind: tick for kind, tick in newest.items() if tick.state is not State.NOT_CHECKED}


def _require_manual(kind: str) -> None:
    if kind not in set(MANUAL):
        names = ", ".join(MANUAL)
        raise Refused(
            f"{kind} is not a check that a person does. Choose one of {names}.",
            f"{kind} ei ole ihmisen tehtävä tarkistus. Valitse jokin näistä: {names}.",
        )


def _tick(row: sqlite3.Row) -> Tick:
    return Tick(
        kind=CheckKind(row["kind"]),
        state=State(row["state"]),
        evidence=row["evidence"],
        checked_on=date.fromisoformat(row["looked_on"]),
        checked_by=row["looked_by"],
    )
