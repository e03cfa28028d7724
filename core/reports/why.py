"""Why a figure is believed: its formula and denominator, the sources and files it comes from, how far they reach and
are settled, and the checks it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.measure.checks import Check, CheckKind, State, worst
from core.measure.dictionary import ORIGINS, Entry, entry
from core.model import Period
from core.reports.finding_facts import ANALYTICS
from core.reports.freshness import account_freshness, outcome_freshness
from core.reports.shapes import Freshness
from core.reports.trust import Trust
from core.store import Store, facts, import_log
from core.store.facts import ImportOfPeriod

SEARCH_CONSOLE = "search_console"
TERMS = ("search", "terms", "paid_terms")
KINDS = {
    **dict.fromkeys(ORIGINS, frozenset({"rows"})),
    **dict.fromkeys(TERMS, frozenset({"terms"})),
    "shop": frozenset({"outcomes"}),
    "three": frozenset({"rows", "outcomes"}),
}
"""What of an import is behind a figure, by where it comes from (see `facts.ImportOfPeriod`)."""


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
    rests_on = trusted.behind(told.needs)
    with store.metrics.cursor() as cursor:
        known = facts.imports_of_period(cursor, client_id=client_id, period=period) if told.needs else []
        reach = _reach(cursor, told, client_id=client_id, as_of=as_of)
    rows = [row for row in known if row.kind in KINDS[told.comes_from] and _tells(told, row.source)]
    behind = _behind(told, trusted, rests_on, rows)
    log = {r.import_id: r for r in import_log.published_imports(store.ops, client_id=client_id)} if rows else {}
    accounts = tuple(a for a in reach if (a.source, a.account) in behind)
    checks = tuple(c for c in rests_on if not c.source or (c.source, c.account) in behind)
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


def _behind(
    told: Entry, trusted: Trust, rests_on: Sequence[Check], rows: Sequence[ImportOfPeriod]
) -> set[tuple[str, str]]:
    """The accounts that a figure comes from: those with days of what it is made of, and those of which only totals of
    the period are known."""
    if told.comes_from in TERMS:
        return {(row.source, row.account) for row in rows}
    by_day = _fresh(rests_on)
    totals = {(row.source, row.account) for row in rows if not row.days} - _fresh(trusted.checks)
    return {account for account in by_day | totals if _tells(told, account[0])}


def _fresh(checks: Sequence[Check]) -> set[tuple[str, str]]:
    return {(c.source, c.account) for c in checks if c.kind is CheckKind.FRESHNESS and c.source}


def _tells(told: Entry, source: str) -> bool:
    """Whether files of a source are where a figure comes from: of one client the platforms, analytics and Search
    Console may all have clicks."""
    match told.comes_from:
        case "platforms" | "paid_terms":
            return source not in (*ANALYTICS, SEARCH_CONSOLE)
        case "analytics":
            return source in ANALYTICS
        case "search":
            return source == SEARCH_CONSOLE
    return True


def _reach(cursor: Any, told: Entry, *, client_id: str, as_of: date) -> tuple[Freshness, ...]:
    """How far the accounts reach that can be behind a figure."""
    kinds = KINDS[told.comes_from] if told.needs else frozenset()
    reach: tuple[Freshness, ...] = ()
    if kinds - {"outcomes"}:
        reach += account_freshness(cursor, client_id=client_id, as_of=as_of)
    if "outcomes" in kinds:
        reach += outcome_freshness(cursor, client_id=client_id, as_of=as_of)
    return reach


def _settled(accounts: tuple[Freshness, ...]) -> date | None:
    days = [account.settled_through for account in accounts]
    return min((day for day in days if day), default=None) if all(days) else None
