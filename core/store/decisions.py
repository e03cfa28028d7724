"""What people decided about entities: stage, weights and temperature, each with the day from which it holds.

Nothing is overwritten: the newest decision with the latest `valid_from` on or before a day holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from core.errors import Refused
from core.model import MIXED, Stage, Temperature
from core.store.ops import Ops

ALWAYS = date.min
"""`valid_from` of a decision that holds for all days."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision to write. `stage` is a stage or `mixed` (with or without `weights`, fractions that sum to 1); None
    takes the person's decision back, so that the rules speak again."""

    entity_key: str
    stage: str | None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    temperature: str | None = None
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it was written. `stage` None: taken back."""

    entity_key: str
    valid_from: date
    stage: str | None
    weights: dict[str, Decimal]
    temperature: str | None
    decided_by: str
    decided_at: datetime
    decision_id: int


def decide(
    ops: Ops,
    *,
    client_id: str,
    entity_key: str,
    stage: str | None,
    weights: Mapping[str, Decimal] | None = None,
    temperature: str | None = None,
    valid_from: date | None = None,
    decided_by: str,
    now: datetime,
) -> None:
    """Write one decision (see `Choice`). Raises Refused when the stage cannot hold money or the weights do not sum
    to 1."""
    choice = Choice(entity_key, stage, weights or {}, temperature, valid_from)
    decide_many(ops, client_id=client_id, decisions=[choice], decided_by=decided_by, now=now)


def decide_many(ops: Ops, *, client_id: str, decisions: Iterable[Choice], decided_by: str, now: datetime) -> None:
    """Write several decisions in one transaction: all of them or none. Raises Refused as `decide` does."""
    rows = [_row(client_id, choice, decided_by, now) for choice in decisions]
    with ops.write() as con:
        con.executemany(
            "insert into stage_decision"
            " (client_id, entity_key, valid_from, stage, weights, temperature, decided_by, decided_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def list_decisions(ops: Ops, *, client_id: str) -> list[Decision]:
    """Every decision about the client's entities, oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from stage_decision where client_id = ? order by decision_id", (client_id,)
        ).fetchall()
    return [_decision(row) for row in rows]


def move_decisions(con: sqlite3.Connection, *, client_id: str, moved: Mapping[str, str]) -> None:
    """Let decisions follow entities whose key has changed (`moved`: old key -> new key), in an open transaction."""
    con.executemany(
        "update stage_decision set entity_key = ? where client_id = ? and entity_key = ?",
        [(new, client_id, old) for old, new in moved.items()],
    )


def _row(client_id: str, choice: Choice, decided_by: str, now: datetime) -> tuple[str | None, ...]:
    _require_possible(choice)
    weights = {stage: format(share, "f") for stage, share in choice.weights.items() if share}
    return (
        client_id,
        choice.entity_key,
        (choice.valid_from or ALWAYS).isoformat(),
        MIXED if weights else choice.stage,
        json.dumps(weights) if weights else None,
        choice.temperature,
        decided_by,
        now.isoformat(),
    )


def _require_possible(choice: Choice) -> None:
    if choice.stage is not None and choice.stage not in (*Stage, MIXED):
        raise Refused(
            f"{choice.stage} cannot hold money: choose reach, act, convert, engage or mixed.",
            f"{choice.stage} ei voi sisältää rahaa: valitse reach, act, convert, engage tai mixed.",
        )
    if choice.temperature is not None and choice.temperature not in set(Temperature):
        raise Refused(
            f"{choice.temperature} is not a temperature: choose cold, warm or customer.",
            f"{choice.temperature} ei ole lämpötila: valitse cold, warm tai customer.",
        )
    weights = choice.weights
    if weights and (set(weights) - set(Stage) or min(weights.values()) < 0 or sum(weights.values()) != 1):
        raise Refused(
            "The weights of a mixed campaign are shares of the four stages that add up to 100 %.",
            "Sekakampanjan painot ovat neljän vaiheen osuuksia, joiden summa on 100 %.",
        )


def _decision(row: sqlite3.Row) -> Decision:
    return Decision(
        entity_key=row["entity_key"],
        valid_from=date.fromisoformat(row["valid_from"]),
        stage=row["stage"],
        weights={stage: Decimal(share) for stage, share in json.loads(row["weights"] or "{}").items()},
        temperature=row["temperature"],
        decided_by=row["decided_by"],
        decided_at=datetime.fromisoformat(row["decided_at"]),
        decision_id=row["decision_id"],
    )
