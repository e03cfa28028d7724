"""Accounts, the first admin, and the end of automatic sign-in."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.access import accounts, first_run
from core.access.demo import DEMO_SESSION, signs_in_automatically
from core.access.sessions import find_viewer
from core.errors import NotAllowed, Refused
from core.model import Role
from core.store import people
from core.store.ops import Ops

NOW = datetime(2026, 11, 23, 8, 0)
PASSWORD = "pitkä salasana 1"
pytestmark = pytest.mark.usefixtures("cheap")


def make_demo(ops: Ops) -> None:
    with ops.write() as con:
        con.execute("insert into meta (key, value) values ('demo', '1')")


@pytest.mark.parametrize(
    "email", ["", "x", "x@y", "a b@example.fi", "a@example.fi\nBcc: x", "<a@example.fi>", "@example.fi"]
)
def test_what_is_no_address_is_refused(ops: Ops, email: str) -> None:
    with pytest.raises(Refused):
        accounts.add_person(ops, email=email, role=Role.ADMIN, password=PASSWORD, now=NOW)


def test_without_a_name_people_go_by_their_address(ops: Ops) -> None:
    person = accounts.add_person(ops, email=" maija@example.fi ", role=Role.ADMIN, password=PASSWORD, now=NOW)
    assert (person.name, person.email, person.language) == ("maija", "maija@example.fi", "fi")


def test_only_languages_of_the_product(ops: Ops) -> None:
    person = accounts.add_person(ops, email="a@example.fi", role=Role.ADMIN, password=PASSWORD, language="en", now=NOW)
    with pytest.raises(Refused):
        accounts.set_language(ops, person_id=person.person_id, language="sv")
    accounts.set_language(ops, person_id=person.person_id, language="fi")
    assert [m.person.language for m in accounts.list_people(ops)] == ["fi"]


def test_a_demo_folder_signs_in_until_its_first_account_and_never_again(ops: Ops) -> None:
    assert find_viewer(ops, session_hash=DEMO_SESSION, now=NOW) is None
    make_demo(ops)
    viewer = find_viewer(ops, session_hash=DEMO_SESSION, now=NOW)
    assert viewer
    assert viewer.demo
    one, other = (
        accounts.add_person(ops, email=f"{n}@example.fi", role=Role.ADMIN, password=PASSWORD, now=NOW) for n in "ab"
    )
    accounts.deactivate(ops, person_id=other.person_id, now=NOW)
    assert not signs_in_automatically(ops)
    assert find_viewer(ops, session_hash=DEMO_SESSION, now=NOW) is None
    assert one.role is Role.ADMIN


def first_admin(ops: Ops, code: str, code_hash: str, password: str = PASSWORD) -> None:
    first_run.make_first_admin(
        ops,
        code=code,
        code_hash=code_hash,
        email="a@example.fi",
        name="",
        password=password,
        language="fi",
        now=NOW,
    )


def test_the_code_makes_one_admin(ops: Ops) -> None:
    code, code_hash = first_run.new_code()
    assert code not in code_hash
    with pytest.raises(NotAllowed):
        first_admin(ops, "WRONG", code_hash)
    with pytest.raises(Refused):
        first_admin(ops, code, code_hash, password="short")
    first_admin(ops, f" {code.lower().replace('-', ' ')} ", code_hash)
    assert [m.person.role for m in people.list_people(ops)] == [Role.ADMIN]
    with pytest.raises(Refused):
        first_admin(ops, code, code_hash)


def test_no_code_is_ever_right_where_none_was_printed(ops: Ops) -> None:
    with pytest.raises(NotAllowed):
        first_admin(ops, "", "")


def test_guessing_the_code_is_slowed_down(ops: Ops) -> None:
    code, code_hash = first_run.new_code()
    for _ in range(10):
        with pytest.raises(NotAllowed):
            first_admin(ops, "WRONG", code_hash)
    with pytest.raises(NotAllowed):
        first_admin(ops, code, code_hash)


def test_a_demo_folder_has_no_first_run(ops: Ops) -> None:
    make_demo(ops)
    code, code_hash = first_run.new_code()
    assert not first_run.is_open(ops)
    with pytest.raises(Refused):
        first_admin(ops, code, code_hash)


def test_codes_differ_and_are_long() -> None:
    codes = {first_run.new_code()[0].replace("-", "") for _ in range(100)}
    assert len(codes) == 100
    assert {len(code) for code in codes} == {16}  # 31^16, about 79 bits
