"""Conversions vanish while people still come: told as a tracking outage first, because it looks like one.

A day is dark when conversions collapse (a quarter of what its visits should have brought or less, by any rule of the
anomalies) or lie in a run of zeros, and traffic does not. The client's total is judged; its lines (channels, campaigns)
then say whether all went dark at once. One dark line alone is that line's own anomaly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.measure.anomalies import COLLAPSED, LEAST_EXPECTED, Alarm, Judged, judge
from core.measure.series import Daily
from core.measure.zero_run import zero_runs

TRAFFIC_STANDS = 0.5
"""Of what was expected; below it the visits went too, and missing conversions are no riddle."""
LEAST_PER_LINE = 3.0
"""Expected of a line over the dark days before it can be called dark or lit."""
_GAP = 1


@dataclass(frozen=True, slots=True)
class Outage:
    """Dark days from `first` to `last`: `got` conversions where `expected` were, with `traffic_share` of the expected
    visits. `dark` and `lit` are the lines that went quiet and those that did not; lines too small to tell are in
    neither. `ongoing`: the last day of the series is dark."""

    first: date
    last: date
    days: int
    got: float
    expected: float
    traffic_share: float
    dark: tuple[str, ...]
    lit: tuple[str, ...]
    ongoing: bool

    @property
    def everywhere(self) -> bool:
        """Every line that can be told went dark: tracking or the site, not a campaign."""
        return not self.lit


def outages(
    conversions: Daily, traffic: Daily, lines: Mapping[str, Daily], *, maturity: Daily | None = None, phi: float = 1.0
) -> list[Outage]:
    """Every stretch of dark days, oldest first. `lines` are the same conversions by channel or campaign. Dark days with
    one lit day between them are one outage."""
    judged = judge(conversions, maturity)
    fallen, empty = _fallen(judged), _empty(conversions, maturity, phi)
    if not fallen and not empty:
        return []
    visits = judge(traffic)
    by_line = {key: judge(series, maturity) for key, series in lines.items()}
    collapsed = {alarm.day for alarm in fallen if _collapsed(alarm, visits)}
    dark = sorted(day for day in collapsed | empty if _stands(visits, day))
    found = []
    for days in _stretches(dark):
        got, expected = _sums(judged, days)
        seen, awaited = _sums(visits, days)
        quiet, loud = _lines(by_line, days)
        found.append(
            Outage(
                first=days[0],
                last=days[-1],
                days=len(days),
                got=got,
                expected=expected,
                traffic_share=seen / awaited if awaited > 0 else 1.0,
                dark=quiet,
                lit=loud,
                ongoing=days[-1] == conversions.last,
            )
        )
    return found


def _fallen(judged: Judged) -> list[Alarm]:
    return [alarm for alarm in judged.alarms() if alarm.value <= COLLAPSED * alarm.expected]


def _empty(conversions: Daily, maturity: Daily | None, phi: float) -> set[date]:
    days = {
        run.first + timedelta(days=n)
        for run in zero_runs(conversions, maturity, phi)
        for n in range((run.last - run.first).days + 1)
    }
    return {day for day in days if conversions.on(day) == 0}


def _collapsed(alarm: Alarm, visits: Judged) -> bool:
    """Whether it is far below what the visits of the day should have brought, and that is enough to tell."""
    seen, usual = visits.on(alarm.day)
    awaited = alarm.expected * min(1.0, seen / usual) if usual > 0 else alarm.expected
    return awaited >= LEAST_EXPECTED and alarm.value <= COLLAPSED * awaited


def _stands(visits: Judged, day: date) -> bool:
    """Whether people came on this day; a day whose visits nobody can judge does not speak against it."""
    seen, expected = visits.on(day)
    return not expected > 0 or seen >= TRAFFIC_STANDS * expected


def _stretches(days: list[date]) -> list[list[date]]:
    found: list[list[date]] = []
    for day in days:
        if found and (day - found[-1][-1]).days <= _GAP + 1:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _lines(by_line: Mapping[str, Judged], days: list[date]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    dark: list[str] = []
    lit: list[str] = []
    for key in sorted(by_line):
        got, expected = _sums(by_line[key], days)
        if expected >= LEAST_PER_LINE:
            (dark if got <= COLLAPSED * expected else lit).append(key)
    return tuple(dark), tuple(lit)


def _sums(judged: Judged, days: list[date]) -> tuple[float, float]:
    """Seen and expected over the days on which both are known."""
    pairs = [judged.on(day) for day in days]
    known = [(seen, expected) for seen, expected in pairs if seen == seen and expected == expected]
    return sum(seen for seen, _ in known), sum(expected for _, expected in known)
