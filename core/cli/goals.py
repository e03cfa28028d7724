"""The commands about results: what events stand for, who claims what, and exchange rates."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path

from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    asked_period,
    client_option,
    cut_day,
    days_options,
    file_bytes,
    named_client,
    period_json,
    typed_day,
)
from core.dates import utc_now, week_of
from core.errors import Refused
from core.figures import plain
from core.jobs.rates import import_rates
from core.measure.claims import ClaimLine, KindClaims
from core.model import Claim, Goal, GoalKind, Period, Rate, Stage
from core.reports.claims import ClaimsReport, claims_over
from core.reports.periods import default_period
from core.store import Store, goals, rates

GOAL_KEYS = '{"id", "event", "source": name|null, "stage", "kind"}'
CLAIM_KEYS = (
    '{"period", "counts", "currency", "kinds": {kind: {"stages", "platform", "analytics", "outcome",'
    ' "claimed_to_real": {"platform", "analytics"}, "confirmed"}}, "by_stage": {stage: {kind: …}},'
    ' "values": {claim: money}, "lines": [{"claim",'
    ' "source", "account", "event", "results", "kind", "stage", "confirmed", "attribution", "left_out"}],'
    ' "known_through": {claim: day}, "settled_through", "by": [the same per day or week]}'
)
RATE_KEYS = '{"day", "from", "to", "rate", "origin"}'


def add_goal_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("goal", _list, "List what events stand for", f"[{GOAL_KEYS}]")
    client_option(made, required=False)
    actions = group(made)
    client_option(command("list", _list, "List what events stand for", f"[{GOAL_KEYS}]", actions))
    _set_command(command("set", _set, "Say what an event stands for", GOAL_KEYS, actions))
    gone = command("remove", _remove, "Take a goal back", '{"removed": id}', actions)
    client_option(gone)
    gone.add_argument("id", type=int)

    made = command("claims", _claims, "Show who claims what, beside what the shop or CRM says", CLAIM_KEYS)
    client_option(made, required=False)
    days_options(made)
    as_of_option(made, "know only the days before this one")
    made.add_argument("--by", choices=["day", "week"], help="the same for each day or ISO week of the period")
    choose = command("choose", _choose, "Choose whose count the client goes by", '{"counts"}', group(made))
    client_option(choose)
    choose.add_argument("claim", choices=[claim.value for claim in Claim])
    _rate_commands(command, group)


def _set_command(made: argparse.ArgumentParser) -> None:
    client_option(made)
    made.add_argument("event", help="as the platform writes it: generate_lead, Purchases, conversions …")
    made.add_argument("--stage", choices=[stage.value for stage in Stage], help="without it the kind tells")
    made.add_argument("--kind", required=True, choices=[kind.value for kind in GoalKind])
    made.add_argument("--source", default="", help="only as this source names it: ga4, meta_ads, google_ads …")


def _rate_commands(command: Command, group: Group) -> None:
    made = command("rate", _rates, "List the exchange rates", f"[{RATE_KEYS}]")
    actions = group(made)
    command("list", _rates, "List the exchange rates", f"[{RATE_KEYS}]", actions)
    one = command("set", _rate_set, "Add a rate: one unit of FROM in units of TO", RATE_KEYS, actions)
    one.add_argument("base", metavar="FROM")
    one.add_argument("quote", metavar="TO")
    one.add_argument("rate", metavar="RATE")
    one.add_argument("--day", required=True, metavar="DAY")
    many = command("import", _rate_import, "Bring rates in from a CSV file", '{"rates", "first", "last"}', actions)
    many.add_argument("file", type=Path)


def _list(store: Store, given: argparse.Namespace) -> Answer:
    found = goals.list_goals(store.ops, client_id=named_client(store, given).client_id)
    text = "\n".join(f"{g.goal_id:4} {g.event:32} {g.source or 'any':12} {g.stage:8} {g.kind}" for g in found)
    return Answer([_goal(goal) for goal in found], text or "No goals yet. Add one: goal set --client C EVENT --kind K")


def _set(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    goal = goals.set_goal(
        store.ops,
        client_id=client.client_id,
        event=given.event,
        kind=given.kind,
        stage=given.stage,
        source=given.source,
        set_by=WHO,
        now=utc_now(),
    )
    return Answer(_goal(goal), f"{goal.event} is a {goal.kind} of {goal.stage}.")


def _remove(store: Store, given: argparse.Namespace) -> Answer:
    goals.remove_goal(store.ops, client_id=named_client(store, given).client_id, goal_id=given.id)
    return Answer({"removed": given.id}, "Removed.")


def _goal(goal: Goal) -> dict[str, str | int | None]:
    return {
        "id": goal.goal_id,
        "event": goal.event,
        "source": goal.source or None,
        "stage": goal.stage.value,
        "kind": goal.kind.value,
    }


def _claims(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    period = asked_period(given)
    as_of = cut_day(given, client, period)
    if period is None:
        period = default_period(store, client_id=client.client_id, today=as_of).period
    parts = _parts(period, given.by)
    whole, *by = claims_over(store, client_id=client.client_id, periods=[period, *parts], as_of=as_of)
    document = _report(whole) | ({"by": [_report(part) for part in by]} if given.by else {})
    return Answer(document, "\n".join([f"{period.start} … {period.end}", *map(_text, whole.kinds)]))


def _parts(period: Period, by: str | None) -> list[Period]:
    if by == "day":
        return [Period(day, day) for day in period]
    if by != "week":
        return []
    weeks = {week_of(day).start: week_of(day) for day in period}
    return [Period(max(week.start, period.start), min(week.end, period.end)) for week in weeks.values()]


def _choose(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    claim = goals.choose_claim(store.ops, client_id=client.client_id, claim=given.claim, set_by=WHO, now=utc_now())
    return Answer({"counts": claim.value}, f"{client.name} goes by the {claim} claim.")


def _report(report: ClaimsReport) -> dict[str, Json | str | None]:
    return {
        "client": report.client_id,
        "period": period_json(report.period),
        "counts": report.counts.value,
        "currency": report.currency,
        "kinds": {kinds.kind.value: _kind(kinds) for kinds in report.kinds},
        "by_stage": {
            stage.value: {kinds.kind.value: _kind(kinds) for kinds in found} for stage, found in report.stages.items()
        },
        "values": {claim.value: plain(amount) for claim, amount in report.values.items()},
        "rate_days": [day.isoformat() for day in report.rate_days],
        "lines": [_line(line) for line in report.lines],
        "known_through": {claim.value: day.isoformat() for claim, day in report.known_through.items()},
        "settled_through": report.settled_through.isoformat() if report.settled_through else None,
    }


def _kind(kinds: KindClaims) -> Json:
    return {
        "stages": [stage.value for stage in kinds.stages],
        **{claim.value: plain(kinds.results.get(claim)) for claim in Claim},
        "claimed_to_real": {
            claim.value: float(round(ratio, 4)) if (ratio := kinds.ratio(claim)) is not None else None
            for claim in (Claim.PLATFORM, Claim.ANALYTICS)
        },
        "confirmed": kinds.confirmed,
    }


def _line(line: ClaimLine) -> Json:
    return {
        "claim": line.claim.value,
        "source": line.source,
        "account": line.account,
        "event": line.event,
        "results": plain(line.results),
        "kind": line.placed.kind.value if line.placed else None,
        "stage": line.placed.stage.value if line.placed else None,
        "confirmed": bool(line.placed and line.placed.confirmed),
        "attribution": list(line.attributions),
        "left_out": line.left.value if line.left else None,
    }


def _text(kinds: KindClaims) -> str:
    said = (f"{claim} {plain(kinds.results.get(claim)) or '–'}" for claim in Claim)
    return f"  {kinds.kind:10} {', '.join(said)}"


def _rates(store: Store, given: argparse.Namespace) -> Answer:
    found = rates.list_rates(store.ops)
    return Answer([_rate(rate) for rate in found], "\n".join(map(_rate_text, found)) or "No rates yet.")


def _rate_set(store: Store, given: argparse.Namespace) -> Answer:
    try:
        value = Decimal(given.rate.replace(",", "."))
    except InvalidOperation as error:
        raise Refused(f"“{given.rate}” is not a rate.", f"”{given.rate}” ei ole kurssi.") from error
    rate = Rate(typed_day(given.day), given.base.upper(), given.quote.upper(), value, set_by=WHO)
    rates.set_rates(store.ops, [rate], now=utc_now())
    return Answer(_rate(rate), _rate_text(rate))


def _rate_import(store: Store, given: argparse.Namespace) -> Answer:
    found = import_rates(store, name=given.file.name, data=file_bytes(given.file), who=WHO, now=utc_now())
    first, last = min(rate.day for rate in found), max(rate.day for rate in found)
    return Answer(
        {"rates": len(found), "first": first.isoformat(), "last": last.isoformat()},
        f"{len(found)} rates from {first} to {last}.",
    )


def _rate(rate: Rate) -> dict[str, str]:
    return {
        "day": rate.day.isoformat(),
        "from": rate.base,
        "to": rate.quote,
        "rate": format(rate.rate, "f"),
        "origin": rate.origin,
    }


def _rate_text(rate: Rate) -> str:
    return f"{rate.day} 1 {rate.base} = {format(rate.rate, 'f')} {rate.quote}"
