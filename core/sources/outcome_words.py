"""What a line of a shop or CRM means: which kind of outcome it is, on which day, whether it stands, and its worth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from core.model import GoalKind, Sentence
from core.sources import outcome_sentences
from core.sources.layout import Layout
from core.sources.personal import without_addresses
from core.sources.vocabulary import folded, words

DEAL = "deal"
KINDS = (*(kind.value for kind in GoalKind), DEAL)
"""What a row of a list may be; a deal is a hard lead when created and an order when won."""
TEXT_ROLES = ("outcome_state", "origin", "payment", "tags", "cancelled_day")
NOT_COUNTED = ("cancelled", "refunded", "test")
LONGEST_ORIGIN = 100
LONGEST_STAGE = 100
_REPORTS = {GoalKind.ORDER.value: "orders", DEAL: "deals"}
_STAGE = re.compile(r"(?:(?:\d{1,2}|[A-Za-z])\s?[.)]\s+)?(.+?)(?:\s*\(([^()]*)\))?")
"""`5. Closed Won (Sales Pipeline)`, as HubSpot writes a stage."""
_STATES = ("cancelled", "refunded", "partly_refunded", "unpaid", "paid", "won", "lost", "open")


class Outcome(NamedTuple):
    """One row of facts, in the order of OUTCOME_SCHEMA, and the status text where it is an unfamiliar one."""

    outcome_key: str
    kind: str
    day: date
    created_day: date
    origin: str
    state: str
    counted: bool
    currency: str
    value: Decimal | None
    refunded: Decimal | None
    said: str


class Facts(Protocol):
    """What the cells of each outcome say (see outcomes._Facts)."""

    @property
    def keys(self) -> Sequence[str]: ...
    @property
    def value(self) -> Sequence[int | None]: ...
    @property
    def back(self) -> Sequence[int]: ...
    def text(self, role: str, i: int) -> str: ...
    def day(self, role: str, i: int) -> date | None: ...


def kind_of(shape: Layout) -> str:
    """What the rows are, as far as the header tells: order, deal, soft_lead; empty when it does not."""
    if "mark_deal" in shape.marks or shape.has("won_day", "closed_day"):
        return DEAL
    if "mark_lead" in shape.marks or shape.source == "meta_leads":
        return GoalKind.SOFT_LEAD.value
    return GoalKind.ORDER.value if shape.has("ordered_day") else ""


def report(shape: Layout) -> str:
    return _REPORTS.get(kind_of(shape), "leads")


def state_of(text: str) -> str:
    """The state that a status text names, in any language; empty when it is unfamiliar."""
    plain = folded(text)
    return next((state for state in _STATES if plain in words(f"state {state}")), "")


def stage_state(text: str) -> str:
    """The state that a deal's stage names, also where its number and its pipeline stand beside it (see _STAGE)."""
    found = _STAGE.fullmatch(text.strip()) if len(text) <= LONGEST_STAGE else None
    return state_of(text) or (state_of(found[1]) if found and not state_of(found[2] or "") else "")


def must_ask_stage(stages: Sequence[str], answered: str, has_won_day: bool) -> bool:
    """Whether nobody can tell which of the stages means that a deal was won."""
    return bool(stages) and not answered and not has_won_day and not any(map(stage_state, stages))


def judged(kind: str, facts: Facts, i: int) -> Iterator[Outcome]:
    """The rows of facts that one outcome gives."""
    kind, _, won_stage = kind.partition(":")
    if kind == DEAL:
        yield from _deal(facts, i, won_stage)
    else:
        day = facts.day("ordered_day", i) or facts.day("created_day", i) or facts.day("won_day", i)
        assert day is not None
        state = _order_state(facts, i) if kind == GoalKind.ORDER else "lead"
        yield _row(facts, i, kind, day, day, state)


def main_kind(rows: Sequence[Outcome]) -> str:
    """The kind that stands for the list: orders if there are any, else leads."""
    kinds = {row.kind for row in rows}
    worth = (GoalKind.ORDER, GoalKind.HARD_LEAD, GoalKind.SOFT_LEAD, GoalKind.CART)
    return next(kind.value for kind in worth if kind.value in kinds)


def counts(rows: Sequence[Outcome]) -> dict[str, int]:
    """How many of each counted kind, and of each state that is not counted."""
    return dict(Counter(row.kind if row.counted else row.state for row in rows))


def notes(shape: Layout, rows: Sequence[Outcome], codes: Sequence[str]) -> list[Sentence]:
    """What a person should know of the list."""
    found = []
    if any(row.kind == GoalKind.ORDER and row.value is not None for row in rows):
        found.append(outcome_sentences.ORDER_VALUE)
    elif any(row.kind == GoalKind.ORDER for row in rows):
        found.append(outcome_sentences.NO_VALUE)
    if kind_of(shape) == DEAL and not shape.has("created_day"):
        found.append(outcome_sentences.NO_CREATED_DAY)
    if len(codes) > 1:
        found.append(outcome_sentences.outcome_currencies(codes))
    unknown = sorted({row.said for row in rows if row.said})
    if unknown:
        found.append(outcome_sentences.unknown_states([without_addresses(text) for text in unknown]))
    return [*found, outcome_sentences.NO_PEOPLE]


def _deal(facts: Facts, i: int, won_stage: str) -> Iterator[Outcome]:
    said = facts.text("outcome_state", i)
    won_day = facts.day("won_day", i)
    state = "won" if won_stage and folded(said) == folded(won_stage) else stage_state(said)
    state = state or ("won" if won_day and not said else "open")
    created = facts.day("created_day", i) or won_day or facts.day("closed_day", i)
    assert created is not None
    if facts.day("created_day", i):
        lead = _row(facts, i, GoalKind.HARD_LEAD.value, created, created, state)
        yield lead._replace(currency="", value=None, refunded=None)
    if state == "won":
        sold = won_day or facts.day("closed_day", i) or created
        yield _row(facts, i, GoalKind.ORDER.value, sold, created, state)._replace(said="")


def _order_state(facts: Facts, i: int) -> str:
    value, back = facts.value[i], facts.back[i]
    if any(word in words("test_order") for role in ("payment", "tags") for word in _words_of(facts.text(role, i))):
        return "test"
    if facts.text("cancelled_day", i):
        return "cancelled"
    state = state_of(facts.text("outcome_state", i))
    if state in ("cancelled", "refunded") or not back:
        return state or "paid"
    return "refunded" if value is not None and back >= value else "partly_refunded"


def _words_of(text: str) -> Iterator[str]:
    plain = folded(text)
    yield plain
    yield from (word.strip("()[],") for word in plain.split())


def _row(facts: Facts, i: int, kind: str, day: date, created: date, state: str) -> Outcome:
    value, back = facts.value[i], facts.back[i]
    said = facts.text("outcome_state", i)
    return Outcome(
        outcome_key=facts.keys[i],
        kind=kind,
        day=day,
        created_day=created,
        origin=without_addresses(facts.text("origin", i))[:LONGEST_ORIGIN],
        state=state,
        counted=state not in NOT_COUNTED,
        currency=facts.text("currency", i) if value is not None else "",
        value=None if value is None else _decimal(value - min(back, value)),
        refunded=_decimal(back) if back else None,
        said=said if kind == GoalKind.ORDER and said and not state_of(said) else "",
    )


def _decimal(micros: int) -> Decimal:
    return Decimal(micros).scaleb(-6)
