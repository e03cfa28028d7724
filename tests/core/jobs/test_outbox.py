"""What people ask of a Trello board: in order, never lost, never done twice, and Trello has the last word."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cards import Status
from core.errors import Refused
from core.jobs import cards
from core.jobs.outbox import GRACE
from core.jobs.pending import overruled
from core.jobs.sync import connect_board, disconnect_board, sync_due
from core.store import Store, open_store, outbox
from core.store import board as board_store
from core.store.cards import list_blocks, list_comments
from core.store.clients import add_client
from core.store.outbox import State, list_entries
from core.store.sync import PAUSE, make_due
from tests.children import Child
from tests.core.board.tiny import at
from tests.core.jobs.sending import send_due
from tests.fake_trello.server import Served, serve
from tests.fake_trello.world import KEY, ME, TOKEN, World

KILLS = 50 if os.environ.get("SOAK") else 5


@dataclass
class Desk:
    """Somebody at our board, with a fake Trello behind it."""

    store: Store
    world: World
    board_id: str

    def __post_init__(self) -> None:
        add_client(self.store.ops, name="Acme", now=at("2026-08-01T06:00"))
        self.to_do, self.doing, self.done = (self.world.named(self.board_id, n) for n in ("To-do", "Doing", "Done"))

    def by(self) -> dict[str, object]:
        return {"client_id": "acme", "who": "Maija", "now": self.world.now}

    def sync(self) -> None:
        """Look once, whatever is due when."""
        self.world.later(seconds=PAUSE.total_seconds())
        make_due(self.store.ops, board_id=self.board_id, now=self.world.now)
        sync_due(self.store, wait=self.world.wait, clock=lambda: self.world.now)

    def settle(self) -> None:
        """Look until nothing waits any more, as the hours go by."""
        for _ in range(40):
            self.sync()
            if not list_entries(self.store.ops, client_id="acme"):
                return
            self.world.later(minutes=31)
        raise AssertionError("it never ends")

    def states(self) -> list[State]:
        return [e.state for e in list_entries(self.store.ops, client_id="acme", states=tuple(State))]

    def names(self) -> Counter[str]:
        return Counter(card["name"] for card in self.world.cards.values())

    def said(self) -> list[str]:
        return [a["data"]["text"] for a in reversed(self.world.actions) if a["type"] == "commentCard"]


def desk_at(folder: Path, world: World) -> Desk:
    return Desk(open_store(folder), world, world.board("Seinä", "To-do", "Doing", "Done"))


@pytest.fixture
def desk(tmp_path: Path, world: World, served: Served) -> Desk:
    made = desk_at(tmp_path, world)
    connect_board(made.store, client_id="acme", board_id=made.board_id, name="Seinä", who="t", now=world.now)
    made.sync()
    return made


def test_everything_that_can_be_asked(desk: Desk) -> None:
    world, by = desk.world, desk.by()
    label = world.label(desk.board_id, "Reach")
    old = world.card(desk.to_do, "Vanha", idLabels=[label], idMembers=[ME], due="2026-09-09T06:00:00.000Z")
    desk.sync()
    new = cards.create_card(
        desk.store, name="Uusi", note="Näin", due=date(2026, 9, 8), member_ids=[ME], label_ids=[label], **by
    ).card_id
    cards.comment(desk.store, card_id=new, text="Aloitan", **by)
    cards.move_card(desk.store, card_id=new, status=Status.DOING, **by)
    cards.set_due(desk.store, card_id=old, due=None, **by)
    cards.unlabel_card(desk.store, card_id=old, label_ids=[label], **by)
    cards.unassign(desk.store, card_id=old, member_ids=[ME], **by)
    cards.archive_card(desk.store, card_id=old, **by)
    assert desk.states() == [State.WAITING] * 7
    desk.sync()
    assert desk.states() == [State.DONE] * 7
    assert cards.pending(desk.store, client_id="acme") == ()
    made = next(card for card in world.cards.values() if card["name"] == "Uusi")
    assert (made["idList"], made["due"], made["idMembers"], made["idLabels"]) == (
        desk.doing,
        "2026-09-08T14:00:00.000Z",
        [ME],
        [label],
    )
    assert made["desc"].startswith("Näin\n\nTahti ")
    assert desk.said() == ["Maija: Aloitan"]
    was = world.cards[old]
    assert (was["due"], was["idLabels"], was["idMembers"], was["closed"]) == (None, [], [], True)
    assert outbox.card_id_now(desk.store.ops, client_id="acme", card_id=new) == made["id"]
    assert [c.text for c in list_comments(desk.store.ops, client_id="acme", card_id=made["id"])] == ["Aloitan"]
    (board,) = board_store.read_boards(desk.store.ops, client_id="acme")
    assert {card.card_id: card.closed for card in board.cards} == {made["id"]: False, old: True}


def test_the_second_half_of_what_can_be_asked(desk: Desk) -> None:
    world, by = desk.world, desk.by()
    label = world.label(desk.board_id, "Reach")
    a, b, c = (world.card(desk.to_do, name) for name in "abc")
    archived = world.card(desk.to_do, "d", closed=True)
    desk.sync()
    cards.move_card(desk.store, card_id=c, place=a, **by)
    cards.move_card(desk.store, card_id=a, place=cards.BOTTOM, **by)
    cards.assign(desk.store, card_id=b, member_ids=[ME], **by)
    cards.label_card(desk.store, card_id=b, label_ids=[label], **by)
    cards.set_due(desk.store, card_id=b, due=at("2026-09-09T06:00"), **by)
    cards.restore_card(desk.store, card_id=archived, **by)
    cards.set_blocked(desk.store, card_id=b, reason="Kuvat puuttuvat", **by)
    desk.sync()
    assert set(desk.states()) == {State.DONE}
    assert world.in_list(desk.to_do) == ["c", "b", "d", "a"]
    assert (world.cards[b]["idMembers"], world.cards[b]["idLabels"]) == ([ME], [label])
    assert world.cards[b]["due"] == "2026-09-09T06:00:00.000Z"
    assert desk.said() == ["Maija: Jumissa: Kuvat puuttuvat"]
    assert not [request for request in world.requests if request[0] == "DELETE"]


def test_a_card_blocked_before_trello_has_made_it(desk: Desk) -> None:
    new = cards.create_card(desk.store, name="Uusi", **desk.by()).card_id
    cards.set_blocked(desk.store, card_id=new, reason="Odottaa", **desk.by())
    desk.sync()
    (made,) = desk.world.cards
    assert [block.card_id for block in list_blocks(desk.store.ops, client_id="acme")] == [made]


# ------------------------------------------------------------------------------------------------- Trello's last word


def test_a_move_that_somebody_made_meanwhile_stands(desk: Desk) -> None:
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    cards.move_card(desk.store, card_id=card_id, status=Status.DOING, **desk.by())
    cards.move_card(desk.store, card_id=card_id, status=Status.TO_DO, **desk.by())
    desk.world.move(card_id, desk.done)
    desk.sync()
    assert desk.world.cards[card_id]["idList"] == desk.done
    assert desk.states() == [State.SETTLED] * 2
    (entry, _) = list_entries(desk.store.ops, client_id="acme", states=(State.SETTLED,))
    assert entry.why is not None
    assert "Somebody moved" in entry.why.en
    assert cards.pending(desk.store, client_id="acme") == ()
    told = overruled(desk.store, client_id="acme", since=desk.world.now - timedelta(hours=1))
    assert [(one.said.en, one.why) for one in told] == [
        ("Move to To-do", entry.why),
        ("Move to Doing", entry.why),
    ]
    assert overruled(desk.store, client_id="acme", since=desk.world.now + timedelta(hours=1)) == ()


def test_a_due_date_that_somebody_gave_meanwhile_stands(desk: Desk) -> None:
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    cards.set_due(desk.store, card_id=card_id, due=date(2026, 9, 9), **desk.by())
    desk.world.change(card_id, due="2026-09-20T06:00:00.000Z")
    desk.sync()
    assert (desk.world.cards[card_id]["due"], desk.states()) == ("2026-09-20T06:00:00.000Z", [State.SETTLED])


def test_somebody_had_the_same_idea(desk: Desk) -> None:
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    cards.move_card(desk.store, card_id=card_id, status=Status.DOING, **desk.by())
    cards.assign(desk.store, card_id=card_id, member_ids=[ME], **desk.by())
    cards.archive_card(desk.store, card_id=card_id, **desk.by())
    desk.world.move(card_id, desk.doing)
    desk.world.join(card_id, ME)
    desk.world.change(card_id, closed=True)
    before = len(desk.world.actions)
    desk.sync()
    assert (desk.states(), len(desk.world.actions)) == ([State.DONE] * 3, before)


def test_a_card_that_was_deleted_meanwhile_settles_what_was_asked(desk: Desk) -> None:
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    cards.comment(desk.store, card_id=card_id, text="?", **desk.by())
    cards.archive_card(desk.store, card_id=card_id, **desk.by())
    desk.world.delete(card_id)
    desk.sync()
    assert desk.states() == [State.SETTLED] * 2


def test_nothing_is_said_or_changed_on_a_card_that_went_to_another_board(desk: Desk) -> None:
    """It may be another client's."""
    card_id = desk.world.card(desk.to_do, "x")
    other = desk.world.board("Toinen", "To-do")
    desk.sync()
    cards.comment(desk.store, card_id=card_id, text="?", **desk.by())
    cards.set_due(desk.store, card_id=card_id, due=date(2026, 9, 9), **desk.by())
    desk.world.cards[card_id] |= {"idBoard": other, "idList": desk.world.named(other, "To-do")}
    before = len(desk.world.actions)
    desk.sync()
    assert (desk.states(), len(desk.world.actions)) == ([State.SETTLED] * 2, before)


def test_what_trello_refuses_is_shown_with_its_reason_and_can_be_tried_again(desk: Desk) -> None:
    stranger = desk.world.member("Vieras")
    made = cards.create_card(desk.store, name="Uusi", member_ids=[stranger], **desk.by())
    cards.comment(desk.store, card_id=made.card_id, text="Hei", **desk.by())
    desk.sync()
    first, second = cards.pending(desk.store, client_id="acme")
    assert (first.state, second.state) == (State.FAILED, State.FAILED)
    assert first.why is not None
    assert "idMembers" in first.why.en
    assert (first.said.fi, first.name) == ("Uusi kortti ”Uusi” listalle To-do", "Uusi")
    desk.world.boards[desk.board_id]["members"].append(stranger)
    outbox.try_again(desk.store.ops, client_id="acme", entry_id=first.entry_id, now=desk.world.now)
    desk.sync()
    assert desk.states() == [State.DONE] * 2
    with pytest.raises(Refused):
        outbox.give_up(desk.store.ops, client_id="acme", entry_id=first.entry_id, who="t", now=desk.world.now)


def test_what_failed_can_be_let_rest(desk: Desk) -> None:
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    failed = cards.assign(desk.store, card_id=card_id, member_ids=["0" * 24], **desk.by())
    desk.sync()
    assert failed.entry_id is not None
    outbox.give_up(desk.store.ops, client_id="acme", entry_id=failed.entry_id, who="Maija", now=desk.world.now)
    assert (cards.pending(desk.store, client_id="acme"), desk.states()) == ((), [State.DROPPED])


def test_a_token_that_may_only_read(desk: Desk) -> None:
    """What was asked before it became so waits; nothing new is taken, and the sentence says why."""
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    cards.archive_card(desk.store, card_id=card_id, **desk.by())
    desk.world.may_write = False
    desk.sync()
    assert desk.states() == [State.WAITING]
    with pytest.raises(Refused, match="may only read"):
        cards.archive_card(desk.store, card_id=card_id, **desk.by())
    assert cards.why_read_only(desk.store, client_id="acme", board_id=desk.board_id) is not None
    desk.world.may_write = True
    desk.sync()
    assert (desk.states(), desk.world.cards[card_id]["closed"]) == ([State.DONE], True)


# ------------------------------------------------------------------------------------------------ answers that are lost


@pytest.mark.parametrize("kind", ["504 done", "lost", "504", "500", "cut", "html"])
def test_an_answer_that_never_came_is_looked_for(desk: Desk, kind: str) -> None:
    """Whether Trello did it or not, in the end there is one card with one comment."""
    made = cards.create_card(desk.store, name="Uusi", **desk.by())
    cards.comment(desk.store, card_id=made.card_id, text="Hei", **desk.by())
    desk.world.weather = [("POST", kind)]
    desk.sync()
    assert desk.states() == [State.SENDING, State.WAITING]
    desk.sync()
    assert desk.states()[0] is State.SENDING  # it may still be on its way
    (first, _) = cards.pending(desk.store, client_id="acme")
    assert first.why is not None
    desk.world.later(seconds=GRACE.total_seconds() + 1)
    desk.world.weather = [("POST", kind)]
    desk.settle()
    assert (desk.names(), desk.said()) == (Counter(Uusi=1), ["Maija: Hei"])
    assert desk.states() == [State.DONE] * 2


def test_the_same_words_twice_are_two_comments(desk: Desk) -> None:
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    for _ in range(2):
        cards.comment(desk.store, card_id=card_id, text="Hei", **desk.by())
    desk.world.weather = [("POST", "lost"), ("POST", "lost")]
    desk.settle()
    assert desk.said() == ["Maija: Hei"] * 2


def test_a_card_that_was_archived_before_anybody_heard_of_it_is_found(desk: Desk) -> None:
    cards.create_card(desk.store, name="Uusi", **desk.by())
    desk.world.weather = [("POST", "lost")]
    desk.sync()
    (card_id,) = desk.world.cards
    desk.world.change(card_id, closed=True, name="Toinen nimi", idList=desk.done)
    desk.world.later(minutes=5)
    desk.settle()
    assert list(desk.world.cards) == [card_id]


def test_a_backup_from_before_it_was_sent_does_not_send_it_again(desk: Desk) -> None:
    made = cards.create_card(desk.store, name="Uusi", **desk.by())
    cards.comment(desk.store, card_id=made.card_id, text="Hei", **desk.by())
    backup = desk.store.ops.path.read_bytes()
    desk.sync()
    assert desk.states() == [State.DONE] * 2
    desk.store.ops.path.write_bytes(backup)
    desk.world.later(hours=3)
    desk.settle()
    assert (desk.names(), desk.said()) == (Counter(Uusi=1), ["Maija: Hei"])


def test_a_change_that_arrived_unheard_and_was_taken_back_stays_taken_back(desk: Desk) -> None:
    """Saying it again would undo what somebody did after us."""
    moved, dated, archived = (desk.world.card(desk.to_do, name, due=None) for name in "abc")
    desk.sync()
    cards.move_card(desk.store, card_id=moved, status=Status.DOING, **desk.by())
    cards.set_due(desk.store, card_id=dated, due=date(2026, 9, 9), **desk.by())
    cards.archive_card(desk.store, card_id=archived, **desk.by())
    desk.world.weather = [("PUT", "lost")] * 3
    desk.sync()
    assert desk.states() == [State.SENDING] * 3
    assert desk.world.cards[moved]["idList"] == desk.doing
    desk.world.move(moved, desk.to_do)
    desk.world.change(dated, due=None)
    desk.world.change(archived, closed=False)
    desk.world.later(minutes=5)
    desk.settle()
    there = desk.world.cards
    assert (there[moved]["idList"], there[dated]["due"], there[archived]["closed"]) == (desk.to_do, None, False)


def test_a_board_that_is_disconnected_is_only_read(desk: Desk) -> None:
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    cards.archive_card(desk.store, card_id=card_id, **desk.by())
    disconnect_board(desk.store, client_id="acme", board_id=desk.board_id, who="Maija", now=desk.world.now)
    desk.sync()
    assert (desk.states(), desk.world.cards[card_id]["closed"]) == ([State.DROPPED], False)
    with pytest.raises(Refused, match="export file"):
        cards.archive_card(desk.store, card_id=card_id, **desk.by())
    connect_board(desk.store, client_id="acme", board_id=desk.board_id, name="S", who="t", now=desk.world.now)
    cards.archive_card(desk.store, card_id=card_id, **desk.by())
    desk.sync()
    assert desk.world.cards[card_id]["closed"]


def test_one_card_that_waits_holds_no_other(desk: Desk) -> None:
    card_id = desk.world.card(desk.to_do, "x")
    desk.sync()
    cards.create_card(desk.store, name="a", **desk.by())
    cards.archive_card(desk.store, card_id=card_id, **desk.by())
    desk.world.weather = [("POST", "504")]
    desk.sync()
    assert desk.states() == [State.SENDING, State.DONE]


KINDS = ["504 done", "lost", "504", "500", "cut", "html", "429 token", "429 key", "401"]


@settings(max_examples=5, deadline=None)
@given(
    weather=st.lists(st.tuples(st.sampled_from(["POST", "PUT", "GET", ""]), st.sampled_from(KINDS)), max_size=12),
    seed=st.integers(0, 10**6),
)
def test_in_any_weather_all_is_done_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, weather: list[tuple[str, str]], seed: int
) -> None:
    world, chance = World(), random.Random(seed)
    with serve(world) as found, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRELLO_KEY", KEY)
        patch.setenv("TRELLO_TOKEN", TOKEN)
        patch.setenv("TRELLO_API", found.address)
        desk = desk_at(tmp_path_factory.mktemp("outbox"), world)
        connect_board(desk.store, client_id="acme", board_id=desk.board_id, name="S", who="t", now=world.now)
        desk.sync()
        world.weather = list(weather)
        said: dict[str, list[str]] = {}
        for number in range(4):
            made = cards.create_card(desk.store, name=f"k{number}", **desk.by())
            for step in range(chance.randint(0, 3)):
                text = f"k{number} {step}"
                cards.comment(desk.store, card_id=made.card_id, text=text, **desk.by())
                said.setdefault(f"k{number}", []).append(f"Maija: {text}")
            cards.move_card(desk.store, card_id=made.card_id, status=Status.DONE, **desk.by())
            if chance.random() < 0.5:
                desk.sync()
                world.later(minutes=chance.randint(0, 3))
        desk.settle()
    assert desk.names() == Counter({f"k{n}": 1 for n in range(4)})
    for name, texts in said.items():
        assert [text for text in desk.said() if text.startswith(f"Maija: {name} ")] == texts
    assert {card["idList"] for card in world.cards.values()} == {desk.done}
    assert set(desk.states()) == {State.DONE}


# ------------------------------------------------------------------------------------------------------------- kills


def test_killed_between_a_click_and_the_answer_no_card_is_lost_and_none_doubled(
    tmp_path: Path, world: World, served: Served
) -> None:
    """A process that sends is killed at a moment that chance picks, over and over; somebody clicks all the while."""
    desk = desk_at(tmp_path, world)
    connect_board(desk.store, client_id="acme", board_id=desk.board_id, name="S", who="t", now=world.now)
    desk.sync()
    chance, clicked, killed = random.Random(7), 0, 0

    def slowly(method: str, path: str) -> None:
        if method != "GET":
            time.sleep(chance.uniform(0, 0.03))

    world.before_answer = slowly
    while killed < KILLS:
        for _ in range(2):
            made = cards.create_card(desk.store, name=f"k{clicked}", **desk.by())
            cards.comment(desk.store, card_id=made.card_id, text=f"c{clicked}", **desk.by())
            cards.move_card(desk.store, card_id=made.card_id, status=Status.DOING, **desk.by())
            clicked += 1
        before = len(world.requests)
        process = Child(send_due, tmp_path, world.now)
        wanted = before + chance.randint(2, 12)
        while len(world.requests) < wanted and process.is_alive:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        status, _, errors = process.ended()
        assert status in (0, -signal.SIGKILL), errors
        killed += status != 0
        time.sleep(0.05)  # what Trello was doing, it finishes
        world.later(minutes=5)
    desk.settle()
    assert desk.names() == Counter({f"k{n}": 1 for n in range(clicked)})
    assert Counter(desk.said()) == Counter({f"Maija: c{n}": 1 for n in range(clicked)})
    assert {card["idList"] for card in world.cards.values()} == {desk.doing}
    assert set(desk.states()) == {State.DONE}
    (board,) = board_store.read_boards(desk.store.ops, client_id="acme")
    assert len(board.cards) == clicked
