"""Reads what the rules of findings look at, each thing once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import numpy as np

from core.board.waiting import CLIENT
from core.cards import Status
from core.dates import local_day, week_of
from core.errors import MissingRate, Refused
from core.findings.facts import NO_BOARD, BoardCard, CartWeek, Facts, Floats, Marked, Plan, WholePeriod, Work
from core.findings.heard import DISMISSED_FOR, Aside, Heard, kind_counts
from core.measure.carts import WEEKS
from core.measure.maturity import Curve, Snapshot, curve
from core.model import Claim, Client, Goal, GoalKind, Period, Sentence
from core.reports.balance import balance
from core.reports.board_flow import flow_of
from core.reports.board_scene import Scene, scene_at
from core.reports.claims import placed_as
from core.reports.content import pieces
from core.reports.finding_days import (
    accounts_of,
    by_stage,
    covered_days,
    days_of,
    in_one_currency,
    known_to,
    laid_out,
    lines_of,
    site_of,
)
from core.reports.periods import default_period
from core.reports.placing import fine_accounts, stage_map
from core.reports.rates import converter
from core.reports.trust import trust
from core.store import (
    Store,
    budgets,
    claims,
    clients,
    decisions,
    facts,
    goals,
    import_log,
    meetings,
    notes,
    targets,
)
from core.store import findings as said
from core.store.claims import ClaimEvent
from core.store.facts import Covering, KnownDay

HISTORY_DAYS = 460
"""Fifteen months: six sprints, the warm-up of the daily alarms, and last year's days of the newest two mature
sprints."""
ANALYTICS = frozenset({"ga4"})
"""Sources that see the website: their visits are never added to a platform's clicks."""


def finding_facts(store: Store, *, client_id: str, as_of: datetime) -> Facts:
    """Everything the rules know about a client at an instant (naive UTC): the days before it, by event time."""
    numbers = number_facts(store, client_id=client_id, as_of=as_of)
    client, today, span = numbers.client, numbers.today, Period(numbers.first, numbers.yesterday)
    with store.metrics.cursor() as cursor:
        totals = facts.period_totals(cursor, client_id=client_id)
        spoken = Period(min(span.start, _cart_weeks(today).start), span.end)  # events alone cover no day of an account
        events = claims.claim_events(cursor, client_id=client_id, period=spoken)
        counts = claims.event_counts(cursor, client_id=client_id, period=spoken)
    agreed = goals.list_goals(store.ops, client_id=client_id)
    results = _with_carts(_results(events, agreed), _results(counts, agreed))
    return replace(
        numbers,
        plans=plans_of(store, client_id=client_id, today=today),
        content=tuple(p for p in pieces(store, client_id=client_id, as_of=as_of) if p.live_from < today),
        notes=_notes(store, client_id, today),
        checks=trust(store, client_id=client_id, as_of=today).checks,
        work=_work(store, client, as_of),
        undated=tuple(Period(t.start, t.end) for t in totals if not t.has_days and t.end < today),
        whole=None if any(a.spends for a in numbers.accounts) else _whole(store, client_id, today),
        heard=_heard(store, client, as_of),
        carts=_carts(results, _cart_weeks(today)),
        results=_result_days(results, span),
    )


def number_facts(store: Store, *, client_id: str, as_of: datetime) -> Facts:
    """The part of it that a scorecard needs: the numbers by day, and the meetings that cut them into sprints."""
    client = clients.get_client(store.ops, client_id=client_id)
    today = local_day(as_of, client.timezone)
    made = decisions.list_decisions(store.ops, client_id=client_id)
    with store.metrics.cursor() as cursor:
        known = facts.entities(cursor, client_id=client_id)
        covering = facts.covering_imports(cursor, client_id=client_id, before=today)
        span = _span(covering, today)
        fine = fine_accounts(known, made)
        table = facts.finding_days(cursor, client_id=client_id, period=span, fine_accounts=fine)
        snapshots = facts.lag_snapshots(cursor, client_id=client_id)
    laid = in_one_currency(laid_out(table, known, span), span, converter(store, to=client.currency))
    placed = stage_map(client, known, made)
    money, any_money = by_stage(laid, placed)
    paid = [i for i, e in enumerate(laid.entities) if e.source not in ANALYTICS]
    site = [i for i, e in enumerate(laid.entities) if e.source in ANALYTICS]
    counts = goals.claim_that_counts(store.ops, client_id=client_id)
    analytics = bool(site) and (counts is Claim.ANALYTICS or not laid.has("conversions", paid))
    rows = [*paid, *site] if analytics else paid
    accounts = accounts_of(laid, rows, covering, analytics)
    covered = covered_days(accounts, covering, _logged(store, client_id), span)
    return Facts(
        client=client,
        today=today,
        moment=as_of,
        first=span.start,
        lines=lines_of(laid, rows, accounts, placed, today - timedelta(days=1)),
        accounts=known_to(accounts, covered, span),
        days=days_of(laid, rows, analytics),
        covered=covered,
        stage_money=money,
        stage_days=any_money,
        site=site_of(laid, site),
        targets=tuple(targets.list_targets(store.ops, client_id=client_id)),
        monthlies=_monthlies(store, client),
        analytics=analytics,
        curve=_curve(snapshots, today, analytics=analytics),
    )


def _span(covering: Sequence[Covering], today: date) -> Period:
    """From the first day there is, thirteen months before the newest one at the earliest, through yesterday."""
    yesterday = today - timedelta(days=1)
    if not covering:
        return Period(yesterday, yesterday)
    newest = max(row.last_day for row in covering)
    first = max(min(row.first_day for row in covering), newest - timedelta(days=HISTORY_DAYS))
    return Period(first, yesterday)


def _curve(snapshots: Sequence[KnownDay], today: date, *, analytics: bool) -> Curve | None:
    """How late this client's conversions come, from the imports made of days before today; None while unknown."""
    seen = [
        Snapshot(f"{row.source}/{row.account}", row.day, row.through, float(value))
        for row in snapshots
        if row.through < today
        and (row.source in ANALYTICS) == analytics
        and (value := row.key_events if analytics else row.conversions) is not None
    ]
    found = curve(seen)
    return found if isinstance(found, Curve) else None


def _cart_weeks(today: date) -> Period:
    """The full ISO weeks that a trend of carts looks at."""
    monday = week_of(today).start
    return Period(monday - timedelta(weeks=WEEKS), monday - timedelta(days=1))


def _results(events: Sequence[ClaimEvent], agreed: Sequence[Goal]) -> list[tuple[ClaimEvent, GoalKind]]:
    """Results by day that stand for a goal, by agreement or by their name."""
    found = ((event, placed_as(agreed, event.event, event.source)) for event in events if event.start == event.end)
    return [(event, placed.kind) for event, placed in found if placed is not None]


def _with_carts(
    results: list[tuple[ClaimEvent, GoalKind]], counts: list[tuple[ClaimEvent, GoalKind]]
) -> list[tuple[ClaimEvent, GoalKind]]:
    """A cart is seldom marked as a key event: where its results are none, it is counted as it happened."""
    known = {(event.source, event.event) for event, _ in results if event.results}
    return [
        *results,
        *(row for row in counts if row[1] is GoalKind.CART and (row[0].source, row[0].event) not in known),
    ]


def _carts(results: Sequence[tuple[ClaimEvent, GoalKind]], weeks: Period) -> dict[str, tuple[CartWeek, ...]]:
    """Carts and orders of each source that counts both by day, week by week."""
    sums: dict[str, dict[date, dict[GoalKind, float]]] = {}
    started = _cart_events(results)
    for event, kind in results:
        counts = kind is GoalKind.ORDER or (kind is GoalKind.CART and started[event.source] == event.event)
        if counts and event.start in weeks:
            week = sums.setdefault(event.source, {}).setdefault(week_of(event.start).start, {})
            week[kind] = week.get(kind, 0.0) + float(event.results)
    return {
        source: tuple(
            CartWeek(monday, week.get(GoalKind.CART, 0.0), week.get(GoalKind.ORDER, 0.0))
            for monday, week in sorted(by_week.items())
        )
        for source, by_week in sorted(sums.items())
        if all(any(kind in week for week in by_week.values()) for kind in (GoalKind.CART, GoalKind.ORDER))
    }


def _cart_events(results: Sequence[tuple[ClaimEvent, GoalKind]]) -> dict[str, str]:
    """Source -> the event by which its carts begin. One cart passes several steps (added to, checkout begun): the step
    that most reach stands for it, so that none is counted twice."""
    sums: dict[tuple[str, str], float] = {}
    for event, kind in results:
        if kind is GoalKind.CART:
            sums[event.source, event.event] = sums.get((event.source, event.event), 0.0) + float(event.results)
    ranked = sorted(sums, key=lambda key: (sums[key], key))
    return dict(ranked)


def _result_days(
    results: Sequence[tuple[ClaimEvent, GoalKind]], span: Period
) -> dict[tuple[str, str], dict[str, Floats]]:
    """Account -> event -> its results by day. Carts are no results that a rate is made of."""
    found: dict[tuple[str, str], dict[str, Floats]] = {}
    for event, kind in results:
        if kind is not GoalKind.CART and event.start in span:
            days = found.setdefault((event.source, event.account), {}).setdefault(event.event, np.zeros(span.days))
            days[(event.start - span.start).days] += float(event.results)
    return found


def _logged(store: Store, client_id: str) -> dict[int, Period | None]:
    return {record.import_id: record.period for record in import_log.published_imports(store.ops, client_id=client_id)}


def _monthlies(store: Store, client: Client) -> tuple[date, ...]:
    held = meetings.list_meetings(store.ops, client_id=client.client_id, kind="monthly")
    return tuple(local_day(meeting.at, client.timezone) for meeting in held)


def _whole(store: Store, client_id: str, today: date) -> WholePeriod | None:
    """The money of the newest export without days, where the client has no other; None without one."""
    choice = default_period(store, client_id=client_id, today=today)
    if choice.kind != "export":
        return None
    try:
        report = balance(store, client_id=client_id, period=choice.period, as_of=today)
    except MissingRate:
        return None
    return WholePeriod(report.period, report.by_bucket, report.currency)


def plans_of(store: Store, *, client_id: str, today: date) -> tuple[Plan, ...]:
    """What was planned as known today, each budget with the day since which its amount is what it is."""
    rows = budgets.list_budgets(store.ops, client_id=client_id)
    found = []
    for budget in budgets.budgets_on(rows, today):
        older = [r for r in rows if r.key == budget.key and r.decided_on < budget.decided_on]
        others = [r for r in older if r.amount != budget.amount]
        found.append(Plan(budget, budget.decided_on if others else None))
    return tuple(found)


def _notes(store: Store, client_id: str, today: date) -> tuple[Marked, ...]:
    known = notes.list_notes(store.ops, client_id=client_id)
    return tuple(Marked(note.days, note.kind, note.text) for note in known if note.days.start <= today)


def _heard(store: Store, client: Client, as_of: datetime) -> Heard:
    """What people had said of findings by the instant; of one finding the newest word holds."""
    words = said.list_words(store.ops, client_id=client.client_id, before=as_of)
    day = partial(local_day, timezone=client.timezone)
    newest = {word.finding_key: word for word in words if word.finding_key}
    aside = {
        key: Aside(
            until=word.until or day(word.at) + DISMISSED_FOR,
            dismissed=word.act == "dismiss",
            reason=word.reason,
            who=word.who,
            stake=word.stake,
        )
        for key, word in newest.items()
        if word.act in ("snooze", "dismiss")
    }
    shown = said.list_shown(store.ops, client_id=client.client_id, before=day(as_of) + timedelta(days=1))
    counts = kind_counts(
        {(word.kind, word.finding_key): (word.kind, day(word.at)) for word in words if word.act == "dismiss"}.values(),
        [(row.kind, row.on) for row in shown],
        {word.kind: day(word.at) for word in words if word.act == "resume"},
    )
    lines = said.list_agenda_lines(store.ops, client_id=client.client_id, before=as_of)
    return Heard(aside, counts, {line.finding_key: line.card_id for line in lines if line.card_id})


def _work(store: Store, client: Client, as_of: datetime) -> Work | Sentence:
    """The client's boards at the instant; why not when there is none, or none is known that far back."""
    try:
        scene = scene_at(store, client_id=client.client_id, as_of=as_of)
    except Refused:
        return NO_BOARD
    if scene.unknown_before is not None and as_of < scene.unknown_before:
        return _UNKNOWN_BOARD
    seen = flow_of(scene, None)
    waiting = [row for row in seen.waiting if row.turn.side == CLIENT]
    return Work(
        waiting=tuple(
            BoardCard(
                row.card.card_id,
                row.card.name,
                _stage_of(scene, row.card.card_id),
                Status.REVIEW_CLIENT,
                scene.day_of(row.turn.since),
                row.turn.working_days,
            )
            for row in waiting
        ),
        in_progress=tuple(
            BoardCard(
                age.card.card_id,
                age.card.name,
                _stage_of(scene, age.card.card_id),
                age.status,
                scene.today - timedelta(days=age.days - 1),
                age.days,
                age.at_least,
            )
            for age in seen.ages
        ),
        usual=seen.cycle.p85,
    )


def _stage_of(scene: Scene, card_id: str) -> str:
    """The one stage that a card's marks name; empty for none or several."""
    stages = scene.by_id[card_id].said.stages
    return stages[0] if len(stages) == 1 else ""


_UNKNOWN_BOARD = Sentence(
    "The board's history does not reach back to this day.", "Seinän historia ei ulotu tähän päivään."
)
