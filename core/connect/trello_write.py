"""Changes to cards in Trello, and the looks that tell whether one has been made already.

Making a card or a comment twice makes two; everything else may be said again. So a new card carries a mark in its
description, by which it is found again if nobody heard Trello's answer; a comment is found by its words and its writer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.connect.faults import TrelloRejected
from core.connect.trello import Trello, no_data, unsure
from core.sources.trello_values import Json, born, instant, objects, part, text, texts

_MARK = "Tahti "
_PAGE = 1000
_SKEW = timedelta(hours=1)
"""Our clock may be wrong; a look reaches further back than our attempt."""


@dataclass(frozen=True, slots=True)
class RemoteCard:
    """A card as Trello has it this moment; `due` is naive UTC."""

    card_id: str
    board_id: str
    list_id: str
    closed: bool
    due: datetime | None
    member_ids: tuple[str, ...]
    label_ids: tuple[str, ...]


def read_card(trello: Trello, card_id: str) -> RemoteCard:
    """Raises TrelloGone when it is not there, TrelloFault."""
    told = _object(trello.get(f"/cards/{card_id}", {"fields": "idBoard,idList,closed,due,idMembers,idLabels"}))
    return RemoteCard(
        card_id=text(told, "id"),
        board_id=text(told, "idBoard"),
        list_id=text(told, "idList"),
        closed=told.get("closed") is True,
        due=instant(told, "due"),
        member_ids=texts(told, "idMembers"),
        label_ids=texts(told, "idLabels"),
    )


def create_card(trello: Trello, fields: Mapping[str, str], *, note: str, mark: str) -> str:
    """Make a card and return its id. `fields` as Trello names them. Raises TrelloFault."""
    signed = f"{note}\n\n{_MARK}{mark}".strip()
    return _id(trello.write("POST", "/cards", {**fields, "desc": signed}))


def find_marked(trello: Trello, board_id: str, mark: str, *, since: datetime) -> str:
    """The id of the card that carries a mark, archived or not; empty when there is none made since about `since`."""
    for card in _newest_cards(trello, board_id, since - _SKEW):
        if f"{_MARK}{mark}" in text(card, "desc"):
            return text(card, "id")
    return ""


def _newest_cards(trello: Trello, board_id: str, since: datetime) -> Iterator[Json]:
    asked: dict[str, str | int] = {"fields": "desc", "limit": _PAGE}
    while True:
        page = trello.get(f"/boards/{board_id}/cards/all", asked)
        if not isinstance(page, list):
            raise no_data()
        cards = [o for o in page if isinstance(o, dict) and text(o, "id")]
        yield from cards
        smallest = min((text(o, "id") for o in cards), default="")
        oldest = born(smallest)
        if len(page) < _PAGE or oldest is None or oldest < since or smallest == asked.get("before"):
            return
        asked["before"] = smallest


def change_card(trello: Trello, card_id: str, fields: Mapping[str, str]) -> None:
    """Set fields of a card. Raises TrelloFault."""
    trello.write("PUT", f"/cards/{card_id}", fields)


def add_to_card(trello: Trello, card_id: str, what: str, one: str) -> None:
    """Put a member (`idMembers`) or label (`idLabels`) on a card; one that is there already is no fault."""
    try:
        trello.write("POST", f"/cards/{card_id}/{what}", {"value": one})
    except TrelloRejected as fault:
        if "already" not in str(fault):
            raise


def take_from_card(trello: Trello, card_id: str, what: str, one: str) -> None:
    """Take a member or label off a card."""
    trello.write("DELETE", f"/cards/{card_id}/{what}/{one}")


def add_comment(trello: Trello, card_id: str, said: str) -> str:
    """Comment on a card; returns the comment's id. Raises TrelloFault."""
    return _id(trello.write("POST", f"/cards/{card_id}/actions/comments", {"text": said}))


def find_comment(
    trello: Trello, card_id: str, said: str, *, member_id: str, since: datetime, known: Collection[str]
) -> str:
    """The id of our comment with these words, made since about `since` and not among `known`; empty when none is."""
    page = trello.get(f"/cards/{card_id}/actions", {"filter": "commentCard", "limit": _PAGE})
    if not isinstance(page, list):
        raise no_data()
    for action in page:
        if not isinstance(action, dict) or text(action, "id") in known:
            continue
        at = instant(action, "date")
        if _writer(action) == member_id and at and at >= since - _SKEW and text(part(action, "data"), "text") == said:
            return text(action, "id")
    return ""


def has_changed(
    trello: Trello, card_id: str, what: str, value: str | bool | None, *, member_id: str, since: datetime
) -> bool:
    """Whether we have set a field of a card (`idList`, `due`, `closed`) to a value since an instant, whatever it is by
    now."""
    page = trello.get(f"/cards/{card_id}/actions", {"filter": f"updateCard:{what}", "limit": _PAGE})
    if not isinstance(page, list):
        raise no_data()
    for action in page:
        at = instant(action, "date") if isinstance(action, dict) else None
        if at and at >= since and _writer(action) == member_id:
            card = part(part(action, "data"), "card")
            if what in card and card[what] == value:
                return True
    return False


def keep_webhook(trello: Trello, board_id: str, address: str) -> bool:
    """Have Trello call the address whenever something happens on the board; it tries the address first, and one that
    it gave up because nobody answered is taken up again. Returns whether that was needed."""
    hooks = objects({"all": trello.webhooks()}, "all")
    there = next((h for h in hooks if text(h, "idModel") == board_id and text(h, "callbackURL") == address), None)
    if there is None:
        trello.write("POST", "/webhooks/", {"idModel": board_id, "callbackURL": address, "description": "Tahti"})
    elif there.get("active") is False:
        trello.write("PUT", f"/webhooks/{text(there, 'id')}", {"active": "true"})
    return there is None or there.get("active") is False


def _writer(action: Json) -> str:
    return text(action, "idMemberCreator") or text(part(action, "memberCreator"), "id")


def _id(told: Any) -> str:
    found = text(told, "id") if isinstance(told, dict) else ""
    if not found:
        raise unsure()
    return found


def _object(told: Any) -> Json:
    if not isinstance(told, dict):
        raise no_data()
    return told
