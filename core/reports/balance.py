"""How a client's money lies across the stages, against what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from core.dates import month_of, weeks_back
from core.measure.balance import comparable, effective_number, missing_stages, stage_balance
from core.model import BUCKETS, MONEY_LEVELS, Client, Level, Period, Stage, TargetRow
from core.reports.freshness import account_freshness
from core.reports.money import (
    EntityMoney,
    bucket_totals,
    by_bucket,
    converted,
    euros,
    in_one_currency,
    sliced,
    spend_frame,
    sums_by,
    with_totals,
)
from core.reports.periods import known_sprints
from core.reports.placing import HUMAN, StageMap, fine_accounts, placing_on, stage_map
from core.reports.rates import Converter, converter
from core.reports.shapes import (
    BalanceReport,
    ChannelMoney,
    Freshness,
    PeriodTotal,
    StageMoney,
    StageSuggestion,
)
from core.reports.stages import suggestion
from core.store import Store, clients, decisions, facts, targets
from core.store.facts import StoredEntity

WEEKS_BACK = 26
SPRINTS_BACK = 13


def balance(
    store: Store,
    *,
    client_id: str,
    period: Period,
    as_of: date,
    history: bool = True,
    currency: str | None = None,
) -> BalanceReport:
    """The stage balance of one client over `period`, knowing the days before `as_of`; in the client's currency unless
    another is asked for. Without `history` no week or sprint before it is added up.

    Day facts count where they exist; a period total counts only where it matches `period` exactly and its account has
    no day rows in it. Raises MissingRate when the period holds money in two currencies
    without a rate between them.
    """
    weeks = weeks_back(min(period.end, as_of - timedelta(days=1)), WEEKS_BACK) if history else []
    money = _gather(store, client_id=client_id, period=period, as_of=as_of, weeks=weeks, currency=currency)
    asked = in_one_currency(money.frame, money.rates)
    currency = asked.currency
    staged = by_bucket(asked.frame, money.placed)
    drawn, gaps = _history(money, currency or money.rates.to)
    before = by_bucket(drawn, money.placed)
    settled = _settled_through(money.freshness)

    amounts = bucket_totals(staged)
    total = sum(amounts.values(), Decimal(0))
    in_stages = {stage.value: amounts[stage] for stage in Stage}
    target = targets.target_on(money.targets, period.end)
    why_null = comparable(
        staged=sum(in_stages.values(), Decimal(0)),
        total=total,
        target=target.shares if target else None,
        currencies={currency} - {""},
        open_days_passed=_open_days_passed(period, as_of),
    )
    channels = _channels(staged, money.known, total)
    campaigns = _campaigns(staged, money, period.end)
    return BalanceReport(
        client_id=client_id,
        period=period,
        currency=currency or money.rates.to,
        total=total,
        by_bucket=amounts,
        confirmed=_share(sum((c.spend for c in campaigns if c.rule == HUMAN), Decimal(0)), total),
        target=target,
        balance=stage_balance(in_stages, target.shares) if target and not why_null else None,
        why_null=why_null,
        missing=_missing(staged, target, period, _last_day(money.freshness)),
        channels=channels,
        effective_channels=effective_number({c.channel: c.amount for c in channels}),
        periods=money.totals,
        weeks=_slices(before, _without(weeks, gaps), as_of, settled),
        sprints=_slices(before, _without(money.sprints, gaps), as_of, settled),
        freshness=money.freshness,
        settled_through=settled,
        complete=_complete(money, period),
        campaigns=campaigns,
        rates=asked.used,
    )


@dataclass(frozen=True, slots=True)
class _Money:
    """What one report reads from the stores: `frame` is the money of the period, `history` of everything drawn."""

    client: Client
    known: Mapping[str, StoredEntity]
    placed: StageMap
    frame: pd.DataFrame
    history: pd.DataFrame
    totals: tuple[PeriodTotal, ...]
    freshness: tuple[Freshness, ...]
    sprints: Sequence[Period]
    targets: Sequence[TargetRow]
    rates: Converter


def _gather(
    store: Store, *, client_id: str, period: Period, as_of: date, weeks: Sequence[Period], currency: str | None
) -> _Money:
    made = decisions.list_decisions(store.ops, client_id=client_id)
    client = clients.get_client(store.ops, client_id=client_id)
    with store.metrics.cursor() as cursor:
        freshness = account_freshness(cursor, client_id=client_id, as_of=as_of)
        sprints = _begun_sprints(store, client_id=client_id, freshness=freshness, before=as_of) if weeks else []
        drawn = [period, *weeks, *sprints]
        seen = Period(min(p.start for p in drawn), max(p.end for p in drawn))
        known = facts.entities(cursor, client_id=client_id)
        history = spend_frame(cursor, client_id=client_id, period=seen, fine=fine_accounts(known, made))
        offered = facts.period_totals(cursor, client_id=client_id)
        exact = facts.period_spend(cursor, client_id=client_id, period=period) if offered else []
    history = history[history["day"] < pd.Timestamp(as_of)]
    inside = history["day"].between(pd.Timestamp(period.start), pd.Timestamp(period.end))
    totals = _period_totals(offered, period, as_of)
    used = {(total.source, total.account) for total in totals if total.used}
    counted = [row for row in exact if (row.source, row.account) in used]
    return _Money(
        client=client,
        known={entity.entity_key: entity for entity in known},
        placed=stage_map(client, known, made),
        frame=with_totals(history[inside], counted, period),
        history=history,
        totals=totals,
        freshness=freshness,
        sprints=sprints,
        targets=targets.list_targets(store.ops, client_id=client_id),
        rates=converter(store, to=currency or client.currency),
    )


def _history(money: _Money, currency: str) -> tuple[pd.DataFrame, tuple[Period, ...]]:
    """What was drawn before the period, in its currency, and the months in which some money has no rate: a slice that
    touches one would show a part for the whole."""
    if currency != money.rates.to:
        return money.history[money.history["currency"] == currency], ()
    result = converted(money.history, money.rates)
    return result.frame, tuple(month_of(month) for month in result.lacking)


def _without(periods: Sequence[Period], gaps: Sequence[Period]) -> list[Period]:
    return [p for p in periods if not any(gap.start <= p.end and p.start <= gap.end for gap in gaps)]


def _begun_sprints(store: Store, *, client_id: str, freshness: Sequence[Freshness], before: date) -> list[Period]:
    first = min((account.first_day for account in freshness), default=None)
    known = known_sprints(store, client_id=client_id, first=first, today=before)
    return [sprint.period for sprint in known if sprint.period.start < before][-SPRINTS_BACK:]


def _period_totals(offered: Sequence[facts.StoredPeriod], period: Period, as_of: date) -> tuple[PeriodTotal, ...]:
    """Exports without days that touch the period, one level per account, each with whether its money is counted."""
    touching = [row for row in offered if row.start <= period.end and row.end >= period.start]
    widest: dict[tuple[str, str, date, date], facts.StoredPeriod] = {}
    for row in sorted(touching, key=lambda row: MONEY_LEVELS.index(Level(row.level))):
        widest.setdefault((row.source, row.account, row.start, row.end), row)
    return tuple(
        PeriodTotal(
            source=row.source,
            account=row.account,
            period=Period(row.start, row.end),
            amount=row.spend,
            currency=row.currency,
            used=Period(row.start, row.end) == period and not row.has_days and period.end < as_of,
        )
        for row in widest.values()
    )


def _open_days_passed(period: Period, as_of: date) -> int | None:
    """Full days of a period that is not over; None for a closed one, and for a week, which is short by nature."""
    return (as_of - period.start).days if period.end >= as_of and period.days > 7 else None


def _last_day(freshness: Sequence[Freshness]) -> date | None:
    """The newest day with money data; a stage cannot be called silent on days that nobody has seen."""
    return max((account.last_day for account in freshness if account.spends), default=None)


def _missing(staged: pd.DataFrame, target: TargetRow | None, period: Period, known_to: date | None) -> tuple[str, ...]:
    spent = staged[staged["micros"] > 0]
    if target is None or known_to is None or known_to < period.start or spent.empty:
        return ()
    last = {str(bucket): day.date() for bucket, day in spent.groupby("bucket")["day"].max().items()}
    return missing_stages(last, target.shares, min(period.end, known_to), period.start)


def _channels(staged: pd.DataFrame, known: Mapping[str, StoredEntity], total: Decimal) -> tuple[ChannelMoney, ...]:
    names = staged["entity_key"].map(lambda key: known[key].channel or known[key].source)
    sums = staged.groupby(names.astype("str"))["micros"].sum().sort_values(ascending=False, kind="stable")
    return tuple(
        ChannelMoney(str(channel), euros(micros), _share(euros(micros), total) or 0.0)
        for channel, micros in sums.items()
        if micros
    )


def _campaigns(staged: pd.DataFrame, money: _Money, day: date) -> tuple[StageSuggestion, ...]:
    rows = [
        suggestion(money.known[key], placing_on(money.placed[key], day), EntityMoney(euros(micros), currency))
        for key, currency, micros in sums_by(staged, "entity_key", "currency")
    ]
    return tuple(sorted(rows, key=lambda row: (-row.spend, row.name)))


def _slices(
    history: pd.DataFrame, periods: Sequence[Period], as_of: date, settled: date | None
) -> tuple[StageMoney, ...]:
    """Money of every bucket that holds any, slice by slice, oldest first. Slices without any money are left out: a gap
    is not a zero."""
    sums = sliced(history, periods)
    yesterday = as_of - timedelta(days=1)
    return tuple(
        StageMoney(
            start=period.start,
            end=period.end,
            bucket=bucket,
            amount=euros(sums[position, bucket]),
            settled=settled is not None and min(period.end, yesterday) <= settled,
            open=period.end >= as_of,
        )
        for position, period in enumerate(periods)
        for bucket in BUCKETS
        if sums.get((position, bucket))
    )


def _settled_through(freshness: Sequence[Freshness]) -> date | None:
    """The day up to which every account that spends is settled; None when one of them has no settled day at all."""
    days = [account.settled_through for account in freshness if account.spends]
    known = [day for day in days if day]
    return min(known) if known and len(known) == len(days) else None


def _complete(money: _Money, period: Period) -> bool:
    """Whether every account that spends, and had begun by the end of the period, has data through its last day. An
    export without days covers its own period whole."""
    totals = {(total.source, total.account) for total in money.totals if total.used}
    reach = {
        (account.source, account.account): account.last_day
        for account in money.freshness
        if account.spends and account.first_day <= period.end
    }
    behind = [account for account, last in reach.items() if last < period.end and account not in totals]
    return bool(reach or totals) and not behind


def _share(part: Decimal, whole: Decimal) -> float | None:
    return float(part / whole) if whole else None
