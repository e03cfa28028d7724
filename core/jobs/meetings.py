"""Holding a meeting: it is recorded, and what it saw is kept as it was presented."""

from __future__ import annotations

import json
from datetime import datetime

from core.meetings.document import document
from core.meetings.shapes import Kind
from core.reports.agenda import agenda
from core.store import Store
from core.store.meetings import Meeting, add_meeting, keep_copy


def hold(
    store: Store, *, client_id: str, kind: Kind, at: datetime, with_client: bool = False, who: str, now: datetime
) -> Meeting:
    """Record the meeting of an instant (naive UTC) with its agenda as it stood then; held again it stays as it was
    kept. Raises Refused as `agenda` does."""
    found = agenda(store, client_id=client_id, kind=kind, as_of=at, with_client=with_client)
    meeting = add_meeting(store.ops, client_id=client_id, kind=kind, at=at, now=now)
    keep_copy(
        store.ops,
        client_id=client_id,
        meeting_id=meeting.meeting_id,
        copy=json.dumps(document(found), ensure_ascii=False),
        who=who,
        now=now,
    )
    return meeting
