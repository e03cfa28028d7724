"""What meetings are planned: the coming ones, each of which can be moved or cancelled, and a form for more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import streamlit as st

from core import figures
from core.dates import local_day
from core.errors import TahtiError
from core.meetings.memo_blocks import KINDS
from core.meetings.series import MOST, Every, at_local, series
from core.meetings.shapes import Kind
from core.model import Client
from core.store import meetings
from core.store.meetings import Planned
from pages.ui import memo_reads, session
from pages.ui.board_rows import local
from pages.ui.text import escaped
from pages.ui.words import Words

LISTED, USUAL_TIMES = 6, 12
USUAL = {Kind.WEEKLY: time(8), Kind.MONTHLY: time(9), Kind.RETRO: time(10)}
"""Where nothing tells when the team meets; else the time of day of the last one of the kind."""


class Key(StrEnum):
    SAID = "plan_said"
    KIND = "plan_kind"
    DAY = "plan_day"
    CLOCK = "plan_clock"
    EVERY = "plan_every"
    TIMES = "plan_times"


def said() -> None:
    """What the last click did, or why it did nothing."""
    told = st.session_state.pop(Key.SAID, None)
    if told is not None:
        (st.success if told[0] else st.error)(escaped(told[1]))


def coming(client: Client, t: Words) -> None:
    """The next meetings."""
    rows = memo_reads.now_planned(client)
    st.subheader(t("coming"), anchor=False)
    if not rows:
        st.info(t("none_coming"))
    listed = _listed(rows)
    for one in listed:
        with st.container(horizontal=True, vertical_alignment="center"):
            at = local(one.at, client.timezone)
            st.markdown(f"**{KINDS[Kind(one.kind)]}** · {figures.moment(at, t.language)}", width="stretch")
            with st.popover(t("change"), icon=":material/edit_calendar:"):
                _change(client, one, at, t)
    if len(rows) > len(listed):
        day = figures.day(local_day(rows[-1].at, client.timezone), t.language)
        st.caption(t("more", n=len(rows) - len(listed), day=day))


def _listed(rows: Sequence[Planned]) -> list[Planned]:
    """The first few, and of each kind the next one."""
    firsts = {kind: next((one for one in rows if one.kind == kind), None) for kind in Kind}
    return [one for place, one in enumerate(rows) if place < LISTED or one == firsts[Kind(one.kind)]]


def _change(client: Client, one: Planned, at: datetime, t: Words) -> None:
    number = one.meeting_id
    st.date_input(t("day"), at.date(), key=f"plan_day_{number}", format="DD.MM.YYYY")
    st.time_input(t("clock"), at.time(), key=f"plan_clock_{number}", step=timedelta(minutes=15))
    st.button(t("move"), key=f"plan_move_{number}", type="primary", on_click=_move, args=(client, number, t))
    st.button(t("cancel"), key=f"plan_cancel_{number}", on_click=_cancel, args=(client, number, t))


def new(client: Client, t: Words) -> None:
    """The form for one meeting or a series."""
    with st.expander(t("plan"), icon=":material/event:"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = st.segmented_control(
                t("kind"), list(Kind), format_func=KINDS.__getitem__, key=Key.KIND, default=Kind.WEEKLY
            )
            again = st.selectbox(
                t("every"), list(Every), format_func=lambda one: t(f"every_{one}"), key=Key.EVERY, width=280
            )
        kind, every = Kind(kind or Kind.WEEKLY), Every(again or Every.ONCE)
        with st.form("plan_form", border=False):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.date_input(t("day"), session.today(client) + timedelta(days=7), key=Key.DAY, format="DD.MM.YYYY")
                st.time_input(t("clock"), _usual(client, kind), key=f"{Key.CLOCK}_{kind}", step=timedelta(minutes=15))
                if every is not Every.ONCE:
                    st.number_input(t("times"), 1, MOST, USUAL_TIMES, key=Key.TIMES)
            st.form_submit_button(t("save"), type="primary", on_click=_plan, args=(client, kind, every, t))


def _usual(client: Client, kind: Kind) -> time:
    """The time of day of the newest meeting of the kind."""
    held = meetings.list_meetings(session.store().ops, client_id=client.client_id, kind=kind)
    return local(held[-1].at, client.timezone).time() if held else USUAL[kind]


def _plan(client: Client, kind: Kind, every: Every, t: Words) -> None:
    state = st.session_state

    def act(day: date, clock: time) -> str:
        found = series(day, clock, client.timezone, every, int(state.get(Key.TIMES) or 1))
        for at in found:
            meetings.add_meeting(
                session.store().ops, client_id=client.client_id, kind=kind, at=at, now=session.now(client)
            )
        return t("planned_one") if len(found) == 1 else t("planned_many", n=len(found))

    _do_at(client, state.get(Key.DAY), state.get(f"{Key.CLOCK}_{kind}"), act, t)


def _move(client: Client, number: int, t: Words) -> None:
    def act(day: date, clock: time) -> str:
        at = at_local(day, clock, client.timezone)
        meetings.move_meeting(
            session.store().ops, client_id=client.client_id, meeting_id=number, at=at, now=session.now(client)
        )
        return t("moved")

    state = st.session_state
    _do_at(client, state.get(f"plan_day_{number}"), state.get(f"plan_clock_{number}"), act, t)


def _cancel(client: Client, number: int, t: Words) -> None:
    def act() -> str:
        meetings.cancel_meeting(
            session.store().ops, client_id=client.client_id, meeting_id=number, now=session.now(client)
        )
        return t("cancelled")

    _do(client, act, t)


def _do_at(client: Client, day: object, clock: object, act: Callable[[date, time], str], t: Words) -> None:
    """Do something about a day and a time of it; an emptied field means that nothing is done."""
    if isinstance(day, date) and isinstance(clock, time):
        _do(client, lambda: act(day, clock), t)


def _do(client: Client, act: Callable[[], str], t: Words) -> None:
    if not session.viewer().may_see(client.client_id):
        return
    try:
        st.session_state[Key.SAID] = (True, act())
    except TahtiError as error:
        st.session_state[Key.SAID] = (False, error.sentence.said_in(t.language))
