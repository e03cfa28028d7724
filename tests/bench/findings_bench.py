"""What the findings of one client take, nothing kept from before, in a store of ten million rows."""

from __future__ import annotations

import statistics
import time
from datetime import datetime

from core.findings.rules import found_in
from core.reports.finding_facts import finding_facts
from core.store import Store
from tests.bench.lines import Line, at_most
from tests.bench.queries import CLIENT

NOW = datetime(2026, 10, 1, 6)
REPEATS = 5
BUDGET_SECONDS = 1.5


def measured(store: Store) -> list[Line]:
    """The median of reading the facts and asking every rule, with the weeks before."""
    rounds = [_one_round(store) for _ in range(REPEATS)]
    read, asked = (statistics.median(r[i] for r in rounds) for i in range(2))
    return [
        at_most("findings of one client, uncached", read + asked, BUDGET_SECONDS, "s", 2),
        Line("  facts read", f"{read:.2f} s"),
        Line("  rules asked, today and six weeks back", f"{asked:.2f} s"),
    ]


def _one_round(store: Store) -> tuple[float, float]:
    began = time.perf_counter()
    facts = finding_facts(store, client_id=CLIENT, as_of=NOW)
    read = time.perf_counter()
    found_in(facts)
    return read - began, time.perf_counter() - read
