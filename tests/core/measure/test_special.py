"""Tails and quantiles against published tables and their own identities."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.special import (
    beta_quantile,
    critical,
    gamma_quantile,
    incomplete_beta,
    incomplete_gamma,
    normal_quantile,
    normal_tail,
    two_sided,
)
from tests.core.measure.published import expected, needs_oracles


@pytest.mark.parametrize(
    ("df", "t90", "t95", "t99"),
    [
        (1, 6.314, 12.706, 63.657),
        (2, 2.920, 4.303, 9.925),
        (5, 2.015, 2.571, 4.032),
        (9, 1.833, 2.262, 3.250),
        (30, 1.697, 2.042, 2.750),
        (120, 1.658, 1.980, 2.617),
        (None, 1.645, 1.960, 2.576),
    ],
)
def test_intervals_reach_as_far_as_the_tables_of_t_say(df: int | None, t90: float, t95: float, t99: float) -> None:
    """NIST/SEMATECH e-Handbook 1.3.6.7.2."""
    assert [critical(c, df) for c in (0.90, 0.95, 0.99)] == pytest.approx([t90, t95, t99], abs=6e-4)


@pytest.mark.parametrize(
    ("df", "q95", "q99"), [(1, 3.841, 6.635), (2, 5.991, 9.210), (10, 18.307, 23.209), (100, 124.342, 135.807)]
)
def test_gamma_gives_the_table_of_chi_square(df: int, q95: float, q99: float) -> None:
    """χ² with df is twice a Gamma(df / 2): NIST/SEMATECH e-Handbook 1.3.6.7.4."""
    assert [2 * gamma_quantile(p, df / 2) for p in (0.95, 0.99)] == pytest.approx([q95, q99], abs=6e-4)


def test_a_poisson_tail_is_the_sum_of_its_terms() -> None:
    """P(X ≥ 4) of a Poisson(2.5), term by term."""
    below = sum(math.exp(-2.5) * 2.5**k / math.factorial(k) for k in range(4))
    assert incomplete_gamma(4, 2.5) == pytest.approx(1 - below, rel=1e-13)


def test_a_beta_is_the_sum_of_binomial_terms() -> None:
    """Iₚ(3, 8) = P(at least 3 of 10) (DLMF 8.17.5)."""
    at_least = sum(math.comb(10, k) * 0.2**k * 0.8 ** (10 - k) for k in range(3, 11))
    assert incomplete_beta(3, 8, 0.2) == pytest.approx(at_least, rel=1e-13)


def test_the_arcsine_law_is_known_in_closed_form() -> None:
    """Iₓ(½, ½) = 2/π · asin √x."""
    for x in (0.01, 0.3, 0.5, 0.99):
        assert incomplete_beta(0.5, 0.5, x) == pytest.approx(2 / math.pi * math.asin(math.sqrt(x)), rel=1e-12)


def test_the_ends_of_a_beta_are_certain() -> None:
    assert (incomplete_beta(2, 3, 0.0), incomplete_beta(2, 3, 1.0), incomplete_gamma(2, 0.0)) == (0.0, 1.0, 0.0)


def test_t_of_one_degree_is_the_cauchy_distribution() -> None:
    """Two-sided p = 1 − 2/π · atan t."""
    assert two_sided(3.0, 1) == pytest.approx(1 - 2 / math.pi * math.atan(3.0), rel=1e-12)
    assert two_sided(0.0, 7) == two_sided(0.0, None) == 1.0


def test_the_far_tail_of_the_normal_is_not_lost() -> None:
    """Abramowitz & Stegun table 26.2: Q(10) = 7.6199e-24."""
    assert normal_tail(10) == pytest.approx(7.61985e-24, rel=1e-5)


@needs_oracles
def test_published_values() -> None:
    assert critical(0.95, 9) == expected("t_975_9")
    assert [beta_quantile(p, 1.5, 9.5) for p in (0.025, 0.975)] == expected("jeffreys")


SIZES = st.floats(0.3, 3000)
SHARES = st.floats(0.001, 0.999)


@given(SHARES, SIZES, SIZES)
def test_a_beta_quantile_is_the_inverse(share: float, a: float, b: float) -> None:
    x = beta_quantile(share, a, b)
    assert 0 <= x <= 1
    # Where the density is steep two neighbouring numbers are further apart than the tolerance.
    below, above = incomplete_beta(a, b, x * (1 - 1e-12)), incomplete_beta(a, b, min(x * (1 + 1e-12), 1))
    assert below - 1e-9 <= share <= above + 1e-9 or (x > 0.999999999)


@given(SHARES, SIZES)
def test_a_gamma_quantile_is_the_inverse(share: float, a: float) -> None:
    assert incomplete_gamma(a, gamma_quantile(share, a)) == pytest.approx(share, abs=1e-9)


@given(SHARES, st.one_of(st.none(), st.integers(1, 400)))
def test_an_interval_and_its_p_agree(share: float, df: int | None) -> None:
    assert two_sided(critical(share, df), df) == pytest.approx(1 - share, rel=1e-8)


@given(SHARES)
def test_a_normal_quantile_is_the_inverse(share: float) -> None:
    assert normal_tail(-normal_quantile(share)) == pytest.approx(share, rel=1e-9)
