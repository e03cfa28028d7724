"""Whether a stage has been without new content for too long, against its own rhythm, and how fresh what it has is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from core.model import Stage

FEWEST_PIECES = 3
LEAST_DAYS = 60
GAPS = 3
"""Three usual gaps: at three pieces awaited a random silence this long has a chance of e⁻³, 5 %."""
YEAR = 365
FRESH_DAYS, STALE_DAYS = 90, 180
_QUICK = (Stage.REACH, Stage.ENGAGE)


@dataclass(frozen=True, slots=True)
class Silence:
    """`days` since the newest piece went live, where `usual_gap` days lie between pieces (the median)."""

    since: date
    days: int
    usual_gap: float

    @property
    def threshold(self) -> float:
        return max(LEAST_DAYS, GAPS * self.usual_gap)

    @property
    def too_long(self) -> bool:
        return self.days >= self.threshold


class ContentState(StrEnum):
    MISSING = "missing"
    STALE = "stale"
    AGEING = "ageing"
    FRESH = "fresh"


def silence(live_from: Collection[date], today: date) -> Silence | None:
    """The silence of one stage. Pieces of one day are one; pieces of the future do not count. The usual gap is that of
    the last twelve months, or of all time where those have none. None with fewer than three pieces: there is no rhythm
    to break, the stage lacks content."""
    days = sorted({day for day in live_from if day <= today})
    if len(days) < FEWEST_PIECES:
        return None
    gaps = list(pairwise(days))
    recent = [(a, b) for a, b in gaps if a >= today - timedelta(days=YEAR)]
    usual = median((b - a).days for a, b in recent or gaps)
    return Silence(days[-1], (today - days[-1]).days, float(usual))


def content_state(live_from: Collection[date], today: date) -> ContentState:
    """By the newest piece: fresh to 90 days, ageing to 180, stale after that."""
    ages = [(today - day).days for day in live_from if day <= today]
    if not ages:
        return ContentState.MISSING
    newest = min(ages)
    if newest > STALE_DAYS:
        return ContentState.STALE
    return ContentState.AGEING if newest > FRESH_DAYS else ContentState.FRESH


def freshness(ages: Sequence[float], half_life: float) -> float:
    """Σ 2^(−age / half-life): two pieces, one new and one of a half-life ago, are worth 1.5 new ones."""
    return float(sum(2 ** (-age / half_life) for age in ages))


def half_life(stage: str) -> int:
    """Days after which a piece is worth half: shorter where content is passing."""
    return FRESH_DAYS if stage in _QUICK else STALE_DAYS
