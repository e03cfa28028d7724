"""Imports: every file is read and explained first; nothing changes before somebody confirms, and everything can be
undone."""

from __future__ import annotations

import streamlit as st

from core.model import ClientKind
from core.reports.imports import import_rows
from pages.ui import import_goals, import_inbox, import_log, import_upload, session
from pages.ui.words import Words
from pages.ui.words.imports import HOW_TO, IMPORTS


def main() -> None:
    session.viewer()
    t = session.words(IMPORTS)
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    client = session.client()
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    import_log.said()
    import_upload.results(t)
    import_goals.ask(client, t)
    known = import_rows(session.store(), client_id=client.client_id)
    import_upload.bring(client, known, t)
    how_to(t)
    import_inbox.inbox(client, t)
    import_log.log(client, known, t)


def how_to(t: Words) -> None:
    """Where the right file is downloaded, source by source."""
    said = session.words(HOW_TO)
    with st.expander(t("how_to"), icon=":material/help:"):
        st.markdown("\n".join(f"- {said(name)}" for name in HOW_TO))


main()
