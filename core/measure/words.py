"""A change in words: what it may be called, how large it is, and what could have been seen at all."""

from __future__ import annotations

from core import figures
from core.measure.change import Change
from core.measure.labels import WORDS, Label
from core.model import Sentence


def verdict(found: Change) -> Sentence:
    """What it may be called; beside what shows no change the smallest rise that would have shown."""
    word = WORDS[found.label]
    if found.label not in (Label.NO_CLEAR_CHANGE, Label.CANNOT_TELL):
        return word
    return Sentence(
        f"{word.en} ({size(1 + found.visible, 'en')} or more would show)",
        f"{word.fi} (näkyisi, jos {size(1 + found.visible, 'fi')} tai enemmän)",
    )


def size(ratio: float, language: str) -> str:
    """A ratio as a change: 1.33 is `+33 %`."""
    return f"{figures.number(100 * (ratio - 1), language, signed=True)}{figures.SPACE}%"
