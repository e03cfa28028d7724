"""What every figure on screen means: formula, what it is divided by, where it comes from, whose it is, and which
measures it is made of (so that a broken check marks it). The words lie in dictionary.tsv beside this; a figure that can
be a target takes its name from `core.measure.metrics`.

A new figure on a page needs a line there: a test opens the pages and looks.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.measure.metrics import METRICS
from core.model import Sentence

WORDS = Path(__file__).with_name("dictionary.tsv")

ORIGINS: dict[str, Sentence] = {
    "platforms": Sentence("the ad platforms' own reports", "mainosalustojen omat raportit"),
    "analytics": Sentence("the website's analytics", "verkkosivuston analytiikka"),
    "shop": Sentence("the shop or CRM", "verkkokauppa tai CRM"),
    "three": Sentence(
        "the ad platforms, analytics and the shop or CRM, side by side",
        "mainosalustat, analytiikka ja verkkokauppa tai CRM, rinnakkain",
    ),
    "search": Sentence("Search Console", "Search Console"),
    "paid_terms": Sentence("search term reports of the ad platforms", "mainosalustojen hakutermiraportit"),
    "terms": Sentence(
        "search term reports of the ad platforms and Search Console",
        "mainosalustojen hakutermiraportit ja Search Console",
    ),
    "board": Sentence("the board's cards and their moves", "seinän kortit ja niiden siirrot"),
    "people": Sentence("typed in by the team", "tiimin kirjaama"),
    "data": Sentence("the imported files", "tuodut tiedostot"),
}
OWNERS: dict[str, Sentence] = {
    "growth_owner": Sentence("Growth Owner", "Growth Owner"),
    "specialist": Sentence("the channel's specialist", "kanavan asiantuntija"),
    "client": Sentence("the client", "asiakas"),
    "team": Sentence("the team", "tiimi"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure. `over` is the denominator, empty for what adds up; `needs` are names of
    `core.measure.checks.MEASURES`, none for a figure that rests on no metric."""

    metric_id: str
    name: Sentence
    formula: Sentence
    over: Sentence
    comes_from: str
    """A key of ORIGINS, whose words are `origin`."""
    origin: Sentence
    owner: Sentence
    needs: tuple[str, ...]
    says: Sentence


def entry(metric_id: str) -> Entry:
    """What the dictionary says of a figure. Raises KeyError for one it does not know."""
    return dictionary()[metric_id]


@cache
def dictionary() -> dict[str, Entry]:
    """Every entry by id, in the order of the file."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {row["id"]: _entry(row) for row in rows}


def _entry(row: dict[str, str]) -> Entry:
    known = METRICS.get(row["id"])
    return Entry(
        metric_id=row["id"],
        name=known.name if known else Sentence(row["en"], row["fi"]),
        formula=Sentence(row["formula_en"], row["formula_fi"]),
        over=Sentence(row["of_en"], row["of_fi"]),
        comes_from=row["origin"],
        origin=ORIGINS[row["origin"]],
        owner=OWNERS[row["owner"]],
        needs=tuple(row["needs"].split()),
        says=Sentence(row["says_en"], row["says_fi"]),
    )
