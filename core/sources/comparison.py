"""Columns of compared periods (`Last 3 months Clicks`, `Previous 3 months Clicks`): the current one is read.

Search Console writes the label of the period before or after the measure, in any language, so a label is whatever two
columns of one measure do not share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from core.model import Period
from core.sources import days
from core.sources.vocabulary import Meaning, folded, meanings

MEASURES = frozenset({"clicks", "impressions", "position", "known"})
MOST_WORDS = 4
"""Of the name of a measure."""


def current(headers: Sequence[str], found: Sequence[tuple[Meaning, ...]]) -> dict[int, tuple[Meaning, ...]]:
    """By position, what the columns of the current period mean: the first of each two that differ only in a label."""
    by_measure: dict[str, list[int]] = defaultdict(list)
    for at, header in enumerate(headers):
        if header and not found[at] and (measure := _split(header)[0]):
            by_measure[measure].append(at)
    plain = set(map(folded, headers))
    pairs = {measure: places for measure, places in by_measure.items() if len(places) == 2 and measure not in plain}
    return {places[0]: meanings(measure) for measure, places in pairs.items()}


def period(headers: Sequence[str], compared: Sequence[int]) -> Period | None:
    """The days that the label of a compared column names; None for `Last 3 months`."""
    labels = (_split(headers[at])[1] for at in compared)
    return next((span for span in map(days.span, labels) if span), None)


def _split(header: str) -> tuple[str, str]:
    """(measure, label) of a header; empty when it ends and begins with no measure."""
    cells = header.replace("(", " ").replace(")", " ").split()
    for count in range(1, min(MOST_WORDS, len(cells) - 1) + 1):
        for measure, label in ((cells[-count:], cells[:-count]), (cells[:count], cells[count:])):
            name = " ".join(measure)
            if any(m.role in MEASURES for m in meanings(name)):
                return folded(name), " ".join(label)
    return "", ""
