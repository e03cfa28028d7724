"""Columns of texts to columns of numbers and days, with every cell that cannot be read remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import FunctionType

import numpy as np
import numpy.typing as npt

from core.sources import days, numbers
from core.sources.column import Column
from core.sources.numbers import MICRO, Cell

Micros = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

MAX_BAD_LINES = 100_000
"""Every bad line is listed, up to this many; a file with more is of another kind."""
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Millionths by row; where `valid` is false the file says nothing, or only a bound."""

    micros: Micros
    valid: Mask
    bounds: tuple[str, ...] = ()
    codes: npt.NDArray[np.int32] | None = None

    def bound(self, row: int) -> str:
        return self.bounds[self.codes[row]] if self.bounds and self.codes is not None else ""

    def take(self, rows: Mask) -> Numbers:
        codes = self.codes[rows] if self.codes is not None else None
        return Numbers(self.micros[rows], self.valid[rows], self.bounds, codes)

    def total(self, rows: Mask) -> int:
        """Exact sum of millionths over `rows`: whole units and fractions apart, so that nothing overflows."""
        chosen = self.micros[rows & self.valid]
        return int((chosen // MICRO).sum()) * MICRO + int((chosen % MICRO).sum())


@dataclass(frozen=True, slots=True)
class Misread:
    """Cells of one column that could not be read: rows and what they hold."""

    header: str
    rows: npt.NDArray[np.int64]
    texts: tuple[str, ...]


def numbers_of(column: Column, mark: str, whole: bool) -> tuple[Numbers, dict[int, str]]:
    """The numbers of a column, and the distinct texts (by code) that are none. `whole`: fractions are none either."""
    bad: dict[int, str] = {}
    micros = np.zeros(len(column.texts) + 1, np.int64)
    valid = np.zeros(len(column.texts) + 1, np.bool_)
    bounds: dict[int, str] = {}
    for code, text in enumerate(column.texts):
        cell = _cell(text, mark, whole)
        if cell is None:
            bad[code] = text
        elif cell.micros is not None:
            micros[code], valid[code] = cell.micros, True
        elif cell.bound:
            bounds[code] = cell.bound
    listed = tuple(bounds.get(code, "") for code in range(len(column.texts))) if bounds else ()
    return Numbers(micros[column.codes], valid[column.codes], listed, column.codes if bounds else None), bad


def days_of(column: Column, order: str) -> tuple[npt.NDArray[np.int32], Mask, dict[int, str]]:
    """Days since 1970 by row, whether there is one, and the distinct texts (by code) that are neither day nor blank."""
    ordinals = np.zeros(len(column.texts) + 1, np.int32)
    valid = np.zeros(len(column.texts) + 1, np.bool_)
    bad: dict[int, str] = {}
    for code, text in enumerate(column.texts):
        try:
            ordinals[code] = days.parsed(text, order).toordinal() - EPOCH
            valid[code] = True
        except days.NotADay:
            bad[code] = text
    return ordinals[column.codes], valid[column.codes], bad


def misread(column: Column, header: str, bad: Mapping[int, str], rows: Mask) -> Misread | None:
    """The cells of `rows` whose text is among `bad`; None when there are none."""
    if not bad:
        return None
    hit = np.flatnonzero(np.isin(column.codes, np.fromiter(bad, np.int32, len(bad))) & rows)
    return Misread(header, hit, tuple(bad[int(column.codes[i])] for i in hit[:MAX_BAD_LINES])) if len(hit) else None


def where(column: Column, rule: Callable[[str], bool]) -> Mask:
    """The rows whose text satisfies `rule`, asked once per distinct text (a named rule once for good)."""
    answers = column.answers.get(rule)
    if answers is None:
        answers = np.fromiter((rule(text) for text in column.texts), np.bool_, len(column.texts))
        if isinstance(rule, FunctionType) and rule.__closure__ is None:
            column.answers[rule] = answers
    return answers[column.codes] if len(column.texts) else np.zeros(len(column.codes), np.bool_)


def combined(columns: Collection[Column]) -> npt.NDArray[np.int64]:
    """One number per row that is equal exactly where all `columns` are equal."""
    key: npt.NDArray[np.int64] | None = None
    for column in columns:
        if key is None:
            key = column.codes.astype(np.int64)
            continue
        _, dense = np.unique(key, return_inverse=True)
        key = dense.astype(np.int64) * len(column.texts) + column.codes
    return key if key is not None else np.empty(0, np.int64)


def as_date(ordinal: int) -> date:
    return date.fromordinal(int(ordinal) + EPOCH)


def _cell(text: str, mark: str, whole: bool) -> Cell | None:
    try:
        cell = numbers.parsed(text, mark)
    except numbers.NotANumber:
        return None
    if whole and cell.micros is not None and cell.micros % MICRO:
        return None
    return cell
