from __future__ import annotations

import json
import math
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import figures
from core.model import Period

NBSP = "\u00a0"
ORACLES = Path(__file__).resolve().parents[3] / "shared" / "oracles" / "methods" / "oracles.json"


def plain(text: str) -> str:
    """Breaks the test if a space could break the line, then makes the rest readable."""
    assert " " not in text
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (Decimal("2.665"), 2, "2.67"),
        (Fraction(1, 8), 2, "0.13"),
        (10**30, 2, "1" + "0" * 30 + ".00"),
        (1234567, -3, "1235000"),
    ],
)
def test_rounding_is_half_away_from_zero_on_the_digits_a_person_reads(
    value: figures.Number, decimals: int, expected: str
) -> None:
    assert f"{figures.rounded(value, decimals):f}" == expected


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, Decimal("NaN")])
def test_rounding_refuses_what_is_no_number(value: figures.Number) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        figures.rounded(value)


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        (Decimal("1234.56"), "EUR", "fi", "1 235 €"),
        (Decimal("1234.56"), "EUR", "en", "1,235 €"),
        (Decimal("1234567"), "SEK", "fi", "1 234 567 kr"),
        (Decimal("99.5"), "EUR", "fi", "99,50 €"),
        (Decimal("99.994"), "EUR", "en", "99.99 €"),
        (Decimal("99.995"), "EUR", "en", "100 €"),
        (Decimal("100.49"), "GBP", "en", "100 £"),
        (Decimal("0"), "EUR", "fi", "0 €"),
        (Decimal("0.004"), "EUR", "fi", "0,00 €"),
        (Decimal("-1800"), "EUR", "fi", "−1 800 €"),
        (Decimal("-0.001"), "EUR", "fi", "0,00 €"),
        (Decimal("250"), "DKK", "fi", "250 DKK"),
        (Decimal("250"), "", "fi", "250"),
    ],
)
def test_money_from_a_hundred_up_is_whole_and_below_it_has_cents(
    amount: Decimal, currency: str, language: str, expected: str
) -> None:
    assert plain(figures.money(amount, currency, language)) == expected


def test_exact_money_always_shows_cents() -> None:
    assert plain(figures.money(Decimal("1234.565"), "EUR", "fi", exact=True)) == "1 234,57 €"
    assert plain(figures.money(Decimal("0"), "EUR", "en", exact=True)) == "0.00 €"


def test_a_change_of_money_carries_its_sign() -> None:
    assert plain(figures.money(Decimal("1800"), "EUR", "fi", signed=True)) == "+1 800 €"
    assert plain(figures.money(Decimal("-1800"), "EUR", "fi", signed=True)) == "−1 800 €"
    assert plain(figures.money(Decimal("0"), "EUR", "fi", signed=True)) == "0 €"


@pytest.mark.parametrize(
    ("fraction", "language", "expected"),
    [
        (0.18, "fi", "18 %"),
        (0.145, "fi", "15 %"),
        (Fraction(1, 3), "en", "33 %"),
        (0, "fi", "0 %"),
        (0.004, "fi", "< 1 %"),
        (0.005, "fi", "1 %"),
        (1, "fi", "100 %"),
        (12.345, "en", "1,235 %"),
    ],
)
def test_a_share_is_a_whole_percent_and_a_small_share_is_not_no_share(
    fraction: figures.Number, language: str, expected: str
) -> None:
    assert plain(figures.percent(fraction, language)) == expected


def test_a_share_may_be_asked_with_decimals() -> None:
    assert plain(figures.percent(0.125, "fi", 1)) == "12,5 %"
    assert plain(figures.percent(0.125, "en", 1)) == "12.5 %"
    assert plain(figures.percent(0.0002, "fi", 1)) == "< 0,1 %"


@pytest.mark.parametrize(
    ("fraction", "fi", "en"),
    [
        (0.18, "+18 %-yks.", "+18 points"),
        (-0.08, "−8 %-yks.", "−8 points"),
        (0.01, "+1 %-yks.", "+1 point"),
        (-0.012, "−1 %-yks.", "−1 point"),
        (0.004, "0 %-yks.", "0 points"),
        (-0.004, "0 %-yks.", "0 points"),
    ],
)
def test_points_are_signed_and_never_minus_zero(fraction: float, fi: str, en: str) -> None:
    assert plain(figures.points(fraction, "fi")) == fi
    assert plain(figures.points(fraction, "en")) == en


@pytest.mark.parametrize("undefined", [None, math.nan, math.inf, Decimal("Infinity")])
def test_the_undefined_is_an_en_dash_and_never_zero(undefined: figures.Number | None) -> None:
    shown = {
        figures.number(undefined, "fi"),
        figures.money(undefined, "EUR", "fi"),
        figures.percent(undefined, "fi"),
        figures.points(undefined, "fi"),
    }
    assert shown == {"–"}


def test_missing_days_are_an_en_dash() -> None:
    assert {f(None, "fi") for f in (figures.day, figures.period, figures.week, figures.month, figures.moment)} == {"–"}


def test_days_weeks_and_months() -> None:
    day = date(2026, 11, 5)
    assert (plain(figures.day(day, "fi")), plain(figures.day(day, "en"))) == ("5.11.2026", "5 Nov 2026")
    assert (figures.day(day, "fi", year=False), plain(figures.day(day, "en", year=False))) == ("5.11.", "5 Nov")
    assert (plain(figures.week(day, "fi")), plain(figures.week(day, "en"))) == ("vko 45", "week 45")
    assert (plain(figures.month(day, "fi")), plain(figures.month(day, "en"))) == ("marraskuu 2026", "November 2026")
    assert figures.moment(datetime(2026, 11, 5, 9, 5), "fi") == f"5.11.2026 klo{NBSP}9.05"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 1, 3), "vko 53/2020"),
        (date(2024, 12, 30), "vko 1/2025"),
        (date(2026, 1, 1), "vko 1/2026"),
        (date(2027, 1, 1), "vko 53/2026"),
    ],
)
def test_a_week_near_new_year_carries_its_own_year(day: date, expected: str) -> None:
    assert plain(figures.week(day, "fi", year=True)) == expected


@pytest.mark.parametrize(
    ("start", "end", "fi", "en"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), "1.–30.9.2026", "1–30 Sep 2026"),
        (date(2026, 8, 28), date(2026, 9, 24), "28.8.–24.9.2026", "28 Aug – 24 Sep 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29.12.2025 – 4.1.2026", "29 Dec 2025 – 4 Jan 2026"),
        (date(2026, 9, 1), date(2026, 9, 1), "1.9.2026", "1 Sep 2026"),
    ],
)
def test_a_period_says_what_its_days_share_once(start: date, end: date, fi: str, en: str) -> None:
    assert plain(figures.period(Period(start, end), "fi")) == fi
    assert plain(figures.period(Period(start, end), "en")) == en


def test_a_ratio_is_sum_over_sum_and_undefined_without_a_denominator() -> None:
    assert figures.ratio(Decimal(5), 0) is None
    assert figures.ratio(0.0, 0.0) is None
    assert figures.ratio(None, 5) is None
    assert figures.ratio(5, None) is None
    assert figures.ratio(0, 5) == 0
    # clicks 1000 and 10, conversions 20 and 2: 2.18 %, not the mean of 2 % and 20 %
    assert figures.ratio(20 + 2, 1000 + 10) == pytest.approx(0.02178217821782178, abs=1e-12)


@pytest.mark.skipif(not ORACLES.exists(), reason="the oracles are not beside this checkout")
def test_ratios_agree_with_the_oracles() -> None:
    known = {case["id"]: case["expected"] for case in json.loads(ORACLES.read_text())}
    assert figures.ratio(5, 0) is known["ratio_zero"]
    y, x = (10, 12, 9, 20, 15, 11, 14), (2, 3, 2, 5, 3, 2, 4)
    assert figures.ratio(sum(y), sum(x)) == pytest.approx(known["ratio_of_sums"][0], abs=1e-6)
    assert figures.ratio(22, 1010) == pytest.approx(known["ratio_of_sums_vs_mean"][0], abs=1e-12)


@given(st.one_of(st.integers(), st.floats(), st.decimals()), st.sampled_from(["fi", "en", "sv", ""]))
def test_every_number_can_be_shown_and_no_shown_number_is_minus_zero(value: figures.Number, language: str) -> None:
    for shown in (
        figures.number(value, language, 1),
        figures.money(value, "EUR", language),
        figures.percent(value, language),
        figures.points(value, language),
    ):
        assert " " not in shown
        assert "-" not in shown.replace("%-yks.", "")
        assert "nan" not in shown.lower()
        digits = [c for c in shown if c.isdigit()]
        assert not (shown.startswith("−") and digits and set(digits) == {"0"})


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_what_is_shown_reads_back_as_the_rounded_number(value: Decimal) -> None:
    shown = figures.number(value, "fi", 2).replace(NBSP, "").replace(",", ".").replace("−", "-")
    assert Decimal(shown) == figures.rounded(value, 2)
    assert abs(Decimal(shown) - value) <= Decimal("0.005")
