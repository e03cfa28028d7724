"""What people noted about days, beside a chart that marks them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import figures
from core.store.notes import Note
from pages.ui import palette, why
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.common import COMMON

NOTES_SHOWN = 4


def note_line(note: Note, language: str) -> str:
    """A note in one line: its days and its words."""
    return f"{figures.period(note.days, language)}: {note.text}"


def noted(inside: Sequence[Note], client_id: str, language: str) -> None:
    """The newest notes in words: a mark in a chart says nothing on paper or to a finger."""
    if not inside:
        return
    t = Words(COMMON, language)
    shown = [escaped(note_line(note, language)) for note in inside[: -NOTES_SHOWN - 1 : -1]]
    st.caption(f"{palette.NOTE_SHAPE} {t('noted')} " + " · ".join(shown))
    query = {"client": client_id, "of": "notes"}
    st.page_link(why.MEASURE_PAGE, label=t("to_notes"), icon=":material/edit_note:", query_params=query)
