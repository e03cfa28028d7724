"""The pictures of the Sprint page: a number on its way to its target, where extra traffic went, and budgets underway.

Like the charts of `charts`: specs without data, texts as ready-made columns.
"""

from __future__ import annotations

import altair as alt

from core.model import UNMAPPED, Stage
from pages.ui import palette
from pages.ui.charts import BAR, EDGE, LEFT, ROW, Spec, above, spec, under

LINES_HEIGHT = 300
PACE_ROW = 112
ACTUAL, TARGET, EARLIER = "actual", "target", "before"
KEYS = (*(stage.value for stage in Stage), UNMAPPED)


@spec
def running(color: str, names: tuple[tuple[str, str], ...], *, unit: str) -> alt.TopLevelMixin:
    """A running sum (`actual`, drawn strong in `color`) with its target (dashed) and the period before (thin). `names`
    are (key, name) of the lines there are. Columns: day, line (its name), value, said, note (what people noted about
    the day: a mark above it)."""
    width = {ACTUAL: 3.5, TARGET: 2.0, EARLIER: 1.5}
    dash = {ACTUAL: [1, 0], TARGET: [7, 5], EARLIER: [1, 0]}
    ink = {ACTUAL: color, TARGET: palette.TEXT, EARLIER: palette.CHANNEL}
    domain = [name for _, name in names]
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=alt.ExprRef("width < 560 ? 1 : 3"),
        symbolType="stroke",
        symbolSize=220,
        labelLimit=320,
        padding=0,
    )
    day = alt.X(
        "day:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(title=None, format="%-d.%-m.", grid=False, tickCount=8, labelOverlap=True),
    )
    value = alt.Y(
        "value:Q",
        axis=alt.Axis(
            title=None, format=",.0f", tickCount=5, labelExpr=f"datum.label + '\u00a0{unit}'" if unit else alt.Undefined
        ),
    )
    base = alt.Chart().encode(x=day, y=value)
    lines = base.mark_line(interpolate="linear").encode(
        color=alt.Color("line:N", scale=alt.Scale(domain=domain, range=[ink[k] for k, _ in names]), legend=legend),
        strokeWidth=alt.StrokeWidth(
            "line:N", scale=alt.Scale(domain=domain, range=[width[k] for k, _ in names]), legend=None
        ),
        strokeDash=alt.StrokeDash(
            "line:N", scale=alt.Scale(domain=domain, range=[dash[k] for k, _ in names]), legend=legend
        ),
        detail="line:N",
    )
    points = base.mark_point(size=90, opacity=0, filled=True, aria=False).encode(
        tooltip=alt.Tooltip("said:N", title=" "), detail="line:N"
    )
    noted = alt.Chart().mark_text(text=palette.NOTE_SHAPE, fontSize=16, color=palette.TEXT)
    marks = noted.encode(x=day, y=alt.value(-7), tooltip=alt.Tooltip("note:N", title=" "))
    return alt.layer(lines, points, marks.transform_filter(alt.datum.note != "")).properties(height=LINES_HEIGHT)


@spec
def ledger(rows: int) -> alt.TopLevelMixin:
    """Bars from zero: conversions beyond what the visits should have brought to the right, missing ones to the left.

    Columns: place, key (stage, the colour), name, value and under (texts), effect, zero, marked (drawn full), said."""
    base = alt.Chart().encode(y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0)))
    colors = alt.Scale(domain=list(KEYS), range=[palette.BUCKET[key] for key in KEYS])
    bar = base.mark_bar(height=BAR, cornerRadiusEnd=3).encode(
        x=alt.X("effect:Q", axis=None),
        x2=alt.datum(0),
        color=alt.Color("key:N", scale=colors, legend=None),
        fillOpacity=alt.condition(alt.datum.marked, alt.value(1), alt.value(0.45)),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    zero = base.mark_tick(thickness=2, size=BAR + 14, color=palette.TEXT, opacity=0.5, aria=False).encode(
        x=alt.X("zero:Q", axis=None)
    )
    return alt.layer(bar, zero, *above(base, room=130), under(base)).properties(height=ROW * rows + EDGE)


@spec
def pace(rows: int) -> alt.TopLevelMixin:
    """One row per budget: spent (full) on the way to the forecast (pale), the budget as a thick tick, what was due by
    now as a thin one. Columns: place, name, value, under, status, shape, band, spent, forecast, due, whole (of the
    budget: 1 is all of it), said."""
    base = alt.Chart().encode(y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0)))
    scale = alt.Scale(domainMin=0, nice=False)
    track = base.mark_bar(height=BAR, color=palette.TEXT, opacity=0.07, cornerRadius=3, aria=False).encode(
        x=alt.value(0), x2=alt.value("width")
    )
    forecast = base.mark_bar(height=BAR, color=palette.CHANNEL, opacity=0.4, cornerRadiusEnd=3).encode(
        x=alt.X("forecast:Q", axis=None, scale=scale), tooltip=alt.Tooltip("said:N", title=" ")
    )
    spent = base.mark_bar(height=BAR, color=palette.CHANNEL).encode(
        x=alt.X("spent:Q", axis=None, scale=scale), tooltip=alt.Tooltip("said:N", title=" ")
    )
    due = base.mark_tick(thickness=2, size=BAR - 4, color=palette.TEXT, opacity=0.9, aria=False).encode(
        x=alt.X("due:Q", axis=None, scale=scale)
    )
    budget = base.mark_tick(thickness=4, size=BAR + 10, color=palette.TEXT, opacity=1, aria=False).encode(
        x=alt.X("whole:Q", axis=None, scale=scale)
    )
    words = [*above(base, room=150), under(base), *_second_line(base)]
    return alt.layer(track, forecast, spent, due, budget, *words).properties(height=PACE_ROW * rows + EDGE)


def _second_line(base: alt.Chart) -> list[alt.Chart]:
    """The status as shape and words under the first line, so that a phone has room for both."""
    bands = alt.Scale(domain=[*palette.BAND], range=[*palette.BAND.values()])
    place: Spec = {"align": "left", "yOffset": 46, "baseline": "middle"}
    return [
        base.mark_text(fontSize=17, **place).encode(
            text="shape:N", x=LEFT, fill=alt.Fill("band:N", scale=bands, legend=None)
        ),
        base.mark_text(fontSize=13.5, dx=20, **place).encode(text="status:N", x=LEFT),
    ]
