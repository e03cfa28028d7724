"""The Content page: the silence is the headline, and what is written down can be taken down and back."""

from __future__ import annotations

from datetime import datetime, timedelta

from streamlit.testing.v1 import AppTest

from core.dates import local_day, utc_now
from core.model import Role
from core.store import content
from tests.pages.conftest import HOSTILE

WRITTEN = datetime(2026, 9, 1, 6, 0)


def add(office, title: str, stage: str, days_ago: int, persona: str = "") -> content.Content:
    return content.add_content(
        office.store.ops,
        client_id=office.fir.client_id,
        title=title,
        stage=stage,
        live_from=local_day(utc_now(), office.fir.timezone) - timedelta(days=days_ago),
        persona=persona,
        added_by="Test",
        now=WRITTEN,
    )


def table(at: AppTest, column: str) -> list[str]:
    (frame,) = [f.value for f in at.dataframe if column in f.value.columns][:1]
    return [text.replace("\u00a0", " ") for text in frame[column]]


def test_nothing_written_down_yet_says_what_to_do(office) -> None:
    at = office.open("content", Role.SPECIALIST)
    assert not at.exception
    assert at.subheader[0].value == "No content has been written down yet"
    assert at.button(key="content_save").disabled


def test_a_silent_stage_is_the_headline(office) -> None:
    """The last Convert piece is 74 days old, and one came every 21 days: silent from 63 on."""
    for days_ago in (74, 95, 116):
        add(office, f"Convert {days_ago}", "convert", days_ago)
    for stage in ("reach", "act", "engage"):
        add(office, stage, stage, 3)
    at = office.open("content", Role.GROWTH_OWNER, language="fi")
    assert not at.exception
    assert "Convert: uutta sisältöä ei ole tullut 74 päivään" in at.subheader[0].value
    assert table(at, "Tila") == ["● hyvä", "● hyvä", "▲ hiljaa", "● hyvä"]
    at.segmented_control(key="content_filter").set_value("convert").run()
    assert table(at, "Otsikko") == ["Convert 74", "Convert 95", "Convert 116"]


def test_the_matrix_of_personas_names_the_empty_cell_and_shows_names_as_they_are(office) -> None:
    for stage in ("reach", "act", "convert", "engage"):
        add(office, f"For buyers: {stage}", stage, 5, "Buyer")
    add(office, HOSTILE, "act", 5, HOSTILE)
    at = office.open("content", Role.GROWTH_OWNER)
    assert "has nothing in Reach" in at.subheader[0].value
    assert "](" not in at.subheader[0].value
    assert table(at, "Persona") == [" ".join(HOSTILE.split()), "Buyer"]
    assert table(at, "Reach") == ["◆ gap", "● good · 1 · newest 5 d"]


def test_a_piece_is_written_down_marked_gone_and_taken_back(office) -> None:
    at = office.open("content", Role.SPECIALIST)
    at.text_input(key="content_title").set_value("Guide: which pump")
    at.selectbox(key="content_stage").select("act")
    at.text_input(key="content_url").set_value("javascript:alert(1)").run()
    at.button(key="content_save").click().run()
    assert "http" in at.error[0].value
    at.text_input(key="content_url").set_value("https://pumps.example/guide").run()
    at.button(key="content_save").click().run()
    assert not at.exception
    (piece,) = content.list_content(office.store.ops, client_id=office.fir.client_id)
    assert (piece.title, piece.stage, piece.added_by) == ("Guide: which pump", "act", "Test specialist")
    at.button(key="content_retire").click().run()
    (gone,) = content.list_content(office.store.ops, client_id=office.fir.client_id)
    assert gone.gone_on == piece.live_from
    at.button(key="content_remove").click().run()
    assert content.list_content(office.store.ops, client_id=office.fir.client_id) == []


def test_another_clients_content_is_never_shown(office, shown) -> None:
    content.add_content(
        office.store.ops,
        client_id=office.birch.client_id,
        title="Birch secret",
        stage="act",
        live_from=WRITTEN.date(),
        added_by="Test",
        now=WRITTEN,
    )
    at = office.open("content", Role.GROWTH_OWNER, client=office.birch)
    assert "Birch secret" not in shown(at)
    assert at.subheader[0].value == "No content has been written down yet"
