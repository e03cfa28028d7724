"""What people do in a room. Each act is one short write, done once however often it is sent; a refusal is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, TypedDict, TypeVar

import streamlit as st

from core.dates import utc_now
from core.errors import TahtiError
from core.jobs import meetings as acts
from core.jobs import rooms as jobs
from core.meetings.steps import place, steps
from core.reports.agenda import agenda
from core.store import findings as raised_store
from core.store import parking, promises, rooms
from core.store.meetings import Meeting
from core.store.rooms import Room
from pages.ui import room_form, session
from pages.ui.room_reads import Here
from pages.ui.text import escaped

SAID = "room_said"
"""What was just done, or why it was not."""
WENT = "room_went_to"
"""The turn to which this browser has just taken the meeting."""
Made = TypeVar("Made")


# --------------------------------------------------------------------------------------------------- the meeting itself


def begin(here: Here) -> Room | None:
    """Open the meeting with its first turn."""
    first = steps(here.shown)[0]
    return do(
        here,
        lambda: rooms.open_room(
            session.store().ops,
            client_id=here.client.client_id,
            kind=here.kind,
            day=here.today(),
            item=first.item,
            part=first.part,
            who=session.viewer().name,
            now=utc_now(),
        ),
    )


def go(here: Here, by: int) -> None:
    """On to the next turn, or back by one. `here` is what was on screen: when somebody else has gone on meanwhile it
    stays where they went."""
    room = here.room
    if room is None or room.turn is None:
        return
    way = steps(here.shown)
    to = way[max(0, min(len(way) - 1, place(way, room.turn.item, room.turn.part) + by))]
    seen = room.turn.turn_id
    gone = do(
        here,
        lambda: rooms.go_to(
            session.store().ops,
            client_id=here.client.client_id,
            room_id=room.room_id,
            item=to.item,
            part=to.part,
            seen=seen,
            now=utc_now(),
        ),
    )
    if gone is not None and gone.turn is not None and gone.turn.item != room.turn.item:
        st.session_state[WENT] = gone.turn.turn_id


def set_present(here: Here, *, client_present: bool, decider: str = "") -> None:
    """Say whether the client is there, and who decides for them."""

    def act() -> Room:
        room = prepared(here)
        return rooms.set_present(
            session.store().ops,
            client_id=here.client.client_id,
            room_id=room.room_id,
            client_present=client_present,
            decider=decider,
        )

    do(here, act)


def prepared(here: Here) -> Room:
    """The room to write into, made when there is none yet."""
    return rooms.prepare_room(
        session.store().ops,
        client_id=here.client.client_id,
        kind=here.kind,
        day=here.today(),
        now=utc_now(),
    )


def end(here: Here) -> Meeting | None:
    """Keep the meeting with what is on screen and what was agreed, and end it; None when it could not be."""
    room = begin(here)
    if room is None:
        return None
    return do(
        here,
        lambda: jobs.end(
            session.store(),
            client_id=here.client.client_id,
            room=room,
            shown=here.shown,
            at=here.now(),
            wall=utc_now(),
            who=session.viewer().name,
        ),
        here.t("said_ended"),
    )


def go_on(here: Here) -> None:
    """Open the meeting of today again."""
    room = here.room
    if room is not None:
        reopen = {"client_id": here.client.client_id, "room_id": room.room_id, "now": utc_now()}
        do(here, lambda: rooms.reopen_room(session.store().ops, **reopen))  # type: ignore[arg-type]


def end_left_open(here: Here, room: Room) -> None:
    """Keep a meeting of an earlier day that nobody ended."""

    def act() -> Meeting:
        store, client_id = session.store(), here.client.client_id
        at = jobs.end_of_day(store, client_id=client_id, room=room)
        shown = agenda(store, client_id=client_id, kind=here.kind, as_of=at, with_client=room.client_present)
        who = session.viewer().name
        return jobs.end(store, client_id=client_id, room=room, shown=shown, at=at, wall=utc_now(), who=who)

    do(here, act, here.t("said_left_ended"))


# --------------------------------------------------------------------------------------------------- what people write


def take_up(here: Here, *, text: str, owner: str, due: date | None, card_id: str, as_card: bool, write_id: str) -> bool:
    """Make an action of a line, and a card when asked; whether it was made."""
    made = do(
        here,
        lambda: acts.take_up(
            session.store(),
            **by(here),
            kind=here.kind,
            text=text,
            owner=owner,
            due=due,
            card_id=card_id,
            as_card=as_card,
            client_visible=here.visible,
            write_id=write_id,
        ),
        here.t("said_card" if as_card else "said_action"),
    )
    return made is not None


def decide(here: Here, *, text: str, by: str, card_id: str, write_id: str) -> bool:
    """Write down a decision; whether it was."""
    made = do(
        here,
        lambda: promises.add_decision(
            session.store().ops,
            client_id=here.client.client_id,
            text=text,
            decided_by=by,
            card_id=card_id,
            client_visible=here.visible,
            decided_at=here.now(),
            who=session.viewer().name,
            write_id=write_id,
        ),
        here.t("said_decision"),
    )
    return made is not None


def park(here: Here, *, text: str, write_id: str) -> bool:
    """Put something on the parking lot; whether it is there."""
    made = do(
        here,
        lambda: parking.park(
            session.store().ops,
            client_id=here.client.client_id,
            kind=here.kind,
            text=text,
            client_visible=here.visible,
            write_id=write_id,
            who=session.viewer().name,
            now=utc_now(),
        ),
        here.t("said_parked"),
    )
    return made is not None


def unpark(here: Here, parked_id: int, how: Literal["taken", "dismissed"]) -> None:
    """Take something off the parking lot."""
    do(
        here,
        lambda: parking.close_parked(
            session.store().ops,
            client_id=here.client.client_id,
            parked_id=parked_id,
            how=how,
            who=session.viewer().name,
            now=utc_now(),
        ),
    )


def close(here: Here, action_id: int) -> None:
    """Tick an action off."""
    mark(here, action_id, promises.close_action, here.t("said_done"))


def reopen(here: Here, action_id: int) -> None:
    """Take a tick back."""
    mark(here, action_id, promises.reopen_action, here.t("said_open"))


def mark(here: Here, action_id: int, act: Callable[..., promises.Action], done: str) -> None:
    """Tick an action off, or take the tick back (`act`), and say `done`."""
    do(here, lambda: act(session.store().ops, **by(here), action_id=action_id), done)


def dealt_with(here: Here, line_id: int) -> None:
    """Take a raised line off the agenda."""

    def act() -> bool:
        raised_store.remove_agenda_line(session.store().ops, **by(here), line_id=line_id)
        return True

    do(here, act, here.t("said_done"))


# --------------------------------------------------------------------------------------------------------------- doing


class By(TypedDict):
    client_id: str
    who: str
    now: datetime


def by(here: Here) -> By:
    """Whose client an act is about, who does it, and when by the client's clock."""
    return {"client_id": here.client.client_id, "who": session.viewer().name, "now": here.now()}


def do(here: Here, act: Callable[[], Made], done: str = "") -> Made | None:
    """Do it if this viewer may, and say so (or nothing, for what shows by itself); None when it was refused."""
    if not session.viewer().may_see(here.client.client_id):
        return None
    try:
        made = act()
    except TahtiError as error:
        st.session_state[SAID] = (False, error.sentence.said_in(here.t.language))
        return None
    if done:
        say(done)
    return made


def say(done: str) -> None:
    """Tell what was just done."""
    st.session_state[SAID] = (True, done)


def said() -> None:
    """What was just done, without moving the page; why something was not, unless a form is open that says it."""
    told = st.session_state.get(SAID)
    if told is None or (not told[0] and room_form.is_open()):
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
