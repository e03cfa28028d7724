"""A monthly of the demo client in a real browser: prepared, a yes moves a card, graded, its memo read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.dates import DEMO_NOW
from core.reports.board import board_status
from core.store import Store, grades
from core.store.promises import list_meeting_decisions
from tests.browser.conftest import copied_story, running_app

demo_store = pytest.fixture(copied_story)
server = pytest.fixture(running_app)
Look = Callable[..., Any]
PUMPS = "esimerkki-pumput-oy"
OWN = "Messut toivat kymmenen yhteydenottoa."


def test_a_monthly_is_held_and_its_decision_moves_a_card(look: Look, demo_store: Store) -> None:
    with look() as seen:
        page = seen.page
        seen.open(f"/monthly?client={PUMPS}&lang=fi")
        page.get_by_role("heading", name="Uutta viime kerrasta").wait_for()
        text = page.get_by_role("textbox", name="YouTube")
        text.fill(OWN)
        text.blur()
        page.get_by_text("Tallennettu.", exact=True).first.wait_for()

        page.get_by_role("radio", name="Palaveri").click()
        decider = page.get_by_role("textbox", name="Kuka tekee päätökset asiakkaan puolelta?")
        decider.fill("Mikko Markkinointi")
        decider.press("Enter")
        page.get_by_role("button", name="Aloita").click()
        page.get_by_text("▶ Asiakas: uutiset").wait_for()
        page.get_by_text(OWN).wait_for()

        page.get_by_role("button", name="Kyllä vai ei").first.click()
        who = page.get_by_role("combobox", name="Kuka tekee")
        seen.settle()
        who.fill("Maija Mainostaja")
        page.get_by_role("option", name="Maija Mainostaja").first.wait_for()
        who.press("Enter")
        page.get_by_role("button", name="Kyllä: aloitetaan").click()
        page.get_by_text("◆ Päätettiin: Kyllä: Asiakkaan päätettävä").wait_for()
        seen.settle()

        grade = page.get_by_role("combobox", name="Arvosana")
        grade.click()
        grade.press_sequentially("9,75")
        page.get_by_role("option", name="9,75").first.wait_for()
        grade.press("Enter")
        page.get_by_role("textbox", name="Miksi?").fill("Ehdotus oli valmis.")
        page.get_by_role("button", name="Tallenna arvosana").click()
        page.get_by_text("Tänään: 9,75 (kiitettävä). Ehdotus oli valmis.").wait_for()

        page.get_by_role("button", name="Päätä monthly").click()
        page.get_by_role("button", name="Päätä ja tallenna muistio").click()
        page.get_by_role("heading", name="Esimerkki Pumput Oy · Monthly · 1.10.2026").wait_for()
        seen.settle()
        memo = page.locator('[data-testid="stMain"]').inner_text()
        assert "Maija Mainostaja\tAsiakkaan päätettävä" in memo
        assert "paikalla: Mikko Markkinointi" in memo
        assert "asiakkaan päättäjä oli paikalla" in memo
        assert "9,75 (kiitettävä)" in memo
        assert OWN in memo
        assert seen.errors == []
        assert seen.off_site == []

    decided = list_meeting_decisions(demo_store.ops, client_id=PUMPS, as_of=DEMO_NOW)
    (made,) = [one for one in decided if one.answer]
    assert (made.answer, made.decided_by) == ("yes", "Mikko Markkinointi")
    status = board_status(demo_store, client_id=PUMPS, as_of=DEMO_NOW).statuses
    assert made.card_id in status["to_do"]
    given = grades.list_grades(demo_store.ops, client_id=PUMPS, as_of=DEMO_NOW)
    assert given[-1].why == "Ehdotus oli valmis."
