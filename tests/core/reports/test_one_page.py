"""The one page holds less than the page it comes from, says how much less, and leads nowhere."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from core.brand import Brand
from core.reports.client_document import LEARNT, Document, Item, Part
from core.reports.one_page import GOALS, LINES, TALL_LINES, blocks
from core.reports.one_page_html import one_page_html, policy
from core.shares import Section

HOSTILE = "</title><img src=https://evil.example/x onerror=alert(1)><script>alert(2)</script>&\"'"
LOGO = b"\x89PNG pixels"
BRAND = Brand("Kuusi", "#0E7FA8", LOGO)


def document(*parts: Part, language: str = "en", client: str = "Kuusi Oy") -> Document:
    return Document(client, language, "2026-10-01", "2026-09-01", "2026-09-30", parts, "all of the marketing")


def lines(n: int, key: str = "") -> tuple[Item, ...]:
    return tuple(Item(f"line {number}", f"finished {number}", key=key) for number in range(n))


def whole(n: int = 12, text: str = "") -> Document:
    goals = tuple(Item(text or f"goal {k}", "5 €, goal 6 €", "watch", value="5 €", done=0.8) for k in range(n))
    items = tuple(replace(item, text=text or item.text) for item in lines(n))
    return document(
        Part(Section.RESULT, text or "2 of 12 goals are as agreed.", goals),
        Part(Section.BALANCE, text or "18 % is elsewhere.", (Item("Reach", "x", key="reach", share=0.5),)),
        Part(Section.DONE, text or "12 done.", (*items, *(replace(item, key=LEARNT) for item in items))),
        Part(Section.NEXT, text or "Being made.", items),
        Part(Section.NEEDED, text or "12 wait.", items),
        Part(Section.DECISIONS, text or "Decided together.", items),
        Part(Section.COUNTED, text or "From the platforms.", items),
    )


class Seen(HTMLParser):
    """Every tag with its attributes, and all text outside the style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.text += "" if self.inside == "style" else f"{data} "


def test_the_five_blocks_are_cut_and_what_is_cut_is_counted() -> None:
    found = blocks(whole(12))
    titles = ["How it is going", "What we did", "What we learnt", "What comes next", "What we need from you"]
    assert [block.title for block in found] == titles
    assert [len(block.items) for block in found] == [GOALS, LINES, TALL_LINES, LINES, LINES]
    assert [block.rest for block in found] == ["and 4 more", "and 7 more", "and 9 more", "and 7 more", "and 7 more"]
    assert found[0].lead == ("2 of 12 goals are as agreed.", "18 % is elsewhere.")
    assert [block.rest for block in blocks(whole(4))] == ["", "", "and one more", "", ""]
    assert [block.rest for block in blocks(whole(3))] == [""] * 5


def test_a_long_line_ends_with_a_word_and_a_mark() -> None:
    (block,) = blocks(document(Part(Section.NEXT, "", (Item("sana " * 60), Item("x" * 300), Item("short")))))
    first, second, third = (item.text for item in block.items)
    assert first.endswith("sana…")
    assert 60 < len(first) <= 78
    assert second == "x" * 77 + "…"
    assert third == "short"
    (kept,) = blocks(document(Part(Section.NEXT, "", (Item("sana " * 60, "d" * 30),))))[0].items
    assert len(kept.text) <= 48, "the day or age behind it is still seen"
    (told,) = blocks(document(Part(Section.DONE, "", (Item("Weekly", "sana " * 60, key=LEARNT),))))[1].items
    assert told.detail.endswith("sana…")
    assert 100 < len(told.text + told.detail) <= 120


def test_a_goal_is_never_cut() -> None:
    said = "12 345 678 kr, tavoite tähän mennessä ≥ 12 345 678 kr"
    goal = Item("Tuhannen näyttökerran hinta (Convert)", said, "off", value="12 345 678 kr", done=0.4)
    (block,) = blocks(document(Part(Section.RESULT, "x", (goal,))))
    assert block.items == (goal,)


def test_only_what_the_link_gives_is_there() -> None:
    assert blocks(document(Part(Section.COUNTED, "x", lines(3)))) == []
    (only,) = blocks(document(Part(Section.BALANCE, "All spent.", (Item("Reach", share=1.0),))))
    assert (only.title, only.lead, only.items) == ("Where the money went", ("All spent.",), ())
    did, learnt = blocks(document(Part(Section.DONE, "2 done.", lines(2))))
    assert (len(did.items), learnt.items) == (2, ())
    assert learnt.lead


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_file_holds_no_address_no_script_and_no_tag_of_anybody_elses(language: str) -> None:
    hostile = whole(3, HOSTILE)
    html = one_page_html(replace(hostile, language=language, client=HOSTILE, scope=HOSTILE), BRAND)
    seen = Seen(html)
    assert {tag for tag, _ in seen.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "main", "header", "img", "div", "h1", "h2", "p", "svg"),
        *("rect", "section", "table", "tr", "th", "td", "ul", "li", "span"),
    }
    asked = [value for _, attributes in seen.tags for name, value in attributes.items() if name in ("src", "href")]
    assert asked == [f"data:image/png;base64,{base64.b64encode(LOGO).decode()}"]
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on") or name == "style"]
    assert "url(" not in html
    assert "@import" not in html
    assert "alert(2)" in seen.text
    days = {"en": "1–30\u00a0Sep\u00a02026", "fi": "1.–30.9.2026"}[language]
    assert days in seen.text


def test_its_policy_allows_this_style_and_pictures_within_it_and_nothing_else() -> None:
    html = one_page_html(whole(), BRAND)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy(BRAND).startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert "h1 { color: #0E7FA8; }" in style, "4.5:1 on white: the name may have the colour"
    assert "h1 { color: #1B2130; }" in one_page_html(whole(), Brand(accent="#D0833B")), "less: it stays dark"
    (meta,) = (dict(attributes) for tag, attributes in Seen(html).tags if "http-equiv" in attributes)
    assert meta["content"] == policy(BRAND)
