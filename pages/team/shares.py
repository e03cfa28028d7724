"""Shared links: who reads what by which link, until when, and how often."""

from __future__ import annotations

import streamlit as st

from core.model import ClientKind
from core.store import kpis
from core.store import shares as share_store
from pages.ui import session
from pages.ui import share_desk as desk
from pages.ui.words.shares import SHARES


def main() -> None:
    client = session.client()
    t = session.words(SHARES)
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    ops = session.store().ops
    rows = share_store.list_shares(ops, client_id=client.client_id)
    desk.headline(rows, t)
    desk.said(t)
    if not kpis.list_kpis(ops, client_id=client.client_id):
        st.info(t("no_goals"))
    if rows:
        desk.changing(client, rows, t)
        desk.listing(client, rows, t)
        desk.revoke_all(client, rows, t)
    else:
        st.info(t("none"))
    desk.new(client, t)
    if rows:
        desk.log(client, rows, share_store.list_events(ops, client_id=client.client_id), t)


main()
