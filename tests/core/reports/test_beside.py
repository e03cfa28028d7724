"""Work beside its result: which number is a stage's, what else happened in the same days, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np

from core.findings.effects import Mark, MarkKind, besides, reading, told_of
from core.findings.facts import Facts
from core.measure.beside import Reading
from core.model import Period
from core.plans import Direction, KpiTarget, Span
from core.reports.beside import Look
from core.store.notes import Note
from tests.core.findings.making import Campaign, make

FIRST, DAYS = date(2026, 2, 2), 224  # thirty-two weeks; today is Monday 14 September
DONE = date(2026, 7, 22)
NO_BREAK = "\u00a0"


def turned(before: float, after: float) -> np.ndarray:
    return np.where(np.arange(DAYS) <= (DONE - FIRST).days, before, after)


def facts(**changed: object) -> Facts:
    """Reach brings 100 clicks a day, 150 after the day; money for it does not move. Convert brings 3 conversions."""
    return make(
        [
            Campaign("Video", "reach", spend=10.0, clicks=turned(100, 150)),
            Campaign("Search", "convert", spend=turned(20, 30), clicks=40.0, conversions=turned(2, 3)),
        ],
        first=FIRST,
        days=DAYS,
        **changed,
    )


def card(name: str = "New videos", day: date = DONE, *stages: str, internal: bool = False) -> Mark:
    return Mark(MarkKind.CARD, f"id {name}", name, day, stages or ("reach",), internal=internal)


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def test_a_card_is_laid_on_the_number_of_its_stage() -> None:
    (one,) = Look(facts(), (), ()).effects(card())
    assert (one.stage, one.metric, one.laid.reading) == ("reach", "clicks", Reading.UP)
    assert plain(told_of(one).en).startswith("Reach, clicks: 100 → 150 a day, points to +50 % (+")
    assert plain(told_of(one).fi).startswith("Reach, klikkaukset: 100 → 150 päivässä, viittaa muutokseen +50 % (+")
    assert "caus" not in told_of(one).en
    assert besides(one) == []


def test_money_that_moved_as_much_is_said_to_be_enough_of_a_reason() -> None:
    (one,) = Look(facts(), (), ()).effects(card("Ads", DONE, "convert"))
    assert (one.metric, one.money) == ("conversions", 1.5)
    assert [plain(said.en) for said in besides(one)] == ["Spend in the same days +50 %: that alone may be the reason."]


def test_two_cards_in_the_same_days_cannot_be_told_apart() -> None:
    other, elsewhere = card("Longer videos", DONE + timedelta(days=9)), card("Form", DONE, "convert")
    far = card("Old videos", DONE - timedelta(days=29))
    (one,) = Look(facts(), (), [card(), other, elsewhere, far]).effects(card())
    assert [o.name for o in one.others] == ["Longer videos"]
    assert besides(one)[0].en == "In the same days also “Longer videos”: nobody can tell them apart."
    many = [card(f"Video {n}", DONE + timedelta(days=n)) for n in range(1, 6)]
    (one,) = Look(facts(), (), many).effects(card())
    assert besides(one)[0].en == "In the same days also “Video 1” and “Video 2” and 3 more: nobody can tell them apart."


def test_what_was_noted_about_the_same_days_is_said() -> None:
    def note(n: int, text: str, first: date, last: date, stage: str | None = None) -> Note:
        return Note(n, Period(first, last), "campaign", stage, text, False, None, "Anna", datetime(2026, 7, 1))

    known = [
        note(1, "Sale", date(2026, 8, 1), date(2026, 8, 9)),
        note(2, "Long ago", date(2026, 3, 1), date(2026, 3, 9)),
        note(3, "Other stage", DONE, DONE, "convert"),
    ]
    (one,) = Look(facts(), (), (), known).effects(card())
    assert [said.en for said in besides(one)] == ["Noted about these days: “Sale”."]


def test_a_card_whose_effect_has_not_settled_says_from_when() -> None:
    late = date(2026, 9, 1)  # conversions count through 4 September: nine days are still coming in
    (one,) = Look(facts(), (), ()).effects(card("Ads", late, "convert"))
    assert one.laid.reading is Reading.NOT_YET
    assert plain(reading(one).en) == "can be told from 25 Sep on"
    (later,) = Look(facts().at(date(2026, 9, 25)), (), ()).effects(card("Ads", late, "convert"))
    assert later.laid.reading is Reading.CANNOT_TELL
    assert "files do not reach" in reading(later).en, "the day has come, and the files have not"


def test_a_card_about_measuring_alone_has_no_number_and_one_without_a_stage_has_that_of_all() -> None:
    look = Look(facts(), (), ())
    assert look.effects(card("Tags", DONE, "measure")) == []
    (one,) = look.effects(Mark(MarkKind.CARD, "x", "Plan", DONE, ()))
    assert (one.stage, one.metric) == ("", "conversions")
    assert [one.stage for one in look.effects(card("Both", DONE, "measure", "reach", "convert"))] == [
        "reach",
        "convert",
    ]


def test_a_number_that_was_agreed_for_the_stage_is_the_stages_number() -> None:
    agreed = KpiTarget(1, "cpa", "convert", Span.SPRINT, Direction.BELOW, Decimal(10), None, FIRST, "", "Growth Owner")
    (one,) = Look(facts(), [agreed], ()).effects(card("Ads", DONE, "convert"))
    assert (one.metric, one.money) == ("cpa", None)
    assert plain(told_of(one).en).startswith("Convert, cost per conversion: 10.00 € → 10.00 €, no clear change (")


def test_a_stage_that_nobody_counts_has_no_number() -> None:
    assert Look(facts(), (), ()).of_stage("engage") is None
    assert Look(facts(), (), ()).effects(card("Letter", DONE, "engage")) == []


def test_an_account_whose_files_are_late_holds_its_number_back_instead_of_making_it_fall() -> None:
    """Of two accounts one ends five weeks before the other: the days after would look like a loss of half of it."""
    last = date(2026, 8, 9)
    gone = np.where(np.arange(DAYS) <= (last - FIRST).days, 100.0, 0.0)
    pair = [
        Campaign("Video", "reach", spend=10.0, clicks=100.0),
        Campaign("Display", "reach", source="google_ads", spend=10.0, clicks=gone),
    ]
    known = make(pair, first=FIRST, days=DAYS)
    late, fresh = known.accounts
    covered = known.covered.copy()
    covered[0] = gone > 0
    known = replace(known, accounts=(replace(late, last=last), fresh), covered=covered)
    found = Look(known, (), ()).of_stage("reach")
    assert found is not None
    assert found.number.settled == last
    (one,) = Look(known, (), ()).effects(card(day=date(2026, 8, 12)))
    assert one.laid.reading is Reading.CANNOT_TELL
