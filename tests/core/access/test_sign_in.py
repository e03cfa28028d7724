"""Signing in: what is checked, how often, and that the answer gives nothing away."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.access import sign_in as module
from core.access.accounts import add_person, deactivate
from core.access.passwords import NOBODY, hash_password
from core.access.sessions import find_viewer, token_hash
from core.access.sign_in import TOO_MANY, WRONG, Answer, sign_in
from core.model import Role
from core.store.ops import Ops

NOW = datetime(2026, 11, 23, 8, 0)
PASSWORD = "pitkä salasana 1"


@pytest.fixture(autouse=True)
def two_people(ops: Ops, cheap: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NOBODY", hash_password("nobody's password"))
    add_person(ops, email="admin@example.fi", role=Role.ADMIN, password=PASSWORD, now=NOW)
    gone = add_person(ops, email="gone@example.fi", role=Role.SPECIALIST, password=PASSWORD, now=NOW)
    deactivate(ops, person_id=gone.person_id, now=NOW)


def attempt(ops: Ops, email: str, password: str, *, address: str = "203.0.113.7", minute: int = 0) -> Answer:
    return sign_in(ops, email=email, password=password, address=address, now=NOW + timedelta(minutes=minute))


def test_the_right_password_opens_a_session(ops: Ops) -> None:
    answer = attempt(ops, " ADMIN@example.fi ", PASSWORD)
    viewer = find_viewer(ops, session_hash=token_hash(answer.token), now=NOW)
    assert viewer
    assert viewer.email == "admin@example.fi"


@pytest.mark.parametrize("email", ["admin@example.fi", "gone@example.fi", "nobody@example.fi", ""])
def test_everything_wrong_gets_one_answer_after_one_check(
    ops: Ops, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def counting(password: str, hashed: str) -> bool:
        checked.append(hashed)
        return False

    monkeypatch.setattr(module, "check_password", counting)
    assert attempt(ops, email, "jotakin aivan muuta") == Answer(refused=WRONG)
    assert len(checked) == 1


def test_nobodys_hash_costs_as_much_as_a_persons() -> None:
    assert NOBODY.split("$")[:4] == ["scrypt", "16384", "8", "5"]


def test_a_closed_account_does_not_open_with_its_password(ops: Ops) -> None:
    assert attempt(ops, "gone@example.fi", PASSWORD).refused == WRONG


def test_ten_wrong_tries_close_this_address_for_this_person_for_a_quarter(ops: Ops) -> None:
    for _ in range(10):
        assert attempt(ops, "admin@example.fi", "väärä").refused == WRONG
    assert attempt(ops, "Admin@example.fi", PASSWORD, minute=14).refused == TOO_MANY
    assert attempt(ops, "admin@example.fi", PASSWORD, address="198.51.100.1").token
    assert attempt(ops, "admin@example.fi", PASSWORD, minute=15).token


def test_a_list_of_people_cannot_be_tried_from_one_address(ops: Ops, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRIES_FROM_ONE_ADDRESS", 3)
    for number in range(3):
        assert attempt(ops, f"person{number}@example.fi", "väärä").refused == WRONG
    assert attempt(ops, "admin@example.fi", PASSWORD).refused == TOO_MANY


def test_an_office_that_signs_in_all_day_is_not_slowed(ops: Ops, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRIES_FROM_ONE_ADDRESS", 3)
    assert all(attempt(ops, "admin@example.fi", PASSWORD).token for _ in range(5))


def test_one_ipv6_network_is_one_address(ops: Ops) -> None:
    for number in range(10):
        assert attempt(ops, "admin@example.fi", "väärä", address=f"2001:db8:1:2::{number}").refused == WRONG
    assert attempt(ops, "admin@example.fi", PASSWORD, address="2001:db8:1:2:ffff::1").refused == TOO_MANY
    assert attempt(ops, "admin@example.fi", PASSWORD, address="2001:db8:1:3::1").token
