"""Stages: people say in which stage each campaign works, the most expensive undecided one first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from core.dates import utc_now
from core.errors import TahtiError
from core.model import Client, ClientKind, Period, Stage
from core.reports.shapes import StageSuggestion
from core.sources.stages import validate_template
from core.store import clients, decisions
from core.store.decisions import Decision
from pages.ui import reads, session, stage_card, stage_list
from pages.ui import stage_acts as acts
from pages.ui.belief import belief
from pages.ui.names import short_name
from pages.ui.stage_acts import Key
from pages.ui.stage_rows import STAGE_VALUES, campaigns, money_of, progress_of, strong, waiting
from pages.ui.text import escaped
from pages.ui.words.stages import STAGES

DAYS = 90
FIGURES = ("spend", "confirmed_share")
"""Ids of the dictionary: the figures of this page."""

t = session.words(STAGES)


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
    chosen = stage_list.chosen_rows(rows)
    if len(chosen) > 1:
        stage_list.several(client, chosen, t)
    else:
        one(client, rows, chosen, made, today)
    stage_list.table(rows, t)


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
            stage_card.card(client, chosen[0] if chosen else queue[0], title, made, today, t)
        elif left:
            st.markdown(t("skipped_left", count=campaigns(t, len(left))))
            st.button(t("skipped_again"), key="stages_again", on_click=lambda: st.session_state.pop(Key.SKIPPED, None))
        else:
            st.markdown(t("all_done"))


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
            format_func=lambda stage: short_name(stage, t.language),
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
