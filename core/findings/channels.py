"""A channel that has left its usual share of the money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from core.findings.balance import MONEY_COLUMNS
from core.findings.facts import Facts
from core.findings.finding import Act, Chart, Column, Finding, Kind, NotShown, Point, Unit, table
from core.findings.frame import NO_EARLIER, NOT_COVERED, usable
from core.findings.words import cents, channel, count, points, share, told
from core.measure.balance import ENOUGH_MONEY, effective_number
from core.model import Period, Sentence

CHANNEL_MOVED = 0.15
"""A channel's share of the money against the three sprints before, in points: below this it is the usual to and fro."""
SPRINTS_BACK = 3


def channel_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Channels whose share of the money has left its usual place: the reviewed sprint against the three before."""
    period = facts.reviewed
    earlier = [s.period for s in facts.sprints if period and s.period.end < period.start][-SPRINTS_BACK:]
    if period is None or not earlier:
        yield NotShown(Kind.CHANNEL_SKEW, NO_EARLIER)
        return
    whole = Period(earlier[0].start, period.end)
    if len(facts.currencies(whole)) > 1:
        yield NotShown(Kind.CHANNEL_SKEW, _CURRENCIES)
        return
    if not usable(facts, period, earlier):
        yield NotShown(Kind.CHANNEL_SKEW, NOT_COVERED)
        return
    now, before = _by_channel(facts, [period]), _by_channel(facts, earlier)
    total, old = sum(now.values()), sum(before.values())
    if min(total, old) < float(ENOUGH_MONEY) or len({*now, *before}) < 2:
        yield NotShown(Kind.CHANNEL_SKEW, _LITTLE_MONEY)
        return
    gaps = {key: now.get(key, 0.0) / total - before.get(key, 0.0) / old for key in sorted({*now, *before})}
    over = max(gaps, key=lambda key: gaps[key])
    if gaps[over] >= CHANNEL_MOVED / 2:
        yield _skewed(facts, period, earlier, now, before, gaps, over)
    else:
        yield NotShown(Kind.CHANNEL_SKEW, _AS_USUAL)


def _by_channel(facts: Facts, periods: Sequence[Period]) -> dict[str, float]:
    sums: dict[str, float] = {}
    spend = facts.spend
    for i, line in enumerate(facts.lines):
        spent = sum(float(spend[i, facts.columns(period)].sum()) for period in periods)
        if spent > 0:
            sums[line.channel] = sums.get(line.channel, 0.0) + spent
    return sums


def _skewed(
    facts: Facts,
    period: Period,
    earlier: Sequence[Period],
    now: dict[str, float],
    before: dict[str, float],
    gaps: dict[str, float],
    over: str,
) -> Finding:
    total, old = sum(now.values()), sum(before.values())
    ordered = sorted(gaps, key=lambda key: (-now.get(key, 0.0), key))
    effective = effective_number({key: Decimal(repr(value)) for key, value in now.items()})
    rows = [
        (channel(k), cents(now.get(k, 0.0)), now.get(k, 0.0) / total, before.get(k, 0.0) / old, gaps[k])
        for k in ordered
    ]
    columns = (
        Column("channel", Sentence("Channel", "Kanava")),
        MONEY_COLUMNS[1],
        MONEY_COLUMNS[2],
        Column("usual", Sentence("Usually", "Yleensä"), Unit.SHARE),
        MONEY_COLUMNS[4],
    )
    return Finding(
        kind=Kind.CHANNEL_SKEW,
        direction="over",
        channel=over,
        sentence=told(
            "{channel} took {now} of the money; in the {n} sprints before it was {before}. In practice the money is in"
            " {effective} channels.",
            "{channel} vei rahasta {now}, kun {n} edellisessä sprintissä osuus oli {before}. Käytännössä raha on"
            " {effective} kanavassa.",
            channel=channel(over),
            now=share(now.get(over, 0.0) / total),
            before=share(before.get(over, 0.0) / old),
            n=count(len(earlier)),
            effective=count(effective, 1),
        ),
        evidence=table(columns, rows),
        chart=Chart(
            shape="bars",
            title=Sentence("Share of the money by channel", "Osuus rahasta kanavittain"),
            unit=Unit.SHARE,
            points=tuple(
                Point(channel(k), now.get(k, 0.0) / total, before.get(k, 0.0) / old, marked=k == over) for k in ordered
            ),
            reference=Sentence("usually", "yleensä"),
        ),
        lever=told(
            "Say whether {channel} is meant to carry this much; if not, spread the money as before.",
            "Todetkaa, onko tarkoitus, että {channel} kantaa näin paljon; jos ei, jakakaa raha kuten ennen.",
            channel=channel(over),
        ),
        goes_away=told(
            "It goes away when the share is within {near} of its usual one.",
            "Havainto poistuu, kun osuus on enintään {near} päässä tavallisesta.",
            near=points(Fraction(CHANNEL_MOVED) / 2),
        ),
        proposal=told("Agree on the share of {channel}", "Sovi kanavan {channel} osuus", channel=channel(over)),
        key=f"{Kind.CHANNEL_SKEW}/{over}",
        cause="balance",
        rule="share of the money moved by 15 points against three sprints",
        period=facts.passed(period),
        eur=cents(gaps[over] * total),
        currency=facts.currency,
        strength=gaps[over] / CHANNEL_MOVED,
        act=Act.CLIENT,
    )


_CURRENCIES = Sentence(
    "The money of these sprints is in several currencies without a rate, so it cannot be compared.",
    "Näiden sprinttien rahat ovat useassa valuutassa ilman kurssia, joten niitä ei voi verrata.",
)
_AS_USUAL = Sentence("The money lies across the channels as it usually does.", "Raha jakautuu kanaviin kuten yleensä.")
_LITTLE_MONEY = Sentence(
    "Too little money, or only one channel: there is no mix to compare.",
    "Rahaa on liian vähän tai kanavia vain yksi: vertailtavaa jakaumaa ei ole.",
)
