"""Balance: how a client's money lies across the stages, against what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import streamlit as st

from core.errors import MissingRate
from core.model import Client, ClientKind
from core.reports.shapes import BalanceReport, StageMoney
from pages.ui import balance_view as view
from pages.ui import balance_work, plan_reads, reads, session, why
from pages.ui.belief import belief
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
    if not reads.has_imports(session.version(), client.client_id, session.store()):
        _nothing_yet(client, t)
        return
    _of_client(client, t, session.today(client))


def _of_client(client: Client, t: Words, today: date) -> None:
    choices, default = reads.period_choices(session.version(), client.client_id, today, session.store())
    now = picked(choices, default, t.language)
    picker(choices, now, t)
    if not now.understood:
        st.caption(escaped(t("bad_period", label=now.label)))
    if now.period.start < today <= now.period.end:
        st.caption(t("open_now", days=(today - now.period.start).days, of=now.period.days))
    try:
        report = _report(client, now, today)
    except MissingRate as error:
        st.warning(escaped(error.sentence.said_in(t.language)))
        view.link(view.GOALS_PAGE, t("to_rates"), client.client_id, ":material/currency_exchange:")
        return
    _draw(client, report, t, today)


def _report(client: Client, now: Picked, today: date) -> BalanceReport:
    start, end = now.period.start, now.period.end
    return reads.balance_report(session.version(), client.client_id, start, end, today, session.store())


def _nothing_yet(client: Client, t: Words) -> None:
    st.subheader(t("empty_title"), anchor=False)
    st.markdown(t("empty"))
    view.link(view.IMPORTS_PAGE, t("to_imports"), client.client_id, ":material/upload_file:")


def _draw(client: Client, report: BalanceReport, t: Words, today: date) -> None:
    trusted = reads.trusted(session.version(), report.client_id, today, session.store())
    view.answer(report, t)
    why.caution(trusted, view.FIGURES, t.language)
    view.key_figures(report, trusted, t)
    view.rates(report, t)
    if report.total:
        wide, narrow = st.columns([3, 2], gap="medium")
        with wide:
            view.stages(report, t, on_pick=_bar_picked)
            _as_table(report, t)
        with narrow:
            view.outside(report, t)
            view.channels(report, t)
    works = plan_reads.stage_works(
        session.version(), client.client_id, report.period, session.now(client), today, session.store()
    )
    balance_work.beside(report, works, trusted, t.language)
    _trend(report, t, today)
    _campaigns(report, t)
    view.sources(report, t)
    belief(report.client_id, view.FIGURES, report.period, today, t.language, key=view.Key.BELIEF, also=t("belief"))
    why.on_paper(view.FIGURES, t.language)


@session.guarded_fragment()
def _as_table(report: BalanceReport, t: Words) -> None:
    view.as_table(report, t)


@session.guarded_fragment()
def _trend(report: BalanceReport, t: Words, today: date) -> None:
    known = reads.notes_known(session.version(), report.client_id, session.store())

    def kept(slices: Sequence[StageMoney], *, weeks: bool, as_shares: bool) -> pa.Table:
        period = (report.period.start, report.period.end)
        key = (session.version(), report.client_id, period, today, t.language)
        return reads.trend_rows(*key, weeks, as_shares, _slices=slices, _report=report, _t=t, _notes=known)

    view.trend(report, t, kept, known)


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
    for name, value in ((view.STAGE, stage), (view.CAMPAIGN, campaign)):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


main()
