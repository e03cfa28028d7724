"""One campaign of the Stages page: what is suggested and why, the keys that decide, and what was decided before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pandas as pd
import streamlit as st

from core import figures
from core.dates import local_day
from core.model import MIXED, UNMAPPED, Client, Temperature
from core.reports.shapes import StageSuggestion
from core.store.decisions import Decision
from pages.ui import stage_acts as acts
from pages.ui.names import short_name
from pages.ui.stage_acts import Key, short
from pages.ui.stage_rows import STAGE_VALUES, about, audience_word, confidence_word, stage_and_weights, valid_word
from pages.ui.text import cell, escaped
from pages.ui.words import Words

NARROWEST = 130
"""Pixels of a field: two beside each other on a phone."""


def card(client: Client, row: StageSuggestion, title: str, made: Sequence[Decision], today: date, t: Words) -> None:
    mark = short(row.entity_key)
    own = [d for d in reversed(made) if d.entity_key == row.entity_key]
    st.caption(title)
    st.subheader(escaped(row.name), anchor=False)
    st.text(about(t, row))
    _verdict(row, t)
    with st.container(horizontal=True, key="stages_keys"):
        for number, stage in enumerate(STAGE_VALUES, start=1):
            st.button(
                short_name(stage, t.language),
                key=f"stages_{stage}_{mark}",
                shortcut=str(number),
                type="primary" if row.stage == stage else "secondary",
                on_click=acts.give_stage,
                args=(client.client_id, row, stage),
            )
        st.button(
            t("mix"),
            key=f"stages_mixed_{mark}",
            shortcut="5",
            type="primary" if row.stage == MIXED else "secondary",
            on_click=lambda: st.session_state.update({Key.MIX: row.entity_key}),
        )
        _answers(client, row, mark, t)
    if st.session_state.get(Key.MIX) == row.entity_key:
        _mixing(client, row, mark, t)
    _when_and_whom(row, mark, today, t)
    _history(own, client, t)


def _verdict(row: StageSuggestion, t: Words) -> None:
    placed = stage_and_weights(t, row.stage, row.weights)
    if row.confirmed:
        st.markdown(t("decided", stage=placed))
    elif row.stage == UNMAPPED:
        st.markdown(t("no_suggestion"))
    else:
        st.markdown(t("suggestion", stage=placed, confidence=confidence_word(t, row)))
    st.caption(escaped(row.why.said_in(t.language)))


def _answers(client: Client, row: StageSuggestion, mark: str, t: Words) -> None:
    if row.confirmed:
        st.button(
            t("take_back"),
            key=f"stages_back_{mark}",
            type="tertiary",
            icon=":material/replay:",
            help=t("take_back_help"),
            on_click=acts.take_back,
            args=(client.client_id, [row], t("saved_one", stage=t("taken_back"), name=row.name)),
        )
        return
    # Not Enter: a shortcut on Enter would also swallow the Enter of somebody who has moved to another button with Tab.
    if row.stage != UNMAPPED:
        st.button(
            t("accept"),
            key=f"stages_accept_{mark}",
            shortcut="A",
            icon=":material/check:",
            on_click=acts.give_stage,
            args=(client.client_id, row, row.stage),
        )
    st.button(
        t("skip"),
        key=f"stages_skip_{mark}",
        shortcut="S",
        type="tertiary",
        icon=":material/skip_next:",
        on_click=acts.skip,
        args=(row.entity_key,),
    )


def _mixing(client: Client, row: StageSuggestion, mark: str, t: Words) -> None:
    with st.container(border=True, key="stages_mix"):
        st.caption(t("mix_title"))
        percents: dict[str, int] = {}
        with st.grid(len(STAGE_VALUES), min_column_width=NARROWEST):
            for stage in STAGE_VALUES:
                percents[stage] = st.number_input(
                    f"{short_name(stage, t.language)} %",
                    min_value=0,
                    max_value=100,
                    step=5,
                    value=int(row.weights.get(stage, 0) * 100),
                    key=f"stages_weight_{stage}_{mark}",
                )
        total = sum(percents.values())
        weights = {stage: Decimal(percent) / 100 for stage, percent in percents.items() if percent}
        st.text(t("mix_sum" if total == 100 else "mix_sum_off", sum=figures.percent(Decimal(total) / 100, t.language)))
        with st.container(horizontal=True):
            st.button(
                t("mix_save"),
                key=f"stages_mix_save_{mark}",
                type="primary",
                disabled=total != 100,
                on_click=acts.give_stage,
                args=(client.client_id, row, MIXED, weights),
            )
            st.button(
                t("mix_later"),
                key=f"stages_mix_later_{mark}",
                on_click=acts.give_stage,
                args=(client.client_id, row, MIXED),
            )
            st.button(
                t("mix_close"),
                key=f"stages_mix_close_{mark}",
                type="tertiary",
                on_click=lambda: st.session_state.pop(Key.MIX, None),
            )


def _when_and_whom(row: StageSuggestion, mark: str, today: date, t: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="stages_more"):
        st.segmented_control(
            t("temperature"),
            [value.value for value in Temperature],
            default=row.temperature or None,
            format_func=lambda value: audience_word(t, value),
            key=f"stages_temperature_{mark}",
        )
        valid = st.segmented_control(
            t("valid"),
            ["always", "dated"],
            default="always",
            required=True,
            format_func=lambda value: t(f"valid_{value}"),
            key=f"stages_valid_{mark}",
            help=t("valid_help"),
        )
        if valid == "dated":
            st.date_input(
                t("valid_day"),
                value=today,
                max_value=today,
                format="DD.MM.YYYY",
                key=f"stages_day_{mark}",
                width=160,
            )


def _history(own: Sequence[Decision], client: Client, t: Words) -> None:
    if not own:
        return
    with st.expander(t("history")):
        st.dataframe(
            pd.DataFrame(
                {
                    t("col_valid"): [valid_word(t, d.valid_from) for d in own],
                    t("col_stage"): [stage_and_weights(t, d.stage, d.weights) for d in own],
                    t("col_temperature"): [audience_word(t, d.temperature) for d in own],
                    t("col_who"): [cell(d.decided_by) for d in own],
                    t("col_when"): [figures.day(local_day(d.decided_at, client.timezone), t.language) for d in own],
                }
            ),
            hide_index=True,
            alt=t("history"),
        )
