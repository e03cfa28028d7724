"""A card of the Board page: its drawer, and cards made, moved, blocked and told apart."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from core.cards import Status
from core.dates import utc_now
from core.errors import Refused
from core.jobs.cards import move_card, set_blocked
from core.model import Role
from core.store.board import read_boards
from core.store.card_links import link_card
from core.store.cards import person_members
from pages.ui.text import escaped
from tests.core.board.fake_board import FakeBoard
from tests.pages.board_page import (
    HOSTILE,
    LISTS,
    bring,
    card_id,
    cards,
    drawn,
    html,
    opened,
    strip,
    words,
)


def test_the_drawer_tells_where_a_card_has_been_and_the_first_promise(full: Any) -> None:
    at = opened(full, card=card_id(full, "Kesämainos"))
    assert not at.exception
    heads = [head.value for head in at.header]
    assert {"Time in each list", "Where it has been", "The due date has moved"} <= set(heads)
    assert "6 days later than first promised" in words(at)
    assert "To do" in html(at)
    assert "Ville *Virta*" in html(at)


def test_a_hostile_title_opens_its_drawer_as_plain_text(full: Any) -> None:
    at = opened(full, card=card_id(full, HOSTILE))
    assert not at.exception
    assert "<img" not in html(at)


def test_a_card_of_another_client_cannot_be_opened(full: Any) -> None:
    other = FakeBoard(LISTS, mark=9)
    secret = other.add("Doing", "Salainen kortti")
    bring(full, other, full.birch)
    at = opened(full, card=secret)
    assert "not on this client's boards" in words(at)
    assert "Salainen" not in html(at) + words(at)


def test_an_exported_board_is_only_read_and_says_so(full: Any) -> None:
    at = opened(full)
    assert not any(row["writable"] for column in drawn(at)["columns"] for row in column["lists"])
    assert "only read here" in words(at)
    assert not [box for box in at.text_input if box.key == "new_card_name"]


def test_a_card_is_made_where_it_is_wanted_with_owner_day_and_stage(ours: Any) -> None:
    at = opened(ours)
    at.text_input(key="new_card_name").set_value("Uusi <b>kortti</b>")
    at.multiselect(key="new_card_owners").set_value(["m1"])
    at.date_input(key="new_card_due").set_value(date(2030, 5, 6))
    at.selectbox(key="new_card_stage").set_value("reach")
    next(button for button in at.button if button.label == "Make the card").click().run()
    assert not at.exception
    assert "The card is on the board." in words(at)
    assert cards(at)["to_do"] == ["Uusi <b>kortti</b>"]
    (made,) = [c for c in read_boards(ours.store.ops, client_id="kuusi-oy")[0].cards if c.name.startswith("Uusi")]
    assert (made.member_ids, made.label_ids) == (("m1",), ("l1",))
    assert made.due is not None
    assert made.due.date() == date(2030, 5, 6)
    at.text_input(key="new_card_name").set_value("   ")
    next(button for button in at.button if button.label == "Make the card").click().run()
    assert "needs a name" in at.error[0].value


def test_a_limit_that_is_broken_shows_by_shape_and_word(ours: Any) -> None:
    at = opened(ours, part="bring")
    at.number_input(key="board_limits_status_to_do_None").set_value(3)
    at.number_input(key="board_limits_status_doing_None").set_value(1)
    next(button for button in at.button if button.label == "Save limits").click().run()
    assert "Limits saved." in words(at)
    card = card_id(ours, "Opas")
    now = utc_now()
    move_card(ours.store, client_id="kuusi-oy", card_id=card, status=Status.DOING, who="Anna", now=now)
    at = opened(ours)
    assert "Doing 2 ◆" in strip(at)
    doing = next(column for column in drawn(at)["columns"] if column["part"] == "doing")
    assert (doing["limit"], doing["over"]) == ("2 / 1", "1 over the limit")


def test_what_labels_say_is_put_right_and_filters_follow(full: Any) -> None:
    at = opened(full, part="bring")
    urgent = next(box for box in at.multiselect if box.label.replace("\\", "").startswith("Kiire"))
    assert urgent.value == []
    urgent.set_value(["channel|email", "content|"])
    [button for button in at.button if button.label == "Confirm these"][1].click().run()
    assert "2 confirmed." in words(at)
    at = opened(full, channel="email", **{"as": "list"})
    assert at.dataframe[0].value["Card"].tolist() == ["Kesämainos"]
    at = opened(full, part="bring")
    assert "Kiire · 1 card · confirmed" in [box.label.replace("\\", "") for box in at.multiselect]


def test_who_is_who_on_a_board_is_confirmed_by_a_person(ours: Any) -> None:
    at = opened(ours, part="bring")
    boxes = {box.label.replace("\\", ""): box for box in at.selectbox}
    boxes["Test specialist · by the same name"].set_value("m1")
    next(button for button in at.button if button.label == "Confirm who is who").click().run()
    assert "Saved." in words(at)
    assert "Test specialist · confirmed" in [box.label.replace("\\", "") for box in at.selectbox]
    known = person_members(
        ours.store.ops,
        client_id="kuusi-oy",
        board_id=read_boards(ours.store.ops, client_id="kuusi-oy")[0].board.board_id,
    )
    assert known[ours.people[Role.SPECIALIST].person_id] == "m1"


def test_a_blocked_card_says_why_in_the_drawer_on_the_board_and_where_care_is_needed(ours: Any) -> None:
    card = card_id(ours, "Kesämainos")
    set_blocked(ours.store, client_id="kuusi-oy", card_id=card, reason=HOSTILE, who="Anna", now=utc_now())
    note = "Decided <i>in the monthly</i>"
    link_card(
        ours.store.ops, client_id="kuusi-oy", card_id=card, kind="decision", key="d1", text=note, who="A", now=utc_now()
    )
    at = opened(ours, card=card)
    assert not at.exception
    assert "&lt;img src=x onerror=alert(1)&gt;" in html(at)
    assert "<img" not in html(at)
    assert f"**From a decision** · {escaped(note)}" in [text.value.rsplit(" · ", 1)[0] for text in at.markdown]
    lines = [
        line for column in drawn(at)["columns"] for row in column["lists"] for c in row["cards"] for line in c["lines"]
    ]
    assert [line[0] for line in lines if line[1].startswith("■ Blocked: [x]")] == ["stuck"]
    assert "■ Blocked now · 1" in [head.value for head in opened(ours, part="care").subheader]
    assert "Blocked: 1" in [head.value for head in opened(ours, part="flow").subheader]


def test_a_card_that_somebody_else_has_moved_meanwhile_stays_where_they_put_it(ours: Any) -> None:
    card, now = card_id(ours, "Kesämainos"), utc_now()
    lists = {row.name: row.list_id for row in read_boards(ours.store.ops, client_id="kuusi-oy")[0].lists}
    move = partial(move_card, ours.store, client_id="kuusi-oy", card_id=card, seen=lists["Doing"], who="A", now=now)
    move(list_id=lists["Done"])
    with pytest.raises(Refused, match="Somebody moved this card to “Done” meanwhile"):
        move(list_id=lists["Backlog"])
    assert cards(opened(ours))["done"][0] == "Kesämainos"
