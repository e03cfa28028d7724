"""Streamlit sends its scripts and styles as they are (5 MB with charts): each is compressed once and kept."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import anyio
import pyarrow as pa
import streamlit
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

STATIC = Path(streamlit.__file__).parent / "static"
KINDS = {".js": "text/javascript", ".css": "text/css"}
BROTLI_LEVEL = 9
"""A tenth smaller than gzip at twice its time; level 11 would save as much again at forty times."""


class CompressedStatic:
    """Answers /static/*.js and *.css compressed from memory to browsers that accept it. The set of files is fixed by
    the installation, which bounds the memory; their names carry a hash, so a browser may keep them for good."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        kind = KINDS.get(Path(path).suffix)
        if kind is None or not path.startswith("/static/") or scope["type"] != "http" or scope["method"] != "GET":
            return await self.app(scope, receive, send)
        coding, file = accepted_coding(scope), _static_file(path)
        if not coding or file is None:
            return await self.app(scope, receive, send)
        body = await anyio.to_thread.run_sync(_packed_file, file, coding)
        headers = {
            "content-encoding": coding,
            "cache-control": "public, immutable, max-age=31536000",
            "vary": "accept-encoding",
        }
        return await Response(body, headers=headers, media_type=kind)(scope, receive, send)


def accepted_coding(scope: Scope) -> str:
    """The best of our content codings that the browser accepts: `br`, `gzip`, or empty for neither."""
    offered = Headers(scope=scope).get("accept-encoding", "").replace(" ", "").lower().split(",")
    wanted = {name for name, _, quality in (part.partition(";") for part in offered) if quality not in ("q=0", "q=0.0")}
    return next((coding for coding in CODINGS if coding in wanted), "")


def packed(data: bytes, coding: str) -> bytes:
    """`data` in one of `CODINGS`. Both let other threads run meanwhile."""
    if coding == "gzip":
        return gzip.compress(data, 6, mtime=0)
    compressed: bytes = pa.Codec("brotli", compression_level=BROTLI_LEVEL).compress(data, asbytes=True)
    return compressed


CODINGS = ("br", "gzip") if pa.Codec.is_available("brotli") else ("gzip",)


def pack_ahead(addresses: Iterable[str]) -> None:
    """Compress these /static/ addresses in the coding that nearly every browser takes, before anybody asks."""
    for address in addresses:
        file = _static_file(address)
        if file is not None and file.suffix in KINDS:
            _packed_file(file, CODINGS[0])


def _static_file(address: str) -> Path | None:
    """The file of an address; None where there is none, also for a name that no file can have."""
    try:
        file = (STATIC / address.lstrip("/")).resolve()
        return file if file.is_relative_to(STATIC.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=1024)
def _packed_file(file: Path, coding: str) -> bytes:
    return packed(file.read_bytes(), coding)
