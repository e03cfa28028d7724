"""The part Checks of the Measure page: the answer, what can be used, the days, every check, a look to write down."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pyarrow as pa
import streamlit as st

from core import figures
from core.dates import utc_now
from core.errors import TahtiError
from core.jobs.fix_card import has_fix_card, make_fix_card
from core.measure.checks import HOLDS_DAYS, Check, State
from core.model import Client
from core.reports.measure import MeasureReport
from core.store import checks
from pages.ui import measure_html as html
from pages.ui import reads, session, why
from pages.ui.belief import belief, recent
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.measure import MEASURE

FIGURES = ("spend", "clicks", "conversions", "cpa", "key_events", "sessions", "outcomes", "stage_share")
"""Ids of the dictionary, one or two for each group of figures."""
MENDED_AT_ONCE = 3
STATES = (State.OK, State.DOUBTFUL, State.BROKEN)


class Key(StrEnum):
    KIND = "look_kind"
    STATE = "look_state"
    EVIDENCE = "look_evidence"
    DAY = "look_day"
    SAVE = "look_save"
    HISTORY = "look_history"
    MEND = "measure_mend"
    SAID = "measure_said"
    BELIEF = "measure_belief"


def draw(client: Client, t: Words) -> None:
    today = session.today(client)
    report = reads.measure_report(session.version(), client.client_id, today, session.store())
    words = why.words(t.language)
    said()
    st.caption(t("question"))
    st.header(escaped(report.answer.said_in(t.language)), anchor=False)
    st.html(html.tiles(report.groups, words, t))
    _mend(client, report, words, t)
    _days(client, report, words, t)
    st.subheader(t("auto_title"), anchor=False)
    automatic = [check for check in report.trust.checks if check.automatic]
    st.html(html.check_rows(automatic, words, t))
    st.subheader(t("manual_title"), anchor=False)
    st.caption(t("manual_lead", days=HOLDS_DAYS))
    st.html(html.check_rows([check for check in report.trust.checks if not check.automatic], words, t))
    _look(client, report, today, words, t)
    _history(client, words, t)
    belief(client.client_id, FIGURES, recent(today), today, t.language, key=Key.BELIEF)


def said() -> None:
    """What the last save did, once."""
    text = st.session_state.pop(Key.SAID, "")
    if text:
        st.success(escaped(text))


def _mend(client: Client, report: MeasureReport, words: Words, t: Words) -> None:
    """A card for each broken thing that has none yet: mended first, advised on after."""
    broken = [check for check in report.trust.checks if check.state is State.BROKEN]
    waiting = [c for c in broken if not has_fix_card(session.store(), client_id=client.client_id, check=c)]
    if broken:
        st.caption(t("mend" if waiting else "mending"))
    with st.container(horizontal=True):
        for check in waiting[:MENDED_AT_ONCE]:
            st.button(
                t("mend_card", name=words(f"check_{check.kind}")),
                icon=":material/add_task:",
                key=f"{Key.MEND}_{check.kind}_{check.source}_{check.account}",
                on_click=_card,
                args=(client, check, t),
            )


def _card(client: Client, check: Check, t: Words) -> None:
    """Asked again here: a click comes before the page. The card speaks the client's language."""
    looking = session.viewer()
    if not looking.may_see(client.client_id):
        return
    own = Words(MEASURE, client.language)
    title = own("card_title", name=why.words(client.language)(f"check_{check.kind}"))
    now = session.now(client)
    try:
        make_fix_card(session.store(), client_id=client.client_id, check=check, title=title, who=looking.name, now=now)
    except TahtiError as error:
        st.session_state[Key.SAID] = error.sentence.said_in(t.language)
        return
    st.session_state[Key.SAID] = t("card_made", title=title)


def _days(client: Client, report: MeasureReport, words: Words, t: Words) -> None:
    st.subheader(t("days_title"), anchor=False)
    if not report.strips:
        st.caption(t("days_none"))
        st.page_link(why.IMPORTS_PAGE, label=t("to_imports"), query_params={"client": client.client_id})
        return
    st.html("".join(html.strip(strip, words, t) for strip in report.strips) + html.legend(t))


def _look(client: Client, report: MeasureReport, today: date, words: Words, t: Words) -> None:
    """What nobody has looked at comes first."""
    asked = [check for check in report.trust.checks if not check.automatic]
    kinds = sorted(asked, key=lambda check: check.state is not State.NOT_CHECKED)
    with st.container(border=True):
        st.markdown(f"**{t('look')}**")
        kind = st.selectbox(
            t("look_which"), [c.kind for c in kinds], format_func=lambda kind: words(f"check_{kind}"), key=Key.KIND
        )
        st.caption(words(f"how_{kind}"))
        with st.form("look_form", border=False, clear_on_submit=True):
            st.segmented_control(
                t("look_state"), STATES, format_func=lambda state: why.plain_mark(state, t.language), key=Key.STATE
            )
            st.text_area(
                t("look_evidence"),
                key=Key.EVIDENCE,
                max_chars=checks.EVIDENCE_LIMIT,
                placeholder=t("look_evidence_hint"),
                height=80,
            )
            st.date_input(t("look_day"), today, max_value=today, key=Key.DAY, format="DD.MM.YYYY")
            st.form_submit_button(t("look_save"), key=Key.SAVE, on_click=_save, args=(client, words, t))


def _save(client: Client, words: Words, t: Words) -> None:
    """Asked again here: a click comes before the page."""
    looking = session.viewer()
    if not looking.may_see(client.client_id):
        return
    state = st.session_state[Key.STATE]
    kind = st.session_state[Key.KIND]
    try:
        made = checks.add_tick(
            session.store().ops,
            client_id=client.client_id,
            kind=kind,
            state=state or "",
            evidence=st.session_state[Key.EVIDENCE],
            checked_on=st.session_state[Key.DAY],
            who=looking.name,
            now=utc_now(),
        )
    except TahtiError as error:
        st.session_state[Key.SAID] = error.sentence.said_in(t.language)
        return
    st.session_state[Key.SAID] = t("look_saved", name=words(f"check_{made.kind}"), state=words(made.state))


@session.guarded_fragment()
def _history(client: Client, words: Words, t: Words) -> None:
    box = st.expander(t("history"), icon=":material/history:", key=Key.HISTORY, on_change="rerun")
    if not box.open:
        return
    ticks = checks.list_ticks(session.store().ops, client_id=client.client_id)[::-1]
    box.table(
        pa.table(
            {
                t("col_day"): [figures.day(tick.checked_on, t.language) for tick in ticks],
                t("col_check"): [words(f"check_{tick.kind}") for tick in ticks],
                t("col_state"): [why.mark(tick.state, t.language) for tick in ticks],
                t("col_evidence"): [escaped(tick.evidence) for tick in ticks],
                t("col_who"): [escaped(tick.checked_by) for tick in ticks],
            }
        ),
        border="horizontal",
        hide_index=True,
    )
