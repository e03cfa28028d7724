"""Rates of many small contents, drawn towards their common level as far as chance explains their differences.

Empirical Bayes with moments, as Efron & Morris 1977 draw batting averages together: what is left of the spread between
contents after chance decides how much each is believed. The ranking uses a lower bound, so that 2 of 4 does not win.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.measure.change import Rate
from core.measure.special import beta_quantile
from core.model import Sentence

FEWEST_VISITS = 30
FEWEST_CONTENTS = 4
BOUND = 0.80
_LOST = 3  # degrees of freedom: the level, and two for the estimated spread (James & Stein 1961)


@dataclass(frozen=True, slots=True)
class Shrunk:
    """One content: its raw and shrunk rate, and what the shrunk one is at least with 80 %. `believed`: how much of its
    own difference from the level is kept, 0 to 1."""

    key: str
    rate: Rate
    shrunk: float
    at_least: float
    believed: float


def shrunk_rates(contents: Sequence[tuple[str, Rate]]) -> list[Shrunk] | Sentence:
    """The contents of one stage with 30 visits or more, best lower bound first; or why they cannot be ranked."""
    known = [(key, rate) for key, rate in contents if rate.trials >= FEWEST_VISITS and rate.events <= rate.trials]
    if len(known) < FEWEST_CONTENTS:
        return Sentence(
            f"Ranking needs {FEWEST_CONTENTS} contents with at least {FEWEST_VISITS} visits; there are {len(known)}.",
            f"Järjestykseen tarvitaan {FEWEST_CONTENTS} sisältöä, joilla on vähintään {FEWEST_VISITS} käyntiä; nyt"
            f" niitä on {len(known)}.",
        )
    level = sum(rate.events for _, rate in known) / sum(rate.trials for _, rate in known)
    strength = _strength([rate for _, rate in known], level)
    found = [_one(key, rate, level, strength) for key, rate in known]
    return sorted(found, key=lambda one: (-one.at_least, -one.shrunk, one.key))


def _one(key: str, rate: Rate, level: float, strength: float) -> Shrunk:
    if math.isinf(strength):
        return Shrunk(key, rate, level, level, 0.0)
    yes, no = strength * level + rate.events, strength * (1 - level) + rate.trials - rate.events
    return Shrunk(
        key, rate, yes / (yes + no), beta_quantile(1 - BOUND, yes, no), rate.trials / (strength + rate.trials)
    )


def _strength(rates: Sequence[Rate], level: float) -> float:
    """How many visits at the common level each content starts with; infinite when chance explains all differences."""
    chance = level * (1 - level)
    if chance <= 0:
        return math.inf
    spread = sum(r.trials * (r.events / r.trials - level) ** 2 for r in rates) / chance
    total, squares = sum(r.trials for r in rates), sum(r.trials**2 for r in rates)
    by_chance = len(rates) - _LOST
    if spread <= by_chance:
        return math.inf
    return (total - squares / total) * by_chance / (len(rates) - 1) / (spread - by_chance)
