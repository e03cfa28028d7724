"""What a page costs, beside an empty page of plain `streamlit run` in the same run.

    python -m tests.bench.pages FOLDER        FOLDER: a store made by `python -m tests.bench.make_rows FOLDER`

The machine may be busy with other work, so the figure to trust is the ratio to the empty page.
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path

from core.access.accounts import add_person
from core.access.sessions import open_session
from core.dates import utc_now
from core.errors import Refused
from core.model import Role
from core.store import Store, open_store
from core.store.people import list_people
from tests.bench.browser import in_the_browser
from tests.bench.lines import Line, at_most, table
from tests.bench.serving import Run, Served, served

ROOT = Path(__file__).resolve().parents[2]
EMPTY_PAGE = 'import altair, duckdb, pandas\nimport streamlit as st\n\nst.title("Empty")\n'
PAGES = (
    *(
        "",
        "sprint",
        "effects",
        "weekly",
        "monthly",
        "retro",
        "log",
        "meetings",
        "agendas",
        "measure",
        "goals",
        "content",
        "morning",
    ),
    *("stages", "targets", "imports", "shares", "slack", "clients"),
)
QUERY = "client=bench-001&period=month:2026-09"
RERUNS = 15
VIEWERS, RERUNS_EACH = 20, 5
CPU_MS, WALL_MS, KILOBYTES, ELEMENTS = 60, 90, 250, 400
CROWD_P95_MS = 300
FIRST_PAGE_SECONDS, MEMORY_MB, VIEWER_MB = 2.0, 300, 1.0
LONGEST = 120
"""Seconds that any of these measurements may take."""


@dataclass
class Cost:
    """Many reruns of one page. The processor's time is counted in ticks of 10 ms, so only its mean is exact."""

    page: str
    runs: list[Run] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        return statistics.fmean(self.cpu_ms)

    @property
    def wall(self) -> float:
        return statistics.median(run.wall_ms for run in self.runs)


async def first_page(ours: Served) -> list[Line]:
    """From the start of the process to the last message of the first page."""
    async with ours.viewer(QUERY) as viewer:
        await viewer.rerun()
    seconds = time.perf_counter() - ours.begun
    return [at_most("start to first page", seconds, FIRST_PAGE_SECONDS, "s", 2)]


async def alternating(ours: Served, empty: Served) -> list[Line]:
    """Reruns of each page of ours in turn with the empty page, so that both meet the same machine."""
    blank, costs = Cost("empty page, plain streamlit"), {page: Cost(page or "balance") for page in PAGES}
    async with empty.viewer() as nothing, contextlib.AsyncExitStack() as stack:
        await nothing.rerun()
        looking = {page: await stack.enter_async_context(ours.viewer(QUERY)) for page in PAGES}
        firsts = {page: await viewer.rerun(page) for page, viewer in looking.items()}
        for viewer in looking.values():
            await viewer.rerun()
        for _ in range(RERUNS):
            for cost, server, viewer in [(blank, empty, nothing), *((costs[p], ours, v) for p, v in looking.items())]:
                before = server.cpu_ms()
                cost.runs.append(await viewer.rerun())
                await asyncio.sleep(0.05)
                cost.cpu_ms.append(server.cpu_ms() - before)
    return _page_lines(blank, costs, firsts)


def _page_lines(blank: Cost, costs: dict[str, Cost], firsts: dict[str, Run]) -> list[Line]:
    lines = [Line(blank.page, f"{blank.cpu:.0f} ms CPU"), Line(blank.page, f"{blank.wall:.0f} ms")]
    for page, cost in costs.items():
        lines += [
            at_most(f"{cost.page} again", cost.cpu, CPU_MS, "ms CPU"),
            at_most(f"{cost.page} again", cost.wall, WALL_MS, "ms"),
            at_most(f"{cost.page}, first time", firsts[page].size / 1000, KILOBYTES, "kB"),
            at_most(f"{cost.page}, first time", firsts[page].elements, ELEMENTS, "elements"),
        ]
    fullest = max(costs.values(), key=lambda cost: cost.cpu)
    name = f"{fullest.page} (our heaviest) against the empty page"
    return [
        *lines,
        at_most(name, fullest.cpu / blank.cpu, 1, "× CPU", 2),
        at_most(name, fullest.wall / blank.wall, 1, "× wall", 2),
    ]


async def crowd(ours: Served) -> list[Line]:
    """Viewers who come all at once, then rerun the balance with a second of thought; and what they add to memory."""
    all_here = asyncio.Barrier(VIEWERS)

    async def one(place: int) -> tuple[float, list[float]]:
        async with ours.viewer(QUERY) as viewer:
            first = (await viewer.rerun()).wall_ms
            await all_here.wait()
            await asyncio.sleep(place / VIEWERS)
            found = []
            for _ in range(RERUNS_EACH):
                await asyncio.sleep(1)
                found.append((await viewer.rerun()).wall_ms)
            return first, found

    before = ours.rss_mb()
    seen = await asyncio.gather(*map(one, range(VIEWERS)))
    times = sorted(ms for _, found in seen for ms in found)
    return [
        Line(f"{VIEWERS} viewers at once, first page p50", f"{statistics.median(first for first, _ in seen):.0f} ms"),
        Line(f"{VIEWERS} viewers, p50", f"{statistics.median(times):.0f} ms"),
        at_most(f"{VIEWERS} viewers, p95", times[int(len(times) * 0.95)], CROWD_P95_MS, "ms"),
        at_most("memory with all of them", ours.rss_mb(), MEMORY_MB, "MB"),
        at_most("memory per viewer", (ours.rss_mb() - before) / VIEWERS, VIEWER_MB, "MB", 2),
    ]


def session_cookie(store: Store) -> str:
    """The cookie of an administrator of this store."""
    with contextlib.suppress(Refused):
        add_person(store.ops, email="bench@example.com", role=Role.ADMIN, password="a long passphrase", now=utc_now())
    person = next(m.person for m in list_people(store.ops))
    return f"tahti={open_session(store.ops, person_id=person.person_id, now=utc_now())}"


def measured(folder: Path) -> list[Line]:
    """Start, pages, crowd, memory and browser over the store in `folder`."""
    store = open_store(folder)
    cookie = session_cookie(store)
    store.metrics.close()
    with tempfile.TemporaryDirectory() as blank:
        script = Path(blank) / "empty.py"
        script.write_text(EMPTY_PAGE, "utf-8")
        with served(ROOT / "app.py", "/healthz", data=folder, cookie=cookie) as ours:
            lines = _within(first_page(ours))
            with served(script, "/_stcore/health") as empty:
                lines += _within(alternating(ours, empty))
            return lines + _within(crowd(ours)) + in_the_browser(ours, QUERY)


def _within(measuring: Coroutine[None, None, list[Line]]) -> list[Line]:
    return asyncio.run(asyncio.wait_for(measuring, LONGEST))


if __name__ == "__main__":
    print(table(measured(Path(sys.argv[1]))))
