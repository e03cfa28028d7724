"""One million CSV rows into a store that holds ten million, through `offer`, beside two plain readers of the same file.

The plain readers only parse: they check nothing, decide nothing and store nothing.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import duckdb
import pandas as pd

from core.dates import DEMO_NOW
from core.errors import Refused
from core.jobs.imports import offer
from core.store import open_store
from core.store.clients import add_client
from tests.bench.lines import Line, at_most

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGNS, DAYS = 274, 3650
BUDGET_SECONDS, BUDGET_MB = 8.0, 1024
LONGEST = 180
"""Seconds after which the import is given up."""


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


def measured(folder: Path) -> list[Line]:
    """Import into a copy of the store in `folder`."""
    with tempfile.TemporaryDirectory() as temporary:
        csv, copy = Path(temporary) / "million.csv", Path(temporary) / "store"
        write_csv(csv)
        shutil.copytree(folder, copy)
        command = [sys.executable, "-m", "tests.bench.import_bench", str(copy), str(csv)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=LONGEST)
        pandas, duck = _plain_pandas(csv), _plain_duckdb(csv)
    seconds, memory, before, status, rows = done.stdout.split()
    name = f"import of {int(rows):,} CSV rows"
    return [
        at_most(f"{name}, {status}", float(seconds), BUDGET_SECONDS, "s", 1),
        at_most(f"{name}, memory ({before} MB before)", float(memory), BUDGET_MB, "MB"),
        Line("  parsing alone: pandas.read_csv", f"{pandas:.1f} s"),
        Line("  parsing alone: DuckDB read_csv", f"{duck:.1f} s"),
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
    """The most memory that this process has had. Linux alone tells it without what the parent had before the start."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    import_once(Path(sys.argv[1]), Path(sys.argv[2]))
