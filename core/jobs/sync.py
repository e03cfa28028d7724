"""Keep up with Trello: send what waits in the outbox, look at the board, write what is new.

One process does this at a time (a lease in the database); a page, the command line and the server's own clock all come
through `sync_due` or `sync_board`.
"""

from __future__ import annotations

import logging
import os
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.cards import BoardContent
from core.config import sync_seconds
from core.connect import trello_board, trello_write
from core.connect.faults import TrelloBusy, TrelloDenied, TrelloForbidden, TrelloGone
from core.connect.secrets import TrelloKeys, trello_keys, trello_webhook
from core.connect.trello import Trello
from core.connect.trello_board import RemoteBoard
from core.dates import utc_now
from core.errors import Refused, TahtiError
from core.jobs.board import BoardImport, plan
from core.jobs.outbox import Sent, send_entries
from core.model import Sentence
from core.sources.trello_export import BoardExport, translate
from core.store import Store, clients, outbox
from core.store import board as board_store
from core.store.homes import BoardHome, Home, find_home, leave_trello, set_home
from core.store.sync import (
    due_homes,
    give_lease,
    note_account,
    note_failure,
    note_success,
    take_lease,
)

log = logging.getLogger(__name__)

_BOARD = re.compile(r"(?:^|trello\.com/b/)([0-9a-f]{24}|[0-9A-Za-z]{8})(?:$|[/?#])")

LEASE = "trello"
LEASE_SECONDS = 180.0
"""Longer than any single request; renewed before each. After a crash others wait this long."""
RENEW_SECONDS = 20.0
OVERLAP = timedelta(hours=1)
"""How much of what is known is read again: Trello's ids and dates are not quite in one order."""
LONGEST_WAIT = timedelta(hours=1)
LISTEN_AGAIN = timedelta(days=1)
"""Trello gives up an address that does not answer, and forgets it with its token."""
FAULT = Sentence(
    "Reading the board failed for a reason nobody foresaw; the server's log has it.",
    "Seinän lukeminen epäonnistui odottamattomasta syystä; se on palvelimen lokissa.",
)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class BoardSync:
    """One look at a board: what came of the outbox, what was seen and what was new."""

    home: BoardHome
    sent: Sent
    found: BoardImport


class Elsewhere(Refused):
    """Another process keeps up with Trello right now."""


# ------------------------------------------------------------------------------------------------------ picking a board


def is_configured() -> bool:
    """Whether this server has a key and a token for Trello."""
    return trello_keys() is not None


def boards_available() -> tuple[RemoteBoard, ...]:
    """The open boards that this server's Trello account sees, by name: for an admin to pick from, because the account
    sees boards of every client. Asks Trello, so call it when somebody presses a button and show that it takes a
    moment. Raises Refused without keys, TrelloFault with the sentence to show."""
    return trello_board.list_boards(Trello(_keys()))


def connect_board(store: Store, *, client_id: str, board_id: str, name: str, who: str, now: datetime) -> BoardHome:
    """Connect a client to a board from `boards_available`; the first look comes within seconds. A board that came from
    an export file before keeps its history. For admins. Raises Refused for a board that was taken over."""
    clients.get_client(store.ops, client_id=client_id)
    if find_home(store.ops, client_id=client_id, board_id=board_id).kind is Home.BUILT_IN:
        raise Refused(
            f"The board “{name}” was taken over and is written here now.",
            f"Seinä ”{name}” on otettu omaksi, ja siihen kirjoitetaan nyt täällä.",
        )
    set_home(store.ops, client_id=client_id, board_id=board_id, kind=Home.TRELLO, name=name, who=who, now=now)
    return find_home(store.ops, client_id=client_id, board_id=board_id)


def disconnect_board(store: Store, *, client_id: str, board_id: str, who: str, now: datetime) -> None:
    """Stop keeping up with a board; what is known of it stays and is only read. What waited for it is dropped. Nothing
    happens when it is not connected."""
    leave_trello(store.ops, client_id=client_id, board_id=board_id, who=who, now=now)


def find_remote(trello: Trello, wanted: str) -> RemoteBoard:
    """A board by its id, the short one in its address, or the whole address. Raises Refused, TrelloFault."""
    match = _BOARD.search(wanted.strip())
    if match is None:
        raise Refused(
            "This is neither the id nor the address of a Trello board.",
            "Tämä ei ole Trello-seinän tunniste eikä osoite.",
        )
    return trello_board.fetch_head(trello, match[1])


# ------------------------------------------------------------------------------------------------------------- looking


@contextmanager
def conversation(
    store: Store, *, wait: Callable[[float], None] = time.sleep, clock: Clock = utc_now, patience: int = 0
) -> Iterator[Trello]:
    """Trello for this process alone, as long as the block lasts. Raises Refused without keys, Elsewhere when another
    process is at it for longer than `patience` seconds, also in the middle should this one have slept too long."""
    holder = f"{os.getpid()}-{uuid.uuid4().hex}"
    renewed = -RENEW_SECONDS

    def hold() -> None:
        nonlocal renewed
        if time.monotonic() - renewed < RENEW_SECONDS:
            return
        if not take_lease(store.ops, name=LEASE, holder=holder, seconds=LEASE_SECONDS, now=clock()):
            raise Elsewhere(
                "Another process is looking at Trello right now: try again in a moment.",
                "Toinen prosessi lukee juuri Trelloa: yritä hetken päästä uudelleen.",
            )
        renewed = time.monotonic()

    keys = _keys()
    for second in range(patience + 1):
        try:
            hold()
            break
        except Elsewhere:
            if second == patience:
                raise
            wait(1)
    try:
        yield Trello(keys, wait=wait, before_each=hold)
    finally:
        give_lease(store.ops, name=LEASE, holder=holder)


def sync_board(store: Store, trello: Trello, *, client_id: str, board_id: str, clock: Clock = utc_now) -> BoardSync:
    """Send, look, write; how it went is kept with the board. Raises what went wrong (TahtiError) after keeping it."""
    home = find_home(store.ops, client_id=client_id, board_id=board_id)
    try:
        return _sync(store, trello, home, clock)
    except Elsewhere:
        raise
    except Exception as error:
        now = clock()
        said = error.sentence if isinstance(error, TahtiError) else FAULT
        note_failure(store.ops, home=home, error=said, next_at=now + _back_off(home, error), now=now)
        raise


def sync_due(
    store: Store,
    *,
    wait: Callable[[float], None] = time.sleep,
    clock: Clock = utc_now,
    heard: dict[str, datetime] | None = None,
) -> int:
    """Look at every board that is due; returns how many looks succeeded. Without keys, with nothing due, or while
    another process is at it, nothing happens. A board that fails keeps its error and stops no other. `heard`: when
    Trello is to be asked again to call us about a board; who passes it has that asked, then once a day."""
    due = due_homes(store.ops, now=clock())
    if not due or not is_configured():
        return 0
    count = 0
    try:
        with conversation(store, wait=wait, clock=clock) as trello:
            for home in due:
                count += _tried(store, trello, home, clock, heard)
    except Elsewhere:
        return count
    return count


def _tried(store: Store, trello: Trello, home: BoardHome, clock: Clock, heard: dict[str, datetime] | None) -> bool:
    try:
        sync_board(store, trello, client_id=home.client_id, board_id=home.board_id, clock=clock)
        now = clock()
        if heard is not None and now >= heard.get(home.board_id, now):
            heard[home.board_id] = now + LISTEN_AGAIN
            listen(trello, home.board_id)
    except Elsewhere:
        raise
    except TahtiError as error:
        log.warning("%s of %s could not be read: %s", home.board_id, home.client_id, error.sentence)
        return False
    except Exception:
        log.exception("%s of %s could not be read", home.board_id, home.client_id)
        return False
    return True


def _sync(store: Store, trello: Trello, home: BoardHome, clock: Clock) -> BoardSync:
    home = _with_account(store, trello, home)
    sent = send_entries(store, trello, home, clock) if home.can_write else Sent()
    began = clock()
    known = board_store.read_board(store.ops, client_id=home.client_id, board_id=home.board_id)
    since = known.board.as_of - OVERLAP if known and home.whole_history else None
    export = translate(trello_board.fetch_board(trello, home.board_id, since=since))
    if known and since:
        export = _as_known(export, since, known)
    changes = plan(known, export.content)
    is_older = known is not None and export.content.board.as_of < known.board.as_of
    if changes:
        board_store.write_changes(
            store.ops,
            client_id=home.client_id,
            board_id=home.board_id,
            known=known.board if known else None,
            changes=changes,
            who="Trello",
            now=began,
        )
    now = clock()
    outbox.seen(store.ops, client_id=home.client_id, board_id=home.board_id, before=began, now=now)
    name = export.content.board.name or home.name
    note_success(store.ops, home=home, name=name, next_at=now + timedelta(seconds=sync_seconds()), now=now)
    return BoardSync(home, sent, BoardImport(export, changes, is_older))


def _with_account(store: Store, trello: Trello, home: BoardHome) -> BoardHome:
    """As whom we speak, and whether we may write: asked anew each time, because a token can be taken back."""
    told = trello_board.account(trello)
    note_account(store.ops, home=home, can_write=told.can_write, member_id=told.member_id, ends=told.expires)
    return replace(home, can_write=told.can_write, own_member=told.member_id)


def _as_known(export: BoardExport, since: datetime, known: BoardContent) -> BoardExport:
    """A look at the newest history alone is complete since the moment from which it was asked for, and people who have
    left the board are called what they were called when what they did was last read."""
    names = {member.member_id: member.name for member in known.members}
    seen = export.content
    return replace(
        export,
        content=replace(
            seen,
            board=replace(seen.board, complete_since=max(since, known.board.complete_since)),
            members=tuple(replace(m, name=m.name or names.get(m.member_id, "")) for m in seen.members),
        ),
    )


def _back_off(home: BoardHome, error: Exception) -> timedelta:
    wait = timedelta(seconds=sync_seconds() << min(home.failures, 6))
    if isinstance(error, (TrelloDenied, TrelloForbidden, TrelloGone)):
        return LONGEST_WAIT
    told = timedelta(seconds=error.wait) if isinstance(error, TrelloBusy) else wait
    return min(max(wait, told), LONGEST_WAIT)


def _keys() -> TrelloKeys:
    keys = trello_keys()
    if keys is None:
        raise Refused(
            "This server has no key for Trello: set TRELLO_KEY and TRELLO_TOKEN, or write them into"
            " .streamlit/secrets.toml, and start it again.",
            "Palvelimella ei ole avainta Trelloon: aseta TRELLO_KEY ja TRELLO_TOKEN tai kirjoita ne tiedostoon"
            " .streamlit/secrets.toml ja käynnistä palvelin uudelleen.",
        )
    return keys


# ------------------------------------------------------------------------------------------------------------ webhooks


def listen(trello: Trello, board_id: str) -> bool:
    """Have Trello call us about a board, if this server is set up for it; returns whether it did not call. Raises
    TrelloFault when Trello cannot reach us, among others."""
    hook = trello_webhook()
    return hook is not None and trello_write.keep_webhook(trello, board_id, hook.address)
