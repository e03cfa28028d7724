"""Numeric cases with known answers, where they are at hand beside the project."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

METHODS = Path(__file__).resolve().parents[4] / "shared" / "oracles" / "methods"
needs_oracles = pytest.mark.skipif(not METHODS.exists(), reason="the oracles are not on this machine")


@cache
def _cases() -> dict[str, dict[str, Any]]:
    return {case["id"]: case for case in json.loads((METHODS / "oracles.json").read_text("utf-8"))}


def expected(case: str) -> Any:
    """The answer as pytest compares it: within the tolerance of the case, exactly where it is 0."""
    found = _cases()[case]
    answer, tolerance = found["expected"], found.get("tol")
    return pytest.approx(answer, abs=tolerance, rel=0) if tolerance else answer


def rows(name: str) -> list[dict[str, str]]:
    with (METHODS / "data" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
