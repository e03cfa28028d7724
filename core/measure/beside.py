"""Work laid beside its result: the days before something was done against as many days after it. Pure.

The day itself belongs to neither side. Both sides are whole weeks, and a day that cannot be used (a holiday, an
outage, days without data) takes with it the same weekday of the same week on the other side, so that each side keeps
as many Mondays as the other. What two sides show points to an effect and proves none: other things happen too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from core.measure.change import CONFIDENCE, Change, compared
from core.measure.comparison import compare_costs, compare_counts, compare_rates
from core.measure.dispersion import Dispersion
from core.measure.exposure import exposure, weekday_weights
from core.measure.labels import Label
from core.measure.series import Daily, blocks, open_days
from core.model import Period, Sentence

LONG, SHORT = 28, 14
"""Days on each side: four weeks once they have settled, two until then, never fewer."""
LEAST_LEFT = 0.5
"""Of the days of a side: with fewer than half of them left nothing is compared."""
HISTORY = 6
COVERED = 0.9
"""Of the days of an earlier stretch that must be known for it to tell how much weeks vary."""
ROW = 8
"""Weeks in a row: enough to see whether they hang together, few enough for a season not to look like it."""
MOST_ALIKE, ROUNDING = 0.8, 1e-9
ALIKE = 0.25
"""How alike two weeks are where it cannot be measured: so much alone comes of cutting them at another weekday."""


class Kind(StrEnum):
    """How a number is compared."""

    COUNT = "count"
    RATE = "rate"
    COST = "cost"
    RETURN = "return"


class Reading(StrEnum):
    """What the two sides say."""

    UP = "up"
    DOWN = "down"
    STEADY = "steady"
    NO_CLEAR = "no_clear"
    CANNOT_TELL = "cannot_tell"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A number by day: `series` above the line, `over` below it (the same for a count). `settled`: the newest day that
    may be used; `lag`: how many days later a day may be used at the earliest (1: the morning after)."""

    kind: Kind
    series: Daily
    over: Daily
    settled: date
    lag: int

    def knows(self, days: Period) -> int:
        """How many of the days are known."""
        parts = [part.within(days).values for part in (self.series, self.over)]
        return int((~np.isnan(parts[0]) & ~np.isnan(parts[1])).sum())


@dataclass(frozen=True, slots=True)
class Beside:
    """What became of a number around a day. `before` and `after` are the two sides, None while it cannot be told yet;
    `left_out`: days taken out of each. `change` is the reason where there is no comparison. `tell_on`: the first day on
    which it could be told."""

    day: date
    tell_on: date
    reading: Reading
    change: Change | Sentence | None
    before: Period | None = None
    after: Period | None = None
    left_out: int = 0


def beside(number: Number, day: date, *, today: date, closed: Collection[date]) -> Beside:
    """What the number did around `day`, as known at the start of `today`. `closed`: holidays, outages."""
    length = next((n for n in (LONG, SHORT) if day + timedelta(days=n) <= number.settled), None)
    tell_on = day + timedelta(days=SHORT + number.lag)
    if length is None:
        late = tell_on <= today
        return Beside(day, tell_on, Reading.CANNOT_TELL if late else Reading.NOT_YET, _STALE if late else None)
    before, after = sides(day, length)
    gone = {d for d in (*before, *after) if d in closed or _unknown(number, d)}
    out = unbalanced(before, after, gone)
    left = length - len(out) // 2
    if left < LEAST_LEFT * length:
        return Beside(day, tell_on, Reading.CANNOT_TELL, _left(left, length), before, after, length - left)
    # Days of the history that cannot be used are closed too; the sides lose what their other half has lost.
    history = _history(number, before, length)
    shut = {*closed, *out, *(d for stretch in history for d in stretch if _unknown(number, d))}
    found = _compared(number, before, after, history, shut)
    if isinstance(found, Change):
        found = _widened(found, _hang_together(number, history, shut), len(blocks(before)))
    return Beside(day, tell_on, _reading(found), found, before, after, length - left)


def sides(day: date, length: int) -> tuple[Period, Period]:
    """So many days before a day and after it, the day itself in neither."""
    return (
        Period(day - timedelta(days=length), day - timedelta(days=1)),
        Period(day + timedelta(days=1), day + timedelta(days=length)),
    )


def unbalanced(before: Period, after: Period, gone: Collection[date]) -> frozenset[date]:
    """Days that are gone, each with its match on the other side: the n-th Monday of one is that of the other."""
    pairs = zip(sorted(before, key=_weekday_first), sorted(after, key=_weekday_first), strict=True)
    return frozenset(d for pair in pairs if any(one in gone for one in pair) for d in pair)


def _weekday_first(day: date) -> tuple[int, date]:
    return day.weekday(), day


def _unknown(number: Number, day: date) -> bool:
    return any(part.on(day) != part.on(day) for part in (number.series, number.over))


def _history(number: Number, before: Period, length: int) -> list[Period]:
    """Stretches as long as a side, back from `before`, as far as the data is whole; `before` is the last of them."""
    found = [before]
    while len(found) < HISTORY:
        end = found[0].start - timedelta(days=1)
        earlier = Period(end - timedelta(days=length - 1), end)
        if number.knows(earlier) < COVERED * length:
            break
        found.insert(0, earlier)
    return found


def _compared(
    number: Number, before: Period, after: Period, history: list[Period], closed: Collection[date]
) -> Change | Sentence:
    how: dict[Kind, Callable[[], Change | Sentence]] = {
        Kind.COUNT: lambda: compare_counts(
            number.series, before=[before], after=after, history=[*history, after], closed=closed
        ),
        Kind.RATE: lambda: compare_rates(
            number.series, number.over, before=[before], after=after, history=[*history, after], closed=closed
        ),
        Kind.COST: lambda: compare_costs(number.series, number.over, before=[before], after=after, closed=closed),
        Kind.RETURN: lambda: compare_costs(
            number.series, number.over, before=[before], after=after, closed=closed, counted=False
        ),
    }
    return how[number.kind]()


def _hang_together(number: Number, history: Sequence[Period], closed: Collection[date]) -> float:
    """How alike weeks are that follow one another: the correlation of what they are off the level of their eight weeks
    with that of the week after, never below 0; that a short row leans below it is put right by 1/n."""
    weights = weekday_weights(number.series, history[-1].start) if number.kind is Kind.COUNT else None
    weeks = [open_days(week, closed) for stretch in history for week in blocks(stretch)]
    seen = np.array([number.series.total(days) for days in weeks])
    over = np.array([exposure(weights, days) if weights else number.over.total(days) for days in weeks])
    own = next_to = 0.0
    for end in range(len(weeks), ROW - 1, -ROW):
        row = slice(end - ROW, end)
        if over[row].sum() > 0:
            off = seen[row] - over[row] * (seen[row].sum() / over[row].sum())
            own += float(off @ off) / (ROW - 1)
            next_to += float(off[1:] @ off[:-1]) / (ROW - 1)
    if len(weeks) < ROW:
        return ALIKE
    differ = own > (ROUNDING * float(seen.max())) ** 2
    return min(max(next_to / own + 1 / ROW, 0.0), MOST_ALIKE) if differ else 0.0


def _widened(found: Change, alike: float, weeks: int) -> Change:
    """The same change with the error that weeks have which hang together: a side of n such weeks varies by
    1 + 2ρ(n−1)/n of a week's variance over n, and inside the side only 1 − 2ρ/n of that is seen."""
    more = math.sqrt((1 + 2 * alike * (weeks - 1) / weeks) / (1 - 2 * alike / weeks))
    spread = Dispersion(found.dispersion * more**2, found.df)
    return compared(found.before, found.after, found.se * more, spread, CONFIDENCE)


def _reading(found: Change | Sentence) -> Reading:
    if isinstance(found, Sentence):
        return Reading.CANNOT_TELL
    return _READINGS.get(found.label, Reading.CANNOT_TELL)


_READINGS = {
    Label.CLEARLY_UP: Reading.UP,
    Label.LIKELY_UP: Reading.UP,
    Label.CLEARLY_DOWN: Reading.DOWN,
    Label.LIKELY_DOWN: Reading.DOWN,
    Label.STEADY: Reading.STEADY,
    Label.NO_CLEAR_CHANGE: Reading.NO_CLEAR,
}


def _left(left: int, length: int) -> Sentence:
    return Sentence(
        f"Of {length} days only {left} can be compared: the others are holidays, an outage or without data.",
        f"Vain {left} päivää {length} päivästä on vertailtavissa: muut ovat pyhiä, katkosta tai vailla dataa.",
    )


_STALE = Sentence("The files do not reach two weeks past it yet.", "Tiedostot eivät vielä ulotu kahta viikkoa sen yli.")
