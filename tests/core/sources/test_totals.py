"""What makes a row a total, and what keeps a campaign that is called "Total"."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.model import FileStatus
from core.sources.read import Hints, read_file
from core.sources.reading import Reading

GOOGLE = "Campaign report\n1 May 2026 - 2 May 2026\n"
META = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n"


def read(text: str) -> Reading:
    return read_file(text.encode(), "report.csv", Hints())[0]


def names(reading: Reading) -> list[str]:
    return [entity.name for entity in reading.entities]


@pytest.mark.parametrize("name", ["Total", "Total: brand", "Yhteensä", "Summa"])
def test_a_campaign_called_total_is_kept_where_a_day_and_an_id_tell_it_apart(name: str) -> None:
    reading = read(
        f"{GOOGLE}Day,Campaign,Campaign ID,Currency code,Cost\n"
        f"2026-05-01,{name},11,EUR,7\n2026-05-01,A,12,EUR,4\n2026-05-02,{name},11,EUR,1\n2026-05-02,A,12,EUR,9\n"
        "Total: Account, --, --,EUR,21\n"
    )
    assert (reading.rows, reading.totals_rows, reading.sums["spend"]) == (4, 1, Decimal(21))
    assert names(reading) == [name, "A"]


def test_a_campaign_with_an_id_is_kept_even_if_it_costs_as_much_as_the_others_together() -> None:
    reading = read(
        f"{GOOGLE}Day,Campaign,Campaign ID,Currency code,Cost\n"
        "2026-05-01,Total,11,EUR,9\n2026-05-01,A,12,EUR,4\n2026-05-01,B,13,EUR,5\n2026-05-02,A,12,EUR,1\n"
    )
    assert (reading.rows, reading.sums["spend"]) == (4, Decimal(19))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Campaign status,Campaign", "Enabled,Total: sale"),
        ("Project,Campaign", "Total - Brand,A"),
        ("Project,Campaign ID", "Total - Brand,11"),
    ],
)
def test_a_named_row_in_a_state_or_of_a_project_is_kept(header: str, row: str) -> None:
    reading = read(f"{GOOGLE}{header},Currency code,Cost\n{row},EUR,7\nEnabled,B,EUR,4\nTotal: Account,,EUR,11\n")
    assert (reading.rows, reading.sums["spend"], reading.control["spend"]) == (2, Decimal(11), Decimal(11))


def test_a_bare_total_without_anything_beside_it_is_judged_by_its_figure() -> None:
    """At least about the sum of the others: a total. Clearly less: a campaign."""
    head = f"{GOOGLE}Campaign,Currency code,Cost\nA,EUR,4\nB,EUR,5\n"
    total, campaign = read(head + "Total,EUR,9.40\n"), read(head + "Total,EUR,2\n")
    assert (total.sums["spend"], total.control["spend"]) == (Decimal(9), Decimal("9.40"))
    assert (campaign.sums["spend"], campaign.control) == (Decimal(11), {})


def test_totals_of_each_day_are_no_campaign_and_no_control_of_the_file() -> None:
    reading = read(
        "Day,Campaign,Currency,Cost\n2026-05-01,A,EUR,4\n2026-05-01,B,EUR,5\n2026-05-01,Total,EUR,9\n"
        "2026-05-02,A,EUR,3\n2026-05-02,Total,EUR,3\n"
    )
    assert (reading.rows, reading.totals_rows, reading.sums["spend"], reading.control) == (3, 2, Decimal(12), {})


@pytest.mark.parametrize("name", ["Total", "Results from 2 campaigns"])
def test_a_total_over_the_same_period_is_not_counted(name: str) -> None:
    rows = f"2026-11-01,2026-11-30,{name},11\n2026-11-01,2026-11-30,A,5\n2026-11-01,2026-11-30,B,6\n"
    reading = read(META + rows)
    assert (reading.rows, reading.totals_rows, reading.sums["spend"]) == (2, 1, Decimal(11))


def test_a_keyword_called_total_is_kept() -> None:
    reading = read(
        "Search keyword report\n1 May 2026 - 2 May 2026\nKeyword status,Keyword,Campaign,Ad group,Currency code,Cost\n"
        "Enabled,shoes,C,G,EUR,2.50\nEnabled,total,C,G,EUR,2.50\nTotal: Keywords, --, --, --,EUR,5.00\n"
    )
    assert (reading.report, names(reading), reading.totals_rows) == ("keywords", ["shoes", "total"], 1)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("Session primary channel group (Default Channel Group),Sessions", ",11\nDirect,5\nOrganic Search,6\n"),
        ("Date,Sessions", "20261101,5\n20261102,6\n,11\n"),
        ("Session default channel group,Date,Sessions", ",,11,Grand total\nDirect,20261101,5\nDirect,20261102,6\n"),
    ],
)
def test_an_unnamed_row_with_the_sum_of_the_others_is_their_total(header: str, rows: str) -> None:
    top = (
        "# ---\n# X\n# Account: E\n# Property: P\n# ---\n#\n# All Users\n# Start date: 20261101\n# End date: 20261107\n"
    )
    reading = read(f"{top}{header}\n{rows}")
    assert (reading.status, reading.rows, reading.totals_rows) == (FileStatus.IMPORTED, 2, 1)
    assert reading.sums["sessions"] == reading.control["sessions"] == Decimal(11)


def test_an_empty_page_name_is_a_page_of_its_own() -> None:
    top = "# ---\n# Landing page\n# Account: E\n# Property: P\n# ---\n# Start date: 20261101\n# End date: 20261107\n"
    reading = read(f"{top}Landing page,Sessions\n/,10\n,3\n(not set),2\n")
    assert set(names(reading)) == {"/", "(empty)", "(not set)"}
    assert reading.sums["sessions"] == Decimal(15)


@pytest.mark.parametrize("whole", ["All", ""])
def test_the_whole_campaign_beside_its_parts_is_not_counted(whole: str) -> None:
    """Meta may write a row for the campaign above its rows by age."""
    reading = read(
        "Reporting starts,Reporting ends,Campaign name,Age,Amount spent (EUR),Impressions\n"
        f"2026-08-01,2026-08-31,A,{whole},3,30\n2026-08-01,2026-08-31,A,18-24,1,10\n"
        "2026-08-01,2026-08-31,A,25-34,2,20\n"
        f"2026-08-01,2026-08-31,B,{whole},4,20\n2026-08-01,2026-08-31,B,25-34,4,20\n"
    )
    assert (reading.rows, reading.totals_rows) == (3, 2)
    assert (reading.sums["spend"], reading.sums["impressions"]) == (Decimal(7), Decimal(50))


def test_google_writes_its_totals_in_the_status_column_and_the_account_is_the_control() -> None:
    """Also for removed campaigns, ad groups and anything else it counts."""
    reading = read(
        "Ad group report\n1 May 2026 - 2 May 2026\nAd group status,Ad group,Campaign,Day,Currency code,Cost\n"
        "Enabled,G,C,2026-05-01,EUR,2.5\nEnabled,G,C,2026-05-02,EUR,2.5\nTotal: Ad groups, --, --, --,EUR,5\n"
        "Total: Removed ad groups, --, --, --,EUR,1\nTotal: Account, --, --, --,EUR,6\n"
    )
    assert (reading.report, reading.rows, reading.totals_rows) == ("ad_groups", 2, 3)
    assert (reading.sums["spend"], reading.control["spend"]) == (Decimal(5), Decimal(6))


def test_money_without_a_campaign_in_a_table_of_ones_own_is_kept() -> None:
    """A nameless row is a total only if it holds about as much as the rows of its day."""
    head = "Day,Campaign,Currency,Cost\n2026-05-01,A,EUR,4\n2026-05-01,B,EUR,5\n2026-05-02,A,EUR,3\n"
    own = read(f"{head}2026-05-01,,EUR,1.50\n")
    assert (own.rows, own.totals_rows, own.sums["spend"]) == (4, 0, Decimal("13.50"))
    assert set(names(own)) == {"A", "B", "(empty)"}
    total = read(f"{head}2026-05-01,,EUR,9\n2026-05-02,,EUR,3\n")
    assert (total.rows, total.totals_rows, total.sums["spend"]) == (3, 2, Decimal(12))
