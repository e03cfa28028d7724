"""What a browser may say over the websocket: only what a page needs, and not too much at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import anyio
from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from core.web.gate import identity_of

NEEDED = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"})
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
RUNS_A_PAGE = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
"""A page asks by itself who is looking. What is answered without a page is asked for here."""
MAX_BYTES = 2_000_000
RERUN = "rerun_script"


@dataclass(slots=True)
class _Connection:
    """One websocket: whether it has asked for a run yet. Its first one comes by itself, when a page is opened (which
    the gate has seen) and when it connects anew."""

    has_run: bool = False

    def is_act(self, kind: str, data: bytes) -> bool:
        """Whether a person did something; not a page that runs by itself."""
        if kind != RERUN:
            return False
        first, self.has_run = not self.has_run, True
        return not first and not BackMsg.FromString(data).rerun_script.is_auto_rerun


class MessageFilter:
    """Drops messages that no page needs, above all `clear_cache`, with which any visitor empties everybody's cache.

    A text frame or a far too large message ends the connection. Files and table rows are answered without running a
    page, so for them the identity is asked again: they would go on after sign-out. What a person does on an open page
    is told to `note_act`, so that their session is as old as their last act and not as the page's last tick.
    """

    def __init__(self, app: ASGIApp, *, is_alive: Callable[[str], bool], note_act: Callable[[str], None]) -> None:
        self.app = app
        self.is_alive = is_alive
        self.note_act = note_act

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)

        connection = _Connection()

        async def filtered() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                code = fault(message)
                if code:
                    await send({"type": "websocket.close", "code": code})
                    return {"type": "websocket.disconnect", "code": code}
                kind = needed_kind(message["bytes"])
                if connection.is_act(kind, message["bytes"]):
                    await anyio.to_thread.run_sync(self.note_act, identity_of(scope))
                if await self._passes(scope, kind):
                    return message

        return await self.app(scope, filtered, send)

    async def _passes(self, scope: Scope, kind: str) -> bool:
        if not kind or kind in RUNS_A_PAGE:
            return bool(kind)
        return await anyio.to_thread.run_sync(self.is_alive, identity_of(scope))


def fault(message: Message) -> int:
    """The websocket close code that a frame deserves: 1003 not binary, 1009 too big; 0 when it is well-formed."""
    data = message.get("bytes")
    if data is None:
        return 1003
    return 1009 if len(data) > MAX_BYTES else 0


def needed_kind(data: bytes) -> str:
    """The kind of a message that a page needs; empty for every other, also for what cannot be read."""
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return ""
    kind = message.WhichOneof("type") or ""
    if kind == "backend_operation_request":
        return kind if message.backend_operation_request.WhichOneof("payload") in OPERATIONS else ""
    return kind if kind in NEEDED else ""
