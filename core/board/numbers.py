"""Small statistics of flow. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = {0.50: 5, 0.85: 10, 0.95: 20}
"""Below this many finished cards a percentile is not said: a few cards make dots, not lines."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How long things took: percentiles, never a mean. None where there are too few to say."""

    n: int
    p50: float | None
    p85: float | None
    p95: float | None


def percentile(values: Sequence[float], share: float) -> float:
    """By linear interpolation between the two nearest values (Hyndman-Fan type 7). Raises ValueError for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (ordered[high] - ordered[low]) * (place - low))


def spread(values: Sequence[float]) -> Spread:
    """The 50th, 85th and 95th percentile of a sample, each only where the sample is large enough for it."""
    said = {share: percentile(values, share) if len(values) >= FEWEST[share] else None for share in FEWEST}
    return Spread(len(values), said[0.50], said[0.85], said[0.95])
