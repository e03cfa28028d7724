"""Reading a small form: bounded in bytes, fields and time."""

from __future__ import annotations

from urllib.parse import parse_qsl

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MAX_BYTES = 16_384
MAX_FIELDS = 10
MAX_SECONDS = 10.0


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a urlencoded form. Raises HTTPException: 415 another kind of body, 413 too long, 408 too slow,
    400 too many fields or unreadable."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = await bounded_body(request, MAX_BYTES)
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MAX_FIELDS))
    except ValueError as error:
        raise HTTPException(400) from error


async def bounded_body(request: Request, most: int) -> bytes:
    """The whole body. Raises HTTPException: 413 longer than `most` bytes, 408 too slow, 400 cut short."""
    try:
        with anyio.fail_after(MAX_SECONDS):
            return await _bounded(request, most)
    except TimeoutError as error:
        raise HTTPException(408) from error
    except ClientDisconnect as error:
        raise HTTPException(400) from error


async def _bounded(request: Request, most: int) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413)
    return body


def local_path(wanted: str) -> str:
    """`wanted` if it is an address of this server and no sign-in page, else the front page: never another site."""
    clean = all(" " < character < "\x7f" for character in wanted)
    leaves = wanted.startswith(("//", "/\\")) or "\\" in wanted or not wanted.startswith("/")
    loops = wanted.split("?")[0].rstrip("/") in ("/login", "/logout", "/first-run") or wanted.startswith("/login/")
    return "/" if not clean or leaves or loops or len(wanted) > 2_000 else wanted
