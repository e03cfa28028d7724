"""What the rules know about one client: its days as arrays, its agreements and its work. Pure; built once per question.

Days are columns: column 0 is `first`, the last column the day before `today`. A day that an account's files do not
cover is unknown, never zero. `at(day)` shows the same facts as they were known on an earlier day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from core.dates import Sprint, reviewed_sprint, sprints, stale_after
from core.findings.heard import Heard
from core.measure.checks import Check
from core.measure.maturity import MATURE_AGE, Curve, mature_through
from core.model import Client, Period, Sentence, TargetRow
from core.plans import Budget, Content

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

MICRO = 1_000_000
CLOSED_AFTER = 60
"""Days without files after which an account is taken to be closed, not late."""
NO_BOARD = Sentence(
    "The client has no board yet: bring one in on the Board page.",
    "Asiakkaalla ei ole vielä seinää: tuo sellainen Seinä-sivulla.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One campaign (or ad set, where those are counted). `stage` is the bucket in force on the newest day."""

    key: str
    name: str
    account: int
    """Place among `Facts.accounts`."""
    channel: str
    stage: str
    temperature: str
    status: str = ""
    """The platform's own word about it, as the newest file before today says; empty when none does."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account and how far its files reach. `outcomes`: they speak of conversions at all."""

    source: str
    name: str
    first: date
    last: date
    spends: bool
    outcomes: bool
    import_id: int


@dataclass(frozen=True, slots=True)
class Days:
    """Measures as arrays lines × days; money as whole micros of its own currency."""

    money: Mapping[str, Ints]
    clicks: Floats
    impressions: Floats
    conversions: Floats
    value: Floats
    leads: Floats

    def through(self, columns: int) -> Days:
        """The first `columns` days."""
        return Days(
            {currency: money[:, :columns] for currency, money in self.money.items()},
            self.clicks[:, :columns],
            self.impressions[:, :columns],
            self.conversions[:, :columns],
            self.value[:, :columns],
            self.leads[:, :columns],
        )


@dataclass(frozen=True, slots=True)
class Site:
    """What analytics says of the whole website, by day; NaN where it says nothing."""

    sessions: Floats
    engaged_sessions: Floats
    key_events: Floats

    def through(self, columns: int) -> Site:
        """The first `columns` days."""
        return Site(self.sessions[:columns], self.engaged_sessions[:columns], self.key_events[:columns])


@dataclass(frozen=True, slots=True)
class Plan:
    """A budget as it stands. `changed`: the day from which it is what it is now, None when it was never another."""

    budget: Budget
    changed: date | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A note on days: what happened or is coming."""

    days: Period
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A card in progress. `since` is when it came to where it lies (or was started); `days` are working days for one
    that waits for the client, calendar days for the others; `at_least`: its start is older than the known history."""

    card_id: str
    name: str
    stage: str
    status: str
    since: date
    days: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """The board: cards that wait for the client, and cards in progress. `usual` is the age by which 85 in 100 finished
    cards were done, None where too few are finished to say."""

    waiting: tuple[BoardCard, ...]
    in_progress: tuple[BoardCard, ...]
    usual: float | None


@dataclass(frozen=True, slots=True)
class WholePeriod:
    """Money per bucket of exports without days, over exactly this period."""

    period: Period
    amounts: Mapping[str, Decimal]
    currency: str


@dataclass(frozen=True, slots=True)
class CartWeek:
    """Carts started and orders made in one ISO week, as one source counts them."""

    monday: date
    started: float
    ordered: float


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the rules may look at."""

    client: Client
    today: date
    moment: datetime
    """The instant asked about, naive UTC."""
    first: date
    lines: tuple[Line, ...]
    accounts: tuple[Account, ...]
    days: Days
    covered: Mask
    """Accounts × days: a file covers the day, so that no row means nothing happened."""
    stage_money: Mapping[str, Ints]
    """Bucket -> micros per day, in `currency`."""
    stage_days: Mapping[str, Mask]
    """Bucket -> the days on which it had money in any currency."""
    site: Site
    targets: tuple[TargetRow, ...] = ()
    monthlies: tuple[date, ...] = ()
    plans: tuple[Plan, ...] = ()
    content: tuple[Content, ...] = ()
    notes: tuple[Marked, ...] = ()
    checks: tuple[Check, ...] = ()
    work: Work | Sentence = NO_BOARD
    """The board, or why there is nothing to say of it."""
    undated: tuple[Period, ...] = ()
    """Periods of money that only exports without days tell of, of accounts beside those with days."""
    whole: WholePeriod | None = None
    """Of a client whose exports have no days, the newest of them; None for everybody else."""
    heard: Heard = Heard()
    carts: Mapping[str, tuple[CartWeek, ...]] = field(default_factory=dict)
    """Source -> its weeks, oldest first, where it counts both carts and orders."""
    results: Mapping[tuple[str, str], Mapping[str, Floats]] = field(default_factory=dict)
    """Account (source, name) -> event -> results by day, where its source names what it counts."""
    dark: frozenset[date] | None = None
    """Days inside an outage; None while nobody has looked."""
    analytics: bool = False
    """The one claim of conversions is the website analytics', because no platform counts any."""
    curve: Curve | None = None
    """How late the client's conversions come, where repeated imports have told it."""

    @property
    def claim(self) -> Sentence:
        """Whose count of conversions the rules go by."""
        return _ANALYTICS if self.analytics else _PLATFORMS

    def line_of(self, key: str) -> Line:
        """The line with this key. Raises StopIteration when there is none."""
        return next(line for line in self.lines if line.key == key)

    # ------------------------------------------------------------------------------------------------------------ days

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    @property
    def width(self) -> int:
        """How many days there are."""
        return int(self.covered.shape[1])

    def columns(self, period: Period) -> slice:
        """The columns of a period, cut to the days there are."""
        start = max(0, (period.start - self.first).days)
        return slice(min(start, self.width), max(start, min(self.width, (period.end - self.first).days + 1)))

    def day(self, column: int) -> date:
        """The day of a column."""
        return self.first + timedelta(days=int(column))

    @property
    def known_to(self) -> date | None:
        """The newest day that every account with money covers, among those that are not left behind; None without."""
        days = [a.last for a in self.accounts if a.spends and not self.is_stale(a)]
        return min(days, default=None)

    @property
    def covered_to(self) -> date | None:
        """`known_to`; where every account is left behind, the newest day that those cover which end about when the
        newest one does. What lies before it is known as well as ever, only not what came since."""
        if self.known_to is not None:
            return self.known_to
        spending = [a for a in self.accounts if a.spends]
        newest = max((a.last for a in spending), default=None)
        if newest is None:
            return None
        return min(a.last for a in spending if (newest - a.last).days <= stale_after(a.source))

    @property
    def mature_to(self) -> date:
        """The newest day whose conversions may be counted. Files were made after their last day, not today."""
        newest = max((a.last for a in self.accounts if a.outcomes), default=self.yesterday)
        return mature_through(self.curve, min(newest, self.yesterday) + timedelta(days=1))

    @property
    def immature(self) -> int:
        """How many of the newest days are still waiting for their conversions."""
        return (self.curve.mature_age if self.curve else MATURE_AGE) - 1

    def is_stale(self, account: Account) -> bool:
        """Its files end longer ago than is usual for its source."""
        return self.behind(account) > stale_after(account.source)

    def behind(self, account: Account) -> int:
        """Full days between its last day and yesterday."""
        return (self.yesterday - account.last).days

    def live(self, period: Period) -> list[int]:
        """Accounts with money that may have some in a period: those that ended long before it are closed."""
        return [
            i
            for i, account in enumerate(self.accounts)
            if account.spends and (period.start - account.last).days <= CLOSED_AFTER and account.first <= period.end
        ]

    # ----------------------------------------------------------------------------------------------------------- money

    @property
    def currency(self) -> str:
        """The currency of the newest money; the client's own before any."""
        found = self.currencies(Period(self.first, max(self.first, self.yesterday)))
        return found[-1] if found else self.client.currency

    def currencies(self, period: Period) -> list[str]:
        """The currencies of the money of a period, the one with the newest money last."""
        columns = self.columns(period)
        last = {}
        for currency, money in self.days.money.items():
            used = np.flatnonzero(money[:, columns].any(axis=0))
            if len(used):
                last[currency] = int(used[-1])
        return sorted(last, key=lambda currency: (last[currency], currency))

    @property
    def spend(self) -> Floats:
        """Lines × days in whole units of `currency`."""
        money = self.days.money.get(self.currency)
        return money / MICRO if money is not None else np.zeros_like(self.days.clicks)

    def target_on(self, day: date) -> TargetRow | None:
        """The stage target in force on a day; None before the first."""
        begun = [target for target in self.targets if target.valid_from <= day]
        return max(begun, key=lambda target: target.valid_from, default=None)

    # --------------------------------------------------------------------------------------------------------- sprints

    @property
    def sprints(self) -> list[Sprint]:
        """Every sprint that has begun, oldest first."""
        if not self.accounts and not self.monthlies:
            return []
        first = min([min((a.first for a in self.accounts), default=self.today), *self.monthlies])
        return [s for s in sprints(self.monthlies, first, self.today) if s.period.start < self.today]

    @property
    def reviewed(self) -> Period | None:
        """The sprint under review; None when none has begun."""
        found = reviewed_sprint(self.sprints, self.today)
        return found.period if found else None

    @property
    def outcomes_reviewed(self) -> Period | None:
        """The newest sprint with seven mature days, whose outcomes are compared; None when none has begun."""
        found = reviewed_sprint(self.sprints, self.mature_to + timedelta(days=1))
        return found.period if found else None

    def passed(self, period: Period) -> Period:
        """The days of a period that money is known of: an open sprint speaks of no day to come."""
        end = min(period.end, self.known_to or self.yesterday)
        return Period(period.start, max(period.start, end))

    def at(self, day: date) -> Facts:
        """The same client as it was known at the start of an earlier day."""
        columns = max(0, (day - self.first).days)
        accounts = [replace(a, last=min(a.last, day - timedelta(days=1))) for a in self.accounts if a.first < day]
        kept = [i for i, a in enumerate(self.accounts) if a.first < day]
        place = {old: new for new, old in enumerate(kept)}
        rows = [i for i, line in enumerate(self.lines) if line.account in place]
        return replace(
            self,
            today=day,
            moment=self.moment - timedelta(days=(self.today - day).days),
            lines=tuple(replace(self.lines[i], account=place[self.lines[i].account]) for i in rows),
            accounts=tuple(accounts),
            days=_rows(self.days.through(columns), rows),
            covered=self.covered[kept, :columns],
            stage_money={bucket: money[:columns] for bucket, money in self.stage_money.items()},
            stage_days={bucket: spent[:columns] for bucket, spent in self.stage_days.items()},
            site=self.site.through(columns),
            notes=tuple(note for note in self.notes if note.days.start < day),
            content=tuple(piece for piece in self.content if piece.live_from < day),
            whole=self.whole if self.whole and self.whole.period.end < day else None,
            dark=None,
        )


def _rows(days: Days, rows: Sequence[int]) -> Days:
    return Days(
        {currency: money[rows] for currency, money in days.money.items()},
        days.clicks[rows],
        days.impressions[rows],
        days.conversions[rows],
        days.value[rows],
        days.leads[rows],
    )


_PLATFORMS = Sentence(
    "Conversions as the advertising platforms count them.", "Konversiot niin kuin mainosalustat ne laskevat."
)
_ANALYTICS = Sentence(
    "Conversions as the website analytics counts them.", "Konversiot niin kuin analytiikka ne laskee."
)
