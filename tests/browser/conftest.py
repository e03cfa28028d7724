"""A real browser at the running app, which serves the demo story from a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from core.store import Store, open_store

ROOT = Path(__file__).resolve().parents[2]
SLOW = {"PYTHONPATH": str(Path(__file__).parent / "slow")} if os.environ.get("SOAK") else {}
ONCE = """(() => {
    const told = new Set()
    const look = () => {
        const keyed = [...document.querySelectorAll('[class*="st-key-room_text_"]')]
        const names = keyed.map(e => [...e.classList].find(name => name.startsWith('st-key-')))
        for (const name of names.filter((name, n) => names.indexOf(name) < n && !told.has(name))) {
            told.add(name)
            console.error(`on screen twice: ${name}`)
        }
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
})()"""
"""Complains of a shared text that is on screen twice, be it for a moment: one that is drawn anew in another place while
the old one still stands loses the cursor of whoever writes in it."""
PROBES = ("/_stcore/health", "/_stcore/host-config")
"""A sub-page first asks for these beside itself and gets 404; then it asks in the right place."""


def copied_story(told_story: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The demo story, in a folder of its own."""
    return open_store(shutil.copytree(told_story, tmp_path_factory.mktemp("demo"), dirs_exist_ok=True))


class Serving:
    """The app over a data folder, on a port of its own that stays the same when it is killed and started again."""

    def __init__(self, folder: Path, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.folder, self._log = folder, log
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | {"TAHTI_DATA": str(self.folder)} | SLOW,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        _wait_for(f"{self.base}/healthz")

    def kill(self) -> None:
        """As `kill -9` does: nothing is said to anybody."""
        self._process.kill()
        self._process.wait(10)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)


def running_app(demo_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running app."""
    serving = Serving(demo_store.root, tmp_path_factory.mktemp("log") / "server.log")
    try:
        yield serving.base
    finally:
        serving.stop()


# Tests that hold meetings or move cards make fixtures of the same names in their own module, so that what they change
# is in nobody's way.
demo_store = pytest.fixture(scope="session")(copied_story)
server = pytest.fixture(scope="session")(running_app)


def _wait_for(address: str, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {address}")


@dataclass
class Seen:
    """One page in a fresh browser, with everything it complained about and everybody it asked."""

    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    off_site: list[str] = field(default_factory=list)

    def open(self, path: str, *, charts: int = 0) -> None:
        """Go there and wait until the page has its title, the run has ended and so many charts are drawn."""
        self.page.goto(self.base + path)
        self.page.wait_for_selector('[data-testid="stMain"] h1')
        self.settle(charts=charts)

    def settle(self, *, charts: int = 0) -> None:
        self.page.wait_for_selector(
            '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]',
            state="attached",
        )
        self.page.wait_for_function(
            """charts => !document.querySelector('[data-stale="true"], [data-testid="stAppSkeleton"]')
                && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
                    .filter(c => c.querySelector('svg.marks .role-mark > *')).length >= charts""",
            arg=charts,
        )

    def resize(self, width: int) -> None:
        """Make the window so wide, as by turning a tablet; `settle` waits until the page has followed."""
        self.page.set_viewport_size({"width": width, "height": 1000})
        self.page.wait_for_function("width => document.documentElement.clientWidth === width", arg=width)

    def charts(self) -> int:
        return self.page.locator('[data-testid="stVegaLiteChart"] svg.marks').count()

    def fits(self) -> bool:
        """Whether nothing is wider than the window, once a grid that follows late has followed."""
        end = time.monotonic() + 10
        while self.sideways() > 0 and time.monotonic() < end:
            self.page.wait_for_timeout(50)
        return self.sideways() <= 0

    def sideways(self) -> int:
        """Pixels by which the page is wider than its window."""
        return int(
            self.page.evaluate(
                """() => Math.max(...['[data-testid="stMain"]', 'html'].map(s => document.querySelector(s))
                    .map(e => e.scrollWidth - e.clientWidth))"""
            )
        )


Look = Callable[..., "contextmanager[Seen]"]


@pytest.fixture(scope="session")
def profiles(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Browser profiles that nobody uses now. They have read the app's scripts before, as a person's has."""
    known: list[BrowserContext] = []
    yield known
    for context in known:
        context.close()


@pytest.fixture
def look(server: str, chromium: Browser, profiles: list[BrowserContext]) -> Look:
    """`with look(width=390, scheme="dark") as seen:` opens a browser window without cookies; two that are open at once
    know nothing of one another."""

    @contextmanager
    def opened(*, width: int = 1440, scheme: Literal["light", "dark"] = "light") -> Iterator[Seen]:
        context = profiles.pop() if profiles else chromium.new_context(locale="fi-FI")
        seen = Seen(context.new_page(), server)
        seen.page.add_init_script(ONCE)
        seen.page.emulate_media(color_scheme=scheme)
        seen.page.set_viewport_size({"width": width, "height": 1000})
        seen.page.on("request", lambda r: seen.off_site.append(r.url) if _elsewhere(r.url, server) else None)
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on(
            "response",
            lambda r: seen.errors.append(f"{r.status} {r.url}") if r.status >= 400 and not _probe(r.url) else None,
        )
        seen.page.on(
            "console",
            lambda m: (
                seen.errors.append(m.text) if m.type == "error" and "Failed to load resource" not in m.text else None
            ),
        )
        try:
            yield seen
        finally:
            for page in context.pages:
                page.evaluate("() => { try { localStorage.clear() } catch { /* a page without any */ } }")
                page.close()
            context.clear_cookies()
            profiles.append(context)

    return opened


def _probe(url: str) -> bool:
    return url.endswith(PROBES)


def _elsewhere(url: str, server: str) -> bool:
    return not url.startswith((server, server.replace("http", "ws", 1), "data:", "blob:"))
