"""The Board page: what lies where, what needs a hand, how it flows; a board comes in explained first, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.cards import Status
from core.dates import utc_now
from core.errors import Refused
from core.jobs.board import import_board
from core.jobs.cards import move_card, set_blocked
from core.model import Role
from core.reports.board_scene import list_mapping
from core.store import people
from core.store.board import read_boards
from core.store.card_links import link_card
from core.store.cards import person_members
from core.store.meetings import add_meeting
from pages.ui.text import escaped
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
    at = opened(full, part="flow", weeks="sprint")
    labels = {button.key: button.label.replace("\\", "") for button in at.button}
    assert labels["board_only_wip"] == "In progress 2"
    at.button(key="board_only_finished").click().run()
    assert (at.query_params["only"], at.query_params["part"]) == ("finished", "board")
    assert at.dataframe[0].value["Card"].tolist() == ["Uutiskirje"]
    assert "Only these cards: Done in the period, 1." in words(at)
    assert not opened(full, only="nonsense").exception
    assert opened(full, only="no_owner", **{"as": "list"}).dataframe[0].value["Card"].tolist() == ["Laskeutumissivu"]


# ------------------------------------------------------------------------------------------------- cards made and moved


@pytest.fixture
def ours(full: Any) -> Any:
    """The same board, taken over as our own."""
    at = opened(full, part="bring")
    next(button for button in at.button if button.key and button.key.startswith("board_adopt")).click().run()
    assert "The board is ours now." in words(at)
    return full


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
