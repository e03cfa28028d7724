"""A weekly is held: old promises ticked, a line becomes a card, it ends, and its memo stays as it was presented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from streamlit.testing.v1 import AppTest

from core.cards import Status
from core.dates import local_day, utc_now
from core.jobs.cards import create_card
from core.jobs.own_board import create_board
from core.model import Client, Role
from core.store import clients, meetings, promises, room_texts, rooms
from core.store.board import read_boards
from tests.pages.conftest import HOSTILE, Office


def opened(office: Office, *, client: Client | None = None, language: str = "en", **query: str) -> AppTest:
    """The page in the whole app, as the Growth Owner."""
    return office.in_the_app("weekly", Role.GROWTH_OWNER, client=client, language=language, **query)


def words(at: AppTest) -> str:
    return "\n".join(str(getattr(e, "value", "")) for e in at.main).replace("\u00a0", " ").replace("\\", "")


def button(at: AppTest, label: str, n: int = 0) -> Any:
    return [one for one in at.button if one.label == label][n]


def field(at: AppTest, label: str) -> Any:
    """A field of the form that is open; each form has keys of its own."""
    return next(one for one in [*at.main.text_input, *at.main.selectbox] if one.label == label)


def room(office: Office) -> rooms.Room:
    day = local_day(utc_now(), office.fir.timezone)
    found = rooms.find_room(office.store.ops, client_id=office.fir.client_id, kind="weekly", day=day)
    assert found
    return found


def promised(office: Office, **more: Any) -> promises.Action:
    now = utc_now()
    made = {"text": "Call the printer", "owner": "Anna", "due": now.date() - timedelta(days=2)} | more
    return promises.add_action(
        office.store.ops,
        client_id=office.fir.client_id,
        kind="weekly",
        agreed_at=now - timedelta(days=7),
        who="t",
        **made,
    )


def stored(office: Office) -> list[promises.Action]:
    return promises.list_actions(office.store.ops, client_id=office.fir.client_id, as_of=utc_now())


def test_a_weekly_is_held(office: Office) -> None:
    who: dict[str, Any] = {"client_id": office.fir.client_id, "who": "t", "now": utc_now() - timedelta(days=30)}
    create_board(office.store, name="Board", **who)
    create_card(office.store, name=HOSTILE, status=Status.REVIEW_CLIENT, **who)
    old, kept_open = promised(office), promised(office, text="Still to do", owner="Bo")
    at = opened(office)
    assert not at.exception
    assert "Anna: Call the printer" in words(at)
    assert any(e.type == "markdown" and "<img" in e.value.replace("\\", "") and "\\<img" in e.value for e in at.main)

    button(at, "Start").click().run()
    assert room(office).item == "actions"
    other = opened(office)
    button(at, "Next").click().run()
    assert "▶ The client's news" in words(at)
    button(other, "Next").click().run()
    assert room(office).item == "client_news", "two who press at once move one item"
    assert "▶ The client's news" in words(other), "one clock for all"

    button(at, "Done").click().run()
    assert [one.action_id for one in stored(office) if one.done_at] == [old.action_id]
    assert words(at).count("Anna: Call the printer") == words(at).count("✓ Anna: Call the printer") == 1
    button(at, "Not done after all").click().run()
    assert not [one for one in stored(office) if one.done_at], "a tick can be taken back"
    button(at, "Done").click().run()

    button(at, "Write something down").click().run()
    assert field(at, "Who").value == "Test growth_owner", "whoever takes it up, unless its card is somebody's"
    button(at, "Save it as a card too").click().run()
    assert at.error[0].value == "Write it in a few words\\."
    assert len(stored(office)) == 2, "nothing was made"
    field(at, "What").set_value("New landing page")
    button(at, "Save it as a card too").click().run()
    (made,) = [one for one in stored(office) if one.text == "New landing page"]
    assert (made.owner, made.due) == (
        "Test growth_owner",
        local_day(utc_now(), office.fir.timezone) + timedelta(days=7),
    )
    (board,) = read_boards(office.store.ops, client_id=office.fir.client_id)
    (card,) = [card for card in board.cards if card.card_id == made.card_id]
    assert (card.name, len(card.member_ids), card.due is not None) == ("New landing page", 1, True)
    assert "● Test growth_owner: New landing page" in words(at)

    button(at, "Take up").click().run()
    field(at, "Who").set_value("Test admin")
    button(at, "Save the action").click().run()
    assert len([one for one in stored(office) if one.done_at is None]) == 3

    button(at, "Write something down").click().run()
    field(at, "What").set_value("No new channels in autumn")
    field(at, "Who").set_value("Test admin")
    button(at, "Save as a decision").click().run()
    assert "◆ Decided: No new channels in autumn (Test admin)" in words(at)
    assert len(stored(office)) == 4, "a decision is no promise"

    button(at, "End the weekly").click().run()
    assert "actions 2, decisions 1" in words(at), "read aloud before the end"
    button(at, "End and keep the memo").click().run()
    memo = words(at)
    assert at.toast[0].value == "The meeting is kept\\. Here is its memo\\."
    assert "Kuusi Oy · Weekly · " in memo
    assert "- No new channels in autumn (päätti Test admin)" in memo, "in the client's language"
    assert "| Test growth_owner | New landing page |" in memo
    assert "Bo: Still to do" in memo, "what is not done goes on"
    (held,) = meetings.kept_meetings(office.store.ops, client_id=office.fir.client_id, kind="weekly")
    promises.close_action(
        office.store.ops, client_id=office.fir.client_id, action_id=kept_open.action_id, who="t", now=utc_now()
    )
    again = words(opened(office, meeting=str(held.meeting_id)))
    assert "Bo: Still to do" in again, "as it was presented"
    second = opened(office)
    assert "Ended by Test growth_owner" in words(second)
    assert not [one for one in second.main if one.type == "button" and one.label in ("Take up", "End the weekly")]
    button(second, "Go on with the meeting").click().run()
    button(second, "End the weekly").click().run()
    button(second, "End and keep the memo").click().run()
    assert meetings.kept_meetings(office.store.ops, client_id=office.fir.client_id, kind="weekly") == [held]
    assert "Bo: Still to do" not in words(second), "it went on, and its memo with it"


def test_two_people_write_at_once_and_nothing_is_lost(office: Office) -> None:
    both = [opened(office), opened(office)]
    for n, at in enumerate(both):
        button(at, "Write something down").click().run()
        field(at, "What").set_value(f"From screen {n}")
        field(at, "Who").set_value("Test admin")
    for at in both:
        button(at, "Save the action").click().run()
    assert {one.text for one in stored(office)} == {"From screen 0", "From screen 1"}
    assert "From screen 0" in words(both[1])


def test_before_the_client_nothing_internal_is_on_screen(office: Office) -> None:
    promised(office, text="Internal promise")
    promised(office, text="Shared promise", client_visible=True)
    assert "Internal promise" in words(opened(office))
    at = opened(office)
    other = opened(office)
    at.toggle(key="room_present").set_value(True).run()
    assert "Internal promise" not in words(other.run()), "on nobody's screen"
    assert "Shared promise" in words(at)
    assert "Internal promise" not in words(at)


def test_an_empty_client_and_a_team_have_something_to_talk_about_in_finnish(office: Office) -> None:
    for client in (office.fir, office.team):
        at = opened(office, client=client, language="fi")
        assert not at.exception
        assert "Ei avoimia toimia" in words(at)
        assert "Seinää ei vielä ole" in words(at)


def test_a_memo_of_another_client_is_not_shown(office: Office) -> None:
    held = meetings.add_meeting(
        office.store.ops, client_id=office.birch.client_id, kind="weekly", at=utc_now(), now=utc_now()
    )
    meetings.keep_copy(
        office.store.ops, client_id=office.birch.client_id, meeting_id=held.meeting_id,
        copy='{"items": [], "agreed": [{"text": "Secret", "owner": "X", "due": "2026-10-01", "card": ""}]}',
        who="t", now=utc_now(),
    )  # fmt: skip
    at = opened(office, meeting=str(held.meeting_id))
    assert "Secret" not in words(at)
    assert at.error


def test_old_actions_without_room_are_one_click_away_and_can_be_ticked_there(office: Office) -> None:
    for n in range(12):
        promised(office, text=f"Old promise {n:02}", due=utc_now().date() - timedelta(days=20 - n))
    at = opened(office)
    assert "Old promise 11" not in words(at), "a minute has room for five"
    button(at, "Show the other 7").click().run()
    assert "Old promise 11" in words(at)
    at.selectbox(key="room_one_actions").select_index(6).run()
    button(at, "Done", 5).click().run()
    assert [one.text for one in stored(office) if one.done_at] == ["Old promise 11"]


def test_what_is_parked_waits_and_is_taken_up_in_a_later_meeting(office: Office) -> None:
    at = opened(office)
    button(at, "Write something down").click().run()
    field(at, "What").set_value("The newsletter")
    button(at, "Park it").click().run()
    assert "◇ The newsletter" in words(at)
    button(at, "End the weekly").click().run()
    button(at, "End and keep the memo").click().run()
    assert "The newsletter" in words(at), "in the memo too"
    later = opened(office)
    button(later, "Go on with the meeting").click().run()
    taken = [one for one in later.main if one.type == "button" and one.label == "Take up"][-1]
    taken.click().run()
    assert field(later, "What").value == "The newsletter"
    button(later, "Save the action").click().run()
    assert "◇" not in words(later)
    assert [one.text for one in stored(office)] == ["The newsletter"]


def test_what_people_wrote_beside_the_agenda_is_in_the_memo(office: Office) -> None:
    store, client_id = office.store, office.fir.client_id
    at = opened(office)
    assert not at.exception
    room_texts.write_text(
        store.ops, client_id=client_id, room_id=_prepared(office).room_id, field="summary", body="Theirs", seen=0,
        write_id="a" * 24, who="Bo", now=utc_now(),
    )  # fmt: skip
    button(at, "End the weekly").click().run()
    button(at, "End and keep the memo").click().run()
    assert "Theirs" in words(at), "what people wrote is in the memo"


def _prepared(office: Office) -> rooms.Room:
    day = local_day(utc_now(), office.fir.timezone)
    return rooms.prepare_room(office.store.ops, client_id=office.fir.client_id, kind="weekly", day=day, now=utc_now())


def test_a_weekly_that_nobody_ended_is_kept_later_as_it_stood_at_the_end_of_its_day(office: Office) -> None:
    store, client_id = office.store, office.fir.client_id
    before = utc_now() - timedelta(days=7)
    promised(office, text="From that day", due=utc_now().date())
    rooms.open_room(
        store.ops, client_id=client_id, kind="weekly", day=local_day(before, office.fir.timezone), item="actions",
        who="Bo", now=before,
    )  # fmt: skip
    at = opened(office)
    assert "was never ended" in words(at)
    button(at, "Keep its memo").click().run()
    assert not at.exception
    assert "was never ended" not in words(at)
    (held,) = meetings.kept_meetings(store.ops, client_id=client_id, kind="weekly")
    assert local_day(held.at, office.fir.timezone) == local_day(before, office.fir.timezone)
    assert "From that day" in words(opened(office, meeting=str(held.meeting_id)))


def test_a_weekly_that_goes_on_past_midnight_stays_the_one_of_its_day(office: Office) -> None:
    """It is between midnight and one where the client is; the weekly began more than an hour ago."""
    hour = utc_now().hour
    zone = f"Etc/GMT+{hour}" if hour <= 12 else f"Etc/GMT-{24 - hour}"
    late = clients.add_client(office.store.ops, name="Myöhä Oy", timezone=zone, now=utc_now() - timedelta(days=9))
    about: dict[str, Any] = {"client_id": late.client_id}
    began = utc_now() - timedelta(minutes=65)
    day = local_day(began, zone)
    assert day < local_day(utc_now(), zone)
    rooms.open_room(office.store.ops, kind="weekly", day=day, item="actions", who="Bo", now=began, **about)
    promises.add_action(
        office.store.ops, kind="weekly", text="Before midnight", owner="Bo", due=day, agreed_at=began, who="Bo", **about
    )
    at = office.in_the_app("weekly", Role.ADMIN, client=late)
    assert "was never ended" not in words(at)
    assert "Before midnight" in words(at)
    button(at, "Write something down").click().run()
    field(at, "What").set_value("After midnight")
    button(at, "Save the action").click().run()
    button(at, "End the weekly").click().run()
    assert "actions 2" in words(at)
    button(at, "End and keep the memo").click().run()
    assert not at.exception
    (held,) = meetings.kept_meetings(office.store.ops, kind="weekly", **about)
    assert local_day(held.at, zone) == day
    assert "Before midnight" in words(at)
    assert "After midnight" in words(at)
    assert rooms.left_open(office.store.ops, kind="weekly", before=day + timedelta(days=2), **about) == []


def test_the_first_weekly_of_a_team_has_nothing_before_it_and_no_client(office: Office) -> None:
    first = opened(office, client=office.team)
    assert "The first one: " in captions(first)
    assert "Since the last one" not in captions(first)
    assert not [one for one in first.main.toggle if one.label == "The client is present"]
    meetings.add_meeting(
        office.store.ops, client_id=office.fir.client_id, kind="weekly", at=utc_now() - timedelta(days=7), now=utc_now()
    )
    second = opened(office)
    assert "Since the last one: " in captions(second)
    assert [one for one in second.main.toggle if one.label == "The client is present"]


def captions(at: AppTest) -> str:
    return "\n".join(one.value for one in at.main.caption)
