from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from core.store.clients import add_client
from core.store.ops import Ops


@pytest.fixture
def ops(tmp_path: Path) -> Ops:
    ops = Ops(tmp_path / "ops.sqlite")
    ops.migrate()
    add_client(ops, name="Alfa Oy", now=datetime(2026, 11, 1))
    return ops
