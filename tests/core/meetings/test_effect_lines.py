"""What the work did is said to the meetings it belongs to, and nothing internal of it before the client."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from core.cards import Status
from core.findings.effects import Direction, Effect, Expected, Mark, MarkKind, Outcome
from core.measure.beside import Beside, Reading, sides
from core.measure.change import compared
from core.measure.dispersion import Dispersion
from core.meetings.agenda import agenda_of
from core.meetings.shapes import Agenda, Kind, Known
from tests.core.meetings.known import card, known

DAY = date(2026, 9, 3)


def mark(name: str, *, internal: bool = False, day: date = DAY) -> Mark:
    return Mark(MarkKind.CARD, f"id {name}", name, day, ("reach",), internal=internal)


def effect(name: str, *others: Mark, internal: bool = False, day: date = DAY) -> Effect:
    before, after = sides(day, 14)
    found = compared(100.0, 120.0, 0.05, Dispersion(1.0, None), 0.90)
    laid = Beside(day, date(2026, 9, 18), Reading.UP, found, before, after)
    return Effect(mark(name, internal=internal, day=day), "reach", "clicks", laid, others, 1.05, "EUR")


def expected(name: str, **more: Any) -> Expected:
    told: dict[str, Any] = {
        "size": None,
        "after_days": 14,
        "written_on": DAY,
        "written_by": "Anna",
        "client_visible": False,
        "internal": False,
        "done_on": DAY,
        "due": date(2026, 9, 17),
        "afterwards": False,
        "now": effect(name),
    }
    return Expected(7, f"id {name}", name, "reach", "clicks", Direction.UP, **(told | more))


def said(agenda: Agenda) -> list[str]:
    return [line.text.en.replace("\u00a0", " ") for one in agenda.items for line in one.lines]


def monthly(*, with_client: bool = True, **more: Any) -> list[str]:
    return said(agenda_of(known(Kind.MONTHLY, with_client=with_client, **more)))


def test_a_monthly_tells_what_work_of_earlier_days_did_and_a_weekly_does_not() -> None:
    told = effect("Videos", mark("Letters"))
    text = (
        "Done 3 Sep: Videos. Reach, clicks: 100 → 120 a day, points to +20 % (+11 %…+30 %)."
        " In the same days also “Letters”: nobody can tell them apart."
    )
    assert text in monthly(effects=(told,))
    assert not any("points to" in line for line in said(agenda_of(known(effects=(told,)))))


def test_what_got_done_in_the_window_is_told_once_with_its_effect() -> None:
    inside = date(2026, 9, 24)
    done = card("Videos", Status.DONE, channel="youtube", done_in_window=True)
    lines = [line for line in monthly(cards=(done,), effects=(effect("Videos", day=inside),)) if "Videos" in line]
    assert lines == ["Done: Videos. Reach, clicks: 100 → 120 a day, points to +20 % (+11 %…+30 %)."]
    young = effect("Videos", day=inside)
    young = replace(young, laid=Beside(inside, date(2026, 10, 9), Reading.NOT_YET, None))
    lines = [line for line in monthly(cards=(done,), effects=(young,)) if "Videos" in line]
    assert lines == ["Done: Videos. Its effect can be told from 9 Oct on."]


def test_before_the_client_no_internal_card_is_named_beside_another() -> None:
    noted = (replace(mark("PLANTED note", internal=True), kind=MarkKind.NOTE),)
    open_one = replace(effect("Open", mark("PLANTED other", internal=True)), noted=noted)
    told = (open_one, effect("PLANTED own", internal=True))
    lines = monthly(effects=told)
    assert any("Done 3 Sep: Open" in line for line in lines)
    assert not any("PLANTED" in line for line in lines)


def test_an_expectation_is_asked_among_ourselves_and_before_the_client_when_it_may_be_seen() -> None:
    asked = (expected("PLANTED"), expected("Open", client_visible=True), expected("PLANTED too", client_visible=True,
             internal=True))  # fmt: skip
    internal = said(agenda_of(known(asked=asked)))
    assert sum("What happened, and what did we learn?" in line for line in internal) == 3
    lines = monthly(asked=asked)
    assert [line for line in lines if "expected" in line] == [
        "Open: expected Reach, clicks up by 17 Sep. Now: 100 → 120 a day, points to +20 % (+11 %…+30 %)."
        " What happened, and what did we learn?"
    ]
    assert not any("expected" in line for line in said(agenda_of(known(with_client=True, asked=asked))))


def test_what_was_learnt_is_heard_and_by_the_client_only_when_it_may_be() -> None:
    answered = {"outcome": Outcome.DID_NOT, "learnt": "Too long.", "answered_on": date(2026, 9, 24)}
    outcomes = (expected("Open", learnt_visible=True, **answered), expected("PLANTED", **answered))
    lines = monthly(outcomes=outcomes)
    assert "Open: expected Reach, clicks up. It did not: Too long." in lines
    assert not any("PLANTED" in line for line in lines)
    among_us = said(agenda_of(known(outcomes=outcomes)))
    assert "PLANTED: expected Reach, clicks up. It did not: Too long." in among_us, "the weekly hears the team's own"


def test_a_thing_whose_number_is_not_counted_is_asked_all_the_same() -> None:
    facts: Known = known(asked=(expected("Blind", now=None),))
    assert any(line.startswith("Blind: expected Reach, clicks up by 17 Sep. Now: cannot tell.") for line in
               said(agenda_of(facts)))  # fmt: skip
