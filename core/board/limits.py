"""Limits of work in progress: how many cards may lie in a place at once, and where there are more. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    STATUS = "status"
    LIST = "list"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A status, or one list by its id."""

    kind: PlaceKind
    key: str


@dataclass(frozen=True, slots=True)
class Load:
    """How many cards lie in a place that has a limit."""

    place: Place
    cards: int
    most: int

    @property
    def over(self) -> int:
        """By how many cards the limit is broken; 0 when it holds."""
        return max(0, self.cards - self.most)


def loads(limits: Mapping[Place, int], lying: Mapping[Place, int]) -> tuple[Load, ...]:
    """Every place with a limit, the fullest first; a place in which nothing lies holds its limit."""
    found = [Load(place, lying.get(place, 0), most) for place, most in limits.items()]
    return tuple(sorted(found, key=lambda load: (-load.over, load.place)))
