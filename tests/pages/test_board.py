"""The Board page: who sees it, what lies where, and what an address shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.dates import utc_now
from core.model import Role
from core.store import people
from tests.core.board.fake_board import FakeBoard
from tests.pages.board_page import (
    HOSTILE,
    LISTS,
    Shown,
    board,
    bring,
    cards,
    drawn,
    html,
    opened,
    strip,
    words,
)

# ------------------------------------------------------------------------------------------------------------- who


def test_a_stranger_sees_only_the_refusal(full: Any, shown: Shown) -> None:
    at = opened(full, None)
    assert len(at.error) == 1
    assert not at.title
    assert not at.metric
    assert not at.file_uploader
    assert "Kesämainos" not in shown(at) + html(at)


def test_a_specialist_of_another_client_sees_nothing_of_it(full: Any, shown: Shown) -> None:
    bring(full, FakeBoard(LISTS, mark=2), full.birch)
    full.people[Role.SPECIALIST] = people.add_person(
        full.store.ops,
        email="other@example.fi",
        name="Other",
        role=Role.SPECIALIST,
        password_hash="not a hash",
        language="en",
        client_ids=[full.birch.client_id],
        now=utc_now(),
    )
    at = opened(full, client=full.fir)
    assert at.query_params["client"] == full.birch.client_id
    assert "Kesämainos" not in shown(at) + html(at)


def test_a_team_has_a_board_too(full: Any) -> None:
    bring(full, board(), full.team)
    at = opened(full, client=full.team)
    assert not at.exception
    assert cards(at)["doing"] == ["Kesämainos"]


# ----------------------------------------------------------------------------------------------------------- board


@pytest.mark.parametrize(("language", "title"), [("en", "Board"), ("fi", "Seinä")])
def test_without_a_board_the_page_says_how_to_bring_one(office: Any, language: str, title: str) -> None:
    at = opened(office, language=language)
    assert not at.exception
    assert at.title[0].value == title
    assert "Export as JSON" in words(at)
    assert len(at.file_uploader) == 1
    assert not at.button_group
    at.button[0].click().run()
    assert ("The board is ready." if language == "en" else "Seinä on valmis.") in words(at)
    parts = [column["part"] for column in drawn(at)["columns"]]
    assert parts == ["backlog", "to_do", "doing", "review_ours", "review_client", "done"]


def test_the_strip_counts_every_card_once_and_each_number_opens_its_cards(full: Any) -> None:
    at = opened(full)
    assert strip(at) == ["Backlog 2", "To-do 0", "Doing 1", "Review, client 1", "Done 1"]
    assert "5 cards in all." in words(at)
    at.button_group(key="board_strip").set_value("done").run()
    assert at.query_params["status"] == "done"
    assert cards(at) == {"done": ["Uutiskirje"]}


def test_finnish_names_keep_the_english_columns_with_a_subtitle(full: Any) -> None:
    at = opened(full, language="fi")
    assert "Review – odottaa asiakasta" in [column["name"] for column in drawn(at)["columns"]]
    assert "Kortteja yhteensä 5." in words(at)


def test_an_old_board_says_that_nothing_newer_is_known(full: Any) -> None:
    """The made board was last touched sixteen days ago."""
    assert "Nothing is known of this board after" in opened(full).info[0].value


def test_a_board_touched_within_the_week_says_nothing_of_its_age(office: Any) -> None:
    made = board()
    made.now = utc_now() - timedelta(days=6)
    made.add("Backlog", "Uusi")
    bring(office, made)
    assert not opened(office).info


def test_an_overdue_card_says_so_with_shape_and_word(full: Any) -> None:
    (doing,) = [column for column in drawn(opened(full))["columns"] if column["part"] == "doing"]
    (card,) = doing["lists"][0]["cards"]
    assert ["late", f"◆ {card['lines'][0][1][2:]}"] == card["lines"][0]
    assert "overdue" in card["lines"][0][1]


def test_a_hostile_title_is_plain_text_everywhere(full: Any) -> None:
    for part in ("board", "care", "flow", "bring"):
        at = opened(full, part=part)
        assert not at.exception, part
        assert "<img" not in html(at), part
    # The component sets it as text; the mark that would turn the words around it is gone.
    assert cards(opened(full))["backlog"][0] == HOSTILE.replace("\u202e", "")
    titles = opened(full, **{"as": "list"}).dataframe[0].value["Card"].tolist()
    assert any("<img src=x onerror=alert(1)>" in title for title in titles)


def test_one_large_element_draws_hundreds_of_cards(office: Any) -> None:
    made = FakeBoard(LISTS, born=(utc_now() - timedelta(days=21)).isoformat(timespec="minutes"))
    for number in range(250):
        made.add(LISTS[number % 5], f"Card {number}")
    bring(office, made)
    at = opened(office)
    assert sum(map(len, cards(at).values())) == 250
    assert sum(len(column["rest"]) for column in drawn(at)["columns"]) == 0
    assert len(opened(office, **{"as": "list"}).dataframe[0].value) == 250
    assert len(list(at.main)) < 100


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"stage": "reach"}, {"Opas"}),
        ({"owner": "Ville *Virta*"}, {"Kesämainos"}),
        ({"label": "Kiire"}, {"Kesämainos"}),
        ({"text": "LASKEUTUMIS"}, {"Laskeutumissivu"}),
        ({"owner": "-", "text": "laskeutumis"}, {"Laskeutumissivu"}),
        ({"owner": "nobody of this name", "text": "opas"}, {"Opas"}),
    ],
)
def test_filters_are_read_from_the_address(full: Any, asked: dict[str, str], names: set[str]) -> None:
    at = opened(full, **asked, **{"as": "list"})
    assert set(at.dataframe[0].value["Card"]) == names


def test_a_filter_is_written_to_the_address(full: Any) -> None:
    at = opened(full)
    at.selectbox(key="board_filter_owner").set_value("Anna Aalto").run()
    assert at.query_params["owner"] == "Anna Aalto"
    assert "2 of 5 cards" in words(at)
    at.button(key="board_clear").click().run()
    assert "owner" not in at.query_params
