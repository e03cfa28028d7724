"""What a change may be called. The rules are our own. One label per row: a table of forty rows has four by chance."""

from __future__ import annotations

from enum import StrEnum

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


def label(ratio: float, low: float, high: float, p: float) -> Label:
    """The word for `ratio` (after over before) with its 90 % interval and two-sided p."""
    if p <= LIKELY and abs(ratio - 1) >= WORTH_SAYING:
        if ratio > 1:
            return Label.CLEARLY_UP if p <= CLEARLY else Label.LIKELY_UP
        return Label.CLEARLY_DOWN if p <= CLEARLY else Label.LIKELY_DOWN
    if low >= 1 - STEADY and high <= 1 + STEADY:
        return Label.STEADY
    return Label.CANNOT_TELL if high > ratio * TOO_WIDE else Label.NO_CLEAR_CHANGE
