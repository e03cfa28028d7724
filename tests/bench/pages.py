"""What a page costs, beside an empty page of plain `streamlit run` in the same run. Budgets: 60 ms CPU, 90 ms wall.

    python -m tests.bench.pages [FOLDER]        FOLDER: a store made by make_rows.py; else one is made (30 s, 400 MB)

The machine may be busy with other work, so the figure to trust is the ratio to the empty page.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[2]
from core.access.accounts import add_person
from core.access.sessions import open_session
from core.dates import utc_now
from core.errors import Refused
from core.model import Role
from core.store import Store, open_store
from core.store.people import list_people
from tests.bench.make_rows import make_rows

EMPTY_PAGE = 'import altair, duckdb, pandas\nimport streamlit as st\n\nst.title("Empty")\n'
PAGES = ("", "stages", "targets", "imports", "clients")
QUERY = "client=bench-001&period=month:2026-09"
RERUNS = 15
VIEWERS = 20


@dataclass
class Run:
    """One rerun seen from the browser's side of the websocket."""

    wall_ms: float
    size: int
    elements: int


@dataclass
class Cost:
    """Many reruns of one page."""

    page: str
    runs: list[Run] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def p50(self) -> tuple[float, float]:
        return statistics.median(self.cpu_ms), statistics.median(run.wall_ms for run in self.runs)


class Viewer:
    """A browser that keeps what it was sent, as browsers do, and says so on the next rerun."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.page_hash = ""
        self.kept: set[str] = set()

    async def rerun(self, page: str = "") -> Run:
        message = BackMsg()
        wanted = message.rerun_script
        wanted.page_name = page
        wanted.query_string = QUERY
        wanted.page_script_hash = "" if page else self.page_hash
        wanted.cached_message_hashes.extend(self.kept)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        size = elements = 0
        while True:
            data = await self.socket.recv()
            assert isinstance(data, bytes)
            size += len(data)
            told = ForwardMsg.FromString(data)
            kind = told.WhichOneof("type")
            if told.metadata.cacheable and told.hash:
                self.kept.add(told.hash)
            if kind == "new_session":
                self.page_hash = told.new_session.page_script_hash
            elif kind == "navigation":
                self.page_hash = told.navigation.page_script_hash
            elif kind in {"delta", "ref_hash"}:
                elements += 1
            elif kind == "script_finished":
                return Run((time.perf_counter() - begun) * 1000, size, elements)


@dataclass
class Served:
    """A running server and who may look at it."""

    base: str
    process: psutil.Process
    cookie: str = ""

    @contextlib.asynccontextmanager
    async def viewer(self):  # type: ignore[no-untyped-def]
        headers = {"Cookie": self.cookie} if self.cookie else {}
        address = self.base.replace("http", "ws", 1) + "/_stcore/stream"
        async with connect(
            address, subprotocols=["streamlit"], max_size=None, compression=None, additional_headers=headers, proxy=None
        ) as socket:
            yield Viewer(socket)

    def cpu_ms(self) -> float:
        used = self.process.cpu_times()
        return (used.user + used.system) * 1000

    def rss_mb(self) -> float:
        return self.process.memory_info().rss / 1e6


@contextlib.contextmanager
def served(
    script: Path, port: int, health: str, *, env: dict[str, str], cookie: str = ""
) -> Iterator[tuple[Served, float]]:
    """A server on loopback and the seconds until it was healthy."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    quiet = ["--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
    begun = time.perf_counter()
    process = subprocess.Popen(
        command + quiet,
        cwd=script.parent,
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        while True:
            with contextlib.suppress(OSError), urllib.request.urlopen(base + health, timeout=1):
                break
            time.sleep(0.02)
        yield Served(base, psutil.Process(process.pid), cookie), time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(20)


async def alternating(ours: Served, empty: Served) -> list[Cost]:
    """Reruns of each page of ours in turn with the empty page, so that both meet the same machine."""
    costs = {page: Cost(page) for page in ("empty", *PAGES)}
    async with empty.viewer() as blank, contextlib.AsyncExitStack() as stack:
        await blank.rerun()
        looking = {page: await stack.enter_async_context(ours.viewer()) for page in PAGES}
        for page, viewer in looking.items():
            for _ in range(2):
                await viewer.rerun(page)
        for _ in range(RERUNS):
            for page, server, viewer in [("empty", empty, blank), *((p, ours, v) for p, v in looking.items())]:
                before = server.cpu_ms()
                costs[page].runs.append(await viewer.rerun())
                await asyncio.sleep(0.05)
                costs[page].cpu_ms.append(server.cpu_ms() - before)
    return list(costs.values())


async def crowd(ours: Served) -> tuple[list[float], float]:
    """Wall milliseconds of 20 viewers who rerun the balance with a second of thought, and MB per viewer."""

    async def one(started: float) -> list[float]:
        await asyncio.sleep(started)
        async with ours.viewer() as viewer:
            await viewer.rerun()
            found = []
            for _ in range(5):
                await asyncio.sleep(1)
                found.append((await viewer.rerun()).wall_ms)
            return found

    before = ours.rss_mb()
    times = await asyncio.gather(*(one(i / VIEWERS) for i in range(VIEWERS)))
    return [ms for each in times for ms in each], (ours.rss_mb() - before) / VIEWERS


def in_the_browser(ours: Served) -> list[tuple[str, float, float]]:
    """(cold or warm, seconds from navigation to all charts drawn, MB transferred), in chromium."""
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    found = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=quiet)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        name, _, token = ours.cookie.partition("=")
        context.add_cookies([{"name": name, "value": token, "url": ours.base}])
        for kind in ("cold", "warm", "warm"):
            page = context.new_page()
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            sizes: list[float] = []
            wire.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            begun = time.perf_counter()
            page.goto(ours.base + f"/?{QUERY}")
            page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")
            page.wait_for_function(
                "() => { const charts = document.querySelectorAll('[data-testid=\"stVegaLiteChart\"]');"
                " return charts.length && [...charts].every(c => c.querySelector('canvas,svg')); }"
            )
            found.append((kind, time.perf_counter() - begun, sum(sizes) / 1e6))
            page.close()
        browser.close()
    return found


def session_cookie(store: Store) -> str:
    """The cookie of an administrator of this store."""
    with contextlib.suppress(Refused):
        add_person(store.ops, email="bench@example.com", role=Role.ADMIN, password="a long passphrase", now=utc_now())
    person = next(m.person for m in list_people(store.ops))
    return f"tahti={open_session(store.ops, person_id=person.person_id, now=utc_now())}"


def report(folder: Path) -> None:
    """Measure and print; the store in `folder` is made first when it is empty."""
    store = open_store(folder)
    if not store.ops.version()[0]:
        make_rows(store)
    cookie = session_cookie(store)
    store.metrics.close()
    with tempfile.TemporaryDirectory() as blank:
        script = Path(blank) / "empty.py"
        script.write_text(EMPTY_PAGE, "utf-8")
        env = {"TAHTI_DATA": str(folder)}
        with (
            served(script, 8691, "/_stcore/health", env={}) as (empty, empty_up),
            served(ROOT / "app.py", 8692, "/healthz", env=env, cookie=cookie) as (ours, ours_up),
        ):
            print(f"start to healthy: ours {ours_up:.1f} s, empty {empty_up:.1f} s; memory then {ours.rss_mb():.0f} MB")
            costs = asyncio.run(alternating(ours, empty))
            base_cpu, base_wall = costs[0].p50()
            print(f"{'page':10} {'CPU p50':>9} {'wall p50':>9} {'kB':>7} {'elements':>9}   against the empty page")
            for cost in costs:
                cpu, wall = cost.p50()
                worst = max(cost.runs, key=lambda run: run.size)
                ratio = f"{cpu / base_cpu:.2f} × CPU, {wall / base_wall:.2f} × wall"
                print(
                    f"{cost.page:10} {cpu:6.0f} ms {wall:6.0f} ms {worst.size / 1000:7.1f} {worst.elements:9}   {ratio}"
                )
            times, per_viewer = asyncio.run(crowd(ours))
            p95 = sorted(times)[int(len(times) * 0.95)]
            print(f"{VIEWERS} viewers, 1 s think time: p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms")
            print(f"memory {ours.rss_mb():.0f} MB, {per_viewer:.2f} MB per viewer")
            for kind, seconds, size in in_the_browser(ours):
                print(f"browser, {kind} cache: {seconds:.2f} s to all charts drawn, {size:.2f} MB transferred")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        report(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            report(Path(made))
