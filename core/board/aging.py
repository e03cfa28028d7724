"""How old cards were when they left each status: what the age of a card lying there now is held against. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.board.flow import DayOf, days_taken
from core.board.history import Spans
from core.board.journey import Journey
from core.board.numbers import percentile
from core.cards import IN_PROGRESS, Status

FEWEST = 10
"""Fewer cards make dots, not lines."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Ages, in calendar days since the start, at which finished cards last left a status. None under ten cards."""

    status: Status
    n: int
    p50: float | None
    p85: float | None


def paces(finished: Iterable[tuple[Spans, Journey]], day_of: DayOf) -> dict[Status, Pace]:
    """The pace of every status of work in progress that finished cards went through. `finished`: their spans by status
    and their ways; those whose start is not known say nothing."""
    ages: dict[Status, list[int]] = {}
    for spans, way in finished:
        if way.started is None or way.finished is None or not way.start_known:
            continue
        left = {span.place: span.end for span in spans if span.end and way.started <= span.start < way.finished}
        for status in IN_PROGRESS:
            if left.get(status):
                ages.setdefault(status, []).append(days_taken(day_of(way.started), day_of(left[status])))
    return {status: _pace(status, days) for status, days in ages.items()}


def _pace(status: Status, days: list[int]) -> Pace:
    if len(days) < FEWEST:
        return Pace(status, len(days), None, None)
    return Pace(status, len(days), percentile(days, 0.50), percentile(days, 0.85))
