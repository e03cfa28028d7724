"""What was measured, beside what it may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `ok` is None for a figure that is only there to compare with."""

    what: str
    measured: str
    budget: str = ""
    ok: bool | None = None


def at_most(what: str, value: float, limit: float, unit: str, digits: int = 0) -> Line:
    """A figure that has a budget."""
    return Line(what, f"{value:,.{digits}f} {unit}", f"≤ {limit:,g} {unit}", value <= limit)


def table(lines: Iterable[Line]) -> str:
    """The rows with `ok` or `OVER`, in columns."""
    rows = [(line.what, line.measured, line.budget, {None: "", True: "ok", False: "OVER"}[line.ok]) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        f"{what:{widths[0]}}  {measured:>{widths[1]}}  {budget:{widths[2]}}  {verdict}".rstrip()
        for what, measured, budget, verdict in rows
    )
