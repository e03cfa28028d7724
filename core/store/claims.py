"""What each source says about results: named queries of the metrics. Each takes a cursor of `Metrics.cursor()`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection

from core.model import Period
from core.store.named import sql


class ClaimDay(NamedTuple):
    """One account on one day; None: its source does not say. `value` is in `currency` (empty: not named)."""

    source: str
    account: str
    day: date
    currency: str
    conversions: Decimal | None
    leads: Decimal | None
    value: Decimal | None
    key_events: Decimal | None


class ClaimEvent(NamedTuple):
    """Results of an account under the source's own name for them. `own`: key events of a property; `counted`: they are
    in the account's conversions too."""

    source: str
    account: str
    event: str
    attribution: str
    start: date
    end: date
    own: bool
    counted: bool
    results: Decimal


class ClaimPeriod(NamedTuple):
    """One measure of an account over the period of an export without days."""

    source: str
    account: str
    start: date
    end: date
    currency: str
    measure: str
    total: Decimal


def claim_days(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[ClaimDay]:
    """What platforms and properties claim by day; a day that no file tells of is absent."""
    return [ClaimDay(*row) for row in _rows(cursor, "claim_days", client_id, period)]


def claim_events(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[ClaimEvent]:
    """The same by event, where the files name events, for days and periods that lie wholly inside `period`."""
    return [ClaimEvent(*row) for row in _rows(cursor, "claim_events", client_id, period)]


def event_counts(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[ClaimEvent]:
    """How often each event happened on each day, where the files say so: an event that nobody marked as a key event
    has no results in `claim_events` beside those that are."""
    return [ClaimEvent(*row) for row in _rows(cursor, "event_counts", client_id, period)]


def claim_periods(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[ClaimPeriod]:
    """What exports without days say, for periods that lie wholly inside `period`."""
    return [ClaimPeriod(*row) for row in _rows(cursor, "claim_periods", client_id, period)]


def _rows(cursor: DuckDBPyConnection, name: str, client_id: str, period: Period) -> list[tuple[Any, ...]]:
    parameters = {"client_id": client_id, "start": period.start, "end": period.end}
    return cursor.execute(sql(f"queries/{name}"), parameters).fetchall()
