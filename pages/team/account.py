"""My account: everybody changes their own password here."""

from __future__ import annotations

import streamlit as st

from core import figures
from core.access import calendars, sessions
from core.access.own_password import change_own_password
from core.access.passwords import MIN_LENGTH
from core.connect.ways import ways_in
from core.dates import local_day, utc_now
from core.errors import TahtiError
from core.model import Viewer
from pages.ui import session
from pages.ui.browsers import ZONE, listing
from pages.ui.text import escaped
from pages.ui.words.account import ACCOUNT

MADE, ENDED = "account_calendar_made", "account_calendar_ended"

t = session.words(ACCOUNT)


def main() -> None:
    looking = session.viewer()
    st.title(t("title"), anchor=False)
    if looking.demo:
        st.info(t("demo"))
        return
    st.text(f"{looking.name} · {looking.email} · {t(f'role_{looking.role}')}")
    calendar(looking)
    ways = ways_in()
    if ways.passwords:
        password(looking)
    else:
        st.caption(escaped(t("by_service", service=ways.service_name)))
    browsers(looking)


def calendar(looking: Viewer) -> None:
    """The secret address of this person's calendar: made, renewed and closed here, shown once."""
    st.subheader(t("calendar"), anchor=False)
    st.caption(t("calendar_lead"))
    ops = session.store().ops
    made, ended = st.session_state.pop(MADE, ""), st.session_state.pop(ENDED, False)
    since = calendars.made_at(ops, person_id=looking.person_id)
    if made:
        st.success(t("calendar_once"))
        st.code(session.own_address(made), language=None, wrap_lines=True)
    elif ended:
        st.success(t("calendar_ended"))
    elif since is not None:
        st.markdown(t("calendar_since", day=figures.day(local_day(since, ZONE), t.language)))
    with st.container(horizontal=True):
        label, help_ = ("calendar_renew", t("calendar_renew_help")) if since else ("calendar_make", None)
        st.button(t(label), key="account_calendar", help=help_, on_click=new_calendar, args=(looking,))
        if since:
            st.button(t("calendar_end"), key="account_calendar_end", on_click=end_calendar, args=(looking,))


def new_calendar(looking: Viewer) -> None:
    st.session_state[MADE] = calendars.new_address(session.store().ops, person_id=looking.person_id, now=utc_now())


def end_calendar(looking: Viewer) -> None:
    calendars.end_address(session.store().ops, person_id=looking.person_id, now=utc_now())
    st.session_state[ENDED] = True


def browsers(looking: Viewer) -> None:
    """Where this person is signed in, and the way out of all of them."""
    st.subheader(t("browsers"), anchor=False)
    ops, here = session.store().ops, str(st.user.to_dict().get("session") or "")
    listing(sessions.list_sessions(ops, person_id=looking.person_id, now=utc_now()), t.language, here=here)
    if st.button(t("end_all"), key="account_end_all", help=t("end_all_help")):
        sessions.end_all_sessions(ops, person_id=looking.person_id, now=utc_now())
        st.rerun()


def password(looking: Viewer) -> None:
    st.subheader(t("password"), anchor=False)
    st.caption(t("lead"))
    with st.form("account_password", width=480):
        present = st.text_input(t("present"), type="password", key="account_present", autocomplete="current-password")
        new = st.text_input(t("new", n=MIN_LENGTH), type="password", key="account_new", autocomplete="new-password")
        again = st.text_input(t("again"), type="password", key="account_again", autocomplete="new-password")
        if not st.form_submit_button(t("change"), key="account_change", type="primary"):
            return
    if new != again:
        st.error(t("differ"))
        return
    try:
        change_own_password(session.store().ops, email=looking.email, present=present, new=new, now=utc_now())
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.success(t("changed"))
    st.html(f'<a href="/login" target="_self">{t("to_sign_in")}</a>')


main()
