"""Draws the client's page: plain words first, pictures after, nothing that is not in the link's terms."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from core import figures
from core.dates import local_day
from core.model import Client
from core.reports.shapes import BalanceReport
from core.shares import Share
from pages.ui import balance_rows as rows
from pages.ui import balance_view, charts
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.balance import BALANCE


def heading(client: Client, share: Share, now: datetime, t: Words) -> None:
    """Whose page it is, as of when, and until when the link works."""
    st.title(escaped(client.name), anchor=False)
    day = figures.day(local_day(now, client.timezone), t.language)
    last = figures.day(local_day(share.expires_at, client.timezone), t.language)
    st.caption(f"{escaped(t('as_of', day=day))} · {escaped(t('until', day=last))}")


def balance(report: BalanceReport, share: Share, t: Words) -> None:
    """The stages of the link's terms, as words and bars."""
    said = Words(BALANCE, t.language)
    st.header(t("balance"), anchor=False)
    st.markdown(escaped(balance_view.headline(report, said)))
    shown = rows.stage_rows(report, said)
    wanted = [stage.value for stage in share.terms.stages]
    kept = shown.filter([key in wanted for key in shown["key"].to_pylist()])
    charts.show(
        kept,
        charts.bars(kept.num_rows, rows.STAGES, targets=report.balance is not None),
        language=t.language,
        alt_text=t("balance"),
        key="client_balance",
    )
    st.caption(figures.period(report.period, t.language))
