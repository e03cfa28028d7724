"""Trust through the import path: what the files themselves give away about a client's numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.jobs.imports import offer
from core.measure.checks import AUTOMATIC, OUTCOMES, CheckKind, State
from core.model import Period
from core.reports.trust import Trust, trust
from core.store import Store, open_store
from core.store.checks import add_tick
from core.store.clients import add_client
from core.store.goals import set_goal
from core.store.notes import add_note

NOW = datetime(2026, 10, 1, 6)
FIRST, TODAY = date(2026, 7, 1), date(2026, 10, 1)
DAYS = [FIRST + timedelta(days=i) for i in range((TODAY - FIRST).days)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Acme", now=NOW)
    return store


def google(
    days: list[date], conversions: int = 2, currency: str = "EUR", total: str = "", silent_from: date = TODAY
) -> bytes:
    columns = "Day,Campaign,Campaign type,Currency code,Clicks,Cost,Conversions"
    rows = "".join(
        f"{day},Tunnettuus video,Video,{currency},80,10.00,{conversions if day < silent_from else 0}.00\n"
        for day in days
    )
    last = f"Total: Account,,,{currency},,{total},\n" if total else ""
    return f'Campaign report\n"{days[0]} - {days[-1]}"\n{columns}\n{rows}{last}'.encode()


def analytics(days: list[date], key_events: int) -> bytes:
    head = "# Traffic acquisition\n# Property: acme.example\n"
    span = f"# Start date: {days[0]:%Y%m%d}\n# End date: {days[-1]:%Y%m%d}\n"
    rows = "".join(f"{day:%Y%m%d},50,30,{key_events}\n" for day in days)
    return f"{head}{span}Date,Sessions,Engaged sessions,Key events\n{rows}".encode()


def orders(days: list[date]) -> bytes:
    """One order a day of 40 €, as Shopify writes them."""
    head = "Name,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,"
    head += "Lineitem name,Lineitem price,Id,Refunded Amount,Cancelled at\n"
    row = "#{n},paid,{d} 10:00:00 +0300,EUR,40.00,0.00,0.00,40.00,{d} 10:00:00 +0300,1,Mug,40.00,{n},0.00,\n"
    return (head + "".join(row.format(n=1000 + i, d=day) for i, day in enumerate(days))).encode()


def give(store: Store, data: bytes, name: str = "x.csv", account: str = "") -> None:
    for outcome in offer(store, client_id="acme", name=name, data=data, account=account, who="t", now=NOW):
        assert outcome.status == "imported", outcome.message


def seen(store: Store, as_of: date = TODAY) -> Trust:
    return trust(store, client_id="acme", as_of=as_of)


def state(found: Trust, kind: CheckKind, source: str | None = None) -> State:
    return next(c.state for c in found.checks if c.kind is kind and source in (None, c.source))


def test_a_client_without_data_is_checked_in_nothing(store: Store) -> None:
    found = seen(store)
    assert {c.kind for c in found.checks} == set(CheckKind)
    assert {c.state for c in found.checks} == {State.NOT_CHECKED}
    assert {c.checked_on for c in found.checks} == {None}


def test_sound_files_are_in_order_and_say_so_with_evidence(store: Store) -> None:
    give(store, google(DAYS, total=f"{10 * len(DAYS)}.00"))
    give(store, analytics(DAYS, 3), "ga4.csv")
    found = seen(store)
    for kind in (*AUTOMATIC[:5], CheckKind.CURRENCY):
        assert state(found, kind) is State.OK, kind
    assert all(c.evidence.en and c.evidence.fi for c in found.checks)
    assert found.worst_for("spend") is State.OK
    assert found.worst_for("conversions") is State.NOT_CHECKED, "nobody has looked whether the events fire once"


def test_a_day_deleted_from_the_data_and_a_source_that_stopped(store: Store) -> None:
    give(store, google([day for day in DAYS if day != date(2026, 9, 9)]))
    give(store, analytics(DAYS[:-10], 3), "ga4.csv")
    found = seen(store)
    assert state(found, CheckKind.GAPS, "google_ads") is State.DOUBTFUL
    assert state(found, CheckKind.GAPS, "ga4") is State.OK, "days after the last one are no gap"
    assert state(found, CheckKind.FRESHNESS, "ga4") is State.DOUBTFUL
    assert found.worst_for("spend") is State.DOUBTFUL
    assert found.against("spend", source="meta_ads") == (), "another source's gap is not its own"
    assert [c.kind for c in found.against("sessions")] == [CheckKind.FRESHNESS]
    earlier = seen(store, date(2026, 9, 9))
    assert state(earlier, CheckKind.GAPS, "google_ads") is State.OK, "as of the day before it, nothing was missing"


def test_rows_that_do_not_add_up_claims_that_cannot_be_and_unlike_money(store: Store) -> None:
    give(store, google(DAYS, conversions=4, total="99999.00"))
    give(store, analytics(DAYS, 1), "ga4.csv")
    give(store, google(DAYS, conversions=0, currency="SEK"), "sek.csv", account="other")
    found = seen(store)
    assert state(found, CheckKind.CONTROL) is State.BROKEN
    assert state(found, CheckKind.CLAIMS) is State.DOUBTFUL, "analytics is no proof"
    assert state(found, CheckKind.CURRENCY) is State.BROKEN
    assert found.worst_for("spend") is State.BROKEN
    assert found.worst_for("conversions") is State.DOUBTFUL


def test_claims_beyond_the_shops_own_orders_break_the_figures_of_results(store: Store) -> None:
    """Four purchases a day are claimed where the shop has one order; people have said what the event stands for."""
    give(store, google(DAYS, conversions=4))
    give(store, orders(DAYS), "o.csv")
    assert state(seen(store), CheckKind.CLAIMS) is not State.BROKEN, "nobody has said that these are orders"
    set_goal(store.ops, client_id="acme", event="conversions", kind="order", set_by="GO", now=NOW)
    claims = next(c for c in seen(store).checks if c.kind is CheckKind.CLAIMS)
    assert claims.state is State.BROKEN
    assert "4.00 times what happened" in claims.evidence.en
    assert seen(store).worst_for("conversions") is State.BROKEN


def test_results_that_stop_while_people_still_come_break_every_figure_of_results(store: Store) -> None:
    """Two a day, then none for six days: twelve were to be expected (methods.md: ten are enough)."""
    give(store, google(DAYS, silent_from=TODAY - timedelta(days=6)))
    found = seen(store)
    assert state(found, CheckKind.OUTAGE) is State.BROKEN
    assert found.worst_for("conversions") is State.BROKEN
    assert found.worst_for("spend") is not State.BROKEN
    assert state(seen(store, TODAY - timedelta(days=6)), CheckKind.OUTAGE) is State.OK


def test_a_platform_that_went_dark_alone_is_told_for_itself(store: Store) -> None:
    give(store, google(DAYS, conversions=20), account="1")
    give(store, google(DAYS, conversions=2, silent_from=TODAY - timedelta(days=7)), "y.csv", account="2")
    broken = [c for c in seen(store).checks if c.kind is CheckKind.OUTAGE and c.state is State.BROKEN]
    assert [check.account for check in broken] == ["2"]


def test_the_list_of_orders_has_a_limit_of_its_own(store: Store) -> None:
    """A small shop has days without an order: seven are usual (core.dates), the eighth is told."""
    give(store, orders(DAYS[:-7]), "o.csv")
    kinds = [c for c in seen(store).checks if c.kind is CheckKind.FRESHNESS]
    assert [(c.source, c.state, c.affects) for c in kinds] == [("shopify", State.OK, OUTCOMES)]
    assert seen(store, TODAY + timedelta(days=1)).against("outcomes")[0].kind is CheckKind.FRESHNESS


def test_a_look_counts_until_the_site_changes(store: Store) -> None:
    add_tick(
        store.ops,
        client_id="acme",
        kind="key_events",
        state="ok",
        evidence="Sent the form, one event came",
        checked_on=date(2026, 9, 15),
        who="Growth Owner",
        now=NOW,
    )
    assert state(seen(store), CheckKind.KEY_EVENTS) is State.OK
    change = Period(date(2026, 9, 20), date(2026, 9, 20))
    add_note(store.ops, client_id="acme", days=change, kind="site", text="New checkout", who="GO", now=NOW)
    assert state(seen(store), CheckKind.KEY_EVENTS) is State.NOT_CHECKED
    assert state(seen(store, date(2026, 9, 19)), CheckKind.KEY_EVENTS) is State.OK
