"""Where the money lies against what was agreed: too much or too little in a stage, none at all, a channel out of its
usual share. Money needs no test of significance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np

from core.findings.facts import MICRO, Facts, Floats
from core.findings.finding import (
    Act,
    Chart,
    Column,
    Evidence,
    Finding,
    Kind,
    Named,
    NotShown,
    Point,
    Unit,
    Value,
    table,
)
from core.findings.frame import usable
from core.findings.words import cents, channel, count, day, joined, money, names, points, share, stage, told
from core.measure.balance import (
    ENOUGH_MONEY,
    STAGES,
    StageBalance,
    comparable,
    effective_number,
    missing_stages,
    stage_balance,
)
from core.model import BUCKETS, Period, Sentence, TargetRow

CHANNEL_MOVED = 0.15
"""A channel's share of the money against the three sprints before, in points: below this it is the usual to and fro."""
SPRINTS_BACK = 3
LARGEST = 3

_STAGE = Column("stage", Sentence("Stage", "Vaihe"))
_COLUMNS = (
    _STAGE,
    Column("spend", Sentence("Spend", "Kulu"), Unit.MONEY),
    Column("share", Sentence("Share", "Osuus"), Unit.SHARE),
    Column("agreed", Sentence("Agreed", "Sovittu"), Unit.SHARE),
    Column("gap", Sentence("Difference", "Ero"), Unit.POINTS, signed=True),
)


@dataclass(frozen=True, slots=True)
class _Mix:
    """The money of the reviewed sprint, compared."""

    period: Period
    target: TargetRow
    amounts: dict[str, Decimal]
    balance: StageBalance


def stage_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Stages with more or less of the money than agreed. They are one story: the stage furthest off tells it."""
    mix = _mix(facts)
    if isinstance(mix, Sentence):
        yield from (NotShown(kind, mix) for kind in (Kind.STAGE_OVER, Kind.STAGE_UNDER))
        return
    for key in STAGES:
        gap = mix.balance.gaps[key]
        opens = max(0.05, 0.25 * mix.balance.target[key])
        if abs(gap) >= opens / 2:
            yield _off(facts, mix, key, abs(gap) / opens)


def move_towards(facts: Facts, key: str) -> Decimal | None:
    """How much a stage lacks of its agreed share in the reviewed sprint; None when nothing, or when it cannot be
    said."""
    mix = _mix(facts)
    if isinstance(mix, Sentence) or mix.balance.gaps[key] >= 0:
        return None
    return cents(-mix.balance.gaps[key] * float(mix.balance.staged))


def _mix(facts: Facts) -> _Mix | Sentence:
    period = facts.reviewed
    if period is None:
        return _NO_SPRINT
    if not usable(facts, period, ()):
        return _NOT_COVERED
    columns = facts.columns(period)
    amounts = {b: Decimal(int(m[columns].sum())).scaleb(-6) for b, m in facts.stage_money.items()}
    staged = sum((amounts[s] for s in STAGES), Decimal(0))
    target = facts.target_on(min(period.end, facts.yesterday))
    why = comparable(
        staged=staged,
        total=sum(amounts.values(), Decimal(0)),
        target=target.shares if target else None,
        currencies=set(facts.currencies(period)),
        open_days_passed=(facts.today - period.start).days if period.end >= facts.today else None,
    )
    if why is not None or target is None:
        return why or _NO_SPRINT
    return _Mix(period, target, amounts, stage_balance(amounts, target.shares))


def _off(facts: Facts, mix: _Mix, key: str, strength: float) -> Finding:
    gap = mix.balance.gaps[key]
    over = gap > 0
    amount = cents(abs(gap) * float(mix.balance.staged))
    other = _other_side(mix.balance, over)
    moved = min(amount, cents(abs(mix.balance.gaps[other]) * float(mix.balance.staged)))
    lines = _largest_lines(facts, key, mix.period)
    kind = Kind.STAGE_OVER if over else Kind.STAGE_UNDER
    giver, taker = (key, other) if over else (other, key)
    return Finding(
        kind=kind,
        direction="over" if over else "under",
        stage=key,
        entities=tuple(lines),
        sentence=_sentence(facts, mix, key, amount, [line.name for line in lines] if over else []),
        evidence=_evidence(mix),
        chart=_chart(mix, key),
        lever=told(
            "Move about {moved} from {giver} to {taker}, so that the money lies as agreed.",
            "Siirrä noin {moved} vaiheesta {giver} vaiheeseen {taker}, niin raha jakautuu kuten sovittiin.",
            moved=money(moved, facts.currency),
            giver=stage(giver),
            taker=stage(taker),
        ),
        goes_away=told(
            "It goes away when {stage} is within {near} of the agreed share in two weekly looks in a row, or when the"
            " client agrees on another mix.",
            "Havainto poistuu, kun {stage} on kahdella viikolla peräkkäin enintään {near} päässä sovitusta osuudesta"
            " tai kun asiakkaan kanssa sovitaan uusi jakauma.",
            stage=stage(key),
            near=points(Fraction(max(0.05, 0.25 * mix.balance.target[key])) / 2),
        ),
        proposal=told(
            "Move {moved} from {giver} to {taker}",
            "Siirrä {moved}: {giver} → {taker}",
            moved=money(moved, facts.currency),
            giver=stage(giver),
            taker=stage(taker),
        ),
        key=f"{kind}/{key}",
        cause="balance" if mix.balance.actual[key] else f"missing/{key}",
        rule="agreed share ± max(5 points, 25 %)",
        period=mix.period,
        eur=amount,
        currency=facts.currency,
        strength=strength,
        act=Act.CLIENT,
    )


def _other_side(balance: StageBalance, over: bool) -> str:
    """The stage that is most under (when one is over), or most over."""
    return (min if over else max)(STAGES, key=lambda s: balance.gaps[s])


def _sentence(facts: Facts, mix: _Mix, key: str, amount: Decimal, largest: list[str]) -> Sentence:
    over = mix.balance.gaps[key] > 0
    first = told(
        "{stage} took {actual} of the money, and {target} was agreed: {amount} {more}.",
        "{stage} vei rahasta {actual}, kun sovittiin {target}: {amount} {more}.",
        stage=stage(key),
        actual=share(mix.balance.actual[key]),
        target=share(mix.balance.target[key]),
        amount=money(amount, facts.currency),
        more=Sentence("more than planned", "suunniteltua enemmän")
        if over
        else Sentence("less than planned", "suunniteltua vähemmän"),
    )
    if not largest:
        return first
    return joined(
        first,
        told("Most of it is in {names}.", "Eniten rahaa on kampanjoissa {names}.", names=names(largest))
        if len(largest) > 1
        else told("Most of it is in {names}.", "Eniten rahaa on kampanjassa {names}.", names=names(largest)),
    )


def _largest_lines(facts: Facts, key: str, period: Period) -> list[Named]:
    spent = facts.spend[:, facts.columns(period)].sum(axis=1)
    own = [i for i, line in enumerate(facts.lines) if line.stage == key and spent[i] > 0]
    own.sort(key=lambda i: (-spent[i], facts.lines[i].key))
    return [Named(facts.lines[i].key, facts.lines[i].name) for i in own[:LARGEST]]


def _evidence(mix: _Mix) -> Evidence:
    balance = mix.balance
    rows: list[tuple[Value, ...]] = [
        (stage(s), mix.amounts[s], balance.actual[s], balance.target[s], balance.gaps[s]) for s in STAGES
    ]
    outside = sum((mix.amounts[b] for b in BUCKETS if b not in STAGES), Decimal(0))
    note = told(
        "Shares are of the money that has a stage. Agreed mix in force from {day}.",
        "Osuudet ovat siitä rahasta, jolla on vaihe. Sovittu jakauma on voimassa {day} alkaen.",
        day=day(mix.target.valid_from, year=True),
    )
    if outside:
        rows.append((_OUTSIDE, outside, None, None, None))
    return table(_COLUMNS, rows, note)


def _chart(mix: _Mix, key: str) -> Chart:
    return Chart(
        shape="bars",
        title=Sentence("Share of the money by stage", "Osuus rahasta vaiheittain"),
        unit=Unit.SHARE,
        points=tuple(
            Point(stage(s), mix.balance.actual[s], reference=mix.balance.target[s], marked=s == key) for s in STAGES
        ),
        reference=Sentence("agreed", "sovittu"),
    )


def missing_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Stages with a target and no money for a week, while the client as a whole spends."""
    known = facts.known_to
    target = facts.target_on(facts.yesterday)
    if target is None or known is None:
        why = _NO_TARGET if target is None else _NO_MONEY
        yield NotShown(Kind.STAGE_MISSING, why)
        return
    width = max(0, (known - facts.first).days + 1)
    last = {
        bucket: facts.day(int(np.flatnonzero(spent[:width])[-1]))
        for bucket, spent in facts.stage_days.items()
        if spent[:width].any()
    }
    missing = missing_stages(last, target.shares, known, facts.first)
    for key in missing:
        yield _missing(facts, target, key, last.get(key), known)
    if not missing:
        yield NotShown(Kind.STAGE_MISSING, _NONE_MISSING)


def _missing(facts: Facts, target: TargetRow, key: str, last: date | None, known: date) -> Finding:
    agreed = float(target.shares[key])
    period = facts.reviewed or Period(facts.first, known)
    columns = facts.columns(period)
    staged = sum(int(facts.stage_money[s][columns].sum()) for s in STAGES) / MICRO
    since = last + timedelta(days=1) if last else None
    silent = (known - last).days if last else (known - facts.first).days + 1
    first = told(
        "No money has gone to {stage} for {days} days, and {share} of it was agreed.",
        "Vaiheeseen {stage} ei ole mennyt rahaa {days} päivään, vaikka sille sovittiin {share}.",
        stage=stage(key),
        days=count(silent),
        share=share(agreed),
    )
    never = told(
        "No money has gone to {stage} in all the days known, and {share} of it was agreed.",
        "Vaiheeseen {stage} ei ole mennyt rahaa yhtenäkään tunnettuna päivänä, vaikka sille sovittiin {share}.",
        stage=stage(key),
        share=share(agreed),
    )
    return Finding(
        kind=Kind.STAGE_MISSING,
        direction="under",
        stage=key,
        sentence=first if last else never,
        evidence=table(
            (
                _STAGE,
                Column("agreed", Sentence("Agreed", "Sovittu"), Unit.SHARE),
                Column("last_spend", Sentence("Last day with money", "Viimeinen päivä, jolla rahaa"), Unit.DAY),
                Column("silent", Sentence("Days without", "Päiviä ilman"), Unit.COUNT),
            ),
            [(stage(key), agreed, last, silent)],
        ),
        chart=Chart(
            shape="days",
            title=told("{stage}: spend by day", "{stage}: kulu päivittäin", stage=stage(key)),
            unit=Unit.MONEY,
            points=_last_days(facts, facts.stage_money[key] / MICRO, known),
        ),
        lever=told(
            "Start something in {stage}, or agree that it gets no money for now.",
            "Käynnistä jotakin vaiheessa {stage} tai sopikaa, ettei se saa nyt rahaa.",
            stage=stage(key),
        ),
        goes_away=told(
            "It goes away when {stage} spends again, or its agreed share is 0.",
            "Havainto poistuu, kun vaiheessa {stage} on taas kulua tai sen sovittu osuus on 0.",
            stage=stage(key),
        ),
        proposal=told("Start {stage}", "Käynnistä {stage}", stage=stage(key)),
        key=f"{Kind.STAGE_MISSING}/{key}",
        cause=f"missing/{key}",
        rule="no money for 7 days running while the client spends",
        period=Period(since, known) if since and since <= known else Period(min(facts.first, known), known),
        eur=cents(agreed * staged) if len(facts.currencies(period)) <= 1 else None,
        currency=facts.currency,
        since=since,
        act=Act.CLIENT,
    )


CHART_DAYS = 42


def _last_days(facts: Facts, values: Floats, known: date) -> tuple[Point, ...]:
    end = (known - facts.first).days + 1
    return tuple(Point(facts.day(i), float(values[i])) for i in range(max(0, end - CHART_DAYS), min(end, len(values))))


def channel_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Channels whose share of the money has left its usual place: the reviewed sprint against the three before."""
    period = facts.reviewed
    earlier = [s.period for s in facts.sprints if period and s.period.end < period.start][-SPRINTS_BACK:]
    if period is None or not earlier:
        yield NotShown(Kind.CHANNEL_SKEW, _NO_EARLIER)
        return
    whole = Period(earlier[0].start, period.end)
    if len(facts.currencies(whole)) > 1:
        yield NotShown(Kind.CHANNEL_SKEW, _CURRENCIES)
        return
    if not usable(facts, period, earlier):
        yield NotShown(Kind.CHANNEL_SKEW, _NOT_COVERED)
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
        _COLUMNS[1],
        _COLUMNS[2],
        Column("usual", Sentence("Usually", "Yleensä"), Unit.SHARE),
        _COLUMNS[4],
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
        period=period,
        eur=cents(gaps[over] * total),
        currency=facts.currency,
        strength=gaps[over] / CHANNEL_MOVED,
        act=Act.CLIENT,
    )


_OUTSIDE = Sentence("Without one stage", "Ilman yhtä vaihetta")
_NO_SPRINT = Sentence("There is no sprint to look at yet.", "Tarkasteltavaa sprinttiä ei vielä ole.")
_NO_TARGET = Sentence("No mix is agreed with the client.", "Asiakkaan kanssa ei ole sovittu jakaumaa.")
_NO_MONEY = Sentence(
    "No account with money has fresh data.", "Millään rahaa käyttävällä tilillä ei ole tuoreita tietoja."
)
_NONE_MISSING = Sentence(
    "Every stage with an agreed share has had money this week.",
    "Jokaisella vaiheella, jolle on sovittu osuus, on ollut rahaa tällä viikolla.",
)
_NO_EARLIER = Sentence(
    "There is no earlier sprint to compare the channels with.", "Kanavia ei voi vielä verrata aiempaan sprinttiin."
)
_CURRENCIES = Sentence(
    "The currency changed between the sprints, so the money cannot be compared.",
    "Valuutta vaihtui sprinttien välillä, joten rahoja ei voi verrata.",
)
_NOT_COVERED = Sentence(
    "Not every account's files cover both periods.", "Kaikkien tilien tiedostot eivät kata molempia jaksoja."
)
_AS_USUAL = Sentence("The money lies across the channels as it usually does.", "Raha jakautuu kanaviin kuten yleensä.")
_LITTLE_MONEY = Sentence(
    "Too little money, or only one channel: there is no mix to compare.",
    "Rahaa on liian vähän tai kanavia vain yksi: vertailtavaa jakaumaa ei ole.",
)
