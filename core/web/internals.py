"""Streamlit's own addresses: only those that a page needs answer."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

NEEDED = ("/_stcore/stream", "/_stcore/health", "/_stcore/host-config")
NEEDED_BELOW = ("/_stcore/upload_file/", "/_stcore/bidi-components/")
CLOSED = ("/_stcore", "/component", "/oauth2callback", "/auth")
"""Metrics, the agent interface, script checks, frames of old components, and a sign-in that we do not use."""


class BlockInternals:
    """Answers 404 on internals that no page needs, whoever asks."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_internal(scope["path"]):
            return await PlainTextResponse("Not found", 404)(scope, receive, send)
        return await self.app(scope, receive, send)


def is_internal(path: str) -> bool:
    """Whether an address belongs to Streamlit's inside and not to what a page needs."""
    if path in NEEDED or path.startswith(NEEDED_BELOW):
        return False
    return path in CLOSED or path.startswith(tuple(f"{closed}/" for closed in CLOSED)) or "/_stcore/" in path
