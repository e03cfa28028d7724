"""What was agreed, the end of a meeting, and its memo when it is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from core import figures
from core.dates import local_day, utc_now
from core.meetings.memory_lines import answered
from core.model import Client
from core.store.meetings import Meeting
from pages.ui import memo_view, room_clock, room_form, room_reads, session
from pages.ui import room_acts as acts
from pages.ui.room_reads import Here
from pages.ui.text import escaped
from pages.ui.words import Words

MEETING = "meeting"
"""Query parameter: the meeting whose memo is on screen."""
END = "end"


def read_back(here: Here) -> None:
    """Who does what by when, what was decided, and what was ticked off, with the way back."""
    t = here.t
    st.subheader(t("read_back"), anchor=False)
    promises(here.client, [(one.owner, one.text, one.due, one.card_id) for one in here.said.agreed], t)
    decisions([(one.answer, one.text, one.decided_by) for one in here.said.decided], t)
    if here.said.ticked:
        st.caption(t("ticked"))
    for one in here.said.ticked:
        st.markdown(f"✓ {escaped(one.owner)}: {escaped(one.text)}")
        if not here.is_ended:
            st.button(
                t("open_again"),
                key=f"room_untick_{one.action_id}",
                type="tertiary",
                on_click=acts.reopen,
                args=(here, one.action_id),
            )


def ending(here: Here, label: str, end: Callable[[], None]) -> None:
    """The end in two steps: what was agreed is read aloud first. The key E begins it; `end` ends the meeting."""
    t = here.t
    if here.is_ended:
        return
    if not room_form.write_id(END):
        st.button(
            label, icon=":material/flag:", key="room_end", shortcut="E", on_click=room_form.open_form, args=(END,)
        )
        return
    with st.container(border=True, key="room_ending"):
        counts = t("n_actions", n=len(here.said.agreed)), t("n_decisions", n=len(here.said.decided))
        st.markdown(t("end_sure", actions=counts[0], decisions=counts[1]))
        st.button(t("end_yes"), icon=":material/flag:", key="room_end_yes", type="primary", on_click=end)
        st.button(t("end_no"), key="room_end_no", on_click=room_form.close_form)
    room_clock.focus_on("room_end_yes")


def over(here: Here, page: str) -> None:
    """Of a meeting that has ended today: who ended it, how long it took, and the way to its memo (on `page`)."""
    room = here.room
    if room is None or room.ended_at is None:
        return
    t = here.t
    whole = int(room.used(utc_now()).total_seconds())
    st.info(t("ended_by", who=escaped(room.ended_by), time=f"{whole // 60}:{whole % 60:02d}"))
    held = held_today(here)
    if held is not None:
        _to_memo(here, page, held, t("to_memo"))


def held_today(here: Here) -> Meeting | None:
    """Today's meeting of which a copy is kept."""
    today, zone = here.today(), here.client.timezone
    return next((one for one in _kept(here) if local_day(one.at, zone) == today), None)


def earlier(here: Here, page: str) -> None:
    """The way to earlier memos (on `page`), and meetings that were left without one."""
    t, zone = here.t, here.client.timezone
    today = here.today()
    for room in room_reads.left_open(session.version(), here.client.client_id, here.kind, today, session.store()):
        st.warning(t("left_open", day=figures.day(room.day, t.language)))
        st.button(t("left_open_end"), key=f"room_left_{room.room_id}", on_click=acts.end_left_open, args=(here, room))
    kept = _kept(here)
    if kept:
        st.subheader(t("memos"), anchor=False)
    for meeting in kept[:5]:
        _to_memo(here, page, meeting, figures.day(local_day(meeting.at, zone), t.language))


def _kept(here: Here) -> list[Meeting]:
    return room_reads.memos(session.version(), here.client.client_id, here.kind, session.store())


def _to_memo(here: Here, page: str, meeting: Meeting, label: str) -> None:
    query = {"client": here.client.client_id, MEETING: str(meeting.meeting_id)}
    st.page_link(page, label=label, icon=":material/description:", query_params=query)


# ------------------------------------------------------------------------------------------------------------ the memo


def memo(here: Here, meeting_id: int) -> None:
    """The memo of a meeting of this client; why not when there is none."""
    memo_view.show(here.client, meeting_id, under_a_title=True)


def decisions(rows: Sequence[tuple[str, str, str]], t: Words) -> None:
    """What was decided, and by whom: (yes, no or nothing; the words; the name)."""
    for answer, text, by in rows:
        said = answered(answer, text).said_in(t.language)
        st.markdown(f"◆ {t('decided_line', text=escaped(said), who=escaped(by))}")


def promises(client: Client, rows: Sequence[tuple[str, str, date, str]], t: Words) -> None:
    """(who, what, by when, card id) of each promise."""
    if not rows:
        st.markdown(t("nothing_agreed"))
    for who, text, due, card_id in rows:
        said = t("agreed_line", who=escaped(who), text=escaped(text), day=figures.day(due, t.language, year=False))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"● {said}", width="stretch")
            if card_id:
                query = {"client": client.client_id, "card": card_id}
                st.page_link("team/board.py", label=t("to_card"), icon=":material/view_kanban:", query_params=query)
