"""Number texts and what they prove about their decimal mark."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sources.numbers import MICRO, Cell, NotANumber, decimal_marks, mark_of_style, needs_mark, parsed


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("1164.09", ".", "1164.09"),
        ("31,193", ".", "31193"),
        ("1,286.58", ".", "1286.58"),
        ("1,00,000", ".", "100000"),
        ("1.683,00", ",", "1683"),
        ("1 204,5", ",", "1204.5"),
        ("1\xa0204", ",", "1204"),
        ("1\u202f204,25", ",", "1204.25"),
        ("1'204.5", ".", "1204.5"),
        ("US$50.00", ".", "50"),
        ("R$\xa012,28", ",", "12.28"),
        ("1 203,77 €", ",", "1203.77"),
        ("EUR 5", ".", "5"),
        ("250 kr", ",", "250"),
        ("-3.5", ".", "-3.5"),
        ("−3,5", ",", "-3.5"),
        ("6,76%", ",", "0.0676"),
        ("7,06 %", ",", "0.0706"),
        ("1.426697e+06", ".", "1426697"),
        ("0.1234567", ".", "0.123457"),
        (".5", ".", "0.5"),
        ("(3.50)", ".", "-3.5"),
        ("($1,003.50)", ".", "-1003.5"),
        ("( 3,50 € )", ",", "-3.5"),
    ],
)
def test_a_number_reads_exactly(text: str, mark: str, expected: str) -> None:
    assert parsed(text, mark).micros == int(Decimal(expected) * MICRO)


@pytest.mark.parametrize("text", ["", " --", "--", "—", " -", "-", "n/a", "NULL"])
def test_a_placeholder_is_nothing_and_not_zero(text: str) -> None:
    assert parsed(text, ".") == Cell()


@pytest.mark.parametrize("text", ["< 10%", "> 90%", "<5", "≤ 1,5 %"])
def test_a_bound_keeps_its_text(text: str) -> None:
    assert parsed(text, ",") == Cell(bound=text)


@pytest.mark.parametrize(
    "text", ["x7.5", "twelve", "1,2,3", "1.2.3.4", "12abc", "1,23", "1e99", "9" * 14, "ABC 5", "5-5"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parsed(text, ".")


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["1,204", "2,998", "42"], set()),
        (["1,204", "0.5"], {"."}),
        (["1.204", "3,25"], {","}),
        (["1,234,567"], {"."}),
        (["1.234.567"], {","}),
        (["1,286.58"], {"."}),
        (["0,125"], {","}),
        (["1234,567"], {","}),
        (["1.5", "1,5"], {".", ","}),
        (["R$\xa012,28"], {","}),
    ],
)
def test_only_evidence_proves_a_decimal_mark(texts: list[str], marks: set[str]) -> None:
    assert decimal_marks(texts) == marks


def test_whole_numbers_need_no_mark() -> None:
    assert not needs_mark(["1", "42", "--", ""])
    assert needs_mark(["1,204"])


@pytest.mark.parametrize(
    ("style", "mark"), [("1,234.5", "."), ("1.234,5", ","), ("1 234,5", ","), ("", ""), ("yes", "")]
)
def test_an_answered_style_names_its_mark(style: str, mark: str) -> None:
    assert mark_of_style(style) == mark


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]),
)
def test_grouped_numbers_read_back(value: Decimal, style: tuple[str, str]) -> None:
    """Thousands written in any of the platforms' ways."""
    group, mark = style
    text = f"{value:,.2f}".replace(",", "G").replace(".", mark).replace("G", group)
    assert parsed(text, mark).micros == int(value * MICRO)
