"""Improvements become cards of the team's own, the retrospective ends, and the next one asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refused
from core.jobs import retro as acts
from core.jobs.own_board import create_board
from core.meetings.memo import for_client, memo_of
from core.meetings.retro import Question
from core.meetings.shapes import Kind
from core.model import ClientKind, Role, Viewer
from core.reports import retro as report
from core.reports.agenda import agenda
from core.store import Store, grades, meetings, open_store, promises, retro_votes, retros, rooms
from core.store.board import read_boards
from core.store.clients import add_client

MAY, JUNE, JULY = (datetime(2026, month, 4, 8, 0) for month in (5, 6, 7))
BOSS = Viewer(1, "Anna", "a@x.fi", Role.GROWTH_OWNER, "fi", frozenset({"kuusi", "tiimi", "toinen"}))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path)
    add_client(made.ops, name="Kuusi", now=MAY)
    return made


def team(store: Store, name: str = "Tiimi", *, board: bool = True) -> str:
    made = add_client(store.ops, name=name, kind=ClientKind.TEAM, now=MAY).client_id
    if board:
        create_board(store, client_id=made, name="Seinä", who="Anna", now=MAY)
    return made


def begun(store: Store, at: datetime, *notes: str) -> dict[str, Any]:
    """A retrospective with these complaints, up to the choice of improvements."""
    made = retros.open_retro(store.ops, client_id="kuusi", day=at.date(), anonymous=True, budget=3, who="Anna", now=at)
    asked = {"client_id": "kuusi", "retro_id": made.retro_id}
    for text in notes:
        retros.write_note(store.ops, **asked, question=Question.STUCK, text=text, anonymous=True, name="")
    retros.reveal(store.ops, **asked)
    retro_votes.close_voting(store.ops, **asked)
    return asked


def ended(store: Store, asked: dict[str, Any], at: datetime) -> meetings.Meeting:
    shown = agenda(store, client_id="kuusi", kind=Kind.RETRO, as_of=at)
    room = rooms.open_room(
        store.ops, client_id="kuusi", kind="retro", day=at.date(), item="actions", who="Anna", now=at
    )
    return acts.end(store, **asked, room=room, shown=shown, at=at, wall=at, who="Anna")


def improved(store: Store, asked: dict[str, Any], at: datetime, text: str = "Määräaika", **more: Any) -> Any:
    given = {"text": text, "owner": "Bo", "due": at.date() + timedelta(days=28), "team_id": "", "who": "Anna"} | more
    return acts.improve(store, **asked, **given, now=at)


def test_an_improvement_is_a_card_of_the_team_and_the_next_retrospective_asks_about_it(store: Store) -> None:
    board = team(store)
    asked = begun(store, MAY, "Kiire")
    one = improved(store, asked, MAY, team_id=board)
    assert improved(store, asked, MAY, team_id=board) == one, "sent twice it is one"
    with ThreadPoolExecutor(2) as people:
        two = [one for one in people.map(lambda _: improved(store, asked, MAY, "Muistio", team_id=board), range(2))]
    assert two[0].action_id == two[1].action_id
    (cards,) = read_boards(store.ops, client_id=board)
    assert sorted(card.name for card in cards.cards) == ["Muistio", "Määräaika"]
    assert read_boards(store.ops, client_id="kuusi") == [], "never on the client's board"
    meeting = ended(store, asked, MAY)
    assert ended(store, asked, MAY) == meeting

    next_one = agenda(store, client_id="kuusi", kind=Kind.RETRO, as_of=JUNE)
    asked_about = {line.text.en.replace("\u00a0", " ") for line in next_one.items[0].lines}
    assert asked_about == {"Bo: Määräaika – was due 1 Jun", "Bo: Muistio – was due 1 Jun"}
    follow = report.follow_up(store, client_id="kuusi", before=JUNE.date(), as_of=JUNE)
    assert (follow.done, follow.agreed, [one.days for one in follow.open]) == (0, 2, [31, 31])
    assert {one.card_client_id for one in follow.open} == {board}
    promises.close_action(store.ops, client_id="kuusi", action_id=one.action_id, who="Bo", now=JUNE)
    follow = report.follow_up(store, client_id="kuusi", before=JUNE.date(), as_of=JUNE)
    assert (follow.done, follow.agreed, [one.action.text for one in follow.open]) == (1, 2, ["Muistio"])
    assert [one.action.text for one in report.improvements(store, **asked, as_of=JUNE)] == ["Määräaika", "Muistio"]


def test_what_is_kept_of_the_meeting_holds_no_note_and_is_never_a_clients(store: Store) -> None:
    asked = begun(store, MAY, "Salainen valitus")
    improved(store, asked, MAY, "Salainen parannus")
    meeting = ended(store, asked, MAY)
    copy = meetings.kept_copy(store.ops, client_id="kuusi", meeting_id=meeting.meeting_id)
    assert "Salainen valitus" not in copy
    memo = memo_of(copy, client="Kuusi", kind=Kind.RETRO, day=MAY.date())
    assert [one.text for one in memo.promises] == ["Salainen parannus"]
    with pytest.raises(Refused, match="team's own"):
        for_client(memo)
    assert [one.text for one in retros.list_notes(store.ops, **asked)] == ["Salainen valitus"], "it stays with the team"


def test_where_a_card_may_go(store: Store) -> None:
    none = acts.boards_for(store, BOSS, client_id="kuusi")
    assert (none.teams, none.why is not None) == ((), True)
    team(store, board=False)
    without = acts.boards_for(store, BOSS, client_id="kuusi")
    assert without.teams == ()
    assert "“Tiimi” has no board" in str(without.why)
    second, hidden = team(store, "Toinen"), team(store, "Vieras")
    found = acts.boards_for(store, BOSS, client_id="kuusi")
    assert [one.client_id for one in found.teams] == [second], "only what the viewer is given"
    assert [one.client_id for one in acts.boards_for(store, BOSS, client_id=second).teams] == [second]

    asked = begun(store, MAY)
    for wrong in ({"team_id": "kuusi"}, {"team_id": "tiimi"}, {"team_id": second, "due": None}, {"owner": " "}):
        with pytest.raises(Refused):
            improved(store, asked, MAY, **wrong)
    assert retro_votes.list_improvements(store.ops, client_id="kuusi") == {}, "nothing was made"
    alone = improved(store, asked, MAY)
    assert alone.card_id == ""
    later = acts.put_on_board(store, client_id="kuusi", action_id=alone.action_id, team_id=hidden, who="Anna", now=JUNE)
    assert (later.card_client_id, later.card_id != "") == (hidden, True)


@pytest.mark.parametrize(
    ("role", "given", "may"),
    [
        (Role.GROWTH_OWNER, {"kuusi"}, True),
        (Role.GROWTH_OWNER, {"koivu"}, False),
        (Role.SPECIALIST, {"kuusi"}, False),
        (Role.ADMIN, None, True),
    ],
)
def test_who_leads_it(role: Role, given: set[str] | None, may: bool) -> None:
    viewer = Viewer(2, "X", "x@x.fi", role, "fi", None if given is None else frozenset(given))
    assert acts.facilitates(viewer, client_id="kuusi") is may


def test_the_same_complaint_of_earlier_months_is_named(store: Store) -> None:
    for at in (MAY, JUNE):
        asked = begun(store, at, "Asiakkaan hyväksyntä kesti viikkoja", "Sekalaista")
        ended(store, asked, at)
    asked = begun(store, JULY, "Hyväksyntää asiakkaalta odotettiin viikkoja", "Aivan uusi asia")
    now = retros.find_retro(store.ops, **asked)
    found = {one.note.text: one for one in report.heard(store, client_id="kuusi", retro=now)}
    again = found["Hyväksyntää asiakkaalta odotettiin viikkoja"]
    assert str(again.again) == "Said also in May and June"
    assert found["Aivan uusi asia"].again is None
    june = again.repeated[-1]
    retros.say_same(store.ops, client_id="kuusi", note_id=again.note.note_id, earlier_id=june.note_id, same=False)
    first = report.heard(store, client_id="kuusi", retro=now)
    assert "Said also in May" in {str(one.again) for one in first}


def test_the_clients_grades_since_the_last_one_are_on_the_table(store: Store) -> None:
    for at, grade in ((MAY - timedelta(days=3), "9"), (MAY + timedelta(days=3), "8"), (JUNE, "9.5")):
        grades.add_grade(
            store.ops, client_id="kuusi", grade=Decimal(grade), why=f"Siksi {grade}", given_at=at, who="Anna"
        )
    given = report.feedback(store, client_id="kuusi", retro=None, as_of=JUNE)
    assert [str(one.grade) for one in given] == ["9.5"], "without an earlier one the newest"
    ended(store, begun(store, MAY), MAY)
    given = report.feedback(store, client_id="kuusi", retro=None, as_of=JUNE)
    assert [(str(one.grade), one.why) for one in given] == [("9.5", "Siksi 9.5"), ("8", "Siksi 8")]
