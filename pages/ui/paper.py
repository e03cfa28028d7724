"""How pages look on paper. Two small style sheets, because the theme has no setting for printing."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

STYLES = Path(__file__).parent
SCREEN_ONLY = "screen_only"
"""A container whose key begins so is not printed."""


def paper() -> None:
    """Give this page the print styles: a light page on A4 from any theme. Draws nothing on screen."""
    st.html(STYLES / "paper.css")
    if st.context.theme.type == "dark":
        st.html(STYLES / "paper_dark.css")


def at_the_foot(text: str) -> None:
    """Say `text` at the foot of every printed page, beside its number: a page that lies alone on a table must tell
    whose it is. All but plain letters and digits is written as its number, so that nothing ends the style sheet."""
    quoted = "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):06x}" for one in text)
    foot = "font-size: 8pt; color: #1b2130"
    st.html(
        f'<style>@page {{ margin: 12mm 12mm 18mm; @bottom-left {{ content: "{quoted}"; {foot} }}'
        f' @bottom-right {{ content: counter(page) "/" counter(pages); {foot} }} }}</style>'
    )
