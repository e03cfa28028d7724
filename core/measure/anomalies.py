"""Days that are not like the weeks before them: one series, judged day by day from earlier days only.

Expected = the weekday's trimmed mean over eight weeks, at the level of the last 28 days. The error is that of
logarithms, scaled by how far the last 56 expectations were off (their median, so that past oddities do not hide new
ones). Few alarms matter more than all faults: slow and small ones are the sprint comparison's job.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.measure.series import DAYS_OF_WEEK, Daily

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a value is compared with: the same place in up to `cycles` earlier seasons (at least `fewest`), at the level
    of the last `level` of them, and the last `errors` expectations (at least `fewest_errors`)."""

    season: int
    cycles: int
    fewest: int
    level: int
    errors: int
    fewest_errors: int

    @property
    def warm_up(self) -> int:
        """How many values pass before an error can be called large."""
        return self.season * self.cycles + self.fewest_errors


DAYS = Rhythm(season=DAYS_OF_WEEK, cycles=8, fewest=4, level=4, errors=56, fewest_errors=21)
"""Days by weekday, over eight weeks."""
ERRORS, WARM_UP = DAYS.errors, DAYS.warm_up
FAR, FAR_TWICE = 5.0, 3.0
FLOOR = math.log(1.25)
"""A smaller difference is not worth a look, however unusual."""
LEAST_EXPECTED = 10.0
COLLAPSED = 0.25
LEAST_TO_COLLAPSE = 20.0
_MAD_TO_SD = 1.4826  # of a normal distribution
_LEAST_SPREAD = 0.05
_HALF_MATURE = 0.5
_SOMETHING = 1.0
_NEGLIGIBLE = 1e-6
_EXTREME_OF_PROFILE, _EXTREME_OF_LEVEL = 1 / 8, 3 / 28
_GAP = 2


class Rule(StrEnum):
    SUDDEN = "sudden"
    """Five spreads off on one day."""
    TWO_DAYS = "two_days"
    """Three spreads off, on two days running and in the same direction."""
    COLLAPSE = "collapse"
    """A quarter of what was expected or less; needs no spread, so four weeks of history are enough."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One day. `z`: how many spreads off, None where the history is too short for one."""

    day: date
    value: float
    expected: float
    z: float | None
    rule: Rule

    @property
    def up(self) -> bool:
        return self.value > self.expected


@dataclass(frozen=True, slots=True)
class Episode:
    """Alarms in one direction with no more than two ordinary days between them: one thing to look at, not five."""

    alarms: tuple[Alarm, ...]

    @property
    def first(self) -> date:
        return self.alarms[0].day

    @property
    def last(self) -> date:
        return self.alarms[-1].day

    @property
    def up(self) -> bool:
        return self.alarms[0].up

    @property
    def value(self) -> float:
        """The sum over its alarm days."""
        return sum(alarm.value for alarm in self.alarms)

    @property
    def expected(self) -> float:
        return sum(alarm.expected for alarm in self.alarms)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What was expected of each day of a series and how far off it was; NaN where that cannot be said."""

    first: date
    values: Floats
    expected: Floats
    z: Floats
    one: float = 1.0

    def on(self, day: date) -> tuple[float, float]:
        """The value of a day and what was expected; NaN for what is not known."""
        place = (day - self.first).days
        if not 0 <= place < len(self.values):
            return math.nan, math.nan
        return float(self.values[place]), float(self.expected[place])

    def alarms(self) -> list[Alarm]:
        """Every day that breaks a rule, oldest first."""
        found = []
        for place in range(len(self.values)):
            rule = self._rule(place)
            if rule is not None:
                z = float(self.z[place])
                found.append(
                    Alarm(
                        self.first + timedelta(days=place),
                        float(self.values[place]),
                        float(self.expected[place]),
                        None if math.isnan(z) else z,
                        rule,
                    )
                )
        return found

    def _rule(self, place: int) -> Rule | None:
        value, expected, z = self.values[place] / self.one, self.expected[place] / self.one, self.z[place]
        if math.isnan(value) or math.isnan(expected):
            return None
        off = abs(math.log((max(value, 0.0) + 0.5) / (expected + 0.5)))
        if off >= FLOOR and expected >= LEAST_EXPECTED and not math.isnan(z):
            if abs(z) >= FAR:
                return Rule.SUDDEN
            before = self.z[place - 1]
            if abs(z) >= FAR_TWICE and z * before > 0 and abs(before) >= FAR_TWICE:
                return Rule.TWO_DAYS
        return Rule.COLLAPSE if collapsed(value, expected) else None


def collapsed(value: float, expected: float) -> bool:
    """A quarter of what was expected or less, where enough was expected."""
    return expected >= LEAST_TO_COLLAPSE and value <= COLLAPSED * expected


def judge(series: Daily, maturity: Daily | None = None, one: float = 1.0) -> Judged:
    """Every day of `series` against the days before it. A missing day is neither judged nor learnt from.

    `one`: how much of the figure a single event makes, where it is not a count: the value of an order, the price of a
    click. Three orders of 60 € a day are three, not 180, when it comes to what chance does to them.

    `maturity`: the share of each day's figure that has come in by now, where late figures still arrive. Expectations
    are then of what should be in by now, and a day with less than half in teaches nothing.
    """
    come_in = np.ones(len(series.values)) if maturity is None else _aligned(maturity, series)
    whole = np.where(come_in >= _HALF_MATURE, series.values / np.maximum(come_in, _HALF_MATURE), np.nan)
    expected = expectations(whole) * come_in
    return Judged(series.first, series.values, expected, distances(series.values / one, expected / one), one)


def anomalies(series: Daily, maturity: Daily | None = None, one: float = 1.0) -> list[Alarm]:
    """The days of `series` that break a rule, oldest first. With less than 77 days of history only a collapse is seen,
    with less than 28 nothing."""
    return judge(series, maturity, one).alarms()


def episodes(alarms: Iterable[Alarm]) -> list[Episode]:
    """Alarms of one series, oldest first, joined where they speak of the same thing."""
    found: list[list[Alarm]] = []
    for alarm in alarms:
        last = found[-1][-1] if found else None
        if last is not None and last.up == alarm.up and (alarm.day - last.day).days <= _GAP + 1:
            found[-1].append(alarm)
        else:
            found.append([alarm])
    return [Episode(tuple(group)) for group in found]


def expectations(values: Floats, rhythm: Rhythm = DAYS) -> Floats:
    """What each value should have been, from the whole seasons before it: as many as the rhythm has, or fewer while
    there are no more; NaN before that."""
    found = np.full(len(values), np.nan)
    for cycles in range(rhythm.fewest, rhythm.cycles + 1):
        start = cycles * rhythm.season
        end = len(values) if cycles == rhythm.cycles else min(start + rhythm.season, len(values))
        if start < end:
            windows = sliding_window_view(values, start)[: end - start]
            found[start:end] = _expected(windows.reshape(-1, cycles, rhythm.season), rhythm.level)
    return found


def distances(values: Floats, expected: Floats, rhythm: Rhythm = DAYS) -> Floats:
    """How many spreads each value lies off, on the logarithm; NaN during the warm-up."""
    errors = np.log((np.maximum(values, 0) + 0.5) / (expected + 0.5))
    return errors / _spreads(errors, expected, rhythm)


def _expected(history: Floats, level_cycles: int) -> Floats:
    """One expectation per table of (cycles, season); the first column is the place asked for."""
    profile_means = _trimmed_mean(history.swapaxes(1, 2), _EXTREME_OF_PROFILE)
    overall = _mean(profile_means)
    with np.errstate(divide="ignore", invalid="ignore"):
        profile = profile_means / overall[:, None]
    # A weekday on which next to nothing happens says nothing about the level.
    telling = np.where(profile > _NEGLIGIBLE, profile, np.nan)
    recent = history[:, -level_cycles:, :] / telling[:, None, :]
    level = _trimmed_mean(recent.reshape(len(history), -1), _EXTREME_OF_LEVEL)
    return np.where(overall > 0, level * profile[:, 0], np.where(np.isnan(overall), np.nan, 0.0))


def _trimmed_mean(values: Floats, extreme: float) -> Floats:
    """The mean along the last axis without this share at each end; NaN where nothing is known."""
    ordered = np.sort(values, axis=-1)  # NaN last
    known = (~np.isnan(values)).sum(axis=-1, keepdims=True)
    dropped = np.floor(known * extreme + 1e-9)
    place = np.arange(values.shape[-1])
    return _mean(np.where((place >= dropped) & (place < known - dropped), ordered, np.nan))


def _mean(values: Floats) -> Floats:
    known = ~np.isnan(values)
    count = known.sum(axis=-1)
    total = np.where(known, values, 0.0).sum(axis=-1)
    mean: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return mean


def _spreads(errors: Floats, expected: Floats, rhythm: Rhythm) -> Floats:
    """The usual size of an error before each value, never below chance; NaN during the warm-up. A weekday on which
    nothing ever happens is always right, and says nothing about the others."""
    found = np.full(len(errors), np.nan)
    if len(errors) <= rhythm.warm_up:
        return found
    sizes = np.where(expected >= _SOMETHING, np.abs(errors), np.nan)
    sizes[: rhythm.cycles * rhythm.season] = np.nan  # from too few seasons to teach anything
    padded = np.concatenate([np.full(max(rhythm.errors - rhythm.warm_up, 0), np.nan), sizes])
    start = max(rhythm.warm_up - rhythm.errors, 0)
    before = np.sort(sliding_window_view(padded, rhythm.errors)[start:-1], axis=1)  # NaN last
    known = (~np.isnan(before)).sum(axis=1)
    row = np.arange(len(before))
    middle = (before[row, np.maximum(known - 1, 0) // 2] + before[row, known // 2]) / 2
    chance = np.sqrt(1 / (expected[rhythm.warm_up :] + 0.5))
    spread = np.maximum(np.maximum(_MAD_TO_SD * middle, chance), _LEAST_SPREAD)
    found[rhythm.warm_up :] = np.where(known >= rhythm.fewest_errors, spread, np.nan)
    return found


def _aligned(maturity: Daily, series: Daily) -> Floats:
    days: Sequence[date] = [series.first + timedelta(days=place) for place in range(len(series.values))]
    return np.array([share if (share := maturity.on(day)) == share else 1.0 for day in days])
