"""Posting to Slack: what its answers mean, that a post is made once, and that the address does not get out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.connect import slack
from core.connect.faults import SlackBusy, SlackFault, SlackRejected, SlackStopped, SlackUnsure
from core.connect.secrets import SlackAddress, slack_addresses, slack_variable
from core.errors import Refused
from tests.fake_slack.server import PATH, Channel, Served, serve

HELLO = {"text": "Hei", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Hei"}}]}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with serve(Channel()) as found:
        monkeypatch.setenv(slack.HOST_VARIABLE, found.host)
        yield found


def post(served: Served) -> None:
    slack.post(SlackAddress(served.url), HELLO)


def test_a_message_is_in_the_channel(served: Served) -> None:
    post(served)
    assert served.channel.taken == [HELLO]


@pytest.mark.parametrize(
    ("event", "kind", "said"),
    [
        ("429", SlackBusy, "slow down"),
        ("503", SlackBusy, "could not be reached"),
        ("redirect", SlackBusy, "a proxy"),
        ("500", SlackUnsure, "Look into the channel"),
        ("taken, 500", SlackUnsure, "Look into the channel"),
        ("502", SlackUnsure, "Look into the channel"),
        ("html", SlackUnsure, "Look into the channel"),
        ("cut", SlackUnsure, "Look into the channel"),
        ("taken, half", SlackUnsure, "Look into the channel"),
        ("404", SlackStopped, r"make a new incoming webhook .* \(Slack: no_service\)"),
        ("410", SlackStopped, "another channel"),
        ("403", SlackStopped, "ask its admin"),
        ("400", SlackRejected, "invalid_payload"),
    ],
)
def test_what_an_answer_means(served: Served, event: str, kind: type[SlackFault], said: str) -> None:
    """And whatever it is, one call is one request."""
    served.channel.weather = [event]
    with pytest.raises(kind, match=said) as told:
        post(served)
    assert type(told.value) is kind
    assert served.channel.requests == 1
    assert told.value.sentence.fi != told.value.sentence.en


def test_slack_says_how_long_to_wait(served: Served) -> None:
    for event, seconds in (("429", 30), ("429 silent", slack.USUAL_WAIT_SECONDS)):
        served.channel.weather = [event]
        with pytest.raises(SlackBusy) as told:
            post(served)
        assert told.value.wait == seconds
    usual = slack.USUAL_WAIT_SECONDS
    for said, seconds in (
        ("0", 1),
        ("9999999", slack.LONGEST_WAIT_SECONDS),
        ("-5", usual),
        ("nan", usual),
        ("1e9", usual),
    ):
        busy = slack.fault(429, "", said)
        assert isinstance(busy, SlackBusy)
        assert busy.wait == seconds


def test_who_does_not_answer_may_have_taken_it(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack, "READ_SECONDS", 0.05)
    for event in ("slow", "taken, slow"):
        served.channel.weather = [event]
        with pytest.raises(SlackUnsure):
            post(served)
    assert served.channel.taken == [HELLO]


def test_where_nobody_listens_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(slack.HOST_VARIABLE, "http://127.0.0.1:9")
    with pytest.raises(SlackBusy):
        slack.post(SlackAddress(f"http://127.0.0.1:9{PATH}"), HELLO)


def test_the_address_does_not_get_out(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    """Even if the other side should say it back to us, and however much is logged."""
    caplog.set_level(logging.DEBUG)
    address = SlackAddress(served.url)
    told = [repr(address), str(address), address.mark]
    for event in ("404", "500", "cut", "html", "429"):
        served.channel.weather = [event]
        with pytest.raises(SlackFault) as fault:
            slack.post(address, HELLO)
        told += [str(fault.value), fault.value.sentence.fi, str(fault.value.__cause__)]
        assert fault.value.__suppress_context__ or fault.value.__context__ is None
    told.append(slack.fault(400, f"no such {PATH}").sentence.en)
    with pytest.raises(Refused) as refused:
        slack.post(SlackAddress(f"https://evil.example{PATH}"), HELLO)
    assert "s3cret" not in "\n".join([*told, str(refused.value), caplog.text])


@pytest.mark.parametrize(
    "url",
    [
        f"http://hooks.slack.com{PATH}",
        f"https://hooks.slack.com.evil.example{PATH}",
        f"https://user:pw@hooks.slack.com{PATH}",
        f"https://hooks.slack.com:444{PATH}",
        "https://hooks.slack.com/workflows/T0/A0/1/x",
        f"https://hooks.slack.com{PATH}?next=https://evil.example",
        f"http://127.0.0.1:8080{PATH}",
        "file:///etc/passwd",
        "hooks.slack.com/services/T0/B0/x",
    ],
)
def test_only_slacks_webhooks_are_spoken_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(slack.HOST_VARIABLE, raising=False)
    with pytest.raises(Refused):
        slack.require_address(SlackAddress(url))
    assert slack.require_address(SlackAddress(slack.HOST + PATH)) == slack.HOST + PATH
    monkeypatch.setenv(slack.HOST_VARIABLE, "https://evil.example")
    with pytest.raises(Refused):
        slack.require_address(SlackAddress(f"https://evil.example{PATH}"))


def test_addresses_come_from_the_environment_or_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secrets.toml"
    assert slack_addresses(file) == {}
    file.write_text('slack = "no table"\n')
    assert slack_addresses(file) == {}
    file.write_text('TRELLO_KEY = "k"\n[slack]\nkuusi-oy = "https://a"\nkoivu = " https://b "\nempty = ""\nodd = 7\n')
    assert slack_addresses(file) == {"kuusi-oy": SlackAddress("https://a"), "koivu": SlackAddress("https://b")}
    assert slack_variable("kuusi-oy") == "TAHTI_SLACK_WEBHOOK_KUUSI_OY"
    monkeypatch.setenv(slack_variable("kuusi-oy"), "https://c")
    assert slack_addresses(file)["kuusi-oy"] == SlackAddress("https://c")
    assert SlackAddress("https://c").mark != SlackAddress("https://a").mark
