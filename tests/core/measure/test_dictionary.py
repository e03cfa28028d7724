"""Every figure has its line, whole, in both languages, and made of measures that checks speak of."""

from __future__ import annotations

import csv

import pytest

from core.measure.checks import MEASURES
from core.measure.dictionary import WORDS, dictionary, entry
from core.measure.metrics import METRICS


def test_every_number_that_can_be_a_target_is_explained() -> None:
    assert set(METRICS) <= set(dictionary())
    for metric_id, metric in METRICS.items():
        found = entry(metric_id)
        assert {metric.part, *([metric.over] if metric.over else [])} == set(found.needs), metric_id
        assert bool(found.over.en) == bool(metric.over), metric_id


@pytest.mark.parametrize("metric_id", list(dictionary()))
def test_an_entry_is_whole_in_both_languages(metric_id: str) -> None:
    found = entry(metric_id)
    for said in (found.name, found.formula, found.says, found.origin, found.owner):
        assert said.en
        assert said.fi
    assert bool(found.over.en) == bool(found.over.fi)
    if " ÷ " in found.formula.en.removeprefix("1 ÷ "):
        assert found.over.en, "what divides says by what"
    assert set(found.needs) <= set(MEASURES)


def test_the_file_has_one_line_a_figure_and_every_cell() -> None:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {len(row) for row in rows} == {12}
    assert len({row[0] for row in rows}) == len(rows)
