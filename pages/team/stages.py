"""Stages: people say in which stage each campaign works, the most expensive undecided one first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import streamlit as st

from core import figures
from core.dates import local_day, utc_now
from core.errors import TahtiError
from core.model import MIXED, UNMAPPED, Client, ClientKind, Period, Stage, Temperature
from core.reports.shapes import StageSuggestion
from core.sources.stages import validate_template
from core.store import clients, decisions
from core.store.decisions import Decision
from pages.ui import reads, session
from pages.ui import stage_acts as acts
from pages.ui.belief import belief
from pages.ui.names import short_name
from pages.ui.stage_acts import Key, short
from pages.ui.stage_rows import (
    STAGE_VALUES,
    about,
    acceptable,
    audience_word,
    campaigns,
    confidence_word,
    filtered,
    frame,
    money_header,
    money_of,
    progress_of,
    stage_and_weights,
    strong,
    valid_word,
    waiting,
)
from pages.ui.text import cell, escaped
from pages.ui.words.stages import STAGES

NARROWEST = 130
"""Pixels of a field: two beside each other on a phone."""
DAYS = 90
FIGURES = ("spend", "confirmed_share")
"""Ids of the dictionary: the figures of this page."""
MOST_SHOWN = 300
"""Rows of the list: every key press sends it again, and nobody reads further than this."""

t = session.words(STAGES)


def stage_word(stage: str) -> str:
    return short_name(stage, t.language)


def main() -> None:
    session.viewer()
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    client = session.client()
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    deciding()
    today = session.today(client)
    if reads.has_imports(session.version(), client.client_id, session.store()):
        belief(client.client_id, FIGURES, latest(today), today, t.language, key="stages_belief")
    settings(client)


def latest(today: date) -> Period:
    """The days whose money is shown at first."""
    return Period(today - timedelta(days=DAYS - 1), today)


@session.guarded_fragment()
def deciding() -> None:
    """Everything a key press changes. It reruns alone, so the next campaign is there at once."""
    client = session.client()
    today = session.today(client)
    everything = st.segmented_control(
        t("period"),
        ["90", "all"],
        default="90",
        required=True,
        format_func=lambda choice: t(f"period_{choice}"),
        key=Key.PERIOD,
    )
    period = None if everything == "all" else latest(today)
    rows = reads.stage_rows(session.version(), client.client_id, period, session.store())
    if not rows:
        st.info(t("empty"))
        return
    progress(rows)
    shortcuts(client, rows)
    made = decisions.list_decisions(session.store().ops, client_id=client.client_id)
    chosen = chosen_rows(rows)
    if len(chosen) > 1:
        several(client, chosen)
    else:
        one(client, rows, chosen, made, today)
    table(rows)


def progress(rows: Sequence[StageSuggestion]) -> None:
    found = progress_of(t, rows)
    if found is None:
        st.info(t("no_money"))
    else:
        st.progress(found[0], text=found[1])


def shortcuts(client: Client, rows: Sequence[StageSuggestion]) -> None:
    """Many at once, and the way back from whatever the latest click did."""
    about, fine, text = st.session_state.get(Key.SAID, ("", True, ""))
    text = text if about == client.client_id else ""
    ready = strong(rows)
    with st.container(horizontal=True, vertical_alignment="center", key="stages_shortcuts"):
        if ready:
            st.button(
                t("bulk_strong", count=campaigns(t, len(ready)), money=money_of(t, ready)),
                key="stages_bulk_strong",
                icon=":material/done_all:",
                on_click=acts.accept_many,
                args=(client.client_id, ready),
            )
        st.button(
            t("undo"),
            key="stages_undo_button",
            icon=":material/undo:",
            shortcut="Z",
            type="tertiary",
            on_click=acts.undo,
            disabled=st.session_state.get(Key.UNDO, [""])[0] != client.client_id,
        )
        if text and fine:
            st.text(text)
    if text and not fine:
        st.error(escaped(text))


def chosen_rows(rows: Sequence[StageSuggestion]) -> list[StageSuggestion]:
    """Rows chosen in the table below, in the order in which it showed them at the last run."""
    state = st.session_state.get(f"{Key.TABLE}_{st.session_state.get(Key.TABLE, 0)}")
    shown: list[str] = st.session_state.get(Key.SHOWN, [])
    by_key = {row.entity_key: row for row in rows}
    picked = [shown[i] for i in state.selection.rows if i < len(shown)] if state else []
    return [by_key[key] for key in picked if key in by_key]


def one(
    client: Client,
    rows: Sequence[StageSuggestion],
    chosen: Sequence[StageSuggestion],
    made: Sequence[Decision],
    today: date,
) -> None:
    left = waiting(rows)
    skipped = set(st.session_state.get(Key.SKIPPED, []))
    queue = [row for row in left if row.entity_key not in skipped]
    with st.container(border=True, key="stages_card"):
        if chosen or queue:
            place = len(left) - len(queue) + 1
            title = t("chosen_card") if chosen else t("waiting_card", n=place, total=len(left))
            card(client, chosen[0] if chosen else queue[0], title, made, today)
        elif left:
            st.markdown(t("skipped_left", count=campaigns(t, len(left))))
            st.button(t("skipped_again"), key="stages_again", on_click=lambda: st.session_state.pop(Key.SKIPPED, None))
        else:
            st.markdown(t("all_done"))


def card(client: Client, row: StageSuggestion, title: str, made: Sequence[Decision], today: date) -> None:
    mark = short(row.entity_key)
    own = [d for d in reversed(made) if d.entity_key == row.entity_key]
    st.caption(title)
    st.subheader(escaped(row.name), anchor=False)
    st.text(about(t, row))
    verdict(row)
    with st.container(horizontal=True, key="stages_keys"):
        for number, stage in enumerate(STAGE_VALUES, start=1):
            st.button(
                stage_word(stage),
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
        answers(client, row, mark)
    if st.session_state.get(Key.MIX) == row.entity_key:
        mixing(client, row, mark)
    when_and_whom(row, mark, today)
    history(own, client)


def verdict(row: StageSuggestion) -> None:
    placed = stage_and_weights(t, row.stage, row.weights)
    if row.confirmed:
        st.markdown(t("decided", stage=placed))
    elif row.stage == UNMAPPED:
        st.markdown(t("no_suggestion"))
    else:
        st.markdown(t("suggestion", stage=placed, confidence=confidence_word(t, row)))
    st.caption(escaped(row.why.said_in(t.language)))


def answers(client: Client, row: StageSuggestion, mark: str) -> None:
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


def mixing(client: Client, row: StageSuggestion, mark: str) -> None:
    with st.container(border=True, key="stages_mix"):
        st.caption(t("mix_title"))
        percents: dict[str, int] = {}
        with st.grid(len(STAGE_VALUES), min_column_width=NARROWEST):
            for stage in STAGE_VALUES:
                percents[stage] = st.number_input(
                    f"{stage_word(stage)} %",
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


def when_and_whom(row: StageSuggestion, mark: str, today: date) -> None:
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


def history(own: Sequence[Decision], client: Client) -> None:
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


def several(client: Client, chosen: Sequence[StageSuggestion]) -> None:
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
                    stage_word(stage),
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


def table(rows: Sequence[StageSuggestion]) -> None:
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
            format_func=lambda value: stage_word(value) if value else t("stage_any"),
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


def settings(client: Client) -> None:
    with st.expander(t("settings")), st.form("stages_settings", border=False):
        template = st.text_input(
            t("template"),
            value=client.naming_template,
            help=t("template_help"),
            key=f"stages_template_{client.client_id}",
            max_chars=300,
        )
        search_stage = st.selectbox(
            t("search_stage"),
            STAGE_VALUES,
            index=STAGE_VALUES.index(client.search_stage),
            format_func=stage_word,
            help=t("search_stage_help"),
            key=f"stages_search_stage_{client.client_id}",
            width=260,
        )
        st.caption(t("settings_note"))
        if st.form_submit_button(t("settings_save"), key="stages_settings_save"):
            save_settings(client, template.strip(), search_stage)


def save_settings(client: Client, template: str, search_stage: str) -> None:
    problem = validate_template(template)
    if problem is not None:
        st.error(escaped(problem.said_in(t.language)))
        return
    try:
        clients.update_client(
            session.store().ops,
            client_id=client.client_id,
            naming_template=template,
            search_stage=Stage(search_stage).value,
            now=utc_now(),
        )
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    acts.tell(client.client_id, t("settings_saved"))
    st.rerun()


main()
