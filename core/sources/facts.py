"""Who the rows of a table are about: their level, and the entities with what the file says of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.model import Level
from core.sources.column import Column
from core.sources.columns import Mask, Numbers, combined
from core.sources.fact_tables import Index
from core.sources.layout import DIMENSIONS, NAMES, SEGMENTS, Layout
from core.sources.numbers import MOST
from core.sources.personal import without_addresses
from core.sources.reading import Entity
from core.sources.totals import is_blank

MOST_TEXTS = 5
"""Different reasons or match types told of one entity."""
MOST_ENTITIES = 250_000
"""Different campaigns, terms or pages of one file: more than any account has, and ten seconds of work."""
NO_NAME = "(empty)"
"""A page, term or channel whose name is empty. GA4's own `(not set)` is another one."""

_DEAD_ID = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
_PARENTS = {Level.AD_SET: ("campaign",), Level.AD: ("ad_set", "campaign")}


class TooMany(ValueError):
    """A file tells of more different entities than are kept; the argument is how many."""


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of a file, and for each data row the position of its own."""

    listed: tuple[Entity, ...]
    of_row: npt.NDArray[np.int64]
    dead_ids: bool
    named: bool
    """Whether rows are told apart by name because the file has no (living) IDs."""


def level_of(layout: Layout, filled: Callable[[str], bool]) -> Level:
    """The level of a file's rows; `filled(role)` tells whether every data row has that column.

    Ad rows count for their ad set if it is always given, else for their campaign, else for themselves."""
    special = next((level for role, level in DIMENSIONS if layout.has(role)), None)
    if special is not None:
        return special
    for level in (Level.AD_SET, Level.CAMPAIGN, Level.AD):
        name = NAMES[level]
        if any(role in layout.roles and filled(role) for role in (name, f"{name}_id")):
            return level
    if layout.has("campaign", "campaign_id"):
        return Level.CAMPAIGN
    return next((level for role, level in SEGMENTS if layout.has(role)), Level.ACCOUNT)


def entities(
    columns: Mapping[str, Column], level: Level, account_name: str, rows: int, channel: Callable[[str, str], str]
) -> Entities:
    """Who the rows are about. `columns` hold data rows only; `channel(campaign type, own name)` names the channel.
    Raises TooMany."""
    name_role = _name_role(level, columns)
    id_role = f"{name_role}_id" if level in NAMES else ""
    ids = columns.get(id_role)
    dead = ids is not None and any(_DEAD_ID.fullmatch(text) for text in ids.used())
    living = ids if ids is not None and not dead and not _any_blank(ids) else None
    names = columns.get(name_role)
    parent = _first_present(columns, _parents(level))
    keys = [living] if living is not None else [c for c in (names, parent) if c is not None]
    if not keys:
        own = Entity(
            Level.ACCOUNT if level is Level.ACCOUNT else level, account_name, channel=channel("", account_name)
        )
        return Entities((own,), np.zeros(rows, np.int64), dead, False)
    _, first, of_row = np.unique(combined(keys), return_index=True, return_inverse=True)
    if len(first) > MOST_ENTITIES:
        raise TooMany(len(first))
    listed = [
        Entity(
            level,
            name=without_addresses(_text(names, row))
            or _text(living, row)
            or (account_name if level is Level.ACCOUNT else NO_NAME),
            external_id=_text(living, row),
            parent=_text(parent, row),
        )
        for row in first
    ]
    with_texts = _with_attributes(listed, columns, of_row, channel)
    return Entities(tuple(with_texts), of_row.astype(np.int64), dead, living is None)


def too_large(measures: Mapping[str, Numbers], rows: Mask) -> bool:
    """Whether some sum is beyond what the store can hold."""
    return any(abs(values.total(rows)) >= MOST for values in measures.values())


def _with_attributes(
    listed: Sequence[Entity], columns: Mapping[str, Column], of_row: Index, channel: Callable[[str, str], str]
) -> list[Entity]:
    texts = {
        role: _first_texts(columns[role], of_row, len(listed))
        for role in ("campaign_type", "objective", "result_kind", "bid_strategy", "labels")
        if role in columns
    }

    def said(role: str, i: int) -> str:
        return texts[role][i] if role in texts else ""

    status, reasons = _status_roles(listed[0].level if listed else Level.OTHER, columns)
    every = {
        role: _every_text(columns[role], of_row, len(listed))
        for role in (*status, *reasons, "match_type")
        if role in columns
    }

    def all_of(roles: Sequence[str], i: int) -> str:
        return "; ".join(every[role][i] for role in roles if role in every and every[role][i])

    return [
        replace(
            entity,
            status=all_of(status, i),
            status_reason=all_of(reasons, i),
            match_type=all_of(("match_type",), i),
            channel=channel(said("campaign_type", i), entity.name),
            campaign_type=said("campaign_type", i),
            objective=said("objective", i),
            result_kind=said("result_kind", i),
            bid_strategy=said("bid_strategy", i),
            labels=said("labels", i),
        )
        for i, entity in enumerate(listed)
    ]


def _status_roles(level: Level, columns: Mapping[str, Column]) -> tuple[list[str], list[str]]:
    """Which column tells the delivery of entities of this level, and which say why. Rows of ads tell of their ad set or
    campaign what became of its ads."""
    of_ads = level is not Level.AD and bool({"ad", "ad_id", "ad_status"} & columns.keys())
    own = {Level.CAMPAIGN: "campaign_status", Level.AD_SET: "ad_set_status", Level.AD: "ad_status"}.get(level)
    if own is None:
        return [], []
    told = [role for role in ((own, "ad_status", "delivery") if of_ads else ("delivery", own)) if role in columns]
    why = [*told[1:], "status_reason"] if of_ads else ["status_reason"]
    return told[:1], [role for role in why if role in columns]


def _every_text(column: Column, of_row: Index, count: int) -> list[str]:
    """For each entity its different texts, in the order of the file."""
    blank = np.array([is_blank(text) for text in column.texts], np.bool_)[column.codes]
    rows = np.flatnonzero(~blank)
    pairs = of_row[rows] * max(len(column.texts), 1) + column.codes[rows]
    found: list[list[str]] = [[] for _ in range(count)]
    _, first = np.unique(pairs, return_index=True)
    for row in rows[np.sort(first)]:
        texts = found[int(of_row[row])]
        if len(texts) < MOST_TEXTS:
            texts.append(column.texts[column.codes[row]])
    return ["; ".join(texts) for texts in found]


def _first_texts(column: Column, of_row: Index, count: int) -> list[str]:
    """For each entity the first text that is not blank."""
    blank = np.array([is_blank(text) for text in column.texts], np.bool_)[column.codes]
    rows = np.flatnonzero(~blank)
    owners, first = np.unique(of_row[rows], return_index=True)
    found = [""] * count
    for owner, position in zip(owners, first, strict=True):
        found[int(owner)] = column.texts[column.codes[rows[position]]]
    return found


def _name_role(level: Level, columns: Mapping[str, Column]) -> str:
    if level in NAMES:
        return NAMES[level]
    return next((role for role, of in (*DIMENSIONS, *SEGMENTS) if of is level and role in columns), "")


def _parents(level: Level) -> tuple[str, ...]:
    if level in NAMES:
        return _PARENTS.get(level, ())
    return () if level is Level.ACCOUNT else ("campaign",)


def _first_present(columns: Mapping[str, Column], roles: Sequence[str]) -> Column | None:
    return next((columns[role] for role in roles if role in columns), None)


def _any_blank(column: Column) -> bool:
    return any(is_blank(text) for text in column.used())


def _text(column: Column | None, row: int) -> str:
    text = column.texts[column.codes[row]] if column is not None else ""
    return "" if is_blank(text) else text
