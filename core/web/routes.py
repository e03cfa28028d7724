"""The addresses outside Streamlit: sign-in, sign-out, first run, health, and our few assets."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.access import first_run
from core.access.demo import signs_in_automatically
from core.access.sessions import end_session, find_viewer, open_session
from core.access.sign_in import TOO_MANY, sign_in
from core.connect.ways import Ways, ways_in
from core.dates import utc_now
from core.errors import Refused, StoreError
from core.model import Sentence
from core.store import Store, people
from core.web import words
from core.web.calendars import CalendarDoor
from core.web.cookies import LIFETIME, cookie, session_hash
from core.web.forms import local_path, read_form
from core.web.headers import HEADERS
from core.web.html import Field, form, link, page, paragraph
from core.web.invites import InviteDoor
from core.web.links import LinkDoor, address_of, closed_page
from core.web.oidc import OidcDoor
from core.web.sign_in_page import sign_in_page

log = logging.getLogger(__name__)

ASSETS = Path(__file__).parent / "assets"
AT_ONCE = anyio.CapacityLimiter(2)
"""Password checks that run side by side: each takes 16 MB and a core for a fifth of a second."""


class Door:
    """The routes, with the store they ask and the hash of this process's first-run code."""

    def __init__(self, store: Callable[[], Store], ways: Callable[[], Ways] = ways_in) -> None:
        self.store, self.ways = store, ways
        self.links = LinkDoor(store)
        self.first_run_hash = ""

    def routes(self) -> list[BaseRoute]:
        """All routes of the door; `st.App` puts them before its own."""
        return [
            Route("/login", self.show_sign_in, methods=["GET"]),
            Route("/login", self.take_sign_in, methods=["POST"]),
            Route("/logout", self.show_sign_out, methods=["GET"]),
            Route("/logout", self.take_sign_out, methods=["POST"]),
            Route("/first-run", self.show_first_run, methods=["GET"]),
            Route("/first-run", self.take_first_run, methods=["POST"]),
            Route("/healthz", self.health, methods=["GET"]),
            *self.links.routes(),
            *InviteDoor(self.store, self.ways).routes(),
            *OidcDoor(self.store, self.ways).routes(),
            *CalendarDoor(self.store).routes(),
            Route("/s/{token:path}", closed, methods=["GET"]),
            Route("/assets/{name}", asset, methods=["GET"]),
            Route("/balance", front_page, methods=["GET"]),
        ]

    def new_first_run_code(self) -> str:
        """A fresh code for the console where the first admin is still to be made, else an empty text."""
        if not first_run.is_open(self.store().ops):
            return ""
        code, self.first_run_hash = first_run.new_code()
        return code

    async def show_sign_in(self, request: Request) -> Response:
        wanted = local_path(request.query_params.get("next", "/"))
        way = await anyio.to_thread.run_sync(self._way_in, request)
        return RedirectResponse(way or wanted, 303) if way is not None else sign_in_page(request, wanted, self.ways())

    async def take_sign_in(self, request: Request) -> Response:
        fields = await read_form(request)
        wanted, ways = local_path(fields.get("next", "/")), self.ways()
        if not ways.passwords:
            return sign_in_page(request, wanted, ways, refused=words.NO_PASSWORDS, status=403)
        email = fields.get("email", "")
        answer = await anyio.to_thread.run_sync(
            lambda: sign_in(
                self.store().ops,
                email=email,
                password=fields.get("password", ""),
                address=address_of(request),
                now=utc_now(),
            ),
            limiter=AT_ONCE,
        )
        if answer.refused:
            status = 429 if answer.refused is TOO_MANY else 401
            return sign_in_page(request, wanted, ways, email=email, refused=answer.refused, status=status)
        return _signed_in(request, answer.token, wanted)

    async def show_sign_out(self, request: Request) -> Response:
        said = _language(request)
        body = paragraph(words.REALLY_SIGN_OUT, said) + form("/logout", [], words.SIGN_OUT, said)
        return page(words.SIGN_OUT, body + link("/", words.CANCEL, said), said)

    async def take_sign_out(self, request: Request) -> Response:
        known = session_hash(request.scope)
        if known:
            await anyio.to_thread.run_sync(lambda: end_session(self.store().ops, session_hash=known, now=utc_now()))
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(**cookie(request.scope))
        return answer

    async def show_first_run(self, request: Request) -> Response:
        if not await anyio.to_thread.run_sync(lambda: first_run.is_open(self.store().ops)):
            return RedirectResponse("/", 303)
        return _first_run_page(request, {})

    async def take_first_run(self, request: Request) -> Response:
        fields = await read_form(request)
        try:
            token = await anyio.to_thread.run_sync(self._first_admin, fields, _language(request), limiter=AT_ONCE)
        except Refused as refused:
            return _first_run_page(request, fields, refused=refused.sentence)
        return _signed_in(request, token, "/")

    async def health(self, request: Request) -> Response:
        """200 when both stores open, else 503; says nothing more."""
        healthy = await anyio.to_thread.run_sync(self._healthy)
        return PlainTextResponse("ok" if healthy else "unavailable", 200 if healthy else 503)

    def _healthy(self) -> bool:
        try:
            return self.store().healthy()
        except StoreError:
            return False

    def _way_in(self, request: Request) -> str | None:
        """Where somebody on the sign-in page belongs instead: "" where they were going, None when they must sign in."""
        ops = self.store().ops
        if not people.has_account(ops):
            return "" if signs_in_automatically(ops) else "/first-run"
        known = session_hash(request.scope)
        return "" if known and find_viewer(ops, session_hash=known, now=utc_now()) else None

    def _first_admin(self, fields: dict[str, str], language: str) -> str:
        ops = self.store().ops
        person = first_run.make_first_admin(
            ops,
            code=fields.get("code", ""),
            code_hash=self.first_run_hash,
            email=fields.get("email", ""),
            name=fields.get("name", ""),
            password=fields.get("password", ""),
            language=language,
            now=utc_now(),
        )
        self.first_run_hash = ""
        return open_session(ops, person_id=person.person_id, now=utc_now())


async def front_page(request: Request) -> Response:
    """Streamlit serves the first page only at `/`; who types its name gets there too, with the same wishes."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/", 303)


async def closed(request: Request) -> Response:
    """The answer to every address under `/s/` that no link can have."""
    return closed_page(request)


async def unavailable(request: Request, error: Exception) -> Response:
    """The answer when a route fails: the log has the error, the visitor one calm sentence. It sets the headers itself,
    because an unforeseen error is answered outside all layers."""
    log.error("a route failed", exc_info=error)
    said = _language(request)
    answer = page(words.UNAVAILABLE, paragraph(words.UNAVAILABLE_WHY, said), said, status=503)
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer


async def asset(request: Request) -> Response:
    """A file of our own, by exact name."""
    names = {file.name: file for file in ASSETS.iterdir()}
    file = names.get(request.path_params["name"])
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, headers={"cache-control": "public, max-age=3600"})


def _first_run_page(request: Request, typed: dict[str, str], *, refused: Sentence | None = None) -> Response:
    said = _language(request)
    fields = [
        Field("code", words.CODE, value=typed.get("code", "")[:50]),
        Field("name", words.NAME, complete="name", value=typed.get("name", "")[:200]),
        Field("email", words.EMAIL, "email", "username", typed.get("email", "")[:200]),
        Field("password", words.NEW_PASSWORD, "password", "new-password"),
    ]
    alert = paragraph(refused, said, alert=True) if refused else ""
    body = paragraph(words.FIRST_RUN_WHY, said) + alert + form("/first-run", fields, words.CREATE, said)
    return page(words.FIRST_RUN, body, said, status=400 if refused else 200)


def _signed_in(request: Request, token: str, wanted: str) -> Response:
    answer = RedirectResponse(wanted, 303)
    answer.set_cookie(value=token, max_age=LIFETIME, **cookie(request.scope))
    return answer


def _language(request: Request) -> str:
    return words.preferred(request.headers.get("accept-language", ""))
