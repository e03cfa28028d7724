"""A client's link in a real browser: on a phone, a tablet and a screen, in both languages, on paper, and by ear."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
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


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_link_is_drawn_whole(look: Look, address: Callable[..., str], width: int, language: str) -> None:
    """The token leaves the address bar; nothing is asked of another host, nothing complained of, nothing cut off; and
    an accessibility check finds nothing serious."""
    with look(width=width) as seen:
        seen.open(address(language), charts=1)
        assert re.search(r"/client\?v=[\w-]+$", seen.page.url)
        assert seen.page.locator("h1").inner_text() == "Esimerkki Pumput Oy"
        assert seen.sideways() <= 0
        assert seen.page.evaluate("document.documentElement.lang") == language
        found = Axe().run(seen.page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
        assert seen.errors == []
        assert seen.off_site == []


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_printed_page_says_whose_it_is_of_which_days_and_as_of_when(
    look: Look, address: Callable[..., str], language: str
) -> None:
    with look(width=768) as seen:
        seen.open(address(language), charts=1)
        printed = PdfReader(BytesIO(seen.page.pdf(format="A4"))).pages
        texts = [" ".join(page.extract_text().split()) for page in printed]
        assert len(texts) > 1
        days, as_of = {"fi": ("3.–30.9.2026", "1.10.2026"), "en": ("3–30 Sep 2026", "1 Oct 2026")}[language]
        foot = f"Esimerkki Pumput Oy · {days} · {'tilanne' if language == 'fi' else 'as it is on'} {as_of}"
        assert [text for text in texts if foot not in text] == []
        assert seen.errors == []
