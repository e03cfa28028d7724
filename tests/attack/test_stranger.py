"""A stranger gets sign-in, health and nothing else."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from streamlit.util import calc_hash
from websockets.exceptions import InvalidStatus

from core.access.sessions import token_hash

PAGES = [
    "/",
    "/balance",
    "/board",
    "/stages",
    "/targets",
    "/imports",
    "/goals",
    "/clients",
    "/people",
    "/router",
    "/team/people",
    "/nowhere",
]
FILES = [
    "/media/8f3c.csv",
    "/media/../media/x.csv",
    "/static/../media/x.csv",
    "/component/x/index.html",
    "/app/static/x",
    "/pages/team/balance.py",
    "/data/ops.sqlite",
    "/_stcore/upload_file/a/b",
    "/_stcore/bidi-components/x",
]
PUBLIC = ["/login", "/healthz", "/assets/door.css", "/assets/tahti.svg", "/_stcore/health", "/_stcore/host-config"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_sends_a_stranger_to_sign_in_whether_it_exists_or_not(server: Any, path: str) -> None:
    answer = server.ask("GET", path, accept="text/html")
    assert (answer.status, answer.body) == (303, "")
    assert answer.headers["location"].startswith("/login?next=%2F")


@pytest.mark.parametrize("path", PAGES + FILES)
def test_a_stranger_gets_no_byte_of_a_page_or_file(server: Any, path: str) -> None:
    answer = server.ask("GET", path)
    assert answer.status in (401, 404)
    assert answer.body in ("Unauthorised", "Not found")


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_no_other_method_opens_a_page(server: Any, method: str) -> None:
    assert server.ask(method, "/people").status == 401


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_public_answers(server: Any, path: str) -> None:
    assert server.ask("GET", path).status == 200


@pytest.mark.parametrize("path", ["/s/", "/s/abc", "/s/" + "x" * 43, "/calendar/", f"/calendar/{'x' * 43}.ics"])
def test_a_secret_address_is_one_closed_page(server: Any, path: str) -> None:
    answers = {server.ask("GET", path).body, server.ask("GET", "/s/other").body}
    assert server.ask("GET", path).status == 404
    assert len(answers) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/anything",
        "/people/_stcore/health",
        "/oauth2callback",
        "/auth/login",
    ],
)
def test_internals_answer_nobody(server: Any, specialist: int, path: str) -> None:
    cookie = server.signed_in(specialist)
    assert server.ask("GET", path).status == 404
    assert server.ask("GET", path, cookie=cookie, accept="text/html").status == 404
    assert server.ask("POST", path, b"{}", cookie=cookie).status == 404


def test_a_websocket_without_a_session_is_refused_before_it_opens(server: Any) -> None:
    with pytest.raises(InvalidStatus) as refused:
        server.talk()
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("cookie", ["tahti=", "tahti=x", "tahti=" + "A" * 43, "__Host-tahti=" + "A" * 43, "tahti=demo"])
def test_a_made_up_cookie_opens_nothing(server: Any, cookie: str) -> None:
    assert server.ask("GET", "/", cookie=cookie).status == 401
    with pytest.raises(InvalidStatus):
        server.talk(cookie=cookie)


def test_the_private_header_of_a_client_is_thrown_away(server: Any, specialist: int) -> None:
    """Not even the hash of a living session, which stands in the database, opens anything."""
    alive = token_hash(server.signed_in(specialist).removeprefix("tahti="))
    for value in (alive, "demo"):
        assert server.ask("GET", "/", x_tahti_session=value).status == 401
        with pytest.raises(InvalidStatus):
            server.talk(headers={"X-Tahti-Session": value})


def test_a_forged_page_hash_runs_no_page_outside_the_role(server: Any, specialist: int) -> None:
    """The page of people is for admins: neither its name nor its hash shows anybody's address."""
    with server.talk(cookie=server.signed_in(specialist)) as talk:
        for forged in ({"page": "people"}, {"page_hash": calc_hash("people")}, {"page": "team/people.py"}):
            assert "paakayttaja@example.fi" not in talk.rerun(**forged)


@pytest.mark.parametrize(
    "path", ["/login", "/", "/nowhere", "/healthz", "/s/x", "/_stcore/metrics", "/static/nothing.js", "/assets/none"]
)
def test_every_answer_carries_the_policy(server: Any, path: str) -> None:
    headers = server.ask("GET", path, accept="text/html").headers
    policy = headers["content-security-policy"]
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["referrer-policy"] in ("no-referrer", "same-origin")
    assert headers["x-content-type-options"] == "nosniff"
    assert "noindex" in headers["x-robots-tag"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("POST /login HTTP/1.1\r\nOrigin: http://[", 403),
        ("GET /_stcore/stream HTTP/1.1\r\nOrigin: http://[\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", 403),
        ("GET /login HTTP/1.1\r\nAccept-Language: fi;q=\xb2.", 200),
        ("GET /static/a%00.js HTTP/1.1\r\nAccept-Encoding: br", 400),
        (f"GET /static/{'a' * 5_000}.js HTTP/1.1\r\nAccept-Encoding: br", 200),
        (f"GET /static/{'a' * 5_000}.js HTTP/1.1", 200),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_no_fault_of_ours(server: Any, line: str, wanted: int) -> None:
    """A stranger could fill the log with faults otherwise, and get an answer without the policy."""
    before = server.log.read_bytes().count(b"Traceback")
    with socket.create_connection(("127.0.0.1", server.port), timeout=120) as raw:
        close = "" if "websocket" in line else "\r\nConnection: close"
        raw.sendall(f"{line}\r\nHost: {server.host}{close}\r\n\r\n".encode("latin-1"))
        status = int(raw.recv(65_536).split(b" ", 2)[1])
    assert status == wanted
    assert server.log.read_bytes().count(b"Traceback") == before
