"""Ten million metric rows: 200 clients, ten years of days, about 14 campaigns each, straight into a generation.

    python -m tests.bench.make_rows FOLDER [ROWS]

They do not come from files, so they cannot be taken back; everything else about them is as if they had: the log names
one import per client, and every row says that it comes from it.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from datetime import datetime
from pathlib import Path

from core.store import Store, open_store
from core.store.clients import add_client

CLIENTS = 200
DAYS = 3653
LAST_DAY = "2026-09-30"

_LOG = """
insert into import_log (
    import_id, client_id, file_name, file_hash, source, report, account, batch, status, period_start, period_end,
    summary, generation, imported_by, started_at, finished_at
)
select
    cast(substr(client_id, -3) as integer), client_id, 'bench.csv', client_id, 'google_ads', 'campaign', 'main',
    client_id, 'published', date('2026-09-30', -(? - 1) || ' days'), '2026-09-30',
    '{"rows": ' || ? || ', "currency": "EUR"}', ?, 'Bench', ?, ?
from client where client_id like 'bench-%'
"""

_CAMPAIGNS = """
create temp table bench_campaign as
select
    $prefix || lpad(c::varchar, 3, '0') as client_id, c::bigint as import_id,
    if(k % 3 = 2, 'meta_ads', 'google_ads') as source,
    'bench-' || lpad(c::varchar, 3, '0') || '-' || lpad(k::varchar, 2, '0') as entity_key,
    k,
    ['Tunnettuus', 'Remarketing', 'Haku', 'Kanta-asiakkaat', 'Shopping', 'Display', 'Video'][k % 7 + 1]
        || ' ' || k as name,
    ['paid_search', 'display', 'paid_social_meta'][k % 3 + 1] as channel
from range(1, $clients + 1) as client(c), range($campaigns) as campaign(k)
"""

_ENTITIES = """
insert into entity (
    client_id, source, account, level, entity_key, external_id, name, parent, channel, campaign_type, objective,
    result_kind, bid_strategy, labels, first_day, last_day
)
select
    client_id, source, 'main', 'campaign', entity_key, entity_key, name, '', channel, '', '', '', '', '',
    date '2026-09-30' - $days::integer + 1, date '2026-09-30'
from bench_campaign
order by client_id, entity_key
"""

_DAYS = """
insert into metric_day
select
    client_id, source, 'main', 'campaign', entity_key, day, 'EUR',
    impressions, impressions // 25, null, (impressions * 8000 + hash(entity_key, day) % 100000) / 1000000,
    (impressions // 500)::decimal(18, 6), null, null, null, null, null, import_id, true, true
from (
    select
        client_id, source, entity_key, import_id, (date '2026-09-30' - d::integer) as day,
        500 + (hash(entity_key, d) % 3000)::bigint as impressions
    from bench_campaign, range($days) as calendar(d)
)
order by client_id, day, entity_key
"""


def make_rows(store: Store, rows: int = 10_000_000) -> int:
    """Add about `rows` metric rows of `bench-001` … `bench-200` to the store; returns how many it holds then."""
    now = datetime(2026, 10, 1, 6, 0)
    for number in range(1, CLIENTS + 1):
        add_client(store.ops, name=f"bench {number:03}", now=now)
    campaigns = max(1, round(rows / CLIENTS / DAYS))

    def logged(ops: sqlite3.Connection, generation: str) -> None:
        ops.execute(_LOG, (DAYS, campaigns * DAYS, generation, now.isoformat(), now.isoformat()))

    with store.metrics.lock(), store.metrics.writer(logged) as con:
        con.execute(_CAMPAIGNS, {"prefix": "bench-", "clients": CLIENTS, "campaigns": campaigns})
        con.execute(_ENTITIES, {"days": DAYS})
        con.execute(_DAYS, {"days": DAYS})
        return int(con.execute("select count(*) from metric_day").fetchall()[0][0])


if __name__ == "__main__":
    began = time.perf_counter()
    made = make_rows(open_store(Path(sys.argv[1])), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000)
    print(f"{made:,} rows in {time.perf_counter() - began:.1f} s")
