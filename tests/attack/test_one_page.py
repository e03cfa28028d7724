"""The one page and its file: for who holds the link and as long as it is open, and with nothing in it that opens it."""

from __future__ import annotations

from typing import Any

import pytest

from core.model import Role
from core.shares import Section
from tests.attack.planted import OTHER, OWN, Words
from tests.attack.test_links import OURS, SECRET, THEIRS, _pause, _revoke, _rotate, _run_out


def one(held: Any) -> str:
    return f"/s/one/{held.share.public_id}"


def test_it_needs_the_cookie_of_its_own_link_and_the_file_its_permission(server: Any, link: Any) -> None:
    held, silent, other = link(may_export=True), link(), link(THEIRS, may_export=True)
    closed = server.ask("GET", "/s/one/AAAAAAAAAAAA")
    forged = f"tahti_link_{other.share.public_id}={held.cookie.split('=', 1)[1]}"
    for path, cookie in (
        (one(held), ""),
        (one(held), other.cookie),
        (one(other), held.cookie),
        (one(other), forged),
        (one(held) + "/", held.cookie),
        (one(silent) + "/file", silent.cookie),
        (one(held) + "/file", other.cookie),
        (one(held) + "/file", ""),
    ):
        answer = server.ask("GET", path, **({"cookie": cookie} if cookie else {}))
        assert (answer.status, answer.body) == (404, closed.body), path
    assert server.ask("POST", one(held), b"", cookie=held.cookie).status == 405
    page = server.ask("GET", one(held), cookie=held.cookie)
    file = server.ask("GET", one(held) + "/file", cookie=held.cookie)
    for answer in (page, file):
        assert answer.status == 200
        assert "Oma Asiakas" in answer.body
        assert SECRET not in answer.body
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert file.headers["content-disposition"] == 'attachment; filename="overview.html"'
    assert "href" not in file.body
    for secret in (held.token, held.share.public_id, held.cookie.split("=", 1)[1]):
        assert secret not in file.body


@pytest.mark.parametrize("close", [_revoke, _pause, _rotate, _run_out])
def test_it_closes_with_its_link(server: Any, link: Any, close: Any) -> None:
    held = link(may_export=True)
    assert server.ask("GET", one(held), cookie=held.cookie).status == 200
    close(server, held)
    for path in (one(held), one(held) + "/file"):
        assert server.ask("GET", path, cookie=held.cookie).status == 404


def test_a_locked_link_has_none(server: Any, link: Any) -> None:
    held = link(passcode="helmikuu27", may_export=True)
    for path in (one(held), one(held) + "/file"):
        assert server.ask("GET", path, cookie=held.cookie).status == 404


def test_of_the_team_only_who_serves_the_client_looks_at_it_and_it_is_no_file(server: Any, link: Any) -> None:
    ours, theirs = link(open_it=False, may_export=True), link(THEIRS, open_it=False, may_export=True)
    cookie = server.signed_in(server.add("yhden@example.fi", Role.SPECIALIST, OURS))
    seen = server.ask("GET", one(ours), cookie=cookie)
    assert seen.status == 200
    assert f"preview={ours.share.share_id}" in seen.body
    assert "/file" not in seen.body
    assert server.ask("GET", one(ours) + "/file", cookie=cookie).status == 404
    assert server.ask("GET", one(theirs), cookie=cookie).status == 404


def test_no_wish_in_its_address_widens_it_and_no_hidden_word_is_in_it(
    server: Any, planted: tuple[Words, Words], link: Any
) -> None:
    own, _ = planted
    held = link(OWN, sections=tuple(Section), may_change_dates=True, may_export=True)
    narrow = link(OWN, sections=(Section.NEEDED,), may_export=True)
    wishes = ("", "?client=another", "?days=2020-01-01..2030-12-31", "?days=%22%3E%3Cb%3E&v=another", "?sections=all")
    for wish in wishes:
        for path in (one(held), one(held) + "/file", held.export):
            said = server.ask("GET", path + wish, cookie=held.cookie)
            assert said.status == 200
            assert [word for word in own.hidden if word in said.body] == []
            assert OTHER not in said.body
            assert "<b>" not in said.body
        few = server.ask("GET", one(narrow) + wish, cookie=narrow.cookie).body
        assert [word for word in own.shown if word in few] == [f"{OWN}waiting"]
