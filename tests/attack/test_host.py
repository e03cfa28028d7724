"""An app that knows its own address answers no other, and nobody in front of it is believed but the proxy."""

from __future__ import annotations

from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from core.access import shares
from core.dates import utc_now
from core.shares import Terms

OWN = {"host": "tahti.example.fi", "x_forwarded_proto": "https", "x_forwarded_for": "203.0.113.7"}


def test_only_the_own_host_is_answered(named: Any) -> None:
    share, token = shares.create_share(
        named.store.ops, client_id="oma", terms=Terms("x", may_export=True), who="t", now=utc_now()
    )
    opened = named.ask("GET", f"/s/{token}", **OWN)
    assert (opened.status, opened.headers["location"]) == (303, f"/client?v={share.public_id}")
    cookie = opened.headers["set-cookie"]
    assert cookie.startswith(f"__Host-tahti_link_{share.public_id}=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    held = cookie.split(";")[0]
    assert named.ask("GET", f"/s/export/{share.public_id}", cookie=held, **OWN).status == 200
    for host in ("evil.example", "tahti.example.fi.evil.example", f"127.0.0.1:{named.port}"):
        asked = OWN | {"host": host}
        for path in ("/", "/login", f"/s/{token}", f"/client?v={share.public_id}", f"/s/export/{share.public_id}"):
            answer = named.ask("GET", path, cookie=held, **asked)
            assert (answer.status, answer.body) == (421, "Misdirected request")
        assert named.post("/login", {"email": "x", "password": "y"}, **asked).status == 421
    with pytest.raises(InvalidStatus):
        named.talk(cookie=held, headers={"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"})


def test_a_watchdog_on_this_machine_is_answered(named: Any) -> None:
    assert named.ask("GET", "/healthz").status == 200


def test_an_address_that_a_browser_made_up_does_not_open_new_tries(named: Any) -> None:
    """The proxy writes the true address last; what stands before it came from the browser."""
    wrong = {"email": "paakayttaja@example.fi", "password": "x" * 20}
    tries = [
        named.post("/login", wrong, **OWN | {"x_forwarded_for": f"198.51.100.{n}, 203.0.113.9"}).status
        for n in range(11)
    ]
    assert tries == [401] * 10 + [429]
