"""How much of what people upload may lie in memory at once.

Streamlit bounds one file, and keeps every file of an open page in memory until the page is closed or the file taken
away. A person with many pages could fill the machine.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from core.web.gate import FOR_PEOPLE

LARGEST = 201 * 1024 * 1024
"""What one upload may come to: `maxUploadSize` of .streamlit/config.toml with its envelope."""
MOST = 1024 * 1024 * 1024
"""Five of the largest files, or all exports of a month of twenty clients."""


class BoundedUploads:
    """Answers 413 on an upload for which there is no room. `held`: how many bytes of files lie in memory now. An upload
    that does not say how large it is may be as large as any."""

    def __init__(self, app: ASGIApp, *, held: Callable[[], int], most: int = MOST) -> None:
        self.app = app
        self.held = held
        self.most = most
        self.coming = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(FOR_PEOPLE):
            return await self.app(scope, receive, send)
        size = _said(Headers(scope=scope).get("content-length", ""))
        if self.held() + self.coming + size > self.most:
            return await PlainTextResponse("Too many large files at once", 413)(scope, receive, send)
        self.coming += size
        try:
            await self.app(scope, receive, send)
        finally:
            self.coming -= size


def _said(length: str) -> int:
    return int(length) if length.isascii() and length.isdecimal() and len(length) < 16 else LARGEST
