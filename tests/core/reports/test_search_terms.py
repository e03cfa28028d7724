"""Search terms of two like periods through the import path; what is hidden is counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.jobs.imports import offer
from core.measure.search_terms import Movement
from core.model import Period
from core.reports.search_terms import SearchReport, search_terms
from core.store import Store, open_store
from core.store.clients import add_client

NOW = datetime(2026, 10, 1, 6)
AUGUST, SEPTEMBER = Period(date(2026, 8, 4), date(2026, 8, 31)), Period(date(2026, 9, 1), date(2026, 9, 28))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Acme", now=NOW)
    return store


def give(store: Store, data: str, name: str) -> None:
    for outcome in offer(
        store, client_id="acme", name=name, data=data.encode(), account="1", who="t", now=NOW, answers={}
    ):
        assert outcome.status == "imported", outcome.message


def terms(period: Period, *rows: tuple[str, int, str]) -> str:
    head = f'Search terms report\n"{period.start:%B %-d, %Y} - {period.end:%B %-d, %Y}"\n'
    columns = "Search term,Campaign,Campaign type,Currency code,Impr.,Clicks,Cost,Conversions\n"
    return head + columns + "".join(f"{t},Search generic,Search,EUR,{c * 10},{c},{cost},0.00\n" for t, c, cost in rows)


def campaigns(first: date, last: date) -> str:
    head = f'Campaign report\n"{first} - {last}"\nDay,Campaign,Campaign type,Currency code,Clicks,Cost\n'
    span = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    return head + "".join(f"{d},Search generic,Search,EUR,4,10.00\n{d},Brand video,Video,EUR,9,50.00\n" for d in span)


def one(store: Store, as_of: date = date(2026, 10, 1)) -> SearchReport:
    (report,) = search_terms(store, client_id="acme", as_of=as_of)
    return report


def test_terms_are_compared_with_the_like_period_before_and_the_hidden_cost_is_told(store: Store) -> None:
    give(store, terms(AUGUST, ("pump", 40, "80.00"), ("Pool pump", 38, "38.00"), ("old", 3, "1.00")), "a.csv")
    give(store, terms(SEPTEMBER, ("pump", 44, "90.00"), ("pool pump", 11, "11.00"), ("guide", 24, "39.00")), "b.csv")
    give(store, campaigns(AUGUST.start, SEPTEMBER.end), "c.csv")
    report = one(store)
    assert (report.period, report.before, report.currency) == (SEPTEMBER, AUGUST, "EUR")
    seen = {row.name.casefold(): row.moved.movement for row in report.rows if row.moved}
    assert seen == {
        "pump": Movement.STEADY,
        "pool pump": Movement.FALLING,
        "guide": Movement.NEW,
        "old": Movement.TOO_FEW,
    }
    assert [row.name for row in report.moved] == ["pool pump", "guide"], "the largest change in clicks first"
    assert report.listed.spend == Decimal("140.00")
    assert report.total.spend == 280, "28 days of the campaign that the terms name, not of the video"
    assert (report.hidden_spend, report.hidden_clicks) == (140, 28 * 4 - 79)


def test_a_campaign_report_of_exactly_the_period_tells_the_total_too(store: Store) -> None:
    give(store, terms(SEPTEMBER, ("pump", 44, "63.31")), "b.csv")
    head = f'Campaign report\n"{SEPTEMBER.start:%B %-d, %Y} - {SEPTEMBER.end:%B %-d, %Y}"\n'
    rows = "Search generic,Search,EUR,60,118.99\nBrand video,Video,EUR,9,50.00\n"
    give(store, f"{head}Campaign,Campaign type,Currency code,Clicks,Cost\n{rows}", "c.csv")
    report = one(store)
    assert report.hidden_spend == Decimal("55.68")
    assert report.hidden_clicks == 16


def test_queries_of_search_console_have_clicks_and_a_position_but_no_cost(store: Store) -> None:
    for name, period, clicks in (("Queries.csv", AUGUST, 12), ("Queries (1).csv", SEPTEMBER, 41)):
        data = f"Top queries,Clicks,Impressions,CTR,Position\npump size,{clicks},400,10%,4.2\nold pump,3,90,3%,11\n"
        answers = {"period": f"{period.start}..{period.end}"}
        (outcome,) = offer(
            store, client_id="acme", name=name, data=data.encode(), account="site", who="t", now=NOW, answers=answers
        )
        assert outcome.status == "imported", outcome.message
    report = one(store)
    assert (report.source, report.has_cost, report.before) == ("search_console", False, AUGUST)
    (size,) = report.moved
    assert size.name == "pump size"
    assert size.moved is not None
    assert size.moved.movement is Movement.RISING
    assert size.now is not None
    assert (size.now.clicks, size.now.position, size.now.spend) == (41, Decimal("4.2"), None)
    assert report.hidden_clicks is None, "no days of the site are there to compare with"


def test_without_a_like_period_or_days_nothing_is_made_up(store: Store) -> None:
    give(store, terms(SEPTEMBER, ("pump", 44, "90.00")), "b.csv")
    give(store, campaigns(date(2026, 9, 10), SEPTEMBER.end), "c.csv")
    report = one(store)
    assert report.before is None
    assert [row.moved for row in report.rows] == [None]
    assert report.moved == ()
    assert report.hidden_spend is None, "the campaigns' days do not reach over the whole period"
    assert search_terms(store, client_id="acme", as_of=SEPTEMBER.end) == (), "not over yet"


def test_without_days_the_report_itself_may_tell_what_it_hides(store: Store) -> None:
    """Its line for other search terms, or what the account spent beyond the rows; not the total of the listed ones."""
    listed = terms(SEPTEMBER, ("pump", 44, "90.00"))
    own, other, whole = (f"Total: {scope}, --, --,EUR," for scope in ("Search terms", "Other search terms", "Account"))
    give(store, f"{listed}{own}440,44,90.00,0\n", "a.csv")
    assert one(store).hidden_spend is None
    give(store, f"{listed}{own}440,44,90.00,0\n{other}80,8,12.50,0\n", "b.csv")
    assert (one(store).hidden_spend, one(store).hidden_clicks, one(store).total.spend) == (
        Decimal("12.50"),
        8,
        Decimal("102.50"),
    )
    give(store, f"{listed}{whole}540,54,120.00,0\n", "c.csv")
    assert one(store).hidden_spend == 30
