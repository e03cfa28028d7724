"""What a finding is: one thing that deserves a meeting's time, with its evidence. Pure values.

Evidence and chart hold raw values with their unit, so that a page can format them in its reader's language, a command
can print them for machines, and a frozen copy says later what it said then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.model import Period, Sentence

Value = str | int | float | Decimal | date | Sentence | None
"""One cell. None is unknown or undefined, never zero."""


class Kind(StrEnum):
    """Everything a finding can be about. The names are part of the command line's contract."""

    STAGE_OVER = "stage_over"
    STAGE_UNDER = "stage_under"
    STAGE_MISSING = "stage_missing"
    CHANNEL_SKEW = "channel_skew"
    TRAFFIC_WITHOUT_CONVERSIONS = "traffic_without_conversions"
    RATE_UP = "rate_up"
    RATE_DOWN = "rate_down"
    COST_UP = "cost_up"
    COST_DOWN = "cost_down"
    SPEND_STOPPED = "spend_stopped"
    TRACKING_OUTAGE = "tracking_outage"
    ANOMALY = "anomaly"
    PACE_OVER = "pace_over"
    PACE_UNDER = "pace_under"
    CONTENT_GAP = "content_gap"
    CARTS_ABANDONED_UP = "carts_abandoned_up"
    TEST_MOVE = "test_move"
    REVIEW_WAITING = "review_waiting"
    CARD_STUCK = "card_stuck"
    STALE_DATA = "stale_data"


class Unit(StrEnum):
    """How a value is to be read and shown."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    MONEY = "money"
    SHARE = "share"
    POINTS = "points"
    DAY = "day"


class Act(StrEnum):
    """Who can act on it: the team at once, the client by deciding, or nobody yet."""

    TEAM = "team"
    CLIENT = "client"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Named:
    """A campaign, card or account the finding is about. `entity_id` is our own key, or the card's id."""

    entity_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is for machines, `title` for people."""

    key: str
    title: Sentence
    unit: Unit = Unit.TEXT
    decimals: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A small table: the numbers behind the sentence. `note` says how they were computed, where that helps."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One bar or one day. `reference` is what it is compared with; `marked`: the sentence is about this one."""

    label: str | Sentence | date
    value: float | None
    reference: float | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A small picture of the evidence: `bars` by name, or `days` along time. `reference` names the dashed line or tick;
    None when there is none."""

    shape: str
    title: Sentence
    unit: Unit
    points: tuple[Point, ...]
    reference: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a meeting's time. Nothing in it depends on the wall clock.

    `p` is the probability of at least this much by chance; a structural finding has none and carries the `rule` that
    spoke. `eur` is the money at stake in `currency`, None where no honest figure exists. `key` stays the same while the
    thing lasts, and findings with one `cause` are one story of which the strongest is told.
    """

    kind: Kind
    direction: str
    """up, down, over, under, or empty where it makes no sense."""
    sentence: Sentence
    evidence: Evidence
    lever: Sentence
    goes_away: Sentence
    key: str
    cause: str
    rule: str
    period: Period
    """The days it speaks about."""
    stage: str = ""
    channel: str = ""
    entities: tuple[Named, ...] = ()
    label: str = "structural"
    """In the words of `labels`: clearly_up, likely_down, … or structural."""
    eur: Decimal | None = None
    currency: str = ""
    p: float | None = None
    strength: float = 1.0
    """How far over its opening threshold it is: 1 just opens; one that is open closes only below one half."""
    chart: Chart | None = None
    caveats: tuple[Sentence, ...] = ()
    """What to bear in mind: holidays, campaign days, tracking that nobody has checked."""
    proposal: Sentence | None = None
    """A title for the card that would act on it; None: the lever is not a piece of work."""
    act: Act = Act.TEAM
    good: bool = False
    euro_advice: bool = False
    """Whether the lever moves money on the strength of counted outcomes: then their tracking has to be trusted."""
    since: date | None = None
    """Since when it stands, where the facts themselves tell (a card's last move, the last data day)."""
    card: str = ""
    """The card that was made of it; empty without one."""
    weeks: int = 1
    """In which week it has been standing: 1 is new."""


@dataclass(frozen=True, slots=True)
class NotShown:
    """A kind that was looked for and is not told, and why: too little data, a broken tag, somebody's wish."""

    kind: Kind
    why: Sentence
    key: str = ""
    """The finding it is about, where there was one."""
    kind_is_off: bool = False
    """The whole kind has switched itself off for this client, until somebody lets it speak again."""


@dataclass(frozen=True, slots=True)
class Found:
    """What deserves the meeting's time, most first, and what was looked for in vain."""

    findings: tuple[Finding, ...] = ()
    not_shown: tuple[NotShown, ...] = ()


def table(columns: Sequence[Column], rows: Sequence[Sequence[Value]], note: Sentence | None = None) -> Evidence:
    """Evidence from any sequences. Raises ValueError when a row does not fit the columns."""
    if any(len(row) != len(columns) for row in rows):
        raise ValueError("a row of evidence has one value per column")
    return Evidence(tuple(columns), tuple(tuple(row) for row in rows), note)
