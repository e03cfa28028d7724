"""The app keeps up with Trello beside what it serves."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from core.store import Store

log = logging.getLogger("tahti.trello")

TICK_SECONDS = 3.0
"""How soon a click reaches Trello. Asking the database what is due takes a third of a millisecond."""
AFTER_A_FAULT = 60.0


class Stopped(BaseException):
    """The app is going down: no failure of whatever was under way, so nobody may keep it as one."""


class TrelloWatch:
    """Looks at every board that is due, in a thread of its own, until stopped. The thread dies with the process: what
    it was doing then, the next one finds out and finishes."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._stopping = threading.Event()
        self._heard: dict[str, datetime] = {}

    def start(self) -> None:
        threading.Thread(target=self._run, name="trello", daemon=True).start()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._stopping.set()

    def _run(self) -> None:
        pause = TICK_SECONDS
        while not self._stopping.wait(pause):
            pause = self.one_round()

    def one_round(self) -> float:
        """Look at what is due; returns how many seconds to rest. Whatever goes wrong is logged."""
        try:
            from core.jobs.sync import sync_due  # with all that a sync needs: the app starts sooner without

            sync_due(self._store(), wait=self._wait, heard=self._heard)
        except Stopped:
            return 0.0
        except Exception:
            log.exception("Trello could not be looked at")
            return AFTER_A_FAULT
        return TICK_SECONDS

    def _wait(self, seconds: float) -> None:
        if self._stopping.wait(seconds):
            raise Stopped
