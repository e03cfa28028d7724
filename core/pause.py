"""The garbage collector waits while something large is built: it would walk over all that is new again and again, and
find nothing to throw away (a third of the time that a board of 5,000 cards takes)."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_guard = threading.Lock()
_building = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection until the block ends, and until every other such block of any thread has ended. Where the
    collector was off already it stays off. Also a decorator."""
    global _building
    with _guard:
        if not _building and not gc.isenabled():
            is_ours = False
        else:
            is_ours = True
            _building += 1
            gc.disable()
    try:
        yield
    finally:
        if is_ours:
            with _guard:
                _building -= 1
                if not _building:
                    gc.enable()
