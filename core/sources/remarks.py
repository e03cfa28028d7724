"""What is said about a table that was read: one message, and notes that stop nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import numpy as np

from core.model import MONEY_LEVELS, Grain, Level, Sentence
from core.sources import fact_tables, facts, sentences
from core.sources.columns import Mask, Numbers
from core.sources.content import Table
from core.sources.grain import Timing
from core.sources.layout import DIMENSIONS, MAIL_SOURCES, NAMES, SEGMENTS
from core.sources.reading import Reading
from core.sources.totals import is_blank

A_DAY = timedelta(days=1)
"""It may be tomorrow already in the account's zone."""
_ADD_DAY = {"google_ads": sentences.ADD_DAY, "meta_ads": sentences.ADD_DAY_META}


def message(reading: Reading, timing: Timing, joined: bool) -> Sentence:
    """What was read, in one sentence, and why there is no sum where periods overlap."""
    said = sentences.imported(reading.source, timing.grain, reading.period, reading.rows, reading.totals_rows)
    more = [sentences.OVERLAP] * timing.overlapping + [sentences.JOINED] * joined
    return Sentence(" ".join(s.en for s in (said, *more)), " ".join(s.fi for s in (said, *more)))


def notes(
    table: Table, who: facts.Entities, timing: Timing, measures: Mapping[str, Numbers], kept: Mask
) -> list[Sentence]:
    """Everything worth knowing about the rows."""
    return [
        *timing.notes,
        *([sentences.COMPARISON] if table.shape.is_comparison else []),
        *([sentences.filtered_package(table.asked.filtered)] if table.asked.filtered else []),
        *([sentences.DEAD_ID] if who.dead_ids else []),
        *_about_days(table, timing),
        *_about_level(table, measures),
        *_about_accounts(table, kept),
        *_about_results(table, measures),
        *_about_namesakes(table, who, timing, kept),
    ]


def _about_days(table: Table, timing: Timing) -> list[Sentence]:
    today, period = table.asked.today, timing.period
    ahead = [sentences.in_the_future(period.end)] if today and period and period.end > today + A_DAY else []
    if timing.grain is not Grain.PERIOD or table.level not in NAMES or timing.notes:
        return ahead
    return [*ahead, _ADD_DAY.get(table.shape.source, sentences.ADD_DAY_OTHER)]


def _about_level(table: Table, measures: Mapping[str, Numbers]) -> list[Sentence]:
    found = [sentences.INCOMPLETE] if any(map(_says_incomplete, table.head.preamble)) else []
    if table.level is Level.SEARCH_TERM and table.shape.source == "google_ads":
        found.append(sentences.HIDDEN_TERMS)
    elif table.level not in MONEY_LEVELS and "spend" in measures:
        found.append(sentences.kept_aside(_subject(table)))
    if "opens" in measures or "unique_opens" in measures:
        found.append(sentences.OPENS)
    if table.shape.source == "search_console" and table.level in (Level.SEARCH_TERM, Level.PAGE):
        found.append(sentences.TOP_ROWS)
    if table.level in NAMES and "spend" not in measures and table.shape.source not in MAIL_SOURCES:
        found.append(sentences.NO_MONEY)
    return found


def _says_incomplete(line: str) -> bool:
    """Microsoft's own line above the table; its reports are in English whatever the language of the page."""
    label, _, value = line.strip(' "').partition(":")
    return label.casefold() == "potential incomplete data" and value.strip(' "').casefold() == "true"


def _about_accounts(table: Table, kept: Mask) -> list[Sentence]:
    column = table.column("account_id") or table.column("account")
    names = [text for text in column.take(kept).used() if not is_blank(text)] if column is not None else []
    return [sentences.several_accounts(names)] if len(names) > 1 else []


def _subject(table: Table) -> str:
    """The header of the column that the rows are about."""
    roles = (role for role, level in (*DIMENSIONS, *SEGMENTS) if level is table.level and table.shape.has(role))
    role = next(roles, "")
    return table.header(role) if role else ""


def _about_results(table: Table, measures: Mapping[str, Numbers]) -> list[Sentence]:
    named = table.shape.has("result_kind") or "conversions" in measures
    return [sentences.NO_RESULT_KIND] if table.shape.has("results") and not named else []


def _about_namesakes(table: Table, who: facts.Entities, timing: Timing, kept: Mask) -> list[Sentence]:
    """Rows that share entity and days with another, where nothing in the file says why."""
    if table.level not in NAMES or table.shape.splits or table.shape.has("ad", "keyword", "ad_status"):
        return []
    start, end = timing.start[kept].astype(np.int64), timing.end[kept].astype(np.int64)
    grouped = fact_tables.groups([who.of_row, start, end])
    shared = int(grouped.sizes[grouped.sizes > 1].sum())
    if not shared:
        return []
    return [sentences.shared_names(shared) if who.named else sentences.shared_ids(shared)]
