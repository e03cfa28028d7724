"""What a meeting saw beside what the same agenda says now, line by line. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from core.model import Sentence

ALIKE = 0.6
"""From this likeness on two lines of one rule that name no card are the same line in other words."""


class Change(StrEnum):
    """What became of a line."""

    SAME = "same"
    OTHERWISE = "otherwise"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: as it was presented, and as it is now. None where it is not there."""

    change: Change
    then: Sentence | None
    now: Sentence | None


@dataclass(frozen=True, slots=True)
class ItemPair:
    """An item of the agenda with its lines, in the order in which they were presented."""

    key: str
    title: Sentence
    pairs: tuple[Pair, ...]

    @property
    def changes(self) -> int:
        return sum(pair.change is not Change.SAME for pair in self.pairs)


def compare(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[ItemPair, ...]:
    """Two documents of one agenda (see `core.meetings.document`): the items as presented, then those that are new."""
    before = {item["item"]: item for item in then["items"]}
    after = {item["item"]: item for item in now["items"]}
    return tuple(
        ItemPair(
            key,
            _sentence(before.get(key) or after[key], "title"),
            tuple(_pairs(_lines(before.get(key)), _lines(after.get(key)))),
        )
        for key in (*before, *(key for key in after if key not in before))
    )


def _lines(item: Mapping[str, Any] | None) -> Sequence[Mapping[str, Any]]:
    """What was told; a prompt only stands where nothing was."""
    return [line for line in item["lines"] if line["kind"] != "prompt"] if item else ()


def _pairs(then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> Iterator[Pair]:
    partner = _partners(then, now)
    told = set(partner.values())
    new_after = -1

    def new_until(place: int) -> Iterator[Pair]:
        """New lines stand where they stand now: after the one before them."""
        nonlocal new_after
        for n in range(new_after + 1, place):
            if n not in told:
                yield Pair(Change.NEW, None, _sentence(now[n], "text"))
        new_after = max(new_after, place)

    for n, line in enumerate(then):
        said = _sentence(line, "text")
        if n not in partner:
            yield Pair(Change.GONE, said, None)
            continue
        yield from new_until(partner[n])
        is_now = _sentence(now[partner[n]], "text")
        same = said.en == is_now.en or said.fi == is_now.fi  # better words in one language tell nothing new
        yield Pair(Change.SAME if same else Change.OTHERWISE, said, is_now)
    yield from new_until(len(now))


def _partners(then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Place then -> place now: by the same words, else by the same rule about the same thing, else by likeness."""
    found: dict[int, int] = {}
    for rule in (_same_words, _same_thing, _alike):
        for n, line in enumerate(then):
            if n in found:
                continue
            free = [m for m in range(len(now)) if m not in found.values()]
            match = max(free, key=lambda m: rule(line, now[m]), default=None)
            if match is not None and rule(line, now[match]):
                found[n] = match
    return found


def _same_words(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    return float(_sentence(one, "text") == _sentence(other, "text") and one["kind"] == other["kind"])


def _same_thing(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    about = ("kind", "card", "entity")
    return float(bool(one.get("card") or one.get("entity")) and all(one.get(key) == other.get(key) for key in about))


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    if one["kind"] != other["kind"] or one.get("card") or other.get("card"):
        return 0.0
    if one["kind"] == "more":
        return 1.0
    likeness = SequenceMatcher(None, one["text"], other["text"], autojunk=False).ratio()
    return likeness if likeness >= ALIKE else 0.0


def _sentence(kept: Mapping[str, Any], key: str) -> Sentence:
    return Sentence(str(kept[key]), str(kept.get(f"{key}_fi") or kept[key]))
