"""The commands about work and its result: what got done beside the number of its stage, and what was expected of it."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    asked_moment,
    client_option,
    named_client,
    now_for,
    percent,
    period_json,
)
from core.findings.effects import Direction, Effect, Expected, Outcome, besides, told_of, wish
from core.jobs.effects import USUAL_DAYS, answer, expect, take_back
from core.measure.change import Change
from core.measure.metrics import METRICS
from core.model import Client, Stage
from core.reports.beside import work_beside
from core.store import Store

EFFECT_KEYS = (
    '{"kind", "card", "note", "name", "day", "stage", "metric", "reading", "before", "after", "change", "low", "high",'
    ' "left_out", "tell_on", "others", "sentence"}'
)
EXPECTED_KEYS = (
    '{"id", "card", "name", "stage", "metric", "direction", "size", "after_days", "client_visible", "written_on",'
    ' "done_on", "due", "afterwards", "now", "outcome", "learnt", "answered_on"}'
)


def add_effect_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("effect", _beside, "Work beside its result", f"[{EFFECT_KEYS}]")
    actions = group(made, required=True)
    shown = command("show", _beside, "What got done beside the number of its stage", f"[{EFFECT_KEYS}]", actions)
    client_option(shown)
    as_of_option(shown, "know only what had happened before this day or instant")
    _add_expect(command, actions)
    listed = command("list", _expected, "What cards were expected to do", f"[{EXPECTED_KEYS}]", actions)
    client_option(listed)
    as_of_option(listed, "as it stood then")
    said = command("answer", _answer, "Say what became of an expectation", '{"id", "outcome", "learnt"}', actions)
    client_option(said)
    said.add_argument("id", type=int)
    said.add_argument("outcome", choices=[one.value for one in Outcome])
    said.add_argument("--learnt", default="", metavar="TEXT", help="what was learnt; the next monthly hears it")
    said.add_argument("--client-visible", action="store_true", help="the client may hear it (default: internal)")
    gone = command("remove", _remove, "Take an expectation back", '{"removed"}', actions)
    client_option(gone)
    gone.add_argument("id", type=int)


def _add_expect(command: Command, actions: Group) -> None:
    wished = command("expect", _expect, "Say what a card is expected to do", '{"id", "card"}', actions)
    client_option(wished)
    wished.add_argument("card", metavar="CARD", help="the id of a card that is not done yet")
    wished.add_argument("--metric", required=True, choices=[name for name in METRICS if name != "spend"])
    wished.add_argument("--stage", default="", choices=["", *(stage.value for stage in Stage)])
    wished.add_argument("--direction", required=True, choices=[one.value for one in Direction])
    wished.add_argument("--size", metavar="PERCENT", help="by how much (default: any change)")
    wished.add_argument("--after", type=int, default=USUAL_DAYS, metavar="DAYS", help="ask so long after it is done")
    wished.add_argument("--client-visible", action="store_true", help="the client may hear it (default: internal)")


def _moment(given: argparse.Namespace, client: Client) -> datetime:
    return asked_moment(given, client) or now_for(client)


def _beside(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    found = work_beside(store, client_id=client.client_id, as_of=_moment(given, client)).effects
    lines = [f"{one.mark.day} {one.mark.name}: {told_of(one).en}" for one in found]
    return Answer([_effect_json(one) for one in found], "\n".join(lines) or "Nothing that a number shows is done yet.")


def _effect_json(one: Effect) -> Json:
    mark, laid = one.mark, one.laid
    found = laid.change if isinstance(laid.change, Change) else None
    return {
        "kind": mark.kind.value,
        "card": mark.key if mark.kind == "card" else None,
        "note": int(mark.key) if mark.kind == "note" else None,
        "name": mark.name,
        "day": mark.day.isoformat(),
        "stage": one.stage or None,
        "metric": one.metric,
        "reading": laid.reading.value,
        "periods": {"before": period_json(laid.before), "after": period_json(laid.after)},
        "before": found.before if found else None,
        "after": found.after if found else None,
        "change": found.relative if found else None,
        "low": found.low - 1 if found else None,
        "high": found.high - 1 if found else None,
        "left_out": laid.left_out,
        "tell_on": laid.tell_on.isoformat(),
        "others": [other.key for other in one.others],
        "sentence": " ".join([f"{told_of(one).en.rstrip('.')}.", *(said.en for said in besides(one))]),
    }


def _expected(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    found = work_beside(store, client_id=client.client_id, as_of=_moment(given, client)).expected
    lines = [f"{one.expectation_id:5} {one.name}: {wish(one).en}, {_state(one)}" for one in found]
    return Answer([_expected_json(one) for one in found], "\n".join(lines) or "Nothing is expected of any card yet.")


def _state(one: Expected) -> str:
    if one.afterwards:
        return "written when it was done: does not count"
    if one.outcome is not None:
        return f"{one.outcome.value} ({one.answered_on})"
    return f"asked on {one.due}" if one.due else "not done yet"


def _expected_json(one: Expected) -> Json:
    return {
        "id": one.expectation_id,
        "card": one.card_id,
        "name": one.name,
        "stage": one.stage or None,
        "metric": one.metric,
        "direction": one.direction.value,
        "size": format(one.size, "f") if one.size is not None else None,
        "after_days": one.after_days,
        "client_visible": one.client_visible,
        "written_on": one.written_on.isoformat(),
        "done_on": _iso(one.done_on),
        "due": _iso(one.due),
        "afterwards": one.afterwards,
        "now": _effect_json(one.now) if one.now else None,
        "outcome": one.outcome.value if one.outcome else None,
        "learnt": one.learnt,
        "answered_on": _iso(one.answered_on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _expect(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    made = expect(
        store,
        client_id=client.client_id,
        card_id=given.card,
        metric=given.metric,
        stage=given.stage,
        direction=Direction(given.direction),
        size=percent(given.size) if given.size else None,
        after_days=given.after,
        client_visible=given.client_visible,
        who=WHO,
        now=now_for(client),
    )
    return Answer({"id": made.expectation_id, "card": made.card_id}, f"Expectation {made.expectation_id} is written.")


def _answer(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    said = answer(
        store,
        client_id=client.client_id,
        expectation_id=given.id,
        outcome=Outcome(given.outcome),
        learnt=given.learnt,
        client_visible=given.client_visible,
        who=WHO,
        now=now_for(client),
    )
    return Answer(
        {"id": said.expectation_id, "outcome": said.outcome.value, "learnt": said.learnt},
        f"Expectation {said.expectation_id}: {said.outcome.value}",
    )


def _remove(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    take_back(store, client_id=client.client_id, expectation_id=given.id, who=WHO, now=now_for(client))
    return Answer({"removed": given.id}, f"Expectation {given.id} is taken back.")
