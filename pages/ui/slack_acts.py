"""Clicks on the page about messages to Slack. Each is one short write; a refusal is said and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from core.dates import utc_now
from core.errors import Refused, TahtiError
from core.jobs import messages as job
from core.meetings.messages import Due, Post, Settings
from core.model import Client
from core.reports import messages as report
from core.store import messages
from pages.ui import session
from pages.ui.words import Words

SAID, REFUSED = "slack_said", "slack_refused"
READERS = "slack_readers"
WRITER = job.Writer(report.channel_due, report.compose)


def switch_key(post: Post) -> str:
    """The widget that switches a kind of message."""
    return f"slack_on_{post}"


def hour_key(post: Post) -> str:
    """The widget of a kind's hour."""
    return f"slack_hour_{post}"


def acting(act: Callable[..., str]) -> Callable[..., None]:
    """A click: `act` by the person who clicks, asked again whether the client is still theirs. What it says, or why it
    was refused, is shown on the next run."""

    def clicked(client: Client, *more: Any) -> None:
        looking = session.viewer()
        try:
            if not looking.may_see(client.client_id):
                raise Refused("This client is no longer yours.", "Tämä asiakas ei ole enää sinun.")
            st.session_state[SAID] = act(looking.name, client, *more)
        except TahtiError as error:
            st.session_state[REFUSED] = error.sentence.said_in(session.language())

    return clicked


def _agree(who: str, client: Client, change: Callable[[Settings], Settings]) -> Settings:
    ops = session.store().ops
    return messages.change_settings(ops, client_id=client.client_id, change=change, who=who, now=utc_now())


def switched(who: str, client: Client, post: Post, t: Words) -> str:
    """Switch a kind on or off."""
    is_on = bool(st.session_state[switch_key(post)])
    one = frozenset({post})
    _agree(who, client, lambda settings: replace(settings, on=settings.on | one if is_on else settings.on - one))
    return t("switched_on" if is_on else "switched_off")


def hour_chosen(who: str, client: Client, post: Post, t: Words) -> str:
    """Let a kind go at another hour."""
    field = "agenda_hour" if post is Post.AGENDA else "nudge_hour"
    hour = int(st.session_state[hour_key(post)])
    _agree(who, client, lambda settings: replace(settings, **{field: hour}))  # type: ignore[arg-type]
    return t("hour_said")


def readers_chosen(who: str, client: Client, t: Words) -> str:
    """Write for the team alone, or for the client too."""
    with_client = st.session_state[READERS] == "client"
    _agree(who, client, partial(replace, with_client=with_client))
    return t("readers_said")


def go_on(who: str, client: Client, t: Words) -> str:
    """Try the channel again."""
    job.go_on(session.store(), client_id=client.client_id)
    return t("gone_on")


def send(who: str, client: Client, wish: Due, t: Words) -> str:
    """Send one message now."""
    job.send_now(session.store(), WRITER, client_id=client.client_id, due=wish, who=who)
    return t("sending")


def again(who: str, client: Client, message_id: int, t: Words) -> str:
    """Send a doubted message again."""
    asked = {"client_id": client.client_id, "message_id": message_id, "who": who, "now": utc_now()}
    messages.send_again(session.store().ops, **asked)  # type: ignore[arg-type]
    return t("sending")


def rest(who: str, client: Client, message_id: int, t: Words) -> str:
    """Let a doubted message rest."""
    asked = {"client_id": client.client_id, "message_id": message_id, "who": who, "now": utc_now()}
    messages.let_rest(session.store().ops, **asked)  # type: ignore[arg-type]
    return t("rested")
