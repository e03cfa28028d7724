"""A store made by an older version is brought up to date without a moment in which it cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.errors import StoreError
from core.store import Store, metrics, open_store


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
