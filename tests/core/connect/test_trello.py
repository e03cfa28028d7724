"""The conversation with Trello: what its answers mean, what is asked again, and that nothing secret gets out."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from core.connect import secrets, trello_board, trello_write
from core.connect.faults import (
    TrelloBusy,
    TrelloDenied,
    TrelloFault,
    TrelloForbidden,
    TrelloGone,
    TrelloRejected,
    TrelloUnsure,
)
from core.connect.secrets import TrelloKeys, Webhook, trello_keys, trello_webhook
from core.connect.trello import API, Trello, allowed_base
from core.errors import Refused
from tests.core.board.tiny import at
from tests.fake_trello.server import Served
from tests.fake_trello.world import KEY, ME, TOKEN, World


@pytest.fixture
def board_id(world: World) -> str:
    return world.board("Seinä", "To-do", "Doing")


def test_the_boards_of_the_account_by_name(world: World, trello: Trello, board_id: str) -> None:
    other = world.board("Autot")
    world.boards[world.board("Suljettu")]["closed"] = True
    assert [(b.board_id, b.name) for b in trello_board.list_boards(trello)] == [(other, "Autot"), (board_id, "Seinä")]


def test_key_and_token_travel_in_a_header_alone(world: World, trello: Trello, board_id: str) -> None:
    trello_board.fetch_board(trello, board_id, since=None)
    trello_write.create_card(trello, {"idList": world.named(board_id, "To-do"), "name": "x"}, note="", mark="m")
    assert world.requests
    for _, path, given in world.requests:
        assert TOKEN not in path
        assert {"key", "token"}.isdisjoint(given)
        assert f'oauth_token="{TOKEN}"' in given["authorization"]


@pytest.mark.parametrize("kind", ["429 token", "429 key", "429 member", "500", "504", "html", "redirect", "cut"])
def test_what_passes_is_asked_again(world: World, trello: Trello, board_id: str, kind: str) -> None:
    world.weather = [("GET", kind)] * 3
    began = world.now
    assert trello_board.fetch_head(trello, board_id).name == "Seinä"
    assert len(world.requests) == 4
    assert 30 <= (world.now - began).total_seconds() <= 60


def test_who_is_told_how_long_to_wait_waits_so_long(world: World, trello: Trello, board_id: str) -> None:
    world.weather = [("GET", "429 wait")]
    began = world.now
    trello_board.fetch_head(trello, board_id)
    assert 20 <= (world.now - began).total_seconds() <= 31


@pytest.mark.parametrize("kind", ["429 token", "504", "html"])
def test_what_stays_is_told_after_a_while(world: World, trello: Trello, board_id: str, kind: str) -> None:
    world.weather = [("GET", kind)] * 9
    with pytest.raises(TrelloBusy) as told:
        trello_board.fetch_head(trello, board_id)
    assert len(world.requests) == 4
    assert told.value.sentence.fi != told.value.sentence.en


@pytest.mark.parametrize("kind", ["500", "504", "lost", "cut", "html"])
def test_a_change_without_an_answer_is_not_sent_twice(world: World, trello: Trello, board_id: str, kind: str) -> None:
    world.weather = [("POST", kind)]
    with pytest.raises(TrelloUnsure):
        trello_write.create_card(trello, {"idList": world.named(board_id, "To-do"), "name": "x"}, note="", mark="m")
    assert len([r for r in world.requests if r[0] == "POST"]) == 1


def test_a_change_that_was_surely_not_made_is_sent_again(world: World, trello: Trello, board_id: str) -> None:
    world.weather = [("POST", "429 key")]
    trello_write.create_card(trello, {"idList": world.named(board_id, "To-do"), "name": "x"}, note="", mark="m")
    assert world.in_list(world.named(board_id, "To-do")) == ["x"]


def test_nobody_there(trello: Trello, served: Served) -> None:
    gone = Trello(TrelloKeys(KEY, TOKEN), wait=lambda seconds: None, base="http://127.0.0.1:9/1")
    with pytest.raises(TrelloBusy):
        gone.get("/boards/x")
    with pytest.raises(TrelloBusy):  # and not unsure: nothing was sent
        gone.write("POST", "/cards", {"name": "x"})


def test_a_server_that_says_nothing_is_left(
    world: World, served: Served, board_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.connect.trello.READ_SECONDS", 0.05)
    world.weather = [("GET", "slow")] * 9
    with pytest.raises(TrelloBusy):
        trello_board.fetch_head(Trello(TrelloKeys(KEY, TOKEN), wait=world.wait), board_id)
    assert len(world.requests) == 4


def test_an_answer_without_an_end_is_left(
    world: World, trello: Trello, board_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.connect.trello.LARGEST_ANSWER", 10)
    with pytest.raises(TrelloBusy):
        trello_board.fetch_head(trello, board_id)


def test_a_hundred_requests_in_ten_seconds_are_kept_to(world: World, trello: Trello, board_id: str) -> None:
    """Eight a second leaves the limit alone, so the real window of the fake never refuses."""
    for _ in range(130):
        trello_board.fetch_head(trello, board_id)
    assert len(world.requests) == 130


@pytest.mark.parametrize(
    ("keys", "said"), [(TrelloKeys("wrong", TOKEN), "invalid key"), (TrelloKeys(KEY, "wrong"), "invalid token")]
)
def test_wrong_keys(world: World, served: Served, board_id: str, keys: TrelloKeys, said: str) -> None:
    with pytest.raises(TrelloDenied, match=said):
        trello_board.fetch_head(Trello(keys, wait=world.wait), board_id)


def test_a_token_that_may_only_read(world: World, trello: Trello, board_id: str) -> None:
    world.may_write = False
    told = trello_board.account(trello)
    assert (told.member_id, told.can_write) == (ME, False)
    with pytest.raises(TrelloForbidden):
        trello_write.create_card(trello, {"idList": world.named(board_id, "To-do"), "name": "x"}, note="", mark="m")


def test_what_is_not_there_and_what_cannot_be(world: World, trello: Trello, board_id: str) -> None:
    with pytest.raises(TrelloGone):
        trello_board.fetch_head(trello, "0" * 24)
    with pytest.raises(TrelloRejected, match="invalid id"):
        trello_board.fetch_head(trello, "no id")
    with pytest.raises(TrelloRejected, match="invalid value for idList"):
        trello_write.create_card(trello, {"idList": "0" * 24, "name": "x"}, note="", mark="m")


def test_an_answer_that_is_no_board_is_not_taken_for_one(world: World, trello: Trello, board_id: str) -> None:
    """Otherwise every card would seem to have gone."""
    world.weather = [(f"/boards/{board_id}", "ok"), (f"/boards/{board_id}", "empty")]
    with pytest.raises(TrelloBusy):
        trello_board.fetch_board(trello, board_id, since=None)


def test_no_error_tells_the_secret(
    world: World, served: Served, board_id: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Even if the other side should say it back to us, and however much is logged."""
    caplog.set_level(logging.DEBUG)
    keys = TrelloKeys(KEY, TOKEN)
    trello = Trello(keys, wait=world.wait)
    told = [repr(keys), str(keys), repr(Webhook("s3cret", "https://x"))]
    for kind in ("401", "504", "cut", "html", "500"):
        world.weather = [("", kind)] * 4
        with pytest.raises(TrelloFault) as fault:
            trello.token()
        told += [str(fault.value), fault.value.sentence.fi, repr(fault.value), str(fault.value.__cause__)]
    world.key = "another"
    with pytest.raises(TrelloFault) as fault:
        trello.get(f"/boards/{board_id}?{TOKEN}")
    everything = "\n".join([*told, str(fault.value), caplog.text])
    assert TOKEN not in everything
    assert KEY not in everything
    assert "s3cret" not in everything


@pytest.mark.parametrize(
    "base",
    [
        "http://api.trello.com/1",
        "https://api.trello.com.evil.example/1",
        "https://user:pw@api.trello.com/1",
        "https://evil.example/1",
        "http://127.0.0.1.evil.example/1",
        "file:///etc/passwd",
        "",
    ],
)
def test_only_trello_and_this_machine_are_spoken_to(base: str) -> None:
    with pytest.raises(Refused):
        allowed_base(base)
    assert allowed_base(API) == API


def test_keys_come_from_the_environment_or_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secrets.toml"
    for name in (secrets.KEY, secrets.TOKEN, secrets.SECRET, secrets.ADDRESS):
        monkeypatch.delenv(name, raising=False)
    assert trello_keys(file) is None
    file.write_text('TRELLO_KEY = "k"\nTRELLO_TOKEN = " t "\nTRELLO_SECRET = "s"\nTRELLO_WEBHOOK_URL = "https://x"\n')
    assert trello_keys(file) == TrelloKeys("k", "t")
    assert trello_webhook(file) == Webhook("s", "https://x")
    monkeypatch.setenv(secrets.TOKEN, "other")
    assert trello_keys(file) == TrelloKeys("k", "other")
    file.write_text("TRELLO_KEY = broken")
    assert trello_keys(file) is None


# ------------------------------------------------------------------------------------------------------------- a board


def test_every_action_is_read_however_many_share_a_moment(world: World, trello: Trello, board_id: str) -> None:
    """2,500 actions in pages of a thousand, five hundred of them written in the same thousandth of a second."""
    to_do, doing = world.named(board_id, "To-do"), world.named(board_id, "Doing")
    card_id = world.card(to_do, "x")
    for number in range(2500):
        world.later(minutes=1).move(card_id, (doing, to_do)[number % 2])
    moment = world.actions[900]["date"]
    for action in world.actions[700:1200]:
        action["date"] = moment
    document = trello_board.fetch_board(trello, board_id, since=None)
    assert {a["id"] for a in document["actions"]} == {a["id"] for a in world.actions}
    assert len(document["actions"]) == len(world.actions) == 2504
    dates = [a["date"] for a in document["actions"]]
    assert dates == sorted(dates, reverse=True)


def test_only_what_is_new_is_asked_for(world: World, trello: Trello, board_id: str) -> None:
    world.card(world.named(board_id, "To-do"), "x")
    world.on("2026-09-05T06:00").card(world.named(board_id, "To-do"), "y")
    document = trello_board.fetch_board(trello, board_id, since=at("2026-09-04T06:00"))
    assert [a["type"] for a in document["actions"]] == ["createCard"]
    assert len(document["cards"]) == 2


def test_more_than_a_thousand_cards_are_paged(world: World, trello: Trello, board_id: str) -> None:
    for number in range(1200):
        world.card(world.named(board_id, "To-do"), f"c{number}", closed=number % 3 == 0)
    document = trello_board.fetch_board(trello, board_id, since=None)
    assert {card["id"] for card in document["cards"]} == set(world.cards)


def test_history_and_cards_are_of_one_moment(world: World, trello: Trello, board_id: str) -> None:
    """Somebody moves a card after the cards were read and before the history is: both are read again."""
    to_do, doing = world.named(board_id, "To-do"), world.named(board_id, "Doing")
    card_id = world.card(to_do, "x")
    # Twice: before the second and the fourth question for actions, which are those for the whole history.
    moves = iter([None, doing, None, to_do])

    def meanwhile(method: str, path: str) -> None:
        target = next(moves, None) if path.endswith("/actions") else None
        if target:
            world.move(card_id, target)

    world.before_answer = meanwhile
    document = trello_board.fetch_board(trello, board_id, since=None)
    (card,) = document["cards"]
    newest = next(a for a in document["actions"] if "listAfter" in a["data"])
    assert card["idList"] == newest["data"]["listAfter"]["id"] == to_do


def test_the_nested_history_is_never_asked_for(world: World, trello: Trello, board_id: str) -> None:
    """Trello ignores `actions_before` there (TRELLO-229)."""
    trello_board.fetch_board(trello, board_id, since=None)
    assert not any(name.startswith("actions") for _, _, given in world.requests for name in given)
