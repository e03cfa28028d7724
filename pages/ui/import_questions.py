"""What only a person can tell about a file, each question in the form that suits it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core.jobs.imports import ACCOUNT, CURRENCY
from core.sources.vocabulary import meanings
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.imports import IMPORTS

LONGEST_ANSWER = 200
MOST_COLUMNS = 40
CURRENCIES = ("EUR", "SEK", "NOK", "DKK", "GBP", "USD")
ROLES = (
    *("day", "campaign", "campaign_id", "ad_set", "ad", "account", "campaign_type", "objective", "currency"),
    *("spend", "impressions", "clicks", "conversions", "value", "sessions", "leads"),
    *(
        "outcome_id",
        "ordered_day",
        "created_day",
        "won_day",
        "order_value",
        "order_refunded",
        "outcome_state",
        "origin",
    ),
)
"""What a column of an unfamiliar table can be, in the reader's words (see `core.sources.vocabulary`)."""


def answer(t: Words, question: Mapping[str, Any], key: str) -> str:
    """One question in the form that suits it; empty while it is not answered."""
    text = escaped(question["text_fi"] if t.language == "fi" else question["text"])
    if question["key"] == "columns" and question["about"]:
        return answer_columns(t, question["about"][:MOST_COLUMNS], key)
    if question["key"] == "period":
        return answer_period(t, key)
    options = list(question["options"])
    if question["key"] == CURRENCY:
        options += [code for code in CURRENCIES if code not in options]
    if not options:
        return st.text_input(text, key=key, max_chars=LONGEST_ANSWER).strip()
    chosen = st.selectbox(
        text,
        options,
        index=None,
        format_func=lambda value: t(f"option_{value}") if f"option_{value}" in IMPORTS else value,
        placeholder=t("answer_placeholder"),
        accept_new_options=question["key"] in (ACCOUNT, CURRENCY),
        key=key,
    )
    return (chosen or "").strip()


def answer_period(t: Words, key: str) -> str:
    st.markdown(t("period_ask"))
    with st.container(horizontal=True):
        first = st.date_input(t("period_first"), value=None, format="DD.MM.YYYY", key=f"{key}_first", width=180)
        last = st.date_input(t("period_last"), value=None, format="DD.MM.YYYY", key=f"{key}_last", width=180)
    return f"{first.isoformat()}..{last.isoformat()}" if first and last else ""


def _known_as(header: str) -> str:
    """What the vocabulary takes the column for; empty where it does not know, or cannot be told here."""
    return next((meaning.role for meaning in meanings(header) if meaning.role in ROLES), "")


def answer_columns(t: Words, headers: Sequence[str], key: str) -> str:
    st.markdown(t("columns_ask"))
    with st.grid("auto", min_column_width=220):
        roles = {
            header: st.selectbox(
                escaped(header),
                ["", *ROLES],
                index=ROLES.index(known) + 1 if (known := _known_as(header)) else 0,
                format_func=lambda role: t(f"role_{role}") if role else t("column_unused"),
                key=f"{key}_{number}",
            )
            for number, header in enumerate(headers)
        }
    chosen = {header: role for header, role in roles.items() if role}
    return json.dumps(chosen, ensure_ascii=False) if chosen else ""
