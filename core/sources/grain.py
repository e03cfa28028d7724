"""What the rows of a table are in time: calendar days, or totals of a period. A period is never read as a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from core.model import Grain, Period, Sentence
from core.sources import days, question_texts, sentences, spans
from core.sources.column import Column
from core.sources.columns import EPOCH, Mask, as_date, days_of
from core.sources.reading import Question
from core.sources.totals import spanning_row
from core.sources.vocabulary import folded, words

Days = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Timing:
    """First and last day of each row, and what that makes of the file. `totals` are rows that proved to be totals."""

    grain: Grain
    start: Days
    end: Days
    totals: Mask
    period: Period | None = None
    overlapping: bool = False
    bad: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """By role, the distinct texts (by code) that are no day."""
    questions: tuple[Question, ...] = ()
    notes: tuple[Sentence, ...] = ()
    refusal: Sentence | None = None


def timing(
    columns: Mapping[str, Column | None],
    totals: Mask,
    declared: Period | None,
    habit: str,
    order: str,
    plain: bool,
    daily: bool = False,
) -> Timing:
    """The timing of a table with columns `day`, or `start` and `end`, or `week month quarter year`, or none of them.

    `declared` is the period above the table, in the file's name or answered; `habit` and `order` decide what 1/2/2026
    means; `plain`: the table is nobody's known report, so dates that are weeks apart are taken for weeks; `daily`: the
    report says that its rows are days, so a single date is one."""
    day, start, end = columns.get("day"), columns.get("start"), columns.get("end")
    none = np.zeros(len(totals), np.bool_)
    if day is not None:
        return _by_day(day, totals, declared, habit, order, plain, daily)
    units = {unit: column for unit, column in columns.items() if unit in spans.UNITS and column is not None}
    if start is not None and end is not None:
        whole = _by_span(start, end, totals, declared, habit, order)
        return _by_units(units, totals, whole.period, habit, order) if units and _is_one_span(whole, totals) else whole
    if units:
        return _by_units(units, totals, declared, habit, order)
    numbered = columns.get("nth_day")
    if numbered is not None and declared is not None:
        return _by_number(numbered, totals, declared)
    blank = np.zeros(len(totals), np.int32)
    if declared is None:
        return Timing(Grain.PERIOD, blank, blank, none, questions=(question_texts.PERIOD,))
    return _whole(declared, none)


def _by_day(
    day: Column, totals: Mask, declared: Period | None, habit: str, order: str, plain: bool, daily: bool
) -> Timing:
    none = np.zeros(len(totals), np.bool_)
    kept = day.take(~totals)
    if kept.used() and all(folded(text) in words("weekday") for text in kept.used()):
        blank = np.zeros(len(totals), np.int32)
        return Timing(Grain.NONE, blank, blank, none, refusal=sentences.WEEKDAYS)
    found = days.order_of(kept.used(), declared, habit, order)
    ordinals, valid, bad = days_of(day, found or days.DAY_FIRST)
    if not found:
        return Timing(Grain.DAY, ordinals, ordinals, none, declared, questions=(question_texts.DAY_ORDER,))
    known = np.unique(ordinals[valid & ~totals])
    if plain and _is_coarse(known):
        return Timing(Grain.NONE, ordinals, ordinals, none, refusal=sentences.WEEKLY)
    if len(known) == 1 and declared and declared.days > 1 and not bad and not daily:
        whole = _whole(declared, none)
        return Timing(whole.grain, whole.start, whole.end, none, declared, notes=(sentences.one_day_of_many(declared),))
    return Timing(Grain.DAY, ordinals, ordinals, none, _cover(known, known, declared), bad={"day": bad})


def _by_span(start: Column, end: Column, totals: Mask, declared: Period | None, habit: str, order: str) -> Timing:
    none = np.zeros(len(totals), np.bool_)
    texts = [*start.take(~totals).used(), *end.take(~totals).used()]
    found = days.order_of(texts, declared, habit, order)
    first, first_valid, first_bad = days_of(start, found or days.DAY_FIRST)
    last, last_valid, last_bad = days_of(end, found or days.DAY_FIRST)
    if not found:
        return Timing(Grain.DAY, first, last, none, declared, questions=(question_texts.DAY_ORDER,))
    bad = {"start": first_bad, "end": {**last_bad, **_before(first, last, end, first_valid & last_valid)}}
    rows = ~totals & first_valid & last_valid
    spanning = spanning_row(first, last, rows)
    rows &= ~spanning
    by_day = bool((first[rows] == last[rows]).all())
    return Timing(
        Grain.DAY if by_day else Grain.PERIOD,
        first,
        last,
        spanning,
        _cover(first[rows], last[rows], None),
        overlapping=not by_day and overlap(first[rows], last[rows]),
        bad=bad,
    )


def _by_units(units: Mapping[str, Column], totals: Mask, declared: Period | None, habit: str, order: str) -> Timing:
    """Rows of weeks, months …: each keeps its own days, within those of the report, as its figures do."""
    none = np.zeros(len(totals), np.bool_)
    start, end = np.full(len(totals), -(2**31), np.int64), np.full(len(totals), 2**31, np.int64)
    bad: dict[str, Mapping[int, str]] = {}
    for unit, column in units.items():
        found = days.order_of(column.take(~totals).used(), declared, habit, order)
        if not found:
            return Timing(Grain.PERIOD, _days(start), _days(end), none, declared, questions=(question_texts.DAY_ORDER,))
        first, last, bad[unit] = _spans_of(column, unit, found)
        if set(np.unique(column.codes[~totals]).tolist()) <= bad[unit].keys():
            return Timing(Grain.NONE, _days(start), _days(end), none, declared, refusal=sentences.LONG_SPANS)
        start, end = np.maximum(start, first), np.minimum(end, last)
    opens, closes = _within(start, end, declared)
    rows = ~totals & (opens <= closes)
    return Timing(
        Grain.PERIOD,
        opens,
        closes,
        none,
        _cover(opens[rows], closes[rows], declared),
        overlapping=overlap(opens[rows], closes[rows]),
        bad=bad,
    )


def _spans_of(column: Column, unit: str, order: str) -> tuple[Days, Days, dict[int, str]]:
    first, last = np.zeros((2, len(column.texts) + 1), np.int32)
    bad: dict[int, str] = {}
    for code, text in enumerate(column.texts):
        try:
            span = spans.unit_span(text, unit, order)
        except days.NotADay:
            bad[code] = text
        else:
            first[code], last[code] = span.start.toordinal() - EPOCH, span.end.toordinal() - EPOCH
    return first[column.codes], last[column.codes], bad


def _within(start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], declared: Period | None) -> tuple[Days, Days]:
    """Spans cut to the declared period, where they share a day with it."""
    if declared is None:
        return _days(start), _days(end)
    first = np.maximum(start, declared.start.toordinal() - EPOCH)
    last = np.minimum(end, declared.end.toordinal() - EPOCH)
    shared = first <= last
    return _days(np.where(shared, first, start)), _days(np.where(shared, last, end))


def _by_number(number: Column, totals: Mask, declared: Period) -> Timing:
    """GA4's `Nth day`: 0000 is the first day of the report."""
    ordinals = np.zeros(len(number.texts) + 1, np.int32)
    bad: dict[int, str] = {}
    for code, text in enumerate(number.texts):
        if text.isdecimal() and len(text) < 6 and int(text) < declared.days:
            ordinals[code] = declared.start.toordinal() - EPOCH + int(text)
        else:
            bad[code] = text
    placed = ordinals[number.codes]
    return Timing(Grain.DAY, placed, placed, np.zeros(len(totals), np.bool_), declared, bad={"nth_day": bad})


def _days(ordinals: npt.NDArray[np.int64]) -> Days:
    return np.clip(ordinals, -(2**31), 2**31 - 1).astype(np.int32)


def _is_one_span(timing: Timing, totals: Mask) -> bool:
    rows = ~totals
    one = len(np.unique(timing.start[rows])) == 1 and len(np.unique(timing.end[rows])) == 1
    return one and timing.grain is Grain.PERIOD and not any(timing.bad.values())


def _whole(declared: Period, none: Mask) -> Timing:
    start = np.full(len(none), declared.start.toordinal() - EPOCH, np.int32)
    end = np.full(len(none), declared.end.toordinal() - EPOCH, np.int32)
    return Timing(Grain.PERIOD, start, end, none, declared)


def _before(first: Days, last: Days, end: Column, valid: Mask) -> dict[int, str]:
    """Ends that come before their start: no period at all."""
    wrong = np.unique(end.codes[valid & (last < first)])
    return {int(code): end.texts[code] for code in wrong}


def _cover(first: Days, last: Days, declared: Period | None) -> Period | None:
    """From the first to the last day; the declared period when it holds them all."""
    if not len(first):
        return declared
    seen = Period(as_date(first.min()), max(as_date(first.min()), as_date(last.max())))
    return declared if declared and seen.start in declared and seen.end in declared else seen


def overlap(first: Days, last: Days, owner: npt.NDArray[np.int64] | None = None) -> bool:
    """Whether two different periods, of one owner where they have some, share a day."""
    owners = [0] * len(first) if owner is None else owner.tolist()
    spans = sorted(set(zip(owners, first.tolist(), last.tolist(), strict=True)))
    pairs = zip(spans, spans[1:], strict=False)
    return any(later[0] == earlier[0] and later[1] <= earlier[2] for earlier, later in pairs)


def _is_coarse(known: Days) -> bool:
    """Whether at least four dates lie whole weeks apart, or are all the first of a month."""
    if len(known) < 4:
        return False
    return bool((np.diff(known) % 7 == 0).all()) or all(as_date(day).day == 1 for day in known)
