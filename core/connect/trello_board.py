"""What there is on a Trello board, fetched as one document of the shape that an export has; `trello_export.translate`
puts it into our words.

History is asked for as a list of its own, never nested in the board: there `before` is ignored. An export holds the
newest thousand actions; here all of them are read once, later only what has come since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.connect.faults import TrelloBusy
from core.connect.trello import Trello, no_data
from core.sources.trello_values import Json, instant, objects, private_text, text

PAGE = 1000
MOST_PAGES = 500
"""Half a million actions: no board has them, a server that never stops answering does."""
LOOKS = 3
"""Somebody may move a card while we read; then we read again, so that cards and history are of one moment."""
_TICK = timedelta(milliseconds=1)
_KEPT = ("id", "idList", "closed", "due")


@dataclass(frozen=True, slots=True)
class RemoteBoard:
    """A board that the account of this server sees in Trello."""

    board_id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Account:
    """As whom we speak to Trello. `can_write`: on some board at least."""

    member_id: str
    can_write: bool
    expires: datetime | None


def list_boards(trello: Trello) -> tuple[RemoteBoard, ...]:
    """The open boards that the token reaches, by name. Raises TrelloFault."""
    found = _list(trello.get("/members/me/boards", {"filter": "open", "fields": "name,url,closed"}))
    boards = (RemoteBoard(text(o, "id"), private_text(o, "name"), text(o, "url")) for o in found if text(o, "id"))
    return tuple(sorted(boards, key=lambda board: (board.name.casefold(), board.board_id)))


def account(trello: Trello) -> Account:
    """Whose the token is and what it may do. Raises TrelloFault."""
    told = _object(trello.token())
    rights = objects(told, "permissions")
    return Account(
        member_id=text(told, "idMember"),
        can_write=any(right.get("write") is True for right in rights),
        expires=instant(told, "dateExpires"),
    )


def fetch_head(trello: Trello, board: str) -> RemoteBoard:
    """A board by its id or the short one in its address. Raises TrelloFault."""
    told = _object(trello.get(f"/boards/{board}", {"fields": "name,url"}))
    return RemoteBoard(text(told, "id"), private_text(told, "name"), text(told, "url"))


def fetch_board(trello: Trello, board_id: str, *, since: datetime | None) -> dict[str, Any]:
    """The board as it is now and what happened on it from `since` on (None: ever), of one moment as far as its users
    let us. Raises TrelloFault."""
    document: dict[str, Any] = {}
    for _ in range(LOOKS):
        newest = _newest(trello, board_id)
        document = _look(trello, board_id)
        document["actions"] = _actions(trello, board_id, since)
        if not newest or not document["actions"] or text(document["actions"][0], "id") == newest:
            break
    return document


def _look(trello: Trello, board_id: str) -> dict[str, Any]:
    """Everything but the history. Fields are not chosen: which ones there are depends on the year, and what is private
    is left behind when the document is put into our words."""
    told = dict(
        _object(
            trello.get(
                f"/boards/{board_id}",
                {
                    "fields": "name,closed,dateLastActivity,shortLink",
                    "lists": "all",
                    "labels": "all",
                    "labels_limit": PAGE,
                    "members": "all",
                    "member_fields": "fullName,initials",
                    "customFields": "true",
                    "checklists": "all",
                },
            )
        )
    )
    if text(told, "id") != board_id or not isinstance(told.get("lists"), list):
        raise no_data()  # taking half an answer for the board would make every card vanish
    told["cards"] = _cards(trello, board_id)
    return told


def _cards(trello: Trello, board_id: str) -> list[Json]:
    """Every card, archived ones too: the newest ids come first, the next page begins before the smallest."""
    found: dict[str, Json] = {}
    asked: dict[str, str | int] = {"customFieldItems": "true", "limit": PAGE}
    for _ in range(MOST_PAGES):
        page = _list(trello.get(f"/boards/{board_id}/cards/all", asked))
        new = [o for o in page if text(o, "id") not in found]
        found |= {text(o, "id"): without_description(o) for o in new}
        if len(page) < PAGE or not new:
            return list(found.values())
        asked["before"] = min(text(o, "id") for o in page)
    raise endless()


def without_description(card: Json) -> Json:
    return {key: value for key, value in card.items() if key not in ("desc", "descData", "email", "badges", "cover")}


def _newest(trello: Trello, board_id: str) -> str:
    page = _list(trello.get(f"/boards/{board_id}/actions", {"limit": 1, "memberCreator": "false", "member": "false"}))
    return text(page[0], "id") if page else ""


def _actions(trello: Trello, board_id: str, since: datetime | None) -> list[Json]:
    return sorted(_walk(trello, board_id, since), key=lambda a: (text(a, "date"), text(a, "id")), reverse=True)


def _walk(trello: Trello, board_id: str, since: datetime | None) -> Iterator[Json]:
    """Every action, newest first. Pages are cut by time, a thousandth of a second over each other: ids are not quite
    in the order of time, and several actions may share an instant."""
    asked: dict[str, str | int] = {"limit": PAGE, "member_fields": "initials", "memberCreator_fields": "initials"}
    if since is not None:
        asked["since"] = _iso(since)
    known: set[str] = set()
    for _ in range(MOST_PAGES):
        page = _list(trello.get(f"/boards/{board_id}/actions", asked))
        new = [o for o in page if text(o, "id") not in known]
        known |= {text(o, "id") for o in new}
        yield from map(slim, new)
        times = [at for at in (instant(o, "date") for o in page) if at]
        if len(page) < PAGE or not times:
            return
        asked["before"] = _iso(min(times) + _TICK * (1 if new else -1))
    raise endless()


def slim(action: Json) -> Json:
    """What moves are made of, and nothing anybody wrote: fifty thousand actions have to fit into memory."""
    data = action.get("data")
    data = data if isinstance(data, dict) else {}
    kept = {
        part: {key: value for key, value in data[part].items() if key in _KEPT}
        for part in ("card", "list", "listBefore", "listAfter", "old")
        if isinstance(data.get(part), dict)
    }
    return {key: action.get(key) for key in ("id", "type", "date", "member", "memberCreator")} | {"data": kept}


def _iso(at: datetime) -> str:
    return f"{at.isoformat(timespec='milliseconds')}Z"


def _list(told: Any) -> list[Json]:
    if not isinstance(told, list):
        raise no_data()
    return [o for o in told if isinstance(o, dict)]


def _object(told: Any) -> Json:
    if not isinstance(told, dict):
        raise no_data()
    return told


def endless() -> TrelloBusy:
    return TrelloBusy(
        "Trello's answer has no end, so nothing was taken from it.",
        "Trellon vastauksella ei ole loppua, joten siitä ei otettu mitään.",
    )
