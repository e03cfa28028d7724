"""Why a figure is believed names the files that the figure is made of, and no others."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from core.jobs.imports import offer
from core.model import Period
from core.reports.trust import trust
from core.reports.why import Why, why
from core.store import Store, open_store
from core.store.clients import add_client

AS_OF, NOW = date(2026, 10, 1), datetime(2026, 10, 1, 6, 0)
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
ADS = "Day,Campaign,Campaign type,Currency code,Clicks,Cost,Conversions,Conv. value\n"
FILES = {
    "ads.csv": f'Campaign report\n"2026-09-01 - 2026-09-30"\n{ADS}2026-09-29,Haku,Search,EUR,70,9.00,1.00,40.00\n'
    "2026-09-30,Haku,Search,EUR,80,10.00,2.00,90.00\n",
    "terms.csv": 'Search terms report\n"September 1, 2026 - September 28, 2026"\n'
    "Search term,Campaign,Campaign type,Currency code,Clicks,Cost\npump,Haku,Search,EUR,40,8.00\n",
    "site.csv": "# Start date: 20260901\n# End date: 20260930\nDate,Session default channel group,Sessions,Key events,"
    "Total revenue\n20260929,Direct,40,1,10.00\n20260930,Direct,50,3,70.00\n",
    "Queries.csv": "Top queries,Clicks,Impressions,CTR,Position\npumppu,7,90,7.78%,3.1\n",
    "orders.csv": "Name,Created at,Financial Status,Currency,Total,Lineitem name,Lineitem quantity\n"
    "#1,2026-09-29 10:00:00 +0300,paid,EUR,90.00,Pump,1\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One of everything: ads, their search terms, analytics, Search Console and a shop."""
    store = open_store(tmp_path_factory.mktemp("data"))
    add_client(store.ops, name="Kuusi", now=NOW)
    for name, text in FILES.items():
        period = {"period": "2026-09-01..2026-09-30"} if name == "Queries.csv" else {}
        for outcome in offer(
            store, client_id="kuusi", name=name, data=text.encode(), currency="EUR", answers=period, who="M", now=NOW
        ):
            assert outcome.status == "imported", outcome.message
    return store


def asked(store: Store, metric: str) -> Why:
    trusted = trust(store, client_id="kuusi", as_of=AS_OF)
    return why(store, client_id="kuusi", metric=metric, period=SEPTEMBER, as_of=AS_OF, trusted=trusted)


@pytest.mark.parametrize(
    ("metric", "files"),
    [
        ("spend", {"ads.csv"}),
        ("clicks", {"ads.csv"}),
        ("value", {"ads.csv"}),
        ("claim_platform", {"ads.csv"}),
        ("sessions", {"site.csv"}),
        ("claim_analytics", {"site.csv"}),
        ("revenue", {"orders.csv"}),
        ("claim_outcome", {"orders.csv"}),
        ("claimed_ratio", {"ads.csv", "site.csv", "orders.csv"}),
        ("cost_hidden", {"terms.csv"}),
        ("search_clicks", {"Queries.csv"}),
        ("wip", set()),
        ("target_share", set()),
    ],
)
def test_a_figure_comes_from_its_own_files(store: Store, metric: str, files: set[str]) -> None:
    found = asked(store, metric)
    assert {file.file_name for file in found.files} == files
    accounts = {(account.source, account.account) for account in found.accounts}
    assert {(c.source, c.account) for c in found.checks if c.source} <= {
        *accounts, *((file.source, file.account) for file in found.files)
    }  # fmt: skip


def test_an_account_of_which_only_a_total_is_known_names_its_file(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_client(store.ops, name="Kuusi", now=NOW)
    text = 'Campaign report\n"2026-09-01 - 2026-09-30"\nCampaign,Campaign type,Currency code,Cost\nHaku,Search,EUR,8\n'
    offer(store, client_id="kuusi", name="total.csv", data=text.encode(), answers={}, who="M", now=NOW)
    assert [(file.file_name, file.days) for file in asked(store, "spend").files] == [("total.csv", 0)]


def test_a_shop_s_list_reaches_to_its_newest_order_and_settles_in_two_months(store: Store) -> None:
    (shop,) = asked(store, "revenue").accounts
    assert (shop.source, shop.last_day, shop.days_behind, shop.settled_through) == (
        "shopify", date(2026, 9, 29), 1, None
    )  # fmt: skip
