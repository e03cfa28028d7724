"""The charts: Vega-Lite specs written once with Altair and without data, drawn with data as Arrow.

A spec is built and validated once per process and set of arguments (some 15 ms); drawing it again costs about one.
Texts are ready-made columns, so `core.figures` stays the only place that formats; the locale only serves the axes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from threading import RLock
from typing import Any, ParamSpec, cast

import altair as alt
import pyarrow as pa
import streamlit as st

from core import figures
from core.model import UNMAPPED
from pages.ui import palette

P = ParamSpec("P")
Spec = dict[str, Any]

ROW = 86
"""Pixels of one row of `bars`: a line of text, the bar, a line of text."""
COMPACT_ROW = 60
TREND_HEIGHT = 360
BAR = 22
EDGE = 34
"""What Vega keeps free above and below a chart: without it the words of a single row would be cut."""
BAND = 0.82
WHOLE = alt.Scale(domain=[0, 1])
"""The track behind a bar is all of the money, so that no bar looks full that is not."""

NO_BREAK = "\u00a0"
MONTHS_FI = [name.removesuffix("kuu") for name in figures.MONTHS["fi"]]
LOCALES: dict[str, Spec] = {
    "fi": {
        "number": {
            "decimal": ",",
            "thousands": NO_BREAK,
            "grouping": [3],
            "currency": ["", f"{NO_BREAK}€"],
            "percent": f"{NO_BREAK}%",
            "minus": "\u2212",
        },
        "time": {
            "dateTime": "%A %-d. %Bta %Y klo %H.%M",
            "date": "%-d.%-m.%Y",
            "time": "%H.%M.%S",
            "periods": ["ap.", "ip."],
            "days": ["sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai"],
            "shortDays": ["su", "ma", "ti", "ke", "to", "pe", "la"],
            "months": [f"{name}kuu" for name in MONTHS_FI],
            "shortMonths": MONTHS_FI,
        },
    },
    "en": {
        "number": {
            "decimal": ".",
            "thousands": ",",
            "grouping": [3],
            "currency": ["", f"{NO_BREAK}€"],
            "percent": f"{NO_BREAK}%",
            "minus": "\u2212",
        }
    },
}


_ONE_BUILDS = RLock()
"""Twenty viewers who come at once to a fresh server would each build the same specs, and wait seven times longer."""


def spec(write: Callable[P, alt.TopLevelMixin]) -> Callable[P, Spec]:
    """Decorates a function that returns a chart without data: gives its spec as a plain dict, cached by its arguments
    (which must be hashable). The dict is shared: never change it."""

    @wraps(write)
    def built(*args: P.args, **kwargs: P.kwargs) -> Spec:
        chart: Spec = write(*args, **kwargs).to_dict()
        for part in (chart, *chart.get("layer", ())):
            for key in ("data", "datasets", "$schema"):
                part.pop(key, None)
        # What Streamlit's theme gives is better, except for colours: text and lines follow the page, on paper too.
        chart["config"] = {
            "background": "transparent",
            "axis": {
                "labelColor": palette.TEXT,
                "titleColor": palette.TEXT,
                "gridColor": palette.TEXT,
                "gridOpacity": 0.12,
            },
            "legend": {"labelColor": palette.TEXT, "titleColor": palette.TEXT},
            "text": {"color": palette.TEXT},
        }
        return chart

    cached = cast("Callable[P, Spec]", lru_cache(maxsize=256)(built))

    @wraps(write)
    def shared(*args: P.args, **kwargs: P.kwargs) -> Spec:
        with _ONE_BUILDS:
            return cached(*args, **kwargs)

    return shared


def show(data: pa.Table, drawn: Spec, *, language: str, alt_text: str, key: str, **options: Any) -> Any:
    """Draw `data` with a spec from this module; numbers on axes are written as `language` writes them."""
    localised = {**drawn, "config": {**drawn["config"], "locale": LOCALES["fi" if language == "fi" else "en"]}}
    return st.vega_lite_chart(data, localised, alt=alt_text, key=key, width="stretch", **options)


@spec
def bars(
    rows: int, keys: tuple[str, ...], *, targets: bool = False, pick: str = "", compact: bool = False, color: str = ""
) -> alt.TopLevelMixin:
    """Horizontal bars with their words above and below instead of axes, so that a phone shows what a wall shows.

    Columns: place (0 is on top), key (colour), the texts name, value, under and status, shape and band of the status,
    share, target, said (tooltip). With `pick`, clicking a bar selects its `key` under that name. `compact` leaves no
    room for the words below. A `color` is that of every bar.
    """
    base = alt.Chart().encode(y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0)))
    track = base.mark_bar(height=BAR, color=palette.TEXT, opacity=0.07, cornerRadius=3, aria=False).encode(
        x=alt.value(0), x2=alt.value("width")
    )
    layers = [track, _bar(base, keys, pick, color), *above(base)]
    if not compact:
        layers.append(under(base))
    if targets:
        layers += _status(base)
        tick = base.mark_tick(thickness=3, size=BAR + 8, color=palette.TEXT, opacity=1)
        layers.append(tick.encode(x=alt.X("target:Q", scale=WHOLE), tooltip=alt.Tooltip("said:N", title=" ")))
    return alt.layer(*layers).properties(height=(COMPACT_ROW if compact else ROW) * rows + EDGE)


def _bar(base: alt.Chart, keys: Sequence[str], pick: str, color: str) -> alt.Chart:
    hollow = alt.datum.key == UNMAPPED
    bar: alt.Chart = base.mark_bar(height=BAR, cornerRadiusEnd=3, cursor="pointer" if pick else "default").encode(
        x=alt.X("share:Q", axis=None, scale=WHOLE),
        color=alt.Color("key:N", scale=_colors(keys, color), legend=None),
        fillOpacity=alt.condition(hollow, alt.value(0.15), alt.value(1)),
        stroke=alt.condition(hollow, alt.value(palette.BUCKET[UNMAPPED]), alt.value("transparent")),
        strokeWidth=alt.condition(hollow, alt.value(1.5), alt.value(0)),
        strokeDash=alt.condition(hollow, alt.value([4, 3]), alt.value([1, 0])),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    if pick:
        bar = bar.add_params(alt.selection_point(name=pick, fields=["key"], on="click", empty=False))
    return bar


LEFT, RIGHT = alt.value(0), alt.value("width")
ABOVE: Spec = {"fontSize": 15, "fontWeight": 600, "yOffset": -25, "baseline": "middle"}
BELOW: Spec = {"fontSize": 13.5, "yOffset": 25, "baseline": "middle"}


def above(base: alt.Chart, *, room: int = 0) -> list[alt.Chart]:
    """Name and value above the bar. With `room` (pixels for the value) a long name is cut short before it."""
    limit = alt.ExprRef(f"width - {room}") if room else alt.Undefined
    return [
        base.mark_text(align="left", limit=limit, **ABOVE).encode(text="name:N", x=LEFT),
        base.mark_text(align="right", **ABOVE).encode(text="value:N", x=RIGHT),
    ]


def under(base: alt.Chart) -> alt.Chart:
    """What it is compared with, below the bar."""
    words: alt.Chart = base.mark_text(align="left", **BELOW).encode(text="under:N", x=LEFT)
    return words


def _status(base: alt.Chart) -> list[alt.Chart]:
    """How the comparison ends, below the bar. Only the shape is coloured: words keep the page's colour and contrast."""
    bands = alt.Scale(domain=[*palette.BAND], range=[*palette.BAND.values()])
    return [
        base.mark_text(align="right", dx=-20, **BELOW).encode(text="status:N", x=RIGHT),
        base.mark_text(align="right", **(BELOW | {"fontSize": 17})).encode(
            text="shape:N", x=RIGHT, fill=alt.Fill("band:N", scale=bands, legend=None)
        ),
    ]


def _colors(keys: Sequence[str], own: str = "") -> alt.Scale:
    return alt.Scale(domain=list(keys), range=[own or palette.BUCKET.get(key, palette.CHANNEL) for key in keys])


@spec
def trend(names: tuple[tuple[str, str], ...], *, axis: str, unit: str = "") -> alt.TopLevelMixin:
    """Stacked bars over slices of time. Slices that may still change are striped; empty slices are gaps.

    `names` are (bucket, name) in stacking order from below. Columns: slice (text, unique), place, name, low, high (the
    segment), sure (False: may still change), said (tooltip), note (what people noted about the slice's days: a mark
    above it). Without a `unit` the segments are shares.
    """
    scale = alt.Scale(domain=[name for _, name in names], range=[palette.fill(bucket) for bucket, _ in names])
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=alt.ExprRef("width < 560 ? 3 : 6"),
        symbolType="square",
        labelLimit=180,
        padding=0,
    )
    shares = alt.Axis(title=None, format=".0%", tickCount=5)
    amounts = alt.Axis(title=None, format=",.0f", tickCount=5, labelExpr=f"datum.label + '{NO_BREAK}{unit}'")
    along = alt.X(
        "slice:N",
        sort=alt.EncodingSortField(field="place", op="min", order="ascending"),
        axis=alt.Axis(
            title=axis,
            labelAngle=0,
            ticks=False,
            titlePadding=6,
            labelPadding=6,
            labelExpr="split(datum.label, '|')",
        ),
    )
    base = alt.Chart().encode(
        x=along,
        y=alt.Y("low:Q", axis=amounts if unit else shares, scale=alt.Scale(domainMin=0) if unit else WHOLE),
        y2="high:Q",
        color=alt.Color("name:N", scale=scale, legend=legend),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    bars = base.mark_bar(width=alt.RelativeBandSize(BAND)).encode(
        fillOpacity=alt.condition(alt.datum.sure, alt.value(1), alt.value(0.3))
    )
    # Vega-Lite has no patterns, and an SVG gradient is lost when the page's address changes: a thick dashed line it is.
    stripes = base.mark_rule(strokeWidth=alt.ExprRef(f"{BAND} * bandwidth('x')"), strokeDash=[3, 4], aria=False)
    noted = alt.Chart().mark_text(text=palette.NOTE_SHAPE, fontSize=16, color=palette.TEXT)
    marks = noted.encode(x=along, y=alt.value(-7), tooltip=alt.Tooltip("note:N", title=" "))
    layers = (bars, stripes.transform_filter(~alt.datum.sure), marks.transform_filter(alt.datum.note != ""))
    return alt.layer(*layers).properties(height=TREND_HEIGHT)
