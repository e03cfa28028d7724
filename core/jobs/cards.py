"""What people do with cards: the one way in for pages, meetings and findings.

On a board of our own everything happens at once. On a Trello board it is written to the outbox and is `pending` until
Trello has answered; the page shows it so. A board from an export file is only read. Nothing is ever deleted.

Every function raises Refused, with one sentence for the person, when it cannot be done; then nothing has changed. A
card is named by its id; one that Trello has yet to make by the id under which `create_card` gave it, for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from core.cards import Board, Card, Status
from core.errors import Refused
from core.jobs.card_people import assignable, own_members
from core.jobs.card_places import find_target, list_for, moved_meanwhile, why_read_only
from core.jobs.own_board import OWN, adopt_board, changed, create_board, new_id
from core.jobs.pending import Pending, pending
from core.store import Store, clients
from core.store import cards as card_store
from core.store.board import BoardChanges
from core.store.homes import BoardHome, Home
from core.store.outbox import BOTTOM, TOP, Act, Wish, add_entry

__all__ = [
    "BOTTOM",
    "TOP",
    "Pending",
    "Written",
    "adopt_board",
    "archive_card",
    "assign",
    "assignable",
    "comment",
    "create_board",
    "create_card",
    "free_card",
    "label_card",
    "move_card",
    "pending",
    "restore_card",
    "set_blocked",
    "set_due",
    "unassign",
    "unlabel_card",
    "why_read_only",
]

LONGEST_NAME, LONGEST_TEXT = 1000, 16000
"""Characters. Trello takes 16,384 of either; a name of a thousand is a text."""
MARK = 24
"""Characters by which an act is known when it is sent twice."""
DUE_HOUR = time(17)
"""When a day is over for whoever promised something for it, in the client's zone."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a wish. `pending`: Trello has still to answer; `entry_id` is then its row in the outbox."""

    card_id: str
    pending: bool
    entry_id: int | None = None


# ------------------------------------------------------------------------------------------------------------- the acts


def create_card(
    store: Store,
    *,
    client_id: str,
    name: str,
    list_id: str = "",
    status: Status = Status.TO_DO,
    place: str = TOP,
    note: str = "",
    due: date | datetime | None = None,
    member_ids: Sequence[str] = (),
    label_ids: Sequence[str] = (),
    write_id: str = "",
    who: str,
    now: datetime,
) -> Written:
    """Make a card, at the top unless `place` says otherwise (see `move_card`). Without a `list_id` it goes to the first
    open list of that status on a board that can be written. `note`: what it says inside (on our own board its first
    comment). `due`: a day means 17.00 of it in the client's zone; an instant is naive UTC. Asked for twice under one
    `write_id` it is made once."""
    home, row = list_for(store, client_id=client_id, list_id=list_id, status=status)
    wish = Wish(
        Act.CREATE,
        "",
        list_id=row.list_id,
        place=place,
        text=_named(name),
        note=note.strip()[:LONGEST_TEXT],
        due=_instant(store, client_id, due),
        ids=tuple(member_ids),
        label_ids=tuple(label_ids),
    )
    return _do(store, home, wish, who, now, write_id)


def move_card(
    store: Store,
    *,
    client_id: str,
    card_id: str,
    list_id: str = "",
    status: Status | None = None,
    place: str = TOP,
    seen: str = "",
    who: str,
    now: datetime,
) -> Written:
    """Move a card to a list of its board, or to the first open one of a `status`. `place`: TOP, BOTTOM, or the id of
    the card under which it is to lie. Without list and status it moves within its list. `seen`: the list in which the
    person saw it; when it lies elsewhere by now, somebody moved it meanwhile and it stays there."""
    target = find_target(store, client_id=client_id, card_id=card_id)
    if seen and seen != target.list_id:
        raise moved_meanwhile(store, client_id=client_id, list_id=target.list_id)
    wanted = list_id or ("" if status else target.list_id)
    _, row = list_for(
        store,
        client_id=client_id,
        list_id=wanted,
        status=status or Status.TO_DO,
        board_id=target.home.board_id,
    )
    wish = Wish(Act.MOVE, target.card_id, list_id=row.list_id, place=place, before=target.list_id)
    return _do(store, target.home, wish, who, now)


def assign(
    store: Store, *, client_id: str, card_id: str, member_ids: Sequence[str], who: str, now: datetime
) -> Written:
    """Put people on a card, beside those who are on it: ids from `assignable`."""
    return _act(store, client_id, card_id, who, now, Act.ASSIGN, ids=tuple(member_ids))


def unassign(
    store: Store, *, client_id: str, card_id: str, member_ids: Sequence[str], who: str, now: datetime
) -> Written:
    """Take people off a card."""
    return _act(store, client_id, card_id, who, now, Act.UNASSIGN, ids=tuple(member_ids))


def set_due(
    store: Store, *, client_id: str, card_id: str, due: date | datetime | None, who: str, now: datetime
) -> Written:
    """Promise another due date (as in `create_card`), or none. The first promise stays in the card's history."""
    target = find_target(store, client_id=client_id, card_id=card_id)
    before = target.due.isoformat() if target.due else ""
    wish = Wish(Act.DUE, target.card_id, due=_instant(store, client_id, due), before=before)
    return _do(store, target.home, wish, who, now)


def label_card(
    store: Store, *, client_id: str, card_id: str, label_ids: Sequence[str], who: str, now: datetime
) -> Written:
    """Put labels of its board (`core.store.cards.board_labels`) on a card, beside those it has."""
    return _act(store, client_id, card_id, who, now, Act.LABEL, ids=tuple(label_ids))


def unlabel_card(
    store: Store, *, client_id: str, card_id: str, label_ids: Sequence[str], who: str, now: datetime
) -> Written:
    """Take labels off a card."""
    return _act(store, client_id, card_id, who, now, Act.UNLABEL, ids=tuple(label_ids))


def comment(store: Store, *, client_id: str, card_id: str, text: str, who: str, now: datetime) -> Written:
    """Say something about a card. In Trello it stands under the name of this server's account there, so the writer's
    name is put before it."""
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT:
        raise Refused(
            f"Write a comment of at most {LONGEST_TEXT} characters.",
            f"Kirjoita kommentti, jossa on enintään {LONGEST_TEXT} merkkiä.",
        )
    return _act(store, client_id, card_id, who, now, Act.COMMENT, text=text)


def archive_card(store: Store, *, client_id: str, card_id: str, who: str, now: datetime) -> Written:
    """Take a card off the board; it can be brought back, and its history stays."""
    return _act(store, client_id, card_id, who, now, Act.ARCHIVE)


def restore_card(store: Store, *, client_id: str, card_id: str, who: str, now: datetime) -> Written:
    """Bring an archived card back to its list."""
    return _act(store, client_id, card_id, who, now, Act.RESTORE)


def set_blocked(store: Store, *, client_id: str, card_id: str, reason: str, who: str, now: datetime) -> Written:
    """Say that a card cannot go on, and why; a comment on the card says it too. Trello keeps no history of such a
    thing, so it is kept here (`core.store.cards.list_blocks`)."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_NAME:
        raise Refused(
            f"Say in at most {LONGEST_NAME} letters what blocks the card.",
            f"Kerro enintään {LONGEST_NAME} merkillä, mikä kortin jumittaa.",
        )
    word = "Jumissa" if clients.get_client(store.ops, client_id=client_id).language == "fi" else "Blocked"
    written = comment(store, client_id=client_id, card_id=card_id, text=f"{word}: {reason}", who=who, now=now)
    card_store.block_card(store.ops, client_id=client_id, card_id=written.card_id, reason=reason, who=who, now=now)
    return written


def free_card(store: Store, *, client_id: str, card_id: str, who: str, now: datetime) -> None:
    """Say that a blocked card can go on again; nothing happens when it was not blocked."""
    target = find_target(store, client_id=client_id, card_id=card_id)
    card_store.free_card(store.ops, client_id=client_id, card_id=target.card_id, who=who, now=now)


# --------------------------------------------------------------------------------------------------------------- doing


def _act(store: Store, client_id: str, card_id: str, who: str, now: datetime, act: Act, **more: Any) -> Written:
    target = find_target(store, client_id=client_id, card_id=card_id)
    return _do(store, target.home, Wish(act, target.card_id, **more), who, now)


def _do(store: Store, home: BoardHome, wish: Wish, who: str, now: datetime, write_id: str = "") -> Written:
    mark = sha256(f"{home.client_id} {write_id}".encode()).hexdigest()[:MARK] if write_id else ""
    if home.kind is Home.TRELLO:
        scope = {"client_id": home.client_id, "board_id": home.board_id}
        entry = add_entry(store.ops, **scope, wish=wish, mark=mark, who=who, now=now)
        return Written(entry.wish.card_id, True, entry.entry_id)
    if wish.act is Act.COMMENT:
        _say(store, home, wish.card_id, wish.text, who, now)
        return Written(wish.card_id, False)
    if wish.act is Act.CREATE:
        wish = replace(wish, card_id=f"{OWN}{mark}" if mark else new_id())
    return Written(_change(store, home, wish, who, now), False)


def _say(store: Store, home: BoardHome, card_id: str, text: str, who: str, now: datetime, comment_id: str = "") -> None:
    card_store.add_comment(
        store.ops,
        client_id=home.client_id,
        board_id=home.board_id,
        card_id=card_id,
        comment_id=comment_id or new_id(),
        text=text,
        who=who,
        now=now,
    )


def _change(store: Store, home: BoardHome, wish: Wish, who: str, now: datetime) -> str:
    """Do it on our own board; returns the card's id."""
    is_new = wish.act is Act.CREATE
    people = own_members(store, client_id=home.client_id)

    def plan(board: Board, card: Card | None, siblings: Sequence[Card]) -> BoardChanges:
        if card is not None and is_new:
            return BoardChanges()  # sent twice
        if card is None and not is_new:
            raise Refused("This card is no longer on the board.", "Kortti ei ole enää seinällä.")
        if card is not None and wish.before not in ("", card.list_id) and wish.act is Act.MOVE:
            raise moved_meanwhile(store, client_id=home.client_id, list_id=card.list_id)
        return changed(board, card, siblings, people, wish, now)

    card_store.change_card(
        store.ops,
        client_id=home.client_id,
        board_id=home.board_id,
        card_id=wish.card_id,
        list_id=wish.list_id,
        plan=plan,
        who=who,
        now=now,
    )
    if is_new and wish.note:
        _say(store, home, wish.card_id, wish.note, who, now, comment_id=f"{wish.card_id}-note")
    return wish.card_id


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(
            f"A card needs a name of at most {LONGEST_NAME} letters.",
            f"Kortilla on oltava nimi, jossa on enintään {LONGEST_NAME} merkkiä.",
        )
    return name


def _instant(store: Store, client_id: str, due: date | datetime | None) -> datetime | None:
    if due is None or isinstance(due, datetime):
        return due
    zone = ZoneInfo(clients.get_client(store.ops, client_id=client_id).timezone)
    return datetime.combine(due, DUE_HOUR, zone).astimezone(UTC).replace(tzinfo=None)
