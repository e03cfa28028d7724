"""The retrospective's own words: its questions, and whether a complaint was heard before. Pure.

Two notes are the same complaint when they share most of their words, however these are inflected. It is a rule of
thumb, so a person's word goes before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core import figures
from core.findings.words import told
from core.model import Sentence


class Question(StrEnum):
    """What a note answers."""

    WELL = "well"
    STUCK = "stuck"
    BETTER = "better"


class Phase(StrEnum):
    """Where a retrospective is: each comes after the one before, and none comes back."""

    WRITING = "writing"
    VOTING = "voting"
    CHOOSING = "choosing"
    ENDED = "ended"


ASKED: dict[Question, Sentence] = {
    Question.WELL: Sentence("What went well?", "Mikä sujui?"),
    Question.STUCK: Sentence("What did not flow?", "Mikä takkusi?"),
    Question.BETTER: Sentence("What better next time?", "Mitä paremmin ensi kerralla?"),
}
COMPLAINTS = frozenset({Question.STUCK, Question.BETTER})
"""Answers that ask for something to change; praise may come back as often as it likes."""
MOST_IMPROVEMENTS = 3
"""More than three are not carried out."""
USUAL_VOTES, MOST_VOTES = 3, 9
LONGEST_NOTE = 300

HALF = 0.5
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONG_STEM, _SHORT_STEM = 5, 4
_ENDING, _LONG_ENDING, _SHORT_ENDING = 4, 8, 2
_IDLE_WORDS = """
aina alkoi ehkä ei eikä eivät emme ennen enää että hyvin ilman itse johon joita joka jolla jossa josta jotka jotta
jälkeen kaikki kanssa kerran kesti koko koska kuin kun liian lisää lopulta meidän meillä meille meni mikä minkä missä
mistä mitä muita mukaan mutta myös niiden niin niitä nyt näin ole oli olisi olivat ollut olla ovat paljon paremmin
pitäisi pitää päästä saada saatiin sekä sen sille siitä silti sitten siis sitä taas tai tuli tulee tulivat tämä tässä
tätä vaan vain vasta vielä voisi yhä
about again after all also always and any are because been before being but came can could did does done dont even for
from get got had has have how into its just less more most much need needs never next not once only our out over same
should some still such than that the their them then there these they this too took until very was were what when where
which while who will with without would you
"""
_IDLE = frozenset(_IDLE_WORDS.split())
"""Words that say nothing of what a note is about."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A complaint of an earlier retrospective, and the day on which it was revealed."""

    note_id: str
    text: str
    day: date


def weighty(text: str) -> tuple[str, ...]:
    """The words that tell what a note is about, small and each once, in their order."""
    return tuple(dict.fromkeys(word for word in _WORD.findall(text.casefold()) if word not in _IDLE))


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: they begin alike, and what differs may be an ending (`hyväksyntä`,
    `hyväksyntöjen`; `asiakas`, `asiakkaalta`), not another word (`asia`, `asiakas`; `kuukausiraportti`,
    `kuukausipalaveri`)."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    shorter, longer = sorted((len(one) - shared, len(other) - shared))
    if shared >= _LONG_STEM:
        return shorter <= _ENDING and longer <= _LONG_ENDING
    return longer <= (_SHORT_ENDING if shared == _SHORT_STEM else 0)


def same_complaint(one: str, other: str) -> bool:
    """Whether two notes are likely to be about the same thing: at least half of all their words are shared, and at
    least two; a single one is enough where a note has no other."""
    left, right = weighty(one), list(weighty(other))
    total, fewest = len(left) + len(right), min(len(left), len(right))
    shared = 0
    for word in left:
        match = next((candidate for candidate in right if same_word(word, candidate)), None)
        if match is not None:
            right.remove(match)
            shared += 1
    if fewest == 1:
        return 2 * shared > HALF * total
    return shared >= 2 and 2 * shared >= HALF * total


def said_before(
    note_id: str, text: str, earlier: Sequence[Earlier], words: Mapping[tuple[str, str], bool]
) -> list[Earlier]:
    """The earlier complaints that this one repeats, oldest first. `words`: what a person said of (note, earlier one);
    where they said that it is the same, whatever that one repeated is repeated too."""
    found = {one.note_id for one in earlier if words.get((note_id, one.note_id), same_complaint(text, one.text))}
    for one in earlier:
        if words.get((note_id, one.note_id)):
            before = [other for other in earlier if other.day < one.day]
            found |= {other.note_id for other in said_before(one.note_id, one.text, before, words)}
    found -= {earlier_id for (note, earlier_id), same in words.items() if note == note_id and not same}
    return sorted((one for one in earlier if one.note_id in found), key=lambda one: (one.day, one.note_id))


def said_also(repeated: Collection[Earlier], today: date) -> Sentence | None:
    """“Said also in May and June”; None when it is new. Another year is named."""
    months = sorted({one.day.replace(day=1) for one in repeated})
    if not months:
        return None
    return told(
        "Said also in {months}",
        "Sanottu myös {months}",
        months=lambda language: _listed([_in_month(month, today, language) for month in months], language),
    )


def _in_month(month: date, today: date, language: str) -> str:
    name = figures.MONTHS["fi" if language == "fi" else "en"][month.month - 1] + ("ssa" if language == "fi" else "")
    return name if month.year == today.year else f"{name}{figures.SPACE}{month.year}"


def _listed(parts: Sequence[str], language: str) -> str:
    *before, last = parts
    return f"{', '.join(before)} {'ja' if language == 'fi' else 'and'} {last}" if before else last
