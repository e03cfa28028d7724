"""`share …` answers as written; the token is shown once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.cli import main

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def running(*words: str, status: int = 0) -> Any:
        assert main(["--data", str(tmp_path / "data"), *words, "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    running("client", "add", "Acme Oy")
    return running


def test_a_link_is_made_listed_without_its_token_and_revoked(run: Run) -> None:
    made = run(
        "share", "create", "--client", "acme-oy", "--label", "Board", "--days", "7", "--sections", "balance,done"
    )
    assert made["url"].endswith(f"/s/{made['token']}")
    (row,) = run("share", "list", "--client", "acme-oy")
    assert (row["id"], row["label"], row["state"], row["views"]) == (made["id"], "Board", "open", 0)
    assert made["token"] not in json.dumps(row)
    assert run("share", "revoke", str(made["id"])) == {"id": made["id"], "state": "revoked"}
    assert "revoked" in run("share", "resume", str(made["id"]), status=1)


def test_a_new_address_replaces_the_old_one(run: Run) -> None:
    made = run("share", "create", "--client", "acme-oy")
    assert run("share", "pause", str(made["id"]))["state"] == "paused"
    again = run("share", "rotate", str(made["id"]))
    assert again["id"] == made["id"]
    assert again["token"] != made["token"]


@pytest.mark.parametrize(
    "words",
    [
        ("create", "--client", "nobody"),
        ("create", "--client", "acme-oy", "--days", "0"),
        ("create", "--client", "acme-oy", "--sections", "retro"),
        ("revoke", "99"),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(run: Run, words: tuple[str, ...]) -> None:
    assert len(run("share", *words, status=1).strip().splitlines()) == 1
