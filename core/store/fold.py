"""One step of the fold: what a batch does to the tables of its client.

`compare` says what it would do and changes nothing; `apply` does it. Both run the same statements up to that point, so
that a preview is what will happen. Only the rows that a batch holds take the place of rows; everything else is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pyarrow as pa
from duckdb import DuckDBPyConnection

from core.sources.reading import DAY_MEASURES
from core.sources.vocabulary import COUNTED_ASIDE
from core.store.batches import Batch, window
from core.store.facts import RestatedDay
from core.store.identity import Known, Named, Resolution, resolve
from core.store.named import sql

_KNOWN_FIELDS: list[pa.Field[Any]] = [
    pa.field(name, pa.date32() if name.endswith("_day") else pa.string()) for name in Known.__dataclass_fields__
]
_NAMED_FIELDS: list[pa.Field[Any]] = [
    pa.field("level", pa.string()),
    pa.field("entity_key", pa.string()),
    pa.field("name", pa.string()),
    pa.field("first_day", pa.date32()),
    pa.field("last_day", pa.date32()),
    pa.field("import_id", pa.int64()),
]
_PLACE_FIELDS: list[pa.Field[Any]] = [
    pa.field("e", pa.int32()),
    pa.field("entity_key", pa.string()),
    pa.field("level", pa.string()),
]


MOST_NAMES = 20
"""Names that an effect tells; a search-term report may bring thousands."""


class Change(NamedTuple):
    """A measure of rows that were already there: how many rows change, and their sums before and after."""

    measure: str
    rows: int
    old: Decimal
    new: Decimal


class Kept(NamedTuple):
    """What lies inside the batch's window, at its levels, and is not in it."""

    currency: str
    entities: int
    spend: Decimal


@dataclass(frozen=True, slots=True)
class Effect:
    """What a batch does. `replaced_…` count days, periods and outcomes that were already there, changed or not;
    `twins` are other accounts of the source that have the same campaigns over the same days."""

    replaced_days: int
    replaced_periods: int
    changes: tuple[Change, ...]
    kept: tuple[Kept, ...]
    created: int
    renamed: int
    ambiguous: tuple[str, ...]
    twins: tuple[str, ...]
    replaced_outcomes: int = 0
    days: tuple[RestatedDay, ...] = ()
    """The changes day by day."""
    new_names: tuple[str, ...] = ()
    renamed_names: tuple[tuple[str, str], ...] = ()
    """(name before, name now)"""
    kept_names: tuple[str, ...] = ()
    """Of `created`, `renamed` and `kept`, the first MOST_NAMES each."""


def compare(con: DuckDBPyConnection, batch: Batch, import_id: int = 0) -> Effect:
    """What the batch would do to the tables `con` sees. Leaves temporary tables on `con` and nothing else."""
    return _prepare(con, batch, _parameters(batch, import_id))[0]


def apply(con: DuckDBPyConnection, batch: Batch, import_id: int) -> Effect:
    """Put the batch into the tables, inside the caller's transaction."""
    parameters = _parameters(batch, import_id)
    effect, resolution = _prepare(con, batch, parameters)
    con.register("touched_name", _table(map(asdict, resolution.names), _NAMED_FIELDS))
    for name in ("delete_entities", "insert_entities", "delete_names", "insert_names"):
        _run(con, name, parameters)
    if batch.days.num_rows:
        for name in ("insert_restated", "delete_days", "insert_days", "recount_days", "insert_known"):
            _run(con, name, parameters)
    if batch.periods.num_rows:
        for name in ("delete_periods", "insert_periods"):
            _run(con, name, parameters)
    if batch.results.num_rows:
        for name in ("delete_results", "insert_results"):
            _run(con, name, parameters)
    if batch.outcomes.num_rows:
        for name in ("insert_restated_outcomes", "delete_outcomes", "insert_outcomes"):
            _run(con, name, parameters)
    return effect


def forget_client(con: DuckDBPyConnection, *, client_id: str) -> None:
    """Remove every row of the client, inside the caller's transaction."""
    for statement in sql("fold/forget_client").split(";\n"):
        if statement.strip():
            con.execute(statement, {"client_id": client_id})


def _prepare(con: DuckDBPyConnection, batch: Batch, parameters: dict[str, Any]) -> tuple[Effect, Resolution]:
    con.register("batch_days", batch.days)
    con.register("batch_periods", batch.periods)
    con.register("batch_results", batch.results)
    con.register("batch_outcomes", batch.outcomes)
    before, resolution = _resolve(con, batch, parameters)
    levels = {e: str(batch.entities[e].level) for e in resolution.keys}
    rows = [{"e": e, "entity_key": key, "level": levels[e]} for e, key in resolution.keys.items()]
    con.register("batch_entity", _table(rows, _PLACE_FIELDS))
    con.register("touched_entity", _table(map(asdict, resolution.entities), _KNOWN_FIELDS))
    names = {known.entity_key: known.name for known in resolution.entities}
    replaced_days, changes, kept = _prepare_days(con, batch, parameters)
    replaced_outcomes, outcome_changes = _prepare_outcomes(con, batch, parameters)
    has_days = bool(batch.days.num_rows)
    effect = Effect(
        replaced_days=replaced_days,
        replaced_periods=_prepare_periods(con, batch, parameters),
        changes=(*changes, *outcome_changes),
        kept=tuple(kept),
        created=len(resolution.created),
        renamed=len(resolution.renamed),
        ambiguous=resolution.ambiguous,
        twins=tuple(account for account, _ in _run(con, "twins", parameters)),
        replaced_outcomes=replaced_outcomes,
        days=tuple(RestatedDay(*row) for row in _run(con, "changed_days", {})) if has_days else (),
        new_names=tuple(sorted(names[key] for key in resolution.created)[:MOST_NAMES]),
        renamed_names=tuple(sorted((before[key], names[key]) for key in resolution.renamed)[:MOST_NAMES]),
        kept_names=tuple(name for (name,) in _run(con, "kept_names", parameters | {"names": MOST_NAMES}))
        if kept
        else (),
    )
    return effect, resolution


def _resolve(con: DuckDBPyConnection, batch: Batch, parameters: dict[str, Any]) -> tuple[dict[str, str], Resolution]:
    """The names that the account's entities had before, by key, and who the batch is about."""
    known = [Known(**row) for row in _records(con, "known_entities", parameters)]
    named = [Named(**row) for row in _records(con, "known_names", parameters)]
    spans = {e: (first, last) for e, first, last in _run(con, "spans", {})}
    place = (batch.client_id, batch.source, batch.account)
    before = {entity.entity_key: entity.name for entity in known}
    return before, resolve(place, known, named, batch.entities, spans, parameters["import_id"])


def _prepare_days(
    con: DuckDBPyConnection, batch: Batch, parameters: dict[str, Any]
) -> tuple[int, list[Change], list[Kept]]:
    if not batch.days.num_rows:
        return 0, [], []
    for name in ("arriving_day", "restated", "counted_level"):
        _run(con, name, parameters)
    replaced = con.execute("select count(old_row) from arriving_day").fetchall()[0][0]
    changes = [Change(*row) for row in _run(con, "changes", {})]
    return replaced, changes, [Kept(*row) for row in _run(con, "kept", parameters)]


def _prepare_periods(con: DuckDBPyConnection, batch: Batch, parameters: dict[str, Any]) -> int:
    if batch.results.num_rows:
        _run(con, "arriving_result", parameters)
    if not batch.periods.num_rows:
        return 0
    _run(con, "arriving_period", parameters | {"additive": [*DAY_MEASURES, *COUNTED_ASIDE]})
    return int(_run(con, "replaced_periods", parameters)[0][0])


def _prepare_outcomes(con: DuckDBPyConnection, batch: Batch, parameters: dict[str, Any]) -> tuple[int, list[Change]]:
    if not batch.outcomes.num_rows:
        return 0, []
    for name in ("arriving_outcome", "restated_outcome"):
        _run(con, name, parameters)
    changes = [Change(*row) for row in _run(con, "outcome_changes", {})]
    return int(_run(con, "replaced_outcomes", parameters)[0][0]), changes


def _table(rows: Iterable[dict[str, Any]], fields: list[pa.Field[Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), pa.schema(fields))


def _parameters(batch: Batch, import_id: int) -> dict[str, Any]:
    first, last = window(batch) or (date.max, date.min)
    return {
        "client_id": batch.client_id,
        "source": batch.source,
        "account": batch.account,
        "currency": batch.currency,
        "import_id": import_id,
        "first": first,
        "last": last,
    }


def _run(con: DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    text = sql(f"fold/{name}")
    used = {key: value for key, value in parameters.items() if f"${key}" in text}
    return con.execute(text, used).fetchall()


def _records(con: DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    text = sql(f"fold/{name}")
    used = {key: value for key, value in parameters.items() if f"${key}" in text}
    answer = con.execute(text, used)
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
