"""Odd hours of advertising: the six realAdExchange series of the Numenta Anomaly Benchmark with their labelled windows.

Events are scored: alarms at most a day apart are one, an event inside a window finds it, the first 15 % of each series
is probation. Our rule for days is carried to hours of the day as it is, at its own five spreads; a z-score with the
threshold that suits these labels best stands beside it. The labels are few and disputed (Wu & Keogh 2020): smoke, not
proof. Taxi rides in New York by day are judged by the product's own rule.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.measure.anomalies import FAR, Rhythm, anomalies, distances, expectations
from core.measure.series import Daily
from tests.bench.lines import Line

DATA = Path(__file__).resolve().parents[3] / "shared" / "oracles" / "methods" / "data"
HOURS = Rhythm(season=24, cycles=7, fewest=3, level=7, errors=168, fewest_errors=48)
"""Hours by hour of the day, over a week; a week of errors."""
PROBATION = 0.15
TOGETHER = timedelta(days=1)
_MANY = 10_000.0  # the level series are brought to, so that chance of counting plays no part

Floats = NDArray[np.float64]
Window = tuple[datetime, datetime]
Detector = Callable[[Floats], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Score:
    """`found` of `windows`, by `right` of `events`."""

    events: int
    right: int
    windows: int
    found: int
    weeks: float

    def __add__(self, other: Score) -> Score:
        return Score(
            self.events + other.events,
            self.right + other.right,
            self.windows + other.windows,
            self.found + other.found,
            self.weeks + other.weeks,
        )

    @property
    def precision(self) -> float:
        return self.right / self.events if self.events else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.windows if self.windows else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        false = (self.events - self.right) / self.weeks if self.weeks else 0.0
        return f"P {self.precision:.2f}  R {self.recall:.2f}  F1 {self.f1:.2f}  false {false:.2f}/week"


def measured() -> list[Line]:
    """The lines of the bench; one that says so where the series are not at hand."""
    if not DATA.exists():
        return [Line("odd hours and days (NAB): the series are not on this machine", "skipped")]
    windows = {
        Path(name).name: [(_moment(start), _moment(end)) for start, end in both]
        for name, both in json.loads((DATA / "nab_windows.json").read_text("utf-8")).items()
    }
    series = [(_read(path), windows[path.name.removeprefix("nab_")]) for path in sorted(DATA.glob("nab_exchange*.csv"))]
    return [
        Line(f"NAB ad exchange, {len(series)} hourly series: our rule at {FAR:g} spreads", str(_all(series, ours))),
        Line("  a z-score of two weeks at its best threshold, 8", str(_all(series, z_score))),
        Line("  published: Windowed Gaussian F1 .62, HTM .73, ContextOSE .76", ""),
        Line("NAB New York taxis by day: our rule", str(_taxis(windows["nyc_taxi.csv"]))),
    ]


def ours(values: Floats) -> NDArray[np.bool_]:
    """The rule of `core.measure.anomalies`, by hours."""
    scaled = values * _MANY / float(np.median(values))
    z = distances(scaled, expectations(scaled, HOURS), HOURS)
    return np.abs(np.nan_to_num(z)) >= FAR


def z_score(values: Floats, hours: int = 336, far: float = 8.0) -> NDArray[np.bool_]:
    """Distance from the mean of the last two weeks, in their standard deviations."""
    found = np.zeros(len(values), dtype=bool)
    for place in range(48, len(values)):
        before = values[max(0, place - hours) : place]
        found[place] = abs(values[place] - before.mean()) >= far * max(float(before.std()), 1e-9)
    return found


def score(moments: Sequence[datetime], alarms: NDArray[np.bool_], windows: Sequence[Window]) -> Score:
    """One series, after its probation."""
    start = int(PROBATION * len(moments))
    odd = [moments[place] for place in range(start, len(moments)) if alarms[place]]
    events: list[list[datetime]] = []
    for moment in odd:
        if events and moment - events[-1][-1] <= TOGETHER:
            events[-1].append(moment)
        else:
            events.append([moment])
    return Score(
        events=len(events),
        right=sum(any(_inside(moment, windows) for moment in event) for event in events),
        windows=len(windows),
        found=sum(any(_inside(moment, [window]) for moment in odd) for window in windows),
        weeks=(moments[-1] - moments[start]) / timedelta(weeks=1),
    )


def _all(series: Sequence[tuple[tuple[list[datetime], Floats], list[Window]]], detector: Detector) -> Score:
    total = Score(0, 0, 0, 0, 0.0)
    for (moments, values), windows in series:
        total += score(moments, detector(values), windows)
    return total


def _taxis(windows: Sequence[Window]) -> Score:
    with (DATA / "nyc_taxi_daily.csv").open(encoding="utf-8") as file:
        rows = [(date.fromisoformat(row["date"]), float(row["value"])) for row in csv.DictReader(file)]
    odd = {alarm.day for alarm in anomalies(Daily(rows[0][0], np.array([value for _, value in rows])))}
    # A day stands at its noon; a window that covers more than half of a day holds it.
    moments = [datetime.combine(day, datetime.min.time()) + timedelta(hours=12) for day, _ in rows]
    return score(moments, np.array([day in odd for day, _ in rows]), windows)


def _inside(moment: datetime, windows: Sequence[Window]) -> bool:
    return any(start <= moment <= end for start, end in windows)


def _read(path: Path) -> tuple[list[datetime], Floats]:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [_moment(row["timestamp"]) for row in rows], np.array([float(row["value"]) for row in rows])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


if __name__ == "__main__":
    from tests.bench.lines import table

    print(table(measured()))
