"""The command that reads the inbox: for cron, or for a person who does not want to wait for the app."""

from __future__ import annotations

import argparse
import sys
import time

from core.cli.words import Answer, Command, Json, client_option, named_client, now_for
from core.jobs.inbox import Swept, look, sweep
from core.jobs.inbox_folder import client_folders, inbox_folder, strangers
from core.model import FileStatus
from core.store import Store
from core.store.clients import list_clients

KEYS = (
    '{"folder", "files": [{"client", "account", "file", "status", "message", "moved_to", "tables": [as import]}],'
    ' "growing": [path], "never_taken": [path], "unknown_clients": [folder]}'
)
SETTLE = 2.0
"""Seconds between two looks: a file that somebody is still writing changes in between."""


def add_inbox_command(command: Command) -> None:
    """Register the command of this module."""
    made = command("inbox", _inbox, "Bring in what lies in the inbox folder", KEYS)
    client_option(made, required=False)
    made.add_argument("--settle", type=float, default=SETTLE, metavar="SECONDS", help="how long a file must lie still")


def _inbox(store: Store, given: argparse.Namespace) -> Answer:
    client_id = named_client(store, given).client_id if given.client else None
    before = look(store)
    if before:
        time.sleep(max(given.settle, 0))
    found = sweep(store, before=before, clock=now_for, client_id=client_id)
    now = look(store)
    growing = sorted(str(path) for path, stamp in now.items() if before.get(path) != stamp)
    apart = [str(path) for path in strangers(store.root)]
    clients = {client.client_id for client in list_clients(store.ops)}
    unknown = [name for name in client_folders(store.root) if name not in clients]
    stuck = [file for file in found if file.status in (FileStatus.REFUSED, FileStatus.NEEDS_ANSWER)]
    for file in stuck:
        print(f"{file.client_id}/{file.name}: {file.message}", file=sys.stderr)
    document = {
        "folder": str(inbox_folder(store.root)),
        "files": [_file(file) for file in found],
        "growing": growing,
        "never_taken": apart,
        "unknown_clients": unknown,
    }
    for name in unknown:
        print(f"There is no client {name}: its folder in the inbox is left alone.", file=sys.stderr)
    lines = [f"{file.client_id}/{file.name}: {file.status} — {file.message}" for file in found]
    nothing = f"Nothing new in {inbox_folder(store.root)}."
    return Answer(document, "\n".join(lines) or nothing, status=1 if stuck else 0)


def _file(file: Swept) -> Json:
    return {
        "client": file.client_id,
        "account": file.account or None,
        "file": file.name,
        "status": file.status.value,
        "message": file.message.en,
        "moved_to": str(file.moved_to) if file.moved_to else None,
        "tables": list(file.tables),
    }
