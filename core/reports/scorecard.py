"""The scorecard of a sprint: at most ten numbers by stage, each against its prorated target and a fair share of the
period before. Pure: everything comes out of the facts that the findings rest on, so both say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from core.dates import month_of
from core.findings.facts import MICRO, Account, Facts, Floats
from core.measure.balance import Band
from core.measure.change import Change
from core.measure.comparison import compare_costs, compare_counts, compare_rates
from core.measure.exposure import EVEN, exposure, weekday_weights
from core.measure.holidays import holidays_in
from core.measure.metrics import LATE, METRICS, Metric, Unit
from core.measure.pacing import target_line
from core.measure.progress import Due, due, fair_share, running_sum, standing
from core.measure.series import Daily
from core.model import Claim, Period, Sentence, Stage
from core.plans import KpiTarget, Span
from core.store.kpis import kpis_on

MOST = 10
HISTORY = 6
USUAL = ("spend", "clicks", "sessions", "key_events", "conversions", "conversion_rate", "cpa", "value", "roas")
"""What is shown for a client without targets, as far as its data says it."""
MONEY_PARTS = ("spend", "value")


@dataclass(frozen=True, slots=True)
class Score:
    """One number over its own period. `shown` are the days counted: through yesterday, or while late conversions still
    come in only through the last mature day; None when no day can be counted."""

    metric: Metric
    stage: str
    """The stage whose campaigns it is narrowed to; empty: all of them."""
    span: Span
    period: Period
    shown: Period | None
    actual: Decimal | None
    target: KpiTarget | None
    asked: Due | None
    standing: Band | None
    before: Period | None
    fair: Decimal | None
    """What the period before would give over the days shown; for a rate the rate of the period before."""
    change: Change | Sentence
    """Against `before`, or why nothing is said."""

    @property
    def home(self) -> str:
        """The stage it is shown under; empty for all of them."""
        return self.stage or self.metric.home

    @property
    def is_open(self) -> bool:
        """Whether days of the period are still to come, or to mature."""
        return self.shown is None or self.shown.end < self.period.end


@dataclass(frozen=True, slots=True)
class Scorecard:
    """`left_out` numbers have a target too, but ten are what a person reads."""

    sprint: Period
    scores: tuple[Score, ...]
    left_out: int


def scorecard(facts: Facts, targets: Sequence[KpiTarget], sprint: Period) -> Scorecard:
    """The numbers of the client for `sprint`; those agreed by the month or quarter over the one in which it ends. A
    client without targets sees the usual numbers without one."""
    wanted = [(t, span_period(facts, t.span, sprint)) for t in _in_force(facts, targets, sprint)]
    scores = [score(facts, METRICS[t.metric], t.stage, t.span, period, t) for t, period in wanted]
    if not scores:
        usual = (score(facts, METRICS[name], "", Span.SPRINT, sprint, None) for name in USUAL)
        scores = [one for one in usual if one.actual]
    scores.sort(key=_place)
    return Scorecard(sprint, tuple(scores[:MOST]), max(0, len(scores) - MOST))


def _in_force(facts: Facts, targets: Sequence[KpiTarget], sprint: Period) -> list[KpiTarget]:
    """Of each target the row in force on the last day of its own period."""
    found = []
    for span in Span:
        last = span_period(facts, span, sprint).end
        found += kpis_on([t for t in targets if t.span == span], last)
    return found


def _place(one: Score) -> tuple[int, int, str, str]:
    stages = ["", *(stage.value for stage in Stage)]
    return stages.index(one.home), list(METRICS).index(one.metric.metric_id), one.stage, one.span


def span_period(facts: Facts, span: Span, sprint: Period) -> Period:
    """The sprint itself, or the month or quarter in which it ends (in which yesterday lies, while it is open)."""
    last = max(sprint.start, min(sprint.end, facts.yesterday))
    if span is Span.SPRINT:
        return sprint
    return month_of(last) if span is Span.MONTH else quarter_of(last)


def quarter_of(day: date) -> Period:
    """The calendar quarter around `day`."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(first, month_of(first + timedelta(days=75)).end)


def before(facts: Facts, span: Span, period: Period) -> Period | None:
    """The period of the same kind just before; None for the first sprint."""
    day = period.start - timedelta(days=1)
    if span is Span.SPRINT:
        return next((s.period for s in reversed(facts.sprints) if s.period.end == day), None)
    return month_of(day) if span is Span.MONTH else quarter_of(day)


def score(facts: Facts, metric: Metric, stage: str, span: Span, period: Period, target: KpiTarget | None) -> Score:
    """One number over one period, against its target and the period before."""
    parts = Parts(facts, metric, stage)
    shown = parts.shown(period)
    earlier = before(facts, span, period)
    actual = parts.value(shown) if shown else None
    asked = _asked(parts, target, period, shown) if target and shown else None
    return Score(
        metric=metric,
        stage=stage,
        span=span,
        period=period,
        shown=shown,
        actual=actual,
        target=target,
        asked=asked,
        standing=(
            standing(target.direction, actual, asked, is_open=shown.end < period.end)
            if target and asked and shown
            else None
        ),
        before=earlier,
        fair=parts.fair(earlier, shown) if earlier and shown else None,
        change=_change(parts, span, earlier, shown),
    )


def _asked(parts: Parts, target: KpiTarget, period: Period, shown: Period) -> Due:
    weights = weekday_weights(parts.series, period.start) if parts.metric.adds_up else EVEN
    return due(target.value, target.high, adds_up=parts.metric.adds_up, weights=weights, period=period, shown=shown)


def _change(parts: Parts, span: Span, earlier: Period | None, shown: Period | None) -> Change | Sentence:
    if shown is None or earlier is None or not parts.knows(earlier):
        return _NO_EARLIER
    spans = {"before": [earlier], "after": shown, "closed": holidays_in(Period(earlier.start, shown.end))}
    if not parts.metric.adds_up and Unit.PERCENT is not parts.metric.unit:
        counted = Unit.TIMES is not parts.metric.unit
        return compare_costs(parts.series, parts.over, counted=counted, **spans)  # type: ignore[arg-type]
    history = [*parts.history(span, earlier), earlier]
    if parts.metric.adds_up:
        return compare_counts(parts.series, history=history, **spans)  # type: ignore[arg-type]
    return compare_rates(parts.series, parts.over, history=history, **spans)  # type: ignore[arg-type]


class Parts:
    """What one metric is made of, as daily series of one client: `series` above the line, `over` below it."""

    def __init__(self, facts: Facts, metric: Metric, stage: str) -> None:
        self.facts, self.metric, self.stage = facts, metric, stage
        self.series = self._daily(metric.part)
        self.over = self._daily(metric.over) if metric.over else self.series

    def shown(self, period: Period) -> Period | None:
        """The days of the period that may be counted; None when there are none."""
        last = self._known_to()
        if self.metric.needs_maturity:
            last = min(last, self.facts.mature_to)
        end = min(period.end, last)
        return Period(period.start, end) if end >= period.start else None

    def _known_to(self) -> date:
        if self.metric.claim is Claim.ANALYTICS:
            seen = np.flatnonzero(~np.isnan(self.series.values))
            return self.facts.day(int(seen[-1])) if len(seen) else date.min
        return self.facts.covered_to or date.min

    def knows(self, period: Period) -> bool:
        """Whether the data reaches back over nearly all of the period."""
        known = ~np.isnan(self.series.within(period).values)
        return int(known.sum()) >= 0.9 * period.days

    def history(self, span: Span, period: Period) -> list[Period]:
        """Up to six periods of the kind before this one, oldest first."""
        found: list[Period] = []
        earlier = before(self.facts, span, period)
        while earlier and len(found) < HISTORY and self.knows(earlier):
            found.insert(0, earlier)
            earlier = before(self.facts, span, earlier)
        return found

    def value(self, period: Period) -> Decimal | None:
        """The number over the period; None where nobody says it or its divisor is 0."""
        names = {self.metric.part, self.metric.over} - {""}
        if np.isnan(self.series.within(period).values).all() or not self._said():
            return None
        if names & {*MONEY_PARTS} and len(self.facts.currencies(period)) > 1:
            return None  # unlike money is never added, and no rate was there to convert it with
        return self.metric.of({name: self._sum(name, period) for name in names})

    def _said(self) -> bool:
        names = {self.metric.part, self.metric.over} - {""}
        return self.metric.claim is Claim.ANALYTICS or all(self._rows(name) for name in names)

    def _rows(self, measure: str) -> list[int]:
        """The campaigns that say a measure. Where the client goes by what analytics counts, outcomes, and the visits
        they are divided by, are the website's own rows, which lie in no stage."""
        outcome = measure in LATE or (measure == "clicks" and self.metric.part in LATE)
        by_site = outcome and self.facts.analytics
        return [
            i
            for i, line in enumerate(self.facts.lines)
            if (not self.stage or line.stage == self.stage)
            and _says(self.facts.accounts[line.account], by_site=by_site, outcome=measure in LATE)
        ]

    def fair(self, earlier: Period, shown: Period) -> Decimal | None:
        """The earlier total at the exposure of the days shown; of a number that does not add up, its earlier value."""
        if not self.knows(earlier):
            return None
        value = self.value(earlier)
        if value is None or not self.metric.adds_up:
            return value
        weights = weekday_weights(self.series, earlier.start)
        whole = exposure(weights, earlier)
        return value * Decimal(repr(exposure(weights, shown) / whole)) if whole > 0 else None

    def _sum(self, measure: str, period: Period) -> Decimal:
        """Exact for money; conversions come in hundredths at the finest."""
        columns = self.facts.columns(period)
        if measure == "spend":
            money = self.facts.days.money.get(self.facts.currency)
            return (
                Decimal(int(money[self._rows("spend")][:, columns].sum())) / MICRO if money is not None else Decimal(0)
            )
        if self.metric.claim is Claim.ANALYTICS:
            return _exact(np.nansum(self._site(measure)[columns]))
        return _exact(self._paid(measure)[self._rows(measure)][:, columns].sum())

    def _daily(self, measure: str) -> Daily:
        if self.metric.claim is Claim.ANALYTICS:
            return Daily(self.facts.first, self._site(measure))
        rows = self._rows(measure)
        values = self._paid(measure)[rows].sum(axis=0) if rows else np.zeros(self.facts.width)
        unknown = ~self._covered(rows)
        return Daily(self.facts.first, np.where(unknown, np.nan, values))

    def _paid(self, measure: str) -> Floats:
        days = self.facts.days
        found: Floats = self.facts.spend if measure == "spend" else getattr(days, measure)
        return found

    def _site(self, measure: str) -> Floats:
        found: Floats = getattr(self.facts.site, measure)
        return found

    def _covered(self, rows: Sequence[int]) -> np.ndarray:
        """Days that the files of at least one of these campaigns' accounts cover, and every one that had begun."""
        own = {self.facts.lines[i].account for i in rows}
        seen = np.zeros(self.facts.width, np.bool_)
        gap = np.zeros(self.facts.width, np.bool_)
        for i in own:
            account, days = self.facts.accounts[i], self.facts.covered[i]
            seen |= days
            inside = self.facts.columns(Period(account.first, max(account.first, account.last)))
            gap[inside] |= ~days[inside]
        return seen & ~gap


def _says(account: Account, *, by_site: bool, outcome: bool) -> bool:
    if by_site:
        return account.outcomes and not account.spends
    return account.spends and (account.outcomes or not outcome)


def _exact(value: float) -> Decimal:
    return Decimal(str(round(float(value), 4)))


# --------------------------------------------------------------------------------------------------------- the line


@dataclass(frozen=True, slots=True)
class Running:
    """A number added up over its period: so far, as due by target, and as the period before would have it."""

    actual: tuple[tuple[date, float], ...]
    target: tuple[tuple[date, float], ...]
    before: tuple[tuple[date, float], ...]


def running(facts: Facts, one: Score) -> Running | None:
    """The lines of one score; None for a number that does not add up, or of which no day can be counted."""
    if not one.metric.adds_up or one.shown is None:
        return None
    parts = Parts(facts, one.metric, one.stage)
    weights = weekday_weights(parts.series, one.period.start)
    line = target_line(one.target.value, one.period, weights) if one.target else []
    return Running(
        actual=tuple(running_sum(parts.series, one.shown)),
        target=tuple((day, float(value)) for day, value in zip(one.period, line, strict=False)),
        before=tuple(fair_share(parts.series, weights, one.period, one.before)) if one.before else (),
    )


_NO_EARLIER = Sentence(
    "There is no earlier period with the same data to compare with.",
    "Ei ole aiempaa jaksoa, josta olisi samat tiedot vertailtavaksi.",
)
