"""What the story's team expected of its work before it was done, and what it said became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from core.dates import day_start
from core.findings.effects import Direction, Outcome
from core.model import Client
from core.store import Store
from core.store.board import read_boards
from core.store.effects import add_expectation, answer_expectation, list_expectations


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said became of it; the client may hear what was learnt."""

    on: date
    outcome: Outcome
    learnt: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a card was expected to do, in percent. `card` is its name."""

    card: str
    written: date
    stage: str
    metric: str
    direction: Direction
    percent: int
    after_days: int
    shown: bool = False
    answered: Answered | None = None


WISHES = {
    "pumput": (
        Wish(
            "Negatiivisten hakusanojen lista",
            date(2026, 8, 17),
            *("convert", "cpa", Direction.DOWN, 10, 28),
            answered=Answered(
                date(2026, 9, 22),
                Outcome.CANNOT_TELL,
                "Haun volyymi on liian pieni neljälle viikolle: seuraava hakutesti ajetaan kahdeksan viikkoa.",
            ),
        ),
        Wish(
            "Lookalike A: Ostopäättäjät 1 % – käynnistys",
            date(2026, 8, 24),
            *("", "conversions", Direction.UP, 20, 21),
            shown=True,
        ),
        Wish(
            "Opas: Pumpun mitoitus – uudet mainokset",
            date(2026, 8, 31),
            *("act", "conversions", Direction.UP, 10, 28),
        ),
        Wish(
            "Varaosahinnasto mukaan hakumainoksiin",
            date(2026, 8, 18),
            *("convert", "conversion_rate", Direction.UP, 15, 28),
        ),
    ),
    "malliputiikki": (
        Wish(
            "Cart reminder texts",
            date(2026, 8, 18),
            *("convert", "conversions", Direction.UP, 10, 28),
        ),
    ),
}
"""Company key -> its expectations; most companies have none."""
HOUR = timedelta(hours=9)


def tell_expected(store: Store, client: Client, key: str, *, who: str, now: datetime) -> None:
    """Write down what the company's team expected, unless something is there already."""
    if list_expectations(store.ops, client_id=client.client_id, as_of=now):
        return
    boards = read_boards(store.ops, client_id=client.client_id)
    cards = {card.name: card.card_id for board in boards for card in board.cards}
    for wish in WISHES.get(key, ()):
        made = add_expectation(
            store.ops,
            client_id=client.client_id,
            card_id=cards[wish.card],
            stage=wish.stage,
            metric=wish.metric,
            direction=wish.direction,
            size=Decimal(wish.percent) / 100,
            after_days=wish.after_days,
            client_visible=wish.shown,
            who=who,
            now=day_start(wish.written, client.timezone) + HOUR,
        )
        if wish.answered:
            answer_expectation(
                store.ops,
                client_id=client.client_id,
                expectation_id=made.expectation_id,
                outcome=wish.answered.outcome,
                learnt=wish.answered.learnt,
                client_visible=True,
                who=who,
                now=day_start(wish.answered.on, client.timezone) + HOUR,
            )
