"""What only a browser can show of the Board page: cards opened by click, charts drawn, hostile words as words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import TimeoutError

from tests.browser.conftest import copied_story, running_app
from tests.core.board.fake_board import FakeBoard

demo_store = pytest.fixture(scope="module")(copied_story)
server = pytest.fixture(scope="module")(running_app)
Look = Callable[..., Any]
CLIENT = "esimerkki-pumput-oy"
OTHER = "verkkokauppa-malliputiikki-oy"
PARTS = ("board", "care", "flow", "bring")
HOSTILE = "<img src=x onerror=alert(1)> [x](https://example.com) ![y](https://example.com/p.png) $a$ \u202eabc"


def card(seen: Any, name: str = "") -> Any:
    return seen.page.locator(".card", has_text=name).first


def column(seen: Any, name: str) -> Any:
    return seen.page.locator(".column", has=seen.page.locator(".head", has_text=name)).first


def titles(seen: Any, name: str) -> list[str]:
    column(seen, name).locator(".card").first.wait_for()
    found: list[str] = column(seen, name).locator(".card .title").all_inner_texts()
    return found


def said(seen: Any, text: str) -> None:
    """Wait until the board has told what became of the last move."""
    seen.page.locator(".said", has_text=text).wait_for()
    seen.settle()


def drawer(seen: Any) -> Any:
    found = seen.page.locator('[data-testid="stDialog"]')
    found.wait_for()
    seen.settle()
    return found


def test_every_part_opens_without_an_error_and_fits(look: Look) -> None:
    with look(width=390, scheme="dark") as seen:
        for part in PARTS:
            seen.open(f"/board?client={CLIENT}&lang=fi&part={part}", charts=4 if part == "flow" else 0)
            assert seen.fits(), part
            assert seen.errors == [], part
        assert seen.off_site == []


def test_a_card_opens_by_click_and_closes_by_key_and_the_address_follows(look: Look) -> None:
    with look() as seen:
        seen.open(f"/board?client={CLIENT}&lang=en")
        name = card(seen).locator(".title").inner_text()
        card(seen).locator(".title").click()
        assert name in drawer(seen).inner_text()
        assert "card=" in seen.page.url
        seen.page.keyboard.press("Escape")
        seen.page.wait_for_function("() => !location.search.includes('card=')")
        assert seen.errors == []


def test_every_column_is_in_sight_or_said_to_lie_further_right(look: Look) -> None:
    with look(width=1440) as seen:
        seen.open(f"/board?client={OTHER}&lang=fi")
        card(seen).wait_for()
        assert seen.page.locator(".columns").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        assert not seen.page.locator(".further").is_visible()
        heights = {round(one.bounding_box()["height"]) for one in seen.page.locator(".column").all()}
        assert len(heights) == 1
    with look(width=390) as seen:
        seen.open(f"/board?client={CLIENT}&lang=fi")
        button = seen.page.locator(".further", has_text="Sarakkeita lisää oikealla: ")
        before = button.inner_text()
        button.click()
        seen.page.locator(".further", has_text=before).wait_for(state="detached")
        assert seen.errors == []


def test_a_card_moves_by_dragging_by_keys_and_back_by_the_menu(look: Look) -> None:
    with look() as seen:
        seen.open(f"/board?client={CLIENT}&lang=en")
        name = titles(seen, "To-do")[0]
        card(seen, name).drag_to(column(seen, "Doing").locator(".card").first, target_position={"x": 60, "y": 5})
        said(seen, "Moved to “Doing”.")
        assert titles(seen, "Doing")[0] == name
        card(seen, name).locator("a").focus()
        seen.page.keyboard.press("Shift+ArrowDown")
        second = column(seen, "Doing").locator(".card").nth(1)  # it is told in the same words as the move before
        second.and_(seen.page.locator(".card:not(.saving)")).filter(has_text=name).wait_for()
        seen.settle()
        assert titles(seen, "Doing")[1] == name
        seen.page.keyboard.press("Shift+ArrowRight")
        said(seen, "Moved to “Review (sisäinen)”.")
        assert titles(seen, "Review (ours)")[0] == name
        seen.page.keyboard.press("m")
        seen.page.locator(".menu .choice", has_text="To-do").click()
        said(seen, "Moved to “To-do”.")
        assert titles(seen, "To-do")[0] == name
        seen.page.keyboard.press("ArrowDown")  # the focus stays on the card, and goes on from there
        seen.page.keyboard.press("Enter")
        assert titles(seen, "To-do")[1] in drawer(seen).inner_text()
        assert seen.errors == []
        assert seen.off_site == []


def test_a_card_is_changed_from_its_drawer_and_the_board_follows(look: Look) -> None:
    why = "Hinnat <b>puuttuvat</b>"
    with look() as seen:
        seen.open(f"/board?client={CLIENT}&lang=en")
        name = titles(seen, "To-do")[-1]
        card(seen, name).locator(".title").click()
        inside = drawer(seen)
        inside.get_by_role("tab", name="Change").click()
        inside.get_by_label("What blocks it").fill(why)
        inside.get_by_role("button", name="Mark as blocked").click()
        inside.get_by_text("Marked as blocked.").wait_for()
        card(seen, name).locator(".stuck", has_text=f"■ Blocked: {why}").wait_for()
        seen.settle()
        choose(seen, inside.get_by_label("Move to"), "Backlog")
        inside.get_by_role("button", name="Save").click()
        inside.get_by_text("Saved.").wait_for()
        column(seen, "Backlog").locator(".card", has_text=name).wait_for()
        assert titles(seen, "Backlog")[0] == name
        assert seen.errors == []


def choose(seen: Any, box: Any, name: str) -> None:
    """Choose from a list; one that closes because the page is drawn anew is opened again, as a person does."""
    option = seen.page.get_by_role("option", name=name, exact=True)
    for _ in range(15):
        box.click()
        try:
            option.click(timeout=2000)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"{name} could not be chosen")


def test_a_finger_moves_a_card_by_the_menu(look: Look) -> None:
    with look(width=390) as seen:
        seen.open(f"/board?client={CLIENT}&lang=fi")
        name = titles(seen, "Backlog")[0]
        button = card(seen, name).locator(".move")
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        button.click()
        menu = seen.page.locator(".menu")
        assert menu.bounding_box()["width"] <= 390
        assert min(choice.bounding_box()["height"] for choice in menu.locator(".choice").all()) >= 44
        menu.locator(".choice", has_text="To-do").click()
        said(seen, "Siirretty listalle ”To-do”.")
        assert titles(seen, "To-do")[0] == name
        assert seen.sideways() <= 0
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
            assert seen.fits(), part
        seen.open(f"/board?client={OTHER}&lang=en&part=board")
        assert "<img src=x onerror=alert(1)>" in card(seen, "onerror").locator(".title").inner_text()
        assert seen.page.locator(".card img, .card a[href*='example']").count() == 0
        card(seen, "onerror").locator(".title").click()
        assert "<img src=x onerror=alert(1)>" in drawer(seen).inner_text()
        assert seen.errors == []
        assert seen.off_site == []
