"""The list of all campaigns on the Stages page: filtered, chosen from, and several of them decided at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import figures
from core.model import MIXED, UNMAPPED, Client
from core.reports.shapes import StageSuggestion
from pages.ui import stage_acts as acts
from pages.ui.names import short_name
from pages.ui.stage_acts import Key
from pages.ui.stage_rows import STAGE_VALUES, acceptable, campaigns, filtered, frame, money_header, money_of
from pages.ui.words import Words

MOST_SHOWN = 300
"""Rows of the list: every key press sends it again, and nobody reads further than this."""


def chosen_rows(rows: Sequence[StageSuggestion]) -> list[StageSuggestion]:
    """Rows chosen in the table below, in the order in which it showed them at the last run."""
    state = st.session_state.get(f"{Key.TABLE}_{st.session_state.get(Key.TABLE, 0)}")
    shown: list[str] = st.session_state.get(Key.SHOWN, [])
    by_key = {row.entity_key: row for row in rows}
    picked = [shown[i] for i in state.selection.rows if i < len(shown)] if state else []
    return [by_key[key] for key in picked if key in by_key]


def several(client: Client, chosen: Sequence[StageSuggestion], t: Words) -> None:
    with st.container(border=True, key="stages_several"):
        st.markdown(t("bulk_title", count=campaigns(t, len(chosen)), money=money_of(t, chosen)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            ready = acceptable(chosen)
            st.button(
                t("bulk_accept", count=campaigns(t, len(ready))),
                key="stages_bulk_accept",
                type="primary",
                disabled=not ready,
                on_click=acts.accept_many,
                args=(client.client_id, ready),
            )
            for stage in STAGE_VALUES:
                st.button(
                    short_name(stage, t.language),
                    key=f"stages_bulk_{stage}",
                    on_click=acts.give_many,
                    args=(client.client_id, chosen, stage),
                )
            decided = [row for row in chosen if row.confirmed]
            st.button(
                t("bulk_take_back"),
                key="stages_bulk_back",
                type="tertiary",
                disabled=not decided,
                on_click=acts.take_back,
                args=(client.client_id, decided, t("bulk_taken_back", count=campaigns(t, len(decided)))),
            )


def table(rows: Sequence[StageSuggestion], t: Words) -> None:
    st.subheader(t("list"), anchor=False)
    st.caption(t("list_help"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        show = st.segmented_control(
            t("filter"),
            ["waiting", "confirmed", "all"],
            default="all",
            required=True,
            format_func=lambda value: t(f"filter_{value}"),
            key=Key.FILTER,
            on_change=acts.clear_choice,
        )
        stage = st.selectbox(
            t("stage_filter"),
            ["", *STAGE_VALUES, MIXED, UNMAPPED],
            format_func=lambda value: short_name(value, t.language) if value else t("stage_any"),
            key=Key.STAGE,
            on_change=acts.clear_choice,
            width=220,
        )
        wanted = st.text_input(t("search"), key=Key.SEARCH, on_change=acts.clear_choice, width=260)
    found = filtered(rows, str(show), stage, wanted)
    shown = found[:MOST_SHOWN]
    st.session_state[Key.SHOWN] = [row.entity_key for row in shown]
    if not shown:
        st.info(t("nothing_found"))
        return
    if len(found) > len(shown):
        st.caption(t("more", n=figures.number(MOST_SHOWN, t.language), of=figures.number(len(found), t.language)))
    st.dataframe(
        frame(t, shown),
        key=f"{Key.TABLE}_{st.session_state.get(Key.TABLE, 0)}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        height=min(38 + 35 * len(shown), 560),
        column_config={
            money_header(t, shown): st.column_config.NumberColumn(format="localized"),
            t("col_name"): st.column_config.TextColumn(width="medium"),
            t("col_why"): st.column_config.TextColumn(width="large"),
        },
        alt=t("list"),
    )
