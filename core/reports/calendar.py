"""The calendar of one person: the meetings of the clients that they may see right now, and nothing of what is said
there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from core.dates import now_for
from core.meetings.ics import Event, calendar
from core.meetings.memo_blocks import KINDS
from core.meetings.shapes import Kind
from core.meetings.templates import DEFAULTS
from core.model import Client, Viewer
from core.store import Store, agenda_templates
from core.store.clients import list_clients
from core.store.meetings import planned_meetings

LOOKS_BACK = timedelta(days=90)
NAME = "Tahti"


def calendar_of(store: Store, viewer: Viewer, address: str) -> str:
    """An iCalendar file with what was in the last 90 days and everything planned; `address` is that of the product,
    without a slash at its end."""
    clients = [client for client in list_clients(store.ops) if viewer.may_see(client.client_id)]
    return calendar(NAME, [event for client in clients for event in _events(store, client, address)])


def _events(store: Store, client: Client, address: str) -> Iterator[Event]:
    now = now_for(client)
    minutes: dict[Kind, int] = {}
    for one in planned_meetings(store.ops, client_id=client.client_id, since=now - LOOKS_BACK):
        kind = Kind(one.kind)
        if kind not in minutes:
            minutes[kind] = _minutes(store, client.client_id, kind, now)
        yield Event(
            uid=f"meeting-{one.meeting_id}-{one.added_at:%Y%m%d%H%M%S}@tahti",
            starts=one.at,
            minutes=minutes[kind],
            title=f"{KINDS[kind]} · {client.name}",
            address=f"{address}/{kind}?client={client.client_id}",
            changed_at=one.changed_at,
            moved=one.moved,
        )


def _minutes(store: Store, client_id: str, kind: Kind, now: datetime) -> int:
    """How long the client's own agenda takes, else the standard one."""
    own = agenda_templates.template_on(store.ops, client_id=client_id, kind=kind, as_of=now)
    return sum(wish.minutes for wish in own) or sum(item.minutes for item in DEFAULTS[kind])
