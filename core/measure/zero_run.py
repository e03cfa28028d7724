"""Days on end without a single conversion, when some should have come: the alarm of series too small for any other.

"We would expect 10 by now and saw none" has a chance of e⁻¹⁰, and of φ^(−10 / (φ − 1)) where the counts vary more than
chance (a negative binomial of variance φ times the mean).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from core.measure.exposure import weekday_weights
from core.measure.series import Daily

AWAITED = 10.0
HISTORY_DAYS = 28


@dataclass(frozen=True, slots=True)
class ZeroRun:
    """Nothing from `first` to `last`, days without data left out. `expected`: how many should have come."""

    first: date
    last: date
    days: int
    expected: float
    p: float


def zero_runs(series: Daily, maturity: Daily | None = None, phi: float = 1.0) -> list[ZeroRun]:
    """Every run of zeros in `series` in which ten or more were to be expected, oldest first. A run needs 28 days of
    history before it. `maturity`: the share of each day's figure that has come in by now; days that are not in it are
    complete."""
    found = []
    for first, last in _runs(series):
        expected = _awaited(series, first, last, maturity)
        if expected >= AWAITED:
            days = sum(series.on(day) == 0 for day in _between(first, last))
            found.append(ZeroRun(first, last, days, expected, chance_of_none(expected, phi)))
    return found


def chance_of_none(expected: float, phi: float = 1.0) -> float:
    """P(0) where `expected` should come, with variance φ times the mean."""
    return math.exp(-expected) if phi <= 1 else math.exp(-expected * math.log(phi) / (phi - 1))


def _runs(series: Daily) -> list[tuple[date, date]]:
    """First and last day of each run of zeros. A missing day neither breaks a run nor counts in it."""
    found: list[tuple[date, date]] = []
    open_run = False
    for place, value in enumerate(series.values):
        day = series.first + timedelta(days=place)
        if value == 0:
            found = [*found[:-1], (found[-1][0], day)] if open_run else [*found, (day, day)]
            open_run = True
        elif value == value:
            open_run = False
    return found


def _awaited(series: Daily, first: date, last: date, maturity: Daily | None) -> float:
    """What should have come on the days of a run: the mean of the 28 days before it, by weekday."""
    history = [first - timedelta(days=back) for back in range(1, HISTORY_DAYS + 1)]
    known = [day for day in history if series.on(day) == series.on(day)]
    if (first - series.first).days < HISTORY_DAYS or not known:
        return 0.0
    weights = weekday_weights(series, first)
    usual = sum(weights[day.weekday()] for day in known)
    level = series.total(known) / usual if usual > 0 else 0.0
    return sum(
        level * weights[day.weekday()] * _come_in(maturity, day) for day in _between(first, last) if series.on(day) == 0
    )


def _come_in(maturity: Daily | None, day: date) -> float:
    share = maturity.on(day) if maturity is not None else 1.0
    return share if share == share else 1.0


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
