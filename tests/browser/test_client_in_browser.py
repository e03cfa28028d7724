"""A client's link in a real browser: on a phone, a tablet and a screen, in both languages, on paper, and by ear."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pypdf import PdfReader

from core.access import shares
from core.dates import utc_now
from core.shares import Section, Terms
from core.store import Store

Look = Callable[..., Any]
CLIENT = "esimerkki-pumput-oy"


@pytest.fixture
def address(demo_store: Store) -> Callable[..., str]:
    """Makes a link of the demo client and returns its address."""

    def made(language: str) -> str:
        terms = Terms("Johtoryhmä", sections=tuple(Section), language=language, may_export=True, may_change_dates=True)
        _, token = shares.create_share(demo_store.ops, client_id=CLIENT, terms=terms, who="test", now=utc_now())
        return f"/s/{token}"

    return made


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_link_is_drawn_whole(look: Look, address: Callable[..., str], language: str) -> None:
    """The token leaves the address bar; nothing is asked of another host, nothing complained of; on a phone, a tablet
    and a screen nothing is cut off, and an accessibility check finds nothing serious."""
    with look(width=360) as seen:
        seen.open(address(language), charts=2)
        assert re.search(r"/client\?v=[\w-]+$", seen.page.url)
        assert seen.page.locator("h1").inner_text() == "Esimerkki Pumput Oy"
        assert seen.page.evaluate("document.documentElement.lang") == language
        bears_their_name_and_logo(seen.page)
        for width in (360, 768, 1440):
            seen.resize(width)
            seen.settle(charts=2)
            assert seen.fits(), width
            assert serious(seen.page) == [], width
        assert seen.errors == []
        assert seen.off_site == []


def bears_their_name_and_logo(page: Page) -> None:
    """In the tab, at the head of the page, and with nobody else's name in the page's menu."""
    page.wait_for_function("document.title === 'Esimerkki Pumput Oy'")
    assert "/media/" in page.evaluate("document.querySelector('link[rel~=icon]').href")
    logo = page.get_by_alt_text("Esimerkki Pumput Oy")
    page.wait_for_function("logo => logo.complete && logo.naturalWidth > 0", arg=logo.element_handle())
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    menu = page.get_by_test_id("stMainMenuPopover")
    menu.get_by_text("Print").wait_for()
    assert "Streamlit" not in menu.inner_text()
    page.keyboard.press("Escape")
    menu.wait_for(state="detached")


def serious(page: Page) -> list[tuple[str, str]]:
    """What an accessibility check calls serious or critical: the rule, and the first element that breaks it."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_printed_page_says_whose_it_is_of_which_days_and_as_of_when(
    look: Look, address: Callable[..., str], language: str
) -> None:
    with look(width=768) as seen:
        seen.open(address(language), charts=2)
        printed = PdfReader(BytesIO(seen.page.pdf(format="A4"))).pages
        texts = [" ".join(page.extract_text().split()) for page in printed]
        assert len(texts) > 1
        days, as_of = {"fi": ("3.–30.9.2026", "1.10.2026"), "en": ("3–30 Sep 2026", "1 Oct 2026")}[language]
        foot = f"Esimerkki Pumput Oy · {days} · {'tilanne' if language == 'fi' else 'as it is on'} {as_of}"
        assert [text for text in texts if foot not in text] == []
        assert seen.errors == []
