"""The words of the product as types. Plain values only: no I/O, no clock, no imports from other rooms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class Stage(StrEnum):
    """The four stages that hold money. Measure is the frame around them and never a bucket."""

    REACH = "reach"
    ACT = "act"
    CONVERT = "convert"
    ENGAGE = "engage"


MIXED = "mixed"
UNMAPPED = "unmapped"
BUCKETS: tuple[str, ...] = (*(s.value for s in Stage), MIXED, UNMAPPED)
"""Where a euro can lie: the stages, `mixed` (agreed to be several stages, weights not yet given), `unmapped`."""


class Temperature(StrEnum):
    """How well the audience knows the client already: the second axis beside the stage."""

    COLD = "cold"
    WARM = "warm"
    CUSTOMER = "customer"


class GoalKind(StrEnum):
    """What a result is worth to the client: a soft lead (guide, newsletter, webinar), a hard lead (contact, quote
    request), a cart (or a checkout begun), an order."""

    SOFT_LEAD = "soft_lead"
    HARD_LEAD = "hard_lead"
    CART = "cart"
    ORDER = "order"


USUAL_STAGE: dict[GoalKind, Stage] = {
    GoalKind.SOFT_LEAD: Stage.ACT,
    GoalKind.HARD_LEAD: Stage.CONVERT,
    GoalKind.CART: Stage.ACT,
    GoalKind.ORDER: Stage.CONVERT,
}
"""The stage whose outcome a goal usually is; the client's own list decides."""


class Claim(StrEnum):
    """Who says that a result happened: the advertising platforms, the website's analytics, or the shop and CRM. Three
    counts of one thing, never one sum."""

    PLATFORM = "platform"
    ANALYTICS = "analytics"
    OUTCOME = "outcome"


class Level(StrEnum):
    """What one row of a report stands for."""

    CAMPAIGN = "campaign"
    AD_SET = "ad_set"
    AD = "ad"
    ACCOUNT = "account"
    SEARCH_TERM = "search_term"
    ASSET = "asset"
    DEVICE = "device"
    NETWORK = "network"
    CHANNEL = "channel"
    PAGE = "page"
    EVENT = "event"
    OTHER = "other"


MONEY_LEVELS: tuple[Level, ...] = (Level.CAMPAIGN, Level.AD_SET, Level.AD, Level.ACCOUNT)
"""Levels whose rows add up to the account's money, in the order in which one is counted per account and day."""


class Grain(StrEnum):
    """Whether rows of a report are calendar days, totals of a period, or neither."""

    DAY = "day"
    PERIOD = "period"
    NONE = "none"


class ClientKind(StrEnum):
    """A team has a board, meetings and cards; it has no metrics and no links."""

    CLIENT = "client"
    TEAM = "team"


class Role(StrEnum):
    ADMIN = "admin"
    GROWTH_OWNER = "growth_owner"
    SPECIALIST = "specialist"


class FileStatus(StrEnum):
    """What became of one table of an offered file."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    EMPTY = "empty"
    NEEDS_ANSWER = "needs_answer"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing said to a person, in both languages of the product."""

    en: str
    fi: str

    def __str__(self) -> str:
        return self.en

    def said_in(self, language: str) -> str:
        """The sentence in `language` ("fi" or "en"; anything else reads as English)."""
        return self.fi if language == "fi" else self.en


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Calendar days from `start` to `end`, both included. Raises ValueError when it would be empty."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends before it starts: {self.start} … {self.end}")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=i) for i in range(self.days))


@dataclass(frozen=True, slots=True)
class Client:
    """One client of the agency, or one team of it. `client_id` is its slug and never changes."""

    client_id: str
    name: str
    kind: ClientKind = ClientKind.CLIENT
    currency: str = "EUR"
    language: str = "fi"
    timezone: str = "Europe/Helsinki"
    demo: bool = False
    archived_at: datetime | None = None
    naming_template: str = ""
    """Regular expression with a group `stage`; empty when the client has no naming agreement."""
    search_stage: str = "convert"
    """Stage of generic (non-brand) search for this client; agreed, because sources disagree."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The agreed mix from `valid_from` on. Shares are fractions that sum to 1."""

    target_id: int
    valid_from: date
    shares: dict[str, Decimal]
    basis: str
    set_by: str


@dataclass(frozen=True, slots=True)
class Goal:
    """What an event (a result kind, a key event, an order) stands for. An empty `source` means any source."""

    event: str
    source: str
    stage: Stage
    kind: GoalKind
    goal_id: int = 0
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of `base` was `rate` units of `quote` on `day`."""

    day: date
    base: str
    quote: str
    rate: Decimal
    origin: str = ""
    """The file it came from; empty for one that a person typed."""
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the team with an account."""

    person_id: int
    email: str
    name: str
    role: Role
    language: str = "fi"
    deactivated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, as asked from the database for this very run."""

    person_id: int
    name: str
    email: str
    role: Role
    language: str
    client_ids: frozenset[str] | None
    """The clients this person is given; None means every client (admin)."""
    demo: bool = False
    """Signed in automatically by demo mode."""

    def may_see(self, client_id: str) -> bool:
        return self.client_ids is None or client_id in self.client_ids
