"""Reads of messages to Slack, kept until something changes (see `reads`)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import streamlit as st

from core.connect.slack_blocks import payload
from core.meetings.messages import Due, Post
from core.meetings.shapes import Kind
from core.model import Client
from core.reports import messages as report
from core.store import Store
from pages.ui import session
from pages.ui.reads import Version


def wished(client: Client, post: Post, kind: Kind) -> tuple[Due | None, dict[str, Any]]:
    """What would be sent now, and its payload; None and nothing when there is nothing to tell. Raises
    Refused when a memo cannot be read."""
    store, now = session.store(), session.now(client)
    wish = report.wished(store, client_id=client.client_id, post=post, kind=kind, now=now)
    if wish is None:
        return None, {}
    return wish, _payload(session.version(), client.client_id, wish.key, session.today(client), now, wish, store)


@st.cache_resource(max_entries=32, show_spinner=False)
def _payload(
    version: Version, client_id: str, key: str, today: date, _now: datetime, _wish: Due, _store: Store
) -> dict[str, Any]:
    made = report.compose(_store, client_id=client_id, told=_wish, as_of=_now)
    return payload(made) if made else {}
