"""Whether a short series rises or falls steadily, whatever the shape: Mann-Kendall, and Theil-Sen for how much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median


@dataclass(frozen=True, slots=True)
class MannKendall:
    """`score` S: pairs that rise less pairs that fall; `variance` of S without a trend, ties considered."""

    score: int
    variance: float

    @property
    def p(self) -> float:
        """Two-sided, normal approximation (Kendall 1975); 1 where all values are alike or there are fewer than two."""
        return math.erfc(abs(self.score) / math.sqrt(2 * self.variance)) if self.variance > 0 else 1.0

    @property
    def cautious_p(self) -> float:
        """With the correction for continuity, for very short series."""
        if self.variance <= 0 or self.score == 0:
            return 1.0
        return math.erfc((abs(self.score) - 1) / math.sqrt(2 * self.variance))


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """The test of a series in its order of time."""
    n = len(values)
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    ties = [values.count(value) for value in set(values)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    return MannKendall(score, variance)


def steady_line(values: Sequence[float]) -> tuple[float, float]:
    """First and last value of the straight line through a series of two or more: its slope is the median of the slopes
    of all pairs (Sen 1968), so one odd week does not tilt it."""
    slope = median((b - a) / (j - i) for (i, a), (j, b) in combinations(enumerate(values), 2))
    start = median(value - slope * place for place, value in enumerate(values))
    return start, start + slope * (len(values) - 1)
