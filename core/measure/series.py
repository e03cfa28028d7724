"""Daily figures of one measure as consecutive calendar days. A day without data is NaN: missing, not zero."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from core.model import Period

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True, eq=False)
class Daily:
    """One value per calendar day from `first` on."""

    first: date
    values: NDArray[np.float64]

    @property
    def last(self) -> date:
        """The newest day; the day before `first` when there is none."""
        return self.first + timedelta(days=len(self.values) - 1)

    def on(self, day: date) -> float:
        """The value of a day; NaN outside the series."""
        place = (day - self.first).days
        return float(self.values[place]) if 0 <= place < len(self.values) else float("nan")

    def within(self, period: Period) -> Daily:
        """Only the days of `period` (fewer where the series is shorter)."""
        start = max((period.start - self.first).days, 0)
        end = max((period.end - self.first).days + 1, start)
        return Daily(self.first + timedelta(days=start), self.values[start:end])

    def through(self, day: date) -> Daily:
        """Only the days up to and with `day`."""
        return Daily(self.first, self.values[: max((day - self.first).days + 1, 0)])

    def total(self, days: Iterable[date]) -> float:
        """The sum over `days`; missing days add nothing."""
        places = np.fromiter((day.toordinal() for day in days), dtype=np.int64) - self.first.toordinal()
        inside = self.values[places[(places >= 0) & (places < len(self.values))]]
        return float(np.where(np.isnan(inside), 0.0, inside).sum())  # as `nansum`, in half the time


def daily(rows: Mapping[date, float | Decimal], period: Period, *, missing: Collection[date] = ()) -> Daily:
    """The days of `period` as a series. A day that is not in `rows` counts 0, unless it is in `missing`."""
    gaps = frozenset(missing)
    values = [float("nan") if day in gaps else float(rows.get(day, 0)) for day in period]
    return Daily(period.start, np.array(values, dtype=np.float64))


def whole_weeks(period: Period) -> list[Period]:
    """The blocks of seven days from the start of `period` on; what is left at its end is dropped."""
    return [
        Period(start, start + timedelta(days=DAYS_OF_WEEK - 1))
        for start in (period.start + timedelta(days=at) for at in range(0, period.days - 6, DAYS_OF_WEEK))
    ]


def blocks(period: Period) -> list[Period]:
    """Blocks of a week that cover the whole period: the days left at its end join the last week."""
    weeks = whole_weeks(period)
    return [*weeks[:-1], Period(weeks[-1].start, period.end)] if weeks else [period]


def open_days(period: Period, closed: Collection[date] = ()) -> list[date]:
    """The days of `period` without holidays and days the client was closed."""
    return [day for day in period if day not in closed]
