"""The weekly: a quarter of an hour on one screen, from old promises to new ones, with its memo at the end."""

from __future__ import annotations

import streamlit as st

from core.meetings.shapes import Kind
from pages.ui import places, room_acts, room_page, room_reads, session
from pages.ui.words.weekly import WEEKLY

PAGE = "team/weekly.py"
t = session.words(WEEKLY)


def main() -> None:
    here = room_reads.look(session.client(), Kind.WEEKLY)
    st.title(t("title"), anchor=False)
    places.each(room_acts.said)
    if not room_page.asked_memo(here, t("back")):
        room_page.room(here, PAGE, t("end"))


main()
