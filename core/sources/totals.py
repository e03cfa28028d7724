"""Which rows are the file's own totals. They are kept as a control and never counted."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from core.model import Level
from core.sources.column import Column
from core.sources.columns import Mask, Numbers, where
from core.sources.layout import NAMES, Layout
from core.sources.table import Body
from core.sources.vocabulary import folded, words

BLANK = frozenset({"", "-", "--", "—", "–"})
"""What the platforms write in a text column that does not apply."""

_OF_RESULTS = re.compile(r"(?:total|totals) (?:of )?\d[\d\s.,]* (?:results?|rows?|campaigns?|ads?)")


def is_blank(text: str) -> bool:
    return text in BLANK


def total_rows(body: Body, layout: Layout, level: Level, colon_needed: bool) -> Mask:
    """Rows named as totals in one of the first two cells or in an extra last one, or nameless among named rows.

    `colon_needed`: the source always writes `Total: …`, so a bare "total" is an ordinary name (a search term)."""
    found = np.zeros(body.rows, np.bool_)
    found[list(body.totals)] = True
    for position in (0, 1):
        if position in body.columns:
            found |= where(body.columns[position], lambda text: is_total(text, colon_needed))
    return found | _nameless(body, layout, level, found)


def is_total(text: str, colon_needed: bool) -> bool:
    """Whether a cell names a totals row: `Total: Account`, `Yhteensä: Tili`, and unless a colon is needed `Totals`."""
    label, colon, _ = folded(text.replace(" :", ":")).partition(":")
    if _is_bare_colon(text):
        colon = ":"
    if label.strip() in words("total"):
        return bool(colon) or not colon_needed
    return bool(_OF_RESULTS.fullmatch(label))


def spanning_row(starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32], rows: Mask) -> Mask:
    """The only row of `rows` that spans the whole range while all the others, two or more, span one day."""
    none = np.zeros(len(rows), np.bool_)
    long = np.flatnonzero(rows & (ends > starts))
    if len(long) != 1 or rows.sum() < 3:
        return none
    row = long[0]
    if starts[row] > starts[rows].min() or ends[row] < ends[rows].max():
        return none
    none[row] = True
    return none


def widest(found: Mask, body: Body, measures: Mapping[str, Numbers]) -> int | None:
    """The totals row to check against: the account's, else the one with most of the first measure."""
    rows: list[int] = np.flatnonzero(found).tolist()
    if not rows:
        return None
    leading = measures.get("spend") or next(iter(measures.values()), None)
    return max(rows, key=lambda row: (_is_account_total(body, row), _size(leading, row), -row))


def _nameless(body: Body, layout: Layout, level: Level, totals: Mask) -> Mask:
    """Rows without campaign, ad set and ad where other rows have one: Meta's summary row."""
    columns = [body.columns[layout.roles[role]] for role in _naming(layout, level)]
    if not columns:
        return np.zeros(body.rows, np.bool_)
    blank = np.logical_and.reduce([where(column, is_blank) for column in columns])
    return blank if (~blank & ~totals).any() else np.zeros(body.rows, np.bool_)


def _naming(layout: Layout, level: Level) -> list[str]:
    if level not in (*NAMES, Level.ACCOUNT):
        return []
    own = NAMES.values() if level in NAMES else ("account",)
    named = [*own, *(f"{name}_id" for name in own)]
    return [role for role in named if role in layout.roles]


def _is_bare_colon(text: str) -> bool:
    return text.rstrip().endswith(":")


def _is_account_total(body: Body, row: int) -> bool:
    return any(
        _scope(body.columns[position], row) in words("account") for position in (0, 1) if position in body.columns
    )


def _scope(column: Column, row: int) -> str:
    return folded(column.texts[column.codes[row]].partition(":")[2])


def _size(measure: Numbers | None, row: int) -> int:
    return int(measure.micros[row]) if measure is not None else 0
