"""Targets for single numbers, dated: an old period keeps the target it had."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from core.errors import Refused
from core.measure.metrics import METRICS, Metric, Unit
from core.model import Stage
from core.plans import Direction, KpiTarget, Span, newest_by
from core.store.ops import Ops


def set_kpi(
    ops: Ops,
    *,
    client_id: str,
    metric: str,
    span: str,
    direction: str,
    value: Decimal,
    high: Decimal | None = None,
    stage: str = "",
    valid_from: date,
    basis: str = "",
    set_by: str,
    now: datetime,
) -> KpiTarget:
    """Agree on a target from `valid_from` on. Earlier rows stay; of two with the same first day the later one holds.

    `value` is in the metric's unit, a rate as a fraction; `high` is the upper edge of a band. Raises Refused for what
    cannot be a target.
    """
    known = _metric(metric)
    _check_kind(known, stage, direction, span)
    _check_value(known, direction, value, high)
    with ops.write() as con:
        row = con.execute(
            "insert into kpi_target (client_id, metric, stage, span, direction, value, high, valid_from, basis,"
            " set_by, set_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (
                client_id,
                metric,
                stage,
                span,
                direction,
                format(value, "f"),
                None if high is None else format(high, "f"),
                valid_from.isoformat(),
                basis,
                set_by,
                now.isoformat(),
            ),
        ).fetchone()
    return _target(row)


def list_kpis(ops: Ops, *, client_id: str, as_of: datetime | None = None) -> list[KpiTarget]:
    """Every target of the client, newest first within its history; empty when none was agreed. With `as_of` (naive UTC)
    as they had been written by then."""
    with ops.read() as con:
        rows = con.execute(
            "select * from kpi_target where client_id = ?1 and (removed_at is null or removed_at > ?2)"
            " and (?2 is null or set_at <= ?2) order by metric, stage, span, valid_from desc, target_id desc",
            (client_id, as_of.isoformat() if as_of else None),
        ).fetchall()
    return [_target(row) for row in rows]


def kpis_on(targets: Iterable[KpiTarget], day: date) -> list[KpiTarget]:
    """The target in force on `day` for each number that has one by then."""
    begun = [target for target in targets if target.valid_from <= day]
    return newest_by(begun, key=lambda t: t.key, age=lambda t: (t.valid_from, t.target_id))


def remove_kpi(ops: Ops, *, client_id: str, target_id: int, who: str, now: datetime) -> None:
    """Take back a target that was written by mistake; the one before it holds again. Raises Refused when the client has
    no such target."""
    with ops.write() as con:
        gone = con.execute(
            "update kpi_target set removed_by = ?, removed_at = ?"
            " where client_id = ? and target_id = ? and removed_at is null",
            (who, now.isoformat(), client_id, target_id),
        )
        if not gone.rowcount:
            raise Refused("There is no such target.", "Tällaista tavoitetta ei ole.")


def _metric(metric: str) -> Metric:
    known = METRICS.get(metric)
    if known is None:
        names = ", ".join(METRICS)
        raise Refused(
            f"“{metric}” is not a number this product knows: choose {names}.",
            f"”{metric}” ei ole tunnusluku, jonka tämä tuote tuntee: valitse {names}.",
        )
    return known


def _check_kind(metric: Metric, stage: str, direction: str, span: str) -> None:
    if direction not in set(Direction) or span not in set(Span):
        raise Refused(
            "Choose the direction (reach, above, below or band) and the period (month, sprint or quarter).",
            "Valitse suunta (reach, above, below tai band) ja jakso (month, sprint tai quarter).",
        )
    if stage and stage not in set(Stage):
        raise Refused(
            f"{stage} is not a stage: choose reach, act, convert or engage.",
            f"{stage} ei ole vaihe: valitse reach, act, convert tai engage.",
        )
    if stage and not metric.by_stage:
        raise Refused(
            f"{metric.name.en} cannot be told for one stage: analytics does not know which stage a campaign is in.",
            f"{metric.name.fi} ei jakaudu vaiheisiin: analytiikka ei tiedä, missä vaiheessa kampanja on.",
        )
    if direction == Direction.REACH and not metric.adds_up:
        raise Refused(
            f"{metric.name.en} does not add up over days: agree on staying above, below or within a band.",
            f"{metric.name.fi} ei kerry päivistä: sovi pysymisestä yläpuolella, alapuolella tai välillä.",
        )


def _check_value(metric: Metric, direction: str, value: Decimal, high: Decimal | None) -> None:
    if not value.is_finite() or value < 0 or (high is not None and not high.is_finite()):
        raise Refused("A target is a number of at least 0.", "Tavoite on luku, joka on vähintään 0.")
    if (direction == Direction.BAND) != (high is not None):
        raise Refused(
            "A band needs a lower and an upper edge; other targets have one value.",
            "Väli tarvitsee ala- ja ylärajan; muilla tavoitteilla on yksi arvo.",
        )
    if high is not None and high <= value:
        raise Refused("The upper edge must be above the lower one.", "Ylärajan pitää olla alarajaa suurempi.")
    if metric.unit is Unit.PERCENT and max(value, high or value) > 1:
        raise Refused("A rate cannot be above 100 %.", "Osuus ei voi olla yli 100 %.")


def _target(row: sqlite3.Row) -> KpiTarget:
    return KpiTarget(
        target_id=row["target_id"],
        metric=row["metric"],
        stage=row["stage"],
        span=Span(row["span"]),
        direction=Direction(row["direction"]),
        value=Decimal(row["value"]),
        high=None if row["high"] is None else Decimal(row["high"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        basis=row["basis"],
        set_by=row["set_by"],
    )
