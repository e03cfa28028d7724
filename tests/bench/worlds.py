"""Made-up clients for measuring how often findings are right: eight campaigns of noisy days, and what can be planted.

Visits follow the weekday; every day has a common shake that lingers (autocorrelation), each campaign one of its own,
and what is left is chance of counting. Conversions shake in the same way around each campaign's rate. The same seed is
always the same client.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from core.findings.facts import Facts
from tests.core.findings.making import Campaign, make

Floats = NDArray[np.float64]

FIRST = date(2026, 1, 5)  # a Monday
SPRINT = 28
SPRINTS = 7
WARM_UP = 77
YOUNG = 9
"""Days after the last sprint, so that all of its conversions are mature."""
DAYS = WARM_UP + SPRINTS * SPRINT + YOUNG
WEEK = (1.12, 1.15, 1.10, 1.05, 0.95, 0.75, 0.88)


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign: its part of the client's visits, conversions per visit, euros per visit and per conversion."""

    name: str
    stage: str
    channel: str
    source: str
    part: float
    rate: float
    click_cost: float
    value: float = 60.0


ROWS = (
    Row("Reach Video", "reach", "paid_social_meta", "meta_ads", 0.16, 0.004, 0.35),
    Row("Reach Always-on", "reach", "paid_social_meta", "meta_ads", 0.12, 0.005, 0.45),
    Row("Act Guide", "act", "paid_social_meta", "meta_ads", 0.15, 0.030, 0.60),
    Row("Act Blog", "act", "paid_search", "google_ads", 0.18, 0.015, 0.40),
    Row("Convert Remarketing", "convert", "paid_social_meta", "meta_ads", 0.09, 0.060, 1.20),
    Row("Convert Brand", "convert", "paid_search", "google_ads", 0.14, 0.070, 0.90),
    Row("Convert Search", "convert", "paid_search", "google_ads", 0.09, 0.050, 1.80),
    Row("Engage Customers", "engage", "paid_social_meta", "meta_ads", 0.07, 0.040, 0.50),
)
LOOKALIKES = ("Reach Lookalike A", "Reach Lookalike B")


@dataclass(frozen=True, slots=True)
class Noise:
    """Sizes (standard deviations of logarithms) of the shakes, and how much of one lingers into the next day."""

    visits: float = 0.12
    own: float = 0.10
    rate: float = 0.12
    lingers: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A client: campaigns × days. Planting returns another one."""

    rows: tuple[Row, ...]
    visits: Floats
    conversions: Floats
    impressions: Floats
    spend: Floats
    value: Floats
    first: date = FIRST

    @property
    def days(self) -> int:
        return int(self.visits.shape[1])

    def last_sprint(self) -> slice:
        """The columns of the newest sprint that is over and mature."""
        return slice(self.days - YOUNG - SPRINT, self.days - YOUNG)

    def monthlies(self) -> list[date]:
        """The first day of every sprint, the open one included."""
        start = self.days - YOUNG - SPRINTS * SPRINT
        return [self.first + timedelta(days=start + SPRINT * n) for n in range(SPRINTS + 1)]

    def facts(self) -> Facts:
        """What the rules see on the day after the last one."""
        return make(
            [
                Campaign(
                    name=row.name,
                    stage=row.stage,
                    channel=row.channel,
                    source=row.source,
                    spend=self.spend[i],
                    clicks=self.visits[i],
                    conversions=self.conversions[i],
                    value=self.value[i],
                    impressions=self.impressions[i],
                )
                for i, row in enumerate(self.rows)
            ],
            first=self.first,
            days=self.days,
            monthlies=self.monthlies(),
        )


def world(seed: int, visits: float, *, noise: Noise = Noise(), rows: Sequence[Row] = ROWS) -> World:
    """An unchanging client of so many visits a day."""
    chance = np.random.default_rng([seed, int(visits)])
    common = _lingering(chance, DAYS, noise.visits, noise.lingers)
    pull = _lingering(chance, DAYS, noise.rate, noise.lingers)
    week = np.array([WEEK[(FIRST + timedelta(days=n)).weekday()] for n in range(DAYS)])
    came = np.array([_visits(chance, row, visits * week * np.exp(common), noise) for row in rows])
    sold = np.array([_conversions(chance, row, came[i], pull) for i, row in enumerate(rows)])
    return _priced(chance, tuple(rows), came, sold)


# ------------------------------------------------------------------------------------------------------------ planting


def with_poor_reach(before: World, seed: int, more: float, rate: float = 0.0027) -> World:
    """Two new Reach lines bring so much more traffic (0.3: +30 %) from the last sprint on, and few conversions."""
    chance = np.random.default_rng([seed, 101])
    start = before.last_sprint().start
    level = before.visits.sum(axis=0) * more / 2
    new = [Row(name, "reach", "paid_social_meta", "meta_ads", more / 2, rate, 0.5) for name in LOOKALIKES]
    came = np.zeros((2, before.days))
    came[:, start:] = chance.poisson(np.array([level[start:]] * 2))
    sold = chance.poisson(came * rate).astype(np.float64)
    added = _priced(chance, tuple(new), came, sold)
    return _together(before, added)


def with_more_traffic(before: World, seed: int, more: float) -> World:
    """All campaigns bring so much more from the last sprint on, at the rates they had."""
    chance = np.random.default_rng([seed, 102])
    start = before.last_sprint().start
    came, sold = before.visits.copy(), before.conversions.copy()
    extra = chance.poisson(before.visits[:, start:] * more)
    rates = np.array([row.rate for row in before.rows])[:, None]
    came[:, start:] += extra
    sold[:, start:] += chance.poisson(extra * rates)
    return _priced(chance, before.rows, came, sold)


def with_rates(before: World, seed: int, times: Mapping[str, float]) -> World:
    """Campaigns (or `*`: all) convert so many times as well from the last sprint on; at most as well as before."""
    chance = np.random.default_rng([seed, 103])
    start = before.last_sprint().start
    sold = before.conversions.copy()
    for i, row in enumerate(before.rows):
        factor = times.get(row.name, times.get("*", 1.0))
        if factor < 1:
            sold[i, start:] = chance.binomial(sold[i, start:].astype(int), factor)
        else:
            sold[i, start:] += chance.poisson(before.visits[i, start:] * row.rate * (factor - 1))
    return _selling(before, sold)


def with_outage(before: World, seed: int, days: Sequence[int], left: float = 0.1) -> World:
    """Tracking loses conversions on some days (columns): a tenth are left, in all campaigns."""
    chance = np.random.default_rng([seed, 104])
    sold = before.conversions.copy()
    columns = list(days)
    sold[:, columns] = chance.binomial(sold[:, columns].astype(int), left)
    return _selling(before, sold)


def with_late_conversions(before: World, seed: int, shares: Sequence[float]) -> World:
    """Of the newest days only these shares are in, the newest last."""
    chance = np.random.default_rng([seed, 105])
    sold = before.conversions.copy()
    sold[:, -len(shares) :] = chance.binomial(sold[:, -len(shares) :].astype(int), np.array(shares))
    return _selling(before, sold)


def with_visits(before: World, seed: int, days: Sequence[int], times: Sequence[float]) -> World:
    """Visits of some days (columns) are so many times what they were, in all campaigns; conversions follow."""
    chance = np.random.default_rng([seed, 106])
    came, sold = before.visits.copy(), before.conversions.copy()
    for column, factor in zip(days, times, strict=True):
        for values in (came, sold):
            whole = values[:, column].astype(int)
            values[:, column] = (
                chance.binomial(whole, factor) if factor < 1 else whole + chance.poisson(whole * (factor - 1))
            )
    return _priced(chance, before.rows, came, sold)


def stopped(before: World, name: str, days: int) -> World:
    """A campaign without spend, visits and conversions on the newest days."""
    kept = np.ones((len(before.rows), before.days))
    kept[[row.name for row in before.rows].index(name), -days:] = 0
    return replace(
        before,
        visits=before.visits * kept,
        conversions=before.conversions * kept,
        impressions=before.impressions * kept,
        spend=before.spend * kept,
        value=before.value * kept,
    )


# --------------------------------------------------------------------------------------------------------------- days


def _lingering(chance: np.random.Generator, days: int, size: float, lingers: float) -> Floats:
    """Shakes of this size, each keeping a part of the one before."""
    fresh = chance.normal(0, size * np.sqrt(1 - lingers**2), days)
    found = np.zeros(days)
    found[0] = chance.normal(0, size)
    for place in range(1, days):
        found[place] = lingers * found[place - 1] + fresh[place]
    return found


def _visits(chance: np.random.Generator, row: Row, level: Floats, noise: Noise) -> Floats:
    own = _lingering(chance, len(level), noise.own, noise.lingers)
    return chance.poisson(level * row.part * np.exp(own)).astype(np.float64)


def _conversions(chance: np.random.Generator, row: Row, came: Floats, pull: Floats) -> Floats:
    return chance.poisson(came * row.rate * np.exp(pull)).astype(np.float64)


def _priced(chance: np.random.Generator, rows: tuple[Row, ...], came: Floats, sold: Floats) -> World:
    """The rest of a client's figures: impressions, money to the cent, value."""
    cost = np.array([row.click_cost for row in rows])[:, None]
    worth = np.array([row.value for row in rows])[:, None]
    shake = np.exp(chance.normal(0, 0.05, came.shape))
    return World(
        rows=rows,
        visits=came,
        conversions=sold,
        impressions=np.rint(came * 50 * shake),
        spend=np.round(came * cost * shake, 2),
        value=np.round(sold * worth, 2),
    )


def _selling(before: World, sold: Floats) -> World:
    """The same visits and money with other conversions."""
    worth = np.array([row.value for row in before.rows])[:, None]
    return replace(before, conversions=sold, value=np.round(sold * worth, 2))


def _together(one: World, other: World) -> World:
    return World(
        rows=(*one.rows, *other.rows),
        visits=np.vstack([one.visits, other.visits]),
        conversions=np.vstack([one.conversions, other.conversions]),
        impressions=np.vstack([one.impressions, other.impressions]),
        spend=np.vstack([one.spend, other.spend]),
        value=np.vstack([one.value, other.value]),
    )
