"""Goals, claims and rates on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.cli import main

REPORT = """Campaign report
"September 1, 2026 - September 2, 2026"
Day,Campaign,Campaign ID,Campaign type,Currency code,Clicks,Cost,Conversions,Conv. value
2026-09-01,Haku,13,Search,{currency},30,150.00,6.00,600.00
2026-09-02,Haku,13,Search,{currency},30,50.00,4.00,400.00
"""


@pytest.fixture
def tahti(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(*words: str) -> tuple[int, Any, str]:
        status = main(["--data", str(tmp_path / "data"), *words, "--json"])
        out, complaint = capsys.readouterr()
        return status, json.loads(out) if out.strip() else None, complaint

    def report(currency: str) -> str:
        path = tmp_path / f"{currency}.csv"
        path.write_text(REPORT.format(currency=currency))
        return str(path)

    run("client", "add", "Acme")
    run.report = report
    return run


def test_goals_and_claims(tahti):
    assert tahti("import", tahti.report("EUR"), "--client", "acme")[0] == 0
    status, goal, _ = tahti(
        "goal", "set", "--client", "acme", "conversions", "--kind", "order", "--source", "google_ads"
    )
    assert (status, goal) == (
        0,
        {"id": 1, "event": "conversions", "source": "google_ads", "stage": "convert", "kind": "order"},
    )
    assert tahti("goal", "set", "--client", "acme", "lataus", "--stage", "act", "--kind", "soft_lead")[0] == 0
    assert tahti("goal", "list", "--client", "acme")[1] == [
        goal,
        {"id": 2, "event": "lataus", "source": None, "stage": "act", "kind": "soft_lead"},
    ]
    period = ("--client", "acme", "--from", "2026-09-01", "--to", "2026-09-02")
    _, claims, _ = tahti("claims", *period, "--by", "day")
    assert claims["kinds"] == {
        "order": {
            "stages": ["convert"],
            "platform": "10.00",
            "analytics": None,
            "outcome": None,
            "claimed_to_real": {"platform": None, "analytics": None},
            "confirmed": True,
        }
    }
    assert (claims["counts"], claims["values"]) == ("platform", {"platform": "1000.00"})
    assert [day["kinds"]["order"]["platform"] for day in claims["by"]] == ["6.00", "4.00"]
    assert [(line["event"], line["results"], line["left_out"]) for line in claims["lines"]] == [
        ("conversions", "10.00", None)
    ]
    assert tahti("claims", "choose", "--client", "acme", "outcome")[1] == {"counts": "outcome"}
    assert tahti("claims", *period)[1]["counts"] == "outcome"
    assert tahti("goal", "remove", "--client", "acme", "1")[1] == {"removed": 1}
    status, _, said = tahti("goal", "remove", "--client", "acme", "1")
    assert status == 1
    assert said.count("\n") == 1


def test_an_import_shows_what_it_changed(tahti, tmp_path):
    tahti("import", tahti.report("EUR"), "--client", "acme")
    later = tmp_path / "later.csv"
    later.write_text(REPORT.format(currency="EUR").replace("4.00,400.00", "5.50,400.00"))
    tahti("import", str(later), "--client", "acme")
    _, shown, _ = tahti("imports", "show", "2", "--as-of", "2026-09-03")
    assert shown["days"] == [{"day": "2026-09-02", "measure": "conversions", "rows": 1, "old": "4.00", "new": "5.50"}]
    assert (shown["settled_through"], shown["window_days"], shown["new"]) == (None, 30, [])
    assert tahti("imports", "show", "1")[1]["days"] == []
    assert tahti("imports", "show", "9")[0] == 1
    assert [row["id"] for row in tahti("imports", "--client", "acme")[1]] == [2, 1]


def test_two_currencies_need_a_rate(tahti, tmp_path):
    for currency in ("EUR", "SEK"):
        tahti("import", tahti.report(currency), "--client", "acme", "--account", currency)
    period = ("--client", "acme", "--from", "2026-09-01", "--to", "2026-09-02")
    status, answer, said = tahti("balance", *period)
    assert (status, answer, said.count("\n")) == (1, None, 1)
    assert "SEK to EUR" in said
    assert tahti("rate", "set", "sek", "eur", "0,1", "--day", "2026-08-31")[1] == {
        "day": "2026-08-31",
        "from": "SEK",
        "to": "EUR",
        "rate": "0.1",
        "origin": "",
    }
    _, answer, _ = tahti("balance", *period)
    assert (answer["money"]["total"], answer["currency"]) == ("220.00", "EUR")
    assert answer["rates"] == [{"from": "SEK", "to": "EUR", "rate": "0.1", "day": "2026-08-31", "month": "2026-09"}]
    table = tmp_path / "rates.csv"
    table.write_text("Date,USD,SEK\n2026-09-30,1.1,12.5\n2026-09-29,1.2,12.4\n")
    assert tahti("rate", "import", str(table))[1] == {"rates": 4, "first": "2026-09-29", "last": "2026-09-30"}
    assert tahti("balance", *period)[1]["money"]["total"] == "216.00"  # 200 EUR + 200 SEK at 12.5 to the euro
    assert [rate["day"] for rate in tahti("rate", "list")[1]][:2] == ["2026-09-30", "2026-09-30"]
    status, _, said = tahti("rate", "set", "SEK", "EUR", "much", "--day", "2026-09-01")
    assert (status, said.count("\n")) == (1, 1)
