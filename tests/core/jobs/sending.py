"""What a process of its own does that looks at every board that is due, to be killed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.jobs.sync import sync_due
from core.store import open_store


def send_due(folder: Path, now: datetime) -> None:
    sync_due(open_store(folder), wait=lambda seconds: None, clock=lambda: now)
