"""Contrast after WCAG 2, against values that its own documents and everybody's checkers give; shades that are seen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.brand import (
    BACKGROUNDS,
    Brand,
    as_hex,
    contrast,
    ink_on_paper,
    luminance,
    may_draw,
    nearest_shade,
    sound_accent,
)
from core.errors import Refused, UnknownClient
from core.store import open_store
from core.store.brands import get_brand, set_brand
from core.store.clients import add_client

NOW = datetime(2026, 9, 1, 6, 0)
colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),  # the grey that just fails for text
        ("#767676", "#FFFFFF", 4.54),  # and the one that just does not
        ("#949494", "#FFFFFF", 3.03),
        ("#0000FF", "#FFFFFF", 8.59),
        ("#FF0000", "#FFFFFF", 4.00),
        ("#00FF00", "#FFFFFF", 1.37),
        ("#FFFF00", "#FFFFFF", 1.07),
        ("#FFFF00", "#000000", 19.56),
        ("#0000FF", "#000000", 2.44),
        ("#FF0000", "#000000", 5.25),
    ],
)
def test_the_contrast_is_what_the_guideline_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_the_luminance_of_primaries_is_their_weight() -> None:
    assert [luminance(color) for color in ("#FF0000", "#00FF00", "#0000FF", "#FFFFFF", "#000000")] == pytest.approx(
        [0.2126, 0.7152, 0.0722, 1.0, 0.0]
    )


@given(colors)
def test_every_colour_has_a_shade_that_is_seen_on_light_and_on_dark(color: str) -> None:
    shade = nearest_shade(color)
    assert min(contrast(shade, background) for background in BACKGROUNDS) >= 3
    assert (shade == color) == may_draw(color)
    assert sound_accent(shade) == shade


@given(colors)
def test_words_are_coloured_only_where_they_can_be_read(color: str) -> None:
    ink = ink_on_paper(color)
    assert ink in ("", color)
    assert bool(ink) == (contrast(color, "#FFFFFF") >= 4.5)


@pytest.mark.parametrize(("accent", "page"), [("#FFE14D", "light"), ("#0A2540", "dark"), ("#000", "dark")])
def test_a_colour_that_would_vanish_is_refused_and_the_nearest_shade_named(accent: str, page: str) -> None:
    with pytest.raises(Refused) as refused:
        sound_accent(accent)
    assert f"hardly seen on a {page} page" in refused.value.sentence.en
    assert refused.value.sentence.en.rstrip(".").endswith(nearest_shade(as_hex(accent)))


@pytest.mark.parametrize("text", ["red", "#12", "#12345", "#GGGGGG", "url(x)", "#123456;", "#１２３", "rgb(1,2,3)"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        sound_accent(text)


def test_colours_are_written_in_one_way() -> None:
    assert [as_hex(text) for text in ("7a3", "#7A3", " #77aa33 ")] == ["#77AA33"] * 3


def test_a_brand_is_kept_for_its_client_alone(tmp_path: Path) -> None:
    ops = open_store(tmp_path).ops
    for name in ("Kuusi", "Koivu"):
        add_client(ops, name=name, now=NOW)
    assert get_brand(ops, client_id="kuusi") == Brand()
    before = ops.version()
    set_brand(ops, client_id="kuusi", brand=Brand("  Kuusi \n Oy ", "#c2410c", b"png"), who="x", now=NOW)
    assert get_brand(ops, client_id="kuusi") == Brand("Kuusi Oy", "#C2410C", b"png")
    assert get_brand(ops, client_id="koivu") == Brand()
    assert ops.version() != before
    with pytest.raises(Refused):
        set_brand(ops, client_id="kuusi", brand=Brand("x" * 81), who="x", now=NOW)
    with pytest.raises(UnknownClient):
        set_brand(ops, client_id="haapa", brand=Brand(), who="x", now=NOW)
