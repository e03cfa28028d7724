"""Where the data folder is and which fixed settings the product has. Secrets are read elsewhere, never here."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA_VARIABLE = "TAHTI_DATA"


def data_folder(given: str | Path | None = None) -> Path:
    """The data folder: `given` (from `--data`), else the environment's TAHTI_DATA, else `data/` of this checkout."""
    return Path(given or os.environ.get(DATA_VARIABLE) or ROOT / "data").resolve()
