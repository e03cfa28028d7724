"""A page in several parts of which one is on screen. The address remembers which."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.ui.words import Words


def asked_part(parameter: str, parts: Sequence[str], t: Words, key: str) -> str:
    """Draws the choice and returns the part on screen: the first one unless the address names another. The words have
    `part` and a `part_…` for each."""
    wished = st.query_params.get(parameter, "")
    st.session_state[key] = wished if wished in parts else parts[0]
    st.segmented_control(
        t("part"),
        parts,
        format_func=lambda part: t(f"part_{part}"),
        key=key,
        on_change=_chosen,
        args=(parameter, key),
        label_visibility="collapsed",
        required=True,
    )
    return str(st.session_state[key])


def _chosen(parameter: str, key: str) -> None:
    st.query_params[parameter] = st.session_state[key]
