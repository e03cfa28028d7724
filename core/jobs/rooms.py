"""A meeting that is held in a room comes to its end: what was presented, agreed and written is kept as its memo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from core.dates import day_start, local_day
from core.findings.words import channel
from core.jobs.meetings import hold
from core.meetings.memo import NOTHING_BESIDE, Beside, Grade, Own
from core.meetings.shapes import Agenda, Kind
from core.model import Sentence
from core.store import Store, grades, parking, promises, room_texts, rooms
from core.store.clients import get_client
from core.store.meetings import Meeting
from core.store.parking import Parked
from core.store.promises import Action, MeetingDecision
from core.store.room_texts import Text
from core.store.rooms import Room

NOTES, EXPERT, SUMMARY = "notes:", "expert:", "summary"
"""Fields of a room's texts: notes beside an item (with its key), a paragraph of one expert (with the channel), and one
about all of it."""
STILL_HELD = timedelta(hours=6)
"""A meeting that began so lately and was not ended is not left open, though the client's day has turned."""
OTHER = "other"
"""The paragraph about work of no channel."""
_OTHER_WORK = Sentence("Other work", "Muu työ")


def paragraphs(parts: Iterable[str]) -> dict[str, Sentence]:
    """Field -> whose paragraph it is, of these channels; other work comes last."""
    found = {f"{EXPERT}{part}": channel(part) for part in parts if part != OTHER}
    return found | {f"{EXPERT}{OTHER}": _OTHER_WORK}


def written_by_experts(texts: Mapping[str, Text]) -> dict[str, Sentence]:
    """Field -> whose paragraph it is, of those that somebody has written."""
    return paragraphs(field.removeprefix(EXPERT) for field in texts if field.startswith(EXPERT))


def beside(
    room: Room,
    shown: Agenda,
    texts: Mapping[str, Text],
    parked: Sequence[Parked],
    titles: Mapping[str, Sentence] | None = None,
    more: Beside = NOTHING_BESIDE,
) -> Beside:
    """What a room knows beside the agenda, put before `more`. `titles`: of fields that a page has beside the notes of
    each item; a field without a title is not kept. What was written while the client was there is theirs to read."""
    named = {f"{NOTES}{one.item.key}": one.item.title for one in shown.items} | dict(titles or {})
    own = tuple(
        Own(title, text.body, text.written_by, shown.with_client)
        for field, title in named.items()
        if (text := texts.get(field)) is not None and text.body
    )
    said = texts.get(SUMMARY)
    return Beside(
        present=(*((room.decider,) if room.decider else ()), *more.present),
        decision_maker=bool(room.decider) if shown.with_client else more.decision_maker,
        summary=said.body if said is not None and said.body else more.summary,
        texts=(*own, *more.texts),
        parked=(*(one.text for one in parked), *more.parked),
        grade=more.grade,
    )


def agreed_on(store: Store, *, client_id: str, kind: Kind, day_of: datetime, as_of: datetime) -> list[Action]:
    """What was promised on the client's day of `day_of`, in the order in which it was: in the retrospective, or in any
    other meeting."""
    zone = get_client(store.ops, client_id=client_id).timezone
    day = local_day(day_of, zone)
    rows = promises.list_actions(store.ops, client_id=client_id, as_of=as_of)
    ours = [one for one in rows if (one.kind == Kind.RETRO) == (kind is Kind.RETRO)]
    return sorted((one for one in ours if local_day(one.agreed_at, zone) == day), key=lambda one: one.action_id)


def done_on(store: Store, *, client_id: str, kind: Kind, day_of: datetime, as_of: datetime) -> list[Action]:
    """What had been promised before the client's day of `day_of` and was ticked off on it, by the day it was due."""
    zone = get_client(store.ops, client_id=client_id).timezone
    day = local_day(day_of, zone)
    return [
        one
        for one in promises.list_actions(store.ops, client_id=client_id, as_of=as_of)
        if (one.kind == Kind.RETRO) == (kind is Kind.RETRO)
        and local_day(one.agreed_at, zone) < day
        and one.done_at is not None
        and local_day(one.done_at, zone) == day
    ]


def decided_on(store: Store, *, client_id: str, kind: Kind, day_of: datetime, as_of: datetime) -> list[MeetingDecision]:
    """What was decided on the client's day of `day_of`, the newest first; a retrospective decides nothing for the
    client."""
    if kind is Kind.RETRO:
        return []
    zone = get_client(store.ops, client_id=client_id).timezone
    rows = promises.list_meeting_decisions(store.ops, client_id=client_id, as_of=as_of)
    return [one for one in rows if local_day(one.decided_at, zone) == local_day(day_of, zone)]


def parked_for(store: Store, *, client_id: str, kind: Kind, with_client: bool, as_of: datetime) -> list[Parked]:
    """What waits on the parking lot: the retrospective's own there, everything else in the other meetings; before the
    client only what came up with them."""
    found = parking.list_parked(store.ops, client_id=client_id, as_of=as_of)
    ours = [one for one in found if (one.kind == Kind.RETRO) == (kind is Kind.RETRO)]
    return [one for one in ours if one.client_visible or not with_client]


def end(
    store: Store,
    *,
    client_id: str,
    room: Room,
    shown: Agenda,
    at: datetime,
    wall: datetime,
    who: str,
) -> Meeting:
    """Keep the meeting as it is now and end it. `at`: its instant by the client's clock; `wall` by the one on the wall.
    Ended twice, the second changes nothing; after it was gone on with, the memo is written anew."""
    kind = shown.kind
    texts = room_texts.read_texts(store.ops, client_id=client_id, room_id=room.room_id)
    parked = parked_for(store, client_id=client_id, kind=kind, with_client=shown.with_client, as_of=wall)
    is_open = rooms.get_room(store.ops, client_id=client_id, room_id=room.room_id).is_open
    meeting = hold(
        store,
        client_id=client_id,
        agenda=shown,
        agreed=agreed_on(store, client_id=client_id, kind=kind, day_of=at, as_of=at),
        decided=decided_on(store, client_id=client_id, kind=kind, day_of=at, as_of=at),
        done=done_on(store, client_id=client_id, kind=kind, day_of=at, as_of=at),
        beside=beside(room, shown, texts, parked, written_by_experts(texts), _graded(store, client_id, kind, at)),
        at=at,
        anew=is_open,
        who=who,
        now=wall,
    )
    rooms.end_room(store.ops, client_id=client_id, room_id=room.room_id, who=who, now=wall)
    return meeting


def _graded(store: Store, client_id: str, kind: Kind, at: datetime) -> Beside:
    """The grade that the client gave on the day of a monthly: the last one, where it was given again."""
    zone = get_client(store.ops, client_id=client_id).timezone
    given = grades.list_grades(store.ops, client_id=client_id, as_of=at) if kind is Kind.MONTHLY else []
    if given and local_day(given[-1].given_at, zone) == local_day(at, zone):
        return Beside(grade=Grade(given[-1].grade, given[-1].why))
    return NOTHING_BESIDE


def end_of_day(store: Store, *, client_id: str, room: Room) -> datetime:
    """The last second of the day for which a meeting was opened (naive UTC): what one that nobody ended is kept as of.
    Raises Refused for one that was never opened."""
    if room.day is None:
        raise rooms.not_open()
    zone = get_client(store.ops, client_id=client_id).timezone
    return day_start(room.day + timedelta(days=1), zone) - timedelta(seconds=1)


def moment_in(store: Store, *, client_id: str, room: Room, now: datetime) -> datetime:
    """The instant of what is done in an open meeting at `now` (of the client's clock): one that goes on past midnight
    stays in its day."""
    return min(now, end_of_day(store, client_id=client_id, room=room))


def under_way(rooms_open: Iterable[Room], wall: datetime) -> Room | None:
    """Of meetings of earlier days that nobody ended, the one that is still held: it began a few hours ago."""
    return next((one for one in rooms_open if one.opened_at and wall - one.opened_at < STILL_HELD), None)
