"""What a client reads by a link: their own page, phone first. The link alone says whose it is and what is on it."""

from __future__ import annotations

import streamlit as st

from core import figures
from core.errors import MissingRate
from core.shares import Section, Share
from core.store import clients
from pages.ui import client_view as view
from pages.ui import reads, session, visitor
from pages.ui.paper import paper
from pages.ui.words import Words
from pages.ui.words.client import CLIENT


def main() -> None:
    share = visitor.share()
    t = Words(CLIENT, share.terms.language)
    client = clients.get_client(session.store().ops, client_id=share.client_id)
    st.set_page_config(page_title=client.name, layout="centered")
    paper()
    view.heading(client, share, session.now(client), t)
    if Section.BALANCE in share.terms.sections:
        _balance(share, t)


def _balance(share: Share, t: Words) -> None:
    client = clients.get_client(session.store().ops, client_id=share.client_id)
    today = session.today(client)
    key = (session.version(), share.client_id, today, session.store())
    _, choice = reads.period_choices(*key)
    start = max(choice.period.start, share.terms.floor or choice.period.start)
    if start > choice.period.end:
        st.info(t("nothing_since", day=figures.day(share.terms.floor, t.language)))
        return
    try:
        report = reads.balance_report(
            session.version(), share.client_id, start, choice.period.end, today, session.store()
        )
    except MissingRate:
        st.info(t("not_now"))
        return
    view.balance(report, share, t)


main()
