"""The rows of the board: a small one made by hand, whose every figure can be counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from core.jobs.board import import_board
from core.reports.board import board_status, flow
from core.reports.board_scene import scene_at
from core.store import Store, clients, open_store
from core.store.board import read_boards
from pages.ui import board_rows as rows
from pages.ui.board_flow import aging_rows, finished_rows, standing_rows, week_rows
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
    assert (first.name, first.status, first.list_name) == ("Ensimmäinen", "doing", "Doing")
    assert (first.owners, first.labels, first.stages) == (("Anna",), ("Convert – haku", "sky"), ("convert",))
    assert (first.due.isoformat() if first.due else None, first.overdue) == ("2026-08-20", True)
    assert first.days == 8


def test_the_parts_sum_to_every_card(view: Callable[[FakeBoard], BoardView]) -> None:
    made = view(small())
    counts = dict(rows.parts(made.status))
    assert sum(counts.values()) == made.status.total == 3
    assert (counts["doing"], counts["unmapped"], counts["archived"]) == (1, 1, 1)
    assert [row.name for row in made.rows] == ["Toinen", "Ensimmäinen"]  # what means nothing yet comes first


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["Toinen", "Ensimmäinen"]),
        (Wanted(stage="convert"), ["Ensimmäinen"]),
        (Wanted(stage="reach"), []),
        (Wanted(owner=NOBODY), ["Toinen"]),
        (Wanted(label="sky", text="ENSI"), ["Ensimmäinen"]),
        (Wanted(text="toi ensi"), []),
    ],
)
def test_every_filter_must_let_a_card_through(
    view: Callable[[FakeBoard], BoardView], wanted: Wanted, names: list[str]
) -> None:
    assert [row.name for row in rows.chosen(view(small()).rows, wanted)] == names


def test_a_card_tells_its_way_newest_stay_first_and_its_time_in_each_list(
    view: Callable[[FakeBoard], BoardView],
) -> None:
    made = view(small())
    one = rows.detail(made.scene, made.rows[1].card_id)
    assert one is not None
    assert [stay.list_name for stay in one.stays] == ["Doing", "Backlog"]
    assert one.stays[0].end is None
    assert {name: round(days, 3) for name, days, _ in one.per_list} == {"Backlog": 14.0, "Doing": 8.042}
    assert one.came_known
    assert rows.detail(made.scene, "no such card") is None


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
    finished = finished_rows(report, made.scene.day_of, EN).to_pylist()
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
    kinds = [[row["kind"] for row in finished_rows(r, made.scene.day_of, EN).to_pylist()] for r in (nine, ten)]
    assert kinds[0].count("line") == 0
    assert kinds[1].count("line") == 2  # 50 and 85; 95 needs twenty


def test_two_boards_of_one_client_are_one_view(store: Store, view: Callable[[FakeBoard], BoardView]) -> None:
    view(small())
    other = FakeBoard(LISTS, mark=2)
    other.add("Doing", "Toiselta seinältä")
    made = view(other)
    assert len(read_boards(store.ops, client_id="kuusi-oy")) == 2
    assert {row.name for row in made.rows} == {"Ensimmäinen", "Toinen", "Toiselta seinältä"}
