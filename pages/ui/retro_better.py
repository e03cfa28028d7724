"""Improvements: those of last time first, then one to three new ones with owner and day, as cards of the team's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.jobs.retro import Boards
from core.meetings.retro import MOST_IMPROVEMENTS
from core.reports.retro import FollowUp, Improved
from core.store.promises import TEXT_LIMIT, Action
from core.store.retros import Retro
from pages.ui import retro_acts as acts
from pages.ui import session
from pages.ui.room_reads import Here
from pages.ui.text import escaped
from pages.ui.words import Words

USUAL_DAYS = 28
"""An improvement is asked about in the next retrospective, a month from now."""


class Key(StrEnum):
    WHAT = "retro_what"
    OWNER = "retro_owner"
    DUE = "retro_due"
    TEAM = "retro_team"
    FORM = "retro_better"


def last_time(here: Here, follow: FollowUp, t: Words) -> None:
    """What is still open, with its age, to be ticked off; and whether improvements get done at all."""
    today = session.today(here.client)
    if not follow.open:
        st.markdown(t("none_open"))
    for one in follow.open:
        action = one.action
        late = action.due < today
        said = _said(action, t, "late_line" if late else "open_line")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{'▲' if late else '○'} {said}  \n:small[{escaped(_age(one, t))}]", width="stretch")
            close = partial(acts.close_action, here, action.action_id, t)
            st.button(t("done"), key=f"retro_done_{action.action_id}", type="tertiary", icon=":material/check:",
                      on_click=close)  # fmt: skip
            to_card(one, t)
    if follow.agreed:
        st.caption(t("kept", all=follow.agreed, done=follow.done))


def _age(one: Improved, t: Words) -> str:
    told = [t("age_one") if one.days == 1 else t("age", n=one.days)]
    moved = one.action.times_moved
    return " · ".join(told + ([t("moved_one") if moved == 1 else t("moved", n=moved)] if moved else []))


def to_card(one: Improved, t: Words) -> None:
    """The way to its card on the team's board, for those who are given the team."""
    if one.card_id and session.viewer().may_see(one.card_client_id):
        query = {"client": one.card_client_id, "card": one.card_id}
        st.page_link("team/board.py", label=t("to_card"), icon=":material/view_kanban:", query_params=query)


def _said(action: Action, t: Words, line: str = "open_line") -> str:
    day = figures.day(action.due, t.language, year=False)
    return t(line, who=escaped(action.owner), text=escaped(action.text), day=day)


def chosen(here: Here, rows: Sequence[Improved], boards: Boards, t: Words) -> None:
    """What was agreed in this one; where a card is missing, the way to make it."""
    if not rows:
        st.caption(t("none_chosen"))
    for one in rows:
        action = one.action
        said = _said(action, t)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"● {said}", width="stretch")
            to_card(one, t)
            if not one.card_id:
                _card_on(here, action.action_id, boards, t)


def _card_on(here: Here, action_id: int, boards: Boards, t: Words) -> None:
    """The way to a card on the board of each team that can take one."""
    for team in boards.teams:
        label = t("make_card") if len(boards.teams) == 1 else t("make_card_on", team=escaped(team.name))
        make = partial(acts.make_card, here, action_id, team.client_id, t)
        st.button(label, key=f"retro_card_{action_id}_{team.client_id}", type="tertiary", on_click=make)


def form(here: Here, retro: Retro, n: int, boards: Boards, names: Sequence[str], t: Words) -> None:
    """One more improvement, until there are three."""
    if n >= MOST_IMPROVEMENTS:
        st.caption(t("three"))
        return
    state = st.session_state
    state.setdefault(Key.DUE, session.today(here.client) + timedelta(days=USUAL_DAYS))
    with st.form(Key.FORM):
        st.text_input(t("what"), key=Key.WHAT, max_chars=TEXT_LIMIT)
        left, right = st.columns(2)
        left.selectbox(t("who"), names, index=None, key=Key.OWNER, accept_new_options=True, placeholder=t("who_new"))
        right.date_input(t("due"), key=Key.DUE, format="DD.MM.YYYY")
        _board(boards, t)
        st.form_submit_button(t("add"), type="primary", on_click=_add, args=(here, retro, boards, t))


def _board(boards: Boards, t: Words) -> None:
    if boards.why is not None:
        st.caption(boards.why.said_in(t.language))
    elif len(boards.teams) == 1:
        st.caption(t("to_board", team=escaped(boards.teams[0].name)))
    else:
        known = {team.client_id: team.name for team in boards.teams}
        st.selectbox(t("board_of"), list(known), key=Key.TEAM, format_func=lambda i: known.get(i, ""))


def _add(here: Here, retro: Retro, boards: Boards, t: Words) -> None:
    state = st.session_state
    known = [team.client_id for team in boards.teams]
    team_id = str(state.get(Key.TEAM) or "") if len(known) > 1 else "".join(known)
    due = state.get(Key.DUE)
    made = acts.improve(
        here,
        retro,
        str(state.get(Key.WHAT) or ""),
        str(state.get(Key.OWNER) or ""),
        due if isinstance(due, date) else None,
        team_id,
        t,
    )
    if made:
        state[Key.WHAT], state[Key.OWNER] = "", None


def take_up(text: str) -> None:
    """Begin an improvement from a note's words."""
    st.session_state[Key.WHAT] = text[:TEXT_LIMIT]


def past(one: Improved, t: Words) -> None:
    """An improvement of an ended retrospective, and what became of it."""
    action = one.action
    said = _said(action, t)
    with st.container(horizontal=True, vertical_alignment="center"):
        mark, state = ("✓", "state_done") if action.done_at else ("○", "state_open")
        st.markdown(f"{mark} {said} ({t(state)})", width="stretch")
        to_card(one, t)
