"""What people say about cards and lists beside the board itself: what marks mean, limits, links."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from core.board.limits import Load, Place, PlaceKind, loads
from core.board.meanings import Dimension, Mark, MarkKind, Meaning
from core.errors import Refused
from core.jobs.board import import_board
from core.reports.board import board_status
from core.reports.board_scene import mark_mapping, remembered, scene_at
from core.store import Store, open_store
from core.store.card_links import LinkKind, card_links, link_card
from core.store.clients import add_client
from core.store.label_map import confirm_marks, confirmed_marks
from core.store.wip import list_limits, set_limit
from tests.core.board.fake_board import FakeBoard

NOW = datetime(2026, 9, 1, 6)
FIR, BIRCH = "kuusi-oy", "koivu-oy"


@pytest.fixture
def made() -> FakeBoard:
    board = FakeBoard(("To do", "Doing"))
    board.labels = [{"id": "l1", "name": "Reach", "color": "red"}, {"id": "l2", "name": "Kiire", "color": "blue"}]
    board.later(days=1)
    board.add("Doing", "A", idLabels=["l1"])
    board.add("Doing", "B", idLabels=["l1", "l2"])
    return board


@pytest.fixture
def store(tmp_path: Path, made: FakeBoard) -> Store:
    opened = open_store(tmp_path)
    for name in ("Kuusi Oy", "Koivu Oy"):
        add_client(opened.ops, name=name, now=NOW)
    for client_id in (FIR, BIRCH):
        import_board(opened, client_id=client_id, data=made.export(), who="T", now=NOW)
    return opened


def confirm(store: Store, made: FakeBoard, label: str, *said: Meaning) -> None:
    marks = {Mark(MarkKind.LABEL, label): said}
    confirm_marks(store.ops, client_id=FIR, board_id=made.id, said=marks, who="T", now=NOW)


def test_what_a_person_confirms_holds_instead_of_the_suggestion_for_that_client_alone(
    store: Store, made: FakeBoard
) -> None:
    def stages(client_id: str) -> list[tuple[str, ...]]:
        return [work.said.stages for work in scene_at(store, client_id=client_id, as_of=made.now).works]

    assert stages(FIR) == [("reach",), ("reach",)]
    confirm(store, made, "l1", Meaning(Dimension.STAGE, "act"), Meaning(Dimension.CONTENT))
    confirm(store, made, "l2", Meaning(Dimension.STAGE, "engage"))
    confirm(store, made, "l2")
    assert stages(FIR) == [("act",), ("act",)]
    assert stages(BIRCH) == [("reach",), ("reach",)]
    confirm(store, made, "l1")
    assert stages(FIR) == [(), ()]
    assert board_status(store, client_id=FIR, as_of=made.now).needs_a_hand["no_stage"]
    assert confirmed_marks(store.ops, client_id=BIRCH) == {}


def test_the_mapping_names_every_mark_with_its_use(store: Store, made: FakeBoard) -> None:
    confirm(store, made, "l2")
    mapped = mark_mapping(remembered(store, client_id=FIR), confirmed_marks(store.ops, client_id=FIR))
    assert [(one.name, one.cards, one.confirmed) for one in mapped] == [("Reach", 2, False), ("Kiire", 1, True)]


def test_a_mark_of_a_board_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(Refused):
        confirm_marks(store.ops, client_id=FIR, board_id="x", said={Mark(MarkKind.LABEL, "l"): ()}, who="T", now=NOW)


def test_a_limit_is_kept_changed_taken_away_and_broken_by_what_lies_there(store: Store, made: FakeBoard) -> None:
    doing, todo = Place(PlaceKind.STATUS, "doing"), Place(PlaceKind.LIST, made.lists["To do"]["id"])
    for place, most in ((doing, 3), (doing, 1), (todo, 2)):
        set_limit(store.ops, client_id=FIR, place=place, most=most, who="T", now=NOW)
    assert list_limits(store.ops, client_id=BIRCH) == {}
    report = board_status(store, client_id=FIR, as_of=made.now)
    assert report.loads == (Load(doing, 2, 1), Load(todo, 0, 2))
    assert [load.over for load in report.loads] == [1, 0]
    set_limit(store.ops, client_id=FIR, place=doing, most=None, who="T", now=NOW)
    assert list_limits(store.ops, client_id=FIR) == {todo: 2}
    for wrong in (0, -1, 1000):
        with pytest.raises(Refused):
            set_limit(store.ops, client_id=FIR, place=todo, most=wrong, who="T", now=NOW)


def test_loads_put_the_broken_limit_first() -> None:
    a, b = Place(PlaceKind.LIST, "a"), Place(PlaceKind.LIST, "b")
    assert loads({a: 5, b: 1}, {a: 5, b: 3}) == (Load(b, 3, 1), Load(a, 5, 5))


def test_a_link_is_kept_once_with_its_newest_text(store: Store) -> None:
    for text in ("Rate fell", "Rate fell by a third"):
        link_card(
            store.ops, client_id=FIR, card_id="c1", kind="finding", key="rate_down:x", text=text, who="T", now=NOW
        )
    (link,) = card_links(store.ops, client_id=FIR)
    assert (link.kind, link.key, link.text) == (LinkKind.FINDING, "rate_down:x", "Rate fell by a third")
    assert card_links(store.ops, client_id=BIRCH) == []
