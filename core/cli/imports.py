"""The commands that bring exports in, show the log and take an import back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    client_option,
    cut_day,
    file_bytes,
    named_client,
    pair,
    period_json,
)
from core.dates import utc_now
from core.figures import plain
from core.jobs import imports
from core.jobs.import_outcome import FileOutcome
from core.model import FileStatus
from core.reports.imports import import_detail, import_rows
from core.store import Store, clients, import_log

IMPORT_KEYS = (
    '{"files": [{"file", "status", "source", "report", "grain", "period", "currency", "rows", "totals_rows", "spend",'
    ' "impressions", "clicks", "conversions", "value", "outcomes", "control", "message", "questions", "bad_lines",'
    ' "import_id"}]}'
)


def add_import_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("import", _import, "Bring in exports; each table commits by itself", IMPORT_KEYS)
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    client_option(made)
    made.add_argument("--account", default="", help="the ad account, when the file does not name it")
    made.add_argument("--currency", default="", help="the account's currency, when the file does not name it")
    made.add_argument(
        "--answer", action="append", default=[], metavar="KEY=VALUE", help="answers a question of needs_answer"
    )
    made.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    keys = (
        '[{"id", "at", "file", "source", "report", "account", "status", "period", "rows", "spend", "currency", "who"}]'
    )
    made = command("imports", _imports, "Show the import log", keys)
    client_option(made, required=False)
    actions = group(made)
    keys = (
        '{"id", "file", "source", "account", "days": [{"day", "measure", "rows", "old", "new"}], "new", "renamed",'
        ' "missing", "settled_through", "window_days"}'
    )
    show = command("show", _imports_show, "Show what one import changed, day by day", keys, actions)
    show.add_argument("id", type=int)
    as_of_option(show, "settled as seen on this day")
    undo = command("undo", _imports_undo, "Take one import back", '{"id", "file", "status"}', actions)
    undo.add_argument("id", type=int)


def _import(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    answers = dict(pair(text) for text in given.answer)
    outcomes = []
    for path in given.files:
        data = file_bytes(path)
        outcomes += imports.offer(
            store,
            client_id=client.client_id,
            name=path.name,
            data=data,
            account=given.account,
            currency=given.currency,
            answers=answers,
            who=WHO,
            now=utc_now(),
            dry_run=given.dry_run,
        )
    stuck = [o for o in outcomes if o.status in (FileStatus.REFUSED, FileStatus.NEEDS_ANSWER)]
    for outcome in stuck:
        print(f"{outcome.file}: {outcome.message}{_ways_to_answer(outcome)}", file=sys.stderr)
    return Answer(
        {"files": [_entry(outcome) for outcome in outcomes]},
        "\n".join(f"{outcome.file}: {outcome.status} — {outcome.message}" for outcome in outcomes),
        status=1 if stuck else 0,
    )


def _ways_to_answer(outcome: FileOutcome) -> str:
    """How to answer what a file asks, where there are only a few answers."""
    if outcome.status is not FileStatus.NEEDS_ANSWER:
        return ""
    asked = [question for question in outcome.reading.questions if question.options]
    return "".join(f" (--answer {question.key}={'|'.join(question.options)})" for question in asked)


def _entry(outcome: FileOutcome) -> Json:
    entry = outcome.as_json()
    return entry | {"currency": entry["currency"] or None}


def _imports(store: Store, given: argparse.Namespace) -> Answer:
    rows = import_rows(store, client_id=named_client(store, given).client_id)
    return Answer(
        [
            {
                "id": row.import_id,
                "at": f"{row.at}Z",
                "file": row.file_name,
                "source": row.source,
                "report": row.report,
                "account": row.account,
                "status": row.status,
                "period": period_json(row.period),
                "rows": row.rows,
                "spend": plain(row.spend),
                "currency": row.currency,
                "who": row.imported_by,
                "message": str(row.message),
            }
            for row in rows
        ],
        "\n".join(f"{row.import_id:5} {row.at} {row.status:10} {row.file_name} {row.message}" for row in rows)
        or "Nothing has been imported yet.",
    )


def _imports_undo(store: Store, given: argparse.Namespace) -> Answer:
    client_id = import_log.client_of_import(store.ops, import_id=given.id)
    undone = imports.undo(store, client_id=client_id, import_id=given.id, who=WHO, now=utc_now())
    return Answer(
        {"id": undone.import_id, "file": undone.file_name, "status": undone.status},
        f"Undone: {undone.file_name}. The figures are as if it had never been imported.",
    )


def _imports_show(store: Store, given: argparse.Namespace) -> Answer:
    client = clients.get_client(store.ops, client_id=import_log.client_of_import(store.ops, import_id=given.id))
    as_of = cut_day(given, client, None)
    found = import_detail(store, client_id=client.client_id, import_id=given.id, as_of=as_of)
    days = [
        {
            "day": change.day.isoformat(),
            "measure": change.measure,
            "rows": change.rows,
            "old": plain(change.old),
            "new": plain(change.new),
        }
        for change in found.days
    ]
    return Answer(
        {
            "id": found.row.import_id,
            "file": found.row.file_name,
            "source": found.row.source,
            "account": found.row.account,
            "days": days,
            "new": list(found.new),
            "renamed": [{"before": before, "now": now} for before, now in found.renamed],
            "missing": list(found.missing),
            "settled_through": found.settled_through.isoformat() if found.settled_through else None,
            "window_days": found.window,
        },
        "\n".join(f"{day['day']} {day['measure']:16} {day['old']} -> {day['new']}" for day in days)
        or "It changed no number that was already there.",
    )
