"""What people do with cards on a board of our own, and that a board from a file is only read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.board.history import card_histories, contradictions
from core.cards import BoardContent, Card, MoveKind, Role, Status
from core.errors import Refused
from core.jobs import cards
from core.jobs.board import import_board
from core.jobs.card_people import say_who, teammates
from core.jobs.own_board import placed
from core.model import ClientKind, Period
from core.model import Role as Rank
from core.reports.board import board_status, flow
from core.store import Store, open_store
from core.store import board as board_store
from core.store.cards import board_labels, find_card, list_blocks, list_comments
from core.store.clients import add_client
from core.store.homes import Home, set_home
from core.store.outbox import State, list_entries
from core.store.people import add_person
from tests.core.board.fake_board import FakeBoard
from tests.core.board.tiny import at

NOW = at("2026-09-01T06:00")
BY = {"client_id": "acme", "who": "Maija"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    add_client(opened.ops, name="Acme", now=NOW)
    return opened


@pytest.fixture
def board_id(store: Store) -> str:
    return cards.create_board(store, name="Oma seinä", now=NOW, **BY)


def content(store: Store) -> BoardContent:
    (found,) = board_store.read_boards(store.ops, client_id="acme")
    return found


def names(store: Store, status: Status) -> list[str]:
    """The cards lying under a status, from the top."""
    report = board_status(store, client_id="acme", as_of=content(store).board.as_of)
    known = {card.card_id: card.name for card in content(store).cards}
    return [known[card_id] for card_id in report.statuses[status]]


def later(**by: float) -> datetime:
    return NOW + timedelta(**by)


def test_a_new_board_has_six_lists_that_mean_something(store: Store, board_id: str) -> None:
    board = content(store)
    assert [row.name for row in board.lists] == [
        "Backlog",
        "To-do",
        "Doing",
        "Review (meillä)",
        "Review (asiakkaalla)",
        "Done",
    ]
    confirmed = board_store.confirmed_lists(store.ops, client_id="acme")
    assert [confirmed[board_id, row.list_id] for row in board.lists] == [
        Status.BACKLOG,
        Status.TO_DO,
        Status.DOING,
        Status.REVIEW_OURS,
        Status.REVIEW_CLIENT,
        Status.DONE,
    ]
    assert (board.board.from_birth, board.board.unknown_before) == (True, None)
    assert {label.name for label in board.labels} == {"Measure", "Reach", "Act", "Convert", "Engage", "Sisäinen"}


def test_a_board_is_in_its_clients_language(store: Store) -> None:
    add_client(store.ops, name="Team", kind=ClientKind.TEAM, language="en", now=NOW)
    cards.create_board(store, client_id="team", name="Ours", who="t", now=NOW)
    rows = board_store.read_lists(store.ops, client_id="team")
    assert [row.name for _, row in rows][3:5] == ["Review (ours)", "Review (client)"]


@pytest.mark.parametrize("name", ["", "  ", "oma SEINÄ", "x" * 201])
def test_a_board_needs_a_name_of_its_own(store: Store, board_id: str, name: str) -> None:
    with pytest.raises(Refused):
        cards.create_board(store, name=name, now=NOW, **BY)


def test_a_card_goes_its_way_and_every_figure_follows(store: Store, board_id: str) -> None:
    """Made on Tuesday, taken up on Wednesday, waiting for the client from Thursday, done on Friday."""
    made = cards.create_card(store, name="  Blogi \n talvesta ", now=later(hours=1), **BY)
    assert made == cards.Written(made.card_id, pending=False)
    for days, status in ((1, Status.DOING), (2, Status.REVIEW_CLIENT), (3, Status.DONE)):
        cards.move_card(store, card_id=made.card_id, status=status, now=later(days=days), **BY)
    assert names(store, Status.DONE) == ["Blogi talvesta"]
    said = flow(store, client_id="acme", period=Period(date(2026, 9, 1), date(2026, 9, 6)), as_of=later(days=5))
    (done,) = said.finished
    assert (done.cycle, done.lead, done.straight) == (3, 4, False)
    assert [(week.week, week.done) for week in said.weeks] == [("2026-W36", 1)]
    assert contradictions(content(store)) == ()
    assert pending_nothing(store)


def pending_nothing(store: Store) -> bool:
    return cards.pending(store, client_id="acme") == ()


def test_new_cards_come_on_top_and_cards_move_to_a_place(store: Store, board_id: str) -> None:
    ids = {n: cards.create_card(store, name=n, now=NOW, **BY).card_id for n in "abcd"}
    assert names(store, Status.TO_DO) == ["d", "c", "b", "a"]
    cards.move_card(store, card_id=ids["a"], place=cards.TOP, now=NOW, **BY)
    cards.move_card(store, card_id=ids["d"], place=cards.BOTTOM, now=NOW, **BY)
    cards.move_card(store, card_id=ids["b"], place=ids["a"], now=NOW, **BY)
    assert names(store, Status.TO_DO) == ["a", "b", "c", "d"]
    moves = [move.kind for move in content(store).moves]
    assert moves == [MoveKind.CREATED] * 4  # within a list nothing has moved on


def test_doing_what_is_done_already_changes_nothing(store: Store, board_id: str) -> None:
    card_id = cards.create_card(store, name="x", now=NOW, due=date(2026, 9, 10), member_ids=["m"], **BY).card_id
    before = store.ops.version()
    cards.move_card(store, card_id=card_id, now=NOW, **BY)
    cards.set_due(store, card_id=card_id, due=date(2026, 9, 10), now=NOW, **BY)
    cards.assign(store, card_id=card_id, member_ids=["m"], now=NOW, **BY)
    cards.unlabel_card(store, card_id=card_id, label_ids=["l"], now=NOW, **BY)
    cards.restore_card(store, card_id=card_id, now=NOW, **BY)
    assert store.ops.version() == before


def test_everything_about_a_card(store: Store, board_id: str) -> None:
    label = board_labels(store.ops, client_id="acme", board_id=board_id)[0]
    card_id = cards.create_card(store, name="x", status=Status.BACKLOG, note="Miksi", now=NOW, **BY).card_id
    cards.assign(store, card_id=card_id, member_ids=["m1", "m2"], now=NOW, **BY)
    cards.unassign(store, card_id=card_id, member_ids=["m1"], now=NOW, **BY)
    cards.label_card(store, card_id=card_id, label_ids=[label.label_id], now=NOW, **BY)
    cards.set_due(store, card_id=card_id, due=date(2026, 9, 10), now=NOW, **BY)
    cards.set_due(store, card_id=card_id, due=None, now=NOW, **BY)
    cards.comment(store, card_id=card_id, text="Hei", now=later(hours=1), **BY)
    cards.archive_card(store, card_id=card_id, now=later(hours=2), **BY)
    (card,) = content(store).cards
    assert (card.member_ids, card.label_ids, card.due, card.closed) == (("m2",), (label.label_id,), None, True)
    assert [c.text for c in list_comments(store.ops, client_id="acme", card_id=card_id)] == ["Miksi", "Hei"]
    told = [(m.kind, m.before, m.after) for m in content(store).moves if m.kind is MoveKind.DUE]
    afternoon = "2026-09-10T14:00:00"  # 17.00 in Helsinki in summer
    assert told == [(MoveKind.DUE, "", afternoon), (MoveKind.DUE, afternoon, "")]
    cards.restore_card(store, card_id=card_id, now=later(hours=3), **BY)
    assert [span.archived for span in card_histories(content(store))[card_id]] == [False, True, False]


def test_what_blocks_a_card_is_kept_with_its_reason_and_times(store: Store, board_id: str) -> None:
    card_id = cards.create_card(store, name="x", now=NOW, **BY).card_id
    cards.set_blocked(store, card_id=card_id, reason="Tunnukset puuttuvat", now=later(days=1), **BY)
    cards.set_blocked(store, card_id=card_id, reason="Kuvat puuttuvat", now=later(days=2), **BY)
    cards.free_card(store, card_id=card_id, now=later(days=3), **BY)
    cards.free_card(store, card_id=card_id, now=later(days=4), **BY)
    assert [(b.reason, b.blocked_at, b.freed_at) for b in list_blocks(store.ops, client_id="acme")] == [
        ("Tunnukset puuttuvat", later(days=1), later(days=2)),
        ("Kuvat puuttuvat", later(days=2), later(days=3)),
    ]
    said = [c.text for c in list_comments(store.ops, client_id="acme", card_id=card_id)]
    assert said == ["Jumissa: Tunnukset puuttuvat", "Jumissa: Kuvat puuttuvat"]


def test_a_clock_that_stands_still_keeps_the_order(store: Store, board_id: str) -> None:
    card_id = cards.create_card(store, name="x", now=NOW, **BY).card_id
    for status in (Status.DOING, Status.TO_DO, Status.DONE, Status.DOING):
        cards.move_card(store, card_id=card_id, status=status, now=NOW, **BY)
    assert contradictions(content(store)) == ()
    assert names(store, Status.DOING) == ["x"]


def test_many_people_at_once_come_one_after_the_other(store: Store, board_id: str) -> None:
    """Eight people, each with five new cards that they take up at once: every click counts, in one history."""

    def work(person: int) -> None:
        for number in range(5):
            made = cards.create_card(store, name=f"{person}/{number}", now=NOW, **BY)
            cards.move_card(store, card_id=made.card_id, status=Status.DOING, now=NOW, **BY)

    with ThreadPoolExecutor(8) as people:
        list(people.map(work, range(8)))
    assert sorted(names(store, Status.DOING)) == sorted(f"{p}/{n}" for p in range(8) for n in range(5))
    assert contradictions(content(store)) == ()
    assert len({move.at for move in content(store).moves}) == 80


@pytest.mark.parametrize("name", ["", " \n", "x" * 1001])
def test_a_card_needs_a_name(store: Store, board_id: str, name: str) -> None:
    with pytest.raises(Refused):
        cards.create_card(store, name=name, now=NOW, **BY)


def test_a_card_of_another_client_is_not_found(store: Store, board_id: str) -> None:
    card_id = cards.create_card(store, name="x", now=NOW, **BY).card_id
    add_client(store.ops, name="Beta", now=NOW)
    cards.create_board(store, client_id="beta", name="b", who="t", now=NOW)
    lists = [row.list_id for _, row in board_store.read_lists(store.ops, client_id="beta")]
    for act in (
        lambda: cards.comment(store, client_id="beta", card_id=card_id, text="?", who="t", now=NOW),
        lambda: cards.move_card(store, client_id="beta", card_id=card_id, list_id=lists[0], who="t", now=NOW),
        lambda: cards.move_card(store, card_id=card_id, list_id=lists[0], now=NOW, **BY),
    ):
        with pytest.raises(Refused):
            act()


def test_a_board_from_a_file_is_only_read_until_it_is_taken_over(store: Store) -> None:
    board = FakeBoard(("To-do", "Doing"))
    card_id = board.add("To-do", "Old")
    import_board(store, data=board.export(), now=NOW, **BY)
    why = cards.why_read_only(store, client_id="acme", board_id=board.id)
    assert why is not None
    for act in (
        lambda: cards.move_card(store, card_id=card_id, status=Status.DOING, now=NOW, **BY),
        lambda: cards.create_card(store, name="x", now=NOW, **BY),
        lambda: cards.set_blocked(store, card_id=card_id, reason="x", now=NOW, **BY),
    ):
        with pytest.raises(Refused, match="export file"):
            act()
    cards.adopt_board(store, board_id=board.id, now=NOW, **BY)
    cards.move_card(store, card_id=card_id, status=Status.DOING, now=NOW, **BY)
    assert names(store, Status.DOING) == ["Old"]
    assert contradictions(content(store)) == ()
    board.later(days=60).add("To-do", "Late")
    with pytest.raises(Refused, match="taken over"):
        import_board(store, data=board.export(), now=NOW, **BY)


def test_on_a_trello_board_a_wish_waits_for_trello(store: Store) -> None:
    board = FakeBoard(("To-do", "Doing"))
    card_id = board.add("To-do", "Old")
    import_board(store, data=board.export(), now=NOW, **BY)
    set_home(store.ops, client_id="acme", board_id=board.id, kind=Home.TRELLO, name="S", who="t", now=NOW)
    doing = board.lists["Doing"]["id"]
    moved = cards.move_card(store, card_id=card_id, list_id=doing, now=NOW, **BY)
    made = cards.create_card(store, name="New", note="Why", due=date(2026, 9, 3), now=NOW, **BY)
    cards.comment(store, card_id=made.card_id, text="On it", now=NOW, **BY)
    cards.move_card(store, card_id=made.card_id, list_id=doing, now=NOW, **BY)
    assert (moved.pending, made.pending, moved.card_id) == (True, True, card_id)
    waiting = cards.pending(store, client_id="acme")
    assert [(one.act, one.card_id == made.card_id, one.state) for one in waiting] == [
        ("move", False, State.WAITING),
        ("create", True, State.WAITING),
        ("comment", True, State.WAITING),
        ("move", True, State.WAITING),
    ]
    assert waiting[0].said.fi == "Siirto listalle Doing"
    assert [e.wish.before for e in list_entries(store.ops, client_id="acme")][::3] == [board.lists["To-do"]["id"]] * 2
    assert len(content(store).cards) == 1
    assert names(store, Status.TO_DO) == ["Old"]


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["top", "bottom", "0", "1", "2", "3", "4", "5"]))))
def test_a_card_lies_where_it_was_put(steps: list[tuple[int, str]]) -> None:
    """Against a plain list of names, however often cards are dropped between the same two."""
    shelf = [Card(str(n), "", "l", 0.0, False, Role.CARD, NOW) for n in range(6)]
    order = [card.card_id for card in shelf]
    for number, place in steps * 20:
        mover = next(card for card in shelf if card.card_id == str(number))
        rest = [card for card in shelf if card is not mover]
        pos, others = placed(rest, place)
        apart = {card.card_id: card for card in others}
        moved = Card(mover.card_id, "", "l", pos, False, Role.CARD, NOW)
        shelf = sorted([apart.get(c.card_id, c) for c in rest] + [moved], key=lambda c: (c.pos, c.card_id))
        order.remove(str(number))
        spots = {"top": 0, "bottom": len(order)}
        order.insert(spots.get(place, order.index(place) + 1 if place in order else len(order)), str(number))
        assert [card.card_id for card in shelf] == order


def test_who_of_the_team_is_who_on_a_board(store: Store) -> None:
    ids = [
        add_person(
            store.ops,
            email=f"{name.split()[0]}@example.fi",
            name=name,
            role=Rank.SPECIALIST,
            password_hash="-",
            language="fi",
            client_ids=clients,
            now=NOW,
        ).person_id
        for name, clients in (("Maija Mallikas", ["acme"]), ("Olli Muu", ["acme"]), ("Vieras Väki", []))
    ]
    board = FakeBoard(("To-do",))
    board.extra = {"members": [{"id": "m1", "fullName": "maija  mallikas"}, {"id": "m2", "fullName": "Olli E"}]}
    import_board(store, data=board.export(), now=NOW, **BY)
    about = {"client_id": "acme", "board_id": board.id}
    assert [(t.person.name, t.member and t.member.member_id, t.said) for t in teammates(store, **about)] == [
        ("Maija Mallikas", "m1", False),
        ("Olli Muu", None, False),
    ]
    say_who(store, person_id=ids[1], member_id="m2", **about)
    assert [(t.member and t.member.member_id, t.said) for t in teammates(store, **about)][1] == ("m2", True)
    say_who(store, person_id=ids[1], member_id="", **about)
    assert teammates(store, **about)[1].member is None
    for person_id, member_id in ((ids[2], "m2"), (ids[0], "m9")):
        with pytest.raises(Refused):
            say_who(store, person_id=person_id, member_id=member_id, **about)


def test_on_our_own_board_everybody_who_is_given_the_client_can_be_put_on_cards(store: Store, board_id: str) -> None:
    person = add_person(
        store.ops,
        email="m@example.fi",
        name="Maija",
        role=Rank.SPECIALIST,
        password_hash="-",
        language="fi",
        client_ids=["acme"],
        now=NOW,
    )
    (member,) = cards.assignable(store, client_id="acme", board_id=board_id)
    card_id = cards.create_card(store, name="x", member_ids=[member.member_id], now=NOW, **BY).card_id
    assert [(m.member_id, m.name) for m in content(store).members] == [(f"person-{person.person_id}", "Maija")]
    assert find_card(store.ops, client_id="acme", card_id=card_id)[1].member_ids == (member.member_id,)
    (mate,) = teammates(store, client_id="acme", board_id=board_id)
    assert mate.member == member
