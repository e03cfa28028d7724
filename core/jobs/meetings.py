"""Holding a meeting: it is recorded, and what it saw is kept as it was presented."""

from __future__ import annotations

import json
from datetime import datetime

from core.meetings.document import document
from core.meetings.shapes import Agenda
from core.store import Store
from core.store.meetings import Meeting, add_meeting, keep_copy


def hold(store: Store, *, client_id: str, agenda: Agenda, at: datetime, who: str, now: datetime) -> Meeting:
    """Record the meeting of an instant (naive UTC) with the agenda it had; held again it stays as it was kept."""
    meeting = add_meeting(store.ops, client_id=client_id, kind=agenda.kind, at=at, now=now)
    keep_copy(
        store.ops,
        client_id=client_id,
        meeting_id=meeting.meeting_id,
        copy=json.dumps(document(agenda), ensure_ascii=False),
        who=who,
        now=now,
    )
    return meeting
