"""The log of what was decided and promised: what is open and for how long, and what was kept of the promises. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ENOUGH = 5
"""Promises from which on their share says something; fewer are counted only."""


class Stands(StrEnum):
    """How an entry stands. A decision without a card is neither open nor done: it simply holds."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class Entry:
    """One action or decision as it stands on a day. `meeting` is the kind it was agreed in, `decision` for a decision.
    `first_on`, `last_on`: when it was agreed or decided first and last; `times` how often it was moved or decided
    again. `due`, `first_due` are None for a decision."""

    meeting: str
    number: int
    text: str
    who: str
    first_on: date
    last_on: date
    times: int
    card_id: str
    client_visible: bool
    stands: Stands
    done_on: date | None = None
    due: date | None = None
    first_due: date | None = None
    answer: str = ""

    @property
    def is_open(self) -> bool:
        return self.stands in (Stands.OPEN, Stands.LATE)

    @property
    def is_done(self) -> bool:
        return self.stands in (Stands.DONE, Stands.DONE_LATE)

    def age(self, today: date) -> int:
        """Days since it was first agreed."""
        return (today - self.first_on).days


@dataclass(frozen=True, slots=True)
class Completion:
    """Of the actions that were done or whose first day has passed: done by that first day, done after it, and open."""

    on_time: int
    late: int
    open: int

    @property
    def total(self) -> int:
        return self.on_time + self.late + self.open

    @property
    def share(self) -> float | None:
        """The part that is done; None while there are too few to say."""
        return (self.on_time + self.late) / self.total if self.total >= ENOUGH else None


def how_action_stands(first_due: date, due: date, done_on: date | None, today: date) -> Stands:
    """An action is late by the day it was moved to, and done late by the day that was promised first."""
    if done_on is not None:
        return Stands.DONE if done_on <= first_due else Stands.DONE_LATE
    return Stands.LATE if due < today else Stands.OPEN


def completion(entries: Iterable[Entry], today: date) -> Completion:
    """What became of the promises; decisions are none."""
    actions = [one for one in entries if one.first_due is not None]
    return Completion(
        on_time=sum(one.stands is Stands.DONE for one in actions),
        late=sum(one.stands is Stands.DONE_LATE for one in actions),
        open=sum(one.is_open and one.first_due is not None and one.first_due < today for one in actions),
    )


def chosen(entries: Iterable[Entry], *, show: str = "all", meeting: str = "all") -> list[Entry]:
    """Those that `show` (open, done or all) and `meeting` (a kind, decision or all) let through: what is open and late
    first, then by day, the newest last agreed first."""
    found = [
        one
        for one in entries
        if meeting in ("all", one.meeting) and (show == "all" or (one.is_open if show == "open" else one.is_done))
    ]
    return sorted(found, key=lambda one: (_place(one), -one.last_on.toordinal(), -one.number))


def _place(one: Entry) -> tuple[int, int]:
    """Open ones by their day, the most late first; decisions after promises of the same urgency."""
    if one.is_open:
        return 0, one.due.toordinal() if one.due else date.max.toordinal()
    return 1, 0
