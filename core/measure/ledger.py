"""Traffic grew, conversions did not follow: what the extra visits would have brought, what they did, and where it lies.

For each line (a campaign, a channel) E = Δc − R₀ Δn: its extra conversions less what its extra visits would have
brought at the client's rate before. The E of all lines sum exactly to C₁ − N₁ R₀. Each splits exactly in two: traffic
(more or fewer visits that convert unlike the average) and rate (the same visits converting otherwise). A line that is
new or has ended is all traffic, so nothing is undefined.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.measure.change import Change

VISITS_UP = 1.15
FEWEST_MISSING = 5
MISSING_SHARE = 0.10
"""Of the conversions before: a smaller shortfall is not worth a meeting."""
NAMED = 2
NAMED_SHARE = 0.50
"""The named lines make at least this much of the shortfall together, and each at least `_EACH_SHARE`."""
_EACH_SHARE = 0.20
_SURE = 2.0
_NEARLY_ALL = 0.75
_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One campaign or channel: visits and conversions in the period before and in this one."""

    key: str
    visits_before: float
    conversions_before: float
    visits_after: float
    conversions_after: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the ledger. `effect` = `traffic` + `rate`, in conversions; below zero is missing. `error` is its
    standard error √(φ (c₀ + c₁))."""

    line: Line
    extra_visits: float
    extra_conversions: float
    effect: float
    traffic: float
    rate: float
    error: float

    @property
    def sure(self) -> bool:
        """Further from zero than chance alone would put it."""
        return abs(self.effect) > _SURE * self.error


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines, largest shortfall first, and their sums."""

    entries: tuple[Entry, ...]
    visits_before: float
    conversions_before: float
    visits_after: float
    conversions_after: float

    @property
    def rate_before(self) -> float:
        return self.conversions_before / self.visits_before

    @property
    def rate_after(self) -> float | None:
        return self.conversions_after / self.visits_after if self.visits_after else None

    @property
    def extra_visits(self) -> float:
        return self.visits_after - self.visits_before

    @property
    def extra_conversions(self) -> float:
        return self.conversions_after - self.conversions_before

    @property
    def awaited(self) -> float:
        """What the extra visits would have brought at the rate before."""
        return self.rate_before * self.extra_visits

    @property
    def effect(self) -> float:
        """C₁ − N₁ R₀: the sum of all entries. Below zero conversions are missing."""
        return self.conversions_after - self.visits_after * self.rate_before

    @property
    def shortfall(self) -> float:
        """How many conversions are missing, 0 when none are."""
        return max(-self.effect, 0.0)

    def rate_without(self, keys: Collection[str]) -> float | None:
        """The rate after without some lines; None when no visits are left."""
        rest = [entry.line for entry in self.entries if entry.line.key not in keys]
        visits = sum(line.visits_after for line in rest)
        return sum(line.conversions_after for line in rest) / visits if visits > 0 else None


class Reading(StrEnum):
    """What the pattern points to; never what caused it."""

    TRAFFIC = "traffic"
    """One or two lines brought visits that convert poorly: their budget or targeting."""
    RATE_EVERYWHERE = "rate_everywhere"
    """Nearly all lines convert worse at once: site, tracking, price or season, not the campaigns."""
    RATE_ONE = "rate_one"
    """One or two lines convert worse than they did: creative, landing page or audience."""
    UNCLEAR = "unclear"


def ledger(lines: Sequence[Line], phi: float = 1.0) -> Ledger | None:
    """The ledger of all `lines`; `phi` is the dispersion of the client's weeks. None when nobody came before, so that
    there is no rate to expect."""
    visits = sum(line.visits_before for line in lines)
    conversions = sum(line.conversions_before for line in lines)
    if visits <= 0:
        return None
    entries = [_entry(line, conversions / visits, phi) for line in lines]
    return Ledger(
        entries=tuple(sorted(entries, key=lambda entry: (entry.effect, entry.line.key))),
        visits_before=visits,
        conversions_before=conversions,
        visits_after=sum(line.visits_after for line in lines),
        conversions_after=sum(line.conversions_after for line in lines),
    )


def lags(found: Ledger, visits: Change, rate: Change) -> bool:
    """Whether conversions surely did not follow: visits up by 15 % or more beyond doubt, the rate down beyond doubt
    (90 % intervals), and at least 5 conversions and a tenth of those before missing."""
    least = max(FEWEST_MISSING, MISSING_SHARE * found.conversions_before)
    return visits.ratio >= VISITS_UP and visits.low > 1 and rate.high < 1 and found.shortfall >= least


def named(found: Ledger) -> tuple[Entry, ...]:
    """The one or two lines that make at least half of the shortfall together, each a sure and considerable part of it;
    none when it is spread over many, or when nothing is missing."""
    if found.shortfall <= 0:
        return ()
    worst = [e for e in found.entries if e.effect < 0 and e.sure and -e.effect >= _EACH_SHARE * found.shortfall][:NAMED]
    together = -sum(entry.effect for entry in worst)
    return tuple(worst) if worst and together >= NAMED_SHARE * found.shortfall else ()


def reading(found: Ledger) -> Reading:
    """What the pattern points to. A fall nearly everywhere is told before the lines that happen to be largest in it."""
    if _falls_everywhere(found):
        return Reading.RATE_EVERYWHERE
    worst = named(found)
    if not worst:
        return Reading.UNCLEAR
    traffic, rate = sum(entry.traffic for entry in worst), sum(entry.rate for entry in worst)
    return Reading.TRAFFIC if traffic <= rate else Reading.RATE_ONE


def worth(missing: float, value: float | None, cost: float, conversions: float) -> float | None:
    """Money at stake in `missing` conversions: at `value` each where it is known, else at the client's cost per
    conversion now (`cost / conversions`). None when neither is known."""
    if value is not None:
        return missing * value
    return missing * cost / conversions if conversions > 0 and cost > 0 else None


def _entry(line: Line, rate_before: float, phi: float) -> Entry:
    extra_visits = line.visits_after - line.visits_before
    extra_conversions = line.conversions_after - line.conversions_before
    effect = extra_conversions - rate_before * extra_visits
    traffic = extra_visits * (_mean_rate(line) - rate_before)
    # n̄ Δr where both rates are known. As the rest of the effect it also holds conversions that came without visits.
    return Entry(
        line=line,
        extra_visits=extra_visits,
        extra_conversions=extra_conversions,
        effect=effect,
        traffic=traffic,
        rate=effect - traffic,
        error=math.sqrt(phi * (line.conversions_before + line.conversions_after)),
    )


def _mean_rate(line: Line) -> float:
    """Of the two periods; where one has no visits the other's rate stands for both."""
    rates = [
        conversions / visits
        for conversions, visits in (
            (line.conversions_before, line.visits_before),
            (line.conversions_after, line.visits_after),
        )
        if visits > 0
    ]
    return sum(rates) / len(rates) if rates else 0.0


def _falls_everywhere(found: Ledger) -> bool:
    """At least three lines ran in both periods with enough conversions to tell, three in four of them convert worse,
    and that makes most of the shortfall."""
    running = [
        entry
        for entry in found.entries
        if min(entry.line.visits_before, entry.line.visits_after) > 0
        and entry.line.conversions_before >= FEWEST_MISSING
    ]
    falling = sum(entry.rate < 0 for entry in running)
    enough = len(running) >= _FEWEST_LINES and falling >= _NEARLY_ALL * len(running)
    return enough and -sum(entry.rate for entry in found.entries) >= NAMED_SHARE * found.shortfall > 0
