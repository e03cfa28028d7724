"""The command line: `python -m core [--data DIR] COMMAND`. Every answer is also one JSON document with `--json`.

Exit status: 0 done, 1 refused (one sentence on stderr, nothing changed), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.access import accounts
from core.cli_board import add_board_commands
from core.cli_words import (
    WHO,
    Answer,
    Json,
    Usage,
    asked_period,
    client_option,
    days_options,
    file_bytes,
    named_client,
    now_for,
    typed_day,
)
from core.config import data_folder
from core.dates import local_day, utc_now
from core.errors import Refused, TahtiError
from core.figures import plain
from core.jobs import backup, check, demo, imports
from core.model import BUCKETS, Client, ClientKind, FileStatus, Period, Role, Stage
from core.reports.balance import balance
from core.reports.imports import import_rows
from core.reports.periods import default_period, instant
from core.reports.shapes import BalanceReport, StageSuggestion
from core.reports.stages import find_entity, parse_stage, stage_list
from core.store import Store, clients, decisions, import_log, meetings, open_store, targets


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = _parser()
    given = parser.parse_args(arguments, argparse.Namespace(data=None, json=False))
    try:
        answer = given.run(open_store(data_folder(given.data)), given)
    except Usage as error:
        parser.error(str(error))
    except TahtiError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    print(json.dumps(answer.document, ensure_ascii=False, indent=1) if given.json else answer.text)
    return int(answer.status)


# ---------------------------------------------------------------------------------------------------- the commands


def _init(store: Store, given: argparse.Namespace) -> Answer:
    return _clients_answer(clients.list_clients(store.ops))


def _demo(store: Store, given: argparse.Namespace) -> Answer:
    if given.if_empty and any(not client.demo for client in clients.list_clients(store.ops, archived=True)):
        return _clients_answer(clients.list_clients(store.ops))
    return _clients_answer(demo.load_demo(store, now=utc_now()))


def _clients_answer(found: Sequence[Client]) -> Answer:
    lines = [f"{client.client_id:24} {client.name} ({client.kind}, {client.currency})" for client in found]
    return Answer(
        {"clients": [client.client_id for client in found]},
        "\n".join(lines) or "No clients yet. Add one: python -m core client add NAME",
    )


def _client_list(store: Store, given: argparse.Namespace) -> Answer:
    return _clients_answer(clients.list_clients(store.ops))


def _client_add(store: Store, given: argparse.Namespace) -> Answer:
    client = clients.add_client(
        store.ops,
        name=given.name,
        kind=ClientKind(given.kind),
        currency=given.currency,
        language=given.language,
        timezone=given.timezone,
        now=utc_now(),
    )
    return Answer({"client": client.client_id}, f"Added {client.name} as {client.client_id}.")


def _import(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    answers = dict(_pair(text) for text in given.answer)
    outcomes = []
    for path in given.files:
        data = file_bytes(path)
        outcomes += imports.offer(
            store,
            client_id=client.client_id,
            name=path.name,
            data=data,
            account=given.account,
            currency=given.currency,
            answers=answers,
            who=WHO,
            now=utc_now(),
            dry_run=given.dry_run,
        )
    stuck = [o for o in outcomes if o.status in (FileStatus.REFUSED, FileStatus.NEEDS_ANSWER)]
    for outcome in stuck:
        print(f"{outcome.file}: {outcome.message}", file=sys.stderr)
    return Answer(
        {"files": [outcome.as_json() for outcome in outcomes]},
        "\n".join(f"{outcome.file}: {outcome.status} — {outcome.message}" for outcome in outcomes),
        status=1 if stuck else 0,
    )


def _imports(store: Store, given: argparse.Namespace) -> Answer:
    rows = import_rows(store, client_id=named_client(store, given).client_id)
    return Answer(
        [
            {
                "id": row.import_id,
                "at": f"{row.at}Z",
                "file": row.file_name,
                "source": row.source,
                "report": row.report,
                "account": row.account,
                "status": row.status,
                "period": _period(row.period),
                "rows": row.rows,
                "spend": plain(row.spend),
                "currency": row.currency,
                "who": row.imported_by,
                "message": str(row.message),
            }
            for row in rows
        ],
        "\n".join(f"{row.import_id:5} {row.at} {row.status:10} {row.file_name} {row.message}" for row in rows)
        or "Nothing has been imported yet.",
    )


def _imports_undo(store: Store, given: argparse.Namespace) -> Answer:
    client_id = import_log.client_of_import(store.ops, import_id=given.id)
    undone = imports.undo(store, client_id=client_id, import_id=given.id, who=WHO, now=utc_now())
    return Answer(
        {"id": undone.import_id, "file": undone.file_name, "status": undone.status},
        f"Undone: {undone.file_name}. The figures are as if it had never been imported.",
    )


def _stages(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    rows = stage_list(store, client_id=client.client_id, period=asked_period(given))
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
        valid_from=_since(given),
        decided_by=WHO,
        now=utc_now(),
    )
    row = next(r for r in stage_list(store, client_id=client.client_id) if r.entity_key == entity.entity_key)
    return Answer(_stage_json(row), f"{row.name}: {row.stage}")


def _targets(store: Store, given: argparse.Namespace) -> Answer:
    rows = targets.list_targets(store.ops, client_id=named_client(store, given).client_id)
    return Answer(
        [{"from": row.valid_from.isoformat(), **_shares(row.shares), "basis": row.basis} for row in rows],
        "\n".join(f"{row.valid_from} {_shares(row.shares)} {row.basis}" for row in rows) or "No target mix yet.",
    )


def _target_set(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    since = _since(given) or local_day(now_for(client), client.timezone)
    shares = {stage: _percent(value) for stage, value in map(_pair, given.shares)}
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
        {"client": client.client_id, "from": row.valid_from.isoformat(), "target": _shares(row.shares)},
        f"The agreed mix from {row.valid_from} on: {_shares(row.shares)}",
    )


def _balance(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    period = asked_period(given)
    as_of = _as_of(given, client, period)
    if period is None:
        period = default_period(store, client_id=client.client_id, today=as_of).period
    report = balance(store, client_id=client.client_id, period=period, as_of=as_of)
    return Answer(_balance_json(report), _balance_text(report))


def _balance_json(report: BalanceReport) -> Json:
    used = [p for p in report.periods if p.used]
    return {
        "client": report.client_id,
        "period": _period(report.period),
        "currency": report.currency,
        "money": {
            "total": plain(report.total),
            "by_stage": {
                bucket: {"amount": plain(report.by_bucket[bucket]), "share": _share(report, bucket)}
                for bucket in BUCKETS
            },
        },
        "confirmed": report.confirmed,
        "target": _shares(report.target.shares) if report.target else None,
        "target_from": report.target.valid_from.isoformat() if report.target else None,
        "deviation": report.balance.deviation if report.balance else None,
        "to_move": plain(report.balance.to_move) if report.balance else None,
        "why_null": str(report.why_null) if report.why_null else None,
        "missing": list(report.missing),
        "channels": {c.channel: {"amount": plain(c.amount), "share": c.share} for c in report.channels},
        "effective_channels": report.effective_channels,
        "periods_used": [_period_total(p) for p in used],
        "periods_listed": [_period_total(p) for p in report.periods if not p.used],
        "settled_through": report.settled_through.isoformat() if report.settled_through else None,
        "complete": report.complete,
        "freshness": [
            {
                "source": f.source,
                "account": f.account,
                "last_day": f.last_day.isoformat(),
                "settled_through": f.settled_through.isoformat() if f.settled_through else None,
                "days_behind": f.days_behind,
                "stale": f.stale,
            }
            for f in report.freshness
        ],
    }


def _share(report: BalanceReport, bucket: str) -> float | None:
    return float(report.by_bucket[bucket] / report.total) if report.total else None


def _period_total(total: Any) -> Json:
    return {
        "source": total.source,
        "account": total.account,
        **(_period(total.period) or {}),
        "spend": plain(total.amount),
        "currency": total.currency,
    }


def _balance_text(report: BalanceReport) -> str:
    head = f"{report.client_id} {report.period.start} … {report.period.end}: {plain(report.total)} {report.currency}"
    lines = [f"  {bucket:9} {plain(amount):>14}" for bucket, amount in report.by_bucket.items() if amount]
    if report.balance:
        lines.append(f"  {report.balance.deviation:.0%} ({plain(report.balance.to_move)}) lies elsewhere than agreed")
    elif report.why_null:
        lines.append(f"  {report.why_null}")
    return "\n".join([head, *lines])


def _meeting_add(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    at = instant(given.at)
    meeting = meetings.add_meeting(store.ops, client_id=client.client_id, kind=given.kind, at=at, now=utc_now())
    return Answer(
        {"id": meeting.meeting_id, "kind": meeting.kind, "at": f"{meeting.at.isoformat()}Z"},
        f"Recorded a {meeting.kind} at {meeting.at.isoformat()}Z.",
    )


def _user_add(store: Store, given: argparse.Namespace) -> Answer:
    password = sys.stdin.readline().rstrip("\n")
    person = accounts.add_person(
        store.ops,
        email=given.email,
        name=given.name,
        role=Role(given.role),
        password=password,
        language=given.language,
        client_ids=given.client,
        now=utc_now(),
    )
    return Answer({"user": person.email, "role": person.role}, f"Added {person.email} as {person.role}.")


def _user_list(store: Store, given: argparse.Namespace) -> Answer:
    members = accounts.list_people(store.ops)
    return Answer(
        [
            {
                "user": m.person.email,
                "name": m.person.name,
                "role": m.person.role,
                "clients": sorted(m.client_ids),
                "active": m.person.deactivated_at is None,
            }
            for m in members
        ],
        "\n".join(f"{m.person.email:32} {m.person.role}" for m in members) or "Nobody has an account yet.",
    )


def _backup(store: Store, given: argparse.Namespace) -> Answer:
    done = backup.back_up(store, given.folder, now=utc_now())
    return Answer(done.as_json(), str(done.sentence))


def _restore(store: Store, given: argparse.Namespace) -> Answer:
    done = backup.restore(store, given.folder, now=utc_now())
    return Answer(done.as_json(), str(done.sentence))


def _check(store: Store, given: argparse.Namespace) -> Answer:
    findings = check.check(store, now=utc_now())
    return Answer(
        {
            "ok": all(f.ok for f in findings),
            "checks": [
                {"check": f.name, "ok": f.ok, "warning": f.warning, "text": str(f.sentence)} for f in findings
            ],
        },
        "\n".join(f"{_verdict(f)} {f.name}: {f.sentence}" for f in findings),
        status=0 if all(f.ok for f in findings) else 1,
    )


def _verdict(finding: check.Finding) -> str:
    return "BAD " if not finding.ok else "look" if finding.warning else "ok  "


# ------------------------------------------------------------------------------------------------ words into values


def _as_of(given: argparse.Namespace, client: Client, period: Period | None) -> date:
    """The day whose start cuts what is known: `--as-of`, else the day after `--to`, else today."""
    if given.as_of:
        return typed_day(given.as_of) if len(given.as_of) == 10 else local_day(instant(given.as_of), client.timezone)
    return period.end + timedelta(days=1) if period else local_day(now_for(client), client.timezone)


def _since(given: argparse.Namespace) -> date | None:
    return typed_day(given.since) if given.since else None


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key:
        raise Refused(f"“{text}” should be written NAME=VALUE.", f"”{text}” pitää kirjoittaa muodossa NIMI=ARVO.")
    return key.strip(), value.strip()


def _percent(text: str) -> Decimal:
    try:
        return Decimal(text.rstrip("%").strip()) / 100
    except ArithmeticError as error:
        raise Refused(f"“{text}” is not a percentage.", f"”{text}” ei ole prosenttiluku.") from error


def _period(period: Period | None) -> dict[str, str] | None:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()} if period else None


def _shares(shares: Any) -> dict[str, float]:
    return {stage.value: float(shares.get(stage, 0)) for stage in Stage}


# ---------------------------------------------------------------------------------------------------- what is typed


Run = Callable[[Store, argparse.Namespace], Answer]


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data", metavar="DIR", default=argparse.SUPPRESS, help="the data folder (else TAHTI_DATA, else data/)"
    )
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="answer with one JSON document")
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__, parents=[shared])
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Run, help_: str, keys: str, under: Any = commands) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = under.add_parser(
            name, help=help_, description=f"{help_}. JSON: {keys}", parents=[shared]
        )
        made.set_defaults(run=run)
        return made

    def group(made: argparse.ArgumentParser, *, required: bool = False) -> Any:
        return made.add_subparsers(metavar="ACTION", required=required)

    command("init", _init, "Make the data folder ready", '{"clients": [slug]}')
    made = command("demo", _demo, "Load the demo story into this data folder", '{"clients": [slug]}')
    made.add_argument("--if-empty", action="store_true", help="only when the folder has no client yet")
    _add_client_commands(command, group)
    _add_import_commands(command, group)
    _add_stage_commands(command, group)
    _add_reading_commands(command)
    _add_people_commands(command, group)
    add_board_commands(command, group)
    made = command("backup", _backup, "Copy both stores into a folder", '{"folder", "generation", "files"}')
    made.add_argument("folder", type=Path)
    made = command("restore", _restore, "Bring back a copy made by backup", '{"folder", "generation", "kept"}')
    made.add_argument("folder", type=Path)
    command("check", _check, "Verify both stores; exit 1 on any fault", '{"ok", "checks": [{"check", "ok", "text"}]}')
    return parser


def _add_client_commands(command: Callable[..., argparse.ArgumentParser], group: Callable[..., Any]) -> None:
    made = command("client", _client_list, "List the clients", '{"clients": [slug]}')
    add = command("add", _client_add, "Add a client", '{"client": slug}', group(made))
    add.add_argument("name")
    add.add_argument("--kind", default="client", choices=[kind.value for kind in ClientKind])
    add.add_argument("--currency", default="EUR")
    add.add_argument("--language", default="fi", choices=["fi", "en"])
    add.add_argument("--timezone", default="Europe/Helsinki")


IMPORT_KEYS = (
    '{"files": [{"file", "status", "source", "report", "grain", "period", "currency", "rows", "totals_rows", "spend",'
    ' "impressions", "clicks", "conversions", "control", "message", "questions", "import_id"}]}'
)


def _add_import_commands(command: Callable[..., argparse.ArgumentParser], group: Callable[..., Any]) -> None:
    made = command("import", _import, "Bring in exports; each table commits by itself", IMPORT_KEYS)
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    client_option(made)
    made.add_argument("--account", default="", help="the ad account, when the file does not name it")
    made.add_argument("--currency", default="", help="the account's currency, when the file does not name it")
    made.add_argument(
        "--answer", action="append", default=[], metavar="KEY=VALUE", help="answers a question of needs_answer"
    )
    made.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    keys = (
        '[{"id", "at", "file", "source", "report", "account", "status", "period", "rows", "spend", "currency", "who"}]'
    )
    made = command("imports", _imports, "Show the import log", keys)
    client_option(made, required=False)
    undo = command("undo", _imports_undo, "Take one import back", '{"id", "file", "status"}', group(made))
    undo.add_argument("id", type=int)


def _add_stage_commands(command: Callable[..., argparse.ArgumentParser], group: Callable[..., Any]) -> None:
    keys = '[{"entity", "name", "stage", "temperature", "rule", "confidence", "spend", "weights", "why"}]'
    made = command("stages", _stages, "List campaigns with their stage and why", keys)
    client_option(made, required=False)
    days_options(made)
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
    agreed = command("set", _target_set, "Agree on a mix of the money", '{"client", "from", "target"}', group(made))
    client_option(agreed)
    agreed.add_argument("--from", dest="since", metavar="DATE", help="in force from this day on (default: today)")
    agreed.add_argument("--basis", default="", help="where it was agreed")
    agreed.add_argument("shares", nargs="+", metavar="STAGE=PERCENT", help="reach=45 act=25 convert=20 engage=10")


def _add_reading_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    keys = (
        '{"period", "currency", "money": {"total", "by_stage": {bucket: {"amount", "share"}}}, "target", "deviation",'
        ' "to_move", "why_null", "channels", "periods_used", "settled_through", "complete"}'
    )
    made = command("balance", _balance, "Show how the money lies across the stages", keys)
    client_option(made)
    days_options(made)
    made.add_argument("--as-of", metavar="DAY|INSTANT", help="know only the days before this one")


def _add_people_commands(command: Callable[..., argparse.ArgumentParser], group: Callable[..., Any]) -> None:
    made = command("user", _user_list, "List the people", '[{"user", "name", "role", "clients", "active"}]')
    actions = group(made)
    command("list", _user_list, "List the people", '[{"user", "name", "role", "clients", "active"}]', actions)
    add = command("add", _user_add, "Give a person an account (password on stdin)", '{"user", "role"}', actions)
    add.add_argument("email")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--name", default="")
    add.add_argument("--language", default="fi", choices=["fi", "en"])
    add.add_argument("--client", action="append", default=[], metavar="SLUG", help="a client they serve (repeat)")
    meeting = command("meeting", _meeting_add, "Record a meeting", '{"id", "kind", "at"}')
    record = command("add", _meeting_add, "Record a meeting", '{"id", "kind", "at"}', group(meeting, required=True))
    client_option(record)
    record.add_argument("--kind", required=True, choices=["weekly", "monthly", "retro"])
    record.add_argument("--at", required=True, metavar="INSTANT", help="2026-10-01T10:00+03:00")
