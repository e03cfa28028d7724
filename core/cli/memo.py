"""The command about memos: what a meeting came to, for the team or for the client, in every form."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from core.cli.words import Answer, Command, client_option, instant_json, named_client, now_for
from core.errors import Refused
from core.meetings.memo import Memo
from core.meetings.memo_text import to_html, to_markdown, to_text
from core.reports.memo import memo
from core.store import Store, meetings
from core.store.meetings import Meeting

KEYS = (
    '{"meeting", "kind", "day", "for_client", "language", "format", "decisions": [{"text", "by", "first_on", "card"}],'
    ' "actions": [{"text", "owner", "due", "card"}], "memo"}; with --list [{"meeting", "kind", "at"}]'
)
FORMS: dict[str, Callable[[Memo, str], str]] = {"md": to_markdown, "html": to_html, "text": to_text}


def add_memo_command(command: Command) -> None:
    """Register the command of this module."""
    made = command("memo", _memo, "The memo of a meeting: of the newest one unless an id is given", KEYS)
    client_option(made)
    which = made.add_mutually_exclusive_group()
    which.add_argument("id", nargs="?", type=int, help="the meeting, as `meeting` and `memo --list` tell it")
    which.add_argument("--latest", action="store_true", help="the newest one")
    which.add_argument("--list", action="store_true", help="list the meetings of which a memo is kept")
    made.add_argument("--for-client", action="store_true", help="only what the client may read")
    made.add_argument("--format", choices=list(FORMS), default="md")
    made.add_argument("--language", choices=("en", "fi"), help="(default: the client's)")


def _memo(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    kept = meetings.kept_meetings(store.ops, client_id=client.client_id)
    if given.list:
        rows = [{"meeting": one.meeting_id, "kind": one.kind, "at": instant_json(one.at)} for one in kept]
        return Answer(
            rows, "\n".join(f"{one.meeting_id:5} {one.at:%Y-%m-%d} {one.kind}" for one in kept) or "No memos."
        )
    found = memo(
        store,
        client_id=client.client_id,
        meeting_id=_asked(given.id, kept),
        to_client=given.for_client,
        as_of=now_for(client),
    )
    language = given.language or client.language
    text = FORMS[given.format](found, language)
    document = {
        "meeting": _asked(given.id, kept),
        "kind": found.kind.value,
        "day": found.day.isoformat(),
        "for_client": found.to_client,
        "language": language,
        "format": given.format,
        "decisions": [
            {
                "text": one.text,
                "by": one.by,
                "first_on": one.first_on.isoformat() if one.first_on else None,
                "card": one.card_id or None,
            }
            for one in found.settled
        ],
        "actions": [
            {"text": one.text, "owner": one.owner, "due": one.due.isoformat(), "card": one.card_id or None}
            for one in found.promises
        ],
        "memo": text,
    }
    return Answer(document, text.rstrip("\n"))


def _asked(meeting_id: int | None, kept: list[Meeting]) -> int:
    if meeting_id is not None:
        return meeting_id
    if not kept:
        raise Refused("No meeting has been kept yet.", "Yhtään palaveria ei ole vielä tallessa.")
    return kept[0].meeting_id
