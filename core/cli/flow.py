"""The command `flow`: ages, times, throughput, waiting."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from typing import Any

from core.board.numbers import Spread
from core.board.waiting import wording
from core.cli.words import (
    Answer,
    Command,
    Json,
    as_of_option,
    asked_moment,
    asked_period,
    client_option,
    days_options,
    instant_json,
    named_client,
    now_for,
)
from core.dates import day_start
from core.model import Period
from core.reports.board import flow
from core.reports.board_scene import present
from core.reports.board_shapes import FlowReport
from core.store import Store

FLOW_KEYS = (
    '{"wip", "age", "cycle", "lead", "straight_to_done", "throughput", "arrivals", "waiting_on_client",'
    ' "history_complete_since", "convention", "forecast", …}'
)


def add_flow_command(command: Command) -> None:
    """Register the command of this module."""
    made = command("flow", _flow, "Show how work flows: ages, times, throughput, waiting", FLOW_KEYS)
    client_option(made)
    days_options(made)
    as_of_option(made, "know only what happened before this")


def _flow(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    period = asked_period(given)
    as_of = asked_moment(given, client) or _after(period, client.timezone)
    as_of = as_of or present(store, client_id=client.client_id, now=now_for(client))
    report = flow(store, client_id=client.client_id, period=period, as_of=as_of)
    return Answer(_flow_json(report), _flow_text(report))


def _after(period: Period | None, timezone: str) -> datetime | None:
    return day_start(period.end + timedelta(days=1), timezone) if period else None


def _flow_json(report: FlowReport) -> Json:
    finished = report.finished
    straight = sum(one.straight for one in finished)
    return {
        "period": {"start": report.period.start.isoformat(), "end": report.period.end.isoformat()},
        "as_of": instant_json(report.as_of),
        "wip": len(report.wip),
        "wip_cards": list(report.wip),
        "started_not_finished": report.started_not_finished,
        "age": {
            "n": len(report.ages),
            "p50": _days(report.age_p50),
            "p85": _days(report.age_p85),
            "cards": [
                {"card": a.card.card_id, "status": a.status or None, "days": a.days, "at_least": a.at_least}
                for a in report.ages
            ],
        },
        "cycle": {
            **_spread(report.cycle),
            "unknown": sum(one.cycle is None for one in finished),
            "cards": [
                {"card": one.card.card_id, "finished": instant_json(one.at), "days": one.cycle} for one in finished
            ],
        },
        "lead": {
            **_spread(report.lead),
            "cards": [
                {"card": one.card.card_id, "finished": instant_json(one.at), "days": one.lead} for one in finished
            ],
        },
        "straight_to_done": {"n": straight, "share": straight / len(finished) if finished else None},
        "throughput": [{"week": week.week, "done": week.done, "open": week.open} for week in report.weeks],
        "arrivals": [{"week": week.week, "arrived": week.came, "started": week.started} for week in report.weeks],
        **_waiting_json(report),
        "blocked_days": report.blocked_days,
        "efficiency": None if report.efficiency is None else round(report.efficiency, 4),
        "age_on_leaving": {
            str(status): {"n": pace.n, "p50": _days(pace.p50), "p85": _days(pace.p85)}
            for status, pace in report.paces.items()
        },
        "time_in_list": [
            {"list": t.row.row.list_id, "name": t.row.row.name, "n": t.n, "p50": _days(t.p50), "p85": _days(t.p85)}
            for t in report.lists
        ],
        "cumulative_flow": _standing_json(report),
        "due_moved": [
            {
                "card": card.card_id,
                "first_promise": instant_json(said.first),
                "due": instant_json(said.due) if said.due else None,
                "changes": said.changes,
                "slipped_days": said.slipped,
            }
            for card, said in report.promises
        ],
        "moved_back": list(report.moved_back),
        "reopened": list(report.reopened),
        "tidied": {day.isoformat(): n for day, n in report.tidied.items()},
        **_forecast_json(report),
        "unmapped": [m.row.name for m in report.unmapped],
        "history_complete_since": instant_json(report.history_complete_since),
        "unknown_before": instant_json(report.unknown_before) if report.unknown_before else None,
        "convention": str(report.convention),
    }


def _spread(said: Spread) -> dict[str, float | int | None]:
    return {"n": said.n, "p50": _days(said.p50), "p85": _days(said.p85), "p95": _days(said.p95)}


def _days(value: float | None) -> float | None:
    """Days to two decimals: a quarter of an hour is finer than any card is moved."""
    return None if value is None else round(value, 2)


def _waiting_json(report: FlowReport) -> dict[str, Any]:
    return {
        "waiting_on_client": [
            {
                "card": w.card.card_id,
                "working_days": w.turn.working_days,
                "side": w.turn.side,
                "since": instant_json(w.turn.since),
                "held": {"client": w.held.client, "us": w.held.us},
                "text": wording(w.turn).en,
                "text_fi": wording(w.turn).fi,
            }
            for w in report.waiting
        ],
        "held": {"client": report.held.client, "us": report.held.us},
    }


def _standing_json(report: FlowReport) -> list[dict[str, int | str]]:
    names = ("backlog", "to_do", "doing", "review", "done")
    return [
        {"day": standing.day.isoformat(), **dict(zip(names, standing.reached, strict=True))}
        for standing in report.standing
    ]


def _forecast_json(report: FlowReport) -> dict[str, Any]:
    said = report.forecast
    return {
        "forecast": {
            "until": said.until.isoformat(),
            "weeks": said.weeks,
            "at_least_85": said.at_least,
            "typical": said.typical,
            "open_cards": said.open_cards,
            "open_weeks_85": said.open_weeks,
            "from_weeks": said.from_weeks,
            "trend": said.trend,
        }
        if said
        else None,
        "why_no_forecast": str(report.why_no_forecast) if report.why_no_forecast else None,
    }


def _flow_text(report: FlowReport) -> str:
    lines = [
        f"{report.period.start} … {report.period.end}: {len(report.wip)} in progress, {len(report.finished)} done",
        *(f"  {week.week} {'?' if week.done is None else week.done}" for week in report.weeks),
        f"  history is complete since {instant_json(report.history_complete_since)}",
    ]
    lines += [f"  {w.card.name[:60]}: {w.turn.side}, {w.turn.working_days} working days" for w in report.waiting]
    return "\n".join(lines)
