"""The Clients page: admins add, archive and assign; a Growth Owner edits their own; a specialist reads."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.model import ClientKind, Role
from core.store import clients, people

Shown = Callable[[AppTest], str]
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi]"


def test_a_stranger_sees_only_the_refusal(office, shown: Shown) -> None:
    at = office.open("clients", None)
    assert len(at.error) == 1
    assert not at.title
    assert "Kuusi" not in shown(at)
    assert not at.dataframe
    assert not at.button


def test_an_admin_sees_every_client_and_who_serves_it(office) -> None:
    at = office.open("clients", Role.ADMIN)
    assert not at.exception
    listed = at.dataframe[0].value
    assert list(listed["Name"]) == ["Koivu Oy", "Kuusi Oy", "Sisäinen tiimi"]
    assert list(listed["Kind"]) == ["client", "client", "team"]
    assert listed["Served by"][1] == "Test growth_owner, Test specialist"


def test_a_growth_owner_sees_and_edits_only_their_own(office, shown: Shown) -> None:
    at = office.open("clients", Role.GROWTH_OWNER)
    assert list(at.dataframe[0].value["Name"]) == ["Kuusi Oy", "Sisäinen tiimi"]
    assert "Koivu" not in shown(at)
    keys = {button.key for button in at.button}
    assert "clients_save" in keys
    assert not keys & {"clients_archive", "clients_add_button"}
    assert not at.multiselect


def test_a_specialist_reads_and_changes_nothing(office) -> None:
    at = office.open("clients", Role.SPECIALIST)
    assert list(at.dataframe[0].value["Name"]) == ["Kuusi Oy", "Sisäinen tiimi"]
    assert not at.button
    assert not at.text_input


def test_a_client_is_added_and_put_on_the_screen(office) -> None:
    at = office.open("clients", Role.ADMIN)
    at.text_input(key="clients_new_name").set_value("Ähtärin Sähkö Oy")
    at.selectbox(key="clients_currency_new").select("SEK")
    at.button(key="clients_add_button").click().run()
    assert not at.exception
    made = clients.get_client(office.store.ops, client_id="ahtarin-sahko-oy")
    assert (made.currency, made.kind, made.demo) == ("SEK", ClientKind.CLIENT, False)
    assert "Ähtärin Sähkö Oy" in at.success[0].value
    assert at.query_params["client"] == "ahtarin-sahko-oy"


def test_a_team_is_added_as_a_team(office) -> None:
    at = office.open("clients", Role.ADMIN, language="fi")
    at.text_input(key="clients_new_name").set_value("Somet")
    at.get_by_key("clients_new_kind").set_value("team")
    at.button(key="clients_add_button").click().run()
    assert clients.get_client(office.store.ops, client_id="somet").kind is ClientKind.TEAM


def test_a_taken_name_is_refused_with_a_sentence(office) -> None:
    at = office.open("clients", Role.ADMIN)
    at.text_input(key="clients_new_name").set_value("kuusi oy")
    at.button(key="clients_add_button").click().run()
    assert "already" in at.error[0].value
    assert len(clients.list_clients(office.store.ops)) == 3


def test_an_edit_changes_the_client_and_who_serves_it(office) -> None:
    specialist = office.people[Role.SPECIALIST].person_id
    at = office.open("clients", Role.ADMIN)
    at.selectbox(key="clients_which").select("kuusi-oy").run()
    at.text_input(key="clients_name_kuusi-oy").set_value("Kuusi Group Oy")
    at.multiselect(key="clients_people_kuusi-oy").set_value([specialist])
    at.button(key="clients_save").click().run()
    assert not at.exception
    assert clients.get_client(office.store.ops, client_id="kuusi-oy").name == "Kuusi Group Oy"
    given = {m.person.role: m.client_ids for m in people.list_people(office.store.ops)}
    assert given[Role.SPECIALIST] == {"kuusi-oy", "sisainen-tiimi"}
    assert given[Role.GROWTH_OWNER] == {"sisainen-tiimi"}


def test_archiving_takes_the_client_off_the_list_and_bringing_back_returns_it(office) -> None:
    at = office.open("clients", Role.ADMIN)
    at.selectbox(key="clients_which").select("koivu-oy").run()
    at.button(key="clients_archive").click().run()
    assert "Koivu Oy" not in list(at.dataframe[0].value["Name"])
    at.toggle(key="clients_archived").set_value(True).run()
    listed = at.dataframe[0].value
    assert listed["Note"][list(listed["Name"]).index("Koivu Oy")].startswith("archived")
    at.selectbox(key="clients_which").select("koivu-oy").run()
    at.button(key="clients_restore").click().run()
    assert "Koivu Oy" in {c.name for c in clients.list_clients(office.store.ops)}


def test_with_no_clients_an_admin_is_told_to_add_one(office) -> None:
    for client in clients.list_clients(office.store.ops):
        clients.archive_client(office.store.ops, client_id=client.client_id, now=utc_now())
    at = office.open("clients", Role.ADMIN, language="fi")
    assert "Lisää ensimmäinen" in at.info[0].value
    assert not at.exception


def test_a_hostile_name_stays_plain_text(office) -> None:
    clients.update_client(office.store.ops, client_id="kuusi-oy", name=HOSTILE, now=utc_now())
    at = office.open("clients", Role.ADMIN)
    at.selectbox(key="clients_which").select("kuusi-oy").run()
    at.button(key="clients_save").click().run()
    assert not at.exception
    assert HOSTILE in list(at.dataframe[0].value["Name"])
    said = [element.value for element in [*at.markdown, *at.caption, *at.success, *at.subheader]]
    assert HOSTILE not in " ".join(said)
    assert "javascript\\:alert" in " ".join(said)
