"""Targets for numbers, budgets, content and meetings on the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.cli import main


class Terminal:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.status = folder, capsys, 0

    def __call__(self, line: str) -> Any:
        self.status = main(["--data", str(self.folder), *line.split(), "--json"])
        out, _ = self.capsys.readouterr()
        return json.loads(out) if out.strip() else None


@pytest.fixture
def tahti(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    terminal = Terminal(tmp_path, capsys)
    terminal("client add Acme")
    return terminal


def test_targets_keep_their_history(tahti: Terminal) -> None:
    tahti("kpi set --client acme --metric conversions --value 100 --from 2026-01-01")
    tahti("kpi set --client acme --metric conversions --value 120 --from 2026-09-01 --basis monthly")
    ctr = tahti(
        "kpi set --client acme --metric ctr --period sprint --direction band --value 1,5 --high 3% --from 2026-09-01"
    )
    assert {key: ctr[key] for key in ("period", "direction", "value", "high", "stage")} == {
        "period": "sprint",
        "direction": "band",
        "value": "0.015",
        "high": "0.03",
        "stage": None,
    }
    rows = tahti("kpi --client acme")
    assert [(row["metric"], row["value"], row["from"]) for row in rows] == [
        ("conversions", "120", "2026-09-01"),
        ("conversions", "100", "2026-01-01"),
        ("ctr", "0.015", "2026-09-01"),
    ]
    assert tahti("kpi set --client acme --metric cpa --value 30") is None  # a price is not reached by adding up
    assert tahti.status == 1


def test_a_budget_is_for_a_month_or_a_cycle_and_for_what_it_names(tahti: Terminal) -> None:
    tahti("budget set --client acme --month 2026-09 --amount 5000 --decided-on 2026-08-20")
    tahti("budget set --client acme --month 2026-09 --amount 5600,50 --decided-on 2026-09-10")
    tahti("budget set --client acme --from 2026-09-15 --to 2026-10-14 --stage reach --amount 900 --committed")
    rows = tahti("budget --client acme")
    assert [(row["period"]["start"], row["scope"], row["key"], row["amount"], row["committed"]) for row in rows] == [
        ("2026-09-15", "stage", "reach", "900.00", True),
        ("2026-09-01", "all", None, "5600.50", False),
        ("2026-09-01", "all", None, "5000.00", False),
    ]
    for wrong in ("--month 2026-9", "--month 2026-09 --to 2026-09-30", "--from 2026-09-02 --to 2026-09-01", ""):
        assert tahti(f"budget set --client acme --amount 10 {wrong}") is None
        assert tahti.status == 1
    assert tahti("budget set --client acme --month 2026-09 --amount 10 --entity nobody") is None


def test_the_first_plan_of_a_past_month_held_from_its_first_day_and_a_change_from_today(tahti: Terminal) -> None:
    first = tahti("budget set --client acme --month 2025-09 --amount 5000")
    assert first["decided_on"] == "2025-09-01"
    assert tahti("budget set --client acme --month 2025-09 --amount 6000")["decided_on"] > "2026"


def test_content_and_meetings_are_written_down_and_listed(tahti: Terminal) -> None:
    made = tahti("content add --client acme --title Opas --stage act --live-from 2026-03-01 --persona Ostaja")
    gone = tahti(f"content retire --client acme {made['id']} --gone-on 2026-09-01")
    assert gone == made | {"gone_on": "2026-09-01"}
    assert tahti("content --client acme") == [gone]
    met = tahti("meeting add --client acme --kind monthly --at 2026-10-01T10:00+03:00")
    assert met["at"] == "2026-10-01T07:00:00Z"
    assert tahti("meeting --client acme") == [met]


DAYS = "\n".join(
    f"2026-{day:%m-%d},Acme | Myynti,12,Search,EUR,500,20,30.00,2.00"
    for day in (date(2026, 7, 1) + timedelta(days=i) for i in range(76))
)
EXPORT = f"""Campaign report
"July 1, 2026 - September 14, 2026"
Day,Campaign,Campaign ID,Campaign type,Currency code,Impr.,Clicks,Cost,Conversions
{DAYS}
"""


def test_what_was_agreed_can_be_asked_as_of_an_earlier_day(tahti: Terminal) -> None:
    tahti("kpi set --client acme --metric conversions --value 100 --from 2026-01-01")
    tahti("kpi set --client acme --metric conversions --value 120 --from 2026-09-01")
    tahti("target set --client acme --from 2026-09-02 reach=25 act=25 convert=25 engage=25")
    tahti("budget set --client acme --month 2026-09 --amount 5000 --decided-on 2026-08-20")
    tahti("budget set --client acme --month 2026-09 --amount 5600 --decided-on 2026-09-10")
    tahti("content add --client acme --title Guide --stage act --live-from 2026-08-10")
    tahti("content add --client acme --title Film --stage reach --live-from 2026-09-10")
    tahti("content retire --client acme 1 --gone-on 2026-09-05")
    for day in ("2026-08-03", "2026-09-07"):
        tahti(f"meeting add --client acme --kind weekly --at {day}T08:00+03:00")
    tahti("note add --client acme --day 2000-12-24 Site")
    tahti("note add --client acme --day 2099-09-14 Later")
    then = {name: tahti(f"{name} --client acme --as-of 2026-09-01") for name in
            ("kpi", "target", "budget", "content", "meeting")}  # fmt: skip
    assert {name: len(rows) for name, rows in then.items()} == {
        **dict.fromkeys(("budget", "content", "meeting"), 1), "kpi": 2, "target": 0,
    }  # fmt: skip
    assert (then["budget"][0]["amount"], then["content"][0]["gone_on"]) == ("5000.00", None)
    assert then["meeting"] == tahti("meeting --client acme --as-of 2026-09-07T04:59Z")
    assert len(tahti("meeting --client acme --as-of 2026-09-07T05:00Z")) == 2
    assert tahti("content --client acme --as-of 2026-09-05")[0]["gone_on"] == "2026-09-05"
    assert len(tahti("note list --client acme")) == 2
    assert [note["text"] for note in tahti("note --client acme --as-of 2001-01-01")] == ["Site"]


def test_how_plans_are_doing_at_any_moment(tahti: Terminal, tmp_path: Path) -> None:
    """30 a day: on 15 September 14 of 30 days have passed, 420 of 900 are spent, and exactly 900 are forecast. Of 28
    conversions the 10 of the last five days are still maturing when nine days are left out: 10 of 60 by the 5th."""
    file = tmp_path / "days.csv"
    file.write_text(EXPORT, "utf-8")
    tahti(f"import {file} --client acme")
    tahti("budget set --client acme --month 2026-09 --amount 900 --decided-on 2026-08-20")
    tahti("budget set --client acme --month 2026-09 --amount 300 --stage convert --committed --decided-on 2026-08-20")
    tahti("kpi set --client acme --metric conversions --value 60 --from 2026-01-01")
    tahti("kpi set --client acme --metric clicks --value 600 --from 2026-01-01")
    going = tahti("budget pace --client acme --as-of 2026-09-15")
    (cycle,) = going["cycles"]
    everything = cycle["budgets"][0]
    assert (going["through"], everything["spent"], everything["forecast"]) == ("2026-09-14", "420.00", "900.00")
    assert (everything["state"], everything["alarm"], everything["needed_per_day"]) == ("on", False, "30.00")
    assert cycle["states"] == {
        "planned": "900.00",
        "actual": "420.00",
        "committed": "0.00",
        "free": "480.00",
        "over": "0.00",
    }
    assert {fault["kind"] for fault in going["faults"]} == {"spent_out"}
    scores = {one["metric"]: one for one in tahti("kpi score --client acme --as-of 2026-09-15")["scores"]}
    assert (scores["clicks"]["actual"], scores["clicks"]["standing"]) == ("280", "on_target")
    assert scores["clicks"]["due"] == "280"
    assert (scores["conversions"]["actual"], scores["conversions"]["due"]) == ("10", "10")
    assert scores["conversions"]["shown"] == {"start": "2026-09-01", "end": "2026-09-05"}
    earlier = tahti("kpi score --client acme --as-of 2026-09-15 --sprint 2026-08-01")["scores"]
    assert [one["period"]["end"] for one in earlier] == ["2026-08-31", "2026-08-31"]
