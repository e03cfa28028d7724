"""What a process of its own does that brings in what lies in the inbox, to be killed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.jobs.inbox import look, sweep
from core.store import open_store


def sweep_once(folder: Path) -> None:
    store = open_store(folder)
    print("ready", flush=True)
    sweep(store, before=look(store), clock=lambda client: datetime(2026, 10, 1, 6))
