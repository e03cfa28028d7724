"""Somebody with an account gets their own clients, and only for as long as the account and the session live."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from core.access.accounts import deactivate, set_clients
from core.access.sessions import token_hash
from core.dates import utc_now
from core.model import Role

OURS, THEIRS = "Oma Asiakas Oy", "Vieras Salaisuus Oy"


def test_a_person_sees_their_client_and_no_word_of_another(server: Any, specialist: int) -> None:
    with server.talk(cookie=server.signed_in(specialist)) as talk:
        for page in ("", "board", "stages", "targets", "goals", "imports", "clients", "people"):
            heard = talk.rerun(page=page)
            assert OURS in heard
            assert THEIRS not in heard


@pytest.mark.parametrize(
    "query",
    ["client=vieras-salaisuus-oy", "client=", "client=oma-asiakas-oy&client=vieras-salaisuus-oy", "client=*", ""],
)
def test_no_query_widens_the_scope(server: Any, specialist: int, query: str) -> None:
    with server.talk(cookie=server.signed_in(specialist)) as talk:
        heard = talk.rerun(query=query)
        assert OURS in heard
        assert THEIRS not in heard


def test_a_client_that_is_not_theirs_looks_like_one_that_does_not_exist(server: Any, specialist: int) -> None:
    with server.talk(cookie=server.signed_in(specialist)) as talk:
        talk.rerun()
        theirs = talk.rerun(query="client=vieras-salaisuus-oy")
        nobodys = talk.rerun(query="client=ei-sellaista-ole-oy")
    assert OURS in theirs
    assert OURS in nobodys
    assert THEIRS not in theirs


def test_the_session_of_another_cannot_be_resumed(server: Any, specialist: int) -> None:
    """Streamlit's session id travels in a header: whoever has seen it still has no part in that session."""
    other = server.add("toinen@example.fi", Role.GROWTH_OWNER, "vieras-salaisuus-oy")
    with server.talk(cookie=server.signed_in(other)) as victim:
        assert THEIRS in victim.rerun()
        with server.talk(cookie=server.signed_in(specialist), resume=victim.session_id) as thief:
            heard = thief.rerun()
            assert thief.session_id != victim.session_id
            assert THEIRS not in heard
        with pytest.raises(InvalidStatus):
            server.talk(resume=victim.session_id)


def test_ones_own_session_is_resumed(server: Any, specialist: int) -> None:
    """The counterpart: with the same identity the session id does work, so the refusal above means something."""
    cookie = server.signed_in(specialist)
    with server.talk(cookie=cookie) as before:
        before.rerun()
    with server.talk(cookie=cookie, resume=before.session_id) as after:
        after.rerun()
    assert after.session_id == before.session_id


def test_the_browser_is_never_told_its_own_session(server: Any, specialist: int) -> None:
    """Neither the token, which its cookie keeps from scripts, nor the hash by which the database knows it."""
    cookie = server.signed_in(specialist)
    token = cookie.removeprefix("tahti=")
    with server.talk(cookie=cookie) as talk:
        heard = talk.rerun()
    assert token not in heard
    assert token_hash(token) not in heard


def test_sign_out_ends_the_cookie_and_the_open_pages(server: Any, specialist: int) -> None:
    cookie = server.signed_in(specialist)
    with server.talk(cookie=cookie) as talk:
        assert OURS in talk.rerun()
        assert server.post("/logout", {}, cookie=cookie).status == 303
        assert OURS not in talk.rerun()
    assert server.ask("GET", "/", cookie=cookie).status == 401
    with pytest.raises(InvalidStatus):
        server.talk(cookie=cookie)


def test_sign_out_of_one_browser_leaves_the_other(server: Any, specialist: int) -> None:
    one, other = server.signed_in(specialist), server.signed_in(specialist)
    server.post("/logout", {}, cookie=one)
    assert server.ask("GET", "/", cookie=other).status == 200


def test_a_closed_account_closes_its_open_pages(server: Any) -> None:
    leaver = server.add("lahtija@example.fi", Role.GROWTH_OWNER, "oma-asiakas-oy")
    cookie = server.signed_in(leaver)
    with server.talk(cookie=cookie) as talk:
        assert OURS in talk.rerun()
        deactivate(server.store.ops, person_id=leaver, now=utc_now())
        assert OURS not in talk.rerun()
    assert server.ask("GET", "/", cookie=cookie).status == 401
    assert server.post("/login", {"email": "lahtija@example.fi", "password": "oikea hevonen paristo"}).status == 401


def test_a_client_taken_away_is_gone_at_the_next_run(server: Any) -> None:
    mover = server.add("siirtyja@example.fi", Role.SPECIALIST, "vieras-salaisuus-oy")
    with server.talk(cookie=server.signed_in(mover)) as talk:
        assert THEIRS in talk.rerun()
        set_clients(server.store.ops, person_id=mover, client_ids=["oma-asiakas-oy"])
        heard = talk.rerun(query="client=vieras-salaisuus-oy")
        assert OURS in heard
        assert THEIRS not in heard


def test_a_part_of_a_client_taken_away_is_not_read_by_looking_at_another(server: Any) -> None:
    """A part that runs by itself belongs to its client, also when the same message turns the session to another one."""
    mover = server.add("vaihtaja@example.fi", Role.SPECIALIST, "vieras-salaisuus-oy", "oma-asiakas-oy")
    with server.talk(cookie=server.signed_in(mover)) as talk:
        heard = talk.rerun(page="weekly", query="client=vieras-salaisuus-oy")
        switch = re.search(r"\$\$ID-[0-9a-f]+-client_choice", heard)
        assert switch
        assert talk.ticks
        assert any("vieras-salaisuus-oy.weekly" in talk.rerun(fragment_id=tick) for tick in talk.ticks)
        set_clients(server.store.ops, person_id=mover, client_ids=["oma-asiakas-oy"])
        asked = BackMsg()
        asked.rerun_script.fragment_id, asked.rerun_script.page_script_hash = talk.ticks[0], talk.page_hash
        asked.rerun_script.widget_states.widgets.add(id=switch.group(), string_value=OURS)
        talk.send(asked)
        heard = [talk.listen(), *(talk.rerun(fragment_id=tick, query="client=oma-asiakas-oy") for tick in talk.ticks)]
    assert not any("vieras-salaisuus-oy.weekly" in one for one in heard)


def test_files_that_a_page_never_named_do_not_answer(server: Any, specialist: int) -> None:
    cookie = server.signed_in(specialist)
    for path in ("/media/0f3c9a.csv", "/_stcore/upload_file/x/y", "/component/x/y.js"):
        assert server.ask("GET", path, cookie=cookie).status == 404
    assert server.ask("PUT", "/_stcore/upload_file/x/y", b"x", cookie=cookie).status == 404


@pytest.mark.parametrize("kind", ["set_run_on_save", "load_git_info", "debug_shutdown_runtime"])
def test_messages_that_no_page_needs_do_nothing(server: Any, specialist: int, kind: str) -> None:
    with server.talk(cookie=server.signed_in(specialist)) as talk:
        talk.send(BackMsg(**{kind: True}))
        assert OURS in talk.rerun()


def test_nobody_empties_what_everybody_reads(server: Any) -> None:
    """With everybody's cache Streamlit would forget this session, too, and with it the client on screen."""
    both = server.add("molemmat@example.fi", Role.GROWTH_OWNER, "oma-asiakas-oy", "vieras-salaisuus-oy")
    with server.talk(cookie=server.signed_in(both)) as talk:
        assert "client=oma-asiakas-oy" in talk.rerun(page="board")
        talk.rerun(query="client=vieras-salaisuus-oy")
        talk.send(BackMsg(clear_cache=True))
        assert "client=vieras-salaisuus-oy" in talk.rerun()


def test_a_huge_message_ends_the_connection(server: Any, specialist: int) -> None:
    with server.talk(cookie=server.signed_in(specialist)) as talk:
        talk.rerun()
        talk.socket.send(b"\x00" * 2_100_000)
        with pytest.raises(ConnectionClosed) as closed:
            talk.listen()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_a_text_frame_ends_the_connection(server: Any, specialist: int) -> None:
    with server.talk(cookie=server.signed_in(specialist)) as talk:
        talk.rerun()
        talk.socket.send("{}")
        with pytest.raises(ConnectionClosed):
            talk.listen()


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_a_page_of_another_site_opens_no_websocket(server: Any, specialist: int, origin: str) -> None:
    with pytest.raises(InvalidStatus):
        server.talk(cookie=server.signed_in(specialist), origin=origin)


def test_our_own_page_opens_one(server: Any, specialist: int) -> None:
    with server.talk(cookie=server.signed_in(specialist), origin=f"http://{server.host}") as talk:
        assert OURS in talk.rerun()


def test_the_front_page_is_found_under_its_name_too(server: Any, specialist: int) -> None:
    answer = server.ask("GET", "/balance?client=oma-asiakas-oy", cookie=server.signed_in(specialist))
    assert (answer.status, answer.headers["location"]) == (303, "/?client=oma-asiakas-oy")
