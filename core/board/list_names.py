"""What the name of a list suggests about its status. Pure; the words lie in list_names.tsv beside this.

Only a suggestion, until a person confirms or corrects it: lists are also named after people, weeks and paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from core.cards import Status

WORDS = Path(__file__).with_name("list_names.tsv")
_LONGEST_WRITTEN, _LONGEST_NAME = 200, 40
_SHORT_NAME = 3
"""A list named by a paragraph is not a column; one word says what a column is only among few."""

_WHOLE, _WEAK = "=", "~"
_BREAKS = re.compile(r"[/|;:()\[\]–—]+")

_NOT_YET = "to "
"""Begins a name of what is still to be done to the cards: `To be published` is not Done."""
_DENIALS = frozenset(["not", "no", "non", "never", "ei", "ej", "inte", "nicht", "kein", "keine", "ne", "nie", "nao"])

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that are no base letter with an accent, as people without them on their keys write them."""

_SPELLINGS = {
    "todo": Status.TO_DO,
    "review": Status.REVIEW_CLIENT,
    "review_us": Status.REVIEW_OURS,
    "review_internal": Status.REVIEW_OURS,
    "waiting_for_client": Status.REVIEW_CLIENT,
}


def suggested(name: str) -> Status | None:
    """The status a list's name suggests, in any of two dozen languages; None when it suggests none, or two at once."""
    return _suggested(name) if len(name) <= _LONGEST_WRITTEN else None


@lru_cache(maxsize=4096)
def _suggested(name: str) -> Status | None:
    """The same, remembered: every drawing of a board asks of all its lists, and there are a thousand phrases."""
    plain = folded(name)
    if not plain or len(plain) > _LONGEST_NAME:
        return None
    whole, phrases = _table()
    if plain in whole:
        return whole[plain]
    if not _DENIALS.isdisjoint(plain.split()):
        return None
    few = len(plain.split()) <= _SHORT_NAME
    found = _by_phrases(plain, phrases, few) or _by_parts(name, whole, phrases, few)
    return None if found is Status.DONE and plain.startswith(_NOT_YET) else found


def _by_phrases(plain: str, phrases: Mapping[str, tuple[Status, bool]], few: bool) -> Status | None:
    """What the phrases in a name say together, single words only of `few`; those that speak of time or things count
    only where no other does."""
    found = [phrase for phrase in phrases if f" {phrase} " in f" {plain} " and (few or " " in phrase)]
    strong = [phrase for phrase in found if not phrases[phrase][1]]
    return _agreed(phrases[phrase][0] for phrase in _not_within_another(strong or found))


def _not_within_another(found: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for phrase in sorted(found, key=len, reverse=True):
        if not any(f" {phrase} " in f" {longer} " for longer in kept):
            kept.append(phrase)
    return kept


def _by_parts(
    name: str, whole: Mapping[str, Status], phrases: Mapping[str, tuple[Status, bool]], few: bool
) -> Status | None:
    """What the parts of a name between strokes and brackets say, where they do not contradict each other."""
    parts = [folded(part) for part in _BREAKS.split(name)]
    said = (whole.get(part) or _by_phrases(part, phrases, few) for part in parts) if len(parts) > 1 else ()
    return _agreed(status for status in said if status is not None)


def _agreed(said: Iterable[Status]) -> Status | None:
    every = set(said)
    return every.pop() if len(every) == 1 else None


def parse_status(said: str) -> Status | None:
    """A status as people type it: `To-do`, `review (client)`, `review_ours`; plain `review` is the client's turn."""
    key = "_".join(re.findall(r"[a-z]+", said.casefold()))
    return _SPELLINGS[key] if key in _SPELLINGS else next((s for s in Status if s.value == key), None)


def folded(name: str) -> str:
    """A name without capitals, accents, emoji, signs and numbers; words apart by one space."""
    flat = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(c if c.isalpha() else "" if unicodedata.combining(c) else " " for c in flat)
    return " ".join(letters.split())


@cache
def _table() -> tuple[Mapping[str, Status], Mapping[str, tuple[Status, bool]]]:
    """(whole name -> status, phrase within a name -> its status and whether it counts only where no other does)."""
    whole: dict[str, Status] = {}
    phrases: dict[str, tuple[Status, bool]] = {}
    for line in WORDS.read_text("utf-8").splitlines():
        status, _, listed = line.partition("\t")
        for said in map(str.strip, listed.split(",") if listed else ()):
            whole[folded(said)] = Status(status)
            if not said.startswith(_WHOLE):
                phrases[folded(said)] = (Status(status), said.startswith(_WEAK))
    return whole, phrases
