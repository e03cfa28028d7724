"""Draws the page about messages to Slack: the channel's state, each kind with its switch and preview, what was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from core import figures
from core.connect.secrets import slack_variable
from core.connect.slack import require_address
from core.connect.slack_blocks import faults, readable
from core.dates import local_day, local_time, utc_now
from core.errors import Refused, TahtiError
from core.jobs.messages import find_address
from core.meetings.message_texts import NAMES, clock
from core.meetings.messages import TOLD_OF, Post, Settings, agenda_time, pressing
from core.meetings.shapes import Kind
from core.model import Client
from core.reports import messages as report
from core.store.messages import Entry, State
from core.store.slack_addresses import address_state
from pages.ui import session, slack_reads
from pages.ui import slack_acts as acts
from pages.ui.text import escaped
from pages.ui.words import Words

LISTED = 8
WATCH_SECONDS = 5
UNDER_WAY = (State.QUEUED, State.SENDING)


def said() -> None:
    """What the last click did."""
    for key, show in ((acts.SAID, st.success), (acts.REFUSED, st.error)):
        text = st.session_state.pop(key, "")
        if text:
            show(escaped(text))


# --------------------------------------------------------------------------------------------------------- the channel


def channel(client: Client, t: Words) -> bool:
    """The state of the channel in words, with what to do; whether messages can go there."""
    address = find_address(client)
    if client.demo:
        _state(t("state_demo"), t("demo"))
        return False
    if address is None:
        _state(t("state_none"), t("to_do", variable=slack_variable(client.client_id)))
        return False
    try:
        require_address(address)
    except Refused as error:
        _state(t("state_wrong"), escaped(error.sentence.said_in(t.language)))
        return False
    known = address_state(session.store().ops, address.mark)
    if known.stopped is not None:
        _state(t("state_stopped"), escaped(known.stopped.said_in(t.language)))
        st.button(t("go_on"), key="slack_go_on", on_click=acts.acting(acts.go_on), args=(client, t))
        return False
    if known.not_before is not None and not known.is_open(utc_now()):
        st.subheader(t("state_waiting", at=_moment(client, known.not_before, t)), anchor=False)
    else:
        st.subheader(t("state_ready"), anchor=False)
    return True


def _state(name: str, to_do: str) -> None:
    st.subheader(name, anchor=False)
    st.markdown(to_do)


def readers(client: Client, settings: Settings, t: Words) -> None:
    """Who reads the channel, which decides what it may be told."""
    st.session_state[acts.READERS] = "client" if settings.with_client else "team"
    st.segmented_control(
        t("readers"),
        ["team", "client"],
        format_func=lambda who: t(f"readers_{who}"),
        key=acts.READERS,
        help=t("readers_help"),
        required=True,
        on_change=acts.acting(acts.readers_chosen),
        args=(client, t),
    )


# ----------------------------------------------------------------------------------------------------- kinds of message


def kind_of_message(client: Client, post: Post, settings: Settings, is_open: bool, t: Words) -> None:
    """One kind: its switch, its hour, when it goes next, how it would look, and a way to send it now."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            _switch(client, post, settings, t)
            if post is not Post.MEMO:
                _hour(client, post, settings, t)
        st.caption(escaped(_NEXT[post](client, settings, t)))
        box = st.expander(t("preview"), icon=":material/visibility:", key=f"slack_look_{post}", on_change="rerun")
        if box.open:
            with box:
                _preview(client, post, is_open, t)


def _switch(client: Client, post: Post, settings: Settings, t: Words) -> None:
    key = acts.switch_key(post)
    st.session_state[key] = post in settings.on
    st.toggle(f"**{t(post)}**", key=key, on_change=acts.acting(acts.switched), args=(client, post, t))


def _hour(client: Client, post: Post, settings: Settings, t: Words) -> None:
    key = acts.hour_key(post)
    st.session_state[key] = settings.agenda_hour if post is Post.AGENDA else settings.nudge_hour
    st.selectbox(
        t("hour"),
        range(24),
        format_func=lambda hour: clock(datetime(2000, 1, 1, hour), t.language),
        key=key,
        width=110,
        label_visibility="collapsed",
        on_change=acts.acting(acts.hour_chosen),
        args=(client, post, t),
    )


def _agenda_next(client: Client, settings: Settings, t: Words) -> str:
    now, zone = session.now(client), client.timezone
    held = report.held(session.store(), client_id=client.client_id)
    hour = settings.agenda_hour
    planned = (one for one in held if one.kept_at is None and agenda_time(one.at, hour, zone) > now)
    ahead = min(planned, key=lambda one: one.at, default=None)
    if ahead is None:
        return t("agenda_none")
    goes = agenda_time(ahead.at, hour, zone)
    return t(
        "agenda_next",
        meeting=NAMES[Kind(ahead.kind)].said_in(t.language),
        moment=_moment(client, ahead.at, t),
        time=clock(local_time(goes, zone), t.language),
    )


def _nudge_next(client: Client, settings: Settings, t: Words) -> str:
    now = session.now(client)
    asked = {"client_id": client.client_id, "with_client": settings.with_client, "as_of": now}
    rows = report.open_actions(session.store(), **asked)  # type: ignore[arg-type]
    return t("nudge_next", n=len(pressing(rows, local_day(now, client.timezone))))


_NEXT: Mapping[Post, Callable[[Client, Settings, Words], str]] = {
    Post.AGENDA: _agenda_next,
    Post.MEMO: lambda client, settings, t: t("memo_next"),
    Post.NUDGE: _nudge_next,
}


def _preview(client: Client, post: Post, is_open: bool, t: Words) -> None:
    kind = Kind.WEEKLY
    if post is Post.AGENDA:
        kind = st.segmented_control(
            t("meeting"),
            list(TOLD_OF),
            default=Kind.WEEKLY,
            format_func=lambda one: t(one),
            key="slack_meeting",
            required=True,
        )
    try:
        wish, payload = slack_reads.wished(client, post, Kind(kind))
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    if wish is None or not payload:
        st.markdown(t("nothing"))
        return
    words(payload)
    problems = faults(payload)
    if problems:
        st.caption(t("fits_not", why=" ".join(one.said_in(t.language) for one in problems)))
    else:
        letters = sum(len(text) for _, text in readable(payload))
        st.caption(t("fits", n=len(payload["blocks"]), letters=figures.number(letters, t.language)))
    st.button(
        t("send"),
        key=f"slack_send_{post}",
        icon=":material/send:",
        disabled=not is_open or bool(problems),
        on_click=acts.acting(acts.send),
        args=(client, wish, t),
    )


def words(payload: Mapping[str, Any]) -> None:
    """A message as it is read in Slack: its title and each part a paragraph."""
    marks = {"title": "**{}**", "lead": ":gray[{}]", "heading": "**{}**", "line": "{}"}
    paragraphs: list[list[str]] = []
    for style, text in readable(payload):
        if style != "line" or not paragraphs or paragraphs[-1][0].startswith(":gray"):
            paragraphs.append([])
        paragraphs[-1].append(marks[style].format(escaped(text)))
    st.markdown("\n\n".join("  \n".join(lines) for lines in paragraphs))


# ------------------------------------------------------------------------------------------------------- what was sent


def doubted(client: Client, rows: Sequence[Entry], t: Words) -> None:
    """What did not arrive, or maybe did not: with why, and what can be done."""
    if rows:
        st.subheader(t("doubted"), anchor=False)
    for row in rows:
        with st.container(border=True):
            st.markdown(f"**{t(f'state_{row.state}')}** · {escaped(_title(row))}")
            st.markdown(escaped(row.why.said_in(t.language) if row.why else ""))
            st.caption(escaped(_by(client, row, t)))
            with st.container(horizontal=True):
                asked = (client, row.message_id, t)
                st.button(t("again"), key=f"slack_again_{row.message_id}", on_click=acts.acting(acts.again), args=asked)
                st.button(t("rest"), key=f"slack_rest_{row.message_id}", on_click=acts.acting(acts.rest), args=asked)


def log(client: Client, rows: Sequence[Entry], t: Words) -> None:
    """The newest messages, each with what it said and what became of it."""
    st.subheader(t("log"), anchor=False)
    if not rows:
        st.caption(t("log_none"))
    for row in rows[:LISTED]:
        label = f"{t(f'state_{row.state}')} · {escaped(_title(row))} · {escaped(_moment(client, _when(row), t))}"
        box = st.expander(label, key=f"slack_row_{row.message_id}", on_change="rerun")
        if box.open:
            with box:
                if row.why:
                    st.caption(escaped(row.why.said_in(t.language)))
                words(row.payload)
                st.caption(escaped(_by(client, row, t)))
    if any(row.state in UNDER_WAY for row in rows):
        _watch(session.version())


@session.guarded_fragment(run_every=WATCH_SECONDS)
def _watch(drawn: tuple[str, int]) -> None:
    """While something is on its way, look whether it has gone."""
    if session.version() != drawn:
        st.rerun()


def _title(row: Entry) -> str:
    return next((text for style, text in readable(row.payload) if style == "title"), "")


def _when(row: Entry) -> datetime:
    return row.ended_at or row.asked_at


def _by(client: Client, row: Entry, t: Words) -> str:
    return t("by", who=row.asked_by, at=_moment(client, row.asked_at, t))


def _moment(client: Client, at: datetime, t: Words) -> str:
    return figures.moment(local_time(at, client.timezone), t.language)
