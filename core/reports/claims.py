"""Who claims what about a client's results over a period, and what the shop or CRM says really happened.

Platforms, analytics and outcomes are three counts of one thing: they stand side by side, and only sources of the same
claim are added up. Period totals count where they match the asked period exactly and the account has no days in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.measure.claims import (
    ClaimLine,
    KindClaims,
    Left,
    Place,
    Placed,
    claim_lines,
    kind_claims,
    stage_claims,
)
from core.model import USUAL_STAGE, Claim, Goal, GoalKind, Period, Stage
from core.reports.claim_facts import Said, accounts_of, days_of, events_of, on_record, read_said, record_of
from core.reports.rates import Converter, converter
from core.sources.goal_words import suggested_goal
from core.store import Store, clients, goals
from core.store.claims import ClaimDay
from core.store.facts import OutcomeDay, OutcomeSpan

ZERO = Decimal(0)


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
    said = read_said(store, client_id=client_id, period=widest, as_of=as_of)

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


def _report(
    client_id: str, period: Period, as_of: date, counts: Claim, said: Said, place: Place, rates: Converter
) -> ClaimsReport:
    days = days_of(said, period)
    accounts = accounts_of(days, events_of(said, period))
    lines = [line for account in accounts for line in claim_lines(account, place)]
    outcomes = [row for row in said.outcomes if row.day in period and row.counted]
    lines += _outcome_lines(outcomes, said.spans, period, place)
    values, rate_days = _values(days, outcomes, rates)
    covered = on_record(said.spans, period, as_of)
    return ClaimsReport(
        client_id=client_id,
        period=period,
        as_of=as_of,
        counts=counts,
        lines=tuple(sorted(lines, key=_order)),
        kinds=tuple(kind_claims(lines, on_record=covered)),
        stages=stage_claims(lines, on_record=covered),
        record=record_of(said.spans),
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
