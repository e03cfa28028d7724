"""Reads of plans and what came of them, kept until something changes (see `reads`)."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.errors import MissingRate
from core.findings.facts import Facts
from core.model import Period, Stage
from core.reports import content, sprint
from core.reports.content import ContentReport
from core.reports.finding_facts import finding_facts
from core.reports.sprint import SprintReport
from core.reports.stage_work import StageWorks
from core.reports.stage_work import stage_works as works_of
from core.store import Store
from pages.ui import reads
from pages.ui.board_reads import rounded
from pages.ui.reads import Version


def content_report(version: Version, client_id: str, now: datetime, store: Store) -> ContentReport:
    """The client's content as known in the quarter of an hour that has last begun."""
    return _content_report(version, client_id, rounded(now), store)


@st.cache_resource(max_entries=64, show_spinner=False)
def _content_report(version: Version, client_id: str, now: datetime, _store: Store) -> ContentReport:
    return content.content_report(_store, client_id=client_id, as_of=now)


def stage_shares(version: Version, client_id: str, today: date, store: Store) -> dict[str, float]:
    """The share of each stage in the money of the period one starts from; empty where there is no money, or money in
    two currencies without a rate."""
    if not reads.has_imports(version, client_id, store):
        return {}
    _, choice = reads.period_choices(version, client_id, today, store)
    try:
        report = reads.balance_report(version, client_id, choice.period.start, choice.period.end, today, store)
    except MissingRate:
        return {}
    return {s.value: float(report.by_bucket[s] / report.total) for s in Stage} if report.total else {}


def stage_works(version: Version, client_id: str, days: Period, now: datetime, today: date, store: Store) -> StageWorks:
    """The work, content and result of each stage, as known in the quarter of an hour that has last begun."""
    return _stage_works(version, client_id, days.start, days.end, rounded(now), today, now, store)


@st.cache_resource(max_entries=32, show_spinner=False)
def _stage_works(
    version: Version,
    client_id: str,
    start: date,
    end: date,
    quarter: datetime,
    today: date,
    _now: datetime,
    _store: Store,
) -> StageWorks:
    # The facts are kept for every page until something is written: they know what was said up to this very moment.
    known = facts(version, client_id, today, _now, _store)
    return works_of(_store, known, client_id=client_id, period=Period(start, end), as_of=quarter)


@st.cache_resource(max_entries=32, show_spinner=False)
def sprint_report(
    version: Version, client_id: str, today: date, start: date | None, _now: datetime, _store: Store
) -> SprintReport | None:
    """The client's sprint that begins on `start` (None: the one under review)."""
    known = facts(version, client_id, today, _now, _store)
    return sprint.sprint_of(_store, known, client_id=client_id, start=start)


@st.cache_resource(max_entries=64, show_spinner=False)
def facts(version: Version, client_id: str, today: date, _now: datetime, _store: Store) -> Facts:
    """Everything that findings, scorecards and budgets rest on, read once. What people write moves `version`, so the
    instant itself need not."""
    return finding_facts(_store, client_id=client_id, as_of=_now)
