"""A meeting as shared state: opened once, one clock, texts that nobody overwrites unseen, things parked; all sent twice
and done once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refused
from core.store import grades, open_store, parking, promises, room_texts, rooms
from core.store.cards import add_comment
from core.store.clients import add_client
from core.store.ops import About, Ops

NOW = datetime(2026, 9, 22, 5, 0)
DAY = date(2026, 9, 22)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ops(tmp_path: Path) -> Ops:
    store = open_store(tmp_path)
    for name in ("Kuusi", "Koivu"):
        add_client(store.ops, name=name, now=NOW)
    return store.ops


def opened(ops: Ops, *, day: date = DAY, at: datetime = NOW, who: str = "Anna") -> rooms.Room:
    return rooms.open_room(ops, client_id="kuusi", kind="weekly", day=day, item="actions", who=who, now=at)


def test_a_room_is_prepared_opened_once_and_found_by_its_day(ops: Ops) -> None:
    assert rooms.find_room(ops, client_id="kuusi", kind="weekly", day=DAY) is None
    prepared = rooms.prepare_room(ops, client_id="kuusi", kind="weekly", day=DAY, now=NOW - timedelta(days=1))
    assert prepared == rooms.prepare_room(ops, client_id="kuusi", kind="weekly", day=DAY, now=NOW)
    assert (prepared.day, prepared.is_open, prepared.item, prepared.used(NOW)) == (None, False, "", timedelta(0))
    room = opened(ops)
    assert (room.room_id, room.day, room.opened_by, room.item) == (prepared.room_id, DAY, "Anna", "actions")
    assert opened(ops, at=NOW + MINUTE, who="Bo") == room, "opened twice it was opened once"
    assert rooms.find_room(ops, client_id="kuusi", kind="weekly", day=DAY) == room
    assert rooms.find_room(ops, client_id="kuusi", kind="monthly", day=DAY) is None
    assert rooms.find_room(ops, client_id="koivu", kind="weekly", day=DAY) is None
    with pytest.raises(Refused):
        rooms.get_room(ops, client_id="koivu", room_id=room.room_id)
    with pytest.raises(Refused):
        rooms.prepare_room(ops, client_id="kuusi", kind="daily", day=DAY, now=NOW)


def test_one_clock_counts_each_item_and_part_over_all_its_turns(ops: Ops) -> None:
    room = opened(ops)
    turn = room.turn
    assert turn
    went = {"client_id": "kuusi", "room_id": room.room_id}
    on = rooms.go_to(ops, **went, item="channels", part="meta", seen=turn.turn_id, now=NOW + MINUTE)  # type: ignore[arg-type]
    same = rooms.go_to(ops, **went, item="channels", part="meta", seen=turn.turn_id, now=NOW + MINUTE * 2)  # type: ignore[arg-type]
    assert same == on, "two who press at once move one item"
    assert on.turn
    back = rooms.go_to(ops, **went, item="actions", seen=on.turn.turn_id, now=NOW + MINUTE * 4)  # type: ignore[arg-type]
    now = NOW + MINUTE * 9
    assert back.used(now) == MINUTE * 9
    assert (back.used_in("actions", now), back.used_in("channels", now)) == (MINUTE * 6, MINUTE * 3)
    assert (back.used_in("channels", now, "meta"), back.used_in("channels", now, "seo")) == (MINUTE * 3, timedelta(0))
    assert back.turns[-1].began_at == NOW + MINUTE * 4


def test_an_ended_room_stays_ended_until_it_is_gone_on_with(ops: Ops) -> None:
    room = opened(ops)
    who = {"client_id": "kuusi", "room_id": room.room_id}
    ended = rooms.end_room(ops, **who, who="Bo", now=NOW + MINUTE * 5)  # type: ignore[arg-type]
    assert ended == rooms.end_room(ops, **who, who="Cia", now=NOW + MINUTE * 6)  # type: ignore[arg-type]
    assert (ended.is_open, ended.ended_by, ended.used(NOW + MINUTE * 60), ended.item) == (False, "Bo", MINUTE * 5, "")
    assert opened(ops, at=NOW + MINUTE * 7) == ended
    with pytest.raises(Refused):
        rooms.go_to(ops, **who, item="channels", seen=0, now=NOW)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        write(ops, room, "late", seen=0)
    again = rooms.reopen_room(ops, **who, now=NOW + MINUTE * 30)  # type: ignore[arg-type]
    assert (again.is_open, again.item, again.again) == (True, "actions", 1)
    assert again.used(NOW + MINUTE * 31) == MINUTE * 6, "the rest between does not count"
    assert again.used_in("actions", NOW + MINUTE * 31) == MINUTE * 6
    assert rooms.reopen_room(ops, **who, now=NOW + MINUTE * 40) == again  # type: ignore[arg-type]


def test_a_meeting_that_nobody_ended_is_remembered(ops: Ops) -> None:
    room = opened(ops)
    later = DAY + timedelta(days=7)
    assert rooms.left_open(ops, client_id="kuusi", kind="weekly", before=DAY) == []
    assert rooms.left_open(ops, client_id="kuusi", kind="weekly", before=later) == [room]
    following = opened(ops, day=later, at=NOW + timedelta(days=7))
    assert following.room_id != room.room_id
    rooms.end_room(ops, client_id="kuusi", room_id=room.room_id, who="t", now=NOW + timedelta(days=7))
    assert rooms.left_open(ops, client_id="kuusi", kind="weekly", before=later) == []


def test_who_decides_is_there_and_a_retrospective_is_without_the_client(ops: Ops) -> None:
    room = opened(ops)
    seen = rooms.set_present(
        ops, client_id="kuusi", room_id=room.room_id, client_present=False, decider=" Paula\n Päättäjä "
    )
    assert (seen.client_present, seen.decider) == (True, "Paula Päättäjä"), "who decides is there"
    retro = rooms.prepare_room(ops, client_id="kuusi", kind="retro", day=DAY, now=NOW)
    with pytest.raises(Refused):
        rooms.set_present(ops, client_id="kuusi", room_id=retro.room_id, client_present=True)


def write(ops: Ops, room: rooms.Room, body: str, *, seen: int, write_id: str = "", who: str = "Anna") -> object:
    return room_texts.write_text(
        ops, client_id="kuusi", room_id=room.room_id, field="notes", body=body, seen=seen,
        write_id=write_id or body, who=who, now=NOW,
    )  # fmt: skip


def test_a_text_is_written_over_what_was_seen_and_over_nothing_else(ops: Ops) -> None:
    room = rooms.prepare_room(ops, client_id="kuusi", kind="weekly", day=DAY, now=NOW)
    first = write(ops, room, "one\r\ntwo\n", seen=0)
    assert isinstance(first, room_texts.Text)
    assert (first.version, first.body, first.written_by) == (1, "one\ntwo", "Anna")
    clash = write(ops, room, "three", seen=0, who="Bo")
    assert clash == room_texts.Clash("three", first), "both texts, and nothing is written"
    assert write(ops, room, "one\ntwo", seen=0, write_id="b", who="Bo") == first, "the same text is no clash"
    second = write(ops, room, "three", seen=1, write_id="c", who="Bo")
    assert write(ops, room, "three", seen=1, write_id="c", who="Bo") == second, "sent twice it is written once"
    third = write(ops, room, "", seen=2, write_id="d")
    assert write(ops, room, "one\ntwo\n", seen=0, write_id="one\r\ntwo\n") == first, "a late copy changes nothing"
    assert room_texts.read_texts(ops, client_id="kuusi", room_id=room.room_id) == {"notes": third}
    kept = room_texts.text_versions(ops, client_id="kuusi", room_id=room.room_id, field="notes")
    assert kept == [first, second, third], "nothing is ever lost"
    assert room_texts.read_texts(ops, client_id="koivu", room_id=room.room_id) == {}
    with pytest.raises(Refused):
        write(ops, room, "x" * (room_texts.LONGEST + 1), seen=3)
    with pytest.raises(Refused):
        room_texts.write_text(
            ops, client_id="koivu", room_id=room.room_id, field="notes", body="x", seen=3, write_id="x", who="t",
            now=NOW,
        )  # fmt: skip


def test_what_is_parked_waits_through_meetings_until_it_is_closed(ops: Ops) -> None:
    made = {"client_id": "kuusi", "kind": "weekly", "who": "Anna", "now": NOW}
    one = parking.park(ops, **made, text=" The\n newsletter ", write_id="a")  # type: ignore[arg-type]
    assert one == parking.park(ops, **made, text="The newsletter", write_id="a")  # type: ignore[arg-type]
    two = parking.park(ops, **made, text="Prices", write_id="b", client_visible=True)  # type: ignore[arg-type]
    assert (one.text, two.client_visible) == ("The newsletter", True)
    closing = {"client_id": "kuusi", "parked_id": one.parked_id, "who": "Bo"}
    taken = parking.close_parked(ops, **closing, how="taken", now=NOW + MINUTE)  # type: ignore[arg-type]
    assert parking.close_parked(ops, **closing, how="dismissed", now=NOW + MINUTE * 2) == taken  # type: ignore[arg-type]
    assert parking.list_parked(ops, client_id="kuusi", as_of=NOW + MINUTE) == [two]
    assert parking.list_parked(ops, client_id="kuusi", as_of=NOW)[0].text == "The newsletter", "as it was then"
    assert parking.list_parked(ops, client_id="koivu", as_of=NOW + MINUTE) == []
    for wrong in ({"text": " "}, {"kind": "retro", "client_visible": True}, {"kind": "daily"}):
        with pytest.raises(Refused):
            parking.park(ops, **(made | {"text": "x", "write_id": "c"} | wrong))  # type: ignore[arg-type]
    with pytest.raises(Refused):
        parking.close_parked(ops, client_id="koivu", parked_id=two.parked_id, how="taken", who="t", now=NOW)


def test_a_promise_a_decision_and_a_grade_sent_twice_are_written_once(ops: Ops) -> None:
    for _ in range(2):
        promises.add_action(
            ops, client_id="kuusi", kind="weekly", text="Mend it", owner="Anna", due=DAY, agreed_at=NOW, who="t",
            write_id="a",
        )  # fmt: skip
        promises.add_decision(
            ops, client_id="kuusi", text="Go", decided_by="Paula", decided_at=NOW, who="t", write_id="a"
        )
        grades.add_grade(ops, client_id="kuusi", grade=Decimal(9), given_at=NOW, who="t", write_id="a")
    assert len(promises.list_actions(ops, client_id="kuusi", as_of=NOW)) == 1
    assert len(promises.list_meeting_decisions(ops, client_id="kuusi", as_of=NOW)) == 1
    assert len(grades.list_grades(ops, client_id="kuusi", as_of=NOW)) == 1
    with pytest.raises(Refused, match="Mend it"):
        promises.sent_action(ops, client_id="kuusi", write_id="a", text="Mend it today")
    assert promises.sent_action(ops, client_id="koivu", write_id="a", text="x") is None


def test_what_is_said_in_a_meeting_moves_neither_boards_nor_figures(ops: Ops) -> None:
    all_, boards, figures = (ops.version(about) for about in About)
    room = opened(ops)
    write(ops, room, "x", seen=0)
    parking.park(ops, client_id="kuusi", kind="weekly", text="x", write_id="p", who="t", now=NOW)
    assert ops.version() > all_
    assert (ops.version(About.BOARDS), ops.version(About.FIGURES)) == (boards, figures)
    add_comment(ops, client_id="kuusi", board_id="b", card_id="c", comment_id="d", text="x", who="t", now=NOW)
    assert ops.version(About.BOARDS) == ops.version() > boards
    assert ops.version(About.FIGURES) == figures
    add_client(ops, name="Pihlaja", now=NOW)
    assert {ops.version(about) for about in About} == {ops.version()}
