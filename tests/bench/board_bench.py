"""A board of 5,000 cards and 50,000 moves: brought in, brought in again, read, and drawn."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.jobs.board import import_board
from core.reports.board import board_status, flow, status_of
from core.reports.board_scene import remembered, scene_of
from core.store import Store, open_store
from core.store.clients import add_client
from pages.ui.board_component import columns_data
from pages.ui.board_detail import detail
from pages.ui.board_rows import BoardView, Wanted, board_view, chosen, counts
from pages.ui.board_view import drawn
from pages.ui.words import Words
from pages.ui.words.board import BOARD
from tests.bench.lines import Line, at_most
from tests.bench.make_board import BORN, make_board

CARDS, MOVES = 5_000, 50_000
BUDGET_SECONDS, PAGE_SECONDS, DRAWN_MS = 3.0, 1.0, 60
NOW = BORN.replace(tzinfo=None) + timedelta(days=240)


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured() -> list[Line]:
    """A generated board comes in, again, and is looked at cold and warm."""
    data = make_board(CARDS, MOVES)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        client_id = add_client(store.ops, name="Bench", now=NOW).client_id

        def bring() -> None:
            import_board(store, client_id=client_id, data=data, who="bench", now=NOW)

        first, again = seconds(bring), seconds(bring)
        status = seconds(lambda: board_status(store, client_id=client_id, as_of=NOW))
        flowing = seconds(lambda: flow(store, client_id=client_id, period=None, as_of=NOW))
        page, columns, one = _page(store, client_id)
    return [
        at_most(f"board of {CARDS:,} cards, {MOVES:,} moves, imported", first, BUDGET_SECONDS, "s", 1),
        Line("  the same again", f"{again:.1f} s"),
        Line("  read cold: status, flow", f"{status:.1f} and {flowing:.1f} s"),
        at_most("  read cold: the page's view", page, PAGE_SECONDS, "s", 1),
        at_most("  columns drawn on a rerun", columns * 1000, DRAWN_MS, "ms"),
        Line("  one card with its history", f"{one * 1000:.0f} ms"),
    ]


def _page(store: Store, client_id: str) -> tuple[float, float, float]:
    """Seconds of: the page's view of the board made anew, its columns drawn again, one card with its history."""
    views: list[BoardView] = []

    def view() -> None:
        scene = scene_of(remembered(store, client_id=client_id), NOW)
        views.append(board_view(scene, status_of(scene)))

    def columns() -> None:
        shown = chosen(views[0].rows, Wanted())
        columns_data(views[0], shown, drawn(views[0], counts(shown)), Words(BOARD, "en"))

    def card() -> None:
        card_id = views[0].rows[0].card_id
        detail(scene_of(remembered(store, client_id=client_id, card_id=card_id), NOW), card_id)

    return seconds(view), seconds(columns), seconds(card)
