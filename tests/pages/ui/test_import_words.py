"""What the reader understood of a file, in a person's words."""

from __future__ import annotations

from typing import Any

import pytest

from pages.ui.import_words import lines
from pages.ui.words import Words
from pages.ui.words.imports import IMPORTS

FACTS: dict[str, Any] = {
    "source": "google_ads",
    "level": "campaign",
    "grain": "day",
    "account": "main",
    "period": {"start": "2026-09-01", "end": "2026-09-30"},
    "currency": "EUR",
    "rows": 1234,
    "totals_rows": 2,
    "spend": "118.99",
    "impressions": 1500,
    "clicks": None,
    "conversions": 2.5,
    "control": None,
    "replaced": {"days": 0, "periods": 0},
    "changes": [],
    "entities": {"new": 2, "renamed": 1},
}


def said(language: str, **changed: Any) -> dict[str, str]:
    found = lines(Words(IMPORTS, language), FACTS | changed)
    return {label: text.replace("\u00a0", " ") for label, text in found}


def test_the_whole_preview_in_finnish() -> None:
    assert said("fi") == {
        "Mikä tämä on": "Google Ads, kampanjat, päivittäin",
        "Tili": "ei nimetty tiedostossa",
        "Jakso": "1.–30.9.2026",
        "Rivit": "1 234, lisäksi 2 summariviä, joita ei lasketa mukaan",
        "Kulu": "118,99 €; tiedostossa ei ole tarkistussummaa",
        "Muut summat": "1 500 näyttökertaa · 2,5 konversiota",
        "Korvaa": "ei mitään: kaikki on uutta",
        "Uudet tai nimetyt uudelleen": "2 uutta, 1 nimetty uudelleen: historia säilyy",
    }


def test_a_list_of_deals_says_what_it_holds_and_what_it_replaces() -> None:
    deals: dict[str, Any] = {
        "source": "pipedrive",
        "report": "deals",
        "level": "other",
        "spend": None,
        "impressions": None,
        "conversions": 2,
        "outcomes": {"hard_lead": 5, "order": 2},
        "value": "1200.50",
        "replaced": {"days": 0, "periods": 0, "outcomes": 1},
        "changes": [{"measure": "order", "rows": 1, "old": "0", "new": "1"}],
    }
    found = said("fi", **deals)
    assert found["Mikä tämä on"] == "Pipedrive, kaupat, päivittäin"
    assert found["Muut summat"] == "kovat liidit 5 · tilaukset 2 · arvo 1 200,50 €"
    assert found["Korvaa"] == "1 aiemman tilauksen, liidin tai kaupan, tilaukset 0 → 1"


@pytest.mark.parametrize(
    ("control", "words"),
    [
        ({"spend": "118.99", "difference": "0.00"}, "118.99 €, the same as the file's own total"),
        (
            {"spend": "120.00", "difference": "-1.01"},
            "118.99 €, but the file's own total is 120.00 €: a difference of −1.01 €",
        ),
    ],
)
def test_the_files_own_total_is_compared(control: dict[str, str], words: str) -> None:
    assert said("en", control=control)["Spend"] == words


def test_replaced_days_are_said_with_the_change_of_each_measure() -> None:
    changes = [
        {"measure": "spend", "rows": 3, "old": "1000.00", "new": "1010.50"},
        {"measure": "clicks", "rows": 0, "old": "5.00", "new": "5.00"},
    ]
    words = said("en", replaced={"days": 30, "periods": 1}, changes=changes)["Replaces"]
    assert words == (
        "30 earlier day rows of the same campaigns, 1 earlier figure that is no sum of days, "
        "spend 1,000.00 € → 1,010.50 €"
    )
    assert said("en", replaced={"days": 1, "periods": 0})["Replaces"].endswith("same campaigns, with the same numbers")


def test_what_the_file_does_not_tell_is_left_out() -> None:
    found = said("en", period=None, spend=None, impressions=None, conversions=None, replaced=None, entities=None)
    assert set(found) == {"What it is", "Account", "Rows"}
