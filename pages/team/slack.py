"""Messages to Slack: what a client's channel is told by itself, how it looks, and what was sent."""

from __future__ import annotations

import streamlit as st

from core.meetings.messages import Post
from core.store import messages
from core.store.messages import UNSOLVED
from pages.ui import session
from pages.ui import slack_view as view
from pages.ui.words.slack import SLACK

t = session.words(SLACK)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    view.said()
    is_open = view.channel(client, t)
    ops = session.store().ops
    rows = messages.list_messages(ops, client_id=client.client_id)
    view.doubted(client, [row for row in rows if row.state in UNSOLVED], t)
    settings = messages.settings_of(ops, client_id=client.client_id)
    view.readers(client, settings, t)
    for post in Post:
        view.kind_of_message(client, post, settings, is_open, t)
    view.log(client, rows, t)


main()
