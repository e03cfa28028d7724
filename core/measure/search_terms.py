"""Search terms of two like periods: which are new, rising, falling or gone, and which are too rare to say.

A verdict needs ten clicks in one of the periods and 95 % Poisson intervals per day that do not overlap (about one
chance in two hundred): a list of search terms is long, and most of its terms are rare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.measure.intervals import poisson
from core.model import Period

FEWEST_CLICKS = 10
UNLIKE_DAYS = 0.10
"""How much the lengths of two periods may differ: months do, and are compared per day."""


class Movement(StrEnum):
    NEW = "new"
    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    GONE = "gone"
    TOO_FEW = "too_few"


MOVED = (Movement.NEW, Movement.RISING, Movement.FALLING, Movement.GONE)


@dataclass(frozen=True, slots=True)
class Moved:
    """`ratio`: clicks per day now over before; None where there were none before."""

    movement: Movement
    ratio: float | None


def movement(before: float, after: float, days_before: int, days_after: int) -> Moved:
    """What became of a term with `before` clicks in the earlier period and `after` in the later one; 0 for a period
    that does not list it."""
    ratio = (after / days_after) / (before / days_before) if before else None
    if max(before, after) < FEWEST_CLICKS:
        return Moved(Movement.TOO_FEW, ratio)
    old, new = poisson(before), poisson(after)
    if new.low / days_after > old.high / days_before:
        return Moved(Movement.RISING if before else Movement.NEW, ratio)
    if new.high / days_after < old.low / days_before:
        return Moved(Movement.FALLING if after else Movement.GONE, ratio)
    return Moved(Movement.STEADY, ratio)


def like_period(now: Period, others: Sequence[Period]) -> Period | None:
    """The newest of `others` that ended before `now` began and is as long (within a tenth); None when none is."""
    like = [
        other
        for other in others
        if other.end < now.start and abs(other.days - now.days) <= UNLIKE_DAYS * max(other.days, now.days)
    ]
    return max(like, key=lambda period: period.end, default=None)
