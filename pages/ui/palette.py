"""The colours, in one place. `.streamlit/config.toml` repeats the stage colours for Streamlit's own charts; a test
keeps the two equal.

One colour serves light and dark pages: every mark has at least 3:1 against both backgrounds, so a chart printed from a
dark page is still right on paper. From Reach to Engage the colours grow lighter in even steps (for greyscale), and each
pair stays apart in simulated protanopia, deuteranopia and tritanopia. The tests compute all of this.
"""

from __future__ import annotations

from core.brand import DARK_BACKGROUND as DARK_BACKGROUND
from core.brand import LIGHT_BACKGROUND as LIGHT_BACKGROUND
from core.measure.balance import Band
from core.measure.checks import State
from core.model import MIXED, UNMAPPED, Stage

BUCKET: dict[str, str] = {
    Stage.REACH.value: "#4C55C1",
    Stage.ACT.value: "#D7245E",
    Stage.CONVERT.value: "#119280",
    Stage.ENGAGE.value: "#B88C00",
    MIXED: "#768AA8",
    UNMAPPED: "#7F8794",
}
"""`unmapped` is never a filled surface: it is drawn as an outline, because it is a question and not an answer."""

CHANNEL = "#768AA8"
"""Channels are no stages and take no stage's colour."""

BAND: dict[str, str] = {
    Band.ON_TARGET.value: "#1E8A4A",
    Band.WATCH.value: "#B26A00",
    Band.OFF.value: "#D13438",
}
SHAPE: dict[str, str] = {Band.ON_TARGET.value: "●", Band.WATCH.value: "▲", Band.OFF.value: "◆"}
"""A status is always shape, word and colour together."""
BAND_INK: dict[str, str] = {Band.ON_TARGET.value: "green", Band.WATCH.value: "orange", Band.OFF.value: "red"}
"""The same as names of the theme's text colours."""

NOTE_SHAPE = "▾"
"""Above the days that somebody noted something about."""

TRUST_SHAPE: dict[str, str] = {
    State.OK.value: "●",
    State.NOT_CHECKED.value: "○",
    State.DOUBTFUL.value: "▲",
    State.BROKEN.value: "◆",
}
TRUST: dict[str, str] = {
    State.OK.value: BAND[Band.ON_TARGET.value],
    State.NOT_CHECKED.value: BUCKET[UNMAPPED],
    State.DOUBTFUL.value: BAND[Band.WATCH.value],
    State.BROKEN.value: BAND[Band.OFF.value],
}
TRUST_INK: dict[str, str] = {
    State.OK.value: "green",
    State.NOT_CHECKED.value: "gray",
    State.DOUBTFUL.value: "orange",
    State.BROKEN.value: "red",
}
"""Names of the theme's text colours, which have their contrast on light and dark pages. What nobody has checked is
never green."""

TEXT = "currentColor"
"""Charts are SVG inside the page: their text takes the page's colour, in dark, in light and on paper."""


def fill(bucket: str) -> str:
    """The surface of a bucket in a stack: unmapped is pale, so that it reads as not yet decided."""
    return BUCKET[bucket] + ("66" if bucket == UNMAPPED else "")
