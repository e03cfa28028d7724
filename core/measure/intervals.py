"""How far one figure can be trusted: a rate, a count, a cost per conversion."""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.measure.special import critical, gamma_quantile


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of what the data allow, in the unit of the figure."""

    low: float
    high: float


def wilson(events: float, trials: float, confidence: float = 0.95) -> Interval | None:
    """The share `events / trials`, as Wilson 1927 (Newcombe 1998, method 3). None without trials, or when there are
    more events than trials, which is no share."""
    if trials <= 0 or not 0 <= events <= trials:
        return None
    z = critical(confidence, None)
    share, reach = events / trials, z * z / trials
    middle = (share + reach / 2) / (1 + reach)
    half = z * math.sqrt(share * (1 - share) / trials + reach / (4 * trials)) / (1 + reach)
    # The ends meet the share itself at 0 and 1, where rounding could put them a hair inside.
    return Interval(max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share)))


def poisson(count: float, confidence: float = 0.95) -> Interval:
    """The expected count behind a counted one: the exact interval of Garwood 1936. Raises ValueError below 0."""
    if count < 0:
        raise ValueError(f"a count cannot be below zero: {count}")
    tail = (1 - confidence) / 2
    low = gamma_quantile(tail, count) if count > 0 else 0.0
    return Interval(low, gamma_quantile(1 - tail, count + 1))


def cost_at_least(cost: float, conversions: float, confidence: float = 0.95) -> float:
    """The cost per conversion that the money surely exceeds: `cost` over the most conversions the count allows. With
    none at 95 %: cost / 3.69."""
    return cost / poisson(conversions, confidence).high
