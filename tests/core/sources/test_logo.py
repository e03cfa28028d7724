"""A logo is pixels and nothing else, whatever the file was."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from core.errors import Refused
from core.sources.logo import BOX, MOST_BYTES, read_logo

PAYLOAD = b"<script>alert(document.domain)</script>"


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def square(mode: str = "RGB", size: tuple[int, int] = (60, 40), color: object = "#C2410C") -> Image.Image:
    return Image.new(mode, size, color)  # type: ignore[arg-type]


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width: int, height: int, bits: int = 8, colors: int = 2) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colors, 0, 0, 0))


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.html", PAYLOAD)
    return out.getvalue()


def chunks(data: bytes) -> list[bytes]:
    place, found = 8, []
    while place < len(data):
        (size,) = struct.unpack(">I", data[place : place + 4])
        found.append(data[place + 4 : place + 8])
        place += size + 12
    assert place == len(data), "nothing hangs on behind the end"
    return found


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_drawn_anew_and_small(kind: str) -> None:
    kept = read_logo(saved(square(size=(1200, 300)), kind))
    picture = opened(kept)
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (480, 120))
    assert all(abs(a - b) < 4 for a, b in zip(picture.getpixel((9, 9)), (0xC2, 0x41, 0x0C), strict=True))  # type: ignore[arg-type]
    assert set(chunks(kept)) == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize(
    "hung",
    [PAYLOAD, b"GIF89a" + PAYLOAD, zipped(), b"%PDF-1.4" + PAYLOAD, b"\x00" * 5000],
    ids=["html", "gif", "zip", "pdf", "zeros"],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_hangs_on_a_picture_ends_here(kind: str, hung: bytes) -> None:
    kept = read_logo(saved(square(), kind) + hung)
    assert PAYLOAD not in kept
    assert b"PK\x03\x04" not in kept
    assert set(chunks(kept)) == {b"IHDR", b"IDAT", b"IEND"}


def test_what_a_picture_tells_of_its_maker_ends_here() -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x8825] = "Salainen Kuvaaja", {1: "N", 2: (60.0, 10.0, 0.0)}
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "Salainen Kuvaaja", zip=True)
    text.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Salainen</x:xmpmeta>")
    for data in (
        saved(square(), "JPEG", exif=exif, comment=b"Salainen Kuvaaja", icc_profile=b"Salainen" * 9),
        saved(square(), "PNG", exif=exif, pnginfo=text, icc_profile=b"Salainen" * 9),
    ):
        kept = read_logo(data)
        assert set(chunks(kept)) == {b"IHDR", b"IDAT", b"IEND"}
        assert not opened(kept).info


def test_a_picture_that_lies_on_its_side_is_set_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter
    assert opened(read_logo(saved(square(size=(60, 40)), "JPEG", exif=exif))).size == (40, 60)


def test_every_way_to_write_a_colour_comes_out_right() -> None:
    cmyk = opened(read_logo(saved(square("CMYK", color=(0, 255, 255, 0)), "JPEG")))
    red, green, blue = cmyk.getpixel((5, 5))  # type: ignore[misc]
    assert (red > 200, green < 60, blue < 60) == (True, True, True)
    grey = Image.new("I;16", (30, 30), 0x8000)
    assert opened(read_logo(saved(grey))).getpixel((5, 5)) == (128, 128, 128)
    rows = b"".join(b"\x00" + struct.pack(">HHH", 0xFFFF, 0x8000, 0) * 4 for _ in range(4))
    deep = header(4, 4, bits=16) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    assert opened(read_logo(deep)).getpixel((1, 1)) == (255, 128, 0)
    palette = saved(square().convert("P", palette=Image.Palette.ADAPTIVE))
    assert opened(read_logo(palette)).getpixel((5, 5)) == (0xC2, 0x41, 0x0C)


@pytest.mark.parametrize(("ink", "ground"), [("#1B2130", (255, 255, 255)), ("#FFFFFF", (0x0E, 0x11, 0x16))])
def test_a_see_through_logo_gets_a_ground_on_which_it_is_seen(ink: str, ground: tuple[int, int, int]) -> None:
    drawn = Image.new("RGBA", (80, 40), (0, 0, 0, 0))
    drawn.paste(Image.new("RGBA", (40, 20), ink), (20, 10))
    kept = opened(read_logo(saved(drawn)))
    assert kept.mode == "RGB"
    assert kept.getpixel((0, 0)) == ground


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as why:
        read_logo(data)
    return why.value.sentence.en


def moving() -> bytes:
    return saved(square(), "PNG", save_all=True, append_images=[square(color="#000000")], duration=100)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<SVG onload="alert(1)"/>', "SVG"),
        (saved(square(), "GIF"), "PNG or a JPEG"),
        (saved(square(), "WEBP"), "PNG or a JPEG"),
        (saved(square(), "BMP"), "PNG or a JPEG"),
        (saved(square(), "TIFF"), "PNG or a JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "PNG or a JPEG"),
        (zipped(), "PNG or a JPEG"),
        (PAYLOAD, "PNG or a JPEG"),
        (b"", "PNG or a JPEG"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\xff\xd8\xff" + PAYLOAD, "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "damaged"),
        (saved(square(size=(300, 300)))[:-200], "damaged"),
        (saved(square(size=(300, 300)), "JPEG")[:-200], "damaged"),
        (moving(), "moves"),
        (header(60_000, 60_000) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""), "too many pixels"),
        (header(12_000, 9_000) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""), "too many pixels"),
        (header(0, 0) + chunk(b"IEND", b""), "damaged"),
        (header(4, 4) + chunk(b"IDAT", b"not packed") + chunk(b"IEND", b""), "damaged"),
        (header(4, 4) + chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 90_000_000)) + chunk(b"IEND", b""), "damaged"),
        (saved(square()) + b"\x00" * MOST_BYTES, "too big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_small_still_picture_is_refused_with_why(data: bytes, why: str) -> None:
    assert why in refused(data)


def test_a_tall_or_wide_picture_keeps_its_shape() -> None:
    for size in ((2000, 4), (4, 2000), (1, 1)):
        width, height = opened(read_logo(saved(square(size=size)))).size
        assert 1 <= width <= BOX[0]
        assert 1 <= height <= BOX[1]


WHOLE = {"PNG": saved(square(size=(24, 24))), "JPEG": saved(square(size=(24, 24)), "JPEG")}


@given(st.sampled_from(["PNG", "JPEG"]), st.data())
def test_a_spoilt_file_is_read_or_refused_and_never_breaks(kind: str, data: st.DataObject) -> None:
    spoilt = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(3, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(spoilt[: data.draw(st.integers(0, len(spoilt)))])
    with contextlib.suppress(Refused):
        assert read_logo(cut).startswith(b"\x89PNG")
