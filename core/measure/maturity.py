"""Conversions arrive late: which share of a day's has come in by now, and from which day on figures may be compared.

The age of a day is how many days later it was looked at: yesterday is one day old. Where imports have seen the same
days at several ages, a chain ladder gives the curve (Mack 1993): fₖ = Σ Cₖ₊₁ / Σ Cₖ over the days seen at both ages,
maturity at age k = 1 / Π fⱼ over j ≥ k. Without a curve the newest nine days stay out, and nothing is inflated.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from core import figures
from core.measure.series import Daily
from core.measure.special import critical
from core.model import Period, Sentence

MATURE = 0.90
MATURE_AGE = 10
"""Without a curve: the newest nine days are one to nine days old."""
FEWEST_DAYS = 60
FEWEST_CONVERSIONS = 100
KNOWN_AGES = 21
"""A curve is only one when it has been seen to this age; past the oldest age seen a day counts as complete."""
OLDEST_AGE = 90
_WIDER = 1.3  # the plain formula held 82–86 % of the truth instead of 90


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was known of one day when a file that reaches `through` was made. `line`: whose day it is (an account)."""

    line: str
    day: date
    through: date
    conversions: float

    @property
    def age(self) -> int:
        return (self.through - self.day).days + 1


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of a day's conversions that is in at age 1, 2, … ."""

    shares: tuple[float, ...]

    def share(self, age: int) -> float:
        """At an age; nothing before the day is over, all of it past the oldest age."""
        if age < 1:
            return 0.0
        return min(self.shares[age - 1], 1.0) if age <= len(self.shares) else 1.0

    @property
    def mature_age(self) -> int:
        """From this age on a day has at least nine tenths of its conversions."""
        young = [age for age, share in enumerate(self.shares, start=1) if share < MATURE]
        return max(young, default=0) + 1


@dataclass(frozen=True, slots=True)
class Estimate:
    """Conversions of days still coming in: `seen` now, what they will be, and a 90 % interval of that."""

    seen: float
    final: float
    low: float
    high: float

    @property
    def maturity(self) -> float:
        """The share of it that is in."""
        return self.seen / self.final


def curve(snapshots: Iterable[Snapshot]) -> Curve | Sentence:
    """The curve of a client, or why there is none. Between two looks at a day its conversions are taken to have come
    evenly, which with weekly imports makes the curve flatter than it is: the first days look a little more mature, and
    nine tenths are reached a little later."""
    days = [_by_age(group) for _, group in groupby(sorted(snapshots, key=_order), key=lambda s: (s.line, s.day))]
    seen_twice = [ages for ages in days if len(ages) > 1]
    span = _span(seen_twice)
    if span < FEWEST_DAYS:
        return _too_short(span)
    conversions = sum(list(ages.values())[-1].conversions for ages in seen_twice)
    if conversions < FEWEST_CONVERSIONS:
        return _too_few(conversions)
    factors = development(_triangle(seen_twice))
    known = next((age for age, factor in enumerate(factors) if math.isnan(factor)), len(factors))
    if known < KNOWN_AGES:
        return _NOT_SEEN_AGAIN
    return Curve(tuple(float(share) for share in maturities(factors[:known])))


def development(triangle: NDArray[np.float64]) -> NDArray[np.float64]:
    """The factor from each age to the next: rows are days (cohorts), columns ages, NaN what has not been seen. NaN
    where no day was seen at both ages or nothing had come."""
    young, old = triangle[:, :-1], triangle[:, 1:]
    both = ~np.isnan(young) & ~np.isnan(old)
    before, after = np.where(both, young, 0.0).sum(axis=0), np.where(both, old, 0.0).sum(axis=0)
    factors: NDArray[np.float64] = np.divide(after, before, out=np.full(len(before), np.nan), where=before > 0)
    return factors


def maturities(factors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share that is in at each age before the last: 1 over the product of the factors from there on."""
    shares: NDArray[np.float64] = 1 / np.cumprod(factors[::-1])[::-1]
    return shares


def assumed_share(age: int) -> float:
    """A common lag, where a client has no curve: half on the day itself, nine tenths after ten days. Only to know what
    not to miss yet; nothing is inflated by it."""
    return 1 - 0.5 * age**-0.7 if age >= 1 else 0.0


def come_in(known: Curve | None, days: Period, as_of: date) -> Daily:
    """The share of each day's conversions that should be in at the start of `as_of`, for the anomalies."""
    share = known.share if known is not None else assumed_share
    return Daily(days.start, np.array([share((as_of - day).days) for day in days], dtype=np.float64))


def mature_through(known: Curve | None, as_of: date) -> date:
    """The newest day whose conversions may be compared at the start of `as_of`."""
    return as_of - timedelta(days=known.mature_age if known is not None else MATURE_AGE)


def estimate(conversions: Mapping[date, float], known: Curve, as_of: date) -> Estimate | None:
    """What the conversions of some days will be when all are in; None while nothing has come. ±1.645 √(1.3 Û (1 − q) /
    q) with q the share that is in."""
    aged = [(count, known.share((as_of - day).days)) for day, count in conversions.items()]
    seen = sum(count for count, _ in aged)
    final = sum(count / share for count, share in aged if share > 0)
    if seen <= 0:
        return None
    q = min(seen / final, 1.0)
    reach = critical(0.90, None) * math.sqrt(_WIDER * final * (1 - q) / q)
    return Estimate(seen, final, max(final - reach, seen), final + reach)


def immature_sentence(days: int, found: Estimate) -> Sentence:
    """The newest days in words: now, and what they will probably be."""
    return Sentence(
        f"The last {days} days are still coming in: {_count(found.seen, 'en')} conversions now, probably"
        f" {_count(found.final, 'en')} in the end ({_count(found.low, 'en')}–{_count(found.high, 'en')}).",
        f"Viimeiset {days} päivää ovat kesken: nyt {_count(found.seen, 'fi')} konversiota, arvio lopulliseksi"
        f" {_count(found.final, 'fi')} ({_count(found.low, 'fi')}–{_count(found.high, 'fi')}).",
    )


def _order(snapshot: Snapshot) -> tuple[str, date, date]:
    return snapshot.line, snapshot.day, snapshot.through


def _by_age(group: Iterable[Snapshot]) -> dict[int, Snapshot]:
    """One day as seen at each age, youngest first; of two looks at the same age the later one."""
    return {snapshot.age: snapshot for snapshot in group if 1 <= snapshot.age <= OLDEST_AGE}


def _span(days: Sequence[Mapping[int, Snapshot]]) -> int:
    looks = [snapshot.through for ages in days for snapshot in ages.values()]
    return (max(looks) - min(looks)).days if looks else 0


def _triangle(days: Sequence[Mapping[int, Snapshot]]) -> NDArray[np.float64]:
    every = np.arange(1, max(max(ages) for ages in days) + 1)
    return np.array(
        [
            np.interp(
                every,
                list(ages),
                [snapshot.conversions for snapshot in ages.values()],
                left=np.nan,
                right=np.nan,
            )
            for ages in days
        ]
    )


def _count(value: float, language: str) -> str:
    return figures.number(value, language)


def _too_short(days: int) -> Sentence:
    return Sentence(
        f"How late conversions come is known after {FEWEST_DAYS} days of repeated imports; there are {days}. Until then"
        f" the newest {MATURE_AGE - 1} days are left out.",
        f"Konversioiden viive tunnetaan, kun samoja päiviä on tuotu toistuvasti {FEWEST_DAYS} päivän ajan; nyt päiviä"
        f" on {days}. Siihen asti uusimmat {MATURE_AGE - 1} päivää jätetään pois.",
    )


def _too_few(conversions: float) -> Sentence:
    return Sentence(
        f"How late conversions come is known from {FEWEST_CONVERSIONS} of them; there are {int(conversions)}. Until"
        f" then the newest {MATURE_AGE - 1} days are left out.",
        f"Konversioiden viive tunnetaan {FEWEST_CONVERSIONS} konversiosta; nyt niitä on {int(conversions)}. Siihen asti"
        f" uusimmat {MATURE_AGE - 1} päivää jätetään pois.",
    )


_NOT_SEEN_AGAIN = Sentence(
    f"The imports do not show the same days again until they are {KNOWN_AGES} days old, so how late conversions come"
    f" is not known. The newest {MATURE_AGE - 1} days are left out.",
    f"Tuonneissa ei näy samoja päiviä uudelleen {KNOWN_AGES} päivän ikään asti, joten konversioiden viivettä ei"
    f" tunneta. Uusimmat {MATURE_AGE - 1} päivää jätetään pois.",
)
