"""The part of the Targets page about single numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import pandas as pd
import streamlit as st

from core import figures
from core.dates import utc_now
from core.measure.metrics import METRICS, Metric, Unit
from core.model import Client, Stage
from core.plans import Direction, KpiTarget, Span
from core.store import kpis
from pages.ui import session
from pages.ui.names import maker_name, short_name
from pages.ui.plan_names import number_name, taking_back, target_words, unit_name, write
from pages.ui.text import cell
from pages.ui.words import Words

LONGEST_BASIS = 200


class Key(StrEnum):
    METRIC = "numbers_metric"
    STAGE = "numbers_stage"
    SPAN = "numbers_span"
    DIRECTION = "numbers_direction"
    VALUE = "numbers_value"
    HIGH = "numbers_high"
    FROM = "numbers_from"
    BASIS = "numbers_basis"
    SAVE = "numbers_save"


def draw(client: Client, t: Words) -> Sequence[str]:
    """What is in force, a form for a new one, and the history. Returns the numbers there are, as ids of the
    dictionary."""
    st.caption(t("numbers_lead"))
    made = kpis.list_kpis(session.store().ops, client_id=client.client_id)
    today = session.today(client)
    _in_force(kpis.kpis_on(made, today), client, t)
    st.subheader(t("numbers_new"), anchor=False)
    _form(client.client_id, t)
    if made:
        _history(client, made, today, t)
    return list(dict.fromkeys(row.metric for row in made))


def _in_force(rows: Sequence[KpiTarget], client: Client, t: Words) -> None:
    if not rows:
        st.info(t("numbers_none"))
        return
    st.subheader(t("numbers_now"), anchor=False)
    order = [*METRICS]
    rows = sorted(rows, key=lambda row: (order.index(row.metric), row.stage, row.span))
    st.dataframe(
        pd.DataFrame(
            {
                t("col_number"): [number_name(METRICS[row.metric], row.stage, t.language) for row in rows],
                t("col_target"): [target_words(row, client.currency, t.language) for row in rows],
                t("col_each"): [t(row.span) for row in rows],
                t("col_from"): [figures.day(row.valid_from, t.language) for row in rows],
                t("col_basis"): [cell(row.basis) for row in rows],
            }
        ),
        hide_index=True,
        alt=t("numbers_now"),
    )


@session.guarded_fragment()
def _form(client_id: str, t: Words) -> None:
    client = session.client()
    if client.client_id != client_id:
        return
    with st.container(border=True, key="numbers_form"):
        metric, stage = _asked_number(t)
        left, middle, right = st.columns(3)
        span = left.selectbox(t("span"), [*Span], format_func=t, key=Key.SPAN) or Span.MONTH
        directions = [d for d in Direction if metric.adds_up or d is not Direction.REACH]
        direction = middle.selectbox(t("direction"), directions, format_func=t, key=f"{Key.DIRECTION}_{metric.adds_up}")
        with right:
            value, high = _asked_values(metric, direction, client, t)
        left, right = st.columns([1, 2])
        since = left.date_input(
            t("valid_from"), value=session.today(client), format="DD.MM.YYYY", key=Key.FROM, help=t("valid_help")
        )
        basis = right.text_input(t("basis"), key=Key.BASIS, placeholder=t("basis_example"), max_chars=LONGEST_BASIS)
        ready = value is not None and since is not None and (high is not None or direction is not Direction.BAND)
        if st.button(t("save_number"), key=Key.SAVE, type="primary", disabled=not ready):
            _save(client, metric, stage, span, direction, (value, high), since, basis, t)


def _asked_number(t: Words) -> tuple[Metric, str]:
    left, right = st.columns(2)
    metric = METRICS[
        left.selectbox(
            t("metric"), list(METRICS), format_func=lambda m: METRICS[m].name.said_in(t.language), key=Key.METRIC
        )
    ]
    stage = right.selectbox(
        t("scope"),
        ["", *(s.value for s in Stage)],
        format_func=lambda s: short_name(s, t.language) if s else t("all_stages"),
        key=Key.STAGE,
        disabled=not metric.by_stage,
        help=t("scope_help"),
    )
    return metric, stage if metric.by_stage else ""


def _asked_values(
    metric: Metric, direction: Direction, client: Client, t: Words
) -> tuple[Decimal | None, Decimal | None]:
    unit = unit_name(metric, client.currency, t)
    if direction is not Direction.BAND:
        return _typed(metric, st.number_input(t("value", unit=unit), min_value=0.0, value=None, key=Key.VALUE)), None
    low, high = st.columns(2)
    edges = (
        low.number_input(t("value_low", unit=unit), min_value=0.0, value=None, key=Key.VALUE),
        high.number_input(t("value_high", unit=unit), min_value=0.0, value=None, key=Key.HIGH),
    )
    return _typed(metric, edges[0]), _typed(metric, edges[1])


def _typed(metric: Metric, value: float | None) -> Decimal | None:
    """As a person wrote it: the digits of the float are not theirs."""
    if value is None:
        return None
    return figures.rounded(value, 4) / 100 if metric.unit is Unit.PERCENT else figures.rounded(value, 4)


def _save(
    client: Client,
    metric: Metric,
    stage: str,
    span: Span,
    direction: Direction,
    values: tuple[Decimal | None, Decimal | None],
    since: date,
    basis: str,
    t: Words,
) -> None:
    value, high = values
    write(
        lambda: kpis.set_kpi(
            session.store().ops,
            client_id=client.client_id,
            metric=metric.metric_id,
            stage=stage,
            span=span,
            direction=direction,
            value=value or Decimal(0),
            high=high,
            valid_from=since,
            basis=" ".join(basis.split())[:LONGEST_BASIS],
            set_by=session.viewer().name,
            now=utc_now(),
        ),
        t("saved_number", name=number_name(metric, stage, t.language), day=figures.day(since, t.language)),
        t.language,
    )


def _history(client: Client, made: Sequence[KpiTarget], today: date, t: Words) -> None:
    """Every row ever agreed, each target's own history together, newest first."""
    with st.expander(t("history")):
        st.dataframe(
            pd.DataFrame(
                {
                    t("col_number"): [number_name(METRICS[row.metric], row.stage, t.language) for row in made],
                    t("col_each"): [t(row.span) for row in made],
                    t("col_target"): [target_words(row, client.currency, t.language) for row in made],
                    t("col_from"): [figures.day(row.valid_from, t.language) for row in made],
                    t("col_until"): [_until(row, made, today, t) for row in made],
                    t("col_basis"): [cell(row.basis) for row in made],
                    t("col_who"): [cell(maker_name(row.set_by, t.language)) for row in made],
                }
            ),
            hide_index=True,
            alt=t("history"),
        )
        _removing(client, made, t)


def _until(row: KpiTarget, made: Sequence[KpiTarget], today: date, t: Words) -> str:
    later = [other.valid_from for other in made if other.key == row.key and other.valid_from > row.valid_from]
    if later:
        return figures.day(min(later) - timedelta(days=1), t.language)
    return t("until_now") if row.valid_from <= today else t("future")


def _removing(client: Client, made: Sequence[KpiTarget], t: Words) -> None:
    def named(row: KpiTarget) -> str:
        name = number_name(METRICS[row.metric], row.stage, t.language)
        return f"{name}: {target_words(row, client.currency, t.language)} ({figures.day(row.valid_from, t.language)})"

    def take_back(target_id: int) -> None:
        kpis.remove_kpi(
            session.store().ops,
            client_id=client.client_id,
            target_id=target_id,
            who=session.viewer().name,
            now=utc_now(),
        )

    names = {row.target_id: named(row) for row in made}
    taking_back(t("remove_number"), t("which_number"), names, take_back, t, "numbers")
