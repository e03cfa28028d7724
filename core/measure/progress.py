"""A number against its target: how much of the target the days shown stand for, how it stands, and the running sum.

A target for a number that adds up is prorated by weekday-weighted exposure, so that each day is asked for its own share
of a usual week; a rate, a price or a return is asked for the same on any day. Limits are our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

import numpy as np

from core.measure.balance import Band
from core.measure.exposure import Weights, exposure
from core.measure.series import Daily
from core.model import Period
from core.plans import Direction

ON_PACE, NEARLY_ON_PACE = Decimal("0.05"), Decimal("0.15")
"""How far from its target, as a part of it, an open period may be; a day's chance must not turn the status."""
MET, NEARLY_MET = Decimal(0), Decimal("0.10")
"""The same once the period is over: then the target was met or it was not."""


@dataclass(frozen=True, slots=True)
class Due:
    """What the days shown are asked for. `share` is their part of the period's exposure, 1 for what is not prorated."""

    value: Decimal
    high: Decimal | None
    share: float


def due(value: Decimal, high: Decimal | None, *, adds_up: bool, weights: Weights, period: Period, shown: Period) -> Due:
    """The target for the days `shown` of `period`; day 15 of 30 even days is due half."""
    whole = exposure(weights, period)
    share = exposure(weights, shown) / whole if adds_up and whole > 0 else 1.0
    part = Decimal(repr(share))
    return Due(value * part, None if high is None else high * part, share)


def standing(direction: Direction, actual: Decimal | None, asked: Due, *, is_open: bool) -> Band | None:
    """How a number stands against what it is asked for; None for a number that nobody knows."""
    if actual is None:
        return None
    missed = _missed(direction, actual, asked)
    near, far = (ON_PACE, NEARLY_ON_PACE) if is_open else (MET, NEARLY_MET)
    if missed <= near:
        return Band.ON_TARGET
    return Band.WATCH if missed <= far else Band.OFF


def _missed(direction: Direction, actual: Decimal, asked: Due) -> Decimal:
    """By what part of the target the number is on its wrong side; 0 on its right side."""
    if direction is Direction.BELOW:
        return _part(actual - asked.value, asked.value)
    below = _part(asked.value - actual, asked.value)
    if direction is Direction.BAND and asked.high is not None:
        return max(below, _part(actual - asked.high, asked.high))
    return below


def _part(over: Decimal, of: Decimal) -> Decimal:
    if over <= 0:
        return Decimal(0)
    return over / of if of > 0 else Decimal(1)


def running_sum(series: Daily, period: Period) -> list[tuple[date, float]]:
    """The sum over the days of `period`, day by day, from where the series begins to where it ends. A missing day adds
    nothing."""
    inside = series.within(period)
    sums = np.cumsum(np.nan_to_num(inside.values))
    return [(inside.first + timedelta(days=i), float(value)) for i, value in enumerate(sums)]


def fair_share(before: Daily, weights: Weights, period: Period, of: Period) -> list[tuple[date, float]]:
    """The running sum that `of` (an earlier period) would have given over the days of `period`: its total per unit of
    exposure times the exposure so far. Empty when `of` has no exposure."""
    known = [day for day in of if before.on(day) == before.on(day)]
    seen = exposure(weights, known)
    if seen <= 0:
        return []
    level = before.total(known) / seen
    sums = accumulate(weights[day.weekday()] for day in period)
    return [(day, level * at) for day, at in zip(period, sums, strict=True)]
