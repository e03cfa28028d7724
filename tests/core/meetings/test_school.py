"""The grade in school's words, and what is new since the last monthly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from core.cards import Status
from core.meetings.log import Entry, Stands
from core.meetings.school import GRADES, by_day, said, word
from core.meetings.shapes import Graded, Kind, Season
from core.meetings.since_last import since_last
from core.model import Period
from tests.core.meetings.known import TODAY, card, known


def test_a_grade_is_called_what_school_calls_it() -> None:
    assert (GRADES[0], GRADES[-1], len(GRADES)) == (10, 4, 25)
    told = {grade: word(Decimal(grade)).fi for grade in ("10", "9.75", "9", "8.5", "7", "6", "5", "4.75", "4")}
    assert list(told.values()) == [
        *("erinomainen", "kiitettävä", "kiitettävä", "hyvä", "tyydyttävä"),
        *("kohtalainen", "välttävä", "hylätty", "hylätty"),
    ]
    assert [said(Decimal(grade), "fi") for grade in ("9.75", "8.50", "10")] == ["9,75", "8,5", "10"]


def test_given_again_in_a_day_the_newest_holds() -> None:
    first, second = Graded(Decimal(8), "", TODAY), Graded(Decimal(9), "Better", TODAY)
    earlier = Graded(Decimal(10), "", TODAY - timedelta(days=28))
    assert by_day([earlier, first, second]) == (earlier, second)


def test_what_is_new_is_counted_for_whoever_prepares() -> None:
    day = TODAY - timedelta(days=3)
    entries = [
        Entry("weekly", 1, "Call", "Anna", day, day, 0, "", True, Stands.DONE, day, day, day),
        Entry("monthly", 2, "Write", "Bo", day, day, 0, "", True, Stands.LATE, None, day, day),
        Entry("retro", 3, "Ours", "Bo", day, day, 0, "", False, Stands.OPEN, None, TODAY, TODAY),
        Entry("decision", 1, "Start", "Client", day, day, 0, "c", True, Stands.DONE, day),
    ]
    facts = replace(
        known(kind=Kind.MONTHLY),
        has_board=True,
        cards=(card("Done", Status.DONE, done_in_window=True), card("New", Status.BACKLOG, came_in_window=True)),
        seasons=(Season("Fair", Period(date(2026, 12, 1), date(2026, 12, 1)), day, False, True),),
        grades=(Graded(Decimal("9.5"), "Quick", day),),
    )
    told = [one.en.replace("\u00a0", " ") for one in since_last(facts, entries, weeklies=4)]
    assert told[0].endswith("weeklies held 4.")
    assert told[1:4] == [
        "Cards done 1, new in the Backlog 1, held up now 0.",
        "Actions done 1, open 1, of which late 1.",
        "Decisions 1, of which carried out 1.",
    ]
    assert "Fair, 1 Dec 2026: no card of it yet, and preparing should have begun." in told
    assert told[-1].startswith("Last grade 9.5, ")


def test_of_a_new_client_it_says_what_is_missing() -> None:
    empty = replace(known(kind=Kind.MONTHLY), first=True, has_board=False, has_data=False, cards=(), volumes=())
    assert [one.fi for one in since_last(empty, [], weeklies=0)][::2] == [
        "Monthlya ei ole vielä pidetty.", "Seinää ei vielä ole.",
    ]  # fmt: skip
