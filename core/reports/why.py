"""Why a figure is believed: its formula and denominator, the sources and files it comes from, how far they reach and
are settled, and the checks it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.measure.checks import Check, CheckKind, State, worst
from core.measure.dictionary import Entry, entry
from core.model import Period
from core.reports.freshness import account_freshness
from core.reports.shapes import Freshness
from core.reports.trust import Trust
from core.store import Store, facts, import_log


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One import that the figure's rows come from. `days` is 0 for a total of the whole period; the name and who
    brought it are empty when the log no longer knows."""

    import_id: int
    source: str
    account: str
    file_name: str
    brought_by: str
    period: Period
    days: int


@dataclass(frozen=True, slots=True)
class Why:
    """The answer for one figure of one client over one period."""

    client_id: str
    entry: Entry
    period: Period
    accounts: tuple[Freshness, ...]
    """The accounts whose files say anything of what the figure is made of."""
    files: tuple[SourceFile, ...]
    settled_through: date | None
    """The day up to which all these accounts are settled; None while one of them has no settled day."""
    checks: tuple[Check, ...]
    state: State
    """The worst of the checks."""


def why(store: Store, *, client_id: str, metric: str, period: Period, as_of: date, trusted: Trust) -> Why:
    """Why `metric` (an id of the dictionary) is believed over `period`, with the checks of `trusted`. A figure that
    rests on no metric has no accounts, files or checks. Raises KeyError for a figure the dictionary does not know."""
    told = entry(metric)
    checks = trusted.behind(told.needs)
    behind = {(c.source, c.account) for c in checks if c.kind is CheckKind.FRESHNESS and c.source}
    with store.metrics.cursor() as cursor:
        reach = account_freshness(cursor, client_id=client_id, as_of=as_of) if behind else ()
        rows = facts.imports_of_period(cursor, client_id=client_id, period=period) if behind else []
    log = {r.import_id: r for r in import_log.published_imports(store.ops, client_id=client_id)} if rows else {}
    accounts = tuple(a for a in reach if (a.source, a.account) in behind)
    files = tuple(
        SourceFile(
            import_id=row.import_id,
            source=row.source,
            account=row.account,
            file_name=(record.member or record.file_name) if (record := log.get(row.import_id)) else "",
            brought_by=record.imported_by if record else "",
            period=Period(row.first_day, row.last_day),
            days=row.days,
        )
        for row in rows
        if (row.source, row.account) in behind
    )
    return Why(
        client_id, told, period, accounts, files, _settled(accounts), checks, worst(check.state for check in checks)
    )


def _settled(accounts: tuple[Freshness, ...]) -> date | None:
    days = [account.settled_through for account in accounts]
    return min((day for day in days if day), default=None) if all(days) else None
