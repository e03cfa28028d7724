"""Daily series of a client: which days are known, and the at most eight headline series that may alarm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from core.findings.facts import Facts, Floats
from core.findings.finding import Chart, Point, Unit
from core.findings.words import channel, told
from core.measure.anomalies import judge
from core.measure.series import Daily
from core.model import Period, Sentence

SERIES = 8
CHANNELS = 3
CHART_DAYS = 42
_MONEY = ("spend", "value")
WARM_UP = timedelta(days=84)
"""Money in two currencies within these days has no usual level."""
LEVEL_DAYS = 56
"""Eight weeks tell what a click costs and a conversion is worth."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline series. `rows` are the lines it is the sum of; empty for the website's."""

    key: str
    name: Sentence
    daily: Daily
    unit: Unit
    channel: str = ""
    rows: tuple[int, ...] = ()
    values: Floats | None = None
    one: float = 1.0
    """What a single event makes of it: 1 for counts, the price of a click, the value of a conversion."""


def headline_series(facts: Facts) -> list[Headline]:
    """Spend, visits, conversions, value, then the website's, then visits of the largest paid channels."""
    live = facts.live(Period(max(facts.first, facts.yesterday - timedelta(days=28)), max(facts.first, facts.yesterday)))
    rows = [i for i, line in enumerate(facts.lines) if line.account in live]
    outcome = [i for i in outcome_rows(facts) if i in rows]
    spend = facts.spend
    mature = (facts.mature_to - facts.first).days + 1
    found = [
        Headline(
            "spend",
            _SPEND,
            known_days(facts, spend, rows),
            Unit.MONEY,
            "",
            tuple(rows),
            spend,
            _each(facts, spend, facts.days.clicks, rows),
        ),
        Headline(
            "visits",
            _VISITS,
            known_days(facts, facts.days.clicks, rows),
            Unit.COUNT,
            "",
            tuple(rows),
            facts.days.clicks,
        ),
    ]
    for key, name, unit, values in (
        ("conversions", _CONVERSIONS, Unit.COUNT, facts.days.conversions),
        ("value", _VALUE, Unit.MONEY, facts.days.value),
    ):
        daily = known_days(facts, values, outcome)
        one = _each(facts, values, facts.days.conversions, outcome)
        mature_days = Daily(daily.first, daily.values[: max(0, mature)])
        found.append(Headline(key, name, mature_days, unit, "", tuple(outcome), values, one))
    found.append(Headline("sessions", _SESSIONS, Daily(facts.first, facts.site.sessions), Unit.COUNT))
    for key in _largest_channels(facts, rows)[: max(0, SERIES - len(found))]:
        of = tuple(i for i in rows if facts.lines[i].channel == key)
        name = told("Visits, {channel}", "Käynnit, {channel}", channel=channel(key))
        found.append(
            Headline(
                f"visits/{key}", name, known_days(facts, facts.days.clicks, of), Unit.COUNT, key, of, facts.days.clicks
            )
        )
    unlike = (
        _MONEY if len(facts.currencies(Period(max(facts.first, facts.today - WARM_UP), facts.yesterday))) > 1 else ()
    )
    return [one for one in found if one.key not in unlike and np.nansum(one.daily.values) > 0][:SERIES]


def _each(facts: Facts, values: Floats, events: Floats, rows: Sequence[int]) -> float:
    """How much a single event has made in the last weeks; 1 where nothing says."""
    columns = slice(max(0, facts.width - LEVEL_DAYS), facts.width)
    total, count = (float(np.nansum(of[list(rows), columns])) if len(rows) else 0.0 for of in (values, events))
    return total / count if total > 0 and count > 0 else 1.0


def _largest_channels(facts: Facts, rows: Sequence[int]) -> list[str]:
    sums: dict[str, float] = {}
    for i in rows:
        sums[facts.lines[i].channel] = sums.get(facts.lines[i].channel, 0.0) + float(facts.days.clicks[i, -28:].sum())
    return sorted(sums, key=lambda key: (-sums[key], key))[:CHANNELS] if len(sums) > 1 else []


def outcome_rows(facts: Facts) -> list[int]:
    """The lines of accounts that count conversions."""
    return [i for i, line in enumerate(facts.lines) if facts.accounts[line.account].outcomes]


def known_days(facts: Facts, values: Floats, rows: Sequence[int]) -> Daily:
    """The sum of some lines; a day that an account of theirs should cover and does not is missing."""
    used = sorted({facts.lines[i].account for i in rows})
    total = values[list(rows)].sum(axis=0) if len(rows) else np.zeros(facts.width)
    missing = np.zeros(facts.width, np.bool_)
    for account in used:
        begun = max(0, (facts.accounts[account].first - facts.first).days)
        missing[begun:] |= ~facts.covered[account, begun:]
    return Daily(facts.first, np.where(missing, np.nan, total))


def or_none(number: float) -> float | None:
    """A missing day is None outside arrays."""
    return None if number != number else number


def day_chart(title: Sentence, unit: Unit, daily: Daily, marked: Period) -> Chart:
    """The newest days against what was usual."""
    expected = judge(daily).expected
    width = len(daily.values)
    points = [
        Point(d, or_none(float(daily.values[i])), or_none(float(expected[i])), marked=d in marked)
        for i in range(max(0, width - CHART_DAYS), width)
        for d in (daily.first + timedelta(days=i),)
    ]
    return Chart("days", title, unit, tuple(points), Sentence("usually", "yleensä"))


_SPEND = Sentence("Spend", "Kulu")
_VISITS = Sentence("Visits", "Käynnit")
_CONVERSIONS = Sentence("Conversions", "Konversiot")
_VALUE = Sentence("Value of conversions", "Konversioiden arvo")
_SESSIONS = Sentence("Sessions on the site", "Sivuston istunnot")
