"""Preparing a monthly: what is new, a paragraph from each expert, and the numbers folded away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from core import figures
from core.errors import MissingRate
from core.jobs.rooms import EXPERT, OTHER, paragraphs, written_by_experts
from core.meetings.shapes import Known
from core.meetings.since_last import since_last
from core.model import Sentence, Stage
from core.reports.sprint import SprintReport
from core.store.ops import About
from pages.ui import findings_view, log_reads, plan_reads, reads, room_reads, room_text, session, sprint_rows
from pages.ui.balance_view import headline
from pages.ui.names import short_name
from pages.ui.plan_names import number_name
from pages.ui.room_reads import Here
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.balance import BALANCE
from pages.ui.words.monthly import MONTHLY
from pages.ui.words.sprint import SPRINT


def _fields(here: Here, known: Known) -> dict[str, Sentence]:
    """Field -> whose paragraph it is: every channel with money or with work, what is written already, other work."""
    worked = sorted({card.channel for card in known.cards if card.channel and card.done_in_window})
    written = (field.removeprefix(EXPERT) for field in written_by_experts(here.said.texts))
    return paragraphs((*(volume.channel for volume in known.volumes), *worked, *written, OTHER))


def own_words(here: Here) -> None:
    """In the meeting: what each expert wrote, to be read aloud."""
    for field, title in written_by_experts(here.said.texts).items():
        text = here.text(field)
        if text is not None and text.body:
            st.markdown(f"**{escaped(title.said_in(here.t.language))}** · {escaped(text.written_by)}")
            st.text(text.body)


def draw(here: Here) -> None:
    t = session.words(MONTHLY)
    known = room_reads.known(here)
    left, right = st.columns([6, 4], gap="medium")
    with left:
        _new(here, known, t)
        st.subheader(t("own_words"), anchor=False)
        st.caption(t("own_words_lead"))
        for field, title in _fields(here, known).items():
            room_text.field(here, field, title.said_in(t.language), rows=4)
    with right:
        _order(here, t)
        st.subheader(t("tables"), anchor=False)
        st.caption(t("tables_lead"))
        _folded(t("scorecard"), "monthly_scorecard", lambda: _scorecard(here, t))
        _folded(t("balance"), "monthly_balance", lambda: _balance(here, t))
        _folded(t("findings"), "monthly_findings", lambda: _findings(here, t))


def _new(here: Here, known: Known, t: Words) -> None:
    st.subheader(t("new"), anchor=False)
    st.caption(t("among_us"))
    entries = log_reads.now_log(here.client).entries
    rows = since_last(known, entries, room_reads.weeklies_held(here, known))
    st.markdown("\n".join(f"- {escaped(one.said_in(t.language))}" for one in rows))


def _order(here: Here, t: Words) -> None:
    """The hour in speaking order."""
    st.subheader(t("order"), anchor=False)
    rows = [
        t(
            "order_row",
            n=one.item.minutes,
            title=escaped(one.item.title.said_in(t.language)),
            speaker=here.t(one.item.speaker),
        )
        for one in here.shown.items
    ]
    st.markdown("\n".join(f"1. {row}" for row in rows))


def _folded(label: str, key: str, draw_it: Callable[[], None]) -> None:
    """Drawn only when somebody opens it."""
    box = st.expander(label, icon=":material/table:", key=key, on_change="rerun")
    if box.open:
        with box:
            draw_it()


def _scorecard(here: Here, t: Words) -> None:
    report = _sprint(here)
    if report is None or not report.facts.accounts:
        st.markdown(t("no_figures"))
        return
    words, currency = Words(SPRINT, t.language), report.facts.currency
    rows = [
        (
            number_name(one.metric, one.stage, t.language),
            sprint_rows.value(one, currency, words),
            sprint_rows.asked(one, currency, words),
            sprint_rows.change(one, currency, words),
        )
        for one in report.card.scores
    ]
    _table((t("number"), t("actual"), t("asked"), t("change")), rows)
    st.caption(figures.period(report.sprint, t.language))


def _sprint(here: Here) -> SprintReport | None:
    """The sprint under review; what is written in the meeting does not ask for it anew."""
    key = session.store().ops.version(About.FIGURES), here.client.client_id, session.today(here.client), None
    return plan_reads.sprint_report(*key, session.now(here.client), session.store())


def _balance(here: Here, t: Words) -> None:
    report = _sprint(here)
    if report is None or not report.facts.accounts:
        st.markdown(t("no_figures"))
        return
    days, version = report.sprint, session.store().ops.version(About.FIGURES)
    key = version, here.client.client_id, days.start, days.end, session.today(here.client)
    try:
        found = reads.balance_report(*key, session.store())
    except MissingRate as error:
        st.warning(escaped(error.sentence.said_in(t.language)))
        return
    st.markdown(f"**{escaped(headline(found, Words(BALANCE, t.language)))}**")
    rows = [
        (
            short_name(stage, t.language),
            figures.money(found.by_bucket[stage], found.currency, t.language),
            figures.percent(figures.ratio(found.by_bucket[stage], found.total), t.language),
        )
        for stage in Stage
    ]
    _table((t("stage"), t("money"), t("share")), rows)
    query = {"client": here.client.client_id}
    st.page_link("team/balance.py", label=t("to_balance"), icon=":material/balance:", query_params=query)


def _findings(here: Here, t: Words) -> None:
    found = findings_view.read(here.client).findings
    rows = [f"- {escaped(one.sentence.said_in(t.language))}" for one in found]
    st.markdown("\n".join(rows) or t("no_figures"))


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    lines = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in (head, *rows)]
    lines.insert(1, f"|{' --- |' * len(head)}")
    st.markdown("\n".join(lines))
