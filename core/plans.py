"""What was agreed beforehand, as types: targets for single numbers, budgets, and content that carries a stage.

Nothing here is ever overwritten: a change is a new row with its own day, and an old period keeps what it had.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from core.model import Period


class Direction(StrEnum):
    """On which side of its target a number should be."""

    REACH = "reach"
    """As much as the target by the end of the period; only for numbers that add up."""
    ABOVE = "above"
    BELOW = "below"
    BAND = "band"


class Span(StrEnum):
    """The kind of period a target is agreed for."""

    MONTH = "month"
    SPRINT = "sprint"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class KpiTarget:
    """One agreed target from `valid_from` on. `value` is in the metric's own unit (a rate as a fraction), `high` the
    upper edge of a band and None otherwise. `stage` narrows the number to the campaigns of a stage; empty: all."""

    target_id: int
    metric: str
    stage: str
    span: Span
    direction: Direction
    value: Decimal
    high: Decimal | None
    valid_from: date
    basis: str
    set_by: str

    @property
    def key(self) -> tuple[str, str, Span]:
        """What the target is for: rows with the same key are one target's history."""
        return self.metric, self.stage, self.span


class ScopeKind(StrEnum):
    """What a budget is for. An entity is a campaign or whatever else lies in the stages."""

    ALL = "all"
    STAGE = "stage"
    CHANNEL = "channel"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class Scope:
    """`key` is a stage, a channel or an entity key; empty for all of the client's money."""

    kind: ScopeKind = ScopeKind.ALL
    key: str = ""


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Budget:
    """Money planned for `period` as agreed on `decided_on`, in the client's currency. `committed`: promised, as an
    order that cannot be moved any more."""

    budget_id: int
    period: Period
    scope: Scope
    amount: Decimal
    committed: bool
    decided_on: date
    basis: str
    set_by: str

    @property
    def key(self) -> tuple[Period, Scope]:
        """What the budget is for: rows with the same key are one budget's history."""
        return self.period, self.scope


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of content that speaks to a stage. `persona` is empty when nobody said for whom; `card_id` is the card
    it was made on, empty when typed; `gone_on` the first day on which it was no longer there."""

    content_id: int
    title: str
    stage: str
    persona: str
    live_from: date
    url: str
    card_id: str
    gone_on: date | None
    added_by: str

    def live_on(self, day: date) -> bool:
        """Whether it can be seen on `day`."""
        return self.live_from <= day and (self.gone_on is None or day < self.gone_on)


Row = TypeVar("Row")


def newest_by(rows: Iterable[Row], key: Callable[[Row], Hashable], age: Callable[[Row], tuple[date, int]]) -> list[Row]:
    """Of rows with the same `key` the one with the largest `age`, in the order in which keys were first met."""
    found: dict[Hashable, Row] = {}
    for row in rows:
        known = found.get(key(row))
        if known is None or age(row) > age(known):
            found[key(row)] = row
    return list(found.values())
