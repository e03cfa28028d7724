"""The agreed mix of money across the stages, with its history. An old period keeps the target it had."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from core.errors import Refused
from core.model import Stage, TargetRow
from core.store.ops import Ops

TOLERANCE = Decimal("0.0005")
"""How far from 1 the four shares may add up: percentages typed with one decimal round to this."""


def set_target(
    ops: Ops,
    *,
    client_id: str,
    valid_from: date,
    shares: Mapping[str, Decimal],
    basis: str,
    set_by: str,
    now: datetime,
) -> TargetRow:
    """Agree on a mix from `valid_from` on; one for the same day is replaced. `shares` are fractions by stage, a stage
    left out is 0. Raises Refused unless all are at least 0 and they sum to 1."""
    agreed = _agreed(shares)
    with ops.write() as con:
        con.execute(
            "insert into stage_target (client_id, valid_from, reach, act, convert, engage, basis, set_by, set_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (client_id, valid_from) do update set reach = excluded.reach, act = excluded.act,"
            " convert = excluded.convert, engage = excluded.engage, basis = excluded.basis, set_by = excluded.set_by,"
            " set_at = excluded.set_at",
            (
                client_id,
                valid_from.isoformat(),
                *(format(agreed[stage], "f") for stage in Stage),
                basis,
                set_by,
                now.isoformat(),
            ),
        )
        row = con.execute(
            "select * from stage_target where client_id = ? and valid_from = ?", (client_id, valid_from.isoformat())
        ).fetchone()
    return _target(row)


def list_targets(ops: Ops, *, client_id: str) -> list[TargetRow]:
    """Every target of the client, newest first; empty when none was agreed."""
    with ops.read() as con:
        rows = con.execute(
            "select * from stage_target where client_id = ? order by valid_from desc", (client_id,)
        ).fetchall()
    return [_target(row) for row in rows]


def target_on(targets: Iterable[TargetRow], day: date) -> TargetRow | None:
    """The target in force on `day`; None before the first."""
    begun = [target for target in targets if target.valid_from <= day]
    return max(begun, key=lambda target: target.valid_from, default=None)


def remove_target(ops: Ops, *, client_id: str, target_id: int) -> None:
    """Take back a target; the one before it holds again. Raises Refused when the client has no such target."""
    with ops.write() as con:
        gone = con.execute("delete from stage_target where client_id = ? and target_id = ?", (client_id, target_id))
        if not gone.rowcount:
            raise Refused("There is no such target.", "Tällaista tavoitetta ei ole.")


def _agreed(shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    unknown = set(shares) - set(Stage)
    if unknown:
        names = ", ".join(sorted(unknown))
        raise Refused(
            f"{names} cannot hold money: the stages are reach, act, convert and engage.",
            f"{names} ei voi sisältää rahaa: vaiheet ovat reach, act, convert ja engage.",
        )
    agreed = {stage.value: Decimal(shares.get(stage.value, 0)) for stage in Stage}
    if any(share < 0 for share in agreed.values()):
        raise Refused("A share cannot be negative.", "Osuus ei voi olla negatiivinen.")
    total = sum(agreed.values(), Decimal(0))
    if abs(total - 1) > TOLERANCE:
        percent = format((total * 100).normalize(), "f")
        raise Refused(
            f"The shares add up to {percent} %, not to 100 %.",
            f"Osuuksien summa on {percent.replace('.', ',')} % eikä 100 %.",
        )
    return agreed


def _target(row: sqlite3.Row) -> TargetRow:
    return TargetRow(
        target_id=row["target_id"],
        valid_from=date.fromisoformat(row["valid_from"]),
        shares={stage.value: Decimal(row[stage.value]) for stage in Stage},
        basis=row["basis"],
        set_by=row["set_by"],
    )
