"""How many of those who entered a stage reach the next one, and how long it takes.

A cohort is followed for a fixed horizon, and only cohorts older than it count: orders of this month over leads of this
month would mix two groups of people, and a growing client would look worse than it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from core.dates import week_of
from core.measure.intervals import Interval, wilson
from core.model import Period

HORIZON = 30
FEWEST_REACHED = 20
LAG_SHARE = 0.90
FEWEST_ENTERED = 20
"""Below it n/N is shown and never a percentage."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One who entered on a day, and the day on which the next stage was reached; None: not yet."""

    entered: date
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """`reached` of `entered` within `horizon` days. `share` and its interval are None below 20 entries."""

    entered: int
    reached: int
    horizon: int
    share: float | None
    interval: Interval | None


def cohort(entries: Iterable[Entry], today: date, horizon: int = HORIZON) -> Cohort:
    """Everyone whose horizon is over by `today`."""
    old = [entry for entry in entries if (today - entry.entered).days > horizon]
    reached = sum(entry.reached is not None and (entry.reached - entry.entered).days <= horizon for entry in old)
    enough = len(old) >= FEWEST_ENTERED
    return Cohort(
        entered=len(old),
        reached=reached,
        horizon=horizon,
        share=reached / len(old) if enough else None,
        interval=wilson(reached, len(old)) if enough else None,
    )


def weekly_cohorts(entries: Iterable[Entry], today: date, horizon: int = HORIZON) -> list[tuple[Period, Cohort]]:
    """One cohort per ISO week of entry, oldest first; weeks not all of which are old enough are left out."""
    ordered = sorted(entries, key=lambda entry: entry.entered)
    weeks = [(week, list(group)) for week, group in groupby(ordered, key=lambda entry: week_of(entry.entered))]
    return [(week, cohort(group, today, horizon)) for week, group in weeks if (today - week.end).days > horizon]


def usual_horizon(entries: Iterable[Entry]) -> int:
    """Days within which nine in ten of those who reached the next stage did; 30 while fewer than 20 have."""
    lags = sorted((entry.reached - entry.entered).days for entry in entries if entry.reached is not None)
    if len(lags) < FEWEST_REACHED:
        return HORIZON
    return max(lags[-(-int(LAG_SHARE * 100) * len(lags) // 100) - 1], 1)


def still_open(lags: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Kaplan & Meier 1958: (time, share not there yet) at each time at which somebody arrived. Each lag is the time
    from entry to arrival (True), or to now for those still on their way (False)."""
    share, steps = 1.0, []
    for time in sorted({lag for lag, arrived in lags if arrived}):
        waiting = sum(lag >= time for lag, _ in lags)
        arrived = sum(lag == time and there for lag, there in lags)
        share *= 1 - arrived / waiting
        steps.append((time, share))
    return steps


def median_days(entries: Iterable[Entry], today: date) -> float | None:
    """The time by which half have reached the next stage, those still on their way included; None while fewer than half
    have."""
    known = [entry for entry in entries if entry.entered <= today]
    lags = [
        ((min(entry.reached, today) - entry.entered).days, entry.reached <= today)
        if entry.reached is not None
        else ((today - entry.entered).days, False)
        for entry in known
    ]
    return next((time for time, share in still_open(lags) if share <= 0.5), None)
