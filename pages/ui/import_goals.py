"""Which goal? What an import's results stand for, asked where they came in while nobody has said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core.errors import MissingRate
from core.model import Client, FileStatus, Period
from pages.ui import claims_reads, goals_editor, session
from pages.ui.import_words import period_of
from pages.ui.words import Words
from pages.ui.words.goals import GOALS

OPEN = "imports_goals"
"""Session state: the client and the days whose events are asked about, until all are answered or put off."""
LATER = "imports_goals_later"


def remember(client_id: str, done: Sequence[Mapping[str, Any]]) -> None:
    """Ask about the days of what has just been brought in."""
    with_results = [f for f in done if f["status"] == FileStatus.IMPORTED and (f["events"] or f["conversions"])]
    periods = [period for period in map(period_of, with_results) if period]
    if periods:
        whole = Period(min(p.start for p in periods), max(p.end for p in periods))
        st.session_state[OPEN] = (client_id, whole)


def ask(client: Client, t: Words) -> None:
    """The same form as on the page of goals, with what the names suggest already chosen; nothing when all is agreed."""
    goals_editor.said()
    owner, period = st.session_state.get(OPEN, ("", None))
    if owner != client.client_id or period is None:
        return
    try:
        report = claims_reads.report(
            session.version(), client.client_id, period, session.today(client), session.store()
        )
    except MissingRate:  # the page of goals asks for it
        return
    if not report.undecided:
        _forget()
        return
    with st.container(border=True, key="imports_goals_box"):
        goals_editor.ask(client, report, session.words(GOALS))
        st.button(t("goals_later"), key=LATER, type="tertiary", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(OPEN, None)
