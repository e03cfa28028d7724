"""What the reports answer: plain records that a page draws and the command line prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.measure.balance import StageBalance
from core.model import Period, Sentence, TargetRow
from core.reports.rates import RateUsed


@dataclass(frozen=True, slots=True)
class StageSuggestion:
    """How one entity lies in the stages on one day, and why. `rule` is the id of the rule that spoke, `human` for a
    person's decision. `stage` is a bucket (a stage, `mixed` or `unmapped`)."""

    entity_key: str
    name: str
    parent: str
    source: str
    account: str
    level: str
    channel: str
    stage: str
    weights: dict[str, Decimal]
    temperature: str
    rule: str
    why: Sentence
    confidence: float
    spend: Decimal
    """Money of the days asked for, in `currency`."""
    currency: str

    @property
    def confirmed(self) -> bool:
        return self.rule == "human"


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far one account's data reaches. `settled_through` is None while no day can be called settled."""

    source: str
    account: str
    currency: str
    first_day: date
    last_day: date
    settled_through: date | None
    days_behind: int
    """Full days between the last data day and the day before `as_of`; 0 means yesterday has arrived."""
    stale: bool
    last_import_id: int
    spends: bool
    """Whether this account's days hold money (an analytics property's do not)."""


@dataclass(frozen=True, slots=True)
class ChannelMoney:
    channel: str
    amount: Decimal
    share: float


@dataclass(frozen=True, slots=True)
class StageMoney:
    """Money of one bucket in one slice of time (a week or a sprint)."""

    start: date
    end: date
    bucket: str
    amount: Decimal
    settled: bool
    """False when any day of the slice may still be restated by its source."""
    open: bool
    """True when the slice is not over yet (or only partly inside the data)."""


@dataclass(frozen=True, slots=True)
class PeriodTotal:
    """An export without days: the money of one account over one period."""

    source: str
    account: str
    period: Period
    amount: Decimal
    currency: str
    used: bool


@dataclass(frozen=True, slots=True)
class BalanceReport:
    """Everything the Balance page and `balance --json` show for one client and period."""

    client_id: str
    period: Period
    currency: str
    total: Decimal
    by_bucket: dict[str, Decimal]
    """All six buckets, in the order of BUCKETS; they add up to `total`."""
    confirmed: float | None
    """Share of the money whose stage a person has confirmed; None when there is no money."""
    target: TargetRow | None
    balance: StageBalance | None
    """None with `why_null` when a comparison would mislead."""
    why_null: Sentence | None
    missing: tuple[str, ...]
    """Stages with a target and no money for at least 7 days running up to the end of the period, while the client
    as a whole spends."""
    channels: tuple[ChannelMoney, ...]
    effective_channels: float | None
    periods: tuple[PeriodTotal, ...]
    weeks: tuple[StageMoney, ...]
    sprints: tuple[StageMoney, ...]
    freshness: tuple[Freshness, ...]
    settled_through: date | None
    complete: bool
    """Every account that spends has data through the last day of the period."""
    campaigns: tuple[StageSuggestion, ...]
    """Every entity with money in the period, largest first."""
    rates: tuple[RateUsed, ...] = ()
    """The exchange rates behind the period's money; empty where none was needed."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of the import log, for a person."""

    import_id: int
    file_name: str
    source: str
    report: str
    account: str
    status: str
    period: Period | None
    rows: int
    spend: Decimal | None
    currency: str
    message: Sentence
    imported_by: str
    at: str
    """Instant, naive UTC, ISO."""
    can_undo: bool
    replaced_days: int = 0
    """Day rows that were there before and that it replaced, changed or not."""
