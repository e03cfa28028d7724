"""A meeting's agenda as it was presented beside the same agenda from what is known now, line by line."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from core import figures
from core.dates import local_day
from core.meetings.compare import Change, ItemPair, Pair
from core.model import Client, Sentence
from core.store.meetings import Meeting
from pages.ui import log_reads, session
from pages.ui.text import escaped
from pages.ui.words import Words

ONLY = "log_only"
MOST = 8
"""Meetings that are listed."""


def listed(client: Client, t: Words) -> None:
    """The newest meetings of which a copy is kept, with the way to what each saw."""
    kept = log_reads.kept(session.version(), client.client_id, session.store())
    if not kept:
        return
    st.subheader(t("meetings"), anchor=False)
    st.caption(t("meetings_lead"))
    for meeting in kept[:MOST]:
        to_comparison(client, meeting.meeting_id, _name(client, meeting, t))


def to_comparison(client: Client, meeting_id: int, label: str) -> None:
    """The way to a meeting as presented beside as now."""
    query = {"client": client.client_id, "meeting": str(meeting_id)}
    st.page_link("team/log.py", label=label, icon=":material/compare:", query_params=query)


def compared(client: Client, meeting_id: int, t: Words) -> None:
    """Both agendas. Raises Refused when nothing is kept of the meeting."""
    found = log_reads.presented(session.version(), client.client_id, meeting_id, session.store())
    st.header(t("beside", **_parts(client, found.meeting, t)), anchor=False)
    st.caption(t("moment", moment=figures.moment(_local(found.moment, client), t.language)))
    st.markdown(f"**{_told(found.changes, t)}**")
    only = bool(found.changes) and st.toggle(t("only"), key=ONLY)
    for item in found.items:
        _item(item, only, t)


def _told(changes: int, t: Words) -> str:
    if not changes:
        return t("no_changes")
    return t("change") if changes == 1 else t("changes", n=changes)


def _item(item: ItemPair, only: bool, t: Words) -> None:
    pairs = [pair for pair in item.pairs if not only or pair.change is not Change.SAME]
    if not pairs:
        return
    with st.container(border=True):
        st.markdown(f"**{escaped(item.title.said_in(t.language))}**")
        for pair in pairs:
            _pair(pair, t)


def _pair(pair: Pair, t: Words) -> None:
    """What is the same is told once; the rest side by side, or below one another where the window is narrow."""
    mark = t(f"mark_{pair.change}")
    if pair.change is Change.SAME:
        st.markdown(f"{mark} · {_text(pair.then, t)}")
        return
    then, now = st.columns(2, gap="small")
    then.markdown(f"**{mark}** · {t('as_presented')}: {_text(pair.then, t)}")
    now.markdown(f"{t('as_now')}: {_text(pair.now, t)}")


def _text(said: Sentence | None, t: Words) -> str:
    return escaped(said.said_in(t.language)) if said else figures.UNDEFINED


def _name(client: Client, meeting: Meeting, t: Words) -> str:
    parts = _parts(client, meeting, t)
    return f"{parts['kind']} {parts['day']}"


def _parts(client: Client, meeting: Meeting, t: Words) -> dict[str, str]:
    day = figures.day(local_day(meeting.at, client.timezone), t.language)
    return {"kind": t(f"kind_{meeting.kind}"), "day": day}


def _local(instant: datetime, client: Client) -> datetime:
    return instant.replace(tzinfo=UTC).astimezone(ZoneInfo(client.timezone)).replace(tzinfo=None)
