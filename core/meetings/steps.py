"""The way through a meeting: item by item, and within a round from one whose turn it is to the next. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from core.meetings.shapes import Agenda, AgendaItem


@dataclass(frozen=True, slots=True)
class Step:
    """One turn: an item, or one part of it with its share of the minutes."""

    item: str
    part: str
    seconds: float


def steps(agenda: Agenda) -> list[Step]:
    """Every turn of the meeting in its order. Within a round all have the same time."""
    return [step for one in agenda.items for step in _steps(one)]


def _steps(one: AgendaItem) -> list[Step]:
    seconds = one.item.minutes * 60
    parts = one.parts or ("",)
    return [Step(one.item.key, part, seconds / len(parts)) for part in parts]


def place(way: list[Step], item: str, part: str) -> int:
    """Which turn it is; the item's first where the part is no more on the agenda, the very first where the item is
    not."""
    found = [n for n, step in enumerate(way) if step.item == item]
    return next((n for n in found if way[n].part == part), found[0] if found else 0)
