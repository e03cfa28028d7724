"""The cookies of the product: the token of a signed-in browser, and one for each link that a client came by."""

from __future__ import annotations

from typing import Literal, TypedDict

from starlette.requests import HTTPConnection
from starlette.types import Scope

from core.access.sessions import LONGEST, token_hash
from core.access.shares import MOST_VISITS

PLAIN, OVER_TLS = "tahti", "__Host-tahti"
OF_LINK = "_link_"


class Cookie(TypedDict):
    """What `Response.set_cookie` and `delete_cookie` need besides the value."""

    key: str
    path: str
    secure: bool
    httponly: bool
    samesite: Literal["lax"]


LIFETIME = int(LONGEST.total_seconds())


def cookie(scope: Scope) -> Cookie:
    """Over TLS the name starts with `__Host-`: no other host, subdomain or plain connection can set or see it."""
    secure = scope["scheme"] in ("https", "wss")
    return Cookie(key=OVER_TLS if secure else PLAIN, path="/", secure=secure, httponly=True, samesite="lax")


def session_hash(scope: Scope) -> str:
    """The hash of the token that the browser sent; empty when it sent none."""
    token = HTTPConnection(scope).cookies.get(cookie(scope)["key"], "")
    return token_hash(token) if 20 <= len(token) <= 100 else ""


def link_cookie(scope: Scope, public_id: str) -> Cookie:
    """The cookie of one link. Each link has its own, so one browser may hold those of several clients."""
    base = cookie(scope)
    return {**base, "key": f"{base['key']}{OF_LINK}{public_id}"}


def visit_hashes(scope: Scope) -> dict[str, str]:
    """Public id of a link -> hash of the cookie that this browser got by it. Of more than a
    browser keeps the rest is not read."""
    start = f"{cookie(scope)['key']}{OF_LINK}"
    sent = HTTPConnection(scope).cookies
    ours = [(key.removeprefix(start), value) for key, value in sent.items() if key.startswith(start)]
    return {name: token_hash(value) for name, value in ours[:MOST_VISITS] if 20 <= len(value) <= 100}
