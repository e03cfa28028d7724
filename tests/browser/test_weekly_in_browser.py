"""A weekly of the demo client, held in a real browser from the clock to the memo."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import TimeoutError

from core.store import Store
from core.store.board import read_boards
from tests.browser.conftest import copied_story, running_app

demo_store = pytest.fixture(copied_story)
server = pytest.fixture(running_app)
Look = Callable[..., Any]
PUMPS = "esimerkki-pumput-oy"
PROMISES = ("Vaihda mainosten kuvat", "Tarkista hakusanat", "Soita messujärjestäjälle")


def test_a_weekly_is_held_by_keyboard_and_its_memo_read(look: Look, demo_store: Store) -> None:
    """Opened and timed; one old promise ticked, the others carried over; three lines turned into cards; ended; the memo
    read; the cards on the board. No mouse."""
    with look() as seen:
        page = seen.page
        seen.open(f"/weekly?client={PUMPS}&lang=fi")
        press(page, "s", page.get_by_role("button", name="Seuraava"))
        page.get_by_text(re.compile(r"0:(0[1-9]|[1-5]\d) / 15:00")).wait_for()
        press(page, "1", page.get_by_text("✓ Analytiikka: Lomakkeen tapahtumien korjaus"))
        seen.settle()
        for heading in ("Asiakkaan uutiset", "Kanavakierros"):
            press(page, "n", page.get_by_role("heading", name=f"▶ {heading}"))
            seen.settle()
        what = page.get_by_role("textbox", name="Mitä")
        for n, promise in enumerate(PROMISES, start=2):
            press(page, str(n), what)
            page.wait_for_function("() => document.activeElement.getAttribute('aria-label') === 'Mitä'")
            page.keyboard.press("Control+a")
            page.keyboard.type(promise)
            page.keyboard.press("Tab")
            page.keyboard.type("Maija Mainostaja")
            page.keyboard.press("Enter")
            tab_to(page, "Tallenna myös kortiksi")
            page.keyboard.press("Enter")
            page.get_by_text(f"● Maija Mainostaja: {promise}").wait_for()
            what.wait_for(state="detached")
            seen.settle()
        press(page, "e", page.get_by_text("Lue ensin ääneen"))
        tab_to(page, "Päätä ja tallenna muistio")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Takaisin weeklyyn").wait_for()
        seen.settle()
        memo = page.locator('[data-testid="stMain"]').inner_text()
        assert all(f"Maija Mainostaja\t{promise}\t8.10.2026" in memo for promise in PROMISES)
        assert "Asiakas: Kommentit ja kuvaluvat caseen" in memo, "carried over"
        assert "Analytiikka: Lomakkeen tapahtumien korjaus" not in memo, "done"
        seen.open(f"/board?client={PUMPS}&lang=fi")
        for promise in PROMISES:
            page.get_by_text(promise).first.wait_for()
        assert seen.errors == []
        assert seen.off_site == []
    boards = read_boards(demo_store.ops, client_id=PUMPS)
    made = [card.name for board in boards for card in board.cards if card.due and card.name in PROMISES]
    assert sorted(made) == sorted(PROMISES), "each once"


def press(page: Any, key: str, shown: Any) -> None:
    """Press a key until it has had its effect: one that comes while the page is being drawn may go astray."""
    for _ in range(5):
        page.keyboard.press(key)
        try:
            shown.first.wait_for(timeout=6000)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"{key} did nothing")


def tab_to(page: Any, label: str) -> None:
    """Go on with Tab to the button of that name."""
    for _ in range(15):
        if label in page.evaluate("() => document.activeElement.textContent"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {label} with Tab")


def test_the_weekly_fits_a_phone(look: Look) -> None:
    with look(width=390, scheme="dark") as seen:
        seen.open(f"/weekly?client={PUMPS}&lang=fi")
        assert seen.sideways() <= 0
        assert seen.errors == []
