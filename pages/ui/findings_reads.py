"""Findings, kept until something changes or the day does: `version` moves with everything that people write."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.findings.finding import Found
from core.reports.findings import findings
from core.store import Store
from pages.ui.reads import Version


@st.cache_resource(max_entries=64, show_spinner=False)
def found(version: Version, client_id: str, today: date, _now: datetime, _store: Store) -> Found:
    """`core.reports.findings.findings` of one client today."""
    return findings(_store, client_id=client_id, as_of=_now)
