"""Trello may call us when something happens on a board, so that a look comes at once instead of in minutes.

The address is open to everybody, and believes nobody without Trello's signature; it is closed, like any other address
that opens nothing, while no secret is set. What Trello says is not read into the board: it only makes a look due.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from core.connect.secrets import Webhook
from core.dates import utc_now
from core.sources.trello_values import part, text
from core.store import Store
from core.store.sync import make_due
from core.web.forms import bounded_body
from core.web.routes import closed

PATH = "/hooks/trello"
SIGNATURE = "x-trello-webhook"
MAX_BYTES = 262_144
"""An action with a card's whole description has a tenth of it."""


class TrelloHook:
    """The route, with what it takes to believe a call."""

    def __init__(self, store: Callable[[], Store], webhook: Callable[[], Webhook | None]) -> None:
        self._store, self._webhook = store, webhook

    def routes(self) -> list[BaseRoute]:
        return [Route(PATH, self.answer, methods=["HEAD", "GET", "POST"])]

    async def answer(self, request: Request) -> Response:
        """HEAD: Trello tries the address before it uses it. POST: something has happened on a board."""
        webhook = await anyio.to_thread.run_sync(self._webhook)
        if webhook is None or request.method == "GET":
            return await closed(request)
        if request.method == "HEAD":
            return Response()
        body = await bounded_body(request, MAX_BYTES)
        if not is_signed(body, request.headers.get(SIGNATURE, ""), webhook):
            return PlainTextResponse("Forbidden", 403)
        known = await anyio.to_thread.run_sync(self._happened, body)
        # Trello takes 410 as a wish never to be called about this board again.
        return PlainTextResponse("", 200 if known else 410)

    def _happened(self, body: bytes) -> bool:
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            return True
        board_id = text(part(told, "model"), "id") if isinstance(told, dict) else ""
        return make_due(self._store().ops, board_id=board_id, now=utc_now()) > 0


def is_signed(body: bytes, signature: str, webhook: Webhook) -> bool:
    """Whether Trello signed these bytes for our address: base64 of HMAC-SHA1 over body and address."""
    known = hmac.new(webhook.secret.encode(), body + webhook.address.encode(), hashlib.sha1).digest()
    return hmac.compare_digest(base64.b64encode(known), signature.encode("utf-8", "replace"))
