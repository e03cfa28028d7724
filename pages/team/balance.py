"""Balance: how a client's money lies across the stages, against what was agreed."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from core.errors import MissingRate
from core.model import Client, ClientKind
from core.reports.shapes import BalanceReport, StageMoney
from pages.ui import balance_view as view
from pages.ui import reads, session
from pages.ui.period_picker import Picked, picked, picker
from pages.ui.reads import Origin
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.balance import BALANCE


def main() -> None:
    client = session.client()
    t = session.words(BALANCE)
    st.title(t("title"), anchor=False)
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    today = session.today(client)
    choices, default = reads.period_choices(session.version(), client.client_id, today, session.store())
    now = picked(choices, default, t.language)
    picker(choices, now, t)
    if not now.understood:
        st.caption(escaped(t("bad_period", label=now.label)))
    if now.period.start < today <= now.period.end:
        st.caption(t("open_now", days=(today - now.period.start).days, of=now.period.days))
    try:
        report = _report(client, now)
    except MissingRate as error:
        st.warning(escaped(error.sentence.said_in(t.language)))
        return
    _draw(report, t)


def _report(client: Client, now: Picked) -> BalanceReport:
    period = now.period
    return reads.balance_report(
        session.version(), client.client_id, period.start, period.end, session.today(client), session.store()
    )


def _draw(report: BalanceReport, t: Words) -> None:
    if not report.freshness and not report.total and not report.periods:
        st.subheader(t("empty_title"), anchor=False)
        st.markdown(t("empty"))
        view.link(view.IMPORTS_PAGE, t("to_imports"), report.client_id, ":material/upload_file:")
        return
    view.answer(report, t)
    view.key_figures(report, t)
    if report.total:
        wide, narrow = st.columns([3, 2], gap="medium")
        with wide:
            view.stages(report, t, on_pick=_bar_picked)
            view.as_table(report, t)
        with narrow:
            view.outside(report, t)
            view.channels(report, t)
    _trend(report, t)
    _campaigns(report, t)
    view.sources(report, t)
    view.belief(report, t)


@session.guarded_fragment()
def _trend(report: BalanceReport, t: Words) -> None:
    view.trend(report, t, rows_of=_trend_rows)


def _trend_rows(
    slices: Sequence[StageMoney], report: BalanceReport, t: Words, *, weeks: bool, as_shares: bool
) -> pa.Table:
    period, as_of = (report.period.start, report.period.end), session.today(session.client())
    key = (session.version(), report.client_id, period, as_of, t.language)
    return reads.trend_rows(*key, weeks, as_shares, _slices=slices, _report=report, _t=t)


@session.guarded_fragment()
def _campaigns(report: BalanceReport, t: Words) -> None:
    bucket, campaign = (st.query_params.get(name, "") for name in (view.STAGE, view.CAMPAIGN))
    view.campaigns(report, t, bucket, campaign, lambda key: _origins(report.client_id, key), _keep)


def _origins(client_id: str, entity_key: str) -> list[Origin]:
    return reads.origins(session.version(), client_id, entity_key, session.store())


def _bar_picked() -> None:
    chosen = st.session_state[view.Key.BARS].selection.get(view.STAGE)
    if chosen:
        _keep(stage=chosen[0]["key"])


def _keep(*, stage: str, campaign: str = "") -> None:
    """Write what is looked into to the address."""
    st.query_params[view.STAGE] = stage
    if campaign:
        st.query_params[view.CAMPAIGN] = campaign
    else:
        st.query_params.pop(view.CAMPAIGN, None)


main()
