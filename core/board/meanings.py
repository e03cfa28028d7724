"""What the labels and custom fields of a card say about it: stage, channel, persona, content, news, blocked. Pure.

The words lie in mark_words.tsv beside this. They only suggest, until a person confirms or corrects them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from core.board.list_names import folded
from core.cards import BoardContent, Card
from core.model import Stage

WORDS = Path(__file__).with_name("mark_words.tsv")
_LONGEST = 60
"""A name longer than this is a sentence; single words in it say nothing about the card."""
_ALL, _FIELDS, _WHOLE = "-", "@", "="
_NO = frozenset(["", "no", "ei", "false", "nej", "nein", "non", "none", "0"])


class Dimension(StrEnum):
    """What can be said of a card. `blocked`: it cannot go on now; `internal`: no client sees it."""

    STAGE = "stage"
    CHANNEL = "channel"
    PERSONA = "persona"
    CONTENT = "content"
    NEWS = "news"
    BLOCKED = "blocked"
    INTERNAL = "internal"


MEASURE = "measure"
STAGES: tuple[str, ...] = (MEASURE, *(stage.value for stage in Stage))
"""A card may also be about measuring, the frame around the stages that hold money."""


class MarkKind(StrEnum):
    LABEL = "label"
    FIELD = "field"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A label (`key` is its id) or one value of a custom field (`key` is the field's name)."""

    kind: MarkKind
    key: str
    value: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Meaning:
    """One thing a mark says. `value`: which stage, channel or persona; empty for the others."""

    dimension: Dimension
    value: str = ""


Meanings = tuple[Meaning, ...]
"""All that one mark says; empty when it says nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """What all marks of one card say together, each thing once, in the order of the stages or of the marks."""

    stages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    content: bool = False
    news: bool = False
    blocked: bool = False
    internal: bool = False


def marks_of(card: Card) -> tuple[Mark, ...]:
    """The marks that a card bears: its labels, then the values of its custom fields."""
    return (
        *(Mark(MarkKind.LABEL, label_id) for label_id in card.label_ids),
        *(Mark(MarkKind.FIELD, name, value) for name, value in card.fields),
    )


def suggestions(content: BoardContent) -> dict[Mark, Meanings]:
    """What the names of a board's labels, and the values of the custom fields in use on it, suggest."""
    found = {Mark(MarkKind.LABEL, label.label_id): suggested(label.name) for label in content.labels}
    for card in (*content.cards, *content.gone):
        for name, value in card.fields:
            mark = Mark(MarkKind.FIELD, name, value)
            if mark not in found:
                found[mark] = suggested(value, field=name)
    return found


def said_of(card: Card, known: Mapping[Mark, Meanings]) -> Said:
    """What the marks of a card say, by what each of them is known to say."""
    if not card.label_ids and not card.fields:
        return _NOTHING
    every = [meaning for mark in marks_of(card) for meaning in known.get(mark, ())]
    if not every:
        return _NOTHING
    stages = {m.value for m in every if m.dimension is Dimension.STAGE}
    dimensions = {m.dimension for m in every}
    return Said(
        stages=tuple(stage for stage in STAGES if stage in stages),
        channels=_values(every, Dimension.CHANNEL),
        personas=_values(every, Dimension.PERSONA),
        content=Dimension.CONTENT in dimensions,
        news=Dimension.NEWS in dimensions,
        blocked=Dimension.BLOCKED in dimensions,
        internal=Dimension.INTERNAL in dimensions,
    )


_NOTHING = Said()


def _values(every: Iterable[Meaning], dimension: Dimension) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.value for m in every if m.dimension is dimension))


def suggested(name: str, *, field: str = "") -> Meanings:
    """What the name of a label, or a value of the custom field `field`, suggests, in any of a dozen languages."""
    about = _dimension_of(folded(field)) if field else None
    if about is None:
        return _by_words(name)
    if about is Dimension.PERSONA:
        return (Meaning(about, " ".join(name.split())),) if name.strip() else ()
    if about in (Dimension.STAGE, Dimension.CHANNEL):
        return tuple(m for m in _by_words(name) if m.dimension is about)
    return () if folded(name) in _NO else (Meaning(about),)


def _by_words(name: str) -> Meanings:
    plain = folded(name)
    if not plain or len(plain) > _LONGEST:
        return ()
    found: dict[Dimension, dict[str, int]] = {}
    for phrase, (dimension, value, whole) in _phrases().items():
        if phrase == plain or (not whole and f" {phrase} " in f" {plain} "):
            lengths = found.setdefault(dimension, {})
            lengths[value] = max(len(phrase), lengths.get(value, 0))
    return tuple(
        Meaning(dimension, "" if value == _ALL else value)
        for dimension in Dimension
        for value in _best(dimension, found.get(dimension, {}))
    )


def _best(dimension: Dimension, lengths: Mapping[str, int]) -> list[str]:
    """A card may serve several stages; of channels the longest phrase tells which one is meant."""
    if dimension is Dimension.STAGE:
        return [stage for stage in STAGES if stage in lengths]
    longest = max(lengths.values(), default=0)
    best = [value for value, length in lengths.items() if length == longest]
    return best if len(best) == 1 else []


def _dimension_of(field: str) -> Dimension | None:
    return _fields().get(field)


@cache
def _phrases() -> dict[str, tuple[Dimension, str, bool]]:
    """Phrase -> what it says, and whether only a whole name says so."""
    return {
        folded(phrase): (dimension, value, phrase.startswith(_WHOLE))
        for dimension, value, phrases in _table()
        for phrase in phrases
        if value != _FIELDS
    }


@cache
def _fields() -> dict[str, Dimension]:
    return {
        folded(phrase): dimension for dimension, value, phrases in _table() for phrase in phrases if value == _FIELDS
    }


@cache
def _table() -> tuple[tuple[Dimension, str, tuple[str, ...]], ...]:
    lines = [line.split("\t") for line in WORDS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(
        (Dimension(dimension), value, tuple(phrase.strip() for phrase in phrases.split(",")))
        for dimension, value, phrases in lines
    )


CHANNELS: tuple[str, ...] = tuple(
    dict.fromkeys(value for dimension, value, _ in _table() if dimension is Dimension.CHANNEL and value != _FIELDS)
)
"""The channels a card can be said to belong to."""
