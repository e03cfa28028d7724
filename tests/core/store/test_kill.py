"""Processes that die, processes at the same time, and a disk without room: readers never see half an import."""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.dates import DEMO_NOW
from core.errors import StoreBusy
from core.store import Store, import_log, open_store
from core.store.clients import add_client
from tests.children import Child
from tests.core.store.importing import import_some, import_too_much

ROWS = 400 * 5
KILLS = 50 if os.environ.get("SOAK") else 5


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    add_client(store.ops, name="Aurinko", now=DEMO_NOW)
    add_client(store.ops, name="Pilvi", now=DEMO_NOW)
    return store


def importing(store: Store, client_id: str, first: int, count: int) -> Child:
    return Child(import_some, store.root, client_id, first, count)


def state(store: Store) -> list[tuple[str, int, int, int]]:
    """(client, rows, least euros, most euros): least = most where the state is one whole import."""
    with store.metrics.cursor() as cursor:
        return cursor.execute(
            "select client_id, count(*)::int, min(spend)::int, max(spend)::int"
            " from metric_day group by all order by all"
        ).fetchall()


@contextmanager
def read_all_the_time(store: Store, threads: int = 2):
    """Readers in this process, on one shared store, that collect every torn state and every error they meet."""
    stop, wrong, seen = threading.Event(), [], set()

    def read() -> None:
        newest: dict[str, int] = {}
        while not stop.is_set():
            try:
                found = state(store)
            except Exception as error:  # noqa: BLE001 - whatever a reader meets is a failure of the test
                wrong.append(error)
                return
            for client, rows, least, most in found:
                if rows != ROWS or least != most or most < newest.get(client, 0):
                    wrong.append((client, rows, least, most, newest))
                newest[client] = most
            seen.add(tuple(found))

    readers = [threading.Thread(target=read) for _ in range(threads)]
    for reader in readers:
        reader.start()
    try:
        yield seen
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert wrong == []


def test_a_killed_import_is_never_half_seen_and_no_published_one_is_lost(store):
    """Kill an importing process at random moments while others read: what it said it published is there."""
    chance = random.Random(2026)
    acknowledged = 0
    with read_all_the_time(store) as seen:
        for _ in range(KILLS):
            child = importing(store, "aurinko", acknowledged + 2, 1000)
            acknowledged = int(child.said.readline())
            time.sleep(chance.uniform(0, 0.25))
            child.kill()
            _, said, _ = child.ended()
            acknowledged = max([acknowledged, *map(int, said.split())])
            ((_, rows, least, most),) = state(store)
            assert (rows, least) == (ROWS, most)
            assert acknowledged <= most <= acknowledged + 1
            acknowledged = most
    assert len(seen) > 1


def test_the_writer_after_a_killed_one_clears_up_and_says_what_happened(store):
    child = importing(store, "aurinko", 1, 1000)
    child.said.readline()
    while not any(store.root.glob("next-*")):
        time.sleep(0.001)
    child.kill()
    child.ended()
    second = importing(store, "aurinko", 5000, 1)
    assert second.ended() == (0, "5000\n", "")
    assert list(store.root.glob("next-*")) == []
    records = import_log.list_imports(store.ops, client_id="aurinko", limit=5000)
    assert {record.status for record in records} <= {"published", "failed"}
    assert all(record.error == "the process died" for record in records if record.status == "failed")
    folders = {path.name for path in (store.root / "batches").iterdir()}
    assert folders == {record.batch for record in records if record.status == "published"}


def test_two_processes_import_at_once_while_others_read(store):
    count = 30 if os.environ.get("SOAK") else 6
    with read_all_the_time(store) as seen:
        writers = [importing(store, client, 1, count) for client in ("aurinko", "pilvi")]
        said = [writer.ended() for writer in writers]
    assert [(status, out.split()[-1], errors) for status, out, errors in said] == [(0, str(count), "")] * 2
    assert state(store) == [("aurinko", ROWS, count, count), ("pilvi", ROWS, count, count)]
    assert len(seen) > 1
    for client in ("aurinko", "pilvi"):
        assert {r.status for r in import_log.list_imports(store.ops, client_id=client)} == {"published"}


def test_the_same_file_given_to_two_processes_is_published_once(store):
    writers = [importing(store, "aurinko", 1, 1) for _ in range(2)]
    assert [(status, errors) for status, _, errors in (writer.ended() for writer in writers)] == [(0, "")] * 2
    assert len(import_log.list_imports(store.ops, client_id="aurinko")) == 1


def test_who_waits_too_long_for_another_writer_is_told_so(store):
    other = open_store(store.root)
    with other.metrics.lock(), pytest.raises(StoreBusy), store.metrics.lock(seconds=0.05):
        pass


def test_old_generations_go_and_the_live_one_stays(store):
    writer = importing(store, "aurinko", 1, 6)
    assert writer.ended()[::2] == (0, "")
    generations = sorted(path.name for path in store.root.glob("metrics-*"))
    assert generations == ["metrics-000004.duckdb", "metrics-000005.duckdb", "metrics-000006.duckdb"]
    assert store.metrics.generation() == generations[-1]


def _full(folder: Path, limit: int | None = None) -> str:
    status, said, errors = Child(import_too_much, folder, 15_000, limit).ended()
    assert (status, errors) == (0, "")
    return said.strip()


def _after_a_full_disk(store: Store) -> None:
    assert state(store) == [("aurinko", ROWS, 1, 1)]
    assert [r.status for r in import_log.list_imports(store.ops, client_id="aurinko")] == ["failed", "published"]
    assert list(store.root.glob("next-*")) == []
    assert len(list((store.root / "batches").iterdir())) == 1
    assert store.healthy()


SENTENCE = "The disk is full. Nothing was changed: free some space and try again."


def test_without_room_for_the_next_generation_the_old_one_is_served(store):
    """A limit on the size of a file stands in for a full disk: the system refuses the write in the same place."""
    assert _full(store.root, limit=1_200_000) == SENTENCE
    _after_a_full_disk(store)


@pytest.fixture
def small_disk(tmp_path: Path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a disk of a given size can only be made by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_full_disk_the_old_state_is_served(small_disk):
    store = open_store(small_disk)
    add_client(store.ops, name="Aurinko", now=DEMO_NOW)
    assert _full(small_disk) == SENTENCE
    _after_a_full_disk(store)
    store.metrics.close()
