"""How often findings are right, measured on made-up clients: `make bench`, or `python -m tests.bench.simulate [N]`.

Unchanging clients say how often nothing is told as something; planted cases how often something is found and whether
the right campaigns are named. Seeded: the same number of clients always gives the same figures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

import numpy as np

from core.findings.facts import Facts
from core.findings.finding import Finding, Kind
from core.findings.rules import DATED, STANDING
from core.findings.select import Standing, chosen, opened
from core.measure.anomalies import anomalies
from core.measure.series import Daily
from tests.bench import worlds
from tests.bench.exports import CASES
from tests.bench.lines import Line
from tests.bench.worlds import LOOKALIKES, World, world

VISITS = (100, 300, 1000)
CLIENTS = 40
WEEKS = 8
STATISTICAL = frozenset({Kind.TRAFFIC_WITHOUT_CONVERSIONS, Kind.RATE_UP, Kind.RATE_DOWN, Kind.COST_UP, Kind.COST_DOWN})
ALARMS = frozenset({Kind.ANOMALY, Kind.TRACKING_OUTAGE, Kind.SPEND_STOPPED})
Plant = Callable[[World, int], World]


# ------------------------------------------------------------------------------------------------------------- looking


def told(facts: Facts) -> list[Finding]:
    """What the product tells of these facts, as if nothing had stood before."""
    found = [one for rule in (*STANDING, *DATED) for one in rule(facts)]
    return list(chosen(facts, found, opened(facts, found), Standing({})).findings)


def alarms_in(facts: Facts, weeks: int) -> set[str]:
    """The alarms of so many weekly looks, each told once."""
    keys = set()
    for back in range(weeks):
        then = facts.at(facts.today - timedelta(weeks=back))
        found = [one for rule in DATED for one in rule(then)]
        alarms = chosen(then, found, opened(then, found), Standing({})).findings
        keys |= {one.key for one in alarms if one.kind in ALARMS}
    return keys


def shortfall_named(findings: Iterable[Finding]) -> set[str] | None:
    """The campaigns that the ledger names; None when it tells nothing."""
    for one in findings:
        if one.kind is Kind.TRAFFIC_WITHOUT_CONVERSIONS:
            return {entity.name for entity in one.entities}
    return None


# ----------------------------------------------------------------------------------------------------------- measuring


def false_findings(clients: int, visits: int) -> float:
    """Statistical findings per unchanging client and sprint."""
    return _mean(sum(f.kind in STATISTICAL for f in told(world(n, visits).facts())) for n in range(clients))


def false_alarms(clients: int, visits: int, weeks: int = WEEKS) -> float:
    """Alarms per unchanging client and week."""
    return _mean(len(alarms_in(world(n, visits).facts(), weeks)) / weeks for n in range(clients))


def ledger_found(clients: int, visits: int, plant: Plant) -> tuple[float, float]:
    """How often the ledger speaks, and how often it then names just the two lookalikes."""
    named = [shortfall_named(told(plant(world(n, visits), n).facts())) for n in range(clients)]
    spoke = [names for names in named if names is not None]
    return len(spoke) / clients, _mean(names == set(LOOKALIKES) for names in spoke)


def kind_found(clients: int, visits: int, plant: Plant, kinds: frozenset[Kind]) -> float:
    """How often one of these kinds is told."""
    return _mean(any(f.kind in kinds for f in told(plant(world(n, visits), n).facts())) for n in range(clients))


def more_than_before(clients: int, visits: int, plant: Plant) -> float:
    """How often planting adds a kind of statistical finding or alarm that the same client did not have."""
    watched = STATISTICAL | ALARMS

    def kinds(facts: Facts) -> set[Kind]:
        return {f.kind for f in told(facts) if f.kind in watched}

    return _mean(
        bool(kinds(plant(world(n, visits), n).facts()) - kinds(world(n, visits).facts())) for n in range(clients)
    )


def fault_found(clients: int, per_day: float, columns: Sequence[int], times: Sequence[float]) -> float:
    """How often the daily rule sees a fault in one series of so many visits a day (columns counted from the end)."""
    found = []
    for n in range(clients):
        before = world(n, per_day)
        days = [before.days + column for column in columns]
        hit = worlds.with_visits(before, n, days, times)
        alarmed = anomalies(Daily(hit.first, hit.visits.sum(axis=0)))
        near = {hit.first + timedelta(days=day + after) for day in days for after in (0, 1)}
        found.append(any(alarm.day in near for alarm in alarmed))
    return _mean(found)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return float(np.mean(listed)) if listed else 0.0


# -------------------------------------------------------------------------------------------------------------- lines


def poor_reach(more: float) -> Plant:
    return lambda before, seed: worlds.with_poor_reach(before, seed, more)


def measured(clients: int = CLIENTS) -> list[Line]:
    """The lines of the bench."""
    poor = [(more, [ledger_found(clients, visits, poor_reach(more)) for visits in VISITS]) for more in (0.3, 0.6)]
    outage = frozenset({Kind.TRACKING_OUTAGE})
    return [
        Line(f"{clients} made-up clients of 100 / 300 / 1,000 visits a day; nothing changes:", ""),
        _bound("  statistical findings per sprint", [false_findings(clients, visits) for visits in VISITS], 0.2),
        _bound("  alarms per week", [false_alarms(clients // 2, visits) for visits in VISITS], 0.25),
        _share(
            "  25 % more traffic at the same rates: ledger speaks",
            [ledger_found(clients, visits, CASES["more_traffic"])[0] for visits in VISITS],
            "2 / 5 / 7 % at most",
        ),
        _share(
            "  the newest conversions are late: more is told",
            [more_than_before(clients, visits, CASES["late"]) for visits in VISITS],
            "never",
        ),
        Line("Something is planted; found at (beside it: what the methods were measured at):", ""),
        _share("  new poor traffic, +30 %", [found for found, _ in poor[0][1]], "33 / 65 / 92 %"),
        _share("    just the two new lines named", [right for _, right in poor[0][1]], "84 / 99 / 100 %"),
        _share("  new poor traffic, +60 %", [found for found, _ in poor[1][1]], "77 / 100 / 100 %"),
        _share("    just the two new lines named", [right for _, right in poor[1][1]]),
        _share(
            "  no conversions for four days: called an outage",
            [kind_found(clients, visits, CASES["outage"], outage) for visits in VISITS],
        ),
        *_faults(clients),
    ]


def _faults(clients: int) -> list[Line]:
    cases = (
        ("one day −90 %", [-20], [0.1], "91 / 98 / 99 %"),
        ("a weekend −60 %", [-16, -15], [0.4, 0.4], "45 / 70 / 80 %"),
        ("−35 % for five days", [-20, -19, -18, -17, -16], [0.65] * 5, "12 / 33 / 45 %"),
        ("doubled for two days", [-20, -19], [2.0, 2.0], "19 / 57 / 68 %"),
    )
    return [
        _share(
            f"  one series of 30 / 100 / 1,000 a day, {name}",
            [fault_found(clients, per_day, columns, times) for per_day in (30, 100, 1000)],
            known,
        )
        for name, columns, times, known in cases
    ]


def _bound(what: str, values: Sequence[float], limit: float) -> Line:
    shown = " / ".join(f"{value:.2f}" for value in values)
    return Line(what, shown, f"≤ {limit:g}", max(values) <= limit)


def _share(what: str, values: Sequence[float], known: str = "") -> Line:
    return Line(what, " / ".join(f"{100 * value:.0f}" for value in values) + " %", known)


if __name__ == "__main__":
    from tests.bench.lines import table

    print(table(measured(int(sys.argv[1]) if len(sys.argv) > 1 else CLIENTS)))
