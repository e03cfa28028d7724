"""From navigation to all charts drawn, in chromium, with an empty cache and with a warm one."""

from __future__ import annotations

import statistics
import time

from playwright.sync_api import BrowserContext, sync_playwright

from tests.bench.lines import Line, at_most
from tests.bench.serving import Served

ROUNDS = 3
COLD_SECONDS, WARM_SECONDS, FIRST_VISIT_MB = 2.0, 1.5, 1.6
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ALL_DRAWN = """() => {
    const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
    const app = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
    return app && charts.length && charts.every(chart => chart.querySelector('canvas, svg'));
}"""


def in_the_browser(ours: Served, query: str) -> list[Line]:
    """The balance page in a new browser profile and again in the same one, the median of some rounds."""
    cold: list[tuple[float, float]] = []
    warm: list[tuple[float, float]] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        for _ in range(ROUNDS):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            name, _, token = ours.cookie.partition("=")
            context.add_cookies([{"name": name, "value": token, "url": ours.base}])
            cold.append(_visit(context, f"{ours.base}/?{query}"))
            warm.append(_visit(context, f"{ours.base}/?{query}"))
            context.close()
        browser.close()
    return [
        at_most("browser, cold: all charts drawn", _median(cold), COLD_SECONDS, "s", 2),
        at_most("browser, cold: transferred", statistics.median(size for _, size in cold), FIRST_VISIT_MB, "MB", 2),
        at_most("browser, warm: all charts drawn", _median(warm), WARM_SECONDS, "s", 2),
    ]


def _median(visits: list[tuple[float, float]]) -> float:
    return statistics.median(seconds for seconds, _ in visits)


def _visit(context: BrowserContext, address: str) -> tuple[float, float]:
    """Seconds until everything is drawn, and MB on the wire."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    begun = time.perf_counter()
    page.goto(address)
    page.wait_for_function(ALL_DRAWN)
    seconds = time.perf_counter() - begun
    page.close()
    return seconds, sum(sizes) / 1e6
