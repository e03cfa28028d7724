"""A weekly of the demo client, held in a real browser from the clock to the memo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.store import Store
from core.store.board import read_boards

Look = Callable[..., Any]
PUMPS = "esimerkki-pumput-oy"
PROMISES = ("Vaihda mainosten kuvat", "Tarkista hakusanat", "Soita messujärjestäjälle")


def test_a_weekly_is_held_and_its_memo_read(look: Look, demo_store: Store) -> None:
    """Timed; three lines turned into cards; one old promise ticked, the others carried over; ended; the memo read."""
    with look() as seen:
        page = seen.page
        seen.open(f"/weekly?client={PUMPS}&lang=fi")
        page.get_by_role("button", name="Aloita").click()
        page.get_by_text("0:02 / 15:00").wait_for()
        page.get_by_role("button", name="Tehty").first.click()
        page.get_by_text("Kuitattu.").wait_for()
        for n, promise in enumerate(PROMISES, start=1):
            page.get_by_role("button", name="Tee toimi").nth(n).click()
            page.get_by_role("textbox", name="Mitä").fill(promise)
            who = page.get_by_role("combobox", name="Kuka")
            who.fill("Maija Mainostaja")
            who.press("Enter")
            page.get_by_role("button", name="Tallenna myös kortiksi").click()
            page.get_by_text(f"● Maija Mainostaja: {promise}").wait_for()
            seen.settle()
        page.get_by_role("button", name="Päätä weekly").click()
        page.get_by_role("button", name="Päätä ja tallenna muistio").click()
        page.get_by_role("heading", name="Esimerkki Pumput Oy · Weekly · 1.10.2026").wait_for()
        seen.settle()
        memo = page.locator('[data-testid="stMain"]').inner_text()
        assert all(f"Maija Mainostaja\t{promise}" in memo for promise in PROMISES)
        assert "Asiakas: Kommentit ja kuvaluvat caseen" in memo
        assert "Analytiikka: Lomakkeen tapahtumien korjaus" not in memo
        assert seen.errors == []
        assert seen.off_site == []
    boards = read_boards(demo_store.ops, client_id=PUMPS)
    made = {card.name for board in boards for card in board.cards if card.due}
    assert set(PROMISES) <= made


def test_the_weekly_fits_a_phone(look: Look) -> None:
    with look(width=390, scheme="dark") as seen:
        seen.open(f"/weekly?client={PUMPS}&lang=fi")
        assert seen.sideways() <= 0
        assert seen.errors == []
