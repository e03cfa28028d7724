"""A client's money in the currency of one link, by the stored rates: the rate that served, and its day, are told.

What was agreed stays agreed in the client's own currency. A figure and its goal are turned by one and the same rate, so
that a link in another currency says neither more nor less of how it is going.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from core.dates import month_of
from core.findings.facts import Facts
from core.measure.metrics import METRICS
from core.model import Period
from core.reports.rates import Converter, RateUsed, converter
from core.reports.scorecard import Parts, Score
from core.store import Store

ONE = Decimal(1)


class LinkCurrency:
    """Turns money into the currency `to`. Raises MissingRate where a rate is not stored."""

    def __init__(self, rates: Converter) -> None:
        self.to, self.rates = rates.to, rates

    def of_score(self, facts: Facts, one: Score) -> tuple[Decimal, tuple[RateUsed, ...]]:
        """What one unit of the client's currency is worth in this number: each month's money by its month's rate."""
        if facts.currency == self.to:
            return ONE, ()
        days = one.shown or one.period
        of_money = METRICS["value" if one.metric.part == "value" else "spend"]
        parts = Parts(facts, of_money, one.stage)
        money = {month: parts.value(span) or Decimal(0) for month, span in _months(days).items()}
        return self._of_months(money, facts.currency)

    def _of_months(self, money: Mapping[date, Decimal], currency: str) -> tuple[Decimal, tuple[RateUsed, ...]]:
        """Weighed by the money of each month; by the last month alone where there is none."""
        counted = {month: amount for month, amount in money.items() if amount > 0} or {max(money): ONE}
        used = []
        worth = Decimal(0)
        for month, amount in counted.items():
            factor = self.rates.factor(currency, month)
            if factor is None:
                raise self.rates.missing(currency, month)
            used.append(RateUsed(currency, self.to, factor.factor, factor.day, month))
            worth += amount * factor.factor
        return worth / sum(counted.values()), tuple(used)


def link_currency(store: Store, *, to: str) -> LinkCurrency:
    """Money in `to` by the stored rates."""
    return LinkCurrency(converter(store, to=to))


def _months(days: Period) -> dict[date, Period]:
    """First day of a month -> the days of it in the period."""
    found, day = {}, days.start
    while day <= days.end:
        month = month_of(day)
        found[month.start] = Period(day, min(month.end, days.end))
        day = month.end + timedelta(days=1)
    return found
