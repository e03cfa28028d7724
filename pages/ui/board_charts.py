"""The charts of the board's flow. One hue in steps of strength: statuses are no stages and take no stage's colour."""

from __future__ import annotations

import altair as alt

from pages.ui import palette
from pages.ui.charts import spec

HEIGHT = 300
BAND = 64
"""Pixels of a line across one place of the aging chart."""
STRENGTHS = ("26", "4D", "80", "B3", "FF")
"""Opacities of the bands of the cumulative flow, from the last to come to done."""
_SPOTS = {50: ("left", "4"), 85: ("center", "width / 2"), 95: ("right", "width")}
"""Where the word of each percentile stands."""


def _lines(base: alt.Chart) -> list[alt.Chart]:
    """Percentile lines; their words stand apart from left to right, so that near lines stay readable."""
    only = base.transform_filter(alt.datum.kind == "line").encode(y="days:Q")
    rule = only.mark_rule(color=palette.TEXT, strokeDash=[5, 4], opacity=0.7, aria=False)
    return [rule, *(_word(only, level, spot) for level, spot in _SPOTS.items())]


def _word(lines: alt.Chart, level: int, spot: tuple[str, str]) -> alt.Chart:
    align, place = spot
    words: alt.Chart = (
        lines.transform_filter(alt.datum.level == level)
        .mark_text(align=align, baseline="bottom", dy=-3, fontSize=12, fontWeight=600)  # type: ignore[arg-type]
        .encode(text="said:N", x=alt.value(alt.ExprRef(place)))
    )
    return words


def _days(title: str) -> alt.Y:
    return alt.Y("days:Q", title=title, axis=alt.Axis(tickMinStep=1), scale=alt.Scale(domainMin=0, nice=True))


@spec
def aging(columns: tuple[str, ...], *, title: str) -> alt.TopLevelMixin:
    """Every card in progress by where it lies and how old it is, and across each place the ages at which half and 85 %
    of finished cards had left it. Columns: kind (`card` or `line`), level (50 or 85 of a line), place (a column's
    name), slot (-1 to 1, so that cards of one age lie side by side), days, said."""
    base = alt.Chart()
    places = alt.X("place:N", title=None, sort=None, scale=alt.Scale(domain=list(columns)), axis=alt.Axis(labelAngle=0))
    beside = alt.XOffset("slot:Q", scale=alt.Scale(domain=[-1.3, 1.3]))
    dots = (
        base.transform_filter(alt.datum.kind == "card")
        .mark_circle(size=110, opacity=0.85, color=palette.CHANNEL)
        .encode(
            x=places,
            xOffset=beside,
            y=_days(title),
            tooltip=alt.Tooltip("said:N", title=" "),
            description="said:N",
        )
    )
    lines = base.transform_filter(alt.datum.kind == "line").encode(x=places, xOffset=beside, y="days:Q")
    rule = lines.mark_point(shape="stroke", color=palette.TEXT, size=BAND**2, strokeWidth=2, opacity=0.7).encode(
        tooltip=alt.Tooltip("said:N", title=" "), description="said:N"
    )
    # The upper word stands above its line and the lower one below, so that near lines stay readable.
    words = [
        lines.transform_filter(alt.datum.level == level)
        .mark_text(dx=BAND / 2, dy=dy, align="right", baseline=baseline, fontSize=11, fontWeight=600)  # type: ignore[arg-type]
        .encode(text=alt.value(f"{level} %"))
        for level, dy, baseline in ((50, 3, "top"), (85, -3, "bottom"))
    ]
    return alt.layer(dots, rule, *words).properties(height=HEIGHT)


@spec
def finished(*, title: str, dates: str) -> alt.TopLevelMixin:
    """Every finished card by its day and how long it took. Columns: kind, level (50, 85 or 95 of a line), day, days,
    said. `dates`: how the axis writes a day."""
    base = alt.Chart()
    dots = (
        base.transform_filter(alt.datum.kind == "card")
        .mark_circle(size=90, opacity=0.75, color=palette.CHANNEL)
        .encode(
            x=alt.X(
                "day:T",
                title=None,
                scale=alt.Scale(type="utc"),
                axis=alt.Axis(format=dates, labelOverlap=True, tickCount=6),
            ),
            y=_days(title),
            tooltip=alt.Tooltip("said:N", title=" "),
            description="said:N",
        )
    )
    return alt.layer(dots, *_lines(base)).properties(height=HEIGHT)


@spec
def weeks(came: str, done: str, *, title: str) -> alt.TopLevelMixin:
    """Cards that came and cards done, week by week. Columns: week (text), place, series (one of the two names), cards,
    sure (False: the week goes on), said. Weeks before the known history have no bar."""
    strong = alt.Scale(domain=[came, done], range=[f"{palette.CHANNEL}59", palette.CHANNEL])
    chart: alt.Chart = (
        alt.Chart()
        .mark_bar(stroke=palette.CHANNEL, strokeWidth=1, cornerRadiusEnd=2)
        .encode(
            x=alt.X(
                "week:N",
                title=title,
                sort=alt.EncodingSortField(field="place", op="min", order="ascending"),
                axis=alt.Axis(labelAngle=0, labelOverlap=True, ticks=False),
            ),
            xOffset=alt.XOffset("series:N", sort=[came, done]),
            y=alt.Y("cards:Q", title=None, axis=alt.Axis(tickMinStep=1), scale=alt.Scale(domainMin=0)),
            color=alt.Color("series:N", scale=strong, legend=alt.Legend(title=None, orient="top", padding=0)),
            fillOpacity=alt.condition(alt.datum.sure, alt.value(1), alt.value(0.25)),
            tooltip=alt.Tooltip("said:N", title=" "),
            description="said:N",
        )
        .properties(height=HEIGHT)
    )
    return chart


@spec
def cumulative(bands: tuple[str, ...], *, dates: str) -> alt.TopLevelMixin:
    """Cards that had reached each column by the end of each day; `bands` from the top (last to come) down to done.
    Columns: day, band, low, high, said."""
    scale = alt.Scale(domain=list(bands), range=[palette.CHANNEL + strength for strength in STRENGTHS])
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=alt.ExprRef("width < 330 ? 3 : 5"),
        columnPadding=10,
        labelFontSize=12,
        padding=0,
    )
    chart: alt.Chart = (
        alt.Chart()
        .mark_area(line={"color": palette.TEXT, "strokeWidth": 1, "opacity": 0.6})
        .encode(
            x=alt.X(
                "day:T",
                title=None,
                scale=alt.Scale(type="utc"),
                axis=alt.Axis(format=dates, labelOverlap=True, tickCount=6),
            ),
            y=alt.Y("low:Q", title=None, axis=alt.Axis(tickMinStep=1), stack=None),
            y2="high:Q",
            color=alt.Color("band:N", scale=scale, legend=legend),
            tooltip=alt.Tooltip("said:N", title=" "),
            description="said:N",
        )
        .properties(height=HEIGHT + 40)
    )
    return chart
