"""Without an account the app answers this machine only, and nobody becomes admin by being first."""

from __future__ import annotations

import re
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from core.dates import utc_now
from core.model import Role
from core.store.clients import add_client
from core.store.people import has_account

FOREIGN = [
    {"host": "tahti.example.fi"},
    {"host": "127.0.0.1.evil.example"},
    {"host": "evil.example:8501"},
    {"host": "127.0.0.1@evil.example"},
    {"host": "0.0.0.0:8501"},
    {"host": ""},
    {"x_forwarded_for": "203.0.113.7"},
    {"x_forwarded_for": "127.0.0.1"},
    {"x_forwarded_host": "localhost"},
    {"x_forwarded_proto": "https"},
    {"forwarded": "for=127.0.0.1"},
    {"x_real_ip": "127.0.0.1"},
    {"via": "1.1 proxy"},
]


@pytest.fixture(scope="session")
def fresh(start: Any) -> Any:
    """A folder with nobody in it."""
    return start(lambda server: None)


@pytest.fixture(scope="session")
def demo(start: Any) -> Any:
    """A demo folder."""

    def prepare(server: Any) -> None:
        add_client(server.store.ops, name="Esimerkki Oy", demo=True, now=utc_now())
        with server.store.ops.write() as con:
            con.execute("insert or replace into meta (key, value) values ('demo', '1')")

    return start(prepare)


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize(
    "path", ["/", "/login", "/first-run", "/healthz", "/static/x.js", "/_stcore/health", "/calendar/x.ics"]
)
def test_only_this_machine_is_answered(demo: Any, fresh: Any, headers: dict[str, str], path: str) -> None:
    for server in (demo, fresh):
        answer = server.ask("GET", path, accept="text/html", **headers)
        # An empty Host never gets past the server's own checks.
        assert answer.status == 403 or (headers == {"host": ""} and answer.status == 400)
        assert "content-security-policy" in answer.headers or answer.status == 400


@pytest.mark.parametrize("headers", [{"X-Forwarded-For": "203.0.113.7"}, {"Forwarded": "for=x"}, {"Via": "x"}], ids=str)
def test_only_this_machine_gets_a_websocket(demo: Any, headers: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus):
        demo.talk(headers=headers)


def test_two_hosts_are_none(demo: Any) -> None:
    """A second Host header is how one part of a chain is told something else than the other."""
    import socket

    with socket.create_connection(("127.0.0.1", demo.port), timeout=120) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nAccept: text/html\r\n\r\n")
        assert raw.recv(100).split(b" ")[1] in (b"400", b"403")


def test_a_page_of_another_site_opens_no_demo(demo: Any) -> None:
    with pytest.raises(InvalidStatus):
        demo.talk(origin="https://evil.example")


def test_without_account_nothing_but_the_first_run_page(fresh: Any) -> None:
    assert fresh.ask("GET", "/balance", accept="text/html").headers["location"] == "/first-run"
    assert fresh.ask("GET", "/login").headers["location"] == "/first-run"
    assert fresh.ask("GET", "/media/x").status == 401
    with pytest.raises(InvalidStatus):
        fresh.talk()


def test_the_first_admin_needs_the_code_of_the_console(fresh: Any) -> None:
    """Without it nobody is made; with it one admin; then the page is gone, also for the same code."""
    who = {"email": "eka@example.fi", "name": "Eka", "password": "pitkä salasana 1"}
    for code in ("", "AAAA-AAAA-AAAA-AAAA", "demo"):
        assert fresh.post("/first-run", who | {"code": code}).status == 400
        assert not has_account(fresh.store.ops)
    code = re.search(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}", fresh.log.read_text("utf-8"))
    assert code
    assert fresh.post("/first-run", who | {"code": code[0], "password": "lyhyt"}).status == 400
    assert not has_account(fresh.store.ops)
    made = fresh.post("/first-run", who | {"code": code[0].lower()})
    assert (made.status, made.headers["location"]) == (303, "/")
    again = fresh.post("/first-run", who | {"email": "toka@example.fi", "code": code[0]})
    assert again.status == 400
    cookie = made.headers["set-cookie"].split(";")[0]
    assert fresh.ask("GET", "/", cookie=cookie).status == 200
    assert fresh.ask("GET", "/first-run", accept="text/html").status == 303
    # With an account the app may stand behind a proxy.
    assert fresh.ask("GET", "/login", host="tahti.example.fi", x_forwarded_for="203.0.113.7").status == 200


def test_the_first_account_ends_automatic_sign_in_for_good(demo: Any) -> None:
    """Also in pages that are open; and the demo user cannot make themselves admin through the first-run page."""
    with demo.talk() as talk:
        assert "Esimerkki Oy" in talk.rerun()
        assert demo.ask("GET", "/", accept="text/html").status == 200
        assert demo.post("/first-run", {"code": "", "email": "x@example.fi", "password": "p" * 20}).status == 400
        demo.add("eka@example.fi", Role.ADMIN)
        assert "Esimerkki Oy" not in talk.rerun()
    assert demo.ask("GET", "/", accept="text/html").headers["location"] == "/login?next=%2F"
    with pytest.raises(InvalidStatus):
        demo.talk()
