"""A board comes in explained first, once; its lists mean nothing until somebody says so."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.reports.board_scene import list_mapping
from tests.pages.board_page import (
    LISTS,
    board,
    bring,
    html,
    opened,
    strip,
    words,
)

# ---------------------------------------------------------------------------------------------------------------- bring


def offer(at: AppTest, data: bytes, name: str = "board.json") -> AppTest:
    return at.file_uploader[0].upload(name, data, "application/json").run()


def test_a_board_is_explained_before_it_counts_and_a_second_time_changes_nothing(office: Any) -> None:
    data = board().export()
    at = offer(opened(office), data)
    assert "5 cards" in words(at)
    assert "History is complete since" in words(at)
    assert not list_mapping(office.store, client_id="kuusi-oy")
    at.button(key="board_confirm").click().run()
    assert "is here: 5 cards." in words(at)
    assert "Doing 1" in strip(at)
    again = offer(opened(office, part="bring"), data)
    assert "All of this is here already" in words(again)
    assert again.button(key="board_confirm").disabled


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "not a whole JSON file"),
        (b'{"a": 1}', "not a Trello board"),
        (b'{"idList": "1", "idBoard": "2"}', "export of a single card"),
        (b"\xff\x00\xff", "not in UTF-8"),
    ],
)
def test_what_is_no_board_is_refused_in_a_sentence(office: Any, data: bytes, said: str) -> None:
    at = offer(opened(office), data, "<b>x</b>.json")
    assert said in at.error[0].value.replace("\\", "")
    assert not [button for button in at.button if button.key == "board_confirm"]


# ------------------------------------------------------------------------------------------------------ lists and care


def test_a_list_that_means_nothing_is_shouted_about_until_it_is_mapped(office: Any) -> None:
    made = board()
    made.add("Zxq 7", "Outo kortti")
    bring(office, made)
    at = opened(office)
    assert "“Zxq 7”" in at.warning[0].value.replace("\\", "")
    assert "No status 1" in strip(at)
    at.selectbox[0].set_value("doing")
    at.button[0].click().run()
    assert not at.warning
    assert "1 list confirmed." in words(at)
    mapped = {m.row.name: m for m in list_mapping(office.store, client_id=office.fir.client_id)}
    assert mapped["Zxq 7"].status == "doing"
    assert mapped["Zxq 7"].confirmed


def test_suggestions_are_only_that_until_somebody_confirms_them(full: Any) -> None:
    at = opened(full, part="bring")
    labels = [box.label.replace("\\", "") for box in at.selectbox]
    assert "Doing · suggested by its name" in labels
    save = next(button for button in at.button if button.label == "Confirm these")
    save.click().run()
    mapped = list_mapping(full.store, client_id=full.fir.client_id)
    assert {m.row.name for m in mapped if m.confirmed} == set(LISTS) - {"Zxq 7"}
    assert "Doing · confirmed" in [box.label.replace("\\", "") for box in at.selectbox]


def test_every_card_that_needs_a_hand_is_named_with_the_way_to_it(full: Any) -> None:
    at = opened(full, part="care")
    heads = [head.value.replace("\\", "") for head in at.subheader]
    assert "The due date has passed · 1" in heads
    assert "Nobody owns it · 1" in heads
    assert "No weekly has been recorded yet" in words(at)
    # A rule that could not be asked is not said to be in order.
    assert "Has not moved since the last weekly" not in words(at)
    assert "History complete since" in words(at)
    assert 'href="?client=kuusi-oy&amp;part=care&amp;card=' in html(at)
