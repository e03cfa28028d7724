"""A board of the story as Trello exports it: one JSON document with the newest actions first.

Keys of a real export that nobody reads here are left out: pictures, preferences, limits, the authors' addresses.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from core.jobs.story.board_cast import DONE_Q1, LABELS, BoardCast
from core.jobs.story.chance import draw
from core.jobs.story.ways import ARCHIVED, LAST_LOOK, QUARTER, Journey, journeys, working_instant

Json = dict[str, Any]

MOST_ACTIONS = 1000
"""An export holds this many of the newest actions; what happened before is not in it."""
_POS = 65536
_BORN = time(4)  # UTC: before the first working hour
_DUE_HOUR = 13  # UTC: the afternoon in Helsinki
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def board_export(cast: BoardCast) -> bytes:
    """The export of a board, in UTF-8."""
    return _Writer(cast).written()


def list_id(cast: BoardCast, key: str) -> str:
    """The id of one of its lists."""
    made = working_instant(QUARTER[0], cast.key, key) if key == DONE_Q1 else _born(cast)
    return _object_id(made, cast.key, "list", key)


def board_id(cast: BoardCast) -> str:
    return _object_id(_born(cast), cast.key, "board")


def _born(cast: BoardCast) -> datetime:
    return datetime.combine(cast.born, _BORN)


def _object_id(made: datetime, *words: object) -> str:
    """24 hex digits that begin with the second, as Trello's do."""
    return f"{int(made.replace(tzinfo=UTC).timestamp()):08x}{draw(*words):016x}"


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds") + "Z"


def _due(day: date | None) -> str | None:
    return _instant(datetime.combine(day, time(_DUE_HOUR))) if day else None


def _short_link(*words: object) -> str:
    number, letters = draw(*words, "link"), ""
    for _ in range(8):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return letters


class _Writer:
    """One board while it is written down: its cards, and the actions that brought them where they are."""

    def __init__(self, cast: BoardCast) -> None:
        self.cast = cast
        self.board = {"id": board_id(cast), "name": cast.name, "shortLink": _short_link(cast.key)}
        self.lists = {c.key: {"id": list_id(cast, c.key), "name": c.name} for c in cast.columns}
        self.people = {name: _object_id(_born(cast), cast.key, "member", name) for name in cast.people}
        names = [*LABELS, *([(cast.decision, "yellow")] if cast.decision else [])]
        self.labels = {name: (_object_id(_born(cast), cast.key, "label", name), colour) for name, colour in names}
        self.actions: list[tuple[datetime, int, Json]] = []
        self.checklists: list[Json] = []

    def written(self) -> bytes:
        self._act(_born(self.cast), "createBoard", {"board": self.board})
        self._quarter()
        ways = sorted(journeys(self.cast), key=lambda way: way.stops[0].at)
        cards = [self._card(way, number) for number, way in enumerate(ways, start=1)]
        newest = [action for _, _, action in sorted(self.actions, key=lambda a: a[:2], reverse=True)][:MOST_ACTIONS]
        document = {
            **self.board,
            "desc": "",
            "closed": False,
            "dateLastActivity": newest[0]["date"],
            "labels": [
                {"id": label_id, "name": name, "color": colour} for name, (label_id, colour) in self.labels.items()
            ],
            "members": [{"id": member, "fullName": name} for name, member in self.people.items()],
            "customFields": [],
            "lists": [self._list(number, key) for number, key in enumerate(self.lists, start=1)],
            "cards": cards,
            "checklists": self.checklists,
            "actions": newest,
        }
        return _lines(document).encode()

    def _list(self, number: int, key: str) -> Json:
        return {**self.lists[key], "closed": key == DONE_Q1, "pos": number * _POS}

    def _quarter(self) -> None:
        """The list of the first quarter was made, and archived with its cards in it."""
        if self.cast.has(DONE_Q1):
            made, closed = (working_instant(day, self.cast.key, DONE_Q1) for day in QUARTER)
            row = self.lists[DONE_Q1]
            self._act(made, "createList", {"list": row})
            self._act(closed, "updateList", {"old": {"closed": False}, "list": {**row, "closed": True}})

    def _act(self, at: datetime, kind: str, data: Json, who: str = "") -> None:
        number = len(self.actions)
        member = self.people[who or self.cast.people[0]]
        action_id = _object_id(at, self.cast.key, "action", number)
        action = {"id": action_id, "idMemberCreator": member, "data": data, "type": kind, "date": _instant(at)}
        self.actions.append((at, number, action))

    # ------------------------------------------------------------------------------------------------------- one card

    def _card(self, way: Journey, number: int) -> Json:
        ticket, came = way.ticket, way.stops[0].at
        card_id = _object_id(came, self.cast.key, "card", ticket.name)
        self._moves(way, {"id": card_id})
        self._dues(way, {"id": card_id})
        told = [at for at, _, action in self.actions if action["data"].get("card", {}).get("id") == card_id]
        last = way.stops[-1]
        return {
            "id": card_id,
            "idShort": number,
            "name": ticket.name,
            "shortLink": _short_link(self.cast.key, ticket.name),
            "idList": self.lists[way.place]["id"],
            "pos": draw(self.cast.key, ticket.name, "pos") % 1000 * _POS + number,
            "closed": last.place == ARCHIVED,
            "due": _due(way.promises[-1].due) if way.promises else None,
            "dueComplete": way.is_done and bool(way.promises),
            "dateLastActivity": _instant(max([*told, *self._remarks(way, card_id)])),
            "idLabels": [self.labels[name][0] for name in ticket.labels],
            "idMembers": [self.people[ticket.owner]] if ticket.owner else [],
            "idChecklists": [self._checklist(way, card_id)] if way.tasks else [],
        }

    def _moves(self, way: Journey, row: Json) -> None:
        first, *rest = way.stops
        named = {**row, "name": way.ticket.name}
        self._act(first.at, "createCard", {"card": named, "list": self.lists[first.place]})
        for before, stop in zip(way.stops, rest, strict=False):
            there = self.lists[before.place]
            if stop.place == ARCHIVED:
                data: Json = {"old": {"closed": False}, "card": {**row, "closed": True}, "list": there}
            else:
                here = self.lists[stop.place]
                data = {"old": {"idList": there["id"]}, "card": {**row, "idList": here["id"]}}
                data |= {"listBefore": there, "listAfter": here}
            self._act(stop.at, "updateCard", data, way.ticket.owner)

    def _dues(self, way: Journey, row: Json) -> None:
        before = None
        for promise in way.promises:
            due = _due(promise.due)
            self._act(promise.at, "updateCard", {"old": {"due": before}, "card": {**row, "due": due}})
            before = due

    def _remarks(self, way: Journey, card_id: str) -> list[datetime]:
        """Comments, over the days on which the card was under way; returns when they were written."""
        words = (self.cast.key, way.ticket.name, "remark")
        start, end = way.stops[0].at, LAST_LOOK if not way.is_done else way.stops[-1].at
        written = []
        for n in range(self.cast.chatter):
            day = start.date() + timedelta(days=draw(*words, n) % ((end - start).days + 1))
            at = working_instant(day, *words, n)
            if start < at < end and day.weekday() < 5:
                said = self.cast.remarks[draw(*words, n, "said") % len(self.cast.remarks)]
                who = self.cast.people[draw(*words, n, "who") % len(self.cast.people)]
                self._act(at, "commentCard", {"text": said, "card": {"id": card_id}}, who)
                written.append(at)
        return written

    def _checklist(self, way: Journey, card_id: str) -> str:
        made = way.stops[0].at + timedelta(minutes=1)
        checklist_id = _object_id(made, card_id, "checklist")
        ready = len(way.tasks) if way.is_done else len(way.tasks) // 2 if len(way.stops) > 2 else 0
        items = [
            {
                "id": _object_id(made, card_id, "item", n),
                "name": name,
                "state": "complete" if n < ready else "incomplete",
                "pos": (n + 1) * _POS,
            }
            for n, name in enumerate(way.tasks)
        ]
        row = {"id": checklist_id, "idCard": card_id, "name": "Checklist", "pos": _POS, "checkItems": items}
        self.checklists.append(row)
        return checklist_id


def _lines(document: Json) -> str:
    """JSON with one list, card or action a line, so that a change of the story shows as a change of few lines."""
    parts = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            said = "[\n" + ",\n".join(map(_compact, value)) + "\n]"
        else:
            said = _compact(value)
        parts.append(f"{_compact(key)}: {said}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
