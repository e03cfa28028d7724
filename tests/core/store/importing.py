"""A process that imports: `python importing.py FOLDER CLIENT FIRST COUNT`, then one line per import that was published.

Import number n says that each of 400 campaigns spent exactly n euros on 5 days, so any state that is not wholly one
import shows at once.
"""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import pyarrow as pa

from core.model import Level
from core.sources.reading import DAY_MEASURES, DAY_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store import Store, open_store
from core.store.batches import Batch
from core.store.publishing import Offered, publish

CAMPAIGNS, DAYS = 400, 5
NOW = datetime(2026, 10, 1, 6, 0)


def batch_of(client_id: str, number: int, campaigns: int = CAMPAIGNS) -> Batch:
    rows = [
        dict.fromkeys(DAY_MEASURES) | {"e": e, "day": date(2026, 9, 1) + timedelta(days=d), "spend": Decimal(number)}
        for e in range(campaigns)
        for d in range(DAYS)
    ]
    return Batch(
        client_id=client_id,
        source="google_ads",
        account="main",
        currency="EUR",
        entities=tuple(Entity(Level.CAMPAIGN, f"Kampanja {e}", str(e)) for e in range(campaigns)),
        days=pa.Table.from_pylist(rows, DAY_SCHEMA),
        periods=PERIOD_SCHEMA.empty_table(),
        results=RESULT_SCHEMA.empty_table(),
    )


def put(store: Store, batch: Batch, mark: str) -> int:
    offered = Offered(f"{mark}.csv", "", mark, "campaign", None)
    done = publish(store, batch, offered, answers={}, who="t", now=NOW, summarise=lambda import_id, effect: "{}")
    return done.record.import_id


def main(folder: str, client_id: str, first: int, count: int) -> None:
    store = open_store(Path(folder))
    for number in range(first, first + count):
        put(store, batch_of(client_id, number), f"{client_id}-{number}")
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
