"""Keeping up with Trello: the same model as an export, nothing twice, and every failure kept in plain words."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.board.history import card_histories, contradictions
from core.cards import BoardContent
from core.connect.faults import TrelloBusy, TrelloDenied, TrelloGone
from core.connect.trello import Trello
from core.dates import DEMO_NOW
from core.errors import Refused
from core.jobs import sync
from core.jobs.board import import_board, plan
from core.jobs.check import check
from core.jobs.own_board import adopt_board, create_board
from core.jobs.sync import Elsewhere, connect_board, conversation, sync_board, sync_due
from core.sources.trello_export import read_board
from core.store import Store, open_store
from core.store import board as board_store
from core.store.clients import add_client, archive_client
from core.store.homes import BoardHome, find_home
from core.store.sync import due_homes, make_due, take_lease
from tests.core.board.tiny import at
from tests.fake_trello.server import Served
from tests.fake_trello.world import World

ACME = {"client_id": "acme"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    add_client(opened.ops, name="Acme", now=at("2026-08-01T06:00"))
    return opened


@pytest.fixture
def board_id(world: World) -> str:
    return world.board("Seinä", "To-do", "Doing", "Done")


def connected(store: Store, world: World, board_id: str, client_id: str = "acme") -> BoardHome:
    return connect_board(store, client_id=client_id, board_id=board_id, name="Seinä", who="t", now=world.now)


def looked(store: Store, world: World, trello: Trello, board_id: str) -> sync.BoardSync:
    return sync_board(store, trello, board_id=board_id, clock=lambda: world.now, **ACME)


def due(store: Store, world: World) -> int:
    return sync_due(store, wait=world.wait, clock=lambda: world.now)


def known(store: Store, client_id: str = "acme") -> BoardContent:
    (content,) = board_store.read_boards(store.ops, client_id=client_id)
    return content


def busy(world: World, board_id: str, steps: int = 60, seed: int = 1) -> None:
    """A while on the board: everything that can happen there, in an order that chance picks."""
    chance = random.Random(seed)
    lists = [row["id"] for row in world.of(world.lists, board_id)]
    label = world.label(board_id, "Reach")
    other = world.member("Olli Esimerkki")
    world.boards[board_id]["members"].append(other)
    world.fields["f" * 24] = {"id": "f" * 24, "idBoard": board_id, "name": "Persoona", "options": []}
    for number in range(steps):
        world.later(hours=chance.randint(1, 30))
        cards = [c["id"] for c in world.of(world.cards, board_id)]
        step = chance.random()
        if step < 0.4 or not cards:
            item = {"idCustomField": "f" * 24, "value": {"text": "Äiti"}}
            card_id = world.card(chance.choice(lists), f"Kortti {number}", idLabels=[label], customFieldItems=[item])
            world.checklist(card_id, "Lista", eka="complete", toka="incomplete")
        elif step < 0.7:
            world.move(chance.choice(cards), chance.choice(lists))
        elif step < 0.78:
            world.change(chance.choice(cards), due=(world.now + timedelta(days=9)).isoformat() + "Z")
        elif step < 0.86:
            world.change(chance.choice(cards), closed=chance.random() < 0.7)
        elif step < 0.9:
            world.delete(chance.choice(cards))
        elif step < 0.94:
            world.close_list(chance.choice(lists), chance.random() < 0.5)
        elif other not in world.cards[cards[0]]["idMembers"]:
            world.join(cards[0], other)
        else:
            world.comment(cards[0], "Hei")


# ----------------------------------------------------------------------------------------------------------- one model


def test_a_look_and_an_export_of_one_board_are_the_same(
    store: Store, world: World, trello: Trello, board_id: str
) -> None:
    busy(world, board_id)
    connected(store, world, board_id)
    looked(store, world, trello, board_id)
    assert known(store) == read_board(world.export(board_id)).content
    before = store.ops.version()
    assert not import_board(store, data=world.export(board_id), who="t", now=world.now, **ACME).changes
    assert not looked(store, world, trello, board_id).found.changes
    assert store.ops.version() == before


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), cuts=st.lists(st.integers(1, 25), max_size=4))
def test_looking_now_and_then_ends_where_one_look_at_all_does(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cuts: list[int]
) -> None:
    """But for cards that were deleted: those somebody saw keep their name and history."""
    store = open_store(tmp_path_factory.mktemp("sync"))
    add_client(store.ops, name="Acme", now=at("2026-08-01T06:00"))
    world = World()
    board_id = world.board("Seinä", "To-do", "Doing", "Done")
    now_and_then = None
    for number, steps in enumerate([*cuts, 5]):
        busy(world, board_id, steps, seed + number)
        seen = read_board(world.export(board_id)).content
        changes = plan(now_and_then, seen)
        if changes:
            board_store.write_changes(
                store.ops,
                board_id=board_id,
                known=now_and_then.board if now_and_then else None,
                changes=changes,
                who="t",
                now=world.now,
                **ACME,
            )
        now_and_then = known(store)
    at_once = read_board(world.export(board_id)).content
    assert now_and_then.cards == at_once.cards
    histories = card_histories(at_once)
    assert {i: spans for i, spans in card_histories(now_and_then).items() if i in histories and i in world.cards} == {
        i: spans for i, spans in histories.items() if i in world.cards
    }


def test_what_happens_between_two_looks_is_all_that_is_written(
    store: Store, world: World, trello: Trello, board_id: str
) -> None:
    busy(world, board_id)
    connected(store, world, board_id)
    looked(store, world, trello, board_id)
    card_id = world.later(days=3).card(world.named(board_id, "To-do"), "Uusi")
    world.later(hours=2).move(card_id, world.named(board_id, "Doing"))
    world.requests.clear()
    changes = looked(store, world, trello, board_id).found.changes
    assert ([c.card_id for c in changes.cards], len(changes.moves), changes.lists) == ([card_id], 2, ())
    assert "since" in next(
        given for _, path, given in world.requests if given.get("limit") == "1000" and "actions" in path
    )
    content = known(store)
    assert (content.board.from_birth, contradictions(content)) == (True, ())
    assert content.board.complete_since == read_board(world.export(board_id)).content.board.complete_since


def test_history_longer_than_an_export_holds(store: Store, world: World, trello: Trello, board_id: str) -> None:
    """An export tells of the newest thousand actions; Trello itself of all, also when the export came first."""
    to_do, doing = world.named(board_id, "To-do"), world.named(board_id, "Doing")
    card_id = world.card(to_do, "x")
    for number in range(1300):
        world.later(hours=1).move(card_id, (doing, to_do)[number % 2])
    import_board(store, data=world.export(board_id), who="t", now=world.now, **ACME)
    assert known(store).board.unknown_before is not None
    connected(store, world, board_id)
    looked(store, world, trello, board_id)
    content = known(store)
    assert (content.board.unknown_before, len(content.moves), contradictions(content)) == (None, 1301, ())


def test_a_deleted_card_and_archived_lists(store: Store, world: World, trello: Trello, board_id: str) -> None:
    card_id = world.card(world.named(board_id, "To-do"), "Muistetaan")
    kept = world.card(world.named(board_id, "Done"), "Arkistossa")
    connected(store, world, board_id)
    looked(store, world, trello, board_id)
    world.later(days=1).delete(card_id)
    world.close_list(world.named(board_id, "Done"))
    looked(store, world, trello, board_id)
    content = known(store)
    assert [(c.card_id, c.name) for c in content.gone] == [(card_id, "Muistetaan")]
    assert [(c.card_id, c.closed) for c in content.cards] == [(kept, False)]
    assert [row.closed for row in content.lists] == [False, False, True]
    assert not looked(store, world, trello, board_id).found.changes


def test_nothing_private_is_kept(store: Store, world: World, trello: Trello, board_id: str) -> None:
    world.card(world.named(board_id, "To-do"), "Soita 040 123 4567", desc="Salaista", due=None)
    world.comment(next(iter(world.cards)), "Meidän kesken")
    connected(store, world, board_id)
    looked(store, world, trello, board_id)
    kept = store.ops.path.read_bytes()
    for secret in ("secret+", "boards.trello.com", "Salaista", "Meidän kesken", "040 123", "username"):
        assert secret.encode() not in kept
    assert [m.name for m in known(store).members] == ["Maija Mallikas"]


def test_two_clients_may_share_a_board_and_never_meet(
    store: Store, world: World, trello: Trello, board_id: str
) -> None:
    add_client(store.ops, name="Beta", now=world.now)
    world.card(world.named(board_id, "To-do"), "x")
    connected(store, world, board_id)
    connected(store, world, board_id, "beta")
    assert due(store, world) == 2
    assert known(store).cards == known(store, "beta").cards


def test_who_has_left_keeps_the_initials(store: Store, world: World, trello: Trello, board_id: str) -> None:
    other = world.member("Olli Esimerkki")
    card_id = world.card(world.named(board_id, "To-do"), "x")
    world.cards[card_id]["idMembers"].append(other)
    world.comment(card_id, "Moi", by=other)
    connected(store, world, board_id)
    looked(store, world, trello, board_id)
    assert "OE" in [m.name for m in known(store).members]
    world.later(days=9).card(world.named(board_id, "To-do"), "y")
    assert looked(store, world, trello, board_id).found.changes.members == ()


# ------------------------------------------------------------------------------------------------------ what goes wrong


@pytest.mark.parametrize(
    ("kind", "fault"), [("504", TrelloBusy), ("html", TrelloBusy), ("429 key", TrelloBusy), ("401", TrelloDenied)]
)
def test_a_failure_is_kept_in_plain_words_and_changes_nothing(
    store: Store, world: World, trello: Trello, board_id: str, kind: str, fault: type[Exception]
) -> None:
    connected(store, world, board_id)
    looked(store, world, trello, board_id)
    before, content = store.ops.version(), known(store)
    world.later(days=1).card(world.named(board_id, "To-do"), "x")
    for failures in (1, 2):
        world.weather = [("/cards/all", kind)] * 4
        with pytest.raises(fault):
            looked(store, world, trello, board_id)
        home = find_home(store.ops, board_id=board_id, **ACME)
        assert home.failures == failures
        assert home.error is not None
        assert home.error.fi
        assert home.next_at is not None
        assert home.next_at > world.now
    assert (known(store), store.ops.version()) == (content, before)
    world.weather = []
    looked(store, world, trello, board_id)
    home = find_home(store.ops, board_id=board_id, **ACME)
    assert (home.failures, home.error, home.seen_at, len(known(store).cards)) == (0, None, home.tried_at, 1)


def test_waits_grow_with_each_failure_up_to_an_hour(store: Store, world: World, trello: Trello, board_id: str) -> None:
    connected(store, world, board_id)
    waits = []
    for _ in range(7):
        world.weather = [("", "504")] * 4
        with pytest.raises(TrelloBusy):
            looked(store, world, trello, board_id)
        home = find_home(store.ops, board_id=board_id, **ACME)
        assert home.next_at is not None
        waits.append((home.next_at - world.now).total_seconds() / 60)
    assert waits == [5, 10, 20, 40, 60, 60, 60]


def test_one_board_that_fails_stops_no_other(store: Store, world: World, served: Served, board_id: str) -> None:
    other = world.board("Toinen", "To-do")
    connected(store, world, board_id)
    connect_board(store, board_id=other, name="Toinen", who="t", now=world.now, **ACME)
    del world.boards[board_id]
    assert due(store, world) == 1
    home = find_home(store.ops, board_id=board_id, **ACME)
    assert home.error is not None
    assert "no such board" in home.error.en
    with pytest.raises(TrelloGone), conversation(store, wait=world.wait, clock=lambda: world.now) as trello:
        looked(store, world, trello, board_id)


def test_a_fault_of_our_own_is_kept_too(
    store: Store, world: World, served: Served, board_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*arguments: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(sync, "translate", fails)
    connected(store, world, board_id)
    assert due(store, world) == 0
    assert find_home(store.ops, board_id=board_id, **ACME).error == sync.FAULT
    assert due_homes(store.ops, now=world.now) == []


def test_the_check_says_when_it_fails_and_when_the_token_ends(
    store: Store, world: World, trello: Trello, board_id: str
) -> None:
    def told(name: str) -> list[tuple[bool, bool]]:
        return [(f.ok, f.warning) for f in check(store, now=world.now) if f.name == f"{name} acme Seinä"]

    connected(store, world, board_id)
    world.token_ends = (world.now + timedelta(days=20)).isoformat() + "Z"
    looked(store, world, trello, board_id)
    assert (told("trello"), told("token")) == ([(True, False)], [])
    world.later(days=10)
    assert told("token") == [(True, True)]
    world.token = "taken back"
    for expected in ((True, True), (True, True), (False, True)):
        with pytest.raises(TrelloDenied):
            looked(store, world, trello, board_id)
        assert told("trello") == [expected]


# ----------------------------------------------------------------------------------------------------- whose turn it is


def test_boards_are_looked_at_when_they_are_due(store: Store, world: World, served: Served, board_id: str) -> None:
    connected(store, world, board_id)
    assert [due(store, world), due(store, world)] == [1, 0]
    world.later(minutes=6)
    assert due(store, world) == 1
    world.later(seconds=5)
    assert make_due(store.ops, board_id=board_id, now=world.now) == 1
    assert due(store, world) == 0  # a busy board is not read without a pause
    world.later(seconds=15)
    assert due(store, world) == 1
    assert make_due(store.ops, board_id="0" * 24, now=world.now) == 0


def test_nothing_is_done_without_keys_boards_or_for_clients_at_rest(
    store: Store, world: World, served: Served, board_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert due(store, world) == 0
    add_client(store.ops, name="Demo", demo=True, now=DEMO_NOW)
    connected(store, world, board_id, "demo")
    connected(store, world, board_id)
    archive_client(store.ops, client_id="acme", now=world.now)
    assert due(store, world) == 0
    add_client(store.ops, name="Beta", now=world.now)
    connected(store, world, board_id, "beta")
    monkeypatch.delenv("TRELLO_TOKEN")
    assert due(store, world) == 0
    assert world.requests == []
    with pytest.raises(Refused, match="TRELLO_KEY"):
        sync.boards_available()


def test_one_process_at_a_time(store: Store, world: World, served: Served, board_id: str) -> None:
    connected(store, world, board_id)
    take_lease(store.ops, name="trello", holder="another", seconds=180, now=world.now)
    assert due(store, world) == 0
    with pytest.raises(Elsewhere), conversation(store, clock=lambda: world.now):
        pass
    with conversation(store, wait=world.wait, clock=lambda: world.now, patience=200):
        pass  # it died, and somebody had the patience
    take_lease(store.ops, name="trello", holder="another", seconds=180, now=world.now)
    world.later(seconds=181)
    assert due(store, world) == 1


def test_who_slept_too_long_stops(
    store: Store, world: World, served: Served, board_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process has taken over meanwhile: nothing more is asked, and nothing is kept as a failure."""
    connected(store, world, board_id)
    monkeypatch.setattr(sync, "RENEW_SECONDS", 0.0)

    def sleep(method: str, path: str) -> None:
        if path.endswith("/cards/all"):
            world.later(hours=1)
            take_lease(store.ops, name="trello", holder="another", seconds=180, now=world.now)

    world.before_answer = sleep
    assert due(store, world) == 0
    assert find_home(store.ops, board_id=board_id, **ACME).failures == 0
    assert board_store.read_boards(store.ops, client_id="acme") == []


def test_trello_is_asked_to_call_us_and_again_when_it_gave_up(
    store: Store, world: World, served: Served, board_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after a restart; and when it cannot reach us, looking goes on without."""
    monkeypatch.setenv("TRELLO_SECRET", "s")
    monkeypatch.setenv("TRELLO_WEBHOOK_URL", "https://tahti.example.fi/hooks/trello")
    connected(store, world, board_id)

    def looks(heard: dict[str, datetime]) -> None:
        world.later(minutes=6)
        sync_due(store, wait=world.wait, clock=lambda: world.now, heard=heard)

    world.reach = lambda url: 404
    unheard: dict[str, datetime] = {}
    for _ in range(2):
        looks(unheard)
    assert world.hooks == []
    assert find_home(store.ops, board_id=board_id, **ACME).failures == 0
    assert len([path for method, path, _ in world.requests if method == "POST"]) == 1
    world.reach = lambda url: 200
    for _ in range(2):
        looks({})
    (hook,) = world.hooks
    assert (hook["idModel"], hook["callbackURL"]) == (board_id, "https://tahti.example.fi/hooks/trello")
    heard: dict[str, datetime] = {}
    looks(heard)
    hook["active"] = False  # nobody answered it for a month
    looks(heard)
    assert hook["active"] is False, "not asked before a day has gone by"
    world.later(days=1)
    looks(heard)
    assert (world.hooks, hook["active"]) == ([hook], True)
    world.hooks.clear()  # or the token was made anew
    world.later(days=1)
    looks(heard)
    assert len(world.hooks) == 1


# --------------------------------------------------------------------------------------------------------- picking


def test_a_board_is_picked_by_id_or_address(world: World, trello: Trello, board_id: str) -> None:
    url = world.boards[board_id]["url"]
    for wanted in (board_id, url, f"{url}/seina", url.rsplit("/", 1)[1]):
        assert sync.find_remote(trello, wanted).board_id == board_id
    for wrong in ("", "../members/me", "https://evil.example/b/abcdefgh", "seinä"):
        with pytest.raises(Refused):
            sync.find_remote(trello, wrong)


def test_a_board_that_lives_here_is_not_connected(store: Store, world: World, board_id: str) -> None:
    own = create_board(store, name="Oma", who="t", now=world.now, **ACME)
    import_board(store, data=world.export(board_id), who="t", now=world.now, **ACME)
    adopt_board(store, board_id=board_id, who="t", now=world.now, **ACME)
    for one in (own, board_id):
        with pytest.raises(Refused):
            connected(store, world, one)
