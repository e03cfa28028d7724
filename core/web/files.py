"""Downloads and uploads belong to the person whose page named them.

Streamlit's file addresses (/media/<hash>, /_stcore/upload_file/<session>/<file>) answer whoever knows them. We remember
which addresses went over whose websocket, and serve each only to that identity: the address of a file in another
person's history, log or screenshot opens nothing, and neither does it after sign-out.
"""

from __future__ import annotations

import re
from collections import OrderedDict

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.web.gate import identity_of

NAMED = re.compile(rb"/(?:media/[\w-]+|_stcore/upload_file/[\w-]+/[\w-]+)")
GUARDED = ("/media/", "/_stcore/upload_file/")
PER_PERSON, PEOPLE = 5_000, 1_000


class OwnFiles:
    """Answers 404 on a file address that this identity's websocket was never told."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.told: OrderedDict[str, OrderedDict[bytes, None]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self.app(scope, receive, self._listening(identity_of(scope), send))
        if scope["type"] == "http" and scope["path"].startswith(GUARDED) and not self._was_told(scope):
            return await PlainTextResponse("Not found", 404)(scope, receive, send)
        return await self.app(scope, receive, send)

    def _listening(self, identity: str, send: Send) -> Send:
        async def listening(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                for address in NAMED.findall(message["bytes"]):
                    self._remember(identity, address)
            await send(message)

        return listening

    def _remember(self, identity: str, address: bytes) -> None:
        own = self.told.setdefault(identity, OrderedDict())
        self.told.move_to_end(identity)
        own[address] = None
        own.move_to_end(address)
        for kept, limit in ((own, PER_PERSON), (self.told, PEOPLE)):
            while len(kept) > limit:
                kept.popitem(last=False)

    def _was_told(self, scope: Scope) -> bool:
        named = NAMED.match(scope["path"].encode())
        return named is not None and named.group() in self.told.get(identity_of(scope), ())
