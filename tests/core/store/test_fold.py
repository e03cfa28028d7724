"""The tables of a client are a fold over its published batches."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.model import Level, Period
from core.sources.reading import DAY_MEASURES, DAY_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store import Store, facts, open_store
from core.store.batches import Batch
from core.store.clients import add_client
from core.store.decisions import decide, list_decisions
from core.store.publishing import Offered, Published, preview, publish, take_back

NOW = datetime(2026, 10, 1, 6, 0)
DAY = date(2026, 9, 1)
TABLES = ("metric_day", "metric_period", "result_day", "entity", "entity_name", "restatement", "outcome", "known_day")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    add_client(store.ops, name="Aurinko", now=NOW)
    add_client(store.ops, name="Pilvi", now=NOW)
    return store


def day_batch(rows, *, level=Level.CAMPAIGN, client_id="aurinko", account="main", source="google_ads") -> Batch:
    """rows: (external_id, name, day offset, spend, conversions)."""
    entities = list(dict.fromkeys((row[0], row[1]) for row in rows))
    table = [
        {"e": entities.index((external_id, name)), "day": DAY + timedelta(days=offset)}
        | dict.fromkeys(DAY_MEASURES)
        | {
            "spend": None if spend is None else Decimal(spend).quantize(Decimal("0.000001")),
            "conversions": None if conversions is None else Decimal(conversions).quantize(Decimal("0.000001")),
        }
        for external_id, name, offset, spend, conversions in rows
    ]
    return Batch(
        client_id=client_id,
        source=source,
        account=account,
        currency="EUR",
        entities=tuple(Entity(level, name, external_id) for external_id, name in entities),
        days=pa.Table.from_pylist(table, DAY_SCHEMA),
        periods=PERIOD_SCHEMA.empty_table(),
        results=RESULT_SCHEMA.empty_table(),
    )


def put(store: Store, batch: Batch, mark: str) -> Published:
    offered = Offered(f"{mark}.csv", "", mark, "campaign", None)
    return publish(store, batch, offered, answers={}, who="t", now=NOW, summarise=lambda import_id, effect: "{}")


def back(store: Store, import_id: int, client_id="aurinko") -> None:
    take_back(store, client_id=client_id, import_id=import_id, who="t", now=NOW)


def tables(store: Store) -> dict[str, list]:
    with store.metrics.cursor() as cursor:
        return {name: sorted(map(repr, cursor.table(name).fetchall())) for name in TABLES}


def keys(store: Store) -> list[str]:
    with store.metrics.cursor() as cursor:
        return [entity.entity_key for entity in facts.entities(cursor, client_id="aurinko")]


def money(store: Store, *, fine=(), client_id="aurinko") -> dict[tuple[str, int], Decimal]:
    with store.metrics.cursor() as cursor:
        period = Period(date(2026, 1, 1), date(2026, 12, 31))
        table = facts.spend_days(cursor, client_id=client_id, period=period, fine_accounts=fine)
        names = {entity.entity_key: entity.name for entity in facts.entities(cursor, client_id=client_id)}
    return {
        (names[row["entity_key"]], (row["day"] - DAY).days): Decimal(row["micros"]) / 1_000_000
        for row in table.to_pylist()
    }


def test_a_file_replaces_only_the_entity_days_that_are_in_it(store):
    put(store, day_batch([("1", "Haku", 0, "10", "1"), ("1", "Haku", 1, "20", "1"), ("2", "Some", 0, "5", None)]), "a")
    effect = put(store, day_batch([("1", "Haku", 0, "11.5", "1")]), "b").effect
    assert money(store) == {("Haku", 0): Decimal("11.5"), ("Haku", 1): Decimal(20), ("Some", 0): Decimal(5)}
    assert effect.replaced_days == 1
    assert [tuple(change) for change in effect.changes] == [("spend", 1, Decimal(10), Decimal("11.5"))]
    assert [tuple(kept) for kept in effect.kept] == [("EUR", 1, Decimal(5))]


def test_each_import_keeps_what_was_known_of_its_days(store):
    """Conversions that arrive late: day 0 grew from 2 to 5, with a campaign that only the first file had."""
    first = put(
        store, day_batch([("1", "A", 0, "10", "2"), ("2", "B", 0, "5", "1"), ("1", "A", 1, "8", "0")]), "first"
    ).record.import_id
    second = put(store, day_batch([("1", "A", 0, "10", "4"), ("1", "A", 2, "9", "1")]), "second").record.import_id
    with store.metrics.cursor() as cursor:
        known = facts.lag_snapshots(cursor, client_id="aurinko", source="google_ads", account="main")
        assert facts.lag_snapshots(cursor, client_id="aurinko", account="other") == []
        assert facts.lag_snapshots(cursor, client_id="pilvi") == []
    assert [(k.import_id, (k.day - DAY).days, (k.through - DAY).days, k.conversions) for k in known] == [
        (first, 0, 1, 3),
        (second, 0, 2, 5),
        (first, 1, 1, 0),
        (second, 2, 2, 1),
    ]


def test_what_an_import_changed_is_kept_as_restatements(store):
    put(store, day_batch([("1", "Haku", 0, "10", "1"), ("1", "Haku", 1, "10", "1")]), "a")
    second = put(store, day_batch([("1", "Haku", 0, "12", "1"), ("1", "Haku", 1, "10", "1")]), "b").record.import_id
    with store.metrics.cursor() as cursor:
        rows = facts.restatements(cursor, client_id="aurinko", import_id=second)
    assert [(row.day, row.measure, row.old, row.new) for row in rows] == [(DAY, "spend", Decimal(10), Decimal(12))]


def test_identical_facts_from_other_bytes_restate_nothing(store):
    rows = [("1", "Haku", 0, "10", "1"), ("2", "Some", 3, "7.25", None)]
    put(store, day_batch(rows), "utf-8")
    before = money(store)
    effect = put(store, day_batch(rows), "utf-16").effect
    assert (effect.replaced_days, effect.changes, money(store)) == (2, (), before)


def test_a_measure_the_file_does_not_say_keeps_what_an_earlier_file_said(store):
    put(store, day_batch([("1", "Haku", 0, "10", "3")]), "a")
    put(store, day_batch([("1", "Haku", 0, "11", None)]), "b")
    with store.metrics.cursor() as cursor:
        assert cursor.execute("select spend, conversions from metric_day").fetchall() == [(Decimal(11), Decimal(3))]


def test_the_same_bytes_twice_change_not_one_byte(store):
    batch = day_batch([("1", "Haku", 0, "10", "1")])
    first = put(store, batch, "a")
    before = {path: path.read_bytes() for path in store.root.rglob("*") if path.is_file()}
    again = put(store, batch, "a")
    assert again.effect is None
    assert again.record == first.record
    assert {path: path.read_bytes() for path in store.root.rglob("*") if path.is_file()} == before


def test_a_preview_says_what_will_happen_and_writes_nothing(store):
    put(store, day_batch([("1", "Haku", 0, "10", "1"), ("2", "Some", 0, "5", None)]), "a")
    before = tables(store)
    batch = day_batch([("1", "Haku", 0, "12", "1"), ("3", "Uusi", 0, "1", None)])
    seen = preview(store, batch)
    assert tables(store) == before
    assert put(store, batch, "b").effect == seen


def test_previews_at_the_same_time_do_not_meet(store):
    put(store, day_batch([("1", "Haku", 0, "10", None), ("2", "Some", 0, "20", None)]), "a")
    batches = [day_batch([(str(n % 2 + 1), "x", 0, str(100 + n), None)]) for n in range(16)]
    with ThreadPoolExecutor(8) as threads:
        effects = list(threads.map(lambda batch: preview(store, batch), batches))
    assert [effect.changes[0].new for effect in effects] == [Decimal(100 + n) for n in range(16)]
    assert [effect.changes[0].old for effect in effects] == [Decimal(10 * (n % 2 + 1)) for n in range(16)]


def test_undo_restores_the_tables_byte_for_byte(store):
    put(store, day_batch([("1", "Haku", 0, "10", "1")]), "a")
    put(store, day_batch([("9", "Muu", 0, "10", "1")], client_id="pilvi"), "p")
    before = tables(store)
    second = put(store, day_batch([("1", "Haku uusi", 0, "12", "1"), ("3", "Uusi", 4, "1", None)]), "b").record
    assert tables(store) != before
    back(store, second.import_id)
    assert tables(store) == before


def test_undo_of_an_older_import_leaves_what_the_newer_ones_give(store):
    first = put(store, day_batch([("1", "Haku", 0, "10", "1"), ("1", "Haku", 5, "3", None)]), "a").record
    put(store, day_batch([("1", "Haku", 0, "12", "1")]), "b")
    back(store, first.import_id)
    assert money(store) == {("Haku", 0): Decimal(12)}
    with store.metrics.cursor() as cursor:
        assert cursor.execute("select count(*) from restatement").fetchall() == [(0,)]


def test_a_file_taken_back_can_be_imported_again(store):
    batch = day_batch([("1", "Haku", 0, "10", "1")])
    first = put(store, batch, "a").record
    back(store, first.import_id)
    assert money(store) == {}
    assert put(store, batch, "a").effect is not None
    assert money(store) == {("Haku", 0): Decimal(10)}


def test_decisions_follow_a_campaign_whose_first_file_is_taken_back(store):
    """The first file knew it by name only, the second by id: without the first its key is made from the id."""
    first = put(store, day_batch([("", "Haku", 0, "10", None)]), "a").record
    put(store, day_batch([("1", "Haku", 1, "20", None)]), "b")
    (key,) = keys(store)
    decide(store.ops, client_id="aurinko", entity_key=key, stage="reach", decided_by="t", now=NOW)
    back(store, first.import_id)
    (moved,) = keys(store)
    assert moved != key
    assert [decision.entity_key for decision in list_decisions(store.ops, client_id="aurinko")] == [moved]


def test_one_level_is_counted_per_account_and_day(store):
    put(
        store,
        day_batch([("1", "Mainosryhmä", 0, "4", None), ("1", "Mainosryhmä", 1, "6", None)], level=Level.AD_SET),
        "a",
    )
    assert money(store) == {("Mainosryhmä", 0): Decimal(4), ("Mainosryhmä", 1): Decimal(6)}
    put(store, day_batch([("7", "Kampanja", 0, "4", None)]), "b")
    assert money(store) == {("Kampanja", 0): Decimal(4), ("Mainosryhmä", 1): Decimal(6)}
    fine = [("google_ads", "main")]
    assert money(store, fine=fine) == {("Mainosryhmä", 0): Decimal(4), ("Mainosryhmä", 1): Decimal(6)}


def test_a_level_without_money_does_not_hide_one_that_has_it(store):
    put(store, day_batch([("1", "Mainos", 0, "4", None)], level=Level.AD), "a")
    put(store, day_batch([("7", "Kampanja", 0, None, "2")]), "b")
    assert money(store) == {("Mainos", 0): Decimal(4)}


def test_search_terms_and_devices_never_count_as_money(store):
    put(store, day_batch([("", "ruuvi", 0, "4", None)], level=Level.SEARCH_TERM), "a")
    put(store, day_batch([("", "mobile", 0, "4", None)], level=Level.DEVICE), "b")
    assert money(store) == {}


def test_two_accounts_each_have_their_own_counted_level(store):
    put(store, day_batch([("1", "A", 0, "4", None)], account="a"), "a")
    put(store, day_batch([("2", "B", 0, "6", None)], account="b", level=Level.AD), "b")
    assert money(store) == {("A", 0): Decimal(4), ("B", 0): Decimal(6)}


rows = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["Haku", "Some", "Video"]),
        st.integers(0, 2),
        st.one_of(st.none(), st.integers(0, 3).map(str)),
        st.one_of(st.none(), st.integers(0, 2).map(str)),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row[:3],
)
levels = st.sampled_from([Level.CAMPAIGN, Level.AD_SET])


@settings(max_examples=300 if os.environ.get("SOAK") else 5, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches=st.lists(st.tuples(rows, levels), min_size=2, max_size=3), data=st.data())
def test_any_import_taken_back_leaves_the_tables_as_if_it_had_never_been_made(tmp_path_factory, batches, data):
    gone = data.draw(st.integers(0, len(batches) - 1))
    made, never = (open_store(tmp_path_factory.mktemp("fold")) for _ in range(2))
    for store in (made, never):
        add_client(store.ops, name="Aurinko", now=NOW)
    ids = [put(made, day_batch(rows, level=level), str(n)).record.import_id for n, (rows, level) in enumerate(batches)]
    back(made, ids[gone])
    for n, (rows, level) in enumerate(batches):
        record = put(never, day_batch(rows, level=level), str(n)).record
        if n == gone:
            back(never, record.import_id)  # at once, so that the following import meets tables without it
    assert tables(made) == tables(never)


PLACES = {Level.CAMPAIGN: 1, Level.AD_SET: 2, Level.AD: 3}
known_rows = st.lists(
    st.tuples(
        st.sampled_from(["1", "2"]),
        st.just("x"),
        st.integers(0, 2),
        st.one_of(st.none(), st.integers(0, 9).map(str)),
        st.none(),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row[:3],
)


def model(batches) -> Decimal:
    """The rule in plain Python: the last number said for a campaign and day holds, and of the levels that have money on
    a day the first is counted."""
    said: dict[tuple[Level, str, int], Decimal] = {}
    for rows, level in batches:
        said |= {(level, row[0], row[2]): Decimal(row[3]) for row in rows if row[3] is not None}
    total = Decimal(0)
    for day in {key[2] for key in said}:
        counted = min((key[0] for key in said if key[2] == day), key=PLACES.__getitem__)
        total += sum(amount for key, amount in said.items() if key[2] == day and key[0] == counted)
    return total


@settings(max_examples=200 if os.environ.get("SOAK") else 8, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches=st.lists(st.tuples(known_rows, st.sampled_from(list(PLACES))), min_size=1, max_size=4))
def test_the_money_is_what_a_plain_model_of_the_rule_gives(tmp_path_factory, batches):
    store = open_store(tmp_path_factory.mktemp("model"))
    add_client(store.ops, name="Aurinko", now=NOW)
    for number, (rows, level) in enumerate(batches):
        put(store, day_batch(rows, level=level), str(number))
    with store.metrics.cursor() as cursor:
        period = Period(DAY, DAY + timedelta(days=9))
        micros = facts.spend_days(cursor, client_id="aurinko", period=period).column("micros").to_pylist()
    assert Decimal(sum(micros)) / 1_000_000 == model(batches)
