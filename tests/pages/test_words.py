"""Every sentence of the screen exists in both languages, with the same blanks to fill."""

from __future__ import annotations

import importlib
import pkgutil
from string import Formatter

import pytest

import pages.ui.words
from pages.ui.words import Table, Words

MODULES = [importlib.import_module(f"pages.ui.words.{m.name}") for m in pkgutil.iter_modules(pages.ui.words.__path__)]


def is_table(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
        for pair in value.values()
    )


TABLES: list[tuple[str, Table]] = [
    (f"{module.__name__.rsplit('.', 1)[-1]}.{name}", value)
    for module in MODULES
    for name, value in vars(module).items()
    if name.isupper() and is_table(value)
]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("name", "table"), TABLES, ids=[name for name, _ in TABLES])
def test_both_languages_say_everything_with_the_same_blanks(name: str, table: Table) -> None:
    empty = [key for key, pair in table.items() if not all(pair)]
    assert not empty
    different = {key: pair for key, pair in table.items() if blanks(pair[0]) != blanks(pair[1])}
    assert not different


def test_every_page_of_the_team_has_its_table() -> None:
    names = {name.split(".")[0] for name, _ in TABLES}
    assert {"stages", "targets", "imports", "clients", "people", "account"} <= names


def test_a_count_is_written_as_the_language_writes_numbers() -> None:
    table = {"cards": ("{n} cards", "{n} korttia"), "week": ("week {week}", "viikko {week}")}
    assert Words(table, "en")("cards", n=4904) == "4,904 cards"
    assert Words(table, "fi")("cards", n=4904) == "4\N{NO-BREAK SPACE}904 korttia"
    assert Words(table, "fi")("week", week=2026) == "viikko 2026"
