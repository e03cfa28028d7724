"""Draws who claims what: a card per kind of result, the ratio sprint by sprint, and where each figure comes from."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pyarrow as pa
import streamlit as st

from core import figures
from core.measure.claims import KindClaims
from core.model import Claim
from core.reports.claims import ClaimsReport
from core.reports.trust import Trust
from pages.ui import charts, palette, why
from pages.ui import claims_rows as rows
from pages.ui.names import short_name
from pages.ui.text import escaped
from pages.ui.words import Words

FIGURES = (*(f"claim_{claim}" for claim in Claim), "claimed_ratio", "value", "revenue")
"""Ids of the dictionary: the figures of this page."""
NARROWEST = 190
LINES = ("#768AA8", "#B26A00", "#1E8A4A", "#8A4FBF")
RATIO_HEIGHT = 240


def kinds(report: ClaimsReport, trusted: Trust, t: Words) -> None:
    """One card per kind of result: three counts, and what they mean together."""
    for found in report.kinds:
        with st.container(border=True, key=f"goals_kind_{found.kind}"):
            stages = ", ".join(short_name(stage, t.language) for stage in found.stages)
            st.markdown(f"**{t(str(found.kind))}** · {stages} · {escaped(t(f'about_{found.kind}'))}")
            with st.grid(len(Claim), min_column_width=NARROWEST):
                for claim in Claim:
                    _claim(report, found, claim, trusted, t)
            _meaning(report, found, t)


def _claim(report: ClaimsReport, found: KindClaims, claim: Claim, trusted: Trust, t: Words) -> None:
    value = found.results.get(claim)
    said = rows.sources_line(t, report.lines, found, claim) if value is not None else t("not_counted")
    if claim is report.counts:
        said += f" · {t('counts')}"
    with st.container(gap=None):
        _figure(claim, rows.count(value, t.language), trusted, t)
        st.caption(escaped(said))


def _figure(claim: Claim, value: str, trusted: Trust, t: Words) -> None:
    """One claim's number, marked when a check it rests on is broken or doubtful."""
    label = why.marked(t(str(claim)), f"claim_{claim}", trusted, t.language)
    st.metric(label, value, help=why.hint(f"claim_{claim}", t.language))


def _meaning(report: ClaimsReport, found: KindClaims, t: Words) -> None:
    parts = rows.verdicts(t, found)
    if report.record is None:
        parts.append(t("none_outcome"))
    elif not found.on_record:
        parts.append(t("part_outcome", period=figures.period(report.record, t.language)))
    parts.append(t("confirmed" if found.confirmed else "suggested"))
    st.markdown("  \n".join(map(escaped, parts)))


def values(report: ClaimsReport, trusted: Trust, t: Words) -> None:
    """Money by claim, and the gut check: nobody can have brought more than was sold."""
    if not report.values:
        return
    with st.container(border=True, key="goals_values"):
        st.markdown(f"**{t('values')}**")
        with st.grid(len(Claim), min_column_width=NARROWEST):
            for claim in Claim:
                amount = report.values.get(claim)
                _figure(claim, figures.money(amount, report.currency, t.language), trusted, t)
        claimed, real = report.values.get(Claim.PLATFORM), report.values.get(Claim.OUTCOME)
        if claimed and real and claimed > real:
            st.markdown(escaped(f"▲ {t('values_more')}"))
        if report.rate_days:
            days = ", ".join(figures.day(day, t.language) for day in report.rate_days)
            st.caption(t("rate_days", days=days))


def reach(report: ClaimsReport, t: Words) -> None:
    """How far each claim is known, and up to where the platforms' word is final."""
    known = [
        t("known_through", claim=t(f"short_{claim}"), day=figures.day(day, t.language))
        for claim, day in report.known_through.items()
    ]
    if Claim.PLATFORM in report.known_through:
        settled = report.settled_through
        known.append(t("settled", day=figures.day(settled, t.language)) if settled else t("unsettled"))
    st.caption(escaped(" · ".join(known)))


def steps(reports: Sequence[ClaimsReport], t: Words) -> None:
    """The ratio as a line per claim and kind, and every figure as a table."""
    points = rows.ratio_rows(t, reports)
    if points:
        names = tuple(dict.fromkeys(str(point["name"]) for point in points))
        charts.show(
            pa.Table.from_pylist(points),
            ratios(names),
            language=t.language,
            alt_text=t("over_time_alt"),
            key="goals_ratio",
        )
    table = rows.step_table(t, reports)
    if len(table):
        st.dataframe(table, hide_index=True, alt=t("over_time"), key="goals_steps")


@charts.spec
def ratios(names: tuple[str, ...]) -> alt.TopLevelMixin:
    """A line per claim and kind over periods, and a rule at 1. Columns: slice, place, name, ratio, said (tooltip)."""
    base = alt.Chart().encode(
        x=alt.X(
            "slice:N",
            sort=alt.EncodingSortField(field="place", op="min", order="ascending"),
            axis=alt.Axis(title=None, labelAngle=0, ticks=False, labelOverlap=True),
        )
    )
    scale = alt.Scale(domain=list(names), range=[LINES[i % len(LINES)] for i in range(len(names))])
    legend = alt.Legend(title=None, orient="top", labelLimit=260, columns=alt.ExprRef("width < 560 ? 1 : 4"))
    lines = base.mark_line(point={"size": 60, "filled": True}, strokeWidth=2).encode(
        y=alt.Y("ratio:Q", axis=alt.Axis(title=None, tickCount=5), scale=alt.Scale(domainMin=0)),
        color=alt.Color("name:N", scale=scale, legend=legend),
        shape=alt.Shape("name:N", scale=alt.Scale(domain=list(names)), legend=legend),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    same = alt.Chart().mark_rule(color=palette.TEXT, strokeDash=[4, 4], opacity=0.6).encode(y=alt.datum(1))
    return alt.layer(same, lines).properties(height=RATIO_HEIGHT)


def events(report: ClaimsReport, t: Words) -> None:
    """Every event of every account, counted or not."""
    if report.lines:
        with st.expander(t("events")):
            st.dataframe(rows.event_table(t, report), hide_index=True, alt=t("events"), key="goals_events")
