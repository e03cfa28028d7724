"""Whether a budget will be used as planned: spent, forecast, and how far off is normal at this point.

Forecast = spent + level × the weights of the days left. The level is the last seven full days per weekday-weighted
day; after a change of budget only the days since, if there are at least three. The band narrows from 25 % at the start
of the cycle to 1 % at its end (the range Optmyzr publishes), which is also what the forecast missed by in nine of ten
months of our trials. An alarm needs two days outside, 50 or 2 % of the budget, and seven days passed, so one double
day is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate

from core import figures
from core.measure.exposure import Weights, exposure, weekday_weights
from core.measure.series import DAYS_OF_WEEK, Daily
from core.model import Period, Sentence

BAND_AT_START, BAND_AT_END = 0.25, 0.01
LEAST_MONEY = Decimal(50)
LEAST_SHARE = Decimal("0.02")
EARLIEST_DAY = 7
DAYS_AFTER_CHANGE = 3


class PaceState(StrEnum):
    ON = "on"
    OVER = "over"
    UNDER = "under"
    SPENT_OUT = "spent_out"
    """All of the budget is used and the cycle is not over."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One budget as of the end of `through`; money in the budget's currency, to the cent."""

    through: date
    cycle: Period
    budget: Decimal
    spent: Decimal
    fair_share: Decimal
    """What would be spent by now if it went evenly by weekday."""
    forecast: Decimal
    """At the end of the cycle."""
    per_day: Decimal
    """The level now, per ordinary day."""
    needed_per_day: Decimal | None
    """To use up what is left, never below 0; None when no day is left."""
    days_left: int
    band: float
    """How far the forecast may be from the budget now, as a share of it."""
    state: PaceState
    alarm: bool
    level_days: int
    """How many days the level rests on."""

    @property
    def gap(self) -> Decimal:
        """Forecast minus budget: what it will be over (above 0) or left over."""
        return self.forecast - self.budget

    @property
    def gap_share(self) -> float:
        return float(self.gap / self.budget)

    @property
    def ratio(self) -> float | None:
        """Spent over fair share: 1.2 is 20 % ahead. None before any share has fallen due."""
        return figures.ratio(self.spent, self.fair_share)


def pace(
    spend: Daily, budget: Decimal | None, cycle: Period, through: date, changed: date | None = None
) -> Pace | Sentence:
    """The pace of `budget` over `cycle`, with `spend` known through `through` (its older days give level and weekdays),
    or why there is none. `changed`: the first day of the budget as it is now, if it was another before."""
    if budget is None or budget <= 0:
        return _NO_BUDGET
    if through < cycle.start:
        return _NOT_BEGUN
    known = (min(through, spend.last) - spend.first).days + 1
    if known < DAYS_OF_WEEK:
        return _short(max(known, 0))
    now = _at(spend, budget, cycle, min(through, cycle.end), changed)
    if now.state is PaceState.ON or abs(now.gap) < max(LEAST_MONEY, LEAST_SHARE * budget):
        return now
    if now.state is PaceState.SPENT_OUT:
        return replace(now, alarm=True)
    before = _at(spend, budget, cycle, now.through - timedelta(days=1), changed)
    passed = (now.through - cycle.start).days + 1
    return replace(now, alarm=passed >= EARLIEST_DAY and before.state is now.state)


def band(elapsed: float) -> float:
    """Half the width of what is normal when this share of the cycle has passed."""
    return BAND_AT_START - (BAND_AT_START - BAND_AT_END) * elapsed


def target_line(amount: Decimal, cycle: Period, weights: Weights) -> list[Decimal]:
    """How much of `amount` has fallen due at the end of each day of `cycle`, by weekday; the last is all of it. Days
    that all weigh nothing share it evenly."""
    shares = [weights[day.weekday()] for day in cycle]
    if sum(shares) <= 0:
        shares = [1.0] * len(shares)
    whole = sum(shares)
    due = [figures.rounded(amount * Decimal(repr(so_far / whole)), 2) for so_far in accumulate(shares)]
    return [*due[:-1], amount]


def pace_sentence(found: Pace, currency: str) -> Sentence:
    """The forecast in words, with what is normal at this point and whether anything needs doing."""
    return Sentence(_said(found, currency, "en"), _said(found, currency, "fi"))


def _at(spend: Daily, budget: Decimal, cycle: Period, through: date, changed: date | None) -> Pace:
    weights = weekday_weights(spend, through + timedelta(days=1))
    spent = sum((_cents(spend.on(day)) for day in cycle if day <= through), Decimal(0))
    left = [day for day in cycle if day > through]
    days = _level_days(spend, through, changed, weights)
    level = spend.total(days) / exposure(weights, days) if exposure(weights, days) > 0 else 0.0
    forecast = spent + _cents(level * exposure(weights, left))
    passed = cycle.days - len(left)
    width = band(passed / cycle.days)
    return Pace(
        through=through,
        cycle=cycle,
        budget=budget,
        spent=spent,
        fair_share=target_line(budget, cycle, weights)[passed - 1] if passed > 0 else Decimal(0),
        forecast=forecast,
        per_day=_cents(level),
        needed_per_day=figures.rounded(max(budget - spent, Decimal(0)) / len(left), 2) if left else None,
        days_left=len(left),
        band=width,
        state=_state(spent, forecast, budget, width, left),
        alarm=False,
        level_days=len(days),
    )


def _level_days(spend: Daily, through: date, changed: date | None, weights: Weights) -> list[date]:
    """The last seven days with data, or those since the budget changed when they can carry a level."""
    days = [through - timedelta(days=back) for back in reversed(range(DAYS_OF_WEEK))]
    week = [day for day in days if spend.on(day) == spend.on(day)]
    since = [day for day in week if changed is None or day >= changed]
    return since if len(since) >= DAYS_AFTER_CHANGE and exposure(weights, since) > 0 else week


def _state(spent: Decimal, forecast: Decimal, budget: Decimal, width: float, left: Sequence[date]) -> PaceState:
    if spent >= budget and left:
        return PaceState.SPENT_OUT
    share = float((forecast - budget) / budget)
    if abs(share) <= width:
        return PaceState.ON
    return PaceState.OVER if share > 0 else PaceState.UNDER


def _cents(amount: float) -> Decimal:
    return figures.rounded(amount, 2) if amount == amount else Decimal(0)


def _said(found: Pace, currency: str, language: str) -> str:
    shown = {
        "forecast": figures.money(found.forecast, currency, language),
        "budget": figures.money(found.budget, currency, language),
        "spent": figures.money(found.spent, currency, language),
        "gap": figures.number(100 * found.gap_share, language, signed=True) + f"{figures.SPACE}%",
        "band": figures.number(100 * found.band, language) + f"{figures.SPACE}%",
        "day": figures.money(found.needed_per_day, currency, language),
    }
    outside = found.state in (PaceState.OVER, PaceState.UNDER)
    words = _OUTSIDE if outside and not found.alarm else _WORDS[found.state]
    return words.said_in(language).format(**shown)


_WORDS = {
    PaceState.ON: Sentence(
        "Forecast for the whole period {forecast} of {budget} ({gap}). At this point ±{band} is normal: nothing to do.",
        "Ennuste koko jaksolle {forecast} / {budget} ({gap}). Tässä vaiheessa ±{band} on normaalia: ei toimenpiteitä.",
    ),
    PaceState.OVER: Sentence(
        "Forecast for the whole period {forecast} of {budget} ({gap}), more than the ±{band} that is normal at this"
        " point. To keep to the budget, {day} a day from now on.",
        "Ennuste koko jaksolle {forecast} / {budget} ({gap}), enemmän kuin tässä vaiheessa normaali ±{band}. Budjetissa"
        " pysytään, kun jatkossa kuluu {day} päivässä.",
    ),
    PaceState.UNDER: Sentence(
        "Forecast for the whole period {forecast} of {budget} ({gap}), less than the ±{band} that is normal at this"
        " point. To use the budget, {day} a day from now on.",
        "Ennuste koko jaksolle {forecast} / {budget} ({gap}), vähemmän kuin tässä vaiheessa normaali ±{band}. Budjetti"
        " tulee käyttöön, kun jatkossa kuluu {day} päivässä.",
    ),
    PaceState.SPENT_OUT: Sentence(
        "The budget is used up: {spent} of {budget}. Forecast for the whole period {forecast} ({gap}).",
        "Budjetti on käytetty: {spent} / {budget}. Ennuste koko jaksolle {forecast} ({gap}).",
    ),
}


_OUTSIDE = Sentence(
    "Forecast for the whole period {forecast} of {budget} ({gap}), outside the ±{band} that is normal at this point. It"
    " is too early or too little to act on.",
    "Ennuste koko jaksolle {forecast} / {budget} ({gap}), ohi tässä vaiheessa normaalin ±{band}. Toimenpiteisiin on"
    " liian aikaista tai ero on liian pieni.",
)


def _short(known: int) -> Sentence:
    return Sentence(
        f"A forecast needs {DAYS_OF_WEEK} days of spend; there are {known}.",
        f"Ennuste tarvitsee kulut {DAYS_OF_WEEK} päivältä; nyt niitä on {known}.",
    )


_NO_BUDGET = Sentence(
    "No budget is set for this period. Set one to follow its pace.",
    "Tälle jaksolle ei ole budjettia. Aseta se, niin tahtia voi seurata.",
)
_NOT_BEGUN = Sentence(
    "The period has not begun, so there is nothing to pace yet.",
    "Jakso ei ole vielä alkanut, joten seurattavaa ei ole.",
)
