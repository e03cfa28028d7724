"""The order of the tests: pure ones first, the running app next, a real browser last.

A person at the keyboard learns of a wrong sum within seconds; and Playwright leaves an event loop running in the main
thread, in which the tests of the middleware could not start theirs.
"""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from core.access import passwords
from core.dates import utc_now
from core.jobs.demo import load_demo
from core.store import open_store
from tests.fresh import quick_new_folders

# A busy machine is no reason to fail: speed is asserted in benches, as ratios. The long runs try more examples.
settings.register_profile("tahti", deadline=None, max_examples=200 if os.environ.get("SOAK") else 50)
settings.load_profile("tahti")

# What is collected stays until the end: looking through it again and again, while it grows and then in every test, took
# a third of the collection's time.
gc.disable()

ORDER = ("core", "pages", "attack", "browser")
LONG = (
    *("test_weekly_soak", "test_team_pages_in_browser", "test_board_in_browser", "test_retro_in_browser"),
    *("test_monthly_in_browser", "test_weekly_in_browser", "test_client_in_browser", "test_balance_in_browser"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by kind, keeping the order within a kind; mark what needs a browser, so that `-m "not browser"` leaves it
    out. A browser on a busy machine stalls now and then for reasons of its own: its tests have a second try, and the
    run says which needed one. Long files of the last kind come first, so that no worker ends alone with one of them."""
    for item in items:
        if _kind(item) == "browser":
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=lambda item: (ORDER.index(_kind(item)), _turn(item)))


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def _turn(item: pytest.Item) -> int:
    name = item.path.stem
    return LONG.index(name) if name in LONG else len(LONG)


def _kind(item: pytest.Item) -> str:
    folders = Path(item.path).relative_to(Path(__file__).parent).parts
    if "in_browser" in folders[-1]:
        return "browser"
    return folders[0] if folders[0] in ORDER else "core"


# Chromium calls home by itself unless told not to; a test of "no off-site request" must not see that.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def new_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hundreds of tests begin with an empty data folder; the migrations that make one run once."""
    with quick_new_folders(tmp_path_factory.mktemp("empty")):
        yield


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of the least cost: tests that use this ask what is decided, not how slowly."""
    monkeypatch.setattr(passwords, "COST", 2)
    monkeypatch.setattr(passwords, "PARALLEL", 1)


@pytest.fixture(scope="session")
def told_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo story, loaded once for all workers of a run. Nobody writes here: `story` gives a copy."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder = root / "story"
    with (root / "story.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            load_demo(open_store(root / "unfinished"), now=utc_now())
            (root / "unfinished").rename(folder)
    return folder


@pytest.fixture(scope="module")
def story(told_story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo story, for the tests of one module."""
    return Path(shutil.copytree(told_story, tmp_path_factory.mktemp("demo"), dirs_exist_ok=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process: a second Playwright would meet the event loop of the first."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("The browser tests need chromium: sudo apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()
