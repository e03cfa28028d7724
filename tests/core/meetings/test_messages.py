"""Which messages are due when: by the client's clock, once each, and never of a retrospective."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.meetings.memo import memo_of
from core.meetings.message_texts import agenda_message, memo_message, nudge_message
from core.meetings.messages import COOLDOWN_DAYS, Due, Held, Post, Settings, Told, due, is_working_day
from core.meetings.shapes import Agenda, AgendaItem, Item, Kind, Line, OpenAction, Speaker
from core.model import Period, Sentence

ZONE = "Europe/Helsinki"
ON = Settings(on=frozenset(Post), agenda_hour=7, nudge_hour=9)
TUESDAY = date(2026, 9, 29)


def at(text: str) -> datetime:
    """A moment in Helsinki in September (UTC+3) as naive UTC."""
    return datetime.fromisoformat(text) - timedelta(hours=3)


WEEKLY = Held(1, "weekly", at("2026-09-29T08:00"))


def action(due_on: date, owner: str = "Maija", number: int = 1, text: str = "Kuvat") -> OpenAction:
    return OpenAction(text, owner, due_on, "", False, number)


def keys(
    now: str,
    *meetings: Held,
    actions: tuple[OpenAction, ...] = (),
    told: tuple[Told, ...] = (),
    settings: Settings = ON,
) -> list[str]:
    return [one.key for one in due(settings, meetings, actions, told, zone=ZONE, now=at(now))]


def test_the_agenda_comes_in_the_morning_of_its_meeting_and_not_after_it_began() -> None:
    key = ["agenda:weekly:2026-09-29"]
    assert keys("2026-09-29T06:59", WEEKLY) == []
    assert keys("2026-09-29T07:00", WEEKLY) == key
    assert keys("2026-09-29T07:59", WEEKLY) == key
    assert keys("2026-09-29T08:00", WEEKLY) == []
    assert keys("2026-09-28T12:00", WEEKLY) == []
    (found,) = due(ON, [WEEKLY], [], [], zone=ZONE, now=at("2026-09-29T07:30"))
    assert found == Due(Post.AGENDA, key[0], WEEKLY.at, WEEKLY)


def test_an_early_meeting_has_its_agenda_an_hour_before() -> None:
    late = replace(ON, agenda_hour=9)
    assert keys("2026-09-29T06:59", WEEKLY, settings=late) == []
    assert keys("2026-09-29T07:00", WEEKLY, settings=late) != []


def test_a_meeting_that_is_moved_within_its_day_has_one_agenda() -> None:
    moved = replace(WEEKLY, meeting_id=2, at=at("2026-09-29T10:00"))
    assert keys("2026-09-29T07:00", WEEKLY, moved) == ["agenda:weekly:2026-09-29"]
    sent = Told(Post.AGENDA, "agenda:weekly:2026-09-29", at("2026-09-29T07:00"))
    assert keys("2026-09-29T09:00", WEEKLY, moved, told=(sent,)) == []


def test_a_meeting_that_is_over_has_no_agenda_any_more() -> None:
    assert keys("2026-09-29T07:30", replace(WEEKLY, kept_at=at("2026-09-29T07:20"))) == ["memo:1"]


def test_the_memo_comes_when_the_meeting_is_over_while_it_is_news() -> None:
    over = replace(WEEKLY, kept_at=at("2026-09-29T08:16"))
    assert keys("2026-09-29T08:17", over) == ["memo:1"]
    assert keys("2026-09-30T08:16", over) == ["memo:1"]
    assert keys("2026-09-30T08:17", over) == []
    assert keys("2026-09-29T08:17", replace(over, at=at("2026-09-22T08:00"))) == []
    assert keys("2026-09-29T08:17", over, told=(Told(Post.MEMO, "memo:1", at("2026-09-29T08:16")),)) == []


def test_what_was_due_before_it_was_switched_on_is_not_sent() -> None:
    begun = replace(ON, since=at("2026-09-29T08:20"))
    late = action(date(2026, 9, 20))
    assert keys("2026-09-29T08:30", replace(WEEKLY, kept_at=at("2026-09-29T08:16")), settings=begun) == []
    monthly = Held(3, "monthly", at("2026-09-29T13:00"))
    assert keys("2026-09-29T08:30", monthly, settings=begun) == []
    assert keys("2026-09-29T09:00", actions=(late,), settings=begun) == ["nudge:2026-09-29"]
    assert keys("2026-09-29T10:00", actions=(late,), settings=replace(begun, since=at("2026-09-29T09:30"))) == []


@pytest.mark.parametrize("kept", [None, at("2026-09-29T07:20")])
def test_nothing_is_told_of_a_retrospective(kept: datetime | None) -> None:
    retro = Held(4, "retro", at("2026-09-29T08:00"), kept)
    assert keys("2026-09-29T07:30", retro) == []
    agenda = Agenda(Kind.RETRO, False, Period(TUESDAY, TUESDAY), False, ())
    with pytest.raises(ValueError, match="told nothing"):
        agenda_message(agenda, client="Kuusi", language="fi", today=TUESDAY)


def test_only_what_is_switched_on() -> None:
    over = Held(5, "monthly", at("2026-09-29T08:00"), at("2026-09-29T09:00"))
    at_ten = Held(6, "weekly", at("2026-09-29T11:00"))
    late = (action(date(2026, 9, 28)),)
    wanted = {
        Post.AGENDA: "agenda:weekly:2026-09-29",
        Post.MEMO: "memo:5",
        Post.NUDGE: "nudge:2026-09-29",
    }
    for flags in product([False, True], repeat=3):
        chosen = frozenset(post for post, is_on in zip(wanted, flags, strict=True) if is_on)
        found = keys("2026-09-29T10:00", over, at_ten, actions=late, settings=replace(ON, on=chosen))
        assert found == [key for post, key in wanted.items() if post in chosen]


# ------------------------------------------------------------------------------------------------------------ the nudge


def test_the_nudge_comes_on_a_working_morning_when_something_presses() -> None:
    late = (action(date(2026, 9, 29)),)
    assert keys("2026-09-29T08:59", actions=late) == []
    assert keys("2026-09-29T09:00", actions=late) == ["nudge:2026-09-29"]
    assert keys("2026-09-29T11:59", actions=late) == ["nudge:2026-09-29"]
    assert keys("2026-09-29T12:00", actions=late) == []
    assert keys("2026-09-28T09:00", actions=late) == []
    assert keys("2026-10-03T09:00", actions=late) == []  # a Saturday
    assert not is_working_day(date(2026, 12, 24))
    assert not is_working_day(date(2026, 4, 3))  # Good Friday


@given(st.lists(st.integers(0, 40), max_size=12, unique=True), st.integers(1, 3))
def test_never_twice_within_the_cooldown(days_looked: list[int], every: int) -> None:
    """Whatever days the server was up on, and however often it looks."""
    told: list[Told] = []
    for day in sorted(days_looked):
        for look in range(every):
            now = at("2026-09-01T09:00") + timedelta(days=day, minutes=look)
            for one in due(ON, [], [action(date(2026, 8, 1))], told, zone=ZONE, now=now):
                told.append(Told(Post.NUDGE, one.key, now))
    days = [one.at.date() for one in told]
    assert all((b - a).days >= COOLDOWN_DAYS for a, b in zip(days, days[1:], strict=False))
    assert all(map(is_working_day, days))


def test_a_nudge_that_surely_never_came_does_not_count() -> None:
    failed = Told(Post.NUDGE, "nudge:2026-09-28", at("2026-09-28T09:00"), counts=False)
    late = (action(date(2026, 9, 20)),)
    assert keys("2026-09-29T09:00", actions=late, told=(failed,)) == ["nudge:2026-09-29"]
    assert keys("2026-09-28T09:05", actions=late, told=(failed,)) == []  # yet nobody tries the same one again and again


def test_the_nudge_groups_by_owner_the_oldest_promise_first() -> None:
    rows = [
        action(date(2026, 9, 29), "Maija", 1, "Kuvat"),
        action(date(2026, 9, 28), "Olli", 2, "Hakusanat"),
        action(date(2025, 12, 31), "Maija", 3, "Raportti"),
        action(date(2026, 9, 30), "Olli", 4, "Ei vielä"),
    ]
    told = nudge_message(rows, client="Kuusi", language="fi", today=TUESDAY)
    assert [(part.title, part.lines) for part in told.parts] == [
        ("Maija", ("Raportti – määräpäivä oli 31.12.2025, 272 päivää sitten", "Kuvat – määräpäivä tänään")),
        ("Olli", ("Hakusanat – määräpäivä oli eilen",)),
    ]
    assert told.link is None
    told = nudge_message(rows, client="Kuusi", language="en", today=TUESDAY, address="https://x")
    assert told.parts[0].lines[0] == "Raportti – was due on 31\u00a0Dec\u00a02025, 272 days ago"
    assert told.link == ("https://x", "Open it in Tahti")


# ------------------------------------------------------------------------------------------------------------ the texts


def test_the_agenda_says_items_in_order_with_their_minutes() -> None:
    item = Item("news", Sentence("News", "Uutiset"), 2, Speaker.LEAD, True)
    lines = (Line(Sentence("A fair", "Messut"), "news"),)
    agenda = Agenda(Kind.WEEKLY, False, Period(TUESDAY, TUESDAY), False, (AgendaItem(item, lines),))
    asked = {"client": "Kuusi", "today": TUESDAY}
    told = agenda_message(agenda, language="fi", at=datetime(2026, 9, 29, 8, 5), **asked)
    assert (told.title, told.lead) == ("Weekly tänään klo 8.05 · Kuusi", "yhteensä 2 min")
    assert [(part.title, part.lines) for part in told.parts] == [("Uutiset · 2 min", ("Messut",))]
    assert agenda_message(agenda, language="en", **asked).title == "Weekly agenda · Kuusi"
    ahead = agenda_message(agenda, language="fi", at=datetime(2026, 9, 30, 8, 5), **asked)
    assert ahead.title == "Weekly 30.9.2026 klo\u00a08.05 · Kuusi"


def test_the_memo_says_what_its_blocks_say() -> None:
    copy = (
        '{"with_client": false, "items": [{"item": "news", "title": "News", "title_fi": "Uutiset",'
        ' "visible_to_client": true, "lines": [{"text": "A fair", "text_fi": "Messut", "kind": "news"}]}],'
        ' "agreed": [{"text": "Kuvat", "owner": "Maija", "due": "2026-10-02", "card": ""}],'
        ' "decided": [{"text": "Ei mainoksia", "by": "Asiakas", "card": ""}], "summary": "Hyvä viikko."}'
    )
    told = memo_message(memo_of(copy, client="Kuusi", kind=Kind.WEEKLY, day=TUESDAY), language="fi")
    assert told.title == "Kuusi · Weekly · 29.9.2026"
    assert told.lead == "Tiimin muistio"
    assert [(part.title, part.lines) for part in told.parts] == [
        ("", ("Hyvä viikko.",)),
        ("Päätettiin", ("Ei mainoksia (päätti Asiakas)",)),
        ("Sovittiin", ("Maija: Kuvat, 2.10.2026 mennessä",)),
        ("Käytiin läpi", ()),
        ("Uutiset", ("Messut",)),
    ]
    retro = memo_of(copy, client="Kuusi", kind=Kind.RETRO, day=TUESDAY)
    with pytest.raises(ValueError, match="told nothing"):
        memo_message(retro, language="fi")
