"""As presented beside as now: what is the same, told otherwise, gone and new."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.meetings.compare import Change, compare

SAME, OTHERWISE, GONE, NEW = Change


def line(text: str, kind: str = "stuck", card: str | None = None) -> dict[str, Any]:
    return {"text": text, "text_fi": f"{text} fi", "kind": kind, "card": card, "entity": None}


def item(*lines: dict[str, Any], key: str = "held_up") -> dict[str, Any]:
    return {"item": key, "title": key.title(), "lines": list(lines)}


def told(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[tuple[Change, str | None, str | None]]:
    (only,) = compare({"items": [item(*then)]}, {"items": [item(*now)]})
    return [(p.change, p.then and p.then.en, p.now and p.now.en) for p in only.pairs]


def test_a_line_about_the_same_card_is_the_same_line_told_otherwise() -> None:
    then = [line("Ads: 3 days", card="a"), line("Page: 9 days", card="b"), line("Film: 5 days", card="c")]
    now = [line("New: 1 day", card="d"), line("Page: 9 days", card="b"), line("Ads: 8 days", card="a")]
    assert told(then, now) == [
        (NEW, None, "New: 1 day"),
        (OTHERWISE, "Ads: 3 days", "Ads: 8 days"),
        (SAME, "Page: 9 days", "Page: 9 days"),
        (GONE, "Film: 5 days", None),
    ]


def test_lines_without_a_card_are_known_by_their_rule_and_likeness() -> None:
    then = [line("Google Ads, 1-7 Sep: 210 €, clicks 70.", "volume"), line("3 more", "more")]
    now = [line("Google Ads, 1-7 Sep: 3,500 €, clicks 91.", "volume"), line("12 more", "more")]
    assert [change for change, _, _ in told(then, now)] == [OTHERWISE, OTHERWISE]
    assert [change for change, _, _ in told([line("Mind the tags", "check")], [line("Money ran out", "pace")])] == [
        GONE, NEW,
    ]  # fmt: skip


def test_items_that_came_or_went_are_told_too() -> None:
    found = compare(
        {"items": [item(line("a"), key="one"), item(line("b"), key="two")]},
        {"items": [item(line("b"), key="two"), item(line("c"), key="three")]},
    )
    assert [(one.key, one.changes) for one in found] == [("one", 1), ("two", 0), ("three", 1)]


LINES = st.lists(
    st.builds(line, st.sampled_from("abcdef"), st.sampled_from(["stuck", "more"]), st.sampled_from([None, "x", "y"])),
    max_size=7,
)


@given(LINES, LINES)
def test_every_line_is_told_once_and_in_its_order(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
    found = told(then, now)
    assert [before for _, before, _ in found if before] == [one["text"] for one in then]
    assert sorted(after for _, _, after in found if after) == sorted(one["text"] for one in now)
    if then == now:
        assert {change for change, _, _ in found} <= {SAME}
