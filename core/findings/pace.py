"""Budgets that will not be used as planned, or will be used up too early."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.findings.facts import MICRO, Facts, Floats, Plan
from core.findings.finding import Act, Chart, Column, Finding, Kind, Named, NotShown, Point, Unit, table
from core.findings.words import channel, joined, money, names, span, stage, told
from core.measure.exposure import weekday_weights
from core.measure.pacing import Pace, PaceState, pace, pace_sentence, target_line
from core.measure.series import Daily
from core.model import Sentence
from core.plans import Scope, ScopeKind

_KINDS = (Kind.PACE_OVER, Kind.PACE_UNDER)


@dataclass(frozen=True, slots=True)
class ScopedMoney:
    """The money a budget is about."""

    name: Sentence
    stage: str
    channel: str
    entities: tuple[Named, ...]
    spend: Floats


def pace_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Every budget whose cycle is running, as of the newest day known."""
    running = [plan for plan in facts.plans if plan.budget.period.start < facts.today <= plan.budget.period.end]
    why = _why_not(facts, running)
    if why is not None:
        yield from (NotShown(kind, why) for kind in _KINDS)
        return
    through = facts.known_to or facts.yesterday
    for plan in running:
        scoped = scoped_money(facts, plan.budget.scope)
        if isinstance(scoped, Sentence):
            yield from (NotShown(kind, scoped) for kind in _KINDS)
            continue
        series = Daily(facts.first, scoped.spend)
        found = pace(series, plan.budget.amount, plan.budget.period, min(through, facts.yesterday), plan.changed)
        if isinstance(found, Sentence):
            yield from (NotShown(kind, found) for kind in _KINDS)
        else:
            yield from (NotShown(kind, _AS_USUAL[kind]) for kind in _KINDS)
            if abs(found.gap_share) >= found.band / 2 or found.alarm:
                yield _finding(facts, plan, scoped, found)


def _why_not(facts: Facts, running: list[Plan]) -> Sentence | None:
    if not running:
        return _NO_BUDGET
    late = [a for a in facts.accounts if a.spends and facts.is_stale(a) and facts.behind(a) <= 60]
    if late:
        return told(
            "The data of {names} are behind, so the pace cannot be told.",
            "Tilin {names} tiedot ovat jäljessä, joten tahtia ei voi sanoa.",
            names=names([account.name for account in late]),
        )
    if len(facts.currencies(running[0].budget.period)) > 1 or facts.currency != facts.client.currency:
        return _OTHER_CURRENCY
    return None


def scoped_money(facts: Facts, scope: Scope) -> ScopedMoney | Sentence:
    """The money that a budget's scope is about, day by day; or why it is not known."""
    spend = facts.spend
    if scope.kind is ScopeKind.ALL:
        return ScopedMoney(Sentence("All money", "Kaikki raha"), "", "", (), spend.sum(axis=0))
    if scope.kind is ScopeKind.STAGE:
        found = facts.stage_money[scope.key] / MICRO
        return ScopedMoney(Sentence(stage(scope.key), stage(scope.key)), scope.key, "", (), found)
    wanted = "channel" if scope.kind is ScopeKind.CHANNEL else "key"
    rows = [i for i, line in enumerate(facts.lines) if getattr(line, wanted) == scope.key]
    total = spend[rows].sum(axis=0) if rows else np.zeros(facts.width)
    if scope.kind is ScopeKind.CHANNEL:
        return ScopedMoney(channel(scope.key), "", scope.key, (), total)
    if not rows:
        return _NO_LINE
    line = facts.lines[rows[0]]
    return ScopedMoney(Sentence(line.name, line.name), line.stage, line.channel, (Named(line.key, line.name),), total)


def _finding(facts: Facts, plan: Plan, scoped: ScopedMoney, found: Pace) -> Finding:
    over = found.gap > 0 or found.state is PaceState.SPENT_OUT
    kind = Kind.PACE_OVER if over else Kind.PACE_UNDER
    budget, currency = plan.budget, facts.currency
    ratio = abs(found.gap_share) / found.band if found.band else 1.0
    scope = f"{budget.scope.kind}/{budget.scope.key}".rstrip("/")
    return Finding(
        kind=kind,
        direction="over" if over else "under",
        stage=scoped.stage,
        channel=scoped.channel,
        entities=scoped.entities,
        sentence=joined(
            told("{name}, {span}:", "{name}, {span}:", name=scoped.name, span=span(budget.period)),
            pace_sentence(found, currency),
        ),
        evidence=table(
            (
                Column("budget", Sentence("Budget", "Budjetti"), Unit.MONEY),
                Column("spent", Sentence("Spent", "Käytetty"), Unit.MONEY),
                Column("fair_share", Sentence("Due by now", "Tähän mennessä"), Unit.MONEY),
                Column("forecast", Sentence("Forecast", "Ennuste"), Unit.MONEY),
                Column("needed_per_day", Sentence("Needed a day", "Tarve päivässä"), Unit.MONEY),
                Column("per_day", Sentence("Now a day", "Nyt päivässä"), Unit.MONEY),
            ),
            [(found.budget, found.spent, found.fair_share, found.forecast, found.needed_per_day, found.per_day)],
            told(
                "Forecast = spent so far + the level of the last full days by weekday. Normal now: ±{band} %.",
                "Ennuste = käytetty + viime päivien taso viikonpäivittäin. Nyt normaalia: ±{band} %.",
                band=round(found.band * 100),
            ),
        ),
        chart=_chart(facts, scoped, found),
        lever=told(
            _LEVERS[over].en,
            _LEVERS[over].fi,
            day=money(found.needed_per_day, currency),
            now=money(found.per_day, currency),
        ),
        goes_away=Sentence(
            "It goes away when the forecast is within half of the normal band.",
            "Havainto poistuu, kun ennuste on enintään puolet normaalista vaihtelusta sivussa.",
        ),
        proposal=told(
            "Set the daily budget to {day}: {name}",
            "Aseta päiväbudjetiksi {day}: {name}",
            day=money(found.needed_per_day, currency),
            name=scoped.name,
        ),
        key=f"{kind}/{scope}/{budget.period.start}",
        cause=f"pace/{'over' if over else 'under'}",
        rule="forecast outside the narrowing band on two days, ≥ max(50, 2 %)",
        period=budget.period,
        eur=abs(found.gap),
        currency=currency,
        strength=max(1.0, ratio) if found.alarm else min(0.95, ratio),
        act=Act.TEAM,
    )


def _chart(facts: Facts, scoped: ScopedMoney, found: Pace) -> Chart:
    """Spent so far, added up, against what was due."""
    due = target_line(found.budget, found.cycle, weekday_weights(Daily(facts.first, scoped.spend), facts.today))
    spent = 0.0
    points = []
    for i, day in enumerate(found.cycle):
        column = (day - facts.first).days
        known = day <= found.through and 0 <= column < facts.width
        spent += float(scoped.spend[column]) if known else 0.0
        points.append(Point(day, spent if known else None, float(due[i])))
    return Chart(
        shape="days",
        title=Sentence("Spent, added up", "Käytetty yhteensä"),
        unit=Unit.MONEY,
        points=tuple(points),
        reference=Sentence("as planned", "suunnitelma"),
    )


_LEVERS = {
    True: Sentence(
        "Lower the daily budgets: {day} a day from now on keeps to it, and it is {now} now. Or agree on more money.",
        "Laske päiväbudjetteja: {day} päivässä pitää budjetissa, nyt kuluu {now}. Tai sovi lisärahasta.",
    ),
    False: Sentence(
        "Find what holds the spend back, or agree where the rest goes: {day} a day would use it, and it is {now} now.",
        "Selvitä, mikä jarruttaa kulua, tai sovi, mihin loput menevät: {day} päivässä käyttäisi sen, nyt kuluu {now}.",
    ),
}
_AS_USUAL = {
    Kind.PACE_OVER: Sentence(
        "No budget is used faster than is normal at this point.",
        "Mitään budjettia ei käytetä nopeammin kuin tässä vaiheessa on tavallista.",
    ),
    Kind.PACE_UNDER: Sentence(
        "No budget is used more slowly than is normal at this point.",
        "Mitään budjettia ei käytetä hitaammin kuin tässä vaiheessa on tavallista.",
    ),
}
_NO_BUDGET = Sentence("No budget is set for these days.", "Näille päiville ei ole asetettu budjettia.")
_OTHER_CURRENCY = Sentence("The money is not in the budget's currency.", "Rahat eivät ole budjetin valuutassa.")
_NO_LINE = Sentence("The budget's campaign is not known.", "Budjetin kampanjaa ei tunneta.")
