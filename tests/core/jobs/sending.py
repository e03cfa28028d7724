"""A process of its own that looks at every board that is due: `python sending.py FOLDER NOW`, to be killed."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from core.jobs.sync import sync_due
from core.store import open_store

if __name__ == "__main__":
    now = datetime.fromisoformat(sys.argv[2])
    sync_due(open_store(Path(sys.argv[1])), wait=lambda seconds: None, clock=lambda: now)
