"""What can be tried at the doors of a link: files after it closed, other people's cookies, forged hosts and forms,
requests that never end or are far too big, and the team's own view of a link that is not theirs."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from core.access import shares
from core.dates import utc_now
from core.store.clients import archive_client, restore_client
from core.web.forms import MAX_SECONDS
from tests.attack.test_links import NEEDED, OURS, SECRET, THEIRS, _pause, _revoke, _rotate, _run_out

FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "same-site"},
]


def heard_after(talk: Any, **asked: str) -> str:
    """What an open page hears when it asks again; nothing when its connection is ended."""
    try:
        return str(talk.rerun(**asked))
    except ConnectionClosed:
        return ""


def _archive(server: Any, held: Any) -> None:
    archive_client(server.store.ops, client_id=OURS, now=utc_now())


@pytest.mark.parametrize("close", [_revoke, _pause, _rotate, _run_out, _archive])
def test_nothing_of_a_closed_link_answers_in_an_open_page(server: Any, link: Any, close: Any) -> None:
    """Reruns, fragments, other days, and files; the websocket stays open and says nothing of the client."""
    held = link(may_export=True, may_change_dates=True)
    named = f"v={held.share.public_id}"
    with server.talk(cookie=held.cookie) as talk:
        assert "Oma Asiakas" in talk.rerun(page="client", query=named)
        assert server.ask("GET", held.export, cookie=held.cookie).status == 200
        page_hash = talk.page_hash
        (tick,) = talk.ticks  # the page runs anew by itself
        assert "Oma Asiakas" in talk.rerun(fragment_id=tick, query=named)
        close(server, held)
        try:
            # A part may be asked for alone; where there is none of that name nothing comes, not even an end.
            part = BackMsg()
            part.rerun_script.fragment_id, part.rerun_script.query_string = "x", named
            talk.send(part)
            for asked in (
                {"query": named, "fragment_id": tick},
                {"query": named},
                {"query": named, "page_hash": page_hash},
                {"query": f"{named}&days=2026-01-01..2026-01-31"},
                {"page": "client", "query": f"{named}&preview={held.share.share_id}"},
                {"page": "client", "query": f"{named}&client={OURS}"},
            ):
                assert "Oma Asiakas" not in heard_after(talk, **asked)
            dead = server.ask("GET", held.export, cookie=held.cookie)
            unknown = server.ask("GET", "/s/export/AAAAAAAAAAAA", cookie=held.cookie)
            assert (dead.status, dead.body) == (404, unknown.body)
            assert server.ask("GET", f"/s/{held.token}").status == 404
        finally:
            if close is _archive:
                restore_client(server.store.ops, client_id=OURS, now=utc_now())


def test_a_page_that_lies_open_is_not_seen_by_anybody(server: Any, link: Any) -> None:
    """The page runs anew by itself, also where the person has gone home."""
    held = link()
    long_ago = (utc_now() - timedelta(hours=3)).isoformat()

    def seen() -> str:
        with server.store.ops.read() as con:
            row = con.execute("select last_seen_at from share_visit where share_id = ?", (held.share.share_id,))
            return str(row.fetchone()["last_seen_at"])

    with server.talk(cookie=held.cookie) as talk:
        talk.rerun(page="client", query=f"v={held.share.public_id}")
        with server.store.ops.write() as con:
            con.execute("update share_visit set last_seen_at = ? where share_id = ?", (long_ago, held.share.share_id))
        talk.rerun(fragment_id=talk.ticks[0], query=f"v={held.share.public_id}")
        assert seen() == long_ago
        talk.rerun(query=f"v={held.share.public_id}")
        assert seen() > long_ago


def test_files_and_table_rows_are_not_answered_after_a_link_closed(server: Any, link: Any) -> None:
    """These are answered without running the page, so the page's own question does not guard them."""
    held = link()
    with server.talk(cookie=held.cookie) as talk:
        talk.rerun(page="client", query=f"v={held.share.public_id}")
        request = BackMsg()
        request.file_urls_request.request_id = "before"
        request.file_urls_request.file_names.append("x.csv")
        talk.send(request)
        assert b"before" in _until(talk, lambda message: message.WhichOneof("type") == "file_urls_response")
        _revoke(server, held)
        request.file_urls_request.request_id = "after"
        talk.send(request)
        for _ in range(2):  # an answer may come behind the page's
            assert "after" not in heard_after(talk, query=f"v={held.share.public_id}")


def _until(talk: Any, done: Callable[[ForwardMsg], bool]) -> bytes:
    while True:
        frame = bytes(talk.socket.recv(timeout=120))
        if done(ForwardMsg.FromString(frame)):
            return frame


def test_a_file_needs_the_permission_and_the_cookie_of_its_own_link(server: Any, link: Any) -> None:
    held, silent, other = link(may_export=True), link(), link(THEIRS, may_export=True)
    closed = server.ask("GET", "/s/export/AAAAAAAAAAAA")
    for method, path, cookie in (
        ("GET", held.export, ""),
        ("GET", held.export, other.cookie),
        ("GET", held.export, silent.cookie),
        ("GET", silent.export, silent.cookie),
        ("GET", silent.export + "?may_export=1", silent.cookie),
        ("GET", other.export, held.cookie),
        # The value of one link's cookie under the name of another's.
        ("GET", other.export, f"tahti_link_{other.share.public_id}={held.cookie.split('=', 1)[1]}"),
        ("GET", held.export + "/", held.cookie),
    ):
        answer = server.ask(method, path, **({"cookie": cookie} if cookie else {}))
        assert (answer.status, answer.body) == (404, closed.body), path
    assert server.ask("POST", held.export, b"", cookie=held.cookie).status == 405
    right = server.ask("GET", held.export, cookie=held.cookie)
    assert right.status == 200
    assert right.headers["content-disposition"] == 'attachment; filename="overview.csv"'
    assert right.headers["cache-control"] == "no-store"
    assert SECRET not in right.body


def test_a_locked_link_gives_no_file(server: Any, link: Any) -> None:
    held = link(passcode="marraskuu26", may_export=True)
    assert server.ask("GET", held.export, cookie=held.cookie).status == 404
    unlock = f"/s/unlock/{held.share.public_id}"
    assert server.post(unlock, {"passcode": "marraskuu26"}, cookie=held.cookie).status == 303
    assert server.ask("GET", held.export, cookie=held.cookie).status == 200


def test_a_visitor_uploads_nothing_and_reads_no_file_of_others(server: Any, link: Any) -> None:
    """Not even to an address that the server told this very browser, with all that a browser would send along: a page
    without any field for files would take gigabytes into memory."""
    held = link()
    xsrf = server.ask("GET", "/_stcore/health").headers["set-cookie"].split(";")[0]
    sent = {
        "cookie": f"{held.cookie}; {xsrf}", "x_xsrftoken": xsrf.split("=", 1)[1],
        "content_type": "multipart/form-data; boundary=x",
    }  # fmt: skip
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nPK\x03\x04\r\n--x--\r\n'
    with server.talk(cookie=held.cookie) as talk:
        talk.rerun(page="client", query=f"v={held.share.public_id}")
        asked = BackMsg()
        asked.file_urls_request.request_id = "told"
        asked.file_urls_request.file_names.append("a")
        talk.send(asked)
        told = ForwardMsg.FromString(_until(talk, lambda message: message.WhichOneof("type") == "file_urls_response"))
        for upload in (f"/_stcore/upload_file/{talk.session_id}/x", told.file_urls_response.file_urls[0].upload_url):
            assert server.ask("PUT", upload, body, **sent).status == 401
        for path in ("/media/8f3c.csv", "/media/../data/ops.sqlite", "/_stcore/bidi-components/../../data/ops.sqlite"):
            assert server.ask("GET", path, cookie=held.cookie).status in (400, 404)


# ------------------------------------------------------------------------------------------------- the team's own view


def test_the_team_looks_at_a_link_only_of_a_client_that_is_theirs(server: Any, specialist: int, link: Any) -> None:
    ours, theirs = link(open_it=False), link(THEIRS, open_it=False)
    cookie = server.signed_in(specialist)
    with server.talk(cookie=cookie) as talk:
        mine = talk.rerun(page="client", query=f"preview={ours.share.share_id}")
        others = [
            talk.rerun(page="client", query=query)
            for query in (
                f"preview={theirs.share.share_id}",
                f"preview={theirs.share.share_id}&client={OURS}",
                f"v={theirs.share.public_id}",
                f"v={theirs.share.public_id}&preview={theirs.share.share_id}",
                "preview=999999999",
                f"preview=0{theirs.share.share_id}",
                "preview=-1",
                "preview=1e1",
                "preview=²",
            )
        ]
    assert "How the numbers are counted" in mine or "numbers are counted" in mine
    assert not [heard for heard in others if SECRET in heard]
    # Nobody else gets there at all.
    assert server.ask("GET", f"/client?preview={ours.share.share_id}", accept="text/html").status == 404
    visitor = link()
    page = server.ask("GET", f"/client?preview={ours.share.share_id}", cookie=visitor.cookie, accept="text/html")
    assert page.status == 404
    assert NEEDED in page.body
    # A look is no view, and gives no file.
    assert server.ask("GET", ours.export, cookie=cookie).status == 404
    assert not [
        event for event in shares.share_store.list_events(server.store.ops, client_id=OURS)
        if event.share_id == ours.share.share_id and event.kind == "viewed"
    ]  # fmt: skip


def test_a_person_of_the_team_who_also_holds_a_link_keeps_both_apart(server: Any, specialist: int, link: Any) -> None:
    held = link(THEIRS)
    both = f"{server.signed_in(specialist)}; {held.cookie}"
    with server.talk(cookie=both) as talk:
        theirs = talk.rerun(page="client", query=f"v={held.share.public_id}")
        team = [talk.rerun(page=page, query=f"client={THEIRS}") for page in ("board", "imports", "shares", "clients")]
    assert SECRET in theirs
    assert "Oma Asiakas" not in theirs
    assert not [heard for heard in team if SECRET in heard]


# ------------------------------------------------------------------------------------------------------------ requests


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::1]", "a\tb", "a b"])
def test_a_forged_host_never_comes_back(server: Any, link: Any, host: str) -> None:
    """Every way on is an address without a host, so a cache or a mail cannot be made to point elsewhere."""
    held = link(passcode="joulukuu26")
    for path in (f"/s/{held.token}", f"/s/unlock/{held.share.public_id}", held.page, "/login", "/people"):
        answer = server.ask(
            "GET", path, cookie=held.cookie, accept="text/html", host=host, x_forwarded_host="evil.example"
        )
        assert "evil" not in answer.body + str(answer.headers)
        assert answer.headers.get("location", "/").startswith("/")
        assert not answer.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_every_form_and_every_change_is_refused_from_another_site(
    server: Any, specialist: int, link: Any, headers: dict[str, str]
) -> None:
    held = link(passcode="tammikuu27")
    cookie = f"{server.signed_in(specialist)}; {held.cookie}"
    unlock = f"/s/unlock/{held.share.public_id}"
    forms = (unlock, "/login", "/logout", "/first-run", "/invite/x", "/s/x", "/hooks/trello", "/client", "/")
    for path in forms:
        assert server.post(path, {"passcode": "tammikuu27"}, cookie=cookie, **headers).status == 403, path
    for method in ("PUT", "DELETE", "PATCH"):
        assert server.ask(method, "/_stcore/upload_file/a/b", b"x", cookie=cookie, **headers).status == 403
    assert server.ask("GET", held.page, cookie=held.cookie, accept="text/html").headers["location"] == unlock


def test_a_form_of_a_link_is_bounded(server: Any, link: Any) -> None:
    held = link(passcode="helmikuu27")
    unlock = f"/s/unlock/{held.share.public_id}"
    form = {"content_type": "application/x-www-form-urlencoded", "cookie": held.cookie}
    assert server.ask("POST", unlock, b"passcode=" + b"x" * 20_000, **form).status == 413
    assert server.ask("POST", unlock, b"&".join(b"f%d=x" % n for n in range(50)), **form).status == 400
    assert server.ask("POST", unlock, b"{}", content_type="application/json", cookie=held.cookie).status == 415


@pytest.mark.parametrize(
    "path",
    ["/s/" + "x" * 100_000, "/s/" + "%00" * 20, "/s/%2e%2e%2f", "/s/..;/", "/s//", "/s/%0d%0aset-cookie:a=b", "/s/ä"],
    ids=lambda path: path[:20],
)
def test_odd_and_oversized_addresses_open_nothing(server: Any, path: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=120) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := raw.recv(65536):
            answer += part
    status = int(answer.split(b" ", 2)[1])
    assert 400 <= status < 500
    assert b"set-cookie" not in answer.lower()
    assert b"Traceback" not in answer


def test_too_many_cookies_of_links_are_not_looked_at(server: Any, link: Any) -> None:
    """Somebody with links of years still reads the newest, whose cookie comes last."""
    held = link()
    crowd = "; ".join(f"tahti_link_{n:012d}={'x' * 43}" for n in range(150))
    assert server.ask("GET", held.page, cookie=f"{crowd}; {held.cookie}", accept="text/html").status == 200
    crowd = "; ".join(f"tahti_link_{n:012d}={'x' * 43}" for n in range(300))
    late = server.ask("GET", held.page, cookie=f"{crowd}; {held.cookie}", accept="text/html")
    assert late.status == 404
    assert server.ask("GET", held.page, cookie=f"{held.cookie}; {crowd}", accept="text/html").status == 200
    assert server.ask("GET", "/", cookie=crowd, accept="text/html").status == 303


def test_requests_that_never_end_keep_nobody_waiting(server: Any, link: Any) -> None:
    """Sixty browsers that stop in the middle of a header or a form: a client still opens their link."""
    held = link(passcode="maaliskuu27")
    unlock = f"/s/unlock/{held.share.public_id}"
    with ExitStack() as stack:
        slow = [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=120)) for _ in range(60)
        ]
        for number, raw in enumerate(slow):
            head = f"POST {unlock} HTTP/1.1\r\nHost: {server.host}\r\nCookie: {held.cookie}\r\n"
            body = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\npasscode="
            raw.sendall((head if number % 2 else head + body).encode())
        begun = time.monotonic()
        assert server.ask("GET", f"/s/{held.token}").status == 303
        assert server.ask("GET", "/healthz").status == 200
        assert time.monotonic() - begun < MAX_SECONDS, "nobody waits until those who hang are given up"


def test_bad_tokens_in_a_flood_get_one_answer_and_write_nothing(server: Any) -> None:
    before = server.store.ops.version()
    far = {"x_forwarded_for": "198.51.100.77"}
    answers = {server.ask("GET", f"/s/{n:043d}", **far).body for n in range(50)}
    assert len(answers) == 1
    assert server.store.ops.version() == before


def test_a_websocket_without_the_links_cookie_is_refused(server: Any, link: Any) -> None:
    held = link()
    value = held.cookie.split("=", 1)[1]
    for cookie in (
        f"tahti_link_AAAAAAAAAAAA={'A' * 43}",
        f"tahti={value}",
        f"__Host-{held.cookie}",
        f"tahti_link_{held.share.public_id}={held.token}",
        f"tahti_link_{held.share.public_id}=",
    ):
        with pytest.raises(InvalidStatus):
            server.talk(cookie=cookie)
    for headers in ({"X-Tahti-Visits": value}, {"X-Tahti-Session": "demo"}):
        with pytest.raises(InvalidStatus):
            server.talk(headers=headers)
    with pytest.raises(InvalidStatus):
        server.talk(cookie=held.cookie, origin="https://evil.example")
