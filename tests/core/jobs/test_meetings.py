"""What is done in a meeting may be sent twice, and the answer may get lost: it is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import Refused
from core.jobs import meetings
from core.jobs.own_board import create_board
from core.jobs.rooms import end
from core.meetings.shapes import Kind
from core.reports.agenda import agenda
from core.reports.memo import memo
from core.store import Store, open_store, promises, rooms
from core.store.board import read_boards
from core.store.clients import add_client
from core.store.meetings import list_meetings

NOW = datetime(2026, 9, 22, 5, 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    add_client(store.ops, name="Kuusi", now=NOW)
    create_board(store, client_id="kuusi", name="Board", who="t", now=NOW)
    return store


def taken(store: Store, text: str = "Mend the form", *, write_id: str = "a") -> promises.Action:
    return meetings.take_up(
        store, client_id="kuusi", kind=Kind.WEEKLY, text=text, owner="Anna", due=date(2026, 9, 29), as_card=True,
        who="t", now=NOW, write_id=write_id,
    )  # fmt: skip


def cards(store: Store) -> list[str]:
    return [card.name for board in read_boards(store.ops, client_id="kuusi") for card in board.cards]


def test_a_double_click_makes_one_card_and_one_action(store: Store) -> None:
    assert taken(store) == taken(store)
    assert cards(store) == ["Mend the form"]
    with pytest.raises(Refused, match="kept already"):
        taken(store, "Mend the form today")
    taken(store, write_id="b")
    assert cards(store) == ["Mend the form"] * 2, "said twice on purpose"


def test_a_crash_between_card_and_action_leaves_one_card(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(meetings, "add_action", _killed)
        with pytest.raises(KeyboardInterrupt):
            taken(store)
    assert promises.list_actions(store.ops, client_id="kuusi", as_of=NOW) == []
    made = taken(store)
    assert cards(store) == ["Mend the form"]
    (board,) = read_boards(store.ops, client_id="kuusi")
    assert made.card_id == board.cards[0].card_id


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_two_who_end_a_meeting_at_once_leave_one_meeting_and_one_memo(store: Store) -> None:
    shown = agenda(store, client_id="kuusi", kind=Kind.WEEKLY, as_of=NOW)

    def end(n: int) -> int:
        at = NOW + timedelta(milliseconds=n)
        return meetings.hold(store, client_id="kuusi", agenda=shown, at=at, who="t", now=at).meeting_id

    with ThreadPoolExecutor(6) as many:
        assert len(set(many.map(end, range(12)))) == 1
    assert len(list_meetings(store.ops, client_id="kuusi")) == 1
    next_day = NOW + timedelta(days=1)
    meetings.hold(store, client_id="kuusi", agenda=shown, at=next_day, who="t", now=next_day)
    assert len(list_meetings(store.ops, client_id="kuusi")) == 2


def test_what_was_ticked_off_on_the_day_stands_in_the_memo(store: Store) -> None:
    """Promised before and done today; not what was done yesterday, nor what is of the retrospective."""
    kinds = {"Done before": Kind.WEEKLY, "Done now": Kind.WEEKLY, "Better retro": Kind.RETRO, "Open": Kind.WEEKLY}
    made = {
        text: promises.add_action(
            store.ops, client_id="kuusi", kind=kind, text=text, owner="Anna", due=NOW.date(),
            agreed_at=NOW - timedelta(days=7), who="t",
        ).action_id
        for text, kind in kinds.items()
    }  # fmt: skip
    for text, ago in (("Done before", 1), ("Done now", 0), ("Better retro", 0)):
        done_at = NOW - timedelta(days=ago)
        promises.close_action(store.ops, client_id="kuusi", action_id=made[text], who="t", now=done_at)
    room = rooms.open_room(
        store.ops, client_id="kuusi", kind=Kind.WEEKLY, day=NOW.date(), item="actions", who="t", now=NOW
    )
    shown = agenda(store, client_id="kuusi", kind=Kind.WEEKLY, as_of=NOW)
    later = NOW + timedelta(minutes=15)
    held = end(store, client_id="kuusi", room=room, shown=shown, at=later, wall=later, who="t")
    found = memo(store, client_id="kuusi", meeting_id=held.meeting_id, as_of=later)
    assert [one.text for one in found.done] == ["Done now"]
