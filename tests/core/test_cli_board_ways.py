"""Where a board lives, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.store import open_store
from core.store.clients import add_client
from tests.core.board.fake_board import FakeBoard
from tests.core.board.tiny import at
from tests.fake_trello.server import Served
from tests.fake_trello.world import World


@pytest.fixture
def tahti(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command: (exit status, its JSON or the sentence on stderr). Trello is asked without a pause."""
    monkeypatch.setattr("core.connect.trello.A_SECOND", 10_000)
    add_client(open_store(tmp_path).ops, name="Acme", now=at("2026-08-01T06:00"))

    def run(*words: str) -> tuple[int, Any]:
        status = main(["--data", str(tmp_path), "--json", *words])
        said = capsys.readouterr()
        return status, json.loads(said.out) if status == 0 else said.err.strip()

    return run


def test_a_board_is_picked_and_looked_at(tahti: Any, world: World, served: Served, tmp_path: Path) -> None:
    board_id = world.board("Seinä", "To-do", "Outo lista")
    world.card(world.named(board_id, "To-do"), "x")
    world.card(world.named(board_id, "To-do"), "y", closed=True)
    url = world.boards[board_id]["url"]
    assert tahti("board", "remote") == (0, [{"board": board_id, "name": "Seinä", "url": url}])
    status, told = tahti("board", "sync", "--client", "acme", "--board", url)
    assert status == 0
    wanted = {"lists": 2, "cards": 2, "visible": 1, "archived": 1, "hidden_in_closed_lists": 0, "separators": 0}
    assert {key: told[key] for key in wanted} == wanted
    assert (told["actions"], told["moves"], told["unmapped_lists"]) == (5, 0, ["Outo lista"])
    assert told["history_complete_since"] == world.actions[-1]["date"]
    assert told["changes"] > 0
    assert told["boards"][0]["sent"] == {"done": 0, "settled": 0, "failed": 0, "waiting": 0}
    status, again = tahti("board", "sync", "--client", "acme")
    assert (status, again["changes"], again["cards"]) == (0, 0, 2)
    export = tmp_path / "seina.json"
    export.write_bytes(world.export(board_id))
    assert tahti("board", "import", str(export), "--client", "acme")[1]["changes"] == 0
    assert tahti("board", "pending", "--client", "acme") == (0, [])
    assert tahti("board", "status", "--client", "acme")[1]["statuses"]["to_do"]["count"] == 1


def test_what_goes_wrong_is_one_sentence(tahti: Any, world: World, served: Served) -> None:
    assert tahti("board", "sync", "--client", "acme") == (
        1,
        "Acme has no Trello board yet: name one with --board (see `board remote`).",
    )
    status, said = tahti("board", "sync", "--client", "acme", "--board", "0" * 24)
    assert (status, "no such board" in said) == (1, True)
    world.key = "changed"
    status, said = tahti("board", "remote")
    assert (status, "does not accept our key or token (invalid key)" in said) == (1, True)


def test_without_keys(tahti: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TRELLO_KEY", "TRELLO_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("core.connect.secrets.SECRETS", Path("/nowhere"))
    status, said = tahti("board", "remote")
    assert (status, "TRELLO_KEY" in said) == (1, True)


def test_a_board_of_our_own_and_one_taken_over(tahti: Any, tmp_path: Path) -> None:
    assert tahti("board", "create", "Oma", "--client", "acme")[1]["name"] == "Oma"
    assert tahti("board", "create", "oma", "--client", "acme")[0] == 1
    board = FakeBoard(("To-do",))
    export = tmp_path / "b.json"
    export.write_bytes(board.export())
    tahti("board", "import", str(export), "--client", "acme")
    assert tahti("board", "adopt", "seinä", "--client", "acme") == (0, {"board": board.id})
    assert tahti("board", "disconnect", board.id, "--client", "acme") == (0, {"board": board.id})
    board.later(days=90).add("To-do")
    export.write_bytes(board.export())
    assert tahti("board", "import", str(export), "--client", "acme")[0] == 1
    status, said = tahti("board", "adopt", "nothing", "--client", "acme")
    assert (status, f"Seinä ({board.id})" in said) == (1, True)


def test_a_board_that_cannot_be_read_shows_in_the_check(
    tahti: Any, world: World, served: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    board_id = world.board("Seinä")
    tahti("board", "sync", "--client", "acme", "--board", board_id)
    assert tahti("check")[0] == 0
    world.token = "taken back"
    for _ in range(3):
        tahti("board", "sync", "--client", "acme")
    main(["--data", str(tmp_path), "check"])
    status, _ = tahti("check")
    assert status == 1
