"""Measure: can the numbers be trusted today, what has happened on which days, whom Convert can reach, and what every
figure means."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from core.measure.dictionary import dictionary
from core.model import Client, ClientKind
from pages.ui import measure_audiences, measure_checks, measure_metrics, measure_notes, session, why
from pages.ui.parts import asked_part
from pages.ui.words import Words
from pages.ui.words.measure import MEASURE

PART = "of"
"""Query parameter: which part of the page is on screen."""
PARTS = ("checks", "notes", "audiences", "metrics")


class Key(StrEnum):
    PART = "measure_part"


def main() -> None:
    client = session.client()
    t = session.words(MEASURE)
    st.title(t("title"), anchor=False)
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    _draw(client, asked_part(PART, PARTS, t, Key.PART), t)
    why.on_paper(list(dictionary()), t.language)


def _draw(client: Client, part: str, t: Words) -> None:
    match part:
        case "notes":
            measure_notes.draw(client, t)
        case "audiences":
            measure_audiences.draw(client, t)
        case "metrics":
            measure_metrics.draw(t)
        case _:
            measure_checks.draw(client, t)


main()
