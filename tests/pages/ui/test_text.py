"""What other people wrote is shown as they wrote it and does nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.ui.text import cell, escaped

JOINER = "\u2060"
NO_BREAK = "\u00a0"


def shown(markdown: str) -> str:
    """What Markdown shows of escaped text: the marks without their backslashes."""
    return re.sub(r"\\(.)", r"\1", markdown).replace(JOINER, "")


@given(st.text())
def test_every_word_survives_on_one_line(text: str) -> None:
    words = (" ".join(part.split()) for part in text.replace(JOINER, "").split(NO_BREAK))
    assert " ".join(shown(escaped(text.replace(JOINER, ""))).split()) == " ".join(" ".join(words).split())
    assert "\n" not in escaped(text)


def test_a_number_keeps_to_its_unit() -> None:
    assert escaped(f"  4{NO_BREAK}121{NO_BREAK}€ \n of ") == f"4{NO_BREAK}121{NO_BREAK}€ of"


@given(st.text())
def test_no_mark_of_markdown_is_left_bare(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>$:#!(){}|~]", escaped(text))


@pytest.mark.parametrize(
    "address", ["anna@example.fi", "https://evil.example/x", "www.evil.example", "WWW.EVIL.EXAMPLE"]
)
def test_a_bare_address_does_not_become_a_link(address: str) -> None:
    assert JOINER in escaped(address)
    assert shown(escaped(address)) == address


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+358", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "opas;=1", "opas, =1", "rivi\n=1", "|x", "%x", "\uff1d1"],
)
def test_a_spreadsheet_takes_no_cell_for_a_formula(formula: str) -> None:
    """Whichever separator it takes: a table is downloaded with commas, and a Finnish spreadsheet reads semicolons."""
    for part in re.split(r"[;,\n]", cell(formula)):
        assert part.strip()[:1] not in tuple("=+-@|%\uff1d")
    assert cell(formula).replace(JOINER, "") == formula


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert cell("Reach | Lookalike A – 1 %") == "Reach | Lookalike A – 1 %"
