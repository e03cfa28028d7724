"""Whether more and more carts are left behind, week by week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from core.findings.facts import CartWeek, Facts
from core.findings.finding import Chart, Column, Finding, Kind, NotShown, Point, Unit, table
from core.findings.words import cents
from core.measure.carts import WEEKS, WORTH, CartTrend, cart_trend, carts_sentence
from core.model import Period, Sentence, Stage


def cart_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Of each source that counts carts and orders; the weeks are full ISO weeks."""
    if not facts.carts:
        yield NotShown(Kind.CARTS_ABANDONED_UP, _NOT_COUNTED)
    for source, weeks in facts.carts.items():
        known = [week for week in weeks if week.monday + timedelta(days=7) <= facts.today]
        found = cart_trend([(week.started, week.started - week.ordered) for week in known])
        if isinstance(found, Sentence):
            yield NotShown(Kind.CARTS_ABANDONED_UP, found)
        elif found.grows:
            yield _finding(facts, source, known[-WEEKS:], found)
        else:
            yield NotShown(Kind.CARTS_ABANDONED_UP, _STEADY)


def _finding(facts: Facts, source: str, weeks: Sequence[CartWeek], found: CartTrend) -> Finding:
    rows = [(w.monday, w.started, w.ordered, 1 - w.ordered / w.started if w.started else None) for w in weeks]
    return Finding(
        kind=Kind.CARTS_ABANDONED_UP,
        direction="up",
        stage=Stage.CONVERT,
        channel=source,
        sentence=carts_sentence(found),
        evidence=table(
            (
                Column("week", Sentence("Week of", "Viikko alkaen"), Unit.DAY),
                Column("started", Sentence("Carts", "Korit"), Unit.COUNT),
                Column("ordered", Sentence("Orders", "Tilaukset"), Unit.COUNT),
                Column("abandoned", Sentence("Left behind", "Hylätty"), Unit.SHARE),
            ),
            rows,
        ),
        chart=Chart(
            "days",
            Sentence("Share of carts left behind", "Hylättyjen korien osuus"),
            Unit.SHARE,
            tuple(Point(monday, share) for monday, _, _, share in rows),
        ),
        lever=Sentence(
            "Go through the checkout on a phone: delivery cost, payment, a broken step; then remind those who left.",
            "Käy kassa läpi puhelimella: toimituskulut, maksutavat, rikkinäinen vaihe; muistuta sitten poistuneita.",
        ),
        goes_away=Sentence(
            "It goes away when the share no longer grows over ten weeks.",
            "Havainto poistuu, kun osuus ei enää kasva kymmenen viikon aikana.",
        ),
        proposal=Sentence("Go through the checkout: carts are left behind", "Käy kassa läpi: koreja hylätään"),
        key=f"{Kind.CARTS_ABANDONED_UP}/{source}",
        cause="carts",
        rule="Mann-Kendall p < .01 over ten weeks and ≥ 25 % more",
        period=Period(weeks[0].monday, weeks[-1].monday + timedelta(days=6)),
        eur=_worth(facts, weeks, found),
        currency=facts.currency,
        strength=found.relative / WORTH,
    )


def _worth(facts: Facts, weeks: Sequence[CartWeek], found: CartTrend) -> Decimal | None:
    """The orders that four weeks of carts lose to the growth, at the value of a conversion; None without a value."""
    value, outcomes = float(facts.days.value.sum()), float(facts.days.conversions.sum())
    if value <= 0 or outcomes <= 0:
        return None
    started = sum(week.started for week in weeks[-4:])
    return cents(started * (found.last - found.first) * value / outcomes)


_NOT_COUNTED = Sentence(
    "No source counts both carts and orders by day.",
    "Mikään lähde ei laske sekä ostoskoreja että tilauksia päivittäin.",
)
_STEADY = Sentence("The share of carts left behind does not grow.", "Hylättyjen korien osuus ei kasva.")
