"""Conversion rates and costs that changed: each campaign, and all together, against the three sprints before.

Every comparison that is made is handed on with its p, the unremarkable ones too: what may be told of so many is decided
over all of them at once (`core.findings.select`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from core.findings import change_words as w
from core.findings.facts import Facts, Floats
from core.findings.finding import Act, Chart, Column, Finding, Kind, Named, NotShown, Point, Unit, table
from core.findings.frame import Frame, a_year_before, left_out, outcome_frame, series, traffic_frame
from core.findings.outage import dark_days
from core.findings.traffic import PoorVisits, poor_visits
from core.findings.words import Part, cents, change, channel, count, joined, money, names, rate, span, told
from core.measure.change import Change
from core.measure.comparison import compare_costs, compare_rates
from core.measure.labels import LIKELY, WORDS
from core.measure.ledger import worth
from core.measure.season import Season, is_only_season, season_sentence, without_season
from core.measure.series import Daily, open_days
from core.model import Period, Sentence

SPRINTS = 3
WORTH = 0.10
"""A smaller change of a rate or a cost is not worth a meeting, however sure."""
_RATES = (Kind.RATE_UP, Kind.RATE_DOWN)
_COSTS = (Kind.COST_UP, Kind.COST_DOWN)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is compared: one campaign, one channel, or everything."""

    key: str
    name: Sentence
    rows: tuple[int, ...]
    entities: tuple[Named, ...] = ()
    stage: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class _Measured:
    """One comparison and the sums behind it, for the evidence."""

    frame: Frame
    scope: _Scope
    found: Change
    over: Daily
    """Numerator of the level: conversions of a rate, money of a cost."""
    under: Daily
    whole: Change | None = None
    """How the same thing changed over all campaigns together."""
    season: Season | None = None
    """The same change a year ago, where it is known and this one is worth asking about."""


def rate_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Conversions per visit of each campaign with enough of them, and of all together."""
    frame = outcome_frame(facts, back=SPRINTS, dark=dark_days(facts))
    if isinstance(frame, Sentence):
        yield from (NotShown(kind, frame) for kind in _RATES)
        return
    compared = 0
    whole: Change | None = None
    for scope in [_everything(frame), *_lines(facts, frame)]:
        outcomes = series(facts, facts.days.conversions, scope.rows)
        visits = series(facts, facts.days.clicks, scope.rows)
        compare = partial(_compare_rates, outcomes, visits)
        found = compare(frame, frame.before)
        if not isinstance(found, Sentence):
            compared += 1
            whole = found if scope.key == "all" else whole
            one = _Measured(frame, scope, found, outcomes, visits, whole, _season(facts, frame, found, compare))
            yield _only_season(one, _RATES) or _rate(facts, one)
    if not compared:
        yield from (NotShown(kind, w.TOO_FEW) for kind in _RATES)


def cost_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Money per conversion of each campaign and of all together, on mature days; money per click of each channel,
    through yesterday."""
    found = [*_outcome_costs(facts), *_click_costs(facts)]
    measured = [one for one in found if not isinstance(one, Sentence)]
    yield from measured
    if not measured:
        whys = [one for one in found if isinstance(one, Sentence)] or [w.TOO_FEW]
        yield from (NotShown(kind, whys[0]) for kind in _COSTS)


def _outcome_costs(facts: Facts) -> Iterator[Finding | NotShown | Sentence]:
    frame = outcome_frame(facts, back=SPRINTS, dark=dark_days(facts))
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
    facts: Facts, frame: Frame, scopes: Sequence[_Scope], over: Floats, words: w.CostWords
) -> Iterator[Finding | NotShown | Sentence]:
    whole: Change | None = None
    for scope in scopes:
        spent, bought = series(facts, facts.spend, scope.rows), series(facts, over, scope.rows)
        compare = partial(_compare_costs, spent, bought)
        found = compare(frame, frame.before)
        if not isinstance(found, Sentence):
            whole = found if scope.key == "all" else whole
            one = _Measured(frame, scope, found, spent, bought, whole, _season(facts, frame, found, compare))
            yield _only_season(one, _COSTS) or _other_lines(facts, one) or _cost(facts, one, words)
        else:
            yield found


# ------------------------------------------------------------------------------------------------------------- season


def _compare_rates(outcomes: Daily, visits: Daily, frame: Frame, before: Sequence[Period]) -> Change | Sentence:
    return compare_rates(outcomes, visits, before=before, after=frame.after, history=frame.history, closed=frame.closed)


def _compare_costs(spent: Daily, bought: Daily, frame: Frame, before: Sequence[Period]) -> Change | Sentence:
    return compare_costs(spent, bought, before=before, after=frame.after, closed=frame.closed)


def _season(
    facts: Facts, frame: Frame, found: Change, compare: Callable[[Frame, Sequence[Period]], Change | Sentence]
) -> Season | None:
    """The newest sprint against the one before it, now and a year ago."""
    then = a_year_before(facts, frame, dark_days(facts)) if found.p <= LIKELY else None
    if then is None:
        return None
    changes = compare(frame, frame.previous), compare(then, then.previous)
    if isinstance(changes[0], Sentence) or isinstance(changes[1], Sentence):
        return None
    return Season(changes[0], changes[1], without_season(changes[0], changes[1]))


def _only_season(one: _Measured, kinds: tuple[Kind, Kind]) -> NotShown | None:
    """Said instead where as much as half of it came at the same time last year, and nothing beyond that is clear."""
    season = _season_said(one)
    if one.season is None or season is None or not is_only_season(one.found, one.season):
        return None
    kind = kinds[0] if one.found.up else kinds[1]
    return NotShown(kind, told("{scope}: {season}", "{scope}: {season}", scope=one.scope.name, season=season))


def _season_said(one: _Measured) -> Sentence | None:
    return season_sentence(one.season) if one.season else None


def _other_lines(facts: Facts, one: _Measured) -> NotShown | None:
    """Said instead where a channel's price moved only because campaigns began or ended in it: in those that ran all
    along it did not move half as much."""
    if one.found.p > LIKELY or one.scope.entities or not one.scope.channel:
        return None
    periods = (*one.frame.before, one.frame.after)
    spent, bought = facts.spend, facts.days.clicks
    through = [i for i in one.scope.rows if all(spent[i, facts.columns(period)].any() for period in periods)]
    if len(through) in (0, len(one.scope.rows)):
        return None
    alike = _compare_costs(series(facts, spent, through), series(facts, bought, through), one.frame, one.frame.before)
    if isinstance(alike, Sentence) or alike.up == one.found.up and abs(alike.relative) >= abs(one.found.relative) / 2:
        return None
    others = [facts.lines[i].name for i in one.scope.rows if i not in through and spent[i, _whole(facts, one)].any()]
    return NotShown(
        Kind.COST_UP if one.found.up else Kind.COST_DOWN,
        told(
            "{channel} {change} a click because {names} began or ended; where it ran all along the price is {alike}.",
            "{channel} {change} klikkaukselta, koska {names} alkoi tai päättyi; koko ajan olleissa hinta on {alike}.",
            channel=one.scope.name,
            change=change(one.found.ratio),
            names=names(others[:3]),
            alike=change(alike.ratio),
        ),
    )


def _whole(facts: Facts, one: _Measured) -> slice:
    return facts.columns(Period(one.frame.before[0].start, one.frame.after.end))


# ------------------------------------------------------------------------------------------------------------- scopes


def _everything(frame: Frame) -> _Scope:
    return _Scope("all", Sentence("All campaigns together", "Kaikki kampanjat yhteensä"), frame.rows)


def _lines(facts: Facts, frame: Frame) -> list[_Scope]:
    if len(frame.rows) < 2:
        return []
    found = []
    for i in frame.rows:
        line = facts.lines[i]
        name = told("{name}", "{name}", name=names([line.name]))
        found.append(_Scope(line.key, name, (i,), (Named(line.key, line.name),), line.stage, line.channel))
    return found


def _channels(facts: Facts, frame: Frame) -> list[_Scope]:
    groups: dict[str, list[int]] = {}
    for i in frame.rows:
        groups.setdefault(facts.lines[i].channel, []).append(i)
    return [_Scope(f"channel/{key}", channel(key), tuple(rows), channel=key) for key, rows in sorted(groups.items())]


# ----------------------------------------------------------------------------------------------------------- in words


def _rate(facts: Facts, one: _Measured) -> Finding:
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
        caveats=tuple(s for s in (facts.claim, _season_said(one), left_out(one.frame)) if s is not None),
    )


def _worth(facts: Facts, one: _Measured, extra: float) -> Decimal | None:
    """What so many conversions are worth: at their value where it is known, else at the client's cost for one."""
    if len(facts.currencies(one.frame.after)) > 1:
        return None
    rows, columns = list(one.frame.rows), facts.columns(one.frame.after)
    outcomes = float(facts.days.conversions[rows][:, columns].sum())
    value = float(facts.days.value[rows][:, columns].sum())
    spent = float(facts.spend[rows][:, columns].sum())
    found = worth(extra, value / outcomes if value > 0 and outcomes > 0 else None, spent, outcomes)
    return cents(found) if found is not None else None


def _poor(facts: Facts, one: _Measured) -> PoorVisits | None:
    """Whether all of them together are only worse for visits of another kind."""
    return poor_visits(facts, one.frame) if one.scope.key == "all" else None


def _cost(facts: Facts, one: _Measured, words: w.CostWords) -> Finding:
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
            s for s in (facts.claim if words.outcome else None, _season_said(one), left_out(one.frame)) if s is not None
        ),
    )


def _cause(one: _Measured) -> str:
    """A campaign that moves as all of them do tells the same story as all of them, not one of its own."""
    return "outcomes" if one.scope.key == "all" or _moves_along(one) else f"line/{one.scope.key}"


def _moves_along(one: _Measured) -> bool:
    """Whether all campaigns together probably moved, and this one no otherwise than they did."""
    whole, own = one.whole, one.found
    if whole is None or whole.p > LIKELY or whole.up != own.up:
        return False
    return own.low <= whole.ratio <= own.high or abs(own.ratio / whole.ratio - 1) < WORTH


def _inside(scope: _Scope) -> Sentence:
    return w.ALL_INSIDE if scope.key == "all" else scope.name


def _against(one: _Measured) -> Sentence:
    n = len(one.frame.before)
    if n == 1:
        return Sentence("the sprint before", "edelliseen sprinttiin")
    return Sentence(f"the {n} sprints before", f"{n} edelliseen sprinttiin")


def _price(amount: float, currency: str) -> Part:
    return money(cents(amount), currency)


def _days(one: _Measured, periods: Sequence[Period]) -> list[date]:
    return [day for period in periods for day in open_days(period, one.frame.closed)]


def _sums(one: _Measured, period: Period) -> tuple[float, float, float | None]:
    days = _days(one, [period])
    outcomes, visits = one.over.total(days), one.under.total(days)
    return visits, outcomes, outcomes / visits if visits else None


def _priced(one: _Measured, period: Period) -> tuple[Decimal, float, Decimal | None]:
    days = _days(one, [period])
    spent, bought = one.over.total(days), one.under.total(days)
    return cents(spent), bought, cents(spent / bought) if bought else None


def _period(period: Period) -> Sentence:
    return told("{span}", "{span}", span=span(period))


def _how(one: _Measured) -> Sentence:
    return told(
        "Weeks vary {phi} times as much as chance alone would make them. The smallest change that would be called"
        " likely is {visible} %.",
        "Viikot vaihtelevat {phi} kertaa sen, mitä pelkkä sattuma saisi aikaan. Pienin muutos, jota kutsuttaisiin"
        " todennäköiseksi, on {visible} %.",
        phi=count(one.found.dispersion, 1),
        visible=count(100 * one.found.visible),
    )


def _sprints_chart(one: _Measured, title: Sentence, unit: Unit) -> Chart:
    points = []
    for period in (*one.frame.before, one.frame.after):
        days = _days(one, [period])
        under = one.under.total(days)
        points.append(
            Point(_period(period), one.over.total(days) / under if under else None, marked=period == one.frame.after)
        )
    return Chart("bars", title, unit, tuple(points))
