"""What the board's reports say. Plain values; ids are Trello's own, instants naive UTC, days the client's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.board.aging import Pace
from core.board.blocked import Stuck
from core.board.flow import Standing, Week
from core.board.forecast import Forecast
from core.board.limits import Load
from core.board.meanings import Mark, Meanings
from core.board.numbers import Spread
from core.board.promises import Promise
from core.board.waiting import Clock, Turn
from core.cards import BoardList, Card, Role, Status
from core.model import Period, Sentence


@dataclass(frozen=True, slots=True)
class MappedList:
    """A list and what lying in it means: confirmed by a person, suggested by its name, or None (unmapped)."""

    board_id: str
    row: BoardList
    status: Status | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class MappedMark:
    """A label, or a value of a custom field, with how many cards bear it and what it says: confirmed by a person, or
    suggested by its name; no meanings: it says nothing."""

    board_id: str
    mark: Mark
    name: str
    cards: int
    meanings: Meanings
    confirmed: bool


@dataclass(frozen=True, slots=True)
class UnmappedList:
    """A list that means nothing yet, with the cards whose counts are therefore missing."""

    list_id: str
    name: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockedCard:
    """A card that cannot go on. `working_days`: for how many now, None where nothing tells since when."""

    card: Card
    stuck: Stuck
    working_days: int | None


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Every card once: `total` is the sum of the statuses, the unmapped lists, the archived, the hidden and the ones
    counted apart. `deleted_unseen`: cards deleted before anybody here saw them; nothing of them can be counted."""

    as_of: datetime
    statuses: dict[Status, tuple[str, ...]]
    unmapped: tuple[UnmappedList, ...]
    archived_cards: tuple[str, ...]
    hidden_cards: tuple[str, ...]
    """Not archived themselves, but in an archived list."""
    apart_cards: dict[Role, tuple[str, ...]]
    total: int
    deleted_unseen: int
    needs_a_hand: dict[str, tuple[str, ...]]
    lists: tuple[MappedList, ...]
    history_complete_since: datetime
    contradictions: tuple[str, ...]
    loads: tuple[Load, ...]
    """Every place with a limit of work in progress, broken ones first."""
    blocked: tuple[BlockedCard, ...]

    @property
    def archived(self) -> int:
        return len(self.archived_cards)

    @property
    def hidden(self) -> int:
        return len(self.hidden_cards)

    @property
    def apart(self) -> dict[Role, int]:
        return {role: len(ids) for role, ids in self.apart_cards.items()}


@dataclass(frozen=True, slots=True)
class Age:
    """A card in progress. `at_least`: it was started before the known history."""

    card: Card
    status: str
    days: int
    at_least: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """A card finished in the period. Days are None when the history does not tell them."""

    card: Card
    at: datetime
    cycle: int | None
    lead: int | None
    straight: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card in review: whose turn it is, and how long each side has held the card in all."""

    card: Card
    turn: Turn
    held: Clock


@dataclass(frozen=True, slots=True)
class ListTime:
    """Days that cards finished in the period lay in one list, over all their stays."""

    row: MappedList
    n: int
    p50: float | None
    p85: float | None


@dataclass(frozen=True, slots=True)
class FlowReport:
    """How work flowed in a period, as known at `as_of`. `wip`: cards lying between start and done; `started` has also
    those put back before the start. `held`: both sides' working days in the period."""

    period: Period
    as_of: datetime
    wip: tuple[str, ...]
    ages: tuple[Age, ...]
    age_p50: float | None
    age_p85: float | None
    started: tuple[str, ...]
    """Cards started and neither finished nor abandoned, wherever they lie."""
    came: tuple[str, ...]
    """Cards that came to the board in the period, as far as it is known."""
    finished: tuple[Finished, ...]
    cycle: Spread
    lead: Spread
    weeks: tuple[Week, ...]
    waiting: tuple[Waiting, ...]
    held: Clock
    blocked_days: int
    """Working days of the period on which cards were with us and blocked, all cards together."""
    paces: dict[Status, Pace]
    """At what age finished cards left each status of work in progress."""
    lists: tuple[ListTime, ...]
    standing: tuple[Standing, ...]
    promises: tuple[tuple[Card, Promise], ...]
    moved_back: tuple[str, ...]
    reopened: tuple[str, ...]
    tidied: dict[date, int]
    forecast: Forecast | None
    why_no_forecast: Sentence | None
    unmapped: tuple[MappedList, ...]
    history_complete_since: datetime
    unknown_before: datetime | None
    convention: Sentence

    @property
    def started_not_finished(self) -> int:
        return len(self.started)

    @property
    def efficiency(self) -> float | None:
        """Share of the working days under way on which a card lay with us and was not blocked; None without any. It
        is the most that can have been worked: lying in Doing is not yet being worked on."""
        under_way = self.held.client + self.held.us
        return (self.held.us - self.blocked_days) / under_way if under_way else None
