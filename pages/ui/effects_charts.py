"""The picture of a stage's number with the work on it. A spec without data, like those of `charts`."""

from __future__ import annotations

import altair as alt

from pages.ui import palette
from pages.ui.charts import spec

HEIGHT = 220
MARK_ROW = 20


@spec
def stage_weeks(color: str, unit: str, fmt: str, rows: int) -> alt.TopLevelMixin:
    """Weeks as a line (dashed where conversions still come in) with the marks above it on `rows` lines of their own.

    Columns: day, value, said, state (settled, coming, mark), mark (its sign), level."""
    room = MARK_ROW * rows
    day = alt.X(
        "day:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(title=None, format="%-d.%-m.", grid=False, tickCount=8, labelOverlap=True),
    )
    ends = alt.Scale(zero=True, range=[alt.ExprRef("height"), room + 8])
    value = alt.Y(
        "value:Q",
        scale=ends,
        axis=alt.Axis(
            title=None, format=fmt, tickCount=4, labelExpr=f"datum.label + '\u00a0{unit}'" if unit else alt.Undefined
        ),
    )
    weeks = alt.Chart().transform_filter(alt.datum.state != "mark").encode(x=day, y=value)
    line = weeks.mark_line(interpolate="linear", strokeWidth=2.5, color=color).encode(
        strokeDash=alt.StrokeDash(
            "state:N", scale=alt.Scale(domain=["settled", "coming"], range=[[1, 0], [5, 5]]), legend=None
        ),
        detail="state:N",
    )
    # The scales are apart, so that the signs have one in pixels; the same weeks give the points the line's scale.
    points = weeks.mark_point(size=45, filled=True, color=color, opacity=1).encode(
        y=alt.Y("value:Q", scale=ends, axis=None),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    marks = (
        alt.Chart()
        .transform_filter(alt.datum.state == "mark")
        .transform_calculate(place=f"{room} - {MARK_ROW} * (datum.level + 1) + 10")
    )
    place = alt.Y("place:Q", scale=None, axis=None)
    rules = marks.mark_rule(strokeWidth=1, opacity=0.35, color=palette.TEXT, aria=False).encode(
        x=day, y=alt.Y("place:Q", scale=None, axis=None), y2=alt.value("height")
    )
    signs = marks.mark_text(fontSize=14, fontWeight="bold", color=palette.TEXT, align="center").encode(
        x=day, y=place, text="mark:N", tooltip=alt.Tooltip("said:N", title=" ")
    )
    whole: alt.LayerChart = alt.layer(line, points, rules, signs).resolve_scale(y="independent")
    return whole.properties(height=HEIGHT + room)
