"""The commands about agendas: of any meeting at any moment, a client's own order, and what a meeting saw."""

from __future__ import annotations

import argparse
import json
from typing import Any

from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    as_of_option,
    asked_moment,
    client_option,
    named_client,
    now_for,
    pair,
)
from core.dates import utc_now
from core.errors import Refused
from core.jobs.meetings import hold
from core.meetings.document import document
from core.meetings.shapes import Kind
from core.meetings.templates import DEFAULTS, Wish
from core.reports.agenda import agenda
from core.store import Store, agenda_templates, meetings

KEYS = (
    '{"kind", "with_client", "window", "first", "minutes", "items": [{"item", "title", "minutes", "speaker",'
    ' "visible_to_client", "lines": [{"text", "kind", "card", "entity"}], "more"}]}'
)


def add_agenda_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("agenda", _agenda, "The agenda of a meeting", KEYS)
    actions = group(made, required=True)
    for kind in Kind:
        one = command(kind.value, _agenda, f"The agenda of a {kind.value}", KEYS, actions)
        one.set_defaults(kind=kind)
        client_option(one)
        as_of_option(one, "know only what had happened before this day or instant")
        one.add_argument("--with-client", action="store_true", help="only what the client may see")
        one.add_argument("--keep", action="store_true", help="record the meeting and keep what it saw")
    own = command("template", _template, "A client's own order of a meeting", '{"kind", "items"}', actions)
    own.add_argument("kind", type=Kind, choices=list(Kind))
    client_option(own)
    own.add_argument(
        "--item",
        action="append",
        default=[],
        metavar="KEY=MINUTES[=TITLE[|FINNISH]]",
        help="the items in their order (repeat)",
    )
    own.add_argument("--standard", action="store_true", help="back to the standard agenda")
    seen = command("seen", _seen, "What a meeting saw, as it was presented", KEYS, actions)
    client_option(seen)
    seen.add_argument("id", type=int, help="the meeting, as `meeting` lists it")


def _agenda(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    at = asked_moment(given, client) or now_for(client)
    planned = agenda(store, client_id=client.client_id, kind=given.kind, as_of=at, with_client=given.with_client)
    found = document(planned)
    if given.keep:
        held = hold(store, client_id=client.client_id, agenda=planned, at=at, who=WHO, now=utc_now())
        found = {"meeting": held.meeting_id, **found}
    return Answer(found, _text(found))


def _text(found: dict[str, Any]) -> str:
    lines = []
    for item in found["items"]:
        lines.append(f"{item['minutes']:3} min  {item['title']} ({item['speaker']})")
        lines += [f"         - {line['text']}" for line in item["lines"]]
    return "\n".join(lines)


def _template(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    if given.item or given.standard:
        wishes = [] if given.standard else [_wish(text) for text in given.item]
        agenda_templates.set_template(
            store.ops, client_id=client.client_id, kind=given.kind, wishes=wishes, who=WHO, now=now_for(client)
        )
    own = agenda_templates.template_on(store.ops, client_id=client.client_id, kind=given.kind, as_of=now_for(client))
    rows = own or [Wish(item.key, item.minutes, item.title.en) for item in DEFAULTS[given.kind]]
    return Answer(
        {
            "kind": given.kind.value,
            "items": [
                {"item": w.key, "minutes": w.minutes, "title": w.title or None, "title_fi": w.title_fi or None}
                for w in rows
            ],
        },
        "\n".join(f"{wish.minutes:3} min  {wish.key:14} {wish.title}" for wish in rows),
    )


def _wish(text: str) -> Wish:
    key, rest = pair(text)
    minutes, _, title = rest.partition("=")
    if not minutes.strip().isdecimal():
        raise Refused(
            f"“{text}” should be written KEY=MINUTES or KEY=MINUTES=TITLE.",
            f"”{text}” pitää kirjoittaa muodossa TUNNUS=MINUUTIT tai TUNNUS=MINUUTIT=NIMI.",
        )
    en, _, fi = title.partition("|")
    return Wish(key, int(minutes), " ".join(en.split()), " ".join(fi.split()))


def _seen(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    found = json.loads(meetings.kept_copy(store.ops, client_id=client.client_id, meeting_id=given.id))
    return Answer(found, _text(found))
