"""Search terms of like periods beside each other: new, rising, falling, gone; and how much of the cost is hidden.

Google lists a term only when enough people searched it, so the terms never add up to the campaigns. What is missing is
told as a sum and a share, and never guessed term by term.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.measure.search_terms import MOVED, Moved, like_period, movement
from core.model import Period
from core.store import Store, facts
from core.store.facts import SearchSpan, SearchTerm, SearchTotal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term: now and in the like period before. A period that does not list it is None, which is not zero."""

    name: str
    now: SearchTerm | None
    before: SearchTerm | None
    moved: Moved | None
    """None when there is no like period to compare with."""

    @property
    def spend(self) -> Decimal:
        return (self.now.spend if self.now else None) or ZERO

    @property
    def clicks(self) -> Decimal:
        return (self.now.clicks if self.now else None) or ZERO


@dataclass(frozen=True, slots=True)
class SearchReport:
    """The newest period of one account. `before` is None when no like period is stored. The total of a measure is None
    when the day rows of its campaigns are not there for the whole comparison."""

    source: str
    account: str
    period: Period
    before: Period | None
    currency: str
    rows: tuple[TermRow, ...]
    """The most expensive first; without cost the most clicked."""
    listed: SearchTotal
    total: SearchTotal

    @property
    def has_cost(self) -> bool:
        return self.listed.spend is not None

    @property
    def hidden_spend(self) -> Decimal | None:
        """Cost of terms that are not listed; None when the total is not known, or is less than what is listed."""
        if self.listed.spend is None or self.total.spend is None or self.total.spend < self.listed.spend:
            return None
        return self.total.spend - self.listed.spend

    @property
    def hidden_clicks(self) -> Decimal | None:
        listed, total = self.listed.clicks, self.total.clicks
        return None if listed is None or total is None or total < listed else Decimal(total - listed)

    @property
    def moved(self) -> tuple[TermRow, ...]:
        """The terms that changed more than chance would explain, the largest change in clicks first."""
        found = [row for row in self.rows if row.moved and row.moved.movement in MOVED]
        return tuple(sorted(found, key=lambda row: -abs(row.clicks - _clicks(row.before))))


def search_terms(store: Store, *, client_id: str, as_of: date) -> tuple[SearchReport, ...]:
    """The newest search terms of each account against the like period before, knowing periods that ended before
    `as_of`; empty when none is stored."""
    with store.metrics.cursor() as cursor:
        spans = facts.search_spans(cursor, client_id=client_id, before=as_of)
        newest = {(span.source, span.account): span for span in spans}
        return tuple(_report(cursor, client_id, span, spans) for span in newest.values())


def _report(cursor: Any, client_id: str, span: SearchSpan, spans: Sequence[SearchSpan]) -> SearchReport:
    own = {Period(s.start, s.end): s for s in spans if (s.source, s.account) == (span.source, span.account)}
    period = Period(span.start, span.end)
    before = like_period(period, list(own))
    now = facts.search_terms(cursor, client_id=client_id, span=span)
    then = facts.search_terms(cursor, client_id=client_id, span=own[before]) if before else []
    listed = SearchTotal(_sum(term.spend for term in now), _whole(_sum(term.clicks for term in now)))
    hidden = facts.hidden_terms(cursor, client_id=client_id, span=span)
    return SearchReport(
        source=span.source,
        account=span.account,
        period=period,
        before=before,
        currency=next((term.currency for term in now if term.currency), ""),
        rows=_rows(now, then, period, before),
        listed=listed,
        total=_total(facts.search_total(cursor, client_id=client_id, span=span), listed, hidden),
    )


def _total(found: SearchTotal, listed: SearchTotal, hidden: SearchTotal) -> SearchTotal:
    """From the account's days; where those are not there, from what the report says of the terms it does not list."""
    if found.spend is not None or found.clicks is not None or hidden.spend is None:
        return found
    clicks = None if hidden.clicks is None else (listed.clicks or 0) + hidden.clicks
    return SearchTotal((listed.spend or ZERO) + hidden.spend, clicks)


def _rows(
    now: Sequence[SearchTerm], then: Sequence[SearchTerm], period: Period, before: Period | None
) -> tuple[TermRow, ...]:
    old: Mapping[str, SearchTerm] = {term.name.casefold(): term for term in then}
    names = {term.name.casefold() for term in now}
    gone = [term for term in then if term.name.casefold() not in names]
    pairs = [(term, old.get(term.name.casefold())) for term in now] + [(None, term) for term in gone]
    return tuple(_row(new, past, period, before) for new, past in pairs)


def _row(now: SearchTerm | None, past: SearchTerm | None, period: Period, before: Period | None) -> TermRow:
    moved = movement(float(_clicks(past)), float(_clicks(now)), before.days, period.days) if before else None
    name = now.name if now else past.name if past else ""
    return TermRow(name, now, past, moved)


def _clicks(term: SearchTerm | None) -> Decimal:
    return (term.clicks if term else None) or ZERO


def _sum(values: Any) -> Decimal | None:
    said = [value for value in values if value is not None]
    return sum(said, ZERO) if said else None


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)
