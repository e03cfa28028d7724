"""Telling a Slack channel: what is due is written once, sent once, and waits, ends or is doubted as Slack answers."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import anyio
import pytest

from core.connect import slack
from core.connect.secrets import slack_variable
from core.dates import utc_now
from core.errors import Refused
from core.jobs import backup
from core.jobs.meetings import hold
from core.jobs.messages import LOST_AFTER, Told, Writer, find_address, go_on, send_now, tell, tell_all
from core.meetings.messages import Due, Held, Post, Settings
from core.meetings.shapes import Kind
from core.reports.agenda import agenda
from core.reports.messages import channel_due, compose, held
from core.store import Store, messages, open_store, promises, slack_addresses
from core.store.clients import add_client, get_client
from core.store.meetings import add_meeting
from core.store.messages import State
from core.web import slack_watch
from tests.children import Child
from tests.core.jobs.telling import simple, tell_due
from tests.fake_slack.server import Channel, Served, serve

KILLS = 50 if os.environ.get("SOAK") else 5
REAL = Writer(channel_due, compose)
TUESDAY = datetime(2026, 9, 29, 4, 0)  # seven in Helsinki, naive UTC


@dataclass
class Desk:
    """A client with a channel, and a clock that is moved by hand."""

    store: Store
    channel: Channel
    now: datetime = TUESDAY

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def tell(self, writer: Writer = REAL) -> Told:
        return tell(self.store, writer, client_id="kuusi", clock=lambda: self.now, wait=lambda seconds: None)

    def states(self) -> list[State]:
        return [one.state for one in reversed(messages.list_messages(self.store.ops, client_id="kuusi"))]

    def switch(self, *on: Post, **settings: object) -> None:
        wished = Settings(on=frozenset(on), **settings)  # type: ignore[arg-type]
        began = self.now - timedelta(days=30)
        messages.change_settings(self.store.ops, client_id="kuusi", change=lambda _: wished, who="Maija", now=began)

    def promise(self, text: str = "Kuvat", *, kind: str = "weekly", client_visible: bool = False) -> None:
        promises.add_action(
            self.store.ops,
            client_id="kuusi",
            kind=kind,
            text=text,
            owner="Maija",
            due=date(2026, 9, 28),
            client_visible=client_visible,
            agreed_at=self.now - timedelta(days=5),
            who="Maija",
        )

    def plan(self, kind: str, at: datetime) -> None:
        add_meeting(self.store.ops, client_id="kuusi", kind=kind, at=at, now=self.now)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with serve(Channel()) as found:
        monkeypatch.setenv(slack.HOST_VARIABLE, found.host)
        monkeypatch.setenv(slack_variable("kuusi"), found.url)
        yield found


@pytest.fixture
def desk(tmp_path: Path, served: Served) -> Desk:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Kuusi", now=TUESDAY - timedelta(days=60))
    return Desk(store, served.channel)


def text_of(payload: object) -> str:
    return str(payload)


# ------------------------------------------------------------------------------------------------ what a channel hears


def test_a_tuesday_from_agenda_to_memo(desk: Desk) -> None:
    """The agenda in the morning, the nudge at nine, the memo when the meeting ended; each once, whatever the rounds."""
    desk.switch(*Post)
    desk.plan("weekly", TUESDAY + timedelta(hours=1))
    desk.promise()
    assert desk.tell() == Told(written=1, sent=1)
    assert desk.tell() == Told()
    desk.later(hours=1)
    shown = agenda(desk.store, client_id="kuusi", kind=Kind.WEEKLY, as_of=desk.now)
    desk.later(minutes=16)
    hold(desk.store, client_id="kuusi", agenda=shown, at=desk.now, who="Maija", now=desk.now)
    assert desk.tell() == Told(written=1, sent=1)
    desk.later(hours=1)
    assert desk.tell() == Told(written=1, sent=1)
    assert desk.tell() == Told()
    assert desk.channel.titles == [
        "Weekly tänään klo 8.00 · Kuusi",
        "Kuusi · Weekly · 29.9.2026",
        "Avoimet toimet · Kuusi",
    ]
    assert "Maija: Kuvat" in text_of(desk.channel.taken[0])
    assert "Kuvat – määräpäivä oli eilen" in text_of(desk.channel.taken[2])
    desk.later(days=2)
    assert desk.tell() == Told()  # the nudge rests
    desk.later(days=1)
    assert desk.tell() == Told(written=1, sent=1)


def test_nothing_is_told_before_somebody_switched_it_on(desk: Desk) -> None:
    desk.plan("weekly", TUESDAY + timedelta(hours=1))
    desk.promise()
    assert desk.tell() == Told()
    assert desk.channel.requests == 0


def test_a_channel_that_the_client_reads_hears_only_what_they_may_see(desk: Desk) -> None:
    desk.switch(*Post, with_client=True)
    desk.plan("weekly", TUESDAY + timedelta(hours=1))
    desk.promise("Julkinen", client_visible=True)
    desk.promise("Sisäinen")
    desk.tell()
    desk.later(hours=2)
    desk.tell()
    assert len(desk.channel.taken) == 2
    for message in map(text_of, desk.channel.taken):
        assert "Julkinen" in message
        assert "Sisäinen" not in message


def test_of_a_meeting_without_the_client_their_channel_hears_nothing(desk: Desk) -> None:
    desk.switch(Post.MEMO, with_client=True)
    desk.promise("Sisäinen")
    shown = agenda(desk.store, client_id="kuusi", kind=Kind.WEEKLY, as_of=desk.now)
    hold(desk.store, client_id="kuusi", agenda=shown, at=desk.now, who="Maija", now=desk.now)
    assert desk.tell() == Told()
    desk.switch(Post.MEMO)
    assert desk.tell().sent == 1
    assert "Sisäinen" in text_of(desk.channel.taken)


def test_a_retrospective_never_reaches_a_channel(desk: Desk) -> None:
    desk.switch(*Post)
    desk.plan("retro", TUESDAY + timedelta(hours=2))
    desk.promise("Salaisuus", kind="retro")
    desk.tell()
    shown = agenda(desk.store, client_id="kuusi", kind=Kind.RETRO, as_of=desk.now)
    hold(desk.store, client_id="kuusi", agenda=shown, at=desk.now, who="Maija", now=desk.now)
    desk.later(hours=2)
    assert desk.tell() == Told()
    assert held(desk.store, client_id="kuusi") == []
    assert desk.channel.requests == 0


# ------------------------------------------------------------------------------------------------------ Slack's answers


def test_slack_says_how_long_to_wait_and_is_left_alone_so_long(desk: Desk) -> None:
    desk.channel.weather = ["429"]
    assert desk.tell(simple(2)) == Told(written=2, waiting=2)
    assert desk.channel.requests == 1
    desk.later(seconds=29)
    assert desk.tell(simple(2)) == Told(waiting=2)
    assert desk.channel.requests == 1
    desk.later(seconds=1)
    assert desk.tell(simple(2)) == Told(sent=2)
    assert desk.channel.titles == ["message 0", "message 1"]


def test_an_address_that_is_gone_stops_everything_until_somebody_mends_it(
    desk: Desk, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.channel.weather = ["404"]
    assert desk.tell(simple(2)) == Told(written=2, dead=1, waiting=1)
    desk.later(hours=1)
    assert desk.tell(simple(3)) == Told(written=1, waiting=2)
    assert desk.channel.requests == 1
    address = find_address_of(desk)
    stopped = slack_addresses.address_state(desk.store.ops, address).stopped
    assert stopped is not None
    assert "make a new incoming webhook" in stopped.en
    go_on(desk.store, client_id="kuusi")
    assert desk.tell(simple(3)) == Told(sent=2)
    (dead,) = messages.list_messages(desk.store.ops, client_id="kuusi", states=(State.DEAD,))
    messages.send_again(desk.store.ops, client_id="kuusi", message_id=dead.message_id, who="Maija", now=desk.now)
    assert desk.tell(simple(3)) == Told(sent=1)
    assert Counter(desk.channel.titles) == Counter({f"message {n}": 1 for n in range(3)})
    assert served.url not in Path(desk.store.ops.path).read_bytes().decode("latin-1")


def find_address_of(desk: Desk) -> str:
    address = find_address(get_client(desk.store.ops, client_id="kuusi"))
    assert address is not None
    return address.mark


def test_a_message_without_a_clear_answer_is_never_sent_again_by_itself(desk: Desk) -> None:
    events = ["500", "taken, 500", "502", "cut", "taken, cut", "taken, half", "html"]
    desk.channel.weather = list(events)
    assert desk.tell(simple(len(events))) == Told(written=len(events), unsure=len(events))
    desk.later(hours=5)
    assert desk.tell(simple(len(events))) == Told()
    assert desk.channel.requests == len(events)
    assert Counter(desk.channel.titles) == Counter({f"message {n}": 1 for n in (1, 4, 5)})
    assert set(desk.states()) == {State.MAYBE}
    doubted = messages.list_messages(desk.store.ops, client_id="kuusi")
    assert all(one.why and "Look into the channel" in one.why.en for one in doubted)


def test_who_does_not_answer_is_not_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack, "READ_SECONDS", 0.05)
    desk.channel.weather = ["taken, slow"]
    assert desk.tell(simple(1)) == Told(written=1, unsure=1)
    desk.later(hours=1)
    assert desk.tell(simple(1)) == Told()
    assert desk.channel.titles == ["message 0"]


def test_a_message_in_doubt_is_sent_again_by_a_person_once(desk: Desk) -> None:
    desk.channel.weather = ["500"]
    desk.tell(simple(1))
    (doubted,) = messages.list_messages(desk.store.ops, client_id="kuusi")
    asked = {"client_id": "kuusi", "message_id": doubted.message_id, "who": "Maija", "now": desk.now}
    messages.send_again(desk.store.ops, **asked)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        messages.send_again(desk.store.ops, **asked)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        messages.let_rest(desk.store.ops, **asked)  # type: ignore[arg-type]
    assert desk.tell(simple(1)) == Told(sent=1)
    assert desk.states() == [State.DROPPED, State.SENT]
    assert desk.channel.titles == ["message 0"]


def test_what_was_surely_not_taken_is_tried_again_a_little_later_each_time(desk: Desk) -> None:
    desk.channel.weather = ["503", "redirect", "503"]
    asked: list[int] = []
    for minute in range(9):
        before = desk.channel.requests
        desk.tell(simple(1))
        asked += [minute] * (desk.channel.requests - before)
        desk.later(minutes=1)
    assert asked == [0, 1, 3, 7]
    assert desk.channel.titles == ["message 0"]


def test_where_nobody_listens_it_waits_until_it_is_of_no_use(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.switch(Post.AGENDA)
    desk.plan("weekly", TUESDAY + timedelta(hours=1))
    nobody = "http://127.0.0.1:9"
    monkeypatch.setenv(slack_variable("kuusi"), f"{nobody}/services/T/B/x")
    monkeypatch.setenv(slack.HOST_VARIABLE, nobody)
    assert desk.tell() == Told(written=1, waiting=1)
    desk.later(minutes=59)
    assert desk.tell() == Told(waiting=1)
    desk.later(minutes=1)
    assert desk.tell() == Told()
    (late,) = messages.list_messages(desk.store.ops, client_id="kuusi")
    assert (late.state, late.why) == (State.DEAD, messages.TOO_LATE)


def test_a_message_that_slack_refuses_stops_no_other(desk: Desk) -> None:
    desk.channel.weather = ["400"]
    assert desk.tell(simple(2)) == Told(written=2, sent=1, dead=1)
    assert desk.states() == [State.DEAD, State.SENT]


# ------------------------------------------------------------------------------------------------------------ processes


def test_killed_at_any_moment_no_message_is_sent_twice(desk: Desk, served: Served) -> None:
    """A process is killed while Slack holds its message, taken or not; the next one goes on with the others."""
    chance = random.Random(6)
    for n in range(KILLS):
        served.channel.held.clear()
        served.channel.weather = [chance.choice(["slow", "taken, slow", "cut"])]
        process = Child(tell_due, desk.store.root, desk.now, n + 1)
        assert served.channel.held.wait(120)
        process.kill()
        process.ended()
        desk.later(seconds=LOST_AFTER.total_seconds() + 1)
    served.channel.weather = []
    desk.tell(simple(KILLS))
    desk.later(days=1, hours=-1)
    desk.tell(simple(KILLS))
    assert max(Counter(desk.channel.titles).values()) == 1
    states = Counter(desk.states())
    assert set(states) <= {State.MAYBE, State.SENT}
    assert sum(states.values()) == KILLS
    sent = {
        one.payload["text"] for one in messages.list_messages(desk.store.ops, client_id="kuusi", states=(State.SENT,))
    }
    assert sent <= set(desk.channel.titles)


def test_processes_side_by_side_send_each_message_once(desk: Desk) -> None:
    processes = [Child(tell_due, desk.store.root, desk.now, 6) for _ in range(2)]
    assert [process.ended() for process in processes] == [(0, "", "")] * 2
    assert Counter(desk.channel.titles) == Counter({f"message {n}": 1 for n in range(6)})


def test_a_restored_copy_sends_nothing_that_was_sent_since(desk: Desk, tmp_path: Path) -> None:
    desk.switch(*Post)
    desk.plan("weekly", TUESDAY + timedelta(hours=1))
    backup.back_up(desk.store, tmp_path / "copy", now=desk.now)
    assert desk.tell().sent == 1
    desk.later(minutes=10)
    backup.restore(desk.store, tmp_path / "copy", now=desk.now)
    assert desk.tell() == Told()
    assert len(desk.channel.taken) == 1


# -------------------------------------------------------------------------------------------------------------- clients


def test_each_client_has_its_own_channel_and_one_that_fails_stops_no_other(
    desk: Desk, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Koivu", "Lehmus", "Mänty"):
        add_client(desk.store.ops, name=name, demo=name == "Mänty", now=desk.now)
    monkeypatch.setenv(slack_variable("koivu"), "https://evil.example/services/x")
    monkeypatch.setenv(slack_variable("lehmus"), served.url)
    monkeypatch.setenv(slack_variable("manty"), served.url)
    assert tell_all(desk.store, simple(1), clock=lambda: desk.now, wait=lambda seconds: None) == Told(2, 2)
    assert desk.channel.titles == ["message 0"] * 2
    with pytest.raises(Refused, match="demo"):
        tell(desk.store, simple(1), client_id="manty")
    with pytest.raises(Refused, match="incoming webhook"):
        tell(desk.store, simple(1), client_id="koivu")


def test_without_any_channel_nothing_happens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(slack_variable("kuusi"))
    before = desk.store.ops.version()
    assert tell_all(desk.store, simple(1)) == Told()
    assert desk.store.ops.version() == before
    with pytest.raises(Refused, match="TAHTI_SLACK_WEBHOOK_KUUSI"):
        tell(desk.store, simple(1), client_id="kuusi")


def test_a_quiet_round_writes_nothing(desk: Desk) -> None:
    desk.switch(*Post)
    before = desk.store.ops.version()
    assert desk.tell() == Told()
    assert desk.store.ops.version() == before


def test_a_person_sends_now_whatever_the_hour_and_only_once(desk: Desk) -> None:
    desk.promise()
    wish = Due(Post.NUDGE, "nudge:2026-09-29", desk.now + timedelta(hours=3))
    asked = {"client_id": "kuusi", "due": wish, "who": "Maija", "clock": lambda: desk.now}
    send_now(desk.store, REAL, **asked)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="already"):
        send_now(desk.store, REAL, **asked)  # type: ignore[arg-type]
    assert desk.tell().sent == 1
    internal = Held(0, "weekly", desk.now)
    with pytest.raises(Refused):
        send_now(desk.store, REAL, **asked | {"due": Due(Post.MEMO, "memo:0", utc_now(), internal)})  # type: ignore[arg-type]


def test_what_is_switched_off_or_for_other_readers_does_not_go(desk: Desk) -> None:
    desk.switch(*Post)
    desk.plan("weekly", TUESDAY + timedelta(hours=1))
    desk.channel.weather = ["429"]
    assert desk.tell().waiting == 1
    desk.switch(*Post, with_client=True)
    desk.later(minutes=5)
    assert desk.tell() == Told()
    assert desk.states() == [State.DROPPED]
    with pytest.raises(Refused, match="0 to 23"):
        desk.switch(agenda_hour=24)


# ---------------------------------------------------------------------------------------------------------- in the app


def test_the_app_tells_by_itself_and_outlives_whatever_goes_wrong(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("core.jobs.messages.BETWEEN_SECONDS", 0)
    monkeypatch.setattr(slack_watch, "TICK_SECONDS", 0.01)
    wish = Due(Post.NUDGE, "nudge:x", utc_now() + timedelta(hours=1))
    desk.promise()
    send_now(desk.store, REAL, client_id="kuusi", due=wish, who="Maija")
    stores = iter([OSError("no disk")])

    def opened() -> Store:
        for error in stores:
            raise error
        return desk.store

    async def for_a_while() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(slack_watch.watch_slack, opened)
            with anyio.fail_after(60):
                while not desk.channel.taken or desk.states() != [State.SENT]:
                    await anyio.sleep(0.01)
            tasks.cancel_scope.cancel()

    anyio.run(for_a_while)
    assert desk.channel.titles == ["Avoimet toimet · Kuusi"]
    assert "no disk" in caplog.text
