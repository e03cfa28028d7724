"""The address of a one-time link: a form for one's own password, and a closed page for every other token."""

from __future__ import annotations

from collections.abc import Callable

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.access.invites import PATH, invited, take_invite
from core.connect.ways import Ways
from core.dates import utc_now
from core.errors import Refused
from core.model import Person, Sentence
from core.store import Store
from core.web import words
from core.web.forms import read_form
from core.web.html import Field, form, page, paragraph
from core.web.links import AT_ONCE, PACE, STRANGERS, TOKEN, address_of, closed_page


class InviteDoor:
    """The routes of one-time links, with the store they ask."""

    def __init__(self, store: Callable[[], Store], ways: Callable[[], Ways]) -> None:
        self.store, self.ways = store, ways

    def routes(self) -> list[BaseRoute]:
        """Looking at a link uses nothing up: chat programs do that."""
        return [
            Route(PATH + "{token}", self.show, methods=["GET"]),
            Route(PATH + "{token}", self.take, methods=["POST"]),
            Route(PATH + "{rest:path}", _closed, methods=["GET", "POST"]),
        ]

    async def show(self, request: Request) -> Response:
        person = await self._person(request)
        if person is None:
            return closed_page(request)
        return _form(request, person) if self.ways().passwords else RedirectResponse("/login", 303)

    async def take(self, request: Request) -> Response:
        fields = await read_form(request)
        person = await self._person(request)
        if person is None:
            return closed_page(request)
        if not self.ways().passwords:
            return RedirectResponse("/login", 303)
        if fields.get("password", "") != fields.get("again", ""):
            return _form(request, person, words.DIFFER)
        try:
            await anyio.to_thread.run_sync(
                lambda: take_invite(
                    self.store().ops,
                    token=request.path_params["token"],
                    password=fields.get("password", ""),
                    now=utc_now(),
                ),
                limiter=AT_ONCE,
            )
        except Refused as refused:
            return _form(request, person, refused.sentence)
        return RedirectResponse("/login", 303)

    async def _person(self, request: Request) -> Person | None:
        token = request.path_params["token"]
        if not TOKEN.fullmatch(token):
            return None
        person = await anyio.to_thread.run_sync(
            lambda: invited(self.store().ops, token=token, now=utc_now()), limiter=STRANGERS
        )
        if person is None:
            await PACE.hold(address_of(request))
        return person


async def _closed(request: Request) -> Response:
    return closed_page(request)


def _form(request: Request, person: Person, refused: Sentence | None = None) -> Response:
    said = person.language
    fields = [
        Field("password", words.NEW_PASSWORD, "password", "new-password"),
        Field("again", words.AGAIN, "password", "new-password"),
    ]
    alert = paragraph(refused, said, alert=True) if refused else ""
    whose = paragraph(
        Sentence(*(text.format(email=person.email) for text in (words.INVITED.en, words.INVITED.fi))), said
    )
    body = whose + alert + form(f"{PATH}{request.path_params['token']}", fields, words.SET_PASSWORD, said)
    return page(words.SET_PASSWORD, body, said, status=400 if refused else 200)
