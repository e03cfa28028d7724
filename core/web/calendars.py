"""The address of a person's calendar. Calendar programs send no cookie: the token in the address is the key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from core.access.calendars import END, PATH, reader
from core.config import public_address
from core.model import Viewer
from core.store import Store
from core.web.links import PACE, STRANGERS, TOKEN, address_of, closed_page

AT_ONCE = anyio.CapacityLimiter(2)
"""Calendars that are written side by side: programs come by the hour, often all at once."""


class CalendarDoor:
    """The routes of calendars, with the store they ask."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self.store = store

    def routes(self) -> list[BaseRoute]:
        """HEAD is answered like GET; whatever else lies under the path is closed."""
        return [
            Route(f"{PATH}{{token}}{END}", self.show, methods=["GET"]),
            Route(PATH + "{rest:path}", _closed, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """Asked of the database this very moment: a renewed or ended address, a closed account and a client that was
        taken away are gone at the next look."""
        token = request.path_params["token"]
        if not TOKEN.fullmatch(token):
            return closed_page(request)
        viewer = await anyio.to_thread.run_sync(lambda: reader(self.store().ops, token=token), limiter=STRANGERS)
        if viewer is None:
            await PACE.hold(address_of(request))
            return closed_page(request)
        home = public_address() or str(request.base_url).rstrip("/")
        body = await anyio.to_thread.run_sync(_calendar_of, self.store(), viewer, home, limiter=AT_ONCE)
        tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
        headers = {"etag": tag, "cache-control": "private, no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        headers["content-disposition"] = 'inline; filename="tahti.ics"'
        return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")


def _calendar_of(store: Store, viewer: Viewer, home: str) -> str:
    from core.reports.calendar import calendar_of  # with all that reports need: the app starts sooner without

    return calendar_of(store, viewer, home)


async def _closed(request: Request) -> Response:
    return closed_page(request)
