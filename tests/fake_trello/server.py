"""Answers as Trello does: ids are looked at before the key, errors are plain text, limits come in headers."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fake_trello.world import LIMIT, WINDOW, Json, World

ID = re.compile(r"[0-9a-f]{24}")
SHORT = re.compile(r"[0-9A-Za-z]{8}")
HEADER = re.compile(r'OAuth oauth_consumer_key="([^"]*)", oauth_token="([^"]*)"')
HTML = "<html><body>Please sign in to the hotel's Wi-Fi</body></html>"


class Refusal(Exception):
    def __init__(self, status: int, body: str | Json) -> None:
        super().__init__(status)
        self.status, self.body = status, body


class Answer:
    """One request being answered."""

    def __init__(self, world: World, method: str, path: str, given: dict[str, str]) -> None:
        self.world, self.method, self.given = world, method, given
        self.parts = [unquote(part) for part in path.removeprefix("/1/").strip("/").split("/")]

    def answer(self) -> Any:
        kind = self.parts[0]
        if kind in ("boards", "cards") and len(self.parts) > 1 and not _is_id(self.parts[1]):
            raise Refusal(400, "invalid id")
        self.authorise()
        if self.method != "GET" and not self.world.may_write:
            raise Refusal(401, "unauthorized permission requested")
        found: Callable[[], Any] | None = getattr(self, f"{kind}_{self.method.lower()}", None)
        if found is None:
            raise Refusal(404, "The requested resource was not found.")
        return found()

    def authorise(self) -> None:
        match = HEADER.fullmatch(self.given.get("authorization", ""))
        key, token = match.groups() if match else (self.given.get("key", ""), self.given.get("token", ""))
        if key != self.world.key:
            raise Refusal(401, "invalid key")
        if token != self.world.token:
            raise Refusal(401, "invalid token")

    # -- boards

    def boards_get(self) -> Any:
        board = next((b for b in self.world.boards.values() if self.parts[1] in (b["id"], b["shortLink"])), None)
        if board is None:
            raise Refusal(404, "The requested resource was not found.")
        below = self.parts[2:]
        if not below:
            return self.board(board)
        what = {"actions": self.board_actions, "cards": self.board_cards}[below[0]]
        return what(board["id"])

    def board(self, board: Json) -> Json:
        world, given = self.world, self.given
        wanted = given.get("fields", "name,closed,dateLastActivity,shortLink,url").split(",")
        told = {"id": board["id"]} | {name: board[name] for name in wanted if name in board}
        if given.get("lists", "open") == "all":
            told["lists"] = world.of(world.lists, board["id"])
        if given.get("labels") == "all":
            told["labels"] = world.of(world.labels, board["id"])[: int(given.get("labels_limit", 50))]
        if given.get("members") == "all":
            names = ["id", *given.get("member_fields", "fullName,initials,username").split(",")]
            told["members"] = [{n: world.members[m][n] for n in names} for m in board["members"]]
        if given.get("customFields") == "true":
            told["customFields"] = world.of(world.fields, board["id"])
        if given.get("checklists") == "all":
            told["checklists"] = world.of(world.checklists, board["id"])
        if "actions" in given:  # nested, `actions_before` does nothing
            told["actions"] = world.board_actions(board["id"])[: int(given.get("actions_limit", 50))]
        return told

    def board_actions(self, board_id: str) -> list[Json]:
        return self.page(self.world.board_actions(board_id))

    def page(self, actions: list[Json]) -> list[Json]:
        limit = int(self.given.get("limit", 50))
        if not 0 <= limit <= 1000:
            raise Refusal(400, "invalid value for limit")
        before, since = _time(self.given.get("before")), _time(self.given.get("since"))
        kept = [
            a
            for a in actions
            if (before is None or _time(a["date"]) < before) and (since is None or _time(a["date"]) >= since)
        ]
        left = {"memberCreator"} if self.given.get("memberCreator") == "false" else set()
        return [{k: v for k, v in a.items() if k not in left} for a in kept[:limit]]

    def board_cards(self, board_id: str) -> list[Json]:
        cards = self.world.of(self.world.cards, board_id)
        if self.parts[3:] != ["all"]:
            cards = [card for card in cards if not card["closed"]]
        if "limit" in self.given:
            limit = int(self.given["limit"])
            before = self.given.get("before", "g")
            newest = sorted((c for c in cards if c["id"] < before), key=lambda c: c["id"], reverse=True)
            cards = newest[:limit]
        elif len(cards) > 1000:
            raise Refusal(403, {"error": "API_TOO_MANY_CARDS_REQUESTED", "message": "Requested too many cards"})
        return [self.shown(card) for card in cards]

    def shown(self, card: Json) -> Json:
        wanted = self.given.get("fields", "all")
        left = set() if self.given.get("customFieldItems") == "true" else {"customFieldItems"}
        names = [n for n in card if n not in left] if wanted == "all" else ["id", *wanted.split(",")]
        return {name: card[name] for name in names}

    # -- cards

    def the_card(self) -> Json:
        card = self.world.cards.get(self.parts[1])
        if card is None:
            raise Refusal(404, "The requested resource was not found.")
        return card

    def cards_get(self) -> Any:
        card = self.the_card()
        if self.parts[2:] != ["actions"]:
            return self.shown(card)
        kinds = set(self.given.get("filter", "commentCard,updateCard:idList").split(","))
        here = [a for a in self.world.actions if a["data"].get("card", {}).get("id") == card["id"]]
        return self.page([a for a in here if kinds & _kinds(a)])

    def cards_post(self) -> Any:
        if len(self.parts) == 1:
            return self.new_card()
        card, below = self.the_card(), self.parts[2:]
        if below == ["actions", "comments"]:
            if not self.given.get("text"):
                raise Refusal(400, "invalid value for text")
            return self.world.comment(card["id"], self.given["text"])
        if below in (["idMembers"], ["idLabels"]):
            return self.put_on(card, below[0], self.given.get("value", ""))
        raise Refusal(404, "The requested resource was not found.")

    def put_on(self, card: Json, what: str, one: str) -> list[str]:
        if what == "idMembers" and one not in self.world.boards[card["idBoard"]]["members"]:
            raise Refusal(400, "invalid value for value")
        if what == "idLabels" and one not in self.world.labels:
            raise Refusal(400, "invalid value for value")
        if one in card[what]:
            raise Refusal(
                400, "member is already on the card" if what == "idMembers" else "that label is already on the card"
            )
        if what == "idMembers":
            self.world.join(card["id"], one)
        else:
            card[what].append(one)  # labels leave no action behind
        return list(card[what])

    def new_card(self) -> Json:
        row = self.world.lists.get(self.given.get("idList", ""))
        if row is None:
            raise Refusal(400, "invalid value for idList")
        given = {
            "name": self.given.get("name", ""),
            "desc": self.given.get("desc", ""),
            "due": self.given.get("due"),
            "idMembers": list(filter(None, self.given.get("idMembers", "").split(","))),
            "idLabels": list(filter(None, self.given.get("idLabels", "").split(","))),
        }
        members = self.world.boards[row["idBoard"]]["members"]
        if any(one not in members for one in given["idMembers"]):
            raise Refusal(400, "invalid value for idMembers")
        return self.world.cards[self.world.card(row["id"], pos=self.given.get("pos", "bottom"), **given)]

    def cards_put(self) -> Json:
        card = self.the_card()
        wanted = {k: v for k, v in self.given.items() if k in ("name", "desc", "idList", "pos", "due", "closed")}
        if "idList" in wanted and wanted["idList"] not in self.world.lists:
            raise Refusal(400, "invalid value for idList")
        if "closed" in wanted:
            wanted["closed"] = wanted["closed"] == "true"
        if wanted.get("due") == "null":
            wanted["due"] = None
        return self.world.change(card["id"], **wanted)

    def cards_delete(self) -> Json:
        card, below = self.the_card(), self.parts[2:]
        if not below:
            self.world.delete(card["id"])
            return {"limits": {}}
        what, one = below
        if one not in card[what]:
            raise Refusal(400, "member is not on the card")
        if what == "idMembers":
            self.world.part(card["id"], one)
        else:
            card[what].remove(one)
        return {"_value": None}

    # -- who, and webhooks

    def members_get(self) -> Any:
        if self.parts[1:] == ["me", "boards"]:
            names = ["id", *self.given.get("fields", "name,closed,url").split(",")]
            return [{n: b.get(n) for n in names} for b in self.world.boards.values() if not b["closed"]]
        return next(iter(self.world.members.values()))

    def tokens_get(self) -> Any:
        if self.parts[1] != self.world.token:
            raise Refusal(401, "invalid token")
        if self.parts[2:] == ["webhooks"]:
            return self.world.hooks
        rights = {"read": True, "write": self.world.may_write}
        return {
            "id": "5e679ea23b9ddc07a50b3dcc",
            "idMember": next(iter(self.world.members)),
            "dateExpires": self.world.token_ends,
            "permissions": [{"idModel": "*", "modelType": "Board", **rights}],
        }

    def webhooks_post(self) -> Json:
        address = self.given.get("callbackURL", "")
        if self.world.reach(address) != 200:
            raise Refusal(400, "URL (" + address + ") did not return 200 status code, got 404")
        hook = {
            "id": self.world.made(),
            "description": self.given.get("description", ""),
            "idModel": self.given["idModel"],
            "callbackURL": address,
            "active": True,
            "consecutiveFailures": 0,
            "firstConsecutiveFailDate": None,
        }
        self.world.hooks.append(hook)
        return hook

    def webhooks_put(self) -> Json:
        hook = next((h for h in self.world.hooks if h["id"] == self.parts[1]), None)
        if hook is None:
            raise Refusal(404, "The requested resource was not found.")
        hook["active"] = self.given.get("active", "true") == "true"
        return hook


def _kinds(action: Json) -> set[str]:
    """The names under which an action can be asked for."""
    return {"all", action["type"], *(f"{action['type']}:{field}" for field in action["data"].get("old", {}))}


def _is_id(said: str) -> bool:
    return bool(ID.fullmatch(said) or SHORT.fullmatch(said))


def _time(said: str | None) -> datetime | None:
    """An ISO time, or the second in an id."""
    if not said:
        return None
    if ID.fullmatch(said):
        return datetime.fromtimestamp(int(said[:8], 16), UTC).replace(tzinfo=None)
    return datetime.fromisoformat(said).replace(tzinfo=None)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body in one piece: otherwise each answer waits 40 ms for an acknowledgement
    world: World
    lock: threading.Lock
    release: threading.Event

    def log_message(self, *words: object) -> None:
        pass

    def do_any(self) -> None:
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        given = dict(parse_qsl(url.query)) | dict(parse_qsl(body))
        if "authorization" in self.headers:
            given["authorization"] = self.headers["authorization"]
        with self.lock:
            self.world.requests.append((self.command, url.path, given))
            event = self.weather(url.path)
        if event == "slow":
            self.release.wait(30)
            self.close_connection = True
            return None
        self.world.before_answer(self.command, url.path)
        with self.lock:
            status, said = self.said(url.path, given, event)
        if event in ("lost", "504 done"):
            status, said = 504, "Gateway Timeout"
        if event == "cut":
            self.close_connection = True
            return None
        return self.send(status, said, wait="20" if event == "429 wait" else "")

    do_GET = do_POST = do_PUT = do_DELETE = do_any

    def weather(self, path: str) -> str:
        for number, (what, event) in enumerate(self.world.weather):
            if what in ("", self.command) or what in path:
                del self.world.weather[number]
                return event
        return ""

    def said(self, path: str, given: dict[str, str], event: str) -> tuple[int, Any]:
        refusals: dict[str, tuple[int, Any]] = {
            "429 token": (429, {"error": "API_TOKEN_LIMIT_EXCEEDED", "message": "Rate limit exceeded"}),
            "429 wait": (429, {"error": "API_KEY_LIMIT_EXCEEDED", "message": "Rate limit exceeded"}),
            "429 key": (429, {"error": "API_KEY_LIMIT_EXCEEDED", "message": "Rate limit exceeded"}),
            "429 member": (429, {"error": "RATE_LIMIT_EXCEEDED", "message": "Exceeded rate limit to /1/member"}),
            "401": (401, "invalid token"),
            "500": (500, "Internal Server Error"),
            "504": (504, "Gateway Timeout"),
            "html": (200, HTML),
            "empty": (200, {}),
            "redirect": (302, HTML),
        }
        if event in refusals:
            return refusals[event]
        self.world.window = [t for t in self.world.window if t > self.world.now - timedelta(seconds=WINDOW)]
        if len(self.world.window) >= LIMIT:
            return refusals["429 token"]
        self.world.window.append(self.world.now)
        try:
            return 200, Answer(self.world, self.command, path, given).answer()
        except Refusal as refusal:
            return refusal.status, refusal.body

    def send(self, status: int, said: Any, wait: str = "") -> None:
        is_text = isinstance(said, str)
        body = (said if is_text else json.dumps(said, ensure_ascii=False)).encode()
        self.send_response(status)
        kind = "text/html" if said == HTML else "text/plain" if is_text else "application/json"
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.send_header("x-rate-limit-api-token-interval-ms", "10000")
        self.send_header("x-rate-limit-api-token-max", str(LIMIT))
        self.send_header("x-rate-limit-api-token-remaining", str(LIMIT - len(self.world.window)))
        if wait:
            self.send_header("retry-after", wait)
        if status == 302:
            self.send_header("location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(body)


class Served:
    """A world that is being served. `idle` waits until no request is in the works."""

    def __init__(self, world: World, address: str, release: threading.Event) -> None:
        self.world, self.address, self._release = world, address, release

    def release(self) -> None:
        """Let slow requests go."""
        self._release.set()


@contextmanager
def serve(world: World) -> Iterator[Served]:
    """The world on a free port of the loopback."""
    release = threading.Event()
    handler = type("Bound", (Handler,), {"world": world, "lock": threading.Lock(), "release": release})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Served(world, f"http://127.0.0.1:{server.server_address[1]}/1", release)
    finally:
        release.set()
        server.shutdown()
        server.server_close()
        thread.join()
