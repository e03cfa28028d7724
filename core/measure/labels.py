"""What a change may be called. The rules are our own. One label per row: a table of forty rows has four by chance."""

from __future__ import annotations

from enum import StrEnum

from core.model import Sentence

CLEARLY, LIKELY = 0.01, 0.10
WORTH_SAYING = 0.05
"""A smaller change is not called one, however sure."""
STEADY = 0.10
TOO_WIDE = 1.5
"""An interval wider than times or divided by this says nothing."""


class Label(StrEnum):
    CLEARLY_UP = "clearly_up"
    LIKELY_UP = "likely_up"
    STEADY = "steady"
    LIKELY_DOWN = "likely_down"
    CLEARLY_DOWN = "clearly_down"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_TELL = "cannot_tell"
    TOO_LITTLE = "too_little"


WORDS = {
    Label.CLEARLY_UP: Sentence("clearly up", "selvästi ylös"),
    Label.LIKELY_UP: Sentence("likely up", "todennäköisesti ylös"),
    Label.STEADY: Sentence("steady", "vakaa"),
    Label.LIKELY_DOWN: Sentence("likely down", "todennäköisesti alas"),
    Label.CLEARLY_DOWN: Sentence("clearly down", "selvästi alas"),
    Label.NO_CLEAR_CHANGE: Sentence("no clear change", "ei selvää muutosta"),
    Label.CANNOT_TELL: Sentence("cannot tell", "ei voi sanoa"),
    Label.TOO_LITTLE: Sentence("too little data", "liian vähän dataa"),
}


def label(ratio: float, low: float, high: float, p: float) -> Label:
    """The word for `ratio` (after over before) with its 90 % interval and two-sided p."""
    if p <= LIKELY and abs(ratio - 1) >= WORTH_SAYING:
        if ratio > 1:
            return Label.CLEARLY_UP if p <= CLEARLY else Label.LIKELY_UP
        return Label.CLEARLY_DOWN if p <= CLEARLY else Label.LIKELY_DOWN
    if low >= 1 - STEADY and high <= 1 + STEADY:
        return Label.STEADY
    return Label.CANNOT_TELL if high > ratio * TOO_WIDE else Label.NO_CLEAR_CHANGE
