"""The claims of a client from the stores: who says what, each result once, and what the shop says. Counted by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from core.errors import MissingRate
from core.model import Claim, GoalKind, Level, Period, Rate, Stage
from core.reports.claims import claims, claims_over
from core.sources.reading import (
    DAY_MEASURES,
    DAY_SCHEMA,
    OUTCOME_SCHEMA,
    PERIOD_SCHEMA,
    RESULT_SCHEMA,
    Entity,
)
from core.store import Store, open_store
from core.store.batches import Batch
from core.store.clients import add_client
from core.store.goals import set_goal
from core.store.publishing import Offered, publish
from core.store.rates import set_rates

NOW = datetime(2026, 10, 1, 6, 0)
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
AFTER = date(2026, 10, 1)
Named = tuple[str, str]
"""(level, name)"""


def money(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.000001"))


def september(day: int) -> date:
    return date(2026, 9, day)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    add_client(store.ops, name="Aurinko", now=NOW)
    add_client(store.ops, name="Pilvi", now=NOW)
    return store


def give(
    store: Store,
    source: str,
    *,
    days: list[tuple[Named, int, dict[str, object]]] = (),
    periods: list[tuple[Named, Period, str, object]] = (),
    results: list[tuple[Named, int, str, str, object, bool]] = (),
    outcomes: list[tuple[str, str, int, object]] = (),
    currency: str = "EUR",
) -> None:
    """days: (entity, day, measures); periods: (entity, period, measure, value); results: (entity, day, kind,
    attribution, number, counted); outcomes: (key, kind, day, value)."""
    entities = list(dict.fromkeys(row[0] for row in (*days, *periods, *results)))
    place = entities.index
    counts = {"impressions", "clicks", "clicks_all", "sessions", "engaged_sessions"}
    day_rows = [
        {"e": place(entity), "day": september(day)}
        | dict.fromkeys(DAY_MEASURES)
        | {name: value if name in counts else money(value) for name, value in said.items()}
        for entity, day, said in days
    ]
    period_rows = [
        {"e": place(entity), "start": p.start, "end": p.end, "measure": measure, "value": money(value), "bound": None}
        for entity, p, measure, value in periods
    ]
    result_rows = [
        {
            "e": place(entity),
            "start": september(day),
            "end": september(day),
            "kind": kind,
            "attribution": said,
            "results": money(number),
            "counted": counted,
        }
        for entity, day, kind, said, number, counted in results
    ]
    outcome_rows = [
        {"outcome_key": key, "kind": kind, "day": september(day), "created_day": september(day), "origin": ""}
        | {"state": "paid", "counted": key != "gone", "currency": currency, "value": money(value), "refunded": None}
        for key, kind, day, value in outcomes
    ]
    batch = Batch(
        client_id="aurinko",
        source=source,
        account="1",
        currency=currency,
        entities=tuple(Entity(Level(level), name) for level, name in entities),
        days=pa.Table.from_pylist(day_rows, DAY_SCHEMA),
        periods=pa.Table.from_pylist(period_rows, PERIOD_SCHEMA),
        results=pa.Table.from_pylist(result_rows, RESULT_SCHEMA),
        outcomes=pa.Table.from_pylist(outcome_rows, OUTCOME_SCHEMA),
    )
    mark = f"{source}{day_rows}{period_rows}{outcome_rows}"
    offered = Offered("x.csv", "", mark, "r", None)
    publish(store, batch, offered, answers={}, who="t", now=NOW, summarise=lambda import_id, effect: "{}")


def goal(store: Store, event: str, kind: str, source: str = "") -> None:
    set_goal(store.ops, client_id="aurinko", event=event, kind=kind, source=source, set_by="t", now=NOW)


def story(store: Store) -> None:
    """Google claims 3 + 4 sales, Meta 5 purchases (7 by its pixel) and 20 carts, the site 6 key events, of which 4 are
    named; the shop had 8 orders, one of them gone."""
    g, m = ("campaign", "Haku"), ("campaign", "Meta")
    give(store, "google_ads", days=[(g, 1, {"conversions": 3, "value": 300}), (g, 2, {"conversions": 4, "value": 350})])
    give(
        store,
        "meta_ads",
        days=[(m, 1, {"conversions": 5, "value": "400.50"})],
        results=[
            (m, 1, "Purchases", "7-day click", 5, True),
            (m, 1, "actions:offsite_conversion.fb_pixel_purchase", "7-day click", 7, False),
            (m, 1, "actions:offsite_conversion.fb_pixel_initiate_checkout", "1-day view", 20, False),
            (m, 1, "reach", "", 900, False),
        ],
    )
    site, buy, scroll = ("account", "site"), ("event", "purchase"), ("event", "scroll")
    give(store, "ga4", days=[(site, 1, {"sessions": 100, "key_events": 6, "value": 500})], currency="")
    give(store, "ga4", days=[(buy, 1, {"key_events": 4}), (scroll, 1, {"key_events": 0})], currency="")
    orders = [(f"o{n}", "order", 1 + n, "100") for n in range(7)]
    give(store, "shopify", outcomes=[*orders, ("gone", "order", 9, "0")])


def test_three_claims_stand_side_by_side_and_each_result_is_there_once(store):
    story(store)
    goal(store, "conversions", "order", "google_ads")
    got = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER)
    carts, orders = got.kinds
    assert (carts.kind, carts.results, carts.stages) == (GoalKind.CART, {Claim.PLATFORM: 20}, (Stage.ACT,))
    assert orders.results == {Claim.PLATFORM: 12, Claim.ANALYTICS: 4, Claim.OUTCOME: 7}
    assert got.values == {Claim.PLATFORM: Decimal("1050.50"), Claim.ANALYTICS: 500, Claim.OUTCOME: 700}
    said = {(line.source, line.event): (line.results, line.left) for line in got.lines}
    assert said["meta_ads", "actions:offsite_conversion.fb_pixel_purchase"] == (7, "again")
    assert said["meta_ads", "reach"] == (900, "no_result")
    assert said["ga4", "key_events"] == (2, "no_goal")
    (purchases,) = (line for line in got.lines if line.event == "Purchases")
    assert purchases.attributions == ("7-day click",)
    assert not orders.confirmed  # Meta's and the site's purchases are suggestions of their names
    assert [line.event for line in got.undecided][:1] == ["actions:offsite_conversion.fb_pixel_initiate_checkout"]
    assert got.counts is Claim.PLATFORM
    assert got.known_through == {
        Claim.PLATFORM: september(2),
        Claim.ANALYTICS: september(1),
        Claim.OUTCOME: september(9),
    }
    assert claims(store, client_id="pilvi", period=SEPTEMBER, as_of=AFTER).lines == ()


def test_goals_decide_and_make_the_claims_confirmed(store):
    story(store)
    for event, kind in [("Purchases", "order"), ("purchase", "order"), ("conversions", "hard_lead")]:
        goal(store, event, kind)
    goal(store, "order", "soft_lead", "shopify")  # this shop sells nothing but guides
    got = {k.kind: k for k in claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER).kinds}
    assert got[GoalKind.ORDER].results == {Claim.PLATFORM: 5, Claim.ANALYTICS: 4}
    assert got[GoalKind.HARD_LEAD].results == {Claim.PLATFORM: 7}
    assert got[GoalKind.SOFT_LEAD].results == {Claim.OUTCOME: 7}
    assert got[GoalKind.ORDER].confirmed
    by_stage = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER).stages
    assert {stage: [kinds.kind for kinds in found] for stage, found in by_stage.items()} == {
        Stage.ACT: [GoalKind.SOFT_LEAD, GoalKind.CART],
        Stage.CONVERT: [GoalKind.HARD_LEAD, GoalKind.ORDER],
    }


def test_only_days_before_the_cut_and_inside_each_period_count(store):
    story(store)
    goal(store, "conversions", "order")
    weeks = [Period(september(1), september(1)), Period(september(2), september(8)), SEPTEMBER]
    first, second, whole = claims_over(store, client_id="aurinko", periods=weeks, as_of=september(3))
    assert [k.results for k in first.kinds if k.kind is GoalKind.ORDER] == [
        {Claim.PLATFORM: 8, Claim.ANALYTICS: 4, Claim.OUTCOME: 1}
    ]
    assert [k.results for k in second.kinds if k.kind is GoalKind.ORDER] == [{Claim.PLATFORM: 4, Claim.OUTCOME: 1}]
    assert [k.results[Claim.OUTCOME] for k in whole.kinds if k.kind is GoalKind.ORDER] == [2]
    assert claims_over(store, client_id="aurinko", periods=[], as_of=AFTER) == []


def test_a_period_total_counts_only_for_exactly_its_period_and_only_without_days(store):
    g = ("campaign", "Haku")
    give(store, "google_ads", periods=[(g, SEPTEMBER, "conversions", 30), (g, SEPTEMBER, "value", 900)])
    goal(store, "conversions", "order")
    half = Period(september(1), september(15))
    assert claims(store, client_id="aurinko", period=half, as_of=AFTER).kinds == ()
    (whole,) = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER).kinds
    assert whole.results == {Claim.PLATFORM: 30}
    give(store, "google_ads", days=[(g, 3, {"conversions": 2})])
    (days,) = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER).kinds
    assert days.results == {Claim.PLATFORM: 2}


def test_channels_stand_for_a_property_that_has_no_whole(store):
    """Key events by channel add up to the property's; beside the whole they are the same ones again."""
    search, mail = ("channel", "Organic Search"), ("channel", "Email")
    give(store, "ga4", days=[(search, 1, {"key_events": 5}), (mail, 1, {"key_events": 2})], currency="")
    got = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER)
    assert [(line.event, line.results) for line in got.lines] == [("key_events", 7)]
    give(store, "ga4", days=[(("account", "site"), 1, {"key_events": 8})], currency="")
    got = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER)
    assert [(line.event, line.results) for line in got.lines] == [("key_events", 8)]


def test_a_report_of_events_counts_them_where_nothing_says_which_are_key_events(store):
    """GA4's Events report has no key events unless somebody adds the column. Beside a daily total it divides it."""
    buy, view = ("event", "purchase"), ("event", "page_view")
    give(
        store, "ga4", periods=[(buy, SEPTEMBER, "event_count", 40), (view, SEPTEMBER, "event_count", 900)], currency=""
    )
    got = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER)
    assert {(line.event, line.results, line.left) for line in got.lines} == {
        ("purchase", 40, None),
        ("page_view", 900, "no_result"),
    }
    assert claims(store, client_id="aurinko", period=Period(september(1), september(9)), as_of=AFTER).lines == ()
    give(store, "ga4", days=[(("account", "site"), 1, {"key_events": 46})], currency="")
    got = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER)
    assert {(line.event, line.results) for line in got.lines if line.left is None} == {("purchase", 40)}
    assert {(line.event, line.results, line.left) for line in got.lines if line.left} == {
        ("key_events", 6, "no_goal"),
        ("page_view", 900, "no_result"),
    }


def test_a_record_of_a_part_of_the_period_gives_no_ratio(store):
    """The list ends on the 9th: the whole month cannot be set against it, its first two weeks can."""
    story(store)
    goal(store, "conversions", "order")
    month, start = claims_over(
        store, client_id="aurinko", periods=[SEPTEMBER, Period(september(1), september(14))], as_of=AFTER
    )
    (in_month,), (in_start,) = ([k for k in r.kinds if k.kind is GoalKind.ORDER] for r in (month, start))
    assert (in_month.on_record, in_month.ratio(Claim.PLATFORM)) == (False, None)
    assert (in_start.on_record, in_start.ratio(Claim.PLATFORM)) == (True, Decimal(12) / 7)
    assert month.record == Period(september(1), september(9))


def test_values_in_another_currency_need_a_rate_and_show_its_day(store):
    give(store, "shopify", outcomes=[("a", "order", 1, "1000")], currency="SEK")
    with pytest.raises(MissingRate, match="SEK to EUR"):
        claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER)
    set_rates(store.ops, [Rate(date(2026, 8, 31), "EUR", "SEK", Decimal(10))], now=NOW)
    got = claims(store, client_id="aurinko", period=SEPTEMBER, as_of=AFTER)
    assert (got.values, got.rate_days) == ({Claim.OUTCOME: Decimal(100)}, (date(2026, 8, 31),))
