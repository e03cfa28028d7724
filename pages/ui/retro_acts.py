"""What people do in a retrospective. Each act is one short write; a refusal is said and changes nothing.

What this tab wrote and voted it knows by keys and receipts, which live in its session and nowhere else: a tab that is
loaded anew, or a server that starts anew, cannot change them any more. The notes and votes themselves stay.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypedDict

import streamlit as st

from core.dates import utc_now
from core.jobs import retro as jobs
from core.meetings.retro import Question
from core.store import promises, retro_votes, retros
from core.store.retros import Retro
from pages.ui import room_acts, session
from pages.ui.room_acts import Made, by, do
from pages.ui.room_reads import Here
from pages.ui.words import Words

KEYS, RECEIPTS = "retro_keys", "retro_receipts"


def keys(retro: Retro) -> dict[str, str]:
    """Note id -> key, of what this tab wrote in the retrospective."""
    found: dict[str, str] = st.session_state.setdefault(KEYS, {}).setdefault(retro.retro_id, {})
    return found


def receipts(retro: Retro) -> list[str]:
    """Of the votes that this tab gave in the retrospective."""
    found: list[str] = st.session_state.setdefault(RECEIPTS, {}).setdefault(retro.retro_id, [])
    return found


# ------------------------------------------------------------------------------------------------------------- writing


def write(here: Here, retro: Retro, question: str, text: str, t: Words) -> bool:
    """Keep a new note; whether it was."""
    made = do(
        here,
        lambda: retros.write_note(
            session.store().ops,
            client_id=here.client.client_id,
            retro_id=retro.retro_id,
            question=Question(question),
            text=text,
            anonymous=retro.anonymous,
            name=session.viewer().name,
        ),
        t("saved"),
    )
    if made:
        keys(retro)[made[0]] = made[1]
    return made is not None


def tear(here: Here, retro: Retro, note_id: str, t: Words) -> None:
    """Tear up a note of this tab."""
    change(here, retro, note_id, "", t)


def change(here: Here, retro: Retro, note_id: str, text: str, t: Words) -> bool:
    """Change a note of this tab, or tear it up (an empty text); whether it was."""

    def act() -> bool:
        retros.change_note(
            session.store().ops,
            client_id=here.client.client_id,
            retro_id=retro.retro_id,
            note_id=note_id,
            key=keys(retro).get(note_id, ""),
            text=text,
        )
        return True

    return bool(do(here, act, t("saved" if text else "torn")))


def say_ready(here: Here, retro: Retro, ready: bool) -> None:
    """Say that this person is ready, or not yet."""

    def act() -> None:
        retro_votes.set_ready(session.store().ops, **_asked(here, retro), person_id=_me(), ready=ready)

    do(here, act)


# --------------------------------------------------------------------------------------------------------------- votes


def vote(here: Here, retro: Retro, note_id: str, t: Words) -> None:
    """Give a note one vote."""

    def act() -> None:
        receipts(retro).append(
            retro_votes.vote(session.store().ops, **_asked(here, retro), person_id=_me(), note_id=note_id)
        )

    do(here, act, t("voted"))


def votes_back(here: Here, retro: Retro, t: Words) -> None:
    """Take back the votes that this tab gave."""

    def act() -> None:
        asked = _asked(here, retro)
        retro_votes.take_back(session.store().ops, **asked, person_id=_me(), receipts=receipts(retro))
        receipts(retro).clear()

    do(here, act, t("backed"))


# -------------------------------------------------------------------------------------------- what the facilitator does


def begin(here: Here, anonymous: bool, budget: int, t: Words) -> None:
    """Begin a retrospective."""

    def act() -> None:
        retros.open_retro(
            session.store().ops,
            **by(here),
            day=here.today(),
            anonymous=anonymous,
            budget=budget,
        )

    _lead(here, act, t("begun"))


def choose(here: Here, retro: Retro, anonymous: bool, budget: int, t: Words) -> None:
    """Change how it is written, before anybody has."""

    def act() -> None:
        retros.choose(session.store().ops, **_asked(here, retro), anonymous=anonymous, budget=budget)

    _lead(here, act, t("chosen"))


def reveal(here: Here, retro: Retro, t: Words) -> None:
    """Lay the notes open."""
    _lead(here, lambda: retros.reveal(session.store().ops, **_asked(here, retro)), t("revealed"))


def close_voting(here: Here, retro: Retro, t: Words) -> None:
    """Count the votes."""
    _lead(here, lambda: retro_votes.close_voting(session.store().ops, **_asked(here, retro)), t("closed"))


def say_same(here: Here, note_id: str, earlier_id: str, same: bool, t: Words) -> None:
    """Say that a note repeats an earlier one, or that it does not."""

    def act() -> None:
        retros.say_same(
            session.store().ops, client_id=here.client.client_id, note_id=note_id, earlier_id=earlier_id, same=same
        )

    _lead(here, act, t("same_said"))


def end(here: Here, retro: Retro, t: Words) -> bool:
    """Keep the retrospective and end it; whether it was."""

    room = room_acts.begin(here)
    if room is None:
        return False

    def act() -> bool:
        asked, who = _asked(here, retro), session.viewer().name
        at, wall = here.now(), utc_now()
        jobs.end(session.store(), **asked, room=room, shown=here.shown, at=at, wall=wall, who=who)
        return True

    return bool(_lead(here, act, t("ended")))


# -------------------------------------------------------------------------------------------------------- improvements


def improve(here: Here, retro: Retro, text: str, owner: str, due: date | None, team_id: str, t: Words) -> bool:
    """Agree on an improvement; whether it was."""
    made = do(
        here,
        lambda: jobs.improve(
            session.store(),
            **by(here),
            retro_id=retro.retro_id,
            text=text,
            owner=owner,
            due=due,
            team_id=_own_team(team_id),
        ),
        t("added_card" if team_id else "added"),
    )
    return made is not None


def make_card(here: Here, action_id: int, team_id: str, t: Words) -> None:
    """Put an improvement that has no card on the team's board."""
    do(
        here,
        lambda: jobs.put_on_board(
            session.store(),
            **by(here),
            action_id=action_id,
            team_id=_own_team(team_id),
        ),
        t("added_card"),
    )


def close_action(here: Here, action_id: int, t: Words) -> None:
    """Tick an improvement of an earlier time off."""
    room_acts.mark(here, action_id, promises.close_action, t("said_done"))


class _Asked(TypedDict):
    client_id: str
    retro_id: int


def _asked(here: Here, retro: Retro) -> _Asked:
    return {"client_id": here.client.client_id, "retro_id": retro.retro_id}


def _me() -> int:
    return session.viewer().person_id


def _own_team(team_id: str) -> str:
    """The team, if the viewer is given it; else none."""
    return team_id if session.viewer().may_see(team_id) else ""


def _lead(here: Here, act: Callable[[], Made], done: str) -> Made | None:
    """Only whoever leads takes it from one step to the next."""
    if not jobs.facilitates(session.viewer(), client_id=here.client.client_id):
        return None
    return do(here, act, done)
