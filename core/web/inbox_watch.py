"""The app looks into the inbox now and then, beside what it serves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import anyio

from core.dates import now_for
from core.jobs.inbox_folder import Stamp
from core.store import Store

log = logging.getLogger("tahti.inbox")


async def watch_inbox(store: Callable[[], Store], seconds: float) -> None:
    """Sweep every `seconds` until cancelled, in a thread of its own; 0 means never. A sweep that is cut short by the
    end of the app is finished by the next one."""
    before: Mapping[Path, Stamp] = {}
    while seconds > 0:
        await anyio.sleep(seconds)
        before = await anyio.to_thread.run_sync(partial(one_round, store, before), abandon_on_cancel=True)


def one_round(store: Callable[[], Store], before: Mapping[Path, Stamp]) -> Mapping[Path, Stamp]:
    """Take what has not changed since the last round; returns how the inbox looks now. Whatever goes wrong is logged,
    and the next round tries again."""
    try:
        from core.jobs.inbox import look, sweep  # with all that importing needs: the app starts sooner without

        opened = store()
        for file in sweep(opened, before=before, clock=now_for):
            log.info("inbox: %s/%s: %s", file.client_id, file.name, file.status)
        return look(opened)
    except Exception:
        log.exception("the inbox could not be read")
        return {}
