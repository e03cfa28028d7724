"""The one page printed by a real browser: one sheet of A4, whatever the client's data is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from core.brand import Brand
from core.jobs.story.brands import drawn_logo
from core.reports import client_words as words
from core.reports.client_document import Document, Item, Part
from core.reports.one_page_html import one_page_html
from core.shares import Section
from tests.core.reports.test_one_page import document, whole

LONG = "Yhteydenottolomakkeen konversioseurannan laajentaminen " * 8
UNBROKEN = "W" * 500
WIDE = "東京都営業部の新しいキャンペーン" * 20
EMPTY = (
    Part(Section.RESULT, words.NO_GOALS.en),
    Part(Section.BALANCE, words.NOTHING_SPENT.en),
    Part(Section.DONE, words.NO_BOARD.en),
)


def full(text: str, language: str) -> Document:
    found = replace(whole(40, text), language=language, client=text[:80], scope=f"only Reach, {text[:200]}")
    goals = tuple(
        replace(item, value="12 345 678 kr", detail="12 345 678 kr, tavoite tähän mennessä 12 345 678 kr", done=9.0)
        for item in found.parts[0].items
    )
    days = tuple(Item("Other days", "28 Aug – 24 Sep 2026: " + "Konversioprosentti (Convert), " * 5) for _ in range(3))
    return replace(found, parts=(replace(found.parts[0], items=(*goals, *days)), *found.parts[1:]))


CASES = {
    "long": full(LONG, "fi"),
    "unbroken": full(UNBROKEN, "en"),
    "wide": full(WIDE, "fi"),
    "usual": whole(12),
    "empty": document(*EMPTY, language="fi"),
    "nothing": document(),
}


def test_it_is_one_sheet_with_whose_it_is_of_which_days_as_of_when_and_of_what(chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for name, one in CASES.items():
        page.set_content(one_page_html(one, Brand(accent="#0E7FA8", logo=drawn_logo("pumput"))))
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(printed) == 1, name
        assert (round(float(printed[0].mediabox.width)), round(float(printed[0].mediabox.height))) == (595, 842)
        text = " ".join(printed[0].extract_text().split())
        as_of = {"fi": "tilanne 1.10.2026", "en": "as it was on 1 Oct 2026"}[one.language]
        assert as_of in text, name
        if len(one.parts) > 3:
            titles = (words.DID_TITLE, words.LEARNT_TITLE, *(words.TITLES[s] for s in (Section.NEXT, Section.NEEDED)))
            assert [title.en for title in titles if title.said_in(one.language) not in text] == [], name
            rest = words.MORE.said_in(one.language).format(n=len(one.parts[3].items) - 5)
            assert text.count(rest) == 3, (name, "nothing is lost below the edge")
    context.close()
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == []


def test_on_a_phone_it_is_read_without_going_sideways_and_by_ear(chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    for name, one in CASES.items():
        page.set_content(one_page_html(one, Brand()))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
    context.close()
