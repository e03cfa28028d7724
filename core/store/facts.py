"""What the metrics say about one client: named queries and nothing else. Each takes a cursor of `Metrics.cursor()`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pyarrow as pa
from duckdb import DuckDBPyConnection

from core.model import Period
from core.sources.reading import HIDDEN_TERMS
from core.store.metrics import arrow
from core.store.named import sql


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """A campaign, ad set, search term … with the name it had last and the days of its facts. Empty text: never said."""

    entity_key: str
    source: str
    account: str
    level: str
    name: str
    parent: str
    external_id: str
    channel: str
    campaign_type: str
    objective: str
    result_kind: str
    bid_strategy: str
    labels: str
    first_day: date
    last_day: date
    status: str = ""
    """What the platform last said about its delivery, verbatim (`Enabled`, `Not delivering` …), and why."""
    status_reason: str = ""
    status_day: date | None = None
    """The last day of the file that said so: the status may be another one by now."""
    match_type: str = ""
    """Of a search term: how it met the keyword."""


class EntityName(NamedTuple):
    entity_key: str
    name: str
    first_day: date
    last_day: date
    import_id: int


class StoredPeriod(NamedTuple):
    """Money of one level of an account over a period. `has_days`: its account has day rows with money in the period."""

    source: str
    account: str
    level: str
    start: date
    end: date
    currency: str
    spend: Decimal
    has_days: bool


class PeriodSpend(NamedTuple):
    entity_key: str
    source: str
    account: str
    currency: str
    spend: Decimal


class AccountDays(NamedTuple):
    """How far the day rows of an account reach, at any level. `spends`: some of them hold money."""

    source: str
    account: str
    currency: str
    first_day: date
    last_day: date
    last_import_id: int
    spends: bool


class AccountDay(NamedTuple):
    """What the counted rows of one account add up to on one day; None where no file said it."""

    source: str
    account: str
    day: date
    currency: str
    spend: Decimal | None
    impressions: int | None
    clicks: int | None
    conversions: Decimal | None
    value: Decimal | None
    sessions: int | None
    engaged_sessions: int | None
    key_events: Decimal | None
    leads: Decimal | None


class ChannelVisits(NamedTuple):
    """Visits of one channel, as analytics names it, over a period."""

    source: str
    account: str
    start: date
    end: date
    name: str
    sessions: Decimal


class SearchSpan(NamedTuple):
    source: str
    account: str
    start: date
    end: date


class SearchTerm(NamedTuple):
    """One term over one period; None where the file does not say. `position` is the average place in the results."""

    name: str
    currency: str
    clicks: Decimal | None
    impressions: Decimal | None
    spend: Decimal | None
    conversions: Decimal | None
    position: Decimal | None


class SearchTotal(NamedTuple):
    """What all searches of the same campaigns and days came to, listed or not; None where nothing is known."""

    spend: Decimal | None
    clicks: int | None


class ImportOfEntity(NamedTuple):
    import_id: int
    first_day: date
    last_day: date
    days: int


class OutcomeDay(NamedTuple):
    """What a shop or CRM says happened on one day: `outcomes` of one `kind` (see model.GoalKind) from one `origin`
    ("" when the file does not say where they came from), and their worth. `counted` is False for those that
    did not stand; `state` says why (cancelled, refunded, test, unpaid). None: the file says no money."""

    source: str
    account: str
    day: date
    kind: str
    origin: str
    state: str
    counted: bool
    currency: str
    outcomes: int
    value: Decimal | None
    refunded: Decimal | None


class OutcomeSpan(NamedTuple):
    source: str
    account: str
    kind: str
    first_day: date
    last_day: date
    last_import_id: int


class ImportOfPeriod(NamedTuple):
    """`kind` is what its rows are to a figure: `rows`, `terms` or `outcomes`. `days` is 0 for a total of a period."""

    kind: str
    source: str
    account: str
    import_id: int
    first_day: date
    last_day: date
    days: int


class Covering(NamedTuple):
    """The days of an account that come from one import now."""

    source: str
    account: str
    import_id: int
    first_day: date
    last_day: date


class Restated(NamedTuple):
    entity_key: str
    day: date
    measure: str
    old: Decimal
    new: Decimal


class RestatedDay(NamedTuple):
    """A measure of one day that an import changed: rows of any level that were already there, and their sums."""

    day: date
    measure: str
    rows: int
    old: Decimal
    new: Decimal


class KnownDay(NamedTuple):
    """What was known of one day of an account once an import was in, summed over the counted level. `through` is the
    last day of that import's own rows; None: no file had said. Money is in the account's currency."""

    import_id: int
    source: str
    account: str
    day: date
    through: date
    clicks: int | None
    spend: Decimal | None
    conversions: Decimal | None
    value: Decimal | None
    leads: Decimal | None
    key_events: Decimal | None


def entities(cursor: DuckDBPyConnection, *, client_id: str) -> list[StoredEntity]:
    """Every entity of the client; empty before the first import."""
    return [StoredEntity(*row) for row in _rows(cursor, "entities", client_id=client_id)]


def entity_names(cursor: DuckDBPyConnection, *, client_id: str) -> list[EntityName]:
    """Every name the client's entities have had, with the days on which files called them so."""
    return [EntityName(*row) for row in _rows(cursor, "entity_names", client_id=client_id)]


def spend_days(
    cursor: DuckDBPyConnection,
    *,
    client_id: str,
    period: Period,
    fine_accounts: Collection[tuple[str, str]] = (),
) -> pa.Table:
    """Money by entity and day of the period, in millionths of `currency`: columns entity_key, day, currency, micros.

    One level is counted per account and day: campaigns where a file gave them, else ad sets, ads, the account; for
    `fine_accounts` (source, account) ad sets first. Days without a row are absent, which is not zero.
    """
    return _counted(cursor, "spend_days", client_id, period, fine_accounts)


def period_totals(cursor: DuckDBPyConnection, *, client_id: str) -> list[StoredPeriod]:
    """The money of exports without days, by account, level and period."""
    totals = _rows(cursor, "period_totals", client_id=client_id)
    if not totals:
        return []
    start, end = min(row[3] for row in totals), max(row[4] for row in totals)
    days = _rows(cursor, "money_days", client_id=client_id, start=start, end=end)
    return [StoredPeriod._make((*row, any(_within(day, row) for day in days))) for row in totals]


def period_spend(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[PeriodSpend]:
    """Money by entity from period totals of exactly this period, one counted level per account. It says nothing about
    whether the account has day rows too: see `period_totals`."""
    rows = _rows(cursor, "period_spend", client_id=client_id, start=period.start, end=period.end)
    return [PeriodSpend(*row) for row in rows]


def freshness(cursor: DuckDBPyConnection, *, client_id: str, before: date | None = None) -> list[AccountDays]:
    """How far each account's day rows reach, looking only at days before `before` (None: at all)."""
    return [AccountDays(*row) for row in _rows(cursor, "freshness", client_id=client_id, before=before or date.max)]


def account_days(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[AccountDay]:
    """Every day of the period on which an account has rows, with their sums; a day without rows is absent, which is
    not zero."""
    rows = _rows(cursor, "account_days", client_id=client_id, start=period.start, end=period.end)
    return [AccountDay(*row) for row in rows]


def channel_visits(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[ChannelVisits]:
    """Visits by channel: of the exports without days that end inside the period, and (as the period's own) the sums of
    the day rows in it."""
    rows = _rows(cursor, "channel_visits", client_id=client_id, start=period.start, end=period.end)
    return [ChannelVisits(*row) for row in rows]


def search_spans(cursor: DuckDBPyConnection, *, client_id: str, before: date) -> list[SearchSpan]:
    """The periods for which search terms or queries are stored, ended before a day, by account and in order."""
    return [SearchSpan(*row) for row in _rows(cursor, "search_spans", client_id=client_id, before=before)]


def search_terms(cursor: DuckDBPyConnection, *, client_id: str, span: SearchSpan) -> list[SearchTerm]:
    """The terms of one account over exactly one period, the most expensive first."""
    return [SearchTerm(*row) for row in _rows(cursor, "search_terms", client_id=client_id, **span._asdict())]


def search_total(cursor: DuckDBPyConnection, *, client_id: str, span: SearchSpan) -> SearchTotal:
    """All searches behind the terms of one account over one period, from its day rows."""
    ((spend, clicks),) = _rows(cursor, "search_totals", client_id=client_id, **span._asdict())
    return SearchTotal(spend, clicks)


def hidden_terms(cursor: DuckDBPyConnection, *, client_id: str, span: SearchSpan) -> SearchTotal:
    """What the search terms report itself says of the terms it does not show; None where it does not tell."""
    ((spend, clicks),) = _rows(cursor, "hidden_terms", client_id=client_id, hidden=HIDDEN_TERMS, **span._asdict())
    return SearchTotal(spend, _whole(clicks))


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def day_span(cursor: DuckDBPyConnection, *, client_id: str) -> tuple[date, date] | None:
    """The first and the last day of the client's day rows, of all accounts together; None without any."""
    ((first, last),) = _rows(cursor, "day_span", client_id=client_id)
    return (first, last) if first else None


def finding_days(
    cursor: DuckDBPyConnection, *, client_id: str, period: Period, fine_accounts: Collection[tuple[str, str]] = ()
) -> pa.Table:
    """Everything counted by entity and day of the period: columns entity_key, day, currency, micros, clicks,
    impressions, conversions, value, sessions, key_events. Levels as in `spend_days`; NULL where no file said it."""
    return _counted(cursor, "finding_days", client_id, period, fine_accounts)


def covering_imports(cursor: DuckDBPyConnection, *, client_id: str, before: date) -> list[Covering]:
    """Which imports the counted days of each account come from now, looking only at days before `before`."""
    return [Covering(*row) for row in _rows(cursor, "covering_imports", client_id=client_id, before=before)]


def imports_of_entity(cursor: DuckDBPyConnection, *, client_id: str, entity_key: str) -> list[ImportOfEntity]:
    """Which imports the entity's day rows come from now."""
    rows = _rows(cursor, "imports_of_entity", client_id=client_id, entity_key=entity_key)
    return [ImportOfEntity(*row) for row in rows]


def imports_of_period(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[ImportOfPeriod]:
    """Which imports the client's rows of a period come from now: of its days, of totals of exactly this period, and
    of search terms' totals inside it."""
    rows = _rows(cursor, "imports_of_period", client_id=client_id, start=period.start, end=period.end)
    return [ImportOfPeriod(*row) for row in dict.fromkeys(rows)]


def restatements(cursor: DuckDBPyConnection, *, client_id: str, import_id: int) -> list[Restated]:
    """The numbers that were already there and that the import changed."""
    return [Restated(*row) for row in _rows(cursor, "restatements", client_id=client_id, import_id=import_id)]


def restated_days(cursor: DuckDBPyConnection, *, client_id: str, import_id: int) -> list[RestatedDay]:
    """What the import changed of numbers that were already there, day by day; empty when it changed none."""
    return [RestatedDay(*row) for row in _rows(cursor, "restated_days", client_id=client_id, import_id=import_id)]


def outcome_days(cursor: DuckDBPyConnection, *, client_id: str, period: Period) -> list[OutcomeDay]:
    """Orders, leads and deals as shops and CRMs list them, by day of the period; a day without any has no row."""
    rows = _rows(cursor, "outcome_days", client_id=client_id, start=period.start, end=period.end)
    return [OutcomeDay(*row) for row in rows]


def outcome_spans(cursor: DuckDBPyConnection, *, client_id: str) -> list[OutcomeSpan]:
    """How far each shop's and CRM's outcomes reach, by kind; empty before the first list was imported."""
    return [OutcomeSpan(*row) for row in _rows(cursor, "outcome_spans", client_id=client_id)]


def lag_snapshots(
    cursor: DuckDBPyConnection, *, client_id: str, source: str | None = None, account: str | None = None
) -> list[KnownDay]:
    """Every day of every import as it was known then, by account, day and import: how a day's conversions grew from one
    export to the next. An import that left a day untouched says nothing about it. Empty before the first import and
    for imports made before snapshots were kept.

    The age of a day at a snapshot lies between `through − day` (the file was made after its last day) and the days to
    the import itself (`started_at` in the log)."""
    rows = _rows(cursor, "lag_snapshots", client_id=client_id, source=source, account=account)
    return [KnownDay(*row) for row in rows]


def _counted(
    cursor: DuckDBPyConnection,
    name: str,
    client_id: str,
    period: Period,
    fine_accounts: Collection[tuple[str, str]],
) -> pa.Table:
    """One of the queries that count a level per account and day; its texts as dictionaries."""
    fine = ["", *(f"{source}\x1f{account}" for source, account in fine_accounts)]
    asked = {"client_id": client_id, "start": period.start, "end": period.end, "fine": fine}
    table = arrow(cursor, sql(f"queries/{name}"), asked)
    for column in ("entity_key", "currency"):
        position = table.schema.get_field_index(column)
        table = table.set_column(position, column, table.column(column).dictionary_encode())
    return table


def _within(money_day: tuple[Any, ...], total: tuple[Any, ...]) -> bool:
    source, account, day = money_day
    return total[:2] == (source, account) and total[3] <= day <= total[4]


def _rows(cursor: DuckDBPyConnection, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return cursor.execute(sql(f"queries/{name}"), parameters).fetchall()
