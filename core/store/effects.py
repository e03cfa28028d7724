"""What cards are expected to do, said beforehand, and what people say became of it. Rows are added, never changed but
for being taken back. All instants are naive UTC, and what was true at an earlier one can be asked for later.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.errors import Refused
from core.findings.effects import Direction, Outcome
from core.measure.metrics import METRICS
from core.model import Stage
from core.store.ops import Ops

TEXT_LIMIT = 500
SOONEST, LATEST = 14, 120
"""Days from done to the question: fewer show nothing, later nobody remembers."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that was expected of a card. `size`: a fraction, None for any change."""

    expectation_id: int
    card_id: str
    stage: str
    metric: str
    direction: Direction
    size: Decimal | None
    after_days: int
    client_visible: bool
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class OutcomeSaid:
    """What people say became of an expectation."""

    expectation_id: int
    outcome: Outcome
    learnt: str
    client_visible: bool
    answered_by: str
    answered_at: datetime


def add_expectation(
    ops: Ops,
    *,
    client_id: str,
    card_id: str,
    stage: str,
    metric: str,
    direction: Direction,
    size: Decimal | None,
    after_days: int,
    client_visible: bool = False,
    who: str,
    now: datetime,
) -> Expectation:
    """Write down what is expected. Raises Refused for a number, stage, size or day that cannot be held against it."""
    _require_possible(stage, metric, size, after_days)
    with ops.write() as con:
        row = con.execute(
            "insert into expectation (client_id, card_id, stage, metric, direction, size, after_days, client_visible,"
            " written_by, written_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (
                client_id,
                card_id,
                stage,
                metric,
                Direction(direction).value,
                format(size, "f") if size is not None else None,
                after_days,
                client_visible,
                who,
                now.isoformat(),
            ),
        ).fetchone()
    return _expectation(row)


def take_expectation_back(ops: Ops, *, client_id: str, expectation_id: int, who: str, now: datetime) -> None:
    """An expectation counts no more. Raises Refused when there is no such one."""
    with ops.write() as con:
        gone = con.execute(
            "update expectation set taken_back_by = ?, taken_back_at = ?"
            " where client_id = ? and expectation_id = ? and taken_back_at is null",
            (who, now.isoformat(), client_id, expectation_id),
        )
        if not gone.rowcount:
            raise _unknown(expectation_id)


def list_expectations(ops: Ops, *, client_id: str, as_of: datetime) -> list[Expectation]:
    """Everything expected as known at an instant, oldest first; what was taken back by then is left out."""
    with ops.read() as con:
        rows = con.execute(
            "select * from expectation where client_id = ?1 and written_at <= ?2"
            " and (taken_back_at is null or taken_back_at > ?2) order by written_at, expectation_id",
            (client_id, as_of.isoformat()),
        ).fetchall()
    return [_expectation(row) for row in rows]


def answer_expectation(
    ops: Ops,
    *,
    client_id: str,
    expectation_id: int,
    outcome: Outcome,
    learnt: str = "",
    client_visible: bool = False,
    who: str,
    now: datetime,
) -> OutcomeSaid:
    """Say what became of it; said again the newest holds. Raises Refused when there is no such expectation."""
    with ops.write() as con:
        known = con.execute(
            "select 1 from expectation where client_id = ? and expectation_id = ? and taken_back_at is null",
            (client_id, expectation_id),
        ).fetchone()
        if known is None:
            raise _unknown(expectation_id)
        row = con.execute(
            "insert into expectation_answer (client_id, expectation_id, outcome, learnt, client_visible, answered_by,"
            " answered_at) values (?, ?, ?, ?, ?, ?, ?) returning *",
            (
                client_id,
                expectation_id,
                Outcome(outcome).value,
                " ".join(learnt.split())[:TEXT_LIMIT],
                client_visible,
                who,
                now.isoformat(),
            ),
        ).fetchone()
    return _answer(row)


def list_outcomes(ops: Ops, *, client_id: str, as_of: datetime) -> dict[int, OutcomeSaid]:
    """Expectation -> what was said last of what became of it, up to an instant."""
    with ops.read() as con:
        rows = con.execute(
            "select * from expectation_answer where client_id = ? and answered_at <= ? order by answered_at, answer_id",
            (client_id, as_of.isoformat()),
        ).fetchall()
    return {one.expectation_id: one for one in map(_answer, rows)}


def _require_possible(stage: str, metric: str, size: Decimal | None, after_days: int) -> None:
    known = METRICS.get(metric)
    if known is None or metric == "spend":
        names = ", ".join(name for name in METRICS if name != "spend")
        raise Refused(f"“{metric}” is no result: choose one of {names}.", f"”{metric}” ei ole tulos: valitse {names}.")
    if stage and stage not in set(Stage):
        names = ", ".join(Stage)
        raise Refused(f"{stage} is not a stage: {names}.", f"{stage} ei ole vaihe: {names}.")
    if stage and not known.by_stage:
        raise Refused(
            f"{known.name.en} is counted on the whole website: it cannot be told for one stage.",
            f"{known.name.fi} lasketaan koko sivustolta: sitä ei voi sanoa yhdestä vaiheesta.",
        )
    if size is not None and not Decimal(0) < size <= Decimal(10):
        raise Refused("Give the size as more than 0 %.", "Anna suuruus yli 0 prosenttina.")
    if not SOONEST <= after_days <= LATEST:
        raise Refused(
            f"Ask {SOONEST} to {LATEST} days after it is done: sooner shows nothing.",
            f"Kysy {SOONEST}–{LATEST} päivää valmistumisesta: aiemmin mitään ei näy.",
        )


def _unknown(expectation_id: int) -> Refused:
    return Refused(f"There is no expectation {expectation_id}.", f"Odotusta {expectation_id} ei ole.")


def _expectation(row: sqlite3.Row) -> Expectation:
    return Expectation(
        expectation_id=row["expectation_id"],
        card_id=row["card_id"],
        stage=row["stage"],
        metric=row["metric"],
        direction=Direction(row["direction"]),
        size=Decimal(row["size"]) if row["size"] is not None else None,
        after_days=row["after_days"],
        client_visible=bool(row["client_visible"]),
        written_by=row["written_by"],
        written_at=datetime.fromisoformat(row["written_at"]),
    )


def _answer(row: sqlite3.Row) -> OutcomeSaid:
    return OutcomeSaid(
        expectation_id=row["expectation_id"],
        outcome=Outcome(row["outcome"]),
        learnt=row["learnt"],
        client_visible=bool(row["client_visible"]),
        answered_by=row["answered_by"],
        answered_at=datetime.fromisoformat(row["answered_at"]),
    )
