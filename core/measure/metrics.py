"""The numbers a target can be set for: what each is made of, in which unit it is said and in which stage it belongs.

Rates are a sum divided by a sum, never a mean of rates. The platforms' conversions and the analytics property's key
events are two claims about the same people and are never added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core import figures
from core.model import Claim, Sentence, Stage


class Unit(StrEnum):
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Metric:
    """`over` is what is divided by; empty for a number that adds up. `times` multiplies the quotient (1000 for a price
    per thousand). `home` is the stage it is shown under, empty for one that belongs to all of them."""

    metric_id: str
    name: Sentence
    home: str
    unit: Unit
    claim: Claim
    part: str
    over: str = ""
    times: int = 1
    lower_is_better: bool = False

    @property
    def adds_up(self) -> bool:
        return not self.over

    @property
    def needs_maturity(self) -> bool:
        """Whether late conversions still change it, so that its newest days are left out."""
        return bool({self.part, self.over} & LATE)

    @property
    def by_stage(self) -> bool:
        """Whether it can be told for the campaigns of one stage: analytics does not know campaigns' stages."""
        return self.claim is Claim.PLATFORM

    def of(self, sums: Mapping[str, Decimal | int | None]) -> Decimal | None:
        """The metric from sums by measure. None where a part was never said or the divisor is 0."""
        part = sums.get(self.part)
        if part is None or self.adds_up:
            return None if part is None else Decimal(part)
        over = sums.get(self.over)
        return Decimal(part) * self.times / Decimal(over) if over else None

    def shown(self, value: Decimal | None, currency: str, language: str) -> str:
        """The number as a person reads it."""
        match self.unit:
            case Unit.MONEY:
                return figures.money(value, currency, language)
            case Unit.PERCENT:
                small = value is not None and abs(value) < 0.1
                return figures.percent(value, language, 1 if small else 0)
            case Unit.TIMES:
                return figures.number(value, language, 1)
            case _:
                small = value is not None and abs(value) < 10 and value != int(value)
                return figures.number(value, language, 1 if small else 0)


LATE = frozenset({"conversions", "value", "leads"})
"""Measures that platforms still add to days after the click."""

_PAID, _SITE = Claim.PLATFORM, Claim.ANALYTICS
_REACH, _ACT, _CONVERT = Stage.REACH.value, Stage.ACT.value, Stage.CONVERT.value

METRICS: dict[str, Metric] = {
    metric.metric_id: metric
    for metric in (
        Metric("spend", Sentence("Media spend", "Mediakulu"), "", Unit.MONEY, _PAID, "spend"),
        Metric("impressions", Sentence("Impressions", "Näyttökerrat"), _REACH, Unit.COUNT, _PAID, "impressions"),
        Metric("clicks", Sentence("Clicks", "Klikkaukset"), _REACH, Unit.COUNT, _PAID, "clicks"),
        Metric("ctr", Sentence("Click-through rate", "Klikkausprosentti"), _REACH, Unit.PERCENT, _PAID, "clicks",
               "impressions"),
        Metric("cpc", Sentence("Cost per click", "Klikkihinta"), _REACH, Unit.MONEY, _PAID, "spend", "clicks",
               lower_is_better=True),
        Metric("cpm", Sentence("Cost per thousand impressions", "Tuhannen näyttökerran hinta"), _REACH, Unit.MONEY,
               _PAID, "spend", "impressions", times=1000, lower_is_better=True),
        Metric("sessions", Sentence("Sessions", "Istunnot"), _REACH, Unit.COUNT, _SITE, "sessions"),
        Metric("engaged_sessions", Sentence("Engaged sessions", "Sitoutuneet istunnot"), _ACT, Unit.COUNT, _SITE,
               "engaged_sessions"),
        Metric("engagement_rate", Sentence("Engagement rate", "Sitoutumisaste"), _ACT, Unit.PERCENT, _SITE,
               "engaged_sessions", "sessions"),
        Metric("leads", Sentence("Leads from the platforms", "Alustojen liidit"), _ACT, Unit.COUNT, _PAID, "leads"),
        Metric("key_events", Sentence("Key events", "Avaintapahtumat"), _CONVERT, Unit.COUNT, _SITE, "key_events"),
        Metric("conversions", Sentence("Conversions", "Konversiot"), _CONVERT, Unit.COUNT, _PAID, "conversions"),
        Metric("conversion_rate", Sentence("Conversion rate", "Konversioprosentti"), _CONVERT,
               Unit.PERCENT, _PAID, "conversions", "clicks"),
        Metric("cpa", Sentence("Cost per conversion", "Konversion hinta"), _CONVERT, Unit.MONEY, _PAID, "spend",
               "conversions", lower_is_better=True),
        Metric("value", Sentence("Conversion value", "Konversioiden arvo"), _CONVERT, Unit.MONEY, _PAID, "value"),
        Metric("roas", Sentence("Return on ad spend", "Mainonnan tuotto (ROAS)"), _CONVERT, Unit.TIMES, _PAID, "value",
               "spend"),
    )
}  # fmt: skip
