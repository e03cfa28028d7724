"""What events stand for, whose count is used, and exchange rates: the parts of the page that write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

import pandas as pd
import streamlit as st

from core import figures
from core.dates import utc_now
from core.errors import TahtiError
from core.jobs.rates import import_rates
from core.measure.claims import ClaimLine
from core.model import USUAL_STAGE, Claim, Client, Goal, GoalKind, Rate, Role, Stage
from core.reports.claims import ClaimsReport
from core.store import goals, rates
from pages.ui import claims_rows as rows
from pages.ui import session
from pages.ui.import_questions import CURRENCIES
from pages.ui.names import maker_name, short_name, source_name
from pages.ui.text import cell, escaped
from pages.ui.words import Words
from pages.ui.words.common import SOURCES

MOST_ASKED = 8
"""Events asked about at a time: the largest first."""
LARGEST_TABLE = 5
"""Megabytes: the European Central Bank's whole history is under one."""
SHOWN_RATES = 200


class Key(StrEnum):
    SAID = "goals_said"
    ASK = "goals_ask"
    EVENT = "goals_event"
    SOURCE = "goals_source"
    KIND = "goals_kind"
    STAGE = "goals_stage"
    CHOICE = "goals_choice"
    RATE_FILE = "goals_rate_file"


def said() -> None:
    """What the last click did."""
    text = st.session_state.pop(Key.SAID, "")
    if text:
        st.success(escaped(text))


def saving(act: Callable[[], str], t: Words) -> None:
    """Do it and say so after the rerun, or say here why not."""
    try:
        st.session_state[Key.SAID] = act()
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.rerun()


# --- goals ------------------------------------------------------------------------------------------------------------


def ask(client: Client, report: ClaimsReport, t: Words) -> None:
    """The events that wait for a word, each with what its name suggests."""
    open_ones = report.undecided[:MOST_ASKED]
    if not open_ones:
        if report.lines:
            st.caption(t("ask_none"))
        return
    st.markdown(t("ask"))
    with st.form(Key.ASK):
        chosen = {(line.source, line.event): _asked(line, t) for line in open_ones}
        if st.form_submit_button(t("confirm"), type="primary", key="goals_confirm"):
            told = {place: kind for place, kind in chosen.items() if kind}
            if told:
                saving(lambda: _confirm(client, told, t), t)
            else:
                st.warning(t("nothing_chosen"))


def _asked(line: ClaimLine, t: Words) -> GoalKind | None:
    kinds = list(GoalKind)
    label = t(
        "ask_row",
        event=rows.event_word(t, line.event),
        source=source_name(line.source),
        n=rows.count(line.results, t.language),
    )
    return st.selectbox(
        escaped(label),
        kinds,
        index=kinds.index(line.placed.kind) if line.placed else None,
        format_func=lambda kind: f"{t(str(kind))} · {short_name(USUAL_STAGE[kind], t.language)}",
        placeholder=t("undecided"),
        key=f"goals_ask_{line.source}_{line.event}",
        width=560,
    )


def _confirm(client: Client, told: dict[tuple[str, str], GoalKind], t: Words) -> str:
    for (source, event), kind in told.items():
        _set(client, event, kind, None, source)
    return t("saved_many", n=len(told))


def _set(client: Client, event: str, kind: str, stage: str | None, source: str) -> Goal:
    return goals.set_goal(
        session.store().ops,
        client_id=client.client_id,
        event=event,
        kind=kind,
        stage=stage,
        source=source,
        set_by=session.viewer().name,
        now=utc_now(),
    )


def agreed(client: Client, t: Words) -> None:
    """The goals as agreed, and the ways to add and remove one."""
    made = goals.list_goals(session.store().ops, client_id=client.client_id)
    if made:
        st.dataframe(
            pd.DataFrame(
                {
                    t("col_event"): [cell(rows.event_word(t, goal.event)) for goal in made],
                    t("col_source"): [source_name(g.source) if g.source else t("any_source") for g in made],
                    t("col_stands"): [t(str(goal.kind)) for goal in made],
                    t("col_stage"): [short_name(goal.stage, t.language) for goal in made],
                    t("col_who"): [cell(maker_name(goal.set_by, t.language)) for goal in made],
                }
            ),
            hide_index=True,
            alt=t("agreed"),
            key="goals_agreed",
        )
    else:
        st.caption(t("agreed_none"))
    with st.container(horizontal=True):
        with st.popover(t("add"), icon=":material/add:"):
            _add(client, t)
        if made:
            with st.popover(t("remove"), icon=":material/undo:"):
                _remove(client, made, t)


def _add(client: Client, t: Words) -> None:
    with st.form("goals_add", border=False):
        event = st.text_input(
            t("add_event"), max_chars=goals.LONGEST_EVENT, placeholder=t("add_event_example"), key=Key.EVENT
        )
        source = st.selectbox(
            t("add_source"), ["", *SOURCES], format_func=lambda s: SOURCES.get(s) or t("any_source"), key=Key.SOURCE
        )
        kind = (
            st.selectbox(t("add_kind"), list(GoalKind), format_func=lambda k: t(str(k)), key=Key.KIND) or GoalKind.ORDER
        )
        stage = st.selectbox(
            t("add_stage"),
            list(Stage),
            index=None,
            format_func=lambda s: short_name(s, t.language),
            placeholder=short_name(USUAL_STAGE[kind], t.language),
            key=Key.STAGE,
        )
        if st.form_submit_button(t("add_save"), type="primary", key="goals_add_save"):
            saving(lambda: _added(client, event, kind, stage, source, t), t)


def _added(client: Client, event: str, kind: str, stage: str | None, source: str, t: Words) -> str:
    goal = _set(client, event, kind, stage, source)
    return t("saved_one", event=goal.event, kind=t(str(goal.kind)).lower())


def _remove(client: Client, made: Sequence[Goal], t: Words) -> None:
    by_id = {goal.goal_id: goal for goal in made}
    chosen = st.selectbox(
        t("remove_which"),
        list(by_id),
        format_func=lambda i: f"{rows.event_word(t, by_id[i].event)} · {t(str(by_id[i].kind))}",
        key="goals_remove_which",
    )
    st.markdown(t("remove_ask"))
    if st.button(t("remove_yes"), key="goals_remove_yes", type="primary"):
        saving(lambda: _removed(client, chosen, t), t)


def _removed(client: Client, goal_id: int, t: Words) -> str:
    goals.remove_goal(session.store().ops, client_id=client.client_id, goal_id=goal_id)
    return t("removed")


def choice(client: Client, t: Words) -> None:
    """Whose count the client goes by; a click saves."""
    now = goals.claim_that_counts(session.store().ops, client_id=client.client_id)
    st.session_state[Key.CHOICE] = now

    def chosen() -> None:
        claim = st.session_state[Key.CHOICE]
        if claim:
            goals.choose_claim(
                session.store().ops,
                client_id=client.client_id,
                claim=claim,
                set_by=session.viewer().name,
                now=utc_now(),
            )
            st.session_state[Key.SAID] = t("chosen", claim=t(f"short_{claim}"))

    st.segmented_control(
        t("choice"),
        list(Claim),
        format_func=lambda claim: t(f"short_{claim}"),
        key=Key.CHOICE,
        on_change=chosen,
        help=t("choice_lead"),
    )


# --- rates ------------------------------------------------------------------------------------------------------------


def rate_table(client: Client, t: Words) -> None:
    """The stored rates; a Growth Owner or an admin may add to them."""
    st.caption(t("rates_lead", currency=client.currency))
    known = rates.list_rates(session.store().ops, most=SHOWN_RATES)
    if known:
        _rates_shown(known, t)
    else:
        st.caption(t("rates_none"))
    if session.viewer().role is Role.SPECIALIST:
        st.caption(t("rates_for_owners"))
        return
    _rate_form(client, t)
    _rate_file(t)


def _rates_shown(known: Sequence[Rate], t: Words) -> None:
    st.dataframe(
        pd.DataFrame(
            {
                t("rate_day"): [figures.day(rate.day, t.language) for rate in known],
                t("rate_from"): [f"1 {rate.base}" for rate in known],
                t("rate_value"): [f"{_written(rate.rate, t)} {rate.quote}" for rate in known],
                t("rate_origin"): [cell(rate.origin) or t("rate_typed") for rate in known],
                t("col_who"): [cell(maker_name(rate.set_by, t.language)) for rate in known],
            }
        ),
        hide_index=True,
        alt=t("rates"),
        key="goals_rates",
    )


def _written(rate: Decimal, t: Words) -> str:
    """A rate with as many decimals as it was given."""
    exponent = rate.normalize().as_tuple().exponent
    return figures.number(rate, t.language, max(-exponent, 0) if isinstance(exponent, int) else 0)


def _rate_form(client: Client, t: Words) -> None:
    codes = list(dict.fromkeys([client.currency, *CURRENCIES]))
    with st.form("goals_rate"), st.grid(4, min_column_width=140):
        base = st.selectbox(t("rate_from"), codes, index=1, accept_new_options=True, key="goals_rate_base")
        text = st.text_input(t("rate_value"), key="goals_rate_value", max_chars=24)
        quote = st.selectbox(t("rate_to"), codes, index=0, accept_new_options=True, key="goals_rate_quote")
        day = st.date_input(t("rate_day"), value=session.today(client), format="DD.MM.YYYY", key="goals_rate_day")
        if st.form_submit_button(t("rate_add"), key="goals_rate_add"):
            saving(lambda: _rate_added(base, quote, text, day, t), t)


def _rate_added(base: str, quote: str, text: str, day: date, t: Words) -> str:
    session.require(Role.GROWTH_OWNER, Role.ADMIN)
    try:
        value = Decimal(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return t("rate_bad", text=text)
    rate = Rate(day, base.strip().upper(), quote.strip().upper(), value, set_by=session.viewer().name)
    rates.set_rates(session.store().ops, [rate], now=utc_now())
    shown = figures.day(day, t.language)
    return t("rate_added", base=rate.base, quote=rate.quote, rate=_written(value, t), day=shown)


def _rate_file(t: Words) -> None:
    with st.form("goals_rate_import", clear_on_submit=True, border=False):
        file = st.file_uploader(t("rate_file"), type=("csv", "txt"), max_upload_size=LARGEST_TABLE, key=Key.RATE_FILE)
        if st.form_submit_button(t("rate_import"), key="goals_rate_import_yes") and file is not None:
            saving(lambda: _rates_imported(file.name, file.getvalue(), t), t)


def _rates_imported(name: str, data: bytes, t: Words) -> str:
    session.require(Role.GROWTH_OWNER, Role.ADMIN)
    found = import_rates(session.store(), name=name, data=data, who=session.viewer().name, now=utc_now())
    first, last = min(rate.day for rate in found), max(rate.day for rate in found)
    return t("rates_imported", n=len(found), first=figures.day(first, t.language), last=figures.day(last, t.language))
