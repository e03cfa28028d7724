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
_LIST_CROSSINGS = {"moveListToBoard": ListEvent.ARRIVED, "moveListFromBoard": ListEvent.LEFT}


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


def _move(action: Json) -> Move | None:
    data = part(action, "data")
    card_id, at, action_id = text(part(data, "card"), "id"), happened(action), text(action, "id")
    told = _told(text(action, "type"), data)
    if told is None or at is None or not card_id or not action_id:
        return None
    kind, before, after = told
    return Move(action_id, card_id, at, kind, before, after)


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
    if "idList" in old:
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
    kind, list_id, at = text(action, "type"), text(part(data, "list"), "id"), happened(action)
    event = _LIST_CROSSINGS.get(kind)
    old = part(data, "old")
    if kind == "updateList" and "closed" in old:
        event = ListEvent.RESTORED if old["closed"] else ListEvent.ARCHIVED
    action_id = text(action, "id")
    return ListChange(action_id, list_id, at, event) if event and list_id and at and action_id else None
