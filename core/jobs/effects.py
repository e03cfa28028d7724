"""What people do with expectations: say one beforehand, take it back, and say what became of it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from core.board.list_names import suggested
from core.cards import Status
from core.errors import Refused
from core.findings.effects import Direction, Outcome
from core.store import Store
from core.store import board as board_store
from core.store import effects as stored
from core.store.cards import find_card
from core.store.effects import Expectation, OutcomeSaid
from core.store.outbox import card_id_now

USUAL_DAYS = 28


def expect(
    store: Store,
    *,
    client_id: str,
    card_id: str,
    metric: str,
    stage: str = "",
    direction: Direction,
    size: Decimal | None = None,
    after_days: int = USUAL_DAYS,
    client_visible: bool = False,
    who: str,
    now: datetime,
) -> Expectation:
    """Write down what a card is expected to do. Raises Refused for a card that is done, or not on the client's boards,
    and for what cannot be held against a number: nothing is written then."""
    known = card_id_now(store.ops, client_id=client_id, card_id=card_id)
    if _is_done(store, client_id, known):
        raise Refused(
            "The card is done: what is expected counts only when it is said beforehand.",
            "Kortti on jo valmis: odotus lasketaan vain, kun se on kirjattu etukäteen.",
        )
    return stored.add_expectation(
        store.ops,
        client_id=client_id,
        card_id=known,
        stage=stage,
        metric=metric,
        direction=direction,
        size=size,
        after_days=after_days,
        client_visible=client_visible,
        who=who,
        now=now,
    )


def answer(
    store: Store,
    *,
    client_id: str,
    expectation_id: int,
    outcome: Outcome,
    learnt: str = "",
    client_visible: bool = False,
    who: str,
    now: datetime,
) -> OutcomeSaid:
    """Say what became of an expectation, once its card is done. What was learnt is heard in the next monthly. Raises
    Refused for one that is not there, or whose card is not done."""
    if not _is_done(store, client_id, _card_of(store, client_id, expectation_id, now)):
        raise Refused("Its card is not done yet.", "Sen kortti ei ole vielä valmis.")
    return stored.answer_expectation(
        store.ops,
        client_id=client_id,
        expectation_id=expectation_id,
        outcome=outcome,
        learnt=learnt,
        client_visible=client_visible,
        who=who,
        now=now,
    )


def take_back(store: Store, *, client_id: str, expectation_id: int, who: str, now: datetime) -> None:
    """An expectation counts no more, while its card is not done. Raises Refused for one that is not there, and for one
    whose card is done: what was said beforehand stays, also when it did not hold."""
    if _is_done(store, client_id, _card_of(store, client_id, expectation_id, now)):
        raise Refused(
            "The card is done: what was expected of it stays, and is answered.",
            "Kortti on valmis: mitä siltä odotettiin, pysyy ja saa vastauksen.",
        )
    stored.take_expectation_back(store.ops, client_id=client_id, expectation_id=expectation_id, who=who, now=now)


def _card_of(store: Store, client_id: str, expectation_id: int, now: datetime) -> str:
    rows = stored.list_expectations(store.ops, client_id=client_id, as_of=now)
    one = next((row for row in rows if row.expectation_id == expectation_id), None)
    if one is None:
        raise Refused(f"There is no expectation {expectation_id}.", f"Odotusta {expectation_id} ei ole.")
    return card_id_now(store.ops, client_id=client_id, card_id=one.card_id)


def _is_done(store: Store, client_id: str, card_id: str) -> bool:
    """Whether a card lies in a list that means done. Raises Refused for a card that is not on the client's boards."""
    found = find_card(store.ops, client_id=client_id, card_id=card_id)
    if found is None:
        raise Refused(f"There is no card {card_id}.", f"Korttia {card_id} ei ole.")
    said = board_store.confirmed_lists(store.ops, client_id=client_id)
    anywhere = {list_id: status for (_, list_id), status in said.items()}
    names = {row.list_id: row.name for _, row in board_store.read_lists(store.ops, client_id=client_id)}
    list_id = found[1].list_id
    return (anywhere.get(list_id) or suggested(names.get(list_id, ""))) is Status.DONE
