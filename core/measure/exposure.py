"""How much of a normal week lies in some days, so that periods of unequal length and make-up can be compared.

A day weighs its weekday's mean over the mean of all days, in the eight weeks before both periods. The exposure of a
period is the sum of its days' weights: 28 ordinary days weigh 28.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from core.measure.series import DAYS_OF_WEEK, Daily
from core.model import Period

WEEKS = 8
FEWEST_WEEKS = 2
EVEN = (1.0,) * DAYS_OF_WEEK
"""Every day alike: where there is no history to weigh with."""

Weights = tuple[float, ...]
"""Monday to Sunday; the mean is 1."""


def weekday_weights(series: Daily, before: date) -> Weights:
    """Weights from the whole weeks that end the day before `before`: eight, or as many as there are. All alike when
    there are fewer than two, when a weekday has no day with data, or when nothing was counted."""
    weeks = min(WEEKS, (before - series.first).days // DAYS_OF_WEEK)
    if weeks < FEWEST_WEEKS:
        return EVEN
    start = before - timedelta(weeks=weeks)
    values = series.within(Period(start, before - timedelta(days=1))).values
    if len(values) < weeks * DAYS_OF_WEEK:
        return EVEN
    table = values.reshape(weeks, DAYS_OF_WEEK)
    known = ~np.isnan(table)
    if not known.any(axis=0).all():
        return EVEN
    means = np.where(known, table, 0.0).sum(axis=0) / known.sum(axis=0)
    if means.mean() <= 0:
        return EVEN
    weights = np.roll(means / means.mean(), start.weekday())
    return tuple(float(weight) for weight in weights)


def exposure(weights: Weights, days: Iterable[date]) -> float:
    """The sum of the days' weights."""
    return sum(weights[day.weekday()] for day in days)
