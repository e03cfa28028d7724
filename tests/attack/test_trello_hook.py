"""The address that Trello calls, in the running app: what a stranger can make of it, and that the app keeps up."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from core.dates import utc_now
from core.jobs import cards
from core.jobs.sync import connect_board
from core.model import Role
from core.store.clients import add_client
from core.store.homes import find_home
from tests.fake_trello.server import serve
from tests.fake_trello.world import KEY, TOKEN, World

SECRET, ADDRESS = "a secret of Trello's", "https://tahti.example.fi/hooks/trello"


@pytest.fixture(scope="module")
def trello() -> World:
    world = World(now=utc_now() - timedelta(minutes=5))
    world.board("Seinä", "To-do", "Doing")
    return world


@pytest.fixture(scope="module")
def listening(start: Callable[..., Any], trello: World) -> Iterator[Any]:
    """An app that Trello may call, with one client on the board."""

    def prepare(server: Any) -> None:
        add_client(server.store.ops, name="Oma", now=utc_now())
        server.add("paakayttaja@example.fi", Role.ADMIN)
        (board_id,) = trello.boards
        connect_board(server.store, client_id="oma", board_id=board_id, name="Seinä", who="t", now=utc_now())

    with serve(trello) as found:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TRELLO_KEY", KEY)
            patch.setenv("TRELLO_TOKEN", TOKEN)
            patch.setenv("TRELLO_API", found.address)
            patch.setenv("TRELLO_SECRET", SECRET)
            patch.setenv("TRELLO_WEBHOOK_URL", ADDRESS)
            started = start(prepare)
        yield started


def signed(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body + ADDRESS.encode(), hashlib.sha1).digest()).decode()


def wait_for(what: Callable[[], Any]) -> None:
    until = time.monotonic() + 120
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_app_keeps_up_and_a_signed_call_makes_it_hurry(listening: Any, trello: World) -> None:
    (board_id,) = trello.boards

    def home() -> Any:
        return find_home(listening.store.ops, client_id="oma", board_id=board_id)

    wait_for(lambda: home().seen_at)
    written = cards.create_card(listening.store, client_id="oma", name="Klikattu", who="Maija", now=utc_now())
    wait_for(lambda: trello.in_list(trello.named(board_id, "To-do")) == ["Klikattu"])
    wait_for(lambda: not cards.pending(listening.store, client_id="oma"))
    assert written.pending
    assert [hook["callbackURL"] for hook in trello.hooks] == [ADDRESS]
    body = json.dumps({"action": {"type": "updateCard"}, "model": {"id": board_id}}).encode()
    forged = [
        listening.ask("POST", "/hooks/trello", body),
        listening.ask("POST", "/hooks/trello", body, x_trello_webhook=signed(body, "guessed")),
        listening.ask("POST", "/hooks/trello", body + b" ", x_trello_webhook=signed(body)),
    ]
    assert {(a.status, a.body) for a in forged} == {(403, "Forbidden")}
    assert home().next_at > utc_now() + timedelta(minutes=2)
    assert listening.ask("HEAD", "/hooks/trello").status == 200
    assert listening.ask("POST", "/hooks/trello", body, x_trello_webhook=signed(body)).status == 200
    assert home().next_at < utc_now() + timedelta(seconds=20)
    said = listening.log.read_text("utf-8")
    assert not any(secret in said for secret in (KEY, TOKEN, SECRET))


def test_no_page_lies_behind_the_address(listening: Any) -> None:
    for path in ("/hooks/trello/", "/hooks/trello/x", "/hooks", "/hooks/"):
        assert listening.ask("GET", path).status in (303, 307, 401, 404)
    assert listening.ask("POST", "/hooks/trello", b"x" * 300_000).status == 413


def test_without_a_secret_the_address_opens_nothing(server: Any) -> None:
    closed = server.ask("GET", "/s/nothing")
    assert closed.status == 404
    for method in ("GET", "POST"):
        answer = server.ask(method, "/hooks/trello", b"{}" if method == "POST" else b"")
        assert (answer.status, answer.body) == (closed.status, closed.body)
    assert server.ask("HEAD", "/hooks/trello").status == 404
