"""Requests that change something, and websockets, must come from our own pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

READING = ("GET", "HEAD", "OPTIONS")


class SameOrigin:
    """Refuses a form, an upload or a websocket that a page of another site sent with this browser's cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not is_ours(Headers(scope=scope)):
            return await send({"type": "websocket.close", "code": 1008})
        if scope["type"] == "http" and scope["method"] not in READING and not is_ours(Headers(scope=scope)):
            return await PlainTextResponse("Forbidden", 403)(scope, receive, send)
        return await self.app(scope, receive, send)


def is_ours(headers: Headers) -> bool:
    """Every browser says which page such a request comes from. A client that says nothing is no browser, and carries
    no cookie that another site could use. Under `Referrer-Policy: no-referrer` a browser names the origin "null" in
    its own forms; then Sec-Fetch-Site, which no page can set, decides alone."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    named_ours = origin is None or _place(origin) == headers.get("host", "").lower() != ""
    if site is None:
        return named_ours
    return site in ("same-origin", "none") and (named_ours or origin == "null")


def _place(origin: str) -> str:
    """Host and port of an origin; empty for what is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
