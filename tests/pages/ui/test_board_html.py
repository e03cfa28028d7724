"""What people wrote on cards reaches the page as words and as nothing else."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest

from pages.ui import board_html as html
from pages.ui.board_rows import CardRow
from pages.ui.words import Words
from pages.ui.words.board import BOARD

EN = Words(BOARD, "en")
BAD = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</a></li></ul><h1>x</h1>",
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1)) $a$ =1+1",
    "&lt;b&gt;",
]
TAGS = {"div", "span", "ul", "li", "a", "bdi", "table", "thead", "tbody", "tr", "th", "td"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def row(name: str, **changed: object) -> CardRow:
    given = {
        "card_id": name,
        "name": name,
        "board_id": "b",
        "list_id": "l",
        "part": "doing",
        "list_name": name,
        "owners": (name,),
        "labels": (name,),
        "stages": ("reach",),
        "due": date(2026, 9, 1),
        "overdue": True,
        "days": 1,
        "items": 2,
        "items_done": 1,
    }
    return CardRow(**(given | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", BAD)
def test_hostile_names_are_text_and_neither_tags_nor_attributes(bad: str) -> None:
    reader = Reader()
    reader.feed(html.links([(bad, bad, bad)], EN, lambda card_id: f"?card={card_id}"))
    reader.feed(html.table((bad,), [(html.own(bad),)]))
    assert reader.text.count(bad) == 4
    assert reader.tags <= TAGS
    assert reader.names <= {"style", "href", "target", "scope", "tabindex"}


def test_long_names_are_cut_and_no_name_is_said() -> None:
    assert len(html.own("a" * 10_000)) < 200
    assert "(no title)" in html.title("  ", EN)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "in the list since today"), (1, "1 day in the list"), (1200, "1,200 days in the list")]
)
def test_time_in_the_list_is_said_in_words(days: int, said: str) -> None:
    assert html.in_list(days, EN) == said


def test_a_card_that_is_not_overdue_has_no_warning() -> None:
    assert html.due_said(row("x", overdue=False), EN) == "due 1\u00a0Sep\u00a02026"
    assert html.due_said(row("x", due=None), EN) == ""
