"""The checks that need nobody: read what the stores hold about one client, ask the rules, name what rests on each.

Everything is as of the start of a day. Per-account checks come once per account; a kind with nothing to look at comes
once, not checked.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.dates import stale_after
from core.measure import check_rules as rules
from core.measure.check_rules import Control, Verdict
from core.measure.checks import CHANNELS, CLAIMED, EVENTS, MEASURES, SPEND, STAGES, VISITS, Check, CheckKind, State
from core.model import UNMAPPED, Client, Period, Sentence
from core.reports.freshness import account_freshness
from core.reports.money import bucket_totals, by_bucket, spend_frame
from core.reports.placing import fine_accounts, stage_map
from core.reports.shapes import Freshness
from core.sources.sentences import SOURCE_NAMES
from core.store import Store, clients, decisions, facts, import_log
from core.store.facts import AccountDay, ChannelVisits
from core.store.import_log import ImportRecord

RECENT = 28
"""Days over which amounts are looked at: four weeks, so that every weekday counts the same."""
DIRECT = frozenset({"direct", "(direct)", "(direct) / (none)"})
UNASSIGNED = frozenset({"unassigned", "(not set)", "(not set) / (not set)", "(none)", "(other)", ""})

Account = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the stores hold about one client, as of a day."""

    client: Client
    as_of: date
    accounts: tuple[Freshness, ...]
    days: Mapping[Account, Sequence[AccountDay]]
    visits: Sequence[ChannelVisits]
    imports: Sequence[ImportRecord]
    by_bucket: Mapping[str, Decimal]
    """Money of the recent days per bucket; empty when it is in several currencies."""

    @property
    def recent(self) -> Period:
        return Period(self.as_of - timedelta(days=RECENT), self.as_of - timedelta(days=1))


def automatic_checks(known: Facts) -> tuple[Check, ...]:
    """Every automatic check of a client of whom this is known."""
    return (
        *_freshness(known),
        *_gaps(known),
        *_control(known),
        _claims(known),
        _untagged(known),
        _unmapped(known),
        _currency(known),
        *_zones(known),
    )


def gather(store: Store, *, client_id: str, as_of: date) -> Facts:
    """What the automatic checks look at, knowing the days before `as_of`."""
    client = clients.get_client(store.ops, client_id=client_id)
    made = decisions.list_decisions(store.ops, client_id=client_id)
    window = Period(as_of - timedelta(days=rules.GAP_WINDOW), as_of - timedelta(days=1))
    recent = Period(as_of - timedelta(days=RECENT), as_of - timedelta(days=1))
    with store.metrics.cursor() as cursor:
        accounts = account_freshness(cursor, client_id=client_id, as_of=as_of)
        days = facts.account_days(cursor, client_id=client_id, period=window)
        visits = facts.channel_visits(cursor, client_id=client_id, period=recent)
        known = facts.entities(cursor, client_id=client_id)
        money = spend_frame(cursor, client_id=client_id, period=recent, fine=fine_accounts(known, made))
    placed = by_bucket(money, stage_map(client, known, made))
    by_account: dict[Account, list[AccountDay]] = defaultdict(list)
    for row in days:
        by_account[row.source, row.account].append(row)
    return Facts(
        client=client,
        as_of=as_of,
        accounts=accounts,
        days=by_account,
        visits=visits,
        imports=import_log.published_imports(store.ops, client_id=client_id),
        by_bucket=bucket_totals(placed) if money["currency"].nunique() <= 1 else {},
    )


# --- per account ------------------------------------------------------------------------------------------------------


def _freshness(known: Facts) -> list[Check]:
    found = [
        _of_account(
            CheckKind.FRESHNESS,
            rules.freshness(a.last_day, a.days_behind, stale_after(a.source)),
            known,
            (a.source, a.account),
        )
        for a in known.accounts
    ]
    return found or [_nothing(CheckKind.FRESHNESS, known)]


def _gaps(known: Facts) -> list[Check]:
    found = [
        _of_account(CheckKind.GAPS, rules.gaps(holes_of(known, account)), known, account) for account in known.days
    ]
    return found or [_nothing(CheckKind.GAPS, known)]


def holes_of(known: Facts, account: Account) -> rules.Holes:
    """The days without rows of one account that has some, from the first to the last day looked at."""
    present = [row.day for row in known.days[account]]
    span = Period(min(present), max(present))
    first = next((a.first_day for a in known.accounts if (a.source, a.account) == account), span.start)
    start = max(first, known.as_of - timedelta(days=rules.GAP_WINDOW))
    files = [r.period for r in known.imports if r.period and (r.source, r.account) == account]
    return rules.holes(set(present), Period(min(start, span.end), span.end), files)


def _control(known: Facts) -> list[Check]:
    files: dict[Account, list[Control]] = defaultdict(list)
    oldest = known.as_of - timedelta(days=rules.GAP_WINDOW)
    for record in known.imports:
        if record.period and oldest <= record.period.end < known.as_of:
            control = _control_of(record)
            if control:
                files[record.source, record.account].append(control)
    found = [_of_account(CheckKind.CONTROL, rules.control(of), known, who, (SPEND,)) for who, of in files.items()]
    return found or [_check(CheckKind.CONTROL, rules.control([]), (SPEND,), known)]


def _control_of(record: ImportRecord) -> Control | None:
    summary = json.loads(record.summary)
    control = summary.get("control")
    if not control:
        return None
    name = f"{record.file_name}!{record.member}" if record.member else record.file_name
    return Control(name, Decimal(control["spend"]), Decimal(control["difference"]))


# --- of the client as a whole -----------------------------------------------------------------------------------------


def _claims(known: Facts) -> Check:
    """The platforms' conversions against analytics' key events of the recent days."""
    claimed = _sum(known, "conversions", with_spend=True)
    events = _sum(known, "key_events", with_spend=False)
    name = Sentence("analytics counted", "analytiikka laski")
    return _check(CheckKind.CLAIMS, rules.claims(claimed, events, name), CLAIMED, known)


def _sum(known: Facts, measure: str, *, with_spend: bool) -> Decimal | None:
    """A measure over the recent days, of the accounts that spend or of those that do not; None when no file says it."""
    spends = {(a.source, a.account): a.spends for a in known.accounts}
    values = [
        getattr(row, measure)
        for account, rows in known.days.items()
        if spends.get(account, False) == with_spend
        for row in rows
        if row.day in known.recent
    ]
    said = [Decimal(value) for value in values if value is not None]
    return sum(said, Decimal(0)) if said else None


def _untagged(known: Facts) -> Check:
    """Of the newest period for which visits by channel are known."""
    newest = max(((row.end, row.start) for row in known.visits), default=None)
    rows = [row for row in known.visits if (row.end, row.start) == newest]
    period = Period(newest[1], newest[0]) if newest else known.recent
    direct, unassigned = (_visits(rows, names) for names in (DIRECT, UNASSIGNED))
    total = sum((row.sessions for row in rows), Decimal(0))
    return _check(CheckKind.UNTAGGED, rules.untagged(direct, unassigned, total, period), (CHANNELS,), known)


def _visits(rows: Iterable[ChannelVisits], names: frozenset[str]) -> Decimal:
    return sum((row.sessions for row in rows if row.name.strip().lower() in names), Decimal(0))


def _unmapped(known: Facts) -> Check:
    total = sum(known.by_bucket.values(), Decimal(0))
    without = known.by_bucket.get(UNMAPPED, Decimal(0))
    return _check(
        CheckKind.UNMAPPED, rules.unmapped(without, total, _main_currency(known), known.recent), (STAGES,), known
    )


def _currency(known: Facts) -> Check:
    found = {a.currency for a in known.accounts if a.spends and a.currency}
    without_rate = found if len(found) > 1 else set()
    return _check(CheckKind.CURRENCY, rules.currencies(found, without_rate), (SPEND, "value", STAGES), known)


def _main_currency(known: Facts) -> str:
    return next((a.currency for a in known.accounts if a.spends and a.currency), known.client.currency)


def _zones(known: Facts) -> list[Check]:
    """Nothing where no file names a zone: then somebody has to look."""
    zones: dict[str, str] = {}
    for record in known.imports:
        zone = json.loads(record.summary).get("zone")
        if zone:
            zones[label(record.source, record.account)] = zone
    verdict = rules.zones(zones, known.client.timezone)
    return [_check(CheckKind.ZONES, verdict, (CHANNELS,), known)] if zones else []


# --- as a check -------------------------------------------------------------------------------------------------------


def label(source: str, account: str) -> str:
    """An account as a person calls it."""
    name = SOURCE_NAMES.get(source, source.replace("_", " "))
    return f"{name} · {account}" if account else name


def measures_of(rows: Iterable[AccountDay]) -> tuple[str, ...]:
    """The measures that an account's files say anything about."""
    rows = list(rows)
    return tuple(m for m in MEASURES if any(getattr(row, m, None) is not None for row in rows))


def _of_account(
    kind: CheckKind, verdict: Verdict, known: Facts, account: Account, affects: tuple[str, ...] | None = None
) -> Check:
    """Without `affects`: everything that the account's files say. An account silent for the whole window still
    carries money or visits, as it did before."""
    said = measures_of(known.days.get(account, ()))
    spends = any(a.spends for a in known.accounts if (a.source, a.account) == account)
    rests = affects or said or ((SPEND, "impressions", "clicks", *CLAIMED) if spends else (*VISITS, *EVENTS))
    return _check(kind, verdict, rests, known, account)


def _check(
    kind: CheckKind, verdict: Verdict, affects: tuple[str, ...], known: Facts, account: Account = ("", "")
) -> Check:
    looked = None if verdict.state is State.NOT_CHECKED else known.as_of
    return Check(kind, verdict.state, verdict.evidence, affects, account[0], looked, "", True, account[1])


def _nothing(kind: CheckKind, known: Facts) -> Check:
    said = Sentence("No data by day has been imported.", "Päiväkohtaisia tietoja ei ole tuotu.")
    return _check(kind, Verdict(State.NOT_CHECKED, said), MEASURES, known)
