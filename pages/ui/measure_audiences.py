"""The part Warm audiences of the Measure page: sizes typed in with their day, and what is not known."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pyarrow as pa
import streamlit as st

from core import figures
from core.dates import utc_now
from core.errors import TahtiError
from core.model import Client
from core.store import audiences
from core.store.audiences import Audience
from pages.ui import measure_checks, session
from pages.ui.names import maker_name
from pages.ui.text import escaped
from pages.ui.words import Words


class Key(StrEnum):
    PLATFORM = "audience_platform"
    NAME = "audience_name"
    SIZE = "audience_size"
    DAY = "audience_day"
    ORIGIN = "audience_origin"
    SAVE = "audience_save"


def draw(client: Client, t: Words) -> None:
    today = session.today(client)
    measure_checks.said()
    st.caption(t("audiences_lead", days=audiences.HOLDS_DAYS))
    known = audiences.list_audiences(session.store().ops, client_id=client.client_id, as_of=today)
    if known:
        st.table(_table(known, today, t), border="horizontal", hide_index=True)
    else:
        st.info(t("audiences_none"))
    _form(client, today, t)


def _table(known: list[Audience], today: date, t: Words) -> pa.Table:
    return pa.table(
        {
            t("col_audience"): [escaped(a.name) for a in known],
            t("col_platform"): [escaped(a.platform) for a in known],
            t("col_size"): [_size(a, today, t) for a in known],
            t("col_read"): [figures.day(a.read_on, t.language) for a in known],
            t("col_origin"): [escaped(a.origin or figures.UNDEFINED) for a in known],
            t("col_who"): [escaped(maker_name(a.written_by, t.language)) for a in known],
        }
    )


def _size(audience: Audience, today: date, t: Words) -> str:
    if audience.size is None:
        return t("size_unknown")
    shown = figures.number(audience.size, t.language)
    return t("size_old", n=shown) if audience.is_old(today) else shown


def _form(client: Client, today: date, t: Words) -> None:
    with st.form("audience_form", clear_on_submit=True):
        st.markdown(f"**{t('audience_add')}**")
        with st.grid(2, min_column_width=200):
            st.text_input(t("audience_name"), key=Key.NAME, max_chars=audiences.NAME_LIMIT)
            st.text_input(t("col_platform"), key=Key.PLATFORM, max_chars=audiences.NAME_LIMIT)
            st.number_input(t("audience_size"), min_value=0, value=None, step=100, key=Key.SIZE)
            st.date_input(t("audience_day"), today, max_value=today, key=Key.DAY, format="DD.MM.YYYY")
        st.text_input(t("col_origin"), key=Key.ORIGIN, max_chars=audiences.NAME_LIMIT)
        st.form_submit_button(t("save"), key=Key.SAVE, on_click=_save, args=(client, t))


def _save(client: Client, t: Words) -> None:
    """Asked again here: a click comes before the page."""
    looking = session.viewer()
    if not looking.may_see(client.client_id):
        return
    size = st.session_state[Key.SIZE]
    try:
        made = audiences.add_reading(
            session.store().ops,
            client_id=client.client_id,
            platform=st.session_state[Key.PLATFORM],
            name=st.session_state[Key.NAME],
            size=None if size is None else int(size),
            read_on=st.session_state[Key.DAY],
            origin=st.session_state[Key.ORIGIN],
            who=looking.name,
            now=utc_now(),
        )
    except TahtiError as error:
        st.session_state[measure_checks.Key.SAID] = error.sentence.said_in(t.language)
        return
    st.session_state[measure_checks.Key.SAID] = t("audience_saved", name=made.name)
