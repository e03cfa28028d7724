"""The commands about where campaigns lie and where the money was agreed to lie."""

from __future__ import annotations

import argparse
from datetime import timedelta

from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    asked_day,
    asked_period,
    client_option,
    cut_day,
    days_options,
    named_client,
    now_for,
    pair,
    percent,
    shares_json,
    since_day,
)
from core.dates import local_day, utc_now
from core.figures import plain
from core.model import Period
from core.reports.money import EVER
from core.reports.shapes import StageSuggestion
from core.reports.stages import find_entity, parse_stage, stage_list
from core.store import Store, decisions, targets


def add_stage_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    keys = '[{"entity", "name", "stage", "temperature", "rule", "confidence", "spend", "weights", "why"}]'
    made = command("stages", _stages, "List campaigns with their stage and why", keys)
    client_option(made, required=False)
    days_options(made)
    as_of_option(made, "count money and decisions of the days before this one")
    chosen = command("set", _stages_set, "Decide the stage of one campaign", "the entry of `stages`", group(made))
    client_option(chosen)
    chosen.add_argument("entity", metavar="ENTITY", help="its key, or its name if only one has it")
    chosen.add_argument(
        "stage", metavar="STAGE", help="reach, act, convert, engage, mixed, reach=60,convert=40 or none"
    )
    chosen.add_argument("--from", dest="since", metavar="DATE", help="from this day on (default: always)")
    chosen.add_argument("--temperature", choices=["cold", "warm", "customer"])
    made = command(
        "target", _targets, "Show the agreed mixes", '[{"from", "reach", "act", "convert", "engage", "basis"}]'
    )
    client_option(made, required=False)
    as_of_option(made, "those in force by then")
    agreed = command("set", _target_set, "Agree on a mix of the money", '{"client", "from", "target"}', group(made))
    client_option(agreed)
    agreed.add_argument("--from", dest="since", metavar="DATE", help="in force from this day on (default: today)")
    agreed.add_argument("--basis", default="", help="where it was agreed")
    agreed.add_argument("shares", nargs="+", metavar="STAGE=PERCENT", help="reach=45 act=25 convert=20 engage=10")


def _stages(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    period = asked_period(given)
    if period is None and given.as_of:
        period = Period(EVER.start, cut_day(given, client, None) - timedelta(days=1))
    rows = stage_list(store, client_id=client.client_id, period=period)
    return Answer(
        [_stage_json(row) for row in rows],
        "\n".join(
            f"{row.entity_key:16} {row.stage:9} {row.confidence:4.2f} {plain(row.spend):>14} {row.name}" for row in rows
        )
        or "No campaigns yet. Import an export first.",
    )


def _stage_json(row: StageSuggestion) -> Json:
    return {
        "entity": row.entity_key,
        "name": row.name,
        "stage": row.stage,
        "temperature": row.temperature or None,
        "rule": row.rule,
        "confidence": row.confidence,
        "spend": plain(row.spend),
        "currency": row.currency,
        "weights": {stage: str(weight) for stage, weight in row.weights.items()},
        "why": str(row.why),
        "source": row.source,
        "account": row.account,
        "level": row.level,
    }


def _stages_set(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    entity = find_entity(store, client_id=client.client_id, wanted=given.entity)
    stage, weights = parse_stage(given.stage)
    decisions.decide(
        store.ops,
        client_id=client.client_id,
        entity_key=entity.entity_key,
        stage=stage,
        weights=weights,
        temperature=given.temperature,
        valid_from=since_day(given),
        decided_by=WHO,
        now=utc_now(),
    )
    row = next(r for r in stage_list(store, client_id=client.client_id) if r.entity_key == entity.entity_key)
    return Answer(_stage_json(row), f"{row.name}: {row.stage}")


def _targets(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    on = asked_day(given, client)
    rows = [row for row in targets.list_targets(store.ops, client_id=client.client_id) if row.valid_from <= on]
    return Answer(
        [{"from": row.valid_from.isoformat(), **shares_json(row.shares), "basis": row.basis} for row in rows],
        "\n".join(f"{row.valid_from} {shares_json(row.shares)} {row.basis}" for row in rows) or "No target mix yet.",
    )


def _target_set(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    since = since_day(given) or local_day(now_for(client), client.timezone)
    shares = {stage: percent(value) for stage, value in map(pair, given.shares)}
    row = targets.set_target(
        store.ops,
        client_id=client.client_id,
        valid_from=since,
        shares=shares,
        basis=given.basis,
        set_by=WHO,
        now=utc_now(),
    )
    return Answer(
        {"client": client.client_id, "from": row.valid_from.isoformat(), "target": shares_json(row.shares)},
        f"The agreed mix from {row.valid_from} on: {shares_json(row.shares)}",
    )
