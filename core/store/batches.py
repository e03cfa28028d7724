"""The facts of each import as Parquet files, `batches/<name>/`: what the tables of a client are a fold over.

A batch holds what the file said, before anything was known about its entities, so that replaying the batches of a
client always gives the same tables (docs/decisions/fold.md).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from core.model import Level
from core.sources.reading import DAY_SCHEMA, OUTCOME_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store.metrics import synced

_TEXTS = (
    "level",
    "name",
    "external_id",
    "parent",
    "channel",
    "campaign_type",
    "objective",
    "result_kind",
    "bid_strategy",
    "labels",
    "status",
    "status_reason",
    "match_type",
)
_ENTITY_SCHEMA = pa.schema([pa.field(name, pa.string(), nullable=False) for name in _TEXTS])


@dataclass(frozen=True)
class Batch:
    """The facts of one table of a file, for one account of a client. `currency` is that of its money."""

    client_id: str
    source: str
    account: str
    currency: str
    entities: tuple[Entity, ...]
    days: pa.Table
    periods: pa.Table
    results: pa.Table
    outcomes: pa.Table = field(default_factory=OUTCOME_SCHEMA.empty_table)


def write_batch(root: Path, name: str, batch: Batch) -> None:
    """Write the batch of an import and wait until it is on the disk. Raises OSError."""
    folder = batch_folder(root, name)
    folder.mkdir(parents=True, exist_ok=True)
    about = {key: getattr(batch, key) for key in ("client_id", "source", "account", "currency")}
    (folder / "batch.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")
    _write(_entity_table(batch.entities), folder / "entities.parquet")
    _write(batch.days.cast(DAY_SCHEMA), folder / "days.parquet")
    _write(batch.periods.cast(PERIOD_SCHEMA), folder / "periods.parquet")
    _write(batch.results.cast(RESULT_SCHEMA), folder / "results.parquet")
    _write(batch.outcomes.cast(OUTCOME_SCHEMA), folder / "outcomes.parquet")
    for path in (*folder.iterdir(), folder, folder.parent, root):
        synced(path)


def read_batch(root: Path, name: str) -> Batch:
    """The batch of an import. Raises OSError when it is not there."""
    folder = batch_folder(root, name)
    rows = _read(folder / "entities.parquet").to_pylist()
    return Batch(
        **json.loads((folder / "batch.json").read_text("utf-8")),
        entities=tuple(Entity(**(row | {"level": Level(row["level"])})) for row in rows),
        days=_read(folder / "days.parquet"),
        periods=_read(folder / "periods.parquet"),
        results=_read(folder / "results.parquet"),
        outcomes=_outcomes(folder),
    )


def is_whole(root: Path, name: str) -> bool:
    """Whether every file of a batch is there and readable as what it is."""
    from pyarrow import parquet

    try:
        for table in ("entities", "days", "periods", "results"):
            parquet.read_metadata(batch_folder(root, name) / f"{table}.parquet")
    except (OSError, pa.ArrowInvalid):
        return False
    return (batch_folder(root, name) / "batch.json").is_file()


def batch_folder(root: Path, name: str) -> Path:
    """Where the batch of an import lies."""
    return root / "batches" / name


def window(batch: Batch) -> tuple[date, date] | None:
    """First and last day of the batch's day rows; None when it has none."""
    if not batch.days.num_rows:
        return None
    days = batch.days.column("day")
    return pc.min(days).as_py(), pc.max(days).as_py()


def _write(table: pa.Table, path: Path) -> None:
    from pyarrow import parquet  # with it comes all that speaks to clouds: 4 MB that only an import needs

    parquet.write_table(table, path)


def _read(path: Path) -> pa.Table:
    from pyarrow import parquet

    return parquet.read_table(path)


def _outcomes(folder: Path) -> pa.Table:
    """Batches written before outcomes were read have no file of them."""
    path = folder / "outcomes.parquet"
    return _read(path) if path.exists() else OUTCOME_SCHEMA.empty_table()


def _entity_table(entities: tuple[Entity, ...]) -> pa.Table:
    return pa.Table.from_pylist([asdict(entity) | {"level": str(entity.level)} for entity in entities], _ENTITY_SCHEMA)
