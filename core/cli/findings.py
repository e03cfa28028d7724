"""The command that tells what deserves a meeting's time."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal
from typing import Any

from core.cli.words import (
    Answer,
    Command,
    Json,
    as_of_option,
    asked_moment,
    client_option,
    named_client,
    now_for,
    period_json,
)
from core.figures import plain
from core.findings.finding import Evidence, Finding, Found, NotShown, Value
from core.model import Sentence
from core.reports.findings import findings
from core.store import Store


def add_findings_command(command: Command) -> None:
    """Register the command of this module."""
    keys = (
        '{"findings": [{"kind", "direction", "stage", "channel", "entities": [{"id", "name"}], "label", "eur", "p",'
        ' "sentence", "evidence": {"columns", "rows", "note"}, "lever", "goes_away", "weeks", …}],'
        ' "not_shown": [{"kind", "why"}]}'
    )
    made = command(
        "findings", _findings, "Tell what deserves the meeting's time, and what was looked for in vain", keys
    )
    client_option(made)
    as_of_option(made, "know only what had happened before this day or instant")


def _findings(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    found = findings(store, client_id=client.client_id, as_of=asked_moment(given, client) or now_for(client))
    return Answer(found_json(found), _text(found))


def found_json(found: Found) -> Json:
    """Findings as the command prints them."""
    return {
        "findings": [_finding_json(one) for one in found.findings],
        "not_shown": [_left_json(one) for one in found.not_shown],
    }


def _finding_json(one: Finding) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "direction": one.direction,
        "stage": one.stage,
        "channel": one.channel,
        "entities": [{"id": entity.entity_id, "name": entity.name} for entity in one.entities],
        "label": one.label,
        "eur": plain(one.eur),
        "currency": one.currency,
        "p": one.p,
        "rule": one.rule,
        "sentence": one.sentence.en,
        "sentence_fi": one.sentence.fi,
        "evidence": _evidence_json(one.evidence),
        "lever": one.lever.en,
        "lever_fi": one.lever.fi,
        "goes_away": one.goes_away.en,
        "caveats": [caveat.en for caveat in one.caveats],
        "proposal": one.proposal.en if one.proposal else None,
        "act": one.act,
        "card": one.card or None,
        "good": one.good,
        "period": period_json(one.period),
        "weeks": one.weeks,
        "key": one.key,
    }


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    keys = [column.key for column in evidence.columns]
    return {
        "columns": keys,
        "rows": [dict(zip(keys, map(_value, row), strict=True)) for row in evidence.rows],
        "note": evidence.note.en if evidence.note else None,
    }


def _value(value: Value) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.en if isinstance(value, Sentence) else value


def _left_json(one: NotShown) -> dict[str, Any]:
    return {"kind": one.kind, "why": one.why.en, "why_fi": one.why.fi, "key": one.key or None}


def _text(found: Found) -> str:
    lines = [f"{number}. {one.sentence}\n   {one.lever}" for number, one in enumerate(found.findings, start=1)]
    return "\n".join(lines) or "Nothing else to raise."
