"""Only the product's own host is answered."""

from __future__ import annotations

import pytest

from core.config import allowed_hosts
from core.web.hosts import OwnHost, name_of
from tests.core.web.test_middleware import http, inner, run, status

OURS = frozenset({"tahti.example.fi"})


def answer(host: str, *, peer: str = "127.0.0.1", allowed: frozenset[str] = OURS, **headers: str) -> int:
    scope = http(host=host, **headers) | {"client": (peer, 1)}
    return status(run(OwnHost(inner, allowed=lambda: allowed), scope))


@pytest.mark.parametrize("host", ["tahti.example.fi", "TAHTI.example.fi:443", "tahti.example.fi."])
def test_our_own_name_is_answered(host):
    assert answer(host, x_forwarded_for="203.0.113.7") == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "tahti.example.fi.evil.example", "eviltahti.example.fi", "tahti.example.fi@evil.example", ""],
)
def test_no_other_name_is(host):
    assert answer(host) == 421


def test_this_machine_is_answered_but_not_through_the_proxy():
    assert answer("127.0.0.1:8501") == 200
    assert answer("127.0.0.1:8501", x_forwarded_for="203.0.113.7") == 421
    assert answer("127.0.0.1:8501", peer="203.0.113.7") == 421


def test_without_a_name_of_its_own_the_app_answers_all():
    assert answer("anything", allowed=frozenset()) == 200


def test_two_hosts_are_none():
    scope = http() | {"client": ("203.0.113.7", 1)}
    scope["headers"] = [(b"host", b"tahti.example.fi"), (b"host", b"evil.example")]
    assert status(run(OwnHost(inner, allowed=lambda: OURS), scope)) == 421


def test_a_websocket_for_another_host_is_closed():
    scope = http(host="evil.example") | {"type": "websocket", "client": ("203.0.113.7", 1)}
    (closed,) = run(OwnHost(inner, allowed=lambda: OURS), scope)
    assert closed == {"type": "websocket.close", "code": 1008}


@pytest.mark.parametrize(("host", "name"), [("a:80", "a"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("A", "a")])
def test_a_name_has_no_port(host, name):
    assert name_of(host) == name


def test_the_names_come_from_the_environment(monkeypatch):
    monkeypatch.delenv("TAHTI_HOSTS", raising=False)
    monkeypatch.setenv("TAHTI_URL", "https://Tahti.example.fi:8443/")
    assert allowed_hosts() == {"tahti.example.fi"}
    monkeypatch.setenv("TAHTI_HOSTS", " tahti.internal, ")
    assert allowed_hosts() == {"tahti.example.fi", "tahti.internal"}
    monkeypatch.delenv("TAHTI_URL")
    monkeypatch.delenv("TAHTI_HOSTS")
    assert allowed_hosts() == frozenset()
