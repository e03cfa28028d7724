"""The commands about what people know: notes on days, sizes of warm audiences, and looks at the measuring."""

from __future__ import annotations

import argparse

from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    asked_day,
    asked_moment,
    client_option,
    cut_day,
    named_client,
    now_for,
    typed_day,
)
from core.dates import local_day, utc_now
from core.errors import Refused
from core.measure.checks import MANUAL, Check, State
from core.model import Period, Stage
from core.reports.trust import trust
from core.store import Store, audiences, checks, notes
from core.store.audiences import Audience
from core.store.notes import KINDS, Note

NOTE_KEYS = '{"id", "from", "to", "kind", "stage", "text", "client_visible", "prepare_from", "who"}'
AUDIENCE_KEYS = '{"platform", "name", "size", "read_on", "old", "origin"}'
CHECK_KEYS = '{"check", "state", "source", "account", "evidence", "affects", "checked_on", "checked_by", "automatic"}'


def add_note_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    _add_note(command, group)
    _add_audience(command, group)
    _add_trust(command, group)


def _add_note(command: Command, group: Group) -> None:
    made = command("note", _notes, "List the notes on days", f"[{NOTE_KEYS}]")
    client_option(made, required=False)
    actions = group(made)
    listed = command("list", _notes, "List the notes on days", f"[{NOTE_KEYS}]", actions)
    client_option(listed, required=False)
    for one in (made, listed):
        as_of_option(one, "of the days up to then, and of those ahead what was noted by then")
    added = command("add", _note_add, "Note what happened or is coming", NOTE_KEYS, actions)
    client_option(added)
    added.add_argument("--day", required=True, metavar="DAY")
    added.add_argument("--to", metavar="DAY", default=None, help="the last day (default: the same one)")
    added.add_argument("--kind", default="other", choices=KINDS)
    added.add_argument("--stage", choices=[stage.value for stage in Stage])
    added.add_argument("--client-visible", action="store_true", help="the client may read it (default: internal)")
    added.add_argument("--prepare-from", metavar="DAY", help="when preparing for it should begin")
    added.add_argument("text", metavar="TEXT")
    gone = command("remove", _note_remove, "Take a note back", '{"removed"}', actions)
    client_option(gone)
    gone.add_argument("id", type=int)


def _add_audience(command: Command, group: Group) -> None:
    made = command("audience", _audiences, "List the warm audiences with their size", f"[{AUDIENCE_KEYS}]")
    client_option(made, required=False)
    as_of_option(made, "sizes read up to and on this day")
    added = command("add", _audience_add, "Type in the size of a warm audience", AUDIENCE_KEYS, group(made))
    client_option(added)
    added.add_argument("--platform", required=True)
    added.add_argument("--name", required=True)
    added.add_argument("--size", type=int, help="people; left out: not known")
    added.add_argument("--day", metavar="DAY", help="when it was read (default: today)")
    added.add_argument("--origin", default="", help="where it was read")


def _add_trust(command: Command, group: Group) -> None:
    made = command("trust", _trust, "Say what the numbers can be trusted for", f'{{"as_of", "checks": [{CHECK_KEYS}]}}')
    client_option(made, required=False)
    as_of_option(made, "knowing the days before this one")
    looked = command("look", _look, "Write down what you saw when you looked", CHECK_KEYS, group(made))
    client_option(looked)
    looked.add_argument("check", choices=[kind.value for kind in MANUAL])
    looked.add_argument("state", choices=[state.value for state in State])
    looked.add_argument("--day", metavar="DAY", help="the day of the look (default: today)")
    looked.add_argument("evidence", nargs="?", default="", help="what you saw")


def _notes(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    on, moment = asked_day(given, client), asked_moment(given, client)
    every = notes.list_notes(store.ops, client_id=client.client_id)
    found = [note for note in every if note.days.start <= on or (moment and note.written_at <= moment)]
    return Answer([_note_json(note) for note in found], "\n".join(map(_note_line, found)) or "No notes yet.")


def _note_add(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    first = typed_day(given.day)
    last = typed_day(given.to) if given.to else first
    if last < first:
        raise Refused(
            f"The note ends before it starts: {first} … {last}.", f"Merkintä päättyy ennen alkuaan: {first} … {last}."
        )
    made = notes.add_note(
        store.ops,
        client_id=client.client_id,
        days=Period(first, last),
        kind=given.kind,
        stage=given.stage,
        text=given.text,
        client_visible=given.client_visible,
        prepare_from=typed_day(given.prepare_from) if given.prepare_from else None,
        who=WHO,
        now=utc_now(),
    )
    return Answer(_note_json(made), _note_line(made))


def _note_remove(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    notes.take_back(store.ops, client_id=client.client_id, note_id=given.id, who=WHO, now=utc_now())
    return Answer({"removed": given.id}, f"Note {given.id} is taken back.")


def _note_line(note: Note) -> str:
    return f"{note.note_id:5} {note.days.start} … {note.days.end} {note.kind:9} {note.text}"


def _note_json(note: Note) -> Json:
    return {
        "id": note.note_id,
        "from": note.days.start.isoformat(),
        "to": note.days.end.isoformat(),
        "kind": note.kind,
        "stage": note.stage,
        "text": note.text,
        "client_visible": note.client_visible,
        "prepare_from": note.prepare_from.isoformat() if note.prepare_from else None,
        "who": note.written_by,
    }


def _audiences(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    on = cut_day(given, client, None)
    found = audiences.list_audiences(store.ops, client_id=client.client_id, as_of=on)
    lines = [f"{a.platform:14} {a.name}: {'not known' if a.size is None else a.size}, {a.read_on}" for a in found]
    return Answer(
        [_audience_json(audience, old=audience.is_old(on)) for audience in found],
        "\n".join(lines) or "No audience has been typed in.",
    )


def _audience_add(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    today = local_day(now_for(client), client.timezone)
    made = audiences.add_reading(
        store.ops,
        client_id=client.client_id,
        platform=given.platform,
        name=given.name,
        size=given.size,
        read_on=typed_day(given.day) if given.day else today,
        origin=given.origin,
        who=WHO,
        now=utc_now(),
    )
    return Answer(_audience_json(made, old=made.is_old(today)), f"{made.name}: {made.size or 'not known'}")


def _audience_json(audience: Audience, *, old: bool) -> Json:
    return {
        "platform": audience.platform,
        "name": audience.name,
        "size": audience.size,
        "read_on": audience.read_on.isoformat(),
        "old": old,
        "origin": audience.origin,
    }


def _trust(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    found = trust(store, client_id=client.client_id, as_of=cut_day(given, client, None))
    return Answer(
        {"as_of": found.as_of.isoformat(), "checks": [_check_json(check) for check in found.checks]},
        "\n".join(f"{check.state:12} {check.kind:15} {check.source:14} {check.evidence}" for check in found.checks),
    )


def _check_json(check: Check) -> Json:
    return {
        "check": check.kind.value,
        "state": check.state.value,
        "source": check.source or None,
        "account": check.account or None,
        "evidence": str(check.evidence),
        "affects": list(check.affects),
        "checked_on": check.checked_on.isoformat() if check.checked_on else None,
        "checked_by": check.checked_by or None,
        "automatic": check.automatic,
    }


def _look(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    today = local_day(now_for(client), client.timezone)
    checks.add_tick(
        store.ops,
        client_id=client.client_id,
        kind=given.check,
        state=given.state,
        evidence=given.evidence,
        checked_on=typed_day(given.day) if given.day else today,
        who=WHO,
        now=utc_now(),
    )
    found = trust(store, client_id=client.client_id, as_of=today)
    (check,) = (check for check in found.checks if check.kind == given.check)
    return Answer(_check_json(check), f"{check.kind}: {check.state}")
