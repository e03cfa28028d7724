"""Headers that every answer carries: a strict content policy, no referrer, no frame, no index."""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.web.shell import installed_page

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)


def inline_hashes(page: str) -> list[str]:
    """CSP sources for the inline scripts of a page; computed from the installed one, so upgrades need no edit."""
    digests = (hashlib.sha256(body.encode()).digest() for body in _INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_policy(page: str) -> str:
    """Everything from this server only. Streamlit needs inline styles, data and blob images, WebAssembly for its
    tables and a blob worker; it needs no eval, and nothing of ours is framed or loaded from elsewhere."""
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *inline_hashes(page)],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


HEADERS = {
    "content-security-policy": content_policy(installed_page()),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}
OVER_TLS = {"strict-transport-security": "max-age=31536000"}


class SecurityHeaders:
    """Adds the headers to every HTTP answer that has not set its own, also to refusals and errors. Over TLS no cookie
    leaves that could come back without it, Streamlit's own included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        is_secure = scope["scheme"] == "https"
        wanted = HEADERS | OVER_TLS if is_secure else HEADERS

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                if is_secure:
                    message = {**message, "headers": [secured(*header) for header in message.get("headers", ())]}
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        return await self.app(scope, receive, with_headers)


def secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """The same header; a cookie with `Secure`."""
    is_open = name.lower() == b"set-cookie" and b"secure" not in value.lower().replace(b" ", b"").split(b";")[1:]
    return name, value + b"; Secure" if is_open else value
