"""Findings on a page: told, opened, taken to the meeting, put aside and called back; evidence shown as it is."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st
from streamlit.testing.v1 import AppTest

from core.access.sessions import open_session, token_hash
from core.dates import local_day, utc_now
from core.findings.finding import Column, Kind, Unit, table
from core.jobs.cards import create_board
from core.model import Role, Sentence
from core.store import findings as said
from core.store import people
from pages.ui.findings_view import evidence_table
from pages.ui.words.findings import FINDINGS
from tests.pages.conftest import HOSTILE


def host() -> None:
    from pages.ui import findings_view, session

    findings_view.draw(session.client())


def opened(office, language: str = "en") -> AppTest:
    person = office.people[Role.GROWTH_OWNER]
    people.set_language(office.store.ops, person_id=person.person_id, language=language)
    token = open_session(office.store.ops, person_id=person.person_id, now=utc_now())
    at = AppTest.from_function(host, default_timeout=120)
    at.user = {"session": token_hash(token)}
    at.query_params["client"] = office.fir.client_id
    return at.run()


def words(at: AppTest) -> str:
    return "\n".join(str(e.value) for e in (*at.markdown, *at.caption, *at.error, *at.toast)).replace("\\", "")


def test_stale_data_is_told_taken_to_the_agenda_put_aside_and_called_back(office, monkeypatch) -> None:
    # A page that stands alone knows no other pages to link to.
    monkeypatch.setattr(st, "page_link", lambda page, **options: st.caption(options["label"]))
    day = local_day(utc_now(), office.fir.timezone) - timedelta(days=20)
    office.spend(day, (HOSTILE, "OUTCOME_AWARENESS", 100))
    at = opened(office)
    assert not at.exception
    assert "19 days ago" in words(at)
    key = str(Kind.STALE_DATA)

    at.button(key=f"finding_card_{key}").click().run()
    assert at.error, "there is no board to make a card on"
    create_board(office.store, client_id=office.fir.client_id, name="Kuusi", who="Test", now=utc_now())
    at.button(key=f"finding_card_{key}").click().run()
    assert "draft card is in the Backlog" in words(at)
    (line,) = said.list_agenda_lines(office.store.ops, client_id=office.fir.client_id, before=utc_now())
    assert line.card_id
    assert said.list_shown(office.store.ops, client_id=office.fir.client_id, before=day + timedelta(days=30))

    at.button(key=f"finding_dismiss_{key}").click().run()
    assert "Say in a few words" in words(at)
    at.button(key=f"finding_snooze_{key}").click().run()
    assert "Put aside until" in words(at)
    assert not [b for b in at.button if b.key == f"finding_snooze_{key}"]

    at = opened(office, "fi")
    assert "Mikään ei nyt erotu" in words(at)


def test_a_kind_that_was_switched_off_is_switched_on_again(office, monkeypatch) -> None:
    monkeypatch.setattr(st, "page_link", lambda page, **options: st.caption(options["label"]))
    day = local_day(utc_now(), office.fir.timezone) - timedelta(days=20)
    office.spend(day, ("Reach Video", "OUTCOME_AWARENESS", 100))
    ops, kind = office.store.ops, str(Kind.STALE_DATA)
    said.note_shown(ops, client_id=office.fir.client_id, shown=[(f"{kind}/{n}", kind) for n in range(10)], on=day)
    for n in range(6):
        asked = {"client_id": office.fir.client_id, "finding_key": f"{kind}/{n}", "kind": kind, "act": "dismiss"}
        said.say(ops, **asked, reason="No", who="Test", now=utc_now() - timedelta(days=1))
    at = opened(office)
    assert "19 days ago" not in words(at)
    at.session_state["findings_left"] = True
    at.run()
    at.button(key=f"finding_resume_{kind}").click().run()
    assert not at.exception
    assert "This kind is told again" in words(at)
    assert "19 days ago" in words(at)


def test_names_in_the_evidence_are_shown_as_they_are() -> None:
    columns = (Column("name", Sentence("Name", "Nimi")), Column("spend", Sentence("Spend", "Kulu"), Unit.MONEY))
    html = evidence_table(table(columns, [(HOSTILE, 12.5), ("A", None)]), "EUR", "fi")
    assert "<img" not in html
    assert "&lt;img" in html
    assert "12,50\u00a0€" in html
    assert "–" in html


def test_every_kind_has_a_name() -> None:
    assert {str(kind) for kind in Kind} <= set(FINDINGS)
