"""What the automatic checks look at: one client's accounts, days, visits, imports and money, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.errors import MissingRate
from core.measure import check_rules as rules
from core.measure.anomalies import ERRORS, WARM_UP
from core.measure.checks import MEASURES
from core.measure.maturity import MATURE_AGE
from core.model import Client, Period
from core.reports.claims import ClaimsReport, claims
from core.reports.freshness import account_freshness
from core.reports.money import bucket_totals, by_bucket, in_one_currency, spend_frame
from core.reports.placing import fine_accounts, stage_map
from core.reports.rates import Converter, converter
from core.reports.shapes import Freshness
from core.store import Store, clients, decisions, facts, import_log
from core.store.facts import AccountDay, ChannelVisits, OutcomeSpan
from core.store.import_log import ImportRecord

RECENT = 28
"""Days over which amounts are looked at: four weeks, so that every weekday counts the same."""
WINDOW = WARM_UP + ERRORS
"""Days that are read: what the anomalies need before they may judge the last eight weeks."""

Account = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What the stores hold about one client, as of a day."""

    client: Client
    as_of: date
    accounts: tuple[Freshness, ...]
    days: Mapping[Account, Sequence[AccountDay]]
    visits: Sequence[ChannelVisits]
    outcomes: Sequence[OutcomeSpan]
    """How far the shop's and CRM's lists reach."""
    imports: Sequence[ImportRecord]
    by_bucket: Mapping[str, Decimal]
    """Money of the recent days per bucket; empty when it is in several currencies without a rate."""
    currency: str
    rates: Converter
    claims: ClaimsReport | None
    """Over the newest four weeks of mature days; None where values cannot be added for want of a rate."""

    @property
    def recent(self) -> Period:
        return Period(self.as_of - timedelta(days=RECENT), self.as_of - timedelta(days=1))

    @property
    def window(self) -> Period:
        return Period(self.as_of - timedelta(days=WINDOW), self.as_of - timedelta(days=1))

    @property
    def mature(self) -> Period:
        end = self.as_of - timedelta(days=MATURE_AGE)
        return Period(end - timedelta(days=RECENT - 1), end)

    def spends(self, account: Account) -> bool:
        """Whether the account's days hold money (an analytics property's do not)."""
        return any(a.spends for a in self.accounts if (a.source, a.account) == account)


def gather(store: Store, *, client_id: str, as_of: date) -> CheckFacts:
    """What the automatic checks look at, knowing the days before `as_of`."""
    client = clients.get_client(store.ops, client_id=client_id)
    rates = converter(store, to=client.currency)
    window = Period(as_of - timedelta(days=WINDOW), as_of - timedelta(days=1))
    with store.metrics.cursor() as cursor:
        accounts = account_freshness(cursor, client_id=client_id, as_of=as_of)
        days = facts.account_days(cursor, client_id=client_id, period=window)
        visits = facts.channel_visits(cursor, client_id=client_id, period=window)
        outcomes = facts.outcome_spans(cursor, client_id=client_id)
    by_account: dict[Account, list[AccountDay]] = defaultdict(list)
    for row in days:
        by_account[row.source, row.account].append(row)
    recent = Period(as_of - timedelta(days=RECENT), as_of - timedelta(days=1))
    buckets, currency = _money(store, client, recent, rates)
    mature = as_of - timedelta(days=MATURE_AGE)
    return CheckFacts(
        client=client,
        as_of=as_of,
        accounts=accounts,
        days=by_account,
        visits=visits,
        outcomes=[span for span in outcomes if span.first_day < as_of],
        imports=import_log.published_imports(store.ops, client_id=client_id),
        by_bucket=buckets,
        currency=currency,
        rates=rates,
        claims=_claims(store, client_id, Period(mature - timedelta(days=RECENT - 1), mature), as_of),
    )


def _money(store: Store, client: Client, recent: Period, rates: Converter) -> tuple[Mapping[str, Decimal], str]:
    made = decisions.list_decisions(store.ops, client_id=client.client_id)
    with store.metrics.cursor() as cursor:
        known = facts.entities(cursor, client_id=client.client_id)
        fine = fine_accounts(known, made)
        money = spend_frame(cursor, client_id=client.client_id, period=recent, fine=fine)
    try:
        one = in_one_currency(money, rates)
    except MissingRate:
        return {}, ""
    return bucket_totals(by_bucket(one.frame, stage_map(client, known, made))), one.currency


def _claims(store: Store, client_id: str, period: Period, as_of: date) -> ClaimsReport | None:
    try:
        return claims(store, client_id=client_id, period=period, as_of=as_of)
    except MissingRate:
        return None


def holes_of(known: CheckFacts, account: Account) -> rules.Holes:
    """The days without rows of an account that has some, from the first to the last day looked at."""
    present = {row.day for row in known.days[account]}
    first = next((a.first_day for a in known.accounts if (a.source, a.account) == account), min(present))
    start = max(first, known.as_of - timedelta(days=rules.GAP_WINDOW))
    files = [r.period for r in known.imports if r.period and (r.source, r.account) == account]
    return rules.holes(present, Period(min(start, max(present)), max(present)), files)


def measures_of(rows: Iterable[AccountDay]) -> tuple[str, ...]:
    """The measures that an account's files say anything about."""
    rows = list(rows)
    return tuple(m for m in MEASURES if any(getattr(row, m, None) is not None for row in rows))


def days_summed(rows: Collection[AccountDay], measure: str) -> dict[date, Decimal]:
    """A measure by day over accounts, of the days on which any of them says it."""
    found: dict[date, Decimal] = defaultdict(Decimal)
    for row in rows:
        value = getattr(row, measure)
        if value is not None:
            found[row.day] += value
    return dict(found)
