"""A change in words: what it may be called, how large it may be, and what could have been seen at all."""

from __future__ import annotations

from core import figures
from core.measure.change import Change
from core.measure.labels import WORDS, Label
from core.model import Sentence


def change_words(found: Change | Sentence) -> Sentence:
    """`likely up (+5 … +70 %)`; beside what shows no change the smallest one that would have shown. A reason why
    nothing can be said stands as it is."""
    if isinstance(found, Sentence):
        return found
    return Sentence(_said(found, "en"), _said(found, "fi"))


def size(ratio: float, language: str) -> str:
    """A ratio as a change: 1.33 is `+33 %`."""
    return f"{figures.number(100 * (ratio - 1), language, signed=True)}{figures.SPACE}%"


def _said(found: Change, language: str) -> str:
    word = WORDS[found.label].said_in(language)
    if found.label in (Label.NO_CLEAR_CHANGE, Label.CANNOT_TELL):
        least = size(1 + found.visible, language)
        return _WOULD_SHOW.said_in(language).format(word=word, least=least)
    low = figures.number(100 * (found.low - 1), language, signed=True)
    return f"{word} ({low}{figures.SPACE}…{figures.SPACE}{size(found.high, language)})"


_WOULD_SHOW = Sentence("{word} ({least} or more would show)", "{word} (näkyisi, jos {least} tai enemmän)")
