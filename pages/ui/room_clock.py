"""The clock of a meeting: how long in all and in the item, said calmly. Each screen has its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import streamlit as st

from core.dates import utc_now
from core.meetings.shapes import Agenda
from core.model import Client
from core.store.promises import Action, MeetingDecision
from pages.ui import room_reads, session
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.weekly import WEEKLY

CLOCK = "room_clock"
TICK_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Running:
    """When the meeting and its present item began, in wall-clock time (naive UTC)."""

    client_id: str
    began: datetime
    place: int
    item_began: datetime


def _running(client_id: str) -> Running | None:
    found = st.session_state.get(CLOCK)
    return found if isinstance(found, Running) and found.client_id == client_id else None


def is_now(client_id: str, place: int) -> bool:
    """Whether the clock runs in this item."""
    running = _running(client_id)
    return running is not None and running.place == place


def buttons(client_id: str, shown: Agenda, t: Words) -> None:
    """Start, then on to the next item; the page does not move by itself."""
    running = _running(client_id)
    if running is None:
        st.button(t("start"), icon=":material/play_arrow:", key="room_start", on_click=_start, args=(client_id,))
    elif running.place < len(shown.items) - 1:
        st.button(t("next"), icon=":material/skip_next:", key="room_next", on_click=_next, args=(running,))


@session.guarded_fragment(run_every=TICK_SECONDS)
def clock(
    client: Client, shown: Agenda, agreed: Sequence[Action], decided: Sequence[MeetingDecision], present: bool
) -> None:
    """The two times, and word of what others have written meanwhile: it is shown when asked for, so that nothing moves
    under the hands of somebody who writes."""
    t = session.words(WEEKLY)
    running = _running(client.client_id)
    if running is not None and running.place < len(shown.items):
        now, item = utc_now(), shown.items[running.place].item
        whole = _time(now - running.began, shown.minutes, t)
        part = _time(now - running.item_began, item.minutes, t)
        st.markdown(f"**{t('in_all')} {whole}** · {escaped(item.title.said_in(t.language))}: {part}")
    work = room_reads.now_agreed(client), room_reads.now_decided(client)
    if (room_reads.now_weekly(client, with_client=present), *work) != (shown, agreed, decided):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("changed"))
            if st.button(t("show"), key="room_show"):
                st.rerun()


def stop() -> None:
    st.session_state.pop(CLOCK, None)


def _start(client_id: str) -> None:
    now = utc_now()
    st.session_state[CLOCK] = Running(client_id, now, 0, now)


def _next(running: Running) -> None:
    st.session_state[CLOCK] = replace(running, place=running.place + 1, item_began=utc_now())


def _time(used: timedelta, minutes: int, t: Words) -> str:
    over = used - timedelta(minutes=minutes)
    if over > timedelta(0):
        return t("over", used=_minutes(used), all=minutes, over=_minutes(over))
    return t("used", used=_minutes(used), all=minutes)


def _minutes(used: timedelta) -> str:
    whole, seconds = divmod(int(used.total_seconds()), 60)
    return f"{whole}:{seconds:02d}"
