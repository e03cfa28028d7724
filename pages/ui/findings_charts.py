"""The small chart of a finding: bars by name, or days along time, with what they are compared with."""

from __future__ import annotations

from datetime import date

import altair as alt
import pyarrow as pa

from core.findings.finding import Chart, Column, Unit
from core.findings.plain import shown
from core.model import Sentence
from pages.ui import charts, palette
from pages.ui.charts import Spec, spec

BAR_ROW = 34
DAYS_HEIGHT = 150
MARK = "#B26A00"
"""The bar or day that the sentence is about: the colour of what is worth watching, on light and dark alike."""


def rows(chart: Chart, currency: str, language: str) -> pa.Table:
    """One row per point: place, name, day, value, reference, marked, said (the tooltip)."""
    column = Column("", Sentence("", ""), chart.unit, _decimals(chart))
    found = []
    for place, point in enumerate(chart.points):
        label = point.label
        named = label.said_in(language) if isinstance(label, Sentence) else label
        said = [shown(column, point.value, currency, language)]
        if point.reference is not None and chart.reference is not None:
            said.append(f"{chart.reference.said_in(language)} {shown(column, point.reference, currency, language)}")
        found.append(
            {
                "place": place,
                "name": "" if isinstance(named, date) else named,
                "day": label if isinstance(label, date) else None,
                "value": point.value,
                "reference": point.reference,
                "marked": point.marked,
                "said": " · ".join(said),
            }
        )
    return pa.Table.from_pylist(found, schema=_SCHEMA)


def drawn(chart: Chart) -> Spec:
    """The spec for the shape of a chart."""
    percent = chart.unit in (Unit.SHARE, Unit.POINTS)
    return days(percent) if chart.shape == "days" else bars(len(chart.points))


def _decimals(chart: Chart) -> int:
    if chart.unit is not Unit.SHARE:
        return 0
    largest = max((abs(p.value) for p in chart.points if p.value is not None), default=1.0)
    return 0 if largest >= 0.1 else 2


_SCHEMA = pa.schema(
    [
        ("place", pa.int32()),
        ("name", pa.string()),
        ("day", pa.date32()),
        ("value", pa.float64()),
        ("reference", pa.float64()),
        ("marked", pa.bool_()),
        ("said", pa.string()),
    ]
)


@spec
def bars(count: int) -> alt.TopLevelMixin:
    """Horizontal bars with their name and value above, a tick where they were compared with something."""
    base = alt.Chart().encode(y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.1)))
    colour = alt.condition(alt.datum.marked, alt.value(MARK), alt.value(palette.CHANNEL))
    bar = base.mark_bar(height=9, cornerRadius=2, yOffset=8).encode(
        x=alt.X("value:Q", axis=None), color=colour, tooltip=alt.Tooltip("said:N", title=" ")
    )
    tick = base.mark_tick(thickness=3, size=18, yOffset=8, color=palette.TEXT).encode(
        x="reference:Q", tooltip=alt.Tooltip("said:N", title=" ")
    )
    words: Spec = {"fontSize": 13, "yOffset": -8, "baseline": "middle"}
    name = base.mark_text(align="left", limit=330, **words).encode(text="name:N", x=charts.LEFT)
    value = base.mark_text(align="right", **words).encode(text="said:N", x=charts.RIGHT)
    return alt.layer(bar, tick, name, value).properties(height=max(1, count) * (BAR_ROW + 8))


@spec
def days(percent: bool) -> alt.TopLevelMixin:
    """A line through the days, dashed what was usual or planned, points where the sentence looks."""
    form = alt.Axis(title=None, format=".0%" if percent else ",.0f", tickCount=4)
    time = alt.X("day:T", axis=alt.Axis(title=None, format="%-d.%-m.", tickCount=6, grid=False))
    base = alt.Chart().encode(x=time)
    tooltip = alt.Tooltip("said:N", title=" ")
    line = base.mark_line(strokeWidth=2, color=palette.CHANNEL, interpolate="linear").encode(
        y=alt.Y("value:Q", axis=form, scale=alt.Scale(domainMin=0)), tooltip=tooltip
    )
    usual = base.mark_line(strokeWidth=1.5, strokeDash=[4, 4], color=palette.TEXT, opacity=0.6).encode(
        y="reference:Q", tooltip=tooltip
    )
    marks = base.transform_filter(alt.datum.marked).mark_point(filled=True, size=70, color=MARK, opacity=1)
    return alt.layer(usual, line, marks.encode(y="value:Q", tooltip=tooltip)).properties(height=DAYS_HEIGHT)
