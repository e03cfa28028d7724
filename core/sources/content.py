"""A table whose rows are read as text, and what they are about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from operator import eq

import numpy as np

from core.model import Level
from core.sources import facts, ga4, google_ads, meta_ads, question_texts, search_console, sentences, totals
from core.sources.column import Column
from core.sources.columns import Mask, where
from core.sources.layout import DIMENSIONS, NAMES, SEGMENTS, TABLE, Layout
from core.sources.numbers import is_number
from core.sources.opening import Asked, Ended, Opening, asking
from core.sources.table import Body, Head, read_body

_NAMING = (*NAMES.values(), *(f"{name}_id" for name in NAMES.values()), *(role for role, _ in (*DIMENSIONS, *SEGMENTS)))


@dataclass(frozen=True)
class Table:
    """Header, rows and what came with them: everything the later steps need."""

    text: str
    head: Head
    shape: Layout
    body: Body
    level: Level
    card: bool
    asked: Asked

    def column(self, role: str) -> Column | None:
        return self.body.columns[self.shape.roles[role]] if role in self.shape.roles else None

    def header(self, role: str) -> str:
        return self.shape.headers[self.shape.roles[role]]

    def texts(self, role: str) -> tuple[str, ...]:
        """The distinct texts of a column; none when the table does not have it."""
        column = self.column(role)
        return column.texts if column is not None else ()

    @property
    def report(self) -> str:
        """The name of the report by what its rows are."""
        if self.shape.source == "google_ads":
            return google_ads.report(self.shape, self.level, self.card)
        if self.shape.source == "search_console":
            return search_console.report(self.shape)
        return ga4.REPORTS.get(self.level, "report") if self.shape.source == "ga4" else self.level.value


def table_of(text: str, opening: Opening, asked: Asked) -> Table:
    """The table under the header, every row of it. Rows of a known report about something unknown are parts by that
    column. Raises Unreadable where the text cannot be split into cells, Ended with a question where it is nobody's
    known report."""
    head, shape = opening.head, opening.shape
    body = read_body(text, head, shape.wanted, asked.before)
    crowded = max((len(body.columns[at].texts) for role, at in shape.roles.items() if role in _NAMING), default=0)
    if crowded > facts.MOST_ENTITIES:
        raise Ended(replace(opening.first, message=sentences.too_many_entities(crowded)))
    money = body.columns[shape.roles["spend"]].texts if "spend" in shape.roles else ()
    card = google_ads.is_card(head, shape, money)
    if card:
        shape = replace(shape, source="google_ads")
    shape = _with_result_kind(body, shape)
    strange = _strange(body, shape)
    level = _level(body, shape, strange, bool(asked.filtered))
    if level is Level.OTHER and strange and not shape.has(*(role for role, _ in (*DIMENSIONS, *SEGMENTS))):
        if shape.source == TABLE:
            raise Ended(asking(opening.first, question_texts.columns_question(head.header)))
        shape = replace(shape, roles={**shape.roles, "breakdown": head.header.index(strange)})
    return Table(text, head, shape, body, level, card, asked)


def repeated_headers(body: Body, shape: Layout) -> Mask:
    """Rows that are the header again: exports that somebody joined into one file."""
    found = [where(column, partial(eq, shape.headers[position])) for position, column in body.columns.items()]
    return np.logical_and.reduce(found) if len(found) > 1 else np.zeros(body.rows, np.bool_)


def closing_remarks(body: Body) -> Mask:
    """Rows at the end with nothing but a first cell: `No data available.`, who made the report and when."""
    others = [where(column, lambda text: not text) for position, column in body.columns.items() if position]
    found = np.zeros(body.rows, np.bool_)
    if len(others) < 2 or not body.rows:
        return found
    bare = np.logical_and.reduce(others)
    told = np.flatnonzero(~bare)
    found[told[-1] + 1 if len(told) else 0 :] = True
    return found


def second_header(body: Body, shape: Layout) -> Mask:
    """The first row, when it describes the columns in words (Google Business): no measure of it is a number."""
    found = np.zeros(body.rows, np.bool_)
    columns = [body.columns[shape.roles[role]] for role in shape.measures]
    if body.rows > 1 and len(columns) > 1:
        found[0] = not any(is_number(column.texts[column.codes[0]]) for column in columns)
    return found


def _level(body: Body, shape: Layout, strange: str, filtered: bool) -> Level:
    level = facts.level_of(shape, lambda role: _filled(body, shape, role))
    if level is Level.ACCOUNT and strange:
        return Level.OTHER
    if level is Level.ACCOUNT and shape.source == "search_console":
        return Level.OTHER if filtered else Level.CHANNEL
    return level


def _with_result_kind(body: Body, shape: Layout) -> Layout:
    """The layout with the column that says what Meta's results are, by its words where its header is unfamiliar."""
    told = next((at for at in shape.unsaid if any(map(meta_ads.is_kind, body.columns[at].texts))), None)
    return shape if told is None else replace(shape, roles={**shape.roles, "result_kind": told})


def _strange(body: Body, shape: Layout) -> str:
    """The header of an unknown column of words, not of figures, before the first measure; empty when there is none."""
    words = (at for at in shape.strange if not all(map(is_number, body.columns[at].texts)))
    return next((shape.headers[at] for at in words), "")


def _filled(body: Body, shape: Layout, role: str) -> bool:
    """Whether every data row has that column. Totals rows, and rows without any name, do not count."""
    blank = where(body.columns[shape.roles[role]], totals.is_blank)
    aside = totals.named(body, shape) | _nameless(body, shape)
    return not (blank & ~aside).any() and not blank.all()


def _nameless(body: Body, shape: Layout) -> Mask:
    names = [body.columns[shape.roles[role]] for role in NAMES.values() if role in shape.roles]
    blank = [where(column, totals.is_blank) for column in names]
    return np.logical_and.reduce(blank) if blank else np.zeros(body.rows, np.bool_)
