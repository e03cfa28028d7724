"""The commands about people and their meetings."""

from __future__ import annotations

import argparse
import sys

from core.access import accounts, invites
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
)
from core.config import LOCAL_ADDRESS, public_address
from core.dates import utc_now
from core.errors import Refused
from core.model import Role
from core.reports.periods import instant
from core.store import Store, meetings


def add_people_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("user", _user_list, "List the people", '[{"user", "name", "role", "clients", "active"}]')
    actions = group(made)
    command("list", _user_list, "List the people", '[{"user", "name", "role", "clients", "active"}]', actions)
    add = command("add", _user_add, "Give a person an account (password on stdin)", '{"user", "role"}', actions)
    add.add_argument("email")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--name", default="")
    add.add_argument("--language", default="fi", choices=["fi", "en"])
    add.add_argument("--client", action="append", default=[], metavar="SLUG", help="a client they serve (repeat)")
    asked = command(
        "invite", _user_invite, "Make a one-time link to set a password", '{"user", "url", "token"}', actions
    )
    asked.add_argument("email")
    meeting = command("meeting", _meetings, "List the meetings, oldest first", '[{"id", "kind", "at"}]')
    client_option(meeting, required=False)
    as_of_option(meeting, "those held by then")
    actions = group(meeting)
    record = command("add", _meeting_add, "Record a meeting", '{"id", "kind", "at"}', actions)
    client_option(record)
    record.add_argument("--kind", required=True, choices=["weekly", "monthly", "retro"])
    record.add_argument("--at", required=True, metavar="INSTANT", help="2026-10-01T10:00+03:00")
    moved = command("move", _meeting_move, "Move a meeting that is still to come", '{"id", "kind", "at"}', actions)
    cancelled = command("cancel", _meeting_cancel, "Take such a meeting off the plan", '{"id", "kind", "at"}', actions)
    for one in (moved, cancelled):
        client_option(one)
        one.add_argument("id", type=int)
    moved.add_argument("--at", required=True, metavar="INSTANT")


def _user_add(store: Store, given: argparse.Namespace) -> Answer:
    password = sys.stdin.readline().rstrip("\n")
    person = accounts.add_person(
        store.ops,
        email=given.email,
        name=given.name,
        role=Role(given.role),
        password=password,
        language=given.language,
        client_ids=given.client,
        now=utc_now(),
    )
    return Answer({"user": person.email, "role": person.role}, f"Added {person.email} as {person.role}.")


def _user_invite(store: Store, given: argparse.Namespace) -> Answer:
    found = [m.person for m in accounts.list_people(store.ops) if m.person.email.lower() == given.email.strip().lower()]
    if not found:
        raise Refused(f"{given.email} has no account.", f"Osoitteella {given.email} ei ole tiliä.")
    token = invites.make_invite(store.ops, person_id=found[0].person_id, who=WHO, now=utc_now())
    url = f"{public_address() or LOCAL_ADDRESS}{invites.PATH}{token}"
    text = f"{url}\nThis address is shown only now. It works once, for {invites.LASTS.days} days."
    return Answer({"user": found[0].email, "url": url, "token": token}, text)


def _user_list(store: Store, given: argparse.Namespace) -> Answer:
    members = accounts.list_people(store.ops)
    return Answer(
        [
            {
                "user": m.person.email,
                "name": m.person.name,
                "role": m.person.role,
                "clients": sorted(m.client_ids),
                "active": m.person.deactivated_at is None,
            }
            for m in members
        ],
        "\n".join(f"{m.person.email:32} {m.person.role}" for m in members) or "Nobody has an account yet.",
    )


def _meetings(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    moment = asked_moment(given, client)
    every = meetings.list_meetings(store.ops, client_id=client.client_id)
    rows = [row for row in every if moment is None or row.at <= moment]
    return Answer(
        [_meeting_json(row) for row in rows],
        "\n".join(f"{row.at.isoformat()}Z {row.kind}" for row in rows) or "No meetings yet.",
    )


def _meeting_json(row: meetings.Meeting) -> dict[str, object]:
    return {"id": row.meeting_id, "kind": row.kind, "at": f"{row.at.isoformat()}Z"}


def _meeting_add(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    at = instant(given.at)
    meeting = meetings.add_meeting(store.ops, client_id=client.client_id, kind=given.kind, at=at, now=utc_now())
    return Answer(
        _meeting_json(meeting),
        f"Recorded a {meeting.kind} at {meeting.at.isoformat()}Z.",
    )


def _meeting_move(store: Store, given: argparse.Namespace) -> Answer:
    client, at = named_client(store, given), instant(given.at)
    moved = meetings.move_meeting(
        store.ops, client_id=client.client_id, meeting_id=given.id, at=at, now=now_for(client)
    )
    return Answer(_meeting_json(moved), f"The {moved.kind} is at {moved.at.isoformat()}Z.")


def _meeting_cancel(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    was = meetings.cancel_meeting(store.ops, client_id=client.client_id, meeting_id=given.id, now=now_for(client))
    return Answer(_meeting_json(was), f"Cancelled the {was.kind} of {was.at.isoformat()}Z.")
