"""Answers as Slack's incoming webhooks do: `ok`, or a word and its status; and keeps what stands in the channel."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATH = "/services/T000TEAM/B000HOOK/s3cretS3cretS3cret"
HTML = "<html><body>Please sign in to the hotel's Wi-Fi</body></html>"
ANSWERS: dict[str, tuple[int, str, dict[str, str]]] = {
    "429": (429, "rate_limited", {"Retry-After": "30"}),
    "429 silent": (429, "rate_limited", {}),
    "503": (503, "Service Unavailable", {}),
    "500": (500, "rollup_error", {}),
    "502": (502, HTML, {}),
    "404": (404, "no_service", {}),
    "410": (410, "channel_is_archived", {}),
    "403": (403, "action_prohibited", {}),
    "400": (400, "invalid_payload", {}),
    "400 blocks": (400, "invalid_blocks", {}),
    "redirect": (302, HTML, {"Location": "http://127.0.0.1:9/elsewhere"}),
    "html": (200, HTML, {}),
}
"""Answers to a message that Slack did not take. An event "taken, 500" takes it and then gives the answer."""


@dataclass
class Channel:
    """What was posted, and what goes wrong next. `weather`: one event a request, used up in turn."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    weather: list[str] = field(default_factory=list)
    requests: int = 0
    held: threading.Event = field(default_factory=threading.Event)
    """Set when a request is in the works that will not be answered."""
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def titles(self) -> list[str]:
        return [str(one["text"]) for one in self.taken]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    channel: Channel
    lock: threading.Lock

    def log_message(self, *words: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        with self.lock:
            self.channel.requests += 1
            event = self.channel.weather.pop(0) if self.channel.weather else "taken"
        takes, _, then = event.partition(", ")
        if takes != "taken":
            takes, then = "", event
        status, said, headers = ANSWERS.get(then, (200, "ok", {}))
        if takes or not then:
            status, said = self.take(body, status, said)
        if then in ("slow", "cut", "half"):
            self.without_an_answer(then)
            return
        self.answer(status, said, headers)

    def take(self, body: bytes, status: int, said: str) -> tuple[int, str]:
        """Let the message into the channel, if Slack would."""
        if self.path != PATH:
            return 404, "no_service"
        try:
            found = json.loads(body)
        except ValueError:
            return 400, "invalid_payload"
        if refused := refusal(found):
            return 400, refused
        with self.lock:
            self.channel.taken.append(found)
        return status, said

    def without_an_answer(self, then: str) -> None:
        self.channel.held.set()
        if then == "slow":
            self.channel.release.wait(30)
        if then == "half":
            self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 200\r\n\r\no")
            self.wfile.flush()
        self.close_connection = True

    def answer(self, status: int, said: str, headers: dict[str, str]) -> None:
        body = said.encode()
        self.send_response(status)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def size(text: str) -> int:
    """In the units of browsers, in which an emoji counts twice: the stricter way to count."""
    return len(text.encode("utf-16-le")) // 2


def refusal(found: Any) -> str:
    """Slack's word for a payload that it does not take; empty when it does."""
    if not isinstance(found, dict) or not (found.get("text") or found.get("blocks")):
        return "no_text"
    blocks = found.get("blocks", [])
    if len(blocks) > 50:
        return "invalid_blocks"
    for block in blocks:
        if block["type"] not in ("header", "section", "context"):
            return "invalid_blocks"
        texts = block["elements"] if block["type"] == "context" else [block["text"]]
        longest = 150 if block["type"] == "header" else 3000
        if any(not 0 < size(text["text"]) <= longest for text in texts):
            return "invalid_blocks"
    if sum(len(json.dumps(block)) for block in blocks) > 60_000:
        return "msg_blocks_too_long"
    return ""


@dataclass(frozen=True)
class Served:
    channel: Channel
    host: str

    @property
    def url(self) -> str:
        return self.host + PATH


@contextmanager
def serve(channel: Channel) -> Iterator[Served]:
    """The channel on a free port of the loopback."""
    handler = type("Bound", (Handler,), {"channel": channel, "lock": threading.Lock()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Served(channel, f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        channel.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
