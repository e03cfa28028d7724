"""The gate: nobody without a live session or an open link gets a page, a file or a websocket; only sign-in, health and
the secret addresses of links and calendars are public."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from core.access.demo import DEMO_SESSION
from core.access.loopback import is_local
from core.access.sessions import find_viewer
from core.access.shares import find_visits
from core.dates import utc_now
from core.errors import StoreError
from core.model import Viewer
from core.shares import Visit
from core.store import Store, people
from core.store.ops import Ops
from core.web import words
from core.web.cookies import session_hash, visit_hashes
from core.web.html import page, paragraph

log = logging.getLogger(__name__)

PUBLIC = frozenset(
    {
        "/login",
        "/login/oidc",
        "/login/oidc/back",
        "/logout",
        "/first-run",
        "/healthz",
        "/hooks/trello",
        "/favicon.png",
        "/manifest.json",
        "/_stcore/health",
        "/_stcore/host-config",
    }
)
PUBLIC_BELOW = ("/static/", "/assets/", "/s/", "/invite/", "/calendar/")
PRIVATE = b"x-tahti-"
"""Headers with this beginning are ours: what a client sends under it is thrown away."""
IDENTITY = PRIVATE + b"session"
VISITS = PRIVATE + b"visits"
CLIENT_PAGE = "/client"
OF_A_LINK, OF_A_PREVIEW = "v", "preview"
"""Parameters of the client's page: the public id of the link, which opens nothing by itself; for the team, the number
of the link it looks at as the client would."""
UNLOCK = "/s/unlock/"
FOR_VISITORS = ("/_stcore/", "/media/")
FOR_PEOPLE = "/_stcore/upload_file/"
"""Nothing on a client's page takes a file, so nothing that came by a link may fill the memory with them."""


class Verdict(Enum):
    OPEN = "open"
    SIGN_IN = "sign in"
    FIRST_RUN = "first run"
    PASSCODE = "passcode"
    NEEDS_LINK = "needs a link"
    FORBIDDEN = "forbidden"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Answer:
    verdict: Verdict
    identity: str = ""
    visits: tuple[str, ...] = ()
    language: str = ""
    public_id: str = ""


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
        if self.has_account and is_public(scope["path"]):
            return await self.app(scope, receive, send)  # nothing to ask the database for
        answer = await anyio.to_thread.run_sync(self._answer, scope)
        if answer.verdict is Verdict.OPEN:
            return await self.app(_with_identity(scope, answer), receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 4401})
        return await _refusal(scope, answer)(scope, receive, send)

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
        viewer = find_viewer(ops, session_hash=known, now=utc_now(), is_act=_is_act(scope)) if known else None
        sent = visit_hashes(scope)
        visits = find_visits(ops, visit_hashes=sent.values(), now=utc_now()) if sent else {}
        answer = self._admitted(scope, known, viewer, visits)
        if answer.verdict is Verdict.SIGN_IN and not self.has_account:
            return Answer(Verdict.FIRST_RUN)
        return answer

    def _admitted(self, scope: Scope, known: str, viewer: Viewer | None, visits: dict[str, Visit]) -> Answer:
        unlocked = {key: visit for key, visit in visits.items() if not visit.locked}
        language = viewer.language if viewer else ""
        if scope["path"] == CLIENT_PAGE:
            wanted = QueryParams(scope["query_string"])
            asked = wanted.get(OF_A_LINK, "")
            its = next((visit for visit in visits.values() if visit.share.public_id == asked), None)
            if its is None and not (viewer and wanted.get(OF_A_PREVIEW)):
                return Answer(Verdict.NEEDS_LINK)
            if its is not None and its.locked:
                return Answer(Verdict.PASSCODE, public_id=its.share.public_id)
            language = its.share.terms.language if its else language
        if viewer:
            return Answer(Verdict.OPEN, known, tuple(sorted(unlocked)), language)
        path = str(scope["path"])
        is_theirs = path == CLIENT_PAGE or (path.startswith(FOR_VISITORS) and not path.startswith(FOR_PEOPLE))
        if unlocked and is_theirs:
            return Answer(Verdict.OPEN, "", tuple(sorted(unlocked)), language)
        return Answer(Verdict.SIGN_IN)


def is_alive(store: Store, identity: str) -> bool:
    """Whether everything in an identity that the gate once gave still opens something: the session has a viewer, every
    link is open. No, when the database cannot be asked."""
    session, *others = identity.split(",")
    visits = [other for other in others if other]
    try:
        viewer = find_viewer(store.ops, session_hash=session, now=utc_now()) if session else None
        found = find_visits(store.ops, visit_hashes=visits, now=utc_now())
    except StoreError:
        log.exception("nobody is let in: the database could not be asked")
        return False
    still = all(key in found and not found[key].locked for key in visits)
    return still and (viewer is not None or (not session and bool(visits)))


def note_act(store: Store, identity: str) -> None:
    """A person did something on a page that is open: their session, while it lives, is not idle."""
    session = identity.partition(",")[0]
    try:
        if session:
            find_viewer(store.ops, session_hash=session, now=utc_now(), is_act=True)
    except StoreError:
        log.exception("the use of a session could not be noted")


def is_public(path: str) -> bool:
    """Whether an address answers without sign-in. An address that climbs (`..`) is never public."""
    return path in PUBLIC or (path.startswith(PUBLIC_BELOW) and ".." not in path and "\\" not in path)


def identity_of(scope: Scope) -> str:
    """The identity that the gate gave to this request: the hash of the session, then those of the links, by commas;
    empty on public addresses."""
    given = dict(scope["headers"])
    parts = [given.get(IDENTITY, b""), given.get(VISITS, b"")]
    return ",".join(part.decode("latin-1") for part in parts) if any(parts) else ""


def language_of(scope: Scope) -> str:
    """The language of the person behind this request; empty on public addresses."""
    return str(scope.get("tahti.language", ""))


def _with_identity(scope: Scope, answer: Answer) -> Scope:
    given = ((IDENTITY, answer.identity), (VISITS, ",".join(answer.visits)))
    added = [(name, value.encode("latin-1")) for name, value in given if value]
    return {**scope, "headers": [*scope["headers"], *added], "tahti.language": answer.language}


def _is_act(scope: Scope) -> bool:
    """Whether a request is a person's: an open page fetches files and connects anew by itself."""
    return scope["type"] == "http" and not str(scope["path"]).startswith(FOR_VISITORS)


def _is_local(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    client = scope.get("client")
    return is_local(client[0] if client else None, headers.getlist("host"), headers.keys())


def _refusal(scope: Scope, answer: Answer) -> Response:
    verdict = answer.verdict
    if verdict is Verdict.FORBIDDEN:
        return PlainTextResponse("Forbidden", 403)
    if verdict is Verdict.UNAVAILABLE:
        return PlainTextResponse("Unavailable", 503, {"retry-after": "5"})
    if scope["method"] not in ("GET", "HEAD") or "text/html" not in Headers(scope=scope).get("accept", ""):
        return PlainTextResponse("Unauthorised", 401)
    if verdict is Verdict.FIRST_RUN:
        return RedirectResponse("/first-run", 303)
    if verdict is Verdict.PASSCODE:
        return RedirectResponse(f"{UNLOCK}{answer.public_id}", 303)
    if verdict is Verdict.NEEDS_LINK:
        said = words.preferred(Headers(scope=scope).get("accept-language", ""))
        return page(words.LINK_NEEDED, paragraph(words.LINK_NEEDED_WHY, said), said, status=404, for_client=True)
    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"/login?next={quote(scope['path'] + (f'?{query}' if query else ''), safe='')}", 303)
