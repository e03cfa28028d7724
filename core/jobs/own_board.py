"""Boards that live here instead of in Trello: what a wish changes on one. Pure, but for making a board.

Cards and moves are written as they come from Trello, so that every figure of flow works on them.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.cards import Board, BoardList, Card, Label, Member, Move, MoveKind, Role, Status
from core.errors import Refused
from core.store import Store
from core.store import board as board_store
from core.store.board import BoardChanges
from core.store.clients import get_client
from core.store.homes import Home, find_home, set_home
from core.store.outbox import BOTTOM, TOP, Act, Wish

STEP = 65536.0
"""Between two cards of a list, as Trello does: room for sixteen cards to be dropped between the same two."""
OWN = "own-"
"""How every id of ours begins; none of Trello's does."""
LONGEST_NAME = 200
_LISTS = (
    (Status.BACKLOG, "Backlog", "Backlog"),
    (Status.TO_DO, "To-do", "To-do"),
    (Status.DOING, "Doing", "Doing"),
    (Status.REVIEW_OURS, "Review (ours)", "Review (meillä)"),
    (Status.REVIEW_CLIENT, "Review (client)", "Review (asiakkaalla)"),
    (Status.DONE, "Done", "Done"),
)
_LABELS = (("Measure", "black"), ("Reach", "blue"), ("Act", "green"), ("Convert", "orange"), ("Engage", "purple"))
"""The stages of MRACE: names of the product, the same in every language."""


def new_id() -> str:
    """An id of ours, which no board of Trello's can have; a later one is greater, so that two moves of one instant keep
    their order (the clock of a demo stands still)."""
    return f"{OWN}{time.time_ns():016x}{secrets.token_hex(4)}"


def create_board(store: Store, *, client_id: str, name: str, who: str, now: datetime) -> str:
    """Make an empty board for a client that does not use Trello: six lists whose meaning is settled, a label for each
    stage, and one for what no client sees. Returns its id. Raises Refused for an empty name or one that a board of the
    client already has."""
    client = get_client(store.ops, client_id=client_id)
    name = _board_name(store, client_id, name)
    board = Board(new_id(), name, as_of=now, complete_since=now, from_birth=True)
    lists = tuple(
        BoardList(new_id(), fi if client.language == "fi" else en, number * STEP, False, now)
        for number, (_, en, fi) in enumerate(_LISTS, start=1)
    )
    hidden = ("Sisäinen" if client.language == "fi" else "Internal", "sky")
    labels = tuple(Label(new_id(), said, colour) for said, colour in (*_LABELS, hidden))
    changes = BoardChanges(board, lists, labels)
    board_store.write_changes(
        store.ops, client_id=client_id, board_id=board.board_id, known=None, changes=changes, who=who, now=now
    )
    for row, (status, _, _) in zip(lists, _LISTS, strict=True):
        board_store.confirm_list(
            store.ops,
            client_id=client_id,
            board_id=board.board_id,
            list_id=row.list_id,
            status=status,
            who=who,
            now=now,
        )
    set_home(store.ops, client_id=client_id, board_id=board.board_id, kind=Home.BUILT_IN, name=name, who=who, now=now)
    return board.board_id


def adopt_board(store: Store, *, client_id: str, board_id: str, who: str, now: datetime) -> None:
    """Take over a board that came from an export file: from now on it is written here, with its history before it, and
    no export of it is taken any more. Nothing happens when it lives here already. Raises Refused for a board that is
    connected to Trello or not there."""
    known = {board.board_id: board for board in board_store.board_heads(store.ops, client_id=client_id)}
    if board_id not in known:
        raise Refused(f"The client has no board {board_id}.", f"Asiakkaalla ei ole seinää {board_id}.")
    home = find_home(store.ops, client_id=client_id, board_id=board_id)
    if home.kind is Home.TRELLO:
        raise Refused(
            f"The board “{home.name}” is connected to Trello and is written there.",
            f"Seinä ”{home.name}” on yhdistetty Trelloon, ja siihen kirjoitetaan siellä.",
        )
    if home.kind is Home.EXPORT:
        name = known[board_id].name
        set_home(store.ops, client_id=client_id, board_id=board_id, kind=Home.BUILT_IN, name=name, who=who, now=now)


def _board_name(store: Store, client_id: str, name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(
            f"A board needs a name of at most {LONGEST_NAME} letters.",
            f"Seinällä on oltava nimi, jossa on enintään {LONGEST_NAME} merkkiä.",
        )
    taken = {known.name.casefold() for known in board_store.board_heads(store.ops, client_id=client_id)}
    if name.casefold() in taken:
        raise Refused(f"The client already has a board called “{name}”.", f"Asiakkaalla on jo seinä nimeltä ”{name}”.")
    return name


# ------------------------------------------------------------------------------------------------ what a wish changes


def changed(
    board: Board, card: Card | None, siblings: Sequence[Card], people: Mapping[str, str], wish: Wish, now: datetime
) -> BoardChanges:
    """What `wish` changes; empty when all is as wished. `card` None: a new one. `siblings`: the cards of the list it
    goes to, from the top; `people`: names of members that the board may not know yet."""
    at = max(now, board.as_of + board.as_of.resolution)  # moves of one board never share an instant
    if card is None:
        return _created(board, siblings, people, wish, at)
    cards, moves = _ACTS[wish.act](card, siblings, wish, at)
    if not cards:
        return BoardChanges()
    members = _joining(people, wish.ids) if wish.act is Act.ASSIGN else ()
    return BoardChanges(replace(board, as_of=at), cards=cards, moves=moves, members=members)


def _created(
    board: Board, siblings: Sequence[Card], people: Mapping[str, str], wish: Wish, at: datetime
) -> BoardChanges:
    pos, others = placed(siblings, wish.place)
    card = Card(
        wish.card_id,
        wish.text,
        wish.list_id,
        pos,
        False,
        Role.CARD,
        at,
        wish.due,
        False,
        None,
        wish.label_ids,
        wish.ids,
    )
    return BoardChanges(
        replace(board, as_of=at),
        cards=(card, *others),
        moves=(Move(new_id(), card.card_id, at, MoveKind.CREATED, "", wish.list_id),),
        members=_joining(people, wish.ids),
    )


def _joining(people: Mapping[str, str], ids: Sequence[str]) -> tuple[Member, ...]:
    return tuple(Member(member_id, people[member_id]) for member_id in ids if member_id in people)


Changed = tuple[tuple[Card, ...], tuple[Move, ...]]


def _moved(card: Card, siblings: Sequence[Card], wish: Wish, at: datetime) -> Changed:
    rest = [other for other in siblings if other.card_id != card.card_id]
    pos, others = placed(rest, wish.place)
    moved = replace(card, list_id=wish.list_id, pos=pos)
    if wish.list_id == card.list_id:
        return (() if _stays(card, siblings, wish.place) else (moved, *others)), ()
    return (moved, *others), (Move(new_id(), card.card_id, at, MoveKind.MOVED, card.list_id, wish.list_id),)


def _stays(card: Card, siblings: Sequence[Card], place: str) -> bool:
    ids = [other.card_id for other in siblings]
    if card.card_id not in ids:
        return False
    here = ids.index(card.card_id)
    return {TOP: here == 0, BOTTOM: here == len(ids) - 1}.get(place, here > 0 and ids[here - 1] == place)


def _assigned(card: Card, siblings: Sequence[Card], wish: Wish, at: datetime) -> Changed:
    return _listed(card, replace(card, member_ids=_with(card.member_ids, wish.ids)))


def _unassigned(card: Card, siblings: Sequence[Card], wish: Wish, at: datetime) -> Changed:
    return _listed(card, replace(card, member_ids=tuple(i for i in card.member_ids if i not in wish.ids)))


def _labelled(card: Card, siblings: Sequence[Card], wish: Wish, at: datetime) -> Changed:
    return _listed(card, replace(card, label_ids=_with(card.label_ids, wish.ids)))


def _unlabelled(card: Card, siblings: Sequence[Card], wish: Wish, at: datetime) -> Changed:
    return _listed(card, replace(card, label_ids=tuple(i for i in card.label_ids if i not in wish.ids)))


def _due(card: Card, siblings: Sequence[Card], wish: Wish, at: datetime) -> Changed:
    if wish.due == card.due:
        return (), ()
    before, after = (due.isoformat() if due else "" for due in (card.due, wish.due))
    return (replace(card, due=wish.due),), (Move(new_id(), card.card_id, at, MoveKind.DUE, before, after),)


def _archived(card: Card, siblings: Sequence[Card], wish: Wish, at: datetime) -> Changed:
    if card.closed:
        return (), ()
    return (replace(card, closed=True),), (Move(new_id(), card.card_id, at, MoveKind.ARCHIVED, card.list_id, ""),)


def _restored(card: Card, siblings: Sequence[Card], wish: Wish, at: datetime) -> Changed:
    if not card.closed:
        return (), ()
    return (replace(card, closed=False),), (Move(new_id(), card.card_id, at, MoveKind.RESTORED, "", card.list_id),)


_ACTS: Mapping[Act, Callable[[Card, Sequence[Card], Wish, datetime], Changed]] = {
    Act.MOVE: _moved,
    Act.ASSIGN: _assigned,
    Act.UNASSIGN: _unassigned,
    Act.LABEL: _labelled,
    Act.UNLABEL: _unlabelled,
    Act.DUE: _due,
    Act.ARCHIVE: _archived,
    Act.RESTORE: _restored,
}


def _listed(card: Card, after: Card) -> Changed:
    return ((after,) if after != card else ()), ()


def _with(ids: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    return (*ids, *(one for one in added if one not in ids))


# -------------------------------------------------------------------------------------------------------------- places


def placed(siblings: Sequence[Card], place: str) -> tuple[float, tuple[Card, ...]]:
    """The `pos` of a card that is to lie at `place` among `siblings` (from the top, without itself), and the siblings
    that must make room first. Under a card that is not there any more means at the bottom."""
    if not siblings:
        return STEP, ()
    under = next((n for n, other in enumerate(siblings) if other.card_id == place), len(siblings) - 1)
    if place == TOP:
        return siblings[0].pos - STEP, ()
    if under == len(siblings) - 1:
        return siblings[-1].pos + STEP, ()
    above, below = siblings[under].pos, siblings[under + 1].pos
    middle = (above + below) / 2
    if above < middle < below:
        return middle, ()
    apart = tuple(
        replace(other, pos=(number + (number > under)) * STEP + STEP) for number, other in enumerate(siblings)
    )
    return (under + 1) * STEP + STEP, apart
