"""The app tells Slack channels what is due, beside what it serves."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

import anyio

from core.store import Store

log = logging.getLogger("tahti.slack")

TICK_SECONDS = 20.0
"""How soon a memo is in the channel. A round without any channel reads one small file and no database."""


async def watch_slack(store: Callable[[], Store]) -> None:
    """Tell what is due now and then, until cancelled, in a thread of its own. A post that is under way when the app
    ends is still finished by its thread."""
    while True:
        await anyio.sleep(TICK_SECONDS)
        await anyio.to_thread.run_sync(partial(one_round, store), abandon_on_cancel=True)


def one_round(store: Callable[[], Store]) -> None:
    """Whatever goes wrong is logged, and the next round tries again."""
    try:
        from core.jobs.messages import Writer, tell_all  # with all that messages tell: the app starts sooner without
        from core.reports.messages import channel_due, compose

        tell_all(store(), Writer(channel_due, compose))
    except Exception:
        log.exception("Slack could not be told")
