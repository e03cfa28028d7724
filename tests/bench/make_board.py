"""A board export in Trello's shape and of any size, always the same for the same numbers.

No export of more than a thousand cards could be obtained, so this one is invented: a list per status, cards that walk
over them forwards and sometimes back, due dates that move, archived cards. It holds all its actions, as an API reading
of the whole history does.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

LISTS = ("Backlog", "To-do", "Doing", "Review (ours)", "Review (client)", "Blocked", "Done")
BORN = datetime(2024, 1, 1, 8, tzinfo=UTC)
_STEP = timedelta(minutes=7)


def make_board(cards: int, moves: int) -> bytes:
    """An export with this many cards and this many moves from list to list, spread over two years."""
    dice = random.Random(20260101)
    maker = _Maker(BORN)
    board = {"id": maker.id(BORN), "name": "Bench", "shortLink": "bench", "dateLastActivity": maker.iso(BORN)}
    lists = [{"id": maker.id(BORN), "name": name, "closed": False, "pos": n} for n, name in enumerate(LISTS)]
    maker.act("createBoard", {}, BORN)
    found = [maker.card(n, lists[0]["id"]) for n in range(cards)]
    for _ in range(moves):
        card = found[dice.randrange(cards)]
        there = next(n for n, row in enumerate(lists) if row["id"] == card["idList"])
        steps = [there + step for step in (-1, 1, 1, 2) if 0 <= there + step < len(lists)]
        maker.move(card, lists[dice.choice(steps)]["id"])
    for card in found[:: max(1, cards // 50)]:
        maker.archive(card)
    board |= {
        "lists": lists,
        "cards": found,
        "actions": maker.actions[::-1],
        "labels": [],
        "members": [],
        "checklists": [],
        "customFields": [],
    }
    return json.dumps(board).encode()


class _Maker:
    """Makes objects with ids that carry their second, and one action per change."""

    def __init__(self, now: datetime) -> None:
        self.now, self.count = now, 0
        self.actions: list[dict[str, Any]] = []

    def id(self, at: datetime) -> str:
        self.count += 1
        return f"{int(at.timestamp()):08x}{self.count:016x}"

    @staticmethod
    def iso(at: datetime) -> str:
        return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def act(self, kind: str, data: dict[str, Any], at: datetime) -> None:
        self.actions.append({"id": self.id(at), "type": kind, "date": self.iso(at), "data": data})

    def card(self, number: int, list_id: str) -> dict[str, Any]:
        self.now += _STEP
        card = {"id": self.id(self.now), "name": f"Card {number}", "idList": list_id, "pos": number, "closed": False}
        card |= {"due": self.iso(self.now + timedelta(days=14)), "dueComplete": False, "idLabels": [], "idMembers": []}
        self.act("createCard", {"card": {"id": card["id"]}, "list": {"id": list_id}}, self.now)
        return card

    def move(self, card: dict[str, Any], list_id: str) -> None:
        self.now += _STEP
        before = card["idList"]
        card["idList"] = list_id
        data = {"card": {"id": card["id"], "idList": list_id}, "old": {"idList": before}}
        self.act("updateCard", data | {"listBefore": {"id": before}, "listAfter": {"id": list_id}}, self.now)

    def archive(self, card: dict[str, Any]) -> None:
        self.now += _STEP
        card["closed"] = True
        data = {"card": {"id": card["id"], "closed": True}, "old": {"closed": False}, "list": {"id": card["idList"]}}
        self.act("updateCard", data, self.now)
