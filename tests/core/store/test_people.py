"""People, sessions and attempts in SQLite."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.errors import Refused
from core.model import Person, Role
from core.store import people
from core.store.clients import add_client
from core.store.ops import Ops

NOW = datetime(2026, 11, 23, 8, 0)


@pytest.fixture
def ops(tmp_path: Path) -> Ops:
    ops = Ops(tmp_path / "ops.sqlite")
    ops.migrate()
    add_client(ops, name="Alfa Oy", now=NOW)
    add_client(ops, name="Beeta Oy", now=NOW)
    return ops


def add(ops: Ops, email: str, role: Role = Role.ADMIN, **more: object) -> Person:
    return people.add_person(
        ops, email=email, name=email.split("@")[0], role=role, password_hash="x", language="fi", now=NOW, **more
    )  # type: ignore[arg-type]


def test_an_address_belongs_to_one_person_whatever_its_case(ops: Ops) -> None:
    add(ops, "Maija@example.fi")
    with pytest.raises(Refused):
        add(ops, "maija@EXAMPLE.fi")
    found = people.find_password(ops, email="MAIJA@example.fi")
    assert found
    assert found[0].email == "Maija@example.fi"


def test_a_client_that_does_not_exist_adds_nobody(ops: Ops) -> None:
    with pytest.raises(Refused):
        add(ops, "a@example.fi", client_ids=["alfa-oy", "ei-ole"])
    assert not people.has_account(ops)


def test_clients_are_replaced_and_listed(ops: Ops) -> None:
    person = add(ops, "a@example.fi", client_ids=["alfa-oy", "alfa-oy"])
    people.set_clients(ops, person_id=person.person_id, client_ids=["beeta-oy"])
    assert [m.client_ids for m in people.list_people(ops)] == [frozenset({"beeta-oy"})]
    with pytest.raises(Refused):
        people.set_clients(ops, person_id=person.person_id, client_ids=["ei-ole"])
    assert [m.client_ids for m in people.list_people(ops)] == [frozenset({"beeta-oy"})]


def test_the_last_admin_stays(ops: Ops) -> None:
    only = add(ops, "a@example.fi")
    with pytest.raises(Refused):
        people.deactivate(ops, person_id=only.person_id, now=NOW)
    with pytest.raises(Refused):
        people.set_role(ops, person_id=only.person_id, role=Role.SPECIALIST)
    add(ops, "b@example.fi")
    people.deactivate(ops, person_id=only.person_id, now=NOW)
    assert [m.person.deactivated_at for m in people.list_people(ops)] == [None, NOW]


def test_the_first_account_is_made_once(ops: Ops) -> None:
    add(ops, "a@example.fi", first_only=True)
    with pytest.raises(Refused):
        add(ops, "b@example.fi", first_only=True)


def test_a_folder_with_only_closed_accounts_still_has_accounts(ops: Ops) -> None:
    add(ops, "a@example.fi")
    gone = add(ops, "b@example.fi")
    people.deactivate(ops, person_id=gone.person_id, now=NOW)
    assert people.find_password(ops, email="b@example.fi") is None
    assert people.has_account(ops)


def test_an_unknown_person_is_refused_everywhere(ops: Ops) -> None:
    for change in (
        lambda: people.set_clients(ops, person_id=7, client_ids=[]),
        lambda: people.set_language(ops, person_id=7, language="en"),
        lambda: people.set_name(ops, person_id=7, name="x"),
        lambda: people.reactivate(ops, person_id=7),
        lambda: people.deactivate(ops, person_id=7, now=NOW),
    ):
        with pytest.raises(Refused):
            change()


def test_sessions_and_attempts_leave_the_cache_key_alone(ops: Ops) -> None:
    """Reports are cached by `change`; a sign-in must not throw them all away."""
    person = add(ops, "a@example.fi")
    before = ops.version()
    people.open_session(ops, session_hash="h", person_id=person.person_id, expires_at=NOW + timedelta(days=1), now=NOW)
    people.touch_session(ops, session_hash="h", now=NOW)
    people.take_attempt(ops, limits={"k": 1}, window=timedelta(hours=1), now=NOW)
    people.end_session(ops, session_hash="h", now=NOW)
    assert ops.version() == before


def test_attempts_are_counted_in_a_sliding_window(ops: Ops) -> None:
    def take(minute: int, key: str = "k") -> bool:
        return people.take_attempt(
            ops, limits={key: 2}, window=timedelta(minutes=10), now=NOW + timedelta(minutes=minute)
        )

    assert [take(0), take(5), take(9)] == [True, True, False]
    assert take(9, "other")
    assert [take(10), take(11), take(15)] == [True, False, True]


def test_a_success_takes_its_own_attempt_back(ops: Ops) -> None:
    def take(minute: int) -> bool:
        return people.take_attempt(
            ops, limits={"k": 2, "shared": 9}, window=timedelta(hours=1), now=NOW + timedelta(minutes=minute)
        )

    assert [take(0), take(1)] == [True, True]
    people.forgive_attempts(ops, key="shared", shared_key="k", at=NOW)
    assert [take(2), take(3)] == [True, False]
    people.forgive_attempts(ops, key="k", shared_key="shared", at=NOW)
    assert take(4)


def test_old_sessions_are_forgotten_when_a_new_one_opens(ops: Ops) -> None:
    person = add(ops, "a@example.fi")

    def open_at(name: str, now: datetime) -> None:
        people.open_session(
            ops, session_hash=name, person_id=person.person_id, expires_at=now + timedelta(days=7), now=now
        )

    open_at("old", NOW)
    open_at("new", NOW + timedelta(days=60))
    assert people.find_session(ops, session_hash="old") is None
    assert people.find_session(ops, session_hash="new") is not None
