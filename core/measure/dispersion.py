"""How much more the weeks of a client vary than chance alone would make them: φ, the Pearson dispersion.

Days of a site are alike within a week and differ between weeks, so a test that counts each visit as independent calls
17–70 % of unchanged sprints a change. The weeks of the last sprints tell the true size: φ = Σ (seen − expected)² /
variance, over the weeks less one for each sprint (McCullagh & Nelder 1989, 4.5). Each sprint is measured against its
own level, so that a real change between sprints does not count as noise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

SPRINTS = 6
FEWEST_DF = 3

Week = tuple[float, float]
"""Events and what they are counted over: visits for a rate, exposure for a count."""

_Variance = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class Dispersion:
    """φ, at least 1, and the degrees of freedom it rests on (None: assumed, so intervals use the normal)."""

    phi: float
    df: int | None


ASSUMED = Dispersion(1.5, None)
"""Where there are too few whole weeks to measure it."""


def rate_dispersion(sprints: Sequence[Sequence[Week]]) -> Dispersion:
    """φ of a rate over the newest six `sprints`, each a list of (events, trials) per whole week, oldest sprint first.
    Weeks without trials and sprints without events say nothing. Where events are as many as trials they are no share,
    and the variance of a count is used."""
    return _pooled(sprints, lambda expected, share: expected * (1 - share) if share < 1 else expected)


def count_dispersion(sprints: Sequence[Sequence[Week]]) -> Dispersion:
    """φ of a count over the newest six `sprints`, each a list of (count, exposure) per whole week."""
    return _pooled(sprints, lambda expected, _: expected)


def _pooled(sprints: Sequence[Sequence[Week]], variance: _Variance) -> Dispersion:
    chi, df = 0.0, 0
    for sprint in sprints[-SPRINTS:]:
        weeks = [(events, over) for events, over in sprint if over > 0]
        level = sum(events for events, _ in weeks) / sum(over for _, over in weeks) if weeks else 0.0
        if level <= 0:
            continue
        chi += sum((events - over * level) ** 2 / variance(over * level, level) for events, over in weeks)
        df += len(weeks) - 1
    return Dispersion(max(1.0, chi / df), df) if df >= FEWEST_DF else ASSUMED
