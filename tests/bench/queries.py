"""What the questions of one page to the metrics take, uncached, in the order in which the balance asks them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from core.model import Period
from core.store import Store, facts
from tests.bench.lines import Line, at_most

CLIENT = "bench-100"
TODAY = date(2026, 10, 1)
DRAWN = Period(date(2025, 9, 1), date(2026, 9, 30))
"""Thirteen sprints back: the balance asks once for everything that it draws."""
REPEATS = 30
BUDGET_MS = 15.0
QUERIES: dict[str, Callable[[Any], object]] = {
    "day_span": lambda cursor: facts.day_span(cursor, client_id=CLIENT),
    "period_totals": lambda cursor: facts.period_totals(cursor, client_id=CLIENT),
    "freshness": lambda cursor: facts.freshness(cursor, client_id=CLIENT, before=TODAY),
    "entities": lambda cursor: facts.entities(cursor, client_id=CLIENT),
    "spend_days": lambda cursor: facts.spend_days(cursor, client_id=CLIENT, period=DRAWN),
    "period_totals again": lambda cursor: facts.period_totals(cursor, client_id=CLIENT),
}


def measured(store: Store) -> list[Line]:
    """The median of each, and of all of them together with the opening of a cursor."""
    rounds = [_one_round(store) for _ in range(REPEATS)]
    each = [Line(f"  query {name}", f"{statistics.median(r[name] for r in rounds):.1f} ms") for name in QUERIES]
    whole = statistics.median(r[""] for r in rounds)
    return [at_most("queries of the balance, uncached", whole, BUDGET_MS, "ms", 1), *each]


def _one_round(store: Store) -> dict[str, float]:
    """Milliseconds of each query, and of everything under the empty name."""
    found = {}
    began = time.perf_counter()
    with store.metrics.cursor() as cursor:
        for name, query in QUERIES.items():
            asked = time.perf_counter()
            query(cursor)
            found[name] = (time.perf_counter() - asked) * 1000
    return found | {"": (time.perf_counter() - began) * 1000}
