"""What the page Work and result shows: each stage's number with the work on it, and what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from core import figures
from core.findings.effects import Effect, Expected, MarkKind, question, told_of_expected, wish
from core.measure.beside import Reading
from core.measure.metrics import Unit
from core.model import UNMAPPED, Client
from core.reports.beside import BesideReport, StageNumber, asked_on
from pages.ui import board_html as html
from pages.ui import charts, effects_charts, effects_rows, expected, palette
from pages.ui.text import escaped
from pages.ui.words import Words

FORMATS = {Unit.PERCENT: ".1%", Unit.MONEY: ",.0f", Unit.TIMES: ",.1f", Unit.COUNT: ",.0f"}
FINE_BELOW = 10


def stage(client: Client, report: BesideReport, on: StageNumber, effects: Sequence[Effect], t: Words) -> None:
    """One stage: what the work says of its number, the number week by week with the work on it, and every work."""
    with st.container(border=True):
        st.subheader(escaped(effects_rows.headline(on, effects, t)), anchor=False)
        _picture(report, on, effects, t)
        _works(client, effects, t)


def _picture(report: BesideReport, on: StageNumber, effects: Sequence[Effect], t: Words) -> None:
    weekly = effects_rows.weeks(on, report.today, report.currency, t)
    drawn = effects_rows.with_marks(weekly, effects, t)
    peak = max((v for v in weekly.column("value").to_pylist() if v is not None), default=0.0)
    fine = peak < FINE_BELOW and on.metric.unit in (Unit.COUNT, Unit.MONEY)
    charts.show(
        drawn,
        effects_charts.stage_weeks(
            palette.BUCKET.get(on.stage, palette.BUCKET[UNMAPPED]),
            figures.SYMBOLS.get(report.currency, report.currency) if on.metric.unit is Unit.MONEY else "",
            ",.1f" if fine else FORMATS[on.metric.unit],
            max(1, effects_rows.levels_needed(drawn)),
        ),
        language=t.language,
        alt_text="; ".join(str(said) for said in drawn.column("said").to_pylist()[-effects_rows.MOST * 2 :]),
        key=f"effects_chart_{on.stage or 'all'}",
    )
    coming = "coming" in weekly.column("state").to_pylist()
    st.caption(_under(on, t) + t("marks" if coming else "marks_settled"))


def _under(on: StageNumber, t: Words) -> str:
    name = on.metric.name.said_in(t.language)
    return f"{t('per_day', name=name)} · " if on.metric.adds_up else f"{name} · "


def _works(client: Client, effects: Sequence[Effect], t: Words) -> None:
    rows = effects_rows.numbered(effects)

    def address(card_id: str) -> str:
        return "board?" + urlencode({"client": client.client_id, "card": card_id})

    shown = effects_rows.table(rows[: effects_rows.MOST], address, t)
    if older := rows[effects_rows.MOST :]:
        more = escape(t("older", n=len(older)))
        folded = effects_rows.table(older, address, t)
        shown += f'<details><summary style="cursor:pointer">{more}</summary>{folded}</details>'
    st.html(shown)


def notes_below(report: BesideReport, t: Words) -> None:
    """What a reader has to know of all of it: chance, work about measuring, and how the numbers are chosen."""
    told = [one for one in report.effects if one.mark.kind is MarkKind.CARD and one.laid.reading is not Reading.NOT_YET]
    if len(told) >= FINE_BELOW:
        by_chance = figures.number(len(told) / 10, t.language)
        st.caption(t("chance", n=len(told), by_chance=by_chance))
    if report.unplaced:
        st.caption(t("unplaced_one") if report.unplaced == 1 else t("unplaced_many", n=report.unplaced))
    st.caption(t("how"))


def expectations(client: Client, report: BesideReport, t: Words) -> None:
    """Those whose day has come with their answer buttons, then all the others in a table."""
    expected.said()
    asked = asked_on(report.expected, report.today)
    others = [one for one in reversed(report.expected) if one not in asked]
    title = t("expected")
    st.header(f"{title} · {t('asked', n=len(asked))}" if asked else title, anchor=False)
    if not report.expected:
        st.caption(t("none_expected"))
    for one in asked:
        with st.container(border=True):
            st.markdown(escaped(question(one).said_in(t.language)))
            doing = partial(expected.on_page, client.client_id)
            expected.answers(client, one.expectation_id, key=f"page_{one.expectation_id}", doing=doing)
    if others:
        heads = t("col_expected"), t("col_now"), t("col_state")
        st.html(html.table(heads, [_other(one, t) for one in others]))


def _other(one: Expected, t: Words) -> tuple[str, str, str]:
    now = told_of_expected(one).said_in(t.language) if one.now is not None else "–"
    name = f"{html.own(one.name)}<br>{escape(wish(one).said_in(t.language))}"
    return name, escape(now), f"<bdi>{escape(expected.state(one, t))}</bdi>"
