"""What the header alone tells of a table: whose report it is, and whether it is one that can be read at all.

A step that ends the reading raises `Ended` with the Reading to return; everything understood so far travels with it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from core.model import FileStatus, Period, Sentence
from core.sources import days, ga4, outcome_sentences, personal, question_texts, sentences
from core.sources.layout import DIMENSIONS, MAIL_SOURCES, NAMES, SEGMENTS, SPAN_ROLES, TABLE, Layout, layout
from core.sources.reading import Question, Reading
from core.sources.table import Head, find_head

_SUBJECTS = (
    *SPAN_ROLES,
    "account",
    *NAMES.values(),
    *(f"{name}_id" for name in NAMES.values()),
    *(role for role, _ in (*DIMENSIONS, *SEGMENTS)),
)
"""What a row can be about. A table of figures about nothing known is asked about."""


class Ended(Exception):  # a way out of nested steps, not a fault
    def __init__(self, reading: Reading) -> None:
        super().__init__(str(reading.message))
        self.reading = reading


@dataclass(frozen=True)
class Asked:
    """What came with the text: file name, what is known beside it (see `read.Hints`) and answers."""

    name: str
    currency: str
    """The account's, if known."""
    answers: Mapping[str, str]
    value_currency: str
    today: date | None
    beside: bool = False
    """Whether the table is one of several of its file: then an unfamiliar one is left out rather than asked about."""
    before: int = 0
    """Lines of the file above the text."""
    declared: Period | None = None
    """The period that a sibling table declares for this one."""
    filtered: str = ""
    """The filter under which a package was made; empty when its figures are whole."""
    package: str = ""
    """The source of the package that the table lies in, if it is known."""
    account: str = ""
    """The account that a package's name tells."""

    def answer(self, key: str) -> str:
        return self.answers.get(key, "").strip()


@dataclass(frozen=True)
class Opening:
    """Header, roles of its columns, and a reading that holds what they tell."""

    head: Head
    shape: Layout
    first: Reading


def opened(text: str, asked: Asked) -> Opening:
    """The opening of a table. Raises Ended for what is no campaign table, or is one in unknown words."""
    head = _require_head(text)
    if personal.are_a_person(head.header):
        raise Ended(Reading(FileStatus.REFUSED, personal.IS_A_PERSON))
    shape = layout(head, asked.answer("columns"), asked.package)
    first = _first_reading(head, shape, asked)
    if shape.lists_outcomes:
        return Opening(head, shape, first)
    _require_kind(text, head, shape, first)
    _require_rows(text, head, first, asked)
    _require_figures(head, shape, first, asked)
    _require_days(head, shape, first)
    _require_subject(head, shape, first)
    return Opening(head, shape, first)


def asking(reading: Reading, *questions: Question) -> Reading:
    """`reading` as one that waits for these answers."""
    text = Sentence(" ".join(q.text.en for q in questions), " ".join(q.text.fi for q in questions))
    return replace(reading, status=FileStatus.NEEDS_ANSWER, message=text, questions=questions)


def _require_head(text: str) -> Head:
    head = find_head(text)
    if head is not None:
        return head
    lines = list(islice(io.StringIO(text), 40))
    span = days.declared(lines)
    if not text.strip():
        raise Ended(Reading(FileStatus.EMPTY, sentences.EMPTY_FILE))
    if span and len(lines) < 20:
        raise Ended(Reading(FileStatus.EMPTY, sentences.empty("", span), period=span))
    raise Ended(Reading(FileStatus.REFUSED, sentences.NO_TABLE))


def _first_reading(head: Head, shape: Layout, asked: Asked) -> Reading:
    return Reading(
        FileStatus.REFUSED,
        sentences.NO_MEASURES,
        source=shape.source,
        report=shape.source,
        period=shape.compared or _declared(head, asked),
        currency=shape.currency,
        account=ga4.property_name(head.preamble) if shape.source == "ga4" else asked.account,
        zone="UTC" if shape.source == "linkedin_ads" else "",
        language=shape.language,
        delimiter=head.delimiter,
    )


def _declared(head: Head, asked: Asked) -> Period | None:
    answered = days.answered_period(asked.answer("period"))
    return asked.declared or days.declared(head.preamble) or days.span_in_name(asked.name) or answered


def _require_kind(text: str, head: Head, shape: Layout, first: Reading) -> None:
    """Refuses what is known to be something else than a campaign table."""
    mark = min((mark for mark in shape.marks if mark in sentences.MARKED), default="")
    if mark:
        raise Ended(replace(first, message=sentences.MARKED[mark]))
    figures = shape.has("spend", "spend_micros", "impressions", "clicks", "link_clicks", "sessions", "results")
    subject = shape.has(*NAMES.values(), *(role for role, _ in (*DIMENSIONS, *SEGMENTS)))
    if shape.personal and not (figures and subject):
        raise Ended(_about_people(text, head, shape, first))
    if len(shape.money_currencies) > 1:
        raise Ended(replace(first, message=sentences.several_currencies(shape.money_currencies)))


def _require_figures(head: Head, shape: Layout, first: Reading, asked: Asked) -> None:
    """Asks about a header in unknown words; refuses a known one without figures."""
    if not shape.measures and not shape.actions:
        ids = (f"{name}_id" for name in NAMES.values())
        own_days = shape.source == TABLE and shape.has("day") and not shape.has(*NAMES.values(), *ids)
        strange = head.known < 2 or own_days
        if strange and not (asked.beside or shape.source == "ga4"):
            raise Ended(asking(first, question_texts.columns_question(head.header)))
        raise Ended(replace(first, message=sentences.NOT_KEPT) if asked.beside else first)


def _about_people(text: str, head: Head, shape: Layout, first: Reading) -> Reading:
    """A list of people is asked about when some column of it holds days: they may be of orders or leads. Else it is
    none of our business."""
    others = [at for at in range(len(shape.headers)) if at not in shape.personal]
    rows = csv.reader(io.StringIO(text[head.body_at :], newline=""), delimiter=head.delimiter)
    cells = [row[at] for row in _first_rows(rows) for at in others if at < len(row)]
    if any(map(days.is_day, cells)):
        return asking(first, outcome_sentences.people_question([shape.headers[at] for at in others]))
    return replace(first, message=sentences.PERSONAL)


def _first_rows(rows: Iterator[list[str]]) -> list[list[str]]:
    try:
        return list(islice(rows, 20))
    except csv.Error:
        return []


def _require_rows(text: str, head: Head, first: Reading, asked: Asked) -> None:
    """A header of a snapshot with nothing under it is an empty table, whatever it would have held."""
    if asked.beside and not text[head.body_at :].strip(' ",;\t\r\n'):
        raise Ended(replace(first, status=FileStatus.EMPTY, message=sentences.empty(first.source, first.period)))


def _require_subject(head: Head, shape: Layout, first: Reading) -> None:
    """Asks about figures of nothing that we know."""
    if shape.source == TABLE and not shape.has(*_SUBJECTS):
        raise Ended(asking(first, question_texts.columns_question(head.header)))
    if shape.source in MAIL_SOURCES and not shape.has("campaign", "campaign_id"):
        raise Ended(replace(first, message=sentences.PERSONAL if shape.personal else sentences.NO_CAMPAIGN))


def _require_days(head: Head, shape: Layout, first: Reading) -> None:
    """Refuses rows that can be placed on no calendar days."""
    if shape.has("day", "start"):
        return
    if shape.has("hour"):
        raise Ended(replace(first, message=sentences.HOURLY))
    if shape.has("week", "month", "quarter", "year") or (shape.has("nth_day") and first.period):
        return
    if shape.has("long_span", "nth_day"):
        raise Ended(replace(first, message=sentences.LONG_SPANS))
    if first.period is None and days.is_all_time(head.preamble):
        raise Ended(replace(first, message=sentences.ALL_TIME))
