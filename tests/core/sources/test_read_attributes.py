"""What is kept beside the figures: match types, money of hidden search terms, the platforms' word on delivery."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.model import Level
from core.sources.read import Hints, read_file
from core.sources.reading import HIDDEN_TERMS, Reading

TERMS = (
    "Search terms report\n1 September 2026 - 30 September 2026\n"
    "Search term,Match type,Added/Excluded,Campaign,Currency code,Impr.,Clicks,Cost\n"
    "ilmalämpöpumppu,Broad match,None,Haku,EUR,100,10,20.00\nilmalämpöpumppu,Exact match,None,Haku,EUR,10,1,2.00\n"
    "lämpöpumppu hinta,Exact match,Added,Haku,EUR,50,5,30.00\n"
)
OTHER = "Total: Other search terms, --, --, --,EUR,500,40,25.00\n"
ACCOUNT = "Total: Account, --, --, --,EUR,660,56,77.00\n"


def read(text: str) -> Reading:
    return read_file(text.encode(), "report.csv", Hints(currency="EUR"))[0]


@pytest.mark.parametrize("totals", [OTHER + ACCOUNT, OTHER, ACCOUNT])
def test_the_money_of_hidden_terms_is_kept_apart(totals: str) -> None:
    """By its own line, else as what the account spent beyond the rows."""
    reading = read(TERMS + totals)
    (place,) = (i for i, entity in enumerate(reading.entities) if entity.name == HIDDEN_TERMS)
    hidden = {row["measure"]: row["value"] for row in reading.periods.to_pylist() if row["e"] == place}
    assert hidden == {"impressions": Decimal(500), "clicks": Decimal(40), "spend": Decimal(25)}
    assert reading.entities[place].level is Level.OTHER
    assert (reading.rows, reading.sums["spend"]) == (3, Decimal(52))


def test_the_account_is_not_compared_where_it_has_more_than_search() -> None:
    """A video's money was never spent on search terms."""
    search = "Total: Search, --, --, --,EUR,560,51,60.00\n"
    video = "Total: Video, --, --, --,EUR,100,5,17.00\n"
    reading = read(TERMS + search + video + ACCOUNT)
    place = [entity.name for entity in reading.entities].index(HIDDEN_TERMS)
    assert [row["value"] for row in reading.periods.to_pylist() if row["e"] == place and row["measure"] == "spend"] == [
        8
    ]
    assert HIDDEN_TERMS not in [entity.name for entity in read(TERMS + video + ACCOUNT).entities]


def test_a_report_that_does_not_tell_claims_nothing_about_hidden_terms() -> None:
    for text in (TERMS, TERMS + "Total: Account, --, --, --,EUR,160,16,52.00\n"):
        assert HIDDEN_TERMS not in [entity.name for entity in read(text).entities]


def test_match_types_of_a_term_are_kept_together() -> None:
    entities = read(TERMS).entities
    assert {entity.name: entity.match_type for entity in entities} == {
        "ilmalämpöpumppu": "Broad match; Exact match",
        "lämpöpumppu hinta": "Exact match",
    }


@pytest.mark.parametrize(
    ("header", "cells", "status", "reason"),
    [
        (
            "Campaign status,Status,Status reasons,Campaign",
            "Enabled,Eligible (Limited),Limited by budget,A",
            "Eligible (Limited)",
            "Limited by budget",
        ),
        ("Campaign status,Campaign", "Paused,A", "Paused", ""),
        ("Kampanjan tila,Tila,Tilan syyt,Kampanja", "Käytössä,Rajoitettu,Budjetti,A", "Rajoitettu", "Budjetti"),
        ("Campaign status,Campaign,Bid strategy type", " --,A,Manual CPC", "", ""),
    ],
)
def test_google_says_how_a_campaign_is_delivered(header: str, cells: str, status: str, reason: str) -> None:
    reading = read(f"Campaign report\n1 May 2026 - 2 May 2026\n{header},Currency code,Cost\n{cells},EUR,5\n")
    (entity,) = reading.entities
    assert (entity.status, entity.status_reason) == (status, reason)


def test_ads_tell_their_ad_set_what_became_of_them() -> None:
    head = "Reporting starts,Reporting ends,Ad name,Ad set name,Ad delivery,Amount spent (EUR),Result indicator\n"
    day = "2026-05-01,2026-05-01"
    reading = read(f"{head}{day},a,S,active,1,reach\n{day},b,S,rejected,2,reach\n{day},c,T,active,2,reach\n")
    assert [(e.level, e.name, e.status) for e in reading.entities] == [
        (Level.AD_SET, "S", "active; rejected"),
        (Level.AD_SET, "T", "active"),
    ]


def test_search_terms_by_day_are_totals_of_their_period_too() -> None:
    """One period is compared with another by its totals."""
    reading = read(
        "Search terms report\n1 May 2026 - 2 May 2026\nDay,Search term,Campaign,Currency code,Clicks,Cost\n"
        "2026-05-01,pumppu,Haku,EUR,2,1.50\n2026-05-02,pumppu,Haku,EUR,3,2.00\n"
    )
    assert reading.days["spend"].to_pylist() == [Decimal("1.5"), Decimal(2)]
    totals = [(str(row["start"]), str(row["end"]), row["measure"], row["value"]) for row in reading.periods.to_pylist()]
    assert totals == [
        ("2026-05-01", "2026-05-02", "clicks", Decimal(5)),
        ("2026-05-01", "2026-05-02", "spend", Decimal("3.5")),
    ]
