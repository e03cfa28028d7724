"""A client's logo: whatever was uploaded becomes a small PNG of our own making, or is refused.

Nothing of the file itself is kept: only its pixels are, drawn anew. Metadata, further pictures, and anything that was
hung on to the file (a page, an archive, a script) end here.
"""

from __future__ import annotations

import io
import struct
from typing import cast

from PIL import Image, ImageDraw, ImageFont, ImageOps

from core.brand import DARK_BACKGROUND, LIGHT_BACKGROUND, Brand, luminance
from core.errors import Refused

MOST_BYTES = 300_000
MOST_PIXELS = 4_000_000
"""Known from the header, before anything is unpacked: a few hundred bytes can claim a picture of gigabytes."""
BOX = (480, 160)
"""What is kept fits into this: twice the size in which it is shown."""
KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
MARGIN = 12
ICON, NO_ACCENT = 64, "#5E6675"
_PALE = 0.75
"""Luminance from which on a picture without a background of its own is hardly seen on white."""


def read_logo(data: bytes) -> bytes:
    """The logo as a PNG of at most 480 × 160 pixels on a plain background, without anything but pixels. Raises Refused
    for another kind of file than PNG or JPEG, one that is too big, damaged or moves."""
    if len(data) > MOST_BYTES:
        raise Refused(
            f"The logo is too big: at most {MOST_BYTES // 1000} kB.",
            f"Logo on liian suuri: enintään {MOST_BYTES // 1000} kt.",
        )
    picture = _decoded(data, _kind(data))
    drawn = _on_its_ground(ImageOps.exif_transpose(picture))
    drawn.thumbnail(BOX)
    return _as_png(Image.frombytes("RGB", drawn.size, drawn.tobytes()))


def _kind(data: bytes) -> str:
    """PNG or JPEG by the first bytes; the name and what the browser says of the file decide nothing."""
    found = next((kind for start, kind in KINDS.items() if data.startswith(start)), "")
    if found:
        return found
    if b"<svg" in data[:2000].lower():
        raise Refused(
            "An SVG can hold programs and addresses of other sites, so it is not taken. Save the logo as PNG.",
            "SVG voi sisältää ohjelmia ja muiden sivustojen osoitteita, joten sitä ei oteta. Tallenna logo PNG:nä.",
        )
    raise Refused(
        "The logo has to be a PNG or a JPEG picture.",
        "Logon pitää olla PNG- tai JPEG-kuva.",
    )


def _decoded(data: bytes, kind: str) -> Image.Image:
    """The whole picture in memory. The size is judged before a pixel is unpacked, and only these two decoders run."""
    try:
        picture = Image.open(io.BytesIO(data), formats=[kind])
        _require_small_and_still(picture)
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels("") from error
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, IndexError, KeyError, struct.error) as error:
        raise Refused(
            "The picture is damaged or not what it claims to be. Save it anew as PNG.",
            "Kuva on vioittunut tai jotain muuta kuin se väittää. Tallenna se uudelleen PNG:nä.",
        ) from error
    return picture


def _require_small_and_still(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(f" ({width} × {height})")
    if getattr(picture, "n_frames", 1) > 1 and picture.format == "PNG":
        raise Refused(
            "The picture moves. Save it as a still picture.",
            "Kuva liikkuu. Tallenna se pysäytettynä kuvana.",
        )


def _too_many_pixels(size: str) -> Refused:
    return Refused(
        f"The picture has too many pixels{size}. A logo of {BOX[0]} × {BOX[1]} is enough.",
        f"Kuvassa on liikaa kuvapisteitä{size}. Logoksi riittää {BOX[0]} × {BOX[1]}.",
    )


def _on_its_ground(picture: Image.Image) -> Image.Image:
    """The picture in plain colours. One that is see-through gets a ground on which it is seen, so that it looks the
    same on a light page, on a dark one and on paper."""
    if picture.mode.startswith("I"):  # sixteen bits of grey
        picture = picture.point(lambda value: value / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    ground = Image.new("RGBA", (clear.width + 2 * MARGIN, clear.height + 2 * MARGIN), _ground(clear))
    ground.alpha_composite(clear, (MARGIN, MARGIN))
    return ground.convert("RGB")


def _ground(clear: Image.Image) -> str:
    """White, or the dark page's colour under a logo that is itself pale."""
    small = clear.resize((32, 32))
    weights = small.getchannel("A").tobytes()
    colors = zip(*(small.getchannel(band).tobytes() for band in "RGB"), strict=True)
    lights = [luminance("#{:02X}{:02X}{:02X}".format(*color)) for color in colors]
    seen = sum(weights)
    mean = sum(light * weight for light, weight in zip(lights, weights, strict=True)) / seen if seen else 0.0
    return DARK_BACKGROUND if mean > _PALE else LIGHT_BACKGROUND


def shown_width(logo: bytes) -> int:
    """Pixels of a page that a logo of ours takes: half of its own, so that it is sharp on a phone too."""
    return max(1, int.from_bytes(logo[16:20], "big") // 2)


def icon_of(name: str, brand: Brand) -> bytes:
    """A square PNG for the browser's tab: the logo, else the first letter of the name on the accent colour."""
    if brand.logo:
        logo = Image.open(io.BytesIO(brand.logo), formats=["PNG"])
        square = ImageOps.pad(logo, (ICON, ICON), color=cast("tuple[int, ...]", logo.getpixel((0, 0))))
    else:
        square = Image.new("RGB", (ICON, ICON), brand.accent or NO_ACCENT)
        letter, middle = ImageFont.load_default(ICON * 0.7), (ICON / 2, ICON / 2)
        ImageDraw.Draw(square).text(middle, name[:1].upper(), "white", letter, anchor="mm")
    return _as_png(square)


def _as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
