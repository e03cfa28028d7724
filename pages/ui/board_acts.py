"""What a click on the Board page does with cards: callbacks, which run before the page is drawn."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import streamlit as st

from core.errors import TahtiError
from core.jobs import cards
from core.jobs.cards import Written
from core.model import Client
from core.reports.board_scene import list_mapping
from core.store import Store
from pages.ui import board_component as component
from pages.ui import session
from pages.ui.board_rows import plain
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.board import BOARD

LONGEST = 80


class Key(StrEnum):
    SAID = "board_acts_said"
    REFUSED = "board_acts_refused"
    TURN = "board_acts_turn"
    QUIET = "board_acts_quiet"


Act = Callable[[Store, Client, str], Written | None]
"""Does it for a client in somebody's name."""


def said() -> Words:
    return session.words(BOARD)


def do(client_id: str, act: Act, done: str, *, later: str = "") -> None:
    """Do something on one client's boards and remember what became of it: `done`, or `later` where Trello has still to
    answer. Runs as a callback, before the page is drawn: so the right is asked for here, and nothing is written when it
    is gone."""
    looking, client = session.viewer(), session.client()
    st.session_state[Key.TURN] = st.session_state.get(Key.TURN, 0) + 1
    if client.client_id != client_id:
        return
    try:
        written = act(session.store(), client, looking.name)
    except TahtiError as error:
        refuse(error.sentence.said_in(session.language()))
        return
    st.session_state[Key.SAID] = later if later and written is not None and written.pending else done


def show() -> None:
    """What the last click did, or why it did nothing; a card that moved says so itself."""
    if why := st.session_state.get(Key.REFUSED):
        st.error(escaped(why))
    elif (done := st.session_state.get(Key.SAID)) and not st.session_state.get(Key.QUIET):
        st.success(escaped(done))


def clear() -> None:
    """What the last click did has been said."""
    for key in (Key.SAID, Key.REFUSED, Key.QUIET):
        st.session_state.pop(key, None)


def refuse(why: str) -> None:
    """Say above the page why something was not done."""
    st.session_state[Key.REFUSED] = why
    st.session_state[Key.SAID] = ""


def moved(client_id: str) -> None:
    """A card was dragged, or moved by key or menu. What the browser says is only a wish: the card, the list it was seen
    in, and where it is to go."""
    asked = {name: str(component.done("moved").get(name, "")) for name in ("card", "seen", "list", "place")}
    lists = {m.row.list_id: m.row.name for m in list_mapping(session.store(), client_id=client_id)}
    place = plain(lists.get(asked["list"], ""))[:LONGEST]

    def act(store: Store, client: Client, who: str) -> Written:
        return cards.move_card(
            store,
            client_id=client_id,
            card_id=asked["card"],
            list_id=asked["list"],
            place=asked["place"] or cards.TOP,
            seen=asked["seen"],
            who=who,
            now=session.now(client),
        )

    t = said()
    st.session_state[Key.QUIET] = True
    do(client_id, act, t("moved_done", place=place), later=t("moved_later", place=place))
