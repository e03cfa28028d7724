"""The part of the Measure page that explains every figure: the metric dictionary."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from core import figures
from core.measure.dictionary import dictionary
from pages.ui.text import escaped
from pages.ui.words import Words


def draw(t: Words) -> None:
    entries, language = list(dictionary().values()), t.language
    st.caption(t("metrics_lead"))
    st.table(
        pa.table(
            {
                t("col_figure"): [f"**{escaped(e.name.said_in(language))}**" for e in entries],
                t("col_says"): [escaped(e.says.said_in(language)) for e in entries],
                t("col_formula"): [escaped(e.formula.said_in(language)) for e in entries],
                t("col_over"): [escaped(e.over.said_in(language) or figures.UNDEFINED) for e in entries],
                t("col_source"): [escaped(e.origin.said_in(language)) for e in entries],
                t("col_owner"): [escaped(e.owner.said_in(language)) for e in entries],
            }
        ),
        border="horizontal",
        hide_index=True,
    )
