"""The page about messages to Slack: not set up, set up, switched, previewed, sent, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.connect import slack
from core.connect.secrets import slack_variable
from core.dates import local_day, utc_now
from core.jobs.messages import tell
from core.meetings.messages import Post
from core.model import Role
from core.store import messages, people, promises
from core.store.meetings import add_meeting
from core.store.messages import State
from pages.ui.slack_acts import WRITER
from tests.fake_slack.server import Channel, Served, serve
from tests.pages.conftest import HOSTILE, Office


@pytest.fixture
def served(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with serve(Channel()) as found:
        monkeypatch.setenv(slack.HOST_VARIABLE, found.host)
        monkeypatch.setenv(slack_variable(office.fir.client_id), found.url)
        yield found


def shown(at: AppTest) -> str:
    assert not at.exception
    return "\n".join(str(getattr(e, "value", "")) for e in at.main).replace("\u00a0", " ").replace("\\", "")


def promised(office: Office, text: str = "Call the printer", **more: Any) -> None:
    now = utc_now()
    promises.add_action(
        office.store.ops,
        client_id=office.fir.client_id,
        kind="weekly",
        text=text,
        owner="Anna",
        due=local_day(now, "Europe/Helsinki") - timedelta(days=1),
        agreed_at=now - timedelta(days=7),
        who="t",
        **more,
    )


def look(at: AppTest, post: Post) -> AppTest:
    """Open the preview of a kind of message."""
    at.session_state[f"slack_look_{post}"] = True
    return at.run()


def rows(office: Office) -> list[messages.Entry]:
    return messages.list_messages(office.store.ops, client_id=office.fir.client_id)


def round_of_the_app(office: Office) -> None:
    tell(office.store, WRITER, client_id=office.fir.client_id, wait=lambda seconds: None)


@pytest.mark.parametrize(("language", "said"), [("en", "No Slack channel yet"), ("fi", "Slack-kanavaa ei ole vielä")])
def test_without_a_channel_the_page_says_what_to_do(office: Office, language: str, said: str) -> None:
    at = office.open("slack", Role.SPECIALIST, language=language)
    assert said in shown(at)
    assert slack_variable("kuusi-oy") in shown(at)
    look(at, Post.AGENDA)
    assert at.button(key="slack_send_agenda").disabled


def test_from_a_switch_to_a_message_in_the_channel(office: Office, served: Served) -> None:
    promised(office, HOSTILE)
    add_meeting(office.store.ops, client_id="kuusi-oy", kind="monthly", at=utc_now() + timedelta(days=9), now=utc_now())
    at = office.open("slack", Role.GROWTH_OWNER)
    assert "Connected to a Slack channel" in shown(at)
    assert "Next: Monthly" in shown(at)
    assert "Overdue or due today: 1." in shown(at)
    at.toggle(key="slack_on_nudge").set_value(True).run()
    at.selectbox(key="slack_hour_nudge").set_value(11).run()
    settings = messages.settings_of(office.store.ops, client_id="kuusi-oy")
    assert (settings.on, settings.nudge_hour) == (frozenset({Post.NUDGE}), 11)
    look(at, Post.NUDGE)
    assert "<img src=x" in shown(at)  # as text
    assert "Dry run: Slack would take it." in shown(at)
    at.button(key="slack_send_nudge").click().run()
    assert "within half a minute" in shown(at)
    assert served.channel.requests == 0, "a page never speaks to Slack"
    round_of_the_app(office)
    assert [one.state for one in rows(office)] == [State.SENT]
    assert at.run().expander[-1].label.startswith("● sent")
    at.button(key="slack_send_nudge").click().run()
    assert "already" in at.error[0].value
    assert len(served.channel.taken) == 1


def test_what_is_in_doubt_waits_for_a_person(office: Office, served: Served) -> None:
    at = office.open("slack", Role.GROWTH_OWNER)
    look(at, Post.AGENDA).button(key="slack_send_agenda").click().run()
    served.channel.weather = ["taken, cut", "404"]
    round_of_the_app(office)
    (doubted,) = rows(office)
    assert "maybe sent" in shown(at.run())
    assert "Look into the channel" in shown(at)
    at.button(key=f"slack_again_{doubted.message_id}").click().run()
    round_of_the_app(office)
    dead, _ = rows(office)
    assert "Slack takes no messages" in shown(at.run())
    assert "make a new incoming webhook" in shown(at)
    at.button(key="slack_go_on").click().run()
    assert "Connected to a Slack channel" in shown(at)
    at.button(key=f"slack_rest_{dead.message_id}").click().run()
    assert "Look at these" not in shown(at)
    assert served.url not in shown(at)


def test_when_the_client_reads_too_the_messages_are_theirs(office: Office, served: Served) -> None:
    promised(office, "Only for us")
    at = look(office.open("slack", Role.GROWTH_OWNER), Post.NUDGE)
    assert "Only for us" in shown(at)
    at.segmented_control(key="slack_readers").set_value("client").run()
    assert "Only for us" not in shown(at)
    assert "nothing to tell" in shown(at)


def test_who_lost_the_client_changes_nothing(office: Office, served: Served) -> None:
    at = office.open("slack", Role.SPECIALIST)
    person = office.people[Role.SPECIALIST]
    people.set_clients(office.store.ops, person_id=person.person_id, client_ids=[office.team.client_id])
    at.toggle(key="slack_on_memo").set_value(True).run()
    assert messages.settings_of(office.store.ops, client_id="kuusi-oy").on == frozenset()
    assert "no longer yours" in at.error[0].value
