"""Files dropped into a folder: taken when they lie still, put away when done, left for a person when unclear."""

from __future__ import annotations

import json
import os
import time
from datetime import date, datetime
from pathlib import Path

import anyio
import pytest

from core.cli import main
from core.errors import Refused
from core.jobs import inbox
from core.jobs.imports import offer
from core.jobs.inbox import look, sweep
from core.jobs.inbox_folder import strangers
from core.model import ClientKind, FileStatus, Period
from core.reports.balance import balance
from core.store import Store, open_store
from core.store.clients import add_client, get_client
from core.store.inbox import waiting_files
from core.store.lock import locked
from core.web.inbox_watch import one_round, watch_inbox
from tests.children import Child
from tests.core.jobs.sweeping import sweep_once

NOW = datetime(2026, 10, 1, 6, 0)
REPORT = """Campaign report
"September {day}, 2026 - September {day}, 2026"
Day,Campaign,Campaign ID,Campaign type,{head}Cost
2026-09-{day:02d},Haku,13,Search,{cell}{cost}
"""


def report(day: int = 1, cost: str = "10.00", currency: str = "EUR") -> str:
    """A Google Ads day; without a currency only a person can tell it."""
    named = bool(currency)
    return REPORT.format(
        day=day, cost=cost, head="Currency code," if named else "", cell=f"{currency}," if named else ""
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Acme", now=NOW)
    add_client(store.ops, name="Beta", now=NOW)
    (store.root / "inbox" / "acme" / "Suomi").mkdir(parents=True)
    return store


def drop(store: Store, place: str, text: str | bytes) -> Path:
    path = store.root / "inbox" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def swept(store: Store, **which: str) -> list[tuple[str, str, str]]:
    found = sweep(store, before=look(store), clock=lambda client: NOW, **which)
    return [(file.account, file.name, file.status) for file in found]


def names(store: Store, place: str) -> list[str]:
    folder = store.root / "inbox" / place
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def spent(store: Store) -> object:
    month = Period(date(2026, 9, 1), date(2026, 9, 30))
    return balance(store, client_id="acme", period=month, as_of=date(2026, 10, 1)).total


def test_without_a_folder_there_is_nothing_to_do(tmp_path):
    store = open_store(tmp_path / "none")
    assert look(store) == {}
    assert sweep(store, before={}, clock=lambda client: NOW) == []


def test_a_file_comes_in_and_moves_to_done(store):
    drop(store, "acme/a.csv", report(1))
    drop(store, "acme/Suomi/b.csv", report(2, "5.00"))
    assert swept(store) == [("", "a.csv", "imported"), ("Suomi", "b.csv", "imported")]
    assert (names(store, "acme"), names(store, "acme/done")) == (["Suomi", "done"], ["a.csv"])
    assert names(store, "acme/Suomi/done") == ["b.csv"]
    assert spent(store) == 15
    drop(store, "acme/a.csv", report(1))  # the same bytes again: nothing changes and nothing is lost
    assert swept(store) == [("", "a.csv", "duplicate")]
    assert names(store, "acme/done") == ["a-2.csv", "a.csv"]
    assert spent(store) == 15
    assert swept(store) == []


def test_a_file_that_still_grows_is_left_alone(store):
    path = drop(store, "acme/a.csv", report(1)[:40])
    before = look(store)
    path.write_text(report(1))
    assert sweep(store, before=before, clock=lambda client: NOW) == []
    drop(store, "acme/b.csv.part", report(2))
    drop(store, "acme/.hidden.csv", report(2))
    assert swept(store) == [("", "a.csv", "imported")]
    assert names(store, "acme") == [".hidden.csv", "Suomi", "b.csv.part", "done"]


def test_what_cannot_be_used_is_refused_with_its_sentence(store):
    drop(store, "acme/page.csv", "<!DOCTYPE html><html><body>Sign in</body></html>")
    drop(store, "acme/nonsense.bin", os.urandom(300))
    assert [status for *_, status in swept(store)] == ["refused", "refused"]
    assert names(store, "acme/refused") == ["nonsense.bin", "nonsense.bin.txt", "page.csv", "page.csv.txt"]
    said = (store.root / "inbox/acme/refused/page.csv.txt").read_text("utf-8")
    assert "HTML" in said or "web page" in said


def test_an_unclear_file_waits_for_a_person_and_is_read_again_once_somebody_answers(store):
    drop(store, "acme/a.csv", report(1, currency=""))
    assert swept(store) == [("", "a.csv", "needs_answer")]
    assert swept(store) == []  # asked once
    (waiting,) = waiting_files(store.ops, client_id="acme")
    assert (waiting.name, '"key": "currency"' in waiting.outcome) == ("a.csv", True)
    done = inbox.answer(
        store,
        get_client(store.ops, client_id="acme"),
        account="",
        name="a.csv",
        answers={"currency": "EUR"},
        who="M",
        now=NOW,
    )
    assert done.status is FileStatus.IMPORTED
    assert (waiting_files(store.ops, client_id="acme"), names(store, "acme/done")) == ([], ["a.csv"])
    drop(store, "acme/b.csv", report(2, currency=""))  # the account's currency is known now
    assert swept(store) == [("", "b.csv", "imported")]


def test_an_answer_on_the_page_lets_a_waiting_file_in(store):
    drop(store, "acme/a.csv", report(1, currency=""))
    assert swept(store) == [("", "a.csv", "needs_answer")]
    offer(store, client_id="acme", name="x.csv", data=report(3, currency="").encode(), currency="EUR", who="M", now=NOW)
    assert swept(store) == [("", "a.csv", "imported")]


def test_a_person_may_set_a_file_aside_and_a_vanished_one_is_forgotten(store):
    acme = get_client(store.ops, client_id="acme")
    drop(store, "acme/a.csv", report(1, currency=""))
    gone = drop(store, "acme/b.csv", report(2, currency=""))
    assert len(swept(store)) == 2
    inbox.set_aside(store, acme, account="", name="a.csv", who="Mari")
    assert names(store, "acme/refused") == ["a.csv", "a.csv.txt"]
    gone.unlink()
    swept(store)
    assert waiting_files(store.ops, client_id="acme") == []
    with pytest.raises(Refused):
        inbox.answer(store, acme, account="..", name="../secret", answers={}, who="M", now=NOW)


def test_links_and_strangers_are_never_followed(store, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text(report(1))
    folder = store.root / "inbox"
    (folder / "acme" / "link.csv").symlink_to(secret)
    (folder / "acme" / "far").symlink_to(tmp_path)
    (folder / "beta").symlink_to(tmp_path)
    os.mkfifo(folder / "acme" / "pipe.csv")
    drop(store, "nobody/a.csv", report(1))
    drop(store, "loose.csv", report(1))
    assert swept(store) == []
    assert secret.exists()
    assert {path.name for path in strangers(store.root)} == {"link.csv", "far", "beta", "pipe.csv", "loose.csv"}
    (folder / "acme" / "done").symlink_to(tmp_path / "elsewhere")
    drop(store, "acme/b.csv", report(2))
    assert [status for *_, status in swept(store)] == ["needs_answer"]
    assert names(store, "acme")[:2] == ["Suomi", "b.csv"]  # imported, and still there: nothing went outside


def test_one_process_sweeps_and_one_client_may_be_asked_for(store):
    drop(store, "acme/a.csv", report(1))
    drop(store, "beta/a.csv", report(1))
    with locked(store.root / "inbox.lock", seconds=0):
        assert swept(store) == []
    assert swept(store, client_id="beta") == [("", "a.csv", "imported")]
    assert names(store, "acme") == ["Suomi", "a.csv"]


def test_a_team_s_file_is_refused(store):
    add_client(store.ops, name="Tiimi", kind=ClientKind.TEAM, now=NOW)
    drop(store, "tiimi/a.csv", report(1))
    assert swept(store) == [("", "a.csv", "refused")]


def test_nothing_is_lost_or_counted_twice_when_a_sweep_is_killed(store):
    """Killed at growing moments of its work; afterwards every file is in once and lies in exactly one place."""
    files = 8
    for day in range(1, files + 1):
        drop(store, f"acme/{day}.csv", report(day, "10.00"))
    for pause in (0.02, 0.08, 0.15, 0.25):
        process = Child(sweep_once, store.root)
        assert process.said.readline() == "ready\n"
        time.sleep(pause)
        process.kill()
        process.ended()
    swept(store)
    assert names(store, "acme/done") == [f"{day}.csv" for day in range(1, files + 1)]
    assert names(store, "acme") == ["Suomi", "done"]
    assert spent(store) == 10 * files


def test_the_app_takes_a_file_on_the_second_round_that_sees_it_unchanged(store):
    drop(store, "acme/a.csv", report(1))

    async def rounds() -> None:
        with anyio.move_on_after(20):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(watch_inbox, lambda: store, 0.01)
                while not names(store, "acme/done"):
                    await anyio.sleep(0.01)
                tasks.cancel_scope.cancel()

    first = one_round(lambda: store, {})
    assert [path.name for path in first] == ["a.csv"]
    anyio.run(rounds)
    assert names(store, "acme/done") == ["a.csv"]
    anyio.run(watch_inbox, lambda: store, 0)  # off: it returns at once


def test_a_round_that_fails_is_not_the_last(caplog):
    def broken() -> Store:
        raise OSError("no disk")

    assert one_round(broken, {}) == {}
    assert "inbox" in caplog.text


def test_the_command_takes_what_lies_still_and_says_what_does_not(store, capsys):
    drop(store, "acme/a.csv", report(1))
    drop(store, "acme/Suomi/b.csv", report(2, currency=""))
    drop(store, "acmee/c.csv", report(3))
    drop(store, "loose.csv", report(4))
    status = main(["--data", str(store.root), "inbox", "--settle", "0", "--json"])
    out, said = capsys.readouterr()
    answer = json.loads(out)
    assert status == 1  # something waits for a person
    assert [(f["client"], f["file"], f["status"]) for f in answer["files"]] == [
        ("acme", "a.csv", "imported"),
        ("acme", "b.csv", "needs_answer"),
    ]
    assert answer["files"][0]["moved_to"].endswith("acme/done/a.csv")
    assert answer["files"][0]["tables"][0]["spend"] == "10.00"
    assert [Path(path).name for path in answer["never_taken"]] == ["loose.csv"]
    assert (answer["unknown_clients"], answer["growing"]) == (["acmee"], [])
    assert "There is no client acmee" in said
    assert main(["--data", str(store.root), "inbox", "--client", "beta", "--settle", "0"]) == 0
