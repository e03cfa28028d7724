"""A link in another currency than its client's: every amount calculated by hand from planted rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from core.model import Period, Rate
from core.shares import Section
from core.store import Store
from core.store.kpis import set_kpi
from core.store.rates import set_rates
from core.store.targets import set_target
from tests.core.reports.test_client_page import ALL, NOW, page, part, plain, spend
from tests.core.reports.test_client_page import store as store

CROWNS = replace(ALL, currency="SEK")
AUGUST_AND_SEPTEMBER = Period(date(2026, 8, 1), date(2026, 9, 30))
AUGUST, SEPTEMBER_RATE = date(2026, 8, 31), date(2026, 9, 28)


def rate(store: Store, day: date, value: str, base: str = "EUR", quote: str = "SEK") -> None:
    set_rates(store.ops, [Rate(day, base, quote, Decimal(value))], now=NOW)


def target(store: Store, metric: str, value: str, span: str = "month", direction: str = "above") -> None:
    set_kpi(
        store.ops, client_id="kuusi", metric=metric, span=span, direction=direction, value=Decimal(value),
        valid_from=date(2026, 1, 1), set_by="t", now=NOW,
    )  # fmt: skip


def test_amounts_are_turned_by_the_rate_of_their_month_and_its_day_is_told(store: Store) -> None:
    rate(store, SEPTEMBER_RATE, "11.5")
    found = part(page(store, CROWNS), Section.BALANCE)
    assert plain(found.lead) == "11,500 kr was spent on advertising."
    said = {item.key: plain(item.detail) for item in found.items}
    assert (said["reach"], said["convert"]) == ("60 %, 6,900 kr", "40 %, 4,600 kr")
    last = found.items[-1]
    assert (last.text, plain(last.detail)) == ("Amounts in SEK", "1 EUR = 11.5000 SEK, rate of 28 Sep 2026")
    assert "€" not in page(store, CROWNS).to_json()


def test_two_months_are_turned_each_by_its_own_and_both_are_told(store: Store) -> None:
    """500 € at 11 and 1,000 € at 11.5 are 5,500 and 11,500 crowns."""
    spend(store, "kuusi", ("Elokuu", "OUTCOME_SALES", 500), day=date(2026, 8, 20))
    rate(store, AUGUST, "11")
    rate(store, SEPTEMBER_RATE, "11.5")
    found = part(page(store, CROWNS, AUGUST_AND_SEPTEMBER), Section.BALANCE)
    assert plain(found.lead) == "17,000 kr was spent on advertising."
    assert plain(found.items[-1].detail) == (
        "1 EUR = 11.0000 SEK, rate of 31 Aug 2026; 1 EUR = 11.5000 SEK, rate of 28 Sep 2026"
    )


def test_a_goal_is_turned_by_the_rates_of_its_figure_so_that_neither_gets_nearer(store: Store) -> None:
    """1,500 € of a quarter are 17,000 crowns, so the goal of 3,000 € is 34,000; of September 1,000 € and 2,000 €."""
    spend(store, "kuusi", ("Elokuu", "OUTCOME_SALES", 500), day=date(2026, 8, 20))
    rate(store, AUGUST, "11")
    rate(store, SEPTEMBER_RATE, "11.5")
    target(store, "spend", "2000")
    target(store, "spend", "3000", span="quarter")
    here, there = (part(page(store, terms), Section.RESULT) for terms in (ALL, CROWNS))
    *items, _ = here.items
    assert [plain(item.detail) for item in items] == [
        "1,000 €, goal at least 2,000 €",
        "1,500 €, goal at least 3,000 €",
    ]
    *items, quarter, rates = there.items
    assert plain(quarter.detail) == "1 Jul – 30 Sep 2026: Media spend (quarter)"
    assert [plain(item.detail) for item in items] == [
        "11,500 kr, goal at least 23,000 kr",
        "17,000 kr, goal at least 34,000 kr",
    ]
    assert [(item.status, item.done) for item in items] == [(item.status, item.done) for item in here.items[:-1]]
    assert "31 Aug 2026" in plain(rates.detail)
    assert there.lead == here.lead


def test_shares_and_how_they_stand_are_those_of_the_clients_own_currency(store: Store) -> None:
    rate(store, SEPTEMBER_RATE, "10")
    set_target(
        store.ops, client_id="kuusi", valid_from=date(2026, 1, 1), basis="", set_by="t", now=datetime(2026, 1, 1),
        shares={"reach": Decimal("0.5"), "act": Decimal(0), "convert": Decimal("0.5"), "engage": Decimal(0)},
    )  # fmt: skip
    here, there = (part(page(store, terms), Section.BALANCE) for terms in (ALL, CROWNS))
    own = [(item.key, item.status, item.share, item.target) for item in here.items]
    assert [(item.key, item.status, item.share, item.target) for item in there.items[:-1]] == own
    assert "100 € of 1,000 €" in plain(here.lead)
    assert "1,000 kr of 10,000 kr" in plain(there.lead)


@pytest.mark.parametrize("language", ["en", "fi"])
def test_without_a_rate_a_sentence_stands_instead_of_every_amount(store: Store, language: str) -> None:
    target(store, "spend", "2000")
    target(store, "clicks", "100")
    found = page(store, replace(CROWNS, language=language))
    balance, result = part(found, Section.BALANCE), part(found, Section.RESULT)
    assert balance.items == ()
    assert "SEK" in balance.lead
    (money, clicks) = result.items
    assert "SEK" in money.detail
    assert (money.value, money.done) == ("", None)
    assert clicks.text in ("Clicks", "Klikkaukset")
    text = plain(found.to_json())
    assert not [amount for amount in ("600", "400", "1,000", "1 000", "€") if amount in text]


def test_a_month_without_a_rate_is_not_left_out_of_a_sum(store: Store) -> None:
    spend(store, "kuusi", ("Elokuu", "OUTCOME_SALES", 500), day=date(2026, 8, 20))
    rate(store, SEPTEMBER_RATE, "11.5")
    found = part(page(store, CROWNS, AUGUST_AND_SEPTEMBER), Section.BALANCE)
    assert found.lead.startswith("The amounts cannot be shown in SEK yet")
    assert found.items == ()


def test_two_rates_meet_in_the_euro_and_the_older_day_is_told(store: Store) -> None:
    """1 € = 11 SEK and 1 € = 1.10 USD: what the client knows as 1,100 dollars is 11,000 crowns, the goal too."""
    with store.ops.write() as con:
        con.execute("update client set currency = 'USD' where client_id = 'kuusi'")
    rate(store, AUGUST, "11")
    rate(store, SEPTEMBER_RATE, "1.1", quote="USD")
    target(store, "spend", "2200")
    here, there = page(store), page(store, CROWNS)
    assert plain(part(here, Section.RESULT).items[0].detail) == "1,100 $, goal at least 2,200 $"
    assert plain(part(there, Section.BALANCE).lead) == "11,000 kr was spent on advertising."
    goal, rates = part(there, Section.RESULT).items
    assert plain(goal.detail) == "11,000 kr, goal at least 22,000 kr"
    assert plain(rates.detail) == "1 USD = 10.0000 SEK, rate of 31 Aug 2026"


def test_the_scope_names_the_currency_only_where_it_is_not_the_clients(store: Store) -> None:
    assert page(store).scope == "all of the marketing"
    assert page(store, CROWNS).scope == "all of the marketing, in SEK"
    few = replace(ALL, stages=ALL.stages[:2], sections=(Section.BALANCE,))
    assert page(store, few).scope == "only Reach, Act, chosen parts"
