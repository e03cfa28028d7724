"""Money of one currency in another: the one way in which every report converts (docs/decisions/currency.md).

The money of a day is worth what the newest rate on or before the last day of its calendar month says. So the euros of a
day are the same in a week, a sprint and a month; and one rate a month is enough.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.dates import month_of
from core.errors import MissingRate
from core.model import Rate
from core.store import Store, rates

BRIDGE = "EUR"
"""Two currencies without a rate of their own meet here: the European Central Bank gives every rate against the euro."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One unit is worth `factor` of the reporting currency, by rates of which the oldest is of `day`."""

    factor: Decimal
    day: date


@dataclass(frozen=True, slots=True)
class Converted:
    """`rate_day` is None when no rate was needed."""

    amount: Decimal
    rate_day: date | None


@dataclass(frozen=True, slots=True)
class RateUsed:
    """Money of one month in `base` was converted at `rate`, the rate of `day`."""

    base: str
    to: str
    rate: Decimal
    day: date
    month: date


class Converter:
    """Converts into one currency. `rates_of` gives the rates that may matter for another one, and is asked once for
    each: most clients have one currency and need none."""

    def __init__(self, to: str, rates_of: Callable[[str], Iterable[Rate]]) -> None:
        self.to = to
        self._rates_of = rates_of
        self._asked: set[str] = set()
        self._pairs: dict[tuple[str, str], list[tuple[date, Decimal]]] = defaultdict(list)
        self._found: dict[tuple[str, date], Factor | None] = {}

    def convert(self, amount: Decimal, currency: str, day: date) -> Converted:
        """Money of `day` in the reporting currency. Raises MissingRate, naming the rate to add."""
        if currency == self.to:
            return Converted(amount, None)
        factor = self.factor(currency, day)
        if factor is None:
            raise self.missing(currency, day)
        return Converted(amount * factor.factor, factor.day)

    def factor(self, currency: str, day: date) -> Factor | None:
        """What one unit of `currency` is worth on `day`; None while no rate of that month or before is stored."""
        end = month_of(day).end
        key = (currency, end)
        if key not in self._found:
            self._ask(currency)
            self._found[key] = self._direct(currency, self.to, end) or self._bridged(currency, end)
        return self._found[key]

    def _ask(self, currency: str) -> None:
        if currency in self._asked:
            return
        self._asked.add(currency)
        fresh: dict[tuple[str, str], list[tuple[date, Decimal]]] = defaultdict(list)
        for rate in sorted(self._rates_of(currency), key=lambda rate: rate.day):
            fresh[rate.base, rate.quote].append((rate.day, rate.rate))
        self._pairs.update(fresh)

    def missing(self, currency: str, day: date) -> MissingRate:
        """The refusal that names the rate to add."""
        month, pair = month_of(day), " + ".join(sorted((currency, self.to)))
        return MissingRate(
            f"Money in {pair} cannot be added: there is no rate from {currency} to {self.to} for {day:%Y-%m}. Add one"
            f" of {month.end.isoformat()} or earlier: rate set {currency} {self.to} RATE --day"
            f" {month.end.isoformat()}.",
            f"Rahoja valuutoissa {pair} ei voi laskea yhteen: kurssia {currency} → {self.to} ei ole kuulle"
            f" {day.month}/{day.year}. Lisää kurssi, jonka päivä on {month.end.day}.{month.end.month}.{month.end.year}"
            " tai aiempi.",
        )

    def _bridged(self, currency: str, end: date) -> Factor | None:
        if BRIDGE in (currency, self.to):
            return None
        there, back = self._direct(currency, BRIDGE, end), self._direct(BRIDGE, self.to, end)
        return Factor(there.factor * back.factor, min(there.day, back.day)) if there and back else None

    def _direct(self, base: str, quote: str, end: date) -> Factor | None:
        """The pair's newest rate, whichever way round it was written."""
        straight, turned = self._newest(base, quote, end), self._newest(quote, base, end)
        if turned and (not straight or turned[0] > straight[0]):
            return Factor(1 / turned[1], turned[0])
        return Factor(straight[1], straight[0]) if straight else None

    def _newest(self, base: str, quote: str, end: date) -> tuple[date, Decimal] | None:
        known = self._pairs.get((base, quote), [])
        place = bisect_right(known, end, key=lambda pair: pair[0])
        return known[place - 1] if place else None


def converter(store: Store, *, to: str) -> Converter:
    """A converter into `to` by the stored rates."""
    return Converter(to, lambda currency: rates.rates_among(store.ops, currencies={currency, to, BRIDGE}))
