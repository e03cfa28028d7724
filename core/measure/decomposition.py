"""How a total splits into the parts of its factors, exactly: the published check beside the ledger.

Kitagawa 1955 for volume, mix and rate; Das Gupta 1993 (chapters 2 and 4) for two or three factors, which is the Shapley
value of each: its change averaged over every order in which the factors could have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from core.measure.ledger import Line

Factor = Sequence[float]
"""One value per segment."""


@dataclass(frozen=True, slots=True)
class Split:
    """C₁ − C₀ = `volume` (more or fewer visits at the mean rate) + `mix` (visits moved to lines that convert unlike the
    mean) + `rate` (the lines convert otherwise), in conversions."""

    volume: float
    mix: float
    rate: float

    @property
    def total(self) -> float:
        return self.volume + self.mix + self.rate


def kitagawa(lines: Sequence[Line]) -> Split | None:
    """The change of conversions over all `lines`. A line without visits in one period has its known rate in both. None
    when a period has no visits at all."""
    before = np.array([line.visits_before for line in lines], dtype=np.float64)
    after = np.array([line.visits_after for line in lines], dtype=np.float64)
    if not (before.sum() > 0 and after.sum() > 0):
        return None
    old = np.array([line.conversions_before for line in lines], dtype=np.float64)
    new = np.array([line.conversions_after for line in lines], dtype=np.float64)
    rates_before, rates_after = _rates(old, before, new, after), _rates(new, after, old, before)
    shares_before, shares_after = before / before.sum(), after / after.sum()
    mean_rates, mean_visits = (rates_before + rates_after) / 2, (before.sum() + after.sum()) / 2
    overall = (old.sum() / before.sum() + new.sum() / after.sum()) / 2
    volume = (after.sum() - before.sum()) * overall
    rate = mean_visits * ((shares_before + shares_after) / 2 * (rates_after - rates_before)).sum()
    mix = mean_visits * ((shares_after - shares_before) * (mean_rates - overall)).sum()
    # Conversions of a line that had no visits at all belong to no rate; with them the sum is still exact.
    stray = (new.sum() - old.sum()) - (volume + mix + rate)
    return Split(float(volume), float(mix), float(rate + stray))


def das_gupta(before: Sequence[Factor], after: Sequence[Factor]) -> tuple[float, ...]:
    """What each factor contributed to the change of Σ over segments of the product of all factors. The parts sum to the
    change exactly. Impressions × click rate × conversion rate is one use."""
    old = [np.asarray(factor, dtype=np.float64) for factor in before]
    new = [np.asarray(factor, dtype=np.float64) for factor in after]
    parts = [0.0] * len(old)
    for order in permutations(range(len(old))):
        state = list(old)
        for factor in order:
            reached = _product(state)
            state[factor] = new[factor]
            parts[factor] += _product(state) - reached
    return tuple(part / factorial(len(old)) for part in parts)


def _product(factors: Sequence[NDArray[np.float64]]) -> float:
    return float(np.prod(np.stack(factors), axis=0).sum())


def _rates(
    events: NDArray[np.float64],
    trials: NDArray[np.float64],
    other_events: NDArray[np.float64],
    other_trials: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Of one period, with the other's where there were no trials."""
    other = np.divide(other_events, other_trials, out=np.zeros_like(events), where=other_trials > 0)
    return np.divide(events, trials, out=other, where=trials > 0)
