"""What clients' links cost: fifty clients who look at once, and a signed-in page while a stranger tries tokens.

python -m tests.bench.sharing
"""

from __future__ import annotations

import asyncio
import http.client
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from core.access import shares
from core.access.accounts import add_person
from core.access.sessions import open_session
from core.dates import utc_now
from core.jobs.demo import load_demo
from core.model import ClientKind, Role
from core.shares import Terms
from core.store import Store, open_store
from core.store.clients import list_clients
from tests.bench.lines import Line, at_most, table
from tests.bench.serving import Served, served

ROOT = Path(__file__).resolve().parents[2]
VIEWERS, RERUNS_EACH, CROWD_P95_MS = 50, 4, 1000
BLOCKS, BLOCK_RERUNS, SLOWER = 4, 12, 1.2
LONGEST = 120


def measured() -> list[Line]:
    """Both measurements over a demo folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "data")
        load_demo(store, now=utc_now())
        person = add_person(
            store.ops, email="bench@example.com", role=Role.ADMIN, password="a long passphrase", now=utc_now()
        )
        cookie = f"tahti={open_session(store.ops, person_id=person.person_id, now=utc_now())}"
        store.metrics.close()
        with served(ROOT / "app.py", "/healthz", data=store.root, cookie=cookie) as ours:
            known = [client.client_id for client in list_clients(store.ops) if client.kind is ClientKind.CLIENT]
            lines = []
            for of_whom, floors in (("", [None] * VIEWERS), (" of pages with nothing in common", _floors())):
                links = [_came_by(ours, store, known[n % len(known)], n, floor) for n, floor in enumerate(floors)]
                lines += asyncio.run(asyncio.wait_for(crowd(ours, links, of_whom), LONGEST))
            return lines + asyncio.run(asyncio.wait_for(flooded(ours), LONGEST))


def _floors() -> list[date | None]:
    """A first day for each link, before anything on the page: no two then share a reading, as with as many clients."""
    return [date(2024, 1, 1) + timedelta(days=n) for n in range(VIEWERS)]


def _came_by(ours: Served, store: Store, client_id: str, number: int, floor: date | None) -> tuple[str, str]:
    """A browser's cookie and the query of the page, after opening a link of its own."""
    share, token = shares.create_share(
        store.ops,
        client_id=client_id,
        terms=Terms(f"Bench {number}", language="fi" if number % 2 else "en", floor=floor),
        who="bench",
        now=utc_now(),
    )
    connection = http.client.HTTPConnection(urlsplit(ours.base).netloc, timeout=20)
    connection.request("GET", f"/s/{token}")
    cookie = (connection.getresponse().getheader("set-cookie") or "").split(";")[0]
    connection.close()
    return cookie, f"v={share.public_id}"


async def crowd(ours: Served, links: list[tuple[str, str]], of_whom: str) -> list[Line]:
    """Everybody opens their page at the same moment, then looks on with a second of thought."""
    all_here = asyncio.Barrier(len(links))

    async def one(place: int, cookie: str, query: str) -> tuple[float, list[float]]:
        async with Served(ours.base, ours.process, cookie, ours.begun, ours.healthy_after).viewer(query) as viewer:
            first = (await viewer.rerun("client")).wall_ms
            await all_here.wait()
            await asyncio.sleep(place / len(links))
            found = []
            for _ in range(RERUNS_EACH):
                await asyncio.sleep(1)
                found.append((await viewer.rerun()).wall_ms)
            return first, found

    seen = await asyncio.gather(*(one(place, *link) for place, link in enumerate(links)))
    firsts, times = sorted(first for first, _ in seen), sorted(ms for _, found in seen for ms in found)
    who = f"{len(links)} clients{of_whom}"
    return [
        Line(f"{who} open their link at once, p50", f"{statistics.median(firsts):.0f} ms"),
        Line(f"{who} open their link at once, p95", f"{firsts[int(len(firsts) * 0.95)]:.0f} ms"),
        Line(f"{who} look on, p50", f"{statistics.median(times):.0f} ms"),
        at_most(f"{who} look on, p95", times[int(len(times) * 0.95)], CROWD_P95_MS, "ms"),
    ]


async def flooded(ours: Served) -> list[Line]:
    """A signed-in page in turn without and with a stranger who tries tokens, so that both meet the same machine."""
    calm: list[float] = []
    busy: list[float] = []
    tried = 0
    async with ours.viewer() as viewer:
        await viewer.rerun()
        for block in range(2 * BLOCKS):
            stranger = _stranger(ours) if block % 2 else None
            place = busy if stranger else calm
            await asyncio.sleep(0.7)
            for _ in range(BLOCK_RERUNS):
                place.append((await viewer.rerun()).wall_ms)
                await asyncio.sleep(0.05)
            if stranger:
                said, _ = await asyncio.to_thread(stranger.communicate)
                tried += int(said)
    before, after = statistics.median(calm), statistics.median(busy)
    return [
        Line("tokens that a stranger tried meanwhile", f"{tried:,}"),
        Line("signed-in page without and with the stranger", f"{before:.0f} and {after:.0f} ms"),
        at_most("slower by the stranger", after / before, SLOWER, "×", 2),
    ]


def _stranger(ours: Served) -> subprocess.Popen[bytes]:
    port = str(urlsplit(ours.base).port)
    return subprocess.Popen([sys.executable, "-m", "tests.bench.flood", port, "3"], cwd=ROOT, stdout=subprocess.PIPE)


if __name__ == "__main__":
    print(table(measured()))
