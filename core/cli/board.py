"""The commands of the board: `board import`, `board map`, `board status` and `flow`."""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from core.board.hygiene import RULES
from core.board.numbers import Spread
from core.board.waiting import wording
from core.cards import BoardContent, Card, MoveKind, Role
from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    asked_moment,
    asked_period,
    client_option,
    days_options,
    file_bytes,
    named_client,
    now_for,
)
from core.dates import day_start, utc_now
from core.jobs.board import BoardImport, import_board, map_list
from core.model import Period
from core.reports.board import board_status, flow
from core.reports.board_scene import list_mapping, present
from core.reports.board_shapes import FlowReport, MappedList, StatusReport
from core.store import Store

IMPORT_KEYS = (
    '{"board", "lists", "cards", "visible", "archived", "hidden_in_closed_lists", "separators", "actions", "moves",'
    ' "history_complete_since", "unmapped_lists", "mapping", "changes", …}'
)
STATUS_KEYS = '{"statuses": {status: {"count", "cards"}}, "unmapped", "total", "needs_a_hand", …}'
FLOW_KEYS = (
    '{"wip", "age", "cycle", "lead", "straight_to_done", "throughput", "arrivals", "waiting_on_client",'
    ' "history_complete_since", "convention", "forecast", …}'
)


def add_board_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("board", _status, "Show what lies where on the board", STATUS_KEYS)
    actions = group(made, required=True)
    brought = command("import", _import, "Bring in a Trello board exported as JSON", IMPORT_KEYS, actions)
    brought.add_argument("file", type=Path, metavar="FILE")
    client_option(brought)
    mapped = command("map", _map, "Say what lying in a list means", '{"list", "name", "status"}', actions)
    client_option(mapped)
    mapped.add_argument("list", metavar="LIST", help="its name, or its id when several share the name")
    mapped.add_argument(
        "status", metavar="STATUS", help="backlog, to_do, doing, review_ours, review_client, blocked, done or excluded"
    )
    shown = command("status", _status, "Show what lies where on the board", STATUS_KEYS, actions)
    client_option(shown)
    as_of_option(shown, "know only what happened before this")
    made = command("flow", _flow, "Show how work flows: ages, times, throughput, waiting", FLOW_KEYS)
    client_option(made)
    days_options(made)
    as_of_option(made, "know only what happened before this")


# -------------------------------------------------------------------------------------------------------------- import


def _import(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    done = import_board(store, client_id=client.client_id, data=file_bytes(given.file), who=WHO, now=utc_now())
    board_id = done.export.content.board.board_id
    lists = [m for m in list_mapping(store, client_id=client.client_id) if m.board_id == board_id]
    return Answer(_import_json(done, lists), _import_text(done, lists))


def _import_json(done: BoardImport, lists: list[MappedList]) -> Json:
    content = done.export.content
    seen = _seen(content)
    roles = Counter(card.role for card in content.cards)
    kinds = Counter(move.kind for move in content.moves)
    begun = {move.card_id for move in content.moves if move.kind in (MoveKind.CREATED, MoveKind.ARRIVED)}
    return {
        "board": content.board.board_id,
        "name": content.board.name,
        "as_of": _instant(content.board.as_of),
        "lists": len(content.lists),
        "lists_open": sum(not row.closed for row in content.lists),
        "cards": len(content.cards),
        "visible": len(seen),
        "visible_per_list": _per_list(content, seen),
        "archived": sum(card.closed for card in content.cards),
        "hidden_in_closed_lists": sum(not card.closed for card in content.cards) - len(seen),
        "separators": roles[Role.SEPARATOR],
        "templates": roles[Role.TEMPLATE],
        "mirrors": roles[Role.MIRROR],
        "links": roles[Role.LINK],
        "due": sum(card.due is not None for card in content.cards),
        "overdue": sum(_is_overdue(card, content.board.as_of) for card in seen),
        "labels": len(content.labels),
        "labels_unnamed": sum(not label.name for label in content.labels),
        "members": done.export.members,
        "checklists": done.export.checklists,
        "custom_fields": done.export.custom_fields,
        "actions": done.export.actions,
        "moves": kinds[MoveKind.MOVED],
        "archive_events": kinds[MoveKind.ARCHIVED],
        "unarchive_events": kinds[MoveKind.RESTORED],
        "delete_events": kinds[MoveKind.DELETED],
        "cards_without_creation_action": sum(card.card_id not in begun for card in content.cards),
        "unreadable": done.export.unreadable,
        "history_complete_since": _instant(content.board.complete_since),
        "unmapped_lists": [m.row.name for m in lists if m.status is None and not m.row.closed],
        "mapping": [_mapped_json(m) for m in lists],
        "changes": len(done.changes),
        "older_than_known": done.is_older,
    }


def _import_text(done: BoardImport, lists: list[MappedList]) -> str:
    content = done.export.content
    unmapped = ", ".join(m.row.name for m in lists if m.status is None and not m.row.closed)
    lines = [
        f"{content.board.name}: {len(content.lists)} lists, {len(content.cards)} cards,"
        f" {done.export.actions} actions; {len(done.changes)} changes written.",
        f"History is complete since {_instant(content.board.complete_since)}.",
    ]
    if unmapped:
        lines.append(f"These lists have no status, so their cards are in no figure: {unmapped}. Use `board map`.")
    return "\n".join(lines)


def _seen(content: BoardContent) -> list[Card]:
    """Cards one sees on the board: neither they nor their list are archived."""
    open_lists = {row.list_id for row in content.lists if not row.closed}
    return [card for card in content.cards if not card.closed and card.list_id in open_lists]


def _per_list(content: BoardContent, seen: list[Card]) -> dict[str, int]:
    """Open lists in board order, empty ones too; lists of one name are counted together."""
    lying = Counter(card.list_id for card in seen)
    found: Counter[str] = Counter()
    for row in content.lists:
        if not row.closed:
            found[row.name] += lying[row.list_id]
    return dict(found)


def _is_overdue(card: Card, at: datetime) -> bool:
    return card.due is not None and card.due < at and not card.due_complete


# ------------------------------------------------------------------------------------------------------ map and status


def _map(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row, status = map_list(
        store, client_id=client.client_id, wanted=given.list, status=given.status, who=WHO, now=utc_now()
    )
    return Answer(
        {"list": row.list_id, "name": row.name, "status": str(status)}, f"Cards in {row.name} now count as {status}."
    )


def _status(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    as_of = asked_moment(given, client) or present(store, client_id=client.client_id, now=now_for(client))
    report = board_status(store, client_id=client.client_id, as_of=as_of)
    return Answer(_status_json(report), _status_text(report))


def _status_json(report: StatusReport) -> Json:
    return {
        "as_of": _instant(report.as_of),
        "statuses": {str(s): {"count": len(ids), "cards": list(ids)} for s, ids in report.statuses.items()},
        "unmapped": [
            {"list": u.list_id, "name": u.name, "count": len(u.cards), "cards": list(u.cards)} for u in report.unmapped
        ],
        "archived": report.archived,
        "hidden_in_closed_lists": report.hidden,
        **{f"{role}s": n for role, n in report.apart.items()},
        "total": report.total,
        "deleted_unseen": report.deleted_unseen,
        "needs_a_hand": {kind: list(ids) for kind, ids in report.needs_a_hand.items()},
        "mapping": [_mapped_json(m) for m in report.lists],
        "history_complete_since": _instant(report.history_complete_since),
        "moves_missing": list(report.contradictions),
    }


def _status_text(report: StatusReport) -> str:
    lines = [f"{status:14} {len(ids):5}" for status, ids in report.statuses.items()]
    lines += [f"{'unmapped':14} {len(u.cards):5}  {u.name}" for u in report.unmapped]
    lines += [f"{rule.sentence}: {n}" for rule in RULES if (n := len(report.needs_a_hand[rule.kind]))]
    lines.append(f"History is complete since {_instant(report.history_complete_since)}.")
    return "\n".join(lines)


def _mapped_json(mapped: MappedList) -> Json:
    return {
        "list": mapped.row.list_id,
        "name": mapped.row.name,
        "closed": mapped.row.closed,
        "status": str(mapped.status) if mapped.status else None,
        "confirmed": mapped.confirmed,
    }


# ---------------------------------------------------------------------------------------------------------------- flow


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
        "as_of": _instant(report.as_of),
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
            "cards": [{"card": one.card.card_id, "finished": _instant(one.at), "days": one.cycle} for one in finished],
        },
        "lead": {
            **_spread(report.lead),
            "cards": [{"card": one.card.card_id, "finished": _instant(one.at), "days": one.lead} for one in finished],
        },
        "straight_to_done": {"n": straight, "share": straight / len(finished) if finished else None},
        "throughput": [{"week": week.week, "done": week.done, "open": week.open} for week in report.weeks],
        "arrivals": [{"week": week.week, "arrived": week.came, "started": week.started} for week in report.weeks],
        **_waiting_json(report),
        "time_in_list": [
            {"list": t.row.row.list_id, "name": t.row.row.name, "n": t.n, "p50": _days(t.p50), "p85": _days(t.p85)}
            for t in report.lists
        ],
        "cumulative_flow": _standing_json(report),
        "due_moved": [
            {
                "card": card.card_id,
                "first_promise": _instant(said.first),
                "due": _instant(said.due) if said.due else None,
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
        "history_complete_since": _instant(report.history_complete_since),
        "unknown_before": _instant(report.unknown_before) if report.unknown_before else None,
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
                "since": _instant(w.turn.since),
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
        f"  history is complete since {_instant(report.history_complete_since)}",
    ]
    lines += [f"  {w.card.name[:60]}: {w.turn.side}, {w.turn.working_days} working days" for w in report.waiting]
    return "\n".join(lines)


def _instant(at: datetime) -> str:
    """ISO UTC to the millisecond, as Trello writes it."""
    return f"{at.isoformat(timespec='milliseconds')}Z"
