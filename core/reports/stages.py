"""The list of campaigns with their stages, and a person's way to change one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from core.errors import Refused
from core.model import MIXED, MONEY_LEVELS, Client, Level, Period, Stage
from core.reports.money import EntityMoney, entity_money
from core.reports.placing import Placing, fine_accounts, placing_on, stage_map
from core.reports.shapes import StageSuggestion
from core.store import Store, clients, decisions, facts
from core.store.decisions import Decision
from core.store.facts import StoredEntity


def stage_list(store: Store, *, client_id: str, period: Period | None = None) -> list[StageSuggestion]:
    """Every entity that can hold money, unconfirmed first and largest money first.

    `period` limits the money that is counted (None: all days); the placing is the one in force on its last day.
    Entities without money in the period come last with zero.
    """
    made = decisions.list_decisions(store.ops, client_id=client_id)
    with store.metrics.cursor() as cursor:
        known = facts.entities(cursor, client_id=client_id)
        money = entity_money(cursor, client_id=client_id, period=period, fine=fine_accounts(known, made))
    client = clients.get_client(store.ops, client_id=client_id)
    return listed(client, known, made, money, on=period.end if period else date.max)


def listed(
    client: Client,
    known: Sequence[StoredEntity],
    made: Sequence[Decision],
    money: Mapping[str, EntityMoney],
    *,
    on: date,
) -> list[StageSuggestion]:
    """What `stage_list` answers, from what was read before: only `made` and `client` change when people decide, so a
    page may keep the rest."""
    placed = stage_map(client, known, made)
    rows = [
        suggestion(entity, placing_on(placed[entity.entity_key], on), money.get(entity.entity_key))
        for entity in known
        if _can_hold_money(entity, money)
    ]
    return sorted(rows, key=lambda row: (row.confirmed, -row.spend, row.name))


def _can_hold_money(entity: StoredEntity, money: Mapping[str, EntityMoney]) -> bool:
    """A whole account is listed only while its money is counted: an analytics property has nothing to confirm."""
    return entity.level in MONEY_LEVELS and (entity.level != Level.ACCOUNT or entity.entity_key in money)


def suggestion(entity: StoredEntity, placing: Placing, money: EntityMoney | None) -> StageSuggestion:
    """One entity with its placing and money as the record that pages show."""
    return StageSuggestion(
        entity_key=entity.entity_key,
        name=entity.name,
        parent=entity.parent,
        source=entity.source,
        account=entity.account,
        level=entity.level,
        channel=entity.channel,
        stage=placing.bucket,
        weights=dict(placing.weights),
        temperature=placing.temperature,
        rule=placing.rule,
        why=placing.why,
        confidence=placing.confidence,
        spend=money.amount if money else Decimal(0),
        currency=money.currency if money else "",
    )


def find_entity(store: Store, *, client_id: str, wanted: str) -> StoredEntity:
    """The entity with this key, or the only one with this name. Raises Refused with what to do when it is not clear."""
    with store.metrics.cursor() as cursor:
        known = facts.entities(cursor, client_id=client_id)
    by_key = [e for e in known if e.entity_key == wanted]
    by_name = [e for e in known if e.name.casefold() == wanted.casefold() and Level(e.level) in MONEY_LEVELS]
    found = by_key or by_name
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(e.entity_key for e in found)
        raise Refused(
            f"{len(found)} campaigns are called “{wanted}”. Use one of their keys: {keys}.",
            f"Nimellä ”{wanted}” on {len(found)} kampanjaa. Käytä tunnusta: {keys}.",
        )
    raise Refused(
        f"This client has no campaign “{wanted}”. `stages --client {client_id}` lists them.",
        f"Tällä asiakkaalla ei ole kampanjaa ”{wanted}”. `stages --client {client_id}` luettelee ne.",
    )


def parse_stage(text: str) -> tuple[str | None, dict[str, Decimal]]:
    """A bucket from a person's words: `reach`, `mixed`, `reach=60,convert=40` (percent), or `none` to take a decision
    back. Returns (bucket or None, weights). Raises Refused when it is none of these or weights do not sum to 100."""
    word = text.strip().lower()
    if word in (*Stage, MIXED):
        return word, {}
    if word == "none":
        return None, {}
    try:
        weights = {str(Stage(k.strip())): Decimal(v) / 100 for k, v in (p.split("=") for p in word.split(","))}
    except (ValueError, ArithmeticError):
        weights = {}
    if weights and all(w >= 0 for w in weights.values()) and sum(weights.values()) == 1:
        return MIXED, weights
    raise Refused(
        f"“{text}” is not a stage. Use reach, act, convert, engage, mixed, weights such as reach=60,convert=40, "
        "or none to take a decision back.",
        f"”{text}” ei ole vaihe. Käytä: reach, act, convert, engage, mixed, painot kuten reach=60,convert=40, "
        "tai none, joka peruu päätöksen.",
    )
