"""Streamlit sends its scripts and styles as they are (5 MB with charts): compress each once and keep it."""

from __future__ import annotations

import gzip
from pathlib import Path

import anyio
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from core.web.shell import STATIC

KINDS = {".js": "text/javascript", ".css": "text/css"}


class GzipStatic:
    """Answers /static/*.js and *.css compressed from memory to browsers that accept it. The set of files is fixed by
    the installation, which bounds the memory."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.packed: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        kind = KINDS.get(Path(path).suffix)
        if kind is None or not path.startswith("/static/") or scope["type"] != "http" or scope["method"] != "GET":
            return await self.app(scope, receive, send)
        if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return await self.app(scope, receive, send)
        body = self.packed.get(path) or await anyio.to_thread.run_sync(self._pack, path)
        if body is None:
            return await self.app(scope, receive, send)
        headers = {
            "content-encoding": "gzip",
            "cache-control": "public, immutable, max-age=31536000",
            "vary": "accept-encoding",
        }
        return await Response(body, headers=headers, media_type=kind)(scope, receive, send)

    def _pack(self, path: str) -> bytes | None:
        file = (STATIC / path.lstrip("/")).resolve()
        if not file.is_relative_to(STATIC.resolve()) or not file.is_file():
            return None
        self.packed[path] = gzip.compress(file.read_bytes(), 6, mtime=0)
        return self.packed[path]
