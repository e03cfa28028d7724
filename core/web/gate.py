"""The gate: nobody without a live session gets a page, a file or a websocket; only sign-in and health are public."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from core.access.demo import DEMO_SESSION
from core.access.loopback import is_local
from core.access.sessions import find_viewer
from core.dates import utc_now
from core.errors import StoreError
from core.store import Store, people
from core.store.ops import Ops
from core.web.cookies import session_hash

log = logging.getLogger(__name__)

PUBLIC = frozenset(
    {
        "/login",
        "/logout",
        "/first-run",
        "/healthz",
        "/favicon.png",
        "/manifest.json",
        "/_stcore/health",
        "/_stcore/host-config",
    }
)
PUBLIC_BELOW = ("/static/", "/assets/", "/s/")
PRIVATE = b"x-tahti-"
"""Headers with this beginning are ours: what a client sends under it is thrown away."""
IDENTITY = PRIVATE + b"session"


class Verdict(Enum):
    OPEN = "open"
    SIGN_IN = "sign in"
    FIRST_RUN = "first run"
    FORBIDDEN = "forbidden"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Answer:
    verdict: Verdict
    identity: str = ""
    language: str = ""


class Gate:
    """Decides before anything runs. A websocket is refused before it is accepted, so a stranger costs no session.

    The identity is handed on as the hash of the session, in a private header that Streamlit turns into `st.user`; with
    it Streamlit refuses to resume the session of somebody else.
    """

    def __init__(self, app: ASGIApp, *, store: Callable[[], Store]) -> None:
        self.app = app
        self.store = store
        self.has_account = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        scope = {**scope, "headers": [h for h in scope["headers"] if not h[0].lower().startswith(PRIVATE)]}
        answer = await anyio.to_thread.run_sync(self._answer, scope)
        if answer.verdict is Verdict.OPEN:
            return await self.app(_with_identity(scope, answer), receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 4401})
        return await _refusal(scope, answer.verdict)(scope, receive, send)

    def _answer(self, scope: Scope) -> Answer:
        try:
            return self._ask(self.store().ops, scope)
        except StoreError:
            log.exception("the gate stays shut: the database could not be asked")
            return Answer(Verdict.OPEN if scope["path"] == "/healthz" else Verdict.UNAVAILABLE)

    def _ask(self, ops: Ops, scope: Scope) -> Answer:
        # True once, true for good: accounts are closed, never deleted.
        self.has_account = self.has_account or people.has_account(ops)
        if not self.has_account and not _is_local(scope):
            return Answer(Verdict.FORBIDDEN)
        if is_public(scope["path"]):
            return Answer(Verdict.OPEN)
        # Without any account the only identity there can be is that of the demo user.
        known = session_hash(scope) if self.has_account else DEMO_SESSION
        viewer = find_viewer(ops, session_hash=known, now=utc_now()) if known else None
        if viewer:
            return Answer(Verdict.OPEN, known, viewer.language)
        return Answer(Verdict.SIGN_IN if self.has_account else Verdict.FIRST_RUN)


def is_alive(store: Store, identity: str) -> bool:
    """Whether an identity that the gate once gave still has a viewer; no, when the database cannot be asked."""
    try:
        return find_viewer(store.ops, session_hash=identity, now=utc_now()) is not None
    except StoreError:
        log.exception("nobody is let in: the database could not be asked")
        return False


def is_public(path: str) -> bool:
    """Whether an address answers without sign-in. An address that climbs (`..`) is never public."""
    return path in PUBLIC or (path.startswith(PUBLIC_BELOW) and ".." not in path and "\\" not in path)


def identity_of(scope: Scope) -> str:
    """The identity that the gate gave to this request; empty on public addresses."""
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == IDENTITY), "")


def language_of(scope: Scope) -> str:
    """The language of the person behind this request; empty on public addresses."""
    return str(scope.get("tahti.language", ""))


def _with_identity(scope: Scope, answer: Answer) -> Scope:
    added = [(IDENTITY, answer.identity.encode("latin-1"))] if answer.identity else []
    return {**scope, "headers": [*scope["headers"], *added], "tahti.language": answer.language}


def _is_local(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    client = scope.get("client")
    return is_local(client[0] if client else None, headers.getlist("host"), headers.keys())


def _refusal(scope: Scope, verdict: Verdict) -> Response:
    if verdict is Verdict.FORBIDDEN:
        return PlainTextResponse("Forbidden", 403)
    if verdict is Verdict.UNAVAILABLE:
        return PlainTextResponse("Unavailable", 503, {"retry-after": "5"})
    if scope["method"] not in ("GET", "HEAD") or "text/html" not in Headers(scope=scope).get("accept", ""):
        return PlainTextResponse("Unauthorised", 401)
    if verdict is Verdict.FIRST_RUN:
        return RedirectResponse("/first-run", 303)
    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"/login?next={quote(scope['path'] + (f'?{query}' if query else ''), safe='')}", 303)
