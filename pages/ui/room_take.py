"""The one form of a room: what, who and by when; saved as an action, a card, a decision, or parked for another time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from core.jobs.meetings import card_owner
from core.meetings.shapes import Kind
from core.store.promises import TEXT_LIMIT
from pages.ui import room_acts as acts
from pages.ui import room_clock, room_form, room_reads, session
from pages.ui.room_reads import Here

ELSE, PARKED = "else", "parked-"
"""Places of the form: for what no line speaks of, and for something from the parking lot."""
USUAL_DAYS = {Kind.WEEKLY: 7, Kind.MONTHLY: 7, Kind.RETRO: 28}
"""A promise of a weekly is asked about in the next one, an improvement in the next retrospective."""


def something_else(here: Here) -> None:
    """What no line speaks of. The key A opens it."""
    if here.is_ended:
        return
    st.button(
        here.t("something_else"),
        icon=":material/add:",
        key="room_else",
        shortcut="A",
        on_click=room_form.open_form,
        args=(ELSE,),
    )
    form(here, ELSE, "", "")


def form(here: Here, place: str, text: str, card_id: str, *, parked_id: int = 0) -> None:
    """The form of a place, when it is open there: with the words of its line, its card's owner or oneself, and the day
    on which it will be asked about."""
    write_id = room_form.write_id(place)
    if not write_id or here.is_ended:
        return
    t = here.t
    known = room_reads.takers(session.version(), here.client.client_id, session.store())
    acts.refused()
    what, who, due = (f"room_{field}_{write_id}" for field in ("what", "who", "due"))
    with st.form(f"room_form_{write_id}", enter_to_submit=False):
        st.text_input(t("what"), value=text[:TEXT_LIMIT], key=what, max_chars=TEXT_LIMIT)
        names = list(known.names)
        usual = usual_owner(here, card_id)
        st.selectbox(
            t("owner"),
            names,
            index=names.index(usual) if usual in names else None,
            key=who,
            accept_new_options=True,
            placeholder=t("owner_new"),
        )
        day = session.today(here.client) + timedelta(days=USUAL_DAYS[here.kind])
        st.date_input(t("due"), value=day, key=due, format="DD.MM.YYYY")
        with st.container(horizontal=True):
            save = partial(_save, here, write_id, card_id, parked_id)
            st.form_submit_button(t("as_action"), type="primary", shortcut="Ctrl+Enter", on_click=save, args=(False,))
            if not card_id and known.can_make_card:
                st.form_submit_button(t("as_card"), on_click=save, args=(True,))
            if here.kind is not Kind.RETRO:
                decide = partial(_decide, here, write_id, card_id, parked_id)
                st.form_submit_button(t("as_decision"), on_click=decide)
            if not parked_id:
                st.form_submit_button(t("park"), on_click=partial(_park, here, write_id))
            st.form_submit_button(t("cancel"), on_click=room_form.close_form)
    room_clock.focus_on(what)


def usual_owner(here: Here, card_id: str) -> str:
    """Who is on the card, else oneself."""
    owner = card_owner(session.store(), client_id=here.client.client_id, card_id=card_id) if card_id else ""
    return owner or session.viewer().name


def _typed(write_id: str) -> tuple[str, str, date | None]:
    state = st.session_state
    due = state.get(f"room_due_{write_id}")
    return (
        str(state.get(f"room_what_{write_id}") or ""),
        str(state.get(f"room_who_{write_id}") or ""),
        due if isinstance(due, date) else None,
    )


def _save(here: Here, write_id: str, card_id: str, parked_id: int, as_card: bool) -> None:
    text, owner, due = _typed(write_id)
    if acts.take_up(here, text=text, owner=owner, due=due, card_id=card_id, as_card=as_card, write_id=write_id):
        _done(here, parked_id)


def _decide(here: Here, write_id: str, card_id: str, parked_id: int) -> None:
    text, by, _ = _typed(write_id)
    if acts.decide(here, text=text, by=by, card_id=card_id, write_id=write_id):
        _done(here, parked_id)


def _park(here: Here, write_id: str) -> None:
    if acts.park(here, text=_typed(write_id)[0], write_id=write_id):
        room_form.close_form()


def _done(here: Here, parked_id: int) -> None:
    if parked_id:
        acts.unpark(here, parked_id, "taken")
    room_form.close_form()


def to_card(here: Here, card_id: str) -> None:
    """The way to a card on the board."""
    query = {"client": here.client.client_id, "card": card_id}
    st.page_link("team/board.py", label=here.t("to_card"), icon=":material/view_kanban:", query_params=query)
