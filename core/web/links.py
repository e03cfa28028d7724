"""The addresses of links: the token is seen once, becomes a cookie of its own, and leaves the address bar at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.access.demo import DEMO_SESSION
from core.access.sessions import find_viewer
from core.access.shares import find_visits, note_shown, open_by_token, unlock
from core.dates import utc_now
from core.model import Sentence
from core.reports import client_words
from core.shares import Share, Visit
from core.store import Store, people
from core.store.visits import find_share
from core.web import words
from core.web.cookies import link_cookie, session_hash, visit_hashes
from core.web.forms import read_form
from core.web.gate import CLIENT_PAGE, OF_A_LINK, OF_A_PREVIEW, UNLOCK
from core.web.html import Field, form, page, paragraph
from core.web.pace import Pace

AT_ONCE = anyio.CapacityLimiter(2)
"""Passcode checks that run side by side: each costs as much as a password."""
STRANGERS = anyio.CapacityLimiter(4)
"""Tokens that are looked up side by side: a flood of bad ones waits for itself, not for the pages of others."""
ONE_PAGE, DAYS = "/s/one/", "days"
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
            Route(ONE_PAGE + "{public_id}", self.one_page, methods=["GET"]),
            Route(ONE_PAGE + "{public_id}/file", self.one_page_file, methods=["GET"]),
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
        body = await anyio.to_thread.run_sync(_file_of, self.store(), found[1].share, _days(request))
        return Response(body, headers=_as_file("overview.csv"), media_type="text/csv; charset=utf-8")

    async def one_page(self, request: Request) -> Response:
        """The page on one sheet, to be printed: for who came by the link, and for the team that serves the client."""
        found = await anyio.to_thread.run_sync(self._readable, request, limiter=STRANGERS)
        if found is None:
            return closed_page(request)
        share, whole = found
        return await self._one_page(request, share, {}, _ways_on(share, whole, _days(request)))

    async def one_page_file(self, request: Request) -> Response:
        """The same as a file of its own, where the link allows it: it holds no address, so it can be sent on."""
        found = await anyio.to_thread.run_sync(self._visit, request, limiter=STRANGERS)
        if found is None or found[1].locked or not found[1].share.terms.may_export:
            return closed_page(request)
        return await self._one_page(request, found[1].share, _as_file("overview.html"), [])

    async def _one_page(
        self, request: Request, share: Share, headers: dict[str, str], links: list[tuple[str, str]]
    ) -> Response:
        body, policy = await anyio.to_thread.run_sync(_sheet_of, self.store(), share, _days(request), links)
        bound = {"cache-control": "no-store", "content-security-policy": f"{policy}; frame-ancestors 'none'"}
        return HTMLResponse(body, headers=bound | headers)

    def _readable(self, request: Request) -> tuple[Share, str] | None:
        """The link of the address and where its whole page is, if this browser came by it and it is unlocked, or its
        person serves the client."""
        found = self._visit(request)
        if found is not None and not found[1].locked:
            note_shown(self.store().ops, visit_hash=found[0], visit=found[1], now=utc_now())
            return found[1].share, _page_of(found[1].share)
        ops = self.store().ops
        known = session_hash(request.scope) if people.has_account(ops) else DEMO_SESSION
        looking = find_viewer(ops, session_hash=known, now=utc_now()) if known else None
        share = find_share(ops, public_id=request.path_params["public_id"]) if looking else None
        if looking is None or share is None or not looking.may_see(share.client_id):
            return None
        return share, f"{CLIENT_PAGE}?{OF_A_PREVIEW}={share.share_id}"

    def _visit(self, request: Request) -> tuple[str, Visit] | None:
        """The hash and the visit of the link that the address names, if this browser came by it and it is open."""
        known = visit_hashes(request.scope).get(request.path_params["public_id"], "")
        visit = find_visits(self.store().ops, visit_hashes=[known], now=utc_now()).get(known) if known else None
        named = visit is not None and visit.share.public_id == request.path_params["public_id"]
        return (known, visit) if visit is not None and named else None


def _file_of(store: Store, share: Share, days: str) -> bytes:
    from core.reports.client_file import shared_file  # with all that reports need: the app starts sooner without

    return shared_file(store, client_id=share.client_id, share=share, days=days)


def _sheet_of(store: Store, share: Share, days: str, links: list[tuple[str, str]]) -> tuple[bytes, str]:
    from core.reports.client_file import one_page

    return one_page(store, client_id=share.client_id, share=share, days=days, links=links)


def _days(request: Request) -> str:
    """The days that the address asks for; whether the link allows them is asked where the page is made."""
    return request.query_params.get(DAYS, "")[:40]


def _as_file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}


def _ways_on(share: Share, whole: str, days: str) -> list[tuple[str, str]]:
    """Back to the whole page, and the file to send on where the link gives it to who came by it."""
    said, more = share.terms.language, f"{DAYS}={quote(days)}" if days else ""
    ways = [(f"{whole}{'&' if more else ''}{more}", client_words.BACK_TO_PAGE.said_in(said))]
    if share.terms.may_export and whole == _page_of(share):
        file = f"{ONE_PAGE}{share.public_id}/file{'?' if more else ''}{more}"
        ways.append((file, client_words.TAKE_ALONG.said_in(said)))
    return ways


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
