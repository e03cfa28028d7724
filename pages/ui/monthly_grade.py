"""The client's grade with its why, and the grades so far."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import altair as alt
import pyarrow as pa
import streamlit as st

from core import figures
from core.jobs.monthly import give_grade
from core.meetings import school
from core.meetings.shapes import Graded
from core.store.grades import TEXT_LIMIT
from pages.ui import charts, palette, room_reads, session
from pages.ui import room_acts as acts
from pages.ui.charts import spec
from pages.ui.room_reads import Here
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.monthly import MONTHLY

GRADE, WHY = "monthly_grade", "monthly_why"
ENOUGH = 3
"""Grades from which on a line says something."""
HEIGHT = 170


def of_today(here: Here) -> Graded | None:
    """The grade of this meeting; None while none was given."""
    given = room_reads.grades(here)
    return given[-1] if given and given[-1].on == here.today() else None


def ask(here: Here) -> None:
    """The grade and why, and how it has gone so far."""
    t = session.words(MONTHLY)
    today = of_today(here)
    if today is not None:
        grade = school.said(today.grade, t.language)
        word = school.word(today.grade).said_in(t.language)
        st.markdown(f"**{t('given', grade=grade, word=word, why=escaped(today.why))}**")
    if not here.is_ended:
        _form(here, t)
    trend(here, t)


def _form(here: Here, t: Words) -> None:
    form = st.form("monthly_grade_form", border=False, enter_to_submit=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("grade"),
            school.GRADES,
            format_func=lambda one: f"{school.said(one, t.language)} · {school.word(one).said_in(t.language)}",
            index=None,
            key=GRADE,
            placeholder=t("grade_choose"),
            width=230,
        )
        st.text_input(t("why"), key=WHY, max_chars=TEXT_LIMIT)
        st.form_submit_button(t("save_grade"), on_click=_save, args=(here, t))


def _save(here: Here, t: Words) -> None:
    chosen, why = st.session_state.get(GRADE), str(st.session_state.get(WHY) or "")
    acts.do(
        here,
        lambda: give_grade(
            session.store(),
            client_id=here.client.client_id,
            grade=chosen if isinstance(chosen, Decimal) else None,
            why=why,
            who=session.viewer().name,
            now=here.now(),
        ),
        t("said_grade"),
    )


def trend(here: Here, t: Words) -> None:
    """Every grade by day; a line from three of them on."""
    given = room_reads.grades(here)
    if len(given) < 2:
        return
    mean = sum((one.grade for one in given), Decimal(0)) / len(given)
    st.caption(f"{t('grades')} · {t('grades_mean', mean=figures.number(mean, t.language, 2), n=len(given))}")
    told = [f"{figures.day(one.on, t.language)} {school.said(one.grade, t.language)}" for one in given]
    if len(given) < ENOUGH:
        st.markdown(" → ".join(told))
        return
    rows = [
        {"day": _noon(one.on), "grade": float(one.grade), "said": f"{said}: {one.why}" if one.why else said}
        for one, said in zip(given, told, strict=True)
    ]
    charts.show(
        pa.Table.from_pylist(rows),
        line(t("grade_day")),
        language=t.language,
        alt_text=t("grades_alt", all=", ".join(told)),
        key="monthly_grades",
    )


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)


@spec
def line(along: str) -> alt.TopLevelMixin:
    """Grades over time on the whole scale, 4 to 10. Columns: day, grade, said (tooltip)."""
    base = alt.Chart().encode(
        x=alt.X("day:T", axis=alt.Axis(title=along, tickCount=5, grid=False)),
        y=alt.Y("grade:Q", scale=alt.Scale(domain=[4, 10]), axis=alt.Axis(title=None, tickCount=7)),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    dots = base.mark_point(color=palette.CHANNEL, filled=True, size=70)
    return alt.layer(base.mark_line(color=palette.CHANNEL, strokeWidth=2), dots).properties(height=HEIGHT)
