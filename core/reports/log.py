"""The log of a client's decisions and actions, and what a meeting saw beside what the same agenda says now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from core.cards import Status
from core.dates import local_day
from core.errors import Refused
from core.meetings.compare import ItemPair, compare
from core.meetings.document import document
from core.meetings.log import Completion, Entry, Stands, completion, how_action_stands
from core.meetings.shapes import Kind
from core.model import Client
from core.reports.agenda import agenda
from core.reports.board_scene import Scene, scene_at
from core.store import Store, clients, meetings, promises
from core.store.meetings import Meeting

DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Log:
    """Everything decided and promised by an instant. `oldest`: days for which the oldest open action has been open."""

    today: date
    entries: tuple[Entry, ...]
    completion: Completion
    oldest: int | None


def log(store: Store, *, client_id: str, as_of: datetime) -> Log:
    """The log as it stood at an instant (naive UTC), improvements of retrospectives included: it is the team's own."""
    client = clients.get_client(store.ops, client_id=client_id)
    today = local_day(as_of, client.timezone)
    entries = (*_actions(store, client, today, as_of), *_decisions(store, client, as_of))
    open_for = [one.age(today) for one in entries if one.is_open and one.due]
    return Log(today, entries, completion(entries, today), max(open_for, default=None))


def _actions(store: Store, client: Client, today: date, as_of: datetime) -> Iterator[Entry]:
    for one in promises.list_actions(store.ops, client_id=client.client_id, as_of=as_of):
        agreed = local_day(one.agreed_at, client.timezone)
        done = local_day(one.done_at, client.timezone) if one.done_at else None
        yield Entry(
            meeting=one.kind,
            number=one.action_id,
            text=one.text,
            who=one.owner,
            first_on=agreed,
            last_on=agreed,
            times=one.times_moved,
            card_id=one.card_id,
            client_visible=one.client_visible,
            stands=how_action_stands(one.first_due, one.due, done, today),
            done_on=done,
            due=one.due,
            first_due=one.first_due,
        )


def _decisions(store: Store, client: Client, as_of: datetime) -> Iterator[Entry]:
    made = promises.list_meeting_decisions(store.ops, client_id=client.client_id, as_of=as_of)
    scene = _scene(store, client.client_id, as_of) if any(one.card_id for one in made) else None
    for one in made:
        stands, done = _card_stands(scene, one.card_id)
        if one.answer == "no":
            stands, done = Stands.HOLDS, None
        yield Entry(
            meeting=DECISION,
            number=one.first_id,
            text=one.text,
            who=one.decided_by,
            first_on=local_day(one.first_decided_at, client.timezone),
            last_on=local_day(one.decided_at, client.timezone),
            times=one.times - 1,
            card_id=one.card_id,
            client_visible=one.client_visible,
            stands=stands,
            done_on=done,
            answer=one.answer,
        )


def _scene(store: Store, client_id: str, as_of: datetime) -> Scene | None:
    try:
        return scene_at(store, client_id=client_id, as_of=as_of)
    except Refused:
        return None


def _card_stands(scene: Scene | None, card_id: str) -> tuple[Stands, date | None]:
    """A decision is open while its card lies on the board undone; without a card there it simply holds."""
    work = scene.by_id.get(card_id) if scene and card_id else None
    if scene is None or work is None:
        return Stands.HOLDS, None
    if work.way and work.way.finished:
        done = work.way.known_finish
        return Stands.DONE, scene.day_of(done) if done else None
    if work.status == Status.DONE:
        return Stands.DONE, None
    return (Stands.OPEN, None) if work.is_seen else (Stands.HOLDS, None)


# ------------------------------------------------------------------------------------------------- as presented, as now


@dataclass(frozen=True, slots=True)
class Presented:
    """A meeting's agenda as it was kept, beside the agenda of the same instant from what is known now. `moment` is that
    instant, naive UTC."""

    meeting: Meeting
    moment: datetime
    with_client: bool
    items: tuple[ItemPair, ...]

    @property
    def changes(self) -> int:
        return sum(item.changes for item in self.items)


def as_presented(store: Store, *, client_id: str, meeting_id: int) -> Presented:
    """What a meeting saw beside what it would see now. Raises Refused when nothing is kept of it."""
    copy = meetings.kept_copy(store.ops, client_id=client_id, meeting_id=meeting_id)
    held = meetings.list_meetings(store.ops, client_id=client_id)
    meeting = next(one for one in held if one.meeting_id == meeting_id)
    try:
        kept = json.loads(copy)
        moment = datetime.fromisoformat(kept["as_of"]) if kept.get("as_of") else meeting.at
        present = bool(kept.get("with_client"))
        now = agenda(
            store,
            client_id=client_id,
            kind=Kind(meeting.kind),
            as_of=moment,
            with_client=present and meeting.kind != Kind.RETRO,
        )
        return Presented(meeting, moment, present, compare(kept, document(now)))
    except (ValueError, KeyError, TypeError):
        raise Refused("What was kept of this meeting cannot be read.", "Palaverin tallennetta ei voi lukea.") from None
