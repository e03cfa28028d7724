"""A store made by an older version is brought up to date without a moment in which it cannot be read."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from core.errors import StoreError
from core.store import Store, metrics, open_store, ops
from core.store.promises import list_actions, list_meeting_decisions


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a version that does not exist yet."""
    folder = tmp_path / "migrations"
    shutil.copytree(metrics.MIGRATIONS, folder)
    monkeypatch.setattr(metrics, "MIGRATIONS", folder)
    return folder / "999_more.sql"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    with store.metrics.lock(), store.metrics.writer(lambda con, name: None):
        pass
    return store


def test_opening_publishes_a_generation_with_the_new_schema(store, newer):
    newer.write_text("create table more (a integer);")
    assert not store.metrics.is_current_schema()
    opened = open_store(store.root)
    assert opened.metrics.generation() == "metrics-000002.duckdb"
    assert opened.metrics.is_current_schema()
    with store.metrics.cursor() as cursor:  # the store that was open before reads the new one too
        assert cursor.execute("select count(*) from more").fetchall() == [(0,)]


def test_opening_twice_migrates_once(store, newer):
    newer.write_text("create table more (a integer);")
    for _ in range(2):
        assert open_store(store.root).metrics.generation() == "metrics-000002.duckdb"


def test_a_migration_that_fails_leaves_what_was_there(store, newer):
    newer.write_text("create table more (a integer); select nonsense;")
    with pytest.raises(StoreError):
        open_store(store.root)
    assert store.healthy()
    assert [path.name for path in store.root.glob("*.duckdb")] == ["metrics-000001.duckdb"]


def test_what_was_promised_and_decided_before_the_upgrade_is_there_after_it(tmp_path, monkeypatch):
    """A file of the version whose actions were done or not and took no steps, and whose decisions were no answers."""
    older = tmp_path / "older"
    older.mkdir()
    for number, path in ops.numbered(ops.MIGRATIONS):
        if number <= 14:
            shutil.copy(path, older)
    now = "2026-09-10T09:00:00"
    file = ops.Ops(tmp_path / "ops.sqlite")
    with monkeypatch.context() as of_then:
        of_then.setattr(ops, "MIGRATIONS", older)
        file.migrate()
    with file.write() as con:
        con.execute("insert into client (client_id, name, created_at, changed_at) values ('a', 'A', ?, ?)", (now, now))
        for text, done in (("Open", None), ("Done", "2026-09-14T09:00:00")):
            con.execute(
                "insert into meeting_action"
                " (client_id, kind, body, owner, due, agreed_at, written_by, done_at) values"
                " ('a', 'weekly', ?, 'Anna', '2026-09-20', ?, 't', ?)",
                (text, now, done),
            )
        con.execute(
            "insert into meeting_decision (client_id, body, decided_by, first_decided_at, decided_at, written_by)"
            " values ('a', 'Go on', 'Anna', ?, ?, 't')",
            (now, now),
        )
    file.migrate()
    found = {one.text: one.done_at for one in list_actions(file, client_id="a", as_of=datetime(2026, 10, 1))}
    assert found == {"Open": None, "Done": datetime(2026, 9, 14, 9)}
    before = list_actions(file, client_id="a", as_of=datetime(2026, 9, 12))
    assert [one.done_at for one in before] == [None, None], "done at its own instant, not at the upgrade's"
    (decision,) = list_meeting_decisions(file, client_id="a", as_of=datetime(2026, 10, 1))
    assert (decision.text, decision.answer, decision.times) == ("Go on", "", 1)
