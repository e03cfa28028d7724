"""The log: what is open and for how long, ticked, moved and opened again from it; a meeting as presented and as now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from streamlit.testing.v1 import AppTest

from core.dates import local_day, utc_now
from core.jobs.meetings import hold
from core.meetings.shapes import Kind
from core.model import Client, Role
from core.reports.agenda import agenda
from core.store import promises
from core.store.meetings import add_meeting, keep_copy, kept_meetings
from tests.pages.conftest import HOSTILE, Office
from tests.pages.test_weekly import button, words

NOW = utc_now()
TODAY = local_day(NOW, "Europe/Helsinki")


def opened(office: Office, *, client: Client | None = None, language: str = "en", **query: str) -> AppTest:
    return office.in_the_app("log", Role.GROWTH_OWNER, client=client, language=language, **query)


def promised(office: Office, text: str, *, days: int, kind: str = "weekly") -> promises.Action:
    return promises.add_action(
        office.store.ops, client_id=office.fir.client_id, kind=kind, text=text, owner="Anna",
        due=TODAY + timedelta(days=days), agreed_at=NOW - timedelta(days=20), who="t",
    )  # fmt: skip


def listed(office: Office) -> dict[str, promises.Action]:
    found = promises.list_actions(office.store.ops, client_id=office.fir.client_id, as_of=utc_now())
    return {one.text: one for one in found}


def test_what_is_open_is_ticked_moved_and_opened_again(office: Office) -> None:
    about: dict[str, Any] = {"client_id": office.fir.client_id, "who": "t"}
    late = promised(office, HOSTILE, days=-5)
    promised(office, "Improve the handover", days=9, kind="retro")
    first = promises.add_decision(
        office.store.ops, text="No video", decided_by="The client", decided_at=NOW - timedelta(days=20), **about
    )
    promises.decide_again(office.store.ops, first_id=first.first_id, decided_at=NOW - timedelta(days=2), **about)
    at = opened(office)
    assert not at.exception
    seen = words(at)
    assert "▲ Late by 5 days" in seen
    assert "open for 20 days" in seen
    assert any("\\<img" in e.value for e in at.main if e.type == "markdown"), "shown as it was written"
    assert "No video" not in seen, "a decision without a card is not open"
    assert [one.value for one in at.metric] == ["0 of 1", "0 of 1", "20 days"]

    button(at, "Move the day").click().run()
    at.date_input(key="log_day").set_value(TODAY + timedelta(days=3))
    button(at, "Save the day").click().run()
    moved = listed(office)[late.text]
    assert (moved.due, moved.first_due) == (TODAY + timedelta(days=3), late.due)
    assert "moved once" in words(at)
    assert "first promised for" in words(at)

    button(at, "Done").click().run()
    assert [one.value for one in at.metric] == ["1 of 1", "0 of 1", "20 days"], "after the day promised first"
    at.segmented_control(key="log_show").set_value("done").run()
    assert "after the first day" in words(at)
    button(at, "Open again").click().run()
    assert listed(office)[late.text].done_at is None

    at.segmented_control(key="log_show").set_value("all").run()
    at.segmented_control(key="log_kind").set_value("decision").run()
    assert "decided again once" in words(at)
    assert "Improve the handover" not in words(at)
    assert at.query_params["show"] == "all", "a link leads to the same rows"


def test_a_meeting_as_presented_beside_as_now(office: Office) -> None:
    about: dict[str, Any] = {"client_id": office.fir.client_id, "who": "t"}
    kept_open, closed = promised(office, "Call them", days=-2), promised(office, "Write to them", days=-1)
    moment = NOW - timedelta(hours=1)
    shown = agenda(office.store, client_id=office.fir.client_id, kind=Kind.WEEKLY, as_of=moment)
    held = hold(office.store, agenda=shown, at=moment, now=moment, **about)
    same = words(opened(office, meeting=str(held.meeting_id)))
    assert "Everything reads the same now." in same
    # typed in afterwards: it had been done the day before
    promises.close_action(
        office.store.ops, client_id=office.fir.client_id, action_id=closed.action_id, who="t",
        now=moment - timedelta(days=1),
    )  # fmt: skip
    at = opened(office, meeting=str(held.meeting_id))
    assert "One line is different now." in words(at)
    assert "− gone** · As presented: Anna: Write to them" in words(at)
    assert f"Anna: {kept_open.text}" in words(at)
    at.toggle(key="log_only").set_value(True).run()
    assert f"Anna: {kept_open.text}" not in words(at)
    button(at, "Back to decisions and actions").click().run()
    assert "Call them" in words(at)


def test_an_empty_log_says_what_fills_it_and_anothers_meeting_is_not_shown(office: Office) -> None:
    for client in (office.fir, office.team):
        at = opened(office, client=client, language="fi")
        assert not at.exception
        assert "Mitään ei ole vielä päätetty" in at.info[0].value
    held = add_meeting(office.store.ops, client_id=office.birch.client_id, kind="weekly", at=NOW, now=NOW)
    keep_copy(
        office.store.ops, client_id=office.birch.client_id, meeting_id=held.meeting_id, copy='{"items": []}', who="t",
        now=NOW,
    )  # fmt: skip
    at = opened(office, meeting=str(held.meeting_id))
    assert at.error
    assert kept_meetings(office.store.ops, client_id=office.birch.client_id, kind="weekly") == [held]
