"""How a client's page looks like the client's own: a name, a logo and one accent colour. Plain values and arithmetic.

Contrast is that of WCAG 2. One colour serves light pages, dark pages and paper, as our own do: it has to keep 3:1,
which graphics need, against the backgrounds of both. Text needs 4.5:1, which no single colour can have against both.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

from core.errors import Refused

LIGHT_BACKGROUND = "#FFFFFF"
DARK_BACKGROUND = "#0E1116"
BACKGROUNDS = (LIGHT_BACKGROUND, DARK_BACKGROUND)
GRAPHICS, TEXT = 3.0, 4.5
LONGEST_NAME = 80
_HEX = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_SHADES = 1000


@dataclass(frozen=True, slots=True)
class Brand:
    """`name`, `accent` (`#RRGGBB`) and `logo` (a PNG of ours, see `core.sources.logo`) are empty when there is none."""

    name: str = ""
    accent: str = ""
    logo: bytes = b""


def as_hex(text: str) -> str:
    """A colour as `#RRGGBB`: `7a3`, `#77AA33`. Raises Refused for anything else."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise Refused(
            f"{text.strip()[:40] or 'Nothing'} is not a colour: write it as #RRGGBB.",
            f"{text.strip()[:40] or 'Tyhjä'} ei ole väri: kirjoita se muodossa #RRGGBB.",
        )
    digits = found.group(1).upper()
    return f"#{digits if len(digits) == 6 else ''.join(one * 2 for one in digits)}"


def luminance(color: str) -> float:
    """The relative luminance of `#RRGGBB` after WCAG 2: 0 for black, 1 for white."""
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours after WCAG 2: from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def may_draw(color: str) -> bool:
    """Whether lines and bars in this colour are seen on light and on dark pages."""
    return all(contrast(color, background) >= GRAPHICS for background in BACKGROUNDS)


def ink_on_paper(accent: str) -> str:
    """The accent where words on white may have it, else an empty text: they stay black then."""
    return accent if accent and contrast(accent, LIGHT_BACKGROUND) >= TEXT else ""


def nearest_shade(color: str) -> str:
    """The shade of the same hue, as little lighter or darker as can be, that is seen on light and on dark pages; the
    colour itself when it is already."""
    if may_draw(color):
        return color
    hue, light, full = colorsys.rgb_to_hls(*(int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)))
    shades = sorted((abs(step / _SHADES - light), step / _SHADES) for step in range(1, _SHADES))
    mixed = (_written(colorsys.hls_to_rgb(hue, shade, full)) for _, shade in shades)
    return next(shade for shade in mixed if may_draw(shade))


def sound_accent(text: str) -> str:
    """The accent as it may be kept; empty for an empty text. Raises Refused for what is no colour, and for one that
    would vanish on a light or a dark page, naming the nearest that would not."""
    if not text.strip():
        return ""
    color = as_hex(text)
    if may_draw(color):
        return color
    pale = contrast(color, LIGHT_BACKGROUND) < GRAPHICS
    there, siella = ("light", "vaalealla") if pale else ("dark", "tummalla")
    raise Refused(
        f"{color} is hardly seen on a {there} page. The nearest shade that is: {nearest_shade(color)}.",
        f"{color} ei juuri erotu {siella} sivulla. Lähin sävy, joka erottuu: {nearest_shade(color)}.",
    )


def sound_name(text: str) -> str:
    """The name as it may be kept: one line. Raises Refused when it is too long."""
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        raise Refused(
            f"The name is too long: at most {LONGEST_NAME} characters.",
            f"Nimi on liian pitkä: enintään {LONGEST_NAME} merkkiä.",
        )
    return name


def _written(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in rgb)
