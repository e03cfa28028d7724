"""What the pump maker's Slack channel was told in the story's last days: a nudge on Monday, the memo on Tuesday.

Nothing is sent anywhere: the list of messages says what a client of one's own would have had."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from core.connect.slack_blocks import payload
from core.dates import local_day
from core.meetings.memo import memo_of
from core.meetings.message_texts import Message, memo_message, nudge_message
from core.meetings.messages import Post, Settings, at_hour, memo_key, nudge_key
from core.meetings.shapes import Kind, OpenAction
from core.model import Client
from core.store import Store, messages, promises
from core.store.meetings import kept_copy, kept_meetings
from core.store.messages import State

SWITCHED_ON = datetime(2026, 9, 4, 6, 30)  # naive UTC: the morning after the September monthly
NUDGED_ON = date(2026, 9, 28)
QUARTER = timedelta(minutes=16)
"""The weekly takes a quarter of an hour, and its memo is there a minute later."""
WHO = "Tahti"


def tell_channel(store: Store, client: Client, key: str, *, who: str) -> None:
    """Switch memo and nudge on and list what was told, unless that is so already. Comes after memos and promises."""
    if key != "pumput" or messages.list_messages(store.ops, client_id=client.client_id):
        return
    settings = Settings(on=frozenset({Post.MEMO, Post.NUDGE}))
    messages.change_settings(store.ops, client_id=client.client_id, change=lambda _: settings, who=who, now=SWITCHED_ON)
    nudged = at_hour(NUDGED_ON, settings.nudge_hour, client.timezone)
    _told(store, client, Post.NUDGE, nudge_key(NUDGED_ON), _nudge(store, client, nudged), nudged)
    weekly = kept_meetings(store.ops, client_id=client.client_id, kind=Kind.WEEKLY)[0]
    memo = memo_of(
        kept_copy(store.ops, client_id=client.client_id, meeting_id=weekly.meeting_id),
        client=client.name,
        kind=Kind.WEEKLY,
        day=local_day(weekly.at, client.timezone),
    )
    told = memo_message(memo, language=client.language)
    _told(store, client, Post.MEMO, memo_key(weekly.meeting_id), told, weekly.at + QUARTER)


def _nudge(store: Store, client: Client, at: datetime) -> Message:
    rows = promises.list_actions(store.ops, client_id=client.client_id, as_of=at)
    still_open = [
        OpenAction(one.text, one.owner, one.due, one.card_id, one.client_visible, one.action_id)
        for one in rows
        if one.done_at is None and one.kind != Kind.RETRO
    ]
    today = local_day(at, client.timezone)
    return nudge_message(still_open, client=client.name, language=client.language, today=today)


def _told(store: Store, client: Client, post: Post, key: str, message: Message, at: datetime) -> None:
    entry = messages.queue(
        store.ops,
        client_id=client.client_id,
        post=post,
        key=key,
        payload=payload(message),
        until=at + timedelta(hours=1),
        who=WHO,
        now=at,
    )
    if entry is not None:
        asked = {"client_id": client.client_id, "message_id": entry.message_id}
        messages.claim(store.ops, **asked, now=at)  # type: ignore[arg-type]
        messages.finish(store.ops, **asked, state=State.SENT, now=at)  # type: ignore[arg-type]
