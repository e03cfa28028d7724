"""Rates from a table, in the shapes that people and the European Central Bank write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.errors import Refused
from core.sources.rate_table import read_rates


def read(text: str):
    return [(r.day, r.base, r.quote, r.rate) for r in read_rates(text.encode(), origin="x.csv", set_by="Mari")]


@pytest.mark.parametrize(
    "text",
    [
        "day,from,to,rate\n2026-09-30,SEK,EUR,0.0912\n",
        "Päivä;Mistä;Mihin;Kurssi\r\n30.9.2026;sek;eur;0,0912\r\n\r\n",
        "\ufeffto\trate\tfrom\tdate\nEUR\t0.0912\tSEK\t2026-09-30\n",
    ],
)
def test_one_rate_a_line(text):
    assert read(text) == [(date(2026, 9, 30), "SEK", "EUR", Decimal("0.0912"))]


@pytest.mark.parametrize("cell", ["2026-09-30", "30 September 2026"])
def test_the_central_bank_s_table(cell):
    text = f"Date, USD, JPY, CYP, SEK, \n{cell}, 1.1741, 173.76, N/A, 11.0565, \n"
    assert read(text) == [
        (date(2026, 9, 30), "EUR", "USD", Decimal("1.1741")),
        (date(2026, 9, 30), "EUR", "JPY", Decimal("173.76")),
        (date(2026, 9, 30), "EUR", "SEK", Decimal("11.0565")),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a,b\n1,2\n", "no table of exchange rates"),
        ("day,from,to,rate\n", "no table of exchange rates"),
        ("day,from,to,rate\n2026-09-30,SEK,EUR,abc\n", "Line 2"),
        ("day,from,to,rate\n2026-09-30,SEK,EUR,1\nsoon,SEK,EUR,1\n", "Line 3"),
        ("day,from,to,rate\n2026-09-30,SEK\n", "Line 2"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, word):
    with pytest.raises(Refused, match=word):
        read(text)
