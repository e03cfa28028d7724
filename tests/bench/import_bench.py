"""One million CSV rows into a store that holds ten million, through `offer`, beside two plain readers of the same file.

The plain readers only parse: they check nothing, decide nothing and store nothing.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb
import pandas as pd

from core.dates import DEMO_NOW
from core.errors import Refused
from core.jobs.imports import offer
from core.store import open_store
from core.store.clients import add_client

CAMPAIGNS, DAYS = 274, 3650
BUDGET_SECONDS, BUDGET_MB = 8.0, 1024


def write_csv(path: Path) -> None:
    """A Google Ads report by day in its own shape: 1,000,100 rows, about 75 MB, with its totals row."""
    days = [day.strftime("%Y-%m-%d") for day in pd.date_range("2016-10-02", periods=DAYS)]
    salt = time.time_ns() % 997  # bytes that this store has not seen
    spend = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("Campaign report\nOctober 2, 2016 - September 29, 2026\n")
        file.write("Day,Campaign,Campaign type,Currency code,Impr.,Clicks,Cost,Conversions\n")
        for campaign in range(CAMPAIGNS):
            kind = ("Search", "Display", "Video")[campaign % 3]
            for number, day in enumerate(days):
                cents = (campaign * 37 + number * 11) % 20_000
                spend += cents
                file.write(
                    f"{day},{kind} | Kampanja {campaign},{kind},EUR,{1000 + (number + salt) % 997},{number % 50},"
                    f"{cents // 100}.{cents % 100:02},{number % 4}.00\n"
                )
        file.write(f"Total: Account, --, --,EUR, --, --,{spend // 100}.{spend % 100:02}, --\n")


def import_once(folder: Path, csv: Path) -> None:
    """In a process of its own, so that its memory can be told: prints seconds, MB, MB before, status and rows."""
    store = open_store(folder)
    with suppress(Refused):
        add_client(store.ops, name="Million", now=DEMO_NOW)
    data = csv.read_bytes()
    before = _mb()
    began = time.perf_counter()
    (outcome,) = offer(store, client_id="million", name=csv.name, data=data, who="bench", now=DEMO_NOW)
    seconds = time.perf_counter() - began
    print(f"{seconds:.2f} {_mb()} {before} {outcome.status} {outcome.reading.rows}")


def run(folder: Path) -> list[str]:
    """Import into the store in `folder`; returns lines for a person, each with its budget."""
    with tempfile.TemporaryDirectory() as temporary:
        csv = Path(temporary) / "million.csv"
        write_csv(csv)
        command = [sys.executable, str(Path(__file__)), str(folder), str(csv)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        pandas, duck = _plain_pandas(csv), _plain_duckdb(csv)
        size = csv.stat().st_size // 1_000_000
    seconds, memory, before, status, rows = said
    return [
        f"import of {int(rows):,} CSV rows ({size} MB), read, checked and published: {seconds} s"
        f" (budget {BUDGET_SECONDS:.0f} s), {memory} MB (budget {BUDGET_MB} MB; {before} MB before), {status}",
        f"  beside it, parsing alone: pandas.read_csv {pandas:.2f} s, DuckDB read_csv {duck:.2f} s",
    ]


def _plain_pandas(csv: Path) -> float:
    began = time.perf_counter()
    pd.read_csv(csv, skiprows=2, low_memory=False)
    return time.perf_counter() - began


def _plain_duckdb(csv: Path) -> float:
    began = time.perf_counter()
    # As text: with types it refuses the file at its totals row.
    text = "create table plain as from read_csv($csv, skip = 2, header = true, all_varchar = true)"
    duckdb.sql(text, params={"csv": str(csv)})
    return time.perf_counter() - began


def _mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    import_once(Path(sys.argv[1]), Path(sys.argv[2]))
