"""Draws the browsers in which somebody is signed in: since when, and when last used."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core import figures
from core.store.people import BrowserSession
from pages.ui.board_rows import local
from pages.ui.words import Words
from pages.ui.words.browsers import BROWSERS

ZONE = "Europe/Helsinki"
"""Where the team works; a person has no zone of their own."""


def listing(browsers: Sequence[BrowserSession], language: str, *, here: str = "") -> None:
    """The list, or that there is none. `here` is the session that looks."""
    t = Words(BROWSERS, language)
    if not browsers:
        st.caption(t("none"))
        return
    st.dataframe(
        pd.DataFrame(
            {
                t("since"): [figures.moment(local(one.created_at, ZONE), language) for one in browsers],
                t("last"): [figures.moment(local(one.last_seen_at, ZONE), language) for one in browsers],
                t("which"): [t("this") if one.session_hash == here else t("other") for one in browsers],
            }
        ),
        hide_index=True,
        alt=t("title"),
    )
