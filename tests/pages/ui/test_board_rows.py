"""The rows of the board: a small one made by hand, whose every figure can be counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from core.board.limits import Place, PlaceKind
from core.jobs.board import import_board
from core.jobs.pending import Pending
from core.model import Sentence
from core.reports.board import board_status, flow
from core.reports.board_scene import remembered, scene_at, scene_of
from core.store import Store, clients, open_store
from core.store.board import read_boards
from core.store.outbox import Act, State
from core.store.wip import set_limit
from pages.ui import board_rows as rows
from pages.ui.board_component import columns_data
from pages.ui.board_detail import detail
from pages.ui.board_flow_rows import aging_rows, finished_rows, standing_rows, week_rows
from pages.ui.board_rows import NOBODY, BoardView, Wanted
from pages.ui.words import Words
from pages.ui.words.board import BOARD
from tests.core.board.fake_board import FakeBoard

EN = Words(BOARD, "en")
LISTS = ("Backlog", "Doing", "Done", "Xyz")
NOW = datetime(2026, 9, 1, 9, 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path)
    clients.add_client(made.ops, name="Kuusi Oy", now=NOW)
    return made


@pytest.fixture
def view(store: Store) -> Callable[[FakeBoard], BoardView]:
    def made(board: FakeBoard) -> BoardView:
        import_board(store, client_id="kuusi-oy", data=board.export(), who="Test", now=NOW)
        status = board_status(store, client_id="kuusi-oy", as_of=NOW)
        return rows.board_view(scene_at(store, client_id="kuusi-oy", as_of=NOW), status)

    return made


def small() -> FakeBoard:
    """Born 3 August; a card that went from Backlog (10.8.) to Doing (24.8.), one archived, one in a list of no kind."""
    board = FakeBoard(LISTS)
    board.extra = {
        "labels": [{"id": "l1", "name": "Convert – haku", "color": "red"}, {"id": "l2", "name": "", "color": "sky"}],
        "members": [{"id": "m1", "fullName": "Anna"}],
    }
    board.on("2026-08-10T08:00")
    card = board.add("Backlog", "Ensimmäinen", idLabels=["l1", "l2"], idMembers=["m1"])
    board.add("Xyz", "Toinen")
    gone = board.add("Backlog", "Arkistoon")
    board.set_due(card, "2026-08-20T09:00:00.000Z")
    board.on("2026-08-24T08:00").move(card, "Doing")
    board.close(gone)
    return board


def test_a_row_says_what_is_known_of_a_card_now(view: Callable[[FakeBoard], BoardView]) -> None:
    first = view(small()).rows[1]
    assert (first.name, first.part, first.list_name) == ("Ensimmäinen", "doing", "Doing")
    assert (first.owners, first.labels, first.stages) == (("Anna",), ("Convert – haku", "sky"), ("convert",))
    assert (first.due.isoformat() if first.due else None, first.overdue) == ("2026-08-20", True)
    assert first.days == 8


def test_the_parts_sum_to_every_card(view: Callable[[FakeBoard], BoardView]) -> None:
    made = view(small())
    counts = rows.counts(made.rows)
    assert sum(counts.values()) == made.status.total == 3
    assert (counts["doing"], counts["unmapped"], counts["archived"]) == (1, 1, 1)
    assert [row.name for row in made.seen] == ["Toinen", "Ensimmäinen"]  # what means nothing yet comes first
    for part, number in counts.items():
        assert len(rows.chosen(made.rows, Wanted(part=part))) == number


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["Toinen", "Ensimmäinen"]),
        (Wanted(stage="convert"), ["Ensimmäinen"]),
        (Wanted(stage="reach"), []),
        (Wanted(owner=NOBODY), ["Toinen"]),
        (Wanted(label="sky", text="ENSI"), ["Ensimmäinen"]),
        (Wanted(text="toi ensi"), []),
        (Wanted(channel=NOBODY), ["Toinen", "Ensimmäinen"]),
        (Wanted(part="archived"), ["Arkistoon"]),
        (Wanted(ids=frozenset()), []),
    ],
)
def test_every_filter_must_let_a_card_through(
    view: Callable[[FakeBoard], BoardView], wanted: Wanted, names: list[str]
) -> None:
    assert [row.name for row in rows.chosen(view(small()).rows, wanted)] == names


def test_a_card_tells_its_way_newest_stay_first_and_its_time_in_each_list(
    store: Store, view: Callable[[FakeBoard], BoardView]
) -> None:
    made = view(small())
    card_id = made.rows[1].card_id
    scene = scene_of(remembered(store, client_id="kuusi-oy", card_id=card_id), NOW)
    assert len(scene.works) == 1  # a large board is not read for one card
    one = detail(scene, card_id)
    assert one is not None
    assert [stay.list_name for stay in one.stays] == ["Doing", "Backlog"]
    assert one.stays[0].end is None
    assert {name: round(days, 3) for name, days, _ in one.per_list} == {"Backlog": 14.0, "Doing": 8.042}
    assert one.came_known
    assert detail(scene, "no such card") is None
    assert detail(scene_at(store, client_id="kuusi-oy", as_of=NOW), card_id) == one


def test_names_lose_the_marks_that_turn_text_around() -> None:
    assert rows.plain(" a\u202eb\u2066c\n d ") == "abc d"


def test_bands_of_the_cumulative_flow_lie_on_one_another(store: Store, view: Callable[[FakeBoard], BoardView]) -> None:
    board = small()
    done = board.add("Doing", "Valmis")
    board.on("2026-08-26T08:00").move(done, "Done")
    made = view(board)
    report = flow(store, client_id="kuusi-oy", period=None, as_of=NOW)
    last = standing_rows(report, EN).to_pylist()[-5:]
    assert [(band["band"], band["high"], band["low"]) for band in last] == [
        ("Backlog", 2, 3),
        ("To-do", 2, 2),
        ("Doing, blocked", 1, 2),
        ("Review", 1, 1),
        ("Done", 0, 1),
    ]
    weeks = [row for row in week_rows(report, EN).to_pylist() if row["series"] == "Done" and row["cards"]]
    assert [(row["week"], row["cards"], row["sure"]) for row in weeks] == [("35", 1, True)]
    ages = aging_rows(report, EN).to_pylist()
    assert [(row["kind"], row["place"], row["days"]) for row in ages] == [("card", "Doing", 9.0)]
    finished = finished_rows(report, made.day_of, EN).to_pylist()
    assert [(row["kind"], row["days"], row["day"]) for row in finished] == [("card", 3.0, datetime(2026, 8, 26))]


def test_lines_come_with_the_tenth_finished_card(store: Store, view: Callable[[FakeBoard], BoardView]) -> None:
    board = FakeBoard(LISTS)
    for number in range(9):
        board.on(f"2026-08-{10 + number}T08:00")
        board.move(board.add("Doing", f"Kortti {number}"), "Done")
    view(board)
    nine = flow(store, client_id="kuusi-oy", period=None, as_of=NOW)
    board.on("2026-08-20T08:00")
    board.move(board.add("Doing", "Kymmenes"), "Done")
    made = view(board)
    ten = flow(store, client_id="kuusi-oy", period=None, as_of=NOW)
    kinds = [[row["kind"] for row in finished_rows(r, made.day_of, EN).to_pylist()] for r in (nine, ten)]
    assert kinds[0].count("line") == 0
    assert kinds[1].count("line") == 2  # 50 and 85; 95 needs twenty


def test_two_boards_of_one_client_are_one_view(store: Store, view: Callable[[FakeBoard], BoardView]) -> None:
    view(small())
    other = FakeBoard(LISTS, mark=2)
    other.add("Doing", "Toiselta seinältä")
    made = view(other)
    assert len(read_boards(store.ops, client_id="kuusi-oy")) == 2
    assert {row.name for row in made.seen} == {"Ensimmäinen", "Toinen", "Toiselta seinältä"}
    assert len(made.heads) == 2
    assert not made.writable


def test_each_status_has_its_own_lines_in_the_aging_chart(store: Store, view: Callable[[FakeBoard], BoardView]) -> None:
    """Ten cards left Doing at the age of three days; the one there now is older."""
    board = FakeBoard(LISTS, born="2026-08-03T06:00")
    for number in range(10):
        card = board.on(f"2026-08-{10 + number}T08:00").add("Doing", f"Kortti {number}")
        board.later(days=2).move(card, "Done")
    board.add("Doing", "Kesken")
    view(board)
    ages = aging_rows(flow(store, client_id="kuusi-oy", period=None, as_of=NOW), EN).to_pylist()
    lines = [(row["place"], row["level"], row["days"]) for row in ages if row["kind"] == "line"]
    assert lines == [("Doing", 50, 3.0), ("Doing", 85, 3.0)]


def test_the_component_gets_text_and_says_what_can_be_done(
    store: Store, view: Callable[[FakeBoard], BoardView]
) -> None:
    board = small()
    for number in range(70):
        board.add("Doing", f"<b>{number}</b>" + "a" * 300)
    made = view(board)
    set_limit(store.ops, client_id="kuusi-oy", place=Place(PlaceKind.STATUS, "doing"), most=60, who="T", now=NOW)
    read_only = view(board)
    writable = rows.board_view(
        scene_at(store, client_id="kuusi-oy", as_of=NOW),
        board_status(store, client_id="kuusi-oy", as_of=NOW),
        read_only={made.heads[0].board_id: None},
    )
    for shown, can in ((read_only, False), (writable, True)):
        data = json.loads(columns_data(shown, shown.seen, ["doing", "done"], EN))
        doing, done = data["columns"]
        assert (doing["count"], doing["limit"], doing["over"]) == ("71", "71 / 60", "11 over the limit")
        assert doing["rest"] == "11 more: see the list"
        (row,) = doing["lists"]
        assert row["writable"] is can
        assert len(row["cards"]) == 60
        assert row["cards"][-1]["title"].startswith("<b>")  # set as text by the browser
        assert max(len(card["title"]) for card in row["cards"]) == 161
        assert done["lists"][0]["cards"] == []
        # A card can be moved to any list of its board, whatever columns are drawn.
        assert [target["name"] for target in data["targets"]] == (["Xyz", "Backlog", "Doing", "Done"] if can else [])


def test_what_trello_has_yet_to_do_is_drawn_as_if_done_and_says_so(
    store: Store, view: Callable[[FakeBoard], BoardView]
) -> None:
    board = small()
    made = view(board)
    first = made.seen[1]
    done = board.lists["Done"]["id"]

    def ask(number: int, act: Act, state: State, card_id: str, name: str = "") -> Pending:
        said = Sentence("Move to Done", "Siirto: Done")
        why = Sentence("Trello says no", "Trello kieltäytyi") if state is State.FAILED else None
        return Pending(number, board.id, card_id, act, state, said, why, done, "top", name, "Anna", NOW)

    asked = [
        ask(1, Act.MOVE, State.WAITING, first.card_id),
        ask(2, Act.CREATE, State.SENDING, "new-1", "Uusi"),
        ask(3, Act.MOVE, State.FAILED, made.seen[0].card_id),
    ]
    scene, status = scene_at(store, client_id="kuusi-oy", as_of=NOW), made.status
    after = rows.board_view(scene, status, pending=asked)
    drawn = {row.name: row for row in after.rows}
    assert (drawn["Ensimmäinen"].part, drawn["Ensimmäinen"].list_name) == ("done", "Done")
    assert drawn["Ensimmäinen"].pending[0].en == "Move to Done"
    assert (drawn["Uusi"].part, drawn["Uusi"].card_id) == ("done", "new-1")
    assert (drawn["Toinen"].part, drawn["Toinen"].refused[0].en) == ("unmapped", "Trello says no")
    data = json.loads(columns_data(after, after.seen, ["unmapped", "done"], EN))
    lines = [
        line[1] for column in data["columns"] for row in column["lists"] for c in row["cards"] for line in c["lines"]
    ]
    assert "◌ waits for Trello: Move to Done" in lines
    assert "✕ Trello says no" in lines
