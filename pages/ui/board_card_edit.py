"""What can be done to a card from its drawer: owner, due date, labels, list, what blocks it, a comment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from hashlib import sha256

import streamlit as st

from core.cards import Label, Member
from core.jobs import cards
from core.jobs.card_people import member_of
from core.jobs.cards import Written
from core.model import Client
from core.reports.board_shapes import MappedList
from core.store import Store
from pages.ui import board_acts as acts
from pages.ui import session
from pages.ui.board_detail import Detail
from pages.ui.board_rows import BoardView, plain
from pages.ui.text import escaped
from pages.ui.words import Words

LONGEST_LABEL = 80
LONGEST_TEXT = 16_000


class Key(StrEnum):
    LIST = "card_list"
    OWNERS = "card_owners"
    DUE = "card_due"
    LABELS = "card_labels"
    REASON = "card_reason"
    COMMENT = "card_comment"


def forms(one: Detail, board: BoardView, t: Words) -> None:
    """The forms, or why there are none. Every form is sent as a whole: the page is drawn again once."""
    head = next(head for head in board.heads if head.board_id == one.row.board_id)
    if head.why_read_only is not None:
        st.caption(f":material/lock: {escaped(head.why_read_only.said_in(t.language))}")
        return
    if one.card.gone_at is not None:
        return
    card_id, client_id = one.card.card_id, board.client.client_id
    with st.form(f"card_form_{card_id}", border=True):
        _fields(one, board, t)
        if st.form_submit_button(t("save"), type="primary", on_click=partial(_save, client_id, one)):
            st.rerun()
    with st.form(f"card_block_{card_id}", border=True, clear_on_submit=True):
        _block(one, client_id, t)
    with st.form(f"card_say_{card_id}", border=True, clear_on_submit=True):
        st.text_area(t("comment"), key=_key(Key.COMMENT, one), max_chars=LONGEST_TEXT, height=80)
        if st.form_submit_button(t("comment_send"), on_click=partial(_say, client_id, one)):
            st.rerun()
    act = cards.restore_card if one.archived else cards.archive_card
    label = "restore" if one.archived else "archive"
    if st.button(t(label), type="tertiary", on_click=partial(_simple, client_id, one, act, f"{label}_done")):
        st.rerun()


def _key(name: Key, one: Detail) -> str:
    """A widget of one card as it is now: when somebody else has changed it, the form starts from that."""
    seen = (one.row.list_id, one.card.member_ids, one.card.label_ids, one.row.due, one.stuck)
    return f"{name}_{one.card.card_id}_{sha256(repr(seen).encode()).hexdigest()[:8]}"


def _fields(one: Detail, board: BoardView, t: Words) -> None:
    targets = open_lists(board, one.row.board_id)
    ids = [m.row.list_id for m in targets]
    st.selectbox(
        t("move_to"),
        ids,
        index=ids.index(one.row.list_id) if one.row.list_id in ids else None,
        format_func=lambda list_id: list_label(targets, list_id, t),
        key=_key(Key.LIST, one),
    )
    people = assignable(board.client, one.row.board_id)
    names = {member.member_id: member.name for member in people}
    st.multiselect(
        t("owners"),
        list(dict.fromkeys([*one.card.member_ids, *names])),
        default=list(one.card.member_ids),
        format_func=lambda member_id: plain(names.get(member_id, "")) or t("no_name"),
        key=_key(Key.OWNERS, one),
        placeholder=t("nobody"),
    )
    st.date_input(t("col_due"), one.row.due, format="DD.MM.YYYY", key=_key(Key.DUE, one))
    labels = {label.label_id: label for label in one.labels}
    st.multiselect(
        t("col_labels"),
        list(dict.fromkeys([*(i for i in one.card.label_ids if i in labels), *labels])),
        default=[i for i in one.card.label_ids if i in labels],
        format_func=lambda label_id: label_name(labels[label_id], t),
        key=_key(Key.LABELS, one),
        placeholder=t("none"),
    )


def open_lists(board: BoardView, board_id: str = "") -> list[MappedList]:
    """The lists that a card can be put into: open, on boards that can be written."""
    writable = {head.board_id for head in board.heads if head.why_read_only is None}
    return [m for m in board.lists if not m.row.closed and m.board_id in writable and board_id in ("", m.board_id)]


def list_label(lists: Sequence[MappedList], list_id: str, t: Words) -> str:
    """A list by its name, with its column where the name does not say it."""
    one = next(m for m in lists if m.row.list_id == list_id)
    name = plain(one.row.name)[:LONGEST_LABEL] or t("no_name")
    column = t(f"short_{one.status}") if one.status else t("short_unmapped")
    return name if name == column else f"{name} · {column}"


def label_name(label: Label, t: Words) -> str:
    return plain(label.name)[:LONGEST_LABEL] or label.colour or t("no_name")


def assignable(client: Client, board_id: str) -> list[Member]:
    """Who can own a card, whoever is looking first."""
    about = {"client_id": client.client_id, "board_id": board_id}
    mine = member_of(session.store(), person_id=session.viewer().person_id, **about)
    return sorted(cards.assignable(session.store(), **about), key=lambda member: member.member_id != mine)


def _block(one: Detail, client_id: str, t: Words) -> None:
    flagged = one.stuck is not None and bool(one.stuck.reason)
    st.text_input(
        t("block_reason"),
        placeholder=plain(one.stuck.reason) if flagged and one.stuck else t("block_hint"),
        key=_key(Key.REASON, one),
        max_chars=cards.LONGEST_NAME,
    )
    with st.container(horizontal=True):
        again = st.form_submit_button(t("block"), icon=":material/block:", on_click=partial(_blocked, client_id, one))
        free = flagged and st.form_submit_button(
            t("free"), on_click=partial(_simple, client_id, one, cards.free_card, "free_done")
        )
    if again or free:
        st.rerun()


# ------------------------------------------------------------------------------------------------------------ callbacks


def _save(client_id: str, one: Detail) -> None:
    """Do only what was changed in the form, against what the person saw."""
    state, card, t = st.session_state, one.card, acts.said()
    steps = [
        *_placed(one, state.get(_key(Key.LIST, one))),
        *_changed(card.member_ids, state.get(_key(Key.OWNERS, one), ()), cards.assign, cards.unassign, "member_ids"),
        *_changed(
            [i for i in card.label_ids if any(i == label.label_id for label in one.labels)],
            state.get(_key(Key.LABELS, one), ()),
            cards.label_card,
            cards.unlabel_card,
            "label_ids",
        ),
    ]
    due = state.get(_key(Key.DUE, one))
    if due != one.row.due:
        steps.append(partial(cards.set_due, due=due if isinstance(due, date) else None))
    if not steps:
        acts.refuse(t("nothing_changed"))
        return

    def act(store: Store, client: Client, who: str) -> Written:
        now = session.now(client)
        return [step(store, client_id=client_id, card_id=card.card_id, who=who, now=now) for step in steps][-1]

    acts.do(client_id, act, t("saved"), later=t("saved_later"))


Step = Callable[..., Written]


def _placed(one: Detail, list_id: str | None) -> list[Step]:
    return (
        [partial(cards.move_card, list_id=list_id, seen=one.row.list_id)]
        if list_id and list_id != one.row.list_id
        else []
    )


def _changed(before: Sequence[str], after: Sequence[str], add: Step, take: Step, name: str) -> list[Step]:
    found: list[Step] = []
    if added := tuple(i for i in after if i not in before):
        found.append(partial(add, **{name: added}))
    if taken := tuple(i for i in before if i not in after):
        found.append(partial(take, **{name: taken}))
    return found


def _blocked(client_id: str, one: Detail) -> None:
    reason = str(st.session_state.get(_key(Key.REASON, one)) or "")

    def act(store: Store, client: Client, who: str) -> Written:
        return cards.set_blocked(
            store, client_id=client_id, card_id=one.card.card_id, reason=reason, who=who, now=session.now(client)
        )

    acts.do(client_id, act, acts.said()("block_done"))


def _say(client_id: str, one: Detail) -> None:
    text = str(st.session_state.get(_key(Key.COMMENT, one)) or "")
    t = acts.said()

    def act(store: Store, client: Client, who: str) -> Written:
        now: datetime = session.now(client)
        return cards.comment(store, client_id=client_id, card_id=one.card.card_id, text=text, who=who, now=now)

    acts.do(client_id, act, t("comment_done"), later=t("saved_later"))


def _simple(client_id: str, one: Detail, what: Callable[..., Written | None], done: str) -> None:
    def act(store: Store, client: Client, who: str) -> Written | None:
        return what(store, client_id=client_id, card_id=one.card.card_id, who=who, now=session.now(client))

    t = acts.said()
    acts.do(client_id, act, t(done), later=t("saved_later"))
