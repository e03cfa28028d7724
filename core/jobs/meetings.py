"""What people do in a meeting: a line becomes an action or a card, and the meeting is kept as it was presented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from core.cards import Status
from core.dates import day_start, local_day
from core.errors import Refused
from core.jobs.card_people import assignable, named_on_board, own_members
from core.jobs.card_places import list_for
from core.jobs.cards import Written, create_card
from core.meetings.document import document
from core.meetings.memo import NOTHING_BESIDE, Beside
from core.meetings.shapes import Agenda, Kind
from core.model import ClientKind
from core.store import Store
from core.store.cards import board_members, find_card
from core.store.clients import get_client
from core.store.meetings import Meeting, keep_copy, meeting_within
from core.store.promises import Action, MeetingDecision, add_action, require_promise, sent_action


def take_up(
    store: Store,
    *,
    client_id: str,
    kind: Kind,
    text: str,
    owner: str,
    due: date | None,
    card_id: str = "",
    as_card: bool = False,
    client_visible: bool = False,
    who: str,
    now: datetime,
    write_id: str = "",
) -> Action:
    """Make an action of what was said, with its owner and day; `as_card` also puts a card of it into To-do, with the
    owner on it where the board knows them by that name. Sent twice under one `write_id`, each is made once. Raises
    Refused when something is missing, or no board can be written; then nothing was made."""
    said, by = require_promise(text, owner)
    if due is None:
        raise Refused("Say by when.", "Kerro, mihin mennessä.")
    known = sent_action(store.ops, client_id=client_id, write_id=write_id, text=said)
    if known is not None:
        return known
    if as_card:
        card_id = new_card(
            store, client_id=client_id, name=said, owner=by, due=due, who=who, now=now, write_id=write_id
        ).card_id
    return add_action(
        store.ops,
        client_id=client_id,
        kind=kind,
        text=said,
        owner=by,
        due=due,
        card_id=card_id,
        client_visible=client_visible,
        agreed_at=now,
        who=who,
        write_id=write_id,
    )


def new_card(
    store: Store,
    *,
    client_id: str,
    name: str,
    owner: str,
    due: date,
    who: str,
    now: datetime,
    write_id: str = "",
) -> Written:
    """A card in To-do with its day, and its owner where the board knows them by that name; under one `write_id` it is
    made once. Raises Refused when no board can be written."""
    home, _ = list_for(store, client_id=client_id, list_id="", status=Status.TO_DO)
    ids = named_on_board(store, client_id=client_id, board_id=home.board_id, name=owner)
    return create_card(
        store,
        client_id=client_id,
        name=name,
        status=Status.TO_DO,
        due=due,
        member_ids=ids,
        write_id=write_id,
        who=who,
        now=now,
    )


@dataclass(frozen=True, slots=True)
class Takers:
    """Who may be chosen for an action, by name, and whether a card can be made of it."""

    names: tuple[str, ...]
    can_make_card: bool


def takers(store: Store, *, client_id: str) -> Takers:
    """Everybody who is given the client, those on the board on which a new card would lie, and the client."""
    client = get_client(store.ops, client_id=client_id)
    theirs = [client.name] if client.kind is ClientKind.CLIENT else []
    names = set(own_members(store, client_id=client_id).values())
    try:
        home, _ = list_for(store, client_id=client_id, list_id="", status=Status.TO_DO)
    except Refused:
        can = False
    else:
        can = True
        names |= {member.name for member in assignable(store, client_id=client_id, board_id=home.board_id)}
    return Takers((*sorted(names - {""}, key=str.casefold), *theirs), can)


def card_owner(store: Store, *, client_id: str, card_id: str) -> str:
    """The name of the first person on a card; empty for a card without one, or none of this client's."""
    found = find_card(store.ops, client_id=client_id, card_id=card_id)
    if found is None or not found[1].member_ids:
        return ""
    known = board_members(store.ops, client_id=client_id, board_id=found[0])
    return next((one.name for one in known if one.member_id == found[1].member_ids[0]), "")


def hold(
    store: Store,
    *,
    client_id: str,
    agenda: Agenda,
    agreed: Sequence[Action] = (),
    decided: Sequence[MeetingDecision] = (),
    done: Sequence[Action] = (),
    beside: Beside = NOTHING_BESIDE,
    at: datetime,
    anew: bool = False,
    who: str,
    now: datetime,
) -> Meeting:
    """Record the meeting of an instant (naive UTC) with the agenda it had, what was agreed and decided, which earlier
    promises were ticked off (`done`), and what else is known of it. It is the one that was planned for the day, if one
    was; ended twice in a day it stays as it was kept first, unless it went on after that (`anew`)."""
    zone = get_client(store.ops, client_id=client_id).timezone
    meeting = meeting_within(store.ops, client_id=client_id, kind=agenda.kind, day=_day_of(at, zone), at=at, now=now)
    copy = {
        **document(agenda),
        **beside.kept(),
        "as_of": at.isoformat(),
        "agreed": list(map(_agreed, agreed)),
        "decided": [_decided(one, zone) for one in decided],
        "done": list(map(_agreed, done)),
    }
    keep_copy(
        store.ops,
        client_id=client_id,
        meeting_id=meeting.meeting_id,
        copy=json.dumps(copy, ensure_ascii=False),
        anew=anew,
        who=who,
        now=now,
    )
    return meeting


def _agreed(one: Action) -> dict[str, Any]:
    return {
        "text": one.text,
        "owner": one.owner,
        "due": one.due.isoformat(),
        "card": one.card_id,
        "client_visible": one.client_visible,
    }


def _decided(one: MeetingDecision, zone: str) -> dict[str, Any]:
    return {
        "text": one.text,
        "by": one.decided_by,
        "card": one.card_id,
        "answer": one.answer,
        "client_visible": one.client_visible,
        "first_on": local_day(one.first_decided_at, zone).isoformat(),
    }


def _day_of(at: datetime, zone: str) -> tuple[datetime, datetime]:
    """From when to before when it is the client's day of an instant."""
    day = local_day(at, zone)
    return day_start(day, zone), day_start(day + timedelta(days=1), zone)
