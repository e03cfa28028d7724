"""A new card, made on the page."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import partial

import streamlit as st

from core.board.meanings import STAGES, Dimension, MarkKind
from core.cards import Status
from core.jobs import cards
from core.jobs.cards import Written
from core.model import Client
from core.reports.board_shapes import MappedMark
from core.store import Store
from pages.ui import board_acts as acts
from pages.ui import session
from pages.ui.board_card_edit import assignable, list_label, open_lists
from pages.ui.board_rows import BoardView, plain
from pages.ui.names import short_name
from pages.ui.words import Words


class Key(StrEnum):
    NAME = "new_card_name"
    LIST = "new_card_list"
    OWNERS = "new_card_owners"
    DUE = "new_card_due"
    STAGE = "new_card_stage"
    FORM = "new_card_form"


def button(board: BoardView, t: Words) -> None:
    """The way to a new card; nothing where no board can be written."""
    lists = open_lists(board)
    if not lists:
        return
    with st.popover(t("new_card"), icon=":material/add:", type="primary"):
        _form(board, t)


def _form(board: BoardView, t: Words) -> None:
    lists = open_lists(board)
    ids = [m.row.list_id for m in lists]
    first = next((n for n, m in enumerate(lists) if m.status is Status.TO_DO), 0)
    boards = {head.board_id: plain(head.name) for head in board.heads}
    several = len({m.board_id for m in lists}) > 1

    def label(list_id: str) -> str:
        name = list_label(lists, list_id, t)
        return f"{name} · {boards[_board_of(board, list_id)]}" if several else name

    people = {
        m.member_id: m.name for board_id in {m.board_id for m in lists} for m in assignable(board.client, board_id)
    }
    stages = [stage for stage in STAGES if any(_says(mark, stage) for mark in board.marks)]
    with st.form(Key.FORM, clear_on_submit=True, border=False):
        st.text_input(t("new_name"), key=Key.NAME, max_chars=cards.LONGEST_NAME)
        st.selectbox(t("col_list"), ids, index=first, format_func=label, key=Key.LIST)
        st.multiselect(
            t("owners"),
            list(people),
            format_func=lambda member_id: plain(people[member_id]) or t("no_name"),
            key=Key.OWNERS,
            placeholder=t("nobody"),
        )
        st.date_input(t("col_due"), None, format="DD.MM.YYYY", key=Key.DUE)
        if stages:
            st.selectbox(
                t("col_stage"),
                stages,
                index=None,
                format_func=lambda stage: short_name(stage, t.language),
                key=Key.STAGE,
                placeholder=t("without_stage"),
            )
        st.form_submit_button(t("new_make"), type="primary", on_click=partial(_make, board))


def _says(mark: MappedMark, stage: str) -> bool:
    return mark.mark.kind is MarkKind.LABEL and any(
        m.dimension is Dimension.STAGE and m.value == stage for m in mark.meanings
    )


def _board_of(board: BoardView, list_id: str) -> str:
    return next((m.board_id for m in board.lists if m.row.list_id == list_id), "")


def _make(board: BoardView) -> None:
    state, t = st.session_state, acts.said()
    client_id, list_id = board.client.client_id, str(state.get(Key.LIST) or "")
    board_id = _board_of(board, list_id)
    stage = state.get(Key.STAGE)
    labels = [m.mark.key for m in board.marks if stage and m.board_id == board_id and _says(m, stage)]
    known = {member.member_id for member in assignable(board.client, board_id)}
    due = state.get(Key.DUE)

    def act(store: Store, client: Client, who: str) -> Written:
        return cards.create_card(
            store,
            client_id=client_id,
            name=str(state.get(Key.NAME) or ""),
            list_id=list_id,
            due=due if isinstance(due, date) else None,
            member_ids=[i for i in state.get(Key.OWNERS, ()) if i in known],
            label_ids=labels[:1],
            who=who,
            now=session.now(client),
        )

    acts.do(client_id, act, t("made"), later=t("made_later"))
