"""Tails and quantiles of the few distributions the statistics here use, in the standard library alone.

The normal comes from `math.erfc` and `statistics.NormalDist` (Wichura 1988, algorithm AS 241). Student's t and the beta
rest on the incomplete beta function, the Poisson on the incomplete gamma function; both are summed as in Abramowitz &
Stegun 1964 and DLMF, with the numbers of the formulas beside the code. Quantiles are found by Newton's steps kept
inside a bracket. Errors are below 1e-10 where the rest of the product uses them (tests compare with published tables).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-300
_CLOSE = 1e-15
_STEPS = 20_000


def normal_tail(z: float) -> float:
    """P(Z > z) of the standard normal; exact far out in the tail too."""
    return 0.5 * math.erfc(z / math.sqrt(2))


def normal_quantile(share: float) -> float:
    """z with P(Z ≤ z) = `share`. Raises ValueError outside (0, 1)."""
    return _NORMAL.inv_cdf(share)


def two_sided(statistic: float, df: float | None) -> float:
    """The chance of a value at least this far from 0 on either side: Student's t with `df`, None for the normal."""
    if df is None:
        return 2 * normal_tail(abs(statistic))
    return incomplete_beta(df / 2, 0.5, df / (df + statistic * statistic))  # A&S 26.7.1 with 26.5.27


@lru_cache(maxsize=4096)
def critical(confidence: float, df: float | None) -> float:
    """How many standard errors a two-sided interval reaches: 1.645 for 90 % and the normal (`df` None), more for t."""
    z = normal_quantile((1 + confidence) / 2)
    if df is None:
        return z
    # Twice the tail beyond t is Iₓ(df/2, 1/2) at x = df/(df + t²).
    x = beta_quantile(1 - confidence, df / 2, 0.5)
    return math.sqrt(df * (1 - x) / x) if x > 0 else math.inf


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Iₓ(a, b), regularised: the chance that a Beta(a, b) lies at or below `x`."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x),
    )
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b  # the fraction converges fast on this side only


def beta_quantile(share: float, a: float, b: float) -> float:
    """x with Iₓ(a, b) = `share`, in [0, 1]."""
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)

    def density(x: float) -> float:
        return math.exp(scale + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x)) if 0 < x < 1 else 0.0

    return _inverse(lambda x: incomplete_beta(a, b, x) - share, density, 0.0, 1.0, a / (a + b))


def incomplete_gamma(a: float, x: float) -> float:
    """P(a, x), regularised: the chance that a Gamma(a) lies at or below `x`, and that a Poisson(x) is at least `a`."""
    if x <= 0:
        return 0.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    return front * _gamma_series(a, x) if x < a + 1 else 1 - front * _gamma_fraction(a, x)


def gamma_quantile(share: float, a: float) -> float:
    """x with P(a, x) = `share`."""
    high = a + 10
    while incomplete_gamma(a, high) < share:
        high *= 2

    def density(x: float) -> float:
        return math.exp((a - 1) * math.log(x) - x - math.lgamma(a)) if x > 0 else 0.0

    return _inverse(lambda x: incomplete_gamma(a, x) - share, density, 0.0, high, a)


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of DLMF 8.17.22, by the modified method of Lentz (Thompson & Barnett 1986)."""
    c, d = 1.0, _away(1 - (a + b) * x / (a + 1))
    d = 1 / d
    value = d
    for m in range(1, _STEPS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + step * d)
            c = _away(1 + step / c)
            value *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return value


def _gamma_series(a: float, x: float) -> float:
    """Σ xⁿ / (a (a+1) … (a+n)), DLMF 8.11.4."""
    term = total = 1 / a
    for n in range(1, _STEPS):
        term *= x / (a + n)
        total += term
        if term < total * _CLOSE:
            break
    return total


def _gamma_fraction(a: float, x: float) -> float:
    """The continued fraction of DLMF 8.9.2, contracted, by the method of Lentz."""
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / _away(b)
    value = d
    for n in range(1, _STEPS):
        step = -n * (n - a)
        b += 2
        d = 1 / _away(step * d + b)
        c = _away(b + step / c)
        value *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return value


def _inverse(
    above: Callable[[float], float], density: Callable[[float], float], low: float, high: float, start: float
) -> float:
    """The root of the rising function `above` in [low, high]: Newton's step where it stays inside, else the middle."""
    x = start
    for _ in range(200):
        gap = above(x)
        low, high = (x, high) if gap < 0 else (low, x)
        slope = density(x)
        step = x - gap / slope if slope > 0 else math.inf
        following = step if low < step < high else (low + high) / 2
        if gap == 0 or abs(following - x) <= 1e-15 * abs(x):
            return following if gap else x
        x = following
    return x


def _away(value: float) -> float:
    """The value, moved off an exact zero that a fraction would divide by."""
    return value if abs(value) > _TINY else _TINY
