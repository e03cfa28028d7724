"""What a client reads by a link: their own page, phone first. The link alone says whose it is and what is on it."""

from __future__ import annotations

from io import BytesIO

import streamlit as st

from core import figures
from core.dates import local_day
from core.model import Client, Period
from core.reports.client_document import Document
from core.reports.client_file import days_key
from core.shares import Share
from core.store import clients
from core.web.links import DAYS, ONE_PAGE
from pages.ui import client_reads as reads
from pages.ui import client_view as view
from pages.ui import session, visitor
from pages.ui.paper import paper
from pages.ui.words import Words
from pages.ui.words.client import CLIENT

PERIOD = DAYS
"""Query parameter: the first and last day looked at, where the link may change dates. A wish, checked on every run."""

TICK_SECONDS = 60


def main() -> None:
    share = visitor.share()
    client = clients.get_client(session.store().ops, client_id=share.client_id)
    document = _document(client, share)
    known = visitor.version(), client.client_id
    st.set_page_config(
        page_title=document.client,
        page_icon=BytesIO(reads.icon(*known, document.client, session.store())),
        layout="centered",
    )
    paper()
    _page()


@visitor.guarded_fragment(run_every=TICK_SECONDS)
def _page() -> None:
    """Everything that is said of the client. It runs anew by itself, so a page that lies open goes blank when its link
    closes, and tells what is new while it does not."""
    share = visitor.share(is_seen=False)
    t = Words(CLIENT, share.terms.language)
    client = clients.get_client(session.store().ops, client_id=share.client_id)
    document = _document(client, share)
    brand = reads.brand(visitor.version(), client.client_id, session.store())
    view.heading(document, brand, figures.day(local_day(share.expires_at, client.timezone), t.language), share, t)
    if share.terms.may_change_dates and share.frozen_at is None:
        _choice(client, share, document, t)
    view.parts(document, brand, t)
    days = st.query_params.get(PERIOD, "")
    asked = f"?{PERIOD}={days}" if _wanted(client, share) else ""
    with st.container(key="client_ways"):
        session.link_here(f"{ONE_PAGE}{share.public_id}{asked}", t("one_page"))
        if share.terms.may_export:
            session.link_here(f"/s/export/{share.public_id}{asked}", t("download"))


def _document(client: Client, share: Share) -> Document:
    now = reads.to_the_hour(session.now(client))
    return reads.document(visitor.version(), share, now, _wanted(client, share), session.store())


def _wanted(client: Client, share: Share) -> Period | None:
    asked = st.query_params.get(PERIOD, "") if share.terms.may_change_dates else ""
    return next((one for one in _offered(client, share) if days_key(one) == asked), None) if asked else None


def _offered(client: Client, share: Share) -> list[Period]:
    return reads.offered(visitor.version(), share.client_id, share.terms, session.today(client), session.store())


def _choice(client: Client, share: Share, document: Document, t: Words) -> None:
    offered = {days_key(one): one for one in _offered(client, share)}
    now = days_key(document.period)
    if len(offered) < 2:
        return
    st.session_state[PERIOD] = now if now in offered else next(iter(offered))
    st.selectbox(
        t("days"),
        list(offered),
        format_func=lambda key: figures.period(offered[key], t.language) if key in offered else str(key),
        key=PERIOD,
        on_change=_chosen,
    )


def _chosen() -> None:
    st.query_params[PERIOD] = st.session_state[PERIOD]


main()
