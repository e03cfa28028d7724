"""The commands of the board: `import`, `map` and `status`; where a board lives stands in `board_ways`."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.board.hygiene import RULES
from core.cli.board_json import import_json, import_text, mapped_json
from core.cli.board_ways import add_board_ways
from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    asked_moment,
    client_option,
    file_bytes,
    instant_json,
    named_client,
    now_for,
)
from core.dates import utc_now
from core.jobs.board import import_board, map_list
from core.reports.board import board_status
from core.reports.board_scene import list_mapping, present
from core.reports.board_shapes import StatusReport
from core.store import Store

IMPORT_KEYS = (
    '{"board", "lists", "cards", "visible", "archived", "hidden_in_closed_lists", "separators", "actions", "moves",'
    ' "history_complete_since", "unmapped_lists", "mapping", "changes", …}'
)
STATUS_KEYS = '{"statuses": {status: {"count", "cards"}}, "unmapped", "total", "needs_a_hand", …}'


def add_board_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("board", _status, "Show what lies where on the board", STATUS_KEYS)
    actions = group(made, required=True)
    brought = command("import", _import, "Bring in a Trello board exported as JSON", IMPORT_KEYS, actions)
    brought.add_argument("file", type=Path, metavar="FILE")
    client_option(brought)
    mapped = command("map", _map, "Say what lying in a list means", '{"list", "name", "status"}', actions)
    client_option(mapped)
    mapped.add_argument("list", metavar="LIST", help="its name, or its id when several share the name")
    mapped.add_argument(
        "status", metavar="STATUS", help="backlog, to_do, doing, review_ours, review_client, blocked, done or excluded"
    )
    shown = command("status", _status, "Show what lies where on the board", STATUS_KEYS, actions)
    client_option(shown)
    as_of_option(shown, "know only what happened before this")
    add_board_ways(command, actions)


# -------------------------------------------------------------------------------------------------------------- import


def _import(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    done = import_board(store, client_id=client.client_id, data=file_bytes(given.file), who=WHO, now=utc_now())
    board_id = done.export.content.board.board_id
    lists = [m for m in list_mapping(store, client_id=client.client_id) if m.board_id == board_id]
    return Answer(import_json(done, lists), import_text(done, lists))


# ------------------------------------------------------------------------------------------------------ map and status


def _map(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row, status = map_list(
        store, client_id=client.client_id, wanted=given.list, status=given.status, who=WHO, now=utc_now()
    )
    return Answer(
        {"list": row.list_id, "name": row.name, "status": str(status)}, f"Cards in {row.name} now count as {status}."
    )


def _status(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    as_of = asked_moment(given, client) or present(store, client_id=client.client_id, now=now_for(client))
    report = board_status(store, client_id=client.client_id, as_of=as_of)
    return Answer(_status_json(report), _status_text(report))


def _status_json(report: StatusReport) -> Json:
    return {
        "as_of": instant_json(report.as_of),
        "statuses": {str(s): {"count": len(ids), "cards": list(ids)} for s, ids in report.statuses.items()},
        "unmapped": [
            {"list": u.list_id, "name": u.name, "count": len(u.cards), "cards": list(u.cards)} for u in report.unmapped
        ],
        "archived": report.archived,
        "hidden_in_closed_lists": report.hidden,
        **{f"{role}s": n for role, n in report.apart.items()},
        "total": report.total,
        "deleted_unseen": report.deleted_unseen,
        "needs_a_hand": {kind: list(ids) for kind, ids in report.needs_a_hand.items()},
        "blocked": [
            {
                "card": b.card.card_id,
                "reason": b.stuck.reason or None,
                "since": instant_json(b.stuck.since) if b.stuck.since else None,
                "working_days": b.working_days,
            }
            for b in report.blocked
        ],
        "limits": [
            {
                "kind": str(load.place.kind),
                "place": load.place.key,
                "cards": load.cards,
                "most": load.most,
                "over": load.over,
            }
            for load in report.loads
        ],
        "mapping": [mapped_json(m) for m in report.lists],
        "history_complete_since": instant_json(report.history_complete_since),
        "moves_missing": list(report.contradictions),
    }


def _status_text(report: StatusReport) -> str:
    lines = [f"{status:14} {len(ids):5}" for status, ids in report.statuses.items()]
    lines += [f"{'unmapped':14} {len(u.cards):5}  {u.name}" for u in report.unmapped]
    lines += [f"{rule.sentence}: {n}" for rule in RULES if (n := len(report.needs_a_hand[rule.kind]))]
    lines.append(f"History is complete since {instant_json(report.history_complete_since)}.")
    return "\n".join(lines)
