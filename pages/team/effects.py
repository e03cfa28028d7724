"""Work and result: what got done on the number of its stage, and what was expected of it beforehand."""

from __future__ import annotations

import streamlit as st

from core.model import Client, ClientKind
from core.reports.beside import BesideReport, by_stage
from pages.ui import effects_reads, session
from pages.ui import effects_view as view
from pages.ui.words.effects import EFFECTS

BOARD_PAGE, IMPORTS_PAGE = "team/board.py", "team/imports.py"

t = session.words(EFFECTS)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    report = effects_reads.now_beside(client)
    if not report.effects:
        empty(client, report)
    else:
        st.caption(t("lead"))
        stages(client, report)
    if report.has_board:
        asked(client.client_id)
    if report.effects:
        view.notes_below(report, t)


def empty(client: Client, report: BesideReport) -> None:
    """What is missing, and where to bring it."""
    st.subheader(t("empty_title"), anchor=False)
    query = {"client": client.client_id}
    if not report.has_data:
        st.markdown(t("empty_data"))
        st.page_link(IMPORTS_PAGE, label=t("to_imports"), icon=":material/upload_file:", query_params=query)
    if report.has_data or not report.has_board:
        st.markdown(t("empty_done" if report.has_board else "empty_board"))
        st.page_link(BOARD_PAGE, label=t("to_board"), icon=":material/view_kanban:", query_params=query)


def stages(client: Client, report: BesideReport) -> None:
    found = by_stage(report.effects)
    for on in (*report.stages[1:], *report.stages[:1]) if report.stages[0].stage == "" else report.stages:
        if on.stage in found:
            view.stage(client, report, on, found[on.stage], t)


@session.guarded_fragment()
def asked(client_id: str) -> None:
    client = session.client()
    if client.client_id == client_id:
        view.expectations(client, effects_reads.now_beside(client), t)


main()
