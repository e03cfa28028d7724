"""Only the product's own host is answered: a request that names another one is a mistake or a trick."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from core.access.loopback import is_local


class OwnHost:
    """Answers 421 to a request for a host that is not ours. Without a list every host is answered; this machine itself
    (a watchdog, a person at its console) is always."""

    def __init__(self, app: ASGIApp, *, allowed: Callable[[], Collection[str]]) -> None:
        self.app = app
        self.allowed = frozenset(allowed())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or not self.allowed or self._is_ours(scope):
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        return await PlainTextResponse("Misdirected request", 421)(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        headers, client = Headers(scope=scope), scope.get("client")
        hosts = headers.getlist("host")
        if len(hosts) == 1 and name_of(hosts[0]) in self.allowed:
            return True
        return is_local(client[0] if client else None, hosts, headers.keys())


def name_of(host: str) -> str:
    """The name in a Host header: lower case, without its port and without the dot of the root at its end."""
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name.lower().removesuffix(".")
