"""The period on screen. Its truth is the address (`?period=sprint:2026-09-03`), so a link shows the same again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import streamlit as st

from core import figures
from core.model import Period
from core.reports.periods import PeriodChoice, parse_period
from pages.ui.words import Words

PARAMETER = "period"
DAYS = "days"
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


class Key(StrEnum):
    KIND = "period_kind"
    WHICH = "period_which"
    DAYS = "period_days"


@dataclass(frozen=True, slots=True)
class Picked:
    """The period that the address asks for; `understood` is False when it made no sense and the default stands in."""

    key: str
    label: str
    period: Period
    understood: bool = True

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]


def picked(choices: Sequence[PeriodChoice], default: PeriodChoice, language: str) -> Picked:
    """What the address asks for; the default when it asks for nothing or for nonsense."""
    asked = st.query_params.get(PARAMETER, "")
    period = parse_period(asked, choices) if asked else None
    if period is None or not EARLIEST <= period.start <= period.end <= LATEST:
        return Picked(default.key, default.label.said_in(language), default.period, understood=not asked)
    label = next((c.label.said_in(language) for c in choices if c.key == asked), figures.period(period, language))
    return Picked(asked, label, period)


def picker(choices: Sequence[PeriodChoice], now: Picked, t: Words) -> None:
    """Draws the choice: what kind of period, and which one. A change rewrites the address and the page follows."""
    kinds = [*dict.fromkeys(choice.kind for choice in choices), DAYS]
    offered = {choice.key: choice for choice in choices if choice.kind == now.kind}
    st.session_state[Key.KIND] = now.kind
    with st.container(horizontal=True, vertical_alignment="top"):
        st.segmented_control(
            t("period_kind"),
            kinds,
            format_func=lambda kind: t(f"kind_{kind}"),
            key=Key.KIND,
            on_change=_kind_chosen,
            args=(choices, now.period),
            width="content",
        )
        if now.kind == DAYS:
            _days(now, t)
        else:
            st.session_state[Key.WHICH] = now.key
            st.selectbox(
                t("which"),
                list(offered),
                format_func=lambda key: _label(offered[key], t) if key in offered else str(key),
                key=Key.WHICH,
                on_change=_one_chosen,
                width=320,
            )


def _label(choice: PeriodChoice, t: Words) -> str:
    label = choice.label.said_in(t.language)
    return t("is_open", label=label) if choice.open else label


def _days(now: Picked, t: Words) -> None:
    st.session_state[Key.DAYS] = (now.period.start, now.period.end)
    st.date_input(
        t("which_days"),
        key=Key.DAYS,
        min_value=EARLIEST,
        max_value=LATEST,
        format="DD.MM.YYYY",
        on_change=_days_chosen,
        width=320,
    )


def _kind_chosen(choices: Sequence[PeriodChoice], period: Period) -> None:
    kind = st.session_state[Key.KIND]
    if kind == DAYS:
        st.query_params[PARAMETER] = f"{DAYS}:{period.start.isoformat()}..{period.end.isoformat()}"
        return
    of_kind = [choice for choice in choices if choice.kind == kind]
    closed = [choice for choice in of_kind if not choice.open]
    for choice in (closed or of_kind)[:1]:
        st.query_params[PARAMETER] = choice.key


def _one_chosen() -> None:
    st.query_params[PARAMETER] = st.session_state[Key.WHICH]


def _days_chosen() -> None:
    days = st.session_state[Key.DAYS]
    if len(days) == 2:  # the first click of a range gives one day
        st.query_params[PARAMETER] = f"{DAYS}:{days[0].isoformat()}..{days[1].isoformat()}"
