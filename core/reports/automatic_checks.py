"""The checks that need nobody: ask the rules about what the stores hold of one client, and name what rests on each.

Per-account checks come once per account; a kind with nothing to look at comes once, not checked.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from core.dates import stale_after
from core.measure import check_rules as rules
from core.measure.check_rules import Control, Verdict
from core.measure.checks import (
    CHANNELS,
    CLAIMED,
    EVENTS,
    MEASURES,
    OUTCOMES,
    SPEND,
    STAGES,
    VISITS,
    Check,
    CheckKind,
    State,
)
from core.measure.outage import Outage, outages
from core.measure.series import Daily, daily
from core.model import UNMAPPED, Claim, Period, Sentence
from core.reports.check_facts import Account, CheckFacts, days_summed, holes_of, measures_of
from core.sources.sentences import SOURCE_NAMES
from core.store.facts import AccountDay, ChannelVisits
from core.store.import_log import ImportRecord

DIRECT = frozenset({"direct", "(direct)", "(direct) / (none)"})
UNASSIGNED = frozenset({"unassigned", "(not set)", "(not set) / (not set)", "(none)", "(other)", ""})
FIXED_ZONES = {"linkedin_ads": "UTC"}
"""Sources that cut their days in one zone whatever the account's settings say."""


def automatic_checks(known: CheckFacts) -> tuple[Check, ...]:
    """Every automatic check of a client of whom this is known."""
    return (
        *_freshness(known),
        *_gaps(known),
        *_control(known),
        _claims(known),
        *_outages(known),
        _untagged(known),
        _unmapped(known),
        _currency(known),
        *_zones(known),
    )


# --- per account ------------------------------------------------------------------------------------------------------


def _freshness(known: CheckFacts) -> list[Check]:
    found = [
        _of_account(
            CheckKind.FRESHNESS,
            rules.freshness(a.last_day, a.days_behind, stale_after(a.source)),
            known,
            (a.source, a.account),
        )
        for a in known.accounts
    ]
    return [*found, *_outcome_freshness(known)] or [_nothing(CheckKind.FRESHNESS, known)]


def _outcome_freshness(known: CheckFacts) -> list[Check]:
    """Of lists of orders, leads and deals: the newest of an account's kinds tells how far the list reaches."""
    yesterday = known.as_of - timedelta(days=1)
    last: dict[Account, date] = {}
    for span in known.outcomes:
        who = (span.source, span.account)
        last[who] = max(last.get(who, date.min), min(span.last_day, yesterday))
    return [
        _of_account(
            CheckKind.FRESHNESS,
            rules.freshness(day, (yesterday - day).days, stale_after(who[0])),
            known,
            who,
            OUTCOMES,
        )
        for who, day in last.items()
    ]


def _gaps(known: CheckFacts) -> list[Check]:
    found = [
        _of_account(CheckKind.GAPS, rules.gaps(holes_of(known, account)), known, account) for account in known.days
    ]
    return found or [_nothing(CheckKind.GAPS, known)]


def _control(known: CheckFacts) -> list[Check]:
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


# --- do the results hold ----------------------------------------------------------------------------------------------


def _claims(known: CheckFacts) -> Check:
    """The platforms' claim against what the shop or CRM counted, kind by kind and in money; against analytics where
    neither is there. The worst pair is told."""
    verdicts = _against_record(known) or [_against_analytics(known)]
    told = max(verdicts, key=lambda verdict: _TOLD_FIRST[verdict.state])
    return _check(CheckKind.CLAIMS, told, CLAIMED, known)


_TOLD_FIRST = {State.NOT_CHECKED: 0, State.OK: 1, State.DOUBTFUL: 2, State.BROKEN: 3}
_ANALYTICS = Sentence("analytics counted", "analytiikka laski")
_COUNTED = Sentence("the shop or CRM counted", "kauppa tai CRM laski")
_SOLD = Sentence("the shop or CRM recorded", "kaupan tai CRM:n kirjaama arvo oli")


def _against_record(known: CheckFacts) -> list[Verdict]:
    """Where the lists cover the days. Decisive when people have said what the events stand for: a soft lead compared
    with orders would prove nothing."""
    report = known.claims
    if report is None:
        return []
    found = [
        rules.claims(kind.results[Claim.PLATFORM], kind.results[Claim.OUTCOME], _COUNTED, decisive=kind.confirmed)
        for kind in report.kinds
        if kind.on_record and Claim.OUTCOME in kind.results and Claim.PLATFORM in kind.results
    ]
    claimed, sold = report.values.get(Claim.PLATFORM), report.values.get(Claim.OUTCOME)
    if found and claimed and sold:
        found.append(rules.claims(claimed, sold, _SOLD, currency=report.currency))
    return found


def _against_analytics(known: CheckFacts) -> Verdict:
    claimed, counted = _sum(known, "conversions", spends=True), _sum(known, "key_events", spends=False)
    return rules.claims(claimed, counted, _ANALYTICS, decisive=False)


def _sum(known: CheckFacts, measure: str, *, spends: bool) -> Decimal | None:
    """A measure over the mature weeks, of the accounts that spend or of those that do not; None when no file says."""
    by_day = days_summed(_rows(known, spends=spends), measure)
    said = [value for day, value in by_day.items() if day in known.mature]
    return sum(said, Decimal(0)) if said else None


def _rows(known: CheckFacts, *, spends: bool) -> list[AccountDay]:
    return [row for who, rows in known.days.items() if known.spends(who) == spends for row in rows]


def _outages(known: CheckFacts) -> list[Check]:
    """Platforms together, analytics against its own visits; and a platform that went dark alone."""
    platforms = {who: rows for who, rows in known.days.items() if known.spends(who)}
    sites = {who: rows for who, rows in known.days.items() if not known.spends(who)}
    together = _outage(known, platforms, "conversions", "clicks", CLAIMED)
    found = [check for check in (together, _outage(known, sites, "key_events", "sessions", EVENTS)) if check]
    if together and together.state is State.OK and len(platforms) > 1:
        alone = (_outage(known, {who: rows}, "conversions", "clicks", CLAIMED) for who, rows in platforms.items())
        found += [check for check in alone if check and check.state in (State.DOUBTFUL, State.BROKEN)]
    return found or [_check(CheckKind.OUTAGE, rules.outage(None, 0, known.as_of), (*CLAIMED, *EVENTS), known)]


def _outage(
    known: CheckFacts,
    accounts: Mapping[Account, Sequence[AccountDay]],
    results: str,
    traffic: str,
    affects: tuple[str, ...],
) -> Check | None:
    """None where no file says anything of these results."""
    rows = [row for of in accounts.values() for row in of]
    by_day = days_summed(rows, results)
    if not by_day:
        return None
    period = Period(max(known.window.start, min(by_day)), max(by_day))
    lines = {label(*who): _series(of, results, period) for who, of in accounts.items()}
    found = outages(_series(rows, results, period), _series(rows, traffic, period), lines)
    verdict = rules.outage(_newest(found), period.days, known.as_of)
    only = next(iter(accounts)) if len(accounts) == 1 else ("", "")
    return _check(CheckKind.OUTAGE, verdict, affects, known, only)


def _newest(found: Sequence[Outage]) -> Outage | None:
    return found[-1] if found else None


def _series(rows: Sequence[AccountDay], measure: str, period: Period) -> Daily:
    """A day without any row is missing, not zero."""
    present = {row.day for row in rows}
    return daily(days_summed(rows, measure), period, missing=[day for day in period if day not in present])


# --- is it told apart -------------------------------------------------------------------------------------------------


def _untagged(known: CheckFacts) -> Check:
    """Of the newest period for which visits by channel are known."""
    newest = max(((row.end, row.start) for row in known.visits), default=None)
    rows = [row for row in known.visits if (row.end, row.start) == newest]
    period = Period(newest[1], newest[0]) if newest else known.recent
    direct, unassigned = (_visits(rows, names) for names in (DIRECT, UNASSIGNED))
    total = sum((row.sessions for row in rows), Decimal(0))
    return _check(CheckKind.UNTAGGED, rules.untagged(direct, unassigned, total, period), (CHANNELS,), known)


def _visits(rows: Iterable[ChannelVisits], names: frozenset[str]) -> Decimal:
    return sum((row.sessions for row in rows if row.name.strip().lower() in names), Decimal(0))


def _unmapped(known: CheckFacts) -> Check:
    total = sum(known.by_bucket.values(), Decimal(0))
    without = known.by_bucket.get(UNMAPPED, Decimal(0))
    return _check(CheckKind.UNMAPPED, rules.unmapped(without, total, known.currency, known.recent), (STAGES,), known)


def _currency(known: CheckFacts) -> Check:
    """One currency stands by itself; of several, each needs a rate to the client's own."""
    found = {a.currency for a in known.accounts if a.spends and a.currency}
    own, day = known.rates.to, known.as_of - timedelta(days=1)
    without = {c for c in found if c != own and known.rates.factor(c, day) is None} if len(found) > 1 else set()
    return _check(CheckKind.CURRENCY, rules.currencies(found, without), (SPEND, "value", STAGES), known)


def _zones(known: CheckFacts) -> list[Check]:
    """Nothing where no source has a zone of its own: then somebody has to look."""
    zones = {label(a.source, a.account): FIXED_ZONES[a.source] for a in known.accounts if a.source in FIXED_ZONES}
    verdict = rules.zones(zones, known.client.timezone)
    return [_check(CheckKind.ZONES, verdict, (CHANNELS,), known)] if zones else []


# --- as a check -------------------------------------------------------------------------------------------------------


def label(source: str, account: str) -> str:
    """An account as a person calls it."""
    name = SOURCE_NAMES.get(source, source.replace("_", " "))
    return f"{name} · {account}" if account else name


def _of_account(
    kind: CheckKind, verdict: Verdict, known: CheckFacts, account: Account, affects: tuple[str, ...] | None = None
) -> Check:
    """Without `affects`: everything that the account's files say. An account silent for the whole window still
    carries money or visits, as it did before."""
    said = measures_of(known.days.get(account, ()))
    usual = (SPEND, "impressions", "clicks", *CLAIMED) if known.spends(account) else (*VISITS, *EVENTS)
    return _check(kind, verdict, affects or said or usual, known, account)


def _check(
    kind: CheckKind, verdict: Verdict, affects: tuple[str, ...], known: CheckFacts, account: Account = ("", "")
) -> Check:
    looked: date | None = None if verdict.state is State.NOT_CHECKED else known.as_of
    return Check(kind, verdict.state, verdict.evidence, affects, account[0], looked, "", True, account[1])


def _nothing(kind: CheckKind, known: CheckFacts) -> Check:
    said = Sentence("No data by day has been imported.", "Päiväkohtaisia tietoja ei ole tuotu.")
    return _check(kind, Verdict(State.NOT_CHECKED, said), MEASURES, known)
