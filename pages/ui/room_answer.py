"""The client's yes or no in a monthly: one form, under the proposal, that says who decided and who does it by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import streamlit as st

from core.jobs.proposals import Proposal, Settled, say_no, say_yes
from core.meetings.shapes import Kind, Line
from core.store.promises import TEXT_LIMIT, MeetingDecision
from pages.ui import room_acts as acts
from pages.ui import room_clock, room_form, room_reads, session
from pages.ui.room_reads import Here
from pages.ui.room_take import usual_owner
from pages.ui.text import escaped
from pages.ui.words.monthly import MONTHLY

PLACE = "answer-"
OTHER = "answer-other"
OTHER_CARD = "room_answer_card"
USUAL_DAYS = 14


def is_proposal(here: Here, line: Line) -> bool:
    """What somebody put on the agenda, or a new idea of the Backlog: the client's to decide on in a monthly."""
    return here.kind is Kind.MONTHLY and bool(line.raised_id or line.kind == "idea")


def way(place: str, shortcut: str | None) -> None:
    """The button that opens the form."""
    t = session.words(MONTHLY)
    act = partial(room_form.open_form, f"{PLACE}{place}")
    icon = ":material/how_to_vote:"
    st.button(t("answer"), icon=icon, key=f"room_answer_{place}", on_click=act, type="tertiary", shortcut=shortcut)


def said_today(here: Here, card_id: str) -> None:
    """What the client has answered about this card today."""
    found = next((one for one in here.said.decided if one.answer and card_id and one.card_id == card_id), None)
    if found is not None:
        st.caption(told(found))


def told(one: MeetingDecision) -> str:
    return session.words(MONTHLY)(f"was_{one.answer}", who=escaped(one.decided_by))


def form(here: Here, place: str, line: Line) -> None:
    """The form of a line, where it is open."""
    words = line.subject or line.text.said_in(here.client.language)
    _form(here, f"{PLACE}{place}", Proposal(words, line.card_id, line.raised_id))


def other(here: Here) -> None:
    """Any other card of the Backlog that the client may see."""
    if here.is_ended:
        return
    t, cards = session.words(MONTHLY), room_reads.backlog(here)
    if not cards:
        return
    chosen = st.selectbox(
        t("another"),
        list(cards),
        format_func=lambda card_id: cards.get(card_id, ""),
        index=None,
        key=OTHER_CARD,
        placeholder=t("another"),
        label_visibility="collapsed",
    )
    if chosen is not None:
        said_today(here, chosen)
        way("other", None)
        _form(here, OTHER, Proposal(cards[chosen], chosen))


def _form(here: Here, place: str, proposal: Proposal) -> None:
    write_id = room_form.write_id(place)
    if not write_id or here.is_ended:
        return
    t = session.words(MONTHLY)
    names = list(room_reads.takers(session.version(), here.client.client_id, session.store()).names)
    acts.refused()
    what, by, owner, due = (f"room_{field}_{write_id}" for field in ("what", "by", "who", "due"))
    decider = here.room.decider if here.room is not None else ""
    with st.form(f"room_form_{write_id}", enter_to_submit=False):
        st.text_input(t("proposed"), value=proposal.text[:TEXT_LIMIT], key=what, max_chars=TEXT_LIMIT)
        st.text_input(t("decided_by"), value=decider, key=by)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            usual = usual_owner(here, proposal.card_id)
            st.selectbox(
                t("owner"),
                names,
                index=names.index(usual) if usual in names else None,
                key=owner,
                accept_new_options=True,
                placeholder=t("name_new"),
            )
            day = session.today(here.client) + timedelta(days=USUAL_DAYS)
            st.date_input(t("due"), value=day, key=due, format="DD.MM.YYYY")
        st.caption(t("answer_help"))
        with st.container(horizontal=True):
            yes, no = partial(_yes, here, write_id, proposal), partial(_no, here, write_id, proposal)
            st.form_submit_button(t("yes"), type="primary", shortcut="Ctrl+Enter", on_click=yes)
            st.form_submit_button(t("no"), on_click=no)
            st.form_submit_button(t("cancel"), on_click=room_form.close_form)
    room_clock.focus_on(what if decider else by)


def _yes(here: Here, write_id: str, proposal: Proposal) -> None:
    state = st.session_state
    due = state.get(f"room_due_{write_id}")

    def act() -> Settled:
        return say_yes(
            session.store(),
            client_id=here.client.client_id,
            proposal=_worded(proposal, write_id),
            decided_by=str(state.get(f"room_by_{write_id}") or ""),
            owner=str(state.get(f"room_who_{write_id}") or ""),
            due=due if isinstance(due, date) else None,
            who=session.viewer().name,
            now=here.now(),
        )

    _settle(here, act, lambda made: "said_yes_pending" if made.pending else "said_yes")


def _no(here: Here, write_id: str, proposal: Proposal) -> None:
    def act() -> Settled:
        return say_no(
            session.store(),
            client_id=here.client.client_id,
            proposal=_worded(proposal, write_id),
            decided_by=str(st.session_state.get(f"room_by_{write_id}") or ""),
            who=session.viewer().name,
            now=here.now(),
        )

    _settle(here, act, lambda made: "said_no")


def _worded(proposal: Proposal, write_id: str) -> Proposal:
    """The proposal in the words that stand in the form."""
    return Proposal(str(st.session_state.get(f"room_what_{write_id}") or ""), proposal.card_id, proposal.raised_id)


def _settle(here: Here, act: Callable[[], Settled], key: Callable[[Settled], str]) -> None:
    made = acts.do(here, act)
    if made is not None:
        t = session.words(MONTHLY)
        acts.say(t(key(made) if made.is_new else "said_already"))
        room_form.close_form()
