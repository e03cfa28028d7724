"""Bad lines as a CSV that no spreadsheet runs, and changes day by day."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from pages.ui import import_rows as rows
from pages.ui.words import Words
from pages.ui.words.imports import IMPORTS


def change(day: int, measure: str, old: str, new: str) -> SimpleNamespace:
    return SimpleNamespace(day=date(2026, 9, day), measure=measure, old=Decimal(old), new=Decimal(new))


@pytest.mark.parametrize(("language", "delimiter"), [("en", ","), ("fi", ";")])
def test_every_bad_line_is_in_the_file_and_none_is_a_formula(language: str, delimiter: str) -> None:
    bad = [
        {"line": 7, "column": "Cost", "text": '=HYPERLINK("http://x")'},
        {"line": 8, "column": "@sum", "text": " +1"},
        {"line": 9, "column": "Kulu; €", "text": "ei luku\nrivinvaihto"},
    ]
    data = rows.bad_lines_csv(Words(IMPORTS, language), bad)
    assert data.startswith(b"\xef\xbb\xbf")
    _, *found = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter)
    assert [row[0] for row in found] == ["7", "8", "9"]
    assert not [cell for row in found for cell in row if cell[:1] in "=+-@"]
    assert found[2][1:] == ["Kulu; €", "ei luku\nrivinvaihto"]


def test_changes_are_told_newest_first_with_signs_and_the_main_one_is_drawn() -> None:
    t = Words(IMPORTS, "fi")
    changes = [
        change(1, "spend", "10.00", "12.50"),
        change(1, "conversions", "2", "3.5"),
        change(2, "conversions", "1", "0"),
        change(2, "old_measure", "1", "0"),
    ]
    known = rows.shown(changes)
    table = rows.change_table(t, known, "EUR")
    told = [[str(cell).replace("\u00a0", " ") for cell in row] for row in table.itertuples(index=False)]
    assert told == [
        ["2.9.2026", "konversiot", "1", "0", "−1"],
        ["1.9.2026", "konversiot", "2", "3,5", "+1,5"],
        ["1.9.2026", "kulu", "10,00 €", "12,50 €", "+2,50 €"],
    ]
    assert rows.main_measure(known) == "conversions"
    bars = rows.chart_rows(t, known, "conversions", "EUR")
    assert [(bar["slice"], bar["place"], bar["difference"]) for bar in bars] == [("1.9.", 0, 1.5), ("2.9.", 1, -1.0)]


def test_long_lists_of_names_are_cut_with_their_count() -> None:
    t = Words(IMPORTS, "en")
    assert rows.names_line(t, ["A", "B"], 2) == "A, B"
    assert rows.names_line(t, list("ABCDEFG"), 40) == "A, B, C, D, E and 35 more"
    assert rows.names_line(t, [], 0) == ""
