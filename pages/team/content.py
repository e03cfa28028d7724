"""Content: what speaks to whom in which stage, where something is missing, and which stage has gone silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

import pandas as pd
import streamlit as st

from core import figures
from core.dates import utc_now
from core.measure.coverage import Cell, Cover
from core.model import Client, ClientKind, Stage
from core.plans import Content
from core.reports.content import ContentReport
from core.store import content
from pages.ui import plan_names, plan_reads, reads, session, why
from pages.ui.belief import belief
from pages.ui.names import short_name
from pages.ui.plan_names import write
from pages.ui.text import cell, escaped
from pages.ui.words.content import CONTENT

STAGE = "stage"
"""Query parameter: the stage whose pieces are listed."""
LONGEST_TITLE, LONGEST_URL = 300, 500
FIGURES = ("content_live", "content_age", "content_gap", "money_share")
"""Ids of the dictionary: the figures of this page."""

t = session.words(CONTENT)


class Key(StrEnum):
    TITLE = "content_title"
    STAGE = "content_stage"
    PERSONA = "content_persona"
    LIVE = "content_live"
    URL = "content_url"
    SAVE = "content_save"
    FILTER = "content_filter"
    WHICH = "content_which"
    GONE = "content_gone"
    BELIEF = "content_belief"


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    plan_names.said()
    report = plan_reads.content_report(session.version(), client.client_id, session.now(client), session.store())
    if report.pieces:
        shares = plan_reads.stage_shares(session.version(), client.client_id, session.today(client), session.store())
        answer(report, shares)
        by_persona(report)
        by_stage(report, shares)
    else:
        st.subheader(t("empty_title"), anchor=False)
        st.markdown(t("empty"))
    st.subheader(t("add"), anchor=False)
    form(client.client_id)
    if report.pieces:
        listed(client.client_id, report)
        today = session.today(client)
        _, choice = reads.period_choices(session.version(), client.client_id, today, session.store())
        belief(client.client_id, FIGURES, choice.period, today, t.language, key=Key.BELIEF)
        why.on_paper(FIGURES, t.language)


# -------------------------------------------------------------------------------------------------------------- answer


def answer(report: ContentReport, shares: dict[str, float]) -> None:
    """The worst thing in words: silence, else a gap, else thin content."""
    quiet = [s for s in report.silences.values() if s.quiet]
    if quiet:
        worst = max(quiet, key=lambda s: (shares.get(s.stage, 0.0), s.days or 0))
        said = t("answer_quiet", stage=short(worst.stage), days=worst.days, usual=worst.usual)
        st.subheader(with_money(said, worst.stage, shares), anchor=False)
        return
    gaps = [c for c in report.stages if c.cover is Cover.GAP]
    if gaps:
        worst_gap = max(gaps, key=lambda c: shares.get(c.stage, 0.0))
        said = t("answer_gap", stage=short(worst_gap.stage))
        st.subheader(with_money(said, worst_gap.stage, shares), anchor=False)
        return
    st.subheader(no_gap(report), anchor=False)


def no_gap(report: ContentReport) -> str:
    empty = next((c for c in report.cells if c.persona and c.cover is Cover.GAP), None)
    if empty:
        return t("answer_cell", persona=escaped(empty.persona), stage=short(empty.stage))
    thin = [short(c.stage) for c in report.stages if c.cover is Cover.THIN]
    return t("answer_thin", stages=", ".join(thin)) if thin else t("answer_good")


def with_money(said: str, stage: str, shares: dict[str, float]) -> str:
    share = shares.get(stage, 0.0)
    return f"{said} {t('with_money', share=figures.percent(share, t.language))}" if share else said


def short(stage: str) -> str:
    return short_name(stage, t.language)


# -------------------------------------------------------------------------------------------------------------- tables


def by_persona(report: ContentReport) -> None:
    if not report.personas:
        if report.without_persona and report.without_persona < len(report.pieces):
            st.caption(t("no_personas", count=report.without_persona))
        return
    st.markdown(f"**{t('matrix')}**")
    cells = {(c.persona, c.stage): c for c in report.cells}
    st.dataframe(
        pd.DataFrame(
            {
                t("col_persona"): [cell(persona) for persona in report.personas],
                **{
                    short(stage): [in_words(cells[persona, stage.value]) for persona in report.personas]
                    for stage in Stage
                },
            }
        ),
        hide_index=True,
        alt=t("matrix"),
    )


def in_words(one: Cell) -> str:
    if one.cover is Cover.GAP:
        return t("gap")
    return t("cell", cover=t(one.cover), count=len(one.pieces), days=one.days)


def by_stage(report: ContentReport, shares: dict[str, float]) -> None:
    st.markdown(f"**{t('stages')}**")
    rows = report.stages
    usual = [report.silences[one.stage].usual for one in rows]
    st.dataframe(
        pd.DataFrame(
            {
                t("col_stage"): [short(one.stage) for one in rows],
                t("col_state"): [t("quiet" if report.silences[one.stage].quiet else one.cover) for one in rows],
                t("col_live"): [figures.number(len(one.pieces), t.language) for one in rows],
                t("col_newest"): [figures.number(one.days, t.language) for one in rows],
                t("col_usual"): [figures.number(days, t.language) for days in usual],
                t("col_money"): [figures.percent(shares.get(one.stage), t.language) for one in rows],
            }
        ),
        hide_index=True,
        alt=t("stages"),
    )
    st.caption(t("how"))


# -------------------------------------------------------------------------------------------------------- writing down


@session.guarded_fragment()
def form(client_id: str) -> None:
    client = session.client()
    if client.client_id != client_id:
        return
    with st.container(border=True, key="content_form"):
        left, right = st.columns([2, 1])
        title = left.text_input(
            t("field_title"), key=Key.TITLE, max_chars=LONGEST_TITLE, placeholder=t("title_example")
        )
        stage = right.selectbox(t("field_stage"), [s.value for s in Stage], format_func=short, key=Key.STAGE)
        left, middle, right = st.columns([1, 1, 2])
        live = left.date_input(t("field_live"), value=session.today(client), format="DD.MM.YYYY", key=Key.LIVE)
        persona = middle.text_input(t("field_persona"), key=Key.PERSONA, max_chars=80)
        url = right.text_input(t("field_url"), key=Key.URL, placeholder="https://", max_chars=LONGEST_URL)
        ready = bool(title.strip()) and live is not None and stage is not None
        if st.button(t("save"), key=Key.SAVE, type="primary", disabled=not ready):
            add(client, title, stage or "", live, persona, url)


def add(client: Client, title: str, stage: str, live: date, persona: str, url: str) -> None:
    write(
        lambda: content.add_content(
            session.store().ops,
            client_id=client.client_id,
            title=title,
            stage=stage,
            live_from=live,
            persona=persona,
            url=url,
            added_by=session.viewer().name,
            now=utc_now(),
        ),
        t("saved", title=title),
        t.language,
    )


# ---------------------------------------------------------------------------------------------------------------- list


def listed(client_id: str, report: ContentReport) -> None:
    st.subheader(t("list"), anchor=False)
    wished = st.query_params.get(STAGE, "")
    st.session_state[Key.FILTER] = wished if wished in set(Stage) else ""
    st.segmented_control(
        t("field_stage"),
        ["", *(s.value for s in Stage)],
        format_func=lambda s: short(s) if s else t("all"),
        key=Key.FILTER,
        on_change=filtered,
        label_visibility="collapsed",
        required=True,
    )
    stage = st.session_state[Key.FILTER]
    shown = [piece for piece in report.pieces if not stage or piece.stage == stage]
    st.dataframe(
        pd.DataFrame(
            {
                t("col_title"): [cell(piece.title) for piece in shown],
                t("col_stage"): [short(piece.stage) for piece in shown],
                t("col_for"): [cell(piece.persona) for piece in shown],
                t("col_live_from"): [figures.day(piece.live_from, t.language) for piece in shown],
                t("col_gone"): [figures.day(piece.gone_on, t.language) if piece.gone_on else "" for piece in shown],
                t("col_url"): [piece.url for piece in shown],
                t("col_from"): [t("from_card") if not piece.content_id else cell(piece.added_by) for piece in shown],
            }
        ),
        hide_index=True,
        column_config={t("col_url"): st.column_config.LinkColumn(validate="^https?://")},
        alt=t("list"),
    )
    typed = [piece for piece in shown if piece.content_id]
    if typed:
        with st.popover(t("change"), icon=":material/edit:", key="content_change"):
            changing(client_id, typed)


def filtered() -> None:
    chosen = st.session_state[Key.FILTER]
    if chosen:
        st.query_params[STAGE] = chosen
    else:
        st.query_params.pop(STAGE, None)


def changing(client_id: str, typed: Sequence[Content]) -> None:
    by_id = {piece.content_id: piece for piece in typed}
    chosen = st.selectbox(t("which"), list(by_id), format_func=lambda i: by_id[i].title, key=Key.WHICH)
    gone = st.date_input(t("gone_on"), value=session.today(session.client()), format="DD.MM.YYYY", key=Key.GONE)
    ops = session.store().ops
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "retire": (
            lambda: content.retire_content(ops, client_id=client_id, content_id=chosen, gone_on=gone),
            t("retired"),
        ),
        "remove": (
            lambda: content.remove_content(
                ops, client_id=client_id, content_id=chosen, who=session.viewer().name, now=utc_now()
            ),
            t("removed"),
        ),
    }
    for name, (act, done) in acts.items():
        if name == "remove":
            st.caption(t("remove_ask"))
        if st.button(t(name), key=f"content_{name}"):
            write(act, done, t.language)


main()
