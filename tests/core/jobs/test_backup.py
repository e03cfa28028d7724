"""Copies of a data folder, and the check of one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from core.access import shares
from core.access.accounts import add_person, deactivate, list_people, set_clients, set_password, set_role
from core.access.sign_in import sign_in
from core.errors import Refused
from core.jobs.backup import back_up, restore
from core.jobs.check import check
from core.jobs.imports import offer, undo
from core.model import Role, Stage
from core.shares import Terms
from core.store import Store, clients, import_log, open_store
from core.store.clients import add_client

NOW = datetime(2026, 11, 3, 6, 0)
REPORT = """Day,Campaign,Currency code,Impr.,Clicks,Cost
2026-11-01,Haku,EUR,100,5,10.50
2026-11-02,Haku,EUR,100,5,11.50
"""
TABLES = ("metric_day", "entity", "entity_name")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Aurinko", now=NOW)
    give(store, REPORT)
    return store


def give(store: Store, text: str) -> int:
    (outcome,) = offer(store, client_id="aurinko", name="a.csv", data=text.encode(), who="t", now=NOW)
    assert outcome.import_id is not None
    return outcome.import_id


def tables(store: Store) -> list[list[str]]:
    with store.metrics.cursor() as cursor:
        return [sorted(map(repr, cursor.table(name).fetchall())) for name in TABLES]


def log(store: Store) -> list[tuple[int, str]]:
    return [(r.import_id, r.status) for r in import_log.list_imports(store.ops, client_id="aurinko")]


def test_a_copy_brought_back_gives_the_numbers_and_the_log_of_its_moment(store, tmp_path):
    before = tables(store)
    back_up(store, tmp_path / "copy", now=NOW)
    give(store, REPORT.replace("11.50", "99.00"))
    add_client(store.ops, name="Pilvi", now=NOW)
    version = store.ops.version()
    done = restore(store, tmp_path / "copy", now=NOW)
    assert tables(store) == before
    assert log(store) == [(1, "published")]
    assert [client.name for client in clients.list_clients(store.ops)] == ["Aurinko"]
    assert store.ops.version()[0] != version[0]  # another name, so that nothing cached is taken for it
    assert store.ops.version()[1] > version[1]
    assert done.kept is not None
    assert f"The copy of {NOW:%Y-%m-%d %H:%M} UTC is back." in done.sentence.en
    assert all(finding.ok for finding in check(store, now=NOW))


def test_a_restore_is_taken_back_by_restoring_what_it_kept(store, tmp_path):
    back_up(store, tmp_path / "copy", now=NOW)
    give(store, REPORT.replace("11.50", "99.00"))
    newest = tables(store)
    kept = restore(store, tmp_path / "copy", now=NOW).kept
    assert tables(store) != newest
    restore(store, kept, now=NOW.replace(hour=7))
    assert tables(store) == newest


def test_after_a_restore_imports_can_be_undone_and_made(store, tmp_path):
    second = give(store, REPORT.replace("11.50", "12.00"))
    back_up(store, tmp_path / "copy", now=NOW)
    undo(store, client_id="aurinko", import_id=second, who="t", now=NOW)
    give(store, REPORT.replace("11.50", "13.00"))  # takes the import number that comes next here too
    before = tables(store)
    restore(store, tmp_path / "copy", now=NOW)
    assert tables(store) != before
    undo(store, client_id="aurinko", import_id=second, who="t", now=NOW)
    assert log(store) == [(2, "undone"), (1, "published")]
    with store.metrics.cursor() as cursor:
        assert cursor.execute("select sum(spend)::double from metric_day").fetchall() == [(22.0,)]


def test_a_copy_goes_into_another_data_folder(store, tmp_path):
    back_up(store, tmp_path / "copy", now=NOW)
    other = open_store(tmp_path / "other")
    restore(other, tmp_path / "copy", now=NOW)
    assert tables(other) == tables(store)


def test_a_restore_signs_everybody_out(store, tmp_path):
    """A session that was ended after the copy was made must not come back with it."""
    with store.ops.write() as con:
        con.execute(
            "insert into session (session_hash, person_id, created_at, last_seen_at, expires_at)"
            " values ('h', null, '2026-01-01', '2026-01-01', '2030-01-01')"
        )
    back_up(store, tmp_path / "copy", now=NOW)
    restore(store, tmp_path / "copy", now=NOW)
    with store.ops.read() as con:
        assert con.execute("select count(*) from session where ended_at is null").fetchone()[0] == 0


@pytest.mark.usefixtures("cheap")
def test_an_older_copy_gives_nobody_back_what_was_taken_from_them_since(store, tmp_path):
    def add(email: str, role: Role, *client_ids: str) -> int:
        person = add_person(
            store.ops, email=email, role=role, password="vanha salasana 1", client_ids=client_ids, now=NOW
        )
        return person.person_id

    add("paa@example.fi", Role.ADMIN)
    left, moved = add("lahti@example.fi", Role.ADMIN), add("siirtyi@example.fi", Role.GROWTH_OWNER, "aurinko")
    leaked = add("vuoti@example.fi", Role.SPECIALIST)
    back_up(store, tmp_path / "copy", now=NOW)
    deactivate(store.ops, person_id=left, now=NOW)
    set_password(store.ops, person_id=leaked, password="uusi salasana 1", now=NOW)
    set_role(store.ops, person_id=moved, role=Role.SPECIALIST)
    set_clients(store.ops, person_id=moved, client_ids=[])
    told = restore(store, tmp_path / "copy", now=NOW).sentence

    assert "3 people" in told.en
    members = {m.person.email.split("@")[0]: m for m in list_people(store.ops)}
    assert members["lahti"].person.deactivated_at is not None
    assert (members["siirtyi"].person.role, members["siirtyi"].client_ids) == (Role.SPECIALIST, frozenset())
    for email, password, opens in (
        ("lahti@example.fi", "vanha salasana 1", False),
        ("vuoti@example.fi", "vanha salasana 1", False),
        ("vuoti@example.fi", "uusi salasana 1", True),
        ("paa@example.fi", "vanha salasana 1", True),
    ):
        assert bool(sign_in(store.ops, email=email, password=password, address="", now=NOW).token) is opens, email


def test_a_damaged_copy_is_refused_and_nothing_changes(store, tmp_path):
    back_up(store, tmp_path / "copy", now=NOW)
    (batch,) = (tmp_path / "copy" / "batches").iterdir()
    (batch / "days.parquet").write_bytes(b"")
    before = tables(store)
    with pytest.raises(Refused, match="damaged"):
        restore(store, tmp_path / "copy", now=NOW)
    with pytest.raises(Refused, match="not a whole copy"):
        restore(store, tmp_path, now=NOW)
    assert tables(store) == before
    assert list(store.root.glob("before-restore-*")) == []


def test_a_folder_that_lost_its_generation_is_mended_by_a_copy(store, tmp_path):
    before = tables(store)
    back_up(store, tmp_path / "copy", now=NOW)
    store.metrics.close()
    (store.root / store.metrics.generation()).unlink()
    broken = open_store(store.root)
    assert not broken.healthy()
    assert restore(broken, tmp_path / "copy", now=NOW).kept is None
    assert tables(broken) == before


def test_a_copy_is_never_written_over_something(store, tmp_path):
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        back_up(store, tmp_path / "copy", now=NOW)


def bad(store: Store, **more) -> list[str]:
    return [finding.name for finding in check(store, now=NOW, **more) if not finding.ok]


def test_check_finds_nothing_in_a_sound_folder(store):
    assert bad(store) == []


def test_check_tells_of_lost_facts(store):
    (batch,) = (store.root / "batches").iterdir()
    (batch / "days.parquet").unlink()
    assert bad(store) == ["batches"]


def test_check_tells_of_a_lost_generation(store):
    (store.root / store.metrics.generation()).unlink()
    assert bad(store)


def test_check_warns_of_an_account_without_new_data(store):
    late = NOW.replace(day=20)
    assert [f.name for f in check(store, now=late) if f.warning] == ["freshness aurinko table main"]
    assert all(f.ok for f in check(store, now=late))


def test_check_tells_of_secrets_that_others_can_read(store, tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("")
    secrets.chmod(0o600)
    assert bad(store, secrets=secrets) == []
    secrets.chmod(0o644)
    assert bad(store, secrets=secrets) == ["secrets"]


def test_an_older_copy_opens_no_link_that_was_closed_or_changed_since(store, tmp_path):
    def link(label: str) -> tuple[int, str]:
        share, token = shares.create_share(store.ops, client_id="aurinko", terms=Terms(label), who="t", now=NOW)
        return share.share_id, token

    def opens(token: str) -> bool:
        return shares.open_by_token(store.ops, token=token, now=NOW) is not None

    same, revoked, rotated, changed = link("same"), link("revoked"), link("rotated"), link("changed")
    back_up(store, tmp_path / "copy", now=NOW)
    asked = {"client_id": "aurinko", "who": "t", "now": NOW}
    shares.revoke_share(store.ops, share_id=revoked[0], **asked)
    shares.rotate_share(store.ops, share_id=rotated[0], **asked)
    shares.change_share(store.ops, share_id=changed[0], terms=Terms("changed", stages=(Stage.ACT,)), **asked)
    said = restore(store, tmp_path / "copy", now=NOW).sentence.en
    assert [opens(token) for _, token in (same, revoked, rotated, changed)] == [True, False, False, False]
    assert "2 that had been closed since stay closed; 1 could not be compared or had changed and are paused" in said
    shares.resume_share(store.ops, share_id=changed[0], **asked)
    assert opens(changed[1])
    for number in (revoked[0], rotated[0]):
        with pytest.raises(Refused, match="revoked"):
            shares.resume_share(store.ops, share_id=number, **asked)


def test_on_an_empty_machine_the_links_of_a_copy_wait_for_a_person(store, tmp_path):
    _, token = shares.create_share(store.ops, client_id="aurinko", terms=Terms("x"), who="t", now=NOW)
    back_up(store, tmp_path / "copy", now=NOW)
    fresh = open_store(tmp_path / "other")
    assert "1 could not be compared" in restore(fresh, tmp_path / "copy", now=NOW).sentence.en
    assert shares.open_by_token(fresh.ops, token=token, now=NOW) is None
