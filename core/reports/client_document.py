"""What a client reads, as plain values: the document that is drawn, kept, downloaded and cut to one page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from core import figures
from core.model import Period, Sentence, Stage
from core.reports import client_words as words
from core.shares import Section, Terms

LISTED = 12
"""Lines of one list: more is not read on a phone, and is counted."""
LEARNT, REST = "learnt", "rest"


@dataclass(frozen=True, slots=True)
class Item:
    """One line. `status` is a band (`on_target`, `watch`, `off`) or empty; `key`, `share` and `target` are those of a
    stage's bar: shares are of all staged money. `value` is the figure that `detail` begins with, and `done` what it is
    of its goal (1.0: just that), where both are numbers. What was learnt has the key LEARNT;
    a line that counts those left out has the key REST, and their number as its `value`."""

    text: str
    detail: str = ""
    status: str = ""
    key: str = ""
    share: float | None = None
    target: float | None = None
    value: str = ""
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page: what it says first, then its lines."""

    section: Section
    lead: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole page. `as_of` and the days are ISO text; `language` is the one it is written in; `scope` says what of
    the client's marketing it tells of."""

    client: str
    language: str
    as_of: str
    start: str
    end: str
    parts: tuple[Part, ...]
    scope: str = ""

    @property
    def period(self) -> Period:
        return Period(date.fromisoformat(self.start), date.fromisoformat(self.end))

    @property
    def days(self) -> str:
        """The days it is about, and whether they are still under way."""
        text = figures.period(self.period, self.language)
        return words.UNDER_WAY.said_in(self.language).format(days=text) if self.end >= self.as_of else text

    @property
    def as_of_day(self) -> str:
        return figures.day(date.fromisoformat(self.as_of), self.language)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def from_json(text: str) -> Document:
    """A document that was kept as text."""
    kept = json.loads(text)
    parts = tuple(
        Part(Section(part["section"]), part["lead"], tuple(Item(**item) for item in part["items"]))
        for part in kept.pop("parts")
    )
    return Document(**kept, parts=parts)


class Teller:
    """Says things in the language of a link."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.whole = set(terms.stages) == set(Stage)

    def said(self, sentence: Sentence, **values: object) -> str:
        return sentence.said_in(self.terms.language).format(**values)

    def day(self, day: date) -> str:
        return figures.day(day, self.terms.language)
