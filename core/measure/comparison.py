"""Sprints of daily series compared: the change of a rate, a count or a cost, with everything measured from the days.

The caller hands in only days that may be used (mature conversions, spend through yesterday); `closed` days (holidays,
days the client was closed) are left out of both sides. `before` is one period or several pooled, such as the three
sprints before, and `history` the sprints from which the dispersion of weeks is taken, oldest first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import chain

from core.measure.change import Change, Cost, Count, Rate, cost_change, count_change, rate_change
from core.measure.dispersion import Dispersion, Week, count_dispersion, rate_dispersion
from core.measure.exposure import exposure, weekday_weights
from core.measure.series import DAYS_OF_WEEK, Daily, blocks, open_days, whole_weeks
from core.model import Period, Sentence


def compare_rates(
    events: Daily,
    trials: Daily,
    *,
    before: Sequence[Period],
    after: Period,
    history: Sequence[Period],
    closed: Collection[date] = (),
) -> Change | Sentence:
    """Sum of `events` over sum of `trials` in `after` against all of `before`."""
    early = too_early(after, closed)
    if early is not None:
        return early

    def rate(periods: Sequence[Period]) -> Rate:
        days = _days(periods, closed)
        return Rate(events.total(days), trials.total(days))

    return rate_change(rate(before), rate([after]), rates_vary(events, trials, history, closed))


def compare_counts(
    counts: Daily,
    *,
    before: Sequence[Period],
    after: Period,
    history: Sequence[Period],
    closed: Collection[date] = (),
) -> Change | Sentence:
    """The count per weekday-weighted day in `after` against all of `before`. Weights come from the eight weeks before
    the earliest period."""
    early = too_early(after, closed)
    if early is not None:
        return early
    weights = weekday_weights(counts, min(period.start for period in before))

    def count(periods: Sequence[Period]) -> Count:
        # A day without data was no exposure either.
        days = [day for day in _days(periods, closed) if counts.on(day) == counts.on(day)]
        return Count(counts.total(days), exposure(weights, days))

    return count_change(count(before), count([after]), counts_vary(counts, history, closed))


def compare_costs(
    money: Daily,
    conversions: Daily,
    *,
    before: Sequence[Period],
    after: Period,
    closed: Collection[date] = (),
    counted: bool = True,
) -> Change | Sentence:
    """Sum of `money` over sum of `conversions` (cost per conversion, per click; or value over money, not `counted`)."""
    early = too_early(after, closed)
    if early is not None:
        return early

    def cost(periods: Sequence[Period]) -> Cost:
        weeks = [open_days(block, closed) for period in periods for block in blocks(period)]
        return Cost(tuple((money.total(days), conversions.total(days)) for days in weeks))

    return cost_change(cost(before), cost([after]), counted=counted)


def rates_vary(events: Daily, trials: Daily, history: Sequence[Period], closed: Collection[date] = ()) -> Dispersion:
    """φ of the rate over the whole weeks of `history`."""
    return rate_dispersion(_weekly(history, closed, lambda days: (events.total(days), trials.total(days))))


def counts_vary(counts: Daily, history: Sequence[Period], closed: Collection[date] = ()) -> Dispersion:
    """φ of the count over the whole weeks of `history`."""
    weights = weekday_weights(counts, history[0].start) if history else ()
    return count_dispersion(_weekly(history, closed, lambda days: (counts.total(days), exposure(weights, days))))


def too_early(period: Period, closed: Collection[date] = ()) -> Sentence | None:
    """Why nothing is said before seven full days; None from then on."""
    passed = len(open_days(period, closed))
    if passed >= DAYS_OF_WEEK:
        return None
    return Sentence(
        f"Too early to tell: {passed} full days of the {DAYS_OF_WEEK} that a comparison needs.",
        f"Liian aikaista sanoa: täysiä päiviä on {passed}, ja vertailuun tarvitaan {DAYS_OF_WEEK}.",
    )


def _days(periods: Sequence[Period], closed: Collection[date]) -> list[date]:
    return list(chain.from_iterable(open_days(period, closed) for period in periods))


def _weekly(
    history: Sequence[Period], closed: Collection[date], week: Callable[[Sequence[date]], Week]
) -> list[list[Week]]:
    return [[week(open_days(block, closed)) for block in whole_weeks(sprint)] for sprint in history]
