"""The story in days: what each campaign spent and brought, and what the website saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import month_of
from core.jobs.story.cast import FIRST_DAY, GOOGLE, LAST_DAY, Chapter, Company, Line, OwnChannel
from core.jobs.story.chance import draw, scatter, spread, wobble
from core.jobs.story.seasons import busyness
from core.model import Period

STORY = Period(FIRST_DAY, LAST_DAY)
SEEN_SHARE = 900
"""Per mille of clicks that arrive as a session: some visitors leave early, some refuse measurement."""
SEEN_EVENTS = 850
"""Per mille of the platforms' conversions that analytics counts as key events."""
PAID_SOCIAL = "Paid Social"
ENGAGED = {
    "Paid Search": 640,
    "Paid Shopping": 610,
    "Cross-network": 520,
    PAID_SOCIAL: 470,
    "Display": 380,
    "Paid Video": 330,
}
"""Per mille of a channel's sessions that stay."""
CHANNEL_OF_TYPE = {
    "Search": "Paid Search",
    "Shopping": "Paid Shopping",
    "Performance Max": "Cross-network",
    "Demand Gen": "Cross-network",
    "Display": "Display",
    "Video": "Paid Video",
}


@dataclass(frozen=True, slots=True)
class LineDay:
    """One campaign on one day. Money in cents, conversions in hundredths."""

    line: Line
    day: date
    cents: int
    impressions: int
    clicks: int
    conversions: int
    value: int


@dataclass(frozen=True, slots=True)
class SiteDay:
    """One channel group of the website on one day. Key events in hundredths, revenue in cents."""

    channel: str
    day: date
    sessions: int
    engaged: int
    key_events: int
    revenue: int


def line_days(company: Company, line: Line) -> list[LineDay]:
    """Every day on which the campaign ran, oldest first."""
    return [
        day for start, end in line.live for window in _windows(line, start, end) for day in _run(company, line, window)
    ]


def site_days(company: Company) -> list[SiteDay]:
    """Every channel group and day of the website: paid visits follow the campaigns, the others their own habits."""
    return [*_paid_days(company), *(day for channel in company.own_channels for day in _own_days(company, channel))]


def _windows(line: Line, start: date, end: date) -> Iterator[Period]:
    """Calendar months, broken by the line's chapters."""
    chapters = {chapter.start: chapter.end for chapter in line.chapters}
    while start <= end:
        month_end = min(month_of(start).end, end)
        later = [day - timedelta(days=1) for day in chapters if start < day <= month_end]
        stop = chapters.get(start) or min([month_end, *later])
        yield Period(start, stop)
        start = stop + timedelta(days=1)


def _run(company: Company, line: Line, window: Period) -> Iterator[LineDay]:
    weights = [busyness(company, line.seasons, day) for day in window]
    plan = _planned(line, window, sum(weights))
    cents = spread(plan.cents, _shaken(weights, 120, line, window, "cents"))
    clicks = spread(plan.clicks, _shaken(weights, 200, line, window, "clicks"))
    impressions = spread(
        plan.clicks * 10_000 // line.ctr * wobble(60, line.number, window.start, "ctr") // 1000,
        _shaken(weights, 150, line, window, "clicks"),
    )
    step = 50 if line.platform == GOOGLE else 100
    conversions = scatter(plan.conversions * 100 // step, weights, line.number, window.start, "conversions")
    for i, day in enumerate(window):
        value = conversions[i] * step * line.order * wobble(250, line.number, day, "order") // 100_000
        yield LineDay(line, day, cents[i], impressions[i], clicks[i], conversions[i] * step, value)


def _planned(line: Line, window: Period, weight: int) -> Chapter:
    """The window's totals: those of a chapter, else what budget, season and a little chance make."""
    for chapter in line.chapters:
        if chapter.start == window.start:
            return chapter
    cents = line.daily * weight // 1_000_000 * wobble(80, line.number, window.start, "budget") // 1000
    clicks = cents * 1000 // line.click_price // wobble(60, line.number, window.start, "price")
    expected = clicks * line.rate * wobble(120, line.number, window.start, "rate") // 1000
    return Chapter(window.start, window.end, cents, clicks, (expected + 5000) // 10_000)


def _shaken(weights: list[int], by: int, line: Line, window: Period, word: str) -> list[int]:
    return [weight * wobble(by, line.number, day, word) for weight, day in zip(weights, window, strict=True)]


def _paid_days(company: Company) -> list[SiteDay]:
    """Sessions and key events of paid channels, from the campaigns' clicks and conversions."""
    totals: dict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for line in company.lines:
        channel = CHANNEL_OF_TYPE[line.kind] if line.platform == GOOGLE else PAID_SOCIAL
        for fact in line_days(company, line):
            brought = (fact.clicks, fact.clicks * (line.engaged or ENGAGED[channel]), fact.conversions, fact.value)
            for i, number in enumerate(brought):
                totals[channel, fact.day][i] += number
    return [_paid_day(channel, day, *total) for (channel, day), total in sorted(totals.items())]


def _paid_day(channel: str, day: date, clicks: int, staying: int, conversions: int, value: int) -> SiteDay:
    sessions = _by_chance(clicks * SEEN_SHARE, channel, day, "sessions")
    engaged = min(sessions, staying * SEEN_SHARE // 1_000_000 * wobble(60, channel, day, "engaged") // 1000)
    events = _by_chance(conversions * SEEN_EVENTS // 100, channel, day, "events") * 100
    return SiteDay(channel, day, sessions, engaged, events, value * SEEN_EVENTS // 1000)


def _by_chance(thousandths: int, *words: object) -> int:
    """A whole number that is right on average: 2.3 becomes 3 on three days of ten."""
    return (thousandths + draw(*words) % 1000) // 1000


def _own_days(company: Company, channel: OwnChannel) -> Iterator[SiteDay]:
    chapters = {chapter.start: chapter for chapter in channel.chapters}
    start = STORY.start
    while start <= STORY.end:
        chapter = chapters.get(start)
        stops = [day - timedelta(days=1) for day in chapters if day > start]
        window = Period(start, chapter.end if chapter else min([month_of(start).end, STORY.end, *stops]))
        yield from _own_run(company, channel, window, chapter)
        start = window.end + timedelta(days=1)


def _own_run(company: Company, channel: OwnChannel, window: Period, chapter: Chapter | None) -> Iterator[SiteDay]:
    weights = [busyness(company, (), day) * wobble(150, company.key, channel.name, day) for day in window]
    usual = channel.daily * sum(weights) // 1_000_000_000
    sessions = spread(chapter.clicks if chapter else usual, weights)
    events = chapter.conversions if chapter else usual * channel.rate // 10_000
    found = scatter(events, weights, company.key, channel.name, window.start)
    order = max((line.order for line in company.lines), default=0)
    for i, day in enumerate(window):
        engaged = sessions[i] * channel.engaged // 1000
        yield SiteDay(channel.name, day, sessions[i], engaged, found[i] * 100, found[i] * order * 85 // 100)
