"""One of many processes at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.store.ops import translated


@contextmanager
def locked(path: Path, *, seconds: float) -> Iterator[None]:
    """Hold the lock `path` against all threads and processes; the operating system frees it when the process dies.
    Raises StoreBusy when it is not ours within `seconds`."""
    # An SQLite file is a lock that works alike on every system.
    try:
        with closing(sqlite3.connect(path, timeout=seconds, isolation_level=None)) as con:
            con.execute("begin exclusive")
            yield
    except sqlite3.OperationalError as error:
        raise translated(error) from error
