"""What a process does that imports: one line for each import that was published.

Import number n says that each of 400 campaigns spent exactly n euros on 5 days, so any state that is not wholly one
import shows at once.
"""

from __future__ import annotations

import resource
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from core.errors import StoreFull
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


def import_some(folder: Path, client_id: str, first: int, count: int) -> None:
    store = open_store(folder)
    for number in range(first, first + count):
        put(store, batch_of(client_id, number), f"{client_id}-{number}")
        print(number, flush=True)


def import_too_much(folder: Path, campaigns: int, limit: int | None) -> None:
    """A small import, then one that finds no room: on this disk, or for a file larger than `limit` bytes."""
    store = open_store(folder)
    put(store, batch_of("aurinko", 1), "small")
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        put(store, batch_of("aurinko", 2, campaigns=campaigns), "big")
    except StoreFull as error:
        print(error.sentence.en, flush=True)
