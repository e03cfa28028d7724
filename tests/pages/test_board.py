"""The Board page: what lies where, what needs a hand, how it flows; a board comes in explained first, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.jobs.board import import_board
from core.model import Role
from core.reports.board_scene import list_mapping
from core.store import people
from core.store.board import read_boards
from core.store.meetings import add_meeting
from tests.core.board.fake_board import FakeBoard

Shown = Callable[[AppTest], str]
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi] \u202eabc"
LISTS = ("Backlog", "To do", "Doing", "Waiting for client", "Done", "Zxq 7")
MEMBERS = [{"id": "m1", "fullName": "Anna Aalto"}, {"id": "m2", "fullName": "Ville *Virta*"}]
LABELS = [{"id": "l1", "name": "Reach", "color": "green"}, {"id": "l2", "name": "Kiire", "color": "red"}]


def board() -> FakeBoard:
    """Three weeks old: two cards in Backlog, one in Doing (overdue), one with the client, one done."""
    made = FakeBoard(LISTS, born=(utc_now() - timedelta(days=21)).isoformat(timespec="minutes"))
    made.extra = {"members": MEMBERS, "labels": LABELS}
    made.later(hours=1)
    made.add("Backlog", HOSTILE)
    made.add("Backlog", "Opas", idMembers=["m1"], idLabels=["l1"])
    late = made.add("To do", "Kesämainos", idMembers=["m2"], idLabels=["l2"])
    done = made.add("To do", "Uutiskirje", idMembers=["m1"])
    waiting = made.add("To do", "Laskeutumissivu")
    made.later(days=1)
    made.set_due(late, (made.now + timedelta(days=3)).isoformat() + "Z")
    for card in (late, done, waiting):
        made.move(card, "Doing")
    made.later(days=4)
    made.set_due(late, (made.now + timedelta(days=5)).isoformat() + "Z")
    made.move(done, "Done")
    made.move(waiting, "Waiting for client")
    return made


def bring(office: Any, made: FakeBoard, client: Any = None) -> None:
    owner = client or office.fir
    import_board(office.store, client_id=owner.client_id, data=made.export(), who="Test", now=utc_now())


@pytest.fixture
def full(office: Any) -> Any:
    bring(office, board())
    return office


def opened(office: Any, role: Role | None = Role.SPECIALIST, **asked: Any) -> AppTest:
    """The page with an address."""
    known = {"client", "language"}
    at = office.open("board", role, run=False, **{name: value for name, value in asked.items() if name in known})
    for name, value in asked.items():
        if name not in known:
            at.query_params[name] = value
    return at.run()


def html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def drawn(at: AppTest) -> Any:
    """What the component of the columns is given to draw."""
    return json.loads(json.loads(at.get("bidi_component")[0].proto.json))


def cards(at: AppTest) -> dict[str, list[str]]:
    """Column -> the titles of its cards."""
    return {
        column["part"]: [card["title"] for row in column["lists"] for card in row["cards"]]
        for column in drawn(at)["columns"]
    }


def words(at: AppTest) -> str:
    kinds = (at.title, at.header, at.subheader, at.markdown, at.caption, at.info, at.success, at.warning, at.error)
    said = "\n".join(element.value for kind in kinds for element in kind)
    return said.replace("\u00a0", " ").replace("\\", "")


def strip(at: AppTest) -> list[str]:
    pills = next(group for group in at.button_group if group.key == "board_strip")
    return list(pills.options)


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
    assert [column["part"] for column in drawn(at)["columns"]] == ["backlog", "to_do", "doing", "review_client", "done"]


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


# -------------------------------------------------------------------------------------------------------------- a card


def card_id(office: Any, name: str) -> str:
    content = read_boards(office.store.ops, client_id=office.fir.client_id)[0]
    return next(card.card_id for card in content.cards if card.name == name)


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


# ---------------------------------------------------------------------------------------------------------------- flow


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
