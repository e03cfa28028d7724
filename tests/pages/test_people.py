"""The People page: admins only; a one-time link is shown once; closing an account ends its sessions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core.access.invites import PATH, invited
from core.access.sessions import find_viewer, open_session, token_hash
from core.dates import utc_now
from core.model import Role
from core.store import people

Shown = Callable[[AppTest], str]
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi]"


@pytest.mark.parametrize("role", [None, Role.SPECIALIST, Role.GROWTH_OWNER])
def test_nobody_but_an_admin_sees_people(office, shown: Shown, role: Role | None) -> None:
    at = office.open("people", role)
    assert len(at.error) == 1
    assert not at.title
    assert "example.fi" not in shown(at)
    assert not at.dataframe
    assert not at.button


def test_an_admin_sees_everybody_with_role_and_clients(office) -> None:
    at = office.open("people", Role.ADMIN, language="fi")
    assert not at.exception
    listed = at.dataframe[0].value.set_index("Nimi")
    assert listed.loc["Test admin", "Asiakkaat"] == "kaikki asiakkaat"
    assert listed.loc["Test specialist", "Asiakkaat"] == "Kuusi Oy, Sisäinen tiimi"
    assert listed.loc["Test growth_owner", "Rooli"] == "Growth Owner"


def test_a_new_person_gets_a_link_that_is_shown_once_and_sets_their_password(office, shown: Shown) -> None:
    at = office.open("people", Role.ADMIN)
    at.text_input(key="people_new_email").set_value("uusi@example.fi")
    at.text_input(key="people_new_name").set_value("Uusi Ihminen")
    at.multiselect(key="people_clients_new").set_value(["koivu-oy"])
    at.button(key="people_add_button").click().run()
    assert not at.exception
    (address,) = [element.value for element in at.code]
    token = address.rpartition(PATH)[2]
    person = invited(office.store.ops, token=token, now=utc_now())
    assert person is not None
    assert (person.email, person.role) == ("uusi@example.fi", Role.SPECIALIST)
    assert "Uusi Ihminen" in list(at.dataframe[0].value["Name"])
    at.run()
    assert not at.code
    assert token not in shown(at)


def test_a_bad_address_is_refused_with_a_sentence(office) -> None:
    at = office.open("people", Role.ADMIN)
    at.text_input(key="people_new_email").set_value("not an address")
    at.button(key="people_add_button").click().run()
    assert "not an e-mail address" in at.error[0].value.replace("\\", "")
    assert len(people.list_people(office.store.ops)) == 3


def test_role_and_clients_of_a_person_are_changed(office) -> None:
    person_id = office.people[Role.SPECIALIST].person_id
    at = office.open("people", Role.ADMIN)
    at.selectbox(key="people_which").select(person_id).run()
    at.selectbox(key=f"people_role_{person_id}").select("growth_owner")
    at.multiselect(key=f"people_clients_{person_id}").set_value(["koivu-oy"])
    at.button(key="people_save").click().run()
    member = people.get_member(office.store.ops, person_id=person_id)
    assert member.person.role is Role.GROWTH_OWNER
    assert member.client_ids == {"koivu-oy"}


def test_the_last_admin_keeps_the_role(office) -> None:
    person_id = office.people[Role.ADMIN].person_id
    at = office.open("people", Role.ADMIN)
    at.selectbox(key="people_which").select(person_id).run()
    at.selectbox(key=f"people_role_{person_id}").select("specialist")
    at.button(key="people_save").click().run()
    assert "admin role to somebody else" in at.error[0].value
    assert people.get_member(office.store.ops, person_id=person_id).person.role is Role.ADMIN


def test_closing_an_account_ends_its_sessions_and_it_can_be_opened_again(office) -> None:
    person_id = office.people[Role.SPECIALIST].person_id
    token = open_session(office.store.ops, person_id=person_id, now=utc_now())
    at = office.open("people", Role.ADMIN)
    at.selectbox(key="people_which").select(person_id).run()
    at.button(key="people_close").click().run()
    assert find_viewer(office.store.ops, session_hash=token_hash(token), now=utc_now()) is None
    at.selectbox(key="people_which").select(person_id).run()
    at.button(key="people_reopen").click().run()
    assert people.get_member(office.store.ops, person_id=person_id).person.deactivated_at is None


def test_signing_somebody_out_everywhere_keeps_the_account(office) -> None:
    person_id = office.people[Role.SPECIALIST].person_id
    token = open_session(office.store.ops, person_id=person_id, now=utc_now())
    at = office.open("people", Role.ADMIN)
    at.selectbox(key="people_which").select(person_id).run()
    at.button(key="people_end_sessions").click().run()
    assert find_viewer(office.store.ops, session_hash=token_hash(token), now=utc_now()) is None
    assert people.get_member(office.store.ops, person_id=person_id).person.deactivated_at is None


def test_a_link_for_a_new_password_leaves_the_present_one_until_it_is_used(office) -> None:
    person = office.people[Role.SPECIALIST]
    before = people.find_password(office.store.ops, email=person.email)
    at = office.open("people", Role.ADMIN)
    at.selectbox(key="people_which").select(person.person_id).run()
    at.button(key="people_new_password").click().run()
    (address,) = [element.value for element in at.code]
    assert invited(office.store.ops, token=address.rpartition(PATH)[2], now=utc_now()) == person
    assert people.find_password(office.store.ops, email=person.email) == before


def test_the_browsers_of_a_person_are_listed(office) -> None:
    person_id = office.people[Role.SPECIALIST].person_id
    for _ in range(2):
        open_session(office.store.ops, person_id=person_id, now=utc_now())
    at = office.open("people", Role.ADMIN)
    at.selectbox(key="people_which").select(person_id).run()
    assert list(at.dataframe[1].value["Which"]) == ["another one", "another one"]
    at.button(key="people_end_sessions").click().run()
    assert len(at.dataframe) == 1


def test_a_hostile_name_stays_plain_text(office) -> None:
    person_id = office.people[Role.SPECIALIST].person_id
    people.set_name(office.store.ops, person_id=person_id, name=HOSTILE)
    at = office.open("people", Role.ADMIN)
    at.selectbox(key="people_which").select(person_id).run()
    at.button(key="people_end_sessions").click().run()
    assert not at.exception
    assert HOSTILE in list(at.dataframe[0].value["Name"])
    said = " ".join(element.value for element in [*at.markdown, *at.caption, *at.success])
    assert HOSTILE not in said
    assert "javascript\\:alert" in said


def test_where_passwords_are_off_nobody_is_given_a_link_to_set_one(office, shown: Shown, monkeypatch) -> None:
    told = {"TAHTI_URL": "https://t.example.fi", "OIDC_ISSUER": "https://id.example.com", "OIDC_NAME": "Firma"}
    for name, value in (told | {"OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y", "TAHTI_PASSWORDS": "off"}).items():
        monkeypatch.setenv(name, value)
    at = office.open("people", Role.ADMIN)
    at.text_input(key="people_new_email").set_value("uusi@example.fi")
    at.button(key="people_add_button").click().run()
    assert not at.exception
    assert not at.code
    assert "signs in with Firma" in at.success[0].value
    own = office.open("account", Role.ADMIN)
    assert not own.text_input
    assert "You sign in with Firma" in shown(own)
