"""What a client's Slack channel is due, and what each message says: what is known is read, `core.meetings` decides."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.config import public_address
from core.dates import local_day, local_time
from core.meetings.message_texts import Message, agenda_message, memo_message, nudge_message
from core.meetings.messages import (
    TOLD_OF,
    Due,
    Held,
    Post,
    Settings,
    agenda_key,
    due,
    is_nudge_time,
    memo_key,
    nudge_key,
    pressing,
)
from core.meetings.shapes import Kind, OpenAction
from core.model import Client
from core.reports.agenda import agenda
from core.reports.memo import internal_cards, memo
from core.store import Store, clients, meetings, messages, promises

WISHED_WITHIN = timedelta(days=1)
TOLD_WITHIN = timedelta(days=7)
"""How far back a message can keep another from being due: longer than any cooldown, and than a memo is news."""


def channel_due(store: Store, *, client_id: str, now: datetime) -> list[Due]:
    """What is due at `now` (naive UTC) and was not written yet."""
    settings = messages.settings_of(store.ops, client_id=client_id)
    if not settings.on:
        return []
    client = clients.get_client(store.ops, client_id=client_id)
    may_nudge = is_nudge_time(settings, zone=client.timezone, now=now)
    return due(
        settings,
        held(store, client_id=client_id),
        open_actions(store, client_id=client_id, with_client=settings.with_client, as_of=now) if may_nudge else [],
        messages.told_since(store.ops, client_id=client_id, since=now - TOLD_WITHIN),
        zone=client.timezone,
        now=now,
    )


def wished(store: Store, *, client_id: str, post: Post, kind: Kind = Kind.WEEKLY, now: datetime) -> Due | None:
    """What a person who wants a message at once would send: the agenda of the next meeting of a kind, where one is
    planned within a day, else of one held now; the newest memo; the nudge, if anything presses. None without any."""
    client = clients.get_client(store.ops, client_id=client_id)
    today = local_day(now, client.timezone)
    if post is Post.AGENDA:
        return _wished_agenda(store, client, kind, now)
    if post is Post.MEMO:
        over = [one for one in held(store, client_id=client_id) if one.kept_at is not None]
        newest = max(over, key=lambda one: one.at, default=None)
        return Due(post, memo_key(newest.meeting_id), now + WISHED_WITHIN, newest) if newest else None
    settings = messages.settings_of(store.ops, client_id=client_id)
    rows = open_actions(store, client_id=client_id, with_client=settings.with_client, as_of=now)
    return Due(post, nudge_key(today), now + WISHED_WITHIN) if pressing(rows, today) else None


def _wished_agenda(store: Store, client: Client, kind: Kind, now: datetime) -> Due:
    ahead = [
        one
        for one in held(store, client_id=client.client_id)
        if one.kind == kind and one.kept_at is None and now < one.at <= now + WISHED_WITHIN
    ]
    meeting = min(ahead, key=lambda one: one.at, default=Held(0, kind, now))
    until = meeting.at if meeting.meeting_id else now + WISHED_WITHIN
    return Due(Post.AGENDA, agenda_key(kind, local_day(meeting.at, client.timezone)), until, meeting)


def held(store: Store, *, client_id: str) -> list[Held]:
    """The meetings a channel hears of, planned and over, oldest first."""
    kept = meetings.kept_instants(store.ops, client_id=client_id)
    return [
        Held(one.meeting_id, one.kind, one.at, kept.get(one.meeting_id))
        for one in meetings.list_meetings(store.ops, client_id=client_id)
        if one.kind in TOLD_OF
    ]


def open_actions(store: Store, *, client_id: str, with_client: bool, as_of: datetime) -> list[OpenAction]:
    """The open actions that the channel may hear of: none of a retrospective; with the client there none that is
    internal, or about an internal card."""
    rows = promises.list_actions(store.ops, client_id=client_id, as_of=as_of)
    found = [
        OpenAction(one.text, one.owner, one.due, one.card_id, one.client_visible, one.action_id)
        for one in rows
        if one.done_at is None and one.kind != Kind.RETRO
    ]
    if not with_client:
        return found
    shown = [one for one in found if one.client_visible]
    cards = {one.card_id for one in shown} - {""}
    hidden = internal_cards(store, client_id=client_id, as_of=as_of) if cards else set()
    return [one for one in shown if one.card_id not in hidden]


def compose(store: Store, *, client_id: str, told: Due, as_of: datetime) -> Message | None:
    """What a message says at an instant, in the client's language; None when it would say nothing. Raises Refused when
    a memo cannot be read."""
    client = clients.get_client(store.ops, client_id=client_id)
    settings = messages.settings_of(store.ops, client_id=client_id)
    if told.meeting is None:
        return _nudge(store, client, settings, as_of)
    made = _agenda if told.post is Post.AGENDA else _memo
    return made(store, client, settings, told.meeting, as_of)


def _agenda(store: Store, client: Client, settings: Settings, meeting: Held, as_of: datetime) -> Message:
    kind = Kind(meeting.kind)
    return agenda_message(
        agenda(store, client_id=client.client_id, kind=kind, as_of=as_of, with_client=settings.with_client),
        client=client.name,
        language=client.language,
        today=local_day(as_of, client.timezone),
        at=local_time(meeting.at, client.timezone) if meeting.meeting_id else None,
        address=_address(client, settings, kind.value),
    )


def _memo(store: Store, client: Client, settings: Settings, meeting: Held, as_of: datetime) -> Message | None:
    """The team's memo; to a channel that the client reads theirs, and none of a meeting at which they were not."""
    told = memo(
        store,
        client_id=client.client_id,
        meeting_id=meeting.meeting_id,
        to_client=settings.with_client,
        as_of=as_of,
    )
    if settings.with_client and not told.with_client:
        return None
    address = _address(client, settings, "meetings")
    return memo_message(
        told, language=client.language, address=f"{address}&meeting={meeting.meeting_id}" if address else ""
    )


def _nudge(store: Store, client: Client, settings: Settings, as_of: datetime) -> Message:
    rows = open_actions(store, client_id=client.client_id, with_client=settings.with_client, as_of=as_of)
    return nudge_message(
        rows,
        client=client.name,
        language=client.language,
        today=local_day(as_of, client.timezone),
        address=_address(client, settings, Kind.WEEKLY.value),
    )


def _address(client: Client, settings: Settings, page: str) -> str:
    """Where the team reads on; a client has no account, so nowhere for them."""
    known = public_address()
    return f"{known}/{page}?client={client.client_id}" if known and not settings.with_client else ""
