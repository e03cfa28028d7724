"""The figures of a table: number style, measures as millionths, bad cells with their lines, and the currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.sources import personal, sentences
from core.sources.column import Column
from core.sources.columns import MAX_BAD_LINES, Mask, Misread, Numbers, misread, numbers_of
from core.sources.content import Table
from core.sources.currency import Currency, currency_of, file_codes
from core.sources.numbers import MICRO
from core.sources.opening import Ended
from core.sources.reading import DAY_MEASURES, MONEY, BadLine, Reading
from core.sources.styles import NumberStyle, number_style
from core.sources.table import physical_lines


@dataclass(frozen=True)
class Wrong:
    """The distinct texts (by code) of one column that are no numbers or days."""

    column: Column
    header: str
    texts: Mapping[int, str]


@dataclass(frozen=True)
class Amounts:
    """Every number of a table, totals rows included."""

    style: NumberStyle
    measures: Mapping[str, Numbers]
    actions: tuple[tuple[str, Numbers], ...]
    wrong: tuple[Wrong, ...]

    @property
    def leading(self) -> Numbers | None:
        """The measure by which rows are compared: spend, else impressions, clicks, sessions, else the first."""
        order = ("spend", "impressions", "clicks", "link_clicks", "sessions", "event_count", "views")
        return next((self.measures[name] for name in (*order, *self.measures) if name in self.measures), None)


def amounts_of(table: Table) -> Amounts:
    """Every measure and action column as numbers, in the style that the file proves or a person answered."""
    style = _style(table)
    measures = {role: _numbers(table, table.shape.roles[role], *_manner(style, role)) for role in table.shape.measures}
    actions = [_numbers(table, position, style.common, False) for position in table.shape.actions]
    wrong = [found for _, found in actions]
    if not style.questions:
        wrong = [found for _, found in (*measures.values(), *actions)]
    named = tuple(
        (table.shape.headers[position], numbers)
        for position, (numbers, _) in zip(table.shape.actions, actions, strict=True)
    )
    return Amounts(
        style, _without_micros({role: numbers for role, (numbers, _) in measures.items()}), named, tuple(wrong)
    )


def require_readable(table: Table, first: Reading, wrong: Sequence[Wrong], kept: Mask) -> None:
    """Raises Ended with physical lines when a cell of the `kept` rows cannot be read, or a row has a wrong shape."""
    bad = [cell for cell in (misread(w.column, w.header, w.texts, kept) for w in wrong) if cell]
    if not bad and not table.body.odd:
        return
    listed = _bad_lines(table, bad)
    count = sum(len(cells.rows) for cells in bad) + len(table.body.odd)
    raise Ended(replace(first, bad_lines=listed, message=sentences.bad_lines(listed, count)))


def money_currency(table: Table, first: Reading, measures: Mapping[str, Numbers], kept: Mask) -> Currency:
    """The currency of the rows. Raises Ended when there are several: they cannot be added up."""
    column = table.column("currency")
    codes = file_codes(column.take(kept).used() if column is not None else [])
    if len(codes) > 1:
        raise Ended(replace(first, message=sentences.several_currencies(codes)))
    money = table.column("spend") or table.column("value")
    currency = currency_of(
        codes[0] if codes else table.shape.currency,
        table.asked.answer("currency").upper() or table.asked.currency,
        measures,
        money.take(kept).used() if money is not None else [],
        table.asked.value_currency,
    )
    if len(currency.several) > 1:
        raise Ended(replace(first, message=sentences.several_currencies(currency.several)))
    return currency


def _style(table: Table) -> NumberStyle:
    columns = {role: table.texts(role) for role in table.shape.measures}
    return number_style(columns, table.shape.source, table.shape.language, table.asked.answer("number_style"))


def _manner(style: NumberStyle, role: str) -> tuple[str, bool]:
    """Decimal mark of a measure, and whether it counts whole things."""
    return style.marks[role], DAY_MEASURES.get(role, MONEY) != MONEY or role == "link_clicks"


def _numbers(table: Table, position: int, mark: str, whole: bool) -> tuple[Numbers, Wrong]:
    column = table.body.columns[position]
    numbers, wrong = numbers_of(column, mark, whole)
    return numbers, Wrong(column, table.shape.headers[position], wrong)


def _without_micros(measures: dict[str, Numbers]) -> Mapping[str, Numbers]:
    """Spend in millionths (`cost_micros`) as spend, unless the table has that too."""
    micros = measures.pop("spend_micros", None)
    if micros is not None:
        measures.setdefault("spend", Numbers(np.rint(micros.micros / MICRO).astype(np.int64), micros.valid))
    return measures


def _bad_lines(table: Table, bad: Sequence[Misread]) -> tuple[BadLine, ...]:
    cells = [(int(row), m.header, text) for m in bad for row, text in zip(m.rows, m.texts, strict=False)]
    cells += [(row, "", text) for row, text in table.body.odd.items()]
    cells = sorted(cells)[:MAX_BAD_LINES]
    lines = physical_lines(table.text, table.head, {row for row, _, _ in cells})
    before, people = table.asked.before, bool(table.shape.personal) or table.shape.lists_outcomes
    return tuple(
        BadLine(lines[row] + before, header, personal.told(text[:200], people and bool(header)))
        for row, header, text in cells
    )
