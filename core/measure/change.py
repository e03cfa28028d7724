"""Whether a rate, a count or a cost changed from one period to another, by how much, and how sure that is.

All three are ratios compared on the logarithm: ln(after / before) with its standard error, widened by the dispersion of
weeks (quasi-likelihood, Wedderburn 1974). What is too small to compare is answered with the reason instead.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.measure.dispersion import Dispersion
from core.measure.labels import CLEARLY, LIKELY, Label, label
from core.measure.special import critical, two_sided
from core.model import Sentence

FEWEST_EVENTS = 10
FEWEST_TRIALS = 30
CONFIDENCE = 0.90


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` are the levels compared (a rate, a count per ordinary day, a cost per conversion), `ratio`
    the one over the other, with its interval (90 % unless asked otherwise) and two-sided p. `se` is that of ln ratio,
    `dispersion` the φ in it, `df` its degrees of freedom (None: normal). `visible` and `clearly_visible`: the smallest
    rise that would be called likely and clear on data like these (0.29: +29 %)."""

    before: float
    after: float
    ratio: float
    low: float
    high: float
    p: float
    se: float
    dispersion: float
    df: int | None
    label: Label
    visible: float
    clearly_visible: float

    @property
    def up(self) -> bool:
        return self.ratio > 1

    @property
    def relative(self) -> float:
        """0.33 for a third more, −0.36 for 36 % less."""
        return self.ratio - 1


@dataclass(frozen=True, slots=True)
class Rate:
    """`events` of `trials`: clicks of impressions, conversions of visits. Sums, never means."""

    events: float
    trials: float

    @property
    def value(self) -> float | None:
        return self.events / self.trials if self.trials > 0 else None


@dataclass(frozen=True, slots=True)
class Count:
    """Something counted over an exposure (`core.measure.exposure`)."""

    count: float
    exposure: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Money and conversions per block of a week; together the whole period."""

    blocks: tuple[tuple[float, float], ...]

    @property
    def money(self) -> float:
        return sum(money for money, _ in self.blocks)

    @property
    def conversions(self) -> float:
        return sum(conversions for _, conversions in self.blocks)


def rate_change(before: Rate, after: Rate, dispersion: Dispersion, confidence: float = CONFIDENCE) -> Change | Sentence:
    """Two rates. SE(ln ratio) = √(φ (1/c₁ − 1/n₁ + 1/c₀ − 1/n₀))."""
    if min(before.trials, after.trials) < FEWEST_TRIALS:
        return _too_few(min(before.trials, after.trials), FEWEST_TRIALS)
    if min(before.events, after.events) < FEWEST_EVENTS:
        return _too_few(min(before.events, after.events), FEWEST_EVENTS)
    variance = dispersion.phi * (_rate_variance(before) + _rate_variance(after))
    levels = before.events / before.trials, after.events / after.trials
    return compared(*levels, math.sqrt(variance), dispersion, confidence)


def count_change(
    before: Count, after: Count, dispersion: Dispersion, confidence: float = CONFIDENCE
) -> Change | Sentence:
    """Two counts, each per unit of exposure. SE(ln ratio) = √(φ (1/C₁ + 1/C₀))."""
    if min(before.count, after.count) < FEWEST_EVENTS:
        return _too_few(min(before.count, after.count), FEWEST_EVENTS)
    if min(before.exposure, after.exposure) <= 0:
        return _NO_DAYS
    variance = dispersion.phi * (1 / before.count + 1 / after.count)
    levels = before.count / before.exposure, after.count / after.exposure
    return compared(*levels, math.sqrt(variance), dispersion, confidence)


def cost_change(
    before: Cost, after: Cost, confidence: float = CONFIDENCE, *, counted: bool = True
) -> Change | Sentence:
    """Two costs per conversion (or, with value in its place, returns). Ratio of sums with the sandwich variance of
    weekly blocks; the dispersion is in the blocks themselves. Few weeks are alike by luck now and then, so conversions
    that are counted one by one vary at least as chance makes counts vary; amounts are not `counted`."""
    if min(before.conversions, after.conversions) < FEWEST_EVENTS:
        return _too_few(min(before.conversions, after.conversions), FEWEST_EVENTS)
    if min(len(before.blocks), len(after.blocks)) < 2:
        return _TWO_WEEKS
    if min(before.money, after.money) <= 0:
        return _NO_MONEY
    (old, old_error), (new, new_error) = ratio_of_sums(before.blocks), ratio_of_sums(after.blocks)
    weekly = math.hypot(old_error / old, new_error / new)
    chance = math.sqrt(1 / before.conversions + 1 / after.conversions) if counted else 0.0
    spread = Dispersion(1.0, len(before.blocks) + len(after.blocks) - 2 if weekly >= chance else None)
    return compared(old, new, max(weekly, chance), spread, confidence)


def ratio_of_sums(blocks: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """R = Σy / Σx over (y, x) and its standard error √(n/(n−1) Σ(y − R x)²) / Σx: the delta method, equal to HC1 of a
    weighted regression through the origin (Deng, Knoblich & Lu 2018). Needs two blocks and Σx above 0."""
    total_y, total_x = sum(y for y, _ in blocks), sum(x for _, x in blocks)
    ratio, n = total_y / total_x, len(blocks)
    residual = sum((y - ratio * x) ** 2 for y, x in blocks)
    return ratio, math.sqrt(n / (n - 1) * residual) / total_x


def compared(before: float, after: float, se: float, dispersion: Dispersion, confidence: float) -> Change:
    """Two levels above 0 with the standard error of ln(after / before)."""
    ratio, df = after / before, dispersion.df
    # Weeks that are alike to the cent leave no error at all; a ratio of exactly 1 is then certain, not undefined.
    p = two_sided(math.log(ratio) / se, df) if se > 0 else float(ratio == 1)
    factor = math.exp(critical(confidence, df) * se)
    visible = math.exp(critical(1 - LIKELY, df) * se)
    return Change(
        before=before,
        after=after,
        ratio=ratio,
        low=ratio / factor,
        high=ratio * factor,
        p=p,
        se=se,
        dispersion=dispersion.phi,
        df=df,
        label=label(ratio, ratio / visible, ratio * visible, p),
        visible=visible - 1,
        clearly_visible=math.exp(critical(1 - CLEARLY, df) * se) - 1,
    )


def _rate_variance(rate: Rate) -> float:
    """Of ln rate, in units of φ; as a count where there are as many events as trials."""
    share = 1 / rate.events - 1 / rate.trials
    return share if share > 0 else 1 / rate.events


def _too_few(seen: float, needed: int) -> Sentence:
    return Sentence(
        f"Too little data: {int(seen)} in one of the periods; at least {needed} are needed in both.",
        f"Liian vähän dataa: toisessa jaksossa on vain {int(seen)}, ja kummassakin tarvitaan vähintään {needed}.",
    )


_NO_DAYS = Sentence(
    "One of the periods has no days to compare.",
    "Toisessa jaksossa ei ole vertailtavia päiviä.",
)
_TWO_WEEKS = Sentence(
    "A cost can be compared when both periods have at least two full weeks.",
    "Hintaa voi vertailla, kun kummassakin jaksossa on vähintään kaksi täyttä viikkoa.",
)
_NO_MONEY = Sentence(
    "One of the periods has no spend, so there is no cost to compare.",
    "Toisessa jaksossa ei ole kuluja, joten vertailtavaa hintaa ei ole.",
)
