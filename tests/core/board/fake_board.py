"""A board that is worked on step by step and exported in Trello's shape.

Ids carry their second, every change writes one action, actions come newest first, and those of a deleted card vanish.
"""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from typing import Any

from tests.core.board.tiny import at

Json = dict[str, Any]


class FakeBoard:
    """One board. `now` moves only when told to."""

    def __init__(self, lists: tuple[str, ...] = (), *, born: str = "2026-08-03T06:00", mark: int = 1) -> None:
        self.now, self.count, self.mark = at(born), 0, mark
        self.id = self.made()
        self.lists: dict[str, Json] = {}
        self.cards: dict[str, Json] = {}
        self.actions: list[Json] = []
        self.labels: list[Json] = []
        self.extra: Json = {}
        self.act("createBoard", {})
        for name in lists:
            self.add_list(name)

    def made(self) -> str:
        self.count += 1
        return f"{int(self.now.replace(tzinfo=UTC).timestamp()):08x}{self.mark:08x}{self.count:08x}"

    def act(self, kind: str, data: Json) -> None:
        date = self.now.isoformat(timespec="milliseconds") + "Z"
        self.actions.append({"id": self.made(), "type": kind, "date": date, "data": data})

    def on(self, when: str) -> FakeBoard:
        self.now = at(when)
        return self

    def later(self, **by: float) -> FakeBoard:
        self.now += timedelta(**by)
        return self

    def add_list(self, name: str) -> str:
        list_id = self.made()
        self.lists[name] = {"id": list_id, "name": name, "closed": False, "pos": len(self.lists)}
        self.act("createList", {"list": {"id": list_id, "name": name}})
        return list_id

    def add(self, where: str, name: str = "A card", **more: Any) -> str:
        list_id, card_id = self.lists[where]["id"], self.made()
        card = {"id": card_id, "name": name, "idList": list_id, "closed": False, "pos": len(self.cards)}
        self.cards[card_id] = card | {"idLabels": [], "idMembers": [], "due": None, "dueComplete": False} | more
        self.act("createCard", {"card": {"id": card_id, "name": name}, "list": {"id": list_id}})
        return card_id

    def move(self, card_id: str, where: str) -> None:
        before, after = self.cards[card_id]["idList"], self.lists[where]["id"]
        self.cards[card_id]["idList"] = after
        data = {"card": {"id": card_id, "idList": after}, "old": {"idList": before}}
        self.act("updateCard", data | {"listBefore": {"id": before}, "listAfter": {"id": after}})

    def close(self, card_id: str, closed: bool = True) -> None:
        card = self.cards[card_id]
        card["closed"] = closed
        data = {"card": {"id": card_id, "closed": closed}, "old": {"closed": not closed}}
        self.act("updateCard", data | {"list": {"id": card["idList"]}})

    def set_due(self, card_id: str, due: str | None) -> None:
        card = self.cards[card_id]
        self.act("updateCard", {"card": {"id": card_id, "due": due}, "old": {"due": card["due"]}})
        card["due"] = due

    def close_list(self, name: str, closed: bool = True) -> None:
        row = self.lists[name]
        row["closed"] = closed
        self.act("updateList", {"list": {"id": row["id"], "closed": closed}, "old": {"closed": not closed}})

    def delete(self, card_id: str) -> None:
        card = self.cards.pop(card_id)
        self.actions = [a for a in self.actions if a["data"].get("card", {}).get("id") != card_id]
        self.act("deleteCard", {"card": {"id": card_id}, "list": {"id": card["idList"]}})

    def send_away(self, card_id: str) -> None:
        card = self.cards.pop(card_id)
        self.act("moveCardFromBoard", {"card": {"id": card_id}, "list": {"id": card["idList"]}})

    def state(self) -> dict[str, tuple[str, bool]]:
        """Card id -> (list id, archived itself), as it is now."""
        return {card_id: (card["idList"], card["closed"]) for card_id, card in self.cards.items()}

    def export(self, *, newest: int = 1000) -> bytes:
        """The board as JSON; like Trello, with at most `newest` actions."""
        board = {
            "id": self.id,
            "name": "Seinä",
            "shortLink": "abc",
            "dateLastActivity": self.now.isoformat(timespec="milliseconds") + "Z",
            "lists": list(self.lists.values()),
            "cards": list(self.cards.values()),
            "actions": self.actions[::-1][:newest],
            "labels": self.labels,
            "members": [],
            "checklists": [],
            "customFields": [],
        }
        return json.dumps(board | self.extra, ensure_ascii=False).encode()
