"""Looks at the measuring and notes on days: written, listed, taken back, and each to its own client."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import Refused
from core.measure.checks import CheckKind, State
from core.model import Period
from core.store import checks, notes, open_store
from core.store.clients import add_client
from core.store.ops import Ops

NOW = datetime(2026, 10, 1, 6, 0)
DAY = date(2026, 9, 15)
SEASON = Period(date(2026, 11, 20), date(2026, 11, 30))


@pytest.fixture
def ops(tmp_path: Path) -> Ops:
    store = open_store(tmp_path)
    for name in ("Kuusi Oy", "Koivu Oy"):
        add_client(store.ops, name=name, now=NOW)
    return store.ops


def tick(ops: Ops, state: str, on: date, *, client_id: str = "kuusi-oy", evidence: str = "Seen in GA4") -> None:
    checks.add_tick(
        ops, client_id=client_id, kind="consent", state=state, evidence=evidence, checked_on=on, who="GO", now=NOW
    )


def test_every_look_is_kept_and_the_newest_holds(ops: Ops) -> None:
    tick(ops, "broken", DAY)
    tick(ops, "ok", DAY + timedelta(days=5))
    assert [t.state for t in checks.list_ticks(ops, client_id="kuusi-oy")] == [State.BROKEN, State.OK]
    assert checks.newest_ticks(ops, client_id="kuusi-oy")[CheckKind.CONSENT].state is State.OK
    before = checks.newest_ticks(ops, client_id="kuusi-oy", as_of=DAY)
    assert before[CheckKind.CONSENT].state is State.BROKEN, "the day of the look is included"
    assert checks.newest_ticks(ops, client_id="kuusi-oy", as_of=DAY - timedelta(days=1)) == {}
    assert checks.list_ticks(ops, client_id="koivu-oy") == []


def test_a_look_can_be_taken_back(ops: Ops) -> None:
    tick(ops, "ok", DAY)
    tick(ops, "not_checked", DAY, evidence="")
    assert checks.newest_ticks(ops, client_id="kuusi-oy") == {}
    assert len(checks.list_ticks(ops, client_id="kuusi-oy")) == 2


@pytest.mark.parametrize(
    ("kind", "state", "evidence"), [("freshness", "ok", "x"), ("utm", "fine", "x"), ("utm", "ok", " ")]
)
def test_a_tick_needs_a_check_of_ours_a_state_and_evidence(ops: Ops, kind: str, state: str, evidence: str) -> None:
    with pytest.raises(Refused):
        checks.add_tick(
            ops, client_id="kuusi-oy", kind=kind, state=state, evidence=evidence, checked_on=DAY, who="GO", now=NOW
        )
    assert checks.list_ticks(ops, client_id="kuusi-oy") == []


def note(ops: Ops, days: Period, **more: object) -> notes.Note:
    made = {"client_id": "kuusi-oy", "kind": "season", "text": " Black\n Friday ", "who": "GO", "now": NOW} | more
    return notes.add_note(ops, days=days, **made)  # type: ignore[arg-type]


def test_a_note_is_internal_unless_somebody_shows_it(ops: Ops) -> None:
    made = note(ops, SEASON, stage="convert", prepare_from=date(2026, 10, 20))
    assert made.text == "Black Friday"
    assert notes.list_notes(ops, client_id="kuusi-oy") == [made]
    assert notes.list_notes(ops, client_id="kuusi-oy", client_visible=True) == []
    notes.show_note(ops, client_id="kuusi-oy", note_id=made.note_id, client_visible=True)
    assert [n.note_id for n in notes.list_notes(ops, client_id="kuusi-oy", client_visible=True)] == [made.note_id]
    assert notes.list_notes(ops, client_id="koivu-oy") == []


def test_notes_of_a_period_are_those_that_touch_it(ops: Ops) -> None:
    late, early = note(ops, SEASON), note(ops, Period(DAY, DAY), kind="site")
    assert notes.list_notes(ops, client_id="kuusi-oy") == [early, late], "by day, not by when they were written"
    touching = Period(SEASON.end, SEASON.end + timedelta(days=5))
    assert notes.list_notes(ops, client_id="kuusi-oy", period=touching) == [late]


def test_a_note_taken_back_stays_in_the_store_and_is_listed_nowhere(ops: Ops) -> None:
    made = note(ops, SEASON)
    with pytest.raises(Refused):
        notes.take_back(ops, client_id="koivu-oy", note_id=made.note_id, who="GO", now=NOW)
    notes.take_back(ops, client_id="kuusi-oy", note_id=made.note_id, who="GO", now=NOW)
    assert notes.list_notes(ops, client_id="kuusi-oy") == []
    with ops.read() as con:
        row = con.execute("select taken_back_by, taken_back_at from note").fetchone()
    assert tuple(row) == ("GO", NOW.isoformat())
    with pytest.raises(Refused):
        notes.show_note(ops, client_id="kuusi-oy", note_id=made.note_id, client_visible=True)


@pytest.mark.parametrize(
    "more", [{"kind": "party"}, {"stage": "measure"}, {"text": "  "}, {"prepare_from": date(2026, 12, 1)}]
)
def test_what_a_note_cannot_be(ops: Ops, more: dict[str, object]) -> None:
    with pytest.raises(Refused):
        note(ops, SEASON, **more)
    assert notes.list_notes(ops, client_id="kuusi-oy") == []
