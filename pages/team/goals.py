"""Goals and claims: who says that results happened, what each event stands for, and at which rates money is added."""

from __future__ import annotations

from datetime import date

import streamlit as st

from core.errors import MissingRate
from core.model import Client, ClientKind, Period
from pages.ui import claims_reads as claims
from pages.ui import claims_view as view
from pages.ui import goals_editor as editor
from pages.ui import reads, session, why
from pages.ui.belief import belief
from pages.ui.period_picker import picked, picker
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.goals import GOALS

STEPS = ("sprint", "week", "day")


def main() -> None:
    client = session.client()
    t = session.words(GOALS)
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    editor.said()
    period = _period(client, t)
    try:
        _claims(client, period, t)
    except MissingRate as error:
        st.warning(escaped(error.sentence.said_in(t.language)))
    st.subheader(t("rates"), anchor=False)
    editor.rate_table(client, t)


def _period(client: Client, t: Words) -> Period:
    today = session.today(client)
    choices, default = reads.period_choices(session.version(), client.client_id, today, session.store())
    now = picked(choices, default, t.language)
    picker(choices, now, t)
    if not now.understood:
        st.caption(escaped(t("bad_period", label=now.label)))
    return now.period


def _claims(client: Client, period: Period, t: Words) -> None:
    today = session.today(client)
    report = claims.report(session.version(), client.client_id, period, today, session.store())
    if not report.lines:
        st.info(t("nothing"))
    else:
        trusted = reads.trusted(session.version(), client.client_id, today, session.store())
        why.caution(trusted, view.FIGURES, t.language)
        view.kinds(report, trusted, t)
        view.values(report, trusted, t)
        why.on_paper(view.FIGURES, t.language)
        view.reach(report, t)
        view.events(report, t)
        _steps(client.client_id, period, today, t)
        belief(client.client_id, view.FIGURES, period, today, t.language, key="goals_belief")
    st.subheader(t("goals"), anchor=False)
    st.caption(t("goals_lead"))
    editor.ask(client, report, t)
    editor.agreed(client, t)
    editor.choice(client, t)


@session.guarded_fragment()
def _steps(client_id: str, period: Period, today: date, t: Words) -> None:
    st.subheader(t("over_time"), anchor=False)
    st.caption(t("over_time_lead"))
    step = st.segmented_control(
        t("steps"), STEPS, default="sprint", format_func=lambda name: t(f"step_{name}"), key="goals_step"
    )
    if step == "day" and period.days > claims.MOST_DAYS:
        st.caption(t("too_many_days", n=claims.MOST_DAYS))
        return
    version, store = session.version(), session.store()
    view.steps(claims.stepped(version, client_id, period, step or "sprint", today, store), t)


main()
