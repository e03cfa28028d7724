"""What the name of a list suggests about its status. Pure; the words lie in list_names.tsv beside this.

Only a suggestion, until a person confirms or corrects it: lists are also named after people, weeks and paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from core.cards import Status

WORDS = Path(__file__).with_name("list_names.tsv")
_LONGEST_NAME = 40
_SHORT_NAME = 3
"""A list named by a paragraph is not a column; one word says what a column is only among few."""

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
    """The status a list's name suggests, in any of a dozen languages; None when it suggests none, or two at once."""
    plain = folded(name)
    if not plain or len(plain) > _LONGEST_NAME:
        return None
    table = _table()
    if plain in table:
        return table[plain]
    words = plain.split()
    if not _DENIALS.isdisjoint(words):
        return None
    found = [
        (phrase, status)
        for phrase, status in table.items()
        if f" {phrase} " in f" {plain} " and (" " in phrase or len(words) <= _SHORT_NAME)
    ]
    longest = max((len(phrase) for phrase, _ in found), default=0)
    best = {status for phrase, status in found if len(phrase) == longest}
    return best.pop() if len(best) == 1 else None


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
def _table() -> dict[str, Status]:
    found: dict[str, Status] = {}
    for line in WORDS.read_text("utf-8").splitlines():
        status, _, phrases = line.partition("\t")
        if phrases:
            found |= {folded(phrase): Status(status) for phrase in phrases.split(",")}
    return found
