"""Work and result on the page: the demo's works on their stages' numbers, what was expected, and the answer to it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.access.sessions import open_session, token_hash
from core.dates import utc_now
from core.findings.effects import Direction
from core.jobs.own_board import create_board
from core.model import Role
from core.store import Store, effects, open_store, people
from core.store.board import read_boards
from tests.pages.conftest import PAGES, WRITTEN, Office

PUMPS = "esimerkki-pumput-oy"
NOW = datetime(2026, 10, 1, 6, 0)


@pytest.fixture
def demo(story: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("TAHTI_DATA", str(story))
    st.cache_resource.clear()
    return open_store(story)


def opened(page: str, *, language: str = "en", **query: str) -> AppTest:
    """A page of the demo in the whole app."""
    return _run(page, {"client": PUMPS, "lang": language, **query}, "demo")


def _run(page: str, query: dict[str, str], who: str) -> AppTest:
    at = AppTest.from_file(PAGES / "router.py", default_timeout=120)
    at.user = {"session": who}
    for key, value in query.items():
        at.query_params[key] = value
    return at.run().switch_page(f"team/{page}.py").run()


def words(at: AppTest) -> str:
    found = [str(getattr(e, "value", "") or getattr(e, "body", "") or getattr(e.proto, "body", "")) for e in at.main]
    return "\n".join(found).replace("\u00a0", " ").replace("\\", "").replace("\u2060", "")


def drawer(at: AppTest) -> str:
    """A dialog's words are not in the page's main part."""
    said = "\n".join(e.value for e in (*at.markdown, *at.caption))
    return said.replace("\u00a0", " ").replace("\\", "")


def test_the_works_of_the_demo_lie_on_the_numbers_of_their_stages(demo: Store) -> None:
    at = opened("effects")
    assert not at.exception
    said = words(at)
    assert "Reach, clicks: 3 of 4 pieces of work pointing up, 1 more too early to tell" in said
    assert "Convert, conversions: nothing points up or down yet (4 looked at), 1 more too early to tell" in said
    assert "<b>Points to +122 % (+62 %…+202 %)</b>" in said
    assert "120 → 266 a day" in said
    assert "Can be told from 14 Oct on" in said
    assert 'href="board?client=esimerkki-pumput-oy&amp;card=' in said
    assert "caused" not in said
    assert len(at.main) < 400

    fi = opened("effects", language="fi")
    assert "Reach, klikkaukset: 4 työstä 3 viittaa nousuun, lisäksi 1 työstä on liian varhaista sanoa" in words(fi)
    assert "1 odottaa vastausta" in words(fi)


def test_a_card_carries_what_is_expected_of_it_before_it_is_done(demo: Store) -> None:
    boards = read_boards(demo.ops, client_id=PUMPS)
    cards = {card.name: card.card_id for board in boards for card in board.cards}
    lying = cards["Videon tekstitys: Pumppaamon vuosi"]
    at = opened("board", card=lying)
    at.selectbox(key=f"expect_direction_{lying}").set_value("up")
    at.number_input(key=f"expect_size_{lying}").set_value(15)
    next(one for one in at.button if one.label == "Write it down").click().run()
    assert not at.exception
    (made,) = [row for row in effects.list_expectations(demo.ops, client_id=PUMPS, as_of=NOW) if row.card_id == lying]
    assert (made.stage, made.metric, made.direction, str(made.size), made.after_days) == (
        *("reach", "clicks", "up", "0.15", 28),
    )
    at = opened("board", card=lying)
    assert "Reach, clicks up 15 %" in drawer(at)
    next(one for one in at.button if one.label == "Take it back").click().run()
    assert not [row for row in effects.list_expectations(demo.ops, client_id=PUMPS, as_of=NOW) if row.card_id == lying]
    done = drawer(opened("board", card=cards["Lookalike A: Ostopäättäjät 1 % – käynnistys"]))
    assert "an expectation counts only when it is said beforehand" in done


def test_without_data_or_board_the_page_says_what_to_bring(office: Office) -> None:
    person = office.people[Role.SPECIALIST]
    people.set_language(office.store.ops, person_id=person.person_id, language="fi")
    who = token_hash(open_session(office.store.ops, person_id=person.person_id, now=utc_now()))
    fir, team = {"client": office.fir.client_id}, {"client": office.team.client_id}
    said = words(_run("effects", fir, who))
    assert "Tuo mainosalustojen vienti" in said
    assert "Tuo asiakkaan seinä" in said
    create_board(office.store, client_id=office.fir.client_id, name="Board", who="t", now=WRITTEN)
    said = words(_run("effects", fir, who))
    assert "Tuo asiakkaan seinä" not in said
    assert "Miltään kortilta ei vielä odoteta mitään" in said
    assert "tiimin oma seinä" in words(_run("effects", team, who))
    assert not office.open("effects", None).subheader


def expects(demo: Store, metric: str) -> int:
    """One more expectation whose day has come, of a card of the story."""
    boards = read_boards(demo.ops, client_id=PUMPS)
    cards = {card.name: card.card_id for board in boards for card in board.cards}
    made = effects.add_expectation(
        demo.ops,
        client_id=PUMPS,
        card_id=cards["Lookalike B: Sivustolla kävijät 3 % – käynnistys"],
        stage="reach",
        metric=metric,
        direction=Direction.UP,
        size=None,
        after_days=20,
        who="Test",
        now=datetime(2026, 8, 25, 6, 0),
    )
    return made.expectation_id


def answered(demo: Store, number: int) -> effects.OutcomeSaid:
    return effects.list_outcomes(demo.ops, client_id=PUMPS, as_of=NOW)[number]


def press(at: AppTest, label: str, number: int) -> AppTest:
    return next(one for one in at.button if one.label == label and one.key.endswith(f"_{number}")).click().run()


def test_an_expectation_is_answered_once_and_heard_in_the_next_monthly(demo: Store) -> None:
    number = expects(demo, "clicks")
    at = opened("effects")
    assert "expected Reach, clicks up by 23 Sep. Now: 120 → 266 a day, points to +122 %" in words(at)
    at.text_input(key=f"expect_learnt_page_{number}").set_value("Clicks are not yet customers.")
    at.checkbox(key=f"expect_shown_page_{number}").check()
    press(at, "It did not", number)
    assert not at.exception
    assert at.toast[0].value == "Answered\\. The next monthly hears it\\."
    said = answered(demo, number)
    assert (said.outcome, said.learnt, said.client_visible) == ("did_not", "Clicks are not yet customers.", True)
    again = words(opened("effects"))
    assert "It did not, 1 Oct 2026" in again
    assert "expected Reach, clicks up by 23 Sep" not in again


def test_the_weekly_asks_and_one_click_answers(demo: Store) -> None:
    number = expects(demo, "ctr")
    at = opened("weekly")
    assert "expected Reach, click-through rate up by 23 Sep" in words(at)
    before = len([one for one in at.button if one.label == "Cannot tell"])
    press(at, "Cannot tell", number)
    assert not at.exception
    assert "expected Reach, click-through rate up by 23 Sep" not in words(at)
    assert len([one for one in at.button if one.label == "Cannot tell"]) == before - 1
    assert (answered(demo, number).outcome, answered(demo, number).client_visible) == ("cannot_tell", False)
