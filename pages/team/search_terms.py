"""Search terms: what people searched for, now against the like period before, and how much of it is hidden."""

from __future__ import annotations

import streamlit as st

from core.model import ClientKind, Period
from pages.ui import reads, search_view, session, why
from pages.ui.belief import belief
from pages.ui.words.search_terms import SEARCH


def main() -> None:
    client = session.client()
    t = session.words(SEARCH)
    st.title(t("title"), anchor=False)
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    today = session.today(client)
    reports = reads.search_reports(session.version()[0], client.client_id, today, session.store())
    if not reports:
        search_view.nothing(client.client_id, t)
        return
    st.caption(t("lead"))
    for report in reports:
        search_view.draw(report, t)
    shown = search_view.figures_of(reports)
    period = Period(min(one.period.start for one in reports), max(one.period.end for one in reports))
    belief(client.client_id, shown, period, today, t.language, key="search_belief")
    why.on_paper(shown, t.language)


main()
