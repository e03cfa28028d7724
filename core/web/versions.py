"""What runs here is nobody's business: which version of what goes out to no browser.

Streamlit writes its name and version at the foot of every page's menu, a client's too, as soon as it is told them; and
a stranger with a link would know for which holes to look.
"""

from __future__ import annotations

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

VERSION = streamlit.__version__.encode()
LARGEST = 50_000
"""The message that begins a run is far smaller; the large ones are tables and are not read."""
SAID = ("streamlit_version", "python_version", "server_os")


class NoVersions:
    """Takes the versions out of the message with which every run begins."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)

        async def quiet(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                message = {**message, "bytes": without_versions(message["bytes"])}
            await send(message)

        return await self.app(scope, receive, quiet)


def without_versions(data: bytes) -> bytes:
    """The same message of the server to a browser, without telling what runs here."""
    if len(data) > LARGEST or VERSION not in data:
        return data
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") != "new_session":
        return data
    told = message.new_session.initialize.environment_info
    for name in SAID:
        told.ClearField(name)
    return bytes(message.SerializeToString())
