"""Every rule, asked in turn; and how findings have stood over the last weeks, told from the facts themselves.

Nothing is remembered between two questions: what stood last week is what the same rules say of the facts as they were
then, so that any day can be asked again and answers alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from core.dates import week_of
from core.findings.anomaly import anomaly_findings
from core.findings.balance import stage_findings
from core.findings.carts import cart_findings
from core.findings.changes import cost_findings, rate_findings
from core.findings.channels import channel_findings
from core.findings.content import content_findings
from core.findings.facts import Facts
from core.findings.finding import Finding, Found, NotShown
from core.findings.missing import missing_findings
from core.findings.moves import move_findings
from core.findings.outage import dark_days, outage_findings
from core.findings.pace import pace_findings
from core.findings.select import CLOSES, Standing, chosen, opened
from core.findings.silence import stale_findings, stopped_findings
from core.findings.traffic_told import traffic_findings
from core.findings.work import review_findings, stuck_findings

Rule = Callable[[Facts], Iterator[Finding | NotShown]]

STANDING: tuple[Rule, ...] = (
    stage_findings,
    missing_findings,
    channel_findings,
    traffic_findings,
    rate_findings,
    cost_findings,
    pace_findings,
    content_findings,
    cart_findings,
    move_findings,
)
"""Rules whose findings open and close by how far they are over a limit."""
DATED: tuple[Rule, ...] = (
    stopped_findings,
    outage_findings,
    anomaly_findings,
    review_findings,
    stuck_findings,
    stale_findings,
)
"""Rules whose findings say themselves since when they stand."""
WEEKS_BACK = 6
CLEAN_RUNS = 2


def found_in(facts: Facts) -> Found:
    """What deserves the meeting's time on the day of `facts`."""
    facts = replace(facts, dark=dark_days(facts))
    found = [one for rule in (*STANDING, *DATED) for one in rule(facts)]
    weighed = opened(facts, found)
    return chosen(facts, found, weighed, standing(facts, [f.key for f in weighed if f.since is None]))


def standing(facts: Facts, keys: list[str]) -> Standing:
    """How the findings with these keys stood at the start of the last weeks: open from the week in which they were
    over their limit, until two weeks in a row were below half of it."""
    opened_in: dict[str, date] = {}
    clean: dict[str, int] = {}
    for monday in _mondays(facts) if keys else ():
        then = facts.at(monday)
        then = replace(then, dark=dark_days(then))
        strengths = {f.key: f.strength for f in opened(then, (one for rule in STANDING for one in rule(then)))}
        for key in keys:
            _turn(key, strengths.get(key, 0.0), monday, opened_in, clean)
    now = week_of(facts.today).start
    return Standing({key: (now - week_of(since).start).days // 7 + 1 for key, since in opened_in.items()})


def _mondays(facts: Facts) -> list[date]:
    """The last Mondays before today with two weeks of facts before them, oldest first."""
    newest = week_of(facts.yesterday).start
    found = [newest - timedelta(weeks=back) for back in reversed(range(WEEKS_BACK))]
    return [monday for monday in found if (monday - facts.first).days >= 14 and monday < facts.today]


def _turn(key: str, strength: float, day: date, opened_in: dict[str, date], clean: dict[str, int]) -> None:
    if strength >= 1 or (key in opened_in and strength >= CLOSES):
        opened_in.setdefault(key, day)
        clean[key] = 0
    elif key in opened_in:
        clean[key] = clean.get(key, 0) + 1
        if clean[key] >= CLEAN_RUNS:
            del opened_in[key]
