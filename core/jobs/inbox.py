"""The inbox: files dropped into a folder come in as if a person had brought them, and wait for one where only a person
can tell.

A sweep is safe to kill at any moment. A file lies in the inbox until its import is published, and then moves; if it was
published and not moved, the next sweep finds the same bytes imported and only moves it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.errors import Refused, StoreBusy, StoreError, TahtiError
from core.jobs.import_outcome import FileOutcome
from core.jobs.imports import offer
from core.jobs.inbox_folder import (
    DONE,
    REFUSED,
    Incoming,
    Stamp,
    inbox_folder,
    incoming,
    put_away,
    read_incoming,
    stamp_of,
)
from core.model import Client, FileStatus, Sentence
from core.store import Store
from core.store.clients import list_clients
from core.store.inbox import WaitingFile, forget_waiting, last_answer, note_waiting, waiting_files
from core.store.lock import locked

WHO = "inbox"
MOST = 50
"""Files of one sweep: the next one takes the rest."""

Clock = Callable[[Client], datetime]
"""The instant of an import for a client, naive UTC."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What became of one file. `moved_to` is None while it lies where it was."""

    client_id: str
    account: str
    name: str
    status: FileStatus
    message: Sentence
    tables: tuple[dict[str, Any], ...] = ()
    moved_to: Path | None = None


def look(store: Store) -> dict[Path, Stamp]:
    """Every file in the inbox now. A sweep takes those that look the same a little later."""
    return {file.path: stamp for file, stamp in incoming(store.root)}


def sweep(store: Store, *, before: Mapping[Path, Stamp], clock: Clock, client_id: str | None = None) -> list[Swept]:
    """Bring in every file that has not changed since `before` (see `look`), of one client or of all; the others and
    those of unknown clients are left alone. Only one process sweeps at a time: another one finds nothing to do."""
    if not inbox_folder(store.root).is_dir():
        return []
    try:
        with locked(store.root / "inbox.lock", seconds=0):
            return _swept(store, before, clock, client_id)
    except StoreBusy:
        return []


def answer(
    store: Store, client: Client, *, account: str, name: str, answers: Mapping[str, str], who: str, now: datetime
) -> Swept:
    """Offer a waiting file once more with what a person told. Raises Refused when it is not there any more, StoreBusy
    while a sweep runs."""
    with locked(store.root / "inbox.lock", seconds=15):
        file = _waiting_file(store, client, account, name)
        return _taken(store, client, file, answers, who, now)


def set_aside(store: Store, client: Client, *, account: str, name: str, who: str) -> Path:
    """Move a waiting file to `refused`, because a person does not want it. Raises as `answer` does."""
    with locked(store.root / "inbox.lock", seconds=15):
        file = _waiting_file(store, client, account, name)
        said = Sentence(f"Set aside by {who}.", f"{who} siirsi sivuun.")
        target = put_away(file, REFUSED, said)
        forget_waiting(store.ops, client_id=client.client_id, files=[(account, name)])
        return target


def _swept(store: Store, before: Mapping[Path, Stamp], clock: Clock, client_id: str | None) -> list[Swept]:
    clients = {client.client_id: client for client in list_clients(store.ops)}
    wanted = {client for client in clients if client_id in (None, client)}
    files = [(file, stamp) for file, stamp in incoming(store.root) if file.client in wanted]
    _forget_gone(store, wanted, [file for file, _ in files])
    still = [file for file, stamp in files if before.get(file.path) == stamp and not _waits(store, file, stamp)]
    return [_offered(store, clients[file.client], file, clock(clients[file.client])) for file in still[:MOST]]


def _waits(store: Store, file: Incoming, stamp: Stamp) -> bool:
    """Whether the file was looked into and nobody has answered anything about the client's files since."""
    known = {(row.account, row.name): row for row in waiting_files(store.ops, client_id=file.client)}
    row = known.get((file.account, file.name))
    if row is None:
        return False
    answered = last_answer(store.ops, client_id=file.client)
    return not (answered and answered >= row.seen_at) and row.stamp == _text(stamp)


def _offered(store: Store, client: Client, file: Incoming, now: datetime) -> Swept:
    try:
        return _taken(store, client, file, {}, WHO, now)
    except TahtiError as error:
        return Swept(client.client_id, file.account, file.name, FileStatus.NEEDS_ANSWER, error.sentence)
    except OSError as error:
        said = Sentence(f"The file cannot be moved: {error.strerror}.", f"Tiedostoa ei voi siirtää: {error.strerror}.")
        return Swept(client.client_id, file.account, file.name, FileStatus.NEEDS_ANSWER, said)


def _taken(store: Store, client: Client, file: Incoming, answers: Mapping[str, str], who: str, now: datetime) -> Swept:
    """Read, import and put away one file. Raises StoreError, OSError."""
    try:
        data = read_incoming(file)
        outcomes = offer(
            store,
            client_id=client.client_id,
            name=file.name,
            data=data,
            account=file.account,
            answers=answers,
            who=who,
            now=now,
        )
    except (StoreError, OSError):
        raise
    except TahtiError as error:
        return _put(store, file, FileStatus.REFUSED, error.sentence, ())
    tables = tuple(outcome.as_json() for outcome in outcomes)
    status, message = _verdict(outcomes)
    if status is FileStatus.NEEDS_ANSWER:
        note_waiting(
            store.ops,
            client_id=client.client_id,
            account=file.account,
            name=file.name,
            stamp=_text(stamp_of(file.path)),
            outcome=json.dumps(tables, ensure_ascii=False),
            now=now,
        )
        return Swept(client.client_id, file.account, file.name, status, message, tables)
    return _put(store, file, status, message, tables)


def _put(
    store: Store, file: Incoming, status: FileStatus, message: Sentence, tables: tuple[dict[str, Any], ...]
) -> Swept:
    refused = status is FileStatus.REFUSED
    target = put_away(file, REFUSED if refused else DONE, message if refused else None)
    forget_waiting(store.ops, client_id=file.client, files=[(file.account, file.name)])
    return Swept(file.client, file.account, file.name, status, message, tables, target)


def _verdict(outcomes: Sequence[FileOutcome]) -> tuple[FileStatus, Sentence]:
    """The file's own status: it waits when any table asks; it is refused when nothing in it could be used."""
    for status in (FileStatus.NEEDS_ANSWER, FileStatus.IMPORTED, FileStatus.DUPLICATE, FileStatus.EMPTY):
        for outcome in outcomes:
            if outcome.status is status:
                return status, outcome.message
    return FileStatus.REFUSED, outcomes[0].message


def _waiting_file(store: Store, client: Client, account: str, name: str) -> Incoming:
    """The file behind a row of the list. Only names that lie in the folder now are found: a made-up path is not."""
    for file, _ in incoming(store.root):
        if (file.client, file.account, file.name) == (client.client_id, account, name):
            return file
    raise Refused(f"{name} is not in the inbox any more.", f"Tiedostoa {name} ei enää ole saapuvien kansiossa.")


def _forget_gone(store: Store, clients: set[str], files: Sequence[Incoming]) -> None:
    there = {(file.client, file.account, file.name) for file in files}
    for client_id in clients:
        rows: list[WaitingFile] = waiting_files(store.ops, client_id=client_id)
        gone = [(row.account, row.name) for row in rows if (client_id, row.account, row.name) not in there]
        forget_waiting(store.ops, client_id=client_id, files=gone)


def _text(stamp: Stamp) -> str:
    return f"{stamp[0]} {stamp[1]}"
