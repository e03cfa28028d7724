"""A link opens its own client's page, in the browser that came by it, for as long as it is open, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from core.access import shares
from core.access.accounts import list_people
from core.access.addresses import forget_addresses
from core.config import Addresses
from core.dates import utc_now
from core.model import Role
from core.shares import Terms
from core.store.shares import list_events

OURS, THEIRS = "oma-asiakas-oy", "vieras-salaisuus-oy"
SECRET = "Vieras Salaisuus"
NEEDED = "A personal link is needed"


def reads(server: Any, held: Any, query: str = "") -> str:
    with server.talk(cookie=held.cookie) as talk:
        return talk.rerun(page="client", query=query or f"v={held.share.public_id}")


def test_a_link_becomes_a_closed_cookie_of_its_own_and_leaves_the_address(server: Any, link: Any) -> None:
    held = link(open_it=False)
    answer = server.ask("GET", f"/s/{held.token}")
    assert answer.headers["location"] == held.page
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"tahti_link_{held.share.public_id}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert held.token not in cookie + answer.headers["location"] + answer.body


def test_by_its_link_a_client_reads_their_page_and_no_other(server: Any, link: Any) -> None:
    held = link()
    assert server.ask("GET", held.page, cookie=held.cookie, accept="text/html").status == 200
    said = reads(server, held)
    assert "Oma Asiakas" in said
    assert SECRET not in said
    for path in ("/", "/balance", "/board", "/people", "/clients", "/imports", "/nowhere"):
        answer = server.ask("GET", path, cookie=held.cookie, accept="text/html")
        assert answer.status == 303
        assert answer.headers["location"].startswith(("/login", "/?"))
    with server.talk(cookie=held.cookie) as talk:
        for page in ("", "balance", "people", "board", "team/people.py"):
            assert SECRET not in talk.rerun(page=page, query=f"client={THEIRS}&v={held.share.public_id}")


@pytest.mark.parametrize("query", ["", "?v=", "?v=x", "?client=oma-asiakas-oy", "?preview=1", "?v=../x"])
def test_a_stranger_at_the_clients_page_reads_that_a_link_is_needed_and_no_name(server: Any, query: str) -> None:
    answer = server.ask("GET", f"/client{query}", accept="text/html")
    assert answer.status == 404
    assert NEEDED in answer.body
    assert "Asiakas Oy" not in answer.body
    assert SECRET not in answer.body


def test_the_public_id_without_its_cookie_opens_nothing(server: Any, link: Any) -> None:
    held, other = link(), link(THEIRS)
    assert NEEDED in server.ask("GET", other.page, cookie=held.cookie, accept="text/html").body
    said = reads(server, held, query=f"v={other.share.public_id}")
    assert SECRET not in said
    assert "personal link" in said


def test_two_clients_links_live_side_by_side_in_one_browser(server: Any, link: Any) -> None:
    ours, theirs = link(), link(THEIRS)
    both = f"{ours.cookie}; {theirs.cookie}"
    with server.talk(cookie=both) as talk:
        first = talk.rerun(page="client", query=f"v={ours.share.public_id}")
        second = talk.rerun(page="client", query=f"v={theirs.share.public_id}")
    assert "Oma Asiakas" in first
    assert SECRET not in first
    assert SECRET in second
    assert "Oma Asiakas" not in second


def _revoke(server: Any, held: Any) -> None:
    shares.revoke_share(server.store.ops, client_id=OURS, share_id=held.share.share_id, who="test", now=utc_now())


def _pause(server: Any, held: Any) -> None:
    shares.pause_share(server.store.ops, client_id=OURS, share_id=held.share.share_id, who="test", now=utc_now())


def _rotate(server: Any, held: Any) -> None:
    shares.rotate_share(server.store.ops, client_id=OURS, share_id=held.share.share_id, who="test", now=utc_now())


def _run_out(server: Any, held: Any) -> None:
    past = (utc_now() - timedelta(seconds=1)).isoformat()
    with server.store.ops.write() as con:
        con.execute("update share set expires_at = ? where share_id = ?", (past, held.share.share_id))


@pytest.mark.parametrize("close", [_revoke, _pause, _rotate, _run_out])
def test_a_link_that_closes_closes_for_open_pages_too(server: Any, link: Any, close: Any) -> None:
    held = link()
    with server.talk(cookie=held.cookie) as talk:
        assert "Oma Asiakas" in talk.rerun(page="client", query=f"v={held.share.public_id}")
        close(server, held)
        said = talk.rerun(page="client", query=f"v={held.share.public_id}")
        assert "Oma Asiakas" not in said
    assert server.ask("GET", held.page, cookie=held.cookie, accept="text/html").status == 404
    dead = server.ask("GET", f"/s/{held.token}")
    unknown = server.ask("GET", "/s/" + "x" * 43)
    assert (dead.status, dead.body) == (unknown.status, unknown.body) == (404, unknown.body)
    with pytest.raises(InvalidStatus):
        server.talk(cookie=held.cookie)


def test_what_was_revoked_or_rotated_away_never_comes_back(server: Any, link: Any) -> None:
    held = link()
    _revoke(server, held)
    with pytest.raises(Exception, match="revoked"):
        shares.resume_share(server.store.ops, client_id=OURS, share_id=held.share.share_id, who="x", now=utc_now())
    rotated = link()
    _rotate(server, rotated)
    _pause(server, rotated)
    shares.resume_share(server.store.ops, client_id=OURS, share_id=rotated.share.share_id, who="x", now=utc_now())
    assert server.ask("GET", f"/s/{rotated.token}").status == 404
    assert server.ask("GET", rotated.page, cookie=rotated.cookie, accept="text/html").status == 404


def test_a_passcode_stands_between_the_link_and_the_page(server: Any, link: Any) -> None:
    held = link(passcode="syyskuu26")
    locked = server.ask("GET", held.page, cookie=held.cookie, accept="text/html")
    unlock = f"/s/unlock/{held.share.public_id}"
    assert (locked.status, locked.headers["location"]) == (303, unlock)
    with pytest.raises(InvalidStatus):
        server.talk(cookie=held.cookie)
    asked = server.ask("GET", unlock, cookie=held.cookie)
    assert asked.status == 200
    assert "Oma Asiakas" not in asked.body
    assert server.post(unlock, {"passcode": "arvaus1"}, cookie=held.cookie).status == 401
    assert server.post(unlock, {"passcode": "syyskuu26"}).status == 404, "without the cookie there is no such form"
    assert server.post(unlock, {"passcode": "syyskuu26"}, cookie=held.cookie).status == 303
    assert "Oma Asiakas" in reads(server, held)


def test_a_passcode_cannot_be_guessed_on(server: Any, link: Any) -> None:
    held = link(passcode="lokakuu26")
    unlock = f"/s/unlock/{held.share.public_id}"
    for guess in range(10):
        server.post(unlock, {"passcode": f"guess {guess}"}, cookie=held.cookie)
    answer = server.post(unlock, {"passcode": "lokakuu26"}, cookie=held.cookie)
    assert answer.status == 401
    assert "Too many tries" in answer.body


@pytest.mark.parametrize("agent", ["Slackbot-LinkExpanding 1.0", "facebookexternalhit/1.1", "WhatsApp/2.0"])
def test_a_chat_program_that_looks_at_a_link_learns_nothing_and_is_no_visit(server: Any, link: Any, agent: str) -> None:
    held = link(open_it=False)
    answer = server.ask("GET", f"/s/{held.token}", user_agent=agent)
    assert answer.status == 200
    assert "Oma Asiakas" not in answer.body
    assert "set-cookie" not in answer.headers


def test_no_token_and_no_cookie_of_a_link_is_ever_logged(server: Any, link: Any) -> None:
    held = link()
    reads(server, held)
    log = server.log.read_text("utf-8", "replace")
    assert held.token not in log
    assert held.cookie.split("=", 1)[1] not in log


def _log(server: Any, share: Any) -> dict[str, str]:
    """Kind -> the address in the log of one link."""
    events = list_events(server.store.ops, client_id=share.client_id)
    return {event.kind: event.address for event in events if event.share_id == share.share_id}


def test_from_where_a_link_is_read_is_kept_nowhere_unless_switched_on(server: Any, link: Any) -> None:
    held = link(passcode="huhtikuu27", open_it=False)
    far = {"x_forwarded_for": "198.51.100.23", "user_agent": "Firefox"}
    cookie = server.ask("GET", f"/s/{held.token}", **far).headers["set-cookie"].split(";")[0]
    unlock = f"/s/unlock/{held.share.public_id}"
    server.post(unlock, {"passcode": "arvaus1"}, cookie=cookie, **far)
    server.post(unlock, {"passcode": "huhtikuu27"}, cookie=cookie, **far)
    with server.talk(cookie=cookie) as talk:
        assert "Oma Asiakas" in talk.rerun(page="client", query=f"v={held.share.public_id}")
    assert _log(server, held.share) == {"created": "", "wrong_passcode": "", "unlocked": "", "viewed": ""}
    for file in server.store.root.rglob("*"):
        assert not file.is_file() or b"198.51.100" not in file.read_bytes(), file


def test_where_it_is_switched_on_the_proxy_is_believed_and_the_browser_is_not(named: Any) -> None:
    ops = named.store.ops
    share, token = shares.create_share(ops, client_id="oma", terms=Terms("x", language="en"), who="t", now=utc_now())
    came = {"host": "tahti.example.fi", "x_forwarded_proto": "https", "x_forwarded_for": "192.0.2.9, 198.51.100.23"}
    value = named.ask("GET", f"/s/{token}", **came).headers["set-cookie"].split(";")[0].split("=", 1)[1]
    with named.talk(cookie=f"tahti_link_{share.public_id}={value}") as talk:
        assert "Oma" in talk.rerun(page="client", query=f"v={share.public_id}")
    assert _log(named, share) == {"created": "", "viewed": "198.51.100.0/24"}
    desk = {"page": "shares", "query": "client=oma"}
    admin = next(one.person.person_id for one in list_people(ops) if one.person.role is Role.ADMIN)
    with named.talk(cookie=named.signed_in(admin)) as talk:
        assert "198.51.100.0/24" in talk.rerun(**desk)
        forget_addresses(ops, how=Addresses.SHORT, now=utc_now() + timedelta(days=29))
        assert "198.51.100.0/24" in talk.rerun(**desk)
        forget_addresses(ops, how=Addresses.SHORT, now=utc_now() + timedelta(days=31))
        assert "198.51.100.0/24" not in talk.rerun(**desk)
    assert _log(named, share) == {"created": "", "viewed": ""}
