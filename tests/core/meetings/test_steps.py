"""The way through a meeting: every item, and in a round one turn for each channel with its share of the minutes."""

from __future__ import annotations

from core.cards import Status
from core.meetings.agenda import agenda_of
from core.meetings.steps import Step, place, steps
from tests.core.meetings.known import card, known


def test_a_round_gives_each_channel_its_share_and_the_meeting_its_time():
    cards = [card(f"c{n}", status=Status.TO_DO, channel=("email", "seo", "meta")[n % 3]) for n in range(6)]
    agenda = agenda_of(known(cards=tuple(cards)))
    way = steps(agenda)
    assert [step for step in way if step.item == "channels"] == [
        Step("channels", part, 100.0) for part in ("email", "meta", "seo")
    ]
    assert [step.item for step in way if not step.part] == [
        one.item.key for one in agenda.items if one.item.key != "channels"
    ]
    assert sum(step.seconds for step in way) == 15 * 60
    assert way[place(way, "channels", "seo")].part == "seo"
    assert way[place(way, "channels", "tv")].part == "email", "a channel that is no more on the agenda"
    assert place(way, "gone", "") == 0


def test_one_channel_is_no_round():
    agenda = agenda_of(known(cards=(card("c", status=Status.TO_DO, channel="email"),)))
    assert all(step.part == "" for step in steps(agenda))


def test_what_was_cut_is_there_and_nothing_is_told_twice():
    cards = tuple(card(f"c{n:02}", status=Status.BACKLOG, came_in_window=True) for n in range(40))
    for one in agenda_of(known(cards=cards)).items:
        told = [line for line in one.lines if line.kind != "more"]
        assert one.more == len(one.rest)
        assert not set(told) & set(one.rest)
        if one.rest:
            assert len(told) + len(one.rest) == 40
