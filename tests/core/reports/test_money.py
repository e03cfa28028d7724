"""Money laid into stages: exact to the last micro, whatever the weights."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import MissingRate
from core.figures import plain
from core.model import Rate, Sentence
from core.reports.money import bucket_totals, by_bucket, converted, euros, in_one_currency
from core.reports.placing import Placing
from core.reports.rates import Converted, Converter

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


SWEDISH = [
    Rate(date(2026, 8, 31), "SEK", "EUR", Decimal("0.08")),
    Rate(date(2026, 9, 30), "SEK", "EUR", Decimal("0.1")),
]


def mixed(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """(day, currency, micros)"""
    made = pd.DataFrame(rows, columns=["day", "currency", "micros"]).assign(entity_key="a")
    return made.assign(day=pd.to_datetime(made["day"]).astype("datetime64[s]"))


def test_two_currencies_are_never_added_without_a_rate() -> None:
    both = mixed(("2026-09-01", "SEK", 10), ("2026-09-01", "EUR", 10))
    with pytest.raises(MissingRate, match=r"no rate from SEK to EUR for 2026-09.*rate set SEK EUR RATE"):
        in_one_currency(both, Converter("EUR", lambda _: []))
    # A rate that begins later helps no earlier month.
    with pytest.raises(MissingRate):
        in_one_currency(both, Converter("EUR", lambda _: [Rate(date(2026, 10, 1), "SEK", "EUR", Decimal("0.1"))]))


def test_each_day_is_worth_its_month_s_rate() -> None:
    """Hand-made: 100 SEK of August at 0.08, 100 SEK of September at 0.1, and of October at September's, the newest."""
    money = mixed(
        ("2026-08-31", "SEK", 100_000_000),
        ("2026-09-01", "SEK", 100_000_000),
        ("2026-10-05", "SEK", 100_000_000),
        ("2026-10-05", "EUR", 7),
    )
    got = in_one_currency(money, Converter("EUR", lambda _: SWEDISH))
    assert list(got.frame["micros"]) == [8_000_000, 10_000_000, 10_000_000, 7]
    assert (got.currency, set(got.frame["currency"])) == ("EUR", {"EUR"})
    assert [(used.base, used.rate, used.day) for used in got.used] == [
        ("SEK", Decimal("0.08"), date(2026, 8, 31)),
        ("SEK", Decimal("0.1"), date(2026, 9, 30)),
        ("SEK", Decimal("0.1"), date(2026, 9, 30)),
    ]


def test_money_of_one_other_currency_stays_as_it_is_without_a_rate() -> None:
    swedish = mixed(("2026-09-01", "SEK", 10))
    assert in_one_currency(swedish, Converter("EUR", lambda _: [])).currency == "SEK"
    assert in_one_currency(swedish, Converter("EUR", lambda _: SWEDISH)).currency == "EUR"
    assert in_one_currency(mixed(), Converter("EUR", lambda _: [])).currency == ""


def test_a_rate_serves_both_ways_and_two_meet_in_the_euro() -> None:
    ecb = [Rate(date(2026, 9, 30), "EUR", "SEK", Decimal(10)), Rate(date(2026, 9, 29), "EUR", "USD", Decimal("1.25"))]
    assert Converter("EUR", lambda _: ecb).convert(Decimal(5), "SEK", date(2026, 9, 2)) == Converted(
        Decimal("0.5"), date(2026, 9, 30)
    )
    dollars = Converter("SEK", lambda _: ecb).convert(Decimal("2.5"), "USD", date(2026, 9, 2))
    assert dollars == Converted(Decimal(20), date(2026, 9, 29))  # 2.5 USD = 2 EUR = 20 SEK, by the older rate's day
    assert Converter("SEK", lambda _: ecb).convert(Decimal(3), "SEK", date(2020, 1, 1)) == Converted(Decimal(3), None)


def test_months_without_a_rate_are_named_and_left_out() -> None:
    money = mixed(("2026-07-01", "SEK", 10), ("2026-08-01", "SEK", 100), ("2026-07-01", "EUR", 1))
    got = converted(money, Converter("EUR", lambda _: SWEDISH))
    assert list(got.frame["micros"]) == [8, 1]
    assert got.lacking == {date(2026, 7, 1): {"SEK"}}
