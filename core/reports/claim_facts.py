"""What every source says about a client's results, read once and laid out by account: the material of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.measure.claims import Account, Named, Part
from core.model import Claim, Period
from core.reports.freshness import account_freshness
from core.reports.shapes import Freshness
from core.sources.meta_ads import is_goal
from core.store import Store, facts
from core.store import claims as claim_facts
from core.store.claims import ClaimDay, ClaimEvent, ClaimPeriod
from core.store.facts import OutcomeDay, OutcomeSpan

ZERO = Decimal(0)
RECORD_SLACK = timedelta(days=7)
"""A week without an order or a lead is no sign that the list ends."""
Pair = tuple[str, str]
"""(source, account)"""


@dataclass(frozen=True)
class Said:
    """Everything that sources say of the days that are asked about, read once."""

    days: Sequence[ClaimDay]
    events: Sequence[ClaimEvent]
    periods: Sequence[ClaimPeriod]
    outcomes: Sequence[OutcomeDay]
    spans: Sequence[OutcomeSpan]
    freshness: Sequence[Freshness]


def read_said(store: Store, *, client_id: str, period: Period, as_of: date) -> Said:
    """Everything about the days of `period` before `as_of`."""
    end = min(period.end, as_of - timedelta(days=1))
    known = Period(period.start, end) if end >= period.start else None
    with store.metrics.cursor() as cursor:
        freshness = account_freshness(cursor, client_id=client_id, as_of=as_of)
        spans = facts.outcome_spans(cursor, client_id=client_id)
        if known is None:
            return Said((), (), (), (), spans, freshness)
        return Said(
            claim_facts.claim_days(cursor, client_id=client_id, period=known),
            claim_facts.claim_events(cursor, client_id=client_id, period=known),
            claim_facts.claim_periods(cursor, client_id=client_id, period=known),
            facts.outcome_days(cursor, client_id=client_id, period=known),
            spans,
            freshness,
        )


def days_of(said: Said, period: Period) -> list[ClaimDay]:
    """Day rows of the period; for accounts without any, exports of exactly this period as one row on its last day."""
    days = [row for row in said.days if row.day in period]
    have = {(row.source, row.account) for row in days}
    whole: dict[Pair, dict[str, Decimal]] = defaultdict(dict)
    currencies: dict[Pair, str] = {}
    for row in said.periods:
        if (row.start, row.end) == (period.start, period.end) and (row.source, row.account) not in have:
            whole[row.source, row.account][row.measure] = row.total
            currencies[row.source, row.account] = row.currency
    return days + [
        ClaimDay(
            source,
            account,
            period.end,
            currencies[source, account],
            measures.get("conversions"),
            measures.get("leads"),
            measures.get("value"),
            measures.get("key_events"),
        )
        for (source, account), measures in whole.items()
    ]


def events_of(said: Said, period: Period) -> list[ClaimEvent]:
    """Events by day, and those of exactly this period for accounts that name no events by day."""
    inside = [row for row in said.events if period.start <= row.start and row.end <= period.end]
    daily = [row for row in inside if row.start == row.end]
    have = {(row.source, row.account, row.own) for row in daily}
    whole = [
        row
        for row in inside
        if row.start != row.end
        and (row.start, row.end) == (period.start, period.end)
        and (row.source, row.account, row.own) not in have
    ]
    return daily + whole


def accounts_of(days: Sequence[ClaimDay], events: Sequence[ClaimEvent]) -> list[Account]:
    """One account per source and claim: a property's key events are the analytics' claim, conversions a platform's."""
    by_day: dict[Pair, list[ClaimDay]] = defaultdict(list)
    by_event: dict[Pair, list[ClaimEvent]] = defaultdict(list)
    for row in days:
        by_day[row.source, row.account].append(row)
    for event in events:
        by_event[event.source, event.account].append(event)
    found = []
    for source, account in sorted({*by_day, *by_event}):
        rows, named = by_day[source, account], by_event[source, account]
        key_events = _total(row.key_events for row in rows)
        own = [event for event in named if event.own]
        if key_events is not None or own:
            inside = Part.BESIDE if key_events is None else Part.INSIDE
            found.append(Account(Claim.ANALYTICS, source, account, key_events, None, _named(own, inside)))
        results = [event for event in named if not event.own]
        conversions, leads = _total(row.conversions for row in rows), _total(row.leads for row in rows)
        if conversions is not None or leads is not None or results:
            found.append(Account(Claim.PLATFORM, source, account, conversions, leads, _named(results)))
    return found


def _named(events: Sequence[ClaimEvent], part: Part | None = None) -> tuple[Named, ...]:
    """Events with their sums. `part` tells where those lie that are not counted as they stand (None: by their name)."""
    sums: dict[tuple[str, bool], Decimal] = defaultdict(Decimal)
    said: dict[str, list[str]] = defaultdict(list)
    for event in events:
        sums[event.event, event.counted] += event.results
        if event.attribution and event.attribution not in said[event.event]:
            said[event.event].append(event.attribution)
    return tuple(
        Named(event, results, Part.COUNTED if counted else part or _part(event), tuple(sorted(said[event])))
        for (event, counted), results in sorted(sums.items())
        if event
    )


def _part(event: str) -> Part:
    """Where a platform's result kind lies that its conversions do not count as it stands."""
    return Part.INSIDE if is_goal(event) else Part.BESIDE


def record_of(spans: Sequence[OutcomeSpan]) -> Period | None:
    """The days that every list covers, when they overlap."""
    lists: dict[Pair, Period] = {}
    for span in spans:
        known = lists.get((span.source, span.account))
        first = min(span.first_day, known.start) if known else span.first_day
        last = max(span.last_day, known.end) if known else span.last_day
        lists[span.source, span.account] = Period(first, last)
    if not lists:
        return None
    first, last = max(p.start for p in lists.values()), min(p.end for p in lists.values())
    return Period(first, last) if first <= last else None


def on_record(spans: Sequence[OutcomeSpan], period: Period, as_of: date) -> bool:
    """Whether the lists cover the period, as far as it has passed."""
    record = record_of(spans)
    if record is None:
        return False
    end = min(period.end, as_of - timedelta(days=1))
    return record.start <= period.start + RECORD_SLACK and end - RECORD_SLACK <= record.end


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    said = [value for value in values if value is not None]
    return sum(said, ZERO) if said else None
