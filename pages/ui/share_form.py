"""What is asked about a link: for whom it is, what it shows and allows, for how long. The same for a new link and for
one whose terms change."""

from __future__ import annotations

import streamlit as st

from core.access import shares
from core.model import Client, Stage
from core.reports.client_words import TITLES
from core.shares import Section, Terms
from pages.ui import session
from pages.ui.names import CURRENCIES, short_name
from pages.ui.words import Words

LONGEST = 120


def fields(client: Client, terms: Terms, days: int, mark: str, t: Words, *, of_the_page: bool = True) -> None:
    """The fields, filled with `terms`. Without `of_the_page` what decides the page's own words is not asked: a frozen
    page keeps them. Their values are read by `typed`."""
    left, right = st.columns(2)
    left.text_input(t("label"), terms.label, max_chars=LONGEST, help=t("label_help"), key=f"{mark}_label")
    right.text_input(t("audience"), terms.audience, max_chars=LONGEST, key=f"{mark}_audience")
    if of_the_page:
        _parts(terms, mark, t)
        life, language, currency, floor, passcode = st.columns(5)
        _page(client, terms, mark, t, language, currency, floor)
    else:
        life, passcode = st.columns(2)
    life.number_input(t("days"), 1, shares.MOST_DAYS, days, key=f"{mark}_days")
    passcode.text_input(t("passcode"), type="password", help=t("passcode_help"), key=f"{mark}_passcode")
    with st.container(horizontal=True):
        st.checkbox(t("dates"), terms.may_change_dates, key=f"{mark}_dates")
        st.checkbox(t("export"), terms.may_export, key=f"{mark}_export")


def _parts(terms: Terms, mark: str, t: Words) -> None:
    st.pills(
        t("sections"),
        list(Section),
        selection_mode="multi",
        default=list(terms.sections),
        format_func=lambda section: TITLES[Section(section)].said_in(t.language),
        key=f"{mark}_sections",
    )
    st.pills(
        t("stages"),
        list(Stage),
        selection_mode="multi",
        default=list(terms.stages),
        format_func=lambda stage: short_name(stage, t.language),
        key=f"{mark}_stages",
    )


def _page(
    client: Client,
    terms: Terms,
    mark: str,
    t: Words,
    language: st.delta_generator.DeltaGenerator,
    currency: st.delta_generator.DeltaGenerator,
    floor: st.delta_generator.DeltaGenerator,
) -> None:
    language.selectbox(
        t("language"),
        list(session.LANGUAGES),
        index=list(session.LANGUAGES).index(terms.language),
        format_func=lambda code: session.LANGUAGES[code],
        key=f"{mark}_language",
    )
    own = terms.currency or client.currency
    currency.selectbox(
        t("currency"),
        list(dict.fromkeys((own, client.currency, *CURRENCIES))),
        accept_new_options=True,
        help=t("currency_help"),
        key=f"{mark}_currency",
    )
    floor.date_input(t("floor"), value=terms.floor, format="DD.MM.YYYY", key=f"{mark}_floor")


def typed(client: Client, terms: Terms, mark: str) -> Terms:
    """The terms as they stand in the fields; what was not asked is as in `terms`."""

    def said(name: str, before: object) -> object:
        return st.session_state.get(f"{mark}_{name}", before)

    sections, stages = said("sections", terms.sections), said("stages", terms.stages)
    currency = str(said("currency", terms.currency or client.currency) or "")
    return Terms(
        label=str(said("label", terms.label)),
        audience=str(said("audience", terms.audience)),
        sections=tuple(section for section in Section if section in sections),  # type: ignore[operator]
        stages=tuple(stage for stage in Stage if stage in stages),  # type: ignore[operator]
        floor=said("floor", terms.floor),  # type: ignore[arg-type]
        language=str(said("language", terms.language)),
        currency="" if currency == client.currency else currency,
        may_change_dates=bool(said("dates", terms.may_change_dates)),
        may_export=bool(said("export", terms.may_export)),
    )
