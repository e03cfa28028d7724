"""The addresses of links: the token is seen once, becomes a cookie of its own, and leaves the address bar at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.access.shares import find_visits, open_by_token, unlock
from core.dates import utc_now
from core.model import Sentence
from core.reports.client_file import shared_file
from core.shares import Share, Visit
from core.store import Store
from core.web import words
from core.web.cookies import link_cookie, visit_hashes
from core.web.forms import read_form
from core.web.gate import CLIENT_PAGE, OF_A_LINK, UNLOCK
from core.web.html import Field, form, page, paragraph
from core.web.pace import Pace

AT_ONCE = anyio.CapacityLimiter(2)
"""Passcode checks that run side by side: each costs as much as a password."""
STRANGERS = anyio.CapacityLimiter(4)
"""Tokens that are looked up side by side: a flood of bad ones waits for itself, not for the pages of others."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
BOTS = re.compile(
    r"bot\b|slack|facebookexternalhit|whatsapp|telegram|twitter|linkedin|discord|skype|preview|crawler|spider|embedly",
    re.IGNORECASE,
)
"""Chat programs and search engines fetch a link to show a picture of it. They get a page that names nobody."""


PACE = Pace()
"""What is remembered of strangers who try tokens."""


class LinkDoor:
    """The routes of links, with the store they ask."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self.store = store

    def routes(self) -> list[BaseRoute]:
        """Stand before the closed page, which answers every other address under `/s/`."""
        return [
            Route(UNLOCK + "{public_id}", self.show_passcode, methods=["GET"]),
            Route(UNLOCK + "{public_id}", self.take_passcode, methods=["POST"]),
            Route("/s/export/{public_id}", self.export, methods=["GET"]),
            Route("/s/{token}", self.open, methods=["GET"]),
        ]

    async def open(self, request: Request) -> Response:
        """A link that is open goes on to its page; every other token gets the one closed page."""
        token = request.path_params["token"]
        if not TOKEN.fullmatch(token):
            return closed_page(request)
        if request.method == "HEAD" or BOTS.search(request.headers.get("user-agent", "")):
            said = _language(request)
            return page(words.PREVIEW_TITLE, paragraph(words.PREVIEW_WHY, said), said, for_client=True)
        opened = await anyio.to_thread.run_sync(
            lambda: open_by_token(self.store().ops, token=token, address=address_of(request), now=utc_now()),
            limiter=STRANGERS,
        )
        if opened is None:
            await PACE.hold(address_of(request))
            return closed_page(request)
        return _let_in(request, *opened)

    async def show_passcode(self, request: Request) -> Response:
        found = await anyio.to_thread.run_sync(self._visit, request, limiter=STRANGERS)
        if found is None:
            return closed_page(request)
        return RedirectResponse(_page_of(found[1].share), 303) if not found[1].locked else _passcode_page(found[1])

    async def take_passcode(self, request: Request) -> Response:
        fields = await read_form(request)
        found = await anyio.to_thread.run_sync(self._visit, request, limiter=STRANGERS)
        if found is None:
            return closed_page(request)
        refused = await anyio.to_thread.run_sync(
            lambda: unlock(
                self.store().ops,
                visit_hash=found[0],
                passcode=fields.get("passcode", ""),
                address=address_of(request),
                now=utc_now(),
            ),
            limiter=AT_ONCE,
        )
        return _passcode_page(found[1], refused) if refused else RedirectResponse(_page_of(found[1].share), 303)

    async def export(self, request: Request) -> Response:
        """What the page shows, as a file; only where the link allows it, and asked of the database this very moment."""
        found = await anyio.to_thread.run_sync(self._visit, request, limiter=STRANGERS)
        if found is None or found[1].locked or not found[1].share.terms.may_export:
            return closed_page(request)
        share = found[1].share
        body = await anyio.to_thread.run_sync(lambda: shared_file(self.store(), client_id=share.client_id, share=share))
        headers = {"content-disposition": 'attachment; filename="overview.csv"', "cache-control": "no-store"}
        return Response(body, headers=headers, media_type="text/csv; charset=utf-8")

    def _visit(self, request: Request) -> tuple[str, Visit] | None:
        """The hash and the visit of the link that the address names, if this browser came by it and it is open."""
        known = visit_hashes(request.scope).get(request.path_params["public_id"], "")
        visit = find_visits(self.store().ops, visit_hashes=[known], now=utc_now()).get(known) if known else None
        named = visit is not None and visit.share.public_id == request.path_params["public_id"]
        return (known, visit) if visit is not None and named else None


def address_of(request: Request) -> str:
    """Where a visitor comes from, as the proxy says; empty when nobody knows."""
    return request.client.host if request.client else ""


def closed_page(request: Request) -> Response:
    """The one page of every address that opens nothing: it does not say whether there ever was something."""
    said = _language(request)
    return page(words.CLOSED, paragraph(words.CLOSED_WHY, said), said, status=404, for_client=True)


def _let_in(request: Request, share: Share, visit: str) -> Response:
    """The cookie lives as long as the link; whether it opens anything is asked from the database each time."""
    answer = RedirectResponse(UNLOCK + share.public_id if share.has_passcode else _page_of(share), 303)
    seconds = int((share.expires_at - utc_now()).total_seconds())
    answer.set_cookie(value=visit, max_age=max(seconds, 1), **link_cookie(request.scope, share.public_id))
    return answer


def _page_of(share: Share) -> str:
    return f"{CLIENT_PAGE}?{OF_A_LINK}={share.public_id}"


def _passcode_page(visit: Visit, refused: Sentence | None = None) -> Response:
    said = visit.share.terms.language
    alert = paragraph(refused, said, alert=True) if refused else ""
    field = Field("passcode", words.PASSCODE, "password", "off")
    body = paragraph(words.UNLOCK_WHY, said) + alert + form(UNLOCK + visit.share.public_id, [field], words.UNLOCK, said)
    return page(words.UNLOCK_TITLE, body, said, status=401 if refused else 200, for_client=True)


def _language(request: Request) -> str:
    return words.preferred(request.headers.get("accept-language", ""))
