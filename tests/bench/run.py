"""All measurements in one run: `make bench`, or `python tests/bench/run.py [FOLDER]`.

FOLDER keeps the ten million rows for the next run; without it they are made in a temporary folder (20 s, 400 MB).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.model import Period
from core.store import Store, facts, open_store
from tests.bench import board_bench, import_bench, pages
from tests.bench.make_rows import make_rows

CLIENT = "bench-100"
MONTH = Period(date(2026, 9, 1), date(2026, 9, 30))
YEAR = Period(date(2025, 10, 1), date(2026, 9, 30))
BUDGET_MS = 15.0
QUERIES: dict[str, Callable[[Any], object]] = {
    "entities": lambda cursor: facts.entities(cursor, client_id=CLIENT),
    "spend_days, a month": lambda cursor: facts.spend_days(cursor, client_id=CLIENT, period=MONTH),
    "spend_days, a year": lambda cursor: facts.spend_days(cursor, client_id=CLIENT, period=YEAR),
    "freshness": lambda cursor: facts.freshness(cursor, client_id=CLIENT),
    "period_totals": lambda cursor: facts.period_totals(cursor, client_id=CLIENT),
}


def query_times(store: Store, repeats: int = 30) -> dict[str, float]:
    """Median milliseconds of each query of a page, the opening of the cursor included."""
    return {
        name: statistics.median(_milliseconds(store, query) for _ in range(repeats)) for name, query in QUERIES.items()
    }


def _milliseconds(store: Store, query: Callable[[Any], object]) -> float:
    began = time.perf_counter()
    with store.metrics.cursor() as cursor:
        query(cursor)
    return (time.perf_counter() - began) * 1000


def main(folder: Path) -> None:
    store = open_store(folder)
    if not store.metrics.generation():
        began = time.perf_counter()
        rows = make_rows(store)
        print(f"made {rows:,} metric rows in {time.perf_counter() - began:.0f} s")
    print(f"store: {store.metrics.count_days():,} day rows in {store.metrics.generation()}")
    times = query_times(store)
    for name, milliseconds in times.items():
        print(f"  query {name}: {milliseconds:.1f} ms")
    print(f"  queries of one page: {sum(times.values()):.1f} ms (budget {BUDGET_MS:.0f} ms, all of them uncached)")
    store.metrics.close()
    for line in import_bench.run(folder):
        print(line)
    board_bench.main()
    pages.report(folder)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
