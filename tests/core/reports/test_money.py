"""Money laid into stages: exact to the last micro, whatever the weights."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import MissingRate
from core.figures import plain
from core.model import Sentence
from core.reports.money import bucket_totals, by_bucket, euros, one_currency
from core.reports.placing import Placing

WHY = Sentence("because", "koska")


def placing(bucket: str, since: date = date.min, **weights: str) -> Placing:
    return Placing(since, bucket, {s: Decimal(w) for s, w in weights.items()}, "", "human", 1.0, WHY)


def frame(*rows: tuple[str, str, int]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["entity_key", "day", "micros"])
    return made.assign(day=pd.to_datetime(made["day"]).astype("datetime64[s]"), currency="EUR")


def totals(money: pd.DataFrame, placed: dict[str, list[Placing]]) -> dict[str, Decimal]:
    return {bucket: amount for bucket, amount in bucket_totals(by_bucket(money, placed)).items() if amount}


def test_money_of_an_unknown_campaign_is_unmapped() -> None:
    assert totals(frame(("a", "2026-09-01", 5_000_000)), {}) == {"unmapped": Decimal("5.00")}


def test_a_decision_from_a_day_on_leaves_the_days_before_as_they_were() -> None:
    placed = {"a": [placing("reach"), placing("convert", date(2026, 9, 2))]}
    money = frame(("a", "2026-09-01", 1_000_000), ("a", "2026-09-02", 20_000_000), ("a", "2026-09-03", 300_000_000))
    assert totals(money, placed) == {"reach": Decimal("1.00"), "convert": Decimal("320.00")}


def test_mixed_without_weights_is_a_bucket_of_its_own() -> None:
    assert totals(frame(("a", "2026-09-01", 7_000_000)), {"a": [placing("mixed")]}) == {"mixed": Decimal("7.00")}


def test_mixed_with_weights_is_split_and_the_rest_goes_to_the_last() -> None:
    placed = {"a": [placing("mixed", reach="0.333333", act="0.333333", convert="0.333334")]}
    assert totals(frame(("a", "2026-09-01", 1_000_000)), placed) == {
        "reach": Decimal("0.333333"),
        "act": Decimal("0.333333"),
        "convert": Decimal("0.333334"),
    }


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 28), st.integers(-(10**9), 10**12)), max_size=40),
    st.integers(0, 100),
)
def test_no_micro_is_lost_or_made(rows: list[tuple[str, int, int]], percent: int) -> None:
    """The buckets of any money, split by any weights, add up to exactly the money."""
    money = frame(*[(key, f"2026-02-{day % 28 + 1:02d}", micros) for key, day, micros in rows])
    placed = {
        "a": [placing("mixed", reach=str(Decimal(percent) / 100), engage=str(1 - Decimal(percent) / 100))],
        "b": [placing("act"), placing("mixed", date(2026, 2, 10), act="0.1", convert="0.9")],
    }
    assert sum(bucket_totals(by_bucket(money, placed)).values()) * 10**6 == sum(micros for *_, micros in rows)


@pytest.mark.parametrize(
    ("micros", "shown"),
    [(118_990_000, "118.99"), (0, "0.00"), (1, "0.000001"), (1_500_000, "1.50"), (-250_000, "-0.25")],
)
def test_money_has_at_least_two_decimals_and_loses_none(micros: int, shown: str) -> None:
    assert plain(euros(micros)) == shown


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(MissingRate, match="EUR [+] SEK"):
        one_currency({"SEK", "EUR"})
    assert one_currency({"", "EUR"}) == "EUR"
    assert one_currency(set()) == ""
