"""One-time links in the running app: what they open, for whom, how often, and what they never tell."""

from __future__ import annotations

from typing import Any

import pytest

from core.access.invites import make_invite
from core.dates import utc_now
from core.model import Role

NEW = {"password": "uusi hyvä salasana", "again": "uusi hyvä salasana"}


def test_a_link_opens_a_form_sets_a_password_once_and_is_not_logged(server: Any) -> None:
    person_id = server.add("kutsuttu@example.fi", Role.SPECIALIST, "oma-asiakas-oy")
    before = server.signed_in(person_id)
    token = make_invite(server.store.ops, person_id=person_id, who="test", now=utc_now())
    server.secrets.append(token)
    path = f"/invite/{token}"
    for _ in range(2):  # looking uses nothing up
        shown = server.ask("GET", path)
        assert shown.status == 200
        assert "kutsuttu@example.fi" in shown.body
        assert shown.headers["cache-control"] == "no-store"
        assert shown.headers["referrer-policy"] in ("no-referrer", "same-origin")
        assert "set-cookie" not in shown.headers
    for site in ({"origin": "https://evil.example"}, {"sec_fetch_site": "cross-site"}):
        assert server.post(path, NEW, **site).status == 403
    assert server.post(path, NEW | {"again": "x"}).status == 400
    assert server.post(path, {"password": "lyhyt", "again": "lyhyt"}).status == 400
    assert server.ask("POST", path, b"password=" + b"x" * 20_000,
                      content_type="application/x-www-form-urlencoded").status == 413  # fmt: skip
    done = server.post(path, NEW)
    assert (done.status, done.headers["location"]) == (303, "/login")
    assert server.ask("GET", "/", cookie=before).status == 401, "other browsers are out"
    assert server.post("/login", {"email": "kutsuttu@example.fi", "password": NEW["password"]}).status == 303
    closed = server.ask("GET", "/s/nothing")
    for again in (server.ask("GET", path), server.post(path, NEW), server.ask("GET", "/invite/" + "x" * 43)):
        assert (again.status, again.body) == (404, closed.body)
    assert token not in server.log.read_text("utf-8", "replace")


@pytest.mark.parametrize("path", ["/invite/", "/invite", "/invite/x/y", "/invite/../people", "/invite/%2e%2e/people"])
def test_nothing_else_lies_behind_the_address(server: Any, path: str) -> None:
    assert server.ask("GET", path).status in (401, 404)
    assert server.post(path, NEW).status in (401, 404)


def test_a_clients_link_is_no_invite_and_an_invite_no_link(server: Any, link: Any) -> None:
    held = link()
    token = make_invite(server.store.ops, person_id=server.add("x@example.fi", Role.SPECIALIST), who="t", now=utc_now())
    assert server.ask("GET", f"/invite/{held.token}").status == 404
    assert server.ask("GET", f"/s/{token}").status == 404
    assert server.ask("GET", "/", cookie=f"tahti={token}").status == 401
