"""What the named queries answer, from rows written here by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from core.model import Level, Period
from core.sources.reading import DAY_MEASURES, DAY_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store import Store, facts, open_store
from core.store.batches import Batch
from core.store.clients import add_client
from core.store.publishing import Offered, publish

NOW = datetime(2026, 10, 1, 6, 0)
MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    for name in ("Aurinko", "Pilvi"):
        add_client(store.ops, name=name, now=NOW)
    return store


def put(
    store: Store, *, days=(), periods=(), results=(), level=Level.CAMPAIGN, client_id="aurinko", currency="EUR"
) -> int:
    """days: (name, day, spend); periods: (name, period, measure, value, bound); results: (name, day, kind, number)."""
    names = list(dict.fromkeys(row[0] for row in (*days, *periods, *results)))
    batch = Batch(
        client_id=client_id,
        source="google_ads",
        account="main",
        currency=currency,
        entities=tuple(Entity(level, name) for name in names),
        days=pa.Table.from_pylist(
            [
                dict.fromkeys(DAY_MEASURES) | {"e": names.index(name), "day": day, "spend": spend and Decimal(spend)}
                for name, day, spend in days
            ],
            DAY_SCHEMA,
        ),
        periods=pa.Table.from_pylist(
            [
                {
                    "e": names.index(name),
                    "start": period.start,
                    "end": period.end,
                    "measure": measure,
                    "value": value and Decimal(value),
                    "bound": bound,
                }
                for name, period, measure, value, bound in periods
            ],
            PERIOD_SCHEMA,
        ),
        results=pa.Table.from_pylist(
            [
                {
                    "e": names.index(name),
                    "start": day,
                    "end": day,
                    "kind": kind,
                    "attribution": "",
                    "results": Decimal(number),
                    "counted": True,
                }
                for name, day, kind, number in results
            ],
            RESULT_SCHEMA,
        ),
    )
    mark = f"{len(list((store.root / 'batches').glob('*')))}-{client_id}"
    offered = Offered("a.csv", "", mark, "campaign", None)
    done = publish(store, batch, offered, answers={}, who="t", now=NOW, summarise=lambda import_id, effect: "{}")
    return done.record.import_id


def ask(store: Store, query, **more):
    with store.metrics.cursor() as cursor:
        return query(cursor, client_id=more.pop("client_id", "aurinko"), **more)


def test_before_the_first_import_everything_is_empty(store):
    assert ask(store, facts.entities) == []
    assert ask(store, facts.spend_days, period=MAY).num_rows == 0
    assert ask(store, facts.freshness) == []
    assert ask(store, facts.period_totals) == []
    assert ask(store, facts.period_spend, period=MAY) == []


def test_money_comes_in_millionths_with_its_currency(store):
    put(
        store,
        days=[("Haku", MAY.start, "10.123456"), ("Haku", MAY.end, "0"), ("Haku", JUNE.start, "7")],
        currency="SEK",
    )
    rows = ask(store, facts.spend_days, period=MAY).to_pylist()
    assert [(row["day"], row["currency"], row["micros"]) for row in rows] == [
        (MAY.start, "SEK", 10_123_456),
        (MAY.end, "SEK", 0),
    ]


def test_a_day_without_money_is_absent_not_zero(store):
    put(store, days=[("Haku", MAY.start, None)])
    assert ask(store, facts.spend_days, period=MAY).num_rows == 0


def test_no_query_gives_another_clients_rows(store):
    put(store, days=[("Oma", MAY.start, "1")], periods=[("Oma", MAY, "spend", "5", None)])
    other = {"client_id": "pilvi"}
    (entity,) = ask(store, facts.entities)
    assert ask(store, facts.entities, **other) == []
    assert ask(store, facts.spend_days, period=MAY, **other).num_rows == 0
    assert ask(store, facts.freshness, **other) == []
    assert ask(store, facts.period_totals, **other) == []
    assert ask(store, facts.period_spend, period=MAY, **other) == []
    assert ask(store, facts.imports_of_entity, entity_key=entity.entity_key, **other) == []
    assert ask(store, facts.entity_names, **other) == []


def test_freshness_looks_only_at_days_before(store):
    put(store, days=[("Haku", MAY.start, "1"), ("Haku", MAY.end, "1")])
    second = put(store, days=[("Haku", JUNE.start, "1")])
    (row,) = ask(store, facts.freshness)
    assert (row.first_day, row.last_day, row.last_import_id, row.spends) == (MAY.start, JUNE.start, second, True)
    assert ask(store, facts.freshness, before=JUNE.start)[0].last_day == MAY.end
    assert ask(store, facts.freshness, before=MAY.start) == []


def test_period_totals_say_whether_their_account_has_days_in_them(store):
    put(store, periods=[("Haku", MAY, "spend", "100", None), ("Haku", JUNE, "spend", "50", None)])
    put(store, days=[("Haku", JUNE.start, "1")])
    assert [(row.start, row.spend, row.has_days) for row in ask(store, facts.period_totals)] == [
        (MAY.start, Decimal(100), False),
        (JUNE.start, Decimal(50), True),
    ]


def test_money_of_a_period_counts_one_level_and_only_exactly_that_period(store):
    put(store, periods=[("Mainos", MAY, "spend", "60", None)], level=Level.AD)
    put(store, periods=[("Haku", MAY, "spend", "100", None), ("Haku", JUNE, "spend", "50", None)])
    put(store, periods=[("ruuvi", MAY, "spend", "40", None)], level=Level.SEARCH_TERM)
    assert [row.spend for row in ask(store, facts.period_spend, period=MAY)] == [Decimal(100)]
    assert ask(store, facts.period_spend, period=Period(MAY.start, JUNE.end)) == []


def test_the_same_period_again_takes_the_place_of_the_first(store):
    put(store, periods=[("Haku", MAY, "spend", "100", None), ("Haku", MAY, "impression_share", None, "< 10%")])
    put(store, periods=[("Haku", MAY, "spend", "110", None)])
    assert [row.spend for row in ask(store, facts.period_spend, period=MAY)] == [Decimal(110)]
    with store.metrics.cursor() as cursor:
        bounds = cursor.execute("select value, bound from metric_period where measure = 'impression_share'").fetchall()
    assert bounds == [(None, "< 10%")]


def test_results_of_a_kind_are_replaced_and_other_kinds_kept(store):
    put(store, results=[("Haku", MAY.start, "purchase", "3"), ("Haku", MAY.start, "lead", "2")])
    put(store, results=[("Haku", MAY.start, "purchase", "4")])
    with store.metrics.cursor() as cursor:
        rows = cursor.execute("select kind, results::int from result_day order by kind").fetchall()
    assert rows == [("lead", 2), ("purchase", 4)]


def test_a_campaign_leads_to_the_imports_its_days_come_from(store):
    first = put(store, days=[("Haku", MAY.start, "1"), ("Haku", MAY.end, "1")])
    second = put(store, days=[("Haku", MAY.end, "2"), ("Haku", JUNE.start, "2")])
    (entity,) = ask(store, facts.entities)
    rows = ask(store, facts.imports_of_entity, entity_key=entity.entity_key)
    assert [tuple(row) for row in rows] == [(first, MAY.start, MAY.start, 1), (second, MAY.end, JUNE.start, 2)]


def test_a_cursor_stays_with_its_generation_while_another_is_published(store):
    put(store, days=[("Haku", MAY.start, "1")])
    with store.metrics.cursor() as cursor:
        put(store, days=[("Haku", MAY.start, "2")])
        before = facts.spend_days(cursor, client_id="aurinko", period=MAY).to_pylist()
        now = ask(store, facts.spend_days, period=MAY).to_pylist()
        again = facts.spend_days(cursor, client_id="aurinko", period=MAY).to_pylist()
    assert [row["micros"] for row in (*before, *now, *again)] == [1_000_000, 2_000_000, 1_000_000]


@pytest.mark.parametrize(
    "statement",
    [
        "delete from metric_day",
        "create table mine (a int)",
        "copy metric_day to 'stolen.csv'",
        "select * from read_csv('/etc/passwd')",
        "attach 'other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_a_reader_can_neither_write_nor_reach_outside(store, statement):
    put(store, days=[("Haku", MAY.start, "1")])
    with store.metrics.cursor() as cursor, pytest.raises(Exception, match=r"(?i)read-only|disabled|permission|locked"):
        cursor.execute(statement).fetchall()
