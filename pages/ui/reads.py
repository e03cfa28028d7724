"""Reads of the stores, kept until something changes: `version` (generation, change) is part of every key.

They are kept as they are, not copied: reports are frozen records, and nobody may change what is inside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import streamlit as st

from core.model import Period
from core.reports import balance, measure, notes, periods, placing, search_terms, stages, trust, why
from core.reports.measure import MeasureReport
from core.reports.money import EntityMoney, entity_money
from core.reports.notes import NotesReport
from core.reports.periods import PeriodChoice
from core.reports.search_terms import SearchReport
from core.reports.shapes import BalanceReport, StageMoney, StageSuggestion
from core.reports.trust import Trust
from core.reports.why import Why
from core.shares import Share
from core.store import Store, clients, decisions, facts, import_log, shares
from core.store.facts import StoredEntity
from core.store.import_log import ImportRecord
from core.store.notes import Note, list_notes
from pages.ui import balance_rows
from pages.ui.words import Words

Version = tuple[str, int]


@st.cache_resource(max_entries=64, show_spinner=False)
def balance_report(
    version: Version, client_id: str, start: date, end: date, as_of: date, _store: Store
) -> BalanceReport:
    """`core.reports.balance.balance` of one client and period. Raises what it raises."""
    return balance.balance(_store, client_id=client_id, period=Period(start, end), as_of=as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def trusted(version: Version, client_id: str, as_of: date, _store: Store) -> Trust:
    """`core.reports.trust.trust` of one client."""
    return trust.trust(_store, client_id=client_id, as_of=as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def measure_report(version: Version, client_id: str, as_of: date, _store: Store) -> MeasureReport:
    """`core.reports.measure.measure` of one client."""
    return measure.measure(_store, client_id=client_id, as_of=as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def notes_known(version: Version, client_id: str, _store: Store) -> list[Note]:
    """Every note of one client, by day."""
    return list_notes(_store.ops, client_id=client_id)


@st.cache_resource(max_entries=64, show_spinner=False)
def notes_report(version: Version, client_id: str, as_of: date, _store: Store) -> NotesReport:
    """`core.reports.notes.notes` of one client."""
    return notes.notes(_store, client_id=client_id, as_of=as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def search_reports(generation: str, client_id: str, as_of: date, _store: Store) -> tuple[SearchReport, ...]:
    """`core.reports.search_terms.search_terms` of one client; only an import changes it."""
    return search_terms.search_terms(_store, client_id=client_id, as_of=as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def why_of(version: Version, client_id: str, metric: str, start: date, end: date, as_of: date, _store: Store) -> Why:
    """`core.reports.why.why` of one figure over a period."""
    found = trusted(version, client_id, as_of, _store)
    period = Period(start, end)
    return why.why(_store, client_id=client_id, metric=metric, period=period, as_of=as_of, trusted=found)


@st.cache_resource(max_entries=64, show_spinner=False)
def period_choices(
    version: Version, client_id: str, today: date, _store: Store
) -> tuple[list[PeriodChoice], PeriodChoice]:
    """The periods on offer and the one to start from."""
    return periods.period_menu(_store, client_id=client_id, today=today)


@st.cache_resource(max_entries=64, show_spinner=False)
def stage_rows(version: Version, client_id: str, period: Period | None, _store: Store) -> list[StageSuggestion]:
    """`core.reports.stages.stage_list` of one client and period (None: all days). A decision does not move the
    generation, so that the next campaign is on the screen without adding up all the money again."""
    generation, _ = version
    made = decisions.list_decisions(_store.ops, client_id=client_id)
    known = _entities(generation, client_id, _store)
    money = _money(generation, client_id, period, placing.fine_accounts(known, made), _store)
    client = clients.get_client(_store.ops, client_id=client_id)
    return stages.listed(client, known, made, money, on=period.end if period else date.max)


@st.cache_resource(max_entries=64, show_spinner=False)
def _entities(generation: str, client_id: str, _store: Store) -> list[StoredEntity]:
    with _store.metrics.cursor() as cursor:
        return facts.entities(cursor, client_id=client_id)


@st.cache_resource(max_entries=64, show_spinner=False)
def _money(
    generation: str, client_id: str, period: Period | None, fine: frozenset[tuple[str, str]], _store: Store
) -> dict[str, EntityMoney]:
    with _store.metrics.cursor() as cursor:
        return entity_money(cursor, client_id=client_id, period=period, fine=fine)


@st.cache_resource(max_entries=256, show_spinner=False)
def has_imports(version: Version, client_id: str, _store: Store) -> bool:
    """Whether anything was ever brought in for the client and not taken back."""
    return bool(import_log.published_imports(_store.ops, client_id=client_id))


@dataclass(frozen=True, slots=True)
class Origin:
    """One import that a campaign's day rows come from. `record` is None when the log no longer knows it."""

    import_id: int
    period: Period
    days: int
    record: ImportRecord | None


@st.cache_resource(max_entries=256, show_spinner=False)
def origins(version: Version, client_id: str, entity_key: str, _store: Store) -> list[Origin]:
    """Where the numbers of one campaign come from, as the store holds them now."""
    log = {r.import_id: r for r in import_log.published_imports(_store.ops, client_id=client_id)}
    with _store.metrics.cursor() as cursor:
        rows = facts.imports_of_entity(cursor, client_id=client_id, entity_key=entity_key)
    return [Origin(r.import_id, Period(r.first_day, r.last_day), r.days, log.get(r.import_id)) for r in rows]


@st.cache_resource(max_entries=128, show_spinner=False)
def trend_rows(
    version: Version,
    client_id: str,
    period: tuple[date, date],
    as_of: date,
    language: str,
    weeks: bool,
    as_shares: bool,
    _slices: Sequence[StageMoney],
    _report: BalanceReport,
    _t: Words,
    _notes: Sequence[Note] = (),
) -> pa.Table:
    """`balance_rows.trend_rows`: the one table of the page that is worth keeping."""
    return balance_rows.trend_rows(_slices, _report, _t, weeks=weeks, as_shares=as_shares, notes=_notes)


@st.cache_resource(max_entries=64, show_spinner=False)
def links(version: Version, client_id: str, _store: Store) -> tuple[Share, ...]:
    """Every link that the client ever had. Whether one is open depends on the clock: ask `Share.state`."""
    return tuple(share for share, _ in shares.list_shares(_store.ops, client_id=client_id))
