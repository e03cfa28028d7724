"""What targets and budgets are called on screen, and the acts of writing them down."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from core.errors import TahtiError
from core.measure.metrics import METRICS, Metric, Unit
from core.plans import Direction, KpiTarget, Scope, ScopeKind
from pages.ui.names import channel_name, short_name
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.plans import PLANS

SAID = "plans_said"


def number_name(metric: Metric, stage: str, language: str) -> str:
    """A number with the stage it is narrowed to: `Conversions · Act`."""
    name = metric.name.said_in(language)
    return f"{name} · {short_name(stage, language)}" if stage else name


def unit_name(metric: Metric, currency: str, t: Words) -> str:
    match metric.unit:
        case Unit.MONEY:
            return currency
        case Unit.PERCENT:
            return "%"
        case Unit.TIMES:
            return t("unit_times")
        case _:
            return t("unit_count")


def target_words(target: KpiTarget, currency: str, language: str) -> str:
    """`at least 2.5 %`, `between 400 and 500`."""
    metric, t = METRICS[target.metric], Words(PLANS, language)
    value = metric.shown(target.value, currency, language)
    if target.direction is Direction.BAND:
        return t("said_band", value=value, high=metric.shown(target.high, currency, language))
    return t(f"said_{target.direction}", value=value)


def scope_name(scope: Scope, campaigns: Mapping[str, str], language: str) -> str:
    """What a budget is for; `campaigns` are names by entity key."""
    t = Words(PLANS, language)
    match scope.kind:
        case ScopeKind.ALL:
            return t("scope_all")
        case ScopeKind.STAGE:
            return short_name(scope.key, language)
        case ScopeKind.CHANNEL:
            return channel_name(scope.key, language)
        case _:
            return campaigns.get(scope.key) or t("entity_gone")


def write(act: Callable[[], object], done: str, language: str) -> None:
    """Do it, say so above the page that is drawn next; a refusal is said in place and changes nothing."""
    try:
        act()
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(language)))
        return
    st.session_state[SAID] = done
    st.rerun()


def taking_back(
    title: str, which: str, names: Mapping[int, str], act: Callable[[int], object], t: Words, key: str
) -> None:
    """A popover to take back one of several rows by id; `act` does it."""
    with st.popover(title, icon=":material/undo:", key=f"{key}_remove"):
        chosen = st.selectbox(which, list(names), format_func=lambda i: names.get(i, ""), key=f"{key}_which")
        st.markdown(t("remove_ask"))
        if st.button(t("remove_yes"), key=f"{key}_remove_yes", type="primary"):
            write(lambda: act(chosen), t("removed"), t.language)


def said() -> None:
    """What was just done, once."""
    text = st.session_state.pop(SAID, "")
    if text:
        st.success(escaped(text))
