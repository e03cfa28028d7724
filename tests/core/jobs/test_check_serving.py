"""A set-up that is too weak for the internet is refused; one that nobody but this machine reaches is left in peace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.access import shares
from core.access.accounts import add_person
from core.dates import utc_now
from core.jobs.check import check
from core.jobs.check_serving import FORWARDED, LISTENS, check_serving
from core.model import Role
from core.shares import Terms
from core.store import Store, open_store
from core.store.clients import add_client
from core.store.meta import mark_demo_folder

PUBLIC = {"TAHTI_URL": "https://tahti.example.fi"}


@pytest.fixture
def store(tmp_path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Oma", now=utc_now())
    return store


def faults(store: Store, environment: dict[str, str] = PUBLIC) -> set[str]:
    return {one.name for one in check_serving(store, environment, now=utc_now()) if not one.ok}


def share(store: Store, days: int = 30) -> None:
    shares.create_share(store.ops, client_id="oma", terms=Terms("x"), days=days, who="t", now=utc_now())


def test_a_fresh_folder_is_closed_to_others_and_no_fault(store):
    assert store.root.stat().st_mode & 0o077 == 0
    assert faults(store) == faults(store, {}) == set()


@pytest.mark.parametrize(
    "address",
    [
        "http://tahti.example.fi",
        "http://10.0.0.5:8501",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example",
        "tahti.example.fi",
        "ftp://tahti.example.fi",
        "https://",
        "https://tahti.example.fi/path",
        "https://user:word@tahti.example.fi",
        "https://tahti.example.fi?x=1",
        "https://[",
        "https://tahti.example.fi:99999",
    ],
)
def test_a_public_address_that_is_open_or_no_address_is_refused(store, address):
    assert faults(store, {"TAHTI_URL": address}) == {"address"}


@pytest.mark.parametrize("address", ["https://tahti.example.fi", "https://tahti.example.fi/", "http://127.0.0.1:8501"])
def test_tls_and_this_machine_are_well(store, address):
    assert faults(store, {"TAHTI_URL": address}) == set()


def test_a_folder_that_others_can_read_is_a_fault_on_the_internet_and_a_remark_at_home(store):
    store.root.chmod(0o755)
    assert faults(store) == {"folder"}
    (home,) = [one for one in check_serving(store, {}, now=utc_now()) if one.name == "folder"]
    assert (home.ok, home.warning) == (True, True)


def test_open_links_need_an_admin_who_can_close_them(store):
    share(store)
    assert faults(store) == {"admin"}
    person = add_person(
        store.ops, email="eka@example.fi", role=Role.SPECIALIST, password="oikea hevonen paristo", now=utc_now()
    )
    assert faults(store) == {"admin"}, "a specialist does not look after everybody's links"
    with store.ops.write() as con:
        con.execute("update person set role = 'admin' where person_id = ?", (person.person_id,))
    assert faults(store) == set()


def test_links_that_closed_need_nobody(store):
    share(store, days=1)
    later = utc_now() + timedelta(days=2)
    assert all(one.ok for one in check_serving(store, PUBLIC, now=later))


def test_a_link_that_nobody_opened_and_that_ends_soon_is_no_fault(store):
    add_person(store.ops, email="eka@example.fi", role=Role.ADMIN, password="oikea hevonen paristo", now=utc_now())
    share(store, days=1)
    assert not [one for one in check_serving(store, PUBLIC, now=utc_now()) if one.warning or not one.ok]


def test_a_proxy_that_everybody_can_play_is_refused(store):
    for everybody in ("*", "0.0.0.0/0", "127.0.0.1, ::/0", "128.0.0.0/1"):
        assert faults(store, PUBLIC | {FORWARDED: everybody}) == {"proxy"}
    for own in ("127.0.0.1,10.0.0.2", "10.0.0.0/8", "172.16.0.0/12, fd00::/48", "proxy.internal"):
        assert faults(store, PUBLIC | {FORWARDED: own}) == set()


def test_a_way_past_the_proxy_is_a_remark(store):
    def remarks(environment: dict[str, str]) -> set[str]:
        return {one.name for one in check_serving(store, environment, now=utc_now()) if one.warning}

    assert "listens" in remarks(PUBLIC | {LISTENS: "0.0.0.0"})
    for fine in (PUBLIC, PUBLIC | {LISTENS: "127.0.0.1"}, PUBLIC | {LISTENS: "localhost"}, {LISTENS: "0.0.0.0"}):
        assert "listens" not in remarks(fine)


def test_a_demo_on_the_internet_needs_an_admin_too(store):
    share(store)
    mark_demo_folder(store.ops)
    assert faults(store, {}) == set()
    assert faults(store) == {"admin"}


def test_secrets_that_others_can_read_are_refused(store, tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("x = 1")
    for mode, ok in ((0o644, False), (0o600, True)):
        secrets.chmod(mode)
        found = check(store, now=utc_now(), secrets=secrets, environment=PUBLIC)
        assert [one.ok for one in found if one.name == "secrets"] == [ok]
