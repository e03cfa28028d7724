"""Holes that others have had and that are not the matter of another module here: words of a visitor in questions to the
database, frozen pages, days before a floor, clicks on what is not one's own, and what comes back after a restart or
from an older copy."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from core.access import sessions, shares
from core.access.accounts import set_clients
from core.dates import local_day, utc_now
from core.jobs.backup import back_up, restore
from core.model import Role
from core.shares import Section, ShareState, Terms
from core.store.shares import get_share, list_shares
from tests.attack.planted import OTHER, OWN, Words
from tests.attack.test_links import OURS, SECRET, THEIRS
from tests.attack.test_routes import ELSEWHERE

INJECTED = (
    "' or 1=1 --",
    "x' union select token_hash from share; drop table share --",
    "\x00",
    "{{7*7}}",
    "${jndi:ldap://evil.example}",
)


def test_words_of_a_visitor_are_never_a_question_to_the_database(server: Any, link: Any) -> None:
    """In the address, in the passcode, in the sign-in form, and over the websocket; everything stays as it was."""
    held, open_one = link(passcode="toukokuu27", may_change_dates=True), link(may_change_dates=True)
    before = [len(list_shares(server.store.ops, client_id=client)) for client in (OURS, THEIRS)]
    unlock, own = f"/s/unlock/{held.share.public_id}", f"v={open_one.share.public_id}"
    with server.talk(cookie=open_one.cookie) as talk:
        for text in INJECTED:
            assert server.post(unlock, {"passcode": text}, cookie=held.cookie).status == 401
            assert server.post("/login", {"email": text, "password": text}, x_forwarded_for=ELSEWHERE).status == 401
            quoted = "".join(f"%{byte:02x}" for byte in text.encode())
            for path in (f"/s/{quoted}", f"/s/export/{quoted}"):
                assert server.ask("GET", path, cookie=open_one.cookie).status in (400, 404)
            for query in (f"v={quoted}", f"{own}&days={quoted}&client={quoted}&preview={quoted}&lang={quoted}"):
                assert SECRET not in talk.rerun(page="client", query=query)
        assert "Oma Asiakas" in talk.rerun(page="client", query=own)
    assert [len(list_shares(server.store.ops, client_id=client)) for client in (OURS, THEIRS)] == before
    assert "Traceback" not in server.log.read_text("utf-8", "replace")


def test_a_frozen_page_opens_by_its_own_cookie_alone_and_nobody_deletes_it(
    server: Any, planted: tuple[Words, Words], link: Any
) -> None:
    frozen = '{"client":"%s","language":"en","as_of":"2026-11-01","start":"2026-10-01","end":"2026-10-31","parts":[]}'
    kept, other = link(OWN, frozen=frozen % "Kept as it was", may_export=True), link(OTHER, may_export=True)
    stranger = [{}, {"cookie": other.cookie}, {"cookie": f"tahti_link_{kept.share.public_id}={'x' * 43}"}]
    for headers in stranger:
        for path in (kept.page, f"/client?preview={kept.share.share_id}", kept.export):
            answer = server.ask("GET", path, accept="text/html", **headers)
            assert answer.status == 404
            assert "Kept as it was" not in answer.body
        for method in ("DELETE", "PUT", "PATCH", "POST"):
            assert server.ask(method, kept.export, b"", **headers).status in (404, 405)
            assert server.ask(method, kept.page, b"", **headers).status in (401, 404, 405)
    with server.talk(cookie=other.cookie) as talk:
        for query in (f"v={kept.share.public_id}", f"v={other.share.public_id}&preview={kept.share.share_id}"):
            assert "Kept as it was" not in talk.rerun(page="client", query=query)
    with server.talk(cookie=kept.cookie) as talk:
        assert "Kept as it was" in talk.rerun(page="client", query=f"v={kept.share.public_id}")


def test_no_note_card_or_decision_from_before_the_floor_is_read(
    server: Any, planted: tuple[Words, Words], link: Any
) -> None:
    """Notes obey the same first day as numbers do, on the page, in the file, and whatever days are asked for."""
    today = local_day(utc_now(), "Europe/Helsinki")
    held = link(OWN, sections=tuple(Section), floor=today, may_export=True, may_change_dates=True)
    early = (today - timedelta(days=60)).isoformat()
    own = f"v={held.share.public_id}"
    with server.talk(cookie=held.cookie) as talk:
        said = [talk.rerun(page="client", query=f"{own}{more}") for more in ("", f"&days={early}..{today}")]
    said.append(server.ask("GET", held.export, cookie=held.cookie).body)
    for one in said:
        assert f"{OWN}learnt" not in one
        assert f"{OWN}done" not in one
        assert f"{OWN}season" in one, "what comes is after the floor"


def test_a_button_of_anothers_link_does_nothing_in_ones_own_page(server: Any, specialist: int, link: Any) -> None:
    """The permission is asked of the link, not of the act: the true id of a button on another client's page, sent by
    somebody who may press such buttons on their own."""
    ours, theirs = link(open_it=False), link(THEIRS, open_it=False)
    admin = server.add("valvoja@example.fi", Role.ADMIN)
    with server.talk(cookie=server.signed_in(admin)) as talk:
        buttons = _buttons(talk.rerun(page="shares", query=f"client={THEIRS}"), theirs.share.share_id)
    assert len(buttons) == 3
    with server.talk(cookie=server.signed_in(specialist)) as talk:
        for address in (f"client={OURS}", f"client={THEIRS}"):
            own = _buttons(talk.rerun(page="shares", query=address), ours.share.share_id)
            for button in buttons.values():
                talk.rerun(query=address, clicked=button)
        assert _state(server, THEIRS, theirs) is ShareState.OPEN
        assert server.ask("GET", f"/s/{theirs.token}").status == 303
        talk.rerun(query=f"client={OURS}", clicked=own["revoke"])
    assert _state(server, OURS, ours) is ShareState.REVOKED, "such a click does work where it may"


def test_a_button_on_a_page_that_lies_open_does_nothing_once_its_client_was_taken_away(server: Any, link: Any) -> None:
    """The click comes before the page is drawn anew, and may be the first that is heard since."""
    theirs = link(THEIRS, open_it=False)
    mover = server.add("poistuja@example.fi", Role.GROWTH_OWNER, OURS, THEIRS)
    for act in ("pause", "rotate", "revoke"):
        set_clients(server.store.ops, person_id=mover, client_ids=[OURS, THEIRS])
        with server.talk(cookie=server.signed_in(mover)) as talk:
            buttons = _buttons(talk.rerun(page="shares", query=f"client={THEIRS}"), theirs.share.share_id)
            set_clients(server.store.ops, person_id=mover, client_ids=[OURS])
            talk.rerun(query=f"client={THEIRS}", clicked=buttons[act])
        assert _state(server, THEIRS, theirs) is ShareState.OPEN, act
        assert server.ask("GET", f"/s/{theirs.token}").status == 303, act


def _buttons(heard: str, share_id: int) -> dict[str, str]:
    """Act -> the id of its button on the share desk."""
    found = re.findall(rf"(\$\$ID-[0-9a-f]+-share_(pause|rotate|revoke)_{share_id})\b", heard)
    return {act: button for button, act in found}


def _state(server: Any, client_id: str, held: Any) -> ShareState:
    return get_share(server.store.ops, client_id=client_id, share_id=held.share.share_id).state(utc_now())


# -------------------------------------------------------------------------------------------------- what comes back


def _made(named: Any) -> tuple[Any, str]:
    share, token = shares.create_share(
        named.store.ops, client_id="oma", terms=Terms("x", language="en"), who="t", now=utc_now()
    )
    return share, token


HOST = {"host": "tahti.example.fi", "x_forwarded_proto": "https", "accept": "text/html"}


def test_nothing_comes_back_from_an_older_copy_or_after_a_restart(named: Any, tmp_path: Path) -> None:
    """A copy is brought back under the running app, which then loses power. Links that were closed since the copy stay
    closed, the person who restores is warned, every session is over, and a guesser is still slowed down."""
    ops = named.store.ops
    (left, kept), (gone, dead), (turned, old) = (_made(named) for _ in range(3))
    person = named.add("palauttaja@example.fi", Role.ADMIN)
    session = named.signed_in(person).split("=", 1)[1]
    cookie = f"__Host-tahti={session}"
    visit = named.ask("GET", f"/s/{kept}", **HOST).cookies[0].split(";")[0]
    back_up(named.store, tmp_path / "copy", now=utc_now())

    asked = {"client_id": "oma", "who": "t", "now": utc_now()}
    shares.revoke_share(ops, share_id=gone.share_id, **asked)
    _, fresh = shares.rotate_share(ops, share_id=turned.share_id, **asked)
    later, never = _made(named)
    assert named.ask("GET", f"/s/{fresh}", **HOST).status == 303
    told = restore(named.store, tmp_path / "copy", now=utc_now()).sentence.en
    assert "2 that had been closed since stay closed" in told

    def all_is_shut() -> None:
        for token in (dead, old, fresh, never):
            assert named.ask("GET", f"/s/{token}", **HOST).status == 404
        assert named.ask("GET", "/board", cookie=cookie, **HOST).status == 303, "signed out"
        assert named.ask("GET", f"/client?v={left.public_id}", cookie=visit, **HOST).status == 404
        with pytest.raises(InvalidStatus):
            named.talk(cookie=f"tahti={session}")
        assert named.ask("GET", f"/s/{kept}", **HOST).status == 303, "what was open then and now opens"

    all_is_shut()
    wrong = {"email": "palauttaja@example.fi", "password": "arvaus arvaus"}
    for _ in range(10):
        named.post("/login", wrong, x_forwarded_for="203.0.113.99", **HOST)
    named.restart()
    all_is_shut()
    assert named.post("/login", wrong, x_forwarded_for="203.0.113.99", **HOST).status == 429
    with pytest.raises(Exception, match="revoked"):
        shares.resume_share(ops, share_id=gone.share_id, **asked)
    alive = sessions.open_session(ops, person_id=person, now=utc_now())
    named.secrets.append(alive)
    assert named.ask("GET", "/board", cookie=f"__Host-tahti={alive}", **HOST).status == 200
    assert [share.share_id for share, _ in list_shares(ops, client_id="oma") if share.share_id == later.share_id] == []
