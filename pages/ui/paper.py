"""How pages look on paper. Two small style sheets, because the theme has no setting for printing."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

STYLES = Path(__file__).parent


def paper() -> None:
    """Give this page the print styles: a light page on A4 from any theme. Draws nothing on screen."""
    st.html(STYLES / "paper.css")
    if st.context.theme.type == "dark":
        st.html(STYLES / "paper_dark.css")
