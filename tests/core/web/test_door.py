"""The routes outside Streamlit, without a server."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Route

from core.access.demo import DEMO_SESSION
from core.access.invites import PATH, make_invite
from core.access.passwords import hash_password
from core.connect.secrets import OidcKeys
from core.connect.ways import Ways
from core.dates import utc_now
from core.errors import StoreError
from core.model import Role
from core.store import Store, open_store
from core.store.meta import mark_demo_folder
from core.store.people import add_person
from core.web import forms, words
from core.web.forms import local_path, read_form
from core.web.gate import Gate, identity_of, is_alive
from core.web.headers import SecurityHeaders
from core.web.routes import Door, unavailable


def posted(*chunks: bytes, pause: float = 0, kind: str = "application/x-www-form-urlencoded") -> Request:
    waiting: list[bytes] = list(chunks)

    async def receive() -> dict[str, Any]:
        await anyio.sleep(pause)
        body = waiting.pop(0) if waiting else b""
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"content-type", kind.encode())]}
    return Request(scope, receive)


def test_a_form_is_read_over_several_chunks() -> None:
    assert anyio.run(read_form, posted(b"email=a%40b.fi&pass", b"word=%C3%A4+1&next=")) == {
        "email": "a@b.fi",
        "password": "ä 1",
        "next": "",
    }


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (posted(b"a=" + b"x" * 20_000), 413),
        (posted(*[b"x" * 1_000] * 20), 413),
        (posted(b"&".join(b"f%d=1" % n for n in range(11))), 400),
        (posted(b"a=\xff"), 400),
        (posted(b"{}", kind="application/json"), 415),
        (posted(b"", kind=""), 415),
    ],
)
def test_a_bad_body_is_refused(request_: Request, status: int) -> None:
    with pytest.raises(HTTPException) as refused:
        anyio.run(read_form, request_)
    assert refused.value.status_code == status


def test_a_body_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MAX_SECONDS", 0.05)
    with pytest.raises(HTTPException) as refused:
        anyio.run(read_form, posted(*[b"a"] * 100, pause=0.01))
    assert refused.value.status_code == 408


@pytest.mark.parametrize("path", ["/", "/targets", "/stages?client=alfa-oy&x=1", "/a//b", "/login-help"])
def test_local_addresses_are_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "x",
        "//e.fi",
        "/\\e.fi",
        "\\\\e.fi",
        "https://e.fi",
        "/a\nb",
        "/ä",
        "/login",
        "/login/?x",
        "/logout",
        "/" * 3000,
    ],
)
def test_any_other_address_is_the_front_page(path: str) -> None:
    assert local_path(path) == "/"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fi", "fi"),
        ("fi-FI,fi;q=0.9,en-US;q=0.8", "fi"),
        ("en-GB,fi;q=0.9", "en"),
        ("sv,fi;q=0.4,en;q=0.3", "fi"),
        ("de", "en"),
        ("fi;q=0,en;q=0.1", "en"),
        ("fi;q=x", "en"),
        ("fi;q=", "fi"),
    ],
)
def test_the_language_that_the_browser_prefers(header: str, language: str) -> None:
    assert words.preferred(header) == language


def test_a_first_run_code_only_where_nobody_has_an_account(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    door = Door(lambda: store)
    first, second = door.new_first_run_code(), door.new_first_run_code()
    assert first != second
    assert first not in door.first_run_hash
    with store.ops.write() as con:
        con.execute("insert into meta (key, value) values ('demo', '1')")
    assert door.new_first_run_code() == ""


def broken() -> Store:
    raise StoreError("The database could not be used.", "Tietokantaa ei voitu käyttää.")


async def _sent(app: Callable[..., Any], path: str, kind: str = "http") -> list[dict[str, Any]]:
    """What was sent, also when the app raises after its answer, as Starlette does for the server's log."""
    sent: list[dict[str, Any]] = []

    async def receive() -> AsyncIterator[None]:
        raise AssertionError("nothing may be read")

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": kind, "method": "GET", "path": path, "scheme": "http", "query_string": b"",
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 1), "server": (socket.gethostname(), 1),
    }  # fmt: skip
    with suppress(RuntimeError):
        await app(scope, receive, send)
    return sent


def test_when_the_database_cannot_be_asked_the_gate_stays_shut() -> None:
    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    gate = Gate(inner, store=broken)
    for path in ("/", "/media/x", "/login", "/static/x.js"):
        assert anyio.run(_sent, gate, path)[0]["status"] == 503
    assert anyio.run(_sent, gate, "/_stcore/stream", "websocket") == [{"type": "websocket.close", "code": 4401}]
    # Health goes on to its own route, which says 503 by itself.
    assert anyio.run(_sent, gate, "/healthz")[0]["status"] == 200


def test_a_person_without_any_link_is_alive_while_their_session_is(tmp_path: Path) -> None:
    """Files are uploaded and table rows fetched only by the living: a session alone has to be enough."""
    store = open_store(tmp_path)
    mark_demo_folder(store.ops)
    scope = {"type": "websocket", "headers": [(b"x-tahti-session", DEMO_SESSION.encode())]}
    assert is_alive(store, identity_of(scope))
    assert not is_alive(store, identity_of(scope) + "somebody-s-link")
    assert not is_alive(store, "")
    add_person(
        store.ops,
        email="a@b.fi",
        name="A",
        role=Role.ADMIN,
        password_hash="x",
        language="fi",
        client_ids=[],
        now=utc_now(),
    )
    assert not is_alive(store, identity_of(scope))  # the first account ends the demo's sign-in


def test_health_is_503_when_a_store_does_not_open(tmp_path: Path) -> None:
    async def health(door: Door) -> int:
        return (
            await door.health(Request({"type": "http", "method": "GET", "path": "/healthz", "headers": []}))
        ).status_code

    store = open_store(tmp_path)
    assert anyio.run(health, Door(lambda: store)) == 200
    assert anyio.run(health, Door(broken)) == 503


def test_a_failing_route_is_calm_and_still_carries_the_policy() -> None:
    """With the app as Starlette builds it: an error of the store, and one that nobody foresaw."""

    async def store_fails(request: Request) -> None:
        raise StoreError("locked: /srv/tahti/ops.sqlite")

    async def unforeseen(request: Request) -> None:
        raise RuntimeError("secret")

    app = Starlette(
        routes=[Route("/store", store_fails), Route("/other", unforeseen)],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={StoreError: unavailable, Exception: unavailable},
    )
    for path in ("/store", "/other"):
        sent = anyio.run(_sent, app, path)
        assert sent[0]["status"] == 503
        assert b"secret" not in sent[1]["body"]
        assert b"sqlite" not in sent[1]["body"]
        assert b"content-security-policy" in dict(sent[0]["headers"])


def test_where_passwords_are_off_none_is_asked_for_taken_or_set(tmp_path: Path) -> None:
    """The right one too opens nothing, and a one-time link leads to the sign-in page."""
    store = open_store(tmp_path)
    hashed = hash_password("oikea hevonen paristo")
    person = add_person(
        store.ops, email="a@example.fi", name="A", role=Role.ADMIN, password_hash=hashed, language="fi", now=utc_now()
    )
    token = make_invite(store.ops, person_id=person.person_id, who="t", now=utc_now())
    only = Ways(passwords=False, service=OidcKeys("https://id.example.com/x", "x", "hush"))
    door = Door(lambda: store, lambda: only)
    app = Starlette(routes=door.routes())
    shown = anyio.run(_sent, app, "/login")
    assert shown[0]["status"] == 200
    assert b"id.example.com" in shown[1]["body"]
    assert b"<form" not in shown[1]["body"]
    assert b"hush" not in shown[1]["body"]
    invite = anyio.run(_sent, app, f"{PATH}{token}")
    assert (invite[0]["status"], dict(invite[0]["headers"])[b"location"]) == (303, b"/login")
    refused = anyio.run(door.take_sign_in, posted(b"email=a%40example.fi&password=oikea+hevonen+paristo"))
    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers
