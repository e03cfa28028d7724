"""What only a browser can show of the other team pages: keys, rows chosen in a grid, files dropped, phones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import TimeoutError as PlaywrightTimeout

Look = Callable[..., Any]
CLIENT = "verkkokauppa-malliputiikki-oy"
PAGES = (
    *("measure", "search_terms", "board", "effects", "monthly", "log", "meetings"),
    *("stages", "targets", "goals", "imports", "agendas", "slack", "clients", "people"),
)
"""Those that no other test here looks at in both widths."""
EXPORT = b"""Campaign report
"1 September 2026 - 2 September 2026"
Day,Campaign,Currency code,Cost,Impr.,Clicks
2026-09-01,Kes\xc3\xa4,EUR,100.00,1000,50
2026-09-02,Kes\xc3\xa4,EUR,18.99,500,20
"""


def open_stages(seen: Any) -> None:
    """A key pressed in the first moments of a page, while Streamlit still runs it, is lost; nobody types that early."""
    seen.open(f"/stages?client={CLIENT}&lang=en")
    seen.page.wait_for_timeout(1000)
    seen.settle()


def current(seen: Any) -> str:
    return str(seen.page.locator(".st-key-stages_card h3").inner_text())


def press(seen: Any, key: str) -> str:
    """Press a key and return the campaign that is then on top. A key that a busy page lost is pressed again, as a
    person would."""
    before = current(seen)
    seen.page.keyboard.press(key)
    try:
        moved_on(seen, before, seconds=10)
    except PlaywrightTimeout:
        seen.page.keyboard.press(key)
        moved_on(seen, before, seconds=20)
    seen.settle()
    return current(seen)


def moved_on(seen: Any, before: str, *, seconds: float) -> None:
    seen.page.wait_for_function(
        "before => { const h = document.querySelector('.st-key-stages_card h3'); return h && h.innerText !== before }",
        arg=before,
        timeout=1000 * seconds,
    )


def choose_row(seen: Any, row: int) -> None:
    """Tick a row of the list: a canvas with a header of 35 pixels and rows of the same height."""
    grid = seen.page.locator('[data-testid="stDataFrame"]').last
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    seen.page.mouse.click(box["x"] + 15, box["y"] + 35 * (row + 1) + 17)
    seen.page.wait_for_timeout(300)
    seen.settle()


def test_every_page_opens_without_an_error_and_fits(look: Look) -> None:
    with look(width=390, scheme="dark") as seen:
        for page in PAGES:
            seen.open(f"/{page}?client={CLIENT}&lang=fi")
            assert seen.fits(), page
            assert seen.errors == [], page
        assert seen.off_site == []


def test_what_figures_mean_is_seen_on_paper_only_and_the_days_are_read_aloud(look: Look) -> None:
    with look() as seen:
        seen.open(f"/measure?client={CLIENT}&lang=en")
        printed = seen.page.locator(".only-paper")
        printed.wait_for(state="attached")
        assert not printed.is_visible()
        seen.page.emulate_media(media="print")
        printed.wait_for(state="visible")
        assert "spend ÷ clicks" in printed.inner_text()
        seen.page.emulate_media(media="screen")
        strips = seen.page.locator('[role="img"][aria-label*="no day missing"]')
        assert strips.count() == 3
        assert strips.first.locator("i").count() == 56


def test_campaigns_are_confirmed_by_keyboard_alone_and_undone(look: Look) -> None:
    with look() as seen:
        open_stages(seen)
        first = current(seen)
        second = press(seen, "1")
        assert second != first
        assert press(seen, "z") == first
        assert press(seen, "s") == second
        assert seen.errors == []


def test_enter_on_a_button_presses_that_button_and_decides_nothing_else(look: Look) -> None:
    with look() as seen:
        open_stages(seen)
        seen.page.locator('[class*="st-key-stages_mixed_"] button').focus()
        seen.page.keyboard.press("Enter")
        seen.page.get_by_text("the weights add up to 100 %").wait_for()
        assert "Undone" not in seen.page.locator(".st-key-stages_shortcuts").inner_text()


def test_keys_typed_into_a_field_decide_nothing(look: Look) -> None:
    with look() as seen:
        open_stages(seen)
        before = current(seen)
        seen.page.locator(".st-key-stages_search input").press_sequentially("a1s")
        seen.settle()
        assert current(seen) == before


def test_one_chosen_row_comes_on_top_and_several_are_decided_together(look: Look) -> None:
    with look() as seen:
        open_stages(seen)
        choose_row(seen, 3)
        seen.page.get_by_text("Chosen from the list").wait_for()
        choose_row(seen, 1)
        seen.page.get_by_text("Chosen: 2 campaigns").wait_for()


def test_a_dropped_file_is_explained_before_anything_changes(look: Look) -> None:
    with look() as seen:
        seen.open(f"/imports?client={CLIENT}&lang=en")
        seen.page.locator('[data-testid="stFileUploader"] input[type="file"]').set_input_files(
            {"name": "google.csv", "mimeType": "text/csv", "buffer": EXPORT}
        )
        seen.page.get_by_text("118.99 €; the file has no total to check it against").wait_for()
        assert seen.page.get_by_role("button", name="Import 1 table").is_enabled()
        assert seen.errors == []


def test_a_row_of_the_log_tells_what_its_import_changed(look: Look) -> None:
    """The overlapping exports of the story restate the days before the newer one begins."""
    with look() as seen:
        seen.open(f"/imports?client={CLIENT}&lang=en")
        choose_row(seen, 4)
        seen.page.get_by_text("How the days changed").wait_for()
        assert "import=" in seen.page.url
        assert seen.errors == []
