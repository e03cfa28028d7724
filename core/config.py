"""Where the data folder is and which fixed settings the product has. Secrets are read elsewhere, never here."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA_VARIABLE = "TAHTI_DATA"
INBOX_VARIABLE = "TAHTI_INBOX_SECONDS"
INBOX_SECONDS = 60
SYNC_VARIABLE = "TAHTI_SYNC_SECONDS"
PUBLIC_ADDRESS = "TAHTI_URL"
"""Environment variable: the address by which people reach the product, for links that are made on a command line."""


def data_folder(given: str | Path | None = None) -> Path:
    """The data folder: `given` (from `--data`), else the environment's TAHTI_DATA, else `data/` of this checkout."""
    return Path(given or os.environ.get(DATA_VARIABLE) or ROOT / "data").resolve()


def inbox_seconds() -> int:
    """How often the app looks into the inbox, in seconds, from the environment's TAHTI_INBOX_SECONDS; 0 for never. What
    is no number means the usual minute."""
    try:
        return max(int(os.environ.get(INBOX_VARIABLE) or INBOX_SECONDS), 0)
    except ValueError:
        return INBOX_SECONDS


def sync_seconds() -> int:
    """How often a Trello board is looked at: the environment's TAHTI_SYNC_SECONDS, at least half a minute; five minutes
    without it."""
    given = os.environ.get(SYNC_VARIABLE, "")
    return max(int(given), 30) if given.isdecimal() else 300
