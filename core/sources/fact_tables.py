"""Sums per (entity, day), per (entity, period, measure) and per kind of result, as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.sources.column import Column
from core.sources.columns import Mask, Numbers
from core.sources.numbers import MICRO
from core.sources.reading import DAY_MEASURES, DAY_SCHEMA, MONEY, PERIOD_SCHEMA, RESULT_SCHEMA

Index = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows sorted so that equal keys lie side by side: `order` sorts, `starts` are places, `first` rows."""

    order: Index
    starts: Index
    first: Index
    sizes: Index

    def sums(self, values: Numbers) -> tuple[npt.NDArray[np.int64], Mask]:
        """Sum per group, and whether any row of the group says anything."""
        micros = np.where(values.valid, values.micros, 0)[self.order]
        said = np.add.reduceat(values.valid[self.order].astype(np.int64), self.starts) > 0
        return np.add.reduceat(micros, self.starts), said


@dataclass(frozen=True, slots=True)
class Results:
    """Results of one kind column or one action column: per row a kind, an attribution text and a number."""

    kinds: Column
    attributions: Column | None
    numbers: Numbers
    counted: Mask
    """By distinct kind: whether its results are in `conversions` too."""

    def take(self, rows: Mask) -> Results:
        said = self.attributions.take(rows) if self.attributions is not None else None
        return replace(self, kinds=self.kinds.take(rows), attributions=said, numbers=self.numbers.take(rows))


def groups(keys: Sequence[npt.NDArray[np.int64]]) -> Groups:
    """Groups of rows with equal keys, ordered by the keys."""
    order = np.lexsort(tuple(reversed(keys)))
    changed = np.ones(len(order), np.bool_)
    if len(order):
        changed[1:] = np.logical_or.reduce([key[order][1:] != key[order][:-1] for key in keys])
    starts = np.flatnonzero(changed)
    return Groups(order, starts, order[starts], np.diff(np.append(starts, len(order))))


def day_table(of_row: Index, day: Days, measures: Mapping[str, Numbers]) -> pa.Table:
    """One row per (entity, day), sums of what adds up; a measure the file does not have is NULL."""
    if not len(of_row):
        return DAY_SCHEMA.empty_table()
    grouped = groups([of_row, day.astype(np.int64)])
    columns: list[pa.Array[Any]] = [
        pa.array(of_row[grouped.first].astype(np.int32)),
        pa.array(day[grouped.first], pa.int32()).cast(pa.date32()),
    ]
    for name, kind in DAY_MEASURES.items():
        if name not in measures:
            columns.append(pa.array([None] * len(grouped.first), kind))
            continue
        micros, said = grouped.sums(measures[name])
        columns.append(_money(micros, said) if kind == MONEY else pa.array(micros // MICRO, pa.int64(), mask=~said))
    return pa.Table.from_arrays(columns, schema=DAY_SCHEMA)


def period_table(
    of_row: Index, start: Days, end: Days, additive: Mapping[str, Numbers], others: Mapping[str, Numbers]
) -> pa.Table:
    """One row per (entity, period, measure). `others` do not add up: they are kept where one row is the whole group."""
    if not len(of_row) or not (additive or others):
        return PERIOD_SCHEMA.empty_table()
    grouped = groups([of_row, start.astype(np.int64), end.astype(np.int64)])
    pieces = [_long(grouped, of_row, start, end, name, values, True) for name, values in additive.items()]
    pieces += [_long(grouped, of_row, start, end, name, values, False) for name, values in others.items()]
    return pa.concat_tables(pieces)


def result_table(of_row: Index, start: Days, end: Days, results: Sequence[Results]) -> pa.Table:
    """One row per (entity, days, kind, attribution)."""
    pieces = [_result_piece(of_row, start, end, found) for found in results if found.numbers.valid.any()]
    return pa.concat_tables(pieces) if pieces else RESULT_SCHEMA.empty_table()


def _result_piece(of_row: Index, start: Days, end: Days, found: Results) -> pa.Table:
    rows = np.flatnonzero(found.numbers.valid)
    kinds = found.kinds.codes[rows].astype(np.int64)
    plain = Column(np.zeros(len(of_row), np.int32), ("",))
    attributions = found.attributions or plain
    said = attributions.codes[rows].astype(np.int64)
    grouped = groups([of_row[rows], start[rows].astype(np.int64), end[rows].astype(np.int64), kinds, said])
    numbers = Numbers(found.numbers.micros[rows], np.ones(len(rows), np.bool_))
    micros, valid = grouped.sums(numbers)
    first = rows[grouped.first]
    return pa.Table.from_arrays(
        [
            pa.array(of_row[first].astype(np.int32)),
            _dates(start[first]),
            _dates(end[first]),
            pa.array([found.kinds.texts[i] for i in found.kinds.codes[first]], pa.string()),
            pa.array([attributions.texts[i] for i in attributions.codes[first]], pa.string()),
            _money(micros, valid),
            pa.array(found.counted[found.kinds.codes[first]]),
        ],
        schema=RESULT_SCHEMA,
    )


def _long(
    grouped: Groups, of_row: Index, start: Days, end: Days, name: str, values: Numbers, additive: bool
) -> pa.Table:
    """One measure in long form: groups that say something, or whose single row gives a bound."""
    micros, said = grouped.sums(values)
    single = grouped.sizes == 1
    bounds = np.array([values.bound(row) for row in grouped.first], dtype=object)
    bounded = single & ~said & (bounds != "")
    kept = np.flatnonzero((said if additive else said & single) | bounded)
    first = grouped.first[kept]
    return pa.Table.from_arrays(
        [
            pa.array(of_row[first].astype(np.int32)),
            _dates(start[first]),
            _dates(end[first]),
            pa.array([name] * len(first), pa.string()),
            _money(micros[kept], said[kept]),
            pa.array([text or None for text in bounds[kept]], pa.string()),
        ],
        schema=PERIOD_SCHEMA,
    )


def _money(micros: npt.NDArray[np.int64], valid: Mask) -> pa.Array[Any]:
    """DECIMAL(18, 6) straight from millionths: the sixteen bytes of each decimal are the number and its sign."""
    wide = np.empty((len(micros), 2), np.int64)
    wide[:, 0], wide[:, 1] = micros, micros >> 63
    mask = pa.py_buffer(np.packbits(valid, bitorder="little").tobytes())
    return pa.Array.from_buffers(MONEY, len(micros), [mask, pa.py_buffer(wide.tobytes())])


def _dates(ordinals: Days) -> pa.Array[Any]:
    return pa.array(ordinals, pa.int32()).cast(pa.date32())
