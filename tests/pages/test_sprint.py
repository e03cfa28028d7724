"""The Sprint page of the demo: the answer in words, a card a number, the ledger, findings, budgets, and what if."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.model import Period, Role
from core.reports.finding_facts import finding_facts
from core.reports.scorecard import running
from core.reports.sprint import sprint_of
from core.store import open_store
from core.store.notes import Note
from pages.ui import sprint_rows as rows
from pages.ui.words import Words
from pages.ui.words.sprint import SPRINT
from tests.pages.conftest import PAGES

PUMPS, SHOP = "esimerkki-pumput-oy", "verkkokauppa-malliputiikki-oy"


@pytest.fixture
def opened(story: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    def page(client: str, *, language: str = "en", name: str = "sprint", **query: str) -> AppTest:
        monkeypatch.setenv("TAHTI_DATA", str(story))
        st.cache_resource.clear()
        at = AppTest.from_file(PAGES / "router.py", default_timeout=120)
        at.user = {"session": "demo"}
        for key, value in ({"client": client, "lang": language} | query).items():
            at.query_params[key] = value
        return at.switch_page(f"team/{name}.py").run()

    return page


def words(at: AppTest) -> str:
    texts = [str(getattr(element, "value", "")) for element in at.main]
    return "\n".join(texts).replace("\u00a0", " ")


def test_the_golden_sprint(opened: Callable[..., AppTest]) -> None:
    """Clicks 13 440 (+40 %) met their target of 12 000; the conversion rate fell; Reach took more than planned."""
    at = opened(PUMPS)
    assert not at.exception
    cards = {metric.label: metric.value.replace("\u00a0", " ") for metric in at.metric}
    assert cards["Clicks"] == "13,440"
    assert len(cards) == 8
    said = words(at)
    assert "4 of 8 targets are met; off target: engagement rate, conversion rate." in said
    assert "+40 % clearly up against 9,600 before" in said
    assert "extra clicks should have brought" in said
    assert "Most of what is missing lies in “Lookalike A" in said.replace("\\", "")
    assert "Planned 10,000 € · spent 10,958 € · promised 0 € · ◆ 958 € more than planned" in said
    assert "Convert: free 1,009 € of 2,000 €" in said
    assert "18 % of the budget" in said.replace("\\", "")
    assert "What is not known" in said
    assert "▾ Noted: 3 Sep 2026: Kaksoisolennot A ja B käyntiin" in said.replace("\\", "")
    assert at.selectbox(key="sprint_from").value == "reach"
    assert at.selectbox(key="sprint_to").value == "convert"


def test_notes_mark_their_first_day_in_the_sprint_once(opened: Callable[..., AppTest], story: Path) -> None:
    """One began before the sprint and still goes on, one is of its first day, one of its third; one is over before."""
    store = open_store(story)
    now, first = datetime(2026, 10, 1, 6), date(2026, 9, 3)
    facts = finding_facts(store, client_id=PUMPS, as_of=now)
    report = sprint_of(store, facts, client_id=PUMPS, start=first)
    assert report is not None
    one = next(score for score in report.card.scores if score.metric.metric_id == "clicks")
    line = running(report.facts, one)
    assert line is not None
    days = [(date(2026, 8, 20), date(2026, 9, 9)), (first, first), (date(2026, 9, 5),) * 2, (date(2026, 9, 1),) * 2]
    written = [
        Note(i, Period(*both), "site", None, f"note {i}", True, None, "M", now) for i, both in enumerate(days)
    ]  # fmt: skip
    t = Words(SPRINT, "en")
    names = rows.way_names(one, line, "EUR", t)
    table = rows.way_table(one, line, names, "EUR", t, written).to_pylist()
    marked = {
        row["day"]: [part.rpartition(": ")[2] for part in row["note"].split("\n")] for row in table if row["note"]
    }
    assert marked == {first: ["note 0", "note 1"], date(2026, 9, 5): ["note 2"]}
    assert sum(bool(row["note"]) for row in table) == 2


def test_what_if_answers_and_refuses(opened: Callable[..., AppTest]) -> None:
    at = opened(PUMPS, language="fi")
    at.number_input(key="sprint_amount_reach").set_value(99_999.0).run()
    assert "enempää ei ole siirrettäväksi" in at.info[0].value.replace("\\", "")
    at.number_input(key="sprint_amount_reach").set_value(1_800.0).run()
    said = words(at).replace("\\", "")
    assert "Rahasta 18 % on muussa vaiheessa kuin sovittiin; siirron jälkeen osuus olisi 7 %." in said
    assert not at.exception


def test_an_open_sprint_is_named_open_and_asked_for_its_share(opened: Callable[..., AppTest]) -> None:
    at = opened(SHOP, language="fi")
    said = words(at)
    assert "Sprintti on kesken: päivä 29/35." in said
    assert "2.9.–6.10.2026 · kesken" in at.selectbox(key="sprint_which").options[0].replace("\u00a0", " ")
    assert "tähän mennessä" in said
    assert "Meta 18 % yli" in said.replace("\\", "")


def test_the_friday_story_is_the_headline_of_content(opened: Callable[..., AppTest]) -> None:
    """The last Convert piece is of 8 May, 146 days before; one came every five weeks."""
    at = opened(PUMPS, name="content")
    assert not at.exception
    assert "Convert has had no new content for 146 days; usually something comes every 35 days." in words(at)


def test_the_morning_of_the_demo(opened: Callable[..., AppTest]) -> None:
    """Only Malliputiikki's own cycle leaves its plan; the monthly of Pumput is at ten."""
    at = opened(PUMPS, name="morning", language="fi")
    said = words(at).replace("\\", "")
    assert "Verkkokauppa Malliputiikki Oy kaipaa huomiota" in said
    assert "Meta: Ennuste koko jaksolle 4 121 € / 3 500 € (+18 %)" in said
    assert "● Kaikki hyvin: Esimerkki Pumput Oy, Kuvitteellinen Pihapalvelu Oy" in said
    assert "10.00 · Esimerkki Pumput Oy · monthly" in said


def test_an_earlier_sprint_keeps_its_targets_and_proposes_nothing(opened: Callable[..., AppTest]) -> None:
    """In August the conversion target was still 265, and exactly so many came."""
    at = opened(PUMPS, sprint="2026-08-06")
    said = words(at)
    assert "All 8 targets are met." in said
    assert "target 265" in said
    assert "Planned 8,000 € · spent 8,111 €" in said
    assert "What if" not in said
    assert not [button for button in at.button if button.label == "Make a card"]


def test_a_client_without_data_or_of_a_team_says_so(office) -> None:
    at = office.open("sprint", Role.GROWTH_OWNER)
    assert at.subheader[0].value == "There is no data yet"
    assert "board of a team" in office.open("sprint", Role.GROWTH_OWNER, client=office.team).info[0].value
    assert len(office.open("sprint", None).error) == 1
