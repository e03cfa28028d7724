"""Notes, audience sizes, looks and trust on the command line."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.measure.checks import CheckKind


class Terminal:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.status = folder, capsys, 0

    def __call__(self, line: str) -> Any:
        self.status = main(["--data", str(self.folder), *shlex.split(line), "--json"])
        out, _ = self.capsys.readouterr()
        return json.loads(out) if out.strip() else None


@pytest.fixture
def tahti(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    terminal = Terminal(tmp_path, capsys)
    terminal("client add Acme")
    return terminal


def test_a_note_with_everything_and_one_with_nothing(tahti: Terminal) -> None:
    season = tahti(
        "note add --client acme --day 2026-11-20 --to 2026-11-30 --kind season --stage convert --client-visible"
        " --prepare-from 2026-10-20 'Black Friday'"
    )
    assert season == {
        "id": 1,
        "from": "2026-11-20",
        "to": "2026-11-30",
        "kind": "season",
        "stage": "convert",
        "text": "Black Friday",
        "client_visible": True,
        "prepare_from": "2026-10-20",
        "who": "command line",
    }
    plain = tahti("note add --client acme --day 2026-09-14 'New site'")
    assert (plain["kind"], plain["to"], plain["client_visible"]) == ("other", "2026-09-14", False)
    assert [note["id"] for note in tahti("note list --client acme")] == [2, 1], "by day"
    assert tahti("note --client acme") == tahti("note list --client acme")
    tahti("note remove --client acme 2")
    assert [note["id"] for note in tahti("note list --client acme")] == [1]


@pytest.mark.parametrize(
    "line",
    [
        "note add --client acme --day 2026-11-20 --to 2026-11-01 x",
        "note add --client acme --day soon x",
        "note add --client acme --day 2026-11-20 --prepare-from 2026-12-01 x",
        "note remove --client acme 7",
        "audience add --client acme --platform Meta --name '' --size 5",
        "trust look --client acme consent ok",
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(tahti: Terminal, line: str) -> None:
    assert tahti(line) is None
    assert tahti.status == 1
    assert tahti("note list --client acme") == []
    assert tahti("audience --client acme") == []


def test_an_unknown_size_is_null_and_an_old_one_says_so(tahti: Terminal) -> None:
    tahti("audience add --client acme --platform Meta --name Visitors --size 4000 --day 2026-09-01")
    tahti("audience add --client acme --platform Meta --name Customers --day 2026-09-20")
    rows = tahti("audience --client acme --as-of 2026-10-01")
    assert [(row["name"], row["size"], row["old"]) for row in rows] == [
        ("Visitors", 4000, False),
        ("Customers", None, False),
    ]
    assert [row["old"] for row in tahti("audience --client acme --as-of 2026-10-02")] == [True, False]
    assert [row["name"] for row in tahti("audience --client acme --as-of 2026-09-01")] == ["Visitors"]


def test_trust_lists_every_check_and_a_look_changes_its_own(tahti: Terminal) -> None:
    before = tahti("trust --client acme --as-of 2026-10-01")
    assert {check["check"] for check in before["checks"]} == {kind.value for kind in CheckKind}
    assert {check["state"] for check in before["checks"]} == {"not_checked"}
    tahti("trust look --client acme consent broken 'Nothing stops at refusal' --day 2026-09-30")
    after = {check["check"]: check for check in tahti("trust --client acme --as-of 2026-10-01")["checks"]}
    assert after["consent"] == {
        "check": "consent",
        "state": "broken",
        "source": None,
        "account": None,
        "evidence": "Nothing stops at refusal",
        "affects": ["sessions", "engaged_sessions", "key_events"],
        "checked_on": "2026-09-30",
        "checked_by": "command line",
        "automatic": False,
    }
    assert after["utm"]["state"] == "not_checked"
    early = {c["check"]: c["state"] for c in tahti("trust --client acme --as-of 2026-09-29")["checks"]}
    assert early["consent"] == "not_checked"


@pytest.mark.parametrize(
    "line",
    [
        "trust look --client acme consent ok --day 2026-09-30 'Seen with my own eyes'",
        "trust look consent ok --day 2026-09-30 'Seen with my own eyes' --client acme",
        "trust look consent --client acme ok 'Seen with my own eyes' --day 2026-09-30",
        "trust look --day 2026-09-30 --client acme consent ok 'Seen with my own eyes'",
    ],
)
def test_options_of_a_look_stand_anywhere(tahti: Terminal, line: str) -> None:
    tahti(line)
    assert tahti.status == 0
    found = tahti("trust --client acme --as-of 2026-10-01")
    looked = next(check for check in found["checks"] if check["check"] == "consent")
    assert looked["evidence"] == "Seen with my own eyes"
