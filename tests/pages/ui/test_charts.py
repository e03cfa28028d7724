"""Specs are written once, carry no data and no fixed text colour, and write numbers as the language does."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import altair as alt

from pages.ui import charts, palette

NAMES = (("reach", "Reach"), ("unmapped", "No stage yet"))


def specs() -> Iterator[dict[str, Any]]:
    yield charts.bars(4, ("reach", "act", "convert", "engage"), targets=True, pick="stage")
    yield charts.bars(2, ("channel",), compact=True)
    yield charts.trend(NAMES, axis="Week")
    yield charts.trend(NAMES, axis="Week", unit="€")


def test_a_spec_is_built_once_for_the_same_arguments() -> None:
    assert charts.trend(NAMES, axis="Week") is charts.trend(NAMES, axis="Week")
    assert charts.trend(NAMES, axis="Week") is not charts.trend(NAMES, axis="Viikko")


def test_viewers_who_come_at_once_wait_for_one_build() -> None:
    built: list[int] = []
    everybody = Barrier(8)

    @charts.spec
    def slow() -> alt.Chart:
        built.append(1)
        time.sleep(0.05)
        return alt.Chart().mark_point()

    def look(_: int) -> dict[str, Any]:
        everybody.wait()
        return slow()

    with ThreadPoolExecutor(8) as viewers:
        seen = list(viewers.map(look, range(8)))
    assert len(built) == 1
    assert all(one is seen[0] for one in seen)


def test_a_spec_carries_no_data() -> None:
    """Data goes beside it as Arrow; a data source inside a layer would hide it."""
    for spec in specs():
        assert not {"data", "datasets"} & set(spec)
        assert all("data" not in layer for layer in spec["layer"])


def test_no_fill_depends_on_the_address_of_the_page() -> None:
    assert all("gradient" not in json.dumps(spec) for spec in specs())


def test_text_takes_the_colour_of_the_page() -> None:
    for spec in specs():
        assert spec["config"]["axis"]["labelColor"] == spec["config"]["text"]["color"] == "currentColor"
        assert spec["config"]["background"] == "transparent"


def test_a_stage_has_the_same_colour_in_every_chart() -> None:
    bars, trend = (json.dumps(spec) for spec in (charts.bars(1, ("reach",)), charts.trend(NAMES, axis="")))
    assert palette.BUCKET["reach"] in bars
    assert palette.BUCKET["reach"] in trend


def test_only_the_stage_bars_can_be_clicked() -> None:
    picking, plain, *_ = specs()
    assert [param["name"] for param in picking["params"]] == ["stage"]
    assert "params" not in plain


def test_every_language_writes_its_own_numbers() -> None:
    assert charts.LOCALES["fi"]["number"]["decimal"] == ","
    assert charts.LOCALES["en"]["number"]["thousands"] == ","
    for locale in charts.LOCALES.values():
        assert locale["number"]["percent"] == "\u00a0%"
        assert locale["number"]["minus"] == "\u2212"
