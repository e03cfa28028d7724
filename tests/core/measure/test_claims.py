"""Each result once within a source, three claims side by side. Every expected figure is counted by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.claims import Account, ClaimLine, Left, Named, Part, Placed, claim_lines, kind_claims
from core.model import USUAL_STAGE, Claim, GoalKind, Stage

KINDS = {
    "form": GoalKind.SOFT_LEAD,
    "quote": GoalKind.HARD_LEAD,
    "leads": GoalKind.SOFT_LEAD,
    "buy": GoalKind.ORDER,
    "pixel": GoalKind.ORDER,
    "basket": GoalKind.CART,
    "chat": GoalKind.SOFT_LEAD,
}


def place(event: str, source: str) -> Placed | None:
    kind = KINDS.get(event)
    return Placed(kind, USUAL_STAGE[kind], confirmed=event != "leads") if kind else None


def account(conversions: int | None, leads: int | None, *named: tuple[str, int, str], claim=Claim.PLATFORM) -> Account:
    return Account(
        claim,
        "meta_ads",
        "1",
        None if conversions is None else Decimal(conversions),
        None if leads is None else Decimal(leads),
        [Named(event, Decimal(n), Part(part)) for event, n, part in named],
    )


def said(found: list[ClaimLine]) -> dict[str, tuple[int, str | None]]:
    return {line.event: (int(line.results), line.left) for line in found}


@pytest.mark.parametrize(
    ("given_account", "lines"),
    [
        # Google: nothing is named.
        (account(157, None), {"conversions": (157, "no_goal")}),
        # Leads of two result kinds inside a leads column: what the kinds do not explain stays `leads`.
        (
            account(100, 100, ("form", 70, "inside"), ("quote", 20, "inside")),
            {"form": (70, None), "quote": (20, None), "leads": (10, None)},
        ),
        # The kinds say more than the column holds: they are no breakdown of it.
        (account(50, 50, ("form", 60, "inside")), {"leads": (50, None), "form": (60, "again")}),
        # Purchases are counted by their column; the pixel's are the same purchases.
        (
            account(31, None, ("buy", 31, "counted"), ("pixel", 38, "inside")),
            {"buy": (31, None), "pixel": (38, "again")},
        ),
        # Without a purchase column the pixel's results are the conversions.
        (account(38, None, ("pixel", 38, "inside")), {"pixel": (38, None)}),
        # Carts and chats are beside the conversions; reach is no result.
        (
            account(
                5,
                None,
                ("buy", 5, "counted"),
                ("basket", 40, "beside"),
                ("chat", 9, "beside"),
                ("reach", 900, "beside"),
            ),
            {"buy": (5, None), "basket": (40, None), "chat": (9, None), "reach": (900, "no_result")},
        ),
        # Purchases and leads in one file: each has its own column.
        (account(12, 4, ("buy", 8, "counted"), ("form", 4, "inside")), {"buy": (8, None), "form": (4, None)}),
        (
            account(20, None, ("order_done", 15, "counted"), claim=Claim.ANALYTICS),
            {"order_done": (15, "no_goal"), "key_events": (5, "no_goal")},
        ),
        (account(None, None), {}),
        # Without a leads column leads and orders share what is not named: 12 leads fit into 15, 12 orders then do not.
        (
            account(15, None, ("form", 12, "inside"), ("pixel", 12, "inside")),
            {"form": (12, None), "pixel": (12, "again"), "conversions": (3, "no_goal")},
        ),
        # A result inside the conversions of which nobody knows what it is: named, and asked about.
        (account(9, None, ("donate", 4, "inside")), {"donate": (4, "no_goal"), "conversions": (5, "no_goal")}),
    ],
)
def test_each_result_of_an_account_is_counted_once(given_account, lines):
    assert said(claim_lines(given_account, place)) == lines


counts = st.integers(0, 500)


@given(conversions=counts, leads=counts, form=counts, quote=counts, buy=counts, pixel=counts)
def test_lines_never_say_more_than_the_account_does(conversions, leads, form, quote, buy, pixel):
    """Whatever the named results, what is counted of leads and orders is the account's conversions, no more; when the
    counted column alone says more than the conversions, it stands as the source wrote it."""
    found = claim_lines(
        account(
            conversions,
            min(leads, conversions),
            ("buy", buy, "counted"),
            ("form", form, "inside"),
            ("quote", quote, "inside"),
            ("pixel", pixel, "inside"),
        ),
        place,
    )
    counted = sum(line.results for line in found if line.left is not Left.AGAIN)
    assert counted == max(conversions, buy)


@given(conversions=counts, form=counts, pixel=counts, donate=counts)
def test_without_any_counted_column_the_named_share_the_conversions(conversions, form, pixel, donate):
    named = [("form", form, "inside"), ("pixel", pixel, "inside"), ("donate", donate, "inside")]
    found = claim_lines(account(conversions, None, *named), place)
    assert sum(line.results for line in found if line.left is not Left.AGAIN) == conversions
    assert {line.event for line in found} >= {"form", "pixel", "donate"}


def test_claims_stand_side_by_side_with_the_ratio_to_what_is_real():
    def line(claim: Claim, source: str, event: str, n: int) -> ClaimLine:
        return ClaimLine(claim, source, "1", event, Decimal(n), place(event, source))

    found = kind_claims(
        [
            line(Claim.PLATFORM, "meta_ads", "buy", 180),
            line(Claim.PLATFORM, "google_ads", "pixel", 100),
            line(Claim.ANALYTICS, "ga4", "buy", 95),
            line(Claim.OUTCOME, "shopify", "buy", 140),
            line(Claim.ANALYTICS, "ga4", "leads", 7),
        ]
    )
    leads, orders = found
    assert (orders.kind, orders.stages, orders.confirmed) == (GoalKind.ORDER, (Stage.CONVERT,), True)
    assert orders.results == {Claim.PLATFORM: 280, Claim.ANALYTICS: 95, Claim.OUTCOME: 140}
    assert orders.ratio(Claim.PLATFORM) == 2
    assert orders.ratio(Claim.ANALYTICS) == Decimal(95) / 140
    assert orders.ratio(Claim.OUTCOME) is None
    assert (leads.kind, leads.results, leads.confirmed) == (GoalKind.SOFT_LEAD, {Claim.ANALYTICS: 7}, False)
    assert leads.ratio(Claim.ANALYTICS) is None


def test_a_shop_without_orders_gives_no_ratio():
    (kinds,) = kind_claims(
        [
            ClaimLine(Claim.PLATFORM, "g", "1", "buy", Decimal(3), place("buy", "g")),
            ClaimLine(Claim.OUTCOME, "s", "1", "buy", Decimal(0), place("buy", "s")),
        ]
    )
    assert kinds.results[Claim.OUTCOME] == 0
    assert kinds.ratio(Claim.PLATFORM) is None
