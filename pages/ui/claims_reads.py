"""Claims, kept until something changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from core.dates import week_of
from core.model import Period
from core.reports import claims
from core.reports.claims import ClaimsReport
from core.reports.periods import known_sprints
from core.store import Store, facts
from pages.ui.reads import Version

SPRINTS_BACK = 13
MOST_DAYS = 62


@st.cache_resource(max_entries=64, show_spinner=False)
def report(version: Version, client_id: str, period: Period, as_of: date, _store: Store) -> ClaimsReport:
    """`core.reports.claims.claims` of one client and period. Raises what it raises."""
    return claims.claims(_store, client_id=client_id, period=period, as_of=as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def stepped(
    version: Version, client_id: str, period: Period, step: str, as_of: date, _store: Store
) -> list[ClaimsReport]:
    """The claims sprint by sprint, or over the weeks or days of the period, oldest first."""
    periods = (
        {"week": weeks_of, "day": days_of}[step](period) if step != "sprint" else sprints(_store, client_id, as_of)
    )
    begun = [part for part in periods if part.start < as_of]
    return claims.claims_over(_store, client_id=client_id, periods=begun, as_of=as_of)


def sprints(store: Store, client_id: str, as_of: date) -> list[Period]:
    with store.metrics.cursor() as cursor:
        span = facts.day_span(cursor, client_id=client_id)
    first = span[0] if span else None
    known = known_sprints(store, client_id=client_id, first=first, today=as_of - timedelta(days=1))
    return [sprint.period for sprint in known][-SPRINTS_BACK:]


def weeks_of(period: Period) -> Sequence[Period]:
    weeks = {week_of(day).start: week_of(day) for day in period}
    return [Period(max(w.start, period.start), min(w.end, period.end)) for w in weeks.values()]


def days_of(period: Period) -> Sequence[Period]:
    return [Period(day, day) for day in period][:MOST_DAYS]
