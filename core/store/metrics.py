"""Campaign metrics in DuckDB, as immutable, closed, numbered files (generations).

Readers open the current one read-only; a writer works on a private copy and then moves the pointer, which is a row of
the SQLite file. The measurements behind this are in docs/decisions/generations.md.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from core.errors import StoreError, StoreFull
from core.store.lock import locked
from core.store.named import sql
from core.store.ops import Ops, numbered

MIGRATIONS = Path(__file__).parent / "sql" / "metrics"
KEPT_GENERATIONS = 3
LOCK_SECONDS = 600.0

_CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}
READER: dict[str, Any] = _CLOSED | {
    "threads": str(os.cpu_count() or 2),
    "memory_limit": "512MB",
    "max_execution_time": "30000",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
WRITER: dict[str, Any] = _CLOSED | {
    "threads": str(os.cpu_count() or 2),
    "memory_limit": "512MB",
    # Written so that DuckDB 1.5 can read it too: the same size and speed, and a way out.
    "storage_compatibility_version": "v1.5.0",
}

MOST_KEPT, LOOKED_AFTER = 8_000_000, 64
"""What was read stays in memory, up to `memory_limit`, also of clients that nobody looks at any more. A look over two
hundred of them would leave it full, so now and then, when more than this is kept, the file is opened anew."""

Publish = Callable[[sqlite3.Connection, str], None]
"""What a writer does to the SQLite file in the transaction that moves the pointer; gets the new generation's name."""


class _Opened:
    """One open generation and how many cursors of it are in use."""

    def __init__(self, generation: str, con: duckdb.DuckDBPyConnection) -> None:
        self.generation = generation
        self.con = con
        self.users = 0
        self.asked = 0

    def holds(self) -> int:
        """How many bytes of the file it keeps in memory."""
        with closing(self.con.cursor()) as cursor:
            row = cursor.execute("select sum(memory_usage_bytes) from duckdb_memory()").fetchone()
        return int(row[0] or 0) if row else 0


class Metrics:
    """The metrics of all clients. Safe to share between threads; other processes may read and write meanwhile."""

    def __init__(self, root: Path, ops: Ops) -> None:
        self.root = root
        self.ops = ops
        self._guard = threading.Lock()
        self._current: _Opened | None = None

    def generation(self) -> str:
        """The name of the published generation; empty before the first import."""
        return self.ops.version()[0]

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A read-only cursor of the current generation for one thread: everything read inside the block comes from the
        same published state. Fetch every result before asking the next question. Raises StoreError."""
        opened = self._borrow()
        try:
            with closing(opened.con.cursor()) as cursor:
                yield cursor
        finally:
            self._give_back(opened)

    def close(self) -> None:
        """Let go of the open generation."""
        with self._guard:
            opened, self._current = self._current, None
            if opened is not None and not opened.users:
                opened.con.close()

    @contextmanager
    def lock(self, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Be the only writer among all threads and processes. The operating system frees it when the process dies.
        Raises StoreBusy when it is not ours within `seconds`."""
        with locked(self.root / "writer.lock", seconds=seconds):
            yield

    def tidy(self, *, keep: set[str]) -> None:
        """Remove what a dead writer left and the batch folders not in `keep`. Only under the lock."""
        for leftover in self.root.glob("next-*"):
            _remove(leftover)
        for folder in (self.root / "batches").glob("*"):
            if folder.name not in keep:
                _remove(folder)

    @contextmanager
    def writer(self, publish: Publish) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to a private copy of the current generation, inside one transaction. Only under the lock.

        When the block ends the copy becomes the next generation, and `publish` runs in the SQLite transaction that
        moves the pointer. When it raises, nothing has happened. Raises StoreFull when the disk has no room.
        """
        name = self._next_name()
        private = self.root / name.replace("metrics-", "next-")
        try:
            with store_errors():
                self._copy_current(private)
                with closing(_migrated(str(private), WRITER)) as con:
                    con.execute("begin")
                    yield con
                    con.execute("commit")
                    con.execute("checkpoint")
                synced(private)
                os.replace(private, self.root / name)
                synced(self.root)
            with self.ops.write() as ops:
                publish(ops, name)
                ops.execute("update meta set value = ? where key = 'generation'", (name,))
        except BaseException:
            self._discard(name)
            raise
        self._forget_old(name)

    def count_days(self) -> int:
        """How many day rows all clients have; reads their whole money column, so a damaged file shows. Raises
        StoreError."""
        with self.cursor() as cursor, store_errors():
            return int(cursor.execute(sql("queries/count_days")).fetchall()[0][0])

    def install(self, file: Path) -> str:
        """Copy a closed generation in from elsewhere under a name that was never used here; returns the name. It is
        not served until the pointer moves. Only under the lock."""
        name = self._next_name()
        with store_errors():
            shutil.copyfile(file, self.root / name)
            synced(self.root / name)
            synced(self.root)
        return name

    def is_current_schema(self) -> bool:
        """Whether the published generation has every migration."""
        if not self.generation():
            return True
        with self.cursor() as cursor:
            return _schema_version(cursor) == _newest_migration()

    def _borrow(self) -> _Opened:
        with self._guard:  # the pointer is read inside, or a slow thread would bring an older generation back
            generation = self.generation()
            if self._current is None or self._current.generation != generation:
                opened = _Opened(generation, self._open(generation))
                retired, self._current = self._current, opened
                if retired is not None and not retired.users:
                    retired.con.close()
            self._current.users += 1
            return self._current

    def _give_back(self, opened: _Opened) -> None:
        with self._guard:
            opened.asked += 1
            is_full = opened.asked % LOOKED_AFTER == 0 and opened.holds() > MOST_KEPT
            if is_full and opened is self._current:
                self._current = None  # opened anew by whoever asks next
            opened.users -= 1
            if not opened.users and opened is not self._current:
                opened.con.close()

    def _open(self, generation: str) -> duckdb.DuckDBPyConnection:
        with store_errors():
            if not generation:
                return _migrated(":memory:", READER)
            return duckdb.connect(str(self.root / generation), read_only=True, config=READER)

    def _next_name(self) -> str:
        known = [int(path.stem.removeprefix("metrics-")) for path in self.root.glob("metrics-*.duckdb")]
        current = self.generation()
        if current:
            known.append(int(Path(current).stem.removeprefix("metrics-")))
        return f"metrics-{max(known, default=0) + 1:06d}.duckdb"

    def _copy_current(self, private: Path) -> None:
        current = self.generation()
        if current:
            shutil.copyfile(self.root / current, private)

    def _discard(self, name: str) -> None:
        for leftover in self.root.glob("next-*"):
            _remove(leftover)
        with suppress(StoreError):
            if self.generation() != name:  # an interrupt can arrive after the pointer has moved
                _remove(self.root / name)

    def _forget_old(self, live: str) -> None:
        older = sorted(path for path in self.root.glob("metrics-*.duckdb") if path.name < live)
        for path in older[: -(KEPT_GENERATIONS - 1)]:
            _remove(path)


def arrow(cursor: duckdb.DuckDBPyConnection, text: str, parameters: dict[str, Any]) -> pa.Table:
    """The answer to one question as an Arrow table, fetched whole."""
    table: pa.Table = cursor.sql(text, params=parameters).to_arrow_table()
    return table


def synced(path: Path) -> None:
    """Have the operating system write a file's bytes, or a folder's names, to the disk."""
    if path.is_dir() and os.name != "posix":
        return  # only POSIX opens folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn what DuckDB and the disk raise inside the block into StoreError."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise store_error(error) from error


def store_error(error: Exception) -> StoreError:
    """What went wrong with the disk or DuckDB, as a sentence."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if full or any(sign in str(error) for sign in ("No space left", "File too large", "Disk quota")):
        return StoreFull(
            "The disk is full. Nothing was changed: free some space and try again.",
            "Levy on täynnä. Mitään ei muutettu: vapauta tilaa ja yritä uudelleen.",
        )
    return StoreError(
        f"The metrics could not be read or written: {error}", f"Mittaritietoja ei voitu lukea tai kirjoittaa: {error}"
    )


def _migrated(path: str, config: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(path, config=config)
    con.execute("create table if not exists schema_version (version integer not null)")
    have = _schema_version(con)
    for number, migration in numbered(MIGRATIONS):
        if number > have:
            con.execute("begin")
            con.execute(migration.read_text("utf-8"))
            con.execute("insert into schema_version values (?)", [number])
            con.execute("commit")
    return con


def _schema_version(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute("select coalesce(max(version), 0) from schema_version").fetchall()[0][0])


def _newest_migration() -> int:
    return numbered(MIGRATIONS)[-1][0]


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
