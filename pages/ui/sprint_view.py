"""Draws a sprint. Everything shown is in the report; what the page adds is words and order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

import streamlit as st

from core import figures
from core.model import Sentence
from core.reports.notes import notes_of
from core.reports.scorecard import Score, running
from core.reports.sprint import SprintReport
from core.reports.trust import Trust
from core.reports.what_if import Pot, WhatIf, apart, pots, what_if
from core.store.notes import Note
from pages.ui import charts, palette, sprint_charts, why
from pages.ui import sprint_rows as rows
from pages.ui.names import bucket_name, short_name
from pages.ui.noted import noted
from pages.ui.plan_names import number_name
from pages.ui.text import escaped
from pages.ui.words import Words

TARGETS_PAGE = "team/targets.py"
CARD_WIDTH = 205
FAULTS_SHOWN = 6
MAIN = "conversions//"
"""The number one asks about first, of all campaigns."""
MOVED_AT_FIRST = Decimal("0.2")


class Key(StrEnum):
    WAY = "sprint_way"
    WAY_CHART = "sprint_way_chart"
    LEDGER = "sprint_ledger"
    PACE = "sprint_pace"
    FROM = "sprint_from"
    TO = "sprint_to"
    AMOUNT = "sprint_amount"


# ----------------------------------------------------------------------------------------------------------- scorecard


def scorecard(report: SprintReport, trusted: Trust, t: Words) -> None:
    """The answer in words, then at most ten cards by stage."""
    scores, currency = report.card.scores, report.facts.currency
    st.header(rows.headline(scores, t), anchor=False)
    if not any(one.target for one in scores):
        st.page_link(TARGETS_PAGE, label=t("set_targets"), icon=":material/flag:", query_params=_to(report, "numbers"))
    with st.grid(4, min_column_width=CARD_WIDTH):
        for one in scores:
            _card(one, currency, trusted, t)
    notes = [t("fair_note")] if scores else []
    if report.card.left_out:
        notes.append(t("left_out", count=report.card.left_out))
    if notes:
        st.caption(" ".join(notes))


def _to(report: SprintReport, part: str) -> dict[str, str]:
    return {"client": report.facts.client.client_id, "of": part}


def _card(one: Score, currency: str, trusted: Trust, t: Words) -> None:
    home = bucket_name(one.home, t.language) if one.home else t("all_money")
    label = why.marked(number_name(one.metric, one.stage, t.language), one.metric.metric_id, trusted, t.language)
    with st.container(border=True, height="stretch"):
        st.caption(f"{home} · {rows.when(one, t)}")
        st.metric(label, rows.value(one, currency, t), help=why.hint(one.metric.metric_id, t.language))
        st.markdown(rows.status(one, currency, t))
        st.caption(rows.change(one, currency, t))


# ---------------------------------------------------------------------------------------------------------- on the way


def on_the_way(report: SprintReport, notes: Sequence[Note], t: Words) -> None:
    """One number added up day by day against its target and the pace of the period before. Belongs in a fragment."""
    adding = {_key(one): one for one in report.card.scores if one.metric.adds_up and one.shown}
    if not adding:
        return
    with st.container(border=True):
        box = st.container()
        first = next((key for key in adding if key.startswith(MAIN)), next(iter(adding)))
        chosen = st.pills(
            t("way_which"),
            list(adding),
            default=first,
            required=True,
            format_func=lambda key: number_name(adding[key].metric, adding[key].stage, t.language),
            key=Key.WAY,
            label_visibility="collapsed",
        )
        one = adding.get(str(chosen), adding[first])
        line = running(report.facts, one)
        if line is None or not line.actual:
            return
        currency = report.facts.currency
        title = rows.way_title(one, line, currency, t)
        box.subheader(title, anchor=False)
        names = rows.way_names(one, line, currency, t)
        unit = figures.SYMBOLS.get(currency, currency) if one.metric.part in ("spend", "value") else ""
        charts.show(
            rows.way_table(one, line, names, currency, t, notes),
            sprint_charts.running(palette.BUCKET.get(one.home, palette.CHANNEL), names, unit=unit),
            language=t.language,
            alt_text=title,
            key=Key.WAY_CHART,
        )
        noted(notes_of(notes, one.period), report.facts.client.client_id, t.language)


def _key(one: Score) -> str:
    return f"{one.metric.metric_id}/{one.stage}/{one.span}"


# -------------------------------------------------------------------------------------------------------------- ledger


def ledger(report: SprintReport, t: Words) -> None:
    """Which campaigns brought the extra traffic, and what it converted."""
    case = report.ledger
    with st.container(border=True):
        if isinstance(case, Sentence):
            st.subheader(t("ledger"), anchor=False)
            st.caption(escaped(case.said_in(t.language)))
            return
        title = rows.ledger_title(case, t)
        st.subheader(title, anchor=False)
        where = rows.ledger_where(case, report.facts, t)
        if where:
            st.markdown(where)
        data = rows.ledger_table(case, report.facts, t)
        charts.show(
            data,
            sprint_charts.ledger(data.num_rows),
            language=t.language,
            alt_text=f"{title}. {'; '.join(map(str, data['said'].to_pylist()))}",
            key=Key.LEDGER,
        )
        st.caption(rows.ledger_note(case, t))


# --------------------------------------------------------------------------------------------------------------- money


def budgets(report: SprintReport, t: Words) -> None:
    """Every running budget on its way, and where the planned money stands."""
    found, currency = report.budgets, report.facts.currency
    every = [row for cycle in found.cycles for row in cycle.rows]
    with st.container(border=True):
        if not every:
            st.subheader(t("pace"), anchor=False)
            st.caption(t("pace_none"))
            _budgets_link(report, t)
            return
        st.subheader(escaped(rows.pace_title(every, t)), anchor=False)
        for i, cycle in enumerate(found.cycles):
            days = figures.period(cycle.period, t.language)
            st.caption(t("pace_cycle", days=days, day=figures.day(found.through, t.language, year=False)))
            data = rows.pace_table(cycle.rows, currency, t)
            if data.num_rows:
                charts.show(
                    data,
                    sprint_charts.pace(data.num_rows),
                    language=t.language,
                    alt_text="; ".join(map(str, data["said"].to_pylist())),
                    key=f"{Key.PACE}_{i}",
                )
            whys = {row.pace.said_in(t.language) for row in cycle.rows if isinstance(row.pace, Sentence)}
            for said in sorted(whys):
                st.caption(escaped(said))
            if cycle.states:
                said_stages = [rows.stage_states_line(s, one, currency, t) for s, one in cycle.stages.items()]
                st.markdown("  \n".join([rows.states_line(cycle.states, currency, t), *said_stages]))
        st.caption(t("pace_note"))
        _budgets_link(report, t)


def _budgets_link(report: SprintReport, t: Words) -> None:
    st.page_link(TARGETS_PAGE, label=t("to_budgets"), icon=":material/payments:", query_params=_to(report, "budgets"))


def faults(report: SprintReport, t: Words) -> None:
    """What is wrong with delivery now; nothing is drawn when nothing is."""
    found = report.budgets.faults
    if found:
        with st.container(border=True):
            st.subheader(t("faults"), anchor=False)
            st.markdown(rows.bullet([fault.sentence for fault in found[:FAULTS_SHOWN]], t.language))


# -------------------------------------------------------------------------------------------------------------- what if


def moving(report: SprintReport, t: Words) -> None:
    """Choose from, to and how much; read what is known and what is not. Belongs in a fragment."""
    offered = {pot.key: pot for pot in pots(report.facts)}
    first = _at_first(report, list(offered.values()))
    if first is None:
        return
    with st.container(border=True):
        st.subheader(t("what_if"), anchor=False)
        left, middle, right = st.columns([2, 2, 1])
        names = {key: _pot_name(pot, t) for key, pot in offered.items()}
        source_key, target_key = first
        source = offered[_chosen(left, t("from"), names, source_key, Key.FROM)]
        target = offered[_chosen(middle, t("to"), names, target_key, Key.TO)]
        amount = right.number_input(
            t("amount", currency=report.facts.currency),
            min_value=0.0,
            value=float(_first_amount(source)),
            step=100.0,
            format="%g",
            key=f"{Key.AMOUNT}_{source.key[:12]}",
        )
        asked = figures.rounded(amount or 0.0, 2)
        _answer(what_if(report.facts, source, target, asked, report.audiences), t)


def _pot_name(pot: Pot, t: Words) -> str:
    name = pot.name.said_in(t.language)
    return name if pot.key == pot.stage else f"{name} ({short_name(pot.stage, t.language)})"


def _chosen(where: st.delta_generator.DeltaGenerator, label: str, names: dict[str, str], first: str, key: str) -> str:
    options = list(names)
    index = options.index(first)
    return where.selectbox(label, options, index=index, format_func=lambda k: names.get(k, ""), key=key) or first


def _at_first(report: SprintReport, offered: Sequence[Pot]) -> tuple[str, str] | None:
    """From the stage most above its wanted share to the one most below; without a target the first two places with
    money to move. None where there are no two places."""
    target = report.facts.target_on(report.sprint.end)
    stages = [pot for pot in offered if pot.key == pot.stage]
    total = sum((pot.latest for pot in stages), Decimal(0))
    if target is not None and len(stages) > 1 and total:
        over = {pot.key: pot.latest / total - target.shares[pot.key] for pot in stages}
        return max(over, key=lambda key: over[key]), min(over, key=lambda key: over[key])
    pairs = ((a.key, b.key) for a in offered if a.latest for b in offered if apart(a, b))
    return next(pairs, None)


def _first_amount(source: Pot) -> Decimal:
    """A fifth, to the nearest hundred: larger steps make platforms learn anew."""
    return max(figures.rounded(source.latest * MOVED_AT_FIRST / 100, 0) * 100, Decimal(0))


def _answer(found: WhatIf, t: Words) -> None:
    if found.refused:
        st.info(escaped(found.refused.said_in(t.language)))
        return
    known, unknown = st.columns(2, gap="medium")
    with known:
        st.markdown(f"**{t('known')}**\n\n{rows.bullet(found.known, t.language)}")
    with unknown:
        st.markdown(f"**{t('unknown')}**\n\n{rows.bullet(found.unknown, t.language)}")
    st.caption(escaped(t("after")))
