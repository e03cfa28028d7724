"""Who tries addresses that open nothing again and again waits for each further answer; nobody else waits with them."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict, deque

import anyio

from core.access.sign_in import neighbourhood

FREE, WINDOW = 60, 60.0
"""Wrong addresses per visitor and minute that are answered at once: an old link in a mail, a mistyped one, a robot."""
WAIT = 2.0
MOST_A_SECOND = 32
"""Answers that one visitor gets per second, over however many connections: with more of them, each waits longer."""
VISITORS = 10_000


class Pace:
    """What this process remembers of those who came with something that opens nothing."""

    def __init__(self) -> None:
        self.seen: OrderedDict[str, deque[float]] = OrderedDict()
        self.held: Counter[str] = Counter()

    async def hold(self, address: str) -> None:
        """Note a wrong address, and keep the visitor waiting when there were too many. Waiting costs no thread."""
        where = neighbourhood(address)
        if not self._too_many(where, time.monotonic()):
            return
        self.held[where] += 1
        try:
            await anyio.sleep(max(WAIT, self.held[where] / MOST_A_SECOND))
        finally:
            self.held[where] -= 1
            if not self.held[where]:
                del self.held[where]

    def _too_many(self, where: str, now: float) -> bool:
        times = self.seen.setdefault(where, deque(maxlen=FREE + 1))
        self.seen.move_to_end(where)
        times.append(now)
        while len(self.seen) > VISITORS:
            self.seen.popitem(last=False)
        return len(times) > FREE and now - times[0] < WINDOW
