"""A one-time link sets a password once, within seven days, for an open account, and nothing else does."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from core.access.accounts import add_person, deactivate, reactivate, set_password
from core.access.invites import LASTS, invited, make_invite, take_invite, unknown_password
from core.access.sessions import find_viewer, open_session, token_hash
from core.access.sign_in import sign_in
from core.cli import main
from core.dates import utc_now
from core.errors import NotAllowed, Refused
from core.model import Role
from core.store import open_store

pytestmark = pytest.mark.usefixtures("cheap")

NOW = datetime(2026, 10, 1, 6, 0)
NEW = "uusi hyvä salasana"


@pytest.fixture
def ops(tmp_path):
    return open_store(tmp_path).ops


@pytest.fixture
def person(ops):
    add_person(ops, email="eka@example.fi", role=Role.ADMIN, password=unknown_password(), now=NOW)
    return add_person(ops, email="uusi@example.fi", role=Role.SPECIALIST, password=unknown_password(), now=NOW)


def signs_in(ops, password: str = NEW) -> bool:
    return sign_in(ops, email="uusi@example.fi", password=password, address="127.0.0.1", now=NOW).refused is None


def test_a_link_sets_the_password_once_and_ends_every_session(ops, person):
    session = open_session(ops, person_id=person.person_id, now=NOW)
    token = make_invite(ops, person_id=person.person_id, who="Eka", now=NOW)
    assert len(token) == 43  # 32 random bytes
    assert invited(ops, token=token, now=NOW) == person
    take_invite(ops, token=token, password=NEW, now=NOW)
    assert signs_in(ops)
    assert find_viewer(ops, session_hash=token_hash(session), now=NOW) is None
    assert invited(ops, token=token, now=NOW) is None
    with pytest.raises(NotAllowed):
        take_invite(ops, token=token, password="toinen salasana", now=NOW)
    assert signs_in(ops)


def test_only_the_hash_is_kept(ops, person):
    token = make_invite(ops, person_id=person.person_id, who="Eka", now=NOW)
    with ops.read() as con:
        (row,) = con.execute("select * from invite").fetchall()
    assert row["token_hash"] == token_hash(token)
    assert token not in str(tuple(row))


def test_a_short_password_leaves_the_link_good(ops, person):
    token = make_invite(ops, person_id=person.person_id, who="Eka", now=NOW)
    with pytest.raises(Refused):
        take_invite(ops, token=token, password="lyhyt", now=NOW)
    take_invite(ops, token=token, password=NEW, now=NOW)


def test_it_dies_by_age_a_newer_one_a_changed_password_and_a_closed_account(ops, person):
    def made() -> str:
        return make_invite(ops, person_id=person.person_id, who="Eka", now=NOW)

    old = made()
    assert invited(ops, token=old, now=NOW + LASTS - timedelta(seconds=1))
    assert invited(ops, token=old, now=NOW + LASTS) is None
    newer = made()
    assert invited(ops, token=old, now=NOW) is None
    set_password(ops, person_id=person.person_id, password=NEW, now=NOW)
    assert invited(ops, token=newer, now=NOW) is None
    last = made()
    deactivate(ops, person_id=person.person_id, now=NOW)
    assert invited(ops, token=last, now=NOW) is None
    with pytest.raises(Refused):
        made()
    reactivate(ops, person_id=person.person_id)
    assert invited(ops, token=last, now=NOW) is None, "closing an account ends its link for good"


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "x" * 500])
def test_no_other_token_opens(ops, person, token):
    make_invite(ops, person_id=person.person_id, who="Eka", now=NOW)
    assert invited(ops, token=token, now=NOW) is None


def test_nobody_signs_in_before_the_link_is_used(ops, person):
    make_invite(ops, person_id=person.person_id, who="Eka", now=NOW)
    for guess in ("", "None", NEW):
        assert not signs_in(ops, guess)


def test_the_command_line_makes_one_for_somebody_who_is_locked_out(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("TAHTI_URL", "https://tahti.example.fi/")
    ops = open_store(tmp_path).ops
    made = add_person(ops, email="eka@example.fi", role=Role.ADMIN, password=unknown_password(), now=NOW)
    assert main(["--data", str(tmp_path), "user", "invite", "EKA@example.fi", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["url"] == f"https://tahti.example.fi/invite/{answer['token']}"
    assert invited(ops, token=answer["token"], now=utc_now()) == made
    assert main(["--data", str(tmp_path), "user", "invite", "kuka@example.fi"]) == 1
