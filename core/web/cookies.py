"""The one cookie of the product: the token of a signed-in browser."""

from __future__ import annotations

from typing import Literal, TypedDict

from starlette.requests import HTTPConnection
from starlette.types import Scope

from core.access.sessions import LONGEST, token_hash

PLAIN, OVER_TLS = "tahti", "__Host-tahti"


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
