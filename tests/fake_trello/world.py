"""What a fake Trello knows, and what happens in it: one action per changed field, newest first, none of labels; those
of a deleted card vanish with it. The clock moves only when told to, and by a thousandth of a second per action."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.core.board.tiny import at

Json = dict[str, Any]
STEP = 65536
KEY, TOKEN = "k" * 32, "ATTA" + "t" * 60
ME = "5e679b808e6e8828784b30e1"
LIMIT, WINDOW = 100, 10.0
KINDS = {"idList", "closed", "due", "dueComplete", "name", "desc", "pos"}


@dataclass
class World:
    """One account's Trello."""

    now: datetime = at("2026-09-01T06:00")
    boards: dict[str, Json] = field(default_factory=dict)
    lists: dict[str, Json] = field(default_factory=dict)
    cards: dict[str, Json] = field(default_factory=dict)
    labels: dict[str, Json] = field(default_factory=dict)
    members: dict[str, Json] = field(default_factory=dict)
    checklists: dict[str, Json] = field(default_factory=dict)
    fields: dict[str, Json] = field(default_factory=dict)
    actions: list[Json] = field(default_factory=list)
    hooks: list[Json] = field(default_factory=list)
    may_write: bool = True
    token_ends: str | None = None
    key: str = KEY
    token: str = TOKEN
    weather: list[tuple[str, str]] = field(default_factory=list)
    """What befalls coming requests: (method or path it waits for, what happens)."""
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    before_answer: Callable[[str, str], None] = lambda method, path: None
    reach: Callable[[str], int] = lambda url: 200
    calls: list[tuple[str, bytes]] = field(default_factory=list)
    """(address, body) of webhook calls that are to be made."""
    window: list[datetime] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.member("Maija Mallikas", ME)

    # -- clock and ids

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def on(self, when: str) -> World:
        self.now = at(when)
        return self

    def later(self, **by: float) -> World:
        self.now += timedelta(**by)
        return self

    def made(self) -> str:
        self.count += 1
        return f"{int(self.now.replace(tzinfo=UTC).timestamp()):08x}{self.count:016x}"

    def stamp(self) -> str:
        return self.now.isoformat(timespec="milliseconds") + "Z"

    # -- making things

    def member(self, name: str, member_id: str = "") -> str:
        member_id = member_id or self.made()
        initials = "".join(word[0] for word in name.split())
        self.members[member_id] = {"id": member_id, "fullName": name, "initials": initials, "username": "u"}
        return member_id

    def board(self, name: str, *lists: str) -> str:
        board_id = self.made()
        self.boards[board_id] = {
            "id": board_id,
            "name": name,
            "closed": False,
            "shortLink": f"b{self.count:07d}",
            "url": f"https://trello.com/b/b{self.count:07d}",
            "dateLastActivity": self.stamp(),
            "members": [ME],
        }
        self.act("createBoard", board_id, {})
        for one in lists:
            self.list(board_id, one)
        return board_id

    def list(self, board_id: str, name: str) -> str:
        list_id = self.made()
        pos = STEP * (1 + sum(row["idBoard"] == board_id for row in self.lists.values()))
        self.lists[list_id] = {"id": list_id, "name": name, "closed": False, "idBoard": board_id, "pos": pos}
        self.act("createList", board_id, {"list": {"id": list_id, "name": name}})
        return list_id

    def label(self, board_id: str, name: str, color: str | None = "green") -> str:
        label_id = self.made()
        self.labels[label_id] = {"id": label_id, "idBoard": board_id, "name": name, "color": color}
        return label_id

    def named(self, board_id: str, name: str) -> str:
        """The id of a list."""
        return next(row["id"] for row in self.lists.values() if row["idBoard"] == board_id and row["name"] == name)

    def card(self, list_id: str, name: str, **more: Any) -> str:
        board_id = self.lists[list_id]["idBoard"]
        card_id = self.made()
        self.cards[card_id] = {
            "id": card_id,
            "name": name,
            "desc": "",
            "idList": list_id,
            "idBoard": board_id,
            "closed": False,
            "due": None,
            "dueComplete": False,
            "idMembers": [],
            "idLabels": [],
            "pos": self.pos(list_id, more.pop("pos", "bottom")),
            "shortLink": f"c{self.count:07d}",
            "email": f"secret+{self.count}@boards.trello.com",
            "customFieldItems": [],
            "dateLastActivity": self.stamp(),
        } | more
        self.act("createCard", board_id, {"card": self._told(card_id), "list": self._list(list_id)})
        return card_id

    def checklist(self, card_id: str, name: str, **items: str) -> None:
        list_id = self.made()
        self.checklists[list_id] = {
            "id": list_id,
            "idBoard": self.cards[card_id]["idBoard"],
            "idCard": card_id,
            "name": name,
            "pos": STEP * self.count,
            "checkItems": [{"name": k, "state": v, "pos": n} for n, (k, v) in enumerate(items.items())],
        }

    # -- what people do

    def change(self, card_id: str, **wanted: Any) -> Json:
        """PUT: one action for each field that changes."""
        card = self.cards[card_id]
        place = wanted.get("idList", card["idList"])
        if "pos" in wanted:
            wanted["pos"] = self.pos(place, wanted["pos"], card_id)
        for name, value in wanted.items():
            before = card[name]
            if before == value:
                continue
            card[name] = value
            data = {"old": {name: before}, "card": self._told(card_id) | {name: value}}
            if name == "idList":
                data |= {"listBefore": self._list(before), "listAfter": self._list(value)}
            else:
                data["list"] = self._list(card["idList"])
            if name in KINDS:
                self.act("updateCard", card["idBoard"], data)
        return card

    def move(self, card_id: str, list_id: str, pos: str = "bottom") -> None:
        self.change(card_id, idList=list_id, pos=pos)

    def close_list(self, list_id: str, closed: bool = True) -> None:
        row = self.lists[list_id]
        row["closed"] = closed
        data = {"list": self._list(list_id) | {"closed": closed}, "old": {"closed": not closed}}
        self.act("updateList", row["idBoard"], data)

    def comment(self, card_id: str, text: str, by: str = ME) -> Json:
        data = {"text": text, "card": self._told(card_id), "list": self._list(self.cards[card_id]["idList"])}
        return self.act("commentCard", self.cards[card_id]["idBoard"], data, by)

    def delete(self, card_id: str) -> None:
        card = self.cards.pop(card_id)
        self.actions = [a for a in self.actions if a["data"].get("card", {}).get("id") != card_id]
        told = {"id": card_id, "shortLink": card["shortLink"]}
        self.act("deleteCard", card["idBoard"], {"card": told, "list": self._list(card["idList"])})

    def join(self, card_id: str, member_id: str) -> None:
        self.cards[card_id]["idMembers"].append(member_id)
        data = {"card": self._told(card_id), "idMember": member_id}
        self.act("addMemberToCard", self.cards[card_id]["idBoard"], data)

    def part(self, card_id: str, member_id: str) -> None:
        self.cards[card_id]["idMembers"].remove(member_id)
        data = {"card": self._told(card_id), "idMember": member_id}
        self.act("removeMemberFromCard", self.cards[card_id]["idBoard"], data)

    def act(self, kind: str, board_id: str, data: Json, by: str = ME) -> Json:
        self.now += timedelta(milliseconds=1)
        action = {
            "id": self.made(),
            "type": kind,
            "date": self.stamp(),
            "idMemberCreator": by,
            "memberCreator": {k: self.members[by][k] for k in ("id", "fullName", "initials", "username")},
            "data": data | {"board": {"id": board_id, "name": self.boards[board_id]["name"]}},
        }
        self.actions.insert(0, action)
        self.boards[board_id]["dateLastActivity"] = self.stamp()
        for hook in self.hooks:
            if hook["idModel"] == board_id:
                body = json.dumps({"action": action, "model": {"id": board_id}}, ensure_ascii=False).encode()
                self.calls.append((hook["callbackURL"], body))
        return action

    # -- looking

    def pos(self, list_id: str, wanted: Any, but: str = "") -> float:
        lying = sorted(c["pos"] for c in self.cards.values() if c["idList"] == list_id and c["id"] != but)
        if wanted == "top":
            return lying[0] / 2 if lying else STEP
        if wanted == "bottom":
            return lying[-1] + STEP if lying else STEP
        return float(wanted)

    def board_actions(self, board_id: str) -> list[Json]:
        return [a for a in self.actions if a["data"]["board"]["id"] == board_id]

    def of(self, shelf: dict[str, Json], board_id: str) -> list[Json]:
        return [row for row in shelf.values() if row["idBoard"] == board_id]

    def in_list(self, list_id: str) -> list[str]:
        """Names of the open cards of a list, from the top."""
        lying = [c for c in self.cards.values() if c["idList"] == list_id and not c["closed"]]
        return [c["name"] for c in sorted(lying, key=lambda c: (c["pos"], c["id"]))]

    def export(self, board_id: str, *, newest: int = 1000) -> bytes:
        """The board as its menu exports it."""
        board = self.boards[board_id]
        document = board | {
            "members": [self.members[m] for m in board["members"]],
            "lists": self.of(self.lists, board_id),
            "cards": self.of(self.cards, board_id),
            "labels": self.of(self.labels, board_id),
            "checklists": self.of(self.checklists, board_id),
            "customFields": self.of(self.fields, board_id),
            "actions": self.board_actions(board_id)[:newest],
        }
        return json.dumps(document, ensure_ascii=False).encode()

    def _told(self, card_id: str) -> Json:
        card = self.cards[card_id]
        return {"id": card_id, "name": card["name"], "shortLink": card["shortLink"], "idList": card["idList"]}

    def _list(self, list_id: str) -> Json:
        return {"id": list_id, "name": self.lists[list_id]["name"]}
