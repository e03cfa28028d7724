"""A calendar's address is one person's, one at a time, and nothing brings a dead one back, not even an older backup."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from core.access.accounts import add_person, deactivate
from core.access.calendars import END, PATH, end_address, made_at, new_address, reader
from core.cli import main
from core.errors import Refused
from core.jobs.backup import back_up, restore
from core.model import Role
from core.store import Store, open_store
from core.store.clients import add_client
from core.store.meetings import add_meeting, cancel_meeting, keep_copy, list_meetings, move_meeting, planned_meetings

pytestmark = pytest.mark.usefixtures("cheap")

NOW = datetime(2026, 10, 1, 6, 0)


@pytest.fixture
def store(tmp_path) -> Store:
    return open_store(tmp_path / "data")


def somebody(store: Store, name: str) -> int:
    role, password = Role.ADMIN, "hyvin pitkä salasana"
    return add_person(
        store.ops, email=f"{name}@example.fi", role=role, password=password, now=NOW
    ).person_id  # fmt: skip


def token(path: str) -> str:
    assert path.startswith(PATH)
    assert path.endswith(END)
    found = path.removeprefix(PATH).removesuffix(END)
    assert len(found) == 43, "32 random bytes"
    return found


def test_one_address_at_a_time_and_only_its_hash_is_kept(store):
    person_id = somebody(store, "a")
    assert made_at(store.ops, person_id=person_id) is None
    first = token(new_address(store.ops, person_id=person_id, now=NOW))
    assert first.encode() not in store.ops.path.read_bytes()
    assert reader(store.ops, token=first).person_id == person_id
    assert made_at(store.ops, person_id=person_id) == NOW
    second = token(new_address(store.ops, person_id=person_id, now=NOW))
    assert [reader(store.ops, token=one) for one in (first, "", "x", second[:-1])] == [None] * 4
    assert reader(store.ops, token=second) is not None
    with pytest.raises(Refused):
        new_address(store.ops, person_id=99, now=NOW)


def test_an_older_backup_brings_no_dead_address_back(store, tmp_path):
    kept, renewed, ended, closed = (somebody(store, name) for name in "abcd")
    paths = {one: token(new_address(store.ops, person_id=one, now=NOW)) for one in (kept, renewed, ended, closed)}
    back_up(store, tmp_path / "copy", now=NOW)
    later = NOW + timedelta(days=1)
    new = token(new_address(store.ops, person_id=renewed, now=later))
    end_address(store.ops, person_id=ended, now=later)
    deactivate(store.ops, person_id=closed, now=later)
    restore(store, tmp_path / "copy", now=later)
    assert reader(store.ops, token=paths[kept]) is not None
    for dead in (paths[renewed], paths[ended], paths[closed], new):
        assert reader(store.ops, token=dead) is None


def test_a_meeting_is_moved_and_cancelled_on_the_command_line(store, capsys):
    add_client(store.ops, name="Acme", now=NOW)
    add = ("--data", str(store.root), "meeting", "add", "--client", "acme", "--kind", "weekly")
    for at in ("2999-01-08T08:00+02:00", "2020-01-08T08:00+02:00"):
        assert main([*add, "--at", at]) == 0
    past, coming = (one.meeting_id for one in list_meetings(store.ops, client_id="acme"))
    capsys.readouterr()

    def run(*words: str) -> int:
        return main(["--data", str(store.root), "--json", "meeting", *words, "--client", "acme"])

    assert run("move", str(coming), "--at", "2999-01-09T08:00+02:00") == 0
    assert json.loads(capsys.readouterr().out) == {"id": coming, "kind": "weekly", "at": "2999-01-09T06:00:00Z"}
    assert run("move", str(past), "--at", "2999-02-09T08:00+02:00") == 1
    assert run("cancel", str(coming)) == 0
    assert run("cancel", str(coming)) == 1
    assert [one.meeting_id for one in list_meetings(store.ops, client_id="acme")] == [past]


def test_only_what_is_still_to_come_is_moved_or_cancelled(store):
    add_client(store.ops, name="Acme", now=NOW)
    asked = {"client_id": "acme", "now": NOW}
    (past, coming, other, kept) = (
        add_meeting(store.ops, kind="weekly", at=NOW + timedelta(days=days), **asked).meeting_id
        for days in (-7, 7, 14, 21)
    )
    keep_copy(store.ops, meeting_id=kept, copy="{}", who="t", **asked)
    for number in (past, kept, 99):
        with pytest.raises(Refused):
            move_meeting(store.ops, meeting_id=number, at=NOW + timedelta(days=9), **asked)
        with pytest.raises(Refused):
            cancel_meeting(store.ops, meeting_id=number, **asked)
    for at in (NOW - timedelta(days=1), NOW + timedelta(days=14)):
        with pytest.raises(Refused):
            move_meeting(store.ops, meeting_id=coming, at=at, **asked)
    move_meeting(store.ops, meeting_id=coming, at=NOW + timedelta(days=7), **asked)
    move_meeting(store.ops, meeting_id=coming, at=NOW + timedelta(days=8), **asked)
    cancel_meeting(store.ops, meeting_id=other, **asked)
    assert [(one.meeting_id, one.moved) for one in planned_meetings(store.ops, client_id="acme", since=NOW)] == [
        (coming, 1), (kept, 0),
    ]  # fmt: skip
    assert [one.meeting_id for one in list_meetings(store.ops, client_id="acme")] == [past, coming, kept]
