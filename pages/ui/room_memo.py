"""What was agreed, the end of a meeting, and its memo when it is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from core import figures
from core.dates import local_day, utc_now
from core.errors import TahtiError
from core.meetings import school
from core.meetings.memory_lines import answered
from core.model import Client
from core.store.meetings import Meeting
from pages.ui import room_acts as acts
from pages.ui import room_form, room_reads, session
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
    today, zone = session.today(here.client), here.client.timezone
    return next((one for one in _kept(here) if local_day(one.at, zone) == today), None)


def earlier(here: Here, page: str) -> None:
    """The way to earlier memos (on `page`), and meetings that were left without one."""
    t, zone = here.t, here.client.timezone
    today = session.today(here.client)
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
    t = here.t
    try:
        kept = room_reads.memo(here.client.client_id, meeting_id, session.store())
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    at = next((one.at for one in _kept(here) if one.meeting_id == meeting_id), None)
    day = figures.day(local_day(at, here.client.timezone) if at else None, t.language)
    st.header(t("memo", day=day), anchor=False)
    _memo(here.client, kept, t)


def _memo(client: Client, kept: Mapping[str, Any], t: Words) -> None:
    """What was agreed, what people wrote, then the agenda as it was presented."""
    st.subheader(t("agreed"), anchor=False)
    rows = kept.get("agreed", ())
    promises(client, [(one["owner"], one["text"], date.fromisoformat(one["due"]), one["card"]) for one in rows], t)
    decisions([(one.get("answer", ""), one["text"], one["by"]) for one in kept.get("decided", ())], t)
    _who_and_grade(kept, t)
    title, text = ("title_fi", "text_fi") if t.language == "fi" else ("title", "text")
    if kept.get("summary"):
        st.text(kept["summary"])
    for own in kept.get("texts", ()):
        st.markdown(f"**{escaped(own[title])}**")
        st.text(own["text"])
    if kept.get("parked"):
        st.subheader(t("parking"), anchor=False)
        st.markdown("\n".join(f"- {escaped(one)}" for one in kept["parked"]))
    st.subheader(t("presented"), anchor=False)
    for item in kept["items"]:
        lines = "\n".join(f"- {escaped(line[text])}" for line in item["lines"])
        st.markdown(f"**{escaped(item[title])}** · {t('minutes', n=item['minutes'])}\n\n{lines}")


def _who_and_grade(kept: Mapping[str, Any], t: Words) -> None:
    """Whether somebody who decides was there, and the client's grade; of a copy without them, nothing."""
    if kept.get("decision_maker") is not None:
        names = ", ".join(kept.get("present") or ())
        st.markdown(t("decider_there", names=escaped(names)) if kept["decision_maker"] else t("decider_away"))
    if kept.get("grade"):
        grade = Decimal(kept["grade"]["grade"])
        why = f": {escaped(kept['grade']['why'])}" if kept["grade"].get("why") else ""
        word = school.word(grade).said_in(t.language)
        st.markdown(f"**{t('grade', grade=school.said(grade, t.language), word=word)}**{why}")


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
