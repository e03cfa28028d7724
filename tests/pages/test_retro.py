"""A retrospective is held by two people: written in silence, revealed, voted, improved, ended and read later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.jobs.own_board import create_board
from core.meetings.retro import Question
from core.meetings.shapes import Kind
from core.meetings.templates import Wish
from core.model import Client, ClientKind, Role
from core.store import agenda_templates, clients, meetings, promises, retro_votes, retros
from core.store.board import read_boards
from tests.pages.conftest import HOSTILE, Office

BOSS, MAKER = Role.GROWTH_OWNER, Role.SPECIALIST


def opened(office: Office, role: Role, *, client: Client | None = None, language: str = "en", **query: str) -> AppTest:
    return office.in_the_app("retro", role, client=client, language=language, **query)


def words(at: AppTest) -> str:
    """Everything on the page, also what stands in its widgets."""
    texts = [str(getattr(e, "value", "")) for e in at.main] + [str(getattr(e, "label", "")) for e in at.main]
    return "\n".join(texts).replace("\u00a0", " ").replace("\\", "")


def button(at: AppTest, label: str, n: int = 0) -> Any:
    return [one for one in at.main if one.type == "button" and one.label == label][n]


def labels(at: AppTest) -> set[str]:
    return {one.label for one in at.main if one.type == "button"}


def note(at: AppTest, question: str, text: str) -> AppTest:
    at.segmented_control(key="retro_question").set_value(question)
    at.text_area(key="retro_text").set_value(text)
    return button(at, "Save the note").click().run()


def test_a_retrospective_is_held(office: Office) -> None:
    who: dict[str, Any] = {"who": "t", "now": utc_now() - timedelta(days=60)}
    create_board(office.store, client_id=office.team.client_id, name="Team", **who)
    promises.add_action(
        office.store.ops, client_id=office.fir.client_id, kind="retro", text="Old promise", owner="Bo",
        due=utc_now().date() - timedelta(days=2), agreed_at=utc_now() - timedelta(days=30), who="t",
    )  # fmt: skip
    boss, maker = opened(office, BOSS), opened(office, MAKER)
    assert "Bo: Old promise – was due" in words(boss)
    assert "agreed 30 days ago" in words(boss)
    assert "Begin the silent writing" not in labels(maker), "the Growth Owner begins"
    button(boss, "Begin the silent writing").click().run()

    note(boss, "stuck", "Slow approvals from the client")
    maker.run()
    note(maker, "stuck", "Waiting for approvals of the client")
    note(maker, "better", HOSTILE)
    assert maker.toast[0].value.replace("\\", "") == "Your note is kept, out of sight."
    assert "Waiting for approvals" in words(maker)
    for other in (boss.run(), opened(office, Role.ADMIN), opened(office, MAKER)):
        assert "Waiting for approvals" not in words(other), "nobody else, nor the same person in another tab"
    button(maker, "Change").click().run()
    assert maker.text_area(key="retro_text").value == "Waiting for approvals of the client"
    maker.text_area(key="retro_text").set_value("Waiting for approvals took weeks")
    button(maker, "Save the change").click().run()
    assert "Waiting for approvals took weeks" in words(maker)
    maker.toggle(key="retro_ready").set_value(True).run()
    assert "One is ready." in words(boss.run())
    assert "Yes, reveal" not in labels(maker)
    maker.text_area(key="retro_text").set_value("Too late")
    button(boss, "Yes, reveal").click().run()
    button(maker, "Save the note").click().run()
    assert maker.error[0].value.replace("\\", "") == "The notes are revealed already: say it aloud."

    for at in (boss, maker.run()):
        assert "Waiting for approvals took weeks" in words(at)
        assert "Your votes left: 3 of 3" in words(at)
    assert any("\\<img" in e.value for e in maker.main if e.type == "markdown"), "what people write is shown as text"
    second = opened(office, MAKER)
    for at in (maker, second, second, maker):
        button(at, "Vote", 1).click().run()
    assert maker.error[0].value.replace("\\", "") == "Your votes are used."
    assert "Your votes left: 0 of 3" in words(maker.run())
    button(maker, "Take my votes back").click().run()
    assert "Your votes left: 1 of 3" in words(maker), "this tab gave one"
    assert "● " not in words(boss.run()), "no totals while people vote"
    button(boss, "Yes, count").click().run()
    assert "● 2 votes" in words(boss)

    button(boss, "Improve this").click().run()
    assert boss.text_input(key="retro_what").value
    boss.text_input(key="retro_what").set_value("A week to approve")
    button(boss, "Save the improvement").click().run()
    assert boss.error[0].value.replace("\\", "") == "Say who does it."
    for n in range(3):
        boss.text_input(key="retro_what").set_value(f"A week to approve {n}")
        boss.selectbox(key="retro_owner").set_value("Test specialist")
        button(boss, "Save the improvement").click().run()
    assert "Three are enough" in words(boss)
    (board,) = read_boards(office.store.ops, client_id=office.team.client_id)
    assert sorted(card.name for card in board.cards) == [f"A week to approve {n}" for n in range(3)]
    assert all(card.member_ids and card.due for card in board.cards)
    assert read_boards(office.store.ops, client_id=office.fir.client_id) == []
    assert "Yes, end it" not in labels(maker.run())
    button(boss, "Yes, end it").click().run()
    assert "Retrospective, " in words(boss)
    assert "Waiting for approvals took weeks" in words(boss)
    assert "Test specialist: A week to approve 0" in words(boss)
    (held,) = meetings.kept_meetings(office.store.ops, client_id=office.fir.client_id, kind="retro")
    assert "Waiting for" not in meetings.kept_copy(
        office.store.ops, client_id=office.fir.client_id, meeting_id=held.meeting_id
    )


def begun(
    office: Office, client: Client, *, phase: str = "writing", anonymous: bool = True, day: date | None = None
) -> retros.Retro:
    made = retros.open_retro(
        office.store.ops, client_id=client.client_id, day=day or utc_now().date(), anonymous=anonymous, budget=2,
        who="t", now=utc_now(),
    )  # fmt: skip
    asked: dict[str, Any] = {"client_id": client.client_id, "retro_id": made.retro_id}
    if phase != "writing":
        retros.reveal(office.store.ops, **asked)
    if phase == "choosing":
        retro_votes.close_voting(office.store.ops, **asked)
    return made


def test_under_names_the_name_is_told_before_and_shown_after(office: Office) -> None:
    begun(office, office.fir)
    boss, maker = opened(office, BOSS), opened(office, MAKER)
    maker.text_area(key="retro_text").set_value("I thought it was without my name")
    boss.segmented_control(key="retro_how").set_value("named")
    button(boss, "Change this").click().run()
    button(maker, "Save the note").click().run()
    assert "changed just now" in maker.error[0].value
    assert maker.text_area(key="retro_text").value == "I thought it was without my name", "the text is not lost"
    assert "Written under your name: Test specialist" in words(maker)
    button(maker, "Save the note").click().run()
    button(boss.run(), "Yes, reveal").click().run()
    assert "Test specialist" in words(boss)


@pytest.mark.parametrize("phase", ["none", "choosing"])
def test_a_team_and_a_client_without_anything_have_it_in_finnish_too(office: Office, phase: str) -> None:
    for client in (office.fir, office.team):
        if phase != "none":
            begun(office, client, phase=phase)
        at = opened(office, BOSS, client=client, language="fi")
        assert not at.exception
        assert "Viime kerralta ei ole avoimia parannuksia." in words(at)
        if phase == "choosing":
            assert "Tiimillä ”Sisäinen tiimi” ei ole seinää" in words(at)


def test_what_was_begun_for_one_client_is_not_written_for_another(office: Office) -> None:
    for client in (office.fir, office.team):
        begun(office, client)
    at = opened(office, BOSS)
    at.text_area(key="retro_text").set_value("About the fir").run()
    at.query_params["client"] = office.team.client_id
    assert at.run().text_area(key="retro_text").value == ""


def test_in_an_order_of_their_own_a_complaint_is_said_to_be_an_old_one(office: Office) -> None:
    """A client's own agenda that leaves the steps out still has them."""
    agenda_templates.set_template(
        office.store.ops, client_id=office.fir.client_id, kind=Kind.RETRO, wishes=[Wish("actions", 5)], who="t",
        now=utc_now() - timedelta(days=90),
    )  # fmt: skip
    for days, text in ((40, "Nobody answers us"), (0, "Silence for a week")):
        made = begun(office, office.fir, day=utc_now().date() - timedelta(days=days))
        asked: dict[str, Any] = {"client_id": office.fir.client_id, "retro_id": made.retro_id}
        retros.write_note(office.store.ops, **asked, question=Question.STUCK, text=text, anonymous=True, name="")
        retros.reveal(office.store.ops, **asked)
        if days:
            retro_votes.close_voting(office.store.ops, **asked)
            retro_votes.end_retro(office.store.ops, **asked, now=utc_now() - timedelta(days=days))
    at = opened(office, BOSS)
    assert "Said also" not in words(at)
    button(at, "It is the same").click().run()
    month = f"{utc_now() - timedelta(days=40):%B}"
    assert f"Said also in {month}" in words(at)
    button(at, "It is not the same").click().run()
    assert "Said also" not in words(at)


def test_with_two_teams_the_board_is_chosen(office: Office) -> None:
    second = clients.add_client(office.store.ops, name="Toinen tiimi", kind=ClientKind.TEAM, now=utc_now())
    for team in (office.team, second):
        create_board(office.store, client_id=team.client_id, name="Board", who="t", now=utc_now())
    begun(office, office.fir, phase="choosing")
    at = opened(office, Role.ADMIN)
    at.selectbox(key="retro_team").set_value(second.client_id)
    at.text_input(key="retro_what").set_value("Shorter weeklies")
    at.selectbox(key="retro_owner").set_value("Test admin")
    button(at, "Save the improvement").click().run()
    cards = {team.name: read_boards(office.store.ops, client_id=team.client_id) for team in (office.team, second)}
    assert {name: [card.name for card in boards[0].cards] for name, boards in cards.items()} == {
        "Sisäinen tiimi": [],
        "Toinen tiimi": ["Shorter weeklies"],
    }


def test_another_clients_and_one_that_is_still_open_are_not_read(office: Office) -> None:
    for client in (office.birch, office.fir):
        made = begun(office, client, phase="voting")
        at = opened(office, BOSS, retro=str(made.retro_id))
        assert at.error[0].value.replace("\\", "") == "There is no such retrospective."
