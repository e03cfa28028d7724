"""The commands that bring exports in, show the log and take an import back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.cli.words import WHO, Answer, Command, Group, Json, client_option, file_bytes, named_client, pair, period_json
from core.dates import utc_now
from core.figures import plain
from core.jobs import imports
from core.model import FileStatus
from core.reports.imports import import_rows
from core.store import Store, import_log

IMPORT_KEYS = (
    '{"files": [{"file", "status", "source", "report", "grain", "period", "currency", "rows", "totals_rows", "spend",'
    ' "impressions", "clicks", "conversions", "control", "message", "questions", "import_id"}]}'
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
    undo = command("undo", _imports_undo, "Take one import back", '{"id", "file", "status"}', group(made))
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
        print(f"{outcome.file}: {outcome.message}", file=sys.stderr)
    return Answer(
        {"files": [_entry(outcome) for outcome in outcomes]},
        "\n".join(f"{outcome.file}: {outcome.status} — {outcome.message}" for outcome in outcomes),
        status=1 if stuck else 0,
    )


def _entry(outcome: imports.FileOutcome) -> Json:
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
