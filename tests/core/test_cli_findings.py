"""The golden Wednesday of the demo story, and exports nobody has seen, through the command line."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.findings.finding import Kind

PUMPS = "esimerkki-pumput-oy"
KEYS = {"kind", "direction", "stage", "channel", "entities", "label", "eur", "p", "sentence", "evidence"}


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["--data", str(folder), "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def demo(story: Path) -> Path:
    return story


def test_the_wednesday_of_the_demo(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reach above its share, the ledger naming both lookalikes, the guide as keep, the move to Convert pending the
    client's yes, and the card."""
    asked = ("findings", "--client", PUMPS, "--as-of", "2026-10-01")
    found = run(demo, capsys, *asked)
    by_kind = {one["kind"]: one for one in found["findings"]}
    assert all(set(one) >= KEYS for one in found["findings"])
    assert by_kind["stage_over"]["stage"] == "reach"
    assert by_kind["stage_over"]["eur"] == "1800.00"
    ledger = by_kind["traffic_without_conversions"]
    assert {entity["name"].split(" |")[0] for entity in ledger["entities"]} == {"Lookalike A", "Lookalike B"}
    verdicts = {row["campaign"]: row["verdict"] for row in ledger["evidence"]["rows"]}
    assert verdicts["Opas | Pumpun mitoitus"] == "keep"
    assert "to Convert" in ledger["lever"]
    assert "client's yes" in ledger["lever"]
    assert ledger["card"]
    assert {one["kind"] for one in found["not_shown"]} | set(by_kind) == {str(kind) for kind in Kind}
    assert len(found["findings"]) <= 7
    assert run(demo, capsys, *asked) == found


def test_findings_are_asked_of_any_day(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = run(demo, capsys, "findings", "--client", PUMPS, "--as-of", "2026-08-20")
    assert "traffic_without_conversions" not in {one["kind"] for one in before["findings"]}
    unknown = run(demo, capsys, "findings", "--client", PUMPS, "--as-of", "2025-08-04")
    assert unknown["findings"] == [] or all(one["p"] is None for one in unknown["findings"])


CAMPAIGNS = (("Brand", 40, 4, 36), ("Generic", 60, 3, 90), ("Blog", 90, 1, 40))
START, END = date(2026, 6, 1), date(2026, 9, 30)


def google_file(path: Path, *, silent_from: date | None = None, dark_from: date | None = None) -> Path:
    """A Google Ads report by day in which `Generic` stops spending, or all conversions stop, from a day on."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        file.write('Campaign report\n"June 1, 2026 - September 30, 2026"\n')
        writer.writerow(
            ["Day", "Campaign", "Campaign ID", "Campaign type", "Currency code", "Clicks", "Cost", "Conversions"]
        )
        for n in range((END - START).days + 1):
            day = START + timedelta(days=n)
            for number, (name, clicks, conversions, cost) in enumerate(CAMPAIGNS):
                if silent_from and name == "Generic" and day >= silent_from:
                    continue
                shake = (n * 7 + number * 5) % 6
                got = 0 if dark_from and day >= dark_from else conversions + shake % 2
                writer.writerow([day, name, 100 + number, "Search", "EUR", clicks + shake, cost + shake, got])
    return path


def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str], file: Path) -> dict[str, dict[str, Any]]:
    run(tmp_path, capsys, "client", "add", "Kuusi Oy")
    run(tmp_path, capsys, "import", str(file), "--client", "kuusi-oy")
    found = run(tmp_path, capsys, "findings", "--client", "kuusi-oy", "--as-of", "2026-10-01")
    return {one["kind"]: one for one in found["findings"]}


def test_an_unchanging_client_without_targets_meetings_or_board(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(tmp_path, capsys, google_file(tmp_path / "quiet.csv"))
    assert set(found) <= {"test_move"}


def test_a_campaign_that_stopped_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(tmp_path, capsys, google_file(tmp_path / "stop.csv", silent_from=date(2026, 9, 26)))
    assert [entity["name"] for entity in found["spend_stopped"]["entities"]] == ["Generic"]


def test_an_outage_is_called_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(tmp_path, capsys, google_file(tmp_path / "dark.csv", dark_from=date(2026, 9, 25)))
    assert next(iter(found)) == "tracking_outage"
    assert not {"rate_down", "cost_up", "traffic_without_conversions"} & set(found)
