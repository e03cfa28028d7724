"""The door: Streamlit behind a gate, with sign-in, health and security headers in one process.

`streamlit run app.py` finds `app` by reading this file, so it must stay a literal `st.App(...)` at module level.
"""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from core.config import ROOT, allowed_hosts, inbox_seconds, kept_addresses
from core.connect.secrets import trello_webhook
from core.errors import StoreError
from core.web import words
from core.web.address_watch import watch_addresses
from core.web.compress import CompressedStatic, pack_ahead
from core.web.files import OwnFiles
from core.web.gate import Gate, is_alive, note_act
from core.web.headers import SecurityHeaders
from core.web.hooks import TrelloHook
from core.web.hosts import OwnHost
from core.web.inbox_watch import watch_inbox
from core.web.internals import BlockInternals
from core.web.messages import MessageFilter
from core.web.origin import SameOrigin
from core.web.routes import Door, unavailable
from core.web.shell import Shell, installed_page, own_files
from core.web.slack_watch import watch_slack
from core.web.trello_watch import TrelloWatch
from core.web.uploads import BoundedUploads
from core.web.versions import NoVersions
from pages.ui.session import shell_words, store

log = logging.getLogger("tahti")

WARM = (
    "pandas",
    "altair",
    "pyarrow",
    "duckdb",
    "streamlit.elements.vega_charts",
    "streamlit.elements.arrow",
    "pages.ui.balance_view",
    "pages.ui.reads",
    "pages.ui.period_picker",
)
"""Imported before the first visitor comes; the first page would wait for them otherwise."""


def uploads_held() -> int:
    """How many bytes of uploaded files lie in memory, of all open pages."""
    manager: Any = runtime.get_instance().uploaded_file_mgr
    return sum(stat.byte_length for stats in manager.get_stats().values() for stat in stats)


door = Door(store)
hook = TrelloHook(store, trello_webhook)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Warm imports, migrated stores, the first-run code; then everything loaded so far leaves the garbage collector's
    sight, because each full collection would walk it (50-80 ms in which nobody is answered)."""
    gc.disable()
    for name in WARM:
        importlib.import_module(name)
    code = await anyio.to_thread.run_sync(door.new_first_run_code)
    if code:
        address = f"http://{st.get_option('server.address')}:{st.get_option('server.port')}"
        for language in ("en", "fi"):
            print(words.CONSOLE.said_in(language).format(address=address, code=code), flush=True)  # noqa: T201 - the console is where it belongs
    watch = TrelloWatch(store)
    gc.freeze()
    gc.enable()
    watch.start()
    try:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(anyio.to_thread.run_sync, pack_ahead, own_files(installed_page()))
            tasks.start_soon(watch_addresses, store, kept_addresses())
            tasks.start_soon(watch_inbox, store, inbox_seconds())
            tasks.start_soon(watch_slack, store)
            yield {}
            tasks.cancel_scope.cancel()
    finally:
        watch.stop()
        gc.unfreeze()


def on_script_error(error: Exception) -> bool:
    """The log gets the whole story, the viewer one calm sentence."""
    log.error("a page failed", exc_info=error)
    st.error(shell_words()("fault"))
    return True


app = st.App(
    ROOT / "pages" / "router.py",
    lifespan=lifespan,
    routes=[*door.routes(), *hook.routes()],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(OwnHost, allowed=allowed_hosts),
        Middleware(BlockInternals),
        Middleware(SameOrigin),
        Middleware(Gate, store=store),
        Middleware(OwnFiles),
        Middleware(BoundedUploads, held=uploads_held),
        Middleware(NoVersions),
        Middleware(
            MessageFilter,
            is_alive=lambda identity: is_alive(store(), identity),
            note_act=lambda identity: note_act(store(), identity),
        ),
        Middleware(CompressedStatic),
        Middleware(Shell, title="Tahti", icon="/assets/tahti.svg"),
    ],
    on_script_error=on_script_error,
    exception_handlers={StoreError: unavailable, Exception: unavailable},
)
