"""How late conversions come: the curve from repeated imports, what is mature, and estimates."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.maturity import (
    Curve,
    Estimate,
    Snapshot,
    assumed_share,
    come_in,
    curve,
    development,
    estimate,
    immature_sentence,
    mature_through,
    maturities,
)
from core.model import Period, Sentence
from tests.core.measure.published import expected, needs_oracles, rows

START = date(2026, 1, 1)
AS_OF = date(2026, 6, 1)
# 60 % on the day itself, then slowly to all at the age of 25.
SHARES = [0.6, 0.7, 0.75, 0.8, 0.84, 0.87, 0.89, 0.91, 0.93, 0.95, *np.linspace(0.955, 1.0, 15).tolist()]
# Reinsurance losses 1981–84 of the RAA triangle (Mack 1993), first four years.
CORNER = [[5012, 8269, 10907, 11805], [106, 4285, 5396, None], [3410, 8992, None, None], [5655, None, None, None]]


def seen(age: int, final: float = 100.0) -> float:
    return final * (SHARES[age - 1] if age <= len(SHARES) else 1.0)


def looks(every: int, days: int = 120, window: int = 40, line: str = "google") -> list[Snapshot]:
    """An import every so many days that shows the last `window` days, each of 100 conversions in the end."""
    found = []
    for offset in range(0, days, every):
        through = START + timedelta(days=offset)
        for back in range(min(window, offset + 1)):
            found.append(Snapshot(line, through - timedelta(days=back), through, seen(back + 1)))
    return found


def made(snapshots: list[Snapshot]) -> Curve:
    found = curve(snapshots)
    assert isinstance(found, Curve), str(found)
    return found


def test_a_chain_ladder_by_hand() -> None:
    """(8269 + 4285 + 8992) / (5012 + 106 + 3410); (10907 + 5396) / (8269 + 4285); 11805 / 10907."""
    factors = development(np.array(CORNER, dtype=float))
    assert factors.tolist() == pytest.approx([21546 / 8528, 16303 / 12554, 11805 / 10907])
    assert maturities(factors)[-1] == pytest.approx(10907 / 11805)
    assert maturities(factors)[0] == pytest.approx(1 / factors.prod())


def test_daily_imports_give_the_curve_back() -> None:
    found = made(looks(every=1))
    assert [found.share(age) for age in range(1, 26)] == pytest.approx(SHARES)
    assert (found.share(0), found.share(-3), found.share(500)) == (0.0, 0.0, 1.0)
    assert found.mature_age == 8


def test_weekly_imports_give_a_flatter_curve_that_is_not_mature_too_early() -> None:
    found = made(looks(every=7))
    truth = made(looks(every=1))
    assert [found.share(age) for age in range(1, 40)] == pytest.approx([truth.share(a) for a in range(1, 40)], abs=0.06)
    assert truth.mature_age <= found.mature_age <= truth.mature_age + 2


def test_accounts_are_pooled_and_order_does_not_matter() -> None:
    both = looks(every=1) + looks(every=1, line="meta")
    assert made(both).shares == pytest.approx(made(both[::-1]).shares)
    assert made(both).shares == pytest.approx(made(looks(every=1)).shares)


@pytest.mark.parametrize(
    ("snapshots", "why"),
    [
        ([], "there are 0"),
        (looks(every=1, days=59), "there are 58"),
        ([Snapshot("google", s.day, s.through, s.conversions / 1e4) for s in looks(every=1)], "from 100 of them"),
        (looks(every=1, window=15), "21 days old"),
        (looks(every=30, window=30), "there are 0"),  # every day is seen once
    ],
)
def test_when_there_is_no_curve(snapshots: list[Snapshot], why: str) -> None:
    found = curve(snapshots)
    assert isinstance(found, Sentence)
    assert why in found.en
    assert "9 days" in found.en
    assert "9 päivää" in found.fi


def test_without_a_curve_the_newest_nine_days_stay_out() -> None:
    """At the start of 1 June the days 23–31 May are out."""
    assert mature_through(None, AS_OF) == date(2026, 5, 22)


def test_with_a_curve_days_of_nine_tenths_are_in() -> None:
    """0.91 at the age of 8: 24 May."""
    assert mature_through(made(looks(every=1)), AS_OF) == date(2026, 5, 24)
    assert mature_through(Curve((0.95, 0.99)), AS_OF) == date(2026, 5, 31)


def test_a_curve_that_dips_is_mature_after_the_dip() -> None:
    """Conversions can be taken back."""
    assert Curve((0.92, 0.89, 0.95)).mature_age == 3
    assert Curve((1.05, 1.0)).share(1) == 1.0


def test_an_estimate_with_what_it_may_be() -> None:
    """41 of 49: ±1.645 · √(1.3 · 49 · 0.163 / 0.837) = ±5.8."""
    found = estimate({date(2026, 5, 31): 41.0}, Curve((41 / 49,)), AS_OF)
    assert found is not None
    assert (found.final, found.low, found.high) == pytest.approx((49, 43.2, 54.8), abs=0.05)
    assert found.maturity == pytest.approx(41 / 49)
    assert immature_sentence(14, found).fi == (
        "Viimeiset 14 päivää ovat kesken: nyt 41 konversiota, arvio lopulliseksi 49 (43–55)."
    )
    assert immature_sentence(14, found).en.startswith("The last 14 days are still coming in: 41 conversions now")


def test_days_of_several_ages_are_each_brought_to_their_end() -> None:
    known = made(looks(every=1))
    days = {AS_OF - timedelta(days=age): seen(age) for age in range(1, 15)}
    found = estimate(days, known, AS_OF)
    assert found is not None
    assert found.final == pytest.approx(1400)


def test_mature_days_are_not_inflated_and_nothing_seen_is_not_estimated() -> None:
    known = Curve((0.5,))
    assert estimate({date(2026, 1, 1): 7.0}, known, AS_OF) == Estimate(7.0, 7.0, 7.0, 7.0)
    assert estimate({date(2026, 5, 31): 0.0}, known, AS_OF) is None
    assert estimate({}, known, AS_OF) is None


def test_what_should_be_in_by_now() -> None:
    days = Period(date(2026, 5, 22), date(2026, 5, 31))
    assumed = come_in(None, days, AS_OF)
    assert assumed.values[-1] == pytest.approx(0.5)
    assert assumed.values[0] == pytest.approx(0.9, abs=0.001)
    assert assumed_share(0) == 0.0
    assert come_in(Curve((0.4, 0.8)), days, AS_OF).values[-3:].tolist() == pytest.approx([1.0, 0.8, 0.4])


@needs_oracles
def test_published_triangles() -> None:
    raa, genins = (
        np.array([[float(row[f"dev{n}"] or "nan") for n in range(1, 11)] for row in rows(name)])
        for name in ("raa_triangle.csv", "genins_triangle.csv")
    )
    factors = development(raa)
    latest = np.array([row[~np.isnan(row)][-1] for row in raa])
    shares = np.append(maturities(factors), 1.0)
    ultimates = latest / shares[[int((~np.isnan(row)).sum()) - 1 for row in raa]]
    assert [round(value) for value in ultimates] == expected("raa_ultimates")
    assert round(ultimates.sum() - latest.sum()) == expected("raa_ibnr")
    assert factors[0] == expected("raa_f1")
    assert development(genins).tolist() == expected("genins_factors")
    last = np.array([row[~np.isnan(row)][-1] for row in genins])
    come = np.append(maturities(development(genins)), 1.0)[::-1]
    assert (last / come).sum() - last.sum() == expected("genins_ibnr")


TRIANGLES = st.lists(st.lists(st.integers(1, 500), min_size=6, max_size=6), min_size=6, max_size=6)


@given(TRIANGLES)
def test_growing_days_mature_steadily_to_one(increments: list[list[int]]) -> None:
    triangle = np.cumsum(np.array(increments, dtype=float), axis=1)
    for row in range(6):
        triangle[row, 6 - row :] = np.nan
    shares = maturities(development(triangle))
    assert (np.diff(shares) >= -1e-12).all()
    assert 0 < shares[0] <= shares[-1] <= 1


@given(st.dictionaries(st.integers(1, 40), st.integers(0, 500), min_size=1))
def test_an_estimate_is_never_below_what_is_seen(days: dict[int, int]) -> None:
    found = estimate(
        {AS_OF - timedelta(days=age): float(count) for age, count in days.items()}, Curve((0.5, 0.8)), AS_OF
    )
    if found is not None:
        assert found.seen <= found.low + 1e-9
        assert found.low <= found.final + 1e-9
        assert found.final <= found.high + 1e-9
