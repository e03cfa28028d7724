"""Who claims what about a client's results over a period, and what the shop or CRM says really happened.

Platforms, analytics and outcomes are three counts of one thing: they stand side by side, and only sources of the same
claim are added up. Period totals count where they match the asked period exactly and the account has no days in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.measure.claims import (
    Account,
    ClaimLine,
    KindClaims,
    Left,
    Named,
    Part,
    Place,
    Placed,
    claim_lines,
    kind_claims,
    stage_claims,
)
from core.model import USUAL_STAGE, Claim, Goal, GoalKind, Period, Stage
from core.reports.freshness import account_freshness
from core.reports.rates import Converter, converter
from core.reports.shapes import Freshness
from core.sources.goal_words import suggested_goal
from core.sources.meta_ads import is_goal
from core.store import Store, clients, facts, goals
from core.store import claims as claim_facts
from core.store.claims import ClaimDay, ClaimEvent, ClaimPeriod
from core.store.facts import OutcomeDay, OutcomeSpan

ZERO = Decimal(0)
RECORD_SLACK = timedelta(days=7)
"""A week without an order or a lead is no sign that the list ends."""
Pair = tuple[str, str]
"""(source, account)"""


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """The three claims of one client over one period, side by side."""

    client_id: str
    period: Period
    as_of: date
    counts: Claim
    """Whose count the client goes by."""
    lines: tuple[ClaimLine, ...]
    kinds: tuple[KindClaims, ...]
    stages: Mapping[Stage, list[KindClaims]]
    """The same by the stage whose outcome each event is."""
    values: Mapping[Claim, Decimal]
    """Money that each claim says the results were worth, in `currency`; a claim that says none is absent."""
    currency: str
    rate_days: tuple[date, ...]
    """The days of the exchange rates behind `values`; empty where none was needed."""
    known_through: Mapping[Claim, date]
    """The last day that any source of the claim knows of, wherever the period ends."""
    record: Period | None
    """The days of the shop's or CRM's lists; None without any. Outside them there is no ratio."""
    settled_through: date | None
    """Up to which day the platforms no longer change what they said; None while no day is settled."""

    @property
    def undecided(self) -> tuple[ClaimLine, ...]:
        """Events of which nobody has said what they stand for, the largest first; a name's own suggestion is in
        `placed`."""
        open_ones = [
            line
            for line in self.lines
            if line.left is Left.NO_GOAL or (line.placed and not line.placed.confirmed and line.left is None)
        ]
        return tuple(sorted(open_ones, key=lambda line: (-line.results, line.source, line.event)))


@dataclass(frozen=True)
class _Said:
    """Everything that sources say of the days that are asked about, read once."""

    days: Sequence[ClaimDay]
    events: Sequence[ClaimEvent]
    periods: Sequence[ClaimPeriod]
    outcomes: Sequence[OutcomeDay]
    spans: Sequence[OutcomeSpan]
    freshness: Sequence[Freshness]


def claims(store: Store, *, client_id: str, period: Period, as_of: date) -> ClaimsReport:
    """The claims over one period, knowing the days before `as_of`. Raises MissingRate when values in two currencies
    have no rate between them."""
    return claims_over(store, client_id=client_id, periods=[period], as_of=as_of)[0]


def claims_over(store: Store, *, client_id: str, periods: Sequence[Period], as_of: date) -> list[ClaimsReport]:
    """The claims over each of several periods (the sprints, or the weeks of one), from one reading of the store."""
    if not periods:
        return []
    widest = Period(min(p.start for p in periods), max(p.end for p in periods))
    client = clients.get_client(store.ops, client_id=client_id)
    agreed = goals.list_goals(store.ops, client_id=client_id)
    counts = goals.claim_that_counts(store.ops, client_id=client_id)
    rates = converter(store, to=client.currency)
    said = _read(store, client_id, widest, as_of)

    def place(event: str, source: str) -> Placed | None:
        return placed_as(agreed, event, source)

    return [_report(client_id, period, as_of, counts, said, place, rates) for period in periods]


def placed_as(agreed: Iterable[Goal], event: str, source: str) -> Placed | None:
    """What the client's goals say an event stands for, else what its name suggests; None where neither tells."""
    goal = goals.goal_of(agreed, event, source)
    if goal:
        return Placed(goal.kind, goal.stage, confirmed=True)
    kind = suggested_goal(event)
    return Placed(kind, USUAL_STAGE[kind], confirmed=False) if kind else None


def _read(store: Store, client_id: str, period: Period, as_of: date) -> _Said:
    end = min(period.end, as_of - timedelta(days=1))
    known = Period(period.start, end) if end >= period.start else None
    with store.metrics.cursor() as cursor:
        freshness = account_freshness(cursor, client_id=client_id, as_of=as_of)
        spans = facts.outcome_spans(cursor, client_id=client_id)
        if known is None:
            return _Said((), (), (), (), spans, freshness)
        return _Said(
            claim_facts.claim_days(cursor, client_id=client_id, period=known),
            claim_facts.claim_events(cursor, client_id=client_id, period=known),
            claim_facts.claim_periods(cursor, client_id=client_id, period=known),
            facts.outcome_days(cursor, client_id=client_id, period=known),
            spans,
            freshness,
        )


def _report(
    client_id: str, period: Period, as_of: date, counts: Claim, said: _Said, place: Place, rates: Converter
) -> ClaimsReport:
    days = _days_of(said, period)
    accounts = _accounts(days, _events_of(said, days, period))
    lines = [line for account in accounts for line in claim_lines(account, place)]
    outcomes = [row for row in said.outcomes if row.day in period and row.counted]
    lines += _outcome_lines(outcomes, said.spans, period, place)
    values, rate_days = _values(days, outcomes, rates)
    on_record = _on_record(said.spans, period, as_of)
    return ClaimsReport(
        client_id=client_id,
        period=period,
        as_of=as_of,
        counts=counts,
        lines=tuple(sorted(lines, key=_order)),
        kinds=tuple(kind_claims(lines, on_record=on_record)),
        stages=stage_claims(lines, on_record=on_record),
        record=_record(said.spans),
        values=values,
        currency=rates.to,
        rate_days=rate_days,
        known_through=_known_through(days, said.spans, as_of),
        settled_through=min((f.settled_through for f in said.freshness if f.settled_through), default=None),
    )


def _order(line: ClaimLine) -> tuple[int, int, str, str, Decimal]:
    kinds = list(GoalKind)
    place = kinds.index(line.placed.kind) if line.placed else len(kinds)
    return list(Claim).index(line.claim), place, line.source, line.account, -line.results


def _days_of(said: _Said, period: Period) -> list[ClaimDay]:
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


def _events_of(said: _Said, days: Sequence[ClaimDay], period: Period) -> list[ClaimEvent]:
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


def _accounts(days: Sequence[ClaimDay], events: Sequence[ClaimEvent]) -> list[Account]:
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
            found.append(Account(Claim.ANALYTICS, source, account, key_events, None, _named(own)))
        results = [event for event in named if not event.own]
        conversions, leads = _total(row.conversions for row in rows), _total(row.leads for row in rows)
        if conversions is not None or leads is not None or results:
            found.append(Account(Claim.PLATFORM, source, account, conversions, leads, _named(results)))
    return found


def _named(events: Sequence[ClaimEvent]) -> tuple[Named, ...]:
    sums: dict[tuple[str, bool], Decimal] = defaultdict(Decimal)
    said: dict[str, list[str]] = defaultdict(list)
    for event in events:
        sums[event.event, event.counted] += event.results
        if event.attribution and event.attribution not in said[event.event]:
            said[event.event].append(event.attribution)
    return tuple(
        Named(event, results, _part(event, counted), tuple(sorted(said[event])))
        for (event, counted), results in sorted(sums.items())
        if event
    )


def _part(event: str, counted: bool) -> Part:
    if counted:
        return Part.COUNTED
    return Part.INSIDE if is_goal(event) else Part.BESIDE


def _outcome_lines(
    outcomes: Sequence[OutcomeDay], spans: Sequence[OutcomeSpan], period: Period, place: Place
) -> list[ClaimLine]:
    """The shop's or CRM's own kinds; one that knows these days and has none of a kind says 0."""
    sums: dict[tuple[str, str, str], int] = {
        (span.source, span.account, span.kind): 0
        for span in spans
        if span.first_day <= period.end and span.last_day >= period.start
    }
    for row in outcomes:
        key = (row.source, row.account, row.kind)
        sums[key] = sums.get(key, 0) + row.outcomes
    lines = []
    for (source, account, kind), count in sums.items():
        told = place(kind, source)
        own = Placed(GoalKind(kind), USUAL_STAGE[GoalKind(kind)], confirmed=True)
        placed = told if told and told.confirmed else own
        lines.append(ClaimLine(Claim.OUTCOME, source, account, kind, Decimal(count), placed))
    return lines


def _values(
    days: Sequence[ClaimDay], outcomes: Sequence[OutcomeDay], rates: Converter
) -> tuple[dict[Claim, Decimal], tuple[date, ...]]:
    """Money per claim in the reporting currency. A property names no currency: its money is taken as the client's."""
    sums: dict[Claim, Decimal] = {}
    used: set[date] = set()

    def add(claim: Claim, amount: Decimal | None, currency: str, day: date) -> None:
        if amount is not None:
            converted = rates.convert(amount, currency or rates.to, day)
            sums[claim] = sums.get(claim, ZERO) + converted.amount
            if converted.rate_day:
                used.add(converted.rate_day)

    for row in days:
        add(Claim.PLATFORM if row.key_events is None else Claim.ANALYTICS, row.value, row.currency, row.day)
    for outcome in outcomes:
        if outcome.kind == GoalKind.ORDER:
            add(Claim.OUTCOME, outcome.value, outcome.currency, outcome.day)
    return {claim: amount for claim, amount in sums.items() if amount}, tuple(sorted(used))


def _known_through(days: Sequence[ClaimDay], spans: Sequence[OutcomeSpan], as_of: date) -> dict[Claim, date]:
    found: dict[Claim, date] = {}
    for row in days:
        claim = Claim.PLATFORM if row.key_events is None else Claim.ANALYTICS
        found[claim] = max(found.get(claim, row.day), row.day)
    last = max((min(span.last_day, as_of - timedelta(days=1)) for span in spans), default=None)
    return found | ({Claim.OUTCOME: last} if last else {})


def _record(spans: Sequence[OutcomeSpan]) -> Period | None:
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


def _on_record(spans: Sequence[OutcomeSpan], period: Period, as_of: date) -> bool:
    record = _record(spans)
    if record is None:
        return False
    end = min(period.end, as_of - timedelta(days=1))
    return record.start <= period.start + RECORD_SLACK and end - RECORD_SLACK <= record.end


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    said = [value for value in values if value is not None]
    return sum(said, ZERO) if said else None
