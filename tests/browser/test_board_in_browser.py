"""What only a browser can show of the Board page: cards opened by click, charts drawn, hostile words as words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.core.board.fake_board import FakeBoard

Look = Callable[..., Any]
CLIENT = "esimerkki-pumput-oy"
OTHER = "verkkokauppa-malliputiikki-oy"
PARTS = ("board", "care", "flow", "bring")
HOSTILE = "<img src=x onerror=alert(1)> [x](https://example.com) ![y](https://example.com/p.png) $a$ \u202eabc"


def card(seen: Any, name: str = "") -> Any:
    return seen.page.locator('[data-testid="stHtml"] a', has_text=name).first


def drawer(seen: Any) -> Any:
    found = seen.page.locator('[data-testid="stDialog"]')
    found.wait_for()
    seen.settle()
    return found


@pytest.mark.parametrize(("width", "scheme", "language"), [(1440, "light", "en"), (390, "dark", "fi")])
def test_every_part_opens_without_an_error_and_fits(look: Look, width: int, scheme: str, language: str) -> None:
    with look(width=width, scheme=scheme) as seen:
        for part in PARTS:
            seen.open(f"/board?client={CLIENT}&lang={language}&part={part}")
            if part == "flow":
                seen.page.wait_for_function(
                    "() => document.querySelectorAll('[data-testid=\"stVegaLiteChart\"] svg.marks').length === 4"
                )
            assert seen.errors == [], part
            assert seen.sideways() <= 0, part
        assert seen.off_site == []


def test_a_card_opens_by_click_and_closes_by_key_and_the_address_follows(look: Look) -> None:
    with look() as seen:
        seen.open(f"/board?client={CLIENT}&lang=en")
        name = card(seen).locator("bdi").first.inner_text()
        card(seen).click()
        assert name in drawer(seen).inner_text()
        assert "card=" in seen.page.url
        seen.page.keyboard.press("Escape")
        seen.page.wait_for_function("() => !location.search.includes('card=')")
        assert seen.errors == []


def test_a_hostile_board_comes_in_and_is_shown_as_words(look: Look) -> None:
    made = FakeBoard(("To do", "Doing", "Done"), born="2026-09-01T06:00")
    made.extra = {"name": f"Board {HOSTILE}", "members": [{"id": "m1", "fullName": HOSTILE}]}
    made.later(hours=1)
    made.add("Doing", HOSTILE, idMembers=["m1"], due="2026-09-10T09:00:00.000Z")
    made.add("Doing", "A" * 10_000)
    with look() as seen:
        seen.page.on("dialog", lambda dialog: seen.errors.append(f"script ran: {dialog.message}"))
        seen.open(f"/board?client={OTHER}&lang=en&part=bring")
        files = [{"name": "board.json", "mimeType": "application/json", "buffer": made.export()}]
        seen.page.locator('input[type="file"]').set_input_files(files)
        seen.page.get_by_role("button", name="Bring in").click()
        seen.page.get_by_text("is here: 2 cards").wait_for()
        for part in ("board", "care", "flow"):
            seen.open(f"/board?client={OTHER}&lang=en&part={part}")
            assert seen.page.locator('[data-testid="stMain"] img').count() == 0, part
            assert seen.page.locator('[data-testid="stMain"] a[href*="example.com"]').count() == 0, part
            assert seen.sideways() <= 0, part
        seen.open(f"/board?client={OTHER}&lang=en&part=board")
        card(seen, "onerror").click()
        assert "<img src=x onerror=alert(1)>" in drawer(seen).inner_text()
        assert seen.errors == []
        assert seen.off_site == []
