"""A monthly is prepared and held: a yes moves the card, a no leaves it, the grade and the next day are kept."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from streamlit.testing.v1 import AppTest

from core.cards import Status
from core.dates import local_day, utc_now
from core.jobs.cards import create_card
from core.jobs.own_board import create_board
from core.meetings.memo import memo_of
from core.meetings.shapes import Kind
from core.model import Client, Period, Role, Sentence
from core.reports.board import board_status
from core.reports.periods import known_sprints
from core.store import findings as raised
from core.store import grades, meetings, promises, room_texts, rooms
from core.store.notes import add_note
from tests.pages.conftest import HOSTILE, Office
from tests.pages.test_weekly import button, field, words

NOW = utc_now()
DAY = timedelta(days=1)


def opened(office: Office, *, client: Client | None = None, language: str = "en", **query: str) -> AppTest:
    return office.in_the_app("monthly", Role.GROWTH_OWNER, client=client, language=language, **query)


def lying(office: Office, status: Status) -> list[str]:
    found = board_status(office.store, client_id=office.fir.client_id, as_of=utc_now())
    return list(found.statuses[status])


def decided(office: Office) -> list[promises.MeetingDecision]:
    return promises.list_meeting_decisions(
        office.store.ops, client_id=office.fir.client_id, as_of=utc_now(), client_visible=True
    )


def test_a_monthly_is_held(office: Office) -> None:
    by: dict[str, Any] = {"client_id": office.fir.client_id, "who": "t"}
    create_board(office.store, name="Board", now=NOW - 30 * DAY, **by)
    first = create_card(office.store, name="Guide", status=Status.BACKLOG, now=NOW - 3 * DAY, **by).card_id
    second = create_card(office.store, name=HOSTILE, status=Status.BACKLOG, now=NOW - 2 * DAY, **by).card_id
    raised.add_agenda_line(
        office.store.ops, text=Sentence("Try video", "Kokeillaan videota"), kind="stage_over", now=NOW - DAY, **by
    )
    meetings.add_meeting(office.store.ops, client_id=office.fir.client_id, kind="monthly", at=NOW - 28 * DAY, now=NOW)

    at = opened(office)
    assert not at.exception
    assert "New since last time" in words(at)
    assert "new in the Backlog 2" in words(at), "a monthly is prepared before it is held"
    at.segmented_control(key="monthly_view").set_value("room").run()
    at.text_input(key="room_decider").set_value("Maija Asiakas").run()
    button(at, "Start").click().run()
    assert "▶ The client: news, business, feeling" in words(at), "the client speaks first"

    button(at, "Yes or no", 0).click().run()
    assert field(at, "Who decides").value == "Maija Asiakas"
    assert field(at, "Who does it").value == "Test growth_owner", "oneself, unless the card has an owner"
    field(at, "Who decides").set_value("")
    button(at, "Yes: it starts").click().run()
    assert at.error[0].value == "Say who decided\\."
    assert decided(office) == []
    field(at, "Who decides").set_value("Maija Asiakas")
    button(at, "Yes: it starts").click().run()
    (video,) = decided(office)
    assert (video.text, video.answer, video.decided_by) == ("Kokeillaan videota", "yes", "Maija Asiakas")
    assert lying(office, Status.TO_DO) == [video.card_id], "in the client's language, with a card of its own"

    button(at, "Yes or no", 0).click().run()
    assert field(at, "What the client decides on").value in ("Guide", HOSTILE)
    asked = field(at, "What the client decides on").value
    field(at, "Who does it").set_value("Test admin")
    button(at, "Yes: it starts").click().run()
    moved, left = (first, second) if asked == "Guide" else (second, first)
    assert lying(office, Status.TO_DO) == [moved, video.card_id]

    button(at, "Yes or no", 0).click().run()
    button(at, "No: it stays").click().run()
    assert lying(office, Status.BACKLOG) == [left]
    assert "✕ No, Maija Asiakas" in words(at)
    assert [one.answer for one in decided(office)] == ["no", "yes", "yes"]
    made = promises.list_actions(office.store.ops, client_id=office.fir.client_id, as_of=utc_now())
    assert {(one.owner, one.card_id) for one in made} == {("Test growth_owner", video.card_id), ("Test admin", moved)}

    button(at, "Save the grade").click().run()
    assert "Choose a grade" in at.error[0].value
    at.selectbox(key="monthly_grade").set_value(Decimal("9.75"))
    at.text_input(key="monthly_why").set_value("Quick answers")
    button(at, "Save the grade").click().run()
    button(at, "Save the grade").click().run()
    given = grades.list_grades(office.store.ops, client_id=office.fir.client_id, as_of=utc_now())
    assert [(one.grade, one.why) for one in given] == [(Decimal("9.75"), "Quick answers")], "sent twice it is one"
    assert "Today: 9.75 (very good). Quick answers" in words(at)

    coming = local_day(NOW, office.fir.timezone) + 35 * DAY
    at.date_input(key="monthly_next_day").set_value(coming)
    button(at, "Save the day").click().run()
    assert "Planned for" in words(at)

    button(at, "End the monthly").click().run()
    button(at, "End and keep the memo").click().run()
    memo = words(at)
    assert "- Kyllä: Kokeillaan videota (päätti Maija Asiakas)" in memo, "in the client's language"
    (held,) = meetings.kept_meetings(office.store.ops, client_id=office.fir.client_id, kind="monthly")
    copy = meetings.kept_copy(office.store.ops, client_id=office.fir.client_id, meeting_id=held.meeting_id)
    kept = memo_of(copy, client="Kuusi", kind=Kind.MONTHLY, day=local_day(held.at, office.fir.timezone))
    assert kept.beside.grade
    assert (kept.beside.grade.grade, kept.beside.decision_maker) == (Decimal("9.75"), True)
    assert kept.beside.present[0] == "Maija Asiakas"
    today = local_day(NOW, office.fir.timezone)
    (sprint,) = [
        one
        for one in known_sprints(office.store, client_id=office.fir.client_id, first=None, today=today)
        if today in one.period
    ]
    assert (sprint.period.start, sprint.period.end) == (today, coming - DAY), "monthlies are the edges of sprints"


def test_what_experts_wrote_beforehand_is_read_in_the_meeting_and_kept(office: Office) -> None:
    today = local_day(NOW, office.fir.timezone)
    about: dict[str, Any] = {"client_id": office.fir.client_id}
    room = rooms.prepare_room(office.store.ops, kind="monthly", day=today, now=NOW, **about)
    room_texts.write_text(
        office.store.ops, room_id=room.room_id, field="expert:other", body=f"We learned a lot. {HOSTILE}", seen=0,
        write_id="a" * 24, who="Anna", now=NOW, **about,
    )  # fmt: skip
    add_note(
        office.store.ops, days=Period(today + 40 * DAY, today + 40 * DAY), kind="season", text="Black Friday",
        client_visible=True, prepare_from=today - DAY, who="t", now=NOW - DAY, **about,
    )  # fmt: skip
    create_board(office.store, name="Board", now=NOW - 30 * DAY, who="t", **about)
    at = opened(office, view="room")
    assert "**Other work** · Anna" in words(at)
    assert any(e.value.startswith("We learned a lot.") for e in at.main if e.type == "text"), "as plain text"
    assert "Black Friday" in words(at)
    season = next(n for n, one in enumerate([e for e in at.main if e.type == "button" and e.label == "Take up"]))
    button(at, "Take up", season).click().run()
    assert field(at, "What").value == "Black Friday", "a card of it bears its name"
    button(at, "Save it as a card too").click().run()
    assert "there is no card of it" not in words(at)
    button(at, "End the monthly").click().run()
    button(at, "End and keep the memo").click().run()
    assert "We learned a lot. [x](javascript:alert(1)) <img" in words(at)
    assert not any("](javascript" in e.value for e in at.main if e.type == "markdown"), "as plain words"


def test_an_empty_client_and_a_team_in_finnish(office: Office) -> None:
    for view in ("prepare", "room"):
        at = opened(office, language="fi", view=view)
        assert not at.exception
    assert "Asiakas puhuu ensin" in words(at)
    assert "Tiimillä ei ole asiakkaan kanssa" in opened(office, client=office.team, language="fi").info[0].value


def test_a_monthly_of_another_client_is_not_opened(office: Office) -> None:
    at = opened(office, client=office.birch, view="room")
    assert "Koivu" not in words(at)
    held = meetings.add_meeting(office.store.ops, client_id=office.birch.client_id, kind="monthly", at=NOW, now=NOW)
    assert opened(office, meeting=str(held.meeting_id)).error


def test_a_monthly_that_nobody_ended_keeps_the_words_of_the_experts_and_the_grade(office: Office) -> None:
    about: dict[str, Any] = {"client_id": office.fir.client_id}
    before = NOW - 7 * DAY
    room = rooms.open_room(
        office.store.ops, kind="monthly", day=local_day(before, office.fir.timezone), item="experts", who="Bo",
        now=before, **about,
    )  # fmt: skip
    for n, name in enumerate(("meta", "other")):
        room_texts.write_text(
            office.store.ops, room_id=room.room_id, field=f"expert:{name}", body=f"We learned of {name}.", seen=0,
            write_id=f"{n}" * 24, who="Anna", now=before, **about,
        )  # fmt: skip
    grades.add_grade(office.store.ops, grade=Decimal("8.5"), why="Late files", given_at=before, who="t", **about)
    at = opened(office, view="room")
    button(at, "Keep its memo").click().run()
    assert not at.exception
    (held,) = meetings.kept_meetings(office.store.ops, kind="monthly", **about)
    memo = words(opened(office, meeting=str(held.meeting_id)))
    assert "We learned of meta." in memo
    assert "We learned of other." in memo
    assert "Late files" in memo
