"""How long a session lives and what ends it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.access.accounts import add_person, deactivate, set_password, set_role
from core.access.sessions import IDLE, LONGEST, end_session, find_viewer, list_sessions, open_session, token_hash
from core.errors import StoreFull
from core.model import Person, Role, Viewer
from core.store import people
from core.store.ops import Ops

NOW = datetime(2026, 11, 23, 8, 0)
PASSWORD = "pitkä salasana 1"
pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def owner(ops: Ops) -> Person:
    add_person(ops, email="admin@example.fi", role=Role.ADMIN, password=PASSWORD, now=NOW)
    return add_person(
        ops,
        email="go@example.fi",
        name="Maija",
        role=Role.GROWTH_OWNER,
        password=PASSWORD,
        client_ids=["alfa-oy"],
        now=NOW,
    )


def seen(ops: Ops, token: str, now: datetime) -> Viewer | None:
    """What a person sees who does something."""
    return find_viewer(ops, session_hash=token_hash(token), now=now, is_act=True)


def test_a_session_shows_the_person_as_they_are_now(ops: Ops, owner: Person) -> None:
    token = open_session(ops, person_id=owner.person_id, now=NOW)
    viewer = seen(ops, token, NOW)
    assert viewer == Viewer(
        owner.person_id, "Maija", "go@example.fi", Role.GROWTH_OWNER, "fi", frozenset({"alfa-oy"}), demo=False
    )
    set_role(ops, person_id=owner.person_id, role=Role.ADMIN)
    promoted = seen(ops, token, NOW)
    assert promoted
    assert promoted.client_ids is None


def test_only_the_hash_of_the_token_is_in_the_database(ops: Ops, owner: Person) -> None:
    token = open_session(ops, person_id=owner.person_id, now=NOW)
    assert token.encode() not in ops.path.read_bytes()
    assert find_viewer(ops, session_hash=token, now=NOW) is None


def test_it_ends_after_being_idle_and_slides_while_used(ops: Ops, owner: Person) -> None:
    idle, used = (open_session(ops, person_id=owner.person_id, now=NOW) for _ in range(2))
    assert seen(ops, used, NOW + IDLE / 2)
    assert seen(ops, idle, NOW + IDLE) is None
    assert seen(ops, used, NOW + IDLE)
    assert seen(ops, used, NOW + 3 * IDLE) is None


def test_a_page_that_lies_open_and_asks_by_itself_does_not_keep_it_alive(ops: Ops, owner: Person) -> None:
    token = open_session(ops, person_id=owner.person_id, now=NOW)
    ticks = [NOW + timedelta(hours=hour) for hour in range(14)]
    alive = [find_viewer(ops, session_hash=token_hash(token), now=tick) is not None for tick in ticks]
    assert alive == [tick < NOW + IDLE for tick in ticks]


def test_it_ends_at_the_latest_however_much_it_is_used(ops: Ops, owner: Person) -> None:
    token = open_session(ops, person_id=owner.person_id, now=NOW)
    hours = int(LONGEST / timedelta(hours=1))
    alive = [seen(ops, token, NOW + timedelta(hours=hour)) is not None for hour in range(0, hours + 4, 2)]
    assert alive == [hour < hours for hour in range(0, hours + 4, 2)]


def test_who_signed_in_at_a_weekly_is_not_signed_out_in_the_middle_of_the_next(ops: Ops, owner: Person) -> None:
    """Signed in at five past eight and in use until ten every evening: the night before the week is over ends it, so
    the person signs in before the next weekly and not at five past eight of it."""
    token = open_session(ops, person_id=owner.person_id, now=NOW + timedelta(minutes=5))
    for day in range(7):
        for hour in range(1 if day == 0 else 0, 15):
            assert seen(ops, token, NOW + timedelta(days=day, hours=hour, minutes=-5)), (day, hour)
    before = NOW + timedelta(days=7, minutes=-5)
    assert list_sessions(ops, person_id=owner.person_id, now=before) == []
    assert seen(ops, token, before) is None


def test_a_full_disk_does_not_lock_people_out(ops: Ops, owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise StoreFull("The disk is full.", "Levy on täynnä.")

    token = open_session(ops, person_id=owner.person_id, now=NOW)
    monkeypatch.setattr(people, "touch_session", full)
    assert seen(ops, token, NOW + IDLE / 2)


def test_what_ends_it_ends_it_for_good(ops: Ops, owner: Person) -> None:
    one, other = (open_session(ops, person_id=owner.person_id, now=NOW) for _ in range(2))
    end_session(ops, session_hash=token_hash(one), now=NOW)
    assert (seen(ops, one, NOW), seen(ops, other, NOW) is not None) == (None, True)
    set_password(ops, person_id=owner.person_id, password=PASSWORD + "x", now=NOW)
    assert seen(ops, other, NOW) is None


def test_a_closed_account_has_no_session(ops: Ops, owner: Person) -> None:
    token = open_session(ops, person_id=owner.person_id, now=NOW)
    deactivate(ops, person_id=owner.person_id, now=NOW)
    assert seen(ops, token, NOW) is None


@pytest.mark.parametrize("session_hash", ["", "x", "demo", "0" * 64])
def test_unknown_is_nobody(ops: Ops, owner: Person, session_hash: str) -> None:
    assert find_viewer(ops, session_hash=session_hash, now=NOW) is None
