"""The memo of one meeting of a client, the team's own or the client's version."""

from __future__ import annotations

from datetime import datetime

from core.dates import local_day, local_time
from core.errors import Refused
from core.meetings.memo import Memo, for_client, memo_of
from core.meetings.shapes import Kind
from core.reports.board_scene import present, scene_at
from core.store import Store, clients, meetings
from core.store.meetings import Meeting


def memo(store: Store, *, client_id: str, meeting_id: int, to_client: bool = False, as_of: datetime) -> Memo:
    """The memo of a meeting, as it was kept; `to_client` holds only what the client may read, and nothing of a card
    that is internal at `as_of` (naive UTC). Raises Refused when nothing is kept of it, and for a client's version of a
    retrospective."""
    client = clients.get_client(store.ops, client_id=client_id)
    copy = meetings.kept_copy(store.ops, client_id=client_id, meeting_id=meeting_id)
    held = meetings.list_meetings(store.ops, client_id=client_id)
    meeting = next(one for one in held if one.meeting_id == meeting_id)
    found = memo_of(
        copy,
        client=client.name,
        kind=Kind(meeting.kind),
        day=local_day(meeting.at, client.timezone),
        next_at=_next(held, meeting, client.timezone),
    )
    if not to_client:
        return found
    return for_client(found, internal_cards=internal_cards(store, client_id=client_id, as_of=as_of))


def internal_cards(store: Store, *, client_id: str, as_of: datetime) -> set[str]:
    """The cards that no client sees, as their labels say at an instant."""
    try:
        scene = scene_at(store, client_id=client_id, as_of=present(store, client_id=client_id, now=as_of))
    except Refused:
        return set()
    return {work.card.card_id for work in scene.works if work.said.internal}


def _next(held: list[Meeting], meeting: Meeting, zone: str) -> datetime | None:
    """The next meeting of the kind, in the client's zone."""
    later = [one.at for one in held if one.kind == meeting.kind and one.at > meeting.at]
    return local_time(min(later), zone) if later else None
