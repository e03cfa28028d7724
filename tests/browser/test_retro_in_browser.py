"""A retrospective of the demo client in two real browsers: what one writes does not reach the other before the reveal,
neither on its screen nor on its wire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.store import Store
from core.store.board import read_boards
from tests.browser.conftest import copied_story, running_app

demo_store = pytest.fixture(copied_story)
server = pytest.fixture(running_app)
Look = Callable[..., Any]
PUMPS, TEAM = "esimerkki-pumput-oy", "esittelytiimi"
FIRST, SECOND, BETTER = "zzensimmainen lappu", "zztoinen lappu", "Kommentit viikossa"


def heard_by(page: Any) -> list[bytes]:
    """Everything that the server sends to this browser from now on."""
    frames: list[bytes] = []

    def keep(payload: str | bytes) -> None:
        frames.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return frames


def said(frames: list[bytes], word: str) -> bool:
    return any(word.encode() in frame for frame in frames)


def write(seen: Any, text: str) -> None:
    seen.page.get_by_role("textbox", name="Lappusi").fill(text)
    seen.page.get_by_role("button", name="Tallenna lappu").click()
    seen.page.get_by_text("Lappusi on tallessa").last.wait_for()
    seen.settle()


def sure(seen: Any, first: str, then: str) -> None:
    """An act that asks once more."""
    seen.page.get_by_role("button", name=first).click()
    seen.page.get_by_role("button", name=then).click()


def test_two_browsers_hold_a_retrospective(look: Look, demo_store: Store) -> None:
    with look() as one, look() as other:
        of_one, of_other = heard_by(one.page), heard_by(other.page)
        one.open(f"/retro?client={PUMPS}&lang=fi")
        one.page.get_by_text("Yksi tekijä, enintään kaksi korttia").wait_for()
        one.page.get_by_role("button", name="Aloita").first.click()
        one.page.get_by_role("heading", name="▶ Viime kerran parannukset").wait_for()
        one.page.get_by_role("button", name="Aloita hiljainen kirjoittaminen").click()
        one.page.get_by_role("textbox", name="Lappusi").wait_for()
        one.settle()
        other.open(f"/retro?client={PUMPS}&lang=fi")
        write(one, FIRST)
        other.page.get_by_role("textbox", name="Lappusi").fill(SECOND)
        one.page.get_by_role("button", name="Seuraava").click()
        other.page.get_by_role("heading", name="▶ Hiljainen kirjoittaminen").wait_for()
        assert other.page.get_by_role("textbox", name="Lappusi").input_value() == SECOND, (
            "the room goes on, the text stays"
        )
        write(other, SECOND)
        other.page.reload()
        other.settle()
        other.page.get_by_role("textbox", name="Lappusi").wait_for()
        assert said(of_one, FIRST), "the search would find it"
        assert not said(of_one, SECOND)
        assert said(of_other, SECOND)
        assert not said(of_other, FIRST)
        assert FIRST not in other.page.content()

        sure(one, "Paljasta laput", "Kyllä, paljasta")
        other.page.get_by_role("button", name="Näytä").click()
        for seen in (one, other):
            seen.page.get_by_text(FIRST).first.wait_for()
            seen.page.get_by_text(SECOND).first.wait_for()
            seen.settle()
        assert said(of_other, FIRST)

        for n, seen in enumerate((one, other, one), start=1):  # one person in two tabs
            seen.page.get_by_role("button", name="Äänestä").first.click()
            seen.page.get_by_text(f"Ääniä jäljellä: {3 - n} / 3").wait_for()
            seen.settle()
        other.page.get_by_role("button", name="Äänestä").first.click()
        other.page.get_by_text("Äänesi on käytetty.").wait_for()
        other.settle()
        sure(one, "Sulje äänestys", "Kyllä, laske")
        one.page.get_by_text("3 ääntä").wait_for()
        one.settle()

        one.page.get_by_role("textbox", name="Mitä teemme toisin?").fill(BETTER)
        who = one.page.get_by_role("combobox", name="Kuka")
        who.fill("Maija Mainostaja")
        who.press("Enter")
        one.page.get_by_role("button", name="Tallenna parannus").click()
        one.page.get_by_text(f"● Maija Mainostaja: {BETTER}").wait_for()
        one.settle()
        sure(one, "Päätä retro", "Kyllä, päätä")
        one.page.get_by_role("heading", name="Retro 1.10.2026").wait_for()
        one.page.get_by_text(FIRST).first.wait_for()
        one.settle()
        for seen in (one, other):
            assert seen.errors == []
            assert seen.off_site == []
    boards = read_boards(demo_store.ops, client_id=TEAM)
    assert [card.due is not None for board in boards for card in board.cards if card.name == BETTER] == [True]
    assert not any(card.name == BETTER for b in read_boards(demo_store.ops, client_id=PUMPS) for card in b.cards)


def test_the_retrospective_fits_a_phone(look: Look) -> None:
    with look(width=390, scheme="dark") as seen:
        for query in ("", "&retro=4"):
            seen.open(f"/retro?client={PUMPS}&lang=fi{query}")
            assert seen.sideways() <= 0
        assert seen.errors == []
