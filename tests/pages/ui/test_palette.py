"""The colours can be told apart by everybody, on both backgrounds and in greyscale."""

from __future__ import annotations

import math
import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from core.model import BUCKETS, UNMAPPED, Stage
from pages.ui import palette

ROOT = Path(__file__).resolve().parents[3]
STAGES = [palette.BUCKET[stage.value] for stage in Stage]
FILLED = [palette.BUCKET[bucket] for bucket in BUCKETS if bucket != UNMAPPED]

Triple = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
VISION: dict[str, tuple[Triple, Triple, Triple]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(color: str) -> Triple:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return r, g, b


def luminance(color: str) -> float:
    r, g, b = linear(color)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: Triple) -> Triple:
    """CIELAB of linear sRGB under D65."""
    r, g, b = (min(1.0, max(0.0, c)) for c in rgb)
    xyz = (
        (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(color: str, vision: str) -> Triple:
    rgb = linear(color)
    r, g, b = (sum(m * c for m, c in zip(row, rgb, strict=True)) for row in VISION[vision])
    return lab((r, g, b))


def lightness(color: str) -> float:
    return seen(color, "usual")[0]


def ciede2000(one: Triple, other: Triple) -> float:
    """The colour difference of CIE 142-2001 (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c_mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(c_mean**7 / (c_mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    turn = ((h2 - h1 + 180) % 360) - 180 if c1 * c2 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, c, h = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * math.cos(math.radians(h - 30))
        + 0.24 * math.cos(math.radians(2 * h))
        + 0.32 * math.cos(math.radians(3 * h + 6))
        - 0.20 * math.cos(math.radians(4 * h - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    rotation = -math.sin(math.radians(60 * math.exp(-(((h - 275) / 25) ** 2)))) * 2 * math.sqrt(c**7 / (c**7 + 25**7))
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * dc / sc * dh / sh)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_colour_difference_agrees_with_the_published_pairs(one: Triple, other: Triple, distance: float) -> None:
    """Sharma, Wu and Dalal 2005, table 1."""
    assert ciede2000(one, other) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("background", [palette.LIGHT_BACKGROUND, palette.DARK_BACKGROUND])
@pytest.mark.parametrize("color", sorted({*palette.BUCKET.values(), *palette.BAND.values()}))
def test_every_mark_stands_out_from_both_backgrounds(color: str, background: str) -> None:
    assert contrast(color, background) >= 3


def test_stages_grow_lighter_in_visible_steps_from_reach_to_engage() -> None:
    """Greyscale: at least 6 units of CIE lightness between neighbours, so that a copier keeps the order."""
    assert all(lightness(after) - lightness(before) >= 6 for before, after in pairwise(STAGES))


@pytest.mark.parametrize("vision", VISION)
def test_colour_blind_people_tell_every_pair_apart(vision: str) -> None:
    """Ten units of CIEDE2000 are seen at a glance; adjacent segments are also in a fixed order and named."""
    for one, other in combinations(FILLED, 2):
        assert ciede2000(seen(one, vision), seen(other, vision)) >= 10, (vision, one, other)


@pytest.mark.parametrize("vision", ["protanopia", "deuteranopia"])
def test_the_four_stages_stay_far_apart_for_colour_blind_people(vision: str) -> None:
    for one, other in combinations(STAGES, 2):
        assert ciede2000(seen(one, vision), seen(other, vision)) >= 15, (vision, one, other)


def test_every_bucket_has_one_colour_of_its_own() -> None:
    assert sorted(palette.BUCKET) == sorted(BUCKETS)
    assert len(set(palette.BUCKET.values())) == len(BUCKETS)


def test_status_is_told_by_shape_too() -> None:
    assert len({palette.SHAPE[band] for band in palette.BAND}) == 3


def theme() -> dict[str, object]:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]


def test_streamlits_own_charts_use_the_same_colours() -> None:
    assert theme()["chartCategoricalColors"] == [palette.BUCKET[bucket] for bucket in BUCKETS]


def test_the_theme_has_the_backgrounds_the_colours_were_checked_on() -> None:
    assert theme()["light"]["backgroundColor"] == palette.LIGHT_BACKGROUND  # type: ignore[index]
    assert theme()["dark"]["backgroundColor"] == palette.DARK_BACKGROUND  # type: ignore[index]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_links_are_readable_in_both_modes(mode: str) -> None:
    colors = theme()[mode]
    for surface in ("backgroundColor", "secondaryBackgroundColor"):
        for text in ("textColor", "linkColor", "redColor", "orangeColor", "greenColor"):
            least = 7 if text == "textColor" else 4.5 if text == "linkColor" else 3
            assert contrast(colors[text], colors[surface]) >= least, (text, surface)  # type: ignore[index]


def test_no_font_comes_from_another_machine() -> None:
    assert "http" not in (ROOT / ".streamlit" / "config.toml").read_text("utf-8").split("[theme]")[1]
