"""Real exports, where they are at hand. Expected values were counted with awk, the csv module and openpyxl alone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.jobs.imports import offer
from core.sources.read import Hints, read_file
from core.store import Store, open_store
from core.store.clients import add_client

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real exports are not at hand")

TABLE = Path(__file__).with_name("real_files.psv").read_text("utf-8")
CASES = [line.split("|") for line in TABLE.splitlines() if not line.startswith("#")]
TABLES_OF_FILE = {
    "ads/search_console/en_performance_on_search.zip": 7,
    "ads/search_console/en_performance_on_search.xlsx": 7,
    "ads/ga4/en_snapshot_multisection.csv": 18,
    "ads/ga4/es_snapshot_multisection.csv": 6,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("data"))
    add_client(store.ops, name="Aurinko", now=datetime(2026, 10, 1))
    return store


@cache
def entries(store: Store, path: str, answers: str) -> dict[str, dict[str, Any]]:
    """What the command line prints about each table of a file, by name."""
    outcomes = offer(
        store,
        client_id="aurinko",
        name=Path(path).name,
        data=(REAL / path).read_bytes(),
        answers=dict(pair.split("=") for pair in answers.split(";") if pair),
        who="t",
        now=datetime(2026, 12, 1),
        dry_run=True,
    )
    return {outcome.file: outcome.as_json() for outcome in outcomes}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case[0]).name}:{case[1]}")
def test_a_real_file_reads_as_counted_by_hand(store: Store, case: list[str]) -> None:
    """Status, grain, period, rows, totals and sums of each table, as the command line gives them."""
    name, answers, status, grain, period, rows, totals, *sums = case
    path, _, member = name.partition("!")
    entry = entries(store, path, answers)[f"{Path(path).name}!{member}" if member else Path(path).name]
    assert (entry["status"], entry["grain"]) == (status, grain)
    assert "..".join((entry["period"] or {"-": "-"}).values()) == period
    assert (entry["rows"], entry["totals_rows"]) == (int(rows), int(totals))
    for measure, expected in zip(("spend", "impressions", "clicks", "conversions"), sums, strict=True):
        found = None if entry[measure] is None else Decimal(str(entry[measure]))
        assert found == (None if expected == "-" else Decimal(expected)), measure


def test_every_real_file_is_in_the_table() -> None:
    folders = [REAL / "ads", REAL / "twins"]
    known = {case[0].partition("!")[0] for case in CASES}
    there = {str(path.relative_to(REAL)) for folder in folders for path in folder.rglob("*") if path.is_file()}
    assert {path for path in there if not path.endswith((".md", "index.tsv"))} <= known


@pytest.mark.parametrize(("path", "count"), TABLES_OF_FILE.items())
def test_a_file_of_several_tables_gives_an_entry_for_each(store: Store, path: str, count: int) -> None:
    assert len(entries(store, path, "")) == count


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
