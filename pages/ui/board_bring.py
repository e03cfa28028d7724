"""How a board comes in and what its lists mean: exports explained before they count, lists confirmed by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core import figures
from core.cards import Status
from core.dates import local_day
from core.errors import TahtiError
from core.jobs.board import BoardImport, import_board, map_list, preview_board
from core.model import Client
from core.reports.board_shapes import MappedList
from pages.ui import session
from pages.ui.board_rows import BoardView, plain
from pages.ui.text import escaped
from pages.ui.words import Words

LARGEST = 100
"""Megabytes of one export: several times the largest board that can be kept moving."""
MOST_LISTS = 60
"""Lists on one form; the rest come when these are confirmed."""
SHOUTED = 12
LONGEST_NAME = 80
STATUSES = [str(status) for status in Status]


class Key(StrEnum):
    UPLOAD = "board_upload"
    ROUND = "board_round"
    PLANS = "board_plans"
    CONFIRM = "board_confirm"
    SAID = "board_said"
    SHOUT = "board_shout"
    LISTS = "board_lists"


def said(t: Words) -> None:
    """What the last click did."""
    for sentence in st.session_state.pop(Key.SAID, []):
        st.success(escaped(sentence))


# ---------------------------------------------------------------------------------------------------------- the export


def upload(client: Client, t: Words) -> None:
    """One export: read, explained, and brought in when somebody says so."""
    st.subheader(t("bring"), anchor=False)
    file = st.file_uploader(
        t("upload", client=escaped(client.name)),
        type="json",
        max_upload_size=LARGEST,
        key=f"{Key.UPLOAD}_{client.client_id}_{st.session_state.get(Key.ROUND, 0)}",
        help=t("upload_help", size=LARGEST),
    )
    if file is None:
        st.session_state.pop(Key.PLANS, None)
        return
    if file.size > LARGEST * 1024 * 1024:
        st.error(escaped(t("too_big", name=file.name, size=LARGEST)))
        return
    plan = _planned(client, file, t)
    with st.container(border=True):
        st.markdown(f"**{escaped(plan['name'])}**")
        if plan["refused"]:
            st.error(escaped(plan["refused"]))
            return
        st.markdown("  \n".join(escaped(line) for line in plan["lines"]))
        new = plan["changes"]
        if st.button(t("confirm"), key=Key.CONFIRM, type="primary", icon=":material/publish:", disabled=not new):
            _bring(client, file, t)


def _planned(client: Client, file: UploadedFile, t: Words) -> Mapping[str, Any]:
    """What bringing the file in would do, in words. Reading a large board takes seconds, so the words are kept until
    the file, the language or the data change; never the board itself."""
    key = (client.client_id, file.file_id, t.language, session.version())
    kept = st.session_state.get(Key.PLANS)
    if kept and kept[0] == key:
        found: Mapping[str, Any] = kept[1]
        return found
    try:
        with st.spinner(t("reading")):
            planned = preview_board(session.store(), client_id=client.client_id, data=file.getvalue())
        plan = {"name": plain(planned.export.content.board.name) or file.name, "refused": ""}
        plan |= {"lines": plan_lines(planned, client, t), "changes": bool(planned.changes)}
    except TahtiError as error:
        plan = {"name": file.name, "refused": error.sentence.said_in(t.language), "lines": [], "changes": False}
    st.session_state[Key.PLANS] = (key, plan)
    return plan


def plan_lines(planned: BoardImport, client: Client, t: Words) -> list[str]:
    """What is on the board, how far back it is known, and what of it is new here."""
    content, changes = planned.export.content, planned.changes
    since = local_day(content.board.complete_since, client.timezone)
    counts = [t(f"n_{name}", n=figures.number(number, t.language)) for name, number in sizes(planned)]
    lines = [
        t("plan_holds", counts=", ".join(counts)),
        t(
            "plan_history",
            first=figures.day(since, t.language),
            last=figures.day(local_day(content.board.as_of, client.timezone), t.language),
        ),
    ]
    if planned.export.unreadable:
        lines.append(t("plan_unreadable", n=planned.export.unreadable))
    if planned.is_older:
        lines.append(t("plan_older"))
    if not changes:
        lines.append(t("plan_nothing"))
    else:
        lines.append(t("plan_new", cards=len(changes.cards), moves=len(changes.moves), lists=len(changes.lists)))
    return lines


def sizes(planned: BoardImport) -> list[tuple[str, int]]:
    """(what, how many) of the export."""
    content = planned.export.content
    return [
        ("lists", sum(not row.closed for row in content.lists)),
        ("cards", len(content.cards)),
        ("archived", sum(card.closed for card in content.cards)),
        ("events", planned.export.actions),
    ]


def _bring(client: Client, file: UploadedFile, t: Words) -> None:
    try:
        done = import_board(
            session.store(),
            client_id=client.client_id,
            data=file.getvalue(),
            who=session.viewer().name,
            now=session.now(client),
        )
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.session_state[Key.SAID] = [t("brought", board=done.export.content.board.name, n=len(done.export.content.cards))]
    st.session_state[Key.ROUND] = st.session_state.get(Key.ROUND, 0) + 1
    st.session_state.pop(Key.PLANS, None)
    st.query_params.pop("part", None)
    st.rerun()


# --------------------------------------------------------------------------------------------------- what lists mean


def shout(client: Client, board: BoardView, t: Words) -> None:
    """Lists that mean nothing yet: their cards are in no figure until somebody says what they are."""
    missing = {row.list_id: len(row.cards) for row in board.status.unmapped}
    mute = [m for m in board.lists if m.row.list_id in missing]
    if not mute:
        return
    cards = sum(missing.values())
    names = ", ".join(t("quoted", name=plain(m.row.name)[:LONGEST_NAME]) for m in mute[:SHOUTED])
    st.warning(escaped(t("shout", n=len(mute), cards=cards, names=names)), icon=":material/error_outline:")
    with st.form(Key.SHOUT):
        picked = _fields(mute[:SHOUTED], Key.SHOUT, t, missing)
        if st.form_submit_button(t("map_save"), type="primary"):
            _confirm(client, [(m, status) for m, status in picked if status], t)


def lists(client: Client, board: BoardView, t: Words) -> None:
    """Every list with its status: suggestions are suggestions until somebody confirms them."""
    st.subheader(t("lists"), anchor=False)
    guessed = [m for m in board.lists if not m.confirmed]
    st.caption(t("lists_note"))
    if guessed:
        st.markdown(t("lists_guessed", n=len(guessed)))
    ordered = sorted(board.lists, key=lambda m: (m.confirmed, m.row.closed))
    with st.form(Key.LISTS):
        picked = _fields(ordered[:MOST_LISTS], Key.LISTS, t, {})
        if len(ordered) > MOST_LISTS:
            st.caption(t("lists_rest", n=len(ordered) - MOST_LISTS))
        if st.form_submit_button(t("lists_save"), type="primary"):
            _confirm(client, [(m, s) for m, s in picked if s and (s != m.status or not m.confirmed)], t)


def _fields(
    offered: Sequence[MappedList], key: str, t: Words, cards: Mapping[str, int]
) -> list[tuple[MappedList, str | None]]:
    found = []
    with st.grid(3, min_column_width=240):
        for one in offered:
            now = str(one.status) if one.status else None
            found.append(
                (
                    one,
                    st.selectbox(
                        escaped(_label(one, t, cards)),
                        STATUSES,
                        index=STATUSES.index(now) if now else None,
                        format_func=lambda status: t(f"status_{status}"),
                        placeholder=t("map_choose"),
                        key=f"{key}_{one.board_id}_{one.row.list_id}_{now}",
                    ),
                )
            )
    return found


def _label(one: MappedList, t: Words, cards: Mapping[str, int]) -> str:
    notes = [plain(one.row.name)[:LONGEST_NAME] or t("no_name")]
    if one.row.list_id in cards:
        notes.append(t("n_cards", n=cards[one.row.list_id]))
    if one.row.closed:
        notes.append(t("archived"))
    if one.status is not None:
        notes.append(t("map_confirmed" if one.confirmed else "map_suggested"))
    return " · ".join(notes)


def _confirm(client: Client, chosen: Sequence[tuple[MappedList, str]], t: Words) -> None:
    """Write what was chosen; a list that is no longer there says so."""
    if not chosen:
        st.info(t("map_none"))
        return
    try:
        for one, status in chosen:
            map_list(
                session.store(),
                client_id=client.client_id,
                wanted=one.row.list_id,
                status=status,
                who=session.viewer().name,
                now=session.now(client),
            )
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.session_state[Key.SAID] = [t("map_saved_one") if len(chosen) == 1 else t("map_saved", n=len(chosen))]
    st.rerun()
