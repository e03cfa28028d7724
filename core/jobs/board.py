"""Bring a board in: gather what is known, plan (pure) what is new, write it in one transaction.

The newest look at a board tells what is on it now; every look adds to what is known to have happened. A second look at
the same state plans nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from core.board.history import EXITS, moved_on
from core.board.list_names import parse_status
from core.cards import Board, BoardContent, BoardList, Card, ListChange, ListEvent, Move, Status
from core.errors import Refused
from core.sources.trello_export import BoardExport, read_board
from core.store import Store
from core.store import board as board_store
from core.store.board import BoardChanges
from core.store.clients import get_client
from core.store.homes import Home, find_home

Row = TypeVar("Row")
_NEVER = datetime(1970, 1, 1)
_NAMED = 12


@dataclass(frozen=True, slots=True)
class BoardImport:
    """What an import found and what it changed."""

    export: BoardExport
    changes: BoardChanges
    is_older: bool
    """A newer look at this board was there already: only history was added."""


def import_board(store: Store, *, client_id: str, data: bytes, who: str, now: datetime) -> BoardImport:
    """Import an exported board for a client. Raises Unreadable when the bytes are no board, UnknownClient, StoreError;
    then nothing is changed."""
    known, found = _looked_at(store, client_id, data)
    if found.changes:
        board_store.write_changes(
            store.ops,
            client_id=client_id,
            board_id=found.export.content.board.board_id,
            known=known.board if known else None,
            changes=found.changes,
            who=who,
            now=now,
        )
    return found


def preview_board(store: Store, *, client_id: str, data: bytes) -> BoardImport:
    """What `import_board` would find and change. Raises as it does; changes nothing."""
    return _looked_at(store, client_id, data)[1]


def _looked_at(store: Store, client_id: str, data: bytes) -> tuple[BoardContent | None, BoardImport]:
    """The board as known so far, and what the export adds to it."""
    get_client(store.ops, client_id=client_id)
    export = read_board(data)
    seen = export.content
    known = board_store.read_board(store.ops, client_id=client_id, board_id=seen.board.board_id)
    is_older = known is not None and seen.board.as_of < known.board.as_of
    changes = plan(known, seen)
    if changes:
        _require_not_own(store, client_id, seen.board)
    return known, BoardImport(export, changes, is_older)


def _require_not_own(store: Store, client_id: str, seen: Board) -> None:
    if find_home(store.ops, client_id=client_id, board_id=seen.board_id).kind is Home.BUILT_IN:
        raise Refused(
            f"The board “{seen.name}” was taken over and lives here: an export would undo what was done since.",
            f"Seinä ”{seen.name}” on otettu omaksi ja elää nyt täällä: vienti kumoaisi sen jälkeen tehdyn työn.",
        )


def plan(known: BoardContent | None, seen: BoardContent) -> BoardChanges:
    """What to write so that `seen` is known too. Pure; empty when nothing is new."""
    if known is None:
        return BoardChanges(
            seen.board,
            seen.lists,
            seen.labels,
            seen.members,
            (*seen.cards, *seen.gone),
            seen.moves,
            seen.list_changes,
        )
    moves, changes = {m.move_id for m in known.moves}, {c.change_id for c in known.list_changes}
    is_older = seen.board.as_of < known.board.as_of
    board = _joined(known.board, seen.board)
    return BoardChanges(
        board=board if board != known.board else None,
        lists=_news(known.lists, seen.lists, lambda row: row.list_id, is_older),
        labels=_news(known.labels, seen.labels, lambda label: label.label_id, is_older),
        members=_news(known.members, seen.members, lambda member: member.member_id, is_older),
        cards=_never_seen(known, seen) if is_older else _cards(known, seen),
        moves=tuple(move for move in seen.moves if move.move_id not in moves),
        list_changes=tuple(change for change in seen.list_changes if change.change_id not in changes),
    )


def _joined(known: Board, seen: Board) -> Board:
    """The board after both looks: the newer one tells its name; history is joined where the looks meet."""
    older, newer = (seen, known) if seen.as_of < known.as_of else (known, seen)
    if older.as_of < newer.complete_since:
        return newer
    since = min(older.complete_since, newer.complete_since)
    return replace(newer, complete_since=since, from_birth=older.from_birth or newer.from_birth)


def _news(
    known: Iterable[Row], seen: Iterable[Row], id_of: Callable[[Row], str], only_unknown: bool
) -> tuple[Row, ...]:
    """Rows that are new or different; from an older look only those nobody knew of."""
    there = {id_of(row): row for row in known}
    return tuple(row for row in seen if there.get(id_of(row)) != row and not (only_unknown and id_of(row) in there))


def _cards(known: BoardContent, seen: BoardContent) -> tuple[Card, ...]:
    """Cards that are new or different, and those that are gone: as they were last seen, with when they went."""
    there = {card.card_id: card for card in (*known.cards, *known.gone)}
    gone = {card.card_id: card for card in seen.gone}
    here = {card.card_id for card in seen.cards}
    left = {change.list_id: change for change in seen.list_changes if change.kind is ListEvent.LEFT}
    later = _by_card(move for move in seen.moves if move.at > known.board.as_of)
    went = [
        replace(moved_on(card, later.get(card.card_id, ())), gone_at=_went(card, gone, left, seen.board))
        for card in known.cards
        if card.card_id not in here
    ]
    unseen = [card for card in seen.gone if card.card_id not in there]
    return (*(card for card in seen.cards if there.get(card.card_id) != card), *went, *unseen)


def _never_seen(known: BoardContent, seen: BoardContent) -> tuple[Card, ...]:
    """What an older look adds: cards that were gone before anybody looked get their name and list, and those whose
    moves it knows further are as it saw them; a card that nobody told us went is taken to have gone when the newer
    look no longer saw it."""
    there = {card.card_id for card in known.cards}
    ghosts = {card.card_id: card for card in known.gone}
    told, before = _by_card(seen.moves), _by_card(known.moves)
    found = []
    for card in (*seen.cards, *seen.gone):
        ghost, moves = ghosts.get(card.card_id), before.get(card.card_id, [])
        if card.card_id in there or (ghost and not _tells_more(card, told.get(card.card_id, []), ghost, moves)):
            continue
        went = ghost.gone_at if ghost else card.gone_at or known.board.as_of
        later = [move for move in moves if move.at > seen.board.as_of]
        found.append(replace(moved_on(card, later), gone_at=went))
    return tuple(found)


def _tells_more(card: Card, told: Iterable[Move], ghost: Card, moves: Iterable[Move]) -> bool:
    """Whether a look at a card that is gone (`card`, with what it tells of its moves) says more than is known."""
    if not card.name or not ghost.name:
        return bool(card.name)
    return _last(told) > _last(moves)


def _last(moves: Iterable[Move]) -> datetime:
    """When a card was last moved while it was there."""
    return max((move.at for move in moves if move.kind not in EXITS), default=_NEVER)


def _by_card(moves: Iterable[Move]) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = {}
    for move in moves:
        found.setdefault(move.card_id, []).append(move)
    return found


def _went(card: Card, gone: Mapping[str, Card], left: Mapping[str, ListChange], board: Board) -> datetime:
    """When a card went; when nobody tells, it is known to be gone since this look."""
    if card.card_id in gone:
        return gone[card.card_id].gone_at or board.as_of
    return left[card.list_id].at if card.list_id in left else board.as_of


# ------------------------------------------------------------------------------------------------------------- mapping


def map_list(
    store: Store, *, client_id: str, wanted: str, status: str, who: str, now: datetime
) -> tuple[BoardList, Status]:
    """Confirm what lying in a list means. `wanted` is its id, or its name when only one list has it; `status` as people
    type it. Raises Refused."""
    chosen = parse_status(status)
    if chosen is None:
        names = ", ".join(s.value for s in Status)
        raise Refused(f"“{status}” is not a status: choose {names}.", f"”{status}” ei ole tila: valitse {names}.")
    board_id, row = _find_list(store, client_id, wanted)
    board_store.confirm_list(
        store.ops, client_id=client_id, board_id=board_id, list_id=row.list_id, status=chosen, who=who, now=now
    )
    return row, chosen


def _find_list(store: Store, client_id: str, wanted: str) -> tuple[str, BoardList]:
    every = board_store.read_lists(store.ops, client_id=client_id)
    by_id = [pair for pair in every if pair[1].list_id == wanted]
    named = by_id or [pair for pair in every if pair[1].name.casefold().strip() == wanted.casefold().strip()]
    found = [pair for pair in named if not pair[1].closed] if len(named) > 1 else named
    if len(found) == 1:
        return found[0]
    if len(named) > 1:
        ids = ", ".join(row.list_id for _, row in named)
        raise Refused(
            f"Several lists are called “{wanted}”: name one by its id ({ids}).",
            f"Usealla listalla on nimi ”{wanted}”: valitse yksi niistä tunnisteella ({ids}).",
        )
    raise _no_such_list(wanted, [row.name for _, row in every if not row.closed])


def _no_such_list(wanted: str, names: Sequence[str]) -> Refused:
    """With the lists there are, as far as a sentence holds them."""
    some = ", ".join(f"“{name}”" for name in names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    en = f" There are: {some}." if names else " Bring in a board first."
    fi = f" Listat ovat: {some.replace('“', '”')}." if names else " Tuo ensin seinä."
    return Refused(
        f"There is no list called “{wanted}” on this client's boards.{en}",
        f"Asiakkaan seinillä ei ole listaa nimeltä ”{wanted}”.{fi}",
    )
