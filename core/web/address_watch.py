"""The app forgets the addresses of readers of links when their time has come, whether anybody comes or not."""

from __future__ import annotations

import logging
from collections.abc import Callable

import anyio

from core.access.addresses import forget_addresses
from core.config import Addresses
from core.dates import utc_now
from core.errors import StoreError
from core.store import Store

log = logging.getLogger("tahti.addresses")
EVERY_SECONDS = 3600.0


async def watch_addresses(store: Callable[[], Store], how: Addresses) -> None:
    """Once at the start and then every hour, until cancelled."""
    while True:
        await anyio.to_thread.run_sync(one_round, store, how, abandon_on_cancel=True)
        await anyio.sleep(EVERY_SECONDS)


def one_round(store: Callable[[], Store], how: Addresses) -> None:
    """What cannot be written now is forgotten an hour later."""
    try:
        forget_addresses(store().ops, how=how, now=utc_now())
    except StoreError:
        log.exception("old addresses could not be forgotten")
