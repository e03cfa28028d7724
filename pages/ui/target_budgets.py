"""The part of the Targets page about budgets: what is planned for a period, for what, and how the plan changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd
import streamlit as st

from core import figures
from core.dates import month_of, utc_now
from core.model import Client, Period, Stage
from core.plans import EVERYTHING, Budget, Scope, ScopeKind
from core.store import budgets
from pages.ui import reads, session
from pages.ui.names import channel_name, maker_name, short_name
from pages.ui.plan_names import scope_name, taking_back, write
from pages.ui.text import cell
from pages.ui.words import Words

LONGEST_BASIS = 200
MONTHS_AHEAD, MONTHS_BACK = 3, 12


class Key(StrEnum):
    PERIOD = "budgets_period"
    DAYS = "budgets_days"
    KIND = "budgets_kind"
    KEY = "budgets_key"
    AMOUNT = "budgets_amount"
    COMMITTED = "budgets_committed"
    DECIDED = "budgets_decided"
    BASIS = "budgets_basis"
    SAVE = "budgets_save"


def draw(client: Client, t: Words) -> Sequence[str]:
    """The period, what is planned for it, and a form for more. Returns the figures there are, as ids of the
    dictionary."""
    st.caption(t("budgets_lead"))
    made = budgets.list_budgets(session.store().ops, client_id=client.client_id)
    rows = reads.stage_rows(session.version(), client.client_id, None, session.store())
    campaigns = {row.entity_key: row.name for row in rows}
    channels = sorted({row.channel or row.source for row in rows})
    period = _asked_period(made, session.today(client), t)
    shown = ("pace", "spend") if made else ()
    if period is None:
        return shown
    _planned([row for row in made if row.period == period], client, campaigns, session.today(client), t)
    st.subheader(t("budget_new"), anchor=False)
    _form(client.client_id, period, campaigns, channels, t)
    return shown


def _asked_period(made: Sequence[Budget], today: date, t: Words) -> Period | None:
    """A month, one of the cycles that already have a budget, or days of one's own."""
    months = _months(today)
    cycles = sorted({row.period for row in made} - set(months), key=lambda p: p.start, reverse=True)
    chosen: Period | None = st.selectbox(
        t("which_period"),
        [*months, *cycles, None],
        index=MONTHS_AHEAD,
        format_func=lambda p: _period_name(p, t.language) if p else t("other_cycle"),
        key=Key.PERIOD,
        width=320,
    )
    if chosen:
        return chosen
    days = st.date_input(
        t("cycle_days"), value=(today, today + timedelta(days=27)), format="DD.MM.YYYY", key=Key.DAYS, width=320
    )
    return Period(days[0], days[1]) if len(days) == 2 else None


def _months(today: date) -> list[Period]:
    """Newest first: three ahead, this one, a year back."""
    first = today.year * 12 + today.month - 1
    return [
        month_of(date((first + step) // 12, (first + step) % 12 + 1, 1))
        for step in range(MONTHS_AHEAD, -MONTHS_BACK - 1, -1)
    ]


def _period_name(period: Period, language: str) -> str:
    whole = month_of(period.start) == period
    return figures.month(period.start, language).capitalize() if whole else figures.period(period, language)


def _planned(made: Sequence[Budget], client: Client, campaigns: Mapping[str, str], today: date, t: Words) -> None:
    if not made:
        st.info(t("budgets_none"))
        return
    now = sorted(budgets.budgets_on(made, date.max), key=_place)
    st.dataframe(
        pd.DataFrame(
            {
                t("col_what"): [cell(scope_name(row.scope, campaigns, t.language)) for row in now],
                t("col_amount"): [figures.money(row.amount, client.currency, t.language) for row in now],
                t("col_promised"): [t("yes") if row.committed else "" for row in now],
                t("col_decided"): [figures.day(row.decided_on, t.language) for row in now],
                t("col_before"): [_before(row, made, client, t) for row in now],
                t("col_basis"): [cell(row.basis) for row in now],
                t("col_who"): [cell(maker_name(row.set_by, t.language)) for row in now],
            }
        ),
        hide_index=True,
        alt=t("budgets_title"),
    )
    _removing(client, made, campaigns, t)


def _place(row: Budget) -> tuple[int, int, str]:
    """All of the money first, stages in their order, then channels and campaigns."""
    stages = [stage.value for stage in Stage]
    kind = list(ScopeKind).index(row.scope.kind)
    return kind, stages.index(row.scope.key) if row.scope.key in stages else 0, row.scope.key


def _before(row: Budget, made: Sequence[Budget], client: Client, t: Words) -> str:
    """The amount before the newest change; empty while there was none."""
    older = [other for other in made if other.key == row.key and other.decided_on < row.decided_on]
    if not older:
        return ""
    last = max(older, key=lambda other: (other.decided_on, other.budget_id))
    amount = figures.money(last.amount, client.currency, t.language)
    return t("changed", amount=amount, day=figures.day(row.decided_on - timedelta(days=1), t.language, year=False))


@session.guarded_fragment()
def _form(client_id: str, period: Period, campaigns: Mapping[str, str], channels: Sequence[str], t: Words) -> None:
    client = session.client()
    if client.client_id != client_id:
        return
    with st.container(border=True, key="budgets_form"):
        scope = _asked_scope(campaigns, channels, t)
        left, middle, right = st.columns([1, 1, 2])
        amount = left.number_input(
            t("amount", currency=client.currency), min_value=0.0, value=None, step=100.0, format="%g", key=Key.AMOUNT
        )
        decided = middle.date_input(t("decided_on"), value=session.today(client), format="DD.MM.YYYY", key=Key.DECIDED)
        basis = right.text_input(t("basis"), key=Key.BASIS, placeholder=t("basis_example"), max_chars=LONGEST_BASIS)
        committed = st.toggle(t("committed"), key=Key.COMMITTED)
        ready = amount is not None and decided is not None and scope is not None
        if not st.button(t("save_budget"), key=Key.SAVE, type="primary", disabled=not ready) or scope is None:
            return
        planned = figures.rounded(amount or 0.0, 2)
        write(
            lambda: budgets.set_budget(
                session.store().ops,
                client_id=client_id,
                period=period,
                scope=scope,
                amount=planned,
                committed=committed,
                decided_on=decided,
                basis=" ".join(basis.split())[:LONGEST_BASIS],
                set_by=session.viewer().name,
                now=utc_now(),
            ),
            t(
                "saved_budget",
                amount=figures.money(planned, client.currency, t.language),
                what=scope_name(scope, campaigns, t.language),
                period=_period_name(period, t.language),
            ),
            t.language,
        )


def _asked_scope(campaigns: Mapping[str, str], channels: Sequence[str], t: Words) -> Scope | None:
    left, right = st.columns(2)
    kinds = [*ScopeKind]
    kind = left.selectbox(t("for_what"), kinds, format_func=lambda k: t(f"scope_{k}"), key=Key.KIND) or ScopeKind.ALL
    if kind is ScopeKind.ALL:
        return EVERYTHING
    choices: dict[ScopeKind, Mapping[str, str]] = {
        ScopeKind.STAGE: {stage.value: short_name(stage, t.language) for stage in Stage},
        ScopeKind.CHANNEL: {channel: channel_name(channel, t.language) for channel in channels},
        ScopeKind.ENTITY: campaigns,
    }
    offered = choices[kind]
    key = right.selectbox(
        t(f"which_{kind}"), list(offered), format_func=lambda k: offered.get(k, ""), key=f"{Key.KEY}_{kind}"
    )
    return Scope(kind, key) if key else None


def _removing(client: Client, made: Sequence[Budget], campaigns: Mapping[str, str], t: Words) -> None:
    def named(row: Budget) -> str:
        amount = figures.money(row.amount, client.currency, t.language)
        what = scope_name(row.scope, campaigns, t.language)
        return f"{what}: {amount} ({figures.day(row.decided_on, t.language)})"

    def take_back(budget_id: int) -> None:
        budgets.remove_budget(
            session.store().ops,
            client_id=client.client_id,
            budget_id=budget_id,
            who=session.viewer().name,
            now=utc_now(),
        )

    names = {row.budget_id: named(row) for row in made}
    taking_back(t("remove_budget"), t("which_budget"), names, take_back, t, "budgets")
