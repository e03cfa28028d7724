"""The command line answers as written: exit status, one sentence on stderr, one JSON document on stdout."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from core.cli import main

DAYS = """Campaign report
"September 1, 2026 - September 3, 2026"
Day,Campaign,Campaign ID,Campaign type,Currency code,Impr.,Clicks,Cost,Conversions
2026-09-01,Acme | Tunnettuus | Video,11,Video,EUR,"1,000",10,600.00,0.00
2026-09-02,Acme | Harkinta | Opas,12,Display,EUR,500,20,200.00,4.00
2026-09-02,Acme | Myynti | Haku,13,Search,EUR,300,30,150.00,6.00
2026-09-03,Acme | Retention | Klubi,14,Display,EUR,100,5,50.00,1.00
Total: Campaigns, --, --, --,EUR,"1,900",65,1000.00,11.00
Total: Account,,,,EUR,"1,900",65,"1000.00",11.00
"""

PERIOD = """Campaign report
"August 1, 2026 - August 31, 2026"
Campaign,Campaign type,Currency code,Impr.,Clicks,Cost,Conversions
Acme | Myynti | Haku,Search,EUR,900,90,310.50,3.00
"""


class Terminal:
    """Runs commands against one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.status, self.complaint = 0, ""

    def __call__(self, *words: str) -> Any:
        self.status = main(["--data", str(self.folder / "data"), *words, "--json"])
        out, self.complaint = self.capsys.readouterr()
        return json.loads(out) if out.strip() else None

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_bytes(text.encode())
        return str(path)


@pytest.fixture
def tahti(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path, capsys)


@pytest.fixture
def acme(tahti: Terminal) -> Terminal:
    assert tahti("client", "add", "Acme") == {"client": "acme"}, tahti.complaint
    return tahti


def test_a_day_file_becomes_the_stage_balance(acme: Terminal) -> None:
    """600/200/150/50 of 1,000 against 45/25/20/10: by hand |.15|+|-.05|+|-.05|+|-.05| = .30, half is .15, 150 euros."""
    (file,) = acme("import", acme.file("days.csv", DAYS), "--client", "acme")["files"]
    assert acme.status == 0
    assert {k: file[k] for k in ("status", "source", "grain", "currency", "rows", "totals_rows", "spend")} == {
        "status": "imported",
        "source": "google_ads",
        "grain": "day",
        "currency": "EUR",
        "rows": 4,
        "totals_rows": 2,
        "spend": "1000.00",
    }
    assert (file["impressions"], file["clicks"], file["conversions"]) == (1900, 65, 11)
    assert file["period"] == {"start": "2026-09-01", "end": "2026-09-03"}
    assert file["control"] == {"spend": "1000.00", "difference": "0.00"}

    acme("target", "set", "--client", "acme", "--from", "2026-01-01", "reach=45", "act=25", "convert=20", "engage=10")
    balance = acme("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-03")
    assert balance["money"]["total"] == "1000.00"
    assert {stage: cell["amount"] for stage, cell in balance["money"]["by_stage"].items()} == {
        "reach": "600.00",
        "act": "200.00",
        "convert": "150.00",
        "engage": "50.00",
        "mixed": "0.00",
        "unmapped": "0.00",
    }
    assert sum(cell["share"] for cell in balance["money"]["by_stage"].values()) == pytest.approx(1)
    assert (balance["deviation"], balance["to_move"], balance["why_null"]) == (0.15, "150.00", None)
    assert balance["target"] == {"reach": 0.45, "act": 0.25, "convert": 0.2, "engage": 0.1}
    assert balance["complete"] is True


def test_an_old_period_keeps_its_old_target(acme: Terminal) -> None:
    acme("import", acme.file("days.csv", DAYS), "--client", "acme")
    acme("target", "set", "--client", "acme", "--from", "2026-01-01", "reach=60", "act=20", "convert=15", "engage=5")
    acme("target", "set", "--client", "acme", "--from", "2026-09-04", "reach=25", "act=25", "convert=25", "engage=25")
    balance = acme("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-03")
    assert (balance["deviation"], balance["to_move"]) == (0, "0.00")


def test_a_period_total_counts_for_exactly_its_period(acme: Terminal) -> None:
    """A month without days counts for that month, and is listed but not used for any other period."""
    (file,) = acme("import", acme.file("august.csv", PERIOD), "--client", "acme")["files"]
    assert (file["grain"], file["spend"]) == ("period", "310.50")
    august = acme("balance", "--client", "acme", "--from", "2026-08-01", "--to", "2026-08-31")
    assert august["money"]["by_stage"]["convert"]["amount"] == "310.50"
    assert [used["spend"] for used in august["periods_used"]] == ["310.50"]
    assert august["complete"] is True
    week = acme("balance", "--client", "acme", "--from", "2026-08-03", "--to", "2026-08-09")
    assert week["money"]["total"] == "0.00"
    assert (week["periods_used"], [listed["spend"] for listed in week["periods_listed"]]) == ([], ["310.50"])


def test_as_of_knows_only_the_days_before_it(acme: Terminal) -> None:
    acme("import", acme.file("days.csv", DAYS), "--client", "acme")
    words = ("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-03", "--as-of")
    assert acme(*words, "2026-09-02")["money"]["total"] == "600.00"
    # 2026-09-01 21:00 UTC is already 2 September in Helsinki.
    assert acme(*words, "2026-09-01T21:00:00Z")["money"]["total"] == "600.00"
    assert acme(*words, "2026-09-01T20:59:00Z")["money"]["total"] == "0.00"
    spent = {row["name"]: row["spend"] for row in acme("stages", "--client", "acme", "--as-of", "2026-09-02")}
    assert (spent["Acme | Tunnettuus | Video"], spent["Acme | Myynti | Haku"]) == ("600.00", "0.00")


def test_a_decision_moves_the_money_from_its_day_on(acme: Terminal) -> None:
    acme("import", acme.file("days.csv", DAYS), "--client", "acme")
    chosen = acme("stages", "set", "--client", "acme", "Acme | Harkinta | Opas", "reach=50,convert=50")
    assert (chosen["stage"], chosen["rule"], chosen["confidence"]) == ("mixed", "human", 1.0)
    cells = acme("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-03")["money"]["by_stage"]
    assert (cells["reach"]["amount"], cells["act"]["amount"], cells["convert"]["amount"]) == (
        "700.00",
        "0.00",
        "250.00",
    )
    listed = {row["name"]: row for row in acme("stages", "--client", "acme")}
    assert listed["Acme | Harkinta | Opas"]["weights"] == {"reach": "0.5", "convert": "0.5"}
    assert listed["Acme | Tunnettuus | Video"]["stage"] == "reach"
    assert listed["Acme | Tunnettuus | Video"]["spend"] == "600.00"


def test_the_same_file_twice_is_a_duplicate_and_undo_takes_it_back(acme: Terminal) -> None:
    path = acme.file("days.csv", DAYS)
    acme("import", path, "--client", "acme")
    (again,) = acme("import", path, "--client", "acme")["files"]
    assert (again["status"], acme.status) == ("duplicate", 0)
    (logged,) = acme("imports", "--client", "acme")
    assert (logged["status"], logged["spend"]) == ("published", "1000.00")
    assert acme("imports", "undo", str(logged["id"]))["status"] == "undone"
    assert acme("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-03")["money"]["total"] == "0.00"
    assert acme("import", path, "--client", "acme")["files"][0]["status"] == "imported"


def test_dry_run_changes_nothing(acme: Terminal) -> None:
    (file,) = acme("import", acme.file("days.csv", DAYS), "--client", "acme", "--dry-run")["files"]
    assert file["spend"] == "1000.00"
    assert acme("imports", "--client", "acme") == []


def test_what_the_file_does_not_say_is_asked(acme: Terminal) -> None:
    """Money without a currency is a question; the answer is remembered for the account's next file."""
    bare = DAYS.replace("Currency code,", "").replace(",EUR,", ",")
    (file,) = acme("import", acme.file("bare.csv", bare), "--client", "acme")["files"]
    assert (file["status"], file["questions"][0]["key"], acme.status) == ("needs_answer", "currency", 1)
    assert acme.complaint
    (file,) = acme("import", acme.file("bare.csv", bare), "--client", "acme", "--answer", "currency=SEK")["files"]
    assert (file["status"], file["currency"]) == ("imported", "SEK")
    later = bare.replace("2026-09-0", "2026-10-0").replace("September", "October")
    (file,) = acme("import", acme.file("later.csv", later), "--client", "acme")["files"]
    assert (file["status"], file["currency"]) == ("imported", "SEK")


def test_two_currencies_without_a_rate_are_refused(acme: Terminal) -> None:
    acme("import", acme.file("eur.csv", DAYS), "--client", "acme", "--account", "Finland")
    acme("import", acme.file("sek.csv", DAYS.replace("EUR", "SEK")), "--client", "acme", "--account", "Sweden")
    assert acme("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-03") is None
    assert acme.status == 1
    assert "EUR + SEK" in acme.complaint


def test_refusals_are_one_sentence_and_exit_1(acme: Terminal) -> None:
    for words in (
        ("balance", "--client", "nobody"),
        ("target", "set", "--client", "acme", "reach=50"),
        ("target", "set", "--client", "acme", "reach=x"),
        ("balance", "--client", "acme", "--from", "2026-09-31", "--to", "2026-10-01"),
        ("balance", "--client", "acme", "--from", "2026-10-02", "--to", "2026-10-01"),
        ("stages", "set", "--client", "acme", "no such campaign", "reach"),
        ("imports", "undo", "99"),
        ("client", "add", "ACME"),
        ("import", "no-such-file.csv", "--client", "acme"),
        ("meeting", "add", "--client", "acme", "--kind", "monthly", "--at", "soon"),
    ):
        assert acme(*words) is None, words
        assert acme.status == 1, words
        assert acme.complaint.strip(), words
        assert len(acme.complaint.strip().splitlines()) == 1, words


@pytest.mark.parametrize("words", [["stages"], ["nonsense"], [], ["import"], ["meeting"], ["user", "add", "a@b.fi"]])
def test_wrong_usage_is_exit_2(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--data", str(tmp_path), *words])
    assert exit_.value.code == 2


def test_whoever_reads_may_stop_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody_reads:
        monkeypatch.setattr(sys, "stdout", nobody_reads)
        assert main(["--data", str(tmp_path), "client"]) == 0


def test_a_person_is_added_with_the_password_from_stdin(acme: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough passphrase\n"))
    assert acme("user", "add", "owner@example.com", "--role", "growth_owner", "--client", "acme") == {
        "user": "owner@example.com",
        "role": "growth_owner",
    }
    assert acme("user", "list")[0]["clients"] == ["acme"]


def test_monthlies_make_the_sprints(acme: Terminal) -> None:
    """Without days asked, the balance is that of the sprint under review."""
    acme("import", acme.file("days.csv", DAYS), "--client", "acme")
    for day in ("2026-08-06", "2026-09-03", "2026-10-01"):
        acme("meeting", "add", "--client", "acme", "--kind", "monthly", "--at", f"{day}T10:00+03:00")
    balance = acme("balance", "--client", "acme", "--as-of", "2026-10-01")
    assert balance["period"] == {"start": "2026-09-03", "end": "2026-09-30"}
    assert balance["money"]["total"] == "50.00"


def test_a_backup_brings_everything_back(acme: Terminal, tmp_path: Path) -> None:
    acme("import", acme.file("days.csv", DAYS), "--client", "acme")
    words = ("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-03")
    before = acme(*words)
    acme("backup", str(tmp_path / "copy"))
    acme("imports", "undo", "1")
    acme("restore", str(tmp_path / "copy"))
    assert acme.status == 0
    assert acme(*words) == before
    assert acme("check")["ok"] is True


def test_help_of_every_command_names_its_json_keys(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        "init",
        "demo",
        "client",
        "import",
        "imports",
        "stages",
        "target",
        "balance",
        "user",
        "backup",
        "restore",
        "check",
    ):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert "JSON:" in capsys.readouterr().out


def test_a_file_that_names_no_account_belongs_to_the_only_one_known(acme: Terminal) -> None:
    """Under a second account name the same campaigns would count twice."""
    acme("import", acme.file("named.csv", DAYS), "--client", "acme", "--account", "Finland")
    again = DAYS.replace("600.00", "601.00").replace("1000.00", "1001.00")
    (file,) = acme("import", acme.file("nameless.csv", again), "--client", "acme")["files"]
    assert (file["status"], file["account"]) == ("imported", "Finland")
    balance = acme("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-03")
    assert balance["money"]["total"] == "1001.00"


def test_with_several_accounts_it_is_asked_whose_file_it_is(acme: Terminal) -> None:
    for account, text in (("Finland", DAYS), ("Åland", DAYS.replace("Acme |", "Åland |"))):
        acme("import", acme.file(f"{account}.csv", text), "--client", "acme", "--account", account)
    path = acme.file("nameless.csv", DAYS.replace("600.00", "601.00"))
    (file,) = acme("import", path, "--client", "acme")["files"]
    assert (file["status"], file["questions"][0]["key"]) == ("needs_answer", "account")
    assert file["questions"][0]["options"] == ["Finland", "Åland"]
    (file,) = acme("import", path, "--client", "acme", "--answer", "account=Finland")["files"]
    assert (file["status"], file["account"]) == ("imported", "Finland")


GA4 = """# ----------------------------------------
# Traffic acquisition: Session primary channel group
# Account: Acme
# Property: acme.example – GA4
# ----------------------------------------
#
# All Users
# Start date: 20260901
# End date: 20260907
Session primary channel group,Sessions,Engaged sessions,Key events,Total revenue
Paid Search,1204,800,13.5,0
Organic Search,998,702,4,0
"""


def test_an_analytics_report_makes_its_own_claim_and_no_money(acme: Terminal) -> None:
    (file,) = acme("import", acme.file("traffic.csv", GA4), "--client", "acme")["files"]
    assert (file["source"], file["grain"], file["rows"], file["conversions"]) == ("ga4", "period", 2, 17.5)
    assert (file["spend"], file["currency"]) == (None, None)
    balance = acme("balance", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-07")
    assert balance["money"]["total"] == "0.00"


def test_a_data_folder_that_cannot_be_one_is_refused_in_a_sentence(tahti: Terminal) -> None:
    (tahti.folder / "data").write_text("a file of that name")
    assert tahti("client") is None
    assert (tahti.status, tahti.complaint.count("\n")) == (1, 1)
    assert "cannot be the data folder: File exists." in tahti.complaint
