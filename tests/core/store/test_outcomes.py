"""Orders, leads and deals: each replaced by its own number, whatever the next list was filtered by."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from core.model import Level, Period
from core.sources.reading import DAY_SCHEMA, OUTCOME_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store import Store, facts, metrics, open_store
from core.store.batches import Batch, batch_folder, read_batch
from core.store.clients import add_client
from core.store.fold import Change
from core.store.import_log import list_imports
from core.store.publishing import Offered, Published, publish, take_back

NOW = datetime(2026, 10, 1, 6, 0)
DAY = date(2026, 9, 1)
MONTH = Period(DAY, date(2026, 9, 30))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    add_client(store.ops, name="Aurinko", now=NOW)
    return store


def outcome(key: str, value: str | None, kind: str = "order", day: int = 1, **more: object) -> dict[str, object]:
    own = date(2026, 9, day)
    money = None if value is None else Decimal(value).quantize(Decimal("0.000001"))
    row = {"outcome_key": key, "kind": kind, "day": own, "created_day": own, "origin": "", "state": "paid"}
    return row | {"counted": True, "currency": "EUR", "value": money, "refunded": None} | more


def batch(*rows: dict[str, object], entities: tuple[Entity, ...] = (), days: pa.Table | None = None) -> Batch:
    return Batch(
        client_id="aurinko",
        source="shopify",
        account="main",
        currency="EUR",
        entities=entities,
        days=DAY_SCHEMA.empty_table() if days is None else days,
        periods=PERIOD_SCHEMA.empty_table(),
        results=RESULT_SCHEMA.empty_table(),
        outcomes=pa.Table.from_pylist(list(rows), OUTCOME_SCHEMA),
    )


def put(store: Store, given: Batch, mark: str) -> Published:
    offered = Offered(f"{mark}.csv", "", mark, "orders", None)
    return publish(store, given, offered, answers={}, who="t", now=NOW, summarise=lambda import_id, effect: "{}")


def told(store: Store) -> list[tuple[int, str, str, int, Decimal | None]]:
    with store.metrics.cursor() as cursor:
        rows = facts.outcome_days(cursor, client_id="aurinko", period=MONTH)
    return [(row.day.day, row.kind, row.state, row.outcomes, row.value) for row in rows]


def test_a_later_list_replaces_exactly_the_orders_in_it_and_undo_brings_them_back(store: Store) -> None:
    first = put(store, batch(outcome("a", "10"), outcome("b", "20"), outcome("c", None, day=2)), "first")
    assert first.effect is not None
    assert first.effect.replaced_outcomes == 0
    before = told(store)
    assert before == [(1, "order", "paid", 2, Decimal(30)), (2, "order", "paid", 1, None)]
    second = put(store, batch(outcome("b", "5", state="cancelled", counted=False)), "second")
    assert second.effect is not None
    assert second.effect.replaced_outcomes == 1
    assert second.effect.changes == (
        Change("order", 1, Decimal(1), Decimal(0)),
        Change("value", 1, Decimal(20), Decimal(0)),
    )
    with store.metrics.cursor() as cursor:
        restated = facts.restatements(cursor, client_id="aurinko", import_id=second.record.import_id)
    assert [(row.day, row.measure, row.old, row.new) for row in restated] == [
        (DAY, "order", Decimal(1), Decimal(0)),
        (DAY, "value", Decimal(20), Decimal(0)),
    ]
    assert told(store)[:2] == [(1, "order", "cancelled", 1, Decimal(5)), (1, "order", "paid", 1, Decimal(10))]
    take_back(store, client_id="aurinko", import_id=second.record.import_id, who="t", now=NOW)
    assert told(store) == before


def test_a_deal_that_was_won_and_is_open_again_is_no_order_any_more(store: Store) -> None:
    won = outcome("d", "900", day=9, created_day=date(2026, 9, 2), state="won")
    put(store, batch(outcome("d", None, "hard_lead", day=2), won), "first")
    put(store, batch(outcome("d", None, "hard_lead", day=2, state="open")), "second")
    assert told(store) == [(2, "hard_lead", "open", 1, None)]
    with store.metrics.cursor() as cursor:
        (span,) = facts.outcome_spans(cursor, client_id="aurinko")
    assert (span.kind, span.first_day, span.last_day) == ("hard_lead", date(2026, 9, 2), date(2026, 9, 2))


def test_the_platforms_word_on_delivery_is_kept_with_its_day(store: Store) -> None:
    """The newest file decides; a reason goes with its status; an older file changes nothing."""

    def said(status: str, reason: str, day: int) -> None:
        days = pa.Table.from_pylist([{"e": 0, "day": date(2026, 9, day), "spend": Decimal(1)}], DAY_SCHEMA)
        entity = Entity(Level.CAMPAIGN, "Syksy", "1", status=status, status_reason=reason)
        put(store, batch(entities=(entity,), days=days), f"{status}-{day}")

    said("Limited", "Budget", 3)
    said("Paused", "", 2)
    said("", "", 4)
    with store.metrics.cursor() as cursor:
        (entity,) = facts.entities(cursor, client_id="aurinko")
    assert (entity.status, entity.status_reason, entity.status_day) == ("Limited", "Budget", date(2026, 9, 3))
    said("Enabled", "", 5)
    with store.metrics.cursor() as cursor:
        (entity,) = facts.entities(cursor, client_id="aurinko")
    assert (entity.status, entity.status_reason, entity.status_day) == ("Enabled", "", date(2026, 9, 5))


def test_a_batch_from_before_outcomes_were_read_still_folds(store: Store) -> None:
    put(store, batch(outcome("a", "10")), "first")
    (record,) = list_imports(store.ops, client_id="aurinko")
    (batch_folder(store.root, record.batch) / "outcomes.parquet").unlink()
    assert read_batch(store.root, record.batch).outcomes.num_rows == 0


def test_a_folder_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its entities have no status yet; the rest is as it was."""
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("create table schema_version (version integer not null)")
        con.execute((metrics.MIGRATIONS / "001_metrics.sql").read_text("utf-8"))
        con.execute("insert into schema_version values (1)")
        con.execute(
            "insert into entity values ('c', 's', 'a', 'campaign', 'k', '', 'n', '', '', '', '', '', '', '',"
            " date '2026-09-01', date '2026-09-02')"
        )
    store = open_store(tmp_path / "data")
    with store.metrics.lock():
        name = store.metrics.install(path)
        with store.ops.write() as con:
            con.execute("update meta set value = ? where key = 'generation'", (name,))
    opened = open_store(tmp_path / "data")
    with opened.metrics.cursor() as cursor:
        (entity,) = facts.entities(cursor, client_id="c")
    assert (entity.name, entity.status, entity.status_day) == ("n", "", None)
