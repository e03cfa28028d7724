"""Every address that our own routes answer has declared itself here: what a stranger gets there, and whether it takes a
form. A new route without a line fails; so does a line without its route."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.routing import Route

from core.connect.secrets import trello_webhook
from core.web.gate import is_public
from core.web.hooks import TrelloHook
from core.web.routes import Door
from core.web.shell import is_page
from tests.attack.test_links import THEIRS, _revoke

CLOSED, FORM, ON, PLAIN = "the closed page", "a form", "sent on", "plain"
STRANGERS: dict[str, str] = {
    "/login": FORM,
    "/login/oidc": CLOSED,
    "/login/oidc/back": CLOSED,
    "/logout": FORM,
    "/first-run": ON,
    "/healthz": PLAIN,
    "/s/unlock/{public_id}": CLOSED,
    "/s/export/{public_id}": CLOSED,
    "/s/one/{public_id}": CLOSED,
    "/s/one/{public_id}/file": CLOSED,
    "/s/{token}": CLOSED,
    "/s/{token:path}": CLOSED,
    "/invite/{token}": CLOSED,
    "/invite/{rest:path}": CLOSED,
    "/calendar/{token}.ics": CLOSED,
    "/calendar/{rest:path}": CLOSED,
    "/assets/{name}": PLAIN,
    "/balance": ON,
    "/hooks/trello": CLOSED,
}
"""Path -> what somebody without session and link gets by GET."""
FORMS = ("/login", "/logout", "/first-run", "/s/unlock/{public_id}", "/invite/{token}", "/invite/{rest:path}")
SIGNED = ("/hooks/trello",)
"""Taken from another site too, because what is sent is signed."""
ELSEWHERE = "198.51.100.200"
"""Who tries wrong addresses often is kept waiting: the other tests here must not wait with this one."""
FOREIGN = ({"origin": "https://evil.example"}, {"sec_fetch_site": "cross-site"}, {"origin": "null"})


def routes() -> list[Route]:
    """All routes of our own, as the app has them (`app.py`)."""

    def nobody() -> Any:
        raise AssertionError("nothing may be asked")

    found = [*Door(nobody).routes(), *TrelloHook(nobody, trello_webhook).routes()]
    assert all(isinstance(route, Route) for route in found)
    return [route for route in found if isinstance(route, Route)]


def filled(path: str) -> str:
    """An address under this path that opens nothing."""
    for name in ("{public_id}", "{token:path}", "{token}", "{rest:path}", "{name}"):
        path = path.replace(name, "x" * 43)
    return path


def test_every_route_has_declared_itself() -> None:
    assert {route.path for route in routes()} == set(STRANGERS)
    takes = {route.path for route in routes() if "POST" in (route.methods or ())}
    assert takes == {*FORMS, *SIGNED}
    assert {method for route in routes() for method in route.methods or ()} == {"GET", "HEAD", "POST"}
    for path in STRANGERS:
        assert path == "/balance" or not is_page(filled(path)), f"the shell would answer {path} in its place"


def test_the_app_has_no_other_route_of_its_own() -> None:
    import app

    assert {getattr(route, "path", "") for route in app.app._user_routes} == set(STRANGERS)


@pytest.mark.parametrize("path", STRANGERS)
def test_a_stranger_gets_what_was_declared_and_no_cookie(server: Any, path: str) -> None:
    answer = server.ask("GET", filled(path), accept="text/html", x_forwarded_for=ELSEWHERE)
    closed = server.ask("GET", "/s/none")
    if STRANGERS[path] == CLOSED:
        assert (answer.status, answer.body) == (404, closed.body)
    elif STRANGERS[path] == ON:
        assert answer.status == 303
        assert answer.headers["location"].startswith("/")
    else:
        assert answer.status == (404 if "{" in path else 200)
    assert not answer.cookies
    assert is_public(filled(path)) or STRANGERS[path] == ON
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("path", sorted({path for path in STRANGERS if "{public_id}" in path}))
def test_what_belongs_to_a_link_opens_by_its_own_cookie_while_it_is_open(server: Any, link: Any, path: str) -> None:
    """For another link's browser, with a passcode still to be given, and once it is closed, there is no such page."""
    held, other, locked = link(may_export=True), link(THEIRS, may_export=True), link(passcode="kesakuu27")
    closed = server.ask("GET", "/s/none").body
    its, of_locked = (path.replace("{public_id}", one.share.public_id) for one in (held, locked))
    assert server.ask("GET", its, cookie=held.cookie).status in (200, 303)
    if path != "/s/unlock/{public_id}":
        assert server.ask("GET", of_locked, cookie=locked.cookie).body == closed
    for cookie in (other.cookie, f"tahti_link_{held.share.public_id}={other.cookie.split('=', 1)[1]}"):
        assert server.ask("GET", its, cookie=cookie).body == closed
    _revoke(server, held)
    answer = server.ask("GET", its, cookie=held.cookie)
    assert (answer.status, answer.body) == (404, closed)


@pytest.mark.parametrize("path", sorted(STRANGERS))
def test_nothing_is_taken_from_a_page_of_another_site(server: Any, specialist: int, path: str) -> None:
    """Forms with the browser's own cookies, and every other way of changing something."""
    cookie = server.signed_in(specialist)
    for headers in FOREIGN:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            body = {"content_type": "application/x-www-form-urlencoded", "cookie": cookie}
            assert server.ask(method, filled(path), b"a=b", **body, **headers).status == 403, (method, headers)
    assert server.ask("GET", "/", cookie=cookie, accept="text/html").status == 200, "still signed in"


@pytest.mark.parametrize("path", FORMS)
def test_every_form_is_bounded(server: Any, path: str) -> None:
    kind = {"content_type": "application/x-www-form-urlencoded"}
    limits = ((b"a=" + b"x" * 20_000, 413), (b"&".join(b"f%d=x" % n for n in range(50)), 400), (b"a=\xff", 400))
    if path in ("/logout", "/invite/{rest:path}"):
        return  # reads no body at all
    for body, status in limits:
        assert server.ask("POST", filled(path), body, **kind, x_forwarded_for=ELSEWHERE).status == status
    odd = {"content_type": "application/json", "x_forwarded_for": ELSEWHERE}
    assert server.ask("POST", filled(path), b"{}", **odd).status == 415
