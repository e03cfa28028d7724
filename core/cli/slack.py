"""The commands about messages to Slack: what would be said, what is due, what was sent, and what is switched on."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    as_of_option,
    asked_moment,
    client_option,
    instant_json,
    named_client,
    now_for,
    pair,
)
from core.connect import slack_blocks
from core.dates import utc_now
from core.errors import Refused
from core.jobs.messages import Told, Writer, find_address, go_on, require_channel, send_now, tell, tell_all
from core.meetings.messages import TOLD_OF, Due, Post, Settings
from core.meetings.shapes import Kind
from core.model import Client
from core.reports.messages import channel_due, compose, wished
from core.store import Store, messages
from core.store.messages import Entry

WRITER = Writer(channel_due, compose)
PREVIEW_KEYS = '{"kind", "about", "lines": [{"style", "text"}], "problems", "payload"}'
TOLD_KEYS = '{"written", "sent", "maybe", "waiting", "dead"}'
ENTRY_KEYS = '{"id", "kind", "about", "title", "state", "tries", "asked_by", "asked_at", "ended_at", "why"}'
SETTING_KEYS = '{"configured", "agenda", "agenda_hour", "memo", "nudge", "nudge_hour", "readers"}'
HOURS = {"agenda-hour": "agenda_hour", "nudge-hour": "nudge_hour"}
READERS = {"team": False, "client": True}


def add_slack_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    actions = group(command("slack", _list, "Messages to a client's Slack channel", f"[{ENTRY_KEYS}]"), required=True)
    shown = command("preview", _preview, "A message as it would be sent now", PREVIEW_KEYS, actions)
    client_option(shown)
    _which(shown, required=True)
    as_of_option(shown, "know only what had happened before this day or instant")
    sent = command("send", _send, "Send what is due, of one client or of all (for cron)", TOLD_KEYS, actions)
    client_option(sent, required=False)
    _which(sent, required=False)
    sent.add_argument("--dry-run", action="store_true", help="write and check what would go, and send nothing")
    listed = command("list", _list, "The newest messages and what became of them", f"[{ENTRY_KEYS}]", actions)
    client_option(listed)
    chosen = command("set", _set, "What the channel is told", SETTING_KEYS, actions)
    client_option(chosen)
    chosen.add_argument(
        "wish", nargs="*", metavar="NAME=VALUE", help="agenda|memo|nudge=on|off, agenda-hour|nudge-hour=0…23, readers=…"
    )
    for name, run, help_ in (
        ("again", _again, "Send a message again of which nobody knows whether it arrived"),
        ("rest", _rest, "Let a message rest that did not arrive"),
    ):
        made = command(name, run, help_, ENTRY_KEYS, actions)
        client_option(made)
        made.add_argument("id", type=int)
    client_option(command("go-on", _go_on, "Try a channel again that took nothing", SETTING_KEYS, actions))


def _which(made: argparse.ArgumentParser, *, required: bool) -> None:
    made.add_argument(
        "--kind", type=Post, choices=list(Post), required=required, help="this message, whatever its hour"
    )
    made.add_argument("--meeting", type=Kind, choices=list(TOLD_OF), default=Kind.WEEKLY, help="whose agenda")


def _preview(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    now = asked_moment(given, client) or now_for(client)
    wish = wished(store, client_id=client.client_id, post=given.kind, kind=given.meeting, now=now)
    if wish is None:
        raise Refused("There is nothing to tell.", "Kerrottavaa ei ole.")
    found = _shown(store, client, wish, given)
    return Answer(found, _text(found))


def _shown(store: Store, client: Client, wish: Due, given: argparse.Namespace) -> dict[str, Any]:
    now = (asked_moment(given, client) if "as_of" in given else None) or now_for(client)
    made = compose(store, client_id=client.client_id, told=wish, as_of=now)
    payload = slack_blocks.payload(made) if made else {}
    return {
        "kind": wish.post.value,
        "about": wish.key,
        "lines": [{"style": style, "text": text} for style, text in slack_blocks.readable(payload)],
        "problems": [problem.en for problem in slack_blocks.faults(payload)],
        "payload": payload,
    }


def _text(found: dict[str, Any]) -> str:
    lines = [f"{'' if one['style'] == 'line' else '# '}{one['text']}" for one in found["lines"]]
    return "\n".join([*lines, *found["problems"]])


def _send(store: Store, given: argparse.Namespace) -> Answer:
    if not given.client:
        if given.kind or given.dry_run:
            raise Refused("Name the client: --client SLUG.", "Kerro asiakas: --client TUNNUS.")
        return _told(tell_all(store, WRITER))
    client = named_client(store, given)
    if given.dry_run:
        return _dry_run(store, client, given)
    if given.kind:
        wish = wished(store, client_id=client.client_id, post=given.kind, kind=given.meeting, now=utc_now())
        if wish is None:
            raise Refused("There is nothing to tell.", "Kerrottavaa ei ole.")
        send_now(store, WRITER, client_id=client.client_id, due=wish, who=WHO)
    return _told(tell(store, WRITER, client_id=client.client_id))


def _dry_run(store: Store, client: Client, given: argparse.Namespace) -> Answer:
    """Everything that sending does, up to the post itself."""
    require_channel(client)
    now = utc_now()
    if given.kind:
        wish = wished(store, client_id=client.client_id, post=given.kind, kind=given.meeting, now=now)
        due = [wish] if wish else []
    else:
        due = channel_due(store, client_id=client.client_id, now=now)
    found = [_shown(store, client, one, given) for one in due]
    return Answer(
        {"due": found}, "\n\n".join(map(_text, found)) or "Nothing is due.", int(any(one["problems"] for one in found))
    )


def _told(told: Told) -> Answer:
    found = {
        "written": told.written,
        "sent": told.sent,
        "maybe": told.unsure,
        "waiting": told.waiting,
        "dead": told.dead,
    }
    return Answer(found, ", ".join(f"{name} {n}" for name, n in found.items()), int(bool(told.unsure or told.dead)))


def _list(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    rows = messages.list_messages(store.ops, client_id=client.client_id)
    return Answer([_entry_json(row) for row in rows], "\n".join(map(_line, rows)) or "No messages.")


def _line(row: Entry) -> str:
    why = f" ({row.why})" if row.why else ""
    return f"{row.message_id:5} {row.asked_at:%Y-%m-%d %H:%M} {row.state.value:8} {row.payload['text']}{why}"


def _entry_json(row: Entry) -> dict[str, Any]:
    return {
        "id": row.message_id,
        "kind": row.post.value,
        "about": row.key,
        "title": row.payload["text"],
        "state": row.state.value,
        "tries": row.tries,
        "asked_by": row.asked_by,
        "asked_at": instant_json(row.asked_at),
        "ended_at": instant_json(row.ended_at) if row.ended_at else None,
        "why": str(row.why) if row.why else None,
    }


def _set(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    if not given.wish:
        return _settings(client, messages.settings_of(store.ops, client_id=client.client_id))

    def change(settings: Settings) -> Settings:
        for text in given.wish:
            settings = _wish(settings, *pair(text))
        return settings

    kept = messages.change_settings(store.ops, client_id=client.client_id, change=change, who=WHO, now=utc_now())
    return _settings(client, kept)


def _wish(settings: Settings, name: str, value: str) -> Settings:
    if name in set(Post) and value in ("on", "off"):
        post = frozenset({Post(name)})
        return replace(settings, on=settings.on | post if value == "on" else settings.on - post)
    if name in HOURS and value.isdecimal():
        return replace(settings, **{HOURS[name]: int(value)})  # type: ignore[arg-type]
    if name == "readers" and value in READERS:
        return replace(settings, with_client=READERS[value])
    raise Refused(
        f"“{name}={value}” is not known. Write agenda=on, memo=off, nudge-hour=9 or readers=team|client.",
        f"”{name}={value}” on tuntematon. Kirjoita agenda=on, memo=off, nudge-hour=9 tai readers=team|client.",
    )


def _settings(client: Client, settings: Settings) -> Answer:
    found: dict[str, Any] = {
        "configured": find_address(client) is not None,
        **{post.value: post in settings.on for post in Post},
        "agenda_hour": settings.agenda_hour,
        "nudge_hour": settings.nudge_hour,
        "readers": "client" if settings.with_client else "team",
    }
    return Answer(found, "\n".join(f"{name:12} {value}" for name, value in found.items()))


def _again(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    made = messages.send_again(store.ops, client_id=client.client_id, message_id=given.id, who=WHO, now=utc_now())
    return Answer(_entry_json(made), _line(made))


def _rest(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    messages.let_rest(store.ops, client_id=client.client_id, message_id=given.id, who=WHO, now=utc_now())
    return _list(store, given)


def _go_on(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    go_on(store, client_id=client.client_id)
    return _settings(client, messages.settings_of(store.ops, client_id=client.client_id))
