"""What the rules are given, from a real store: days as they lie, what files cover, and money in one currency."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.findings.finding import Kind
from core.jobs.imports import offer
from core.model import Client, FileStatus, Period, Rate
from core.reports.finding_facts import finding_facts
from core.reports.findings import findings
from core.store import Store, clients, open_store, rates, targets

NOW = datetime(2026, 10, 1, 6)
START = date(2026, 8, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


@pytest.fixture
def fir(store: Store) -> Client:
    return clients.add_client(store.ops, name="Kuusi Oy", now=NOW)


def bring(store: Store, fir: Client, name: str, days: int, *, currency: str = "EUR", said_until: str = "") -> None:
    """A Google Ads report of one campaign: 10 of its money, 20 clicks, 1 conversion on each of so many days."""
    head = f'Campaign report\n"August 1, 2026 - {said_until}"\n' if said_until else ""
    rows = [f"{START + timedelta(days=n)},{name},{name}-id,Search,{currency},20,10.00,1" for n in range(days)]
    text = head + "Day,Campaign,Campaign ID,Campaign type,Currency code,Clicks,Cost,Conversions\n" + "\n".join(rows)
    (outcome,) = offer(
        store, client_id=fir.client_id, name=f"{name}.csv", data=text.encode(), account=name, who="Test", now=NOW
    )
    assert outcome.status is FileStatus.IMPORTED, outcome.message


def test_days_as_they_lie_and_what_the_files_cover(store: Store, fir: Client) -> None:
    """The file says that it is about all of August and September; its last row is of 30 August."""
    bring(store, fir, "Haku", 30, said_until="September 30, 2026")
    facts = finding_facts(store, client_id=fir.client_id, as_of=NOW)
    assert (facts.first, facts.yesterday) == (START, date(2026, 9, 30))
    assert facts.spend.sum() == pytest.approx(300.0)
    assert facts.days.clicks[0, 29] == 20
    assert facts.days.clicks[0, 30] == 0
    assert facts.covered.all(), "no row on a covered day is zero, not unknown"
    assert facts.accounts[0].last == date(2026, 9, 30)
    assert int(sum(money.sum() for money in facts.stage_money.values())) == 300_000_000


def test_a_file_that_says_no_period_covers_its_rows_alone(store: Store, fir: Client) -> None:
    bring(store, fir, "Haku", 30)
    facts = finding_facts(store, client_id=fir.client_id, as_of=NOW)
    assert facts.accounts[0].last == date(2026, 8, 30)
    assert facts.covered[0].sum() == 30
    assert facts.is_stale(facts.accounts[0])
    early = finding_facts(store, client_id=fir.client_id, as_of=datetime(2026, 8, 11, 6))
    assert early.spend.sum() == pytest.approx(100.0), "only what had happened before the day"


def test_two_currencies_stay_two_until_there_is_a_rate(store: Store, fir: Client) -> None:
    bring(store, fir, "Haku", 30)
    bring(store, fir, "Dollar", 20, currency="USD")
    apart = finding_facts(store, client_id=fir.client_id, as_of=NOW)
    assert set(apart.days.money) == {"EUR", "USD"}
    rates.set_rates(store.ops, [Rate(date(2026, 8, 1), "USD", "EUR", Decimal("0.5"), "test", "Test")], now=NOW)
    one = finding_facts(store, client_id=fir.client_id, as_of=NOW)
    assert one.spend.sum() == pytest.approx(300.0 + 20 * 10 * 0.5)
    assert int(sum(money.sum() for money in one.stage_money.values())) == 400_000_000


def test_a_client_with_nothing(store: Store, fir: Client) -> None:
    facts = finding_facts(store, client_id=fir.client_id, as_of=NOW)
    assert (facts.lines, facts.accounts, facts.reviewed) == ((), (), None)


def test_an_export_without_days_is_weighed_over_its_own_period(store: Store, fir: Client) -> None:
    rows = ["Haku,1,Search,EUR,900,900.00,30", "Video,2,Video,EUR,900,100.00,1"]
    head = 'Campaign report\n"September 1, 2026 - September 30, 2026"\n'
    text = head + "Campaign,Campaign ID,Campaign type,Currency code,Clicks,Cost,Conversions\n" + "\n".join(rows)
    (outcome,) = offer(
        store, client_id=fir.client_id, name="sum.csv", data=text.encode(), account="A", who="Test", now=NOW
    )
    assert outcome.status is FileStatus.IMPORTED, outcome.message
    shares = {"reach": Decimal("0.5"), "convert": Decimal("0.5")}
    targets.set_target(
        store.ops, client_id=fir.client_id, valid_from=START, shares=shares, basis="", set_by="Test", now=NOW
    )
    (found,) = findings(store, client_id=fir.client_id, as_of=NOW).findings
    assert (found.kind, found.stage, found.eur) == (Kind.STAGE_OVER, "convert", Decimal("400.00"))
    assert found.period == Period(date(2026, 9, 1), date(2026, 9, 30))
    bring(store, fir, "Display", 60)
    beside = findings(store, client_id=fir.client_id, as_of=NOW)
    assert any("exports without days" in one.why.en for one in beside.not_shown if one.kind is Kind.STAGE_OVER)


@pytest.mark.parametrize("marked", [False, True])
def test_a_cart_is_counted_at_one_step_only(store: Store, fir: Client, marked: bool) -> None:
    """Adding to the cart and beginning the checkout are two steps of one cart, and the first is wider. Neither need be
    a key event, though the report tells how many of those there were."""
    head = [f"# {line}" for line in ("-" * 10, "Events: Date", "Account: Kuusi", "Property: kuusi.example", "-" * 10)]
    head += [
        "#",
        "# All Users",
        "# Start date: 20260801",
        "# End date: 20260930",
        "Date,Event name,Event count,Total users" + (",Key events" if marked else ""),
    ]
    days = [START + timedelta(days=n) for n in range(61)]
    counts = (("add_to_cart", 30, 0), ("begin_checkout", 24, 0), ("purchase", 9, 9))
    rows = [f"{day:%Y%m%d},{event},{n},{n}" + (f",{key}" if marked else "") for day in days for event, n, key in counts]
    (outcome,) = offer(
        store, client_id=fir.client_id, name="ga4.csv", data="\n".join([*head, *rows]).encode(), who="Test", now=NOW
    )
    assert outcome.status is FileStatus.IMPORTED, outcome.message
    weeks = finding_facts(store, client_id=fir.client_id, as_of=NOW).carts["ga4"]
    assert {(week.started, week.ordered) for week in weeks[1:]} == {(210.0, 63.0)}
