"""The two stores of a data folder: SQLite for what people write, DuckDB generations for campaign metrics."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.errors import StoreError
from core.store.metrics import Metrics
from core.store.ops import Ops


@dataclass(frozen=True, slots=True)
class Store:
    """Both stores of the data folder `root`."""

    root: Path
    ops: Ops
    metrics: Metrics

    def healthy(self) -> bool:
        """Whether both stores open and answer."""
        try:
            with self.metrics.cursor() as cursor:
                return bool(cursor.execute("select count(*) >= 0 from schema_version").fetchall()[0][0])
        except StoreError:
            return False


def open_store(root: Path) -> Store:
    """Open a data folder, making it and bringing both schemas up to date when needed. Metrics that cannot be read stop
    nothing here: their first reader is told, and a copy can still be brought back. Raises StoreError."""
    ops = Ops(root / "ops.sqlite")
    ops.migrate()
    metrics = Metrics(root, ops)
    if _is_behind(metrics):
        with metrics.lock(), metrics.writer(lambda con, name: None):
            pass
    return Store(root, ops, metrics)


def _is_behind(metrics: Metrics) -> bool:
    try:
        return not metrics.is_current_schema()
    except StoreError:
        return False
