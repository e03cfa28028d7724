"""How plans are doing, for machines: the scorecard of a sprint, and budgets underway with their faults."""

from __future__ import annotations

import argparse
from datetime import datetime

from core.cli.words import Answer, Json, asked_moment, named_client, now_for, period_json, typed_day
from core.figures import plain, rounded
from core.findings.facts import Facts
from core.measure.change import Change
from core.measure.money_states import MoneyStates
from core.measure.pacing import Pace
from core.model import Client
from core.reports.budgets import BudgetReport, BudgetRow, Cycle, budget_report
from core.reports.finding_facts import finding_facts
from core.reports.scorecard import Score, scorecard
from core.reports.sprint import chosen_sprint
from core.store import Store, facts, kpis

SCORE_KEYS = (
    '{"sprint", "mature_through", "scores": [{"metric", "stage", "period", "shown", "actual", "target", "direction",'
    ' "due", "share", "standing", "before", "change"}], "left_out"}'
)
PACE_KEYS = (
    '{"through", "currency", "cycles": [{"period", "states", "stages", "budgets": [{"scope", "key", "budget", "spent",'
    ' "due", "forecast", "gap", "needed_per_day", "band", "state", "alarm", "why_null"}]}], "faults": [{"kind",'
    ' "about", "sentence", "money"}]}'
)


def score(store: Store, given: argparse.Namespace) -> Answer:
    """The scorecard of the sprint under review, or of the one that begins on `--sprint`."""
    client = named_client(store, given)
    known = finding_facts(store, client_id=client.client_id, as_of=_moment(given, client))
    sprint = chosen_sprint(known, typed_day(given.sprint) if given.sprint else None)
    if sprint is None:
        return Answer({"sprint": None, "mature_through": None, "scores": [], "left_out": 0}, "No sprint has begun yet.")
    card = scorecard(known, kpis.list_kpis(store.ops, client_id=client.client_id), sprint)
    return Answer(
        {
            "sprint": period_json(card.sprint),
            "mature_through": known.mature_to.isoformat(),
            "scores": [_score_json(one) for one in card.scores],
            "left_out": card.left_out,
        },
        "\n".join(_score_text(one, known) for one in card.scores) or "No numbers yet. Import an export first.",
    )


def _score_json(one: Score) -> Json:
    return {
        "metric": one.metric.metric_id,
        "stage": one.stage or None,
        "period": period_json(one.period),
        "shown": period_json(one.shown),
        "actual": None if one.actual is None else format(rounded(one.actual, 6).normalize(), "f"),
        "target": None if one.target is None else format(one.target.value, "f"),
        "direction": one.target.direction if one.target else None,
        "due": None if one.asked is None else format(rounded(one.asked.value, 6).normalize(), "f"),
        "share": None if one.asked is None else one.asked.share,
        "standing": one.standing,
        "before": None if one.fair is None else format(rounded(one.fair, 6).normalize(), "f"),
        "change": one.change.label if isinstance(one.change, Change) else None,
    }


def _score_text(one: Score, known: Facts) -> str:
    actual = one.metric.shown(one.actual, known.currency, "en")
    due = one.metric.shown(one.asked.value, known.currency, "en") if one.asked else "no target"
    return f"{one.metric.name.en:24} {one.stage or 'all':8} {actual:>14} of {due:>14}  {one.standing or ''}"


def pace(store: Store, given: argparse.Namespace) -> Answer:
    """Budgets underway, where their money stands, and faults of delivery."""
    client = named_client(store, given)
    known = finding_facts(store, client_id=client.client_id, as_of=_moment(given, client))
    with store.metrics.cursor() as cursor:
        entities = facts.entities(cursor, client_id=client.client_id)
    report = budget_report(known, entities)
    lines = [_row_text(row, report) for cycle in report.cycles for row in cycle.rows]
    return Answer(
        {
            "through": report.through.isoformat() if report.through else None,
            "currency": report.currency,
            "cycles": [_cycle_json(cycle) for cycle in report.cycles],
            "faults": [
                {"kind": f.kind, "about": f.about, "sentence": str(f.sentence), "money": plain(f.money)}
                for f in report.faults
            ],
        },
        "\n".join([*lines, *(str(fault.sentence) for fault in report.faults)]) or "No budget is running.",
    )


def _cycle_json(cycle: Cycle) -> Json:
    return {
        "period": period_json(cycle.period),
        "states": _states_json(cycle.states),
        "stages": {stage: _states_json(states) for stage, states in cycle.stages.items()},
        "budgets": [_row_json(row) for row in cycle.rows],
    }


def _states_json(states: MoneyStates | None) -> Json | None:
    names = ("planned", "actual", "committed", "free", "over")
    return None if states is None else {name: plain(getattr(states, name)) for name in names}


def _row_json(row: BudgetRow) -> Json:
    found = row.pace if isinstance(row.pace, Pace) else None
    return {
        "scope": row.plan.budget.scope.kind,
        "key": row.plan.budget.scope.key or None,
        "budget": plain(row.plan.budget.amount),
        "spent": plain(row.spent),
        "due": plain(found.fair_share) if found else None,
        "forecast": plain(found.forecast) if found else None,
        "gap": plain(found.gap) if found else None,
        "needed_per_day": plain(found.needed_per_day) if found else None,
        "band": found.band if found else None,
        "state": found.state if found else None,
        "alarm": found.alarm if found else False,
        "why_null": None if isinstance(row.pace, Pace) else str(row.pace),
    }


def _row_text(row: BudgetRow, report: BudgetReport) -> str:
    state = row.pace.state if isinstance(row.pace, Pace) else row.pace
    spent, budget = plain(row.spent), plain(row.plan.budget.amount)
    return f"{row.name.en:30} {spent:>12} of {budget:>12} {report.currency} {state}"


def _moment(given: argparse.Namespace, client: Client) -> datetime:
    return asked_moment(given, client) or now_for(client)
