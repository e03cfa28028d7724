"""What reading a file gives: facts in our words, what was understood, and what only a person can decide.

A `Reading` is one table of one file. Its facts are columnar (Arrow), because a file may have a million rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pyarrow as pa

from core.model import FileStatus, Grain, Level, Period, Sentence

MONEY = pa.decimal128(18, 6)
"""Money and fractional counts: exact to a millionth, as the platforms' own micros."""

DAY_MEASURES: dict[str, pa.DataType] = {
    "impressions": pa.int64(),
    "clicks": pa.int64(),
    "clicks_all": pa.int64(),
    "spend": MONEY,
    "conversions": MONEY,
    "value": MONEY,
    "sessions": pa.int64(),
    "engaged_sessions": pa.int64(),
    "key_events": MONEY,
    "leads": MONEY,
}
"""The additive measures of `metric_day`. NULL means "the file does not say", which is not zero."""

_DAY_FIELDS: list[pa.Field[Any]] = [
    pa.field("e", pa.int32(), nullable=False),
    pa.field("day", pa.date32(), nullable=False),
    *(pa.field(name, kind) for name, kind in DAY_MEASURES.items()),
]
DAY_SCHEMA = pa.schema(_DAY_FIELDS)
"""One row per (entity, day). `e` is a position in `Reading.entities`."""

_PERIOD_FIELDS: list[pa.Field[Any]] = [
    pa.field("e", pa.int32(), nullable=False),
    pa.field("start", pa.date32(), nullable=False),
    pa.field("end", pa.date32(), nullable=False),
    pa.field("measure", pa.string(), nullable=False),
    pa.field("value", MONEY),
    pa.field("bound", pa.string()),
]
PERIOD_SCHEMA = pa.schema(_PERIOD_FIELDS)
"""One row per (entity, period, measure): period totals, and every measure that does not add up over days (`reach`,
`frequency`, `users`, `position`, `impression_share` as a fraction …). `bound` is the text of a bound such as `< 10%`;
its `value` is then NULL."""

_RESULT_FIELDS: list[pa.Field[Any]] = [
    pa.field("e", pa.int32(), nullable=False),
    pa.field("start", pa.date32(), nullable=False),
    pa.field("end", pa.date32(), nullable=False),
    pa.field("kind", pa.string(), nullable=False),
    pa.field("attribution", pa.string(), nullable=False),
    pa.field("results", MONEY),
    pa.field("counted", pa.bool_(), nullable=False),
]
RESULT_SCHEMA = pa.schema(_RESULT_FIELDS)
"""One row per (entity, days, kind, attribution text): results by kind, verbatim. `counted` says whether they are in
`conversions` too (goal kinds are; reach, clicks and views never)."""


_OUTCOME_FIELDS: list[pa.Field[Any]] = [
    pa.field("outcome_key", pa.string(), nullable=False),
    pa.field("kind", pa.string(), nullable=False),
    pa.field("day", pa.date32(), nullable=False),
    pa.field("created_day", pa.date32(), nullable=False),
    pa.field("origin", pa.string(), nullable=False),
    pa.field("state", pa.string(), nullable=False),
    pa.field("counted", pa.bool_(), nullable=False),
    pa.field("currency", pa.string(), nullable=False),
    pa.field("value", MONEY),
    pa.field("refunded", MONEY),
]
OUTCOME_SCHEMA = pa.schema(_OUTCOME_FIELDS)
"""One row per order, lead or deal of a shop or CRM × `kind` (model.GoalKind): the claim `outcome`, what really
happened, beside `conversions` (the platform's claim) and `key_events` (the analytics').

* `outcome_key` is a hash of the shop's or CRM's own number, so that a later list replaces exactly the outcomes that are
  in it, whatever it was filtered by. The number itself, names and contact details are never kept.
* A deal gives a lead on the day it was created and, once won, an order on the day it was won with the same key.
* `state`: `paid`, `unpaid` (placed, not yet paid: counted), `partly_refunded`, `won`, `open`, `lost` …; `counted` is
  False for `refunded`, `cancelled` and `test`. `value` is the total with tax and shipping less what was paid back on
  the order's own day, so that its return is restated; NULL where the file says no money.
* `origin`: where it came from as the list says (`Source: Google`, a campaign); empty when it does not."""


HIDDEN_TERMS = "(other search terms)"
"""The entity of level OTHER that holds what a search terms report spends on terms it does not show: its own line for
other search terms, else its account total less the rows. Present only where the report tells; share hidden = its spend
over it plus the terms' spend, of one account and period."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One campaign, ad set, search term … as the file names it. Empty text means the file does not say."""

    level: Level
    name: str
    external_id: str = ""
    parent: str = ""
    channel: str = ""
    campaign_type: str = ""
    objective: str = ""
    result_kind: str = ""
    bid_strategy: str = ""
    labels: str = ""
    status: str = ""
    """The platform's own words about its delivery, verbatim."""
    status_reason: str = ""
    match_type: str = ""
    """How a search term met the keyword, verbatim; empty for everything else."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide. `key` is what `--answer KEY=VALUE` takes; `options` are VALUEs, and an empty
    tuple means a free value whose shape the text describes."""

    key: str
    text: Sentence
    options: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """The column names, when the question is which column is what."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read: physical line number in the file, column header, and what is wrong."""

    line: int
    column: str
    text: str


@dataclass(frozen=True)
class Reading:
    """One table of one file, understood. `status` is IMPORTED when the facts can be stored as they are."""

    status: FileStatus
    message: Sentence
    member: str = ""
    """Name of the table inside a zip, workbook or snapshot; empty for a plain file."""
    source: str = ""
    report: str = ""
    level: Level = Level.OTHER
    grain: Grain = Grain.NONE
    period: Period | None = None
    currency: str = ""
    account: str = ""
    """Account or property as the file itself names it; empty when it does not."""
    zone: str = ""
    language: str = ""
    encoding: str = ""
    delimiter: str = ""
    number_style: str = ""
    """`1,234.5` or `1.234,5` or `1 234,5`; empty when the file needs none."""
    rows: int = 0
    totals_rows: int = 0
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    """Sum over the data rows of each additive measure the file has (names of DAY_MEASURES)."""
    control: Mapping[str, Decimal] = field(default_factory=dict)
    """The same measures in the file's own widest totals row; empty when it has none."""
    entities: tuple[Entity, ...] = ()
    days: pa.Table = field(default_factory=DAY_SCHEMA.empty_table)
    periods: pa.Table = field(default_factory=PERIOD_SCHEMA.empty_table)
    results: pa.Table = field(default_factory=RESULT_SCHEMA.empty_table)
    outcomes: pa.Table = field(default_factory=OUTCOME_SCHEMA.empty_table)
    questions: tuple[Question, ...] = ()
    notes: tuple[Sentence, ...] = ()
    """Things worth knowing that stop nothing: a dead id, rows that share a name, hidden low-volume terms …"""
    bad_lines: tuple[BadLine, ...] = ()
