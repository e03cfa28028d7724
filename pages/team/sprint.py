"""Sprint: how the numbers stand against what was agreed, what changed and why, how the money goes, and what next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import streamlit as st

from core import figures
from core.dates import Sprint
from core.errors import MissingRate
from core.model import Client, ClientKind, Period
from core.reports.sprint import SprintReport, offered_sprints
from core.reports.why import Why
from pages.ui import balance_rows, charts, findings_view, plan_reads, reads, session, why
from pages.ui import sprint_view as view
from pages.ui.balance_view import headline as balance_headline
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.balance import BALANCE
from pages.ui.words.sprint import SPRINT

START = "sprint"
"""Query parameter: the first day of the sprint on screen."""
IMPORTS_PAGE, BALANCE_PAGE = "team/imports.py", "team/balance.py"


class Key(StrEnum):
    WHICH = "sprint_which"
    BELIEF = "sprint_belief"
    BALANCE = "sprint_balance"


t = session.words(SPRINT)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    report = asked(client)
    if report is None or not report.facts.accounts:
        st.subheader(t("empty_title"), anchor=False)
        st.markdown(t("empty"))
        query = {"client": client.client_id}
        st.page_link(IMPORTS_PAGE, label=t("to_imports"), icon=":material/upload_file:", query_params=query)
        return
    draw(client, report)


def asked(client: Client) -> SprintReport | None:
    key = session.version(), client.client_id, session.today(client), wished_start()
    return plan_reads.sprint_report(*key, session.now(client), session.store())


def wished_start() -> date | None:
    """The first day that the address names; None when it names none or nonsense."""
    try:
        return date.fromisoformat(st.query_params.get(START, ""))
    except ValueError:
        return None


def draw(client: Client, report: SprintReport) -> None:
    which(report, offered_sprints(report.facts))
    trusted = reads.trusted(session.version(), client.client_id, session.today(client), session.store())
    figures_shown = list(dict.fromkeys(one.metric.metric_id for one in report.card.scores))
    view.scorecard(report, trusted, t)
    why.caution(trusted, figures_shown, t.language)
    way(report)
    view.ledger(report, t)
    if report.is_now:
        st.header(t("findings"), anchor=False)
        findings_view.draw(client, open_first=False)  # the ledger above is the first one's evidence
    money, balance = st.columns([3, 2], gap="medium")
    with money:
        view.budgets(report, t)
        view.faults(report, t)
    with balance:
        beside(client, report)
    if report.is_now:
        what_if(client.client_id)
    belief(client.client_id, report, figures_shown)
    why.on_paper(figures_shown, t.language)


def which(report: SprintReport, offered: Sequence[Sprint]) -> None:
    """The sprint on screen, and through which day its numbers count."""
    starts = [one.period.start for one in offered]
    periods = {one.period.start: one.period for one in offered}
    st.session_state[Key.WHICH] = report.sprint.start
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("which"),
            starts,
            format_func=lambda start: name(periods[start], report) if start in periods else "",
            key=Key.WHICH,
            on_change=chosen,
            width=280,
        )
        st.caption(as_of(report))


def name(period: Period, report: SprintReport) -> str:
    key = "open" if period.end >= report.facts.today else "closed"
    return t(key, days=figures.period(period, t.language))


def as_of(report: SprintReport) -> str:
    facts = report.facts
    if facts.known_to is None:
        return t("as_of_stale")
    said = t(
        "as_of",
        spend=figures.day(facts.known_to, t.language),
        mature=figures.day(facts.mature_to, t.language),
    )
    if not report.is_open:
        return said
    passed = (facts.today - report.sprint.start).days
    return f"{t('as_of_open', passed=passed, of=report.sprint.days)} {said}"


def chosen() -> None:
    st.query_params[START] = st.session_state[Key.WHICH].isoformat()


@session.guarded_fragment()
def way(report: SprintReport) -> None:
    client_id = report.facts.client.client_id
    view.on_the_way(report, reads.notes_known(session.version(), client_id, session.store()), t)


def beside(client: Client, report: SprintReport) -> None:
    """How the money of the sprint lies across the stages."""
    words = Words(BALANCE, t.language)
    end = report.sprint.end
    try:
        found = reads.balance_report(
            session.version(), client.client_id, report.sprint.start, end, session.today(client), session.store()
        )
    except MissingRate as error:
        st.warning(escaped(error.sentence.said_in(t.language)))
        return
    with st.container(border=True):
        st.subheader(escaped(balance_headline(found, words)), anchor=False)
        data = balance_rows.stage_rows(found, words)
        charts.show(
            data,
            charts.bars(data.num_rows, balance_rows.STAGES, targets=found.balance is not None),
            language=t.language,
            alt_text="; ".join(map(str, data["said"].to_pylist())),
            key=Key.BALANCE,
        )
        query = {"client": client.client_id, "period": f"sprint:{report.sprint.start}"}
        st.page_link(BALANCE_PAGE, label=t("to_balance"), icon=":material/balance:", query_params=query)


@session.guarded_fragment()
def what_if(client_id: str) -> None:
    client = session.client()
    report = asked(client)
    if client.client_id == client_id and report:
        view.moving(report, t)


@session.guarded_fragment()
def belief(client_id: str, report: SprintReport, shown: Sequence[str]) -> None:
    client = session.client()
    today, version = session.today(client), session.version()

    def told(metric: str) -> Why:
        period = next(one.shown or one.period for one in report.card.scores if one.metric.metric_id == metric)
        return reads.why_of(version, client_id, metric, period.start, period.end, today, session.store())

    if shown and client.client_id == client_id:
        why.believe(list(shown), told, t.language, key=Key.BELIEF)


main()
