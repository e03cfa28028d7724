"""Which rows are the file's own totals. They are kept as a control and never counted.

What makes a row a total, and keeps a campaign that happens to be called "Total":
* the word stands in a column that names nothing (status, day), or in an extra last cell; beyond the first two columns
  only with its colon (`Total: Account`) and where the row names nothing;
* it stands in a naming column, and whatever else would tell the row apart (day, id, parent, status) is empty;
* no other column tells rows apart: then `Total: …` with its colon, or a bare word whose figure is about the sum of the
  other rows, or more (totals also count what the rows hide), never one that is clearly less;
* other columns are filled in: then only when the figures are the sums of the rows beside it.
Rows without any name or day are totals where the figures say so; Meta's summary row, nameless among named ones, always.
In a table of nobody's known report a nameless row is kept while it holds clearly less than the rows beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from core.model import Level
from core.sources.column import Column
from core.sources.columns import Mask, Numbers, combined, where
from core.sources.layout import DIMENSIONS, NAMES, SEGMENTS, SPAN_ROLES, TABLE, Layout
from core.sources.table import Body
from core.sources.vocabulary import folded, words

BLANK = frozenset({"", "-", "--", "—", "–"})
"""What the platforms write in a text column that does not apply."""

_OF_RESULTS = re.compile(
    r"(?:(?:total|totals) (?:of )?|results from )\d[\d\s.,]* (?:results?|rows?|campaigns?|ad sets?|ads?)"
)
"""`Total of 7 results`, `Results from 7 campaigns`: nobody names a campaign so."""
_NAMING = (*NAMES.values(), *(role for role, _ in (*DIMENSIONS, *SEGMENTS)), "account")
_IDS = tuple(f"{name}_id" for name in NAMES.values())
_STATES = tuple(f"{name}_status" for name in NAMES.values())
_KINDS = ("objective", "campaign_type")
_CLOSE = 0.005
"""Rounding and restated cents; a real campaign is not within this of all others together, day after day."""
_ABOUT = 0.9
"""A bare "Total" below this share of the other rows' sum is no total of them."""


def is_blank(text: str) -> bool:
    return text in BLANK


def is_total(text: str) -> bool:
    """Whether a cell names a totals row: `Total: Account`, `Yhteensä: Tili`, `Totals`, `Total of 7 results`."""
    return _label(text) in words("total") or _counts_results(text)


def named(body: Body, shape: Layout) -> Mask:
    """Rows with a totals word in one of the first columns, in a naming column, or in an extra last cell."""
    found = _named_beside(body, shape)
    found[list(body.totals)] = True
    for position in _word_columns(body, shape):
        found |= where(body.columns[position], is_total)
    return found


def total_rows(body: Body, shape: Layout, level: Level, leading: Numbers | None) -> Mask:
    """The totals rows of a table; `leading` is the measure by which a row is compared with the sum of others."""
    found = _certain(body, shape) | _nameless(body, shape, level, leading) | _unplaced(body, shape)
    found |= _by_word(body, shape, leading, found)
    found |= _without_place(body, shape, leading, found)
    return found | _whole_breakdowns(body, shape, leading, found)


def _unplaced(body: Body, shape: Layout) -> Mask:
    """Universal Analytics closes each table with a line that names nothing: of all pages, not of the listed ones."""
    own = [role for role in (*_NAMING, *SPAN_ROLES) if role in shape.roles]
    if shape.source != "ua" or not own or body.rows < 2:
        return np.zeros(body.rows, np.bool_)
    blank: Mask = np.logical_and.reduce([where(body.columns[shape.roles[role]], is_blank) for role in own])
    return blank


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


def widest(found: Mask, body: Body, shape: Layout, measures: Mapping[str, Numbers]) -> int | None:
    """The totals row to check against: the account's, else the one with most of the first measure. Subtotals of a day
    or a campaign are none to check the whole file against."""
    rows: list[int] = np.flatnonzero(found & ~_partial(body, shape)).tolist()
    if not rows:
        return None
    leading = measures.get("spend") or next(iter(measures.values()), None)
    return max(rows, key=lambda row: (scope_is(body, row, words("account")), _size(leading, row), -row))


def _partial(body: Body, shape: Layout) -> Mask:
    roles = [role for role in ("day", "week", "month", *NAMES.values()) if role in shape.roles]
    told = [where(body.columns[shape.roles[role]], _tells) for role in roles]
    return np.logical_or.reduce(told) if told else np.zeros(body.rows, np.bool_)


def _certain(body: Body, shape: Layout) -> Mask:
    """The word stands where no row has its name."""
    found = np.zeros(body.rows, np.bool_)
    found[list(body.totals)] = True
    naming = {shape.roles[role] for role in _NAMING if role in shape.roles}
    for position in _word_columns(body, shape):
        found |= where(body.columns[position], _counts_results if position in naming else is_total)
    return found | _named_beside(body, shape)


def _named_beside(body: Body, shape: Layout) -> Mask:
    """Rows that name nothing themselves, with `Total: …` in a column after the second one, left of the figures, or with
    `Total - Search`, as it was written before 2017, in one of the first two."""
    own = {*_NAMING, *_IDS} - {role for role, _ in SEGMENTS}
    naming = [at for role, at in shape.roles.items() if role in own]
    found = np.zeros(body.rows, np.bool_)
    for position in {*shape.leading} & body.columns.keys() - set(naming) if naming else ():
        found |= where(body.columns[position], _is_total_of if position in (0, 1) else _is_total_with_colon)
    bare: Mask = np.logical_and.reduce([found, *(where(body.columns[at], is_blank) for at in naming)])
    return bare


def _by_word(body: Body, shape: Layout, leading: Numbers | None, certain: Mask) -> Mask:
    """The word stands in a naming column: a total if nothing else tells the row apart, or if its figures add up."""
    found = np.zeros(body.rows, np.bool_)
    for position in _word_columns(body, shape):
        said = where(body.columns[position], is_total) & ~certain
        if said.any():
            found |= _proven(body, shape, leading, position, said, certain)
    return found


def _proven(body: Body, shape: Layout, leading: Numbers | None, position: int, said: Mask, certain: Mask) -> Mask:
    telling = [where(column, _tells) for column in _telling(body, shape, position)]
    filled = np.logical_or.reduce(telling) if telling else np.zeros(body.rows, np.bool_)
    others = ~said & ~certain
    if (filled & others).any():
        bare = where(body.columns[position], _has_colon) & _nameless_beside(body, shape, position, others)
        named_row = np.logical_or.reduce([*_said(body, shape, _IDS), np.zeros(body.rows, np.bool_)])
        beside = _beside(body, shape, position)
        return (said & (bare | ~filled)) | _adding_up(said & filled & ~named_row, others, beside, leading)
    found: Mask = where(body.columns[position], _has_colon) | _at_least_about(said, others, leading)
    return said & found


def _nameless_beside(body: Body, shape: Layout, position: int, others: Mask) -> Mask:
    """Rows whose other names, which every other row has, are empty: `Total: Search` of a month, without campaign."""
    names = [shape.roles[role] for role in NAMES.values() if role in shape.roles]
    blank = [where(body.columns[at], is_blank) for at in names if at != position]
    told = [empty for empty in blank if not (empty & others).any()]
    return np.logical_and.reduce(told) if told else np.zeros(body.rows, np.bool_)


def _without_place(body: Body, shape: Layout, leading: Numbers | None, found: Mask) -> Mask:
    """Rows without a name, or without any day, that hold the sum of the others: GA4's unnamed totals."""
    own = [role for role in (*_NAMING, *SPAN_ROLES) if role in shape.roles]
    blank = [where(body.columns[shape.roles[role]], is_blank) for role in own]
    if not blank:
        return np.zeros(body.rows, np.bool_)
    candidates = np.logical_or.reduce(blank) & ~found
    every = np.logical_and.reduce(blank)
    others = ~candidates & ~found
    return _adding_up(candidates & every, others, [], leading) | _adding_up(
        candidates & ~every & ~_partly_named(body, shape), others, _beside(body, shape, -1), leading
    )


def _partly_named(body: Body, shape: Layout) -> Mask:
    """Rows with some name: a campaign without ad sets is no total."""
    found = _said(body, shape, _NAMING)
    return np.logical_or.reduce(found) if found else np.zeros(body.rows, np.bool_)


def _whole_breakdowns(body: Body, shape: Layout, leading: Numbers | None, found: Mask) -> Mask:
    """Rows of a campaign as a whole beside its rows by age, placement, device …: `All`, or blank and adding up."""
    splits = [body.columns[position] for position in shape.splits]
    none = np.zeros(body.rows, np.bool_)
    if not splits:
        return none
    blank = np.logical_and.reduce([where(column, is_blank) for column in splits])
    whole = np.logical_and.reduce([where(column, _is_all) for column in splits])
    others = ~blank & ~whole & ~found
    if not others.any():
        return none
    beside = _beside(body, shape, -1)
    key = combined(beside) if beside else np.zeros(body.rows, np.int64)
    said: Mask = whole & ~blank & ~found & np.isin(key, key[others])
    return said | _adding_up(blank & ~found, others, beside, leading)


def _adding_up(candidates: Mask, others: Mask, keys: Sequence[Column], leading: Numbers | None) -> Mask:
    """The `candidates` whose figures are the sums of the `others` that agree with them in every filled key.

    They are judged together by which keys they fill, so that one chance hit makes no total of a campaign."""
    found = np.zeros(len(candidates), np.bool_)
    if leading is None or not candidates.any():
        return found
    filled = np.zeros(len(candidates), np.int64)
    for place, key in enumerate(keys):
        filled |= (~where(key, is_blank)).astype(np.int64) << place
    for pattern in np.unique(filled[candidates]):
        chosen = candidates & (filled == pattern)
        shared = [key for place, key in enumerate(keys) if pattern >> place & 1]
        if _are_sums(chosen, others, shared, leading):
            found |= chosen
    return found


def _are_sums(chosen: Mask, others: Mask, shared: Sequence[Column], leading: Numbers) -> bool:
    sums, counts = _sums_beside(chosen, others, shared, leading)
    close = np.abs(leading.micros[chosen] - sums) <= np.maximum(_CLOSE * np.abs(sums), 20_000.0)
    return bool((close & (counts > 0)).mean() >= 0.9 and counts.max() > 1)


def _sums_beside(
    chosen: Mask, others: Mask, shared: Sequence[Column], leading: Numbers
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """For each chosen row the sum and the number of the `others` that agree with it in the `shared` columns."""
    key = combined(shared) if shared else np.zeros(len(chosen), np.int64)
    _, group = np.unique(key, return_inverse=True)
    rows = others & leading.valid
    places = int(group.max()) + 1
    sums = np.bincount(group[rows], leading.micros[rows].astype(np.float64), places).astype(np.float64)
    counts = np.bincount(group[rows], minlength=places).astype(np.int64)
    return sums[group[chosen]], counts[group[chosen]]


def _at_least_about(said: Mask, others: Mask, leading: Numbers | None) -> Mask:
    if leading is None:
        return said
    rest = leading.total(others)
    return said & (~leading.valid | (leading.micros >= _ABOUT * rest))


def _nameless(body: Body, shape: Layout, level: Level, leading: Numbers | None) -> Mask:
    """Rows without campaign, ad set and ad where other rows have one: Meta's summary row. In a table of somebody's own
    they may be money that no campaign was noted for, if they hold clearly less than the rows of the same day."""
    totals = named(body, shape)
    columns = [body.columns[shape.roles[role]] for role in _naming(shape, level)]
    if not columns:
        return np.zeros(body.rows, np.bool_)
    blank: Mask = np.logical_and.reduce([where(column, is_blank) for column in columns])
    others = ~blank & ~totals
    if not others.any():
        return np.zeros(body.rows, np.bool_)
    return blank & ~_own_money(body, shape, blank, others, leading) if shape.source == TABLE else blank


def _own_money(body: Body, shape: Layout, nameless: Mask, others: Mask, leading: Numbers | None) -> Mask:
    found = np.zeros(body.rows, np.bool_)
    days = [body.columns[shape.roles[role]] for role in SPAN_ROLES if role in shape.roles]
    dated = np.logical_and.reduce([~where(column, is_blank) for column in days]) if days else nameless
    chosen = nameless & dated
    if leading is None or not chosen.any():
        return found
    sums, _ = _sums_beside(chosen, others, days, leading)
    found[chosen] = leading.valid[chosen] & (leading.micros[chosen] < _ABOUT * sums)
    return found


def _naming(shape: Layout, level: Level) -> list[str]:
    """The roles that name the rows of a level; of a whole account's, what its rows are split by, as Meta does."""
    if level in NAMES:
        listed = [*NAMES.values(), *_IDS]
    elif level is Level.ACCOUNT:
        listed = ["account", "account_id"] if shape.has("account", "account_id") else [*_KINDS]
    else:
        listed = [role for role, _ in SEGMENTS] if shape.source == "meta_ads" else []
    return [role for role in listed if role in shape.roles]


def _word_columns(body: Body, shape: Layout) -> list[int]:
    naming = [shape.roles[role] for role in _NAMING if role in shape.roles]
    return sorted({0, 1, *naming} & body.columns.keys())


def _telling(body: Body, shape: Layout, position: int) -> list[Column]:
    """Columns beside `position` that tell a row apart: days, ids, states, names, and an unfamiliar one among the first
    two."""
    roles = (*SPAN_ROLES, *_IDS, *_STATES, *(role for role in _NAMING if role != "account"))
    places = {shape.roles[role] for role in roles if role in shape.roles}
    strange = {0, 1} - set(shape.roles.values()) - set(shape.actions)
    return [body.columns[place] for place in sorted((places | strange) - {position}) if place in body.columns]


def _beside(body: Body, shape: Layout, position: int) -> list[Column]:
    """Day and name columns without the one at `position`: rows that agree in them can be added up."""
    roles = [role for role in (*SPAN_ROLES, *NAMES.values(), *_IDS) if role in shape.roles]
    return [body.columns[shape.roles[role]] for role in roles if shape.roles[role] != position]


def _said(body: Body, shape: Layout, roles: Sequence[str]) -> list[Mask]:
    return [~where(body.columns[shape.roles[role]], is_blank) for role in roles if role in shape.roles]


def _tells(text: str) -> bool:
    return not is_blank(text) and not is_total(text)


def _is_all(text: str) -> bool:
    return is_blank(text) or folded(text) in words("all")


def _label(text: str) -> str:
    return folded(text.replace(" :", ":")).partition(":")[0].strip()


def _counts_results(text: str) -> bool:
    start = text[:20].lstrip().casefold()
    return start.startswith(("total", "results")) and bool(_OF_RESULTS.fullmatch(_label(text)))


def _is_total_of(text: str) -> bool:
    start, dash, _ = text.partition(" - ")
    return bool(dash) and is_total(start)


def _is_total_with_colon(text: str) -> bool:
    return ":" in text and is_total(text)


def _has_colon(text: str) -> bool:
    return ":" in text


def scope_is(body: Body, row: int, scopes: Collection[str]) -> bool:
    """Whether one of the first two cells of a totals row names one of these (folded) scopes: `Total: Account`."""
    return any(_scope(body.columns[position], row) in scopes for position in (0, 1) if position in body.columns)


def _scope(column: Column, row: int) -> str:
    return folded(column.texts[column.codes[row]].partition(":")[2])


def _size(measure: Numbers | None, row: int) -> int:
    return int(measure.micros[row]) if measure is not None else 0
