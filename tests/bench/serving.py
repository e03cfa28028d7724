"""Servers to measure, and a viewer that speaks to them as a browser does. Nothing here waits without an end."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

START_SECONDS, STOP_SECONDS = 60, 20


@dataclass(frozen=True, slots=True)
class Run:
    """One rerun seen from the browser's side of the websocket."""

    wall_ms: float
    size: int
    elements: int


class Viewer:
    """A browser that keeps what it was sent, as browsers do, and says so on the next rerun."""

    def __init__(self, socket: ClientConnection, query: str) -> None:
        self.socket = socket
        self.query = query
        self.page_hash = ""
        self.kept: set[str] = set()

    async def rerun(self, page: str = "") -> Run:
        """Ask for a page (the one that is open, without a name) and wait until it is there."""
        message = BackMsg()
        wanted = message.rerun_script
        wanted.page_name = page
        wanted.query_string = self.query
        wanted.page_script_hash = "" if page else self.page_hash
        wanted.cached_message_hashes.extend(self.kept)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        size = elements = 0
        while True:
            data = await self.socket.recv(decode=False)
            size += len(data)
            told = ForwardMsg.FromString(data)
            kind = told.WhichOneof("type")
            self._note(told, kind)
            if kind in {"delta", "ref_hash"}:
                elements += 1
            elif kind == "script_finished":
                return Run((time.perf_counter() - begun) * 1000, size, elements)

    def _note(self, told: ForwardMsg, kind: str | None) -> None:
        if told.metadata.cacheable and told.hash:
            self.kept.add(told.hash)
        if kind == "new_session":
            self.page_hash = told.new_session.page_script_hash
        elif kind == "navigation":
            self.page_hash = told.navigation.page_script_hash


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and who may look at it. `begun` and `healthy_after` are seconds."""

    base: str
    process: psutil.Process
    cookie: str
    begun: float
    healthy_after: float

    @contextlib.asynccontextmanager
    async def viewer(self, query: str = "") -> AsyncIterator[Viewer]:
        """One more browser."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        address = self.base.replace("http", "ws", 1) + "/_stcore/stream"
        async with connect(
            address, subprotocols=["streamlit"], max_size=None, compression=None, additional_headers=headers, proxy=None
        ) as connection:
            yield Viewer(connection, query)

    def cpu_ms(self) -> float:
        used = self.process.cpu_times()
        return (used.user + used.system) * 1000

    def rss_mb(self) -> float:
        return self.process.memory_info().rss / 1e6


@contextlib.contextmanager
def served(script: Path, health: str, *, data: Path | None = None, cookie: str = "") -> Iterator[Served]:
    """A server of this script on a free port of loopback; stopped when the block ends. Raises RuntimeError when it does
    not become healthy."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    quiet = ["--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
    begun = time.perf_counter()
    process = subprocess.Popen(
        command + quiet,
        cwd=script.parent,
        env={**os.environ, **({"TAHTI_DATA": str(data)} if data else {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        healthy_after = _wait_for_health(process, base + health, begun)
        yield Served(base, psutil.Process(process.pid), cookie, begun, healthy_after)
    finally:
        _stop(process)


def _wait_for_health(process: subprocess.Popen[bytes], address: str, begun: float) -> float:
    while True:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=1):
            return time.perf_counter() - begun
        if process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
            raise RuntimeError(f"{address} does not answer")
        time.sleep(0.02)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
