"""Actions, decisions, grades, templates and frozen copies: asked for as of any moment, each client's own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refused
from core.meetings.shapes import Kind
from core.meetings.templates import Wish
from core.store import agenda_templates, grades, meetings, open_store, promises
from core.store import ops as ops_module
from core.store.clients import add_client
from core.store.ops import Ops

NOW = datetime(2026, 9, 22, 6, 0)
LATER = NOW + timedelta(days=7)
EVER = NOW + timedelta(days=99)
DUE = date(2026, 9, 29)


@pytest.fixture
def ops(tmp_path: Path) -> Ops:
    store = open_store(tmp_path)
    for name in ("Kuusi", "Koivu"):
        add_client(store.ops, name=name, now=NOW)
    return store.ops


def action(ops: Ops, **more: object) -> promises.Action:
    made = {"kind": "weekly", "text": " Mend\n the form ", "owner": "Anna", "due": DUE, "agreed_at": NOW} | more
    return promises.add_action(ops, client_id="kuusi", who="t", **made)  # type: ignore[arg-type]


def test_an_action_is_open_until_it_is_done(ops: Ops) -> None:
    made = action(ops)
    assert (made.text, made.done_at, made.client_visible) == ("Mend the form", None, False)
    for at in (LATER, LATER + timedelta(days=1)):
        done = promises.close_action(ops, client_id="kuusi", action_id=made.action_id, who="t", now=at)
        assert done.done_at == LATER, "said twice, it was done when it was done"
    listed = promises.list_actions(ops, client_id="kuusi", as_of=LATER)
    assert listed == [done]
    before = promises.list_actions(ops, client_id="kuusi", as_of=LATER - timedelta(minutes=1))
    assert [one.done_at for one in before] == [None]
    assert promises.list_actions(ops, client_id="kuusi", as_of=NOW - timedelta(minutes=1)) == []
    assert promises.list_actions(ops, client_id="koivu", as_of=LATER) == []
    about = {"client_id": "kuusi", "action_id": made.action_id, "who": "t"}
    for _ in range(2):
        assert promises.reopen_action(ops, **about, now=LATER + timedelta(days=2)).done_at is None
    assert promises.list_actions(ops, client_id="kuusi", as_of=LATER) == [done], "it was done then"
    assert promises.close_action(ops, **about, now=LATER).done_at == LATER + timedelta(days=2), "not before it reopened"


def test_an_action_keeps_its_first_day_when_it_moves(ops: Ops) -> None:
    made = action(ops)
    assert (made.first_due, made.times_moved) == (DUE, 0)
    about = {"client_id": "kuusi", "action_id": made.action_id, "who": "t"}
    for days in (7, 14, 14):
        moved = promises.move_action(ops, **about, due=DUE + timedelta(days=days), now=LATER)
    assert (moved.due, moved.first_due, moved.times_moved) == (DUE + timedelta(days=14), DUE, 2)
    assert promises.list_actions(ops, client_id="kuusi", as_of=LATER) == [moved]
    assert promises.list_actions(ops, client_id="kuusi", as_of=NOW) == [made]
    promises.close_action(ops, **about, now=LATER)
    for wrong in ({}, {"client_id": "koivu"}, {"action_id": 99}):
        with pytest.raises(Refused):
            promises.move_action(ops, **(about | wrong), due=DUE, now=LATER)


@pytest.mark.parametrize(
    "wrong", [{"text": "  "}, {"owner": " "}, {"kind": "daily"}, {"kind": "retro", "client_visible": True}]
)
def test_an_action_needs_words_an_owner_and_a_meeting(ops: Ops, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        action(ops, **wrong)
    assert promises.list_actions(ops, client_id="kuusi", as_of=LATER) == []


def test_another_clients_action_cannot_be_closed(ops: Ops) -> None:
    made = action(ops)
    with pytest.raises(Refused):
        promises.close_action(ops, client_id="koivu", action_id=made.action_id, who="t", now=LATER)
    assert promises.list_actions(ops, client_id="kuusi", as_of=LATER)[0].done_at is None


def test_a_decision_keeps_its_first_day_when_it_is_made_again(ops: Ops) -> None:
    first = promises.add_decision(
        ops, client_id="kuusi", text="Start it", decided_by="Client", card_id="c", client_visible=True,
        decided_at=NOW, who="t",
    )  # fmt: skip
    for days in (7, 14):
        again = promises.decide_again(
            ops, client_id="kuusi", first_id=first.first_id, decided_at=NOW + timedelta(days=days), who="t"
        )
    assert (again.first_decided_at, again.decided_at, again.card_id) == (NOW, NOW + timedelta(days=14), "c")
    assert (first.times, again.times) == (1, 3)
    assert promises.list_meeting_decisions(ops, client_id="kuusi", as_of=EVER, client_visible=True) == [again]
    assert promises.list_meeting_decisions(ops, client_id="kuusi", as_of=NOW) == [first]
    assert promises.list_meeting_decisions(ops, client_id="koivu", as_of=LATER) == []
    for client_id, at in (("koivu", NOW + timedelta(days=21)), ("kuusi", NOW)):
        with pytest.raises(Refused):
            promises.decide_again(ops, client_id=client_id, first_id=first.first_id, decided_at=at, who="t")


def test_a_decision_is_internal_unless_somebody_shows_it(ops: Ops) -> None:
    promises.add_decision(ops, client_id="kuusi", text="Drop it", decided_by="Client", decided_at=NOW, who="t")
    assert promises.list_meeting_decisions(ops, client_id="kuusi", as_of=EVER, client_visible=True) == []


@pytest.mark.parametrize("grade", ["4", "9.5", "9.75", "10"])
def test_a_grade_is_a_school_grade(ops: Ops, grade: str) -> None:
    made = grades.add_grade(
        ops, client_id="kuusi", grade=Decimal(grade), why=" Quick\n answers ", given_at=NOW, who="t"
    )
    assert (made.grade, made.why) == (Decimal(grade), "Quick answers")
    assert grades.list_grades(ops, client_id="kuusi", as_of=NOW) == [made]
    assert grades.list_grades(ops, client_id="kuusi", as_of=NOW - timedelta(minutes=1)) == []
    assert grades.list_grades(ops, client_id="koivu", as_of=LATER) == []


@pytest.mark.parametrize("grade", ["3", "0", "10.25", "9.3", "-4", "NaN"])
def test_there_are_no_other_grades(ops: Ops, grade: str) -> None:
    with pytest.raises(Refused):
        grades.add_grade(ops, client_id="kuusi", grade=Decimal(grade), given_at=NOW, who="t")


def test_the_newest_template_holds_and_none_brings_the_standard_back(ops: Ops) -> None:
    wishes = [Wish("actions", 2), Wish("theme", 3, "Theme")]

    def on(at: datetime) -> list[Wish]:
        return agenda_templates.template_on(ops, client_id="kuusi", kind=Kind.WEEKLY, as_of=at)

    for at, wanted in ((NOW, wishes), (LATER, [])):
        agenda_templates.set_template(ops, client_id="kuusi", kind=Kind.WEEKLY, wishes=wanted, who="t", now=at)
    assert [on(NOW - timedelta(minutes=1)), on(NOW), on(LATER)] == [[], wishes, []]
    with pytest.raises(Refused):
        agenda_templates.set_template(ops, client_id="kuusi", kind=Kind.WEEKLY, wishes=wishes[1:], who="t", now=NOW)


def test_what_a_meeting_saw_is_kept_once(ops: Ops) -> None:
    held = meetings.add_meeting(ops, client_id="kuusi", kind="weekly", at=NOW, now=NOW)
    for text in ("as presented", "as changed"):
        meetings.keep_copy(ops, client_id="kuusi", meeting_id=held.meeting_id, copy=text, who="t", now=NOW)
    assert meetings.kept_copy(ops, client_id="kuusi", meeting_id=held.meeting_id) == "as presented"
    with pytest.raises(Refused):
        meetings.kept_copy(ops, client_id="koivu", meeting_id=held.meeting_id)
    with pytest.raises(Refused):
        meetings.keep_copy(ops, client_id="koivu", meeting_id=held.meeting_id, copy="x", who="t", now=NOW)


def test_what_was_done_before_actions_had_steps_is_done_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tmp_path / "older"
    older.mkdir()
    for number, path in ops_module.numbered(ops_module.MIGRATIONS):
        if number <= 14:
            (older / path.name).write_text(path.read_text("utf-8"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(ops_module, "MIGRATIONS", older)
        old = open_store(tmp_path / "data").ops
        add_client(old, name="Kuusi", now=NOW)
        with old.write() as con:
            for done in (LATER.isoformat(), None):
                con.execute(
                    "insert into meeting_action (client_id, kind, body, owner, due, agreed_at, written_by, done_at,"
                    " done_by) values ('kuusi', 'weekly', 'Mend', 'Anna', '2026-09-29', ?, 't', ?, 't')",
                    (NOW.isoformat(), done),
                )
    listed = promises.list_actions(open_store(tmp_path / "data").ops, client_id="kuusi", as_of=EVER)
    assert [(one.done_at, one.due, one.first_due) for one in listed] == [(LATER, DUE, DUE), (None, DUE, DUE)]
