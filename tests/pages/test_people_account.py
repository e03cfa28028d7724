"""My account: everybody changes their own password, knowing the present one."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.access.accounts import set_password
from core.access.calendars import reader
from core.access.passwords import check_password
from core.access.sessions import find_viewer, open_session, token_hash
from core.dates import utc_now
from core.model import Role
from core.store import people

pytestmark = pytest.mark.usefixtures("cheap")

PRESENT, NEW = "talven ensimmäinen", "kevään ensimmäinen"


def fill(at: AppTest, present: str, new: str, again: str) -> AppTest:
    at.text_input(key="account_present").set_value(present)
    at.text_input(key="account_new").set_value(new)
    at.text_input(key="account_again").set_value(again)
    return at.button(key="account_change").click().run()


@pytest.fixture
def specialist(office):
    person = office.people[Role.SPECIALIST]
    set_password(office.store.ops, person_id=person.person_id, password=PRESENT, now=utc_now())
    return person


def works(office, person, password: str) -> bool:
    return check_password(password, people.find_password(office.store.ops, email=person.email)[1])


def test_a_stranger_sees_only_the_refusal(office) -> None:
    at = office.open("account", None)
    assert len(at.error) == 1
    assert not at.text_input


def test_the_right_present_password_changes_it_and_signs_out(office, specialist) -> None:
    at = fill(office.open("account", Role.SPECIALIST), PRESENT, NEW, NEW)
    assert not at.exception
    assert "was changed" in at.success[0].value
    assert works(office, specialist, NEW)
    at.run()
    assert at.error
    assert not at.text_input


def test_a_wrong_present_password_changes_nothing(office, specialist) -> None:
    at = fill(office.open("account", Role.SPECIALIST, language="fi"), "väärä salasana", NEW, NEW)
    assert "Nykyinen salasana ei ole oikein" in at.error[0].value
    assert works(office, specialist, PRESENT)


def test_two_different_new_passwords_change_nothing(office, specialist) -> None:
    at = fill(office.open("account", Role.SPECIALIST), PRESENT, NEW, NEW + "x")
    assert "not the same" in at.error[0].value
    assert works(office, specialist, PRESENT)


def test_a_short_new_password_is_refused(office, specialist) -> None:
    at = fill(office.open("account", Role.SPECIALIST), PRESENT, "lyhyt", "lyhyt")
    assert "12" in at.error[0].value
    assert works(office, specialist, PRESENT)


def test_ones_own_browsers_are_listed_and_all_ended_at_once(office, specialist) -> None:
    person = office.people[Role.SPECIALIST]
    other = open_session(office.store.ops, person_id=person.person_id, now=utc_now())
    at = office.open("account", Role.SPECIALIST)
    assert sorted(at.dataframe[0].value["Which"]) == ["another one", "this browser"]
    at.button(key="account_end_all").click().run()
    assert find_viewer(office.store.ops, session_hash=token_hash(other), now=utc_now()) is None
    assert not at.title, "this browser is out too"


def test_a_calendars_address_is_shown_once_renewed_and_closed(office, specialist) -> None:
    ops, number = office.store.ops, specialist.person_id
    at = office.open("account", Role.SPECIALIST)
    assert not at.code
    at.button(key="account_calendar").click().run()
    first = at.code[0].value.partition("/calendar/")[2].removesuffix(".ics")
    assert reader(ops, token=first).person_id == number
    at.run()
    assert not at.code, "shown once"
    assert any("has worked since" in one.value for one in at.markdown)
    at.button(key="account_calendar").click().run()
    second = at.code[0].value.partition("/calendar/")[2].removesuffix(".ics")
    assert reader(ops, token=first) is None
    assert reader(ops, token=second).person_id == number
    at.button(key="account_calendar_end").click().run()
    assert reader(ops, token=second) is None
    assert [one.value for one in at.success] == ["The address is closed."]
    assert not at.exception
