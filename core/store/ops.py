"""What people write, in one SQLite file: short transactions, numbered migrations, any number of processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import IntEnum
from pathlib import Path

from core.errors import StoreBusy, StoreError, StoreFull

MIGRATIONS = Path(__file__).parent / "sql" / "ops"
WAIT_SECONDS = 15


def _wal_is_safe(version: tuple[int, int, int]) -> bool:
    """SQLite 3.7.0-3.51.2 can corrupt a file when a WAL is reset at the wrong moment (https://sqlite.org/wal.html)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


JOURNAL = "wal" if _wal_is_safe(sqlite3.sqlite_version_info) else "truncate"


def numbered(folder: Path) -> list[tuple[int, Path]]:
    """Migration files `NNN_words.sql` of a folder with their numbers, in order."""
    return sorted((int(path.name.split("_")[0]), path) for path in folder.glob("[0-9]*_*.sql"))


class About(IntEnum):
    """What a write is about, from what changes least to what changes most of what is computed from the store."""

    TALK = 1
    """What is said in meetings, several times a minute."""
    BOARDS = 2
    """Cards and their moves."""
    FIGURES = 3
    """Anything else."""


_COUNTERS = {About.TALK: "change", About.BOARDS: "boards", About.FIGURES: "figures"}
"""What a write moves: its own counter, and those of all that is about less."""


class Ops:
    """The SQLite file. Every call opens its own connection: nothing is shared between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _open_to_write(self) -> sqlite3.Connection:
        con = self._open()
        con.execute(f"pragma journal_mode={JOURNAL}")
        con.execute("pragma synchronous=full")
        con.execute("pragma foreign_keys=on")
        return con

    def _open(self) -> sqlite3.Connection:
        """In autocommit mode, rows addressable by name. A reader needs no more: a page reads several times a run, and
        each pragma would look at the file again."""
        con = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)
        con.row_factory = sqlite3.Row
        return con

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one consistent state. Raises StoreError when the file cannot be read."""
        try:
            with closing(self._open()) as con:
                con.execute("begin")
                yield con
                con.execute("rollback")
        except sqlite3.DatabaseError as error:
            raise translated(error) from error

    @contextmanager
    def write(self, *, moves_change: bool = True, about: About = About.FIGURES) -> Iterator[sqlite3.Connection]:
        """One transaction, written when the block ends and rolled back when it raises.

        Every write moves `change`, so that a reader's cache can be keyed by it; not so sessions and sign-in attempts,
        which no report reads. `about` says what else may be computed anew (see `version`). Raises StoreBusy or
        StoreFull.
        """
        try:
            with closing(self._open_to_write()) as con:
                con.execute("begin immediate")
                try:
                    yield con
                    if moves_change:
                        _move(con, about)
                    con.execute("commit")
                except BaseException:
                    if con.in_transaction:
                        con.execute("rollback")
                    raise
        except sqlite3.OperationalError as error:
            raise translated(error) from error

    def migrate(self) -> None:
        """Bring the file to the newest schema; each migration and the note that it ran share one transaction. Raises
        StoreError where no folder can be."""
        folder = self.path.parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{folder} cannot be the data folder: {error.strerror}.",
                f"{folder} ei voi olla datakansio: {error.strerror}.",
            ) from error
        try:
            with closing(self._open_to_write()) as con:
                for number, path in numbered(MIGRATIONS):
                    con.execute("begin immediate")
                    if con.execute("pragma user_version").fetchone()[0] < number:
                        for statement in path.read_text("utf-8").split(";\n"):
                            if statement.strip():
                                con.execute(statement)
                        con.execute(f"pragma user_version={number}")
                    con.execute("commit")
        except sqlite3.OperationalError as error:
            raise translated(error) from error

    def version(self, about: About = About.TALK) -> tuple[str, int]:
        """(metrics generation, ops change): together the key under which anything computed from the stores is cached.
        What does not depend on what is said in meetings asks for the version of BOARDS or FIGURES, which stays while
        people only talk. The generation is empty before the first import."""
        with self.read() as con:
            rows = con.execute("select key, value from meta where key in ('generation', ?)", (_COUNTERS[about],))
            values = dict(rows.fetchall())
        return values.get("generation") or "", int(values.get(_COUNTERS[about]) or 0)


def _move(con: sqlite3.Connection, about: About) -> None:
    con.execute("update meta set value = value + 1 where key = 'change'")
    for other in About:
        if About.TALK < other <= about:
            con.execute(
                "update meta set value = (select value from meta where key = 'change') where key = ?",
                (_COUNTERS[other],),
            )


def translated(error: sqlite3.Error) -> StoreError:
    """What went wrong, as a sentence."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreBusy(
            "Somebody else is writing right now. Nothing was saved: try again in a moment.",
            "Joku muu tallentaa juuri nyt. Mitään ei tallennettu: yritä hetken päästä uudelleen.",
        )
    if "full" in text or "disk I/O" in text:
        return StoreFull(
            "The disk is full. Nothing was changed: free some space and try again.",
            "Levy on täynnä. Mitään ei muutettu: vapauta tilaa ja yritä uudelleen.",
        )
    return StoreError(f"The database could not be used: {text}.", f"Tietokantaa ei voitu käyttää: {text}.")
