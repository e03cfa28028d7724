"""Where each campaign lies on each day, and who or what says so.

A person's decision always wins from its validity date on; otherwise the rules of `core.sources.stages` suggest.
Suggestions count in the balance, and every figure that rests on them says how much is confirmed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core import figures
from core.model import UNMAPPED, Client, Level, Sentence
from core.sources.reading import Entity
from core.sources.stages import suggest
from core.store.decisions import Decision
from core.store.facts import StoredEntity

HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Placing:
    """Where one entity lies from `valid_from` on. `weights` are fractions that sum to 1; empty unless it is mixed."""

    valid_from: date
    bucket: str
    weights: Mapping[str, Decimal]
    temperature: str
    rule: str
    confidence: float
    why: Sentence


StageMap = Mapping[str, Sequence[Placing]]
"""entity_key -> its placings, oldest first; the first one holds from the beginning of time."""


def placing_on(placings: Sequence[Placing], day: date) -> Placing:
    """The placing in force on `day`."""
    return placings[max(0, bisect_right([p.valid_from for p in placings], day) - 1)]


def stage_map(client: Client, known: Iterable[StoredEntity], made: Iterable[Decision]) -> StageMap:
    """Every known entity with its placings: suggestions of the rules, overlaid by people's decisions."""
    by_entity: dict[str, list[Decision]] = defaultdict(list)
    for decision in made:
        by_entity[decision.entity_key].append(decision)
    return {entity.entity_key: _placings(client, entity, by_entity[entity.entity_key]) for entity in known}


def _placings(client: Client, entity: StoredEntity, made: list[Decision]) -> list[Placing]:
    suggestion = _suggested(client, entity, date.min)
    newest_per_day = {d.valid_from: d for d in sorted(made, key=lambda d: d.decision_id)}
    placings = [
        _decided(decision) if decision.stage else _suggested(client, entity, valid_from)
        for valid_from, decision in sorted(newest_per_day.items())
    ]
    if not placings or placings[0].valid_from > date.min:
        placings.insert(0, suggestion)
    return placings


def _decided(decision: Decision) -> Placing:
    day = decision.decided_at.date()
    return Placing(
        valid_from=decision.valid_from,
        bucket=decision.stage or UNMAPPED,
        weights=decision.weights,
        temperature=decision.temperature or "",
        rule=HUMAN,
        confidence=1.0,
        why=Sentence(
            f"Confirmed by {decision.decided_by} on {figures.day(day, 'en')}",
            f"Vahvistanut {decision.decided_by} {figures.day(day, 'fi')}",
        ),
    )


def _suggested(client: Client, entity: StoredEntity, valid_from: date) -> Placing:
    described = Entity(
        level=Level(entity.level),
        name=entity.name,
        external_id=entity.external_id,
        parent=entity.parent,
        channel=entity.channel,
        campaign_type=entity.campaign_type,
        objective=entity.objective,
        result_kind=entity.result_kind,
        bid_strategy=entity.bid_strategy,
        labels=entity.labels,
    )
    verdict = suggest(
        described, entity.source, naming_template=client.naming_template, search_stage=client.search_stage
    )
    return Placing(valid_from, verdict.stage, {}, verdict.temperature, verdict.rule, verdict.confidence, verdict.why)


def fine_accounts(known: Iterable[StoredEntity], made: Iterable[Decision]) -> frozenset[tuple[str, str]]:
    """Accounts in which a person has placed an ad set: there money is counted by ad set, not by campaign."""
    decided = {d.entity_key for d in made if d.stage}
    return frozenset((e.source, e.account) for e in known if e.level == Level.AD_SET and e.entity_key in decided)
