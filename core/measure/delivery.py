"""Six faults of delivery that have a name, each a pure rule with its sentence beside it. Limits are our own.

They are told from money and days alone, so they hold whatever the platform says about itself; the sixth is the
platform's own word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from core import figures
from core.measure.platform_status import Delivery
from core.model import Period, Sentence

QUIET_DAYS = 3
"""Full days without money before a plan is called stopped: a weekend alone must not do."""
SURE_OF_NONE = Decimal(3)
"""No conversion for three times the price of one: chance alone does that to one campaign in twenty (e⁻³)."""
LEAST_MONEY = Decimal(100)
UNPLANNED = Decimal("0.02")
"""Part of the plan below which money outside it is not worth a word."""


class FaultKind(StrEnum):
    PAUSED_WITH_BUDGET = "paused_with_budget"
    STALE_DATA = "stale_data"
    SPEND_WITHOUT_CONVERSIONS = "spend_without_conversions"
    SPENT_OUT = "spent_out"
    SPEND_OUTSIDE_PLAN = "spend_outside_plan"
    HELD_BACK = "held_back"


@dataclass(frozen=True, slots=True)
class Fault:
    """One named fault about one thing (a campaign, a budget, an account). `money` is what it is about, None where no
    sum of money is. `since` is the first day of it, None when that is not known."""

    kind: FaultKind
    about: str
    sentence: Sentence
    money: Decimal | None = None
    since: date | None = None


def paused_with_budget(
    name: Sentence,
    *,
    cycle: Period,
    planned: Decimal,
    spent: Decimal,
    last_spend: date | None,
    known_to: date,
    currency: str,
) -> Fault | None:
    """Money is planned, left and not moving: no spend on the last three known days of a cycle that is still on."""
    idle = last_spend + timedelta(days=1) if last_spend else cycle.start
    since = max(cycle.start, idle)
    quiet = (known_to - since).days + 1
    left = planned - spent
    if left <= 0 or quiet < QUIET_DAYS or not cycle.start <= known_to < cycle.end:
        return None
    return Fault(
        FaultKind.PAUSED_WITH_BUDGET,
        name.en,
        Sentence(
            f"{name.en} has {figures.money(left, currency, 'en')} of its budget left and has spent nothing for {quiet} "
            f"days. Start it again, or move the money.",
            f"{name.fi}: budjettia on jäljellä {figures.money(left, currency, 'fi')}, eikä mitään ole kulunut {quiet} "
            f"päivään. Käynnistä se uudelleen tai siirrä raha.",
        ),
        money=left,
        since=since,
    )  # fmt: skip


def stale_data(name: str, *, last_day: date, days_behind: int, limit: int) -> Fault | None:
    """The account's files end longer ago than `limit` days: nothing can be said of it since."""
    if days_behind <= limit:
        return None
    return Fault(
        FaultKind.STALE_DATA,
        name,
        Sentence(
            f"{name}: the data ends on {figures.day(last_day, 'en')}, {days_behind} days behind. Import the newest "
            f"export.",
            f"{name}: data päättyy {figures.day(last_day, 'fi')} ja on {days_behind} päivää jäljessä. Tuo uusi vienti.",
        ),
        since=last_day,
    )


def spend_without_conversions(
    name: str, *, period: Period, spent: Decimal, conversions: float, cost_each: Decimal | None, currency: str
) -> Fault | None:
    """A campaign that is there for conversions took three times what one costs the client and brought none.
    `cost_each` is the client's own cost per conversion, None when there is none to go by."""
    if conversions > 0 or cost_each is None or spent < max(LEAST_MONEY, SURE_OF_NONE * cost_each):
        return None
    return Fault(
        FaultKind.SPEND_WITHOUT_CONVERSIONS,
        name,
        Sentence(
            f"{name} took {figures.money(spent, currency, 'en')} in {figures.period(period, 'en')} without a "
            f"conversion; one usually costs {figures.money(cost_each, currency, 'en')}. Check its tracking and landing "
            f"page.",
            f"{name}: {figures.money(spent, currency, 'fi')} ajalla {figures.period(period, 'fi')} ilman yhtään "
            f"konversiota; yksi maksaa yleensä {figures.money(cost_each, currency, 'fi')}. Tarkista seuranta ja "
            f"laskeutumissivu.",
        ),
        money=spent,
        since=period.start,
    )


def spent_out(
    name: Sentence, *, cycle: Period, planned: Decimal, spent: Decimal, known_to: date, currency: str
) -> Fault | None:
    """The budget is used up before its cycle is over."""
    days_left = (cycle.end - known_to).days
    if planned <= 0 or spent < planned or days_left < 1 or known_to < cycle.start:
        return None
    return Fault(
        FaultKind.SPENT_OUT,
        name.en,
        Sentence(
            f"{name.en}: the budget of {figures.money(planned, currency, 'en')} is used up "
            f"({figures.money(spent, currency, 'en')}) and {days_left} days are left. Stop it, or agree on more.",
            f"{name.fi}: budjetti {figures.money(planned, currency, 'fi')} on käytetty "
            f"({figures.money(spent, currency, 'fi')}) ja päiviä on jäljellä {days_left}. Pysäytä tai sovi lisää.",
        ),
        money=spent - planned,
    )


def spend_outside_plan(names: tuple[str, ...], *, spent: Decimal, planned: Decimal, currency: str) -> Fault | None:
    """Campaigns that no line of the plan covers took money. `planned` is the whole plan of the period."""
    if not names or planned <= 0 or spent < max(LEAST_MONEY, UNPLANNED * planned):
        return None
    listed = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return Fault(
        FaultKind.SPEND_OUTSIDE_PLAN,
        listed,
        Sentence(
            f"{figures.money(spent, currency, 'en')} went to campaigns that no budget covers: {listed}. Plan for them, "
            f"or stop them.",
            f"{figures.money(spent, currency, 'fi')} meni kampanjoihin, joille ei ole budjettia: {listed}. Suunnittele "
            f"niille budjetti tai pysäytä ne.",
        ),
        money=spent,
    )


_HELD: dict[Delivery, tuple[str, str]] = {
    Delivery.REJECTED: ("was refused by the platform", "alusta on hylännyt"),
    Delivery.NOT_DELIVERING: ("is switched on but not shown", "on päällä, mutta sitä ei näytetä"),
    Delivery.LIMITED: ("is held back by the platform", "alusta rajoittaa näyttämistä"),
}


def held_back(name: str, *, found: Delivery, said: str, on: date | None) -> Fault | None:
    """The platform says that it refuses, holds back or does not show something that is meant to run. `said` is its own
    word, verbatim, of the day `on`."""
    if found not in _HELD:
        return None
    en, fi = _HELD[found]
    when_en = f", {figures.day(on, 'en')}" if on else ""
    when_fi = f", {figures.day(on, 'fi')}" if on else ""
    return Fault(
        FaultKind.HELD_BACK,
        name,
        Sentence(f"{name} {en} (“{said}”{when_en}).", f"{name}: {fi} (”{said}”{when_fi})."),
        since=on,
    )
