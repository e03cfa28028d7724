"""What labels and custom fields say about cards, and how many cards may lie in a place: put right by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial
from hashlib import sha256

import streamlit as st

from core import figures
from core.board.limits import Place, PlaceKind
from core.board.meanings import CHANNELS, STAGES, Dimension, Mark, Meaning, Meanings
from core.cards import IN_PROGRESS, Status
from core.jobs.cards import Written
from core.model import Client
from core.reports.board_shapes import MappedMark
from core.store import Store
from core.store.label_map import confirm_marks
from core.store.wip import LARGEST, set_limit
from pages.ui import board_acts as acts
from pages.ui import session
from pages.ui.board_rows import BoardView, plain
from pages.ui.names import channel_name, short_name
from pages.ui.text import escaped
from pages.ui.words import Words

MOST = 40
"""Marks on one form; the rest come when these are confirmed."""
LONGEST = 80
SEPARATE = "|"


class Key(StrEnum):
    MARKS = "board_marks"
    LIMITS = "board_limits"


# ---------------------------------------------------------------------------------------------------------------- marks


def marks(board: BoardView, t: Words) -> None:
    """Every label and value with what it says: suggestions are suggestions until somebody confirms them."""
    st.subheader(t("marks"), anchor=False)
    st.caption(t("marks_note"))
    if not board.marks:
        st.caption(t("marks_none"))
        return
    ordered = sorted(board.marks, key=lambda one: (one.confirmed, -one.cards))
    offered = ordered[:MOST]
    guessed = sum(not one.confirmed for one in ordered)
    if guessed:
        st.markdown(t("marks_guessed", n=guessed))
    with st.form(Key.MARKS):
        with st.grid(2, min_column_width=340):
            for one in offered:
                _mark(one, t)
        if len(ordered) > MOST:
            st.caption(t("marks_rest", n=len(ordered) - MOST))
        st.form_submit_button(t("marks_save"), type="primary", on_click=partial(_confirm, board, offered))


def _mark(one: MappedMark, t: Words) -> None:
    notes = [plain(one.name)[:LONGEST] or t("no_name"), _cards(one.cards, t)]
    notes.append(t("map_confirmed" if one.confirmed else "map_suggested" if one.meanings else "map_says_nothing"))
    own = [said(meaning) for meaning in one.meanings]
    st.multiselect(
        escaped(" · ".join(notes)),
        list(dict.fromkeys([*own, *_every(one)])),
        default=own,
        format_func=lambda text: meaning_name(meaning_of(text), t),
        placeholder=t("map_nothing"),
        key=_key(one),
    )


FLAGS = (Dimension.CONTENT, Dimension.NEWS, Dimension.BLOCKED, Dimension.INTERNAL)


def _cards(number: int, t: Words) -> str:
    return t("n_cards_one") if number == 1 else t("n_cards", n=figures.number(number, t.language))


def _key(one: MappedMark) -> str:
    text = repr((one.board_id, one.mark, one.meanings, one.confirmed))
    return f"{Key.MARKS}_{sha256(text.encode()).hexdigest()[:16]}"


def _every(one: MappedMark) -> list[str]:
    """Everything a mark can be said to say; a label can name a persona by its own name."""
    persona = one.mark.value or one.name
    found = [Meaning(Dimension.STAGE, stage) for stage in STAGES]
    found += [Meaning(Dimension.CHANNEL, channel) for channel in CHANNELS]
    found += [Meaning(Dimension.PERSONA, " ".join(persona.split()))] if persona.strip() else []
    return [said(m) for m in (*found, *map(Meaning, FLAGS))]


def said(meaning: Meaning) -> str:
    return f"{meaning.dimension}{SEPARATE}{meaning.value}"


def meaning_of(text: str) -> Meaning:
    dimension, _, value = text.partition(SEPARATE)
    return Meaning(Dimension(dimension), value)


def meaning_name(meaning: Meaning, t: Words) -> str:
    """What one meaning is called."""
    if meaning.dimension is Dimension.STAGE:
        return t("mark_stage", name=short_name(meaning.value, t.language))
    if meaning.dimension is Dimension.CHANNEL:
        return t("mark_channel", name=channel_name(meaning.value, t.language))
    if meaning.dimension is Dimension.PERSONA:
        return t("mark_persona", name=plain(meaning.value)[:LONGEST])
    return t(f"mark_{meaning.dimension}")


def _confirm(board: BoardView, offered: Sequence[MappedMark]) -> None:
    """Write what is on the form where it is news: changed, or not yet confirmed."""
    news: dict[str, dict[Mark, Meanings]] = {}
    for one in offered:
        chosen = tuple(map(meaning_of, st.session_state.get(_key(one), ())))
        if not one.confirmed or set(chosen) != set(one.meanings):
            news.setdefault(one.board_id, {})[one.mark] = chosen
    t = acts.said()
    if not news:
        acts.refuse(t("nothing_changed"))
        return

    def act(store: Store, client: Client, who: str) -> Written | None:
        for board_id, told in news.items():
            confirm_marks(
                store.ops, client_id=client.client_id, board_id=board_id, said=told, who=who, now=session.now(client)
            )
        return None

    acts.do(board.client.client_id, act, t("marks_saved", n=sum(map(len, news.values()))))


# --------------------------------------------------------------------------------------------------------------- limits


def limits(board: BoardView, t: Words) -> None:
    """How many cards may lie at once in each status of work and in each of its lists; empty means no limit."""
    st.subheader(t("limits"), anchor=False)
    st.caption(t("limits_note"))
    now = {load.place: load.most for load in board.status.loads}
    places = _places(board, t)
    with st.form(Key.LIMITS):
        with st.grid(4, min_column_width=165):
            for place, name in places.items():
                st.number_input(
                    escaped(name),
                    min_value=1,
                    max_value=LARGEST,
                    value=now.get(place),
                    step=1,
                    placeholder=t("no_limit"),
                    key=_limit_key(place, now),
                )
        st.form_submit_button(t("limits_save"), type="primary", on_click=partial(_agree, board, tuple(places), now))


def _places(board: BoardView, t: Words) -> dict[Place, str]:
    """The statuses a limit makes sense for, and the lists of those that have several."""
    wanted = (Status.TO_DO, *IN_PROGRESS)
    found = {Place(PlaceKind.STATUS, status): t(f"short_{status}") for status in wanted}
    for status in wanted:
        lists = [m for m in board.lists if m.status is status and not m.row.closed]
        if len(lists) > 1:
            found |= {Place(PlaceKind.LIST, m.row.list_id): plain(m.row.name)[:LONGEST] or t("no_name") for m in lists}
    return found


def _limit_key(place: Place, now: Mapping[Place, int]) -> str:
    return f"{Key.LIMITS}_{place.kind}_{place.key}_{now.get(place)}"


def _agree(board: BoardView, places: Sequence[Place], now: Mapping[Place, int]) -> None:
    wanted = {place: st.session_state.get(_limit_key(place, now)) for place in places}
    news = {place: most for place, most in wanted.items() if most != now.get(place)}
    t = acts.said()
    if not news:
        acts.refuse(t("nothing_changed"))
        return

    def act(store: Store, client: Client, who: str) -> Written | None:
        for place, most in news.items():
            set_limit(
                store.ops,
                client_id=client.client_id,
                place=place,
                most=None if most is None else int(most),
                who=who,
                now=session.now(client),
            )
        return None

    acts.do(board.client.client_id, act, t("limits_saved"))
