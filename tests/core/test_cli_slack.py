"""The commands about Slack: preview, dry run, sending, the list, the switches, and what `check` says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.connect import slack
from core.connect.secrets import slack_addresses, slack_variable
from core.dates import local_day, utc_now
from core.jobs.check_slack import check_slack
from core.store import Store, open_store
from core.store.clients import add_client
from tests.fake_slack.server import Channel, Served, serve

Run = Callable[..., Any]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with serve(Channel()) as found:
        monkeypatch.setenv(slack.HOST_VARIABLE, found.host)
        monkeypatch.setenv(slack_variable("kuusi-oy"), found.url)
        monkeypatch.setattr("core.jobs.messages.BETWEEN_SECONDS", 0)
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    add_client(opened.ops, name="Kuusi Oy", language="en", now=utc_now())
    yesterday = local_day(utc_now(), "Europe/Helsinki") - timedelta(days=1)
    arguments = (
        "action",
        "add",
        "--client",
        "kuusi-oy",
        "--owner",
        "Maija",
        "--due",
        str(yesterday),
        "Pictures <!here>",
    )
    assert main(["--data", str(tmp_path), *arguments]) == 0
    return opened


@pytest.fixture
def run(store: Store, capsys: pytest.CaptureFixture[str]) -> Run:
    capsys.readouterr()

    def command(*words: str, status: int = 0, client: str = "kuusi-oy") -> Any:
        given = ["--data", str(store.root), "slack", *words, *(["--client", client] if client else []), "--json"]
        assert main(given) == status
        out, err = capsys.readouterr()
        return json.loads(out) if out else err

    return command


def test_from_preview_to_the_list(run: Run, served: Served) -> None:
    shown = run("preview", "--kind", "nudge")
    assert shown["lines"][0] == {"style": "title", "text": "Open actions · Kuusi Oy"}
    assert shown["lines"][-1] == {"style": "line", "text": "• Pictures <!here> – was due yesterday"}
    assert shown["problems"] == []
    tried = run("send", "--kind", "nudge", "--dry-run")
    assert tried["due"] == [shown]
    assert run("send", "--dry-run") == {"due": []}
    assert served.channel.requests == 0
    assert run("send", "--kind", "nudge") == {"written": 0, "sent": 1, "maybe": 0, "waiting": 0, "dead": 0}
    assert served.channel.taken == [shown["payload"]]
    assert "already" in run("send", "--kind", "nudge", status=1)
    (row,) = run("list")
    assert (row["kind"], row["state"], row["title"], row["why"]) == ("nudge", "sent", "Open actions · Kuusi Oy", None)


def test_a_message_in_doubt(run: Run, served: Served, store: Store) -> None:
    served.channel.weather = ["taken, cut"]
    assert run("send", "--kind", "agenda", status=1)["maybe"] == 1
    (row,) = run("list")
    assert row["state"] == "maybe"
    (found,) = check_slack(store, slack_addresses())
    assert (found.ok, found.warning) == (True, True)
    made = run("again", str(row["id"]))
    assert (made["state"], made["about"]) == ("queued", f"{row['about']}:again:{row['id']}")
    assert "not any more" in run("rest", str(row["id"]), status=1)
    served.channel.weather = ["404"]
    assert run("send", status=1)["dead"] == 1
    (found,) = check_slack(store, slack_addresses())
    assert not found.ok
    assert "webhook" in found.sentence.en
    assert run("rest", str(made["id"]))[0]["state"] == "dropped"
    run("go-on")
    (found,) = check_slack(store, slack_addresses())
    assert (found.ok, found.warning) == (True, False)


def test_switches(run: Run, served: Served) -> None:
    off = {"configured": True, "agenda": False, "memo": False, "nudge": False, "agenda_hour": 7, "nudge_hour": 9}
    assert run("set") == off | {"readers": "team"}
    on = run("set", "agenda=on", "nudge=on", "nudge-hour=10", "readers=client")
    assert on == off | {"agenda": True, "nudge": True, "nudge_hour": 10, "readers": "client"}
    assert run("set", "nudge=off")["nudge"] is False
    for wrong in ("agenda=maybe", "nudge-hour=25", "retro=on", "readers=all"):
        run("set", wrong, status=1)
    assert run("set")["agenda"] is True


def test_without_a_channel(run: Run, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(slack_variable("kuusi-oy"), raising=False)
    assert "TAHTI_SLACK_WEBHOOK_KUUSI_OY" in run("send", status=1)
    assert run("send", client="") == {"written": 0, "sent": 0, "maybe": 0, "waiting": 0, "dead": 0}
    assert run("set", "memo=on")["configured"] is False
    (found,) = check_slack(store, slack_addresses())
    assert (found.warning, "TAHTI_SLACK_WEBHOOK_KUUSI_OY" in found.sentence.en) == (True, True)
    assert run("list") == []
    assert "nothing to tell" in run("preview", "--kind", "memo", status=1)
    assert run("preview", "--kind", "agenda", "--meeting", "monthly")["about"].startswith("agenda:monthly:")


def test_what_check_says_of_addresses(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(slack_variable("kuusi-oy"), "https://evil.example/services/s3cret")
    monkeypatch.setenv(slack_variable("mistyped"), "https://hooks.slack.com/services/s3cret")
    mistyped, wrong = check_slack(store, slack_addresses())
    assert (mistyped.ok, mistyped.warning) == (True, True)
    assert not wrong.ok
    assert "s3cret" not in f"{mistyped.sentence} {wrong.sentence}"
