"""New data folders of the tests start from an empty one that the migrations have made once in this process, and what is
written there is not waited for until it lies on the disk.

A migration's own tests bring other migrations, and other processes know nothing of this: there, all of them run, and
what is said to be saved is.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
import pytest

from core.store import metrics, ops


@contextmanager
def quick_new_folders(empty: Path) -> Iterator[None]:
    """While the block runs, a new file of either store is a copy of an empty one that is kept in the folder `empty`."""
    ops_file, metrics_file = empty / "ops.sqlite", empty / "metrics.duckdb"
    ops.Ops(ops_file).migrate()
    metrics._migrated(str(metrics_file), metrics.WRITER).close()
    of_ops, of_metrics = ops.MIGRATIONS, metrics.MIGRATIONS
    migrate, migrated, open_to_write = ops.Ops.migrate, metrics._migrated, ops.Ops._open_to_write

    def copied_or_migrated(self: ops.Ops) -> None:
        if of_ops != ops.MIGRATIONS or self.path.exists() or not _is_copied(ops_file, self.path):
            migrate(self)

    def opened(path: str, config: dict[str, Any]) -> duckdb.DuckDBPyConnection:
        if of_metrics == metrics.MIGRATIONS:
            if path == ":memory:":
                return duckdb.connect(str(metrics_file), read_only=True, config=config)
            if not Path(path).exists():
                shutil.copyfile(metrics_file, path)
        return migrated(path, config)

    def unhurried(self: ops.Ops) -> sqlite3.Connection:
        con = open_to_write(self)
        con.execute("pragma synchronous=off")  # the system writes when it likes: only a power cut would tell
        return con

    with (
        pytest.MonkeyPatch.context() as patch,
        # An engine that is running is joined at once by whoever reads the same file in the same way.
        closing(duckdb.connect(str(metrics_file), read_only=True, config=metrics.READER)),
    ):
        patch.setattr(ops.Ops, "migrate", copied_or_migrated)
        patch.setattr(ops.Ops, "_open_to_write", unhurried)
        patch.setattr(metrics, "_migrated", opened)
        patch.setattr(metrics, "synced", lambda path: None)
        yield


def _is_copied(file: Path, wanted: Path) -> bool:
    """Whether the copy stands there now, whole from its first moment; not where no file can be or one is already."""
    with suppress(OSError):
        wanted.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=wanted.parent) as copy:
            shutil.copyfile(file, copy.name)
            Path(copy.name).chmod(file.stat().st_mode)
            os.link(copy.name, wanted)
            return True
    return False
