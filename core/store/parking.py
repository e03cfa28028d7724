"""The parking lot: what came up in a meeting and has no place in it. It waits until it is taken up or let go."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.errors import Refused
from core.store.meetings import require_kind
from core.store.ops import About, Ops

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Parked:
    """One thing that waits. `kind`: the meeting in which it came up."""

    parked_id: int
    kind: str
    text: str
    client_visible: bool


def park(
    ops: Ops,
    *,
    client_id: str,
    kind: str,
    text: str,
    client_visible: bool = False,
    write_id: str,
    who: str,
    now: datetime,
) -> Parked:
    """Park something; with the same write id once. Raises Refused without a text, and for something of the
    retrospective that the client should see."""
    require_kind(kind)
    said = " ".join(text.split())[:LONGEST]
    if not said:
        raise Refused("Write it in a few words.", "Kirjoita se muutamalla sanalla.")
    if kind == "retro" and client_visible:
        raise Refused(
            "The retrospective is the team's own: nothing of it is shown to a client.",
            "Retrospektiivi on tiimin oma: siitä ei näytetä asiakkaalle mitään.",
        )
    with ops.write(about=About.TALK) as con:
        con.execute(
            "insert into parked (client_id, kind, body, client_visible, write_id, parked_by, parked_at)"
            " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            (client_id, kind, said, client_visible, write_id, who, now.isoformat()),
        )
        row = con.execute("select * from parked where client_id = ? and write_id = ?", (client_id, write_id)).fetchone()
    return _parked(row)


def close_parked(
    ops: Ops, *, client_id: str, parked_id: int, how: Literal["taken", "dismissed"], who: str, now: datetime
) -> Parked:
    """Take it off the lot; closed twice it stays as it was closed first. Raises Refused when there is no such thing."""
    with ops.write(about=About.TALK) as con:
        row = con.execute(
            "update parked set closed_as = coalesce(closed_as, ?), closed_by = coalesce(closed_by, ?),"
            " closed_at = coalesce(closed_at, ?) where client_id = ? and parked_id = ? returning *",
            (how, who, now.isoformat(), client_id, parked_id),
        ).fetchone()
    if row is None:
        raise Refused("It is not on the parking lot.", "Sitä ei ole parkissa.")
    return _parked(row)


def list_parked(ops: Ops, *, client_id: str, as_of: datetime) -> list[Parked]:
    """Everything that waits at an instant, oldest first, whichever meeting it came up in."""
    with ops.read() as con:
        rows = con.execute(
            "select * from parked where client_id = ?1 and parked_at <= ?2 and (closed_at is null or closed_at > ?2)"
            " order by parked_id",
            (client_id, as_of.isoformat()),
        ).fetchall()
    return [_parked(row) for row in rows]


def _parked(row: sqlite3.Row) -> Parked:
    return Parked(
        parked_id=row["parked_id"],
        kind=row["kind"],
        text=row["body"],
        client_visible=bool(row["client_visible"]),
    )
