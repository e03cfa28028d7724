"""What a store keeps in memory of the metrics it has read is bounded, and nobody who reads notices."""

from __future__ import annotations

from pathlib import Path

from core.store import metrics, open_store


def test_a_full_store_is_opened_anew_and_a_reader_reads_on(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(metrics, "MOST_KEPT", -1)
    monkeypatch.setattr(metrics, "LOOKED_AFTER", 3)
    store = open_store(tmp_path).metrics

    def ask() -> int:
        with store.cursor() as cursor:
            return int(cursor.execute("select count(*) from metric_day").fetchall()[0][0])

    assert ask() == 0
    first = store._current
    with store.cursor() as long:
        assert ask() == ask() == 0
        assert store._current is not first, "the third look found it full"
        assert ask() == 0
        assert store._current is not first
        assert long.execute("select 1").fetchall() == [(1,)], "who was reading is not cut off"
    assert first is not None
    assert first.users == 0


def test_as_long_as_little_is_kept_it_stays_open(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(metrics, "LOOKED_AFTER", 1)
    store = open_store(tmp_path).metrics
    kept = []
    for _ in range(5):
        with store.cursor() as cursor:
            cursor.execute("select count(*) from metric_day").fetchall()
        kept.append(store._current)
    assert len(set(map(id, kept))) == 1
