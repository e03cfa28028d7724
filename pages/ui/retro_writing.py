"""Silent writing: how it is written is chosen first, then everybody writes, and nobody sees more than their own."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

import streamlit as st

from core.meetings.retro import ASKED, LONGEST_NOTE, MOST_VOTES, USUAL_VOTES, Question
from core.store import retro_votes, retros
from core.store.retros import OwnNote, Retro
from pages.ui import retro_acts as acts
from pages.ui import session
from pages.ui.room_reads import Here
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.retro import RETRO

EDITED = "retro_edited"
"""The note of this tab whose text is in the form."""
TICK_SECONDS = 4


class Key(StrEnum):
    HOW = "retro_how"
    BUDGET = "retro_budget"
    BEGIN = "retro_begin"
    QUESTION = "retro_question"
    TEXT = "retro_text"
    FORM = "retro_form"
    READY = "retro_ready"
    REVEAL = "retro_reveal"


ANONYMOUS, NAMED = "anonymous", "named"
ON_SCREEN = "retro_on_screen"
"""Of which client and retrospective the forms are."""


def clear_of_another(here: Here, retro: Retro | None, *more: str) -> None:
    """Empty the forms when they are of another retrospective than the last run's: what was begun for one client must
    not be saved for the next. `more`: keys of other forms."""
    state, now = st.session_state, (here.client.client_id, retro.retro_id if retro else 0)
    if state.get(ON_SCREEN) != now:
        state[ON_SCREEN] = now
        for key in (EDITED, Key.HOW, Key.BUDGET, Key.QUESTION, Key.TEXT, *more):
            state.pop(key, None)


def beginning(here: Here, leads: bool, held_today: bool, t: Words) -> None:
    """Before there is a retrospective: the choice, for whoever leads."""
    if held_today:
        st.info(t("held_today"))
    if not leads:
        st.info(t("waits"))
        return
    st.markdown(f"**{t('begin_title')}**")
    _choice(True, USUAL_VOTES, t)
    st.button(t("begin"), type="primary", icon=":material/edit_note:", key=Key.BEGIN, on_click=_begin, args=(here, t))


def _choice(anonymous: bool, budget: int, t: Words) -> None:
    st.session_state.setdefault(Key.HOW, ANONYMOUS if anonymous else NAMED)
    st.session_state.setdefault(Key.BUDGET, budget)
    st.segmented_control(t("how"), (ANONYMOUS, NAMED), key=Key.HOW, format_func=t, help=t("how_help"), required=True)
    st.number_input(t("budget"), 1, MOST_VOTES, key=Key.BUDGET, width=160)


def _begin(here: Here, t: Words) -> None:
    state = st.session_state
    acts.begin(here, state.get(Key.HOW) != NAMED, int(state.get(Key.BUDGET) or USUAL_VOTES), t)


def _choose(here: Here, retro: Retro, t: Words) -> None:
    state = st.session_state
    acts.choose(here, retro, state.get(Key.HOW) != NAMED, int(state.get(Key.BUDGET) or USUAL_VOTES), t)


def writing(here: Here, retro: Retro, leads: bool, t: Words) -> None:
    """The form, this tab's own notes, and being ready; for whoever leads also the reveal."""
    name = escaped(session.viewer().name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("is_anonymous") if retro.anonymous else t("is_named", name=name), width="stretch")
        if leads and not retro.begun:
            with st.popover(t("choose")):
                _choice(retro.anonymous, retro.budget, t)
                st.button(t("choose"), key="retro_choose", on_click=_choose, args=(here, retro, t))
    _form(here, retro, t)
    _own(here, retro, t)
    seat = retro_votes.find_seat(
        session.store().ops,
        client_id=here.client.client_id,
        retro_id=retro.retro_id,
        person_id=session.viewer().person_id,
    )
    st.session_state[Key.READY] = seat.ready
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle(t("ready"), key=Key.READY, on_change=_ready, args=(here, retro))
        if leads:
            with st.popover(t("reveal"), icon=":material/visibility:"):
                st.markdown(t("reveal_sure"))
                act = partial(acts.reveal, here, retro, t)
                st.button(t("reveal_yes"), type="primary", key=Key.REVEAL, on_click=act)
    _who_is_ready(here, retro)


def _ready(here: Here, retro: Retro) -> None:
    acts.say_ready(here, retro, bool(st.session_state[Key.READY]))


@session.guarded_fragment(run_every=TICK_SECONDS)
def _who_is_ready(here: Here, retro: Retro) -> None:
    t = session.words(RETRO)
    n = retro_votes.count_ready(session.store().ops, client_id=here.client.client_id, retro_id=retro.retro_id)
    st.caption(t("ready_count" if n > 1 else f"ready_count_{n}", n=n))


def _form(here: Here, retro: Retro, t: Words) -> None:
    edited = st.session_state.get(EDITED)
    with st.form(Key.FORM):
        st.segmented_control(
            t("question"),
            [question.value for question in Question],
            key=Key.QUESTION,
            format_func=lambda value: ASKED[Question(value)].said_in(t.language),
            default=Question.WELL.value if Key.QUESTION not in st.session_state else None,
            required=True,
            disabled=edited is not None,
        )
        st.text_area(t("note"), key=Key.TEXT, max_chars=LONGEST_NOTE, height=90, help=t("note_help"))
        with st.container(horizontal=True):
            save = partial(_save, here, retro, edited, t)
            st.form_submit_button(t("save_change" if edited else "save"), type="primary", on_click=save)
            if edited:
                st.form_submit_button(t("cancel"), on_click=_put_away)


def _save(here: Here, retro: Retro, edited: str | None, t: Words) -> None:
    """The text stays in the form when it could not be kept."""
    state = st.session_state
    text = str(state.get(Key.TEXT) or "")
    if edited is None:
        kept = acts.write(here, retro, str(state.get(Key.QUESTION) or Question.WELL), text, t)
    else:
        kept = acts.change(here, retro, edited, text, t)
    if kept:
        _put_away()


def _put_away() -> None:
    st.session_state.pop(EDITED, None)
    st.session_state[Key.TEXT] = ""


def _own(here: Here, retro: Retro, t: Words) -> None:
    """Folded, so that a shared screen does not show what its owner wrote, nor how much."""
    with st.expander(t("mine")):
        own = retros.own_notes(
            session.store().ops, client_id=here.client.client_id, retro_id=retro.retro_id, keys=acts.keys(retro)
        )
        st.caption(t("mine_help" if own else "mine_none"))
        for n, note in enumerate(own):
            _own_note(here, retro, note, n, t)


def _own_note(here: Here, retro: Retro, note: OwnNote, n: int, t: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = ASKED[note.question].said_in(t.language)
        st.markdown(f"{escaped(asked)} {escaped(note.text)}", width="stretch")
        st.button(t("edit"), key=f"retro_edit_{n}", type="tertiary", on_click=_take_out, args=(note,))
        tear = partial(acts.tear, here, retro, note.note_id, t)
        st.button(t("tear"), key=f"retro_tear_{n}", type="tertiary", on_click=tear)


def _take_out(note: OwnNote) -> None:
    state = st.session_state
    state[EDITED], state[Key.TEXT], state[Key.QUESTION] = note.note_id, note.text, note.question.value
