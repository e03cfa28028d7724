"""Trello's actions in our words: moves of cards and changes of lists. Everything else (comments, covers …) is left out.

`old` holds exactly one key in every updateCard that Trello writes; names inside actions are those of their time and are
not used.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.cards import ListChange, ListEvent, Move, MoveKind
from core.sources.trello_values import Json, born, instant, moment, part, text

_ENTRIES = {
    "createCard": MoveKind.CREATED,
    "copyCard": MoveKind.CREATED,
    "convertToCardFromCheckItem": MoveKind.CREATED,
    "emailCard": MoveKind.CREATED,
    "createInboxCard": MoveKind.CREATED,
    "copyInboxCard": MoveKind.CREATED,
    "moveCardToBoard": MoveKind.ARRIVED,
    "moveInboxCardToBoard": MoveKind.ARRIVED,
}
_EXITS = {"deleteCard": MoveKind.DELETED, "moveCardFromBoard": MoveKind.LEFT}
_LIST_CROSSINGS = {
    "moveListToBoard": ListEvent.ARRIVED,
    "moveListFromBoard": ListEvent.LEFT,
    "deleteList": ListEvent.LEFT,
}


def moves(actions: Iterable[Json]) -> tuple[Move, ...]:
    """What happened to cards, oldest first, each once. An action without a date or a card is left out."""
    found = {move.move_id: move for move in map(_move, actions) if move is not None}
    return tuple(sorted(found.values(), key=lambda move: (move.at, move.move_id)))


def list_changes(actions: Iterable[Json]) -> tuple[ListChange, ...]:
    """What happened to lists, oldest first, each once."""
    found = {change.change_id: change for change in map(_list_change, actions) if change is not None}
    return tuple(sorted(found.values(), key=lambda change: (change.at, change.change_id)))


def happened(action: Json) -> datetime | None:
    """When an action happened."""
    return instant(action, "date") or born(text(action, "id"))


def newest_unread(actions: Iterable[Json]) -> datetime | None:
    """When the newest move happened of which nothing can be said, as its lists or its card have no id; None without
    one. Up to then the history has a hole."""
    return max((at for action in actions if (at := happened(action)) and _is_unread(action)), default=None)


def _is_unread(action: Json) -> bool:
    return text(action, "type") == "updateCard" and _is_a_move(part(action, "data")) and _move(action) is None


def _is_a_move(data: Json) -> bool:
    return "idList" in part(data, "old") or "listAfter" in data


def _move(action: Json) -> Move | None:
    data = part(action, "data")
    told = _told(text(action, "type"), data)
    if told is None:
        return None
    card_id, at = text(part(data, "card"), "id"), happened(action)
    action_id = text(action, "id") or f"{at}-{card_id}-{told[0]}"
    return Move(action_id, card_id, at, *told) if card_id and at and action_id else None


def _told(kind: str, data: Json) -> tuple[MoveKind, str, str] | None:
    """(kind, before, after) of an action; None when it moves nothing."""
    here = text(part(data, "list"), "id")
    if kind in _ENTRIES:
        return _ENTRIES[kind], "", here or text(part(data, "card"), "idList")
    if kind in _EXITS:
        return _EXITS[kind], here, ""
    return _update(data, here) if kind == "updateCard" else None


def _update(data: Json, here: str) -> tuple[MoveKind, str, str] | None:
    old, card = part(data, "old"), part(data, "card")
    if _is_a_move(data):
        before = text(old, "idList") or text(part(data, "listBefore"), "id")
        after = text(part(data, "listAfter"), "id") or text(card, "idList")
        return (MoveKind.MOVED, before, after) if before and after else None
    if "closed" in old:
        place = here or text(card, "idList")
        return (MoveKind.RESTORED, "", place) if old["closed"] else (MoveKind.ARCHIVED, place, "")
    if "due" in old:
        return MoveKind.DUE, _iso(text(old, "due")), _iso(text(card, "due"))
    return None


def _iso(said: str) -> str:
    at = moment(said)
    return at.isoformat() if at else ""


def _list_change(action: Json) -> ListChange | None:
    data = part(action, "data")
    event = _list_event(text(action, "type"), part(data, "old"))
    if event is None:
        return None
    list_id, at, action_id = text(part(data, "list"), "id"), happened(action), text(action, "id")
    return ListChange(action_id, list_id, at, event) if list_id and at and action_id else None


def _list_event(kind: str, old: Json) -> ListEvent | None:
    if kind == "updateList" and "closed" in old:
        return ListEvent.RESTORED if old["closed"] else ListEvent.ARCHIVED
    return _LIST_CROSSINGS.get(kind)
