"""Lists of orders, leads and deals from shops and CRMs: what really happened, one row of facts per outcome.

Rules, the same for every shop and CRM:
* Only columns with a role are read. Names, addresses and contact details never are, and an outcome is kept under a hash
  of its number.
* Lines of one number are one outcome (a shop writes a line per product): of each column the first cell that says
  something counts, negative amounts are money paid back.
* An order lies on its own day, and money paid back lowers its value there. Cancelled, wholly refunded and test orders
  are kept as such and not counted; unpaid ones (invoices) are counted.
* A deal is a hard lead on the day it was created and an order on the day it was won. Other contacts are soft leads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.model import FileStatus, Grain, Level, Period, Sentence
from core.sources import days, outcome_sentences, outcome_words, question_texts, sentences
from core.sources.amounts import Wrong, require_readable
from core.sources.column import Column
from core.sources.columns import Mask, Numbers, as_date, days_of, numbers_of, where
from core.sources.content import Table
from core.sources.currency import currency_of
from core.sources.layout import OUTCOME_ROLES
from core.sources.numbers import MOST
from core.sources.opening import Asked, Ended, Opening, asking
from core.sources.outcome_words import Outcome
from core.sources.reading import OUTCOME_SCHEMA, Question, Reading
from core.sources.styles import number_style
from core.sources.table import read_body
from core.sources.totals import is_blank
from core.sources.vocabulary import DAY_FIRST_LANGUAGES, ISO_4217

MONEY_ROLES = ("order_value", "order_refunded")
DAY_ROLES = ("ordered_day", "created_day", "won_day", "closed_day")
Index = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Firsts:
    """For each outcome the first row that says something in a column; -1 where none does."""

    owner: Index
    count: int

    def of(self, rows: Mask) -> Index:
        found = np.full(self.count, -1, np.int64)
        chosen = np.flatnonzero(rows)
        owners, first = np.unique(self.owner[chosen], return_index=True)
        found[owners] = chosen[first]
        return found


@dataclass(frozen=True)
class _Facts:
    """What each outcome's cells say."""

    keys: Sequence[str]
    days: Mapping[str, Sequence[date | None]]
    texts: Mapping[str, Sequence[str]]
    value: Sequence[int | None]
    back: Sequence[int]

    def text(self, role: str, i: int) -> str:
        return self.texts[role][i] if role in self.texts else ""

    def day(self, role: str, i: int) -> date | None:
        return self.days[role][i] if role in self.days else None


def read_outcomes(text: str, opening: Opening, asked: Asked) -> Reading:
    """The outcomes of a list. Raises Ended when it is empty, cannot be read or must be asked about, Unreadable where
    the text cannot be split into cells."""
    shape = opening.shape
    roles = {role: at for role, at in shape.roles.items() if role in OUTCOME_ROLES}
    body = read_body(text, opening.head, set(roles.values()), asked.before)
    table = Table(text, opening.head, replace(shape, roles=roles), body, Level.OTHER, False, asked)
    first = replace(opening.first, report=outcome_words.report(shape), grain=Grain.DAY)
    filled = _filled(table)
    if not filled.any():
        raise Ended(
            replace(first, status=FileStatus.EMPTY, grain=Grain.NONE, message=sentences.empty(first.source, None))
        )
    firsts = _grouped(table, filled)
    first = replace(first, rows=firsts.count)
    facts, first = _facts(table, first, firsts, filled)
    _require_orders(table, first, facts)
    kind = _kind(table, first, facts)
    rows = [row for i in range(firsts.count) for row in outcome_words.judged(kind, facts, i)]
    return _with_outcomes(first, table, rows)


def _filled(table: Table) -> Mask:
    said = [~where(column, is_blank) for column in table.body.columns.values()]
    return np.logical_or.reduce(said) if said else np.zeros(table.body.rows, np.bool_)


def _grouped(table: Table, filled: Mask) -> _Firsts:
    """Lines by outcome: by number, a line without one belonging to the line above; without numbers each its own."""
    ids = table.column("outcome_id")
    if ids is None:
        owner = np.cumsum(filled) - 1
        return _Firsts(np.maximum(owner, 0), int(filled.sum()))
    own = ~where(ids, is_blank)
    last = np.maximum.accumulate(np.where(own, np.arange(len(own)), -1))
    codes = np.where(last >= 0, ids.codes[np.maximum(last, 0)], -1)
    _, first, owner = np.unique(codes, return_index=True, return_inverse=True)
    place = np.empty(len(first), np.int64)
    place[np.argsort(first)] = np.arange(len(first))
    return _Firsts(place[owner], len(first))


def _facts(table: Table, first: Reading, firsts: _Firsts, filled: Mask) -> tuple[_Facts, Reading]:
    """Days, texts and money by outcome. Raises Ended with bad lines, or with what must be asked."""
    read_days, wrong_days, question = _days(table)
    style = number_style(
        {role: table.texts(role) for role in MONEY_ROLES if table.column(role) is not None},
        table.shape.source,
        table.shape.language,
        table.asked.answer("number_style"),
    )
    money = {
        role: numbers_of(column, style.marks[role], False)
        for role in MONEY_ROLES
        if (column := table.column(role)) is not None
    }
    wrong = [*wrong_days]
    if not style.questions:
        wrong += [_wrong(table, role, bad) for role, (_, bad) in money.items()]
    dayless = _dayless(table, firsts, read_days, filled)
    require_readable(_marked(table, dayless), first, wrong, filled)
    numbers = {role: found for role, (found, _) in money.items()}
    codes, currency_questions, notes = _currencies(table, firsts, numbers.get("order_value"))
    questions = [*([question] if question else []), *style.questions, *currency_questions]
    first = replace(first, number_style=style.name, notes=(*style.notes, *notes))
    if questions:
        raise Ended(asking(first, *questions))
    value, back = _money(firsts, numbers)
    if any(found is not None and found >= MOST for found in (*value, *back)):
        raise Ended(replace(first, message=sentences.TOO_LARGE))
    facts = _Facts(
        keys=_keys(table, firsts),
        days={role: _by_outcome(firsts, ordinals, valid) for role, (ordinals, valid) in read_days.items()},
        texts={**_texts(table, firsts), "currency": codes},
        value=value,
        back=back,
    )
    return facts, first


def _days(table: Table) -> tuple[dict[str, tuple[npt.NDArray[np.int32], Mask]], list[Wrong], Question | None]:
    columns = {role: column for role in DAY_ROLES if (column := table.column(role)) is not None}
    texts = [text for column in columns.values() for text in column.used()]
    habit = "dmy" if table.shape.language in DAY_FIRST_LANGUAGES else ""
    order = days.order_of(texts, None, habit, table.asked.answer("day_order").lower())
    read: dict[str, tuple[npt.NDArray[np.int32], Mask]] = {}
    wrong = []
    for role, column in columns.items():
        ordinals, valid, bad = days_of(column, order or days.DAY_FIRST)
        read[role] = (ordinals, valid)
        wrong.append(_wrong(table, role, {code: text for code, text in bad.items() if not is_blank(text)}))
    return read, wrong if order else [], None if order else question_texts.DAY_ORDER


def _wrong(table: Table, role: str, bad: Mapping[int, str]) -> Wrong:
    column = table.column(role)
    assert column is not None
    return Wrong(column, table.header(role), bad)


def _dayless(
    table: Table, firsts: _Firsts, read: Mapping[str, tuple[npt.NDArray[np.int32], Mask]], filled: Mask
) -> dict[int, str]:
    """The first row of each outcome that has no day at all."""
    found = np.logical_or.reduce([valid for _, valid in read.values()])
    has = np.zeros(firsts.count, np.bool_)
    has[firsts.owner[found & filled]] = True
    rows = firsts.of(filled)
    return {int(row): "no date" for row in rows[~has] if row >= 0}


def _marked(table: Table, odd: Mapping[int, str]) -> Table:
    return replace(table, body=replace(table.body, odd={**table.body.odd, **odd}))


def _money(firsts: _Firsts, numbers: Mapping[str, Numbers]) -> tuple[list[int | None], list[int]]:
    """Total and what was paid back, by outcome, in millionths."""
    back = np.zeros(firsts.count, np.int64)
    refunded = numbers.get("order_refunded")
    if refunded is not None:
        rows = firsts.of(refunded.valid)
        back = np.where(rows >= 0, np.abs(refunded.micros[rows]), 0)
    total = numbers.get("order_value")
    if total is None:
        return [None] * firsts.count, back.tolist()
    negative = total.valid & (total.micros < 0)
    np.add.at(back, firsts.owner[negative], -total.micros[negative])
    rows = firsts.of(total.valid & ~negative)
    lone = firsts.of(negative)
    values = [
        int(total.micros[row]) if row >= 0 else (0 if other >= 0 else None)
        for row, other in zip(rows.tolist(), lone.tolist(), strict=True)
    ]
    return values, back.tolist()


def _by_outcome(firsts: _Firsts, ordinals: npt.NDArray[np.int32], valid: Mask) -> list[date | None]:
    return [as_date(int(ordinals[row])) if row >= 0 else None for row in firsts.of(valid).tolist()]


def _texts(table: Table, firsts: _Firsts) -> dict[str, list[str]]:
    columns = {role: column for role in outcome_words.TEXT_ROLES if (column := table.column(role)) is not None}
    return {role: _first_texts(firsts, column) for role, column in columns.items()}


def _first_texts(firsts: _Firsts, column: Column) -> list[str]:
    rows = firsts.of(~where(column, is_blank)).tolist()
    return [column.texts[column.codes[row]] if row >= 0 else "" for row in rows]


def _keys(table: Table, firsts: _Firsts) -> list[str]:
    """A hash of each outcome's number; without numbers, of its line and which such line it is."""
    ids = table.column("outcome_id")
    if ids is not None:
        marks = _first_texts(firsts, ids)
    else:
        columns = [column for role in (*DAY_ROLES, *MONEY_ROLES) if (column := table.column(role)) is not None]
        rows = np.flatnonzero(_filled(table)).tolist()
        lines = ["\x1f".join(column.texts[column.codes[row]] for column in columns) for row in rows]
        seen: dict[str, int] = {}
        marks = []
        for line in lines:
            seen[line] = seen.get(line, 0) + 1
            marks.append(f"{line}\x1f{seen[line]}")
    return [hashlib.sha256(f"{table.shape.source}\x1f{mark}".encode()).hexdigest()[:24] for mark in marks]


def _currencies(
    table: Table, firsts: _Firsts, value: Numbers | None
) -> tuple[list[str], tuple[Question, ...], tuple[Sentence, ...]]:
    """The currency of each outcome: as its line says, else the one that the file's money can only be in, else asked."""
    column = table.column("currency")
    own = [text.upper() for text in _first_texts(firsts, column)] if column is not None else [""] * firsts.count
    own = [code if code in ISO_4217 else "" for code in own]
    stated = sorted(set(own) - {""})
    if value is None or "" not in own:
        return own, (), ()
    money = [*table.texts("order_value"), *table.texts("money_text")]
    given = table.asked.answer("currency").upper() or table.asked.currency
    currency = currency_of(stated[0] if len(stated) == 1 else "", given, {"spend": value}, money, "")
    return [code or currency.code for code in own], currency.questions, currency.notes


def _require_orders(table: Table, first: Reading, facts: _Facts) -> None:
    """Refuses Shopify's abandoned checkouts: they come in the columns of orders, but no line has a payment status."""
    if table.shape.source == "shopify" and "outcome_state" in facts.texts and not any(facts.texts["outcome_state"]):
        raise Ended(replace(first, grain=Grain.NONE, message=outcome_sentences.CARTS_LEFT))


def _kind(table: Table, first: Reading, facts: _Facts) -> str:
    """What a row of the list is. Raises Ended with a question when only a person knows, also which stage means won."""
    kind = outcome_words.kind_of(table.shape) or table.asked.answer("outcome").lower()
    if kind not in outcome_words.KINDS:
        raise Ended(asking(first, outcome_sentences.OUTCOME))
    stages = sorted({facts.text("outcome_state", i) for i in range(len(facts.keys))} - {""})
    won = table.asked.answer("won_stage")
    if kind == outcome_words.DEAL and outcome_words.must_ask_stage(stages, won, "won_day" in facts.days):
        raise Ended(asking(first, outcome_sentences.won_stage_question(stages)))
    return f"{kind}:{won}" if won else kind


def _with_outcomes(first: Reading, table: Table, rows: Sequence[Outcome]) -> Reading:
    if not rows:
        raise Ended(replace(first, grain=Grain.NONE, message=outcome_sentences.NO_DEAL))
    span = Period(min(row.day for row in rows), max(row.day for row in rows))
    counted = [row for row in rows if row.counted]
    codes = sorted({row.currency for row in rows if row.value is not None} - {""})
    main = outcome_words.main_kind(rows)
    told = [row.value for row in counted if row.kind == main and row.value is not None]
    sums = {"outcomes": Decimal(sum(row.kind == main for row in counted))}
    if told and len(codes) == 1:
        sums["value"] = sum(told, Decimal(0)).quantize(Decimal("0.01"))
    return replace(
        first,
        status=FileStatus.IMPORTED,
        message=outcome_sentences.outcomes(first.source, first.report, span, outcome_words.counts(rows)),
        period=span,
        currency=codes[0] if len(codes) == 1 else "",
        sums=sums,
        outcomes=_as_table(rows),
        notes=(*first.notes, *outcome_words.notes(table.shape, rows, codes)),
    )


def _as_table(rows: Sequence[Outcome]) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, OUTCOME_SCHEMA, strict=False)]
    return pa.Table.from_arrays(arrays, schema=OUTCOME_SCHEMA)
