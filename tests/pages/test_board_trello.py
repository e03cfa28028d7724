"""A board in Trello on the page: connected, moved while Trello has yet to answer, refused, and read-only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.jobs.cards import create_card, move_card
from core.jobs.sync import sync_due
from core.model import Role
from core.store import outbox
from core.store.board import read_boards
from core.store.homes import Home, find_home
from core.store.outbox import OPEN, State
from tests.fake_trello.server import Served
from tests.fake_trello.world import World
from tests.pages.board_page import cards, drawn, opened, words

FIR = {"client_id": "kuusi-oy"}


def looked(office: Any, world: World) -> None:
    """The server's own look at Trello, now."""
    world.now = utc_now()
    sync_due(office.store, wait=world.wait, clock=lambda: utc_now() + timedelta(hours=1))


def connect(office: Any, world: World) -> str:
    """The admin picks the board on the page."""
    world.now = utc_now() - timedelta(days=1)
    board_id = world.board("Seinä <b>x</b>", "To-do", "Doing", "Done")
    world.card(world.named(board_id, "To-do"), "Kortti")
    at = opened(office, Role.ADMIN)
    at.button(key="board_look").click().run()
    at.selectbox(key="board_picked").set_value(board_id)
    next(button for button in at.button if button.label == "Connect").click().run()
    assert "Connected." in words(at)
    assert "is being read from Trello for the first time" in words(at)
    looked(office, world)
    return board_id


def lines(at: AppTest) -> list[str]:
    return [
        line[1]
        for column in drawn(at)["columns"]
        for row in column["lists"]
        for c in row["cards"]
        for line in c["lines"]
    ]


def test_a_move_is_pending_until_trello_answers_and_a_refusal_can_be_tried_again(
    office: Any, world: World, served: Served
) -> None:
    board_id = connect(office, world)
    at = opened(office)
    assert cards(at)["to_do"] == ["Kortti"]
    assert "Trello last looked at" in words(at)
    (card,) = read_boards(office.store.ops, **FIR)[0].cards
    doing = world.named(board_id, "Doing")
    move_card(office.store, **FIR, card_id=card.card_id, list_id=doing, who="Anna", now=utc_now())
    create_card(office.store, **FIR, name="Uusi", list_id=doing, who="Anna", now=utc_now())
    at = opened(office)
    assert sorted(cards(at)["doing"]) == ["Kortti", "Uusi"]
    assert len([line for line in lines(at) if line.startswith("◌ waits for Trello")]) == 2
    looked(office, world)
    assert not outbox.list_entries(office.store.ops, **FIR, states=(State.WAITING, State.SENDING))
    assert world.in_list(doing)
    # What Trello refuses is said with why, on the card and above the board, and can be tried again.
    move_card(
        office.store, **FIR, card_id=card.card_id, list_id=world.named(board_id, "Done"), who="Anna", now=utc_now()
    )
    entry = outbox.list_entries(office.store.ops, **FIR, states=OPEN)[-1]
    outbox.close(
        office.store.ops,
        **FIR,
        entry_id=entry.entry_id,
        state=State.FAILED,
        why=outbox.Sentence("Trello said no", "Trello kieltäytyi"),
        now=utc_now(),
    )
    at = opened(office)
    assert "✕ Trello said no" in lines(at)
    assert "Kortti" in cards(at)["doing"]
    again = next(button for button in at.button if button.label == "Try again")
    again.click().run()
    assert "Asked Trello once more." in words(at)
    assert outbox.list_entries(office.store.ops, **FIR, states=OPEN)


def test_only_an_admin_sees_the_boards_of_the_account(office: Any, world: World, served: Served) -> None:
    world.board("Toisen asiakkaan seinä", "To-do")
    at = opened(office)
    assert "An admin connects boards" in words(at)
    assert not [button for button in at.button if button.key == "board_look"]


def test_who_was_overtaken_is_told_and_an_admin_can_disconnect(office: Any, world: World, served: Served) -> None:
    board_id = connect(office, world)
    (card,) = read_boards(office.store.ops, **FIR)[0].cards
    doing, done = world.named(board_id, "Doing"), world.named(board_id, "Done")
    move_card(office.store, **FIR, card_id=card.card_id, list_id=doing, who="Anna", now=utc_now())
    world.move(card.card_id, done)
    looked(office, world)
    at = opened(office)
    assert [box.label for box in at.expander if "faster" in box.label] == ["Somebody was faster in Trello (1)"]
    assert cards(at)["done"] == ["Kortti"]
    assert not [button for button in settings(office, Role.SPECIALIST).button if "Disconnect" in button.label]
    at = settings(office, Role.ADMIN)
    next(button for button in at.button if "Disconnect" in button.label).click().run()
    assert find_home(office.store.ops, **FIR, board_id=board_id).kind is Home.EXPORT


def settings(office: Any, role: Role) -> AppTest:
    at = office.open("board", role, run=False)
    at.query_params["part"] = "bring"
    return at.run()
