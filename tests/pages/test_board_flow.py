"""How work flows, on the Board page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.dates import utc_now
from core.store.meetings import add_meeting
from tests.core.board.fake_board import FakeBoard
from tests.pages.board_page import (
    LISTS,
    bring,
    opened,
    words,
)


@pytest.mark.parametrize("language", ["en", "fi"])
def test_few_finished_cards_make_dots_and_the_forecast_says_why_it_is_silent(full: Any, language: str) -> None:
    at = opened(full, part="flow", language=language)
    assert not at.exception
    english = language == "en"
    assert ("1 finished card: too few" if english else "1 valmis kortti: liian vähän") in words(at)
    assert ("Dots only" if english else "Vain pisteet") in words(at)
    assert ("No coming monthly is recorded" if english else "Tulevaa monthlya ei ole merkitty") in words(at)
    assert ("In Review: 1 with the client, 0 with us" if english else "asiakkaalla 1, meillä 0") in words(at)


def test_every_flow_figure_says_how_far_back_the_board_is_known(full: Any) -> None:
    at = opened(full, part="flow")
    since = [caption.value for caption in at.caption if "History complete since" in caption.value]
    assert len(since) >= 9


def test_the_period_is_bound_to_the_address(full: Any) -> None:
    at = opened(full, part="flow", weeks="52")
    assert next(group for group in at.button_group if group.key == "board_weeks").value == "52"
    assert not opened(full, part="flow", weeks="9999; drop").exception
    at.session_state["board_belief"] = True
    at.run()
    assert not at.exception
    why = [text.value for text in at.markdown if "How this is counted" in text.value]
    assert len(why) == 1, "a figure of the flow says why it is believed too"
    assert any("**Formula:**" in text.value for text in at.markdown)


def test_a_forecast_appears_when_there_is_a_monthly_to_forecast_to(office: Any) -> None:
    made = FakeBoard(LISTS, born=(utc_now() - timedelta(weeks=14)).isoformat(timespec="minutes"))
    for number in range(28):
        card = made.add("Doing", f"Card {number}")
        made.later(days=3.4)
        made.move(card, "Done")
    bring(office, made)
    now = utc_now()
    add_meeting(office.store.ops, client_id="kuusi-oy", kind="monthly", at=now + timedelta(days=22), now=now)
    at = opened(office, part="flow")
    assert not at.exception
    assert "with 85 % confidence" in words(at)


def test_every_figure_of_the_flow_opens_its_cards(full: Any) -> None:
    held = utc_now() - timedelta(days=20)  # or the sprint would be a calendar month, of which today may be the first
    add_meeting(full.store.ops, client_id="kuusi-oy", kind="monthly", at=held, now=held)
    at = opened(full, part="flow", weeks="sprint")
    labels = {button.key: button.label.replace("\\", "") for button in at.button}
    assert labels["board_only_wip"] == "In progress 2"
    at.button(key="board_only_finished").click().run()
    assert (at.query_params["only"], at.query_params["part"]) == ("finished", "board")
    assert at.dataframe[0].value["Card"].tolist() == ["Uutiskirje"]
    assert "Only these cards: Done in the period, 1." in words(at)
    assert not opened(full, only="nonsense").exception
    assert opened(full, only="no_owner", **{"as": "list"}).dataframe[0].value["Card"].tolist() == ["Laskeutumissivu"]
