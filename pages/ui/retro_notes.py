"""The revealed notes: beside one another by question, with what was said before, and the votes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.meetings.retro import ASKED, COMPLAINTS, Earlier, Phase, Question
from core.reports.retro import Heard
from core.store import retro_votes, retros
from core.store.retros import Retro
from pages.ui import retro_acts as acts
from pages.ui import session
from pages.ui.room_reads import Here
from pages.ui.text import escaped
from pages.ui.words import Words

SHORT = 60


class Key(StrEnum):
    NOTE = "retro_same_note"
    EARLIER = "retro_same_earlier"
    BACK = "retro_votes_back"
    CLOSE = "retro_close"


def notes(
    here: Here, retro: Retro, rows: Sequence[Heard], t: Words, improve: Callable[[str], None] | None = None
) -> None:
    """Three columns, one a question. `improve`: what happens when somebody takes a note up as an improvement."""
    if not rows:
        st.markdown(t("no_notes"))
        return
    for column, question in zip(st.columns(3, gap="medium"), Question, strict=True):
        with column:
            st.markdown(f"**{ASKED[question].said_in(t.language)}**")
            asked = [one for one in rows if one.note.question is question]
            if not asked:
                st.caption(t("nothing"))
            for one in asked:
                _note(here, retro, one, t, improve if question in COMPLAINTS else None)


def _note(here: Here, retro: Retro, one: Heard, t: Words, improve: Callable[[str], None] | None) -> None:
    note = one.note
    with st.container(border=True, gap="xsmall"):
        st.markdown(escaped(note.text))
        told = [_votes(note.votes, t)] if note.votes is not None else []
        told += [f"↻ {one.again.said_in(t.language)}"] if one.again else []
        told += [note.name] if note.name else []
        if told:
            st.caption(" · ".join(map(escaped, told)))
        if retro.phase is Phase.VOTING:
            act = partial(acts.vote, here, retro, note.note_id, t)
            st.button(t("vote"), key=f"retro_vote_{note.note_id}", icon=":material/how_to_vote:", on_click=act)
        elif improve is not None:
            act = partial(improve, note.text)
            st.button(t("improve"), key=f"retro_improve_{note.note_id}", type="tertiary", on_click=act)


def _votes(n: int, t: Words) -> str:
    return t("votes" if n > 1 else f"votes_{n}", n=n)


def voting(here: Here, retro: Retro, leads: bool, t: Words) -> None:
    """How many votes are left, never where the others went; for whoever leads the count."""
    seat = retro_votes.find_seat(
        session.store().ops,
        client_id=here.client.client_id,
        retro_id=retro.retro_id,
        person_id=session.viewer().person_id,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(t("left", n=retro.budget - seat.used, all=retro.budget), width="stretch")
        back = partial(acts.votes_back, here, retro, t)
        st.button(t("votes_back"), key=Key.BACK, on_click=back, help=t("votes_back_help"), type="tertiary",
                  disabled=not acts.receipts(retro))  # fmt: skip
        if leads:
            with st.popover(t("close"), icon=":material/ballot:"):
                st.markdown(t("close_sure"))
                act = partial(acts.close_voting, here, retro, t)
                st.button(t("close_yes"), type="primary", key=Key.CLOSE, on_click=act)


def said_before(here: Here, retro: Retro, rows: Sequence[Heard], t: Words) -> None:
    """A person's word on what is the same complaint, which goes before the rule's."""
    complaints = {one.note.note_id: one for one in rows if one.note.question in COMPLAINTS}
    earlier = {
        one.note_id: one
        for one in reversed(
            retros.list_complaints(session.store().ops, client_id=here.client.client_id, before=retro.day)
        )
    }
    if not complaints or not earlier:
        return
    with st.popover(t("same"), icon=":material/history:"):
        st.selectbox(
            t("same_note"), list(complaints), key=Key.NOTE, format_func=lambda i: _short(complaints[i].note.text)
        )
        st.selectbox(t("same_earlier"), list(earlier), key=Key.EARLIER, format_func=lambda i: _dated(earlier[i], t))
        with st.container(horizontal=True):
            for word, same in (("same_yes", True), ("same_no", False)):
                st.button(t(word), key=f"retro_{word}", on_click=_say_same, args=(here, same, t))


def _say_same(here: Here, same: bool, t: Words) -> None:
    state = st.session_state
    acts.say_same(here, str(state.get(Key.NOTE)), str(state.get(Key.EARLIER)), same, t)


def _dated(one: Earlier, t: Words) -> str:
    return t("same_day", day=figures.day(one.day, t.language), text=_short(one.text))


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
