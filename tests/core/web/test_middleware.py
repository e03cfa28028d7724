"""Each layer of the door alone, as plain ASGI."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Callable
from typing import Any

import anyio
import pyarrow as pa
import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.web.compress import STATIC, CompressedStatic, accepted_coding, pack_ahead
from core.web.files import OwnFiles
from core.web.gate import IDENTITY, is_public
from core.web.headers import SecurityHeaders, content_policy, inline_hashes
from core.web.internals import is_internal
from core.web.messages import MAX_BYTES, MessageFilter, needed_kind
from core.web.origin import SameOrigin
from core.web.shell import Shell, installed_page, is_page, own_files
from core.web.uploads import BoundedUploads
from core.web.versions import without_versions


def run(app: Any, scope: dict[str, Any], *incoming: dict[str, Any]) -> list[dict[str, Any]]:
    """What the app sends for this scope and these messages."""
    sent: list[dict[str, Any]] = []
    waiting = list(incoming)

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": f"{scope['type']}.disconnect", "code": 1000}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    anyio.run(app, scope, receive, send)
    return sent


def http(path: str = "/", *, method: str = "GET", scheme: str = "http", **headers: str) -> dict[str, Any]:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http", "method": method, "path": path, "scheme": scheme, "query_string": b"", "headers": raw
    }  # fmt: skip


def websocket(identity: str = "") -> dict[str, Any]:
    return http() | {"type": "websocket", "headers": [(IDENTITY, identity.encode())] if identity else []}


async def inner(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inner"})


def status(sent: list[dict[str, Any]]) -> int:
    return int(sent[0]["status"])


def headers(sent: list[dict[str, Any]]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_the_policy_names_the_installed_inline_script_and_nothing_off_site() -> None:
    page = "<script>window.x = 1</script><script src='a.js'></script>"
    expected = base64.b64encode(hashlib.sha256(b"window.x = 1").digest()).decode()
    assert inline_hashes(page) == [f"'sha256-{expected}'"]
    assert len(inline_hashes(installed_page())) == 1
    policy = content_policy(page)
    assert f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{expected}'" in policy
    assert "//" not in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval", "")


def test_an_answer_keeps_its_own_policy_and_gets_the_rest() -> None:
    async def strict(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-security-policy", b"none")]})

    got = headers(run(SecurityHeaders(strict), http()))
    assert (got["content-security-policy"], got["x-frame-options"]) == ("none", "DENY")
    assert "strict-transport-security" not in got
    assert "strict-transport-security" in headers(run(SecurityHeaders(inner), http(scheme="https")))


@pytest.mark.parametrize(
    "path", ["/login", "/hooks/trello", "/static/js/a.js", "/s/x", "/assets/door.css", "/_stcore/health"]
)
def test_public(path: str) -> None:
    assert is_public(path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/hooks/",
        "/hooks/trello/x",
        "/login/",
        "/loginx",
        "/static",
        "/static/../media/x",
        "/assets/..\\x",
        "/media/x",
        "/_stcore/stream",
        "",
    ],
)
def test_not_public(path: str) -> None:
    assert not is_public(path)


@pytest.mark.parametrize(
    "path", ["/_stcore", "/_stcore/", "/_stcore/x", "/a/_stcore/health", "/component/x", "/auth/login"]
)
def test_internal(path: str) -> None:
    assert is_internal(path)


@pytest.mark.parametrize("path", ["/_stcore/stream", "/_stcore/upload_file/a/b", "/authors", "/components"])
def test_needed_by_pages(path: str) -> None:
    assert not is_internal(path)


OURS = {"host": "tahti.fi"}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, 200),
        ({"origin": "https://tahti.fi"}, 200),
        ({"origin": "https://tahti.fi", "sec_fetch_site": "same-origin"}, 200),
        ({"origin": "https://tahti.fi:8443"}, 403),
        ({"origin": "https://evil.fi"}, 403),
        ({"origin": "https://tahti.fi.evil.fi"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "null", "sec_fetch_site": "same-origin"}, 200),
        ({"origin": "null", "sec_fetch_site": "cross-site"}, 403),
        ({"origin": "https://evil.fi", "sec_fetch_site": "same-origin"}, 403),
        ({"origin": ""}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
    ],
    ids=str,
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_what_changes_something_comes_from_our_pages(sent: dict[str, str], expected: int, method: str) -> None:
    assert status(run(SameOrigin(inner), http(method=method, **OURS, **sent))) == expected


def test_reading_may_come_from_a_link_elsewhere() -> None:
    assert status(run(SameOrigin(inner), http(sec_fetch_site="cross-site", **OURS))) == 200


def message(**kind: Any) -> bytes:
    return BackMsg(**kind).SerializeToString()


def test_only_messages_that_pages_need() -> None:
    needed = BackMsg()
    needed.rerun_script.query_string = "x"
    chunk = BackMsg()
    chunk.backend_operation_request.dataframe_chunk.SetInParent()
    assert needed_kind(needed.SerializeToString())
    assert needed_kind(chunk.SerializeToString())
    install = BackMsg()
    install.backend_operation_request.install_skills.SetInParent()
    for dropped in (
        message(clear_cache=True),
        message(set_run_on_save=True),
        message(load_git_info=True),
        message(debug_shutdown_runtime=True),
        install.SerializeToString(),
        b"",
        b"\xff\xff\xff",
    ):
        assert not needed_kind(dropped)


def heard(
    *frames: dict[str, Any], alive: bool = True, acts: list[str] | None = None
) -> tuple[list[bytes], list[dict[str, Any]]]:
    """What Streamlit would get, and what the browser is sent."""
    got: list[bytes] = []
    acts = [] if acts is None else acts

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        while (frame := await receive())["type"] == "websocket.receive":
            got.append(frame["bytes"])

    app = MessageFilter(streamlit, is_alive=lambda identity: alive, note_act=acts.append)
    return got, run(app, websocket("x"), *frames)


def frame(data: bytes) -> dict[str, Any]:
    return {"type": "websocket.receive", "bytes": data}


def test_dropped_messages_do_not_hold_up_the_next() -> None:
    stop = message(stop_script=True)
    got, sent = heard(frame(message(clear_cache=True)), frame(stop), frame(b"\xff"), frame(stop))
    assert (got, sent) == ([stop, stop], [])


def test_files_and_rows_end_with_the_session_while_a_page_may_still_say_so() -> None:
    """They are answered without running a page, so no page would ask who is looking."""
    stop, wanted = message(stop_script=True), []
    for name in ("deferred_file", "dataframe_chunk"):
        request = BackMsg()
        getattr(request.backend_operation_request, name).SetInParent()
        wanted.append(request.SerializeToString())
    urls = BackMsg()
    urls.file_urls_request.SetInParent()
    wanted.append(urls.SerializeToString())
    frames = [frame(data) for data in [*wanted, stop]]
    assert heard(*frames) == ([*wanted, stop], [])
    assert heard(*frames, alive=False) == ([stop], [])


def test_only_what_a_person_does_is_an_act() -> None:
    """The first run of a connection comes by itself: with the page, which the gate has seen, or when the network is
    back. A fragment that ticks says so, and a heartbeat is no run."""
    click, tick = BackMsg(), BackMsg()
    click.rerun_script.fragment_id = "f"
    tick.rerun_script.is_auto_rerun = True
    beat = frame(message(app_heartbeat=True))
    first, ticks = frame(click.SerializeToString()), frame(tick.SerializeToString())
    acts: list[str] = []
    heard(first, ticks, beat, ticks, acts=acts)
    assert acts == []
    heard(first, ticks, first, ticks, first, acts=acts)
    assert acts == ["x,", "x,"]


@pytest.mark.parametrize(
    ("bad", "code"),
    [(frame(bytes(MAX_BYTES + 1)), 1009), ({"type": "websocket.receive", "text": "{}", "bytes": None}, 1003)],
)
def test_a_bad_frame_ends_the_connection(bad: dict[str, Any], code: int) -> None:
    got, sent = heard(bad, frame(message(stop_script=True)))
    assert (got, sent) == ([], [{"type": "websocket.close", "code": code}])


def telling(*frames: bytes) -> Callable[..., Any]:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            return await inner(scope, receive, send)
        for data in frames:
            await send({"type": "websocket.send", "bytes": data})
        return None

    return app


def fetch(app: OwnFiles, identity: str, path: str) -> int:
    asked = http(path)
    asked["headers"] = [(IDENTITY, identity.encode())]
    return status(run(app, asked))


def test_a_file_answers_only_whom_it_was_named_to() -> None:
    app = OwnFiles(telling(b"\x0a\x12/media/abc123.csv\x10", b"..", b"\x01/_stcore/upload_file/s-1/f-2\x02"))
    assert fetch(app, "maija", "/media/abc123.csv") == 404
    run(app, websocket("maija"))
    assert fetch(app, "maija", "/media/abc123.csv") == 200
    assert fetch(app, "maija", "/_stcore/upload_file/s-1/f-2") == 200
    assert fetch(app, "maija", "/media/abc1234.csv") == 404
    assert fetch(app, "maija", "/media/") == 404
    assert fetch(app, "liisa", "/media/abc123.csv") == 404
    assert fetch(app, "", "/media/abc123.csv") == 404
    assert fetch(app, "liisa", "/elsewhere") == 200


def test_uploads_lie_in_memory_only_as_far_as_there_is_room() -> None:
    """Of 1,000 bytes 600 are taken: 400 more fit, 401 do not, nor what does not say how large it is; while one is on
    its way its room is taken too, and free again when it is over, also when it failed."""
    seen: list[int] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        seen.append(app.coming)
        if scope["path"].endswith("bad"):
            raise RuntimeError("broken off")
        await inner(scope, receive, send)

    app = BoundedUploads(streamlit, held=lambda: 600, most=1000)

    def put(path: str = "/_stcore/upload_file/s/f", method: str = "PUT", **headers: str) -> int:
        return status(run(app, http(path, method=method, **headers)))

    assert [put(content_length=size) for size in ("400", "401", "-1", "9" * 20)] == [200, 413, 413, 413]
    assert put() == 413
    assert put("/elsewhere") == put(method="DELETE") == 200
    with pytest.raises(RuntimeError, match="broken off"):
        put("/_stcore/upload_file/s/bad", content_length="100")
    assert seen == [400, 0, 0, 100]
    assert app.coming == 0


def test_what_is_remembered_of_files_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.web.files.PER_PERSON", 2)
    monkeypatch.setattr("core.web.files.PEOPLE", 2)
    app = OwnFiles(telling(b"/media/a1", b"/media/a2", b"/media/a3"))
    for identity in ("one", "two", "three"):
        run(app, websocket(identity))
    assert [fetch(app, "three", f"/media/a{n}") for n in (1, 2, 3)] == [404, 200, 200]
    assert fetch(app, "one", "/media/a3") == 404


@pytest.mark.parametrize("path", ["/", "/targets", "/a/b"])
def test_pages(path: str) -> None:
    assert is_page(path)


@pytest.mark.parametrize(
    "path",
    ["/login", "/healthz", "/hooks/trello", "/media/x", "/static/x", "/a/_stcore/health", "/favicon.png", "/s/x"],
)
def test_no_pages(path: str) -> None:
    assert not is_page(path)


def test_the_page_is_ours_in_both_languages() -> None:
    shell = Shell(inner, title="Tahti", icon="/assets/tahti.svg")
    asked = http("/targets", accept_encoding="gzip")
    packed = run(shell, asked | {"tahti.language": "fi"})
    page = gzip.decompress(packed[1]["body"]).decode()
    assert '<html lang="fi" translate="no">' in page
    assert "<title>Tahti</title>" in page
    assert 'href="/assets/tahti.svg"' in page
    assert "noindex" in page
    assert "agent" not in page
    plain = run(shell, http("/") | {"query_string": b"lang=en"})[1]["body"].decode()
    assert '<html lang="en" translate="no">' in plain
    assert "https://" not in plain


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=1.0, gzip;q=0.8", "br"),
        ("gzip, br;q=0", "gzip"),
        ("GZIP", "gzip"),
        ("identity", ""),
        ("brotli", ""),
    ],
)
def test_the_best_coding_that_the_browser_takes(accepted: str, expected: str) -> None:
    assert accepted_coding(http(accept_encoding=accepted)) == expected


def unpacked(sent: list[dict[str, Any]]) -> bytes:
    """What a browser makes of an answer."""
    body, coding = sent[1]["body"], headers(sent)["content-encoding"]
    if coding == "gzip":
        return gzip.decompress(body)
    return bytes(pa.CompressedInputStream(pa.BufferReader(body), "brotli").read())


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, br", "br"), ("gzip", "gzip")])
def test_scripts_are_sent_compressed_to_be_kept_for_good(accepted: str, coding: str) -> None:
    script = next((STATIC / "static" / "js").glob("index.*.js"))
    layer = CompressedStatic(inner)
    for _ in range(2):
        sent = run(layer, http(f"/static/js/{script.name}", accept_encoding=accepted))
        got = headers(sent)
        assert (got["content-encoding"], got["vary"]) == (coding, "accept-encoding")
        assert "immutable" in got["cache-control"]
        assert unpacked(sent) == script.read_bytes()


def test_nothing_else_is_compressed_nor_anything_outside_the_folder() -> None:
    layer = CompressedStatic(inner)
    script = next((STATIC / "static" / "js").glob("index.*.js"))
    assert run(layer, http(f"/static/js/{script.name}"))[1]["body"] == b"inner"
    for path in ("/static/../../../core/x.js", "/static/js/none.js", "/static/../index.html"):
        assert run(layer, http(path, accept_encoding="gzip, br"))[1]["body"] == b"inner"


def test_the_page_itself_is_compressed_as_the_browser_likes() -> None:
    shell = Shell(inner, title="Tahti", icon="/assets/tahti.svg")
    plain = run(shell, http("/"))[1]["body"]
    for accepted in ("br", "gzip"):
        assert unpacked(run(shell, http("/", accept_encoding=accepted))) == plain


def test_the_files_of_the_installed_page_are_packed_ahead() -> None:
    files = own_files(installed_page())
    assert len(files) > 1
    assert all((STATIC / file.lstrip("/")).is_file() for file in files)
    pack_ahead([*files[:2], "/static/js/none.js", "/static/../index.html"])


def test_no_browser_is_told_which_versions_run_here() -> None:
    begun = ForwardMsg()
    begun.new_session.initialize.environment_info.streamlit_version = streamlit.__version__
    begun.new_session.initialize.environment_info.python_version = "3.11.7"
    begun.new_session.initialize.session_id = "kept"
    quiet = ForwardMsg.FromString(without_versions(begun.SerializeToString()))
    assert quiet.new_session.initialize.HasField("environment_info"), "without it a browser gives up"
    assert not quiet.new_session.initialize.environment_info.ListFields()
    assert quiet.new_session.initialize.session_id == "kept"
    text = ForwardMsg()
    text.delta.new_element.text.body = streamlit.__version__
    for other in (text.SerializeToString(), b"x" * 60_000 + streamlit.__version__.encode()):
        assert without_versions(other) == other
