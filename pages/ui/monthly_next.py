"""When the next monthly is: said at the end of this one, it gives the sprint its end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import streamlit as st

from core import figures
from core.dates import local_day
from core.jobs.monthly import next_monthly, plan_next
from core.meetings.series import at_local
from core.store import meetings
from pages.ui import room_acts as acts
from pages.ui import session
from pages.ui.board_rows import local
from pages.ui.room_reads import Here
from pages.ui.words import Words
from pages.ui.words.monthly import MONTHLY

DAY, CLOCK = "monthly_next_day", "monthly_next_clock"
FOUR_WEEKS = timedelta(days=28)
USUAL = time(9)


def ask(here: Here) -> None:
    """The day and time of the next monthly, four weeks from now unless one is planned."""
    t = session.words(MONTHLY)
    zone, now = here.client.timezone, session.now(here.client)
    planned = next_monthly(session.store(), client_id=here.client.client_id, now=now)
    st.subheader(t("next"), anchor=False)
    at = local(planned.at, zone) if planned else None
    st.markdown(t("next_known", moment=figures.moment(at, t.language)) if at else t("next_none"))
    usual = at or datetime.combine(session.today(here.client) + FOUR_WEEKS, _usual(here))
    form = st.form("monthly_next_form", border=False, enter_to_submit=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(t("next_day"), usual.date(), key=DAY, format="DD.MM.YYYY")
        st.time_input(t("next_clock"), usual.time(), key=CLOCK, step=timedelta(minutes=15))
        st.form_submit_button(t("next_save"), on_click=_save, args=(here, t))


def _usual(here: Here) -> time:
    """The time of day of the newest monthly."""
    held = meetings.list_meetings(session.store().ops, client_id=here.client.client_id, kind="monthly")
    past = [one for one in held if local_day(one.at, here.client.timezone) <= session.today(here.client)]
    return local(past[-1].at, here.client.timezone).time() if past else USUAL


def _save(here: Here, t: Words) -> None:
    day, clock = st.session_state.get(DAY), st.session_state.get(CLOCK)
    if not (isinstance(day, date) and isinstance(clock, time)):
        return
    acts.do(
        here,
        lambda: plan_next(
            session.store(),
            client_id=here.client.client_id,
            at=at_local(day, clock, here.client.timezone),
            now=session.now(here.client),
        ),
        t("said_next"),
    )
