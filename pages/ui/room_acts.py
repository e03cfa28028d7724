"""What people do in the weekly. Each act is one short write; a refusal is said and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import streamlit as st

from core.errors import TahtiError
from core.jobs import meetings as acts
from core.meetings.shapes import Kind
from core.model import Client
from core.store import findings as raised_store
from core.store import promises
from core.store.meetings import Meeting
from pages.ui import room_reads, session
from pages.ui.text import escaped
from pages.ui.words import Words

SAID, CHOSEN = "room_said", "room_chosen"
"""What was just done, and the line whose form is open."""
Made = TypeVar("Made")


def take_up(
    client: Client, *, text: str, owner: str, due: date | None, card_id: str, as_card: bool, visible: bool, t: Words
) -> bool:
    """Make an action of a line, and a card when asked; whether it was made."""
    made = _do(
        client,
        lambda: acts.take_up(
            session.store(),
            client_id=client.client_id,
            kind=Kind.WEEKLY,
            text=text,
            owner=owner,
            due=due,
            card_id=card_id,
            as_card=as_card,
            client_visible=visible,
            who=session.viewer().name,
            now=session.now(client),
        ),
        t("said_card" if as_card else "said_action"),
        t,
    )
    return made is not None


def decide(client: Client, *, text: str, by: str, card_id: str, visible: bool, t: Words) -> bool:
    """Write down a decision; whether it was."""
    made = _do(
        client,
        lambda: promises.add_decision(
            session.store().ops,
            client_id=client.client_id,
            text=text,
            decided_by=by,
            card_id=card_id,
            client_visible=visible,
            decided_at=session.now(client),
            who=session.viewer().name,
        ),
        t("said_decision"),
        t,
    )
    return made is not None


def close(client: Client, action_id: int, t: Words) -> None:
    """Tick an action off."""
    _do(
        client,
        lambda: promises.close_action(
            session.store().ops,
            client_id=client.client_id,
            action_id=action_id,
            who=session.viewer().name,
            now=session.now(client),
        ),
        t("said_done"),
        t,
    )


def dealt_with(client: Client, line_id: int, t: Words) -> None:
    """Take a raised line off the agenda."""

    def act() -> bool:
        raised_store.remove_agenda_line(
            session.store().ops,
            client_id=client.client_id,
            line_id=line_id,
            who=session.viewer().name,
            now=session.now(client),
        )
        return True

    _do(client, act, t("said_done"), t)


def end(client: Client, *, with_client: bool, t: Words) -> Meeting | None:
    """Record the weekly with what is on screen and what was agreed; None when it could not be."""
    now = session.now(client)
    return _do(
        client,
        lambda: acts.hold(
            session.store(),
            client_id=client.client_id,
            agenda=room_reads.now_weekly(client, with_client=with_client),
            agreed=room_reads.now_agreed(client),
            decided=room_reads.now_decided(client),
            at=now,
            who=session.viewer().name,
            now=now,
        ),
        t("ended"),
        t,
    )


def _do(client: Client, act: Callable[[], Made], done: str, t: Words) -> Made | None:
    if not session.viewer().may_see(client.client_id):
        return None
    try:
        made = act()
    except TahtiError as error:
        st.session_state[SAID] = (False, error.sentence.said_in(t.language))
        return None
    st.session_state[SAID] = (True, done)
    return made


def said() -> None:
    """What was just done, without moving the page; why something was not, unless a form is open that says it."""
    told = st.session_state.get(SAID)
    if told is None or (not told[0] and st.session_state.get(CHOSEN)):
        return
    del st.session_state[SAID]
    if told[0]:
        st.toast(escaped(told[1]), icon=":material/check:")
    else:
        st.error(escaped(told[1]))


def refused() -> None:
    """Why the form could not be saved, beside it."""
    told = st.session_state.pop(SAID, None)
    if told is not None and not told[0]:
        st.error(escaped(told[1]))
