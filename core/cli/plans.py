"""The commands about what was agreed beforehand: targets for numbers, budgets, and content that carries a stage."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.cli.progress import PACE_KEYS, SCORE_KEYS, pace, score
from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    asked_day,
    client_option,
    named_client,
    now_for,
    percent,
    period_json,
    since_day,
    typed_day,
)
from core.dates import local_day, month_of, utc_now
from core.errors import Refused
from core.figures import plain
from core.measure.metrics import METRICS, Unit
from core.model import Client, Period, Stage
from core.plans import EVERYTHING, Budget, Content, Direction, KpiTarget, Scope, ScopeKind, Span
from core.reports.stages import find_entity
from core.store import Store, budgets, content, kpis

KPI_KEYS = '{"id", "metric", "stage", "period", "direction", "value", "high", "from", "basis"}'
BUDGET_KEYS = '{"id", "period", "scope", "key", "amount", "committed", "decided_on", "basis"}'
CONTENT_KEYS = '{"id", "title", "stage", "persona", "live_from", "url", "gone_on", "card"}'


def add_plan_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    _add_kpi(command, group)
    _add_budget(command, group)
    _add_content(command, group)


def _add_kpi(command: Command, group: Group) -> None:
    made = command("kpi", _kpis, "List the targets for single numbers", f"[{KPI_KEYS}]")
    client_option(made, required=False)
    as_of_option(made, "those in force by then")
    actions = group(made)
    scored = command("score", score, "Show how the numbers of a sprint stand", SCORE_KEYS, actions)
    client_option(scored)
    scored.add_argument("--sprint", metavar="DAY", help="the sprint that begins on this day (default: under review)")
    as_of_option(scored, "know only what happened before this")
    agreed = command("set", _kpi_set, "Agree on a target for one number", KPI_KEYS, actions)
    client_option(agreed)
    agreed.add_argument("--metric", required=True, choices=list(METRICS))
    agreed.add_argument("--period", dest="span", default="month", choices=[span.value for span in Span])
    agreed.add_argument("--direction", default="reach", choices=[direction.value for direction in Direction])
    agreed.add_argument("--value", required=True, help="a rate in percent: 2.5")
    agreed.add_argument("--high", help="the upper edge of a band")
    agreed.add_argument("--stage", default="", choices=[stage.value for stage in Stage], help="its campaigns only")
    agreed.add_argument("--from", dest="since", metavar="DATE", help="in force from this day on (default: today)")
    agreed.add_argument("--basis", default="", help="where it was agreed")


def _add_budget(command: Command, group: Group) -> None:
    made = command("budget", _budgets, "List the planned budgets with their history", f"[{BUDGET_KEYS}]")
    client_option(made, required=False)
    as_of_option(made, "those decided by then")
    actions = group(made)
    going = command("pace", pace, "Show how the running budgets go", PACE_KEYS, actions)
    client_option(going)
    as_of_option(going, "know only what happened before this")
    agreed = command("set", _budget_set, "Plan the money of a period", BUDGET_KEYS, actions)
    client_option(agreed)
    agreed.add_argument("--month", metavar="YYYY-MM")
    agreed.add_argument("--from", dest="since", metavar="DAY", help="the first day of a cycle that is no month")
    agreed.add_argument("--to", metavar="DAY", help="its last day")
    agreed.add_argument("--amount", required=True)
    scope = agreed.add_mutually_exclusive_group()
    scope.add_argument("--stage", choices=[stage.value for stage in Stage])
    scope.add_argument("--channel", help="as `stages` and `balance` name it")
    scope.add_argument("--entity", metavar="ENTITY", help="its key, or its name if only one has it")
    agreed.add_argument("--committed", action="store_true", help="promised: an order that cannot be moved any more")
    agreed.add_argument(
        "--decided-on",
        metavar="DAY",
        help="(default: today, for the first plan of a period its first day at the latest; a change is a new row)",
    )
    agreed.add_argument("--basis", default="", help="where it was agreed")


def _add_content(command: Command, group: Group) -> None:
    made = command("content", _contents, "List the content by stage", f"[{CONTENT_KEYS}]")
    client_option(made, required=False)
    as_of_option(made, "what was live by then")
    actions = group(made)
    added = command("add", _content_add, "Write down a piece of content", CONTENT_KEYS, actions)
    client_option(added)
    added.add_argument("--title", required=True)
    added.add_argument("--stage", required=True, choices=[stage.value for stage in Stage])
    added.add_argument("--live-from", required=True, metavar="DAY")
    added.add_argument("--persona", default="", help="for whom, if known")
    added.add_argument("--url", default="")
    gone = command("retire", _content_retire, "Say that a piece is not there any more", CONTENT_KEYS, actions)
    client_option(gone)
    gone.add_argument("id", type=int)
    gone.add_argument("--gone-on", metavar="DAY", help="its first day without it (default: today)")


# ----------------------------------------------------------------------------------------------------------------- kpi


def _kpis(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    on = asked_day(given, client)
    rows = [row for row in kpis.list_kpis(store.ops, client_id=client.client_id) if row.valid_from <= on]
    return Answer(
        [_kpi_json(row) for row in rows],
        "\n".join(
            f"{row.valid_from} {row.metric:16} {row.stage or 'all':8} {row.span:8} {row.direction:6} {row.value}"
            f"{f' … {row.high}' if row.high is not None else ''} {row.basis}"
            for row in rows
        )
        or "No targets for numbers yet.",
    )


def _kpi_set(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row = kpis.set_kpi(
        store.ops,
        client_id=client.client_id,
        metric=given.metric,
        span=given.span,
        direction=given.direction,
        value=_typed_value(given.metric, given.value),
        high=None if given.high is None else _typed_value(given.metric, given.high),
        stage=given.stage,
        valid_from=since_day(given) or _today(client),
        basis=given.basis,
        set_by=WHO,
        now=utc_now(),
    )
    return Answer(_kpi_json(row), f"{METRICS[row.metric].name}: {row.direction} {row.value} from {row.valid_from} on.")


def _kpi_json(row: KpiTarget) -> Json:
    return {
        "id": row.target_id,
        "metric": row.metric,
        "stage": row.stage or None,
        "period": row.span,
        "direction": row.direction,
        "value": format(row.value, "f"),
        "high": None if row.high is None else format(row.high, "f"),
        "from": row.valid_from.isoformat(),
        "basis": row.basis,
    }


def _typed_value(metric: str, text: str) -> Decimal:
    return percent(text.replace(",", ".")) if METRICS[metric].unit is Unit.PERCENT else _typed_amount(text)


# -------------------------------------------------------------------------------------------------------------- budget


def _budgets(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    on = asked_day(given, client)
    rows = [row for row in budgets.list_budgets(store.ops, client_id=client.client_id) if row.decided_on <= on]
    return Answer(
        [_budget_json(row) for row in rows],
        "\n".join(
            f"{row.period.start}…{row.period.end} {row.scope.kind:8} {row.scope.key:16} {plain(row.amount):>12}"
            f" decided {row.decided_on}{' committed' if row.committed else ''} {row.basis}"
            for row in rows
        )
        or "No budgets yet.",
    )


def _budget_set(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    period, scope = _asked_cycle(given), _asked_scope(store, client, given)
    row = budgets.set_budget(
        store.ops,
        client_id=client.client_id,
        period=period,
        scope=scope,
        amount=_typed_amount(given.amount),
        committed=given.committed,
        decided_on=typed_day(given.decided_on) if given.decided_on else _decided(store, client, period, scope),
        basis=given.basis,
        set_by=WHO,
        now=utc_now(),
    )
    return Answer(_budget_json(row), f"Planned {plain(row.amount)} for {row.period.start} … {row.period.end}.")


def _decided(store: Store, client: Client, period: Period, scope: Scope) -> date:
    """The first plan of a period held from its first day at the latest; a change holds from today on."""
    there = any(row.key == (period, scope) for row in budgets.list_budgets(store.ops, client_id=client.client_id))
    return _today(client) if there else min(_today(client), period.start)


def _asked_cycle(given: argparse.Namespace) -> Period:
    if given.month and not (given.since or given.to):
        return month_of(typed_day(f"{given.month}-01"))
    if given.month or not (given.since and given.to):
        raise Refused(
            "Name the month (--month 2026-10) or both days of the cycle (--from and --to).",
            "Nimeä kuukausi (--month 2026-10) tai jakson molemmat päivät (--from ja --to).",
        )
    start, end = typed_day(given.since), typed_day(given.to)
    if end < start:
        raise Refused(
            f"The cycle ends before it starts: {start} … {end}.", f"Jakso päättyy ennen alkuaan: {start} … {end}."
        )
    return Period(start, end)


def _asked_scope(store: Store, client: Client, given: argparse.Namespace) -> Scope:
    if given.stage:
        return Scope(ScopeKind.STAGE, given.stage)
    if given.channel:
        return Scope(ScopeKind.CHANNEL, given.channel)
    if given.entity:
        found = find_entity(store, client_id=client.client_id, wanted=given.entity)
        return Scope(ScopeKind.ENTITY, found.entity_key)
    return EVERYTHING


def _budget_json(row: Budget) -> Json:
    return {
        "id": row.budget_id,
        "period": period_json(row.period),
        "scope": row.scope.kind,
        "key": row.scope.key or None,
        "amount": plain(row.amount),
        "committed": row.committed,
        "decided_on": row.decided_on.isoformat(),
        "basis": row.basis,
    }


# ------------------------------------------------------------------------------------------------------------- content


def _contents(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    on = asked_day(given, client)
    every = content.list_content(store.ops, client_id=client.client_id)
    rows = [_as_known(row, on) for row in every if row.live_from <= on]
    return Answer(
        [_content_json(row) for row in rows],
        "\n".join(f"{row.content_id:5} {row.live_from} {row.stage:8} {row.persona:20} {row.title}" for row in rows)
        or "No content yet.",
    )


def _as_known(row: Content, on: date) -> Content:
    """A piece that went later was still there."""
    return replace(row, gone_on=None) if row.gone_on and row.gone_on > on else row


def _content_add(store: Store, given: argparse.Namespace) -> Answer:
    row = content.add_content(
        store.ops,
        client_id=named_client(store, given).client_id,
        title=given.title,
        stage=given.stage,
        live_from=typed_day(given.live_from),
        persona=given.persona,
        url=given.url,
        added_by=WHO,
        now=utc_now(),
    )
    return Answer(_content_json(row), f"{row.title}: {row.stage}, live from {row.live_from}.")


def _content_retire(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    gone_on = typed_day(given.gone_on) if given.gone_on else _today(client)
    content.retire_content(store.ops, client_id=client.client_id, content_id=given.id, gone_on=gone_on)
    rows = content.list_content(store.ops, client_id=client.client_id)
    row = next(row for row in rows if row.content_id == given.id)
    return Answer(_content_json(row), f"{row.title}: gone from {row.gone_on} on.")


def _content_json(row: Content) -> Json:
    return {
        "id": row.content_id,
        "title": row.title,
        "stage": row.stage,
        "persona": row.persona or None,
        "live_from": row.live_from.isoformat(),
        "url": row.url or None,
        "gone_on": row.gone_on.isoformat() if row.gone_on else None,
        "card": row.card_id or None,
    }


def _today(client: Client) -> date:
    return local_day(now_for(client), client.timezone)


def _typed_amount(text: str) -> Decimal:
    """An amount or a count as typed. Raises Refused."""
    try:
        return Decimal(text.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except ArithmeticError as error:
        raise Refused(f"“{text}” is not a number.", f"”{text}” ei ole luku.") from error
