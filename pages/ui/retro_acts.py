"""What people do in a retrospective. Each act is one short write; a refusal is said and changes nothing.

What this tab wrote and voted it knows by keys and receipts, which live in its session and nowhere else: a tab that is
loaded anew, or a server that starts anew, cannot change them any more. The notes and votes themselves stay.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypedDict, TypeVar

import streamlit as st

from core.errors import TahtiError
from core.jobs import retro as jobs
from core.meetings.retro import Question
from core.meetings.shapes import Kind
from core.model import Client
from core.reports.agenda import agenda
from core.store import promises, retro_votes, retros
from core.store.retros import Retro
from pages.ui import session
from pages.ui.text import escaped
from pages.ui.words import Words

SAID, KEYS, RECEIPTS = "retro_said", "retro_keys", "retro_receipts"
Made = TypeVar("Made")


def keys(retro: Retro) -> dict[str, str]:
    """Note id -> key, of what this tab wrote in the retrospective."""
    found: dict[str, str] = st.session_state.setdefault(KEYS, {}).setdefault(retro.retro_id, {})
    return found


def receipts(retro: Retro) -> list[str]:
    """Of the votes that this tab gave in the retrospective."""
    found: list[str] = st.session_state.setdefault(RECEIPTS, {}).setdefault(retro.retro_id, [])
    return found


# ------------------------------------------------------------------------------------------------------------- writing


def write(client: Client, retro: Retro, question: str, text: str, t: Words) -> bool:
    """Keep a new note; whether it was."""
    made = _do(
        client,
        lambda: retros.write_note(
            session.store().ops,
            client_id=client.client_id,
            retro_id=retro.retro_id,
            question=Question(question),
            text=text,
            anonymous=retro.anonymous,
            name=session.viewer().name,
        ),
        t("saved"),
        t,
    )
    if made:
        keys(retro)[made[0]] = made[1]
    return made is not None


def tear(client: Client, retro: Retro, note_id: str, t: Words) -> None:
    """Tear up a note of this tab."""
    change(client, retro, note_id, "", t)


def change(client: Client, retro: Retro, note_id: str, text: str, t: Words) -> bool:
    """Change a note of this tab, or tear it up (an empty text); whether it was."""

    def act() -> bool:
        retros.change_note(
            session.store().ops,
            client_id=client.client_id,
            retro_id=retro.retro_id,
            note_id=note_id,
            key=keys(retro).get(note_id, ""),
            text=text,
        )
        return True

    return bool(_do(client, act, t("saved" if text else "torn"), t))


def say_ready(client: Client, retro: Retro, ready: bool, t: Words) -> None:
    """Say that this person is ready, or not yet."""

    def act() -> None:
        retro_votes.set_ready(session.store().ops, **_asked(client, retro), person_id=_me(), ready=ready)

    _do(client, act, "", t)


# --------------------------------------------------------------------------------------------------------------- votes


def vote(client: Client, retro: Retro, note_id: str, t: Words) -> None:
    """Give a note one vote."""

    def act() -> None:
        receipts(retro).append(
            retro_votes.vote(session.store().ops, **_asked(client, retro), person_id=_me(), note_id=note_id)
        )

    _do(client, act, t("voted"), t)


def votes_back(client: Client, retro: Retro, t: Words) -> None:
    """Take back the votes that this tab gave."""

    def act() -> None:
        asked = _asked(client, retro)
        retro_votes.take_back(session.store().ops, **asked, person_id=_me(), receipts=receipts(retro))
        receipts(retro).clear()

    _do(client, act, t("backed"), t)


# -------------------------------------------------------------------------------------------- what the facilitator does


def begin(client: Client, anonymous: bool, budget: int, t: Words) -> None:
    """Begin a retrospective."""

    def act() -> None:
        retros.open_retro(
            session.store().ops,
            client_id=client.client_id,
            day=session.today(client),
            anonymous=anonymous,
            budget=budget,
            who=session.viewer().name,
            now=session.now(client),
        )

    _lead(client, act, t("begun"), t)


def choose(client: Client, retro: Retro, anonymous: bool, budget: int, t: Words) -> None:
    """Change how it is written, before anybody has."""

    def act() -> None:
        retros.choose(session.store().ops, **_asked(client, retro), anonymous=anonymous, budget=budget)

    _lead(client, act, t("chosen"), t)


def reveal(client: Client, retro: Retro, t: Words) -> None:
    """Lay the notes open."""
    _lead(client, lambda: retros.reveal(session.store().ops, **_asked(client, retro)), t("revealed"), t)


def close_voting(client: Client, retro: Retro, t: Words) -> None:
    """Count the votes."""
    _lead(client, lambda: retro_votes.close_voting(session.store().ops, **_asked(client, retro)), t("closed"), t)


def say_same(client: Client, note_id: str, earlier_id: str, same: bool, t: Words) -> None:
    """Say that a note repeats an earlier one, or that it does not."""

    def act() -> None:
        retros.say_same(
            session.store().ops, client_id=client.client_id, note_id=note_id, earlier_id=earlier_id, same=same
        )

    _lead(client, act, t("same_said"), t)


def end(client: Client, retro: Retro, t: Words) -> bool:
    """Keep the retrospective and end it; whether it was."""

    def act() -> bool:
        store = session.store()
        shown = agenda(store, client_id=client.client_id, kind=Kind.RETRO, as_of=retro.opened_at)
        who, now = session.viewer().name, session.now(client)
        jobs.end(store, **_asked(client, retro), agenda=shown, who=who, now=now)
        return True

    return bool(_lead(client, act, t("ended"), t))


# -------------------------------------------------------------------------------------------------------- improvements


def improve(client: Client, retro: Retro, text: str, owner: str, due: date | None, team_id: str, t: Words) -> bool:
    """Agree on an improvement; whether it was."""
    made = _do(
        client,
        lambda: jobs.improve(
            session.store(),
            client_id=client.client_id,
            retro_id=retro.retro_id,
            text=text,
            owner=owner,
            due=due,
            team_id=_own_team(team_id),
            who=session.viewer().name,
            now=session.now(client),
        ),
        t("added_card" if team_id else "added"),
        t,
    )
    return made is not None


def make_card(client: Client, action_id: int, team_id: str, t: Words) -> None:
    """Put an improvement that has no card on the team's board."""
    _do(
        client,
        lambda: jobs.put_on_board(
            session.store(),
            client_id=client.client_id,
            action_id=action_id,
            team_id=_own_team(team_id),
            who=session.viewer().name,
            now=session.now(client),
        ),
        t("added_card"),
        t,
    )


def close_action(client: Client, action_id: int, t: Words) -> None:
    """Tick an improvement of an earlier time off."""
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


# ---------------------------------------------------------------------------------------------------------------- said


class _Asked(TypedDict):
    client_id: str
    retro_id: int


def _asked(client: Client, retro: Retro) -> _Asked:
    return {"client_id": client.client_id, "retro_id": retro.retro_id}


def _me() -> int:
    return session.viewer().person_id


def _own_team(team_id: str) -> str:
    """The team, if the viewer is given it; else none."""
    return team_id if session.viewer().may_see(team_id) else ""


def _lead(client: Client, act: Callable[[], Made], done: str, t: Words) -> Made | None:
    """Only whoever leads takes it from one step to the next."""
    if not jobs.facilitates(session.viewer(), client_id=client.client_id):
        return None
    return _do(client, act, done, t)


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
    """What was just done, without moving the page, or why something was not."""
    told = st.session_state.pop(SAID, None)
    if told is None or not told[1]:
        return
    if told[0]:
        st.toast(escaped(told[1]), icon=":material/check:")
    else:
        st.error(escaped(told[1]))
