"""The Finnish school grade in words: what a client means who says nine. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from core import figures
from core.meetings.shapes import Graded
from core.model import Sentence

GRADES = tuple(Decimal(quarters) / 4 for quarters in range(40, 15, -1))
"""Every grade there is, the best first: 10 to 4 in quarters."""
_WORDS = {
    10: Sentence("excellent", "erinomainen"),
    9: Sentence("very good", "kiitettävä"),
    8: Sentence("good", "hyvä"),
    7: Sentence("satisfactory", "tyydyttävä"),
    6: Sentence("moderate", "kohtalainen"),
    5: Sentence("adequate", "välttävä"),
    4: Sentence("fail", "hylätty"),
}


def word(grade: Decimal) -> Sentence:
    """What school calls it; a grade between two is called by the lower one: it has not reached the other."""
    return _WORDS[int(grade)]


def said(grade: Decimal, language: str) -> str:
    """`9½` is `9,5`: as many decimals as it has."""
    places = max(0, -int(grade.normalize().as_tuple().exponent))
    return figures.number(grade, language, places)


def by_day(grades: Iterable[Graded]) -> tuple[Graded, ...]:
    """One grade a day, oldest first: given again in the same meeting, the newest one holds."""
    return tuple({one.on: one for one in grades}.values())
