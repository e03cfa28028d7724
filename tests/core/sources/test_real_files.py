"""Real exports, where they are at hand. Expected values were counted with awk and the csv module alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.sources.read import Hints, read_file

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real exports are not at hand")

# file | answers | status | grain | period | rows | totals | spend | impressions | clicks | conversions
TABLE = """
ads/google_ads/pt_BRL_campaign_report_utf8.csv||imported|period|2026-05-05..2026-05-15|3|3|118.99|519|34|14
ads/google_ads/en_GBP_campaign_report_utf8.csv||imported|period|2026-01-27..2026-02-23|2|5|1164.10|40585|867|74
ads/google_ads/el_EUR_campaign_report.csv||imported|period|2026-03-27..2026-04-23|3|3|0|0|0|0
ads/google_ads/en_USD_ad_report.csv||imported|period|2026-01-20..2026-01-21|15|5|117.06|305|-|0
ads/google_ads/en_USD_search_terms_head.csv||imported|period|2024-01-17..2024-02-15|6|0|25.13|9|2|0
ads/google_ads/pt_BRL_search_terms.csv||imported|period|2026-05-05..2026-05-15|184|0|63.31|264|18|6
ads/google_ads/en_xlsx_ad_asset_report.xlsx||imported|period|2024-08-20..2024-09-18|251|0|7322.37|38343|6512|-
ads/google_ads/en_USD_campaign_report_alltime_empty.csv||refused|none|-|0|0|-|-|-|-
ads/google_ads/en_USD_overview_time_series.csv||imported|day|2026-02-05..2026-02-10|6|0|139.67|299|91|-
ads/google_ads/en_USD_overview_time_series.csv|currency=EUR|needs_answer|day|2026-02-05..2026-02-10|6|0|-|-|-|-
ads/google_ads/pt_BRL_overview_time_series.csv||imported|day|2026-05-05..2026-05-24|20|0|299.85|997|69|49
ads/google_ads/en_USD_overview_devices.csv|period=2026-02-05..2026-02-10|imported|period|2026-02-05..2026-02-10|4|0|139.67|299|91|-
ads/google_ads/en_USD_overview_networks.csv||needs_answer|period|-|2|0|-|-|-|-
ads/google_ads/pt_BRL_overview_campaigns.csv|period=2026-05-05..2026-05-24|imported|period|2026-05-05..2026-05-24|3|0|299.85|-|69|-
ads/google_ads/pt_BRL_overview_biggest_changes.csv|period=2026-05-05..2026-05-24|imported|period|2026-05-05..2026-05-24|3|0|299.85|-|69|-
ads/meta_ads/en_IDR_daily_with_summary_row.csv||imported|day|2026-08-02..2026-08-02|5|1|314467|93675|17218|-
ads/meta_ads/en_2014_2018_daily_anonymised.csv||imported|day|2014-02-21..2016-04-01|1380|1|-|-|-|-
ads/meta_ads/en_USD_foundry_ads.csv||imported|period|2026-05-25..2026-06-07|9|0|534.81|83100|-|143
ads/meta_ads/en_INR_weeks_and_30d_overlap.csv||imported|period|2026-01-17..2026-02-15|11|0|-|-|-|-
ads/meta_ads/en_empty_no_data_available.csv||empty|none|-|0|0|-|-|-|-
ads/ga4/en_daily_report_unsorted.csv||imported|day|2023-07-08..2024-03-04|6|0|-|-|-|-
ads/ga4/en_events_report.csv||imported|period|2025-10-15..2026-01-12|21|0|-|-|-|-
ads/ga4/en_pages_report.csv||imported|period|2025-01-01..2025-12-31|16|0|-|-|-|-
ads/ga4/en_pages_report_15cols.csv||imported|period|2025-01-01..2025-12-31|1|0|-|-|-|-
ads/ga4/en_exploration_freeform_grand_total.csv||imported|period|2025-12-13..2026-03-12|342|1|-|-|-|-
ads/linkedin_ads/en_EUR_ad_performance_AGGREGATE_3days_utf16.csv||imported|period|2026-09-21..2026-09-23|2|0|60.67|3862|14|0
ads/linkedin_ads/nl_EUR_ad_performance_utf16.csv||imported|day|2026-09-23..2026-09-23|2|0|10.47|340|1|0
ads/linkedin_ads/nl_EUR_empty_report_utf16.csv||empty|none|2026-09-23..2026-09-23|0|0|-|-|-|-
ads/datasets/robyn_dt_simulated_weekly.csv||refused|none|-|0|0|-|-|-|-
twins/google_ads_fi_utf8.csv||imported|day|2026-11-01..2026-11-02|4|2|2381.37|26084|506|13.83
twins/google_ads_fi_excel_utf16.csv||imported|day|2026-11-01..2026-11-02|4|2|2381.37|26084|506|13.83
twins/google_ads_ambiguous_thousands.csv||imported|day|2026-11-01..2026-11-02|2|0|77|4202|-|-
twins/meta_fi_resaved_in_excel.csv||imported|day|2026-11-01..2026-11-02|4|1|61.10|9120|-|4
twins/ga4_fi_traffic.csv||imported|period|2026-11-01..2026-11-07|3|0|-|-|-|-
"""
CASES = [line.split("|") for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case[0]).name}:{case[1]}")
def test_a_real_file_reads_as_counted_by_hand(case: list[str]) -> None:
    """Status, grain, period, rows, totals and sums of each file."""
    path, answers, status, grain, period, rows, totals, *sums = case
    hints = Hints(answers=dict(pair.split("=") for pair in answers.split(";") if pair))
    reading = read_file((REAL / path).read_bytes(), Path(path).name, hints)[0]
    assert (reading.status.value, reading.grain.value) == (status, grain)
    found = f"{reading.period.start}..{reading.period.end}" if reading.period else "-"
    assert found == period
    assert (reading.rows, reading.totals_rows) == (int(rows), int(totals))
    for measure, expected in zip(("spend", "impressions", "clicks", "conversions"), sums, strict=True):
        assert reading.sums.get(measure) == (None if expected == "-" else Decimal(expected)), measure


def test_totals_are_a_control_that_need_not_agree() -> None:
    """1,164.10 by row against Google's own 1,164.09; ad rows 117.06 against the account's 133.89."""
    for name, control in (("en_GBP_campaign_report_utf8.csv", "1164.09"), ("en_USD_ad_report.csv", "133.89")):
        reading = read_file((REAL / "ads/google_ads" / name).read_bytes(), name, Hints())[0]
        assert reading.control["spend"] == Decimal(control)


def test_two_encodings_of_one_report_give_the_same_facts() -> None:
    """UTF-8 with commas and UTF-16 with tabs."""
    a, b = (
        read_file((REAL / "twins" / name).read_bytes(), name, Hints())[0]
        for name in ("google_ads_fi_utf8.csv", "google_ads_fi_excel_utf16.csv")
    )
    assert a.entities == b.entities
    assert a.days.equals(b.days)
    assert a.sums == b.sums
    assert {e.channel for e in a.entities} == {"paid_search", "pmax"}


def test_overlapping_windows_stay_apart() -> None:
    """Two weeks inside thirty days: no day facts, three periods, and the message says so."""
    name = "en_INR_weeks_and_30d_overlap.csv"
    reading = read_file((REAL / "ads/meta_ads" / name).read_bytes(), name, Hints())[0]
    assert reading.days.num_rows == 0
    assert len(set(reading.periods["start"].to_pylist())) == 3
    assert "overlap" in reading.message.en
    assert reading.sums == reading.control == {}


def test_every_real_file_is_read_asked_about_or_refused_in_words() -> None:
    """No file raises, and every answer is a sentence in both languages."""
    files = [path for folder in ("ads", "twins", "trello") for path in (REAL / folder).rglob("*") if path.is_file()]
    for path in files:
        for reading in read_file(path.read_bytes(), path.name, Hints()):
            assert len(reading.message.en) > 20, path
            assert reading.message.en != reading.message.fi, path
