"""Google Ads search term report over a period: the terms that enough people searched.

The terms lie in searches.tsv by campaign, for the last two sprints. What the campaigns cost beyond them is what Google
hides.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.jobs.story.cast import Company, Export
from core.jobs.story.google import FINNISH, quoted, spoken_day

TERMS = Path(__file__).with_name("searches.tsv")
HEADER = (
    "Hakutermi",
    "Kampanja",
    "Kampanjatyyppi",
    "Valuuttakoodi",
    "Impr.",
    "Klikkaukset",
    "Hinta",
    "Konversiot",
)


@dataclass(frozen=True, slots=True)
class Searched:
    """One term of one campaign over the sprint before and the last one."""

    campaign: str
    term: str
    clicks: tuple[int, int]
    cents: int
    """Per click."""
    conversions: tuple[int, int]


@cache
def searched() -> tuple[Searched, ...]:
    """Every term of the story."""
    with TERMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return tuple(
        Searched(
            row["campaign"],
            row["term"],
            (int(row["clicks_before"]), int(row["clicks_now"])),
            int(row["cents_per_click"]),
            (int(row["conversions_before"]), int(row["conversions_now"])),
        )
        for row in rows
    )


def search_report(company: Company, export: Export) -> bytes:
    """The file's bytes. A term nobody clicked in the period is not listed."""
    ends = sorted(other.end for other in company.exports if other.report == export.report)
    which = ends.index(export.end)
    campaigns = {line.number: line.name for line in company.lines}
    rows = [
        ["Hakutermiraportti"],
        [FINNISH.dash.join(spoken_day(FINNISH, day) for day in (export.start, export.end))],
        [*HEADER],
        *(
            _row(found.term, campaigns[found.campaign], found.clicks[which], found.cents, found.conversions[which])
            for found in searched()
            if found.clicks[which]
        ),
    ]
    return "".join(",".join(map(quoted, row)) + "\n" for row in rows).encode()


def _row(term: str, campaign: str, clicks: int, cents: int, conversions: int) -> list[str]:
    cost = clicks * cents
    shown = clicks * 12 if "Brändi" not in campaign else clicks * 5
    return [
        term,
        campaign,
        "Haku",
        "EUR",
        str(shown),
        str(clicks),
        f"{cost // 100}.{cost % 100:02d}",
        f"{conversions}.00",
    ]
