"""Draws the search terms of one account: what changed, what is hidden, and the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
import streamlit as st

from core import figures
from core.measure.search_terms import FEWEST_CLICKS, MOVED, Movement
from core.reports.search_terms import SearchReport, TermRow
from pages.ui import why
from pages.ui.names import account_name
from pages.ui.text import cell, escaped
from pages.ui.words import Words

LISTED = 200
AT_ONCE = 10


def nothing(client_id: str, t: Words) -> None:
    st.subheader(t("empty_title"), anchor=False)
    st.markdown(t("empty"))
    st.page_link(why.IMPORTS_PAGE, label=t("to_imports"), query_params={"client": client_id})


def draw(report: SearchReport, t: Words) -> None:
    with st.container(border=True):
        st.subheader(escaped(account_name(report.source, report.account)), anchor=False)
        now = figures.period(report.period, t.language)
        if report.before:
            st.caption(escaped(t("against", now=now, before=figures.period(report.before, t.language))))
            st.markdown(f"**{_said(report, t)}**")
        else:
            st.caption(escaped(t("alone", now=now)))
        _hidden(report, t)
        if report.moved:
            st.markdown(t("moved_title"))
            _table(report, report.moved[:LISTED], t, "moved")
        st.markdown(t("all_title"))
        _table(report, report.rows[:LISTED], t, "all")
        notes = [t("rest", n=LISTED)] if len(report.rows) > LISTED else []
        st.caption(" ".join([*notes, t("rule", n=FEWEST_CLICKS)] if report.before else notes))


def _said(report: SearchReport, t: Words) -> str:
    counts = Counter(row.moved.movement for row in report.moved if row.moved)
    if not counts:
        return t("said_still")
    return t("said_moved", **{movement.value: figures.number(counts[movement], t.language) for movement in MOVED})


def _hidden(report: SearchReport, t: Words) -> None:
    """What is listed and what is not, of money where there is money, else of clicks."""
    language = t.language
    if report.has_cost:
        listed = figures.money(report.listed.spend, report.currency, language)
        hidden, total = report.hidden_spend, report.total.spend
        shown = figures.money(hidden, report.currency, language)
        names, metrics = ("listed_cost", "hidden_cost"), ("spend", "cost_hidden")
    else:
        listed = figures.number(report.listed.clicks, language)
        hidden, total = report.hidden_clicks, _decimal(report.total.clicks)
        shown = figures.number(hidden, language)
        names, metrics = ("listed_clicks", "hidden_clicks"), ("search_clicks", "search_clicks")
    share = t("of_all", share=figures.percent(figures.ratio(hidden, total), language))
    with st.grid(2, min_column_width=165):
        count = t("terms_n", n=figures.number(sum(row.now is not None for row in report.rows), language))
        _figure(t(names[0]), listed, count, why.hint(metrics[0], language))
        _figure(t(names[1]), shown, t("not_known") if hidden is None else share, why.hint(metrics[1], language))


def _figure(label: str, value: str, note: str, hint: str) -> None:
    st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True, help=hint)


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _table(report: SearchReport, rows: Sequence[TermRow], t: Words, key: str) -> None:
    cost = t("col_cost", currency=report.currency)
    columns: dict[str, list[object]] = {t("col_term"): [cell(row.name) for row in rows]}
    if report.before:
        columns[t("col_movement")] = [t(row.moved.movement if row.moved else Movement.TOO_FEW) for row in rows]
    columns[t("col_now")] = [_number(row.now.clicks if row.now else None) for row in rows]
    if report.before:
        columns[t("col_before")] = [_number(row.before.clicks if row.before else None) for row in rows]
    if report.has_cost:
        columns[cost] = [_number(row.now.spend if row.now else None) for row in rows]
        columns[t("col_conversions")] = [_number(row.now.conversions if row.now else None) for row in rows]
    else:
        columns[t("col_impressions")] = [_number(row.now.impressions if row.now else None) for row in rows]
        columns[t("col_position")] = [_number(row.now.position if row.now else None) for row in rows]
    numbers = {name: st.column_config.NumberColumn(format="localized") for name in list(columns)[1:]}
    numbers.pop(t("col_movement"), None)
    st.dataframe(
        pa.table(columns),
        hide_index=True,
        width="stretch",
        placeholder=figures.UNDEFINED,
        height=38 + 35 * min(len(rows), AT_ONCE),
        column_config=numbers | {t("col_term"): st.column_config.TextColumn(width="medium")},
        key=f"search_{key}_{report.source}_{report.account}",
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def figures_of(reports: Sequence[SearchReport]) -> list[str]:
    """Ids of the dictionary: the figures of these accounts."""
    ids = ["cost_hidden", "term_change", "spend"] if any(report.has_cost for report in reports) else ["term_change"]
    if not all(report.has_cost for report in reports):
        ids += ["search_clicks", "search_position"]
    return ids
