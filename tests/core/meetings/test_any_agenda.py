"""Whatever a client has, the standard agenda takes its minutes, loses nothing and says what matters first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cards import Status
from core.findings.effects import Direction, Effect, Expected, Mark, MarkKind
from core.findings.finding import Kind as Found
from core.measure.beside import Beside, Reading
from core.measure.checks import Check, CheckKind, State
from core.measure.search_terms import Movement
from core.meetings.agenda import agenda_of
from core.meetings.feeds import FEEDS
from core.meetings.number_lines import RATES
from core.meetings.shapes import (
    AgendaItem,
    Decided,
    Graded,
    Kind,
    Known,
    OpenAction,
    Raised,
    Searched,
    Season,
    Volume,
    WorkCard,
)
from core.meetings.templates import DEFAULTS, MINUTES
from core.meetings.visible import for_client
from core.model import Period, Sentence
from tests.core.meetings.known import TODAY, WINDOW, card, finding, known

LONGEST_LINE = 640
"""Characters of the longest thing that is read as it was written: a promise of 500 with who and when."""
CHANNELS = ("", "paid_search", "email", "paid_social_meta", "display")
Made = TypeVar("Made")


class Anything:
    """A client drawn from a seed: any number of anything, names and texts of any length that the stores take."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)

    def many(self, make: Callable[[], Made], most: int = 12) -> tuple[Made, ...]:
        n = self.draw.choice((0, 1, self.draw.randint(0, most)))
        return tuple(make() for _ in range(n))

    def flag(self) -> bool:
        return self.draw.random() < 0.5

    def text(self, longest: int = 500) -> str:
        words = ["kortti", "{}", "%", "–", "a-b", "100\xa0€", "ä"]
        said = " ".join(self.draw.choice(words) for _ in range(self.draw.choice((1, 4, longest // 4))))
        return said[:longest]

    def sentence(self) -> Sentence:
        return Sentence(self.text(400), self.text(400))

    def day(self) -> date:
        return TODAY + timedelta(days=self.draw.randint(-60, 90))

    def maybe(self, value: Made) -> Made | None:
        return value if self.flag() else None

    def card(self) -> WorkCard:
        return card(
            self.text(1000),
            self.draw.choice(list(Status)),
            channel=self.draw.choice(CHANNELS),
            **{name: self.flag() for name in ("internal", "news", "done_in_window", "came_in_window", "moved")},
            pos=self.draw.random(),
            lies_days=self.draw.randint(0, 300),
            due=self.maybe(self.day()),
            overdue=self.flag(),
            waits_days=self.maybe(self.draw.randint(0, 90)),
            blocked=self.maybe(self.text(1000)),
        )

    def season(self) -> Season:
        first = self.day()
        days = Period(first, first + timedelta(days=3))
        return Season(self.text(), days, self.maybe(self.day()), self.flag(), self.flag())

    def mark(self) -> Mark:
        name = self.text(1000)
        return Mark(MarkKind.CARD, name, name, self.day(), ("reach",), internal=self.flag())

    def effect(self) -> Effect:
        mark, others = self.mark(), self.many(self.mark, 4)
        reading = self.draw.choice((Reading.CANNOT_TELL, Reading.NOT_YET))
        why = Sentence(self.text(130), self.text(130))
        return Effect(mark, "reach", "clicks", Beside(mark.day, mark.day, reading, why), others, 1.4)

    def expected(self) -> Expected:
        return Expected(
            *(self.draw.randint(1, 99), "x", self.text(1000), "reach", "clicks", Direction.UP, Decimal("0.1"), 28),
            *(TODAY, "A", self.flag(), self.flag(), TODAY, TODAY, False, None),
        )

    def check(self) -> Check:
        state = self.draw.choice((State.BROKEN, State.DOUBTFUL))
        return Check(CheckKind.KEY_EVENTS, state, self.sentence(), (), "", None, "A", self.flag())

    def known(self, kind: Kind, *, with_client: bool) -> Known:
        money = (("EUR", Decimal(10)),)
        told: dict[str, Any] = {
            **{name: self.flag() for name in ("has_board", "has_data", "first", "keeps_numbers")},
            "cards": self.many(self.card, 60),
            "actions": self.many(lambda: OpenAction(self.text(), "Anna", self.day(), "", self.flag())),
            "decisions": self.many(lambda: Decided(self.text(), "GO", self.day(), self.day(), "", "", self.flag())),
            "grades": self.many(lambda: Graded(Decimal(9), self.text(), self.day()), 3),
            "seasons": self.many(self.season),
            "learnt": self.many(self.season),
            "raised": self.many(lambda: Raised(self.sentence(), "stage_over", self.text(), "")),
            "findings": self.many(lambda: finding(self.draw.choice(list(Found)), self.draw.randint(1, 99))),
            "paces": self.many(self.sentence),
            "doubts": self.many(self.check),
            "volumes": tuple(Volume(c, WINDOW, money, 5.0, 1.0) for c in CHANNELS[: self.draw.randint(0, 5)]),
            "searches": self.many(lambda: Searched(WINDOW, (("pumppu", Movement.NEW),), 0.3), 2),
            "effects": self.many(self.effect),
            "asked": self.many(self.expected),
            "balance": self.maybe(self.sentence()),
        }
        return known(kind, with_client=with_client, **told)


@pytest.mark.parametrize(("kind", "with_client"), [(k, c) for k in Kind for c in (False, True)][:5])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_standard_agenda_fits_its_time_for_any_client(kind: Kind, with_client: bool, seed: int) -> None:
    whole = Anything(seed).known(kind, with_client=with_client)
    agenda = agenda_of(whole)
    assert agenda.minutes == MINUTES[kind]
    shown = for_client(whole) if with_client else whole
    for one in agenda.items:
        assert one.lines, "no item is blank"
        assert len(one.lines) * one.item.seconds <= one.item.minutes * 60
        assert max(len(line.text.en) for line in one.lines) <= LONGEST_LINE, "each can be said"
        _nothing_is_lost(one, shown)
    if kind is Kind.WEEKLY:
        kinds = {line.kind for one in agenda.items for line in one.lines}
        assert not kinds & {str(one) for one in RATES}, "a weekly hears volumes"


def _nothing_is_lost(one: AgendaItem, shown: Known) -> None:
    """What is not said is counted and kept; no rule is silent while a later one is heard."""
    groups = [group for feed in one.item.feeds for group in FEEDS[feed](shown) if group]
    every = [line for group in groups for line in group]
    said = [line for line in one.lines if line.kind not in ("more", "prompt")]
    assert len(said) + len(one.rest) == len(every)
    assert one.more == len(one.rest)
    heard = [group[0] in said for group in groups]
    assert heard == sorted(heard, reverse=True)
    rest = iter(every)
    assert all(any(line == other for other in rest) for line in said), "in the order of the rules"


def test_each_item_of_the_standard_agendas_draws_on_rules_that_exist() -> None:
    for kind in Kind:
        for item in DEFAULTS[kind]:
            assert set(item.feeds) <= set(FEEDS)
