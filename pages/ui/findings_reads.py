"""Findings, kept until something changes or the day does: `version` moves with everything that people write."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.findings.finding import Found
from core.findings.rules import found_in
from core.store import Store
from pages.ui import plan_reads
from pages.ui.reads import Version


@st.cache_resource(max_entries=64, show_spinner=False)
def found(version: Version, client_id: str, today: date, _now: datetime, _store: Store) -> Found:
    """The findings of one client today, out of the facts that its sprint page rests on too."""
    return found_in(plan_reads.facts(version, client_id, today, _now, _store))
