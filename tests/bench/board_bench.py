"""A board of 5,000 cards and 50,000 moves: brought in, brought in again, and read."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.jobs.board import import_board
from core.reports.board import board_status, flow
from core.store import open_store
from core.store.clients import add_client
from tests.bench.make_board import BORN, make_board

CARDS, MOVES = 5_000, 50_000
BUDGET_SECONDS = 3.0
NOW = BORN.replace(tzinfo=None) + timedelta(days=240)


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    data = make_board(CARDS, MOVES)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        client_id = add_client(store.ops, name="Bench", now=NOW).client_id

        def bring() -> None:
            import_board(store, client_id=client_id, data=data, who="bench", now=NOW)

        first, again = seconds(bring), seconds(bring)
        status = seconds(lambda: board_status(store, client_id=client_id, as_of=NOW))
        flowing = seconds(lambda: flow(store, client_id=client_id, period=None, as_of=NOW))
    print(f"board of {CARDS:,} cards and {MOVES:,} moves ({len(data) / 1e6:.0f} MB):")
    print(f"  import {first:.1f} s (budget {BUDGET_SECONDS} s), the same again {again:.1f} s")
    print(f"  read cold: status {status:.1f} s, flow {flowing:.1f} s")
