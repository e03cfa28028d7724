"""The balance as a page gets it: slices of time, freshness, silence, channels. Sums are counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import MissingRate
from core.jobs.imports import offer
from core.model import Period, Rate
from core.reports.balance import balance
from core.store import Store, open_store
from core.store.clients import add_client
from core.store.decisions import decide
from core.store.meetings import add_meeting
from core.store.rates import set_rates
from core.store.targets import set_target

NOW = datetime(2026, 9, 20, 6)
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
MIX = {"reach": Decimal("0.5"), "act": Decimal("0.2"), "convert": Decimal("0.2"), "engage": Decimal("0.1")}

Row = tuple[str, str, str, str]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Acme", now=NOW)
    return store


def report(rows: list[Row], currency: str = "EUR") -> bytes:
    days = sorted(day for day, *_ in rows)
    head = f'Campaign report\n"{days[0]} - {days[-1]}"\nDay,Campaign,Campaign type,Currency code,Cost\n'
    return (head + "".join(f"{day},{name},{kind},{currency},{cost}\n" for day, name, kind, cost in rows)).encode()


def give(store: Store, rows: list[Row], account: str = "", currency: str = "EUR") -> None:
    data = report(rows, currency)
    (outcome,) = offer(store, client_id="acme", name="x.csv", data=data, account=account, who="t", now=NOW)
    assert outcome.status == "imported", outcome.message


def daily(name: str, kind: str, cost: str, first: str, last: str) -> list[Row]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [((start + timedelta(days=i)).isoformat(), name, kind, cost) for i in range((end - start).days + 1)]


def seen(store: Store, period: Period = SEPTEMBER, as_of: date = date(2026, 10, 1)):  # type: ignore[no-untyped-def]
    return balance(store, client_id="acme", period=period, as_of=as_of)


def test_an_empty_client_has_zeros_and_no_claims(store: Store) -> None:
    empty = seen(store)
    assert (empty.total, empty.confirmed, empty.balance, empty.effective_channels) == (0, None, None, None)
    assert (empty.weeks, empty.campaigns, empty.channels, empty.freshness) == ((), (), (), ())
    assert (empty.complete, empty.settled_through, empty.currency) == (False, None, "EUR")
    assert empty.why_null is not None


def test_weeks_hold_the_money_of_their_days_and_say_when_it_may_change(store: Store) -> None:
    """Google restates for 30 days: with data to 30 September, days to 31 August are settled."""
    give(store, daily("A | Tunnettuus", "Video", "10.00", "2026-08-24", "2026-09-30"))
    weeks = {week.start: week for week in seen(store).weeks}
    assert weeks[date(2026, 8, 24)].amount == 70
    assert (weeks[date(2026, 8, 24)].settled, weeks[date(2026, 8, 31)].settled) == (True, False)
    last = weeks[date(2026, 9, 28)]
    assert (last.amount, last.open) == (30, True)
    assert seen(store).settled_through == date(2026, 8, 31)


def test_weeks_without_data_are_absent_and_not_zero(store: Store) -> None:
    give(store, [("2026-09-01", "A", "Video", "5.00"), ("2026-09-22", "A", "Video", "5.00")])
    assert [week.start for week in seen(store).weeks] == [date(2026, 8, 31), date(2026, 9, 21)]


def test_sprints_run_from_monthly_to_monthly(store: Store) -> None:
    give(store, daily("A | Tunnettuus", "Video", "1.00", "2026-08-06", "2026-09-30"))
    for month, day in ((8, 6), (9, 3), (10, 1)):
        add_meeting(store.ops, client_id="acme", kind="monthly", at=datetime(2026, month, day, 7), now=NOW)
    sprints = [(s.start, s.end, s.amount) for s in seen(store).sprints]
    assert sprints == [
        (date(2026, 8, 6), date(2026, 9, 2), Decimal(28)),
        (date(2026, 9, 3), date(2026, 9, 30), Decimal(28)),
    ]


def test_a_stage_is_missing_after_seven_days_of_silence(store: Store) -> None:
    """Convert's last euro is on the 23rd: seven silent days to the 30th. One day later it is not news yet."""
    set_target(store.ops, client_id="acme", valid_from=date(2026, 1, 1), shares=MIX, basis="", set_by="t", now=NOW)
    give(
        store,
        [
            *daily("A | Tunnettuus", "Video", "50.00", "2026-09-01", "2026-09-30"),
            *daily("A | Harkinta", "Display", "20.00", "2026-09-01", "2026-09-30"),
            *daily("A | Myynti", "Search", "20.00", "2026-09-01", "2026-09-23"),
            *daily("A | Retention", "Display", "10.00", "2026-09-01", "2026-09-24"),
        ],
    )
    assert seen(store).missing == ("convert",)


def test_a_stage_is_not_missing_on_days_that_nobody_has_seen(store: Store) -> None:
    """Data ends on the 20th: what happened after is unknown, not silence."""
    set_target(store.ops, client_id="acme", valid_from=date(2026, 1, 1), shares=MIX, basis="", set_by="t", now=NOW)
    give(
        store,
        [
            *daily("A | Tunnettuus", "Video", "50.00", "2026-09-01", "2026-09-20"),
            *daily("A | Harkinta", "Display", "20.00", "2026-09-01", "2026-09-20"),
            *daily("A | Myynti", "Search", "20.00", "2026-09-01", "2026-09-18"),
            *daily("A | Retention", "Display", "10.00", "2026-09-01", "2026-09-20"),
        ],
    )
    assert seen(store).missing == ()
    assert seen(store).complete is False


def test_channels_and_how_many_they_are_in_practice(store: Store) -> None:
    """Shares .6 and .4: 1 / (.36 + .16) = 1.923."""
    give(store, [("2026-09-01", "A", "Search", "60.00"), ("2026-09-01", "B", "Video", "40.00")])
    got = seen(store)
    assert [(c.channel, c.amount) for c in got.channels] == [("paid_search", 60), ("youtube", 40)]
    assert got.effective_channels == pytest.approx(1.923, abs=0.001)


def test_confirmed_is_the_share_of_money_a_person_has_decided_about(store: Store) -> None:
    give(store, [("2026-09-01", "A", "Search", "60.00"), ("2026-09-01", "B", "Video", "40.00")])
    key = next(c.entity_key for c in seen(store).campaigns if c.name == "B")
    decide(store.ops, client_id="acme", entity_key=key, stage="act", decided_by="t", now=NOW)
    assert seen(store).confirmed == 0.4


def test_a_campaign_under_the_target_share_of_staged_money_is_not_compared(store: Store) -> None:
    """79 of 100 euros have a stage: too little to compare, and it is said."""
    set_target(store.ops, client_id="acme", valid_from=date(2026, 1, 1), shares=MIX, basis="", set_by="t", now=NOW)
    rows = [("2026-09-01", "A | Tunnettuus", "", "790.00"), ("2026-09-01", "zzz", "", "210.00")]
    give(store, rows)
    got = seen(store)
    assert (got.by_bucket["reach"], got.by_bucket["unmapped"]) == (790, 210)
    assert got.balance is None
    assert "79" in str(got.why_null)


def test_another_currency_in_another_period_does_not_stop_this_one(store: Store) -> None:
    give(store, [("2026-09-01", "A", "Search", "60.00")], account="Finland")
    give(store, [("2026-07-01", "S", "Search", "70.00")], account="Sweden", currency="SEK")
    got = seen(store)
    assert (got.total, got.currency) == (60, "EUR")
    assert {week.start for week in got.weeks} == {date(2026, 8, 31)}
    with pytest.raises(MissingRate):
        seen(store, Period(date(2026, 7, 1), date(2026, 9, 30)))


def test_two_currencies_meet_at_the_rate_of_the_month(store: Store) -> None:
    """60 EUR and 700 SEK at 0.09: 123 EUR. July has no rate, so no week or sprint that touches it is drawn."""
    give(store, [("2026-09-01", "A", "Search", "60.00"), ("2026-07-15", "A", "Search", "5.00")], account="Finland")
    give(store, [("2026-09-02", "S", "Search", "700.00")], account="Sweden", currency="SEK")
    give(store, [("2026-07-15", "S", "Search", "700.00")], account="Sweden", currency="SEK")
    with pytest.raises(MissingRate, match="SEK to EUR for 2026-09"):
        seen(store)
    set_rates(store.ops, [Rate(date(2026, 8, 31), "SEK", "EUR", Decimal("0.09"))], now=NOW)
    got = seen(store)
    assert (got.total, got.currency) == (Decimal("123"), "EUR")
    assert [(r.base, r.to, r.rate, r.day) for r in got.rates] == [("SEK", "EUR", Decimal("0.09"), date(2026, 8, 31))]
    assert {campaign.name: campaign.spend for campaign in got.campaigns} == {"S": 63, "A": 60}
    assert {week.start for week in got.weeks} == {date(2026, 8, 31)}
    assert {sprint.start for sprint in got.sprints} == {date(2026, 9, 1)}


def test_the_first_of_january_is_in_the_last_week_of_its_iso_year(store: Store) -> None:
    give(store, daily("A | Tunnettuus", "Video", "10.00", "2026-12-28", "2027-01-03"))
    got = seen(store, Period(date(2027, 1, 1), date(2027, 1, 31)), date(2027, 1, 4))
    assert got.total == 30
    assert [(week.start, week.amount) for week in got.weeks] == [(date(2026, 12, 28), Decimal(70))]
