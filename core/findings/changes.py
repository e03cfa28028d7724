"""Conversion rates and costs that changed: each campaign, and all together, against the three sprints before.

Every comparison that is made is handed on with its p, the unremarkable ones too: what may be told of so many is decided
over all of them at once (`core.findings.select`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from core.findings import change_words as w
from core.findings.facts import Facts, Floats
from core.findings.finding import Act, Chart, Column, Finding, Kind, Named, NotShown, Point, Unit, table
from core.findings.frame import Frame, left_out, outcome_frame, series, traffic_frame
from core.findings.measured import (
    Measured,
    Scope,
    costs_compared,
    only_season,
    other_lines,
    rates_compared,
    season_of,
    season_said,
)
from core.findings.outage import dark_days
from core.findings.traffic import PoorVisits, poor_visits
from core.findings.words import Part, cents, change, channel, count, joined, money, names, rate, span, told
from core.measure.change import Change
from core.measure.labels import LIKELY, WORDS
from core.measure.ledger import worth
from core.measure.series import open_days
from core.model import Period, Sentence

SPRINTS = 3
WORTH = 0.10
"""A smaller change of a rate or a cost is not worth a meeting, however sure."""
_RATES = (Kind.RATE_UP, Kind.RATE_DOWN)
_COSTS = (Kind.COST_UP, Kind.COST_DOWN)


def rate_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Conversions per visit of each campaign with enough of them, and of all together."""
    frame = outcome_frame(facts, back=SPRINTS, dark=dark_days(facts))
    if isinstance(frame, Sentence):
        yield from (NotShown(kind, frame) for kind in _RATES)
        return
    compared = 0
    whole: Change | None = None
    seasonal = False
    for scope in [_everything(frame), *_lines(facts, frame)]:
        outcomes = series(facts, facts.days.conversions, scope.rows)
        visits = series(facts, facts.days.clicks, scope.rows)
        compare = partial(rates_compared, outcomes, visits)
        found = compare(frame, frame.before)
        if not isinstance(found, Sentence):
            compared += 1
            whole = found if scope.key == "all" else whole
            season = season_of(facts, frame, found, compare)
            one = Measured(frame, scope, found, outcomes, visits, whole, season, seasonal)
            said = only_season(one, _RATES)
            seasonal = seasonal or (scope.key == "all" and said is not None)
            yield said or _rate(facts, one)
    if not compared:
        yield from (NotShown(kind, w.TOO_FEW) for kind in _RATES)
    yield from _without(frame, _RATES)


def cost_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Money per conversion of each campaign and of all together, on mature days; money per click of each channel,
    through yesterday."""
    frame = outcome_frame(facts, back=SPRINTS, dark=dark_days(facts))
    found = [*_outcome_costs(facts, frame), *_click_costs(facts)]
    measured = [one for one in found if not isinstance(one, Sentence)]
    yield from measured
    if not measured:
        whys = [one for one in found if isinstance(one, Sentence)] or [w.TOO_FEW]
        yield from (NotShown(kind, whys[0]) for kind in _COSTS)
    if not isinstance(frame, Sentence):
        yield from _without(frame, _COSTS)


def _without(frame: Frame, kinds: tuple[Kind, Kind]) -> Iterator[NotShown]:
    """Said also where nothing is found: what was not compared may have changed."""
    said = left_out(frame)
    if said is not None:
        yield from (NotShown(kind, said) for kind in kinds)


def _outcome_costs(facts: Facts, frame: Frame | Sentence) -> Iterator[Finding | NotShown | Sentence]:
    if isinstance(frame, Sentence):
        yield frame
    elif len(facts.currencies(Period(frame.before[0].start, frame.after.end))) > 1:
        yield w.CURRENCY
    else:
        yield from _costs(facts, frame, [_everything(frame), *_lines(facts, frame)], facts.days.conversions, w.CPA)


def _click_costs(facts: Facts) -> Iterator[Finding | NotShown | Sentence]:
    frame = traffic_frame(facts, back=SPRINTS)
    if isinstance(frame, Sentence):
        yield frame
    elif len(facts.currencies(Period(frame.before[0].start, frame.after.end))) > 1:
        yield w.CURRENCY
    else:
        yield from _costs(facts, frame, _channels(facts, frame), facts.days.clicks, w.CPC)


def _costs(
    facts: Facts, frame: Frame, scopes: Sequence[Scope], over: Floats, words: w.CostWords
) -> Iterator[Finding | NotShown | Sentence]:
    whole: Change | None = None
    seasonal = False
    for scope in scopes:
        spent, bought = series(facts, facts.spend, scope.rows), series(facts, over, scope.rows)
        compare = partial(costs_compared, spent, bought)
        found = compare(frame, frame.before)
        if not isinstance(found, Sentence):
            whole = found if scope.key == "all" else whole
            season = season_of(facts, frame, found, compare)
            one = Measured(frame, scope, found, spent, bought, whole, season, seasonal)
            said = only_season(one, _COSTS)
            seasonal = seasonal or (scope.key == "all" and said is not None)
            yield said or other_lines(facts, one) or _cost(facts, one, words)
        else:
            yield found


# ------------------------------------------------------------------------------------------------------------- scopes


def _everything(frame: Frame) -> Scope:
    return Scope("all", Sentence("All campaigns together", "Kaikki kampanjat yhteensä"), frame.rows)


def _lines(facts: Facts, frame: Frame) -> list[Scope]:
    if len(frame.rows) < 2:
        return []
    found = []
    for i in frame.rows:
        line = facts.lines[i]
        name = told("{name}", "{name}", name=names([line.name]))
        found.append(Scope(line.key, name, (i,), (Named(line.key, line.name),), line.stage, line.channel))
    return found


def _channels(facts: Facts, frame: Frame) -> list[Scope]:
    groups: dict[str, list[int]] = {}
    for i in frame.rows:
        groups.setdefault(facts.lines[i].channel, []).append(i)
    return [Scope(f"channel/{key}", channel(key), tuple(rows), channel=key) for key, rows in sorted(groups.items())]


# ----------------------------------------------------------------------------------------------------------- in words


def _rate(facts: Facts, one: Measured) -> Finding:
    up = one.found.up
    kind = Kind.RATE_UP if up else Kind.RATE_DOWN
    poor = None if up else _poor(facts, one)
    title = told(
        "Scale what works: {scope}" if up else "Look into the conversion rate: {scope}",
        "Vahvista toimivaa: {scope}" if up else "Selvitä konversioprosentti: {scope}",
        scope=one.scope.name,
    )
    visits = one.under.total(_days(one, [one.frame.after]))
    extra = abs(one.found.after - one.found.before) * visits
    return Finding(
        kind=kind,
        direction="up" if up else "down",
        stage=one.scope.stage,
        channel=one.scope.channel,
        entities=poor.lines if poor else one.scope.entities,
        sentence=joined(
            told(
                "Conversion rate of {scope} {before} → {after} against {n}: {label} ({change}; {low}…{high}).",
                "Konversioprosentti, {scope}: {before} → {after} verrattuna {n}: {label} ({change}; {low}…{high}).",
                scope=_inside(one.scope),
                before=rate(one.found.before),
                after=rate(one.found.after),
                n=_against(one),
                label=WORDS[one.found.label],
                change=change(one.found.ratio),
                low=change(one.found.low),
                high=change(one.found.high),
            ),
            poor.sentence if poor else None,
        ),
        evidence=table(
            (
                Column("period", Sentence("Days", "Päivät")),
                Column("visits", Sentence("Visits", "Käynnit"), Unit.COUNT),
                Column("conversions", Sentence("Conversions", "Konversiot"), Unit.COUNT),
                Column("rate", Sentence("Rate", "Prosentti"), Unit.SHARE, 2),
            ),
            [(_period(p), *_sums(one, p)) for p in (*one.frame.before, one.frame.after)],
            _how(one),
        ),
        chart=_sprints_chart(
            one, Sentence("Conversion rate by sprint", "Konversioprosentti sprinteittäin"), Unit.SHARE
        ),
        lever=poor.lever if poor else w.RATE_LEVERS[up, bool(one.scope.entities)],
        goes_away=w.BACK,
        proposal=poor.title if poor else title,
        key=f"{kind}/{one.scope.key}",
        cause=_cause(one),
        rule="conversions per visit against three sprints",
        period=one.frame.after,
        label=one.found.label,
        eur=_worth(facts, one, extra),
        currency=facts.currency,
        p=one.found.p,
        strength=abs(one.found.relative) / WORTH,
        act=Act.CLIENT if poor else Act.TEAM,
        good=up,
        euro_advice=True,
        caveats=tuple(s for s in (facts.claim, season_said(one), left_out(one.frame)) if s is not None),
    )


def _worth(facts: Facts, one: Measured, extra: float) -> Decimal | None:
    """What so many conversions are worth: at their value where it is known, else at the client's cost for one."""
    if len(facts.currencies(one.frame.after)) > 1:
        return None
    rows, columns = list(one.frame.rows), facts.columns(one.frame.after)
    outcomes = float(facts.days.conversions[rows][:, columns].sum())
    value = float(facts.days.value[rows][:, columns].sum())
    spent = float(facts.spend[rows][:, columns].sum())
    found = worth(extra, value / outcomes if value > 0 and outcomes > 0 else None, spent, outcomes)
    return cents(found) if found is not None else None


def _poor(facts: Facts, one: Measured) -> PoorVisits | None:
    """Whether all of them together are only worse for visits of another kind."""
    return poor_visits(facts, one.frame) if one.scope.key == "all" else None


def _cost(facts: Facts, one: Measured, words: w.CostWords) -> Finding:
    up = one.found.up
    poor = _poor(facts, one) if up and words.outcome else None
    kind = Kind.COST_UP if up else Kind.COST_DOWN
    bought = one.under.total(_days(one, [one.frame.after]))
    currency = facts.currency
    return Finding(
        kind=kind,
        direction="up" if up else "down",
        stage=one.scope.stage,
        channel=one.scope.channel,
        entities=poor.lines if poor else one.scope.entities,
        sentence=joined(
            told(
                "{what} of {scope} {before} → {after} against {n}: {label} ({change}; {low}…{high}).",
                "{what}, {scope}: {before} → {after} verrattuna {n}: {label} ({change}; {low}…{high}).",
                what=words.name,
                scope=_inside(one.scope),
                before=_price(one.found.before, currency),
                after=_price(one.found.after, currency),
                n=_against(one),
                label=WORDS[one.found.label],
                change=change(one.found.ratio),
                low=change(one.found.low),
                high=change(one.found.high),
            ),
            poor.sentence if poor else None,
        ),
        evidence=table(
            (
                Column("period", Sentence("Days", "Päivät")),
                Column("spend", Sentence("Spend", "Kulu"), Unit.MONEY),
                Column(words.key, words.bought, Unit.COUNT),
                Column("cost", words.name, Unit.MONEY),
            ),
            [(_period(p), *_priced(one, p)) for p in (*one.frame.before, one.frame.after)],
            _how(one),
        ),
        chart=_sprints_chart(one, told("{what} by sprint", "{what} sprinteittäin", what=words.name), Unit.MONEY),
        lever=poor.lever if poor else words.levers[0] if up else words.levers[1],
        goes_away=w.BACK,
        proposal=poor.title
        if poor
        else told("{what}: {scope}", "{what}: {scope}", what=words.name, scope=one.scope.name),
        key=f"{kind}/{words.key}/{one.scope.key}",
        cause=_cause(one),
        rule=words.rule,
        period=one.frame.after,
        label=one.found.label,
        eur=cents(abs(one.found.after - one.found.before) * bought),
        currency=currency,
        p=one.found.p,
        strength=abs(one.found.relative) / WORTH,
        act=Act.CLIENT if poor else Act.TEAM,
        good=not up,
        euro_advice=words.outcome,
        caveats=tuple(
            s for s in (facts.claim if words.outcome else None, season_said(one), left_out(one.frame)) if s is not None
        ),
    )


def _cause(one: Measured) -> str:
    """A campaign that moves as all of them do tells the same story as all of them, not one of its own."""
    return "outcomes" if one.scope.key == "all" or _moves_along(one) else f"line/{one.scope.key}"


def _moves_along(one: Measured) -> bool:
    """Whether all campaigns together probably moved, and this one no otherwise than they did."""
    whole, own = one.whole, one.found
    if whole is None or whole.p > LIKELY or whole.up != own.up:
        return False
    return own.low <= whole.ratio <= own.high or abs(own.ratio / whole.ratio - 1) < WORTH


def _inside(scope: Scope) -> Sentence:
    return w.ALL_INSIDE if scope.key == "all" else scope.name


def _against(one: Measured) -> Sentence:
    n = len(one.frame.before)
    if n == 1:
        return Sentence("the sprint before", "edelliseen sprinttiin")
    return Sentence(f"the {n} sprints before", f"{n} edelliseen sprinttiin")


def _price(amount: float, currency: str) -> Part:
    return money(cents(amount), currency)


def _days(one: Measured, periods: Sequence[Period]) -> list[date]:
    return [day for period in periods for day in open_days(period, one.frame.closed)]


def _sums(one: Measured, period: Period) -> tuple[float, float, float | None]:
    days = _days(one, [period])
    outcomes, visits = one.over.total(days), one.under.total(days)
    return visits, outcomes, outcomes / visits if visits else None


def _priced(one: Measured, period: Period) -> tuple[Decimal, float, Decimal | None]:
    days = _days(one, [period])
    spent, bought = one.over.total(days), one.under.total(days)
    return cents(spent), bought, cents(spent / bought) if bought else None


def _period(period: Period) -> Sentence:
    return told("{span}", "{span}", span=span(period))


def _how(one: Measured) -> Sentence:
    return told(
        "Weeks vary {phi} times as much as chance alone would make them. The smallest change that would be called"
        " likely is {visible} %.",
        "Viikot vaihtelevat {phi} kertaa sen, mitä pelkkä sattuma saisi aikaan. Pienin muutos, jota kutsuttaisiin"
        " todennäköiseksi, on {visible} %.",
        phi=count(one.found.dispersion, 1),
        visible=count(100 * one.found.visible),
    )


def _sprints_chart(one: Measured, title: Sentence, unit: Unit) -> Chart:
    points = []
    for period in (*one.frame.before, one.frame.after):
        days = _days(one, [period])
        under = one.under.total(days)
        points.append(
            Point(_period(period), one.over.total(days) / under if under else None, marked=period == one.frame.after)
        )
    return Chart("bars", title, unit, tuple(points))
