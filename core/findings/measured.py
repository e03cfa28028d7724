"""One comparison of a rate or a cost, and what may explain it away: the season, or campaigns that began or ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.findings.facts import Facts
from core.findings.finding import Kind, Named, NotShown
from core.findings.frame import Frame, a_year_before, series
from core.findings.outage import dark_days
from core.findings.words import change, names, told
from core.measure.change import Change
from core.measure.comparison import compare_costs, compare_rates
from core.measure.labels import LIKELY
from core.measure.season import NO_LAST_YEAR, Season, is_only_season, season_sentence, without_season
from core.measure.series import Daily
from core.model import Period, Sentence


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: one campaign, one channel, or everything."""

    key: str
    name: Sentence
    rows: tuple[int, ...]
    entities: tuple[Named, ...] = ()
    stage: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One comparison and the sums behind it, for the evidence."""

    frame: Frame
    scope: Scope
    found: Change
    over: Daily
    """Numerator of the level: conversions of a rate, money of a cost."""
    under: Daily
    whole: Change | None = None
    """How the same thing changed over all campaigns together."""
    season: Season | None = None
    """The same change a year ago, where it is known and this one is worth asking about."""
    seasonal: bool = False
    """All campaigns together do only what the season does."""


def rates_compared(outcomes: Daily, visits: Daily, frame: Frame, before: Sequence[Period]) -> Change | Sentence:
    return compare_rates(outcomes, visits, before=before, after=frame.after, history=frame.history, closed=frame.closed)


def costs_compared(spent: Daily, bought: Daily, frame: Frame, before: Sequence[Period]) -> Change | Sentence:
    return compare_costs(spent, bought, before=before, after=frame.after, closed=frame.closed)


def season_of(
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


def only_season(one: Measured, kinds: tuple[Kind, Kind]) -> NotShown | None:
    """Said instead where as much as half of it came at the same time last year, and nothing beyond that is clear."""
    if one.season is None or not is_only_season(one.found, one.season, of_all=one.seasonal):
        return None
    kind = kinds[0] if one.found.up else kinds[1]
    return NotShown(kind, told("{scope}: {season}", "{scope}: {season}", scope=one.scope.name, season=season_said(one)))


def season_said(one: Measured) -> Sentence:
    return season_sentence(one.season) if one.season else NO_LAST_YEAR


def other_lines(facts: Facts, one: Measured) -> NotShown | None:
    """Said instead where a channel's price moved only because campaigns began or ended in it: in those that ran all
    along it did not move half as much."""
    if one.found.p > LIKELY or one.scope.entities or not one.scope.channel:
        return None
    periods = (*one.frame.before, one.frame.after)
    spent, bought = facts.spend, facts.days.clicks
    through = [i for i in one.scope.rows if all(spent[i, facts.columns(period)].any() for period in periods)]
    if len(through) in (0, len(one.scope.rows)):
        return None
    alike = costs_compared(series(facts, spent, through), series(facts, bought, through), one.frame, one.frame.before)
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


def _whole(facts: Facts, one: Measured) -> slice:
    return facts.columns(Period(one.frame.before[0].start, one.frame.after.end))
